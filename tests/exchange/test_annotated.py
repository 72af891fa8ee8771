"""An export that went through the program of a partner brings home what they did in it.

Real exports, and what programs append to them: those of ``tests/data/annotated``, of which its
README says how each was made, and three libraries, each by an update that touches nothing before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf.annotations import Highlight, Text
from pypdf.generic import ArrayObject, FloatObject
from pypdfium2 import raw as pdfium

from tests.data import annotated
from tests.data.annotated.make_export import LONG, OTHER, ROUND, SHORT, SPOTS, Spot, exported, spot
from tests.support.annotating import answers
from welvaartcanvas.domain.answers import Answers, Mark, Remark
from welvaartcanvas.workspace.gathering import Sent, sent_in

FOLDER = Path(str(annotated.__file__)).parent


def told(pdf: bytes) -> tuple[Sent, dict[str, Remark]]:
    """What was sent, and the remark on each contribution by its text."""
    sent = sent_in(pdf, "reactie.pdf", "reactie.pdf")
    texts = {each.id: each.text for each in sent.canvas.contributions}
    return sent, {texts[r.target.thing_id]: r for r in sent.answers.remarks if r.target.thing_id}


def kept(name: str) -> bytes:
    """One of the files; it is the export with an update behind it."""
    pdf = (FOLDER / name).read_bytes()
    assert pdf.startswith((FOLDER / "exported.pdf").read_bytes())
    return pdf


def test_the_export_itself_brings_nothing() -> None:
    for pdf in (exported(), (FOLDER / "exported.pdf").read_bytes()):
        found = answers(pdf)
        assert (found.remarks, found.pictures, found.round_id) == ((), False, ROUND.id)
        assert re.fullmatch("[0-9a-f]{32}", found.export)


def test_evince_marks_words_and_puts_notes_in_the_margin() -> None:
    sent, found = told(kept("evince.pdf"))

    assert len(sent.answers.remarks) == len(found) == 3
    assert sent.answers.name == "Joost Jansen"
    assert (found[SHORT].mark, found[SHORT].quoted) == (Mark.HIGHLIGHT, "techniek")
    assert found[SHORT].text == "Ook in het vierde?"
    assert (found[LONG].mark, found[LONG].quoted) == (Mark.STRIKEOUT, SPOTS["long"])
    assert (found[OTHER].mark, found[OTHER].quoted) == (Mark.NOTE, "")
    assert found[OTHER].text == "Uitval meten we pas sinds 2024.\nKlopt dit?"
    assert all(r.author == "Joost Jansen" and r.said_at for r in found.values())


def test_firefox_highlights_types_draws_and_fills_in() -> None:
    sent, found = told(kept("firefox.pdf"))
    remarks = sent.answers.remarks

    assert [r.mark for r in remarks].count(Mark.FIELD) == 2
    assert (found[LONG].mark, found[LONG].quoted) == (Mark.HIGHLIGHT, SPOTS["long"])
    assert found[LONG].text == "Welke werkplaats?"
    assert (found[SHORT].quoted, found[SHORT].text) == ("techniek", "")
    on_other = {r.mark: r.text for r in remarks if r.target == found[OTHER].target}
    assert on_other == {
        Mark.FREE_TEXT: "Dit missen wij:\n€ en → begeleiding",
        Mark.DRAWING: "",
    }
    assert {r.rating or r.text for r in remarks if r.mark is Mark.FIELD} == {
        4,
        "Er gebeurt al veel,\nmaar niet in het oosten.",
    }
    assert sent.answers.name == "Joost Jansen"


# Three libraries


def corners(where: Spot) -> list[float]:
    return [at for x, y, r, t in where.boxes for at in (x, t, r, t, x, y, r, y)]


def around(where: Spot) -> list[float]:
    lefts, lows, rights, highs = zip(*where.boxes, strict=True)
    return [min(lefts), min(lows), max(rights), max(highs)]


def by_pypdf(pdf: bytes, where: Spot, text: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    points = ArrayObject(FloatObject(at) for at in corners(where))
    left, low, right, high = around(where)
    marked = Highlight(rect=(left, low, right, high), quad_points=points)
    marked[pypdf.generic.NameObject("/Contents")] = pypdf.generic.TextStringObject(text)
    writer.add_annotation(where.page, marked)
    writer.add_annotation(where.page, Text(rect=(570, high - 20, 590, high), text=f"Los: {text}"))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def by_pdfium(pdf: bytes, where: Spot, text: str) -> bytes:
    """As Chrome does."""
    file = pypdfium2.PdfDocument(pdf)
    page = file[where.page]
    left, low, right, high = around(where)
    for kind, box, said in (
        (pdfium.FPDF_ANNOT_HIGHLIGHT, (left, low, right, high), text),
        (pdfium.FPDF_ANNOT_TEXT, (570, high - 20, 590, high), f"Los: {text}"),
    ):
        annotation = pdfium.FPDFPage_CreateAnnot(page.raw, kind)
        reach = pdfium.FS_RECTF(box[0], box[3], box[2], box[1])
        assert pdfium.FPDFAnnot_SetRect(annotation, reach)
        for x, y, r, t in where.boxes if kind == pdfium.FPDF_ANNOT_HIGHLIGHT else ():
            quad = pdfium.FS_QUADPOINTSF(x, t, r, t, x, y, r, y)
            assert pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
        wide = (f"{said}\0").encode("utf-16-le")
        units = (pdfium.FPDF_WCHAR * (len(wide) // 2)).from_buffer_copy(wide)
        assert pdfium.FPDFAnnot_SetStringValue(annotation, b"Contents", units)
        pdfium.FPDFPage_CloseAnnot(annotation)
    page.close()
    stream = io.BytesIO()
    file.save(stream, flags=pdfium.FPDF_INCREMENTAL)
    file.close()
    return stream.getvalue()


def by_hand(pdf: bytes, where: Spot, text: str) -> bytes:
    """With qpdf for the objects, and the update written as ISO 32000-1, 7.5.6 has it."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        page = file.pages[where.page].obj
        note: dict[str, Any] = {
            "Type": Name.Annot,
            "Subtype": Name.Text,
            "Contents": String(f"Los: {text}"),
        }
        mark: dict[str, Any] = {
            "Type": Name.Annot,
            "Subtype": Name.Highlight,
            "Contents": String(text),
        }
        high = around(where)[3]
        size = int(file.trailer.Size)
        added = [
            Dictionary(**mark, Rect=Array(around(where)), QuadPoints=Array(corners(where))),
            Dictionary(**note, Rect=Array([570, high - 20, 590, high])),
        ]
        number = page.objgen[0]
        had = [*page.get("/Annots", Array([]))]
        old = b" ".join(b"%d %d R" % each.objgen for each in had)
        new = b" ".join(b"%d 0 R" % (size + place) for place in range(len(added)))
        without = {name: value for name, value in page.items() if name != "/Annots"}
        entries = b" ".join(name.encode() + b" " + _told(value) for name, value in without.items())
        changed = b"<< " + entries + b" /Annots [" + old + b" " + new + b"] >>"
        bodies = {number: changed}
        bodies |= {size + place: each.unparse() for place, each in enumerate(added)}
        root = b"%d %d R" % file.Root.objgen
    return _updated(pdf, bodies, size + len(added), root)


