"""What was filled in in the fields of a review comes home as remarks on their cells."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.data.annotated.make_export import ROUND, exported
from tests.support.annotating import Paper, answers
from tests.support.forms import PROGRAMS
from welvaartcanvas.domain.answers import Mark, Target
from welvaartcanvas.errors import InvalidDocument

CELL = Target(block="opgave", perspective="overheid")
RATING, REACTION = "r.opgave.overheid.rating", "r.opgave.overheid.reaction"


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_fills_in_comes_home(program: str) -> None:
    said = "Er gebeurt al veel.\nMaar niet in Zuid-Oost: € 3.000 is te weinig."
    typed = {"r.name": "Joost Jansen", RATING: "4", REACTION: said}

    found = answers(PROGRAMS[program](exported(), typed))

    assert (found.name, found.round_id, found.pictures) == ("Joost Jansen", ROUND.id, False)
    rating, reaction = found.remarks
    assert (rating.mark, rating.rating, rating.text, rating.target) == (Mark.FIELD, 4, "", CELL)
    assert (reaction.mark, reaction.rating, reaction.text) == (Mark.FIELD, None, said)
    assert {rating.author, reaction.author} == {"Joost Jansen"}
    assert [rating.key, reaction.key] == [RATING, REACTION]
    assert rating.page == reaction.page is not None


@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_filled_in_is_nothing_said(program: str) -> None:
    assert answers(PROGRAMS[program](exported(), {})).remarks == ()


def test_a_rating_of_nought_is_one() -> None:
    [remark] = answers(PROGRAMS["pypdf"](exported(), {RATING: "0"})).remarks

    assert remark.rating == 0


def field(paper: Paper, name: str, page: int = 0, **has: Any) -> Any:
    """A field whose widget stands on a page, and is in no list of fields."""
    above, _dot, last = name.rpartition(".")
    parent = paper.pdf.make_indirect(Dictionary(T=String(above))) if above else None
    return paper.add("Widget", page=page, T=last, Parent=parent, **has)


def values(paper: Paper) -> dict[str, Any]:
    """What is said in each field, by the name of the field."""
    return {r.key: r.rating or r.text for r in paper.answers().remarks}


@pytest.mark.parametrize(
    ("entries", "value"),
    [
        ({"V": "3"}, 3),
        ({"V": Name("/3")}, 3),
        ({"V": Array([String("3")])}, 3),
        ({"V": "3 Afgesproken", "Opt": Array([Array([String("3"), String("3 Afgesproken")])])}, 3),
        ({"V": "vier plus"}, "vier plus"),
        ({"V": "7"}, "7"),
    ],
    ids=str,
)
def test_a_choice_is_read_however_it_was_kept(entries: dict[str, Any], value: Any) -> None:
    paper = Paper()
    field(paper, RATING, **entries)

    assert values(paper) == {RATING: value}


@pytest.mark.parametrize("entries", [{}, {"V": ""}, {"V": " \n"}, {"V": 5}, {"V": Array([])}])
def test_an_empty_field_says_nothing(entries: dict[str, Any]) -> None:
    paper = Paper()
    field(paper, REACTION, **entries)

    assert values(paper) == {}


def test_what_stands_in_a_field_from_the_beginning_was_not_said() -> None:
    paper = Paper()
    field(paper, REACTION, V="Typ hier", DV="Typ hier")

    assert values(paper) == {}


def test_it_is_found_with_the_widget_or_with_the_field_above_it() -> None:
    paper = Paper()
    parent = paper.pdf.make_indirect(Dictionary(T=String(REACTION), V=String("Boven")))
    paper.add("Widget", Parent=parent)
    paper.add("Widget", Parent=parent)  # the same field once more
    own = paper.pdf.make_indirect(Dictionary(T=String(RATING), V=String("")))
    paper.add("Widget", Parent=own, V="2")

    assert values(paper) == {REACTION: "Boven", RATING: 2}


def test_fields_of_others_are_left_alone() -> None:
    paper = Paper()
    for name in ("r.x", "naam", "r.opgave.overheid.rating.x", "r.OPGAVE.overheid.rating", "r.a.b"):
        field(paper, name, V="5")

    assert values(paper) == {}


def test_a_ring_of_fields_has_an_end() -> None:
    paper = Paper()
    one = field(paper, REACTION, V="Rond")
    one.Parent.Parent = one

    assert values(paper) == {}


@pytest.mark.parametrize(("name", "limit"), [("r.name", 200), (REACTION, 20_000)])
def test_what_is_too_long_is_named(name: str, limit: int) -> None:
    paper = Paper()
    field(paper, name, V="a" * limit)
    paper.answers()

    paper = Paper()
    field(paper, name, V="a" * (limit + 1))
    with pytest.raises(InvalidDocument, match=f"in the field {name} on page 1; at most {limit}"):
        paper.answers()


# Who


def test_who_answered_is_who_says_so_else_who_made_the_other_remarks() -> None:
    paper = Paper()
    field(paper, RATING, V="3")
    assert paper.answers().name == ""

    paper.add("Text", Contents="Eens", T="Piet")
    assert {remark.author for remark in paper.answers().remarks} == {"Piet"}

    field(paper, "r.name", V="Joëlle")
    found = paper.answers()
    assert (found.name, found.remarks[1].author, found.remarks[1].key) == (
        "Joëlle",
        "Joëlle",
        RATING,
    )


def test_what_was_filled_in_was_said_when_the_file_was_saved() -> None:
    paper = Paper()
    field(paper, RATING, V="3")
    paper.pdf.docinfo["/ModDate"] = String("D:20261121101500+01'00'")

    [remark] = paper.answers().remarks
    assert remark.said_at == datetime(2026, 11, 21, 9, 15, tzinfo=UTC)


def test_of_several_authors_none_filled_it_in() -> None:
    paper = Paper()
    paper.add("Text", Contents="Eens", T="Piet")
    paper.add("Text", Contents="Oneens", T="Jan")

    assert paper.answers().name == ""
