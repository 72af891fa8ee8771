"""Every change is kept in one transaction with its history, over the version that was read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings

from tests.support import build, strategies
from tests.support.build import MOMENT
from tests.support.often import often
from tests.support.workspaces import dump, rows
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.errors import Conflict
from welvaartcanvas.store import canvases, changes
from welvaartcanvas.store.database import Database, open_database

E = TypeVar("E", bound=Entity)
LATER = MOMENT + timedelta(hours=1)


def put(database: Database, entity: E, who: str = "Anna", canvas_id: str | None = None) -> E:
    with changes.step(database, at=LATER, who=who, canvas_id=canvas_id) as step:
        return step.put(entity)


def remove(database: Database, entity: Entity, who: str = "Anna") -> None:
    with changes.step(database, at=LATER, who=who, canvas_id=None) as step:
        step.remove(entity)


def keep_canvas(database: Database, canvas: Canvas, who: str = "Anna") -> None:
    """Write all of ``canvas`` as one step of the workspace."""
    with changes.step(database, at=LATER, who=who, canvas_id=None) as step:
        canvases.keep_template(database, canvas.template)
        for thing in (canvas.region, canvas.head, *(thing for _, thing in canvas.things())):
            step.put(thing.model_copy(update={"revision": 0}))


def test_a_new_thing_is_kept_as_its_first_revision_at_the_moment_of_the_step(
    database: Database,
) -> None:
    kept = put(database, build.region())

    assert (kept.revision, kept.created_at, kept.changed_at) == (1, MOMENT, LATER)
    assert canvases.region(database, kept.id) == kept


def test_a_change_is_the_next_revision_and_stands_in_the_history_beside_the_old(
    file: Path, database: Database
) -> None:
    first = put(database, build.region())
    second = put(database, changed(first, name="De Kop"), who="Bob")

    assert second.revision == 2
    history = rows(
        file, "SELECT who, kind, canvas_id, entity, entity_id, before, after FROM history"
    )
    assert [row[:5] for row in history] == [
        ("Anna", "do", None, "region", first.id),
        ("Bob", "do", None, "region", first.id),
    ]
    assert history[0][5] is None
    assert Region.model_validate_json(history[0][6]) == first
    assert Region.model_validate_json(history[1][5]) == first
    assert Region.model_validate_json(history[1][6]) == second


def test_moments_are_kept_in_utc_and_order_as_text(file: Path, database: Database) -> None:
    put(database, build.region())

    assert rows(file, "SELECT created_at, changed_at FROM regions") == [
        ("2026-01-31T13:45:00.000000Z", "2026-01-31T14:45:00.000000Z")
    ]
    assert rows(file, "SELECT at FROM steps") == [("2026-01-31T14:45:00.000000Z",)]


def test_a_step_that_changes_nothing_leaves_no_trace(file: Path, database: Database) -> None:
    kept = put(database, build.region())
    with closing(open_database(file, MOMENT)) as other:
        before, seen = dump(file), other.version_seen()

        assert put(database, changed(kept, name="Kop van de Veluwe"), who="Bob") == kept

        assert dump(file) == before
        assert other.version_seen() == seen  # other programs need not look again


def test_a_step_is_kept_whole_or_not_at_all(file: Path, database: Database) -> None:
    before = dump(file)

    with (
        pytest.raises(ZeroDivisionError),
        changes.step(database, at=LATER, who="Anna", canvas_id=None) as step,
    ):
        step.put(build.region(1))
        step.put(build.region(2))
        raise ZeroDivisionError

    assert dump(file) == before


def test_a_thing_that_rests_on_nothing_is_refused(file: Path, database: Database) -> None:
    before = dump(file)

    with pytest.raises(Conflict, match="look at it again"):
        put(database, build.contribution(1, "opgave", "overheid"))

    assert dump(file) == before


def test_a_row_is_never_there_without_its_history(file: Path, database: Database) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute(
            "CREATE TRIGGER no_history BEFORE INSERT ON changes "
            "BEGIN SELECT raise(ABORT, 'no room for history'); END"
        )
    before = dump(file)

    with pytest.raises(sqlite3.Error, match="no room for history"):
        put(database, build.region())

    assert dump(file) == before


def test_who_edits_what_is_no_longer_so_is_shown_what_it_is_and_writes_nothing(
    file: Path, database: Database
) -> None:
    read = put(database, build.region())
    newest = put(database, changed(read, name="Van Bob"), who="Bob")
    before = dump(file)

    with pytest.raises(Conflict, match="changed by somebody else") as conflict:
        put(database, changed(read, name="Van Anna"))

    assert conflict.value.current == newest
    assert dump(file) == before


def test_who_deletes_what_was_changed_since_is_shown_what_it_is(
    file: Path, database: Database
) -> None:
    read = put(database, build.region())
    newest = put(database, changed(read, name="Van Bob"), who="Bob")
    before = dump(file)

    with pytest.raises(Conflict) as conflict:
        remove(database, read)

    assert conflict.value.current == newest
    assert dump(file) == before


def test_who_edits_what_was_deleted_is_told_so(database: Database) -> None:
    read = put(database, build.region())
    remove(database, read, who="Bob")

    with pytest.raises(Conflict, match="deleted by somebody else") as conflict:
        put(database, changed(read, name="Van Anna"))

    assert conflict.value.current is None


def test_who_makes_what_is_there_already_is_shown_it(database: Database) -> None:
    kept = put(database, build.region())

    with pytest.raises(Conflict) as conflict:
        put(database, build.region(name="Nog eens"))

    assert conflict.value.current == kept


def test_who_rates_a_cell_that_somebody_just_rated_is_shown_that_rating(
    file: Path, database: Database
) -> None:
    keep_canvas(database, build.empty_canvas())
    given_by_bob = put(database, build.rating(1, "opgave", "overheid", 2), who="Bob")
    before = dump(file)

    with pytest.raises(Conflict) as conflict:
        put(database, build.rating(2, "opgave", "overheid", 4))

    assert conflict.value.current == given_by_bob
    assert dump(file) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=often(50))
@given(canvas=strategies.canvases())
def test_what_is_kept_is_what_was_given(database: Database, canvas: Canvas) -> None:
    keep_canvas(database, canvas)

    read = canvases.canvas(database, canvas.id)

    def content(of: Canvas) -> list[dict[str, object]]:
        things = [of.head, of.region, *(thing for _, thing in of.things())]
        return [thing.model_dump(exclude={"revision", "changed_at"}) for thing in things]

    assert content(read) == content(canvas)
    with changes.step(database, at=LATER, who="Anna", canvas_id=None) as step:
        for thing in (*(thing for _, thing in read.things()), read.head, read.region):
            step.remove(thing)
    assert not canvases.regions(database)


def test_a_part_that_fails_is_undone_by_itself_and_the_rest_is_kept(
    file: Path, database: Database
) -> None:
    with changes.step(database, at=LATER, who="Anna", canvas_id=None) as step:
        step.put(build.region(1, "Kop van de Veluwe"))
        with pytest.raises(Conflict), database.transaction(write=True):
            step.put(build.region(2, "Achterhoek"))
            step.put(build.region(1, "Nog eens"))
        step.put(build.region(3, "Salland"))

    assert rows(file, "SELECT name FROM regions ORDER BY id") == [
        ("Kop van de Veluwe",),
        ("Salland",),
    ]
