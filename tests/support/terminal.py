"""The program in a real terminal: a pseudo-terminal, and an emulator that draws its screen.

What a test sees is what a user sees: the characters on the screen. A thread reads all the
time, as a terminal does, so waiting means waiting for output and never for a clock.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
import unicodedata
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import pexpect
import pyte

#: How long the slowest thing may take on a busy machine before a test gives up, in seconds.
PATIENCE = 30.0

_CONTROL = {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}
#: What xterm sends for a key.
KEYS: dict[str, str] = {
    **_CONTROL,
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B",
    "shift+right": "\x1b[1;2C",
    "shift+left": "\x1b[1;2D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
}

#: The greys among the colours that pyte knows by name.
_GREYS = {"default", "black", "white", "brightblack", "brightwhite"}

#: CSI sequences with the private marks <, = and >, such as those of kitty's keyboard. pyte
#: knows only ?, and would draw the last character of these or take it for another command.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][0-9;:]*[@-~]")
#: The begin of a sequence whose end is still to be read.
_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?]?[0-9;:]*\$?)?\Z")


#: The question whether the terminal shows whole frames only (mode 2026), and the answer: yes.
_WHOLE_FRAMES = 2026
_ASKED, _ANSWER = b"\x1b[?2026$p", "\x1b[?2026;2$y"


class _Screen(pyte.Screen):
    """A screen that knows whether a frame is being drawn on it, which nobody sees half done."""

    drawing = False

    def draw(self, data: str) -> None:
        """Draw text.

        pyte drops what stands behind a character that has no width and does not combine (a
        joiner between emoji, a mark of direction); terminals show nothing for it.
        """
        if not data.isascii():
            data = "".join(c for c in data if unicodedata.category(c) != "Cf")
        super().draw(data)

    def set_mode(self, *modes: int, **of: bool) -> None:
        """Begin a frame, or whatever else the mode means."""
        self.drawing = self.drawing or _WHOLE_FRAMES in modes
        super().set_mode(*modes, **of)

    def reset_mode(self, *modes: int, **of: bool) -> None:
        """End a frame, or whatever else the mode means."""
        self.drawing = self.drawing and _WHOLE_FRAMES not in modes
        super().reset_mode(*modes, **of)


class Terminal:
    """A program in a terminal of ``columns`` × ``lines`` cells; ends with the ``with`` block.

    ``command`` begins with the program. ``env`` is its whole environment.
    """

    def __init__(
        self,
        command: Sequence[str],
        columns: int,
        lines: int,
        env: Mapping[str, str],
        cwd: Path,
    ) -> None:
        self._screen = _Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._unread = b""
        #: What came from the program and when, still to be drawn; ``b""`` is its end.
        self._arrived: deque[tuple[float, bytes]] = deque()
        self._arrival = threading.Condition()
        self._ended = False
        self.started = monotonic()
        #: When the last of what is on the screen arrived.
        self.drawn = self.started
        self._child = pexpect.spawn(
            command[0], list(command[1:]), dimensions=(lines, columns), env=dict(env), cwd=str(cwd)
        )
        self._child.delaybeforesend = None  # pexpect waits 50 ms for programs that need it
        # Reading is apart from drawing, which is slow here: the program need not wait for it.
        self._reader = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        read = b"..."
        while read:
            try:
                read = os.read(self._child.child_fd, 65_536)
            except OSError:  # Linux's way to say that the program left its terminal
                read = b""
            with self._arrival:
                self._arrived.append((monotonic(), read))
                self._arrival.notify()

    def _draw_next(self, end: float) -> bool:
        """Draw what arrived next; whether anything did before the moment ``end``."""
        with self._arrival:
            if not self._arrival.wait_for(lambda: self._arrived, max(0.0, end - monotonic())):
                return False
            arrived, read = self._arrived.popleft()
        self._ended = self._ended or not read
        read = self._unread + read
        unfinished = _UNFINISHED.search(read)
        cut = unfinished.start() if unfinished else len(read)
        self._unread = read[cut:]
        if _ASKED in read:
            self._child.send(_ANSWER)
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", read[:cut]))
        self.drawn = arrived
        return True

    def _catch_up(self) -> None:
        """Draw all that has arrived, and the rest of a frame that has begun."""
        end = monotonic() + PATIENCE
        while self._draw_next(end if self._screen.drawing else 0.0):
            pass

    @property
    def pid(self) -> int:
        """The process id of the program."""
        return int(self._child.pid)

    def screen(self) -> str:
        """What stands on the screen, a line a row, without the blanks behind it."""
        self._catch_up()
        return self._shown()

    def _shown(self) -> str:
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        # The right half of a wide character is an empty cell.
        return "\n".join(
            "".join(row[x].data for x in range(self._screen.columns)).rstrip() for row in rows
        )

    def hues(self) -> set[str]:
        """The colours on the screen, of letters and backgrounds, that are no grey."""
        self._catch_up()
        cells = [cell for row in self._screen.buffer.values() for cell in row.values()]
        colours = {colour for cell in cells for colour in (cell.fg, cell.bg)} - _GREYS
        # Those without a name are given in hexadecimal, two figures for each of three parts.
        return {c for c in colours if len({c[:2], c[2:4], c[4:]}) > 1}

    def title(self) -> str:
        """The title of the window, as the program set it."""
        self._catch_up()
        return str(self._screen.title)

    def type(self, text: str) -> None:
        """Type ``text`` on the keyboard."""
        self._child.send(text)

    def paste(self, text: str) -> None:
        """Paste ``text`` from the clipboard (bracketed paste, which keeps lines together)."""
        self._child.send(f"\x1b[200~{text}\x1b[201~")

    def press(self, *keys: str) -> None:
        """Press keys by name: ``"enter"``, ``"ctrl+s"``, ``"f1"``, or a character."""
        for key in keys:
            self._child.send(KEYS[key] if len(key) > 1 else key)

    def resize(self, columns: int, lines: int) -> None:
        """Change the window's size; the system tells the program (SIGWINCH)."""
        self._catch_up()
        self._screen.resize(lines, columns)
        self._child.setwinsize(lines, columns)

    def wait_for(self, *texts: str, timeout: float = PATIENCE) -> str:
        """Wait until all ``texts`` stand on the screen; the screen. Each must fit on one row."""
        return self.wait_until(
            lambda shown: all(text in shown for text in texts),
            " and ".join(map(repr, texts)),
            timeout,
        )

    def wait_gone(self, text: str, timeout: float = PATIENCE) -> str:
        """Wait until ``text`` is no longer on the screen; the screen."""
        return self.wait_until(lambda shown: text not in shown, f"no {text!r}", timeout)

    def wait_until(self, holds: Callable[[str], bool], what: str, timeout: float = PATIENCE) -> str:
        """Wait until ``holds`` says yes of the screen; the error names ``what`` and shows it."""
        end = monotonic() + timeout
        while True:
            if not self._screen.drawing and holds(shown := self._shown()):
                return shown
            if self._ended or not self._draw_next(end):
                break
        raise AssertionError(
            f"{what} did not come on the screen{'; the program has ended' * self._ended} "
            f"({self._screen.columns}×{self._screen.lines}):\n{_framed(self._shown())}"
        )

    def expect_exit(self, code: int = 0, timeout: float = PATIENCE) -> None:
        """Wait until the program has ended, and hold its exit code against ``code``."""
        end = monotonic() + timeout
        while not self._ended and self._draw_next(end):
            pass
        if not self._ended:
            raise AssertionError(f"the program did not end:\n{_framed(self._shown())}")
        self._child.wait()
        if self._child.exitstatus != code:
            raise AssertionError(
                f"exit {self._child.exitstatus} (signal {self._child.signalstatus}), not {code}:\n"
                f"{_framed(self._shown())}"
            )

    def kill9(self) -> bool:
        """End the program as a power cut does; whether it had not ended by itself before."""
        self._child.kill(signal.SIGKILL)
        self._reader.join(PATIENCE)
        self._child.wait()
        return self._child.signalstatus == signal.SIGKILL

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._child.isalive():
            self.kill9()
        self._child.close()


def _framed(shown: str) -> str:
    return "\n".join(f"│{line}" for line in shown.splitlines())


def environment(home: Path, language: str = "nl", **more: str) -> dict[str, str]:
    """An environment in which the program has nothing but ``home`` to keep things in."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "WELVAARTCANVAS_DB": str(home / "workspace.db"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": {"nl": "nl_NL.UTF-8", "en": "en_GB.UTF-8"}[language],
        "PYTHONUTF8": "1",
        **more,
    }


def program(*arguments: str | Path) -> list[str]:
    """The command line of the program with ``arguments``."""
    return [sys.executable, "-m", "welvaartcanvas", *map(str, arguments)]
