"""How far a canvas is, and the fingerprint of what it says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support import build, strategies
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.fingerprint import fingerprint, shown
from welvaartcanvas.domain.pseudonyms import pseudonymised
from welvaartcanvas.domain.review import Adoption, Round
from welvaartcanvas.domain.status import Status, standing

LATER = build.MOMENT + timedelta(days=3)


def a_round(number: int, **values: Any) -> Round:
    return Round(
        id=build.uid(100 + number, 1),
        **build.stamps(moment=build.MOMENT + timedelta(hours=number)),
        canvas_id=build.uid(0, 1),
        name=f"Ronde {number}",
        opened_by="Anna",
        **values,
    )


def an_adoption(version: int, **values: Any) -> Adoption:
    return Adoption(
        id=build.uid(200 + version, 1),
        **build.stamps(moment=build.MOMENT + timedelta(days=version)),
        canvas_id=build.uid(0, 1),
        version=version,
        fingerprint="ab" * 32,
        decided_on=date(2026, 2, version),
        decided_by="Stuurgroep",
        **values,
    )


def test_a_canvas_begins_as_a_concept_of_version_1() -> None:
    now = standing(build.canvas())

    assert (now.status, now.version, now.since) == (Status.CONCEPT, 1, build.MOMENT)


def test_it_is_in_review_while_a_round_is_open_and_a_concept_again_behind_it() -> None:
    closed, opened = a_round(1, closed_at=LATER), a_round(2)

    now = standing(build.canvas(rounds=(closed, opened)))

    assert (now.status, now.round, now.who) == (Status.IN_REVIEW, opened, "Anna")
    assert standing(build.canvas(rounds=(closed,))).status is Status.CONCEPT


def test_it_is_adopted_until_it_is_reopened_and_then_the_next_version() -> None:
    adopted = standing(build.canvas(adoptions=(an_adoption(1),)))
    first = an_adoption(1, reopened_at=LATER, reopened_by="Bob")
    again = standing(build.canvas(adoptions=(first,)))
    second = standing(build.canvas(adoptions=(first, an_adoption(2))))

    assert (adopted.status, adopted.version, adopted.who) == (Status.ADOPTED, 1, "Stuurgroep")
    assert (again.status, again.version, again.since) == (Status.CONCEPT, 2, LATER)
    assert again.adoption == first
    assert (second.status, second.version) == (Status.ADOPTED, 2)


def test_a_fingerprint_is_read_in_groups() -> None:
    assert shown("0123456789abcdef" * 4) == "0123-4567-89ab-cdef-0123-4567"


@given(canvas=strategies.canvases(), data=st.data())
def test_the_fingerprint_is_of_what_is_said_and_of_nothing_else(
    canvas: Canvas, data: st.DataObject
) -> None:
    digits = fingerprint(canvas)
    without = canvas.model_copy(
        update={
            "rounds": (),
            "comments": (),
            "adoptions": (),
            "partners": tuple(p.model_copy(update={"name": "X"}) for p in canvas.partners),
            "contributions": tuple(
                c.model_copy(update={"revision": 9, "changed_at": LATER, "partner_id": None})
                for c in canvas.contributions
            ),
        }
    )

    assert fingerprint(without) == digits

    notes = list(canvas.contributions)
    assume(notes)
    place = data.draw(st.integers(0, len(notes) - 1))
    notes[place] = notes[place].model_copy(update={"text": notes[place].text + "!"})
    assert fingerprint(canvas.model_copy(update={"contributions": tuple(notes)})) != digits


def test_the_order_counts_and_the_number_that_keeps_it_does_not() -> None:
    canvas = build.canvas(notes={("opgave", "overheid"): ["Een", "Twee"]})
    one, two = canvas.contributions

    def placed(first: int, second: int) -> Canvas:
        notes = (
            one.model_copy(update={"position": first}),
            two.model_copy(update={"position": second}),
        )
        return canvas.model_copy(update={"contributions": notes})

    assert fingerprint(placed(0, 1)) == fingerprint(placed(5, 70)) != fingerprint(placed(1, 0))


def test_a_copy_without_names_in_fields_of_their_own_is_what_was_adopted() -> None:
    canvas = build.full_canvas()

    assert fingerprint(pseudonymised(canvas)) == fingerprint(canvas)
