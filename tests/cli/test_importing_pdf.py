"""``import bericht.pdf``: a PDF that was exported brings its canvas back, exactly or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from pypdf.annotations import Text

from tests.cli.conftest import Cli
from tests.support import build, strategies
from tests.support.carrying import Attached, blank, carrying, saved
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from tests.support.often import often
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange import interchange

CELL = ("opgave", "overheid")
DOCUMENT = interchange.write(build.full_canvas()).encode()


def hostile_canvas() -> Canvas:
    return build.canvas(
        title=HOSTILE_NAMES[0],
        description=HOSTILE_TEXTS[-1],
        notes={CELL: HOSTILE_TEXTS},
        partners=tuple(build.partner(n, name) for n, name in enumerate(HOSTILE_NAMES, 1)),
    )


def put(cli: Cli, canvas: Canvas, home: Path) -> str:
    """The id of ``canvas``, which is now in the workspace of ``cli``."""
    (home / "start.json").write_text(interchange.write(canvas), "utf-8")
    assert cli("import", "start.json").code == 0
    return canvas.id


def elsewhere(cli: Cli, *words: str) -> tuple[str, ...]:
    """``words`` as a command for another workspace, which is there and empty at first."""
    other = cli.db.with_name("elders.db")
    if not other.exists():
        assert "elders.db" in cli("--db", str(other), "canvas", "list").err  # that it was made
    return ("--db", str(other), *words)


@pytest.mark.parametrize("kind", ["report", "poster"])
@pytest.mark.parametrize(
    "canvas",
    [
        build.full_canvas(),
        build.empty_canvas(),
        build.empty_canvas(build.shipped_template()),
        build.full_canvas(per_cell=74),
        hostile_canvas(),
    ],
    ids=["full", "empty", "just started", "2,000 contributions", "hostile"],
)
def test_what_one_exports_another_imports_and_it_is_the_same_to_the_byte(
    cli: Cli, home: Path, canvas: Canvas, kind: str
) -> None:
    canvas_id = put(cli, canvas, home)
    before = cli("canvas", "show", canvas_id, "--json").out

    cli.ok("export", canvas_id, "--kind", kind, "--out", "bericht.pdf")
    line = cli.ok(*elsewhere(cli, "import", "bericht.pdf"))

    count = len(list(canvas.things())) + 2
    assert line.startswith(f"bericht.pdf: {canvas_id} ") and line.endswith(f": {count} new")
    assert cli(*elsewhere(cli, "canvas", "show", canvas_id, "--json")).out == before
    again = cli(*elsewhere(cli, "import", "bericht.pdf"))
    assert (again.code, again.err) == (0, "")
    assert again.out.endswith(f": {count} unchanged\n")


@settings(
    max_examples=often(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(canvas=strategies.canvases())
def test_so_it_is_with_any_canvas(cli: Cli, home: Path, canvas: Canvas) -> None:
    cli.clear()
    canvas_id = put(cli, canvas, home)

    cli.ok("export", canvas_id, "--out", "bericht.pdf", "--force")
    # Any codes: those that the register does not have are told, and come in.
    assert cli(*elsewhere(cli, "import", "bericht.pdf")).code == 0

    said = [cli("canvas", "show", canvas_id, "--json").out]
    said.append(cli(*elsewhere(cli, "canvas", "show", canvas_id, "--json")).out)
    assert said[0] == said[1]


def test_the_name_of_a_file_says_nothing_about_what_it_is(cli: Cli, home: Path) -> None:
    (home / "eigenlijk-json.pdf").write_bytes(DOCUMENT)
    (home / "eigenlijk-pdf.json").write_bytes(carrying(Attached(DOCUMENT)))

    assert cli.ok("import", "eigenlijk-json.pdf").endswith("new")
    assert cli("import", "eigenlijk-pdf.json").out.endswith("unchanged\n")


def test_a_dry_run_reads_the_pdf_and_keeps_nothing(cli: Cli, home: Path) -> None:
    (home / "bericht.pdf").write_bytes(carrying(Attached(DOCUMENT)))

    assert "nothing was imported yet" in cli.ok("import", "--dry-run", "bericht.pdf")
    assert cli.everything() == ([], [])


def test_a_hostile_name_in_the_pdf_names_no_file(cli: Cli, home: Path) -> None:
    before = cli.others()

    (home / "bericht.pdf").write_bytes(carrying(Attached(DOCUMENT, "../../weg.json")))
    cli.ok("import", "bericht.pdf")

    assert cli.others() - before == {Path(home.name, "bericht.pdf")}


REFUSED: dict[str, tuple[bytes, str]] = {
    "web page": (b"<html>Log in</html>", "is geen PDF"),
    "broken off": (carrying(Attached(DOCUMENT))[:300], "is een beschadigde PDF"),
    "password": (
        carrying(Attached(DOCUMENT), encryption=pikepdf.Encryption(user="x", owner="x")),
        "is een PDF met een wachtwoord",
    ),
    "not ours": (saved(blank()), "is een PDF zonder canvas"),
    "two": (
        carrying(Attached(DOCUMENT), Attached(b"{}", "b.json")),
        "is een PDF met meer dan één canvas",
    ),
    "checksum": (
        carrying(Attached(DOCUMENT, checksum=pikepdf.String(hashlib.md5(b"").digest()))),
        "canvas.json: is na de export gewijzigd",
    ),
    "size": (carrying(Attached(DOCUMENT, size=1)), "canvas.json: is na de export gewijzigd"),
    "packing": (
        carrying(Attached(DOCUMENT, packing=pikepdf.Name.ASCIIHexDecode)),
        "canvas.json: is ingepakt op een manier",
    ),
    "unpacked": (carrying(Attached(DOCUMENT, raw=b"x")), "canvas.json: is beschadigd"),
    "large": (carrying(Attached(DOCUMENT)) + bytes(33 * 1024**2), "is 34 MB groot"),
    "no JSON": (carrying(Attached(b"a;b")), "canvas.json: is geen JSON"),
    "other JSON": (carrying(Attached(b"{}")), "canvas.json: format: moet welvaartcanvas zijn"),
    "fault": (
        carrying(Attached(DOCUMENT.replace(b'"score": 4', b'"score": 9', 1))),
        "canvas.json: ",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("flags", [(), ("--dry-run",)], ids=["", "dry run"])
def test_a_pdf_that_is_refused_is_one_line_that_names_it_and_nothing_is_imported(
    cli: Cli, home: Path, case: str, flags: tuple[str, ...]
) -> None:
    data, said = REFUSED[case]
    (home / "bericht.pdf").write_bytes(data)

    done = cli("import", *flags, "bericht.pdf", lang="nl")

    assert (done.code, done.out) == (2, "")
    [line] = done.err.splitlines()
    assert line.startswith(f"Fout: bericht.pdf: {said}")
    assert cli.everything() == ([], [])


def test_every_fault_of_the_document_is_a_line_with_its_path(cli: Cli, home: Path) -> None:
    document: Any = json.loads(DOCUMENT)
    document["canvas"]["title"] = ""
    document["canvas"]["ratings"][0]["score"] = 9
    (home / "bericht.pdf").write_bytes(carrying(Attached(json.dumps(document).encode())))

    done = cli("import", "bericht.pdf")

    assert [re.sub(": the .*|: score .*", "", line) for line in done.err.splitlines()] == [
        "Error: bericht.pdf: canvas.json: canvas.title",
        "Error: bericht.pdf: canvas.json: canvas.ratings[0].score",
    ]
    assert cli.everything() == ([], [])


def test_the_good_pdfs_come_in_beside_a_bad_one(cli: Cli, home: Path) -> None:
    (home / "goed.pdf").write_bytes(carrying(Attached(DOCUMENT)))
    (home / "slecht.pdf").write_bytes(b"%PDF-1.7 en verder niets")

    done = cli("import", "slecht.pdf", "goed.pdf")

    assert done.code == 2
    assert done.out.startswith("goed.pdf: ") and done.err.startswith("Error: slecht.pdf: ")
    assert len(cli.data("canvas", "list", "--json")) == 1


def loaded_by(*arguments: str) -> set[str]:
    """The libraries that the program loads for a command, run as its user runs it."""
    code = f"import sys; from welvaartcanvas.cli import main; code = main({list(arguments)!r})"
    code += "; print(*sys.modules, file=sys.stderr); sys.exit(code)"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stderr
    return {name.partition(".")[0] for name in printed.split()}


def test_only_who_imports_a_pdf_pays_for_what_reads_it(cli: Cli, home: Path) -> None:
    (home / "canvas.json").write_bytes(DOCUMENT)
    (home / "bericht.pdf").write_bytes(carrying(Attached(DOCUMENT)))

    assert not loaded_by("import", "canvas.json") & {"pikepdf", "textual", "reportlab"}
    assert not loaded_by("import", "bericht.pdf") & {"textual", "reportlab"}


def test_a_comment_of_a_partner_comes_back_with_the_canvas_as_it_was(cli: Cli, home: Path) -> None:
    canvas_id = put(cli, build.full_canvas(), home)
    cli.ok("export", canvas_id, "--out", "bericht.pdf")
    writer = pypdf.PdfWriter(io.BytesIO((home / "bericht.pdf").read_bytes()), incremental=True)
    writer.add_annotation(0, Text(rect=(50, 550, 200, 650), text="Mee eens!"))
    writer.write(home / "terug.pdf")

    done = cli("import", "terug.pdf")
    assert done.out.endswith(": 1 new comment, 1 of which is not known what it is about\n")
    assert "page 1: “Mee eens!”: not known what it is about (comment show" in done.err
    (comment,) = cli.data("comment", "list", canvas_id, "--json")
    assert (comment["text"], comment["page"], comment["source"]) == ("Mee eens!", 1, "terug.pdf")
