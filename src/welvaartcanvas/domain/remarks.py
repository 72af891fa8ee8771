"""What partners wrote in a PDF of ours, as comments on the canvas that it was made of.

A remark is known by the export that it stands in, by its key there, by who made it and by what it
says. So the same file brings the same comments, whoever imports it and however often, and a newer
version of it brings only what is new; a remark that was changed meanwhile stands beside what it
was. Where a file does not say who made it, what two people wrote is rather told twice than once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from welvaartcanvas.domain.answers import Answers, Mark, Remark, Target
from welvaartcanvas.domain.canvas import Canvas, Rating
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.lineage import Lineage, derived_id, edited
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.review import Comment, round_of_what_comes_now
from welvaartcanvas.domain.versions import came

#: What a remark says, and so what another version of it says differently.
_Content = tuple[str, str, str, int | None]
# By which what a workspace adds to a remark comes behind the remark.
_A_MOMENT = timedelta(microseconds=1)


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


class Sender(NamedTuple):
    """Who made a remark, as far as its file says: partner, name, and what the file is called."""

    partner_id: str | None
    name: str
    source: str

    def made(self, comment: Comment) -> bool:
        """Whether ``comment`` may be theirs: what is known of both is the same.

        Of who was erased nothing is known.
        """
        if comment.partner_id and self.partner_id:
            return comment.partner_id == self.partner_id
        if comment.author and self.name:
            return fold(comment.author) == fold(self.name)
        return comment.source in (self.source, "")


@dataclass(frozen=True)
class Sent:
    """The remarks of one file, held against the canvas that is here.

    ``exported`` is the canvas as the file has it, ``source`` what the file is called, ``at`` when
    it came, and ``partner_id`` who sent it, if somebody said so. Otherwise a remark is of the
    partner whom its author names, else of whom the export was made for, else of whom the file
    names.
    """

    answers: Answers
    exported: Canvas
    here: Canvas
    source: str
    at: datetime
    partner_id: str | None = None
    erased: bool = False
    """Whether whom the export was made for was erased since: nothing of who they are is kept."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the remarks, as comments have them."""
        return frozenset(map(_key, self.answers.remarks))

    @cached_property
    def ids(self) -> dict[str, str]:
        """The id of the comment that each remark is or becomes, by the key as comments have it."""
        return {_key(remark): self._id(remark) for remark in self.answers.remarks}

    def comments(self, known: Iterable[Comment]) -> Received:
        """The remarks as comments, those that are new.

        ``known`` are the comments here of this export that have one of :attr:`keys` or
        :attr:`ids`, and those of fields for which nobody is named.
        """
        there = {comment.id: comment for comment in known}
        by_key: dict[str, list[Comment]] = {}
        for comment in sorted(there.values(), key=came):
            if comment.export == self.answers.export:
                by_key.setdefault(comment.key, []).append(comment)
        goes_on = self._goes_on(there.values())
        added = []
        for remark in self.answers.remarks:
            sender, made = self._sender(remark), self.ids[_key(remark)]
            if made in there and not sender.made(there[made]):
                made = derived_id(made, "of another", made, sender.partner_id or "")
            versions = [c for c in by_key.get(_key(remark), ()) if sender.made(c)]
            if remark.mark is Mark.FIELD and not goes_on:
                versions = []
            if made not in there and not _is_known(remark, versions):
                added.append(self._comment(made, remark, sender))
        return Received(
            tuple(added),
            known=len(self.answers.remarks) - len(added),
            elsewhere=sum(told_otherwise(self.here, comment) for comment in added),
            unplaced=sum(comment.block is None for comment in added),
        )

    def _comment(self, made: str, remark: Remark, sender: Sender) -> Comment:
        thing = self._things.get(remark.target.thing_id or "")
        said = remark.said_at or self.exported.changed_at
        return Comment(
            id=made,
            created_at=self.at,
            # Not when it came: its versions are the same wherever it comes home.
            changed_at=said + _A_MOMENT,
            canvas_id=self.here.id,
            round_id=self._round,
            partner_id=sender.partner_id,
            author=sender.name,
            said_at=remark.said_at,
            mark=remark.mark,
            text=remark.text,
            quoted=remark.quoted,
            rating=remark.rating,
            **_place(self.here, remark.target, thing),
            told=text_of(thing) if thing else "",
            page=remark.page,
            source=sender.source,
            export=self.answers.export,
            key="" if self.erased else _key(remark),
            reply_to=self._replied.get(remark.reply_to),
        )

    def _sender(self, remark: Remark) -> Sender:
        if self.erased:
            return Sender(None, "", "")
        for_whom = self.answers.partner_id
        partner_id = (
            self.partner_id
            or _called(self.here, remark.author)
            or (for_whom if for_whom in self._partners else None)
            or _called(self.here, self.answers.name)
        )
        return Sender(partner_id, remark.author or self.answers.name, self.source)

    def _id(self, remark: Remark) -> str:
        who = fold(remark.author or self.answers.name)
        if remark.mark is Mark.FIELD and not who:
            who = self.answers.partner_id or self._form
        said = _digest(*map(str, _content(remark)), str(remark.said_at or ""))
        of = self.here.id
        return derived_id(of, "comment", of, self.answers.export, _key(remark), who, said)

    def _goes_on(self, known: Iterable[Comment]) -> bool:
        """Whether the form may be a newer version of one that came before.

        A form that names nobody may be, when all that was filled in before is filled in in it.
        """
        if self.partner_id or self.answers.name or self.answers.partner_id in self._partners:
            return True
        nobody = Sender(None, "", self.source)
        before = [c for c in known if c.mark is Mark.FIELD and not c.author and nobody.made(c)]
        return all(comment.key in self.keys for comment in before)

    @cached_property
    def _form(self) -> str:
        """What tells one filled-in form from another, where neither names anybody."""
        fields = [r for r in self.answers.remarks if r.mark is Mark.FIELD]
        return _digest(*sorted(f"{r.key} {_content(r)}" for r in fields))

    @cached_property
    def _things(self) -> dict[str, InCanvas]:
        return {thing.id: thing for _where, thing in self.exported.things()}

    @cached_property
    def _partners(self) -> frozenset[str | None]:
        return frozenset(partner.id for partner in self.here.partners)

    @cached_property
    def _replied(self) -> dict[str, str]:
        """The id of the comment that each annotation became, by its key in the file."""
        annotations = (r for r in self.answers.remarks if r.mark is not Mark.FIELD)
        return {remark.key: self.ids[_key(remark)] for remark in annotations}

    @cached_property
    def _round(self) -> str | None:
        """The round of the export; else the one that is open, or was last."""
        rounds = self.here.rounds
        if any(each.id == self.answers.round_id for each in rounds):
            return self.answers.round_id
        current = round_of_what_comes_now(rounds)
        return current.id if current else None


def origin(comment: Comment) -> Lineage:
    """The lineage of a comment that came with a file: it begins alike in every workspace.

    What a workspace adds (whose it is, in which round, from which file) is a later version.
    """
    bare = comment.model_copy(
        update={
            "partner_id": None,
            "round_id": None,
            "source": "",
            "changed_at": comment.changed_at - _A_MOMENT,
        }
    )
    return edited(None, bare, comment)


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


def _is_known(remark: Remark, versions: list[Comment]) -> bool:
    """Whether one of ``versions``, the newest last, is ``remark``, or what it was once."""
    same = [version for version in versions if _content(version) == _content(remark)]
    if not same:
        return False
    newest, said_at = versions[-1], remark.said_at
    if newest in same or said_at is None or newest.said_at is None:
        return True
    return said_at <= newest.said_at


def _content(said: Remark | Comment) -> _Content:
    return (said.mark.value, said.text, said.quoted, said.rating)


def _key(remark: Remark) -> str:
    """The key as a comment has it: of any length, and those of fields apart from the others."""
    return _digest("field" if remark.mark is Mark.FIELD else "annotation", remark.key)


def _digest(*parts: str) -> str:
    """What tells ``parts`` from others."""
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
