"""Two readings in words: what it is about, what each says, and who wrote it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support import build
from tests.support.build import MOMENT
from welvaartcanvas import i18n
from welvaartcanvas.domain.canvas import Canvas, Rating
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.settling import Origin, Origins
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.wording import settling

CELL = ("opgave", "overheid")


def another(thing: Entity, field: str, value: object) -> Variant:
    return build.variant(900, thing, field, value)


@pytest.fixture
def canvas() -> Canvas:
    kim = build.partner(50, "Kim")
    return build.canvas(notes={CELL: ["Meer techniek"]}, scores={CELL: 3}, partners=(kim,))


@pytest.mark.parametrize(
    ("language", "field", "value", "said"),
    [
        ("en", "text", "Meer zorg", ("contribution, text", "Meer techniek", "Meer zorg", "")),
        ("nl", "text", "Meer zorg", ("bijdrage, tekst", "Meer techniek", "Meer zorg", "")),
        ("nl", "kind", "kans", ("bijdrage, soort", "–", "Kans", "Meer techniek")),
        ("nl", "kind", "weg", ("bijdrage, soort", "–", "weg", "Meer techniek")),
        ("nl", "partner_id", build.uid(50, 1), ("bijdrage, partner", "–", "Kim", "Meer techniek")),
        (
            "nl",
            "deleted",
            None,
            (
                "bijdrage, door de een veranderd en door de ander verwijderd",
                "Meer techniek",
                "(verwijderd)",
                "",
            ),
        ),
        (
            "nl",
            "place",
            {"block": "aanpak", "perspective": "onderwijs"},
            ("bijdrage, plaats", "1 Opgave, Overheid", "2 Aanpak, Onderwijs", "Meer techniek"),
        ),
        ("en", "{0}[b]", "x", ("contribution, {0}[b]", "–", "x", "Meer techniek")),
    ],
)
def test_two_readings_are_told_as_a_reader_knows_them(
    canvas: Canvas, language: str, field: str, value: object, said: tuple[str, ...]
) -> None:
    i18n.set_language(language)
    variant = another(canvas.cell(*CELL)[0], field, value)
    canvas = canvas.model_copy(update={"variants": (variant,)})

    assert (
        settling.field_text(canvas, variant),
        settling.here_text(canvas, variant),
        settling.other_text(canvas, variant),
        settling.about_text(canvas, variant),
    ) == said


def test_where_it_is(canvas: Canvas) -> None:
    i18n.set_language("nl")
    rating = canvas.rating(*CELL)
    assert isinstance(rating, Rating)

    other = another(rating, "rating", {"score": 4, "reason": "Loopt"})

    assert settling.where_text(canvas, other) == "1 Opgave, Overheid"
    assert settling.here_text(canvas, other) == "3"
    assert settling.other_text(canvas, other) == "4 · Loopt"
    assert settling.where_text(canvas, another(canvas.head, "title", "x")) == "het hele canvas"


def test_who_wrote_it() -> None:
    i18n.set_language("en")
    at = datetime(2026, 2, 3, 12, tzinfo=UTC)

    assert settling.origin_text(Origin("Anna", "", at)).startswith("by Anna, ")
    assert settling.origin_text(Origin("Anna", "kopie.json", MOMENT)).startswith("from kopie.json")
    assert settling.origin_text(None) == ""


def test_a_note_stands_in_one_line(canvas: Canvas) -> None:
    i18n.set_language("nl")
    note = canvas.cell(*CELL)[0]

    assert settling.note_text(canvas, another(note, "text", "Zorg")) == (
        "nog te kiezen; andere lezing: Zorg"
    )
    assert settling.note_text(canvas, another(note, "kind", "kans")) == (
        "nog te kiezen; andere lezing van soort: Kans"
    )
    assert settling.note_text(canvas, another(note, "deleted", None)) == (
        "nog te kiezen: door de een veranderd en door de ander verwijderd"
    )


def test_of_a_deletion_it_is_said_whose_it_is(canvas: Canvas) -> None:
    i18n.set_language("nl")
    deleted = another(canvas.cell(*CELL)[0], "deleted", None)
    anna, file = Origin("Anna", "", MOMENT), Origin("Anna", "vanB.pdf", MOMENT)
    canvas = canvas.model_copy(update={"variants": (deleted,)})

    assert settling.field_text(canvas, deleted, Origins(file, anna)) == (
        "bijdrage, verwijderd door Anna, gewijzigd in vanB.pdf"
    )
    assert settling.field_text(canvas, deleted, Origins(anna, file)) == (
        "bijdrage, verwijderd in vanB.pdf, gewijzigd door Anna"
    )
