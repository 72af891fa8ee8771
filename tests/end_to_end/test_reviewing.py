"""A review round in the real program: asked, answered in the PDF, worked through, adopted."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.end_to_end.conftest import PICTURE, Desk
from tests.support import build
from welvaartcanvas.domain.review import CommentState
from welvaartcanvas.domain.status import Status, standing

CELL = ("opgave", "overheid")
SENTENCE = "Jongeren blijven voor de techniek"
SAID = "En de bouw dan? [b]"
WHY = "Dat komt in de volgende versie"


def test_partners_answer_in_the_pdf_and_the_canvas_is_adopted(desk: Desk) -> None:
    canvas = desk.keep(
        build.canvas(
            template=build.shipped_template(),
            notes={CELL: [SENTENCE]},
            partners=(build.partner(1, "Metaal BV", perspective="ondernemers"),),
        )
    )
    answered = desk.home / "antwoord.pdf"

    with desk.start() as terminal:
        desk.at_the_list(terminal)
        terminal.press("enter")
        terminal.wait_for(PICTURE)
        terminal.press("r")
        terminal.wait_for("Nog geen reactieronde")
        terminal.press("n")
        terminal.wait_for("Reactieronde 1", "Metaal BV")
        terminal.press("ctrl+s")
        terminal.wait_for("0 van 1 reageerden")
        terminal.press("x")
        terminal.wait_for("Reactie-PDF voor iedereen")
        terminal.press("ctrl+s")
        terminal.wait_for("Klaar.")
        terminal.press("escape")
        terminal.wait_gone("Klaar.")

        (sent,) = desk.home.rglob("*reactieronde*.pdf")
        comment_on(sent, answered)
        terminal.press("t")
        terminal.wait_for("Welke PDF")
        terminal.type(str(answered))
        terminal.press("enter")
        terminal.wait_for("Van wie zijn deze reacties?")
        terminal.press("enter")
        terminal.wait_for("2 nieuwe reacties")
        terminal.press("escape")
        terminal.wait_for("1 van 1 reageerden")

        terminal.press("i")
        terminal.wait_for("0 van 2 reacties afgehandeld", "En de bouw dan? [b]")
        terminal.press("r")
        terminal.wait_for("Afwijzen")
        terminal.type(WHY)
        terminal.press("ctrl+s")
        terminal.wait_for("1 van 2 reacties afgehandeld")
        terminal.press("escape")
        terminal.wait_for("1 van 1 reageerden")
        terminal.press("v")
        terminal.wait_for("Door wie")
        terminal.press("tab")
        terminal.type("Stuurgroep")
        terminal.press("ctrl+s")
        terminal.wait_for("Toch vaststellen?")
        terminal.press("left", "enter")
        terminal.wait_for("Vastgesteld")
        terminal.press("ctrl+q")
        terminal.expect_exit()

    found = desk.canvas(canvas.id)
    assert {c.text for c in found.comments} == {SAID, "Waar staat dat?"}
    assert [c.answer for c in found.comments if c.state is CommentState.REJECTED] == [WHY]
    assert standing(found).status is Status.ADOPTED
    where = ("--block", CELL[0], "--perspective", CELL[1])
    with pytest.raises(AssertionError, match="vastgesteld"):
        desk.run("contribute", canvas.id, *where, "Te laat")


def comment_on(sent: Path, answered: Path) -> None:
    """What a partner's reader does: a note and a highlight where the sentence stands."""
    with pikepdf.open(sent) as pdf:
        page, box = next(
            (page, [float(n) for n in list(place)[:4]])
            for page in pdf.pages
            for place in page.obj.PieceInfo.Welvaartcanvas.Private.Places
            if str(place[4]).startswith("thing:")
        )
        x0, y0, x1, y1 = box
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=Array([x0, y0, x0 + 18, y1]),
            Contents=String(SAID),
            T=String("Metaal BV"),
            NM=String("eerste"),
        )
        marked = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Highlight,
            Rect=Array([x0, y0, x1, y1]),
            QuadPoints=Array([x0, y1, x1, y1, x0, y0, x1, y0]),
            Contents=String("Waar staat dat?"),
            T=String("Metaal BV"),
        )
        annotations = page.obj.get("/Annots", Array())
        for each in (note, marked):
            annotations.append(pdf.make_indirect(each))
        page.obj.Annots = annotations
        pdf.save(answered)
