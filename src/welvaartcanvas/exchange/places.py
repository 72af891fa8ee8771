"""What a mark on a page is about: the page tells where on it what stands.

Every page that this program makes keeps the places of the things on it in a page-piece
dictionary (ISO 32000-1, 14.5), so a page is known for what it is wherever it stands in the file
and whatever was added to it. ``docs/file-format.md`` has the form of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from welvaartcanvas.domain.answers import Target
from welvaartcanvas.exchange.boxes import Box, around, joined
from welvaartcanvas.exchange.pdf_objects import listed, number, text

#: How many places of a page are looked at; the fullest that the program makes has some 300.
PLACES_LIMIT = 5_000

_TARGET = re.compile(
    r"thing:(?P<thing>[0-9a-f-]{36})|(?:cell|block):(?P<block>[a-z0-9_-]{1,64})"
    r"(?:/(?P<side>[a-z0-9_-]{1,64}))?"
)
# A mark that touches less than this part of a thing, and with less of itself, is not on it.
_ON = 0.25
# What is covered for this part is covered as a whole.
_WHOLE = 0.85
# How far above or below everything a mark may stand to be about the nearest, in points.
_NEAR = 36.0


class Place(NamedTuple):
    """Where something stands: ``level`` 0 is a thing, 1 a cell, 2 a block."""

    box: Box
    target: Target
    level: int


class _Hit(NamedTuple):
    overlap: float
    place: Place
    on: bool
    whole: bool


class Places:
    """The places on one page."""

    def __init__(self, places: Iterable[Place]) -> None:
        # The smallest of a level first: of equals it is the most telling.
        self._places = sorted(places, key=lambda place: (place.level, place.box.area))

    def target(self, marks: Sequence[Box]) -> Target:
        """What a mark that is made of ``marks`` is about; nothing for what no place tells.

        It is what the mark lies on with the largest part of it: a thing, else a cell, else a
        block; but what lies on several whole things is about what holds them. What lies on
        nothing is about what is nearest at its height, such as a note in the margin, then about
        what is just above or below, then about the block of the page, if it is of one.
        """
        if not marks:
            return self._block()
        return self._under(marks) or self._near(joined(marks)) or self._block()

    def _under(self, marks: Sequence[Box]) -> Target | None:
        size = sum(mark.area for mark in marks)
        touched, several = None, False
        for level in range(3):
            hits = [
                hit
                for place in self._places
                if place.level == level and (hit := _hit(place, marks, size)).overlap
            ]
            if not hits:
                continue
            best = max(hits, key=lambda hit: hit.overlap)
            touched = touched or best.place.target
            # Above several things, what holds one part of them is not what holds them.
            counted = {hit.place.target for hit in hits if (hit.on if several else hit.whole)}
            if best.on and len(counted) <= 1:
                return best.place.target
            several = several or len(counted) > 1
        return touched

    def _near(self, mark: Box) -> Target | None:
        level = [place for place in self._places if not mark.above_or_below(place.box)]
        if level:
            return self._nearest(level, mark.beside)
        close = [place for place in self._places if mark.above_or_below(place.box) <= _NEAR]
        return self._nearest(close, mark.above_or_below) if close else None

    def _nearest(self, places: Sequence[Place], distance: Callable[[Box], float]) -> Target:
        finest = min(place.level for place in places)
        return min(
            (place for place in places if place.level == finest),
            key=lambda place: distance(place.box),
        ).target

    def _block(self) -> Target:
        blocks = {place.target.block for place in self._places if place.target.block}
        return Target(block=blocks.pop()) if len(blocks) == 1 else Target()


def _hit(place: Place, marks: Sequence[Box], size: float) -> _Hit:
    overlap = sum(place.box.overlap(mark) for mark in marks)
    area = place.box.area
    return _Hit(overlap, place, overlap >= _ON * min(size, area), overlap >= _WHOLE * area)


def places_in(kept: object) -> Places:
    """The places that a page tells in ``kept``; what is not told as it should be is left out."""
    found = []
    for row in islice(listed(kept), PLACES_LIMIT):
        *edges, told = [*listed(row), None, None][:5]
        match = _TARGET.fullmatch(text(told) or "")
        reach = [each for each in map(number, edges) if each is not None]
        place = around(reach) if len(reach) == 4 else None
        if match and place:
            target = Target(match["thing"], match["block"], match["side"])
            found.append(Place(place, target, 0 if match["thing"] else 1 if match["side"] else 2))
    return Places(found)
