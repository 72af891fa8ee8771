"""What a coordinator puts on a canvas, changes, moves and deletes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT, REFUSED_TEXTS
from tests.support.workspaces import Clock, dump, keep, rows
from welvaartcanvas.domain.canvas import ActionStatus, Canvas, WorkForm
from welvaartcanvas.errors import Conflict, RequestError, UnknownThing
from welvaartcanvas.workspace import Workspace

CELL = ("opgave", "overheid")


def again(workspace: Workspace, canvas: Canvas) -> Canvas:
    return workspace.canvases.get(canvas.id)


def texts(canvas: Canvas, block: str = "opgave", perspective: str = "overheid") -> list[str]:
    return [contribution.text for contribution in canvas.cell(block, perspective)]


def test_what_is_said_stands_at_the_end_of_its_cell(anna: Workspace, canvas: Canvas) -> None:
    for text in ("Een", "Twee", "Drie"):
        anna.contents.contribute(again(anna, canvas), *CELL, text)

    assert texts(again(anna, canvas)) == ["Een", "Twee", "Drie"]


def test_a_contribution_has_all_that_was_said_of_it(anna: Workspace, canvas: Canvas) -> None:
    made = anna.contents.contribute(
        canvas, *CELL, "Meer techniek", kind="kans", partner="Zoë Núñez", tags=["mkb", "vrij"]
    )

    read = again(anna, canvas)
    assert read.contributions == (made,)
    assert (made.text, made.kind, made.tags) == ("Meer techniek", "kans", ("mkb", "vrij"))
    partner = read.partner(made)
    assert partner is not None
    assert (partner.name, partner.perspective) == ("Zoë Núñez", "overheid")


def test_texts_names_and_tags_are_kept_as_they_were_typed(anna: Workspace, canvas: Canvas) -> None:
    for text in (*HOSTILE_TEXTS, LONGEST_TEXT):
        anna.contents.contribute(again(anna, canvas), *CELL, text)
    for name in HOSTILE_NAMES:
        anna.contents.contribute(again(anna, canvas), "aanpak", "overheid", name, tags=[name])
        anna.contents.add_partner(again(anna, canvas), name)

    read = again(anna, canvas)
    assert texts(read) == [*HOSTILE_TEXTS, LONGEST_TEXT]
    assert [c.tags for c in read.cell("aanpak", "overheid")] == [(name,) for name in HOSTILE_NAMES]
    assert [partner.name for partner in read.partners] == list(HOSTILE_NAMES)


@pytest.mark.parametrize(
    "text", [t for t, _ in REFUSED_TEXTS], ids=[why for _, why in REFUSED_TEXTS]
)
def test_a_text_that_is_refused_changes_nothing(
    anna: Workspace, canvas: Canvas, file: Path, text: str
) -> None:
    kept = anna.contents.contribute(canvas, *CELL, "Staat er al", partner="Zoë")
    canvas = again(anna, canvas)
    before = dump(file)

    for do in (
        lambda: anna.contents.contribute(canvas, *CELL, text, partner="Nieuw"),
        lambda: anna.contents.edit_contribution(
            canvas, kept, text=text, kind=None, partner="Nieuw", tags=[]
        ),
        lambda: anna.contents.ask(canvas, "opgave", text),
        lambda: anna.contents.plan(canvas, "opgave", text),
    ):
        with pytest.raises(RequestError):
            do()

    assert dump(file) == before


def test_keys_that_the_template_does_not_have_are_refused_and_name_those_it_has(
    anna: Workspace, canvas: Canvas, file: Path
) -> None:
    before = dump(file)

    for do, said in (
        (
            lambda: anna.contents.contribute(canvas, "weg", "overheid", "Tekst"),
            "block weg does not exist; choose from opgave, aanpak",
        ),
        (
            lambda: anna.contents.contribute(canvas, "opgave", "burgers", "Tekst"),
            "perspective burgers does not exist; choose from ondernemers, onderwijs, overheid",
        ),
        (
            lambda: anna.contents.contribute(canvas, *CELL, "Tekst", kind="klacht"),
            "kind klacht does not exist; choose from kans, afspraak",
        ),
        (
            lambda: anna.contents.rate(canvas, *CELL, 6),
            "score 6 does not exist; choose 0 to 5",
        ),
        (
            lambda: anna.contents.rate(canvas, "opgave", "", 3),
            'perspective "" does not exist; choose from ondernemers, onderwijs, overheid',
        ),
        (
            lambda: anna.contents.ask(canvas, "weg", "Vraag?"),
            "block weg does not exist; choose from opgave, aanpak",
        ),
        (
            lambda: anna.contents.add_partner(canvas, "Zoë", perspective="burgers"),
            "perspective burgers does not exist; choose from ondernemers, onderwijs, overheid",
        ),
    ):
        with pytest.raises(RequestError) as refused:
            do()
        assert str(refused.value) == said

    assert dump(file) == before


def test_a_partner_is_known_by_name_whatever_the_case_or_accents(
    anna: Workspace, canvas: Canvas
) -> None:
    for name in ("Zoë Núñez", "zoe nunez", " ZOË NÚÑEZ "):
        anna.contents.contribute(again(anna, canvas), *CELL, "Tekst", partner=name)

    read = again(anna, canvas)
    assert [partner.name for partner in read.partners] == ["Zoë Núñez"]
    assert {c.partner_id for c in read.contributions} == {read.partners[0].id}


def test_of_two_partners_with_one_name_that_of_the_side_is_meant_and_the_given_one_stays(
    anna: Workspace, canvas: Canvas
) -> None:
    teacher = anna.contents.add_partner(canvas, "Jan", perspective="onderwijs")
    alderman = anna.contents.add_partner(again(anna, canvas), "Jan", perspective="overheid")

    said = anna.contents.contribute(again(anna, canvas), *CELL, "Tekst", partner="jan")
    assert said.partner_id == alderman.id

    moved = anna.contents.move(again(anna, canvas), said, "opgave", "onderwijs", 0)
    edited = anna.contents.edit_contribution(
        again(anna, canvas), moved, text="Anders", kind=None, partner="Jan", tags=[]
    )
    assert edited.partner_id == alderman.id
    assert teacher.id != alderman.id


def test_editing_changes_text_kind_partner_and_tags(anna: Workspace, canvas: Canvas) -> None:
    made = anna.contents.contribute(
        canvas, *CELL, "Eerst", kind="kans", partner="Zoë", tags=["mkb"]
    )

    anna.contents.edit_contribution(
        again(anna, canvas), made, text="Later", kind=None, partner="", tags=["vrij", "vrij"]
    )

    (read,) = again(anna, canvas).contributions
    assert (read.text, read.kind, read.partner_id, read.tags) == ("Later", None, None, ("vrij",))
    assert read.id == made.id


@pytest.mark.parametrize(
    ("moved", "index", "stand"),
    [(0, 2, "BCA"), (2, 0, "CAB"), (0, 1, "BAC"), (1, 1, "ABC"), (1, 99, "ACB"), (1, -1, "BAC")],
)
def test_a_contribution_is_moved_within_its_cell(
    anna: Workspace, canvas: Canvas, moved: int, index: int, stand: str
) -> None:
    made = [anna.contents.contribute(again(anna, canvas), *CELL, text) for text in "ABC"]

    anna.contents.move(again(anna, canvas), made[moved], *CELL, index)

    assert texts(again(anna, canvas)) == list(stand)


def test_moving_to_where_it_stands_changes_nothing(
    anna: Workspace, canvas: Canvas, file: Path
) -> None:
    made = [anna.contents.contribute(again(anna, canvas), *CELL, text) for text in "ABC"]
    before = dump(file)

    anna.contents.move(again(anna, canvas), made[1], *CELL, 1)

    assert dump(file) == before


def test_a_contribution_is_moved_to_another_block_and_side(anna: Workspace, canvas: Canvas) -> None:
    for text in "AB":
        anna.contents.contribute(again(anna, canvas), *CELL, text)
    moved = anna.contents.contribute(again(anna, canvas), "aanpak", "onderwijs", "C")

    anna.contents.move(again(anna, canvas), moved, *CELL, 1)

    read = again(anna, canvas)
    assert texts(read) == ["A", "C", "B"]
    assert texts(read, "aanpak", "onderwijs") == []


def test_a_cell_that_a_document_laid_at_the_end_of_all_numbers_still_takes_more(
    anna: Workspace,
) -> None:
    at_the_end = build.contribution(1, *CELL, "Aan het eind", position=2**53 - 1)
    canvas = keep(anna, build.canvas(contributions=(at_the_end,)))

    anna.contents.contribute(canvas, *CELL, "Nog een")

    assert texts(again(anna, canvas)) == ["Aan het eind", "Nog een"]


def test_a_cell_is_rated_once_and_rating_again_changes_that(
    anna: Workspace, canvas: Canvas
) -> None:
    first = anna.contents.rate(canvas, *CELL, 0)
    second = anna.contents.rate(again(anna, canvas), *CELL, 4, "Er wordt gewerkt")

    assert again(anna, canvas).ratings == (second,)
    assert (second.id, second.score, second.reason) == (first.id, 4, "Er wordt gewerkt")


def test_a_learning_question_and_an_action_have_all_that_was_said_of_them(
    anna: Workspace, canvas: Canvas
) -> None:
    question = anna.contents.ask(
        canvas, "aanpak", "Hoe dan?", from_whom="Twente", work_form=WorkForm.EXCURSIE
    )
    action = anna.contents.plan(
        canvas, "opgave", "Bellen", who="Sjoerd", due=date(2026, 3, 1), status=ActionStatus.BEZIG
    )

    read = again(anna, canvas)
    assert (read.learning_questions, read.actions) == ((question,), (action,))
    assert (question.from_whom, question.work_form) == ("Twente", WorkForm.EXCURSIE)
    assert (action.who, action.due, action.status) == (
        "Sjoerd",
        date(2026, 3, 1),
        ActionStatus.BEZIG,
    )


def test_questions_and_actions_keep_the_order_in_which_they_are_put(
    anna: Workspace, canvas: Canvas
) -> None:
    questions = [anna.contents.ask(again(anna, canvas), "aanpak", text) for text in "ABC"]
    actions = [anna.contents.plan(again(anna, canvas), "aanpak", text) for text in "DEF"]

    anna.contents.move_in_list(again(anna, canvas), questions[2], 0)
    anna.contents.move_in_list(again(anna, canvas), actions[0], 1)

    read = again(anna, canvas)
    assert [q.text for q in read.learning_questions_of("aanpak")] == list("CAB")
    assert [a.text for a in read.actions_of("aanpak")] == list("EDF")


def test_fields_of_what_is_listed_are_changed_one_by_one(anna: Workspace, canvas: Canvas) -> None:
    action = anna.contents.plan(canvas, "aanpak", "Bellen", who="Sjoerd")
    partner = anna.contents.add_partner(canvas, "Zoe", perspective="onderwijs")

    anna.contents.edit(again(anna, canvas), action, status=ActionStatus.KLAAR, block="opgave")
    anna.contents.edit(again(anna, canvas), partner, name="Zoë", perspective=None)

    read = again(anna, canvas)
    assert (read.actions[0].status, read.actions[0].block, read.actions[0].who) == (
        ActionStatus.KLAAR,
        "opgave",
        "Sjoerd",
    )
    assert (read.partners[0].name, read.partners[0].perspective) == ("Zoë", None)


@pytest.mark.parametrize(
    "values",
    [
        {"block": "weg"},
        {"perspective": "burgers"},
        {"kind": "klacht"},
        {"partner_id": build.uid(77, 7)},
    ],
    ids=str,
)
def test_no_edit_makes_a_thing_that_its_canvas_can_not_hold(
    anna: Workspace, canvas: Canvas, file: Path, values: dict[str, str]
) -> None:
    other = keep(anna, build.canvas(7, partners=(build.partner(77, "Van elders", 7),)))
    made = anna.contents.contribute(canvas, *CELL, "Tekst")
    before = dump(file)

    with pytest.raises(UnknownThing, match="does not exist"):
        anna.contents.edit(again(anna, canvas), made, **values)

    assert dump(file) == before
    assert other.partners


def test_deleting_a_partner_leaves_what_they_said(anna: Workspace, canvas: Canvas) -> None:
    anna.contents.contribute(canvas, *CELL, "Blijft staan", partner="Zoë")
    canvas = again(anna, canvas)

    anna.contents.delete(canvas, canvas.partners[0])

    read = again(anna, canvas)
    assert read.partners == ()
    assert [(c.text, c.partner_id) for c in read.contributions] == [("Blijft staan", None)]

    anna.canvases.undo(canvas.id)
    assert again(anna, canvas).partner(again(anna, canvas).contributions[0]) is not None


def test_a_new_partner_and_what_they_said_are_one_step(anna: Workspace, canvas: Canvas) -> None:
    anna.contents.contribute(canvas, *CELL, "Tekst", partner="Zoë")

    anna.canvases.undo(canvas.id)

    read = again(anna, canvas)
    assert (read.contributions, read.partners) == ((), ())


def test_an_edit_of_what_somebody_changed_meanwhile_is_shown_that(
    anna: Workspace, bob: Workspace, canvas: Canvas, file: Path
) -> None:
    made = anna.contents.contribute(canvas, *CELL, "Van Anna")
    canvas = again(anna, canvas)
    newest = bob.contents.edit_contribution(
        canvas, made, text="Van Bob", kind=None, partner="", tags=[]
    )
    before = dump(file)

    for do in (
        lambda: anna.contents.edit_contribution(
            canvas, made, text="Weer Anna", kind=None, partner="Nieuw", tags=[]
        ),
        lambda: anna.contents.move(canvas, made, "aanpak", "overheid", 0),
        lambda: anna.contents.delete(canvas, made),
    ):
        with pytest.raises(Conflict) as conflict:
            do()
        assert conflict.value.current == newest

    assert dump(file) == before


def test_a_rating_that_somebody_just_gave_is_shown_and_not_overwritten(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    given = bob.contents.rate(canvas, *CELL, 2, "Van Bob")

    with pytest.raises(Conflict) as conflict:
        anna.contents.rate(canvas, *CELL, 5, "Van Anna")

    assert conflict.value.current == given


def test_a_canvas_that_somebody_just_deleted_takes_nothing_more(
    anna: Workspace, bob: Workspace, canvas: Canvas, file: Path
) -> None:
    bob.canvases.delete(canvas.id)
    before = dump(file)

    with pytest.raises(Conflict, match="look at it again"):
        anna.contents.contribute(canvas, *CELL, "Te laat")

    assert dump(file) == before


def test_two_people_see_each_others_changes(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    seen = bob.version_seen()

    anna.contents.contribute(canvas, *CELL, "Van Anna")

    assert bob.version_seen() != seen
    bob.contents.contribute(again(bob, canvas), *CELL, "Van Bob")
    assert texts(again(anna, canvas)) == ["Van Anna", "Van Bob"]


def test_history_says_who_did_what_and_when(
    anna: Workspace, bob: Workspace, canvas: Canvas, file: Path
) -> None:
    anna.session.clock = bob.session.clock = Clock()
    anna.contents.contribute(canvas, *CELL, "Van Anna")
    bob.contents.rate(canvas, *CELL, 3)
    anna.canvases.undo(canvas.id)

    assert rows(
        file,
        "SELECT at, who, kind, entity FROM history WHERE canvas_id = ? ORDER BY id",
        canvas.id,
    ) == [
        ("2026-01-31T13:45:02.000000Z", "Anna", "do", "contribution"),
        ("2026-01-31T13:45:04.000000Z", "Bob", "do", "rating"),
        ("2026-01-31T13:45:05.000000Z", "Anna", "undo", "contribution"),
    ]