def _told(value: object) -> bytes:
    if isinstance(value, pikepdf.Object):
        return b"%d %d R" % value.objgen if value.is_indirect else value.unparse()
    return str(value).encode()


def _updated(pdf: bytes, bodies: dict[int, bytes], size: int, root: bytes) -> bytes:
    """``pdf`` with an update behind it that has ``bodies``, listed in a stream of its own."""
    before = int(pdf.rstrip().rpartition(b"startxref")[2].split()[0])
    out, places = pdf + b"\n", {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    places[size] = len(out)
    rows = b"".join(b"\1" + places[n].to_bytes(4, "big") + b"\0\0" for n in sorted(places))
    index = b" ".join(b"%d 1" % number for number in sorted(places))
    return out + (
        b"%d 0 obj\n<< /Type /XRef /Size %d /Root %s /Prev %d /W [1 4 2] /Index [%s] "
        b"/Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (size, size + 1, root, before, index, len(rows), rows, places[size])
    )


Program = Callable[[bytes, Spot, str], bytes]
PROGRAMS: dict[str, Program] = {"pypdf": by_pypdf, "by hand": by_hand, "pdfium": by_pdfium}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("words", SPOTS.values())
def test_what_a_library_appends_is_read_where_it_stands(program: str, words: str) -> None:
    pdf = PROGRAMS[program](exported(), spot(exported(), words), "Waarom? 'n € [b]")
    assert pdf.startswith(exported())

    sent, found = told(pdf)

    marked, note = sent.answers.remarks
    [text] = found
    assert words in text
    assert (marked.mark, marked.text, marked.quoted) == (Mark.HIGHLIGHT, "Waarom? 'n € [b]", words)
    assert (note.mark, note.text, note.quoted) == (Mark.NOTE, "Los: Waarom? 'n € [b]", "")
    assert note.target == marked.target
    assert not sent.answers.pictures


def without_moments(found: Answers) -> list[tuple[object, ...]]:
    return [(r.key, r.text, r.quoted, r.target, r.page) for r in found.remarks]


def test_one_program_after_the_other_keeps_what_was_there() -> None:
    pdf = exported()
    known: list[tuple[object, ...]] = []
    for program, words in zip(PROGRAMS.values(), SPOTS.values(), strict=True):
        pdf = program(pdf, spot(exported(), words), f"Over {words}")
        found = without_moments(answers(pdf))
        assert len(found) == len(known) + 2
        assert set(known) <= set(found)
        known = found


@pytest.mark.parametrize("how", [{}, {"linearize": True}, {"recompress_flate": True}])
def test_a_file_that_is_saved_anew_says_the_same(how: dict[str, Any]) -> None:
    pdf = by_hand(exported(), spot(exported(), SPOTS["short"]), "Eens")
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(stream, **how)

    assert without_moments(answers(stream.getvalue())) == without_moments(answers(pdf))
    assert not answers(stream.getvalue()).pictures


def test_a_flattened_copy_is_seen() -> None:
    """The notes have become a part of the pages: there is nothing to read, and that is told."""
    pdf = by_pdfium(exported(), spot(exported(), SPOTS["short"]), "Eens")
    file = pypdfium2.PdfDocument(pdf)
    file.init_forms()
    for page in file:
        assert page.flatten() != pdfium.FLATTEN_FAIL
    stream = io.BytesIO()
    file.save(stream)

    assert (answers(stream.getvalue()).pictures, answers(stream.getvalue()).remarks) == (True, ())
