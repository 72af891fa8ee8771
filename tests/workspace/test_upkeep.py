"""A backup is whole, and ``doctor`` names what is wrong and mends what follows from the rest."""

from __future__ import annotations

import os
import sqlite3
from collections import namedtuple
from contextlib import closing
from pathlib import Path

import pytest

from tests.support import build
from tests.support.workspaces import dump, keep, opened, rows
from welvaartcanvas import registry
from welvaartcanvas.errors import OutputError, Problem, RequestError
from welvaartcanvas.files import TargetExists
from welvaartcanvas.i18n import explain, use_language
from welvaartcanvas.workspace import Workspace, upkeep
from welvaartcanvas.workspace.upkeep import Finding, examine_surroundings


def shown(findings: list[Finding]) -> list[tuple[bool, str]]:
    """The findings as an English reader sees them."""
    with use_language("en"):
        return [(f.well, explain(Problem("", f.message, f.values))) for f in findings]


def tool(file: Path, statements: str) -> None:
    """Change the file as another SQLite tool would: without our rules."""
    with closing(sqlite3.connect(file)) as db:
        db.executescript(statements)


@pytest.fixture
def full(anna: Workspace) -> Workspace:
    keep(anna, build.full_canvas())
    return anna


def test_a_backup_is_equal_and_opens_as_a_workspace(
    full: Workspace, file: Path, tmp_path: Path
) -> None:
    full.upkeep.backup(tmp_path / "kopie" / "backup.db")

    assert dump(tmp_path / "kopie" / "backup.db") == dump(file)
    with opened(tmp_path / "kopie" / "backup.db") as copy:
        assert len(copy.canvases.lines()) == 1
        copy.regions.undo()  # history went along
        assert copy.canvases.lines() == []


