"""What a comparison reads: sums by cell, now and at an earlier moment, and the texts it names.

The moments of these tests are days of February 2026; what has no day was made in January.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support import build
from tests.support.comparing import ref, scored, tallied
from welvaartcanvas.domain.canvas import Canvas, Contribution, WorkForm
from welvaartcanvas.domain.comparison import CanvasRef, Side
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store import changes, comparing, undoing
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.lineages import NOTHING

EPE, HEERDE = build.region(1, "Epe"), build.region(2, "Heerde")
CELL = ("opgave", "overheid")


def day(number: int, hour: int = 0, microsecond: int = 0) -> datetime:
    return datetime(2026, 2, number, hour, microsecond=microsecond, tzinfo=UTC)


def keep(database: Database, *canvases: Canvas, at: datetime = build.MOMENT) -> list[CanvasRef]:
    """The canvases put into the workspace as an import does; what a comparison knows of them."""
    for canvas in canvases:
        stored.keep_template(database, canvas.template)
        adopt(database, at, canvas.region, canvas.head, *(thing for _, thing in canvas.things()))
    return [ref(canvas) for canvas in canvases]


def adopt(database: Database, at: datetime, *things: Entity) -> None:
    with changes.step(database, at=at, who="Anna", canvas_id=None) as step:
        for thing in things:
            step.adopt(None, thing, NOTHING)


def note(number: int, canvas: int = 1, **values: Any) -> Contribution:
    return build.contribution(number, *CELL, canvas=canvas, **values)


def at(database: Database, refs: list[CanvasRef], moment: datetime) -> tuple[int, int]:
    """How many contributions Epe had in the cell at ``moment``, and how many it has more now."""
    then, added = comparing.tallies_at(database, refs, moment)
    return then.get((EPE.id, *CELL), Side()).contributions, added.get((EPE.id, *CELL), 0)


# What is there now.


def test_what_canvases_of_a_region_hold_is_summed(database: Database) -> None:
    notes = {CELL: ["Eén", "Twee"], ("aanpak", "onderwijs"): ["Drie"]}
    refs = keep(
        database,
        scored(1, EPE, (3, None, 5), notes=notes),
        scored(2, EPE, (4,), notes=notes),
        scored(3, HEERDE, (1,)),
    )

    assert comparing.tallies(database, refs) == {
        (EPE.id, "opgave", "ondernemers"): Side(0, 2, 7),
        (EPE.id, "opgave", "overheid"): Side(4, 1, 5),
        (EPE.id, "aanpak", "onderwijs"): Side(2, 0, 0),
        (HEERDE.id, "opgave", "ondernemers"): Side(0, 1, 1),
    }


def test_only_what_the_chosen_canvases_hold_counts(database: Database) -> None:
    one, other = scored(1, EPE, (3,)), scored(2, EPE, (5,))
    refs = keep(database, one, other)

    assert comparing.tallies(database, refs[:1]) == tallied([one])
    assert comparing.tallies(database, []) == {}


def test_canvases_are_chosen_by_theme_and_template(database: Database) -> None:
    tagged = build.canvas(1, region=EPE, contributions=(note(1, tags=("mkb", "stoomtram")),))
    full = build.full_canvas(1, number=2)
    refs = keep(database, tagged, full, scored(3, HEERDE))

    assert comparing.canvases(database) == refs
    assert comparing.canvases(database, themes=["stoomtram"]) == refs[:1]
    assert comparing.canvases(database, themes=["stoomtram", "vakmensen"]) == refs[:2]
    assert comparing.canvases(database, themes=["niets"]) == []
    assert comparing.canvases(database, template="klein") == [refs[0], refs[2]]
    assert comparing.canvases(database, template="welvaart-model", themes=["mkb"]) == []
    assert {"mkb", "vakmensen", "stoomtram"} <= {*comparing.tags_in_use(database)}


def test_canvases_are_chosen_by_the_day_of_their_last_change(database: Database) -> None:
    (first,) = keep(database, scored(1, EPE), at=day(1))
    (second,) = keep(database, scored(2, EPE), at=day(3))
    for canvas, moment in ((second, day(3)), (first, day(5))):
        with changes.step(database, at=moment, who="Bob", canvas_id=canvas.id) as step:
            step.put(note(1, 2) if canvas == second else note(2))

    def chosen(**values: Any) -> list[CanvasRef]:
        return comparing.canvases(database, **values)

    assert chosen(changed_from=day(4)) == [first]
    assert chosen(changed_before=day(4)) == [second]
    assert chosen(changed_from=day(3), changed_before=day(5)) == [second]  # from, and before
    assert chosen(changed_from=day(5), changed_before=day(6)) == [first]


@pytest.mark.parametrize("late", range(6))
def test_the_last_change_is_of_whatever_a_canvas_holds_and_not_of_its_import(
    database: Database, late: int
) -> None:
    whole = build.full_canvas(1)
    names = ("partners", "contributions", "ratings", "learning_questions", "actions")

    def on(moment: datetime, thing: Any) -> Any:
        return thing.model_copy(update={"created_at": day(1), "changed_at": moment})

    # One thing changed on the third, all others on the first; everything came in on the eighth.
    held = {n: tuple(on(day(1), thing) for thing in getattr(whole, n)) for n in names}
    head = on(day(1), whole.head)
    if late < len(names):
        first, *others = held[names[late]]
        held[names[late]] = (on(day(3), first), *others)
    else:
        head = on(day(3), head)
    canvas = whole.model_copy(update={**held, "head": head})
    refs = keep(database, canvas, at=day(8))

    assert canvas.changed_at == day(3)
    assert comparing.canvases(database, changed_from=day(3), changed_before=day(4)) == refs
    assert comparing.canvases(database, changed_from=day(4)) == []
    assert comparing.canvases(database, changed_before=day(3)) == []


def test_themes_are_those_of_the_contributions_in_a_block(database: Database) -> None:
    refs = keep(
        database,
        build.canvas(1, region=EPE, contributions=(note(1, tags=("mkb",)), note(2))),
        build.canvas(2, region=EPE, contributions=(note(1, 2, tags=("wonen", "mkb")),)),
        build.canvas(3, region=HEERDE, contributions=(note(1, 3, tags=("zorg",)),)),
    )

    assert comparing.themes(database, refs) == {
        (EPE.id, "opgave"): {"mkb", "wonen"},
        (HEERDE.id, "opgave"): {"zorg"},
    }
    assert comparing.themes(database, refs[2:]) == {(HEERDE.id, "opgave"): {"zorg"}}


def test_questions_come_with_their_region_in_their_order(database: Database) -> None:
    asked = (
        build.learning_question(1, "aanpak", "Hoe dan?", work_form=WorkForm.LEERKRING),
        build.learning_question(2, "opgave", "Wat dan?", from_whom="Twente"),
    )
    refs = keep(database, build.canvas(1, region=EPE, learning_questions=asked), scored(2, EPE))

    assert [
        (q.id, q.canvas_id, q.region_id, q.block, q.text, q.from_whom, q.work_form)
        for q in comparing.questions(database, refs)
    ] == [
        (each.id, refs[0].id, EPE.id, each.block, each.text, each.from_whom, each.work_form)
        for each in asked
    ]


def test_voices_are_the_contributions_of_the_cells_that_are_asked_for(database: Database) -> None:
    notes = {CELL: ["Eén", "Twee"], ("aanpak", "onderwijs"): ["Drie"]}
    refs = keep(database, scored(1, EPE, notes=notes), scored(2, HEERDE, notes=notes))

    found = comparing.voices(database, refs, [(EPE.id, "opgave"), (HEERDE.id, "aanpak")])
    assert [(v.region_id, v.block, v.perspective, v.text) for v in found] == [
        (EPE.id, "opgave", "overheid", "Eén"),
        (EPE.id, "opgave", "overheid", "Twee"),
        (HEERDE.id, "aanpak", "onderwijs", "Drie"),
    ]


# What was there at an earlier moment.


def test_at_this_moment_it_is_what_is_there_now(database: Database) -> None:
    refs = keep(database, build.full_canvas(2, number=1, region=EPE), scored(2, HEERDE, (3,)))

    assert comparing.tallies_at(database, refs, day(1)) == (
        comparing.tallies(database, refs),
        {},
    )


def test_before_anything_there_was_nothing(database: Database) -> None:
    full = build.full_canvas(2, number=1, region=EPE)
    refs = keep(database, full)
    then, added = comparing.tallies_at(database, refs, datetime(2025, 1, 1, tzinfo=UTC))

    assert then == {}
    assert sum(added.values()) == len(full.contributions)


def test_a_rating_is_again_what_it_was(database: Database) -> None:
    refs = keep(database, scored(1, EPE, (2,)))
    rating = stored.canvas(database, refs[0].id).ratings[0]
    with changes.step(database, at=day(2), who="Anna", canvas_id=refs[0].id) as step:
        rating = step.put(rating.model_copy(update={"score": 3}))
    with changes.step(database, at=day(4), who="Anna", canvas_id=refs[0].id) as step:
        step.remove(rating)

    def score(moment: datetime) -> int | None:
        then, _ = comparing.tallies_at(database, refs, moment)
        return then[EPE.id, "opgave", "ondernemers"].total if then else None

    assert [score(day(n)) for n in (1, 2, 3, 4, 5)] == [2, 2, 3, 3, None]


def test_a_contribution_that_moved_is_again_where_it_was(database: Database) -> None:
    refs = keep(database, build.canvas(1, region=EPE, contributions=(note(1),)))
    with changes.step(database, at=day(2), who="Anna", canvas_id=refs[0].id) as step:
        moved = stored.canvas(database, refs[0].id).contributions[0]
        step.put(moved.model_copy(update={"block": "aanpak"}))

    assert at(database, refs, day(1)) == (1, 0)
    assert at(database, refs, day(3)) == (0, 0)


def test_what_an_import_brings_was_there_from_the_moment_that_it_bears(database: Database) -> None:
    said = note(1, created_at=day(2), changed_at=day(2))
    refs = keep(database, build.canvas(1, region=EPE, contributions=(said,)), at=day(8))

    assert at(database, refs, day(1)) == (0, 1)
    assert at(database, refs, day(2, hour=1)) == (1, 0)
    assert at(database, refs, day(9)) == (1, 0)


def test_what_was_edited_before_it_came_in_is_as_old_as_it_was_made(database: Database) -> None:
    said = note(1, created_at=day(2), changed_at=day(5))
    rated = build.rating(9, *CELL, 4).model_copy(
        update={"created_at": day(2), "changed_at": day(5)}
    )
    canvas = build.canvas(1, region=EPE, contributions=(said,), ratings=(rated,))
    refs = keep(database, canvas, at=day(8))

    def ratings(moment: datetime) -> int:
        then, _added = comparing.tallies_at(database, refs, moment)
        return then.get((EPE.id, *CELL), Side()).ratings

    assert [at(database, refs, day(n)) for n in (1, 3, 6, 9)] == [(0, 1), (1, 0), (1, 0), (1, 0)]
    # What was given before its last change is not known.
    assert [ratings(day(n)) for n in (1, 3, 6, 9)] == [0, 0, 1, 1]

    # Whoever goes on with it here changes nothing of that.
    kept = stored.canvas(database, refs[0].id).contributions[0]
    with changes.step(database, at=day(10), who="Anna", canvas_id=refs[0].id) as step:
        step.put(kept.model_copy(update={"text": "Anders"}))
    assert [at(database, refs, day(n)) for n in (1, 3, 9, 11)] == [(0, 1), (1, 0), (1, 0), (1, 0)]


def test_what_comes_from_a_clock_that_runs_ahead_is_there_from_the_import(
    database: Database,
) -> None:
    said = note(1, created_at=day(20), changed_at=day(20))
    refs = keep(database, build.canvas(1, region=EPE, contributions=(said,)), at=day(8))

    assert at(database, refs, day(7)) == (0, 1)
    assert at(database, refs, day(9)) == (1, 0)


def test_a_rating_that_an_import_put_in_the_place_of_another_counts_once(
    database: Database,
) -> None:
    refs = keep(database, scored(1, EPE, (2,)))
    stamps = {"created_at": day(2), "changed_at": day(2)}
    theirs = build.rating(9, "opgave", "ondernemers", 5).model_copy(update=stamps)
    ours = stored.canvas(database, refs[0].id).ratings[0]
    with changes.step(database, at=day(8), who="Anna", canvas_id=refs[0].id) as step:
        step.adopt(ours, None, NOTHING)
        step.adopt(None, theirs, NOTHING)

    def sides(moment: datetime) -> list[Side]:
        return list(comparing.tallies_at(database, refs, moment)[0].values())

    assert sides(day(1)) == [Side(0, 1, 2)]
    assert sides(day(4)) == [Side(0, 1, 5)]
    assert sides(day(9)) == [Side(0, 1, 5)]


@pytest.mark.parametrize("moment", [day(3), day(3, microsecond=1), day(3, microsecond=999_999)])
def test_what_was_done_at_a_moment_was_done_since(database: Database, moment: datetime) -> None:
    (canvas,) = refs = keep(database, scored(1, EPE))
    with changes.step(database, at=moment, who="Anna", canvas_id=canvas.id) as step:
        step.put(note(1, created_at=moment))

    assert at(database, refs, moment) == (0, 1)
    assert at(database, refs, day(4)) == (1, 0)


def test_what_was_deleted_and_brought_back_is_new_for_who_looked_in_between(
    database: Database,
) -> None:
    refs = keep(database, build.canvas(1, region=EPE, contributions=(note(1),)))
    with changes.step(database, at=day(2), who="Anna", canvas_id=refs[0].id) as step:
        step.remove(stored.canvas(database, refs[0].id).contributions[0])
    undoing.undo(database, at=day(4), who="Anna", canvas_id=refs[0].id)

    assert [at(database, refs, day(n)) for n in (1, 3, 5)] == [(1, 0), (0, 1), (1, 0)]


def test_only_what_the_chosen_canvases_held_counts(database: Database) -> None:
    refs = keep(database, scored(1, EPE, (3,)), scored(2, HEERDE, (5,)))
    other = stored.canvas(database, refs[1].id).ratings[0]
    with changes.step(database, at=day(2), who="Anna", canvas_id=refs[1].id) as step:
        step.remove(other)

    assert {key[0] for key in comparing.tallies_at(database, refs, day(1))[0]} == {
        EPE.id,
        HEERDE.id,
    }
    assert {key[0] for key in comparing.tallies_at(database, refs[:1], day(1))[0]} == {EPE.id}
