"""The terminal that the end-to-end tests look through shows what a real one would."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

from tests.support.terminal import Terminal


def shows(tmp_path: Path, code: str, columns: int = 20, lines: int = 4) -> Terminal:
    return Terminal([sys.executable, "-c", code], columns, lines, dict(os.environ), tmp_path)


def test_what_a_program_draws_stands_on_the_screen(tmp_path: Path) -> None:
    code = r"print('\x1b[2;3Hhallo \x1b[31mrood\x1b[0m', end='', flush=True); input()"
    with shows(tmp_path, code) as terminal:
        assert terminal.wait_for("hallo rood") == "\n  hallo rood\n\n"
        assert terminal.hues() == {"red"}


def test_sequences_that_the_emulator_does_not_know_leave_no_trace(tmp_path: Path) -> None:
    code = r"print('\x1b[>25ua\x1b[<u\x1b[=1;2ub\x1b[?2048$pc', end='', flush=True); input()"
    with shows(tmp_path, code) as terminal:
        assert terminal.wait_for("abc").strip() == "abc"


def test_characters_without_a_width_take_nothing_with_them(tmp_path: Path) -> None:
    code = r"print('a\u200db\u202ec 日本|', flush=True); input()"
    with shows(tmp_path, code) as terminal:
        assert terminal.wait_for("abc 日本|")


def test_nobody_sees_half_a_frame(tmp_path: Path) -> None:
    code = (
        "import os, time, tty; tty.setraw(0); w = lambda t: print(t, end='', flush=True);"
        r"w('\x1b[?2026$p'); assert os.read(0, 99) == b'\x1b[?2026;2$y';"
        r"w('\x1b[?2026h\x1b[Hhalf'); time.sleep(.2); w('\x1b[Hheel\x1b[?2026l'); os.read(0, 1)"
    )
    with shows(tmp_path, code) as terminal:
        shown = terminal.wait_until(lambda shown: "half" in shown or "heel" in shown, "a frame")
        assert "heel" in shown


def test_keys_a_paste_and_the_size_reach_the_program(tmp_path: Path) -> None:
    code = (
        "import os, sys, tty; tty.setraw(0);"
        r"print('klaar', end='\r\n', flush=True);"
        r"[print(repr(os.read(0, 99)), end='\r\n', flush=True) for _ in range(3)];"
        "print(os.get_terminal_size(), flush=True)"
    )
    with shows(tmp_path, code, 60, 10) as terminal:
        terminal.wait_for("klaar")
        terminal.press("ctrl+s")
        terminal.wait_for(r"b'\x13'")
        terminal.paste("a\nb")
        terminal.wait_for(r"b'\x1b[200~a\nb\x1b[201~'")
        terminal.resize(70, 12)
        terminal.press("f1")
        terminal.wait_for("columns=70, lines=12")
        terminal.expect_exit()


def test_an_error_shows_the_screen_and_says_that_the_program_has_ended(tmp_path: Path) -> None:
    with (
        shows(tmp_path, "print('tot ziens'); raise SystemExit(3)") as terminal,
        pytest.raises(AssertionError, match=r"'hallo' .* has ended [^│]*│tot ziens"),
    ):
        terminal.wait_for("hallo")
    with pytest.raises(AssertionError, match="exit 3"):
        terminal.expect_exit(0)
