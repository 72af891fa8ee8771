"""Sentences on reviewing a canvas: its status, rounds, comments, and what was done with them."""

from __future__ import annotations

from collections.abc import Iterable

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.discussion import Progress, place_of, progress
from welvaartcanvas.domain.fingerprint import shown
from welvaartcanvas.domain.remarks import thing_of
from welvaartcanvas.domain.review import Adoption, Comment, CommentState, Round
from welvaartcanvas.domain.status import Standing, Status
from welvaartcanvas.i18n import N_, _, date_text, language, ngettext
from welvaartcanvas.wording import mark_name, state_name
from welvaartcanvas.wording.fields import piece
from welvaartcanvas.wording.history import sort_name, thing_text

__all__ = [
    "answered_text",
    "author_text",
    "comments_text",
    "fingerprint_text",
    "mark_name",
    "outcome_text",
    "place_text",
    "progress_text",
    "round_name",
    "round_status",
    "round_text",
    "said_text",
    "state_name",
    "states_text",
    "status_name",
    "status_short",
    "status_text",
    "target_text",
    "version_text",
]

#: What stands for a comment where there is no room for words.
COMMENT = "❝"

_STATUSES = {
    Status.CONCEPT: N_("concept"),
    Status.IN_REVIEW: N_("in review"),
    Status.ADOPTED: N_("adopted"),
}


def status_name(status: Status) -> str:
    """How far a canvas is, in a word or two."""
    return _(_STATUSES[status])


def status_short(standing: Standing) -> str:
    """The status for a list: ``concept``, ``in review``, ``adopted, version 2``.

    Of a first version only where it was adopted: before that nobody counts.
    """
    name = status_name(standing.status)
    if standing.status is not Status.ADOPTED and standing.version == 1:
        return name
    return _("{status}, version {version}").format(status=name, version=standing.version)


def status_text(standing: Standing) -> str:
    """The status in one line, with since when and who, as far as that is known.

    ``in review until 1 December 2026 (Review round 1)``, ``adopted on 1 December 2026 by
    the steering group (version 1)``, ``concept of version 2, reopened on 1 May 2027 by Anna``.
    """
    if standing.status is Status.ADOPTED:
        return _adopted_text(standing)
    if standing.status is Status.IN_REVIEW:
        return _in_review_text(standing)
    if standing.version == 1:
        return _("concept")
    values = {"version": standing.version, "day": _day(standing), "who": standing.who}
    if standing.who:
        return _("concept of version {version}, reopened on {day} by {who}").format(**values)
    return _("concept of version {version}, reopened on {day}").format(**values)


def _adopted_text(standing: Standing) -> str:
    adoption = standing.adoption
    assert adoption is not None  # noqa: S101 (who is adopted has one)
    values = {
        "day": date_text(adoption.decided_on),
        "who": adoption.decided_by,
        "version": adoption.version,
    }
    if adoption.decided_by:
        return _("adopted on {day} by {who} (version {version})").format(**values)
    return _("adopted on {day} (version {version})").format(**values)


def _in_review_text(standing: Standing) -> str:
    asked = standing.round
    assert asked is not None  # noqa: S101 (who is in review has one)
    if asked.deadline:
        said = _("in review until {day} ({round})").format(
            day=date_text(asked.deadline), round=asked.name
        )
    else:
        said = _("in review ({round})").format(round=asked.name)
    if standing.version == 1:
        return said
    return _("{status}, version {version}").format(status=said, version=standing.version)


def _day(standing: Standing) -> str:
    return date_text(standing.since.astimezone().date())


def fingerprint_text(digits: str) -> str:
    """A fingerprint with its name, as ``fingerprint 3f2a-91c4-…``."""
    return _("fingerprint {digits}").format(digits=shown(digits))


def version_text(adoption: Adoption) -> str:
    """A version that was adopted, as ``version 1: fingerprint 3f2a-91c4-…``."""
    return _("version {version}: {fingerprint}").format(
        version=adoption.version, fingerprint=fingerprint_text(adoption.fingerprint)
    )


def round_name(number: int) -> str:
    """What a round is called unless somebody says otherwise; ``number`` counts from 1."""
    return _("Review round {n}").format(n=number)


def round_status(round: Round) -> str:
    """How far a round is: ``open until 1 December 2026``, ``closed on 3 December 2026 by Anna``."""
    if round.closed_at is not None:
        day = date_text(round.closed_at.astimezone().date())
        if round.closed_by:
            return _("closed on {day} by {who}").format(day=day, who=round.closed_by)
        return _("closed on {day}").format(day=day)
    if round.deadline is not None:
        return _("open until {day}").format(day=date_text(round.deadline))
    return _("open")


