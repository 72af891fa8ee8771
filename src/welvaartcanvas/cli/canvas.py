"""``canvas``: start, list, show, change and delete canvases."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from welvaartcanvas.cli.commands import Group, argument, as_json, at_point, in_review, option
from welvaartcanvas.cli.door import confirm, workspace
from welvaartcanvas.cli.output import say, say_bytes, say_json, say_table, short_ids, shown, tell
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _, date_text, ngettext


@click.group(cls=Group, help=N_("Canvases: start, show, change, adopt, delete."))
def canvas() -> None:
    pass


@canvas.command(help=N_("Start a canvas for a challenge in a region; prints its id."))
@argument("title", metavar=N_("TITLE"))
@option("--region", required=True, metavar="ID", help=N_("The region that it is about."))
@option(
    "--template",
    default="welvaart-model",
    show_default=True,
    metavar="SLUG",
    help=N_("The template to start from; see: template list"),
)
@option(
    "--description", default="", metavar=N_("TEXT"), help=N_("What it is about, in a few lines.")
)
def new(title: str, region: str, template: str, description: str) -> None:
    here = workspace()
    head = here.canvases.new(title, here.regions.resolve(region), template, description)
    say(head.id)


@canvas.command("list", help=N_("List the canvases, the last changed first."))
@as_json
def list_(json: bool) -> None:
    from welvaartcanvas.wording.review import status_short

    here = workspace()
    lines = here.canvases.lines()
    regions = {region.id: region.name for region in here.regions.all()}
    standings = here.reviews.standings()
    if json:
        say_json(
            [
                {
                    **asdict(line),
                    "changed_at": line.changed_at.isoformat(),
                    "region_name": regions[line.region_id],
                    "status": standings[line.id].status.value,
                    "version": standings[line.id].version,
                }
                for line in lines
            ]
        )
        return
    ids = short_ids([line.id for line in lines])
    say_table(
        [_("id"), _("title"), _("region"), _("status"), _("filled"), _("rated"), _("changed")],
        [
            [
                ids[line.id],
                line.title,
                regions[line.region_id],
                status_short(standings[line.id]),
                f"{line.filled}/{line.cells}",
                f"{line.rated}/{line.cells}",
                date_text(line.changed_at.astimezone().date(), "short"),
            ]
            for line in lines
        ],
        flexible=[1, 2],
    )


@canvas.command(help=N_("Show a canvas with everything on it."))
@argument("id", metavar="ID")
@at_point
@as_json
def show(id: str, at: str | None, json: bool) -> None:
    here = workspace()
    canvas_id = here.canvases.resolve(id)
    found = (
        here.canvases.to_send(canvas_id)
        if at is None
        else here.history.to_send(canvas_id, here.history.point(canvas_id, at))
    )
    if json:
        from welvaartcanvas.workspace.exporting import ExportFormat, ExportKind, content

        day = here.session.clock().astimezone().date()
        say_bytes(content(found, ExportFormat.JSON, kind=ExportKind.REPORT, day=day))
        return
    from welvaartcanvas.cli.canvas_text import canvas_lines

    for line in canvas_lines(found):
        say(line)


@canvas.command(help=N_("Change a canvas: what is not named stays as it is."))
@argument("id", metavar="ID")
@option("--title", metavar=N_("TITLE"), help=N_("Another title."))
@option("--description", metavar=N_("TEXT"), help=N_("Another description."))
@option("--region", metavar="ID", help=N_("Another region."))
@in_review
def edit(id: str, title: str | None, description: str | None, region: str | None) -> None:
    values: dict[str, Any] = {"title": title, "description": description}
    values = {key: value for key, value in values.items() if value is not None}
    if not values and region is None:
        raise RequestError("nothing to change was named; see: welvaartcanvas canvas edit --help")
    here = workspace()
    if region is not None:
        values["region_id"] = here.regions.resolve(region)
    here.canvases.edit(here.canvases.get(here.canvases.resolve(id)).head, **values)


@canvas.command(
    help=N_(
        "Put a canvas back to how it was at a moment.\n\nWith --thing one contribution, rating, "
        "question, action or partner, also one that was deleted. The region stays as it is. "
        "Nothing is lost: undo takes it back."
    )
)
@argument("id", metavar="ID")
@option(
    "--at",
    required=True,
    metavar=N_("POINT"),
    help=N_("The moment: a date, a snapshot, a step such as #12 or start; see: history"),
)
@option("--thing", metavar="ID", help=N_("Only this one; for its id see: diff --format json"))
@in_review
def restore(id: str, at: str, thing: str | None) -> None:
    from welvaartcanvas.wording.history import changes_text

    here = workspace()
    canvas_id = here.canvases.resolve(id)
    step = here.history.point(canvas_id, at)
    if thing is None:
        changes = here.history.restore(canvas_id, step)
    else:
        found = here.history.thing(canvas_id, thing, step)
        changes = here.history.restore_thing(canvas_id, found.id, step)
    if changes:
        say(shown(changes_text(changes, here.canvases.get(canvas_id).template)))
    else:
        tell(_("It is as it was then; there is nothing to put back."))


@canvas.command(
    help=N_(
        "Adopt a canvas as it is: from then on it is locked.\n\nAn open review round is closed. "
        "Prints the version and the fingerprint of what was adopted."
    )
)
@argument("id", metavar="ID")
@option("--on", metavar=N_("YYYY-MM-DD"), help=N_("When that was decided, instead of today."))
@option("--by", default="", metavar=N_("TEXT"), help=N_("Who decided, such as a steering group."))
def adopt(id: str, on: str | None, by: str) -> None:
    from welvaartcanvas.domain.discussion import progress
    from welvaartcanvas.wording.review import version_text
    from welvaartcanvas.workspace.dates import read_date

    day = read_date(on) if on is not None else None
    here = workspace()
    found = here.canvases.get(here.canvases.resolve(id))
    decided = here.reviews.day_decided(day)
    left = progress(found.comments).left
    say(version_text(here.reviews.adopt(found, decided_on=decided, decided_by=by)))
    if left:
        tell(
            ngettext(
                "{n} comment is still open; it can be answered and rejected as before.",
                "{n} comments are still open; they can be answered and rejected as before.",
                left,
            ).format(n=left)
        )


@canvas.command(
    help=N_("Open an adopted canvas again: what follows is the next version, which names it.")
)
@argument("id", metavar="ID")
@option("--reason", required=True, metavar=N_("TEXT"), help=N_("Why; partners read it."))
def reopen(id: str, reason: str) -> None:
    here = workspace()
    reopened = here.reviews.reopen(here.canvases.get(here.canvases.resolve(id)), reason)
    say(_("version {version} begins").format(version=reopened.version + 1))


@canvas.command(help=N_("Delete a canvas with everything on it."))
@argument("id", metavar="ID")
@option("--yes", is_flag=True, help=N_("Do not ask."))
@in_review
def delete(id: str, yes: bool) -> int | None:
    here = workspace()
    found = here.canvases.get(here.canvases.resolve(id))
    question = _("Delete canvas {title} with everything on it?").format(title=shown(found.title))
    if not confirm(question, yes=yes):
        tell(_("Nothing was deleted."))
        return 1
    here.canvases.delete(found.id)
    return None
