"""A disk that is full, or that may not be written: nothing is lost, and work goes on afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crash.rooms import Full, Quota, small_disk
from tests.crash.soundness import faults
from tests.end_to_end.conftest import Desk
from tests.support import build
from tests.support.terminal import PATIENCE, Terminal, environment, program
from tests.support.workspaces import opened
from welvaartcanvas.domain.canvas import Canvas

TYPED = "Niet kwijtraken"  # on one row


@dataclass
class Room:
    """A desk whose workspace is on a disk that can be full."""

    desk: Desk
    full: Full
    file: Path
    canvas: Canvas

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment of a program here."""
        # Python would cut what it compiled short where there is no room, and then stumble on it.
        return {"WELVAARTCANVAS_DB": str(self.file), "PYTHONDONTWRITEBYTECODE": "1"}

    def start(self) -> Terminal:
        """The screens, ready to type for the first cell."""
        terminal = self.desk.start(**self.surroundings)
        terminal.wait_for(self.canvas.region.name)
        self.desk.open_first_block(terminal)
        return terminal

    def command(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """A command on the full disk."""
        env = environment(self.desk.home, "en", **self.surroundings)
        with subprocess.Popen(
            # It waits for a line, so that it has no room from its first moment on.
            ["sh", "-c", 'read go && exec "$@"', "sh", *program(*arguments)],
            env=env, text=True, cwd=self.desk.home,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            self.full.fill(process.pid)
            out, error = process.communicate("go\n", timeout=PATIENCE)
            self.full.empty(process.pid)
        return subprocess.CompletedProcess(program(*arguments), process.returncode, out, error)

    def texts(self) -> list[str]:
        """What is kept, in a workspace that must be whole."""
        assert not faults(self.file)
        with opened(self.file) as workspace:
            return [c.text for c in workspace.canvases.get(self.canvas.id).contributions]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A Dutch desk with nothing on it; the terminals are closed afterwards."""
    with ExitStack() as terminals:
        yield Desk(tmp_path, terminals)


@pytest.fixture(params=["quota", "disk"])
def room(request: pytest.FixtureRequest, desk: Desk) -> Iterator[Room]:
    """A workspace with a canvas, on a disk that has room until it is filled."""
    folder = desk.home / "schijf"
    with ExitStack() as disks:
        if request.param == "disk":
            full: Full = disks.enter_context(small_disk(folder))
        else:
            folder.mkdir()
            full = Quota()
        with opened(folder / "workspace.db") as workspace:
            workspace.importing.canvas(build.empty_canvas(build.shipped_template()), folder)
            canvas = workspace.canvases.get(workspace.canvases.lines()[0].id)
        yield Room(desk, full, folder / "workspace.db", canvas)


def test_a_sentence_that_finds_no_room_stays_in_the_line_and_in_a_draft(room: Room) -> None:
    terminal = room.start()
    terminal.type("Eerst")
    terminal.press("enter")
    terminal.wait_for("• Eerst")
    room.full.fill(terminal.pid)

    terminal.type(TYPED)
    terminal.press("enter")
    said_of(terminal, room.file)
    terminal.wait_for(f"› {TYPED}")
    assert room.texts() == ["Eerst"]
    assert drafted(room) == [TYPED]

    room.full.empty(terminal.pid)
    terminal.press("enter")
    terminal.wait_for(f"• {TYPED}")
    assert room.texts() == ["Eerst", TYPED]
    assert drafted(room) == []


def test_a_sentence_that_found_no_room_is_offered_when_the_program_was_killed_then(
    room: Room,
) -> None:
    terminal = room.start()
    room.full.fill(terminal.pid)
    terminal.type(TYPED)
    terminal.press("enter")
    said_of(terminal, room.file)
    terminal.kill9()
    room.full.empty(terminal.pid)

    again = room.start()
    again.wait_for(f"› {TYPED}", room.desk.say("Ctrl+R throws it away."))
    again.press("enter")
    again.wait_for(f"• {TYPED}")
    assert room.texts() == [TYPED]


def test_a_command_that_finds_no_room_says_so_in_one_line_and_gives_the_text_back(
    room: Room,
) -> None:
    cell = ("--block", "opgave", "--perspective", "overheid")
    done = room.command("contribute", room.canvas.id, *cell, TYPED)

    assert done.returncode == 1
    assert not done.stdout
    *given_back, line = done.stderr.splitlines()
    assert given_back == ["This was not saved:", TYPED]
    assert str(room.file) in line
    assert room.texts() == []
    assert not room.command("canvas", "show", room.canvas.id).returncode  # reading needs no room


@pytest.mark.parametrize("name", ["backup", "json", "pdf"])
def test_a_file_that_finds_no_room_leaves_the_old_one_and_nothing_beside_it(
    room: Room, name: str
) -> None:
    with opened(room.file) as workspace:
        for _number in range(10):
            workspace.contents.contribute(room.canvas, "opgave", "overheid", "woord " * 200)
    target = room.file.with_name(f"uit.{name}")
    target.write_text("het oude bestand")

    if name == "backup":
        done = room.command("backup", target, "--force")
    else:
        out = ("--format", name, "--out", target, "--force")
        done = room.command("export", room.canvas.id, *out)

    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if str(target) in line], done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_text() == "het oude bestand"
    assert not list(room.file.parent.glob("*.part*"))


def test_a_workspace_that_may_only_be_read_takes_no_sentence_and_loses_none(desk: Desk) -> None:
    """As after an administrator changed the rights, or a stick was locked."""
    canvas = desk.keep(build.empty_canvas(build.shipped_template()))
    before = desk.workspace.read_bytes()
    desk.workspace.chmod(0o400)
    desk.home.joinpath("state").mkdir()
    desk.home.chmod(0o500)
    terminal = desk.start(through=without_privileges())
    terminal.wait_for(canvas.region.name)
    desk.open_first_block(terminal)
    terminal.type(TYPED)
    terminal.press("enter")
    said_of(terminal, desk.workspace)
    terminal.wait_for(f"› {TYPED}")
    terminal.kill9()
    assert desk.workspace.read_bytes() == before

    desk.home.chmod(0o700)
    desk.workspace.chmod(0o600)
    again = desk.start()
    again.wait_for(canvas.region.name)
    desk.open_first_block(again)
    again.wait_for(f"› {TYPED}")
    again.press("enter")
    again.wait_for(f"• {TYPED}")


@pytest.mark.parametrize("happens", ["becomes read-only", "goes away"])
def test_what_happens_to_the_file_while_it_is_open_costs_no_sentence(
    desk: Desk, happens: str
) -> None:
    folder = desk.home / "stick"
    folder.mkdir()
    file = folder / "workspace.db"
    with opened(file) as workspace:
        workspace.importing.canvas(build.empty_canvas(build.shipped_template()), file)
        [line] = workspace.canvases.lines()
    terminal = desk.start("--db", file, through=without_privileges())
    terminal.wait_for("Kop van de Veluwe")
    desk.open_first_block(terminal)
    terminal.type("Eerst")
    terminal.press("enter")
    terminal.wait_for("• Eerst")

    if happens == "goes away":
        folder.rename(desk.home / "elders")
    else:
        for rest in folder.iterdir():
            rest.chmod(0o400)
        folder.chmod(0o500)
    terminal.type(TYPED)
    terminal.press("enter")
    if happens == "goes away":
        said_of(terminal, file)
        terminal.wait_for(f"› {TYPED}")
        shutil.rmtree(folder, ignore_errors=True)  # the draft went there
        (desk.home / "elders").rename(folder)
        terminal.press("enter")
    terminal.wait_for(f"• {TYPED}")  # what is open goes on to be written
    terminal.press("escape", "escape", "ctrl+q")
    terminal.expect_exit()

    folder.chmod(0o700)
    for rest in folder.iterdir():
        rest.chmod(0o600)
    assert not faults(file)
    with opened(file) as workspace:
        kept = workspace.canvases.get(line.id).contributions
    assert [note.text for note in kept] == ["Eerst", TYPED]


def said_of(terminal: Terminal, file: Path) -> None:
    """Wait until the screen says below the text what is the matter with ``file``."""
    terminal.wait_until(
        lambda shown: " !" in shown and str(file) in "".join(shown.split()), f"! and {file}"
    )


def drafted(room: Room) -> list[str]:
    """The texts in drafts, wherever they are."""
    files = [*room.file.parent.rglob("*.json"), *(room.desk.home / "state").rglob("*.json")]
    return [json.loads(file.read_bytes())["fields"]["text"] for file in files]


def without_privileges() -> list[str]:
    """What makes the rights of files hold for root too; nothing for everybody else."""
    if os.geteuid() != 0:
        return []
    if not (found := shutil.which("setpriv")):
        pytest.skip("root may write everything here, and there is no setpriv")
    return [found, "--bounding-set=-all", "--inh-caps=-all", "--"]
