"""Whatever people type goes in through the command line and comes out as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS

WHERE = ("--block", "opgave", "--perspective", "overheid")


@pytest.fixture
def hostile(cli: Cli) -> str:
    """The id of a canvas with every hostile text on it, one by one through ``contribute``."""
    canvas = cli.canvas()
    for text in HOSTILE_TEXTS:
        # A single dash means standard input; that is how it gets in itself.
        cli.ok("contribute", canvas, *WHERE, "--", "-" if text == "-" else text, stdin=b"-\n")
    return canvas


def test_hostile_texts_come_back_as_they_were(cli: Cli, hostile: str) -> None:
    document = cli.data("canvas", "show", hostile, "--json")
    assert [c["text"] for c in document["canvas"]["contributions"]] == list(HOSTILE_TEXTS)


def test_hostile_texts_survive_export_and_import(cli: Cli, hostile: str, home: Path) -> None:
    file = home / "canvas.json"
    cli.ok("export", hostile, "--format", "json", "--out", str(file))
    first = cli("canvas", "show", hostile, "--json").out

    other = ("--db", str(home / "other.db"))
    assert cli(*other, "import", str(file)).code == 0

    assert cli(*other, "canvas", "show", hostile, "--json").out == first


def test_hostile_texts_are_never_instructions_to_a_terminal(cli: Cli, hostile: str) -> None:
    printed = cli.ok("canvas", "show", hostile, terminal=True)
    printed += cli.ok("canvas", "show", hostile)

    for code in (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F)):
        assert chr(code) not in printed


@pytest.mark.parametrize("format", ["json", "md", "csv"])
def test_hostile_texts_leave_through_every_text_format(cli: Cli, hostile: str, format: str) -> None:
    done = cli("export", hostile, "--format", format)

    assert (done.code, done.err) == (0, "")
    assert done.out.count("Hottentottententententoonstelling") >= 6


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_are_names(cli: Cli, name: str) -> None:
    region = cli.region(name, "--note=" + name)
    canvas = cli.ok("canvas", "new", "--region", region, "--description=" + name, "--", name)
    cli.contribution(canvas, "tekst", "--partner=" + name, "--tag=" + name)

    document = cli.data("canvas", "show", canvas, "--json")
    assert document["region"]["name"] == document["region"]["note"] == name
    assert document["canvas"]["title"] == document["canvas"]["description"] == name
    assert document["canvas"]["partners"][0]["name"] == name
    assert document["canvas"]["contributions"][0]["tags"] == [name]
    assert name in {line["title"] for line in cli.data("canvas", "list", "--json")}


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_queries_find_or_say_that_nothing_was_found(cli: Cli, text: str) -> None:
    done = cli("search", "--json", "--", text)

    assert (done.code, done.out) in {(0, "[]\n"), (2, "")}
    assert done.err.count("\n") == 1


def test_a_hostile_text_is_found_by_its_words(cli: Cli) -> None:
    canvas = cli.canvas()
    made = cli.contribution(canvas, "=SUM(1) [bold]zoekwoord[/bold] '; DROP TABLE {0}")

    assert [f["entity_id"] for f in cli.data("search", "zoekw", "--json")] == [made]
    assert "=SUM(1) [bold]zoekwoord[/bold] '; DROP TABLE {0}" in cli.ok("search", "zoekw")


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_file_names_are_only_names(cli: Cli, home: Path, name: str) -> None:
    canvas = cli.canvas(name, cli.region(name))
    folder = home / "exports"
    folder.mkdir()

    printed = cli.ok("export", canvas, "--format", "json", "--out", str(folder))

    (made,) = folder.iterdir()
    assert printed == str(made)
    assert json.loads(made.read_text("utf-8"))["canvas"]["title"] == name
