"""A document says how far its canvas is: in a line on every page, in full at its head."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.support import build
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.status import standing
from welvaartcanvas.i18n import use_language
from welvaartcanvas.wording.standing import status_facts, status_line

# Noon is the same day in every time zone that people live in, but for a few islands.
NOON = datetime.fromisoformat("2026-03-04T12:00:00+00:00")
ROUND = build.review_round(1, "Ronde 1", deadline=date(2026, 12, 1), opened_by="Anna")
ADOPTED = build.adoption(2, 1, decided_by="de stuurgroep")
REOPENED = build.adoption(
    3, 1, decided_by="de stuurgroep", reopened_at=NOON, reopened_by="Anna", reason="Nieuwe cijfers"
)


def canvas(**things: Any) -> Canvas:
    return build.canvas(**things)


@pytest.mark.parametrize(
    ("things", "dutch", "english"),
    [
        ({}, "Concept", "Concept"),
        (
            {"rounds": (ROUND,)},
            "In reactieronde: Ronde 1, reacties tot en met 1 december 2026",
            "In review: Ronde 1, comments until 1 December 2026",
        ),
        (
            {"rounds": (build.review_round(1, "Ronde 1"),)},
            "In reactieronde: Ronde 1",
            "In review: Ronde 1",
        ),
        (
            {"adoptions": (ADOPTED,)},
            "Vastgesteld, versie 1, 31 januari 2026, door de stuurgroep",
            "Adopted, version 1, 31 January 2026, by de stuurgroep",
        ),
        (
            {"adoptions": (build.adoption(2, 1),)},
            "Vastgesteld, versie 1, 31 januari 2026",
            "Adopted, version 1, 31 January 2026",
        ),
        ({"adoptions": (REOPENED,)}, "Concept, versie 2", "Concept, version 2"),
    ],
)
def test_the_line_says_what_it_is(things: dict[str, Any], dutch: str, english: str) -> None:
    for language, line in (("nl", dutch), ("en", english)):
        with use_language(language):
            assert status_line(standing(canvas(**things))) == line


def test_nobody_is_invited_until_a_day_that_has_passed() -> None:
    now = standing(canvas(rounds=(ROUND,)))
    last = date(2026, 12, 1)
    with use_language("nl"):
        assert status_line(now, last) == status_line(now)
        late = status_line(now, last + timedelta(days=1))

    assert late == "In reactieronde: Ronde 1, reageren kon tot en met 1 december 2026"


def test_a_concept_says_that_nothing_was_adopted() -> None:
    with use_language("nl"):
        assert status_facts(canvas()) == [
            ("Status", "Concept. Deze versie is niet vastgesteld en kan nog veranderen."),
            ("Versie", "1"),
        ]


def test_in_review_it_says_since_when_and_by_whom() -> None:
    with use_language("nl"):
        (_label, said), _version = status_facts(canvas(rounds=(ROUND,)))

    assert said.endswith("Geopend op 31 januari 2026 door Anna.")


def test_adopted_it_bears_the_fingerprint_and_what_that_is_for() -> None:
    with use_language("nl"):
        facts = dict(status_facts(canvas(adoptions=(ADOPTED,))))

    digits, why = facts["Vingerafdruk"].split("\n")
    assert digits == "0123-4567-89ab-cdef-0123-4567"
    assert "wat is vastgesteld" in why


def test_what_follows_names_what_it_follows_and_why() -> None:
    later = build.adoption(4, 2, decided_by="de raad", fingerprint="f" * 64)
    for adoptions in ((REOPENED,), (REOPENED, later)):
        with use_language("nl"):
            facts = dict(status_facts(canvas(adoptions=adoptions)))
        assert facts["Versie"] == "2"
        assert facts["Volgt op"] == (
            "Vastgesteld, versie 1, 31 januari 2026, door de stuurgroep\n"
            "vingerafdruk 0123-4567-89ab-cdef-0123-4567"
        )
        assert facts["Heropend"] == "4 maart 2026, door Anna: Nieuwe cijfers"
