"""Which annotations of a PDF are remarks, which of them answers which, and how each is known.

ISO 32000-1, 12.5.2 (what all have), 12.5.6.2 (replies and groups).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from welvaartcanvas.domain.answers import NAME_LIMIT, Mark
from welvaartcanvas.errors import N_, InvalidDocument, Problem
from welvaartcanvas.exchange.annotation_text import author
from welvaartcanvas.exchange.foreign_text import one_line
from welvaartcanvas.exchange.marks import NO_REMARK, mark_of
from welvaartcanvas.exchange.parsing import refusal, refused
from welvaartcanvas.exchange.pdf_objects import Identity, box, entries, identity, moment, text, word
from welvaartcanvas.exchange.pdf_pages import Leaf

#: How many remarks of one file are read: ten times what an eager partner writes.
REMARKS_LIMIT = 5_000

_DAMAGED = N_(
    "has a comment that can't be read: number {number} on page {page}; delete it in a PDF reader, "
    "or make it anew there, save, and import again"
)
# A name of an annotation that is as long as this is known by its digest.
_KEY_LIMIT = 100
# Behind all that have a number of their own.
_LAST = (2**31, 0)


@dataclass(eq=False)
class Annotation:
    """A remark as it stands in the file: ``number`` (from 1) of its page, and its entries.

    ``parent`` is what it answers, ``root`` the first of the answers before it was given to, or
    itself. ``group`` are those that are a part of it: a program that replaces words strikes them
    out and inserts others, which is one remark.
    """

    leaf: Leaf
    number: int
    has: Mapping[str, Any]
    id: Identity | None
    author: str
    key: str = ""
    parent: Annotation | None = None
    root: Annotation = field(init=False)
    group: list[Annotation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self

    @property
    def mark(self) -> Mark:
        """How it was made."""
        return Mark.REPLY if self.parent else mark_of(self.has)

    @property
    def parts(self) -> Sequence[Annotation]:
        """Itself, and those that are a part of it."""
        return (self, *self.group)

    def refused(self, source: str, message: str = _DAMAGED, **values: object) -> InvalidDocument:
        """The error that says of which annotation it is, by its page and number there."""
        values |= {"number": self.number, "page": self.leaf.number}
        return refusal(source, [Problem("", message, values)])


_Ways = dict[Annotation, Annotation]


def annotations_in(leaves: Iterable[Leaf], source: str) -> list[Annotation]:
    """The remarks on ``leaves`` in the order of the file, each with a key of its own.

    Raises :class:`InvalidDocument`, naming ``source``, for an annotation that is none, and for
    more than :data:`REMARKS_LIMIT`.
    """
    found: list[Annotation] = []
    seen: set[Identity | None] = set()
    for leaf in leaves:
        for annotation in _on(leaf, source):
            if annotation.id in seen:  # a page that was copied has the same ones
                continue
            seen |= {annotation.id} - {None}
            found.append(annotation)
            if len(found) > REMARKS_LIMIT:
                raise too_many(source)
    _name(found)
    return _linked(found)


def too_many(source: str) -> InvalidDocument:
    """What says that ``source`` has more remarks than are read."""
    return refused(
        source,
        N_(
            "has more than {limit} comments; have them sent in several files, each with a part of "
            "them"
        ),
        limit=REMARKS_LIMIT,
    )


def _on(leaf: Leaf, source: str) -> Iterator[Annotation]:
    number = 0
    for each in leaf.annotations:
        if each is None:  # it was deleted, and its place is still there
            continue
        has = entries(each)
        kind = word(has.get("/Subtype"))
        if kind in NO_REMARK or (kind == "Popup" and not _speaks_for_itself(has)):
            continue
        number += 1
        maker = author(has)
        annotation = Annotation(leaf, number, has, identity(each), maker)
        if kind is None or len(maker) > NAME_LIMIT:
            raise annotation.refused(source)
        yield annotation


def _speaks_for_itself(popup: Mapping[str, Any]) -> bool:
    """Whether a window has a text, and no annotation that it belongs to (12.5.6.14)."""
    return "/Parent" not in popup and bool((text(popup.get("/Contents")) or "").strip())


def _linked(found: Sequence[Annotation]) -> list[Annotation]:
    """Those that are no part of another; each knows its parts, and what it answers."""
    known = {annotation.id: annotation for annotation in found}
    above: _Ways = {}
    for annotation in found:
        answered = identity(annotation.has.get("/IRT"))
        if answered and answered in known:
            above[annotation] = known[answered]
    for annotation in _in_rings(above):
        del above[annotation]
    parts = {one: other for one, other in above.items() if word(one.has.get("/RT")) == "Group"}
    owners = _ends(parts)
    for part in parts:
        owners[part].group.append(part)
    answers = {one: owners.get(other, other) for one, other in above.items() if one not in parts}
    for annotation, first in _ends(answers).items():
        annotation.parent, annotation.root = answers[annotation], first
    return [annotation for annotation in found if annotation not in parts]


def _in_rings(ways: _Ways) -> list[Annotation]:
    """Those from which the way leads back to them."""
    found: list[Annotation] = []
    seen: set[Annotation] = set()
    for start in ways:
        path: dict[Annotation, int] = {}
        at: Annotation | None = start
        while at and at not in seen:
            seen.add(at)
            path[at] = len(path)
            at = ways.get(at)
        if at in path:
            found += list(path)[path[at] :]
    return found


def _ends(ways: _Ways) -> _Ways:
    """Where the way of each of ``ways`` ends; there is no ring in them."""
    ends: _Ways = {}
    for start in ways:
        path, at = [], start
        while at in ways and at not in ends:
            path.append(at)
            at = ways[at]
        ends |= dict.fromkeys(path, ends.get(at, at))
    return ends


def _name(found: Sequence[Annotation]) -> None:
    """Give each a key that it has in every version of the file.

    It is the name that its program gave it, else what does not change of it. What has that in
    common with one before it has a number too, in the order in which they were put in the file:
    a program that appends gives higher numbers to what is new.
    """
    alike: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in found:
        alike[_called(annotation.has) or _described(annotation)].append(annotation)
    taken = set(alike)
    for key, same in alike.items():
        first, *others = sorted(same, key=lambda annotation: annotation.id or _LAST)
        first.key = key
        for number, annotation in enumerate(others, 2):
            annotation.key = f"{key}~{number}"
            while annotation.key in taken:
                annotation.key += "~"
            taken.add(annotation.key)


def _called(has: Mapping[str, Any]) -> str:
    """The name of an annotation (``/NM``), or what stands for a long or strange one."""
    name = text(has.get("/NM")) or ""
    if not name.strip() or (len(name) <= _KEY_LIMIT and one_line(name) == name):
        return name.strip()
    return _digest(name)


def _described(annotation: Annotation) -> str:
    has = annotation.has
    where = box(has.get("/Rect"))
    made = moment(has.get("/CreationDate"))
    return _digest(
        word(has.get("/Subtype")) or "",
        str(annotation.leaf.number),
        " ".join(f"{edge:.0f}" for edge in where or ()),
        annotation.author,
        made.isoformat() if made else "",
    )


def _digest(*parts: str) -> str:
    said = "\0".join(parts).encode("utf-8", "replace")
    return f"a:{hashlib.sha256(said).hexdigest()[:32]}"
