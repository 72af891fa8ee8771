"""How many lines a text takes at any width, known without setting it.

Whoever looks for the width at which texts fit asks for hundreds of widths. A text is measured
once, in em, so that the answer holds for every size of type; each width then costs a few
steps a line. The answers are those of :func:`welvaartcanvas.report.pdf.text.wrap`.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from welvaartcanvas.report.pdf.fonts import Face, cluster_runs, shape
from welvaartcanvas.report.pdf.text import Look, Span, typed_lines, unbroken, wrap

# Rounding may not make a line of what wrap() breaks in two.
_CAUTION = 1 - 1e-9


class Extent:
    """A text in one face, measured once."""

    def __init__(self, text: str, face: Face) -> None:
        look = Look(1, 1, face)
        self._lines: list[_TypedLine | None] = [
            _TypedLine("".join(span.text for span in spans), look) if spans else None
            for spans in typed_lines([Span(text, look)])
        ]
        #: The width below which a word is broken, in em.
        self.widest = max((line.widest for line in self._lines if line), default=0.0)

    def lines(self, width: float) -> float:
        """How many lines it takes in ``width`` em; an empty line in the text counts half."""
        room = width * _CAUTION
        return sum(line.count(room) if line else 0.5 for line in self._lines)


class _TypedLine:
    """A line as it was typed: where its words start and end when nothing breaks it."""

    def __init__(self, text: str, look: Look) -> None:
        self._span = Span(text, look)
        self._parts = list(unbroken(text))
        #: Tabs and rows of blanks are left to wrap(): they are rare, and stand by rules of it.
        self._odd = any(part[0] in " \t" for part in self._parts)
        #: The widths of the characters of parts that had to be broken.
        self._clusters: dict[int, list[float]] = {}
        blank = shape(" ", look.face).width
        widths = [shape(part, look.face).width for part in self._parts]
        self._starts = [0.0, *accumulate(widths)]
        self._ends = [
            start + width - (blank if part[-1] == " " else 0.0)
            for part, start, width in zip(self._parts, self._starts, widths, strict=False)
        ]
        self.widest = max(end - start for start, end in zip(self._starts, self._ends, strict=False))

    def count(self, room: float) -> int:
        if self._odd:
            return len(wrap([self._span], room))
        starts, ends = self._starts, self._ends
        count = i = 0
        while i < len(ends):
            count += 1
            following = bisect_right(ends, starts[i] + room, i)
            if following == i:
                more, used = self._broken(i, room)
                count += more
                following = bisect_right(ends, ends[i] + room - used, i + 1)
            i = following
        return count

    def _broken(self, i: int, room: float) -> tuple[int, float]:
        """How often a part wider than a line breaks, and how far its end reaches."""
        if i not in self._clusters:
            part = self._parts[i].removesuffix(" ")
            self._clusters[i] = [run.width for run in cluster_runs(part, self._span.look.face)]
        breaks, x, filled = 0, 0.0, False
        for width in self._clusters[i]:
            if filled and x + width > room:
                breaks, x = breaks + 1, 0.0
            x, filled = x + width, True
        return breaks, x
