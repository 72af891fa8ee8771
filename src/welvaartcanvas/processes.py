"""Work spread over processes: what one of them does not survive costs one piece of the work.

Each process is a fresh Python on every system ("spawn"), also where it could be a copy of this
one: nothing reaches the work but what is handed to it. It has pipes of its own and at most one
piece of work in hand, and it ends when its tasks do: when the work is over, when the user has
pressed Ctrl+C, and when this process was killed.

``concurrent.futures.ProcessPoolExecutor`` promises less. When one of its processes is killed, as
by a system that is short of memory, it gives up all work and ends the other processes in the
middle of theirs; when the program itself is killed, its processes stay for ever.
"""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Called with how much is done of how much there is to do; what it raises goes through.
Progress = Callable[[int, int], None]

_SPAWN = get_context("spawn")
#: What a process says once it can take work.
_READY = b""


class Lost(Exception):
    """A process ended with a piece of work in hand: it was killed, or it crashed."""


class _Abandoned(BaseException):
    """Nobody waits for this work any more."""


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # a container or batch job may get fewer than there are
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    do: Callable[[Item, Progress], Result],
    work: Iterable[tuple[int, Item]],
    processes: int,
    done: Callable[[int, Result | Exception], None],
) -> None:
    """``do(item, progress)`` for each ``(number, item)`` of ``work``, in so many processes at once.

    ``done`` is called with each number and what came of its item, in the order in which they are
    ready: what ``do`` returned, the exception that it raised, or :class:`Lost`. ``do`` is a
    function that can be imported; items and results go by pickle. ``work`` is read one item
    further than there are processes. A process that is lost is replaced; where none can be
    started, the work is done in this one.

    What ends this early, as Ctrl+C does, or an exception of ``work`` or ``done``, stops work in
    hand at its next call of ``progress``; work that was ready all the same is still ``done``.
    """
    todo = ((number, pickle.dumps((do, item))) for number, item in work)
    ahead = next(todo, None)
    crew = _Crew(done)
    try:
        if ahead:
            crew.hire(processes)
        while ahead or crew.busy():
            for process in crew.free():
                if ahead:
                    process.give(*ahead)
                    ahead = next(todo, None)
            if crew.processes:
                crew.listen()
            elif ahead:
                number, task = ahead
                done(number, pickle.loads(_answer(task, lambda done, total: None)))  # noqa: S301
                ahead = next(todo, None)
    finally:
        crew.dismiss()


class _Crew:
    """The processes at work; ``done`` hears what came of each piece."""

    def __init__(self, done: Callable[[int, Any], None]) -> None:
        self.processes: list[_Process] = []
        self._done = done

    def hire(self, count: int) -> None:
        """Start so many more, or as many as the system allows."""
        with suppress(OSError):
            for _number in range(count):
                self.processes.append(_Process())

    def busy(self) -> bool:
        """Whether anything is in hand."""
        return any(process.hand is not None for process in self.processes)

    def free(self) -> list[_Process]:
        """Those that can be given work."""
        return [process for process in self.processes if process.ready and process.hand is None]

    def listen(self) -> None:
        """Wait until one has something to say, or is lost and must be replaced."""
        speaking = wait([process.answers for process in self.processes])
        for process in [process for process in self.processes if process.answers in speaking]:
            number, said = process.hear()
            if said is None:
                self.processes.remove(process)
                process.end()
                if process.ready:  # one that never was would not do better the second time
                    self.hire(1)
            if number is not None:
                self._done(number, pickle.loads(said) if said else Lost())  # noqa: S301 (our own)

    def dismiss(self) -> None:
        """End all, and wait until they have ended."""
        for process in self.processes:
            process.dismiss()
        for process in self.processes:
            if process.hand is not None:
                number, said = process.hear()
                if said and number is not None:
                    self._done(number, pickle.loads(said))  # noqa: S301 (our own)
            process.end()


class _Process:
    """A process at work, seen from this one."""

    def __init__(self) -> None:
        self.ready = False
        #: The number of what it works on.
        self.hand: int | None = None
        tasks, self._tasks = _SPAWN.Pipe(duplex=False)
        self.answers, answers = _SPAWN.Pipe(duplex=False)
        with tasks, answers, _deaf_to_interrupts():
            self._process = _SPAWN.Process(
                target=_work, args=(tasks, answers, _folder()), daemon=True
            )
            self._process.start()

    def give(self, number: int, task: bytes) -> None:
        """Let it do ``task``."""
        self.hand = number
        with suppress(OSError):  # it is gone, as its answers will say
            self._tasks.send_bytes(task)

    def hear(self) -> tuple[int | None, bytes | None]:
        """The number of what it worked on and what it says: nothing when it is gone."""
        number, self.hand = self.hand, None
        try:
            said = self.answers.recv_bytes()
        except (EOFError, OSError):
            return number, None
        self.ready = True
        return number, said

    def dismiss(self) -> None:
        """Give it nothing more; it stops what it has in hand, and ends."""
        self._tasks.close()

    def end(self) -> None:
        """Wait until it has ended, which it does by itself once it is dismissed or lost."""
        self.dismiss()
        self._process.join()
        self.answers.close()


def _folder() -> str | None:
    """The current folder, unless it is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return None


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started here never hears Ctrl+C, which a terminal tells all its processes.

    Windows knows no such thing; there a process is deaf from its first own line on.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # or the first start would do it, and hear again (3.11, 3.12)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(tasks: Connection, answers: Connection, folder: str | None) -> None:
    """What a process does: one piece of work after the other, as long as there is somebody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if folder is not None:  # names of files mean here what they mean there
        with suppress(OSError):
            os.chdir(folder)

    def progress(done: int, total: int) -> None:
        if tasks.poll():  # nothing is given to one who works: this is the end
            raise _Abandoned

    with suppress(EOFError, OSError, _Abandoned):
        answers.send_bytes(_READY)
        while True:
            answers.send_bytes(_answer(tasks.recv_bytes(), progress))
    os._exit(0)  # at once: there is nothing here to be looked through and kept


def _answer(task: bytes, progress: Progress) -> bytes:
    """What came of a piece of work: the result, or the exception in its place."""
    try:
        do, item = pickle.loads(task)  # noqa: S301 (this program made it)
        return pickle.dumps(do(item, progress))
    except Exception as error:
        # The way to a place in the code does not go by pickle; as a note it does.
        error.add_note("".join(traceback.format_exception(error)))
        try:
            said = pickle.dumps(error)
            pickle.loads(said)  # noqa: S301 (made a line above)
        except Exception:
            stand_in = RuntimeError(f"{type(error).__name__}: {error}")
            stand_in.__notes__ = error.__notes__
            return pickle.dumps(stand_in)
        return said
