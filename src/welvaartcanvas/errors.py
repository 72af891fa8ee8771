"""Everything that can go wrong for a user, as data.

An error carries its message as an untranslated template plus values, so that the pure
rooms can raise it without knowing a language; :func:`welvaartcanvas.i18n.explain` turns
it into one line in the user's language. Values are never part of the template, so text
from users is never read as a format string.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


def N_(message: str) -> str:
    """Mark ``message`` for translation where it stands, to be translated where it is shown."""
    return message


class Fault(Exception):
    """One thing that went wrong: ``message`` (English, ``{name}`` fields) and its values.

    ``exit_code`` is what the command line answers with: 1 "it could not be done"
    (disk, lock, damaged file), 2 "the request is wrong".
    """

    exit_code = 1

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**{name: visible(v) for name, v in self.values.items()})


class RequestError(Fault, ValueError):
    """The request is wrong: an unknown id, a bad value, an unreadable input. Exit code 2.

    It is a ``ValueError`` so that pydantic validators may raise it.
    """

    exit_code = 2


class TextError(RequestError):
    """A text can't be kept as it is, whichever text; who knows which one names it."""


class UnknownThing(RequestError):
    """An id, key or name that does not exist, or a shortened id that fits several."""


class Locked(RequestError):
    """The canvas is adopted: nothing of it changes until it is reopened. Exit code 2."""


class InReview(RequestError):
    """Partners are reviewing the canvas: it changes only when that is meant. Exit code 2.

    ``round_id``, ``round_name`` and ``deadline`` (``None`` where none was set) are of the round,
    ``canvas_id`` of its canvas.
    """

    def __init__(
        self, *, canvas_id: str, round_id: str, round_name: str, deadline: date | None
    ) -> None:
        super().__init__(
            N_(
                "{round} is under way, up to and including {deadline}: partners have the canvas "
                "before them as it is; to change it all the same, say so with --in-review"
            )
            if deadline
            else N_(
                "{round} is under way: partners have the canvas before them as it is; to change "
                "it all the same, say so with --in-review"
            ),
            round=round_name,
            deadline=deadline,
        )
        self.canvas_id = canvas_id
        self.round_id = round_id
        self.round_name = round_name
        self.deadline = deadline


class StoreError(Fault):
    """The database can't be used: locked, read-only, full, damaged, newer. Exit code 1."""


class Conflict(StoreError):
    """Somebody else changed the same thing since it was read; nothing was written.

    ``current`` is the thing as it stands now, or ``None`` when it was deleted.
    """

    def __init__(self, message: str, *, current: object = None, **values: object) -> None:
        super().__init__(message, **values)
        self.current = current


class OutputError(Fault):
    """A file can't be written where it was asked for. Exit code 1."""


@dataclass(frozen=True)
class Problem:
    """One fault in a document: where (a dotted path, ``""`` for the whole) and what."""

    path: str
    message: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        said = self.message.format(**{name: visible(v) for name, v in self.values.items()})
        return f"{visible(self.path)}: {said}" if self.path else said


#: What the system says in English, in whatever language the user reads.
_SYSTEM_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("you have no right to do this"),
    errno.EPERM: N_("you have no right to do this"),
    errno.EEXIST: N_("a file of that name is in the way"),
    errno.ENOTDIR: N_("a part of the path is not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("your room on the disk is full"),
    errno.EROFS: N_("nothing can be written on this disk"),
    errno.EIO: N_("the disk fails"),
}


def system_reason(error: OSError) -> Problem:
    """Why the system refused, to be shown as a value of a fault; rare reasons stay as they are."""
    known = _SYSTEM_REASONS.get(error.errno or 0)
    if known:
        return Problem("", known)
    return Problem("", "{reason}", {"reason": error.strerror or error})


class InvalidDocument(RequestError):
    """A file that can't be accepted, with every fault found in it. Exit code 2."""

    def __init__(self, source: str, problems: Iterable[Problem]) -> None:
        super().__init__("{source} is not accepted", source=source)
        self.source = source
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[object, ...]:  # it may come from another process
        return type(self), (self.source, self.problems), self.__dict__

    def __str__(self) -> str:
        return "\n".join(f"{visible(self.source, None)}: {problem}" for problem in self.problems)


def visible(value: object, limit: int | None = 120) -> str:
    """``value`` as one printable line: control characters escaped, long text shortened.

    Paths are never shortened, for an error must name the whole file; nor are tuples, which
    hold all that may be chosen, nor problems, whose values are each shown like this already.
    ``limit`` is in characters; ``None`` shortens nothing.
    """
    if isinstance(value, Problem):
        return str(value)
    if isinstance(value, tuple):
        return ", ".join(visible(item, limit) for item in value)
    text = str(value) or '""'  # so that a line shows that nothing was given
    if limit is not None and len(text) > limit and not isinstance(value, Path):
        text = text[: limit - 1] + "…"
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode()
        for c in text
    )
