"""What partners wrote in a PDF comes in with ``import``, which says what came of it."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.conftest import Cli
from tests.data.annotated.make_export import ROUND, SPOTS, canvas, exported, spot
from tests.exchange.test_annotated import by_hand, by_pypdf
from welvaartcanvas.exchange import interchange
from welvaartcanvas.workspace import open_workspace

CANVAS = canvas()


@pytest.fixture(autouse=True)
def there(cli: Cli, home: Path) -> None:
    """The canvas in the workspace."""
    (home / "canvas.json").write_text(interchange.write(CANVAS))
    assert cli("import", "canvas.json").code == 0


def said(cli: Cli, *more: str) -> str:
    """What is said of the one file."""
    done = cli("import", *more, "reactie.pdf")
    assert done.code == 0
    return "\n".join([*done.out.splitlines(), *done.err.splitlines()])


def test_comments_come_once_and_then_what_is_new(cli: Cli, home: Path) -> None:
    first = by_hand(exported(), spot(exported(), SPOTS["short"]), "Waarom?")
    (home / "reactie.pdf").write_bytes(first)
    assert ": 2 new comments" in said(cli, "--dry-run")
    assert ": 2 new comments" in said(cli)
    assert ": 2 comments known already" in said(cli)

    more = by_pypdf(first, spot(exported(), SPOTS["other"]), "En dit?")
    (home / "reactie.pdf").write_bytes(more)
    assert ": 2 new comments, 2 comments known already" in said(cli)


def test_of_a_text_that_was_changed_since_it_is_told(cli: Cli, home: Path) -> None:
    with open_workspace(cli.db, "Anna") as workspace:
        workspace.reviews.intend(ROUND.id)
        here = workspace.canvases.get(CANVAS.id)
        workspace.contents.edit(here, here.contributions[0], text="Heel iets anders")
    (home / "reactie.pdf").write_bytes(
        by_hand(exported(), spot(exported(), SPOTS["short"]), "Waarom?")
    )

    assert "2 new comments, 2 where the text was changed since" in said(cli)


def test_a_pdf_that_came_back_without_comments_says_so(cli: Cli, home: Path) -> None:
    (home / "reactie.pdf").write_bytes(exported())

    assert "no comments in it" in said(cli)


def test_of_a_flattened_pdf_it_is_told_that_comments_may_be_lost(cli: Cli, home: Path) -> None:
    file = pypdfium2.PdfDocument(by_hand(exported(), spot(exported(), SPOTS["short"]), "Weg"))
    file.init_forms()
    for page in file:
        page.flatten()
    stream = io.BytesIO()
    file.save(stream)
    (home / "reactie.pdf").write_bytes(stream.getvalue())

    told = said(cli)
    assert "pages were changed after the export" in told
    assert "ask for the file as it was before it was flattened or printed" in told


def test_several_are_counted_together(cli: Cli, home: Path) -> None:
    (home / "in").mkdir()
    for number, words in enumerate(SPOTS.values()):
        made = by_hand(exported(), spot(exported(), words), f"Partner {number}")
        (home / "in" / f"partner-{number}.pdf").write_bytes(made)

    done = cli("import", "in")
    assert done.code == 0
    assert done.err.splitlines()[-1] == "3 in all: 3 updated, 6 new comments"
