"""What a step did, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from welvaartcanvas.domain.canvas import (
    Action,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.review import Comment, CommentState
from welvaartcanvas.domain.variant import Snapshot, Variant
from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.widgets.text import on_one_line, one_line
from welvaartcanvas.wording.history import changes_text
from welvaartcanvas.workspace import Change

# Of several changes in one step, what the step was about: the first of these.
_ABOUT: tuple[type[Entity], ...] = (
    CanvasHead,
    Contribution,
    Rating,
    LearningQuestion,
    Action,
    Partner,
    Snapshot,
)

_ADDED: dict[type[Entity], str] = {
    CanvasHead: N_("canvas made: {text}"),
    Contribution: N_("contribution added: {text}"),
    Rating: N_("rating given: {text}"),
    LearningQuestion: N_("learning question added: {text}"),
    Action: N_("action added: {text}"),
    Partner: N_("partner added: {text}"),
    Snapshot: N_("snapshot added: {text}"),
}
_CHANGED: dict[type[Entity], str] = {
    CanvasHead: N_("canvas changed: {text}"),
    Contribution: N_("contribution changed: {text}"),
    Rating: N_("rating changed: {text}"),
    LearningQuestion: N_("learning question changed: {text}"),
    Action: N_("action changed: {text}"),
    Partner: N_("partner changed: {text}"),
    Snapshot: N_("snapshot changed: {text}"),
}
_DELETED: dict[type[Entity], str] = {
    CanvasHead: N_("canvas deleted: {text}"),
    Contribution: N_("contribution deleted: {text}"),
    Rating: N_("rating deleted: {text}"),
    LearningQuestion: N_("learning question deleted: {text}"),
    Action: N_("action deleted: {text}"),
    Partner: N_("partner deleted: {text}"),
    Snapshot: N_("snapshot deleted: {text}"),
}
_MOVED = N_("contribution moved: {text}")


def told(changes: Sequence[Change]) -> str:
    """The step that consisted of ``changes``, as ``contribution added: Meer techniek``."""
    if any(isinstance(change.before or change.after, Variant) for change in changes):
        return on_one_line(changes_text(changes))
    about = min(changes, key=lambda change: _rank(change.after or change.before))
    before, after = about.before, about.after
    thing = after or before
    assert thing is not None  # noqa: S101 (a change has one side at least)
    if type(thing) not in _ADDED:  # what stands beside the canvas: a round, a comment
        return on_one_line(changes_text(changes))
    if (
        isinstance(before, Contribution)
        and isinstance(after, Contribution)
        and _moved(before, after)
    ):
        message = _MOVED
    else:
        forms = _ADDED if before is None else _DELETED if after is None else _CHANGED
        message = forms[type(thing)]
    return _(message).format(text=_words(thing))


def undone(changes: Sequence[Change]) -> str:
    """As :func:`told`, of a step that was undone: what was handled in it is open again."""
    said = told(changes)
    if any(map(_handles_comment, changes)):
        said = "; ".join([said, _("the comment is open again")])
    return said


def _rank(thing: Entity | None) -> int:
    return _ABOUT.index(type(thing)) if type(thing) in _ABOUT else len(_ABOUT)


def _handles_comment(change: Change) -> bool:
    """Whether something was done with a comment that was open."""
    before, after = change.before, change.after
    return (
        isinstance(before, Comment)
        and isinstance(after, Comment)
        and before.state is CommentState.OPEN
        and after.state is not CommentState.OPEN
    )


def _moved(before: Contribution, after: Contribution) -> bool:
    def place(note: Contribution) -> tuple[str, str, int]:
        return (note.block, note.perspective, note.position)

    return place(before) != place(after)


def _words(thing: Entity | None) -> str:
    match thing:
        case Contribution() | LearningQuestion() | Action():
            words = thing.text
        case Rating():
            words = f"{thing.score} {thing.reason}"
        case Partner() | Snapshot():
            words = thing.name
        case CanvasHead():
            words = thing.title
        case _:
            words = ""
    return one_line(words, 48)
