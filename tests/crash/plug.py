"""Starting the real program, and ending it as a power cut does: it can do nothing about it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, sleep

from tests.support.terminal import environment, program
from welvaartcanvas.store.backups import backups_folder

#: How long a command may take on a machine that has much else to do, in seconds.
PATIENCE = 120.0
#: The account that the program runs on, by which its changes are known in the history.
WHO = "Anna"
#: How long after something began to be written the plug is pulled, at most, as a part of a
#: command's life: it has begun to matter then, and this is about the rest of it.
WRITING = 0.12


@dataclass
class Ended:
    """What came of a program: ``code`` is ``None`` when it was killed."""

    code: int | None
    out: str
    error: str

    @property
    def done(self) -> bool:
        """Whether it said that all is done."""
        return self.code == 0

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line; a line that was cut short is not said."""
        return [line[:-1] for line in self.out.splitlines(keepends=True) if line.endswith("\n")]


@dataclass
class Plug:
    """A computer with nothing but ``home``, and what pulls its plug by ``chance``."""

    home: Path
    chance: Random
    kills: int = 0
    #: How long the last command of each name took that nobody killed, in seconds.
    _lives: dict[str, float] = field(default_factory=dict)

    @property
    def workspace(self) -> Path:
        """The workspace that the program opens when none is named."""
        return self.home / "workspace.db"

    @property
    def backups(self) -> Path:
        """The folder of the workspace's backups."""
        return backups_folder(self.workspace)

    def clear(self) -> None:
        """As if there had never been a workspace here."""
        shutil.rmtree(self.backups, ignore_errors=True)
        for rest in self.home.glob("workspace.db*"):
            rest.unlink()

    def run(self, *arguments: str | Path) -> Ended:
        """Let a command end by itself."""
        began = monotonic()
        process = self._start(arguments)
        out, error = process.communicate(timeout=PATIENCE)
        self._lives[str(arguments[0])] = monotonic() - began
        return Ended(process.returncode, out.decode(), error.decode())

    def kill(self, *arguments: str | Path, writes: Path | None = None) -> Ended:
        """Start a command and kill it at a moment of its life; it may have ended before.

        Half of the moments are spread over its whole life, start and end included. The other
        half follow on that ``writes`` appears, or changes again: by default the workspace's
        log, which says that the workspace was opened, and then that it is being written.
        """
        name = str(arguments[0])
        if name not in self._lives:
            self.run("--version")
            self._lives[name] = 2 * self._lives["--version"]
        process = self._start(arguments)
        began = monotonic()
        if self.chance.random() < 0.5:
            sleep(self.chance.uniform(0, 1.1 * self._lives[name]))
        else:
            writes = writes or self.workspace.with_name(self.workspace.name + "-wal")
            for _sign in range(self.chance.choice([1, 2])):
                wait_for_change(writes, lambda: process.poll() is not None)
            sleep(self.chance.uniform(0, WRITING * self._lives[name]))
        process.kill()
        out, error = process.communicate(timeout=PATIENCE)
        if process.returncode == -9:
            self.kills += 1
            return Ended(None, out.decode(), error.decode())
        self._lives[name] = monotonic() - began
        return Ended(process.returncode, out.decode(), error.decode())

    def _start(self, arguments: tuple[str | Path, ...]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            program(*arguments),
            env=environment(self.home, "en", LOGNAME=WHO),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )


def wait_for_change(path: Path, over: Callable[[], bool]) -> None:
    """Wait until there is something else at ``path`` than there was, or it is ``over``."""
    before = _look(path)
    end = monotonic() + PATIENCE
    while _look(path) == before and not over() and monotonic() < end:
        sleep(0.0002)


def _look(path: Path) -> tuple[int, int] | None:
    try:
        seen = path.stat()
    except FileNotFoundError:
        return None
    return seen.st_mtime_ns, seen.st_size
