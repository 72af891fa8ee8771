"""The command line as a test uses it: in this process, on a workspace of its own."""

from __future__ import annotations

import io
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from welvaartcanvas import i18n
from welvaartcanvas.cli import main


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A standard stream over bytes; a terminal when the test says so."""

    def __init__(self, data: bytes = b"", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


class Cli:
    """Runs commands in the workspace ``db``, in English unless told otherwise."""

    def __init__(self, db: Path, patch: pytest.MonkeyPatch) -> None:
        self.db = db
        self._patch = patch

    def __call__(
        self, *arguments: str, stdin: bytes = b"", lang: str | None = "en", terminal: bool = False
    ) -> Done:
        """Run the command; ``terminal`` is whether all three streams are one."""
        streams = {
            "stdin": Stream(stdin, terminal=terminal),
            "stdout": Stream(terminal=terminal),
            "stderr": Stream(terminal=terminal),
        }
        with self._patch.context() as patch:
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = main([*(["--lang", lang] if lang else []), *arguments])
            return Done(code, streams["stdout"].text(), streams["stderr"].text())

    def ok(self, *arguments: str, stdin: bytes = b"", terminal: bool = False) -> str:
        """What a command prints that must succeed without a word on standard error."""
        done = self(*arguments, stdin=stdin, terminal=terminal)
        assert (done.code, done.err) == (0, ""), done
        return done.out.removesuffix("\n")

    def data(self, *arguments: str) -> Any:
        """The JSON that a command prints."""
        return json.loads(self.ok(*arguments))

    def refused(self, *arguments: str, code: int = 2, stdin: bytes = b"") -> str:
        """The one line that a command ends with that must fail with ``code``."""
        done = self(*arguments, stdin=stdin)
        assert done.code == code, done
        assert done.out == ""
        assert done.err.count("\n") == 1 and done.err.endswith("\n"), done.err
        return done.err.rstrip("\n")

    def region(self, name: str = "Twente", *more: str) -> str:
        """The id of a new region."""
        return self.ok("region", "add", *more, "--", name)

    def canvas(self, title: str = "Genoeg vakmensen", region: str = "") -> str:
        """The id of a new canvas."""
        return self.ok("canvas", "new", "--region", region or self.region(), "--", title)

    def contribution(self, canvas: str, text: str, *more: str) -> str:
        """The id of a new contribution on block ``opgave``, from the side of ``overheid``."""
        where = ("--block", "opgave", "--perspective", "overheid")
        return self.ok("contribute", canvas, *where, *more, "--", text)

    def everything(self) -> Any:
        """All that the workspace holds, to see that nothing changed."""
        regions = self.data("region", "list", "--json")
        canvases = self.data("canvas", "list", "--json")
        return regions, [self.data("canvas", "show", c["id"], "--json") for c in canvases]

    def others(self) -> set[Path]:
        """Every file in and around this account that is no part of a workspace or its backups."""
        around = self.db.parents[1]
        names = (file.relative_to(around) for file in around.rglob("*"))
        return {name for name in names if not any(".db" in part for part in name.parts)}

    def clear(self) -> None:
        """As if there had never been a workspace here, nor one beside it."""
        for file in self.db.parent.glob("*.db*"):
            if file.is_dir():
                shutil.rmtree(file)
            else:
                file.unlink()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer account with nothing of ours on it; the folder of all its files."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    monkeypatch.chdir(tmp_path)
    # main() sets the language of the process; another test must not inherit it.
    monkeypatch.setattr(i18n, "_process_language", i18n.language())
    return tmp_path


@pytest.fixture
def cli(home: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line on an empty workspace."""
    db = home / "work.db"
    monkeypatch.setenv("WELVAARTCANVAS_DB", str(db))
    return Cli(db, monkeypatch)
