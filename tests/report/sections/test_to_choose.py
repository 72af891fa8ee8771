"""What nobody chose yet is told in a report: both readings, and a word where it stands."""

from __future__ import annotations

import pytest

from tests.support import build
from tests.support.hostile import HOSTILE_TEXTS, LONGEST_TEXT
from tests.support.pdf import outside, source_of, structure, violations
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange.markdown import write_markdown
from welvaartcanvas.i18n import use_language
from welvaartcanvas.report import ReportKind, render

CELL = ("opgave", "overheid")


def waiting(*texts: str) -> Canvas:
    """A canvas on which everything has another reading."""
    kim = build.partner(50, "Kim")
    canvas = build.canvas(
        notes={CELL: ["Meer techniek"]},
        scores={CELL: 3},
        partners=(kim,),
        learning_questions=(build.learning_question(60, "opgave", "Wie doet mee?"),),
        actions=(build.action(61, "opgave", "Bellen"),),
    )
    note, rating = canvas.cell(*CELL)[0], canvas.rating(*CELL)
    assert rating is not None
    things = [
        (rating, "score", 5),
        (canvas.head, "title", "Andere titel"),
        (kim, "email", "kim@voorbeeld.nl"),
        (canvas.learning_questions[0], "deleted", None),
        (canvas.actions[0], "who", "Sam"),
        *((note, "text", text) for text in texts),
    ]
    variants = tuple(build.variant(900 + n, *each) for n, each in enumerate(things))
    return canvas.model_copy(update={"variants": variants})


def pdf(canvas: Canvas, kind: ReportKind = ReportKind.REPORT) -> bytes:
    with use_language("nl"):
        return render(
            canvas, kind, day=build.MOMENT.date(), municipalities={}, source=source_of(canvas)
        )


def test_both_readings_stand_in_a_table_and_a_word_where_they_belong() -> None:
    elements = structure(pdf(waiting("Meer zorg")))

    texts = [e.text for e in elements]
    start = texts.index("Twee lezingen")
    table = elements[start:]
    assert table[0].role == "H1"
    told = [e.text for e in table if e.role in ("TD", "TH")]
    row = told.index("Meer zorg")
    assert told[row - 3 : row + 1] == [
        "1 Opgave, Overheid",
        "bijdrage, tekst",
        "Meer techniek",
        "Meer zorg",
    ]
    assert "(verwijderd)" in told and "Andere titel" in told
    assert not any("kim@" in text for text in texts)
    assert sum("nog te kiezen" in e.text for e in elements[:start]) >= 4


def test_a_report_without_open_choices_says_nothing_of_them() -> None:
    assert not any("te kiezen" in e.text for e in structure(pdf(build.full_canvas())))


@pytest.mark.parametrize("kind", ReportKind)
def test_whatever_the_readings_are_the_file_conforms(kind: ReportKind) -> None:
    made = pdf(waiting(*HOSTILE_TEXTS, LONGEST_TEXT), kind)

    assert violations(made) == []
    assert outside(made) == []


def test_markdown_tells_both_readings() -> None:
    with use_language("nl"):
        text = write_markdown(waiting("Meer *zorg*"))

    assert "- Meer techniek\\\n  (nog te kiezen)" in text
    assert "## Twee lezingen" in text
    assert (
        "- 1 Opgave, Overheid · bijdrage, tekst\n"
        "  - Hier staat nu: Meer techniek\n"
        "  - Andere lezing: Meer \\*zorg\\*\n"
    ) in text
