"""``region``: the sets of municipalities that canvases are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from welvaartcanvas import registry
from welvaartcanvas.cli.commands import Decorated, Group, argument, as_json, in_review, option
from welvaartcanvas.cli.door import confirm, workspace
from welvaartcanvas.cli.output import (
    say,
    say_facts,
    say_json,
    say_table,
    short_ids,
    shown,
    tell,
)
from welvaartcanvas.domain.overlap import Overlap, holders, overlaps
from welvaartcanvas.domain.region import Cluster, Position, Region
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _, explain, moment_text
from welvaartcanvas.wording import cluster_name, position_name


@click.group(cls=Group, help=N_("Regions: make, list, show, change, delete."))
def region() -> None:
    pass


def _areas(command: Decorated) -> Decorated:
    """The options that name municipalities, singly or by the area."""
    for decorate in (
        option(
            "--gemeente",
            "gemeenten",
            multiple=True,
            metavar=N_("CODE|NAME"),
            help=N_("Add a municipality, such as GM0153 or Enschede; may be repeated."),
        ),
        option(
            "--provincie",
            "provincies",
            multiple=True,
            metavar=N_("CODE|NAME"),
            help=N_("Add all of a province, such as PV23 or Overijssel; may be repeated."),
        ),
        option(
            "--corop",
            "corops",
            multiple=True,
            metavar=N_("CODE|NAME"),
            help=N_("Add all of a COROP area, such as CR12 or Twente; may be repeated."),
        ),
    ):
        command = decorate(command)
    return command


def _attributes(command: Decorated) -> Decorated:
    """The options for what makes regions comparable."""
    for decorate in (
        option("--note", metavar=N_("TEXT"), help=N_("A note about the region.")),
        option(
            "--position",
            type=click.Choice([p.value for p in Position]),
            help=N_("Where it stands among its neighbours."),
        ),
        option(
            "--cluster",
            type=click.Choice([c.value for c in Cluster]),
            help=N_("The type of municipality, after the M50/Platform31 study."),
        ),
    ):
        command = decorate(command)
    return command


@region.command(help=N_("Make a region; prints its id."))
@argument("name", metavar=N_("NAME"))
@_areas
@_attributes
def add(
    *,
    name: str, corops: tuple[str, ...], provincies: tuple[str, ...], gemeenten: tuple[str, ...],
    cluster: str | None, position: str | None, note: str | None,
) -> None:  # fmt: skip
    codes = _codes(corops, provincies, gemeenten)
    made = workspace().regions.add(name, codes, cluster=cluster, position=position, note=note or "")
    say(made.id)


@region.command("list", help=N_("List the regions by name."))
@as_json
def list_(json: bool) -> None:
    here = workspace()
    regions = here.regions.all()
    counts = _canvas_counts(here.canvases.lines())
    if json:
        held = holders(regions)
        say_json(
            [
                _as_data(region, counts, overlaps(region.municipalities, held, but=region.id))
                for region in regions
            ]
        )
        return
    ids = short_ids([region.id for region in regions])
    say_table(
        [_("id"), _("name"), _("municipalities"), _("canvases"), _("type")],
        [
            [
                ids[region.id],
                region.name,
                str(len(region.municipalities)),
                str(counts.get(region.id, 0)),
                cluster_name(region.cluster) if region.cluster else "",
            ]
            for region in regions
        ],
        flexible=[1, 4],
    )


@region.command(help=N_("Show a region."))
@argument("id", metavar="ID")
@as_json
def show(id: str, json: bool) -> None:
    here = workspace()
    found = here.regions.get(here.regions.resolve(id))
    lines = [line for line in here.canvases.lines() if line.region_id == found.id]
    regions = here.regions.all()
    shared = overlaps(found.municipalities, holders(regions), but=found.id)
    if json:
        say_json(_as_data(found, _canvas_counts(lines), shared))
        return
    unknown = registry.unknown_problem(found.municipalities)
    names = {m.code: m.name for m in registry.municipalities()}
    say(shown(found.name))
    say()
    say_facts(
        [
            (_("id"), found.id),
            (_("type"), cluster_name(found.cluster) if found.cluster else ""),
            (_("position"), position_name(found.position) if found.position else ""),
            (_("note"), found.note),
            (
                _("municipalities"),
                ", ".join(
                    f"{names[code]} ({code})" if code in names else code
                    for code in found.municipalities
                ),
            ),
            (_("note well"), explain(unknown) if unknown else ""),
            (_("last changed"), moment_text(found.changed_at)),
        ]
    )
    if lines:
        say()
        ids = short_ids([line.id for line in here.canvases.lines()])
        say_table(
            [_("id"), _("canvas"), _("last changed")],
            [[ids[line.id], line.title, moment_text(line.changed_at)] for line in lines],
            flexible=[1],
        )
    if shared:
        say()
        ids = short_ids([region.id for region in regions])
        say_table(
            [_("id"), _("shares municipalities with"), _("number"), _("which")],
            [
                [
                    ids[overlap.region.id],
                    overlap.region.name,
                    str(len(overlap.municipalities)),
                    ", ".join(names.get(code, code) for code in overlap.municipalities),
                ]
                for overlap in shared
            ],
            flexible=[1, 3],
        )


@region.command(help=N_("Change a region: what is not named stays as it is."))
@argument("id", metavar="ID")
@option("--name", metavar=N_("NAME"), help=N_("Another name."))
@_areas
@option(
    "--remove-gemeente",
    "removed",
    multiple=True,
    metavar=N_("CODE|NAME"),
    help=N_("Take a municipality out; may be repeated."),
)
@_attributes
@option("--no-cluster", is_flag=True, help=N_("Leave the type open."))
@option("--no-position", is_flag=True, help=N_("Leave the position open."))
@in_review
def edit(
    *,
    id: str, name: str | None, corops: tuple[str, ...], provincies: tuple[str, ...],
    gemeenten: tuple[str, ...], removed: tuple[str, ...], cluster: str | None,
    position: str | None, note: str | None, no_cluster: bool, no_position: bool,
) -> None:  # fmt: skip
    if (cluster and no_cluster) or (position and no_position):
        raise RequestError("a choice and its opposite were both given; leave one out")
    given = {"name": name, "note": note, "cluster": cluster, "position": position}
    values: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    values |= {"cluster": None} if no_cluster else {}
    values |= {"position": None} if no_position else {}
    added = _codes(corops, provincies, gemeenten)
    if not (values or added or removed):
        raise RequestError("nothing to change was named; see: welvaartcanvas region edit --help")
    here = workspace()
    found = here.regions.get(here.regions.resolve(id))
    if added or removed:
        kept = set(found.municipalities) - {_held(found, asked) for asked in removed}
        values["municipalities"] = tuple(kept | set(added))
    here.regions.edit(found, **values)


@region.command(help=N_("Delete a region that has no canvases."))
@argument("id", metavar="ID")
@option("--yes", is_flag=True, help=N_("Do not ask."))
def delete(id: str, yes: bool) -> int | None:
    here = workspace()
    found = here.regions.get(here.regions.resolve(id))
    if not confirm(_("Delete region {name}?").format(name=shown(found.name)), yes=yes):
        tell(_("Nothing was deleted."))
        return 1
    here.regions.delete(found)
    return None


def _codes(
    corops: Iterable[str], provincies: Iterable[str], gemeenten: Iterable[str]
) -> tuple[str, ...]:
    """The codes of all municipalities that were named; what is unknown raises UnknownThing."""
    areas = [registry.corop(asked) for asked in corops]
    areas += [registry.province(asked) for asked in provincies]
    singles = [registry.municipality(asked).code for asked in gemeenten]
    return (*(code for area in areas for code in area.municipalities), *singles)


def _held(region: Region, asked: str) -> str:
    """The code of a municipality in the region, also of one that the register lost since."""
    code = asked.strip().upper()
    if code not in region.municipalities:
        code = registry.municipality(asked).code
    if code not in region.municipalities:
        raise RequestError(
            "municipality {value} is not in region {name}", value=asked, name=region.name
        )
    return code


def _canvas_counts(lines: Iterable[Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.region_id] = counts.get(line.region_id, 0) + 1
    return counts


def _as_data(region: Region, counts: dict[str, int], shared: Sequence[Overlap]) -> dict[str, Any]:
    return {
        **region.model_dump(mode="json"),
        "canvases": counts.get(region.id, 0),
        "register_year": registry.YEAR,
        "not_in_register": registry.unknown(region.municipalities),
        "overlaps": [
            {
                "id": overlap.region.id,
                "name": overlap.region.name,
                "municipalities": overlap.municipalities,
            }
            for overlap in shared
        ],
    }
