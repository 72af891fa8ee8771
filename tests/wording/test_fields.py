"""Every sort of thing, every field of it and every value has its words, in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support import build
from tests.support.build import MOMENT, uid
from welvaartcanvas.domain.answers import Mark
from welvaartcanvas.domain.canvas import ENTITIES
from welvaartcanvas.domain.fields import HANDLING, details_of, fields_of, is_quiet
from welvaartcanvas.domain.history import Change, Entry, entity_of
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.variant import Snapshot, Variant
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.wording import found_name
from welvaartcanvas.wording.differences import value_text
from welvaartcanvas.wording.fields import NOTHING, field_name, handling_text, reading_text
from welvaartcanvas.wording.history import changes_text, entry_text, sort_name, thing_text
from welvaartcanvas.wording.settling import about_text, field_text, other_text, where_text

JAN = build.partner(1, "Jan", perspective="overheid", organisation="Epe", email="jan@epe.example")
NOTE = build.contribution(
    2, "aanpak", "overheid", "Meer techniek", kind="kans", partner_id=JAN.id, tags=("mkb",)
)
GRADE = build.rating(3, "aanpak", "overheid", 4, reason="Het loopt")
QUESTION = build.learning_question(4, "aanpak", from_whom="Ede", work_form="leerkring")
TASK = build.action(5, "aanpak", who="Fatima", due=date(2026, 3, 1))
ROUND = build.review_round(
    6,
    question="Klopt dit?",
    deadline=date(2026, 12, 1),
    partners=(JAN.id,),
    opened_by="Anna",
    closed_at=MOMENT,
    closed_by="Bas",
)
FIRST = build.comment(7, "Eens", thing=GRADE, rating=5)
REMARK = build.comment(
    8,
    "Klopt niet",
    thing=NOTE,
    round_id=ROUND.id,
    partner_id=JAN.id,
    author="J. Jansen",
    said_at=MOMENT,
    mark=Mark.REPLY,
    quoted="Meer",
    rating=4,
    page=3,
    source="jan.pdf",
    export="0" * 32,
    key="Annot-1",
    reply_to=FIRST.id,
    state="contribution",
    answer="Dat nemen we mee",
    result_id=NOTE.id,
    handled_by="Anna",
    handled_at=MOMENT,
)
ADOPTED = build.adoption(
    9, decided_by="stuurgroep", reopened_at=MOMENT, reopened_by="Anna", reason="Meer geld"
)
CANVAS = build.canvas(
    region=build.full_region(),
    description="Waar het om gaat",
    partners=(JAN,),
    contributions=(NOTE,),
    ratings=(GRADE,),
    learning_questions=(QUESTION,),
    actions=(TASK,),
    rounds=(ROUND,),
    comments=(FIRST, REMARK),
    adoptions=(ADOPTED,),
)
THINGS = {entity_of(thing): thing for thing in CANVAS.everything()}
BESIDE: list[Entity] = [
    Snapshot(id=uid(20, 1), canvas_id=uid(0, 1), name="bijeenkomst 1", step=3, **build.stamps()),
    build.variant(21, NOTE, "text", "Anders"),
]


def test_these_are_all_sorts_of_things() -> None:
    assert set(THINGS) == set(ENTITIES.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sort_of_thing_has_a_name(language: str) -> None:
    entities = [*THINGS, *map(entity_of, BESIDE)]

    with use_language(language):
        assert len({sort_name(entity) for entity in entities}) == len(entities)
        assert len({found_name(entity) for entity in entities}) == len(entities)


@pytest.mark.parametrize("thing", [*THINGS.values(), *BESIDE], ids=entity_of)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_thing_says_something_and_whatever_happens_to_it_is_told(
    thing: Entity, language: str
) -> None:
    later = thing.model_copy(update={"changed_at": MOMENT + timedelta(days=1)})
    entity = entity_of(thing)

    with use_language(language):
        assert thing_text(thing)
        for change in (
            Change(entity, thing.id, None, thing),
            Change(entity, thing.id, thing, later),
            Change(entity, thing.id, thing, None),
        ):
            assert changes_text([change])
            assert changes_text([change, change], CANVAS.template).strip()
            for source in ("", "plan.json"):
                told = Entry(7, MOMENT, "Anna", "do", None, source, (change,))
                assert "{" not in entry_text(told, CANVAS.template)


@pytest.mark.parametrize("thing", THINGS.values(), ids=entity_of)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name_and_its_value_is_told(thing: Entity, language: str) -> None:
    with use_language(language):
        for field in {**details_of(thing), **fields_of(thing)}:
            assert field_name(thing, field)
            if field != "position" or isinstance(thing, Region):  # no number says where it is
                assert value_text(CANVAS, thing, field.partition(":")[0]) not in ("", NOTHING)


EMPTY = {
    "round": build.review_round(6),
    "comment": build.comment(8, ""),
    "adoption": build.adoption(9),
}


@pytest.mark.parametrize("thing", EMPTY.values(), ids=entity_of)
def test_what_was_not_filled_in_is_told_too(thing: Entity) -> None:
    for field in {**details_of(thing), **fields_of(thing)}:
        assert value_text(CANVAS, thing, field)


@pytest.mark.parametrize("thing", THINGS.values(), ids=entity_of)
@pytest.mark.parametrize("language", LANGUAGES)
def test_another_reading_of_every_field_is_told(thing: Entity, language: str) -> None:
    empty = fields_of(EMPTY.get(entity_of(thing), thing))
    for field, value in fields_of(thing).items():
        if is_quiet(field):
            continue
        for reading in (value, empty[field]):
            variant = build.variant(30, thing, field, reading)
            here = CANVAS.model_copy(update={"variants": (variant,)})
            with use_language(language):
                assert where_text(here, variant)
                assert field_text(here, variant)
                assert other_text(here, variant)
                assert reading_text(variant)
                assert isinstance(about_text(here, variant), str)


def test_a_handling_is_told_as_what_was_done_and_why() -> None:
    other: dict[str, Any] = {
        "state": "rejected", "answer": "Geen geld", "result_id": None,
        "handled_by": "Bas", "handled_at": MOMENT.isoformat(),
    }  # fmt: skip
    variant: Variant = build.variant(30, REMARK, HANDLING, other)
    here = CANVAS.model_copy(update={"variants": (variant,)})

    with use_language("nl"):
        assert where_text(here, variant) == "2 Aanpak, Overheid"
        assert field_text(here, variant) == "reactie, wat ermee is gedaan"
        assert other_text(here, variant) == "afgewezen: Geen geld"
        assert reading_text(variant) == "afgewezen: Geen geld"
        assert value_text(here, REMARK, HANDLING) == "bijdrage van gemaakt: Dat nemen we mee"
        assert handling_text("open", "") == "open"


def test_what_a_comment_names_is_told_in_its_own_words() -> None:
    with use_language("nl"):
        assert value_text(CANVAS, REMARK, "round_id") == "Ronde 1"
        assert value_text(CANVAS, REMARK, "reply_to") == "Eens"
        assert value_text(CANVAS, REMARK, "result_id") == "Meer techniek"
        assert value_text(CANVAS, REMARK, "place") == "2 Aanpak, Overheid · bijdrage: Meer techniek"
        assert value_text(CANVAS, ROUND, "partners") == "Jan"
        assert value_text(CANVAS, FIRST, "rating") == "5"
        assert value_text(CANVAS, build.comment(9, reply_to=uid(99, 1)), "reply_to") == NOTHING
