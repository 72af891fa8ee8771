"""Pasted text: whole, in its lines, and never a command to the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tests.support.tui import screen_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.model import check_note
from welvaartcanvas.tui.pasting import harmless
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.workspace import Workspace


@pytest.mark.parametrize(
    ("pasted", "stands_there"),
    [
        ("Eerste\r\nTweede\rDerde\n", "Eerste\nTweede\nDerde\n"),
        ("kolom\tkolom", "kolom\tkolom"),
        ("\x1b[31mrood\x07", "␛[31mrood␇"),
        ("nul\x00del\x7f", "nul␀del␡"),
        ("\x9b31m", "�31m"),
        ("regel\u2028regel", "regel\nregel"),
        ("👩🏽‍🔧 Súdwest \u202eom", "👩🏽‍🔧 Súdwest \u202eom"),
    ],
)
def test_controls_become_pictures(pasted: str, stands_there: str) -> None:
    assert harmless(pasted) == stands_there


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff")))
def test_what_was_pasted_can_be_saved(pasted: str) -> None:
    made = harmless(pasted)
    assert check_note(made) == made


async def test_a_pasted_text_of_several_lines_is_one_contribution(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(BlockScreen(canvas.id, "opgave", "onderwijs"))
        await pilot.pause()
        pilot.app.post_message(events.Paste("Eerste \x1b[31mregel\r\nTweede [b]regel[/b]"))
        await pilot.pause()
        assert "\x1b" not in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        notes = workspace.canvases.get(canvas.id).cell("opgave", "onderwijs")
        assert [note.text for note in notes] == ["Eerste ␛[31mregel\nTweede [b]regel[/b]"]
