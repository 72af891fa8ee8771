"""Two people edit the same, exchange files, and choose on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.support import build
from tests.support.workspaces import Clock, opened
from welvaartcanvas.exchange import interchange
from welvaartcanvas.workspace.gathering import canvas_in

CELL = ("opgave", "overheid")
CANVAS = build.uid(0, 1)


@pytest.fixture
def copy(cli: Cli, home: Path) -> Path:
    """A partner's copy, in which what was also changed here is changed otherwise."""
    canvas = build.canvas(notes={CELL: ["Een", "Twee"]}, scores={CELL: 3})
    first = home / "eerst.json"
    first.write_text(interchange.write(canvas), "utf-8")
    cli.ok("import", str(first))
    with opened(home / "partner.db", "Bob", clock=Clock(build.MOMENT)) as his:
        his.importing.canvas(canvas_in(first.read_bytes(), "x", "x.json"), first)
        for text, now in (("Een", "Een van Bob"), ("Twee", "Twee van Bob")):
            there = his.canvases.get(CANVAS)
            note = next(n for n in there.contributions if n.text == text)
            his.contents.edit(there, note, text=now)
        his.contents.rate(his.canvases.get(CANVAS), *CELL, 5)
        target = home / "kopie.json"
        target.write_text(interchange.write(his.canvases.to_send(CANVAS)), "utf-8")
    with opened(cli.db, "Anna", clock=Clock(build.MOMENT.replace(year=2027))) as hers:
        here = hers.canvases.get(CANVAS)
        note = next(n for n in here.contributions if n.text == "Een")
        hers.contents.edit(here, note, text="Een van Anna\nop twee regels")
        hers.contents.rate(hers.canvases.get(CANVAS), *CELL, 1)
    return target


def texts(cli: Cli) -> list[str]:
    document = json.loads(cli("canvas", "show", CANVAS, "--json").out)
    return [note["text"] for note in document["canvas"]["contributions"]]


def test_an_import_keeps_both_readings_and_says_how_to_choose(cli: Cli, copy: Path) -> None:
    trial = cli("import", str(copy), "--dry-run")
    assert "2 to choose" in trial.out and "1 Challenge, Government" in trial.err
    assert "nothing was imported yet" in trial.out

    done = cli("import", str(copy))

    assert done.code == 0
    assert done.out.endswith(": canvas updated: 1 updated, 2 to choose, 2 unchanged\n")
    lines = done.err.splitlines()
    assert len(lines) == 2
    ids = [each["id"] for each in cli.data("settle", CANVAS, "--json")]
    assert (
        "  1 Challenge, Government: contribution, text: here “Een van Anna op twee regels”, "
        "other reading “Een van Bob” (settle"
    ) in done.err
    assert all(
        any(f"settle {CANVAS} {each} --keep|--take" in line for line in lines) for each in ids
    )
    assert "  1 Challenge, Government: rating: here “1”, other reading “5”" in done.err
    assert cli("import", str(copy)).err == ""


def test_the_list_says_who_wrote_what_and_what_stood_there_before(cli: Cli, copy: Path) -> None:
    cli("import", str(copy))

    listed = cli.ok("settle", CANVAS)

    assert "1 Challenge, Government · contribution, text" in listed
    assert "  Here now (by Anna, " in listed
    assert "    Een van Anna\n    op twee regels\n" in listed
    assert "  Other reading (from kopie.json, written " in listed
    assert "    Een van Bob\n" in listed
    assert "  Before:\n    Een\n" in listed
    [note] = [each for each in cli.data("settle", CANVAS, "--json") if each["field"] == "text"]
    assert (note["here"], note["other"], note["before"], note["choices"]) == (
        "Een van Anna\nop twee regels",
        "Een van Bob",
        "Een",
        ["keep", "take", "both"],
    )
    assert (note["block"], note["perspective"], note["here_from"]["who"]) == (*CELL, "Anna")
    assert note["other_from"]["file"] == "kopie.json"


@pytest.mark.parametrize(
    ("choice", "after"),
    [
        ("--keep", ["Een van Anna\nop twee regels", "Twee van Bob"]),
        ("--take", ["Een van Bob", "Twee van Bob"]),
        ("--both", ["Een van Anna\nop twee regels", "Een van Bob", "Twee van Bob"]),
    ],
)
def test_one_reading_is_chosen(cli: Cli, copy: Path, choice: str, after: list[str]) -> None:
    cli("import", str(copy))
    [note] = [each for each in cli.data("settle", CANVAS, "--json") if each["field"] == "text"]

    done = cli("settle", CANVAS, note["id"], choice)

    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("Chosen: ")
    assert sorted(texts(cli)) == sorted(after)
    assert len(cli.data("settle", CANVAS, "--json")) == 1
    again = cli("settle", CANVAS, note["id"], choice)
    assert again.code == 2
    assert f"other reading {note['id']} is not open in this canvas; see: " in again.err


def test_all_is_chosen_at_once_and_what_can_not_be_is_named(cli: Cli, copy: Path) -> None:
    cli("import", str(copy))

    done = cli("settle", CANVAS, "--both", "--all")

    assert done.code == 1
    assert done.err.splitlines()[:2] == [
        "1 chosen: keep both texts.",
        "1 must be chosen by itself:",
    ]
    assert "Government: rating: here" in done.err
    assert cli("settle", CANVAS, "--take", "--all").err == "1 chosen: take the other reading.\n"
    assert cli("settle", CANVAS).err == "There is nothing to choose in this canvas.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--keep"], "name the other reading that the choice is about, or --all"),
        (["--all"], "name the choice: --keep, --take or --both"),
        (["018f"], "name the choice: --keep, --take or --both"),
        (["018f", "--keep", "--all"], "name the other reading that the choice is about, or --all"),
        (["zz", "--keep"], "other reading zz is not open in this canvas"),
    ],
)
def test_a_request_that_is_not_whole_says_what_it_lacks(
    cli: Cli, copy: Path, arguments: list[str], said: str
) -> None:
    cli("import", str(copy))

    done = cli("settle", CANVAS, *arguments)

    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_a_canvas_shows_what_is_to_be_chosen(cli: Cli, copy: Path) -> None:
    cli("import", str(copy))

    shown = cli.ok("canvas", "show", CANVAS)

    assert f"⇄ 2 to choose; see: welvaartcanvas settle {CANVAS}" in shown
    assert "      ⇄ to choose; other reading: Een van Bob\n" in shown
    assert "      ⇄ to choose; other reading: 5\n" in shown
    assert (
        "nog te kiezen; andere lezing: Een van Bob" in cli("canvas", "show", CANVAS, lang="nl").out
    )


def test_several_files_are_counted_together(cli: Cli, copy: Path, home: Path) -> None:
    other = home / "ander.json"
    other.write_text(interchange.write(build.canvas(2)), "utf-8")

    done = cli("import", str(copy), str(other))

    assert done.err.splitlines()[-1] == "2 in all: 1 new canvas, 1 updated, 2 to choose"
