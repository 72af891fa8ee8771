"""What differs between two texts, by word: for people to read, not for programs to apply."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word, a blank, or a sign by itself.
_WORDS = re.compile(r"""\s|[^\s.,;:!?()\[\]"“”'‘’…/-]+|[.,;:!?()\[\]"“”'‘’…/-]""")
_SENTENCES = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+")
#: So many pairs of equal tokens two texts may have to be compared token by token. The time that
#: this takes grows with them: so many take a twentieth of a second.
_PAIRS = 60_000


class RunKind(StrEnum):
    """Whether a piece of text is in both texts, in the later only, or in the earlier only."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """A piece of text that was kept, added or removed."""

    kind: RunKind
    text: str


def text_difference(before: str, after: str) -> tuple[Run, ...]:
    """``after`` with what differs from ``before``, as runs in the order in which they are read.

    What was removed stands before what came in its place. All that was kept and removed is
    ``before``, all that was kept and added is ``after``. Words are compared; of texts that are
    long and have little in common, sentences, or the whole.
    """
    return tuple(_joined(_compared(before, after, (_WORDS, _SENTENCES))))


def excerpt(runs: Sequence[Run], around: int = 80) -> tuple[Run, ...]:
    """``runs`` with little of what was kept: so many characters beside each change.

    What is left out is an ellipsis; a text of which little is left out stays whole.
    """
    found = []
    for place, run in enumerate(runs):
        text = run.text
        if run.kind is RunKind.KEPT and len(text) > 3 * around:
            start = text[:around].rpartition(" ")[0] + " " if place else ""
            end = " " + text[-around:].partition(" ")[2] if place < len(runs) - 1 else ""
            text = f"{start}…{end}"
        found.append(Run(run.kind, text))
    return tuple(found)


def _compared(before: str, after: str, levels: Sequence[re.Pattern[str]]) -> Iterator[Run]:
    """Compared by the finest of ``levels`` that can be, and within what differs by that before."""
    finer: list[re.Pattern[str]] = []
    for tokens in levels:
        a, b = tokens.findall(before), tokens.findall(after)
        start = _alike(a, b)
        end = _alike(a[start:][::-1], b[start:][::-1])
        middle = a[start : len(a) - end], b[start : len(b) - end]
        if _pairs(*middle) <= _PAIRS:
            yield Run(RunKind.KEPT, "".join(a[:start]))
            yield from _matched(*middle, finer)
            yield Run(RunKind.KEPT, "".join(a[len(a) - end :]))
            return
        finer.append(tokens)
    yield Run(RunKind.REMOVED, before)
    yield Run(RunKind.ADDED, after)


def _matched(a: list[str], b: list[str], finer: Sequence[re.Pattern[str]]) -> Iterator[Run]:
    # Blanks are equal everywhere: they follow the words around them.
    matcher = SequenceMatcher(str.isspace, a, b, autojunk=False)
    for what, i, k, j, m in matcher.get_opcodes():
        was, now = "".join(a[i:k]), "".join(b[j:m])
        if what == "equal":
            yield Run(RunKind.KEPT, was)
        elif finer:
            yield from _compared(was, now, finer)
        else:
            yield Run(RunKind.REMOVED, was)
            yield Run(RunKind.ADDED, now)


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """How many tokens both begin with."""
    return next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def _pairs(a: Sequence[str], b: Sequence[str]) -> int:
    there = Counter(b)
    return sum(count * there[token] for token, count in Counter(a).items() if not token.isspace())


@dataclass
class _Part:
    """What was kept, and what changed behind it."""

    kept: str = ""
    removed: str = ""
    added: str = ""


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours together; a blank between two changes belongs to both, or all would be crumbs."""
    parts = [_Part()]
    for run in runs:
        last = parts[-1]
        if run.kind is RunKind.REMOVED:
            last.removed += run.text
        elif run.kind is RunKind.ADDED:
            last.added += run.text
        elif run.text and (last.removed or last.added):
            parts.append(_Part(run.text))
        else:
            last.kept += run.text
    for part in _folded(parts):
        for kind, text in zip(RunKind, (part.kept, part.removed, part.added), strict=True):
            if text:
                yield Run(kind, text)


def _folded(parts: Iterable[_Part]) -> Iterator[_Part]:
    last = _Part()
    for part in parts:
        removed, added = last.removed or part.removed, last.added or part.added
        if part.kept.isspace() and (last.removed or last.added) and removed and added:
            last.removed += part.kept + part.removed
            last.added += part.kept + part.added
        else:
            yield last
            last = part
    yield last
