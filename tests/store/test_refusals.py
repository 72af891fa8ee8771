"""A file that can't be used: one line that names it, the cause and the remedy; nothing changed."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support import build
from tests.support.build import MOMENT
from tests.support.workspaces import dump, filled, keep, opened, put_region
from welvaartcanvas.errors import Fault, StoreError
from welvaartcanvas.store.canvases import lines, regions
from welvaartcanvas.store.check import integrity
from welvaartcanvas.store.database import Database, open_database
from welvaartcanvas.store.faults import DAMAGED

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


def refusal(file: Path, kind: type[Fault] = StoreError) -> str:
    """What is said when ``file`` can't be opened: one line that names it."""
    with pytest.raises(kind) as refused:
        open_database(file, MOMENT, busy_seconds=0.05).close()
    said = str(refused.value)
    assert "\n" not in said
    assert str(file) in said
    return said.replace(str(file), "FILE")


def test_a_file_that_is_no_database_is_refused_and_left_alone(file: Path) -> None:
    file.write_text("Dit is een brief aan de wethouder. " * 100)
    before = file.read_bytes()

    assert refusal(file) == "FILE is not a Welvaartcanvas workspace; name another file"
    assert file.read_bytes() == before


def test_the_database_of_another_program_is_refused_and_left_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
        db.execute("PRAGMA user_version = 99")
    before = file.read_bytes()

    assert refusal(file) == "FILE is not a Welvaartcanvas workspace; name another file"
    assert file.read_bytes() == before


def test_an_empty_database_that_another_program_marked_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA application_id = 0x47504B47")  # a GeoPackage

    assert refusal(file) == "FILE is not a Welvaartcanvas workspace; name another file"


def test_a_workspace_of_a_newer_version_is_refused_and_left_alone(file: Path) -> None:
    filled(file)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 12")
    before = dump(file)

    assert refusal(file) == (
        "FILE was made by a newer version of Welvaartcanvas (12); update the program"
    )
    assert dump(file) == before


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "FILE is a folder; name a file"


def test_a_place_that_can_not_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert refusal(tmp_path / "file" / "werk.db").startswith("FILE can't be made (")
    assert refusal(tmp_path / ("w" * 300)).startswith("FILE can't be made (")


@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.98])
def test_a_file_that_was_cut_off_is_found_out(file: Path, share: float) -> None:
    whole = filled(file)
    file.write_bytes(whole[: int(len(whole) * share)])

    try:
        with closing(open_database(file, MOMENT)) as database:
            found = integrity(database)
    except StoreError as fault:
        found = [str(fault)]

    assert found


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE regions SET note = CAST(x'ff41' AS TEXT)",
        "UPDATE region_municipalities SET code = CAST(x'ff41' AS TEXT)",
    ],
)
def test_a_text_that_is_no_text_any_more_is_damage(file: Path, damage: str) -> None:
    with closing(open_database(file, MOMENT)) as database:
        put_region(database)
        database.sqlite.execute(damage)

        with pytest.raises(StoreError, match="is damaged"):
            regions(database)


def test_tables_that_are_not_ours_any_more_are_damage(file: Path) -> None:
    with closing(open_database(file, MOMENT)) as database:
        database.sqlite.execute("DROP VIEW IF EXISTS canvas_overview")

        with pytest.raises(StoreError, match=r"is damaged \(no such table: canvas_overview\)"):
            lines(database)


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM templates", "UPDATE templates SET document = '{'", "DELETE FROM regions"],
)
def test_a_canvas_without_its_template_or_region_is_damage(tmp_path: Path, damage: str) -> None:
    with opened(tmp_path / "db") as workspace:
        keep(workspace, build.full_canvas())
    with closing(sqlite3.connect(tmp_path / "db")) as db, db:
        db.execute(damage)

    with opened(tmp_path / "db") as workspace:
        steps = [lambda: workspace.canvases.get(build.full_canvas().id)]
        if "regions" in damage:
            steps.append(workspace.canvases.headings)
        else:
            steps.append(workspace.canvases.lines)
        for step in steps:
            with pytest.raises(StoreError) as caught:
                step()
            assert len(str(caught.value).splitlines()) == 1


