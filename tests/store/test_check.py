"""What ``doctor`` asks the store, and what it finds when something is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support import build
from tests.support.build import MOMENT
from welvaartcanvas.store import canvases, changes, check, search
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.lineages import NOTHING


@pytest.fixture
def kept(database: Database) -> Database:
    """A full canvas in the workspace."""
    canvas = build.full_canvas(1)
    with changes.step(database, at=MOMENT, who="Anna", canvas_id=None) as step:
        canvases.keep_template(database, canvas.template)
        for thing in (canvas.region, canvas.head, *(thing for _, thing in canvas.things())):
            step.adopt(None, thing, NOTHING)
    return database


@pytest.fixture
def tool(file: Path) -> Callable[[str], None]:
    """Changes the file as another SQLite tool would: without our rules."""

    def run(statements: str) -> None:
        with closing(sqlite3.connect(file)) as db:
            db.executescript(statements)

    return run


def test_a_sound_workspace_has_nothing_to_say(kept: Database) -> None:
    assert check.integrity(kept) == []
    assert check.broken_references(kept) == []
    assert check.unreadable(kept) == []
    assert check.search_is_complete(kept)


def test_an_empty_workspace_is_sound_too(database: Database) -> None:
    assert check.search_is_complete(database)
    assert check.unreadable(database) == []


def test_the_sqlite_that_runs_these_tests_is_new_enough() -> None:
    assert check.sqlite_version() == (sqlite3.sqlite_version, True)


def test_a_canvas_without_its_region_is_a_broken_reference(
    kept: Database, tool: Callable[[str], None]
) -> None:
    tool("DELETE FROM region_municipalities; DELETE FROM regions")

    assert check.broken_references(kept) == ["canvases -> regions"]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM searchable WHERE entity = 'action'",
        "UPDATE contributions SET text = 'met een ander programma geschreven'",
        "INSERT INTO searchable (entity, entity_id, title, text) VALUES ('region', 'x', 'y', '')",
        "INSERT INTO search (search) VALUES ('delete-all')",
        "DELETE FROM contributions WHERE position = 0",
    ],
    ids=["not indexed", "old words", "nothing there", "index emptied", "deleted by another"],
)
def test_an_index_that_misses_something_is_found_out_and_made_anew(
    kept: Database, tool: Callable[[str], None], damage: str
) -> None:
    tool(f"DELETE FROM contribution_tags; {damage}")

    assert not check.search_is_complete(kept)

    search.rebuild(kept)
    assert check.search_is_complete(kept)
    assert len(search.find(kept, "woningcorporaties")) > 0


def test_an_index_made_anew_has_the_newest_first_as_before(kept: Database) -> None:
    def contributions() -> list[str]:
        found = search.find(kept, "de", limit=1_000)
        return [each.entity_id for each in found if each.entity == "contribution"]

    before = contributions()
    search.rebuild(kept)

    assert contributions() == before == sorted(before, reverse=True)


def test_where_the_index_can_not_be_asked_what_it_holds_still_is(kept: Database) -> None:
    kept.sqlite.execute("PRAGMA query_only = ON")

    assert check.search_is_complete(kept)


def test_a_canvas_that_another_program_made_unreadable_is_named(
    kept: Database, tool: Callable[[str], None]
) -> None:
    tool("UPDATE contributions SET block = 'bestaat-niet' WHERE position = 0 AND block = 'opgave'")

    faults = check.unreadable(kept)

    assert len(faults) == 1
    assert "bestaat-niet does not exist" in str(faults[0])
    assert str(kept.file) in str(faults[0])
