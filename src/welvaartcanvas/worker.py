"""A process that works for this one: a fresh Python with pipes of its own, within limits or not.

It is a fresh Python on every system ("spawn"), also where it could be a copy of this one: nothing
reaches the work but what is handed to it. It has at most one piece of work in hand, speaks through
its pipe alone, and ends when its tasks do: when the work is over, when the user has pressed
Ctrl+C, and when this process was killed.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from pkgutil import resolve_name
from threading import Lock
from typing import Any, Generic, TypeVar, cast

if sys.platform != "win32":
    import resource

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Called with how much is done of how much there is to do; what it raises goes through.
Progress = Callable[[int, int], None]
#: What a process does with a piece of work: a function that can be imported.
Do = Callable[[Any, Progress], Any]

_SPAWN = get_context("spawn")
#: What a process says once it can take work.
_READY = b""
#: How a process ends that takes too long, as :mod:`faulthandler` ends it.
_TOO_LONG = 1
#: Said where there may be no memory left to say anything else.
_NO_MEMORY = pickle.dumps(MemoryError())


class Lost(Exception):
    """A process ended with a piece of work in hand: it was killed, or it crashed."""


class TooLong(Lost):
    """A piece of work took more time than it may, and was ended."""


class _Abandoned(BaseException):
    """Nobody waits for this work any more."""


@dataclass(frozen=True)
class Limits:
    """What one piece of work may cost.

    ``seconds`` are of the processor, so that a busy machine takes none of them away; ``patience``
    is how long it may take by the clock, in whole seconds. ``megabytes`` is all memory that the
    process may have as its own, Python and libraries included: beyond it there is a
    :class:`MemoryError`, or the process is :class:`Lost`.

    Windows has neither of the first and the last, and macOS not the last: there the clock alone
    bounds what is taken.
    """

    seconds: float
    patience: int
    megabytes: int


class Worker:
    """A process at work, seen from this one. It does ``do``, each piece within ``limits``."""

    def __init__(self, do: Do, limits: Limits | None = None) -> None:
        self.ready = False
        #: The number of what it works on.
        self.hand: int | None = None
        tasks, self._tasks = _SPAWN.Pipe(duplex=False)
        self.answers, answers = _SPAWN.Pipe(duplex=False)
        # multiprocessing asks for the number of the stream; Textual's own says that it is -1.
        with tasks, answers, redirect_stderr(sys.__stderr__), _deaf_to_interrupts():
            self._process = _SPAWN.Process(
                target=_work, args=(do, limits, tasks, answers, _folder()), daemon=True
            )
            self._process.start()

    def give(self, number: int, task: bytes) -> None:
        """Let it do ``task``, an item as pickle writes it."""
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

    def end(self) -> Lost:
        """Wait until it has ended, which it does by itself once it is dismissed or lost.

        Gives why, if it was lost.
        """
        self.dismiss()
        self._process.join()
        self.answers.close()
        over_time = (_TOO_LONG, -getattr(signal, "SIGPROF", -_TOO_LONG))
        return TooLong() if self.ready and self._process.exitcode in over_time else Lost()


class _Named:
    """A function that goes to another process by its name, and is imported there alone."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __reduce__(self) -> tuple[object, ...]:
        return resolve_name, (self._name,)

    def __call__(self, item: object, progress: Progress) -> object:
        return resolve_name(self._name)(item, progress)


class Apart(Generic[Item, Result]):
    """A function done in a process of its own, within ``limits``: one call at a time.

    It is named as ``package.module:function`` and takes an item and :data:`Progress`; its module
    is imported there alone, so that what is heavy costs this process nothing.
    The process starts when it is first needed, stays for the next, and is replaced when it was
    lost or ran out of memory. Any thread may call.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self._do = _Named(name)
        self._limits = limits
        self._worker: Worker | None = None
        self._lock = Lock()

    def prepare(self) -> None:
        """Start the process, if there is none, and do not wait for it. Raises ``OSError``."""
        with self._lock:
            self._started()

    def __call__(self, item: Item) -> Result:
        """What ``do`` makes of ``item``; both go by pickle.

        Raises what ``do`` raised, :class:`MemoryError` and :class:`TooLong` for work beyond the
        limits, :class:`Lost` when the process ended otherwise, and ``OSError`` where none can
        be started.
        """
        task = pickle.dumps(item)
        with self._lock:
            worker = self._started()
            try:
                if not worker.ready:
                    worker.hear()
                worker.give(0, task)
                _, said = worker.hear()
                outcome = pickle.loads(said) if said else worker.end()  # noqa: S301 (our own)
                sound = not isinstance(outcome, MemoryError | Lost)  # memory in pieces is not
            except BaseException:  # an interrupt, after which nobody hears the answer
                sound = False
                raise
            finally:
                if not sound:
                    self._worker = None
                    worker.dismiss()
        if isinstance(outcome, Exception):
            raise outcome
        return cast(Result, outcome)

    def _started(self) -> Worker:
        if self._worker is None:
            self._worker = Worker(self._do, self._limits)
        return self._worker


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


def _work(
    do: Do, limits: Limits | None, tasks: Connection, answers: Connection, folder: str | None
) -> None:
    """What a process does: one piece of work after the other, as long as there is somebody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Path(os.devnull).open("r+b", buffering=0) as nowhere:
        for stream in (1, 2):  # a library that crashes says so on the user's screen
            os.dup2(nowhere.fileno(), stream)
    if folder is not None:  # names of files mean here what they mean there
        with suppress(OSError):
            os.chdir(folder)
    if limits:
        _limit_memory(limits)

    def progress(done: int, total: int) -> None:
        if tasks.poll():  # nothing is given to one who works: this is the end
            raise _Abandoned

    with suppress(EOFError, OSError, _Abandoned):
        answers.send_bytes(_READY)
        while True:
            task = tasks.recv_bytes()
            with _limited_time(limits):
                said = answer(do, task, progress)
            del task
            answers.send_bytes(said)
            del said
    os._exit(0)  # at once: there is nothing here to be looked through and kept


def _limit_memory(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    size = limits.megabytes * 1024**2
    # Linux counts here what a process has as its own, and no files that it shares with others.
    for kind, limit in ((resource.RLIMIT_DATA, size), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # where less is allowed already
            resource.setrlimit(kind, (limit, limit))


@contextmanager
def _limited_time(limits: Limits | None) -> Iterator[None]:
    """What takes longer ends this process, whatever it is in: no line of Python need come by."""
    if limits is None:
        yield
        return
    faulthandler.dump_traceback_later(limits.patience, exit=True, file=2)
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()


def answer(do: Do, task: bytes, progress: Progress) -> bytes:
    """What came of a piece of work, by pickle: the result, or the exception in its place."""
    try:
        item = pickle.loads(task)  # noqa: S301 (this program made it)
        del task
        return pickle.dumps(do(item, progress))
    except MemoryError:
        return _NO_MEMORY
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
