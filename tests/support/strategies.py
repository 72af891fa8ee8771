"""What hypothesis makes for the tests: valid texts, names and canvases, odd Unicode included.

The small strategies are made once (``cache``): hypothesis checks each one that it meets, and a
canvas meets them dozens of times.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from hypothesis import strategies as st

from tests.support.build import CANVAS, canvas, region, small_template, uid
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from welvaartcanvas.domain.answers import Mark
from welvaartcanvas.domain.canvas import (
    Action,
    ActionStatus,
    Canvas,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
    WorkForm,
)
from welvaartcanvas.domain.model import NAME_LIMIT, check_name, check_text
from welvaartcanvas.domain.region import Cluster, Position, Region
from welvaartcanvas.domain.review import Adoption, Comment, CommentState, Round
from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import RequestError

# Every character but those that are refused; texts of blanks alone the filters drop.
_REFUSED = "\u2028\u2029\ufffe\uffff"
_ANY = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=_REFUSED)


def _accepted(check: Any) -> Any:
    def accepts(value: str) -> bool:
        try:
            return bool(check(value) == value)
        except RequestError:
            return False

    return accepts


@cache
def texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """Texts that a contribution may have, kept as they are: any script, marks, lines, tabs."""
    drawn = st.text(
        st.one_of(_ANY, st.sampled_from("\n\t [](){}<>&=")), min_size=1, max_size=max_size
    )
    return st.one_of(drawn, st.sampled_from(HOSTILE_TEXTS)).filter(_accepted(check_text))


@cache
def notes(max_size: int = 60) -> st.SearchStrategy[str]:
    """Texts that may also be empty."""
    return st.one_of(st.just(""), texts(max_size))


@cache
def names(max_size: int = 20) -> st.SearchStrategy[str]:
    """Names, titles and tags, kept as they are: one line, no blanks at the ends."""
    drawn = st.text(_ANY, min_size=1, max_size=min(max_size, NAME_LIMIT))
    return st.one_of(drawn, st.sampled_from(HOSTILE_NAMES)).filter(_accepted(check_name))


@cache
def labels(max_size: int = 20) -> st.SearchStrategy[str]:
    """Names that may also be empty."""
    return st.one_of(st.just(""), names(max_size))


_REVISIONS = st.integers(1, 99)
_SCORES = st.integers(0, 5)
_EMAILS = st.sampled_from(["", "naam@regio.example"])
_WORK_FORMS = st.none() | st.sampled_from(WorkForm)
_STATUSES = st.sampled_from(ActionStatus)
_DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
_TAGS = st.lists(names(), max_size=2)


@cache
def moments() -> st.SearchStrategy[datetime]:
    """Moments in UTC, to the microsecond, of this century."""
    begin = datetime(2000, 1, 1, tzinfo=UTC)
    century = timedelta(days=36_524) // timedelta(microseconds=1)
    # One number a moment: st.datetimes draws seven, and a canvas has many moments.
    return st.integers(0, century).map(lambda us: begin + timedelta(microseconds=us))


def regions(number: int = 1) -> st.SearchStrategy[Region]:
    """Regions with any set of codes, of municipalities that exist or not."""
    codes = st.integers(1, 9999).map("GM{:04d}".format)
    return st.builds(
        region,
        st.just(number),
        names(),
        municipalities=st.lists(codes, max_size=6).map(tuple),
        cluster=st.none() | st.sampled_from(Cluster),
        position=st.none() | st.sampled_from(Position),
        note=notes(),
    )


@st.composite
def canvases(
    draw: st.DrawFn,
    template: Template | None = None,
    number: int = CANVAS,
    max_things: int = 4,
) -> Canvas:
    """Canvases that hold together, from nothing at all to ``max_things`` of every sort.

    The tuples come in the order that :class:`Canvas` promises.
    """
    template = template or small_template()
    blocks = st.sampled_from([block.key for block in template.blocks])
    sides = st.sampled_from([perspective.key for perspective in template.perspectives])
    side_or_none = st.none() | sides
    kinds = st.none() | st.sampled_from([kind.key for kind in template.kinds])
    taken = count(1)

    def stamped() -> dict[str, Any]:
        created, changed = sorted((draw(moments()), draw(moments())))
        return {
            "id": uid(next(taken), number),
            "canvas_id": uid(0, number),
            "revision": draw(_REVISIONS),
            "created_at": created,
            "changed_at": changed,
        }

    amounts = st.integers(0, max_things)

    def times() -> range:
        return range(draw(amounts))

    def by_position(things: list[Any]) -> tuple[Any, ...]:
        return tuple(sorted(things, key=lambda thing: (thing.position, thing.id)))

    partners = sorted(
        (
            Partner(
                **stamped(),
                name=draw(names()),
                perspective=draw(side_or_none),
                organisation=draw(labels()),
                email=draw(_EMAILS),
            )
            for _ in times()
        ),
        key=lambda partner: partner.id,
    )
    said_by = st.none() | st.sampled_from([p.id for p in partners]) if partners else st.none()
    contributions = [
        Contribution(
            **stamped(),
            block=draw(blocks),
            perspective=draw(sides),
            text=draw(texts()),
            kind=draw(kinds),
            partner_id=draw(said_by),
            tags=tuple(draw(_TAGS)),
            position=draw(amounts),
        )
        for _ in times()
    ]
    rated = draw(st.lists(st.sampled_from(template.cells), unique=True, max_size=max_things))
    ratings = [
        Rating(
            **stamped(),
            block=block,
            perspective=side,
            score=draw(_SCORES),
            reason=draw(notes()),
        )
        for block, side in rated
    ]
    questions = [
        LearningQuestion(
            **stamped(),
            block=draw(blocks),
            text=draw(texts()),
            from_whom=draw(labels()),
            work_form=draw(_WORK_FORMS),
            position=draw(amounts),
        )
        for _ in times()
    ]
    actions = [
        Action(
            **stamped(),
            block=draw(blocks),
            text=draw(texts()),
            who=draw(labels()),
            due=draw(_DAYS),
            status=draw(_STATUSES),
            position=draw(amounts),
        )
        for _ in times()
    ]
    # Closed and reopened: a canvas that is reviewed or adopted can't be worked on.
    rounds = [
        Round(
            **stamped(),
            name=draw(names()),
            question=draw(notes()),
            deadline=draw(_DAYS),
            partners=tuple(p.id for p in partners),
            opened_by=draw(labels()),
            closed_at=draw(moments()),
            closed_by=draw(labels()),
        )
        for _ in range(draw(st.integers(0, 1)))
    ]
    comments = [
        Comment(
            **stamped(),
            round_id=rounds[0].id if rounds else None,
            partner_id=draw(said_by),
            author=draw(labels()),
            said_at=draw(st.none() | moments()),
            mark=draw(st.sampled_from(Mark)),
            text=draw(notes()),
            quoted=draw(notes()),
            rating=draw(st.none() | _SCORES),
            block=draw(st.none() | blocks),
            perspective=draw(side_or_none),
            thing_id=contributions[0].id if contributions else None,
            page=draw(st.none() | st.integers(1, 40)),
            state=draw(st.sampled_from(CommentState)),
            answer=draw(notes()),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    adoptions = [
        Adoption(
            **stamped(),
            version=1,
            fingerprint="0" * 64,
            decided_on=date(2026, 1, 31),
            decided_by=draw(labels()),
            reopened_at=draw(moments()),
            reason=draw(notes()),
        )
        for _ in range(draw(st.integers(0, 1)))
    ]
    return canvas(
        number,
        draw(names()),
        template=template,
        region=draw(regions()),
        description=draw(notes()),
        partners=tuple(partners),
        contributions=by_position(contributions),
        ratings=tuple(sorted(ratings, key=lambda rating: rating.id)),
        learning_questions=by_position(questions),
        actions=by_position(actions),
        rounds=tuple(rounds),
        comments=tuple(sorted(comments, key=lambda comment: comment.id)),
        adoptions=tuple(adoptions),
    )
