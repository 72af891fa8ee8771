"""What partners wrote in a PDF of ours, as comments on the canvas that it was made of.

A remark is known by the export that it stands in, by its key there and by what it says. So the
same file brings the same comments, whoever imports it and however often, and a newer version of
it brings only what is new; a remark that was changed meanwhile stands beside what it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from welvaartcanvas.domain.answers import Answers, Remark, Target
from welvaartcanvas.domain.canvas import Canvas, Rating
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.lineage import derived_id
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.review import Comment


@dataclass(frozen=True)
class Received:
    """What came of the remarks of one file: comments that are new, and how many were known.

    ``elsewhere`` counts those of the new ones whose text was changed here since the export,
    ``unplaced`` those of which is not known what they are about.
    """

    added: tuple[Comment, ...] = ()
    known: int = 0
    elsewhere: int = 0
    unplaced: int = 0


def received(
    answers: Answers,
    exported: Canvas,
    here: Canvas,
    *,
    source: str,
    at: datetime,
    partner_id: str | None = None,
) -> Received:
    """The remarks of a file called ``source`` as comments on ``here``, those that are new.

    ``exported`` is the canvas as the file has it; ``partner_id`` is who sent it, if somebody
    said so. Otherwise it is whom the export was made for, else a partner of the author's name.
    """
    ids = {r.key: _id(here, answers, r) for r in answers.remarks}
    there = {comment.id for comment in here.comments}
    partners = {partner.id for partner in here.partners}
    things = {thing.id: thing for _where, thing in exported.things()}
    told = partner_id or (answers.partner_id if answers.partner_id in partners else None)
    rounds = {each.id for each in here.rounds}
    added = []
    for remark in answers.remarks:
        if ids[remark.key] in there:
            continue
        author = remark.author or answers.name
        thing = things.get(remark.target.thing_id or "")
        added.append(
            Comment(
                id=ids[remark.key],
                created_at=at,
                changed_at=at,
                canvas_id=here.id,
                round_id=answers.round_id if answers.round_id in rounds else _open_round(here),
                partner_id=told or _called(here, author) or _called(here, answers.name),
                author=author,
                said_at=remark.said_at,
                mark=remark.mark,
                text=remark.text,
                quoted=remark.quoted,
                rating=remark.rating,
                **_place(here, remark.target, thing),
                told=text_of(thing) if thing else "",
                page=remark.page,
                source=source,
                export=answers.export,
                key=_digest(remark.key),
                reply_to=ids.get(remark.reply_to),
            )
        )
    return Received(
        tuple(added),
        known=len(answers.remarks) - len(added),
        elsewhere=sum(told_otherwise(here, comment) for comment in added),
        unplaced=sum(comment.block is None for comment in added),
    )


def text_of(thing: InCanvas) -> str:
    """What a thing says: its text, or the reason of a rating."""
    return thing.reason if isinstance(thing, Rating) else str(getattr(thing, "text", ""))


def thing_of(canvas: Canvas, comment: Comment) -> InCanvas | None:
    """What ``comment`` is about; ``None`` where that is no thing, or it is gone."""
    if comment.thing_id is None:
        return None
    return next((t for _where, t in canvas.things() if t.id == comment.thing_id), None)


def told_otherwise(canvas: Canvas, comment: Comment) -> bool:
    """Whether what ``comment`` is about says something else than when it was exported, or is gone.

    A comment that names no export was made with the text in view.
    """
    if comment.thing_id is None or not comment.export:
        return False
    thing = thing_of(canvas, comment)
    return thing is None or text_of(thing) != comment.told


def versions_of(canvas: Canvas, comment: Comment) -> tuple[Comment, ...]:
    """The comments that came of one and the same annotation, which was changed, as they came.

    ``comment`` itself is among them.
    """
    if not comment.key:
        return (comment,)
    which = (comment.export, comment.key)
    found = (c for c in canvas.comments if (c.export, c.key) == which)
    return tuple(sorted(found, key=lambda c: (c.created_at, c.id)))


def _id(here: Canvas, answers: Answers, remark: Remark) -> str:
    content = (remark.mark, remark.text, remark.quoted, str(remark.rating))
    return derived_id(here.id, "comment", here.id, answers.export, remark.key, _digest(*content))


def _digest(*parts: str) -> str:
    """What tells ``parts`` from others, and says nothing of the name that may stand in them."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _place(here: Canvas, target: Target, thing: InCanvas | None) -> Mapping[str, str | None]:
    """Where a remark stands; what the template does not have is left open."""
    block = getattr(thing, "block", target.block)
    perspective = getattr(thing, "perspective", target.perspective)
    blocks = {each.key for each in here.template.blocks}
    sides = {each.key for each in here.template.perspectives}
    return {
        "thing_id": thing.id if thing else None,
        "block": block if block in blocks else None,
        "perspective": perspective if perspective in sides else None,
    }


def _called(here: Canvas, name: str) -> str | None:
    """The one partner of that name or e-mail address; ``None`` for nobody or several."""
    wanted = fold(" ".join(name.split()))
    found = [p.id for p in here.partners if wanted and wanted in (fold(p.name), fold(p.email))]
    return found[0] if len(found) == 1 else None


def _open_round(here: Canvas) -> str | None:
    return _last(each.id for each in here.rounds if each.is_open)


def _last(ids: Iterable[str]) -> str | None:
    return max(ids, default=None)
