"""Comments on a canvas: those that come home in a PDF, those that are typed, and what is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from welvaartcanvas.domain.answers import Answers, Mark
from welvaartcanvas.domain.canvas import Action, Canvas, Contribution, Partner, Rating
from welvaartcanvas.domain.discussion import place_of
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.remarks import Received, Sent, origin, text_of, thing_of
from welvaartcanvas.domain.review import Comment, CommentState, round_of_what_comes_now
from welvaartcanvas.domain.versions import earlier_alike, versions_of
from welvaartcanvas.errors import RequestError, UnknownThing
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store import erasing
from welvaartcanvas.store.changes import Step
from welvaartcanvas.store.lineages import Known
from welvaartcanvas.workspace.contents import Contents
from welvaartcanvas.workspace.session import Session


class Comments:
    """The comments on the canvases of a workspace. Each method is one step that can be undone.

    A ``canvas`` argument is the canvas as it was read. Working through comments is meant to
    change what is being reviewed, so that needs no further word. What is done with the newest
    version of a comment is done with those before it too, unless something else was.
    """

    def __init__(self, session: Session, contents: Contents) -> None:
        self._session = session
        self._contents = contents

    def resolve(self, canvas: Canvas, start: str) -> Comment:
        """The comment whose id begins with ``start``; :class:`UnknownThing` otherwise."""
        found = [c for c in canvas.comments if start and c.id.startswith(start.lower())]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownThing(
                "several comments have an id that starts with {value}; type more of it",
                value=start,
            )
        raise UnknownThing(
            "comment {value} does not exist in this canvas; see: comment list", value=start
        )

    def take(
        self, exported: Canvas, answers: Answers, source: str, partner: Partner | None = None
    ) -> Received:
        """Keep the remarks of a PDF that was made of ``exported``, those that are new.

        ``source`` is what the file is called, ``partner`` who sent it, if somebody said so.
        Raises :class:`Locked` where the canvas is adopted and there is something new.
        """
        database = self._session.database
        with self._session.step(exported.id, source) as step:
            sent = Sent(
                answers,
                exported,
                stored.canvas(database, exported.id, comments=False),
                source,
                self._session.clock(),
                partner.id if partner else None,
                erased=bool(erasing.erased(database, {answers.partner_id or ""})),
            )
            known = stored.known_comments(
                database, exported.id, answers.export, sent.keys, sent.ids.values()
            )
            found = sent.comments(known)
            for comment in found.added:
                step.adopt(None, comment, Known(lineage=origin(comment)))
        return found

    def type(
        self,
        canvas: Canvas,
        text: str,
        *,
        partner: Partner | str | None = None,
        thing: InCanvas | None = None,
        block: str | None = None,
        perspective: str | None = None,
        quoted: str = "",
    ) -> Comment:
        """Keep what a partner said, typed by whoever works here.

        It is about ``thing``, or else about a cell, a block or the whole canvas. A ``partner``
        may be a name, as in :meth:`Contents.contribute`: a new one makes a new partner.
        """
        if not text.strip():
            raise RequestError("the comment is empty; type what was said")
        if block is not None:
            canvas.template.block(block)
        if perspective is not None:
            canvas.template.perspective(perspective)
        current = round_of_what_comes_now(canvas.rounds)
        made = self._session.new(
            Comment,
            canvas_id=canvas.id,
            round_id=current.id if current else None,
            author=self._session.who,
            said_at=self._session.clock(),
            mark=Mark.TYPED,
            text=text,
            quoted=quoted,
            thing_id=thing.id if thing else None,
            block=getattr(thing, "block", block),
            perspective=getattr(thing, "perspective", perspective),
            told=text_of(thing) if thing else "",
        )
        with self._session.step(canvas.id) as step:
            given = self._partner_id(step, canvas, partner, made.perspective)
            if given is not None:
                name = partner.name if isinstance(partner, Partner) else partner
                known = next((p.name for p in canvas.partners if p.id == given), name)
                made = changed(made, partner_id=given, author=known)
            return step.put(made)

    def edit(self, canvas: Canvas, comment: Comment, **values: Any) -> Comment:
        """Change who said it (``partner_id``), or what it is about."""
        with self._session.step(canvas.id) as step:
            return step.put(changed(comment, **values))

    def ascribe(
        self, canvas: Canvas, comments: Iterable[Comment], partner: Partner | str | None
    ) -> None:
        """Say who gave ``comments``, all in one step.

        A name is that of a partner, else a new partner is made; ``None`` is nobody who is known.
        """
        meant = {each.id: each for c in comments for each in versions_of(canvas, c)}
        with self._session.step(canvas.id) as step:
            given = self._partner_id(step, canvas, partner)
            for comment in meant.values():
                step.put(changed(comment, partner_id=given))

    def accept(self, canvas: Canvas, comment: Comment, text: str, answer: str = "") -> Comment:
        """Take it over: ``text`` becomes what the thing says that it is about.

        Raises :class:`RequestError` where it is about nothing that has a text.
        """
        thing = thing_of(canvas, comment)
        if thing is None:
            raise RequestError(
                "the comment is about nothing that has a text; make it a contribution or an "
                "action, or answer it"
            )
        with self._session.meant(canvas.id):
            field = "reason" if isinstance(thing, Rating) else "text"
            self._contents.edit(canvas, thing, **{field: text})
            return self._handled(canvas, comment, CommentState.ACCEPTED, answer, thing)

    def rate(
        self, canvas: Canvas, comment: Comment, score: int, reason: str, answer: str = ""
    ) -> Comment:
        """Take its rating over: ``score`` (0 to 5) becomes that of the cell, for ``reason``.

        Raises :class:`RequestError` where it is about no cell.
        """
        block, side = place_of(canvas, comment)
        if block is None or side is None:
            raise RequestError(
                "the comment is about no side of a block, so there is nothing to rate; make it a "
                "contribution or an action, or answer it"
            )
        with self._session.meant(canvas.id):
            rating = self._contents.rate(canvas, block, side, score, reason)
            return self._handled(canvas, comment, CommentState.ACCEPTED, answer, rating)

    def make_contribution(
        self,
        canvas: Canvas,
        comment: Comment,
        block: str,
        perspective: str,
        text: str,
        *,
        kind: str | None = None,
        partner: str | None = None,
        answer: str = "",
    ) -> Contribution:
        """Make it a contribution, of its partner unless ``partner`` names another or nobody."""
        if partner is None:
            known = next((p for p in canvas.partners if p.id == comment.partner_id), None)
            partner = known.name if known else ""
        with self._session.meant(canvas.id):
            made = self._contents.contribute(
                canvas, block, perspective, text, kind=kind, partner=partner
            )
            self._handled(canvas, comment, CommentState.CONTRIBUTION, answer, made)
            return made

    def make_action(
        self,
        canvas: Canvas,
        comment: Comment,
        block: str,
        text: str,
        *,
        who: str = "",
        due: date | None = None,
        answer: str = "",
    ) -> Action:
        """Make it an action."""
        with self._session.meant(canvas.id):
            made = self._contents.plan(canvas, block, text, who=who, due=due)
            self._handled(canvas, comment, CommentState.ACTION, answer, made)
            return made

    def answer(self, canvas: Canvas, comment: Comment, answer: str) -> Comment:
        """Answer it, without changing the canvas."""
        return self._said(canvas, comment, CommentState.ANSWERED, answer)

    def reject(self, canvas: Canvas, comment: Comment, reason: str) -> Comment:
        """Do nothing with it, and say why: that is asked for."""
        return self._said(canvas, comment, CommentState.REJECTED, reason)

    def postpone(self, canvas: Canvas, comment: Comment, reason: str = "") -> Comment:
        """Leave it for later."""
        with self._session.meant(canvas.id):
            return self._handled(canvas, comment, CommentState.POSTPONED, reason)

    def open_again(self, canvas: Canvas, comment: Comment) -> Comment:
        """Make it one that nothing was done with; what it changed stays."""
        with self._session.meant(canvas.id) as step:
            return _put(
                step,
                canvas,
                comment,
                state=CommentState.OPEN,
                answer="",
                result_id=None,
                handled_by="",
                handled_at=None,
            )

    def _partner_id(
        self,
        step: Step,
        canvas: Canvas,
        partner: Partner | str | None,
        perspective: str | None = None,
    ) -> str | None:
        if isinstance(partner, Partner):
            return partner.id
        return self._contents.partner_id(step, canvas, partner or "", perspective)

    def _said(self, canvas: Canvas, comment: Comment, state: CommentState, said: str) -> Comment:
        if not said.strip():
            raise RequestError("a partner will read this: say why, or what the answer is")
        with self._session.meant(canvas.id):
            return self._handled(canvas, comment, state, said)

    def _handled(
        self,
        canvas: Canvas,
        comment: Comment,
        state: CommentState,
        answer: str,
        result: InCanvas | None = None,
    ) -> Comment:
        with self._session.step(canvas.id) as step:
            return _put(
                step,
                canvas,
                comment,
                state=state,
                answer=answer,
                result_id=result.id if result else None,
                handled_by=self._session.who,
                handled_at=self._session.clock(),
            )


def _put(step: Step, canvas: Canvas, comment: Comment, **values: Any) -> Comment:
    """Keep ``comment`` with ``values``, and its earlier versions that go with it."""
    for earlier in earlier_alike(canvas, comment):
        step.put(changed(earlier, **values))
    return step.put(changed(comment, **values))
