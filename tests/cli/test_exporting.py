"""``export``: a canvas leaves as a file, or as text to another program."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import openpyxl
import pypdf
import pytest

from tests.cli.conftest import Cli
from welvaartcanvas.workspace import exporting


@pytest.fixture
def canvas(cli: Cli) -> str:
    """A canvas with one contribution."""
    made = cli.canvas("Genoeg vakmensen", cli.region("Oost"))
    cli.contribution(made, "Leer en werk tegelijk")
    return made


def test_the_choices_are_those_of_the_workspace(cli: Cli) -> None:
    help_text = cli.ok("export", "--help")

    assert f"[{'|'.join(exporting.ExportFormat)}]" in help_text
    assert f"[{'|'.join(exporting.ExportKind)}]" in help_text


@pytest.mark.parametrize("format", ["json", "md", "csv"])
def test_a_text_format_goes_to_standard_output(cli: Cli, canvas: str, format: str) -> None:
    assert "Leer en werk tegelijk" in cli.ok("export", canvas[:12], "--format", format)


@pytest.mark.parametrize("kind", [[], ["--kind", "report"], ["--kind", "poster"]])
def test_a_pdf_is_made_unless_something_else_is_asked(
    cli: Cli, canvas: str, home: Path, kind: list[str]
) -> None:
    printed = cli.ok("export", canvas, *kind)

    made = home / printed
    assert made.parent == home
    text = "".join(page.extract_text() for page in pypdf.PdfReader(made).pages)
    assert "Genoeg vakmensen" in " ".join(text.split())


def test_a_workbook_is_made_under_a_name_of_its_own(cli: Cli, canvas: str, home: Path) -> None:
    made = home / cli.ok("export", canvas, "--format", "xlsx")

    assert made.name.startswith("oost-genoeg-vakmensen-")
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(made)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert "Leer en werk tegelijk" in cells


def test_a_file_or_a_folder_is_where_it_goes(cli: Cli, canvas: str, home: Path) -> None:
    file, folder = home / "een.json", home / "map"
    folder.mkdir()

    assert cli.ok("export", canvas, "--format", "json", "--out", str(file)) == str(file)
    (printed,) = cli.ok("export", canvas, "--format", "json", "--out", str(folder)).splitlines()
    new = cli.ok("export", canvas, "--format", "json", "--out", str(home / "nieuw") + os.sep)

    assert file.read_text("utf-8") == Path(printed).read_text("utf-8")
    assert Path(new).parent == home / "nieuw"


def test_a_dash_is_standard_output_for_every_format(
    cli: Cli, canvas: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    class Bytes(io.TextIOWrapper):
        pass

    stream = Bytes(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", stream)
    from welvaartcanvas.cli import main

    assert main(["export", canvas, "--format", "pdf", "--out", "-"]) == 0
    assert stream.buffer.getvalue().startswith(b"%PDF-")  # type: ignore[attr-defined]
    assert [f.name for f in home.iterdir() if f.suffix == ".pdf"] == []


def test_several_canvases_go_to_a_folder_that_is_made(cli: Cli, canvas: str, home: Path) -> None:
    second = cli.canvas("Nog een")

    printed = cli.ok(
        "export", canvas, second, canvas, "--format", "json", "--out", str(home / "uit")
    ).splitlines()

    assert len(printed) == 2
    titles = {json.loads(Path(p).read_text("utf-8"))["canvas"]["title"] for p in printed}
    assert titles == {"Genoeg vakmensen", "Nog een"}


def test_a_failure_in_one_is_named_and_the_others_are_written(
    cli: Cli, canvas: str, home: Path
) -> None:
    second = cli.canvas("Nog een")
    folder = home / "uit"
    cli.ok("export", canvas, "--format", "md", "--out", str(folder) + os.sep)

    done = cli("export", canvas, second, "--format", "md", "--out", str(folder))

    assert done.code == 2
    assert done.err.startswith("Error: Genoeg vakmensen: ")
    assert "--force" in done.err
    (printed,) = done.out.splitlines()
    assert Path(printed).is_file() and "nog-een" in printed


def test_an_existing_file_is_replaced_only_by_force(cli: Cli, canvas: str, home: Path) -> None:
    target = home / "er is al iets.json"
    target.write_text("van iemand anders")

    line = cli.refused("export", canvas, "--format", "json", "--out", str(target))
    assert str(target) in line and "--force" in line
    assert target.read_text() == "van iemand anders"

    cli.ok("export", canvas, "--format", "json", "--out", str(target), "--force")
    assert json.loads(target.read_text("utf-8"))["canvas"]["id"] == canvas


def test_a_place_that_can_not_be_written_is_named_and_holds_nothing(
    cli: Cli, canvas: str, home: Path
) -> None:
    (home / "bestand").write_text("geen map")
    target = home / "bestand" / "uit.json"

    line = cli.refused("export", canvas, "--format", "json", "--out", str(target), code=1)

    assert str(target) in line
    assert [f.name for f in home.iterdir() if ".part" in f.name] == []


def test_a_folder_that_can_not_be_made_is_named(cli: Cli, canvas: str) -> None:
    name = "n" * 300

    line = cli.refused("export", canvas, cli.canvas("Nog een"), "--out", name, code=1)

    assert line.startswith(f"Error: {name} can't be made")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["zzz"], "zzz"),
        ([""], 'canvas "" does not exist'),
        (["{canvas}", "zzz", "--out", "uit"], "zzz"),
        (["{canvas}", "--format", "docx"], "docx"),
        (["{canvas}", "--kind", "boek"], "boek"),
        (["{canvas}", "--format", "json", "--kind", "poster"], "--kind"),
        (["{canvas}", "{other}", "--format", "json"], "folder"),
        (["{canvas}", "{other}", "--out", "work.db"], "work.db"),
        ([], "CANVAS"),
    ],
)
def test_a_wrong_request_writes_nothing(
    cli: Cli, canvas: str, home: Path, asked: list[str], said: str
) -> None:
    other = cli.canvas("Nog een")
    before = sorted(home.iterdir())

    assert said in cli.refused("export", *(w.format(canvas=canvas, other=other) for w in asked))
    assert sorted(home.iterdir()) == before


def test_progress_shows_on_a_terminal_and_in_no_pipe(cli: Cli, canvas: str) -> None:
    on_terminal = cli("export", canvas, terminal=True)
    assert "100%" in on_terminal.err

    assert cli("export", canvas, "--force").err == ""


def test_the_language_of_the_export_is_that_of_the_command(cli: Cli, canvas: str) -> None:
    assert "Challenge and ambition" in cli("export", canvas, "--format", "md", lang="en").out
    assert "Opgave en droom" in cli("export", canvas, "--format", "md", lang="nl").out
