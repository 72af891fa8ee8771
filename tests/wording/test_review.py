"""What is said of rounds, comments and adoption, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build, strategies
from tests.support.build import MOMENT, adoption, comment, review_round
from welvaartcanvas.domain.answers import Mark
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import progress
from welvaartcanvas.domain.review import CommentState
from welvaartcanvas.domain.status import Status, standing
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.wording.review import (
    answered_text,
    author_text,
    comments_text,
    fingerprint_text,
    mark_name,
    outcome_text,
    progress_text,
    round_name,
    round_text,
    said_text,
    state_name,
    states_text,
    status_name,
    status_short,
    status_text,
    target_text,
)

DAY = date(2026, 12, 1)
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
NOTE = build.contribution(1, "aanpak", "overheid", "Meer techniek")
JAN = build.partner(5, "Jan")

ROUND = review_round(11, "Ronde 1", deadline=DAY, opened_by="Anna")
FIRST = adoption(21, decided_on=DAY, decided_by="de stuurgroep")
REOPENED = adoption(21, decided_on=DAY, reopened_at=NOON, reopened_by="Anna")


@pytest.mark.parametrize(
    ("here", "dutch", "english", "short"),
    [
        (build.canvas(), "concept", "concept", "concept"),
        (
            build.canvas(rounds=(ROUND,)),
            "in reactieronde tot en met 1 december 2026 (Ronde 1)",
            "in review until 1 December 2026 (Ronde 1)",
            "in review",
        ),
        (
            build.canvas(rounds=(review_round(11),), adoptions=(REOPENED,)),
            "in reactieronde (Ronde 1), versie 2",
            "in review (Ronde 1), version 2",
            "in review, version 2",
        ),
        (
            build.canvas(adoptions=(FIRST,)),
            "vastgesteld op 1 december 2026 door de stuurgroep (versie 1)",
            "adopted on 1 December 2026 by de stuurgroep (version 1)",
            "adopted, version 1",
        ),
        (
            build.canvas(adoptions=(adoption(21, version=3, decided_on=DAY),)),
            "vastgesteld op 1 december 2026 (versie 3)",
            "adopted on 1 December 2026 (version 3)",
            "adopted, version 3",
        ),
        (
            build.canvas(adoptions=(REOPENED,)),
            "concept van versie 2, heropend op 4 mei 2026 door Anna",
            "concept of version 2, reopened on 4 May 2026 by Anna",
            "concept, version 2",
        ),
        (
            build.canvas(adoptions=(adoption(21, reopened_at=NOON),)),
            "concept van versie 2, heropend op 4 mei 2026",
            "concept of version 2, reopened on 4 May 2026",
            "concept, version 2",
        ),
    ],
)
def test_the_status_says_how_far_a_canvas_is(
    here: Canvas, dutch: str, english: str, short: str
) -> None:
    with use_language("nl"):
        assert status_text(standing(here)) == dutch
    with use_language("en"):
        assert status_text(standing(here)) == english
        assert status_short(standing(here)) == short


@pytest.mark.parametrize(
    ("values", "dutch"),
    [
        ({"deadline": DAY}, "Ronde 1, open tot en met 1 december 2026"),
        ({}, "Ronde 1, open"),
        ({"closed_at": NOON, "closed_by": "Anna"}, "Ronde 1, gesloten op 4 mei 2026 door Anna"),
        ({"closed_at": NOON, "deadline": DAY}, "Ronde 1, gesloten op 4 mei 2026"),
    ],
)
def test_a_round_says_until_when(values: dict[str, Any], dutch: str) -> None:
    with use_language("nl"):
        assert round_text(review_round(11, **values)) == dutch
        assert round_name(2) == "Reactieronde 2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_fixed_has_a_name_of_its_own(language: str) -> None:
    def apart(kinds: type[StrEnum], name: Callable[[Any], str]) -> bool:
        return len({name(kind) for kind in kinds}) == len(kinds)

    with use_language(language):
        assert apart(Status, status_name)
        assert apart(Mark, mark_name)
        assert apart(CommentState, state_name)


def test_the_fingerprint_is_shown_in_groups() -> None:
    with use_language("nl"):
        said = fingerprint_text("0123456789abcdef" * 4)
    assert said == "vingerafdruk 0123-4567-89ab-cdef-0123-4567"


@pytest.mark.parametrize(
    ("about", "dutch"),
    [
        (comment(31), "het hele canvas"),
        (comment(31, page=3), "het hele canvas · bladzijde 3"),
        (comment(31, block="aanpak", page=3), "2 Aanpak"),
        (comment(31, block="aanpak", perspective="overheid"), "2 Aanpak, Overheid"),
        (comment(31, thing=NOTE), "2 Aanpak, Overheid · bijdrage: Meer techniek"),
        (
            comment(31, thing=build.contribution(9, "aanpak", "overheid", "Een\nloket")),
            "2 Aanpak, Overheid · inmiddels verwijderd: Een loket",
        ),
        (comment(31, thing=JAN), "het hele canvas · partner: Jan"),
    ],
)
def test_a_comment_says_what_it_is_about(about: object, dutch: str) -> None:
    here = build.canvas(contributions=(NOTE,), partners=(JAN,), comments=(about,))

    with use_language("nl"):
        assert target_text(here, here.comments[0]) == dutch


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": "Goed\nplan"}, "Goed\nplan"),
        ({"text": "", "rating": 4}, "waardering 4"),
        ({"text": "Het loopt", "rating": 4}, "waardering 4: Het loopt"),
        (
            {"text": " ", "mark": Mark.STRIKEOUT, "quoted": "een nieuw\nloket"},
            "(doorgestreept: “een nieuw loket”, zonder tekst)",
        ),
        ({"text": "", "mark": Mark.DRAWING}, "(tekening, zonder tekst)"),
    ],
)
def test_a_mark_without_a_text_says_something_too(values: dict[str, Any], said: str) -> None:
    with use_language("nl"):
        assert said_text(comment(31, **values)) == said


@pytest.mark.parametrize(
    ("values", "who"),
    [
        ({}, "onbekend"),
        ({"author": "P. Pieters"}, "P. Pieters"),
        ({"partner_id": JAN.id}, "Jan"),
        ({"partner_id": JAN.id, "author": "Jan"}, "Jan"),
        ({"partner_id": JAN.id, "author": "j.jansen"}, "Jan (j.jansen)"),
    ],
)
def test_a_comment_says_whose_it_is(values: dict[str, Any], who: str) -> None:
    with use_language("nl"):
        assert author_text(build.canvas(partners=(JAN,)), comment(31, **values)) == who


@pytest.mark.parametrize(
    ("values", "dutch"),
    [
        ({}, "open"),
        (
            {"state": "rejected", "answer": "Geen geld", "handled_by": "Anna", "handled_at": NOON},
            "afgewezen door Anna, 4 mei 2026: Geen geld",
        ),
        ({"state": "accepted", "handled_at": NOON}, "overgenomen, 4 mei 2026"),
        ({"state": "answered", "answer": "Ja"}, "beantwoord: Ja"),
    ],
)
def test_a_comment_says_what_was_done_with_it_and_why(values: dict[str, Any], dutch: str) -> None:
    with use_language("nl"):
        assert outcome_text(comment(31, **values)) == dutch


def test_how_far_a_round_is_stands_in_numbers() -> None:
    given_ = [comment(31), comment(32, state="rejected"), comment(33, state="postponed")]

    with use_language("nl"):
        assert progress_text(progress(given_)) == "1 van 3 reacties afgehandeld"
        assert progress_text(progress(given_[:1])) == "0 van 1 reactie afgehandeld"
        assert states_text(given_) == "1 open, 1 uitgesteld, 1 afgewezen"
        assert comments_text(1) == "1 reactie"
        assert answered_text(JAN, []) == "Jan: nog geen reacties"
        assert answered_text(JAN, given_) == "Jan: 1 van 3 reacties afgehandeld"


@given(strategies.names(), strategies.texts(), st.sampled_from(LANGUAGES))
def test_what_people_wrote_is_said_as_it_is(name: str, text: str, language: str) -> None:
    told = comment(31, text, author=name, answer=text)

    with use_language(language):
        assert said_text(told) == text or not text.strip()
        assert author_text(build.canvas(), told) == name
        assert outcome_text(told).endswith(text) or not text.strip()
        assert name in round_text(review_round(11, name, deadline=MOMENT.date()))