def test_a_schema_that_is_no_text_any_more_is_damage(file: Path) -> None:
    filled(file)
    data = file.read_bytes().replace(b"CREATE TABLE", b"CREA\xd2E TABLE")
    file.write_bytes(data)

    assert refusal(file) == DAMAGED.format(file="FILE")


def test_a_damaged_file_is_one_line_that_says_so(file: Path) -> None:
    whole = bytearray(filled(file))
    whole[4096:] = b"\x55" * (len(whole) - 4096)  # the first page holds the schema
    file.write_bytes(whole)

    assert refusal(file) == DAMAGED.format(file="FILE")


def test_another_program_that_keeps_the_lock_is_waited_for_and_then_named(file: Path) -> None:
    filled(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        database = open_database(file, MOMENT, busy_seconds=0.2)
        start = time.monotonic()
        with pytest.raises(StoreError) as refused:
            put_region(database, 2, "Zuid-Limburg")
        waited = time.monotonic() - start

        assert str(refused.value) == (
            f"{file} is in use by another program; close that one or try again"
        )
        assert 0.1 < waited < 2
        assert [r.name for r in regions(database)] == ["Kop van de Veluwe"]  # reading goes on

        other.execute("ROLLBACK")
        put_region(database, 2, "Zuid-Limburg")  # and writing too when the lock is gone
        database.close()


def test_another_program_that_keeps_everybody_out_is_named(file: Path) -> None:
    filled(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")

        assert refusal(file) == "FILE is in use by another program; close that one or try again"


def test_a_full_disk_is_one_line_and_nothing_was_changed(file: Path, database: Database) -> None:
    put_region(database)
    pages = database.sqlite.execute("PRAGMA page_count").fetchone()[0]
    database.sqlite.execute(f"PRAGMA max_page_count = {pages}")
    before = dump(file)

    with pytest.raises(StoreError) as refused:
        for number in range(2, 1000):
            put_region(database, number, "x" * 200)
            before = dump(file)

    assert str(refused.value) == f"the disk with {file} is full; make room and try again"
    assert dump(file) == before
    database.sqlite.execute("PRAGMA max_page_count = 100000")
    put_region(database, 2000, "Zuid-Limburg")  # room was made: it goes on


def test_a_database_that_may_not_be_written_is_read_and_not_changed(
    file: Path, database: Database
) -> None:
    put_region(database)
    database.sqlite.execute("PRAGMA query_only = ON")

    with pytest.raises(StoreError) as refused:
        put_region(database, 2, "Zuid-Limburg")

    assert str(refused.value) == f"{file} can't be written; make the file and its folder writable"
    assert [r.name for r in regions(database)] == ["Kop van de Veluwe"]


def as_another_user(do: Callable[[], object]) -> str:
    """What ``do`` returns or says is wrong in a process of somebody who is no superuser."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            said = str(do())
        except BaseException as error:
            said = str(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as stream:
        return stream.read()


@POSIX
@pytest.mark.parametrize("folder_rights", [0o755, 0o555], ids=["file", "file and folder"])
def test_a_file_on_a_disk_that_may_only_be_read_can_be_read(folder_rights: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder / "werk.db")
        (folder / "werk.db").chmod(0o444)
        folder.chmod(folder_rights)

        def read() -> list[str]:
            with closing(open_database(folder / "werk.db", MOMENT)) as database:
                return [r.name for r in regions(database)]

        def write() -> None:
            with closing(open_database(folder / "werk.db", MOMENT)) as database:
                put_region(database, 2, "Zuid-Limburg")

        assert as_another_user(read) == "['Kop van de Veluwe']"
        assert as_another_user(write) == (
            f"{folder / 'werk.db'} can't be written; make the file and its folder writable"
        )
        folder.chmod(0o755)


def test_what_another_tool_made_unreadable_is_one_line(file: Path, database: Database) -> None:
    put_region(database)
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE regions SET name = '' || char(7)")
        other.commit()

    with pytest.raises(StoreError) as refused:
        regions(database)

    assert str(refused.value).startswith(
        f"{file} holds something that can't be read (Region: name: the text has a control"
    )
