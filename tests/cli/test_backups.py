"""Backups on the command line: by themselves, on request, listed, and put back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def names(cli: Cli) -> list[str]:
    return [region["name"] for region in cli.data("region", "list", "--json")]


def spoil(file: Path, page: int) -> None:
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    file.write_bytes(content)


def test_the_first_change_of_a_day_is_followed_by_a_copy(cli: Cli) -> None:
    cli.ok("region", "list")
    assert cli.data("backup", "--list", "--json") == []

    cli.region("Twente")
    cli.region("Salland")

    (copy,) = cli.data("backup", "--list", "--json")
    assert copy["kind"] == "daily"
    assert Path(copy["file"]).parent == cli.db.with_name("work.db-backups")


def test_without_a_file_it_goes_where_backups_go(cli: Cli, home: Path) -> None:
    cli.contribution(cli.canvas(), "blijft bewaard")

    made = Path(cli.ok("backup"))

    assert made.parent == home / "work.db-backups"
    listed = cli.data("backup", "--list", "--json")[0]
    assert (listed["file"], listed["kind"]) == (str(made), "manual")
    assert (listed["canvases"], listed["contributions"]) == (1, 1)


def test_the_environment_says_where(cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELVAARTCANVAS_BACKUPS", str(home / "elders"))
    cli.region()

    made = Path(cli.ok("backup"))

    assert made.parent.parent == home / "elders"
    assert made.parent.name.startswith("work-")
    assert not (home / "work.db-backups").exists()


def test_a_place_that_can_not_be_is_told_once_and_keeps_nobody_from_working(
    cli: Cli, home: Path
) -> None:
    (home / "work.db-backups").write_text("geen map")

    first = cli("region", "add", "Twente")
    second = cli("region", "add", "Salland")

    assert first.code == second.code == 0
    assert first.err.startswith("No backup was made today: ")
    assert second.err == ""
    done = cli("doctor")
    assert done.code == 1
    assert "[WRONG] daily backups: none was made at" in done.out


def test_none_is_made_where_the_settings_say_so_and_doctor_says_it(cli: Cli, home: Path) -> None:
    settings = home / "xdg_config_home" / "welvaartcanvas" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"backup_days": 0}))

    cli.region()

    assert cli.data("backup", "--list", "--json") == []
    assert "daily backups: turned off in the settings" in cli("doctor").out


def test_a_backup_is_put_back_and_what_it_replaced_too(cli: Cli) -> None:
    cli.region("Twente")
    made = cli.ok("backup")
    cli.region("Salland")

    dry = cli.ok("restore", made, "--dry-run")
    assert "Would be put back" in dry
    assert names(cli) == ["Salland", "Twente"]

    said = cli.ok("restore", Path(made).name)
    assert names(cli) == ["Twente"]
    cli.ok("restore", said.splitlines()[-1].removeprefix("What was there is kept in "))
    assert names(cli) == ["Salland", "Twente"]


def test_a_damaged_backup_is_refused(cli: Cli, home: Path) -> None:
    cli.region("Twente")
    cli.ok("backup", str(home / "kopie.db"))
    spoil(home / "kopie.db", 5)

    assert "is damaged" in cli.refused("restore", str(home / "kopie.db"), code=1)
    assert "is not there" in cli.refused("restore", str(home / "nergens.db"), code=1)
    assert cli.refused("restore", "nergens.db", code=1).startswith("Error: nergens.db is not")
    assert names(cli) == ["Twente"]


def test_doctor_says_what_is_readable_and_recover_saves_it(cli: Cli, home: Path) -> None:
    canvas = cli.canvas()
    for number in range(5):
        cli.contribution(canvas, f"tekst {number}")
    good = cli.ok("backup")
    spoil(cli.db, 1)

    done = cli("doctor")
    assert (done.code, done.err) == (1, "")
    assert "5 contributions" in done.out
    assert Path(good).name in done.out
    assert "doctor --recover FILE" in done.out

    assert "(1 canvas with 5 contributions)" in done.out

    saved = cli("doctor", "--recover", str(home / "gered.db"))
    assert "contributions: 5 saved" in saved.out
    assert "canvases: 1 saved" in saved.out and "_" not in saved.out.partition(str(home))[0]
    assert f"welvaartcanvas restore {home / 'gered.db'}" in saved.err
    found = cli.data("--db", str(home / "gered.db"), "search", "tekst", "--json")
    assert len(found) == 5
    assert "--force" in cli.refused("doctor", "--recover", str(home / "gered.db"))
    assert "itself" in cli.refused("doctor", "--recover", str(cli.db))


def test_what_goes_together_is_asked_for(cli: Cli) -> None:
    assert "--list" in cli.refused("backup", "--json")
    assert "leave it out" in cli.refused("backup", "kopie.db", "--list")
    assert "--recover" in cli.refused("doctor", "--force")