def test_a_backup_replaces_only_what_it_is_told_to(full: Workspace, tmp_path: Path) -> None:
    (tmp_path / "backup.db").write_bytes(b"old")

    with pytest.raises(TargetExists):
        full.upkeep.backup(tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_bytes() == b"old"

    full.upkeep.backup(tmp_path / "backup.db", force=True)
    assert (tmp_path / "backup.db").read_bytes().startswith(b"SQLite format 3\x00")


@pytest.mark.parametrize("name", ["werk.db", "werk.db-wal", "werk.db-shm", "link.db"])
def test_the_workspace_itself_is_never_replaced(
    full: Workspace, file: Path, tmp_path: Path, name: str
) -> None:
    if name == "link.db":
        if os.name == "nt":
            pytest.skip("links need rights on Windows")
        (tmp_path / name).symlink_to(file)
    before = dump(file)

    with pytest.raises(RequestError, match="is the workspace itself"):
        full.upkeep.backup(tmp_path / name, force=True)

    assert dump(file) == before


def test_a_backup_to_a_folder_or_a_place_that_can_not_be_is_one_line(
    full: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(RequestError, match="is a folder"):
        full.upkeep.backup(tmp_path, force=True)
    with pytest.raises(OutputError, match="can't be written"):
        full.upkeep.backup(tmp_path / "werk.db" / "backup.db")


def test_a_sound_workspace_is_well(full: Workspace, file: Path) -> None:
    *database, (disk_well, disk) = shown(full.upkeep.examine())

    assert database == [
        (True, f"workspace: {file}"),
        (True, "database: sound"),
        (True, "references: sound"),
        (True, f"municipalities of the regions: in the register of {registry.YEAR}"),
        (True, "search index: complete"),
    ]
    assert disk.startswith("disk: ")
    assert disk_well == ("free; make room" not in disk)


def test_regions_with_a_municipality_that_is_no_more_are_named_and_nothing_else_is_wrong(
    full: Workspace,
) -> None:
    old = build.region(8, "Delfzijl [b]", municipalities=("GM0003", "GM0010", "GM0014"))
    keep(full, build.canvas(8, region=old))

    told = shown(full.upkeep.examine())

    assert [said for well, said in told if not well] == [
        "region Delfzijl [b]: not in the municipal register of "
        f"{registry.YEAR}: GM0003, GM0010; "
        "replace a municipality that merged by the one that it went into"
    ]
    assert not any("municipalities of the regions" in said for _, said in told)
    assert full.regions.get(old.id) == old.model_copy(update={"revision": 1})


def test_an_index_that_misses_something_is_named_and_mended(full: Workspace, file: Path) -> None:
    tool(file, "DELETE FROM searchable WHERE entity = 'contribution'")
    assert full.searching.find("woningcorporaties horen") == []

    assert (True, "search index: was incomplete, and is made anew") in shown(full.upkeep.examine())

    assert (True, "search index: complete") in shown(full.upkeep.examine())
    assert len(full.searching.find("woningcorporaties horen")) > 0


def test_an_index_that_can_not_be_mended_is_named(full: Workspace, file: Path) -> None:
    tool(file, "DELETE FROM searchable WHERE entity = 'contribution'")
    full.session.database.sqlite.execute("PRAGMA query_only = ON")

    assert (
        False,
        f"{file} can't be written; make the file and its folder writable",
    ) in shown(full.upkeep.examine())


def test_damage_is_named(file: Path, tmp_path: Path) -> None:
    with opened(file) as workspace:
        keep(workspace, build.full_canvas())
    [(root,)] = rows(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'contributions'")
    pages = bytearray(file.read_bytes())
    pages[(root - 1) * 4096 : root * 4096] = b"\x55" * 4096
    file.write_bytes(pages)

    with opened(file) as workspace:
        findings = shown(workspace.upkeep.examine())

    wrong = [line for well, line in findings if not well]
    assert len(wrong) == 1
    assert "damaged" in wrong[0]
    assert "put a backup in its place" in wrong[0]


@pytest.mark.parametrize(
    ("damage", "lacking"),
    [
        ("DROP TABLE snapshots", "snapshots"),
        ("ALTER TABLE actions DROP COLUMN due", "actions.due"),
        ("DROP TRIGGER searchable_added", "searchable_added"),
    ],
)
def test_a_table_column_or_trigger_that_is_gone_is_named(
    full: Workspace, file: Path, damage: str, lacking: str
) -> None:
    tool(file, damage)

    wrong = [line for well, line in shown(full.upkeep.examine()) if not well]

    assert len(wrong) == 1 and lacking in wrong[0] and "restore FILE" in wrong[0]


def test_references_to_nothing_are_named(full: Workspace, file: Path) -> None:
    tool(file, "DELETE FROM region_municipalities; DELETE FROM regions")

    assert (
        False,
        "references: 1 point to nothing (canvases -> regions); put a backup in its place: "
        "welvaartcanvas restore FILE",
    ) in shown(full.upkeep.examine())


def test_what_another_program_made_unreadable_is_named(full: Workspace, file: Path) -> None:
    tool(file, "UPDATE ratings SET reason = char(27) || '[31m' WHERE block = 'opgave'")

    wrong = [line for well, line in shown(full.upkeep.examine()) if not well]

    assert len(wrong) == 1
    assert wrong[0].startswith(f"{file} holds something that can't be read (Rating: reason: ")


def test_a_disk_that_is_nearly_full_is_named(
    full: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(upkeep.shutil, "disk_usage", lambda _: usage(10**12, 10**12, 199_999_999))

    assert shown(full.upkeep.examine())[-1] == (False, "disk: only 199 MB free; make room")


def test_the_surroundings_name_sqlite_the_terminal_and_every_font() -> None:
    findings = shown(examine_surroundings())

    assert findings[0] == (True, f"SQLite {sqlite3.sqlite_version}")
    assert findings[1][1].startswith("terminal: ")
    fonts = [line for well, line in findings[2:] if well]
    assert "font: Noto Sans" in fonts
    assert sum(line.startswith("font: Atkinson Hyperlegible") for line in fonts) == 4


def test_a_font_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from welvaartcanvas.report.pdf import fonts

    monkeypatch.setattr(fonts, "presence", lambda: {"Noto Sans": False})

    assert shown(examine_surroundings())[2:] == [
        (False, "font: Noto Sans is missing; install the program anew")
    ]


@pytest.mark.parametrize(
    ("encoding", "size", "well", "line"),
    [
        ("utf-8", (120, 40), True, "terminal: xterm, 120×40, utf-8"),
        ("utf-8", (79, 24), False, "terminal: 79×24 is small; make the window at least 80×24"),
        ("cp1252", (120, 40), False, "terminal: cp1252 can't show every sign; set it to UTF-8"),
    ],
)
def test_what_the_terminal_lacks_is_named(
    monkeypatch: pytest.MonkeyPatch, encoding: str, size: tuple[int, int], well: bool, line: str
) -> None:
    class Output:
        def __init__(self) -> None:
            self.encoding = encoding

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(upkeep.sys, "stdout", Output())
    # Not the function itself: pytest asks it too, for its own lines.
    for name, cells in zip(("COLUMNS", "LINES"), size, strict=True):
        monkeypatch.setenv(name, str(cells))

    assert shown([upkeep._terminal()]) == [(well, line)]


def test_an_old_sqlite_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep.check, "sqlite_version", lambda: ("3.36.0", False))

    assert shown([upkeep._sqlite()]) == [(False, "SQLite 3.36.0: too old; install a newer Python")]
