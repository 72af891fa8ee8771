"""What an input may not do to the program that reads it, and how that is seen."""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from tests.support.effort import ROOM
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import LANGUAGES, explain, use_language

#: The promise: seconds, and megabytes beyond what the program had.
SECONDS, MEGABYTES = 1.0, 200
# By the clock it may be far more, for a busy machine takes its part. This is for what waits.
_PATIENCE = 30.0
# After this the process is ended, with a traceback of where it hangs.
_HANG = 60


class Broken(Exception):
    """An input did what none may do."""


def limit_memory() -> None:
    """No input may take this process far beyond the promise, whatever it does to it."""
    if sys.platform == "linux":
        import resource

        size = (_memory("VmData") + MEGABYTES + 100) * 1024**2
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def _memory(name: str) -> int:
    """In megabytes; 0 where the system has no such file."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(status.partition(f"{name}:")[2].split()[0]) // 1024


def attempt(read: Callable[[], Any]) -> Fault | None:
    """Read an input; the fault by which it was refused, if it was. Raises :class:`Broken`."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before = _memory("VmRSS")
    faulthandler.dump_traceback_later(_HANG, exit=True)
    start, own = perf_counter(), process_time()
    fault = None
    try:
        read()
    except Fault as found:
        fault = found
    except MemoryError:
        raise Broken(f"takes more than {MEGABYTES} MB") from None
    took, worked = perf_counter() - start, process_time() - own
    faulthandler.cancel_dump_traceback_later()
    if worked > SECONDS * ROOM or took > _PATIENCE:
        raise Broken(f"takes {worked:.1f} s of work, {took:.1f} s by the clock")
    grown = _memory("VmHWM") - before
    if grown > MEGABYTES:
        raise Broken(f"takes {grown} MB")
    if fault is not None:
        check_words(fault)
    return fault


def check_words(fault: Fault) -> None:
    """Whether what is said of ``fault`` is fit for a terminal, in both languages."""
    for language in LANGUAGES:
        with use_language(language):
            said = explain(fault)
        for line in said.split("\n"):
            if not line.strip() or not line.isprintable() or len(line) > 2_000:
                raise Broken(f"says {line[:300]!r}")


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Everything in ``folder``: how large it is and when it was written."""
    found = {}
    for at, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(at, name)
            status = path.lstat()
            found[str(path.relative_to(folder))] = (status.st_size, status.st_mtime_ns)
    return found


#: What Python tells before it does something outside itself, and which of the arguments is where.
_WRITES = {
    "os.mkdir": 0, "os.remove": 0, "os.rmdir": 0, "os.rename": 1, "os.link": 1, "os.symlink": 1,
    "os.truncate": 0, "os.chmod": 0, "os.utime": 0, "shutil.rmtree": 0, "shutil.move": 1,
}  # fmt: skip
_NEVER = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system",
          "os.exec", "urllib.Request", "ctypes.dlopen", "webbrowser.open")  # fmt: skip


class Walls:
    """Notices what is written outside a folder, or reached outside this computer."""

    def __init__(self) -> None:
        self._within: Path | None = None
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    @contextmanager
    def around(self, folder: Path) -> Iterator[None]:
        """While an input is read, only ``folder`` may be written to."""
        self._within, self.seen = folder, []
        try:
            yield
        finally:
            self._within = None
        if self.seen:
            raise Broken(f"reaches out: {', '.join(self.seen[:5])}")

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._within is None:
            return
        if event in _NEVER:
            self.seen.append(f"{event} {arguments!r:.200}")
        elif event == "open":
            path, mode, flags = arguments
            writing = (isinstance(mode, str) and set(mode) & set("wax+")) or (
                isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            )
            if writing and isinstance(path, str | bytes | os.PathLike):
                self._check(event, path)
        elif event in _WRITES:
            self._check(event, arguments[_WRITES[event]])
        elif event == "sqlite3.connect":
            name = os.fsdecode(arguments[0])
            if name and ":memory:" not in name:
                self._check(event, name.removeprefix("file://").partition("?")[0])

    def _check(self, event: str, path: Any) -> None:
        if isinstance(path, int):
            return
        place = os.path.realpath(os.fsdecode(path))
        if place in ("/dev/null", f"/proc/{os.getpid()}/clear_refs"):
            return
        if not Path(place).is_relative_to(os.path.realpath(self._within or "/")):
            self.seen.append(f"{event} {place}")
