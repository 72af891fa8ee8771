"""Text that runs from right to left: where its characters stand, while it is read as typed.

The bidirectional algorithm of Unicode (UAX #9) for one line, without explicit embeddings and
overrides: those show nothing here, so that no text can pretend to be another. The order of
what is drawn stays that in which it was typed, which is the order in which it is read aloud
and copied; only the places change, and programs that go by places find the same order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from welvaartcanvas.report.pdf.text import Placed

_RIGHT_TO_LEFT = ("R", "AL")
# A number with its separators (W4), blanks or punctuation, or the rest: letters.
_PARTS = re.compile(r"\d+(?:[.,:/+-]\d+)*|[^\w]+|(?:(?!\d)\w)+")


def rightward(text: str) -> bool | None:
    """Whether the first letter of ``text`` runs to the right; ``None`` if it has none (P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L" or kind in _RIGHT_TO_LEFT:
            return kind == "L"
    return None


def turned(text: str) -> bool:
    """Whether any of ``text`` runs to the left."""
    return any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text)


def places(line: Sequence[Placed], *, to_right: bool) -> list[Placed]:
    """The runs of ``line`` in the order of reading, each where it stands.

    ``to_right`` is the direction of the whole paragraph. A run of which a part stands
    elsewhere becomes several. Blanks at the end stay there, and what tabs set apart is
    ordered by itself.
    """
    placed: list[Placed] = []
    for stretch in _stretches(line):
        parts = [part for run in stretch for part in _parts(run)]
        end = len(parts)
        while end and not parts[end - 1].text.strip():
            end -= 1
        x = stretch[0].x
        order = _visual(_levels(parts[:end], to_right)) + list(range(end, len(parts)))
        starts = [0.0] * len(parts)
        for i in order:
            starts[i] = x
            x += parts[i].width
        placed += [p.placed._replace(x=at) for p, at in zip(parts, starts, strict=True)]
    return placed


class _Part(NamedTuple):
    """A part of a run that keeps together: what it says, its width in points, and itself."""

    text: str
    width: float
    placed: Placed


def _stretches(line: Sequence[Placed]) -> Iterator[list[Placed]]:
    stretch: list[Placed] = []
    for placed in line:
        if stretch and placed.x - stretch[-1].x > stretch[-1].run.width * stretch[-1].look.size + 1:
            yield stretch
            stretch = []
        stretch.append(placed)
    yield stretch


def _parts(placed: Placed) -> Iterator[_Part]:
    run, size = placed.run, placed.look.size
    if run.actual is not None:
        yield _Part(run.actual, run.width * size, placed)
        return
    for text in _PARTS.findall(run.text):
        width = sum(map(run.font.widths.__getitem__, text))
        part = placed._replace(run=run._replace(text=text, width=width))
        yield _Part(text, width * size, part)


def _levels(parts: Sequence[_Part], to_right: bool) -> list[int]:
    """The level of each part (W1, W2, W7, N1, N2, I1, I2): odd runs to the left."""
    base = 0 if to_right else 1
    kinds: list[str] = []
    strong = "L" if to_right else "R"
    for part in parts:
        direction = rightward(part.text)
        if direction is not None:
            strong = "L" if direction else "R"
            kinds.append(strong)
        elif unicodedata.bidirectional(part.text[0]) == "NSM" and kinds:
            kinds.append(kinds[-1])  # a mark goes with its letter (W1)
        elif part.text[0].isdigit():
            kinds.append("L" if strong == "L" else "N")
        else:
            kinds.append("")
    level = {"R": 1, "N": 2, "L": 2 if base else 0}
    return [level[kind or _between(kinds, i, to_right)] for i, kind in enumerate(kinds)]


def _between(kinds: Sequence[str], i: int, to_right: bool) -> str:
    """What a blank or a sign goes with: its neighbours if they agree, or the paragraph."""
    before, after = _side(kinds[:i][::-1], to_right), _side(kinds[i + 1 :], to_right)
    return before if before == after else ("L" if to_right else "R")


def _side(kinds: Sequence[str], to_right: bool) -> str:
    """The direction of the nearest part that has one; a number goes with what it stands in."""
    kind = next(filter(None, kinds), "L" if to_right else "R")
    return "R" if kind == "N" else kind


def _visual(levels: Sequence[int]) -> list[int]:
    """The places of the parts from left to right (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        high = {part for part in order if levels[part] >= level}
        next_order: list[int] = []
        for turns, group in groupby(order, key=high.__contains__):
            stretch = list(group)
            next_order += stretch[::-1] if turns else stretch
        order = next_order
    return order
