"""The versions of one annotation, which a partner changed and sent again.

Each is a comment of its own, and what counts is the newest: the others tell what it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.review import Comment


def versions_of(canvas: Canvas, comment: Comment) -> tuple[Comment, ...]:
    """The comments that came of one and the same annotation, which was changed, as they came.

    ``comment`` itself is among them.
    """
    if not comment.key:
        return (comment,)
    there = {each.id: each for each in canvas.comments if _annotation(each) == _annotation(comment)}
    groups = _grouped({comment.id: comment, **there}.values())
    return next(group for group in groups if comment.id in {each.id for each in group})


def newest_versions(comments: Iterable[Comment]) -> dict[str, Comment]:
    """Of each comment, by id, the newest version among ``comments``: mostly it itself."""
    return {each.id: found[-1] for found in _grouped(comments) for each in found}


def newest_only(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """``comments`` in their order, without those of which a newer version is among them."""
    given = tuple(comments)
    newest = newest_versions(given)
    return tuple(comment for comment in given if newest[comment.id].id == comment.id)


def is_earlier(canvas: Canvas, comment: Comment) -> bool:
    """Whether a newer version of ``comment`` came."""
    return versions_of(canvas, comment)[-1].id != comment.id


def earlier_alike(canvas: Canvas, comment: Comment) -> tuple[Comment, ...]:
    """The versions before ``comment``, the newest, that go with it whatever is done with it.

    They wait, or the same was done with them at once. An earlier one takes none with it.
    """
    *earlier, newest = versions_of(canvas, comment)
    if newest.id != comment.id:
        return ()
    return tuple(c for c in earlier if not c.is_handled or _outcome(c) == _outcome(comment))


def came(comment: Comment) -> tuple[datetime, str]:
    """By what the versions of one annotation follow each other."""
    return comment.said_at or comment.created_at, comment.id


def _annotation(comment: Comment) -> tuple[str, str, str]:
    # Programs that count annotations give those of two readers of one file the same name.
    return comment.export, comment.key, fold(comment.author)


def _grouped(comments: Iterable[Comment]) -> Iterable[tuple[Comment, ...]]:
    """The versions of each annotation, as they came."""
    found: dict[tuple[str, ...], list[Comment]] = defaultdict(list)
    for comment in comments:
        found[_annotation(comment) if comment.key else (comment.id,)].append(comment)
    for group in found.values():
        partners = {comment.partner_id for comment in group} - {None}
        # Of two partners who go by the same name each changed their own.
        for partner_id in {c.partner_id for c in group} if len(partners) > 1 else {None}:
            of_one = [c for c in group if len(partners) <= 1 or c.partner_id == partner_id]
            yield tuple(sorted(of_one, key=came))


def _outcome(comment: Comment) -> tuple[object, ...]:
    return comment.state, comment.answer, comment.result_id, comment.handled_by, comment.handled_at
