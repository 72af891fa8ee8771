"""Sentences on a comparison of regions, in the language in force: why, how alike, which choice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from welvaartcanvas.domain.circles import Table
from welvaartcanvas.domain.comparison import Comparison, LeftOut
from welvaartcanvas.domain.dossier import Lost, View
from welvaartcanvas.domain.likeness import Likeness
from welvaartcanvas.domain.matching import Match, Need
from welvaartcanvas.domain.patterns import Shared
from welvaartcanvas.domain.region import Cluster
from welvaartcanvas.domain.selection import CanvasStatus, Selection
from welvaartcanvas.i18n import N_, _, date_text, language, ngettext, number_text
from welvaartcanvas.wording import cluster_name, position_name

_CANVAS_STATUSES = {
    CanvasStatus.LEEG: N_("empty"),
    CanvasStatus.BEZIG: N_("under way"),
    CanvasStatus.COMPLEET: N_("complete"),
}

_VIEWS = {
    View.MATRIX: N_("Regions side by side"),
    View.PATTERNS: N_("Patterns across regions"),
    View.ALIKE: N_("Regions that resemble each other"),
    View.MATCHES: N_("Who can learn from whom"),
    View.CIRCLES: N_("Tables for learning circles"),
    View.MAP: N_("On the map"),
    View.CHANGES: N_("What changed"),
}


def view_name(view: View) -> str:
    """What a view of a comparison shows, as a heading."""
    return _(_VIEWS[view])


def canvas_status_name(status: CanvasStatus) -> str:
    """How far a canvas is."""
    return _(_CANVAS_STATUSES[status])


def match_reason(match: Match, comparison: Comparison) -> str:
    """Why the one region can learn from the other, in one sentence."""
    asking = comparison.standing(match.need.region_id).region
    helping = comparison.standing(match.helper_id).region
    block = comparison.blocks[comparison.place(match.need.block)]
    values = {
        "asking": asking.name,
        "helping": helping.name,
        "block": f"{block.number} {block.title(language())}",
        "mean": number_text(match.mean),
        "why": _listed(_alike(match, comparison, helping.cluster)),
    }
    if match.need.questions and match.need.attention:
        asks = _("{asking} has a learning question on {block}, and an attention point there")
    elif match.need.questions:
        asks = _("{asking} has a learning question on {block}")
    else:
        asks = _("{asking} has an attention point in {block}")
    helps = (
        _("{helping} is strong there (mean {mean}) and {why}.")
        if values["why"]
        else _("{helping} is strong there (mean {mean}).")
    )
    return f"{asks}; {helps}".format(**values)


def _alike(match: Match, comparison: Comparison, cluster: Cluster | None) -> Iterator[str]:
    if match.same_cluster and cluster:
        yield _("is of the same type ({cluster})").format(cluster=cluster_name(cluster))
    if match.same_position:
        yield _("has the same position")
    if match.themes:
        names = [comparison.template.tag_name(tag, language()) for tag in match.themes[:3]]
        yield ngettext(
            "works on the same theme ({themes})", "works on the same themes ({themes})", len(names)
        ).format(themes=", ".join(names))


def _listed(parts: Iterator[str]) -> str:
    """``a, b and c``."""
    *firsts, last = [*parts] or [""]
    return _("{firsts} and {last}").format(firsts=", ".join(firsts), last=last) if firsts else last


def need_text(need: Need, comparison: Comparison) -> str:
    """What makes a region ask: how many questions, and which sides gave at most 2."""
    parts = []
    if need.questions:
        parts.append(
            ngettext("{n} learning question", "{n} learning questions", len(need.questions)).format(
                n=len(need.questions)
            )
        )
    if need.low:
        sides = {side.key: side.name(language()) for side in comparison.perspectives}
        parts.append(
            _("attention point ({sides} at most 2)").format(
                sides=", ".join(sides[key] for key in need.low)
            )
        )
    return _listed(iter(parts))


def likeness_text(likeness: Likeness, comparison: Comparison) -> str:
    """How far two regions are apart, in points and over how many cells."""
    return _("on average {distance} points apart, over {cells} shared cells of {of}").format(
        distance=number_text(likeness.distance, 2), cells=likeness.cells, of=comparison.cells
    )


def table_name(table: Table) -> str:
    """What the regions at a table have in common, beside their question."""
    if table.kind is None:
        return _("mixed")
    return (
        cluster_name(table.kind) if isinstance(table.kind, Cluster) else position_name(table.kind)
    )


def in_common_text(table: Table) -> str:
    """What the regions at a table have in common, as it is read out."""
    if table.kind is None:
        return _("of several types and positions")
    if isinstance(table.kind, Cluster):
        return _("all of the type {kind}").format(kind=cluster_name(table.kind))
    return _("all with the position {kind}").format(kind=position_name(table.kind))


def left_out_text(left_out: LeftOut) -> str:
    """What is not compared, and which templates have it."""
    name = left_out.name(language())
    message = (
        _("block {name} is not compared: not every canvas has it (template: {templates})")
        if left_out.what == "block"
        else _(
            "perspective {name} is not compared: not every canvas has it (template: {templates})"
        )
    )
    versions = dict(left_out.versions)
    templates = (
        _("{template} version {versions}").format(
            template=slug, versions=_listed(map(str, versions[slug]))
        )
        if slug in versions
        else slug
        for slug in left_out.templates
    )
    return message.format(name=name, templates=", ".join(templates))


def outside_text(names: Iterable[str], left: int) -> str:
    """Which regions were named but fell outside what else was asked, and how many are ``left``."""
    text = ngettext(
        "Named, but outside the rest of the choice: {names}; {n} region is left",
        "Named, but outside the rest of the choice: {names}; {n} regions are left",
        left,
    )
    return text.format(names=", ".join(names), n=left)


def lost_text(lost: Lost) -> str:
    """The codes that the register does not have, region by region, on one line."""
    return "; ".join(f"{name}: {', '.join(codes)}" for name, codes in lost)


def sides_text(comparison: Comparison, every: Comparison) -> str:
    """Which perspectives count, where they are not those of ``every``; else nothing."""
    counting = comparison.perspectives
    if len(counting) == len(every.perspectives):
        return ""
    message = ngettext("only {sides} counts", "only {sides} count", len(counting))
    return message.format(sides=side_names([side.key for side in counting], comparison))


def side_names(keys: Collection[str], comparison: Comparison) -> str:
    """The compared sides with these keys by name: ``a, b and c``."""
    return _listed(side.name(language()) for side in comparison.perspectives if side.key in keys)


def selection_text(
    selection: Selection, comparison: Comparison, provinces: Mapping[str, str]
) -> str:
    """What was chosen, on one line; nothing when all was. ``provinces`` gives names by code."""
    tag_name = comparison.template.tag_name
    parts = [
        (_("regions"), [str(len(selection.regions))] if selection.regions else []),
        (_("type"), [cluster_name(cluster) for cluster in selection.clusters]),
        (_("position"), [position_name(position) for position in selection.positions]),
        (_("province"), [provinces.get(code, code) for code in selection.provinces]),
        (_("theme"), [tag_name(tag, language()) for tag in selection.themes]),
        (_("status"), [canvas_status_name(status) for status in selection.statuses]),
        (
            _("changed from"),
            [date_text(selection.changed_from)] if selection.changed_from else [],
        ),
        (_("changed until"), [date_text(selection.changed_to)] if selection.changed_to else []),
        (_("template"), [selection.template] if selection.template else []),
    ]
    return "; ".join(f"{name}: {', '.join(values)}" for name, values in parts if values)


def shared_text(shared: Shared, comparison: Comparison) -> str:
    """What regions of one cluster have in common in a block, in one sentence."""
    block = comparison.blocks[comparison.place(shared.block)]
    message = (
        _("{n} of {of} regions of type {cluster} have an attention point in {block}")
        if shared.finding == "attention"
        else _("{n} of {of} regions of type {cluster} have a difference of view in {block}")
    )
    return message.format(
        n=len(shared.regions),
        of=shared.of,
        cluster=cluster_name(shared.cluster),
        block=f"{block.number} {block.title(language())}",
    )
