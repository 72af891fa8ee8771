"""What can't be saved stays where it was typed, with the reason beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.end_to_end.conftest import Desk
from tests.support import build
from tests.support.terminal import Terminal
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.model import TEXT_LIMIT


@pytest.fixture
def canvas(desk: Desk) -> Canvas:
    """An empty canvas of nine blocks in the desk's workspace."""
    return desk.keep(build.empty_canvas(build.shipped_template()))


@pytest.fixture
def terminal(desk: Desk, canvas: Canvas) -> Terminal:
    """The program with the first block open, ready to type."""
    terminal = desk.start()
    terminal.wait_for(canvas.region.name)
    desk.open_first_block(terminal)
    return terminal


def test_a_paste_that_is_too_long_stays_in_the_editor_with_the_limit_named(
    desk: Desk, canvas: Canvas, terminal: Terminal
) -> None:
    terminal.press("ctrl+e")
    terminal.wait_for(desk.say("What does this side say?"))
    terminal.paste("Plak. " * (TEXT_LIMIT // 6) + "te lang")
    terminal.wait_for("te lang")
    terminal.press("ctrl+s")
    terminal.wait_for("! ", str(TEXT_LIMIT), "te lang")
    assert not desk.canvas(canvas.id).contributions

    terminal.press(*["backspace"] * len(" te lang"))
    terminal.wait_gone("te lang")
    terminal.press("ctrl+s")
    terminal.press("escape")
    terminal.wait_for(" · 1 ─")
    [kept] = desk.canvas(canvas.id).contributions
    assert kept.text == ("Plak. " * (TEXT_LIMIT // 6)).rstrip()


def test_a_locked_workspace_is_named_and_what_was_typed_can_be_sent_again(
    desk: Desk, canvas: Canvas, terminal: Terminal
) -> None:
    with closing(sqlite3.connect(desk.workspace, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal.type("Dit blijft staan")
        terminal.press("enter")
        terminal.wait_until(
            lambda shown: f"!{desk.workspace}" in "".join(shown.split()), "the file's name"
        )
        terminal.wait_for("› Dit blijft staan")
        other.execute("ROLLBACK")
    terminal.press("enter")
    terminal.wait_for("• Dit blijft staan")

    assert [c.text for c in desk.canvas(canvas.id).contributions] == ["Dit blijft staan"]


def test_a_blank_line_is_no_contribution(desk: Desk, canvas: Canvas, terminal: Terminal) -> None:
    terminal.type("   ")
    terminal.press("enter")
    terminal.press("ctrl+r")
    terminal.type("wel iets")
    terminal.press("enter")
    terminal.wait_for("• wel iets")

    assert [c.text for c in desk.canvas(canvas.id).contributions] == ["wel iets"]


def test_a_file_that_is_no_workspace_is_refused_in_one_line(desk: Desk) -> None:
    desk.workspace.write_text("Dit is een brief en geen database.\n" * 40)
    terminal = desk.start()
    terminal.expect_exit(1)

    said = terminal.screen().strip()
    assert str(desk.workspace) in "".join(said.split("\n"))
    assert "Traceback" not in said
