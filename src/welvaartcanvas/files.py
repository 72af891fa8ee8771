"""Writing files whole: a file appears by rename, or not at all."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from welvaartcanvas.errors import OutputError, RequestError, system_reason

#: What was not touched for so long, in seconds, nobody writes any more.
_ABANDONED = 600


class TargetExists(RequestError):
    """The file that was to be written is there already; nothing was changed."""


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder; what can't be looked at is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether there is something at ``path``; so it is said of what can't be looked at.

    Whoever then opens it is told why that can't be done.
    """
    try:
        return path.exists()
    except OSError:
        return True


def make_folder(folder: Path) -> None:
    """Make ``folder``, with all above it that lack, for its owner alone; ``OSError`` if refused.

    What is there already keeps the rights that it has.
    """
    missing = [folder]  # or it is there; or a file is, which is refused
    while not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def is_stream(path: Path) -> bool:
    """Whether what is at ``path`` can be read but once, as a pipe; so not of what is not there."""
    try:
        return path.exists() and not path.is_dir() and not path.is_file()
    except OSError:
        return False


def files_in(folder: Path, pattern: str) -> list[Path]:
    """The files in ``folder`` whose names fit ``pattern``, by name; none where it can't be read."""
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


#: The databases at work in this process, and the endings of what SQLite keeps beside each.
_AT_WORK: list[Path] = []
_BESIDE = ("", "-wal", "-shm", "-journal")


def take(database: Path) -> None:
    """``database`` is at work from now on: no file that is written may take its place."""
    _AT_WORK.append(Path(os.path.realpath(database)))


def release(database: Path) -> None:
    """Undo one :func:`take`, if there was any."""
    with suppress(ValueError):
        _AT_WORK.remove(Path(os.path.realpath(database)))


def _at_work(target: Path) -> bool:
    real = Path(os.path.realpath(target))
    own = (file.with_name(file.name + ending) for file in (*_AT_WORK,) for ending in _BESIDE)
    return any(
        real == file or (real.exists() and file.exists() and real.samefile(file)) for file in own
    )


def check_target(target: Path, *, force: bool = False) -> None:
    """Whether ``target`` may be written, asked before the work of making it; raises as below.

    A database at work (:func:`take`) is never replaced: :class:`RequestError`, with ``force`` too.
    """
    try:
        if _at_work(target):
            raise RequestError("{file} is the workspace itself; name another", file=target)
        if target.is_dir():
            raise RequestError("{file} is a folder; name a file", file=target)
        exists = target.exists()
        if exists and not target.is_file():  # a device or pipe: a rename would put it away
            raise RequestError("{file} is not an ordinary file; name another", file=target)
    except OSError as error:
        raise _refused(target, error) from error
    if exists and not force:
        raise TargetExists("{file} exists already; use --force to replace it", file=target)


@contextmanager
def appearing(target: Path, *, force: bool = False) -> Iterator[Path]:
    """A new, empty file to fill; when the block ends well it takes the place of ``target``.

    The file is readable by its owner alone, for it holds people's words. An existing file
    is replaced only with ``force``, else :class:`TargetExists` is raised; where ``target``
    is a link, what it points to is replaced. A folder is refused with
    :class:`RequestError`, a place that can't be written with :class:`OutputError`. When the
    block raises, ``target`` is what it was and nothing is left beside it. What a program left
    beside it that was killed while it wrote is cleared away by the next one that writes it.
    """
    check_target(target, force=force)
    try:
        real = Path(os.path.realpath(target))
    except OSError as error:  # the current folder is gone
        raise _refused(target, error) from error
    # At most 50 characters of the name, so that this name too fits a file system's 255 bytes.
    unfinished = real.with_name(f".{real.name[:50]}.{secrets.token_hex(4)}.part")
    try:
        make_folder(real.parent)
        _clear(real)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield unfinished
        unfinished.replace(real)
        _sync(real.parent)
    except OSError as error:
        raise _refused(target, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _clear(real: Path) -> None:
    """Clear away what was begun in place of ``real`` and never finished.

    SQLite may have put a journal beside it. Another program may just be writing the same file:
    what was touched lately stays.
    """
    for left in files_in(real.parent, f".{escape(real.name[:50])}.????????.part*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


def _sync(folder: Path) -> None:
    """Have the names in ``folder`` on disk too, so that a power cut can't undo a rename."""
    if os.name == "nt":  # there a folder can't be opened, and the system sees to it
        return
    with suppress(OSError):  # some network drives can't
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def write_whole(target: Path, content: bytes, *, force: bool = False) -> None:
    """Write ``content`` to ``target`` so that it is there whole or not at all.

    Errors and rights are those of :func:`appearing`.
    """
    with appearing(target, force=force) as unfinished, unfinished.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _refused(target: Path, error: OSError) -> OutputError:
    return OutputError(
        "{file} can't be written ({reason}); name another place",
        file=target,
        reason=system_reason(error),
    )
