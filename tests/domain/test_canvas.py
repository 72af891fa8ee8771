"""A canvas: what it holds belongs to it, fits its template, and comes in its order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import strategies
from tests.support.build import (
    action,
    canvas,
    contribution,
    empty_canvas,
    head,
    learning_question,
    partner,
    rating,
    region,
    small_template,
    uid,
)
from welvaartcanvas.domain.canvas import ActionStatus, Canvas, WorkForm
from welvaartcanvas.domain.faults import changed, made
from welvaartcanvas.errors import InvalidDocument, RequestError, UnknownThing


def faults_of(**parts: Any) -> list[str]:
    """The faults of a canvas made of ``parts``, as lines with their paths."""
    values: dict[str, Any] = {"head": head(), "region": region(), "template": small_template()}
    with pytest.raises(InvalidDocument) as refused:
        made(Canvas, **values | parts)
    return [str(problem) for problem in refused.value.problems]


def test_a_new_canvas_is_empty() -> None:
    new = empty_canvas()

    assert list(new.things()) == []
    assert new.cell("opgave", "overheid") == ()
    assert new.rating("opgave", "overheid") is None


@pytest.mark.parametrize(
    ("parts", "faults"),
    [
        ({"region": region(2)}, ["head.region_id: is not the id of the region"]),
        (
            {"head": head(template_digest="0" * 64)},
            ["head.template_digest: is not the digest of the template"],
        ),
        (
            {"contributions": (contribution(1, "droom", "overheid"),)},
            ["contributions[0].block: droom does not exist"],
        ),
        (
            {"contributions": (contribution(1, "opgave", "burgers"),)},
            ["contributions[0].perspective: burgers does not exist"],
        ),
        (
            {"contributions": (contribution(1, "opgave", "overheid", kind="ruzie"),)},
            ["contributions[0].kind: ruzie does not exist"],
        ),
        (
            {"contributions": (contribution(1, "opgave", "overheid", partner_id=uid(9, 1)),)},
            [f"contributions[0].partner_id: {uid(9, 1)} does not exist"],
        ),
        (
            {"partners": (partner(1, "Fatima", perspective="burgers"),)},
            ["partners[0].perspective: burgers does not exist"],
        ),
        (
            {"ratings": (rating(1, "opgave", "overheid", 3), rating(2, "opgave", "overheid", 4))},
            ["ratings[1]: rates a cell that is already rated"],
        ),
        (
            {"learning_questions": (learning_question(1, "droom"),)},
            ["learning_questions[0].block: droom does not exist"],
        ),
        ({"actions": (action(1, "droom"),)}, ["actions[0].block: droom does not exist"]),
        (
            {"actions": (action(1, "opgave"),), "partners": (partner(1, "Fatima"),)},
            ["actions[0].id: is used more than once"],
        ),
        (
            {"actions": (action(0, "opgave"),)},
            ["actions[0].id: is used more than once"],  # it has the canvas's own
        ),
        (
            {"actions": (action(1, "opgave"), action(2, "opgave", canvas=7))},
            ["actions[1].canvas_id: is not the id of the canvas"],
        ),
    ],
)
def test_what_does_not_hold_together_is_refused_with_its_path(
    parts: dict[str, Any], faults: list[str]
) -> None:
    assert faults_of(**parts) == faults


def test_all_faults_are_named_at_once() -> None:
    assert faults_of(
        region=region(2),
        contributions=(
            contribution(1, "opgave", "overheid"),
            contribution(1, "droom", "burgers", kind="ruzie", canvas=2),
        ),
    ) == [
        "head.region_id: is not the id of the region",
        "contributions[1].canvas_id: is not the id of the canvas",
        "contributions[1].block: droom does not exist",
        "contributions[1].perspective: burgers does not exist",
        "contributions[1].kind: ruzie does not exist",
    ]


def test_the_contributions_of_a_cell_come_by_position_and_then_by_id() -> None:
    first = contribution(5, "opgave", "overheid", "eerst", position=-1)
    second = contribution(2, "opgave", "overheid", "dan", position=3)
    third = contribution(3, "opgave", "overheid", "ten slotte", position=3)
    elsewhere = contribution(4, "aanpak", "overheid", position=0)

    held = canvas(contributions=(third, second, elsewhere, first))

    assert held.cell("opgave", "overheid") == (first, second, third)
    assert held.cell("aanpak", "overheid") == (elsewhere,)
    assert held.cell("aanpak", "onderwijs") == ()


def test_learning_questions_and_actions_of_a_block_come_by_position_and_then_by_id() -> None:
    questions = [learning_question(n, "opgave", position=p) for n, p in ((1, 2), (2, 1), (3, 1))]
    actions = [action(n, "aanpak", position=p) for n, p in ((4, 2), (5, 1), (6, 1))]

    held = canvas(learning_questions=tuple(questions), actions=tuple(actions))

    assert [q.id for q in held.learning_questions_of("opgave")] == [uid(n, 1) for n in (2, 3, 1)]
    assert [a.id for a in held.actions_of("aanpak")] == [uid(n, 1) for n in (5, 6, 4)]
    assert held.learning_questions_of("aanpak") == ()
    assert held.actions_of("opgave") == ()


def test_a_contribution_tells_who_said_it() -> None:
    fatima = partner(1, "Fatima Özdemir", perspective="ondernemers")
    said = contribution(2, "opgave", "ondernemers", partner_id=fatima.id)
    heard = contribution(3, "opgave", "ondernemers")

    held = canvas(partners=(fatima,), contributions=(said, heard))

    assert held.partner(said) == fatima
    assert held.partner(heard) is None
    assert held.contribution(said.id) == said


def test_a_contribution_that_is_not_there_is_refused_by_its_id() -> None:
    with pytest.raises(UnknownThing) as refused:
        empty_canvas().contribution(uid(9, 1))

    assert str(refused.value) == f"contribution {uid(9, 1)} does not exist in this canvas"


@pytest.mark.parametrize("score", [-1, 6, 100, -(10**30)])
def test_a_rating_is_0_to_5(score: int) -> None:
    with pytest.raises(RequestError) as refused:
        changed(rating(1, "opgave", "overheid", 0), score=score)

    assert str(refused.value) == f"score {score} does not exist; choose 0 to 5"


def test_tags_are_words_of_one_line_each_once_in_the_order_given() -> None:
    tagged = contribution(1, "opgave", "overheid", tags=("mkb", " mkb ", "eigen woord", "mkb"))

    assert tagged.tags == ("mkb", "eigen woord")
    with pytest.raises(RequestError):
        changed(tagged, tags=("twee\nregels",))


@pytest.mark.parametrize("email", ["", "naam@regio.example", "a.b+c@x"])
def test_an_email_address_may_be_left_out(email: str) -> None:
    assert partner(1, "Fatima", email=email).email == email


@pytest.mark.parametrize("email", ["naam", "@", "@regio", "naam@", "na am@regio.example"])
def test_what_can_not_be_an_email_address_is_refused(email: str) -> None:
    with pytest.raises(RequestError) as refused:
        changed(partner(1, "Fatima"), email=email)

    assert str(refused.value) == f"{email} is not an e-mail address"


def test_work_forms_and_statuses_are_those_of_the_method() -> None:
    assert [form.value for form in WorkForm] == [
        "praktijkonderzoek",
        "experiment",
        "excursie",
        "werkgroep",
        "leerkring",
    ]
    assert action(1, "opgave").status is ActionStatus.OPEN


@given(strategies.canvases())
def test_every_thing_has_its_own_path(drawn: Canvas) -> None:
    paths = dict(drawn.things())

    assert len(paths) == sum(
        len(things)
        for things in (
            drawn.partners,
            drawn.contributions,
            drawn.ratings,
            drawn.learning_questions,
            drawn.actions,
        )
    )
    for i, said in enumerate(drawn.contributions):
        assert paths[f"contributions[{i}]"] is said


@given(strategies.canvases())
def test_the_cells_together_hold_every_contribution_and_rating_once(drawn: Canvas) -> None:
    cells = drawn.template.cells
    placed = [said for cell in cells for said in drawn.cell(*cell)]
    rated = [given for cell in cells if (given := drawn.rating(*cell))]

    assert sorted(said.id for said in placed) == sorted(said.id for said in drawn.contributions)
    assert sorted(given.id for given in rated) == sorted(given.id for given in drawn.ratings)


@given(strategies.canvases(), st.randoms())
def test_the_order_in_which_things_are_handed_over_does_not_matter(
    drawn: Canvas, chance: Any
) -> None:
    shuffled = {}
    for name in ("partners", "contributions", "ratings", "learning_questions", "actions"):
        things = list(getattr(drawn, name))
        chance.shuffle(things)
        shuffled[name] = tuple(things)

    other = changed(drawn, **shuffled)

    for cell in drawn.template.cells:
        assert other.cell(*cell) == drawn.cell(*cell)
        assert other.rating(*cell) == drawn.rating(*cell)
    for block in drawn.template.blocks:
        assert other.learning_questions_of(block.key) == drawn.learning_questions_of(block.key)
        assert other.actions_of(block.key) == drawn.actions_of(block.key)


@given(strategies.canvases())
def test_what_is_added_stands_behind_the_rest_of_its_cell(before: Canvas) -> None:
    used = before.cell("opgave", "overheid")  # what the canvas keeps ready must not go stale
    added = contribution(500, "opgave", "overheid", position=2**40)

    after = before.with_contribution(added)

    assert after.cell("opgave", "overheid") == (*used, added)
    assert after == Canvas(
        **{name: getattr(before, name) for name in Canvas.model_fields if name != "contributions"},
        contributions=(*before.contributions, added),
    )
    assert before.cell("opgave", "overheid") == used
