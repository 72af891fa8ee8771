"""``backup`` and ``doctor``, and what becomes of a workspace that can't be used."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def test_a_backup_is_a_workspace_with_everything_in_it(cli: Cli, home: Path) -> None:
    cli.contribution(cli.canvas(), "blijft bewaard")
    copy = home / "kopie" / "reserve.db"

    assert cli.ok("backup", str(copy)) == str(copy)

    found = cli.data("--db", str(copy), "search", "bewaard", "--json")
    assert [f["excerpt"] for f in found] == ["blijft bewaard"]


def test_a_backup_replaces_only_by_force_and_never_the_workspace(cli: Cli, home: Path) -> None:
    cli.region()
    there = home / "er al.db"
    there.write_text("van iemand anders")

    assert "--force" in cli.refused("backup", str(there))
    assert there.read_text() == "van iemand anders"
    assert "itself" in cli.refused("backup", str(cli.db), "--force")
    assert "folder" in cli.refused("backup", str(home))

    cli.ok("backup", str(there), "--force")
    assert len(cli.data("--db", str(there), "region", "list", "--json")) == 1


def test_doctor_finds_a_fresh_workspace_well(cli: Cli) -> None:
    cli.region()

    done = cli("doctor")

    assert (done.code, done.err) == (0, "")
    for said in (str(cli.db), "database: sound", "SQLite", "terminal", "Noto Sans"):
        assert said in done.out
    assert "WRONG" not in done.out


def test_doctor_makes_no_workspace(cli: Cli) -> None:
    done = cli("doctor")

    assert done.code == 0
    assert str(cli.db) in done.out and "not there yet" in done.out
    assert not cli.db.exists()


def test_a_name_that_can_not_be_is_no_fault_of_the_program(cli: Cli) -> None:
    name = "n" * 300

    done = cli("--db", name, "doctor")
    assert (done.code, done.err) == (1, "")
    assert f"[WRONG] {name} can't be made" in done.out

    done = cli("demo", "--keep", name, terminal=True)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"Error: {name} can't be made")


def damage(db: Path) -> None:
    with db.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xa5" * 20_000)


def test_doctor_goes_on_when_the_workspace_can_not_be_opened(cli: Cli) -> None:
    cli.db.write_text("dit is geen database, maar wel lang genoeg om er een te lijken" * 99)

    done = cli("doctor")

    assert (done.code, done.err) == (1, "")
    assert "[WRONG]" in done.out and str(cli.db) in done.out
    assert "Noto Sans" in done.out


def test_doctor_names_damage(cli: Cli) -> None:
    canvas = cli.canvas()
    for i in range(30):
        cli.contribution(canvas, f"tekst {i} " * 200)
    damage(cli.db)

    done = cli("doctor")

    assert done.code == 1
    assert "[WRONG]" in done.out
    assert done.err == ""


COMMANDS = (
    ["region", "list"],
    ["region", "add", "Oost"],
    ["canvas", "list"],
    ["canvas", "show", "0"],
    ["contribute", "0", "--block", "opgave", "--perspective", "overheid", "tekst"],
    ["rate", "0", "--block", "opgave", "--perspective", "overheid", "--score", "3"],
    ["search", "woord"],
    ["export", "0"],
    ["import", "iets.json"],
    ["backup", "kopie.db"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0] + c[1][0])
@pytest.mark.parametrize("what", ["text", "other database", "newer", "folder"])
def test_a_workspace_that_can_not_be_used_is_named_by_every_command(
    cli: Cli, home: Path, command: list[str], what: str
) -> None:
    db = {"folder": home}.get(what, cli.db)
    if what == "text":
        db.write_text("dit is geen database, maar wel lang genoeg om er een te lijken" * 99)
    elif what == "other database":
        with sqlite3.connect(db) as other:
            other.execute("CREATE TABLE van_iemand_anders (x)")
    elif what == "newer":
        cli.region()
        with sqlite3.connect(db) as newer:
            newer.execute("PRAGMA user_version = 99")
    before = b"" if what == "folder" else db.read_bytes()

    done = cli("--db", str(db), *command)

    assert (done.code, done.out) == (1, "")
    assert str(db) in done.err.splitlines()[-1]
    assert len(done.err.splitlines()) == (3 if command[0] == "contribute" else 1)
    if what != "folder":
        assert db.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="no rights that could be missing")
def test_a_workspace_that_may_only_be_read_is_read(cli: Cli) -> None:
    cli.region("Oost")
    cli.db.chmod(0o400)

    assert len(cli.data("region", "list", "--json")) == 1
    assert str(cli.db) in cli.refused("region", "add", "West", code=1)


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_on_a_full_disk_what_is_there_can_be_read(cli: Cli, home: Path) -> None:
    import resource

    def no_room() -> None:
        # One page and no more: the database has that, the index of its log doesn't.
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    def without_room(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "welvaartcanvas", "--lang", "en", *command],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=no_room,
        )

    canvas = cli.canvas()
    assert "Genoeg vakmensen" in without_room("export", canvas, "--format", "md").stdout

    new = without_room("--db", "nieuw.db", "region", "list")
    assert new.returncode == 1
    assert new.stderr == "Error: the disk with nieuw.db is full; make room and try again\n"


def test_a_place_where_no_workspace_can_be_made_is_named(cli: Cli, home: Path) -> None:
    (home / "bestand").write_text("geen map")
    db = home / "bestand" / "work.db"

    assert str(db) in cli.refused("--db", str(db), "region", "list", code=1)
