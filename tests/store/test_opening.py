"""Opening a workspace file: what is made, what is set, and how two programs share it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database as Sqlite

from tests.support.build import MOMENT
from tests.support.workspaces import filled, put_region, rows
from welvaartcanvas.store import schema
from welvaartcanvas.store.database import Database, open_database

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


def test_a_new_workspace_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "werk.db"

    made = open_database(file, MOMENT)
    made.close()
    again = open_database(file, MOMENT)
    again.close()

    assert (made.new, again.new) == (True, False)
    assert rows(file, "PRAGMA application_id") == [(0x576C7643,)]
    assert rows(file, "PRAGMA user_version") == [(schema.SCHEMA_VERSION,)]


def test_an_empty_file_becomes_a_workspace(file: Path) -> None:
    file.touch()

    open_database(file, MOMENT).close()

    assert rows(file, "PRAGMA user_version") == [(schema.SCHEMA_VERSION,)]


def test_the_schemas_version_is_the_number_of_migrations(file: Path, database: Database) -> None:
    assert rows(file, "SELECT count(*) FROM _sqlite_migrations") == [(schema.SCHEMA_VERSION,)]
    assert not schema.migrations().pending(Sqlite(database.sqlite))


@pytest.mark.parametrize("name", ["?mode=ro&x=%20.db", "file:werk.db", "werk [1] é 💬.db"])
def test_a_name_is_a_name_whatever_is_in_it(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    open_database(Path(name), MOMENT).close()

    assert [f.name for f in tmp_path.iterdir()] == [name]


def test_it_is_written_through_a_log_that_is_on_disk_before_a_change_counts(
    database: Database,
) -> None:
    pragmas = {
        name: database.sqlite.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    }

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 3000,
    }


@POSIX
def test_file_and_log_are_readable_by_their_owner_alone(file: Path, database: Database) -> None:
    put_region(database)

    rights = {f.name: stat.S_IMODE(f.stat().st_mode) for f in file.parent.iterdir()}

    assert rights == {"werk.db": 0o600, "werk.db-wal": 0o600, "werk.db-shm": 0o600}


def test_closing_leaves_one_file(file: Path, database: Database) -> None:
    put_region(database)

    database.close()

    assert [f.name for f in file.parent.iterdir()] == ["werk.db"]


def test_a_workspace_that_is_as_it_should_be_is_opened_without_writing(file: Path) -> None:
    before = filled(file)

    open_database(file, MOMENT).close()

    assert file.read_bytes() == before
    assert [f.name for f in file.parent.iterdir()] == ["werk.db"]


def test_two_programs_see_that_the_other_wrote(file: Path, database: Database) -> None:
    with closing(open_database(file, MOMENT)) as other:
        seen, seen_other = database.version_seen(), other.version_seen()
        put_region(other)

        assert database.version_seen() != seen
        assert other.version_seen() == seen_other


_OPEN = """
import sys
from pathlib import Path
from tests.support.build import MOMENT
from welvaartcanvas.store.database import open_database
sys.stdin.readline()
open_database(Path(sys.argv[1]), MOMENT).close()
"""


def test_programs_that_make_the_same_workspace_at_once_do_not_hinder_each_other(
    file: Path,
) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _OPEN, str(file)], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    ends = [program.communicate(b"go\n", timeout=60) for program in programs]

    assert [(p.returncode, error) for p, (_, error) in zip(programs, ends, strict=True)] == [
        (0, b"")
    ] * 4
    assert [f.name for f in file.parent.iterdir()] == ["werk.db"]  # and nothing was backed up
