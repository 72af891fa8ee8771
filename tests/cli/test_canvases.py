"""``canvas``: start one, look at it, change it, throw it away."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.cli.conftest import Cli
from tests.support.build import full_canvas
from welvaartcanvas.workspace import open_workspace


def with_full_canvas(cli: Cli) -> str:
    """The id of a canvas with everything on it."""
    canvas = full_canvas()
    with open_workspace(cli.db, "-") as opened:
        opened.importing.canvas(canvas, cli.db)
    return canvas.id


def test_a_new_canvas_is_empty_and_stands_in_its_region(cli: Cli) -> None:
    region = cli.region("Oost")
    made = cli.ok(
        "canvas", "new", "Genoeg vakmensen", "--region", region[:13], "--description", "Voor 2030"
    )

    document = cli.data("canvas", "show", made, "--json")
    assert document["canvas"]["id"] == made
    assert document["canvas"]["title"] == "Genoeg vakmensen"
    assert document["canvas"]["description"] == "Voor 2030"
    assert document["region"]["id"] == region
    assert document["template"]["slug"] == "welvaart-model"
    assert document["canvas"]["contributions"] == []


def test_show_as_json_is_the_exported_document_byte_for_byte(cli: Cli) -> None:
    made = with_full_canvas(cli)

    assert cli("canvas", "show", made, "--json").out == cli("export", made, "--format", "json").out


def test_the_list_says_how_far_each_canvas_is(cli: Cli) -> None:
    made = cli.canvas("Eerst", cli.region("Oost"))
    cli.contribution(made, "een")
    cli.contribution(made, "twee")
    cli.ok("rate", made, "--block", "kracht", "--perspective", "onderwijs", "--score", "0")

    (line,) = cli.data("canvas", "list", "--json")
    assert (line["id"], line["title"], line["region_name"]) == (made, "Eerst", "Oost")
    assert (line["filled"], line["rated"], line["cells"]) == (1, 1, 27)
    assert "1/27" in cli.ok("canvas", "list")


def test_the_last_changed_canvas_comes_first(cli: Cli) -> None:
    region = cli.region()
    first, second = cli.canvas("Een", region), cli.canvas("Twee", region)
    assert [c["id"] for c in cli.data("canvas", "list", "--json")] == [second, first]

    cli.contribution(first, "tekst")

    assert [c["id"] for c in cli.data("canvas", "list", "--json")] == [first, second]


@pytest.mark.parametrize("show", [["canvas", "show"], ["export", "--format", "md"]])
def test_the_last_change_is_that_of_anything_on_the_canvas(cli: Cli, show: list[str]) -> None:
    canvas = cli.canvas()
    noon = datetime(2031, 5, 17, 12, tzinfo=UTC)
    with open_workspace(cli.db, "-", lambda: noon) as opened:
        opened.contents.contribute(opened.canvases.get(canvas), "opgave", "overheid", "Later")

    assert "17/05/2031" in cli.ok(*show, canvas)


def test_people_read_everything_that_is_on_a_canvas(cli: Cli) -> None:
    made = with_full_canvas(cli)
    canvas = full_canvas()

    shown = " ".join(cli.ok("canvas", "show", made).split())

    for text in (
        canvas.title,
        canvas.region.name,
        canvas.head.description,
        *(c.text for c in canvas.contributions),
        *(r.reason for r in canvas.ratings),
        *(q.text for q in canvas.learning_questions),
        *(a.text for a in canvas.actions),
        *(a.who for a in canvas.actions),
        *(canvas.partner(c).name for c in canvas.contributions if canvas.partner(c)),
        *(block.title("en") for block in canvas.template.blocks),
        "Strength", "Attention point", "Difference of view",
    ):  # fmt: skip
        assert " ".join(text.split()) in shown


def test_on_a_terminal_nothing_is_wider_than_the_terminal(cli: Cli) -> None:
    made = with_full_canvas(cli)
    wide = "日本語の題名" * 12
    cli.ok("canvas", "edit", made, "--title", wide)

    for command in (["canvas", "list"], ["canvas", "show", made], ["region", "list"]):
        lines = cli.ok(*command, terminal=True).splitlines()
        assert lines
        # The title stands alone on its line and is not cut: it is what was asked for.
        assert all(width(line) <= 80 for line in lines if line != wide), command


def width(line: str) -> int:
    return sum(2 if c >= "\u1100" and c.isalpha() and not c.isascii() else 1 for c in line)


def test_a_cut_title_says_so_and_in_a_pipe_nothing_is_cut(cli: Cli) -> None:
    title = "Een titel die veel te lang is voor de breedte van een gewone terminal van tachtig"
    cli.canvas(title)

    assert "…" in cli.ok("canvas", "list", terminal=True)
    assert title in cli.ok("canvas", "list")


def test_ids_are_short_on_a_terminal_and_can_be_used_so(cli: Cli) -> None:
    region = cli.region()
    ids = [cli.canvas(f"Canvas {i}", region) for i in range(5)]

    listed = cli.ok("canvas", "list", terminal=True).splitlines()[1:]
    shorts = [line.split()[0] for line in listed]

    assert all(len(short) < 36 for short in shorts)
    for short, made in zip(shorts, reversed(ids), strict=True):
        assert cli.data("canvas", "show", short, "--json")["canvas"]["id"] == made


def test_an_edit_changes_what_it_names_and_nothing_else(cli: Cli) -> None:
    made = cli.canvas("Eerst")
    cli.contribution(made, "blijft")
    other = cli.region("West")

    cli.ok("canvas", "edit", made, "--title", "Later", "--description", "Uitleg", "--region", other)
    document = cli.data("canvas", "show", made, "--json")

    assert document["canvas"]["title"] == "Later"
    assert document["canvas"]["description"] == "Uitleg"
    assert document["region"]["id"] == other
    assert [c["text"] for c in document["canvas"]["contributions"]] == ["blijft"]


def test_deleting_takes_everything_with_it_after_a_question(cli: Cli) -> None:
    made = with_full_canvas(cli)
    assert "--yes" in cli.refused("canvas", "delete", made)
    assert cli("canvas", "delete", made, stdin=b"\n", terminal=True).code == 1
    assert len(cli.data("canvas", "list", "--json")) == 1

    assert cli("canvas", "delete", made, stdin=b"Yes\n", terminal=True).code == 0

    assert cli.data("canvas", "list", "--json") == []
    assert "Nothing was found" in cli("search", "vakmensen").err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["canvas", "new", "Titel", "--region", "zzz"], "zzz"),
        (["canvas", "new", "Titel", "--region", "{region}", "--template", "geen"], "geen"),
        (["canvas", "new", " ", "--region", "{region}"], "empty"),
        (["canvas", "new", "twee\nregels", "--region", "{region}"], "one line"),
        (["canvas", "new", "x" * 201, "--region", "{region}"], "200"),
        (["canvas", "new", "Titel"], "--region"),
        (["canvas", "show", "zzz"], "zzz"),
        (["canvas", "edit", "zzz", "--title", "Titel"], "zzz"),
        (["canvas", "edit", "{canvas}"], "nothing to change"),
        (["canvas", "edit", "{canvas}", "--region", "zzz"], "zzz"),
        (["canvas", "edit", "{canvas}", "--title", "x" * 201], "200"),
        (["canvas", "edit", "{canvas}", "--description", "x" * 20_001], "20000"),
        (["canvas", "delete", "zzz", "--yes"], "zzz"),
    ],
)
def test_a_wrong_request_is_one_line_and_changes_nothing(
    cli: Cli, command: list[str], said: str
) -> None:
    region = cli.region()
    canvas = cli.canvas(region=region)
    before = cli.everything()

    assert said in cli.refused(*(w.format(region=region, canvas=canvas) for w in command))
    assert cli.everything() == before


def test_lists_of_nothing_are_empty(cli: Cli) -> None:
    assert json.loads(cli.ok("canvas", "list", "--json")) == []
    assert json.loads(cli.ok("region", "list", "--json")) == []
