"""Writing files whole: a file appears by rename, or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from welvaartcanvas.errors import OutputError, RequestError


class TargetExists(RequestError):
    """The file that was to be written is there already; nothing was changed."""


def check_target(target: Path, *, force: bool = False) -> None:
    """Whether ``target`` may be written, asked before the work of making it; raises as below."""
    if target.is_dir():
        raise RequestError("{file} is a folder; name a file", file=target)
    if target.exists() and not force:
        raise TargetExists("{file} exists already; use --force to replace it", file=target)


def write_whole(target: Path, content: bytes, *, force: bool = False) -> None:
    """Write ``content`` to ``target`` so that it is there whole or not at all.

    The file is readable by its owner alone, for it holds people's words. An existing
    file is replaced only with ``force``, else :class:`TargetExists` is raised; a folder is
    refused with :class:`RequestError`, a place that can't be written with
    :class:`OutputError`.
    """
    check_target(target, force=force)
    unfinished = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(target)
    except OSError as error:
        raise OutputError(
            "{file} can't be written ({reason}); name another place",
            file=target,
            reason=error.strerror,
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()
