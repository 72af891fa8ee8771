"""``export --without-names``: what is published names no partner, in no format."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdf
import pytest

from tests.cli.conftest import Cli
from tests.support import build
from tests.support.workspaces import opened
from welvaartcanvas.domain.canvas import Canvas

NAMES = ("Zoë de Vriés", "zoe de vries", "Jan Jansen", "zoe@kop.example", "Bouwbedrijf Krakeling")


@pytest.fixture
def canvas() -> Canvas:
    return build.canvas(
        partners=(
            build.partner(1, NAMES[0], email=NAMES[3]),
            build.partner(2, NAMES[2], organisation=NAMES[4]),
        ),
        contributions=(
            build.contribution(
                11, "opgave", "overheid", "Bussen, zegt Jan Jansen", partner_id=build.uid(1, 1)
            ),
        ),
        actions=(build.action(21, "aanpak", "Mail zoe@kop.example", who=NAMES[1]),),
        learning_questions=(build.learning_question(31, "aanpak", "Hoe?", from_whom=NAMES[2]),),
    )  # fmt: skip


@pytest.fixture
def cli(home: Path, canvas: Canvas, monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setenv("WELVAARTCANVAS_DB", str(home / "werk.db"))
    with opened(home / "werk.db", "Bob") as workspace:
        workspace.importing.canvas(canvas, "werk.json")
    return Cli(home / "werk.db", monkeypatch)


def words_in(file: Path) -> str:
    """All that can be read in a file: its bytes, those packed in it, and the text of pages."""
    content = file.read_bytes()
    parts = [content]
    if file.suffix == ".pdf":
        reader = pypdf.PdfReader(io.BytesIO(content))
        parts += [page.extract_text().encode() for page in reader.pages]
        parts += [data for several in reader.attachments.values() for data in several]
        parts.append(str(reader.metadata).encode())
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
    return "\n".join(part.decode("utf-8", "replace") for part in parts)


@pytest.mark.parametrize("format", ["pdf", "json", "md", "csv", "xlsx"])
def test_no_name_stands_in_it_and_who_said_what_does(
    cli: Cli, home: Path, canvas: Canvas, format: str
) -> None:
    file = home / f"uit.{format}"

    cli.ok("export", canvas.id, "--without-names", "--format", format, "--out", str(file))

    words = words_in(file)
    assert [name for name in NAMES if name in words] == []
    assert "partner 1" in words and "partner 2" in words
    with_names = home / f"met.{format}"
    cli.ok("export", canvas.id, "--format", format, "--out", str(with_names))
    assert NAMES[0] in words_in(with_names)


def test_the_poster_names_nobody_either(cli: Cli, home: Path, canvas: Canvas) -> None:
    file = home / "poster.pdf"

    cli.ok("export", canvas.id, "--without-names", "--kind", "poster", "--out", str(file))

    assert [name for name in NAMES if name in words_in(file)] == []


def test_on_standard_output_it_names_nobody_either(cli: Cli, canvas: Canvas) -> None:
    words = cli.ok("export", canvas.id, "--without-names", "--format", "json")

    assert [name for name in NAMES if name in words] == []


def test_it_comes_home_and_takes_no_name_away(cli: Cli, home: Path, canvas: Canvas) -> None:
    before = cli.everything()
    cli.ok("export", canvas.id, "--without-names", "--out", str(home / "uit.pdf"))

    assert "unchanged" in cli.ok("import", str(home / "uit.pdf"))

    assert cli.everything() == before


def test_what_is_changed_in_it_elsewhere_comes_home_with_the_names_that_home_has(
    cli: Cli, home: Path, canvas: Canvas
) -> None:
    cli.ok("export", canvas.id, "--without-names", "--out", str(home / "uit.pdf"))
    db = ("--db", str(home / "elders.db"))
    cli(*db, "import", str(home / "uit.pdf"))
    cli(*db, "contribute", canvas.id, "--block", "opgave", "--perspective", "overheid",
        "--partner", "partner 2", "Fietspaden")  # fmt: skip
    cli(*db, "export", canvas.id, "--format", "json", "--out", str(home / "terug.json"))

    cli.ok("import", str(home / "terug.json"))

    with opened(home / "werk.db", "Bob") as workspace:
        here = workspace.canvases.get(canvas.id)
        assert {c.text: here.partner(c).name for c in here.contributions} == {  # type: ignore[union-attr]
            "Bussen, zegt Jan Jansen": NAMES[0],
            "Fietspaden": NAMES[2],
        }
        assert [p.email for p in here.partners] == [NAMES[3], ""]
        assert here.actions == workspace.canvases.get(canvas.id).actions
        assert not here.to_choose and here.actions[0].who == NAMES[1]


def test_no_report_shows_an_address(cli: Cli, home: Path, canvas: Canvas) -> None:
    """Who gets a report on paper need not write to everybody in it; the data inside has it."""
    actions = (build.action(21, "aanpak", "Mail haar"),)
    with opened(home / "adres.db", "Bob") as workspace:
        workspace.importing.canvas(canvas.model_copy(update={"actions": actions}), "werk.json")
    for ending in ("pdf", "md"):
        file = home / f"adres.{ending}"
        cli(
            "--db",
            str(home / "adres.db"),
            "export",
            canvas.id,
            "--format",
            ending,
            "--out",
            str(file),
        )
        if ending == "pdf":
            pages = pypdf.PdfReader(file).pages
            assert NAMES[3] not in "".join(page.extract_text() for page in pages)
        else:
            assert NAMES[3] not in file.read_text("utf-8")
