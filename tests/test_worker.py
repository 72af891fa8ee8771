"""What is done apart costs no more than it may, whatever it is, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import perf_counter, process_time, sleep

import pytest

from welvaartcanvas.errors import InvalidDocument, Problem
from welvaartcanvas.worker import Apart, Limits, Lost, Progress, TooLong

PATIENCE = 30.0
LIMITS = Limits(seconds=0.3, patience=2, megabytes=160)
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory so")


def task(item: str, progress: Progress) -> object:
    """What is done in these tests, as the word says."""
    match item:
        case "spin":
            while True:
                pass
        case "sleep":
            sleep(60)
        case "hog":
            return [bytes(1024**2) for _ in range(1_000)]
        case "crash":
            os.abort()
        case "refuse":
            raise InvalidDocument("bericht.pdf", [Problem("a.b", "is {n}", {"n": 1})])
        case "shout":
            os.write(1, b"out")
            os.write(2, b"err")
        case "peak":  # of getrusage it would be that of the program that started this one
            status = Path("/proc/self/status").read_text()
            return int(status.partition("VmHWM:")[2].split()[0]) // 1024
    return os.getpid()


@pytest.fixture
def apart() -> Apart[str, object]:
    return Apart("tests.test_worker:task", LIMITS)


def gone(pid: int) -> bool:
    """Whether that process has ended; one that waits to be counted has."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


def test_one_process_does_all_of_it(apart: Apart[str, object]) -> None:
    apart.prepare()
    pids = {apart("pid") for _ in range(40)}

    assert len(pids) == 1
    assert os.getpid() not in pids


def test_threads_wait_for_each_other(apart: Apart[str, object]) -> None:
    found: list[object] = []
    threads = [Thread(target=lambda: found.append(apart("pid"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert len(found) == 8 and len(set(found)) == 1


def test_a_refusal_comes_back_as_it_was_and_the_process_stays(apart: Apart[str, object]) -> None:
    before = apart("pid")
    with pytest.raises(InvalidDocument) as caught:
        apart("refuse")

    assert str(caught.value) == "bericht.pdf: a.b: is 1"
    assert caught.value.problems == (Problem("a.b", "is {n}", {"n": 1}),)
    assert apart("pid") == before


@posix
def test_what_takes_too_long_is_ended_and_the_next_is_done(apart: Apart[str, object]) -> None:
    before = apart("pid")
    start, own = perf_counter(), process_time()
    with pytest.raises(TooLong):
        apart("spin")

    assert process_time() - own < LIMITS.seconds  # who waits does not work
    assert perf_counter() - start < PATIENCE
    assert apart("pid") != before


def test_what_waits_too_long_is_ended_too(apart: Apart[str, object]) -> None:
    start = perf_counter()
    with pytest.raises(TooLong):
        apart("sleep")

    assert LIMITS.patience <= perf_counter() - start < PATIENCE


@linux
def test_what_takes_too_much_memory_does_not_get_it(apart: Apart[str, object]) -> None:
    with pytest.raises(MemoryError):
        apart("hog")

    peak = apart("peak")
    assert isinstance(peak, int) and peak < 50  # this is another process


def test_what_crashes_costs_itself_alone_and_leaves_no_core(
    apart: Apart[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Lost):
        apart("crash")

    assert apart("pid") != os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_it_says_nothing_on_the_terminal(
    apart: Apart[str, object], capfd: pytest.CaptureFixture[str]
) -> None:
    apart("shout")

    assert capfd.readouterr() == ("", "")


#: A program that has work done apart, says by which process, and then does as it is told.
PROGRAM = """
import sys, time
from tests.test_worker import Apart, Limits
if __name__ == "__main__":
    apart = Apart("tests.test_worker:task", Limits(seconds=1, patience=5, megabytes=160))
    print(apart("pid"), flush=True)
    if sys.argv[1] == "spin":
        apart("spin")
    if sys.argv[1] != "end":
        time.sleep(60)
"""


def program(tmp_path: Path, word: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [sys.executable, script, word],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        try:
            assert running.stdout
            yield running, int(running.stdout.readline())
        finally:
            running.kill()


@linux
@pytest.mark.parametrize("word", ["end", "wait", "spin"])
def test_the_process_ends_with_the_program_however_that_ends(tmp_path: Path, word: str) -> None:
    for running, pid in program(tmp_path, word):
        if word == "spin":
            sleep(0.2)  # it is at work then
        if word != "end":
            os.kill(running.pid, signal.SIGKILL)
        # Its end of the pipes is closed too, or this would wait for ever.
        assert running.communicate(timeout=PATIENCE) == (b"", b"")
        end = perf_counter() + PATIENCE
        while not gone(pid):
            assert perf_counter() < end
            sleep(0.02)
