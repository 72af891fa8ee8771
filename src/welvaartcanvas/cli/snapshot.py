"""``snapshot``: give moments of a canvas a name."""

from __future__ import annotations

import click

from welvaartcanvas.cli.commands import Group, argument, as_json, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import say, say_json, say_table
from welvaartcanvas.i18n import N_, _, moment_text


@click.group(cls=Group, help=N_("Moments of a canvas with a name: add, list, rename, remove."))
def snapshot() -> None:
    pass


@snapshot.command(help=N_("Give this moment of a canvas a name; prints its step."))
@argument("canvas", metavar="CANVAS")
@argument("name", metavar=N_("NAME"))
@option(
    "--at",
    metavar=N_("POINT"),
    help=N_("An earlier moment: a date, another snapshot, a step such as #12 or start."),
)
def add(canvas: str, name: str, at: str | None) -> None:
    here = workspace()
    canvas_id = here.canvases.resolve(canvas)
    step = None if at is None else here.history.point(canvas_id, at)
    say(f"#{here.history.take_snapshot(canvas_id, name, step).step}")


@snapshot.command("list", help=N_("List the moments of a canvas that have a name."))
@argument("canvas", metavar="CANVAS")
@as_json
def list_(canvas: str, json: bool) -> None:
    here = workspace()
    found = [
        (each, here.history.moment(each.step))
        for each in here.history.snapshots(here.canvases.resolve(canvas))
    ]
    if json:
        say_json(
            [
                {
                    "id": each.id,
                    "name": each.name,
                    "step": each.step,
                    "at": at.isoformat() if at else None,
                }
                for each, at in found
            ]
        )
        return
    say_table(
        [_("step"), _("when"), _("name")],
        [[f"#{each.step}", moment_text(at) if at else "", each.name] for each, at in found],
        flexible=[2],
    )


@snapshot.command(help=N_("Give a snapshot another name."))
@argument("canvas", metavar="CANVAS")
@argument("name", metavar=N_("NAME"))
@argument("new", metavar=N_("NEW"))
def rename(canvas: str, name: str, new: str) -> None:
    here = workspace()
    found = here.history.snapshot(here.canvases.resolve(canvas), name)
    here.history.rename_snapshot(found, new)


@snapshot.command(help=N_("Remove a snapshot; the moment itself stays in the history."))
@argument("canvas", metavar="CANVAS")
@argument("name", metavar=N_("NAME"))
def remove(canvas: str, name: str) -> None:
    here = workspace()
    here.history.remove_snapshot(here.history.snapshot(here.canvases.resolve(canvas), name))
