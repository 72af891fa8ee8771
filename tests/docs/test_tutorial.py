"""Whoever follows the tutorial to the letter sees what it says and has the report it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import pytest
from pypdf import PdfReader
from textual import events
from textual.pilot import Pilot

from tests.docs.pages import DOCS, key
from tests.support.tui import screen_text
from welvaartcanvas.settings import Settings
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens import making
from welvaartcanvas.workspace import open_workspace

PAGE = (DOCS / "tutorial.md").read_text("utf-8")
#: How long the slowest step may take on a busy machine, in seconds.
PATIENCE = 30.0

_STEP = re.compile(r"^\d+\. .*(?:\n {3}.*)*", re.MULTILINE)
_TOLD = re.compile(r"<kbd>(?P<press>.+?)</kbd>|`(?P<type>.+?)`|<samp>(?P<see>.+?)</samp>")


class Told(NamedTuple):
    """One thing that a step tells its reader: to ``press``, to ``type``, or what to ``see``."""

    what: str
    words: str


def told() -> Iterator[Told]:
    """All that the numbered steps of the tutorial tell, in order."""
    for step in _STEP.findall(PAGE):
        for found in _TOLD.finditer(" ".join(step.split())):
            assert found.lastgroup is not None
            yield Told(found.lastgroup, unescape(found[found.lastgroup]))


def typed() -> list[str]:
    return [words for what, words in told() if what == "type"]


async def see(pilot: Pilot[None], words: str) -> None:
    """Wait until ``words`` stand on the screen."""
    end = monotonic() + PATIENCE
    while words not in screen_text(pilot.app):
        assert monotonic() < end, f"{words!r} is not on the screen:\n{screen_text(pilot.app)}"
        await pilot.pause(0.02)


async def follow(pilot: Pilot[None]) -> None:
    """Do all that the tutorial tells."""
    for what, words in told():
        if what == "see":
            await see(pilot, words)
        elif what == "type":
            for character in words:  # as fast as the program can take them
                pilot.app.post_message(events.Key(character, character))
            await pilot.pause()
        else:
            await pilot.press(key(words))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_tutorial_leads_from_nothing_to_the_report(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(making, "documents_folder", lambda: tmp_path)
    monkeypatch.setattr(making, "open_on_desktop", opened.append)

    with open_workspace(tmp_path / "werk.db", "Anna") as workspace:
        app = WelvaartApp(workspace, Settings(language="nl"))
        async with app.run_test(size=size) as pilot:
            await follow(pilot)
        [line] = workspace.canvases.lines()
        canvas = workspace.canvases.get(line.id)

    assert app.return_code == 0
    assert len(canvas.region.municipalities) == 3
    assert [r.score for cell in canvas.template.cells if (r := canvas.rating(*cell))] == [2, 4, 3]
    assert [f.name for f in opened] == [f.name for f in tmp_path.glob("*.pdf")]
    report = " ".join(" ".join(p.extract_text() for p in PdfReader(opened[0]).pages).split())
    said = [
        *(note.text for note in canvas.contributions),
        *(rating.reason for rating in canvas.ratings),
        *(thing.text for thing in (*canvas.learning_questions, *canvas.actions)),
    ]
    assert set(said) <= set(typed())
    assert all(text in report for text in said)