def round_text(round: Round) -> str:
    """A round in one line: its name, and how far it is."""
    return _("{round}, {status}").format(round=round.name, status=round_status(round))


def comments_text(number: int) -> str:
    """So many comments, as ``3 comments``."""
    return ngettext("{n} comment", "{n} comments", number).format(n=number)


def waiting_text(number: int) -> str:
    """So many comments that nothing was done with yet, as ``3 open comments``."""
    return ngettext("{n} open comment", "{n} open comments", number).format(n=number)


def progress_text(far: Progress) -> str:
    """How far somebody is, as ``12 of 30 comments handled``."""
    return ngettext(
        "{handled} of {n} comment handled", "{handled} of {n} comments handled", far.total
    ).format(handled=far.handled, n=far.total)


def states_text(comments: Iterable[Comment]) -> str:
    """How many comments are in each state, as ``2 open, 1 rejected``; without those of none."""
    states = [comment.state for comment in comments]
    return ", ".join(
        _("{n} {happened}").format(n=states.count(state), happened=state_name(state))
        for state in CommentState
        if state in states
    )


def answered_text(partner: Partner, comments: Iterable[Comment]) -> str:
    """How often a partner answered and how far that was handled; that they did not yet."""
    far = progress(comments)
    if not far.total:
        return _("{who}: no comments yet").format(who=partner.name)
    return _("{who}: {progress}").format(who=partner.name, progress=progress_text(far))


def author_text(canvas: Canvas, comment: Comment) -> str:
    """Who said it: the partner, with the name in the PDF where that is another one."""
    partner = next((p for p in canvas.partners if p.id == comment.partner_id), None)
    if partner is None:
        return comment.author or _("unknown")
    if comment.author and comment.author != partner.name:
        return _("{partner} ({author})").format(partner=partner.name, author=comment.author)
    return partner.name


def said_text(comment: Comment) -> str:
    """What it says: the text, with a rating that was filled in; else what was done on the page.

    A mark without a text says something too: these words were struck out.
    """
    said = comment.text.strip()
    if comment.rating is not None:
        rating = _("rating {score}").format(score=comment.rating)
        return _("{rating}: {text}").format(rating=rating, text=said) if said else rating
    if said:
        return comment.text
    if comment.quoted.strip():
        return _("({mark}: “{words}”, without a text)").format(
            mark=mark_name(comment.mark), words=piece(comment.quoted)
        )
    return _("({mark}, without a text)").format(mark=mark_name(comment.mark))


def place_text(canvas: Canvas, comment: Comment) -> str:
    """Block and side, as ``2 Approach, Government``; that it is about the whole canvas."""
    block, side = place_of(canvas, comment)
    if block is None:
        return _("the canvas as a whole")
    found = canvas.template.block(block)
    said = f"{found.number} {found.title(language())}"
    return f"{said}, {canvas.template.perspective(side).name(language())}" if side else said


def target_text(canvas: Canvas, comment: Comment) -> str:
    """What it is about: block and side, and the thing with its beginning, all on one line.

    Of a thing that is gone what it said then; of what could not be placed the page.
    """
    place = place_text(canvas, comment)
    thing = thing_of(canvas, comment)
    if thing is not None:
        from welvaartcanvas.domain.history import entity_of

        about = _("{sort}: {text}").format(
            sort=sort_name(entity_of(thing)), text=piece(thing_text(thing))
        )
        return f"{place} · {about}"
    if comment.thing_id is not None:
        gone = _("deleted since: {text}").format(text=piece(comment.told))
        return f"{place} · {gone}"
    if comment.block is None and comment.page is not None:
        return f"{place} · " + _("page {n}").format(n=comment.page)
    return place


def outcome_text(comment: Comment) -> str:
    """What was done with it, by whom and when, and why: ``rejected by Anna, 31 January 2026: …``.

    Nothing more than the state where nothing was done.
    """
    said = state_name(comment.state)
    if comment.handled_at is not None:
        day = date_text(comment.handled_at.astimezone().date())
        values = {"state": said, "who": comment.handled_by, "day": day}
        if comment.handled_by:
            said = _("{state} by {who}, {day}").format(**values)
        else:
            said = _("{state}, {day}").format(**values)
    if comment.answer.strip():
        return _("{what}: {answer}").format(what=said, answer=comment.answer)
    return said
