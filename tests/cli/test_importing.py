"""``import``: canvases come from a partner's file, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.support.build import MOMENT, full_canvas
from welvaartcanvas.workspace.exporting import ExportFormat, ExportKind, content


@pytest.fixture
def file(home: Path) -> Path:
    """A canvas with everything on it, as a file."""
    target = home / "partner.json"
    data = content(full_canvas(), ExportFormat.JSON, kind=ExportKind.REPORT, day=MOMENT.date())
    target.write_bytes(data)
    return target


def edited(file: Path, change: Callable[[Any], object]) -> Path:
    document = json.loads(file.read_text("utf-8"))
    change(document)
    file.write_text(json.dumps(document), "utf-8")
    return file


def test_a_file_is_imported_whole_and_counted(cli: Cli, file: Path) -> None:
    canvas = full_canvas()

    line = cli.ok("import", str(file))

    count = len(list(canvas.things())) + 2  # the canvas itself and its region
    assert line == f"{file}: {canvas.id} {canvas.title}: new canvas: {count} new"
    assert cli("canvas", "show", canvas.id, "--json").out == file.read_text("utf-8")


def test_municipalities_that_the_register_lost_come_in_and_are_told(cli: Cli, file: Path) -> None:
    def merged(document: Any) -> None:
        document["region"]["municipalities"] = ["GM0001", "GM0153"]

    done = cli("import", str(edited(file, merged)))

    assert done.code == 0
    assert "not in the municipal register of 2025: GM0001; replace" in done.err
    [region] = cli.data("region", "list", "--json")
    assert region["municipalities"] == ["GM0001", "GM0153"]


def test_the_same_file_again_changes_nothing(cli: Cli, file: Path) -> None:
    cli.ok("import", str(file))
    before = cli.everything()

    line = cli.ok("import", str(file))

    assert line.endswith("unchanged")
    assert "new" not in line and "updated" not in line
    assert cli.everything() == before


def test_what_is_newer_comes_in_and_what_is_older_waits_to_be_chosen(cli: Cli, file: Path) -> None:
    cli.ok("import", str(file))

    def answer(document: Any) -> None:
        newer, older = document["canvas"]["contributions"][:2]
        newer |= {"text": "aangevuld", "changed_at": "2030-01-01T00:00:00Z"}
        older |= {"text": "verouderd", "changed_at": "2020-01-01T00:00:00Z"}
        older["created_at"] = "2020-01-01T00:00:00Z"

    done = cli("import", str(edited(file, answer)))

    # Nobody knows what a file that was changed by hand came from: nothing is lost by it.
    assert "canvas updated: 1 updated, 2 to choose" in done.out
    assert len(cli.data("search", "aangevuld", "--json")) == 1
    [canvas] = cli.data("canvas", "list", "--json")
    others = {each["other"] for each in cli.data("settle", canvas["id"], "--json")}
    assert len(others) == 2 and "verouderd" in others


def test_a_dry_run_says_the_same_and_changes_nothing(cli: Cli, file: Path) -> None:
    before = cli.everything()

    line = cli.ok("import", "--dry-run", str(file))

    assert "new" in line and "nothing was imported yet" in line
    assert cli.everything() == before


def no_object(document: Any) -> None:
    document["canvas"] = []


def wrong_block(document: Any) -> None:
    document["canvas"]["contributions"][3]["block"] = "nergens"


def two_faults(document: Any) -> None:
    document["canvas"]["title"] = ""
    document["canvas"]["ratings"][0]["score"] = 9


@pytest.mark.parametrize(
    ("change", "paths"),
    [
        (no_object, ["canvas"]),
        (wrong_block, ["canvas.contributions[3].block"]),
        (two_faults, ["canvas.title", "canvas.ratings[0].score"]),
        (lambda d: d.update(version=99), ["version"]),
        (lambda d: d.update(format="iets"), ["format"]),
    ],
    ids=["shape", "block", "two", "newer version", "other format"],
)
def test_every_fault_is_a_line_with_file_and_path_and_nothing_is_imported(
    cli: Cli, file: Path, change: Callable[[Any], object], paths: list[str]
) -> None:
    before = cli.everything()

    done = cli("import", str(edited(file, change)))

    lines = done.err.splitlines()
    assert (done.code, done.out) == (2, "")
    assert all(line.startswith(f"Error: {file}: ") for line in lines)
    for path in paths:
        assert any(f": {path}: " in line for line in lines), lines
    assert cli.everything() == before


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[" * 100_000, b"\xff\xfe", b"nul", b'{"format": "welvaartcanvas"}', b"\x00" * 99],
    ids=["empty", "cut", "deep", "no UTF-8", "no JSON", "little", "zeros"],
)
def test_what_is_no_canvas_is_refused(cli: Cli, home: Path, data: bytes) -> None:
    (home / "iets.json").write_bytes(data)

    done = cli("import", "iets.json")

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Error: iets.json")
    assert "Traceback" not in done.err
    assert cli.everything() == ([], [])


def test_a_huge_file_is_refused_before_it_is_read_whole(cli: Cli, home: Path) -> None:
    with (home / "groot.json").open("wb") as stream:
        stream.truncate(40 * 1024 * 1024)

    assert "16 MB" in cli.refused("import", "groot.json")


@pytest.mark.parametrize("name", ["er niet.json", "leeg", "x" * 300])
def test_what_can_not_be_read_is_named(cli: Cli, home: Path, name: str) -> None:
    (home / "leeg").mkdir()

    assert name in cli.refused("import", name)


@pytest.mark.parametrize("format", ["json", "pdf"])
def test_a_comparison_is_no_canvas_and_that_is_said(cli: Cli, format: str) -> None:
    cli.contribution(cli.canvas(), "Leer en werk tegelijk")
    assert cli("compare", "--all", "--format", format, "--out", f"uit.{format}").code == 0

    within = "comparison.json: " if format == "pdf" else ""
    assert cli.refused("import", f"uit.{format}").endswith(
        f"uit.{format}: {within}is a comparison, which is made of canvases; import the canvases "
        "themselves"
    )
