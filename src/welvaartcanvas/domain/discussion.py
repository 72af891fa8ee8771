"""The comments on a canvas as they are read: in order, in threads, by partner, and how far.

A comment is about what it was put on, wherever that stands by now. One that was changed in the
PDF counts once, as it says now; the versions before it stand behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from welvaartcanvas.domain.canvas import (
    Action,
    Canvas,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.review import Comment, CommentState
from welvaartcanvas.domain.versions import came, newest_only, newest_versions


@dataclass(frozen=True)
class Thread:
    """A comment with what is below it, each with how deep it stands there, from 1.

    That are its earlier versions, the latest first, and then the replies to it and to those. A
    reply stands behind what it answers, and before what answers something else.
    """

    comment: Comment
    below: tuple[tuple[int, Comment], ...] = ()

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comment and what is below it."""
        return (self.comment, *(each for _depth, each in self.below))


@dataclass(frozen=True)
class Progress:
    """Of how many comments it was said what was done with them, all versions of one as one."""

    handled: int
    total: int

    @property
    def left(self) -> int:
        """How many wait."""
        return self.total - self.handled

    @property
    def done(self) -> bool:
        """Whether none waits."""
        return self.handled == self.total


@dataclass(frozen=True)
class Voice:
    """Whoever gave comments: a partner, or a name (maybe empty) that is no partner's.

    Of what was changed only the newest version is among them.
    """

    name: str
    partner: Partner | None
    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class Wanted:
    """Which comments to show: those for which all holds that is given, or for what they became.

    ``partner_id`` is empty for comments of which is not known which partner gave them, and
    ``block`` for those on no block.
    """

    round_id: str | None = None
    partner_id: str | None = None
    states: frozenset[CommentState] = frozenset()
    block: str | None = None

    def of(self, canvas: Canvas) -> tuple[Comment, ...]:
        """Those of the canvas, in the order of :func:`in_order`."""
        things = _things(canvas)
        newest = newest_versions(canvas.comments)
        return in_order(canvas, (c for c in canvas.comments if self._fits(newest[c.id], things)))

    def _fits(self, comment: Comment, things: dict[str, InCanvas]) -> bool:
        return (
            (self.round_id is None or comment.round_id == self.round_id)
            and (self.partner_id is None or (comment.partner_id or "") == self.partner_id)
            and (not self.states or comment.state in self.states)
            and (self.block is None or (_place(comment, things)[0] or "") == self.block)
        )


def place_of(canvas: Canvas, comment: Comment) -> tuple[str | None, str | None]:
    """The block and side where a comment belongs now, as far as it has those.

    That of the thing it is about, which may have been moved; of a thing that is gone, where it
    stood.
    """
    return _place(comment, _things(canvas))


def rated_cell(canvas: Canvas, comment: Comment) -> tuple[str, str] | None:
    """The block and side of which ``comment`` has a rating to offer; ``None`` without those."""
    block, side = place_of(canvas, comment)
    if comment.rating is None or block is None or side is None:
        return None
    return block, side


