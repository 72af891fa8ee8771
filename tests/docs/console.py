"""What a page shows of the command line: ```` ```console ```` blocks, run as they stand there.

A line that begins with ``$`` is typed; what follows is what it answers. ``…`` stands for
whatever is there: the rest of a line, or lines. Everything runs in one workspace, in order, on a
clock and with ids that are always the same, so that a page may show them.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import Cli
from welvaartcanvas import workspace
from welvaartcanvas.settings import Settings
from welvaartcanvas.tui import starting
from welvaartcanvas.workspace import Workspace

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PIPED = re.compile(r'echo "(?P<text>[^"]*)" \| (?P<command>.*)')

#: When the first command of a page is given: at ten in the morning, wherever that is.
BEGIN = datetime(2026, 2, 2, 10, 0).astimezone()
#: When the first thing is made, as its id says; in milliseconds, for it is another everywhere.
FIRST_ID = 1_770_000_000_000


class Example(NamedTuple):
    """A command line, and what the page says that it answers."""

    line: str
    answer: str


def examples(page: str) -> list[Example]:
    """Every command line that ``page`` shows, in order."""
    found = []
    for block in _BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, answer = part.partition("\n")
            found.append(Example(line, answer.rstrip("\n")))
    return found


def answers(shown: str, real: str) -> bool:
    """Whether ``real`` is what the page shows, ``…`` being anything."""
    pattern = ".*".join(re.escape(part) for part in shown.split("…"))
    return re.fullmatch(pattern, real, re.DOTALL) is not None


class Console:
    """Someone at a terminal of 100 columns, with a workspace that is still to be made."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch) -> None:
        self.screens_opened_on: list[Path] = []
        patch.chdir(home)
        for name, value in {"LANG": "nl_NL.UTF-8", "COLUMNS": "100", "NO_COLOR": "1"}.items():
            patch.setenv(name, value)
        for name in ("LC_ALL", "LC_MESSAGES"):
            patch.delenv(name, raising=False)
        patch.setenv("WELVAARTCANVAS_DB", str(home / "welvaartcanvas.db"))
        moments = (BEGIN + timedelta(minutes=n) for n in count())
        opened = partial(workspace.open_workspace, clock=lambda: next(moments))
        ids = _ids()
        patch.setattr("welvaartcanvas.workspace.open_workspace", opened)
        patch.setattr("welvaartcanvas.workspace.session.new_id", lambda: next(ids))
        patch.setattr(
            starting,
            "run",
            lambda opened, _, **_more: self.screens_opened_on.append(opened().file),
        )
        self._cli = Cli(home / "welvaartcanvas.db", patch)

    def _open_screens(self, opened: Callable[[], Workspace], _settings: Settings) -> None:
        self.screens_opened_on.append(opened().file)

    def __call__(self, line: str) -> str:
        """What ``line`` leaves on the terminal; of a command that works, without its progress."""
        piped = _PIPED.fullmatch(line)
        text = f"{piped['text']}\n" if piped else ""
        program, *words = shlex.split(piped["command"] if piped else line)
        assert program == "welvaartcanvas"
        done = self._cli(*words, stdin=text.encode(), lang=None, terminal=not piped)
        return (done.err if done.code else done.out).rstrip("\n")


def _ids() -> Iterator[str]:
    """Ids as the program makes them, one an hour, so that their starts tell them apart."""
    for number in count():
        stamp = FIRST_ID + number * 3_600_000
        chance = int.from_bytes(hashlib.sha256(str(number).encode()).digest()[:8])
        yield str(uuid.UUID(int=(stamp << 80) | (0x7 << 76) | (0b10 << 62) | (chance >> 2)))
