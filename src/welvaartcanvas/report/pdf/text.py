"""Text that is set: how it looks, and how it is broken into lines that fit a width."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from welvaartcanvas.report.pdf import bidi
from welvaartcanvas.report.pdf.colour import BLACK, Colour
from welvaartcanvas.report.pdf.fonts import (
    CAP_HEIGHT,
    Face,
    Font,
    Run,
    cluster_runs,
    primary,
    shape,
)


class Look(NamedTuple):
    """How text looks: its size and the height of its lines in points, face and colour.

    ``struck`` draws a line through it.
    """

    size: float
    leading: float
    face: Face = Face.REGULAR
    colour: Colour = BLACK
    struck: bool = False

    @property
    def baseline(self) -> float:
        """How far below the top of its line the baseline stands: capitals are centred."""
        return (self.leading + CAP_HEIGHT * self.size) / 2

    def scaled(self, factor: float) -> Look:
        """The same look, larger or smaller."""
        return self._replace(size=self.size * factor, leading=self.leading * factor)


class Span(NamedTuple):
    """Text in one look. Line breaks and tabs in it count; it is never read as markup."""

    text: str
    look: Look


class Placed(NamedTuple):
    """A run at its place in a line, ``x`` points from the start."""

    x: float
    run: Run
    look: Look


class Line(NamedTuple):
    """One line that was set: its runs, the width that they take, and the height of the line."""

    placed: list[Placed]
    width: float
    leading: float
    baseline: float

    @property
    def text(self) -> str:
        """What was typed."""
        return "".join(p.run.actual or p.run.text for p in self.placed)


# A tab, a row of blanks, or a word with the blank after it; blanks that do not break a line
# belong to words.
_TOKENS = re.compile(r"\t| +|[^\t ]+ ?")
# Where a word that does not fit may be broken without a sign: after a hyphen or a slash.
_PARTS = re.compile(r".+?[-/–—](?=\w)|.+", re.DOTALL)
# Both at once, where blanks stand alone.
_WORDS = re.compile(r" |[^ ]+?[-/–—](?=\w)|[^ ]+ ?")
#: The distance of tab stops, in em.
TAB = 2.4


def wrap(spans: Sequence[Span], width: float, *, followed: bool = False) -> list[Line]:
    """``spans`` as lines of at most ``width`` points.

    A line breaks where the text says so, at blanks, after a hyphen or slash, and within a
    word only when the word is wider than a whole line. Several empty lines become one,
    and those at the ends are dropped; everything else that was typed is kept. Nobody hears
    where a line ends, so a blank stands between lines that were typed, and at the end of what
    is ``followed`` by more that belongs to the same owner.
    """
    setter = _Setter(width)
    lines = list(typed_lines(spans))
    for following, typed in enumerate(lines, start=1):
        if not typed:
            setter.empty(spans[0].look)
            continue
        setter.paragraph, first = typed, len(setter.lines)
        for span in typed:
            setter.add(span)
        if followed or following < len(lines):
            setter.blank(typed[-1].look)
        setter.end(first)
    return setter.lines


def measure(text: str, look: Look) -> float:
    """The width of ``text`` on one line, in points."""
    return shape(text, look.face).width * look.size


def widest_word(spans: Iterable[Span]) -> float:
    """The width below which a word of ``spans`` would be broken."""
    return max(
        (measure(word, span.look) for span in spans for word in span.text.split()), default=0.0
    )


def cut(text: str, look: Look, width: float) -> str:
    """``text`` shortened with an ellipsis to fit ``width`` on one line; for running headers."""
    text = " ".join(text.split())
    if measure(text, look) <= width:
        return text
    room = width - measure("…", look)
    kept, taken = 0, 0.0
    for character in text:
        taken += measure(character, look)
        if taken > room:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def shortened(spans: Sequence[Span], width: float, count: int) -> list[Line]:
    """``spans`` in at most ``count`` lines; what is left out is shown by an ellipsis."""
    lines = wrap(spans, width)
    if len(lines) <= count:
        return lines
    text, look = lines[count - 1].text.rstrip() + "…", spans[-1].look
    if measure(text, look) > width:
        text = cut(text, look, width)
    return [*lines[: count - 1], *wrap([Span(text, look)], float("inf"))]


def unbroken(text: str) -> Iterator[str]:
    """The parts of a typed line that :func:`wrap` breaks only where one is wider than a line.

    Together they are ``text``: tabs, rows of blanks, and words with the blank after them,
    those with a hyphen or slash in them in several parts.
    """
    for word in _TOKENS.findall(text):
        if word[0] in " \t":
            yield word
            continue
        bare = word.removesuffix(" ")
        *firsts, last = _PARTS.findall(bare)
        yield from firsts
        yield last + word[len(bare) :]


def typed_lines(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """``spans`` line by line as they were typed; an empty line has none."""
    if len(spans) == 1 and "\n" not in spans[0].text:  # most texts; it saves a tenth of the time
        if spans[0].text.strip(" \t"):
            yield list(spans)
        return
    lines: list[list[Span]] = [[]]
    for span in spans:
        if "\n" not in span.text:
            if span.text:
                lines[-1].append(span)
            continue
        first, *more = span.text.split("\n")
        lines[-1].append(Span(first, span.look))
        lines += [[Span(text, span.look)] for text in more]
    lines = [[] if all(not s.text.strip(" \t") for s in line) else line for line in lines]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    for before, line in zip([[], *lines], lines, strict=False):
        if line or before:
            yield line


class _Plain(NamedTuple):
    """Words that one font draws with one blank after each, measured from the start of the text.

    ``starts`` is where each begins; ``ends`` (em) is where it and its blank end, and ``inks``
    where it ends without the blank, which may hang over the edge of a line.
    """

    text: str
    font: Font
    starts: list[int]
    ends: list[float]
    inks: list[float]


@lru_cache(maxsize=1024)  # most texts stand in a report twice
def _plain(text: str, face: Face) -> _Plain | None:
    """``text`` measured, or nothing if it has tabs, rows of blanks or letters of other fonts."""
    if "\t" in text or "  " in text:
        return None
    font = primary(face)
    try:
        reach = [0.0, *accumulate(map(font.simple.__getitem__, text))]
    except KeyError:
        return None
    blank = font.simple[" "]
    starts = [0, *(word.end() for word in _WORDS.finditer(text))]
    ends = [reach[start] for start in starts]
    inks = [reach[start] - blank if text[start - 1] == " " else reach[start] for start in starts]
    return _Plain(text, font, starts, ends, inks)


class _Setter:
    """Sets one line after the other."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.lines: list[Line] = []
        self.paragraph: Sequence[Span] = ()  # what the line is a part of
        self._placed: list[Placed] = []
        self._x = 0.0
        self._ink = 0.0  # where the last word ends: blanks may hang over the edge
        # Texts of one font and look that follow each other without a gap, from _start.
        self._texts: list[str] = []
        self._start = 0.0
        self._look: Look | None = None
        self._font: Font | None = None

    def add(self, span: Span) -> None:
        """Set more text on the line, and on new ones where it does not fit."""
        # A text of any length may come by; those that come back are short.
        measure_once = _plain if len(span.text) < 400 else _plain.__wrapped__
        plain = measure_once(span.text, span.look.face)
        if plain:
            self._add_plain(plain, span.look)
        else:
            self._add_any(span)

    def _add_plain(self, plain: _Plain, look: Look) -> None:
        """Set words of one font: a line at a time, as many as fit."""
        starts, ends, inks, size = plain.starts, plain.ends, plain.inks, look.size
        at, count = 0, len(starts) - 1
        while at < count:
            room = (self.width - self._x) / size
            after = bisect_right(inks, ends[at] + room, at + 1) - 1
            if after > at:
                text = plain.text[starts[at] : starts[after]]
                self._put(Run(plain.font, text, ends[after] - ends[at]), look)
                self._ink = self._x - (ends[after] - inks[after]) * size
                at = after
            elif self._filled:
                self._break()
            else:  # a word wider than a line
                self._word(plain.text[starts[at] : starts[at + 1]], look)
                at += 1

    def _add_any(self, span: Span) -> None:
        """Set text word by word."""
        look, size, face = span.look, span.look.size, span.look.face
        blank = shape(" ", face).width * size
        for word in _TOKENS.findall(span.text):
            if word[0] == " ":
                self._blank(word, look)
            elif word[0] == "\t":
                self._tab(look)
            else:
                runs, width = shape(word, face)
                # The blank that follows a word may hang over the edge.
                hangs = blank if word[-1] == " " else 0.0
                if self._x + width * size - hangs > self.width:
                    self._word(word, look)
                    continue
                for run in runs:
                    self._put(run, look)
                self._ink = self._x - hangs

    def _blank(self, token: str, look: Look) -> None:
        # An indent wider than half a line, and blanks at the end of one, show no more.
        run = shape(token, look.face).runs[0]
        room = self.width if self._filled else self.width / 2
        if self._x + run.width * look.size > room:
            run = shape(" ", look.face).runs[0]
        self._put(run, look)

    def _tab(self, look: Look) -> None:
        stop = TAB * look.size
        target = (self._x // stop + 1) * stop
        self._put(shape(" ", look.face).runs[0], look)
        if target < self.width:
            self._flush()
            self._x = max(self._x, target)

    def _word(self, word: str, look: Look) -> None:
        """Place a word that does not fit in what is left of the line."""
        for part in _PARTS.findall(word.removesuffix(" ")):
            runs, width = shape(part, look.face)
            if self._x + width * look.size > self.width and self._filled:
                self._break()
            if self._x + width * look.size > self.width:
                runs = tuple(cluster_runs(part, look.face))  # broken where it must
            for run in runs:
                if self._x + run.width * look.size > self.width and self._filled:
                    self._break()
                self._put(run, look)
                self._ink = self._x
        if word[-1] == " ":
            self.blank(look)

    @property
    def _filled(self) -> bool:
        return bool(self._texts or self._placed)

    def _put(self, run: Run, look: Look) -> None:
        if run.actual is not None or run.font is not self._font or look is not self._look:
            self._flush()
        if run.actual is not None:
            self._placed.append(Placed(self._x, run, look))
        else:
            if not self._texts:
                self._start, self._font, self._look = self._x, run.font, look
            self._texts.append(run.text)
        self._x += run.width * look.size

    def _flush(self) -> None:
        if self._texts and self._font and self._look:
            width = (self._x - self._start) / self._look.size
            run = Run(self._font, "".join(self._texts), width)
            self._placed.append(Placed(self._start, run, self._look))
        self._texts, self._font, self._look = [], None, None

    def _break(self) -> None:
        self._flush()
        tallest = self._placed[0].look
        if len(self._placed) > 1:
            tallest = max((p.look for p in self._placed), key=attrgetter("leading"))
        # No face has letters that run to the left: they are stand-ins.
        if any(p.run.actual is not None and bidi.turned(p.run.actual) for p in self._placed):
            start = "".join(span.text for span in self.paragraph)
            self._placed = bidi.places(self._placed, to_right=bidi.rightward(start) is not False)
        self.lines.append(Line(self._placed, self._ink, tallest.leading, tallest.baseline))
        self._placed, self._x, self._ink = [], 0.0, 0.0

    def blank(self, look: Look) -> None:
        """A blank that may hang over the edge."""
        self._put(shape(" ", look.face).runs[0], look)

    def end(self, first: int) -> None:
        """End the line as the text says; ``first`` is the line with which it began."""
        if self._filled:
            self._break()
        if len(self.lines) - first > 1:
            self._keep_company()

    def _keep_company(self) -> None:
        """Let no last word stand alone: the word before it comes down, where one look has both."""
        before, last = self.lines[-2:]
        if len(before.placed) > 1 or len(last.placed) > 1:
            return
        (above,), (below,) = before.placed, last.placed
        if above.run.font is not below.run.font or above.run.actual or below.run.actual:
            return
        kept, gap, moved = above.run.text.removesuffix(" ").rpartition(" ")
        alone = " " not in below.run.text.strip() and above.run.text.endswith(" ")
        if not alone or " " not in kept.strip() or not moved:
            return
        down = _line(below, f"{moved} {below.run.text}")
        if down.width <= self.width:
            self.lines[-2:] = [_line(above, kept + gap), down]

    def empty(self, look: Look) -> None:
        """Half a line of air, for an empty line in the text."""
        self.lines.append(Line([], 0.0, look.leading / 2, look.baseline))


def _line(placed: Placed, text: str) -> Line:
    """``text`` as the only thing of a line, set as ``placed`` is."""
    widths, look = placed.run.font.widths, placed.look
    inked = sum(map(widths.__getitem__, text.rstrip(" ")))
    width = sum(map(widths.__getitem__, text))
    run = placed.run._replace(text=text, width=width)
    return Line([placed._replace(run=run)], inked * look.size, look.leading, look.baseline)
