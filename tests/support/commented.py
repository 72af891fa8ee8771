"""A canvas in a review round, with what partners said of it in PDFs and otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tests.support import build
from tests.support.workspaces import keep
from welvaartcanvas.domain.answers import Answers, Mark, Remark, Target
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.workspace import Workspace

CELL = ("opgave", "overheid")
#: What stands on the canvas: the first was changed since the PDF, the second is deleted since.
NOTES = ["Jongeren blijven voor de techniek", "De bus rijdt te weinig", "Er is één loket"]
CHANGED = "Jongeren blijven voor de techniek en de bouw"


def remark(key: str, text: str = "", mark: Mark = Mark.NOTE, **values: object) -> Remark:
    """One remark; each a minute after the one before, by the number in its key."""
    said_at = build.MOMENT + timedelta(days=3, minutes=int(key.strip("abc")))
    return Remark(**{"key": key, "mark": mark, "text": text, "said_at": said_at, **values})  # type: ignore[arg-type]


def took(workspace: Workspace, canvas: Canvas, remarks: Sequence[Remark], **values: object) -> None:
    """Take ``remarks`` in as from one PDF of ``canvas``."""
    given = {"export": "e" * 32, "name": "J. de Vries", **values}
    answers = Answers(remarks=tuple(remarks), **given)  # type: ignore[arg-type]
    workspace.comments.take(canvas, answers, "antwoord.pdf")


def commented(workspace: Workspace) -> Canvas:
    """A canvas with ten comments, as it is kept in ``workspace``."""
    canvas = keep(
        workspace,
        build.canvas(
            notes={CELL: NOTES},
            scores={CELL: 3},
            partners=(
                build.partner(1, "De Voorn", perspective="onderwijs"),
                build.partner(2, "Metaal BV", perspective="ondernemers"),
            ),
        ),
    )
    workspace.reviews.open_round(canvas, "Ronde 1", partners=[p.id for p in canvas.partners])
    canvas = workspace.canvases.get(canvas.id)
    first, second, third = (Target(thing_id=note.id) for note in canvas.cell(*CELL))
    remarks = [
        remark("a1", "Mooi stuk", page=1),
        remark("a2", "En de bouw dan?", Mark.HIGHLIGHT, quoted="techniek", target=first, page=3),
        remark("a3", "Eens", Mark.REPLY, author="M. Bakker", target=first, page=3, reply_to="a2"),
        remark("a4", "", Mark.STRIKEOUT, quoted="te weinig", target=second, page=3),
        remark("a5", "Waar staat dat?", target=third, page=3),
        remark("a6", "Loopt al", Mark.FIELD, rating=4, target=Target(None, "aanpak", "onderwijs")),
    ]
    took(workspace, canvas, remarks)
    later = build.MOMENT + timedelta(days=4)
    changed = replace(remarks[4], text="Waar staat dat dan?", said_at=later)
    took(workspace, canvas, [changed if r.key == changed.key else r for r in remarks])
    of_voorn = [remark("b7", "Doe eerst de scholen", target=Target(None, "aanpak"))]
    took(workspace, canvas, of_voorn, export="f" * 32, partner_id=canvas.partners[0].id)
    workspace.reviews.intend(canvas.rounds[0].id)
    canvas = workspace.canvases.get(canvas.id)
    workspace.contents.edit(canvas, canvas.cell(*CELL)[0], text=CHANGED)
    workspace.contents.delete(canvas, canvas.cell(*CELL)[1])
    workspace.session.intends.clear()
    return workspace.canvases.get(canvas.id)
