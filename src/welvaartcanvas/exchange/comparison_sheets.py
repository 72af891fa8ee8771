"""A comparison as flat tables: the one description that its CSV and its XLSX are made from.

Titles and names are in the language in force; texts are as typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from welvaartcanvas.domain.comparison import Figures, Standing
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.domain.map_figures import MapMeasure
from welvaartcanvas.domain.patterns import CLASSES, SharedFinding
from welvaartcanvas.exchange.columns import NARROW, Cell, Column, Sheet, columns
from welvaartcanvas.exchange.comparison_names import Names
from welvaartcanvas.exchange.learning_sheets import alike, circles, matches
from welvaartcanvas.i18n import _, language
from welvaartcanvas.wording import Finding, cluster_name, finding_name, findings, map_figure_name


def tables(dossier: Dossier, view: View) -> tuple[Sheet, ...]:
    """The tables of ``view``, the fullest first; none of what the dossier has not."""
    return tuple(_MAKERS[view](dossier, Names(dossier.comparison)))


def _matrix(dossier: Dossier, names: Names) -> Iterator[Sheet]:
    sides, cells = len(names.sides), dossier.comparison.cells
    yield _figures(dossier, names)
    yield _grid(
        dossier,
        names,
        Sheet(_("Mean"), None, (), (), purpose=_("The mean of each region in each block.")),
        lambda f: f.mean,
        (_("All blocks"), lambda s: s.mean),
        scores=True,
    )
    yield _grid(
        dossier,
        names,
        Sheet(_("Spread"), None, (), (), purpose=_("How far the sides are apart in each block.")),
        lambda f: f.spread,
        (_("Largest spread"), lambda s: s.spread),
        scores=True,
    )
    wrote = _("How many sides gave a contribution in each block, of {n}.").format(n=sides)
    yield _grid(
        dossier,
        names,
        Sheet(_("Coverage"), None, (), (), purpose=wrote),
        lambda f: f.filled,
        (filled_title(cells), lambda s: s.filled),
    )
    purpose = _("Strengths, attention points and differences of view, in words.")
    yield _grid(
        dossier,
        names,
        Sheet(_("What stands out"), None, (), (), purpose=purpose),
        lambda f: ", ".join(findings(f)),
    )


def filled_title(of: int) -> str:
    """How the column is called that counts what has a contribution, out of ``of``."""
    return _("Filled (of {n})").format(n=of)


def rated_title(of: int) -> str:
    """How the column is called that counts what has a rating, out of ``of``."""
    return _("Rated (of {n})").format(n=of)


def _figures(dossier: Dossier, names: Names) -> Sheet:
    """Every figure of every block of every region: one row for each."""
    sides = {key: f"mean:{key}" for key in names.sides}  # no key of ours holds a colon
    rows = tuple(
        {
            **names.kinds(standing.region.id),
            **names.block(block),
            "mean": figures.mean,
            "spread": figures.spread,
            **{sides[key]: side.mean for key, side in zip(sides, figures.sides, strict=True)},
            "contributions": figures.contributions,
            "filled": figures.filled,
            "rated": figures.rated,
            "findings": ", ".join(findings(figures)),
        }
        for standing in dossier.comparison.standings
        for block, figures in zip(names.blocks, standing.blocks, strict=True)
    )
    by_side = tuple(
        Column(sides[key], name, max(NARROW, len(name) + 4)) for key, name in names.sides.items()
    )
    return Sheet(
        _("Figures"),
        None,
        (
            *columns("region", "cluster", "position", "number", "block", "mean", "spread"),
            *by_side,
            *columns("contributions"),
            Column("filled", filled_title(len(sides)), NARROW),
            Column("rated", rated_title(len(sides)), NARROW),
            *columns("findings", "id"),
        ),
        rows,
        fixed=1,
        purpose=_("Every figure of every block of every region, to sort and to count."),
    )


def _grid(
    dossier: Dossier,
    names: Names,
    sheet: Sheet,
    cell: Callable[[Figures], Cell],
    whole: tuple[str, Callable[[Standing], Cell]] | None = None,
    *,
    scores: bool = False,
) -> Sheet:
    """Regions × blocks with one thing in each cell, on ``sheet``; and of all blocks together.

    ``whole`` has the title and the cell of that, where it is known.
    """
    keys = {block: f"block:{block}" for block in names.blocks}
    rows = tuple(
        {
            "region": standing.region.name,
            **{keys[b]: cell(f) for b, f in zip(keys, standing.blocks, strict=True)},
            **({"whole": whole[1](standing)} if whole else {}),
        }
        for standing in dossier.comparison.standings
    )
    of_blocks = tuple(
        Column(keys[key], f"{block.number} {block.title(language())}", 2 * NARROW)
        for key, block in names.blocks.items()
    )
    of_all = (Column("whole", whole[0], NARROW),) if whole else ()
    shaded = tuple(column.key for column in (*of_blocks, *of_all)) if scores else ()
    titles = (*columns("region"), *of_blocks, *of_all)
    return replace(sheet, columns=titles, rows=rows, fixed=1, shaded=shaded)


def _patterns(dossier: Dossier, names: Names) -> Iterator[Sheet]:
    five = ("lowest", "first_quartile", "median", "third_quartile", "highest")
    classes = tuple(
        # The last class has its upper bound too: it says so by naming it.
        Column(
            f"class:{low}",
            (_("{low} to {high}") if low == CLASSES[-1] else _("{low} to under {high}")).format(
                low=low, high=low + 1
            ),
            NARROW,
        )
        for low in CLASSES
    )
    rows = tuple(
        {
            **names.block(each.block),
            "regions_rated": each.rated,
            **dict(zip(five, each.five, strict=False)),
            **{c.key: n for c, n in zip(classes, each.counts, strict=True)},
            "strengths": each.strengths,
            "attentions": each.attentions,
            "differences": each.differences,
            "unknowns": each.unknowns,
            "shared_attention": _shared_by(dossier, each.block, "attention"),
            "shared_difference": _shared_by(dossier, each.block, "difference"),
        }
        for each in dossier.distributions
    )
    counts = ("strengths", "attentions", "differences", "unknowns")
    yield Sheet(
        _("Patterns"),
        None,
        (
            *columns("number", "block", "regions_rated", *five),
            *classes,
            *columns(*counts, "shared_attention", "shared_difference"),
        ),
        rows,
        fixed=2,
        purpose=_("How the means of the regions are spread in each block, and what stands out."),
    )
    yield _shared(dossier, names)


def _shared_by(dossier: Dossier, block: str, finding: SharedFinding) -> str:
    return "\n".join(
        _("{cluster}: {n} of {of}").format(
            cluster=cluster_name(each.cluster), n=len(each.regions), of=each.of
        )
        for each in dossier.shared
        if (each.block, each.finding) == (block, finding)
    )


def _shared(dossier: Dossier, names: Names) -> Sheet:
    rows = tuple(
        {
            "cluster": cluster_name(each.cluster),
            **names.block(each.block),
            "finding": finding_name(Finding(each.finding)),
            "count": len(each.regions),
            "of": each.of,
            "regions": names.listed(each.regions),
        }
        for each in dossier.shared
    )
    keys = ("cluster", "number", "block", "finding", "count", "of", "regions")
    purpose = _("What several regions of one type have in common.")
    return Sheet(_("Shared by type"), None, columns(*keys), rows, fixed=1, purpose=purpose)


def _map(dossier: Dossier, names: Names) -> Iterator[Sheet]:
    if dossier.mapped is None:
        return
    figure = dossier.mapped.figure
    rows = tuple(
        {
            "area": name,
            "code": area.code,
            "value": area.value,
            "with_figure": area.municipalities,
            "of": area.of,
        }
        for name, area in dossier.mapped.areas
    )
    shape = "0%" if figure.measure is MapMeasure.COVERAGE else "0.0"
    shown = Column("value", map_figure_name(figure, names.blocks.values()), 24, shape)
    titles = (*columns("area", "code"), shown, *columns("with_figure", "of"))
    purpose = _("The figure of each COROP area on the map.")
    yield Sheet(_("Map"), None, titles, rows, fixed=1, purpose=purpose)


def _changes(dossier: Dossier, names: Names) -> Iterator[Sheet]:
    if dossier.since is None:
        return
    rows = tuple(
        {
            **names.kinds(each.region_id),
            **names.block(each.block),
            "then_mean": each.then.mean,
            "now_mean": each.now.mean,
            "change": each.difference,
            "then_spread": each.then.spread,
            "now_spread": each.now.spread,
            "then_contributions": each.then.contributions,
            "now_contributions": each.now.contributions,
            "added": each.added,
            "then_findings": ", ".join(findings(each.then)),
            "now_findings": ", ".join(findings(each.now)),
        }
        for each in dossier.since.developments
    )
    keys = ("region", "cluster", "position", "number", "block", "then_mean", "now_mean")
    more = ("change", "then_spread", "now_spread", "then_contributions", "now_contributions")
    rest = ("added", "then_findings", "now_findings", "id")
    purpose = _("What changed in each block of each region since the day above.")
    titles = columns(*keys, *more, *rest)
    yield Sheet(_("Changes"), None, titles, rows, fixed=1, purpose=purpose)


_MAKERS: dict[View, Callable[[Dossier, Names], Iterator[Sheet]]] = {
    View.MATRIX: _matrix,
    View.PATTERNS: _patterns,
    View.ALIKE: alike,
    View.MATCHES: matches,
    View.CIRCLES: circles,
    View.MAP: _map,
    View.CHANGES: _changes,
}
