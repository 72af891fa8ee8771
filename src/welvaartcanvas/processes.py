"""Work spread over processes: what one of them does not survive costs one piece of the work.

Each is a :class:`welvaartcanvas.worker.Worker`, with pipes of its own.

``concurrent.futures.ProcessPoolExecutor`` promises less. When one of its processes is killed, as
by a system that is short of memory, it gives up all work and ends the other processes in the
middle of theirs; when the program itself is killed, its processes stay for ever.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Any, TypeVar

from welvaartcanvas.worker import Do, Lost, Progress, Worker, answer

Item = TypeVar("Item")
Result = TypeVar("Result")


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
    todo = ((number, pickle.dumps(item)) for number, item in work)
    ahead = next(todo, None)
    crew = _Crew(do, done)
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
                said = answer(do, task, lambda done, total: None)
                done(number, pickle.loads(said))  # noqa: S301 (our own)
                ahead = next(todo, None)
    finally:
        crew.dismiss()


class _Crew:
    """The processes at work on ``do``; ``done`` hears what came of each piece."""

    def __init__(self, do: Do, done: Callable[[int, Any], None]) -> None:
        self.processes: list[Worker] = []
        self._do = do
        self._done = done

    def hire(self, count: int) -> None:
        """Start so many more, or as many as the system allows."""
        with suppress(OSError):
            for _number in range(count):
                self.processes.append(Worker(self._do))

    def busy(self) -> bool:
        """Whether anything is in hand."""
        return any(process.hand is not None for process in self.processes)

    def free(self) -> list[Worker]:
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
