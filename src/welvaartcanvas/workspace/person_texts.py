"""What is kept of a person and what erasing did, in sentences that both faces show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from welvaartcanvas.domain.canvas import Action, LearningQuestion
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.person import canvas_of, texts_of
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import UnknownThing, visible
from welvaartcanvas.i18n import N_, _, date_text, explain, language, moment_text, ngettext
from welvaartcanvas.store.persons import Mention
from welvaartcanvas.store.records import record_of
from welvaartcanvas.wording import found_name
from welvaartcanvas.workspace.persons import About, Erased, Held

#: How much of a text is shown, in characters.
_EXCERPT = 60
_NAMED = {
    Action: N_("does an action: {what}"),
    LearningQuestion: N_("to learn from: {what}"),
    Round: N_("opened or closed a review round: {what}"),
    Comment: N_("wrote or handled a comment: {what}"),
    Adoption: N_("adopted or reopened a canvas: {what}"),
}


def about_lines(about: About, length: int | None = _EXCERPT) -> Iterator[str]:
    """All that is kept of a person: what, where, and how often. Users' words stand in it.

    Of a text stand ``length`` characters, or all when that is ``None``.
    """
    kept = about.kept
    for entry in kept.partners:
        where = _canvas(about, entry.now.canvas_id)
        details = (entry.now.name, entry.now.organisation, entry.now.email)
        line = (
            _("partner: {details} ({canvas})")
            if entry.live
            else _("deleted partner, in the history: {details} ({canvas})")
        )
        yield line.format(details=" · ".join(filter(None, details)), canvas=where)
    if kept.versions:
        yield ngettext(
            "history: {n} version of what was noted of them",
            "history: {n} versions of what was noted of them",
            kept.versions,
        ).format(n=kept.versions)
    for said in kept.said:
        yield _("said: {what}").format(what=_where(about, said, said.text, length))
    for thing in kept.named:
        text = next((text for _name, text in texts_of(thing) if text), "")
        yield _(_NAMED[type(thing)]).format(what=_where(about, thing, text, length))
    if kept.made:
        yield ngettext(
            "made {n} change, on {first}",
            "made {n} changes, from {first} to {last}",
            len(kept.made),
        ).format(
            n=len(kept.made),
            first=moment_text(kept.made[0].at),
            last=moment_text(kept.made[-1].at),
        )
    yield from _mentions(about, length)
    for draft in about.drafts:
        line = _("draft that was not saved, of {moment}: {text}")
        text = " · ".join(filter(None, draft.fields.values()))
        yield line.format(moment=moment_text(draft.saved_at), text=visible(text, length))
    for held in about.backups:
        yield _backup_line(held)
    if about.own_name:
        yield _("settings: it is the name under which you work on this computer")


def _backup_line(held: Held) -> str:
    line = (
        _("backup {file} of {day} can't be read: it may hold something")
        if held.kept is None
        else _("backup {file} of {day} holds it too")
    )
    day = held.backup.taken_at.astimezone().date()
    return line.format(file=visible(held.backup.file.name), day=date_text(day))


def _mentions(about: About, length: int | None = _EXCERPT) -> Iterator[str]:
    for mention in about.kept.mentions:
        line = (
            _("named in an earlier text, in the history: {what}")
            if mention.earlier
            else _("named in a text: {what}")
        )
        yield line.format(what=_mention(about, mention, length))
    for source in about.kept.sources:
        yield _("named in the name of an imported file: {file}").format(file=visible(source))


def _mention(about: About, mention: Mention, length: int | None) -> str:
    return _where(about, mention.thing, mention.text, length)


def _where(about: About, thing: Entity, text: str, length: int | None) -> str:
    """A text with what it stands in: ``"…" (contribution, block aanpak, canvas …)``."""
    parts = [found_name(record_of(type(thing)).entity)]
    block = getattr(thing, "block", None)
    canvas_id = canvas_of(thing)
    if block:
        parts += _cell(about.templates.get(canvas_id or ""), block, thing)
    if canvas_id:
        parts.append(_canvas(about, canvas_id))
    return f"“{visible(text, length)}” ({', '.join(parts)})"


def _cell(template: Template | None, block: str, thing: Entity) -> Iterator[str]:
    """The block and side of a thing as its canvas calls them; by their keys when that is gone."""
    side = getattr(thing, "perspective", None)
    with suppress(UnknownThing):
        if template:
            block = template.block(block).title(language())
            side = side and template.perspective(side).name(language())
    yield _("block {block}").format(block=visible(block))
    if side:
        yield visible(side)


def _canvas(about: About, canvas_id: str) -> str:
    region, title = about.titles.get(canvas_id, ("", ""))
    named = f"{region}: {title}" if region else title
    return visible(named) if named else _("a canvas that is gone")


def consequences(about: About, *, texts: bool = False) -> Iterator[str]:
    """What erasing this person will do: what one should know before saying yes."""
    kept = about.kept
    entries = sum(entry.live for entry in kept.partners)
    if entries:
        yield ngettext(
            "{n} partner goes: name, organisation and e-mail address, on the canvas, in its "
            "history and in what can be undone.",
            "{n} partners go: name, organisation and e-mail address, on the canvases, in their "
            "history and in what can be undone.",
            entries,
        ).format(n=entries)
    elif kept.versions:
        yield _("What the history has of this person goes.")
    if kept.said:
        yield ngettext(
            "{n} contribution or comment stays, without a name.",
            "{n} contributions and comments stay, without a name.",
            len(kept.said),
        ).format(n=len(kept.said))
    if kept.named:
        yield ngettext(
            "{n} action, learning question or part of a review loses the name in it.",
            "{n} actions, learning questions and parts of reviews lose the name in them.",
            len(kept.named),
        ).format(n=len(kept.named))
    if kept.made:
        yield ngettext(
            "{n} change in the history stays, without who made it; they can't undo it any more.",
            "{n} changes in the history stay, without who made them; they can't undo them any "
            "more.",
            len(kept.made),
        ).format(n=len(kept.made))
    if about.drafts:
        yield _("Drafts that name them are changed or removed.")
    if any(held.kept for held in about.backups):
        yield _("The backups that the program made are made anew without them.")
    if about.own_name:
        yield _("Your own name in the settings is emptied.")
    mentions = len(kept.mentions) + len(kept.sources)
    if mentions:
        message = (
            ngettext(
                "In {n} text the name becomes {gap}, also in its history.",
                "In {n} texts the name becomes {gap}, also in their history.",
                mentions,
            )
            if texts
            else ngettext(
                "{n} text that mentions them stays as it is.",
                "{n} texts that mention them stay as they are.",
                mentions,
            )
        )
        yield message.format(n=mentions, gap="…")
    adopted = {
        canvas_of(mention.thing)
        for mention in kept.mentions
        if texts and not mention.earlier and not isinstance(mention.thing, Round | Comment)
    } & about.adopted
    if adopted:
        yield ngettext(
            "{n} adopted canvas says something else by that: it gets another fingerprint, and its "
            "PDFs must be made anew.",
            "{n} adopted canvases say something else by that: they get another fingerprint, and "
            "their PDFs must be made anew.",
            len(adopted),
        ).format(n=len(adopted))
    yield _("This can't be undone.")


def erased_lines(done: Erased) -> Iterator[str]:
    """What erasing did and where, and what remains."""
    name = ", ".join(done.before.person.names or done.before.person.emails)
    yield _("Erased: {name}").format(name=visible(name))
    for backup in done.backups:
        yield _("backup made anew: {file}").format(file=visible(backup))
    if done.drafts:
        yield ngettext(
            "{n} draft changed or removed", "{n} drafts changed or removed", done.drafts
        ).format(n=done.drafts)
    if done.renewed:
        yield ngettext(
            "The fingerprint of {n} adopted canvas is renewed: its PDFs must be made anew.",
            "The fingerprint of {n} adopted canvases is renewed: their PDFs must be made anew.",
            done.renewed,
        ).format(n=done.renewed)
    if done.before.own_name:
        yield _("settings: your own name is empty now")
    if done.cleaned and not done.still_named:
        yield _("The file of the workspace was made anew: no byte of it is left there.")


def remaining_lines(done: Erased, way: str) -> Iterator[str]:
    """What erasing left, and what to do about it.

    ``way`` is how the name is taken out of texts too: an option, or a key.
    """
    yield from _mentions(done.after)
    if done.still_named:
        advice = _("Change these texts yourself, or take the name out of all of them with {way}.")
        yield advice.format(way=way)
    if done.before.person.shared:
        yield _(
            "Somebody else has the same name: where that stood by itself (who does an action, who "
            "made a change) it stays."
        )
    for held in done.after.backups:
        if held.kept is None:
            yield _("{file} can't be read and may hold it; remove it yourself").format(
                file=visible(held.backup.file)
            )
    for file, fault in done.failed:
        yield _("{file} still holds it: {reason}").format(file=visible(file), reason=explain(fault))
    if not done.cleaned:
        reason = explain(done.waits) if done.waits else _("another program is reading it")
        yield _(
            "Bytes of it may still be in the file of the workspace ({reason}); do this again when "
            "no other program has it open."
        ).format(reason=reason)
    yield _(
        "Files that were exported, copies that you made elsewhere, and what you sent to others, "
        "this program does not know: remove or replace these yourself."
    )
