"""``history``, ``diff``, ``undo`` and ``redo``: what was done in a canvas, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from welvaartcanvas.cli.commands import Command, argument, as_json, in_review, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import say, say_json, say_table, shown, tell
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _, moment_text

if TYPE_CHECKING:
    from welvaartcanvas.domain.history import Difference, Entry
    from welvaartcanvas.domain.model import Entity
    from welvaartcanvas.workspace import Change, Workspace


@click.command(
    cls=Command,
    help=N_(
        "Undo your last change of a canvas; prints what it was.\n\nWithout CANVAS: your last "
        "change of a region, or of which canvases there are."
    ),
)
@argument("canvas", required=False, metavar="[CANVAS]")
@in_review
def undo(canvas: str | None) -> None:
    here = workspace()
    canvas_id = None if canvas is None else here.canvases.resolve(canvas)
    changes = here.regions.undo() if canvas_id is None else here.canvases.undo(canvas_id)
    _say_done(here, _("undid: {what}"), changes, canvas_id)


@click.command(cls=Command, help=N_("Do again what undo took back; prints what it was."))
@argument("canvas", required=False, metavar="[CANVAS]")
@in_review
def redo(canvas: str | None) -> None:
    here = workspace()
    canvas_id = None if canvas is None else here.canvases.resolve(canvas)
    changes = here.regions.redo() if canvas_id is None else here.canvases.redo(canvas_id)
    inverses = [change.inverse for change in changes]  # the undo is what was turned around
    _say_done(here, _("did again: {what}"), inverses, canvas_id)


def _say_done(here: Workspace, said: str, changes: list[Change], canvas_id: str | None) -> None:
    from welvaartcanvas.wording.history import changes_text, import_text

    made = (change.entity_id for change in changes if change.entity == "canvas")
    about = canvas_id or next(made, None)
    source = here.history.turned(about) if about else ""
    template = None if canvas_id is None else here.canvases.get(canvas_id).template
    what = import_text(source) if source else changes_text(changes, template)
    say(shown(said.format(what=what)))


@click.command(
    cls=Command,
    help=N_(
        "Show what was done in a canvas, the newest first.\n\nThe number of a step names the "
        "moment at which it was done, for --at, --since and diff."
    ),
)
@argument("canvas", metavar="CANVAS")
@option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar=N_("NUMBER"),
    help=N_("Show so many steps at most."),
)
@option(
    "--since",
    metavar=N_("POINT"),
    help=N_("Only what was done after a date, a snapshot or a step such as #12."),
)
@as_json
def history(canvas: str, limit: int, since: str | None, json: bool) -> None:
    from welvaartcanvas.wording.history import entry_text

    here = workspace()
    canvas_id = here.canvases.resolve(canvas)
    first = 0 if since is None else here.history.point(canvas_id, since) + 1
    # One more than is shown tells whether there is more.
    found = here.history.timeline(canvas_id, limit=limit + 1)
    found = [entry for entry in found if entry.step >= first]
    template = here.canvases.get(canvas_id).template
    entries = found[:limit]
    if json:
        say_json([_entry(entry, entry_text(entry, template)) for entry in entries])
    else:
        say_table(
            [_("step"), _("when"), _("who"), _("what")],
            [
                [f"#{entry.step}", moment_text(entry.at), entry.who, entry_text(entry, template)]
                for entry in entries
            ],
            flexible=[2, 3],
        )
    if len(found) > limit:
        tell(_("There is more; for example: --limit {number}").format(number=10 * limit))


def _entry(entry: Entry, said: str) -> dict[str, Any]:
    return {
        "step": entry.step,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "kind": entry.kind,
        "of": entry.of,
        "source": entry.source,
        "text": said,
        "changes": [
            {
                "entity": change.entity,
                "id": change.entity_id,
                "before": _thing(change.before),
                "after": _thing(change.after),
            }
            for change in entry.changes
        ],
    }


def _thing(thing: Entity | None) -> dict[str, Any] | None:
    return thing.model_dump(mode="json") if thing else None


@click.command(
    cls=Command,
    help=N_(
        "Show what changed in a canvas between two moments.\n\nA POINT is a date (2026-01-31), a "
        "date and time, a snapshot, a step (#12), start or now. Without a second one: until now."
    ),
)
@argument("canvas", metavar="CANVAS")
@argument("since", metavar=N_("POINT"))
@argument("until", required=False, metavar=N_("[POINT]"))
@option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=N_("What to make."),
)
def diff(canvas: str, since: str, until: str | None, format: str) -> None:
    from welvaartcanvas.cli.difference_text import difference_lines

    here = workspace()
    canvas_id = here.canvases.resolve(canvas)
    start = here.history.point(canvas_id, since)
    end = here.history.now() if until is None else here.history.point(canvas_id, until)
    if end < start:
        raise RequestError(
            "{until} is before {since}; name the earlier moment first",
            until=f"#{end}",
            since=f"#{start}",
        )
    found = here.history.difference(canvas_id, start, end)
    if format == "json":
        say_json(_difference(here, found, start, end))
        return
    for line in difference_lines(found, (_moment(here, start), _moment(here, end))):
        say(line)


def _moment(here: Workspace, step: int) -> str:
    at = here.history.moment(step)
    return f"#{step} ({moment_text(at)})" if at else f"#{step}"


def _difference(here: Workspace, found: Difference, since: int, until: int) -> dict[str, Any]:
    def moment(step: int) -> dict[str, Any]:
        at = here.history.moment(step)
        return {"step": step, "at": at.isoformat() if at else None}

    return {
        "canvas": found.after.id,
        "since": moment(since),
        "until": moment(until),
        "changes": [
            {
                "kind": change.kind.value,
                "entity": change.entity,
                "id": change.thing.id,
                "block": change.block,
                "perspective": change.perspective,
                "fields": list(change.fields),
                "before": _thing(change.before),
                "after": _thing(change.after),
            }
            for change in found.changes
        ],
    }
