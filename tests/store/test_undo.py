"""Undo and redo of steps, as history tells them: one's own, in order, and across reopening."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from tests.support import build
from tests.support.build import CANVAS, MOMENT
from tests.support.workspaces import dump, rows
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.errors import Conflict, RequestError
from welvaartcanvas.store import canvases, changes, undoing
from welvaartcanvas.store.changes import Change
from welvaartcanvas.store.database import Database, open_database

E = TypeVar("E", bound=Entity)
LATER = MOMENT + timedelta(hours=1)


def put(database: Database, entity: E, who: str = "Anna", canvas_id: str | None = None) -> E:
    with changes.step(database, at=LATER, who=who, canvas_id=canvas_id) as step:
        return step.put(entity)


def remove(database: Database, entity: Entity, who: str = "Anna") -> None:
    with changes.step(database, at=LATER, who=who, canvas_id=None) as step:
        step.remove(entity)


def undo(database: Database, who: str = "Anna", canvas_id: str | None = None) -> list[Change]:
    return undoing.undo(database, at=LATER, who=who, canvas_id=canvas_id)


def redo(database: Database, who: str = "Anna", canvas_id: str | None = None) -> list[Change]:
    return undoing.redo(database, at=LATER, who=who, canvas_id=canvas_id)


def names(database: Database) -> list[str]:
    return [region.name for region in canvases.regions(database)]


def test_undo_takes_back_the_last_step_and_redo_does_it_again(database: Database) -> None:
    kept = put(database, build.region())
    put(database, changed(kept, name="De Kop"))

    undo(database)
    assert names(database) == ["Kop van de Veluwe"]
    undo(database)
    assert names(database) == []
    redo(database)
    assert names(database) == ["Kop van de Veluwe"]
    redo(database)
    assert names(database) == ["De Kop"]


def test_undo_says_what_the_step_had_changed(database: Database) -> None:
    first = put(database, build.region())
    second = put(database, changed(first, name="De Kop"))

    assert undo(database) == [Change("region", first.id, first, second)]


def test_there_is_nothing_to_undo_or_redo_at_the_ends(database: Database) -> None:
    with pytest.raises(RequestError, match="nothing to undo"):
        undo(database)
    put(database, build.region())
    with pytest.raises(RequestError, match="nothing to redo"):
        redo(database)
    undo(database)
    with pytest.raises(RequestError, match="nothing to undo"):
        undo(database)
    redo(database)
    with pytest.raises(RequestError, match="nothing to redo"):
        redo(database)


def test_something_new_after_an_undo_empties_redo(database: Database) -> None:
    put(database, build.region(1, "Een"))
    undo(database)
    put(database, build.region(2, "Twee"))

    with pytest.raises(RequestError, match="nothing to redo"):
        redo(database)
    undo(database)
    redo(database)
    assert names(database) == ["Twee"]
    undo(database)
    with pytest.raises(RequestError, match="nothing to undo"):
        undo(database)


def test_history_only_grows_and_a_revision_never_comes_back(file: Path, database: Database) -> None:
    first = put(database, build.region())
    put(database, changed(first, name="De Kop"))
    undo(database)
    redo(database)

    assert rows(file, "SELECT kind, of FROM steps ORDER BY id") == [
        ("do", None),
        ("do", None),
        ("undo", 2),
        ("redo", 3),
    ]
    revisions = [
        json.loads(after)["revision"]
        for (after,) in rows(file, "SELECT after FROM changes ORDER BY id")
    ]
    assert revisions == [1, 2, 3, 4]


def test_undo_works_after_the_program_was_closed(file: Path, database: Database) -> None:
    put(database, build.region())
    database.close()

    with closing(open_database(file, MOMENT)) as again:
        undo(again)
        assert names(again) == []
    with closing(open_database(file, MOMENT)) as again:
        redo(again)
        assert names(again) == ["Kop van de Veluwe"]


def test_undo_is_ones_own(database: Database) -> None:
    put(database, build.region(1, "Van Anna"), who="Anna")
    put(database, build.region(2, "Van Bob"), who="Bob")

    undo(database, who="Anna")

    assert names(database) == ["Van Bob"]
    with pytest.raises(RequestError, match="nothing to redo"):
        redo(database, who="Bob")


def test_undo_is_of_one_canvas_or_of_the_workspace(database: Database) -> None:
    put(database, build.region(1, "In de werkmap"))
    put(database, build.region(2, "In een canvas"), canvas_id=build.uid(0, CANVAS))

    undo(database)

    assert names(database) == ["In een canvas"]
    undo(database, canvas_id=build.uid(0, CANVAS))
    assert names(database) == []


def test_what_somebody_else_changed_since_is_not_undone(file: Path, database: Database) -> None:
    kept = put(database, build.region(), who="Anna")
    newest = put(database, changed(kept, name="Van Bob"), who="Bob")
    before = dump(file)

    with pytest.raises(Conflict, match="changed by somebody else since") as conflict:
        undo(database, who="Anna")

    assert conflict.value.current == newest
    assert dump(file) == before


def test_what_somebody_else_deleted_since_is_not_undone(file: Path, database: Database) -> None:
    kept = put(database, build.region(), who="Anna")
    put(database, changed(kept, name="Anders"), who="Anna")
    remove(database, canvases.region(database, kept.id), who="Bob")
    before = dump(file)

    with pytest.raises(Conflict) as conflict:
        undo(database, who="Anna")

    assert conflict.value.current is None
    assert dump(file) == before


def test_what_somebody_else_changed_and_changed_back_is_undone(database: Database) -> None:
    kept = put(database, build.region(), who="Anna")
    second = put(database, changed(kept, name="Van Anna"), who="Anna")
    third = put(database, changed(second, name="Van Bob"), who="Bob")
    put(database, changed(third, name="Van Anna"), who="Bob")

    undo(database, who="Anna")

    assert names(database) == ["Kop van de Veluwe"]


def test_what_something_else_rests_on_by_now_is_not_undone(file: Path, database: Database) -> None:
    put(database, build.region(), who="Anna")
    canvas = build.empty_canvas()
    with changes.step(database, at=LATER, who="Bob", canvas_id=None) as step:
        canvases.keep_template(database, canvas.template)
        step.put(canvas.head)
    before = dump(file)

    said = r"delete the region .*, and the canvas .* is of that region"
    with pytest.raises(Conflict, match=said):
        undo(database, who="Anna")

    assert dump(file) == before


def test_a_canvas_in_which_something_was_put_since_says_how_much_that_is(
    database: Database,
) -> None:
    put(database, build.region(), who="Bob")
    canvas = build.empty_canvas()
    with changes.step(database, at=LATER, who="Anna", canvas_id=None) as step:
        canvases.keep_template(database, canvas.template)
        step.put(canvas.head)
    with changes.step(database, at=LATER, who="Anna", canvas_id=canvas.id) as step:
        step.put(build.partner(1, "Fatima"))

    with pytest.raises(Conflict, match=r"delete the canvas .* things were put in it since \(1\)"):
        undo(database, who="Anna")


def test_five_hundred_steps_can_be_undone_and_redone(database: Database) -> None:
    for number in range(1, 502):
        put(database, build.region(number, f"Regio {number:04}"))

    for _ in range(501):
        undo(database)
    assert names(database) == []
    for _ in range(501):
        redo(database)
    assert names(database) == [f"Regio {number:04}" for number in range(1, 502)]
