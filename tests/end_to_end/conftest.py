"""A computer account of its own for each test, with the program in a real terminal on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange import interchange
from welvaartcanvas.i18n import _, ngettext, use_language
from welvaartcanvas.workspace import open_workspace

if TYPE_CHECKING:
    from tests.support.terminal import Terminal

#: Windows has no pseudo-terminals of this kind; Textual's own tests of its driver cover it.
collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []

#: What shows that the canvas is on the screen and takes keys: the frame of the chosen block.
PICTURE = "┏━"


@dataclass
class Desk:
    """A person at a computer: a home folder, a language, and the program.

    Every terminal that is opened closes with the test.
    """

    home: Path
    _open: ExitStack
    language: str = "nl"

    @property
    def workspace(self) -> Path:
        """The workspace that the program opens when none is named."""
        return self.home / "workspace.db"

    def start(
        self,
        *arguments: str | Path,
        columns: int = 80,
        lines: int = 24,
        through: Sequence[str] = (),
        **env: str,
    ) -> Terminal:
        """The program with its screens, in a terminal of that size.

        ``through`` is another program with its arguments, which starts ours.
        """
        from tests.support.terminal import Terminal, environment, program

        surroundings = environment(self.home, self.language, **env)
        command = [*through, *program(*arguments)]
        return self._open.enter_context(Terminal(command, columns, lines, surroundings, self.home))

    def run(self, *arguments: str | Path) -> str:
        """What a command prints; it must succeed."""
        from tests.support.terminal import environment, program

        done = subprocess.run(
            program(*arguments),
            env=environment(self.home, self.language),
            cwd=self.home,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def canvas(self, canvas_id: str, *, db: Path | None = None) -> Canvas:
        """The canvas as ``canvas show --json`` prints it."""
        where = ("--db", db) if db else ()
        printed = self.run(*where, "canvas", "show", canvas_id, "--json")
        return interchange.read(printed.encode(), "canvas show")

    def keep(self, canvas: Canvas) -> Canvas:
        """Put a canvas into the workspace before anybody opens it."""
        with open_workspace(self.workspace, "voorbereiding") as workspace:
            workspace.importing.canvas(canvas, self.workspace)
            return workspace.canvases.get(canvas.id)

    def say(self, message: str, **values: object) -> str:
        """A text of the program as this person reads it; ``message`` is the English one."""
        with use_language(self.language):
            return _(message).format(**values)

    def count(self, one: str, many: str, n: int) -> str:
        """A text with a number as this person reads it."""
        with use_language(self.language):
            return ngettext(one, many, n).format(n=n)

    def at_the_list(self, terminal: Terminal) -> None:
        """Wait until the list of regions and canvases takes keys."""
        terminal.wait_for(f"n {self.say('New canvas')}")

    def open_first_block(self, terminal: Terminal) -> None:
        """From the list of canvases to the first block of the canvas at the cursor."""
        self.at_the_list(terminal)
        terminal.press("enter")
        terminal.wait_for(PICTURE)
        terminal.press("enter")
        self.ready_to_type(terminal)

    def ready_to_type(self, terminal: Terminal) -> None:
        """Wait until the quick line takes what is typed: then the key bar offers its keys."""
        terminal.wait_for(f"^e {self.say('Full editor')}")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A Dutch desk with nothing on it; the terminals are closed afterwards."""
    with ExitStack() as opened:
        yield Desk(tmp_path, opened)