def in_order(canvas: Canvas, comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """The comments as they are read: all of them, each once.

    First those on the canvas as a whole, then block by block: on the block itself, then side by
    side its contributions and rating, then its learning questions and actions; about one thing
    by page and moment. Earlier versions and replies stand behind what they belong to.
    """
    return tuple(c for thread in threads(canvas, comments) for c in thread.comments)


def threads(canvas: Canvas, comments: Iterable[Comment]) -> tuple[Thread, ...]:
    """The comments in the order of :func:`in_order`, with what stands below them.

    A reply to what is not among them begins a thread of its own.
    """
    key = _Reading(canvas)
    ordered = sorted(comments, key=key)
    newest = newest_versions(ordered)
    said = [comment for comment in ordered if newest[comment.id] is comment]
    below: dict[str, list[Comment]] = defaultdict(list)
    for comment in sorted(ordered, key=came, reverse=True):
        if newest[comment.id] is not comment:
            below[newest[comment.id].id].append(comment)
    firsts = []
    for comment in sorted(said, key=_said):
        if comment.reply_to in newest:
            below[newest[comment.reply_to or ""].id].append(comment)
        else:
            firsts.append(comment)
    seen: set[str] = set()
    found = [_thread(first, below, seen) for first in firsts]
    # Replies that go round in a circle have no first; nothing is dropped for it.
    found += [_thread(each, below, seen) for each in said if each.id not in seen]
    return tuple(sorted(found, key=lambda thread: key(thread.comment)))


def progress(comments: Iterable[Comment]) -> Progress:
    """How far somebody is with the comments."""
    handled = [comment.is_handled for comment in newest_only(comments)]
    return Progress(sum(handled), len(handled))


def voices(canvas: Canvas, comments: Iterable[Comment]) -> tuple[Voice, ...]:
    """Who gave comments, and which as they say now, in the order of :func:`in_order`.

    Partners by name, then who is no partner by name, at last who gave none.
    """
    partners = {partner.id: partner for partner in canvas.partners}
    found: dict[tuple[int, str, str], list[Comment]] = {}
    for comment in newest_only(in_order(canvas, comments)):
        partner = partners.get(comment.partner_id or "")
        name = fold(partner.name if partner else comment.author)
        rank = 0 if partner else 1 if name else 2
        found.setdefault((rank, name, partner.id if partner else ""), []).append(comment)
    return tuple(
        Voice(
            partners[partner_id].name if partner_id else said[0].author,
            partners.get(partner_id),
            tuple(said),
        )
        for (_rank, _name, partner_id), said in sorted(found.items(), key=lambda item: item[0])
    )


def _thread(first: Comment, below: Mapping[str, list[Comment]], seen: set[str]) -> Thread:
    """``first`` and all below it, however deep: files from outside nest as they like."""
    seen.add(first.id)
    found: list[tuple[int, Comment]] = []
    waiting = [(1, each) for each in reversed(below.get(first.id, ()))]
    while waiting:
        depth, comment = waiting.pop()
        if comment.id in seen:
            continue
        seen.add(comment.id)
        found.append((depth, comment))
        waiting += [(depth + 1, each) for each in reversed(below.get(comment.id, ()))]
    return Thread(first, tuple(found))


def _things(canvas: Canvas) -> dict[str, InCanvas]:
    return {thing.id: thing for _where, thing in canvas.things()}


def _place(comment: Comment, things: dict[str, InCanvas]) -> tuple[str | None, str | None]:
    thing = things.get(comment.thing_id or "")
    if isinstance(thing, Contribution | Rating):
        return thing.block, thing.perspective
    if isinstance(thing, LearningQuestion | Action):
        return thing.block, None
    return comment.block, comment.perspective


def _said(comment: Comment) -> tuple[float, int, float, str]:
    """When and where it was said, and when it came."""
    came = comment.created_at.timestamp()
    said = comment.said_at.timestamp() if comment.said_at else came
    return said, comment.page or 0, came, comment.id


#: The order of the things about which comments are, within a side or a block; what is gone last.
_SORTS: tuple[type[InCanvas], ...] = (Partner, Contribution, Rating, LearningQuestion, Action)


class _Reading:
    """By what comments are sorted: the places of blocks, sides and things on the canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._blocks = dict(_places(block.key for block in canvas.template.reading_order))
        self._sides = dict(_places(side.key for side in canvas.template.perspectives))
        self._things = _things(canvas)

    def __call__(self, comment: Comment) -> tuple[int, int, int, int, str, int, float, float, str]:
        block, side = _place(comment, self._things)
        if side is not None:
            column = self._sides[side]
        else:  # the block itself before its sides, what is of no side behind them
            column = len(self._sides) if comment.thing_id else -1
        thing = self._things.get(comment.thing_id or "")
        sort = _SORTS.index(type(thing)) if thing else len(_SORTS) if comment.thing_id else -1
        moment, page, came, comment_id = _said(comment)
        return (
            -1 if block is None else self._blocks[block],
            column,
            sort,
            getattr(thing, "position", 0),
            comment.thing_id or "",
            page,
            moment,
            came,
            comment_id,
        )


def _places(keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    return ((key, place) for place, key in enumerate(keys))
