"""``docs/database.md`` tells of every table, view, column and setting, and its queries run."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support import build
from tests.support.workspaces import keep, opened, rows
from welvaartcanvas.domain.canvas import ActionStatus, WorkForm
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.store.database import BUSY_SECONDS, Database
from welvaartcanvas.store.records import RECORDS
from welvaartcanvas.store.schema import APPLICATION_ID, SCHEMA_VERSION

PAGE = (Path(__file__).parents[2] / "docs" / "database.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


def told() -> dict[str, list[str]]:
    """The columns that the page tells of, by table or view, in alphabetical order."""
    found: dict[str, list[str]] = {}
    for section in re.split(r"^##+ ", PAGE, flags=re.MULTILINE):
        name = re.match(r"`(\w+)`\n", section)
        if name:
            cells = re.findall(r"^\| (`.*?) \|", section, flags=re.MULTILINE)
            found[name.group(1)] = sorted(re.findall(r"`(\w+)`", " ".join(cells)))
    return found


def real(database: Database) -> Iterator[tuple[str, list[str]]]:
    """The columns that there are, likewise; the index's own tables apart."""
    names = database.sqlite.execute("SELECT name FROM sqlite_schema WHERE type IN ('table','view')")
    for (name,) in names.fetchall():
        if not name.startswith(("search_", "sqlite_")):
            columns = database.sqlite.execute("SELECT name FROM pragma_table_info(?)", [name])
            yield name, sorted(column for (column,) in columns)


def test_every_table_view_and_column_is_told_about_and_no_other(database: Database) -> None:
    assert told() == dict(real(database))


def test_all_tables_but_two_are_strict(database: Database) -> None:
    loose = database.sqlite.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict "
        "AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_s%'"
    )

    assert {name for (name,) in loose} == {"search", "_sqlite_migrations"}


def test_every_setting_is_told_as_it_is(file: Path, database: Database) -> None:
    settings = dict(re.findall(r"^\| `(\w+)` \| `?([\w]+)`?.*? \|", PAGE, flags=re.MULTILINE))

    assert rows(file, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert settings["application_id"] == str(APPLICATION_ID)
    assert f"`0x{APPLICATION_ID:8X}`" in PAGE
    assert settings["user_version"] == str(SCHEMA_VERSION)
    assert settings["journal_mode"] == "wal"
    assert settings["synchronous"] == "FULL"
    assert settings["foreign_keys"] == "on"
    assert settings["busy_timeout"] == str(int(BUSY_SECONDS * 1000))


@pytest.mark.parametrize("value", [*Position, *WorkForm, *ActionStatus, Cluster.WERKSTAD])
def test_fixed_values_are_told(value: str) -> None:
    assert f"`{value}`" in PAGE


def test_every_sort_of_thing_is_told() -> None:
    assert all(f"`{record.entity}`" in PAGE for record in RECORDS)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    file = tmp_path / "werk.db"
    with opened(file) as workspace:
        keep(workspace, build.full_canvas())
    return file


@pytest.mark.parametrize("query", QUERIES, ids=[q.split("\n")[0][:40] for q in QUERIES])
def test_every_query_on_the_page_has_an_answer_for_one_who_may_only_read(
    full: Path, query: str
) -> None:
    with closing(sqlite3.connect(f"{full.as_uri()}?mode=ro", uri=True)) as db:
        assert db.execute(query).fetchall()


def test_the_page_shows_how_far_a_canvas_is(full: Path) -> None:
    ((region, title, filled, rated, _, who),) = rows(full, QUERIES[0])

    assert (region, title) == ("Kop van de Veluwe", "Genoeg vakmensen in techniek, bouw en zorg")
    assert (filled, rated, who) == (27, 27, "Anna")


def test_the_page_shows_where_sides_differ(full: Path) -> None:
    with opened(full) as workspace:
        canvas = workspace.canvases.get(build.uid(0, 1))
    blocks = {
        block.key: [r.score for r in canvas.ratings if r.block == block.key]
        for block in canvas.template.blocks
    }

    assert {(block, lowest, highest) for _, block, lowest, highest in rows(full, QUERIES[2])} == {
        (block, min(scores), max(scores))
        for block, scores in blocks.items()
        if max(scores) - min(scores) >= 2
    }
