"""What pydantic finds, said in the program's own words; making and changing with one refusal."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from pydantic import ValidationError

from tests.support import strategies
from tests.support.build import (
    action,
    adoption,
    comment,
    contribution,
    partner,
    rating,
    region,
    review_round,
)
from welvaartcanvas.domain.canvas import ENTITIES, Action, Contribution, Rating
from welvaartcanvas.domain.faults import _FIELDS, changed, made, path_of, problems_of
from welvaartcanvas.domain.model import Model
from welvaartcanvas.domain.region import Region
from welvaartcanvas.errors import Fault, RequestError
from welvaartcanvas.settings import Settings


def refusal(document: dict[str, object]) -> list[str]:
    """The problems of a contribution's document, as lines."""
    with pytest.raises(ValidationError) as refused:
        Contribution.model_validate(document)
    return [str(problem) for problem in problems_of(refused.value)]


NO_KEY = "must be lower-case letters, digits, - and _ such as binnenstad-1"
SOUND = contribution(1, "opgave", "overheid").model_dump(mode="json")


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ((), ""),
        (("blocks", 2, "place"), "blocks[2].place"),
        ((0, "id"), "[0].id"),
        (("a", 0, 1, "b"), "a[0][1].b"),
    ],
)
def test_a_location_becomes_the_path_that_a_reader_looks_for(
    location: tuple[int | str, ...], path: str
) -> None:
    assert path_of(location) == path


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({"text": 3}, "text: must be text"),
        ({"text": ""}, "text: the text is empty; write at least one character"),
        ({"colour": "red"}, "colour: is not a known field"),
        ({"position": "x"}, "position: must be a whole number"),
        ({"position": 1.5}, "position: must be a whole number"),
        ({"revision": -1}, "revision: must be at least 0, not -1"),
        ({"position": 2**60}, f"position: must be at most {2**53 - 1}, not {2**60}"),
        ({"tags": "mkb"}, "tags: must be a list"),
        ({"tags": ["mkb", " "]}, "tags[1]: the text is empty; write at least one character"),
        ({"block": "Opgave!"}, f"block: {NO_KEY}, not Opgave!"),
        (
            {"created_at": "gisteren"},
            "created_at: must be a moment such as 2026-01-31T13:45:00Z, not gisteren",
        ),
    ],
)
def test_every_fault_is_named_with_its_path(spoiled: dict[str, object], said: str) -> None:
    assert refusal(SOUND | spoiled) == [said]


def test_all_faults_are_named_at_once() -> None:
    document = SOUND | {"text": "\x00", "block": "", "more": 1}
    del document["id"]

    assert refusal(document) == [
        "id: is missing",
        f'block: {NO_KEY}, not ""',
        "text: the text has a control character (U+0000) at position 1; remove it",
        "more: is not a known field",
    ]


def test_what_stood_there_is_shown_escaped_and_never_as_a_format() -> None:
    assert refusal(SOUND | {"block": "{0} {block}\x1b[31m"}) == [
        f"block: {NO_KEY}, not {{0}} {{block}}\\x1b[31m"
    ]
    assert refusal(SOUND | {"\x1b[31m{x}": 1}) == ["\\x1b[31m{x}: is not a known field"]


def test_a_whole_document_that_is_no_table_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Contribution.model_validate([])

    assert [str(p) for p in problems_of(refused.value)] == ["must be a table of names and values"]


def test_making_refuses_with_one_line_that_names_the_field() -> None:
    with pytest.raises(RequestError) as refused:
        made(Contribution, **SOUND | {"block": "Opgave!"})

    assert str(refused.value) == f"block: {NO_KEY}, not Opgave!"


@pytest.mark.parametrize(
    ("thing", "values", "said"),
    [
        (
            partner(1, "Anouk"),
            {"name": "x" * 300},
            "name of the partner: the text has 300 characters",
        ),
        (
            partner(1, "Anouk"),
            {"email": "a\nb"},
            "e-mail address of the partner: a name stands on one line",
        ),
        (region(1), {"name": " "}, "name of the region: the text is empty"),
        (contribution(1, "opgave", "overheid"), {"tags": ("x" * 300,)}, "tag: the text has 300"),
        (rating(1, "opgave", "overheid", 3), {"reason": "\x07"}, "reason of the rating: the text"),
        (contribution(1, "opgave", "overheid"), {"text": " "}, "the text is empty"),
        (review_round(1), {"name": " "}, "name of the review round: the text is empty"),
        (review_round(1), {"question": "x" * 20_001}, "question of the review round: the text has"),
        (comment(1), {"text": "\x07"}, "comment: the text has a control character"),
        (comment(1), {"answer": "\x07"}, "answer to the comment: the text has a control"),
        (adoption(1), {"decided_by": "a\nb"}, "who adopted it: a name stands on one line"),
        (adoption(1), {"reason": "\x07"}, "reason to reopen it: the text has a control"),
    ],
)
def test_a_text_that_is_refused_is_called_by_its_name(
    thing: Model, values: dict[str, object], said: str
) -> None:
    with pytest.raises(RequestError) as refused:
        changed(thing, **values)

    assert str(refused.value).startswith(said)


def test_every_name_of_a_field_is_of_a_field_that_is_there() -> None:
    kinds: tuple[type[Model], ...] = (*ENTITIES, Settings)
    models: dict[str, type[Model]] = {kind.__name__: kind for kind in kinds}

    assert all(field in models[model].model_fields for model, field in _FIELDS)


def test_a_rule_of_the_domain_is_refused_in_its_own_words() -> None:
    values = rating(1, "opgave", "overheid", 3).model_dump()

    with pytest.raises(RequestError) as refused:
        made(Rating, **values | {"score": 6})

    assert str(refused.value) == "score 6 does not exist; choose 0 to 5"


def test_a_refusal_is_a_fault_and_shows_no_pydantic() -> None:
    with pytest.raises(Fault) as refused:
        made(Region, name="Twente")

    assert "pydantic" not in str(refused.value).lower()
    assert refused.value.exit_code == 2


def test_changing_leaves_the_thing_alone_and_gives_another() -> None:
    before = action(1, "opgave")

    after = changed(before, who="Fatima", due=date(2026, 3, 1))

    assert (before.who, before.due) == ("", None)
    assert (after.who, after.due) == ("Fatima", date(2026, 3, 1))
    assert (after.id, after.text) == (before.id, before.text)


@pytest.mark.parametrize("values", [{"text": " "}, {"status": "bijna"}, {"colour": "red"}])
def test_a_change_is_held_to_the_same_rules(values: dict[str, object]) -> None:
    with pytest.raises(RequestError):
        changed(action(1, "opgave"), **values)


def test_a_status_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(RequestError) as refused:
        made(Action, **action(1, "opgave").model_dump() | {"status": "bijna"})

    assert str(refused.value) == "status: must be one of open, bezig, klaar, not bijna"


@given(strategies.regions())
def test_changing_nothing_gives_an_equal_thing(drawn: Region) -> None:
    assert changed(drawn) == drawn
