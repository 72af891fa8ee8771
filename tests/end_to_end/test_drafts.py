"""Typing is never lost, also when the power fails in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.end_to_end.conftest import Desk
from tests.support import build
from tests.support.terminal import PATIENCE, Terminal

HALF = "Een halve zin over vaklieden die"


def drafted(desk: Desk, text: str) -> None:
    """Wait until ``text`` stands in a file beside the workspace."""

    def files() -> list[Path]:
        return list(Path(f"{desk.workspace}-drafts").glob("*.json"))

    end = monotonic() + PATIENCE
    while not any(text in file.read_text("utf-8") for file in files()):
        assert monotonic() < end, f"no draft with {text!r} in {files()}"
        sleep(0.01)


def in_the_quick_line(desk: Desk, terminal: Terminal) -> None:
    terminal.type(HALF)


def in_the_full_editor(desk: Desk, terminal: Terminal) -> None:
    terminal.press("ctrl+e")
    terminal.wait_for(desk.say("What does this side say?"))
    terminal.type(HALF)


@pytest.mark.parametrize("begin", [in_the_quick_line, in_the_full_editor])
def test_a_sentence_survives_that_the_program_is_killed(
    desk: Desk, begin: Callable[[Desk, Terminal], None]
) -> None:
    canvas = desk.keep(build.empty_canvas(build.shipped_template()))
    terminal = desk.start()
    terminal.wait_for(canvas.region.name)
    desk.open_first_block(terminal)
    begin(desk, terminal)
    drafted(desk, HALF)
    terminal.kill9()

    again = desk.start()
    again.wait_for(canvas.region.name)
    again.press("o")
    desk.ready_to_type(again)
    again.wait_for(HALF)
    again.type(" weggaan")
    again.press("enter")
    again.wait_for(" · 1 ─")

    assert [c.text for c in desk.canvas(canvas.id).contributions] == [f"{HALF} weggaan"]
    again.press("escape")
    again.press("ctrl+q")
    again.expect_exit()
    assert not Path(f"{desk.workspace}-drafts").exists()
