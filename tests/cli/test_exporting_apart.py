"""``export`` as programs of their own: the same bytes everywhere, and what Ctrl+C leaves behind."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import pypdf
import pytest

from tests.support import build
from tests.support.hostile import HOSTILE_TEXTS
from tests.support.terminal import PATIENCE, environment, program
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange import interchange
from welvaartcanvas.workspace.exporting_many import WORTH_PROCESSES, ExportFormat

#: 31 January 2026, as a build names it; an hour before midnight in UTC.
EPOCH = "1769900400"


@dataclass
class Computer:
    """A computer with this program on it, and its own ideas of time, language and rights."""

    home: Path
    umask: int
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home.mkdir()

    def __call__(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What a command prints that must succeed without a word on standard error."""
        done = subprocess.run(
            program(*arguments),
            env=environment(self.home) | self.settings,
            cwd=self.home,
            umask=self.umask,
            input=stdin,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b""), done
        return done.stdout


@pytest.fixture(scope="module")
def canvas() -> Canvas:
    """A canvas with everything that can be on one, and with texts that make trouble."""
    full = build.full_canvas(2)
    texts = iter(HOSTILE_TEXTS)
    spoiled = [c.model_copy(update={"text": next(texts, c.text)}) for c in full.contributions]
    return full.model_copy(update={"contributions": tuple(spoiled)})


@pytest.fixture(scope="module")
def computers(tmp_path_factory: pytest.TempPathFactory, canvas: Canvas) -> Sequence[Computer]:
    """Two that have nothing in common but the canvas, which came from elsewhere."""
    place = tmp_path_factory.mktemp("computers")
    made = (
        Computer(
            place / "een", 0o022,
            {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0",
             "PYTHONCOERCECLOCALE": "0"},
        ),
        Computer(
            place / "een heel andere map, met een lange naam", 0o077,
            {"TZ": "America/Adak", "PYTHONHASHSEED": "4242", "LC_ALL": "nl_NL.UTF-8"},
        ),
    )  # fmt: skip
    for computer in made:
        file = computer.home / "canvas.json"
        file.write_text(interchange.write(canvas), "utf-8")
        computer("import", str(file))
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask, and other variables")
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["report", "poster"])
def test_the_same_canvas_language_and_date_are_the_same_bytes(
    computers: Sequence[Computer], canvas: Canvas, language: str, kind: str
) -> None:
    one, other = computers
    asked = ("--lang", language, "export", canvas.id, "--kind", kind, "--out")

    target = one.home / one(*asked, f"{kind}-{language}/", "--date", "2026-01-31").decode().strip()
    other.settings["SOURCE_DATE_EPOCH"] = EPOCH
    printed = other(*asked, "-")

    made = target.read_bytes()
    assert hashlib.sha256(made).digest() == hashlib.sha256(printed).digest()
    # It is the canvas, the language and the date that decide, not the lack of any.
    assert one(*asked, "-", "--date", "2026-02-01") != made
    reader = pypdf.PdfReader(target)
    assert str(reader.root_object["/Lang"]).startswith(language)
    assert str(reader.metadata["/CreationDate"]).startswith("D:20260131")  # type: ignore[index]


@pytest.fixture
def many(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """An export in several processes that has just begun to write to the folder ``uit``."""
    home = tmp_path / "home"
    home.mkdir()
    count = 5 * WORTH_PROCESSES[ExportFormat.PDF]
    with opened(home / "workspace.db") as workspace:
        for number in range(1, count + 1):
            keep(workspace, build.canvas(number=number, title=f"Opgave {number}"))
    with subprocess.Popen(
        program("export", "--all", "--out", "uit"),
        env=environment(home),
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of its own, as a terminal makes one
    ) as running:
        try:
            end = monotonic() + PATIENCE
            while not list((home / "uit").glob("*.pdf")):
                assert monotonic() < end, "nothing is written"
                sleep(0.005)
            yield running
        finally:
            running.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")
def test_an_interrupt_says_what_is_there_and_leaves_whole_files(
    many: subprocess.Popen[str], tmp_path: Path
) -> None:
    os.killpg(many.pid, signal.SIGINT)  # as a terminal does: to all of its processes

    printed, complained = many.communicate(timeout=PATIENCE)
    assert (many.returncode, complained.strip()) == (130, "")
    folder = tmp_path / "home" / "uit"
    left = {str(file.relative_to(tmp_path / "home")) for file in folder.iterdir()}
    # A file that was ready in the very last moment may be there untold.
    assert set(printed.split()) <= left
    assert all(name.endswith(".pdf") for name in left)
    assert all(file.read_bytes().rstrip().endswith(b"%%EOF") for file in folder.iterdir())
