"""Sentences on the history of a canvas: what a step did, and what differs between two moments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from welvaartcanvas.domain.canvas import (
    Action,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.history import (
    Change,
    ChangeKind,
    Entry,
    ThingChange,
    thing_change,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.template import Template
from welvaartcanvas.domain.variant import Snapshot, Variant
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.wording.choosing import choices_told
from welvaartcanvas.wording.fields import piece, rating_text, reading_text
from welvaartcanvas.wording.proceedings import came_in, happening, is_decided

_KINDS = {
    ChangeKind.ADDED: N_("added"),
    ChangeKind.REMOVED: N_("removed"),
    ChangeKind.CHANGED: N_("changed"),
    ChangeKind.MOVED: N_("moved"),
}

#: Sorts of things, the one that a step is about before what it took along.
_SORTS = {
    "canvas": N_("canvas"),
    "region": N_("region"),
    "adoption": N_("adoption"),
    "round": N_("review round"),
    "comment": N_("comment"),
    "contribution": N_("contribution"),
    "rating": N_("rating"),
    "learning_question": N_("learning question"),
    "action": N_("action"),
    "partner": N_("partner"),
    "variant": N_("other reading"),
    "snapshot": N_("snapshot"),
}


def kind_name(kind: ChangeKind) -> str:
    """What became of a thing, in a word."""
    return _(_KINDS[kind])


def sort_name(entity: str) -> str:
    """What a sort of thing is called, by the name that the history gives it."""
    return _(_SORTS[entity])


def thing_text(thing: Entity) -> str:
    """What a thing says, in its own words."""
    match thing:
        case Contribution() | LearningQuestion() | Action():
            said = thing.text
        case Rating():
            said = f"{thing.score} {thing.reason}".rstrip()
        case Partner() | Region() | Snapshot() | Round():
            said = thing.name
        case CanvasHead():
            said = thing.title
        case Variant():
            said = reading_text(thing)
        case Comment():
            said = thing.text or thing.quoted or rating_text(thing.rating, "")
        case Adoption():
            said = _("version {n}").format(n=thing.version)
        case _:
            said = ""
    return said


def counts(counted: Iterable[tuple[int, str]]) -> str:
    """Numbers of things in one line, as ``3 added, 1 changed``; without those of none."""
    return ", ".join(
        _("{n} {happened}").format(n=number, happened=happened)
        for number, happened in counted
        if number
    )


def entry_text(entry: Entry, template: Template) -> str:
    """What somebody did in one step, in one line that may hold a piece of what was said.

    ``template`` is that of the canvas; blocks are called by their number.
    """
    if entry.kind == "do":
        said = _done([thing_change(change) for change in entry.changes], entry.source, template)
        if entry.of is None:
            return said
        return _("put back to #{step}: {what}").format(step=entry.of, what=said)
    undone = entry.kind == "undo"
    changes = [change.inverse if undone else change for change in entry.changes]
    said = _done(list(map(thing_change, changes)), entry.source, template)
    return (_("undid: {what}") if undone else _("did again: {what}")).format(what=said)


def maker_text(entry: Entry) -> str:
    """Who did a step; of an import the file too, for that says whose words they are."""
    if not entry.source or entry.kind == "undo":
        return entry.who
    return _("{who}, from {file}").format(who=entry.who, file=piece(entry.source))


def import_text(source: str) -> str:
    """An import, without what it did."""
    return _("imported from {file}").format(file=piece(source))


def changes_text(changes: Iterable[Change], template: Template | None = None) -> str:
    """What was changed, in one line; without a template no block is named."""
    return _done(list(map(thing_change, changes)), "", template)


def _done(changes: Sequence[ThingChange], source: str, template: Template | None) -> str:
    if source:
        return _("imported from {file}: {what}").format(file=piece(source), what=_came(changes))
    chosen, changes = choices_told(changes)
    if chosen and not changes:
        return _together(chosen)
    if chosen:
        return "; ".join([_together(chosen), _done(changes, "", template)])
    groups = _groups(changes)
    if any(map(_whole, groups[0])):
        groups = groups[:1]
    in_words = len(groups) <= _IN_WORDS
    said = [_group_text(group, template, in_words=in_words) for group in groups[:_MOST]]
    left = sum(map(len, groups[_MOST:]))
    if left:
        said.append(ngettext("{n} more change", "{n} more changes", left).format(n=left))
    return "; ".join(said)


def _together(chosen: Sequence[str]) -> str:
    if len(chosen) == 1:
        return chosen[0]
    return ngettext("{n} choice made", "{n} choices made", len(chosen)).format(n=len(chosen))


def _whole(change: ThingChange) -> bool:
    """Whether a canvas was made or deleted: then all that it holds came or went with it."""
    return change.entity == "canvas" and change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)


#: So many sorts of changes are told in the words of what was changed.
_IN_WORDS = 2
#: So many sorts of changes are named of one step.
_MOST = 3


def _came(changes: Sequence[ThingChange]) -> str:
    """What an import did, in numbers; what it decided in words."""
    readings = [change for change in changes if change.entity == "variant"]
    comments = sum(map(came_in, changes))
    decided = [change for change in changes if is_decided(change)]
    rest = [
        change
        for change in changes
        if change.entity != "variant" and not came_in(change) and not is_decided(change)
    ]

    def number(*kinds: ChangeKind) -> int:
        return sum(change.kind in kinds for change in rest)

    opened = sum(change.kind is ChangeKind.ADDED for change in readings)
    counted = counts(
        [
            (comments, ngettext("comment", "comments", comments)),
            (number(ChangeKind.ADDED), _("new")),
            (number(ChangeKind.CHANGED, ChangeKind.MOVED), _("changed")),
            (number(ChangeKind.REMOVED), _("removed")),
            (opened, _("to choose")),
            (len(readings) - opened, _("chosen")),
        ]
    )
    words = [_group_text(group, None, in_words=True) for group in _groups(decided)]
    return "; ".join(filter(None, [counted, *words]))


def _groups(changes: Iterable[ThingChange]) -> list[list[ThingChange]]:
    """Changes of one sort of thing to which the same happened, in the order of ``_SORTS``."""
    found: dict[tuple[str, ChangeKind, object], list[ThingChange]] = {}
    for change in changes:
        found.setdefault((change.entity, change.kind, happening(change)), []).append(change)
    sorts, kinds = list(_SORTS), list(ChangeKind)
    order = sorted(found, key=lambda key: (sorts.index(key[0]), kinds.index(key[1])))
    return [found[key] for key in order]


#: What happened to things in a block: what was done with one, or several of one block.
_IN_BLOCK = {
    ChangeKind.ADDED: N_("{things} added to block {block}"),
    ChangeKind.REMOVED: N_("{things} removed from block {block}"),
    ChangeKind.CHANGED: N_("{things} changed in block {block}"),
    ChangeKind.MOVED: N_("{things} moved in block {block}"),
}
_MOVED_TO = N_("{things} moved to block {block}")
_ELSEWHERE = {
    ChangeKind.ADDED: N_("{things} added"),
    ChangeKind.REMOVED: N_("{things} removed"),
    ChangeKind.CHANGED: N_("{things} changed"),
    ChangeKind.MOVED: N_("{things} moved"),
}


def _group_text(group: Sequence[ThingChange], template: Template | None, *, in_words: bool) -> str:
    one = group[0]
    blocks = {change.block for change in group}
    block = blocks.pop() if len(blocks) == 1 and template else None
    message = _ELSEWHERE[one.kind]
    own = happening(one)
    if own is not None:
        message = own[0 if block is not None else 1]
    elif block is not None:
        message = _MOVED_TO if all(map(_to_another_block, group)) else _IN_BLOCK[one.kind]
    things = _one(one) if len(group) == 1 else _several(one.entity, len(group))
    number = template.block(block).number if template and block is not None else ""
    said = _(message).format(things=things, block=number)
    words = piece(_words(one.thing)) if in_words and len(group) == 1 else ""
    return f"{said}: {words}" if words else said


def _one(change: ThingChange) -> str:
    """What one thing is called: a version by its number."""
    thing = change.thing
    return thing_text(thing) if isinstance(thing, Adoption) else sort_name(change.entity)


def _words(thing: Entity) -> str:
    return thing.reason if isinstance(thing, Adoption) else thing_text(thing)


def _to_another_block(change: ThingChange) -> bool:
    before = getattr(change.before, "block", None)
    return change.kind is ChangeKind.MOVED and before != change.block


def _several(entity: str, number: int) -> str:
    match entity:
        case "partner":
            said = ngettext("{n} partner", "{n} partners", number)
        case "contribution":
            said = ngettext("{n} contribution", "{n} contributions", number)
        case "rating":
            said = ngettext("{n} rating", "{n} ratings", number)
        case "learning_question":
            said = ngettext("{n} learning question", "{n} learning questions", number)
        case "action":
            said = ngettext("{n} action", "{n} actions", number)
        case "variant":
            said = ngettext("{n} other reading", "{n} other readings", number)
        case "snapshot":
            said = ngettext("{n} snapshot", "{n} snapshots", number)
        case "comment":
            said = ngettext("{n} comment", "{n} comments", number)
        case "round":
            said = ngettext("{n} review round", "{n} review rounds", number)
        case "adoption":
            said = ngettext("{n} version", "{n} versions", number)
        case _:  # a step changes no two canvases or regions of one canvas
            said = ngettext("{n} change", "{n} changes", number)
    return said.format(n=number)
