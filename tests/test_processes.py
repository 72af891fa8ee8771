"""Work in several processes: nothing of it is lost but what nobody could keep."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from welvaartcanvas import processes
from welvaartcanvas.errors import OutputError
from welvaartcanvas.processes import spread
from welvaartcanvas.worker import Lost, Progress

#: How long anything here may take on a busy machine, in seconds.
PATIENCE = 30.0


class Picky(Exception):
    """An exception that pickle can't make anew."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")


def square(number: int, progress: Progress) -> int:
    """What is done in these tests: a square, and for some numbers something else."""
    match number:
        case 13:
            raise OutputError("{n} brings bad luck", n=number)
        case 14:
            raise Picky("this", "that")
        case 66:
            os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def where(name: str, progress: Progress) -> tuple[int, str]:
    """The process that it is done in, and where it finds the file called ``name``."""
    return os.getpid(), str(Path(name).resolve())


def until_stopped(folder: Path, progress: Progress) -> None:
    """Work that never ends by itself, and leaves a sign that it came to its end."""
    try:
        (folder / f"begun-{os.getpid()}").touch()
        while True:
            progress(1, 2)
            sleep(0.01)
    finally:
        (folder / f"ended-{os.getpid()}").touch()


def together(folder: Path, progress: Progress) -> None:
    """Work that is done once two processes are at it."""
    (folder / f"begun-{os.getpid()}").touch()
    eventually(folder, "begun-*", 2)


def pids(folder: Path, sign: str) -> set[str]:
    """The processes that left that sign."""
    return {file.name.removeprefix(f"{sign}-") for file in folder.glob(f"{sign}-*")}


def eventually(folder: Path, pattern: str, count: int) -> list[Path]:
    end = monotonic() + PATIENCE
    while len(found := list(folder.glob(pattern))) < count:
        assert monotonic() < end, f"{len(found)} of {count} {pattern}"
        sleep(0.02)
    return found


def results(
    do: Callable[[Any, Progress], Any], work: Iterable[tuple[int, Any]], processes: int
) -> dict[int, Any]:
    """What came of each piece of work."""
    found: dict[int, Any] = {}
    spread(do, work, processes, found.__setitem__)
    return found


def test_every_piece_of_work_is_done_once() -> None:
    assert results(square, enumerate(range(8)), 2) == {n: n * n for n in range(8)}
    assert results(square, [], 2) == {}


def test_it_is_done_elsewhere_and_the_current_folder_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    done = results(where, [(0, "file")], 1)[0]

    assert isinstance(done, tuple)
    assert done[0] != os.getpid()
    assert done[1] == str(tmp_path / "file")


def test_what_is_raised_comes_back_with_the_place_where_it_was_raised() -> None:
    done = results(square, [(0, 2), (1, 13), (2, 14), (3, 3)], 2)

    assert (done[0], done[3]) == (4, 9)
    fault, unknown = done[1], done[2]
    assert isinstance(fault, OutputError)
    assert (fault.message, fault.values) == ("{n} brings bad luck", {"n": 13})
    assert isinstance(unknown, RuntimeError)
    assert str(unknown) == "Picky: this and that"
    assert "in square" in unknown.__notes__[0]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on Windows")
def test_a_process_that_is_killed_costs_only_what_it_had_in_hand() -> None:
    done = results(square, enumerate([66, 1, 66, 2, 3, 66, 4]), 2)

    assert {n for n, result in done.items() if isinstance(result, Lost)} == {0, 2, 5}
    assert [done[n] for n in (1, 3, 4, 6)] == [1, 4, 9, 16]


def test_work_is_read_as_it_is_done() -> None:
    read: list[int] = []
    done: list[int] = []

    def work() -> Iterator[tuple[int, int]]:
        for number in range(50):
            read.append(number)
            assert len(read) <= len(done) + 2 + 1
            yield number, number

    spread(square, work(), 2, lambda number, _result: done.append(number))

    assert sorted(done) == read == list(range(50))


def test_where_no_process_can_be_started_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(processes, "Worker", refused)

    done = results(where, [(0, "a"), (1, "b")], 2)

    assert {result[0] for result in done.values() if isinstance(result, tuple)} == {os.getpid()}


def test_what_ends_early_stops_work_in_hand_and_waits_for_it(tmp_path: Path) -> None:
    def stop(number: int, result: object) -> None:
        assert isinstance(result, FileNotFoundError)
        eventually(tmp_path, "begun-*", 1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        spread(until_stopped, enumerate([tmp_path, tmp_path, tmp_path / "nowhere"]), 3, stop)

    assert pids(tmp_path, "ended") == pids(tmp_path, "begun")


def test_what_was_ready_before_the_end_is_told(tmp_path: Path) -> None:
    done: list[int] = []

    def stop(number: int, result: object) -> None:
        done.append(number)
        if len(done) == 1:
            sleep(0.5)  # the other is ready long since
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        spread(together, enumerate([tmp_path] * 50), 2, stop)

    assert done == [0, 1] or done == [1, 0]


#: A program that would never end by itself, and says nothing when it is interrupted.
ENDLESS = """
import sys
from pathlib import Path
from tests.test_processes import spread, until_stopped
if __name__ == "__main__":
    try:
        spread(until_stopped, [(n, Path(sys.argv[1])) for n in range(5)], 2, print)
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """That program at work with two processes, in a group of its own as a terminal makes one."""
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS)
    root = str(Path(__file__).resolve().parent.parent)
    with subprocess.Popen(
        [sys.executable, script, tmp_path],
        env={**os.environ, "PYTHONPATH": root},
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as program:
        try:
            eventually(tmp_path, "begun-*", 2)
            yield program
        finally:
            program.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Windows has no process groups")
def test_an_interrupt_ends_all_of_it_without_a_word(
    endless: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    os.killpg(endless.pid, signal.SIGINT)

    assert endless.communicate(timeout=PATIENCE) == (None, b"")
    assert endless.returncode == 130
    assert pids(tmp_path, "ended") == pids(tmp_path, "begun")


def test_when_the_program_is_killed_its_processes_end_too(
    endless: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    endless.kill()

    eventually(tmp_path, "ended-*", 2)
    assert pids(tmp_path, "ended") == pids(tmp_path, "begun")
    assert endless.communicate(timeout=PATIENCE) == (None, b"")  # its end of all that spoke to it
