"""``export``: a canvas leaves as a file, or as text to another program."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from tests.cli.conftest import Cli
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.errors import OutputError
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
        (["{canvas}", "--format", "xlsx", "--date", "2026-01-31"], "--date"),
        (["{canvas}", "--date", "31-01-2026"], "31-01-2026"),
        (["{canvas}", "--date", "2026-02-30"], "2026-02-30"),
        (["{canvas}", "--date", "0226-01-31"], "from 1 January 1970 to 31 December 2199"),
        (["{canvas}", "--date", ""], "is not a date"),
        (["--all", "--format", "md"], "folder"),
        (["--all", "--out", "-"], "folder"),
        (["--all", "{canvas}"], "--all"),
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


def test_all_canvases_go_to_a_folder_by_region_and_title(cli: Cli, canvas: str, home: Path) -> None:
    late = cli.canvas("Zorg", cli.region("aaa"))
    early = cli.canvas("Een binnenstad", cli.region("aab"))

    printed = cli.ok("export", "--all", "--format", "json", "--out", str(home / "uit"))

    ids = [json.loads(Path(file).read_text("utf-8"))["canvas"]["id"] for file in printed.split()]
    assert ids == [late, early, canvas]


def test_all_canvases_go_to_a_folder_also_when_there_is_one(
    cli: Cli, canvas: str, home: Path
) -> None:
    printed = cli.ok("export", "--all", "--format", "json", "--out", "uit")

    assert (home / printed).parent == home / "uit"


def test_where_there_is_no_canvas_there_is_nothing_to_export(cli: Cli, home: Path) -> None:
    assert str(cli.db) in cli.refused("export", "--all", "--out", "uit")


def test_the_files_are_named_in_the_order_asked(cli: Cli, canvas: str, home: Path) -> None:
    asked = [canvas, *(cli.canvas(f"Nummer {n}", cli.region(f"Regio {n}")) for n in (2, 3, 1))]

    printed = cli.ok("export", *asked, "--format", "json", "--out", "uit").split()

    assert [json.loads((home / f).read_text("utf-8"))["canvas"]["id"] for f in printed] == asked


def test_a_pdf_bears_the_date_that_is_asked_for(
    cli: Cli, canvas: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def date_of(*more: str) -> str:
        made = pypdf.PdfReader(home / cli.ok("export", canvas, "--force", *more))
        return str(made.metadata["/CreationDate"])  # type: ignore[index]

    today = date_of()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "951782399")  # a second before the 29th was over

    assert date_of().startswith("D:20000228")
    assert date_of("--date", "2031-12-30").startswith("D:20311230")
    assert not today.startswith(("D:2000", "D:2031"))


def test_a_variable_that_names_no_moment_is_named(
    cli: Cli, canvas: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "gisteren")

    # Also when the command says another date: whoever set it means to have a say.
    for more in ([], ["--date", "2026-01-31"]):
        line = cli.refused("export", canvas, *more)
        assert "SOURCE_DATE_EPOCH" in line and "gisteren" in line
    cli.ok("export", canvas, "--format", "md")  # bears no date


def test_what_can_not_be_done_is_said_before_a_bar_is_drawn(cli: Cli, canvas: str) -> None:
    cli.ok("export", canvas)
    other = cli.canvas("Nog een")
    cli.ok("export", other)

    for asked in ([canvas], [canvas, other]):
        done = cli("export", *asked, terminal=True)
        assert done.code == 2
        assert "Exporting" not in done.err
        assert done.err.count("--force") == len(asked)


def test_each_canvas_that_fails_is_named_and_the_worst_decides(
    cli: Cli, canvas: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, full, broken = (cli.canvas(t) for t in ("Staat er al", "Schijf vol", "Programma stuk"))
    cli.ok("export", there, "--format", "md", "--out", "uit" + os.sep)
    real = exporting.content

    def content(made: Canvas, *args: Any, **values: Any) -> bytes:
        match made.title:
            case "Schijf vol":
                raise OutputError("the disk is full")
            case "Programma stuk":
                raise ZeroDivisionError("a slip of ours")
        return real(made, *args, **values)

    monkeypatch.setattr(exporting, "content", content)
    asked = ("export", full, there, canvas, "--format", "md", "--out", "uit")
    done = cli(*asked)
    assert done.code == 2
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["Schijf vol", "Staat er al"]
    assert "genoeg-vakmensen" in done.out

    # A fault of ours stops no other canvas either, and its report is kept.
    done = cli(*asked, broken, "--force")
    assert done.code == 1
    named, kept = [line for line in done.err.splitlines() if "a slip of ours" in line]
    assert named.startswith("Error: Programma stuk: a fault in the program (ZeroDivisionError")
    assert "please send its makers" in kept
    assert len(done.out.splitlines()) == 2


def test_progress_shows_on_a_terminal_and_in_no_pipe(cli: Cli, canvas: str) -> None:
    on_terminal = cli("export", canvas, terminal=True)
    assert "100%" in on_terminal.err

    assert cli("export", canvas, "--force").err == ""


def test_the_language_of_the_export_is_that_of_the_command(cli: Cli, canvas: str) -> None:
    assert "Challenge and ambition" in cli("export", canvas, "--format", "md", lang="en").out
    assert "Opgave en droom" in cli("export", canvas, "--format", "md", lang="nl").out


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_the_workspace_is_never_written_over(cli: Cli, home: Path, ending: str) -> None:
    canvas = cli.canvas()
    own = Path(f"{cli.db}{ending}")
    link = home / "koppeling"
    link.symlink_to(own)

    for target in (own, link):
        for command in (
            ("export", canvas, "--format", "json"),
            ("compare", "--all", "--format", "json"),
            ("compare", "--all", "--format", "text"),
            ("backup",),
        ):
            out = [str(target)] if command == ("backup",) else ["--out", str(target)]
            said = cli.refused(*command, *out, "--force")
            assert "is the workspace itself; name another" in said
    assert canvas in cli.ok("canvas", "list")
