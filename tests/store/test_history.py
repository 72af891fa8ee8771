"""Reading the history: quick, however long it is, and clear about what it can't read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support import build
from tests.support.build import MOMENT
from tests.support.workspaces import rows
from welvaartcanvas.domain.canvas import Canvas, Contribution
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.errors import StoreError
from welvaartcanvas.store import canvases, changes, history
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.lineages import Known

CANVAS = build.uid(0, build.CANVAS)


def kept(database: Database, canvas: Canvas) -> Canvas:
    with changes.step(database, at=MOMENT, who="Anna", canvas_id=None) as step:
        canvases.keep_template(database, canvas.template)
        for thing in (canvas.region, canvas.head, *(thing for _, thing in canvas.things())):
            step.put(thing.model_copy(update={"revision": 0}))
    return canvases.canvas(database, canvas.id)


def edited(database: Database, note: Contribution, text: str, minutes: int = 1) -> Contribution:
    at = MOMENT + timedelta(minutes=minutes)
    with changes.step(database, at=at, who="Anna", canvas_id=note.canvas_id) as step:
        return step.put(changed(note, text=text))


def test_a_step_is_found_by_its_moment(database: Database) -> None:
    assert (history.last_step(database), history.step_at(database, MOMENT)) == (0, 0)
    note = kept(database, build.canvas(notes={("opgave", "overheid"): ["a"]})).contributions[0]
    edited(database, note, "b", minutes=10)

    assert history.last_step(database) == 2
    assert history.step_at(database, MOMENT - timedelta(seconds=1)) == 0
    assert history.step_at(database, MOMENT) == 1
    assert history.step_at(database, MOMENT + timedelta(minutes=9)) == 1
    assert history.step_at(database, MOMENT + timedelta(days=1)) == 2
    assert history.moment_of(database, 2) == MOMENT + timedelta(minutes=10)
    assert history.moment_of(database, 99) == MOMENT + timedelta(minutes=10)
    assert history.moment_of(database, 0) is None


def test_what_was_written_and_says_the_same_is_no_entry(file: Path, database: Database) -> None:
    note = kept(database, build.canvas(notes={("opgave", "overheid"): ["a"]})).contributions[0]
    with changes.step(database, at=MOMENT, who="Anna", canvas_id=CANVAS) as step:
        step.adopt(note, note.model_copy(update={"revision": 1}), Known())

    assert rows(file, "SELECT count(*) FROM steps") == [(2,)]
    assert [entry.step for entry in history.entries(database, CANVAS, limit=10)] == [1]


def test_a_page_is_full_although_steps_between_say_nothing(database: Database) -> None:
    note = kept(database, build.canvas(notes={("opgave", "overheid"): ["a"]})).contributions[0]
    for number in range(6):
        note = edited(database, note, f"tekst {number}")
        with changes.step(database, at=MOMENT, who="Anna", canvas_id=CANVAS) as step:
            step.adopt(note, note, Known())
        note = canvases.canvas(database, CANVAS).contributions[0]

    first = history.entries(database, CANVAS, limit=4)
    rest = history.entries(database, CANVAS, limit=4, before_step=first[-1].step)

    assert [entry.step for entry in (*first, *rest)] == [12, 10, 8, 6, 4, 2, 1]


def test_a_long_history_is_read_through_its_index(database: Database) -> None:
    kept(database, build.canvas(notes={("opgave", "overheid"): ["a"]}))
    with database.transaction() as db:
        plans = [
            " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", values))
            for query, values in (
                (history._SINCE, [CANVAS, 1]),
                (
                    "SELECT DISTINCT step_id FROM changes WHERE canvas_id = ? AND step_id <= ? "
                    "ORDER BY step_id DESC LIMIT ?",
                    [CANVAS, 9, 9],
                ),
            )
        ]

    for plan in plans:
        assert "COVERING INDEX changes_canvas" in plan
        assert "SCAN changes" not in plan
    assert "TEMP B-TREE" not in plans[1]


def test_a_partner_who_was_erased_from_the_history_leaves_what_they_said(
    file: Path, database: Database
) -> None:
    jan = build.partner(1, "Jan")
    said = build.contribution(2, "opgave", "overheid", partner_id=jan.id)
    canvas = kept(database, build.canvas(partners=(jan,), contributions=(said,)))
    then = history.last_step(database)
    with changes.step(database, at=MOMENT, who="Anna", canvas_id=CANVAS) as step:
        step.put(changed(canvas.contributions[0], partner_id=None))
        step.remove(canvas.partners[0])
    database.sqlite.execute("DELETE FROM changes WHERE entity = 'partner'")

    was = history.canvas_at(database, CANVAS, then)

    assert was is not None
    assert [(c.text, c.partner_id) for c in was.contributions] == [(said.text, None)]


@pytest.mark.parametrize("broken", ["no json", '{"id": 1}', "{}"])
def test_a_history_that_can_not_be_read_is_one_line(
    file: Path, database: Database, broken: str
) -> None:
    note = kept(database, build.canvas(notes={("opgave", "overheid"): ["a"]})).contributions[0]
    edited(database, note, "b")
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE changes SET before = ? WHERE before IS NOT NULL", [broken])
        other.commit()

    for read in (
        lambda: history.canvas_at(database, CANVAS, 1),
        lambda: history.entries(database, CANVAS, limit=9),
    ):
        with pytest.raises(StoreError, match=f"history of {note.id} can't be read; see: "):
            read()


def test_every_change_names_the_canvas_that_it_is_of(file: Path, database: Database) -> None:
    note = kept(database, build.canvas(notes={("opgave", "overheid"): ["a"]})).contributions[0]
    edited(database, note, "b")
    counted = rows(file, "SELECT canvas_id, count(*) FROM changes GROUP BY 1 ORDER BY 1")

    assert counted == [(None, 1), (CANVAS, 3)]  # the region; the canvas, its note, and the edit
