"""A comparison as plain lines: the matrix and what follows from it, to be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby

from welvaartcanvas.cli.comparison_matrix import figure, matrix_lines, signs
from welvaartcanvas.cli.output import cells, shown, table_lines, wrapped
from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.domain.matching import Voice
from welvaartcanvas.i18n import _, date_text, language, number_text
from welvaartcanvas.wording import (
    Finding,
    finding_sign,
    map_figure_name,
    map_value,
)
from welvaartcanvas.wording.comparing import (
    likeness_text,
    match_reason,
    need_text,
    shared_text,
    table_name,
    view_name,
)
from welvaartcanvas.wording.programme import numbered_tables, shown_change

#: What a column that names a row keeps at least, in cells.
_NAME = 16


def comparison_lines(
    dossier: Dossier,
    views: Collection[View],
    width: int | None,
    strong: Callable[[str], str] = str,
) -> Iterator[str]:
    """Each of ``views`` with its heading, within ``width`` cells (``None``: unbroken).

    ``strong`` makes headings stand out. Texts of people are shown, never obeyed.
    """
    for number, view in enumerate(view for view in View if view in views):
        if number:
            yield ""
            yield ""
        yield from map(strong, wrapped(view_name(view), "", width))
        yield ""
        yield from _SECTIONS[view](dossier, width)


def _matrix(dossier: Dossier, width: int | None) -> Iterator[str]:
    yield from matrix_lines(dossier.comparison, width)


def _titles(comparison: Comparison) -> dict[str, str]:
    return {b.key: f"{b.number} {shown(b.title(language()))}" for b in comparison.blocks}


def _names(comparison: Comparison) -> dict[str, str]:
    return {s.region.id: shown(s.region.name) for s in comparison.standings}


def _patterns(dossier: Dossier, width: int | None) -> Iterator[str]:
    titles, names = _titles(dossier.comparison), _names(dossier.comparison)
    yield from _table(
        [
            _("block"),
            _("rated"),
            _("lowest"),
            "¼",
            _("median"),
            "¾",
            _("highest"),
            *map(finding_sign, Finding),
        ],
        [
            [
                titles[each.block],
                str(each.rated),
                *map(figure, each.five or (None,) * 5),
                *map(str, (each.strengths, each.attentions, each.differences, each.unknowns)),
            ]
            for each in dossier.distributions
        ],
        named=1,
        width=width,
    )
    yield ""
    if not dossier.shared:
        yield from wrapped(_("No type shares an attention point or difference of view."), "", width)
    for shared in dossier.shared:
        regions = ", ".join(names[each] for each in shared.regions)
        yield from _item(f"{shared_text(shared, dossier.comparison)} ({regions})", width)


def _table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, named: int, width: int | None
) -> Iterator[str]:
    """A table of which the first columns, so many, name a row; where it is too wide, an item each.

    These columns are cut, but never so far that rows can't be told apart.
    """
    taken = [
        max(cells(shown(line[at])) for line in (headings, *rows)) for at in range(len(headings))
    ]
    least = [min(each, _NAME) for each in taken[:named]] + taken[named:]
    if width is None or sum(least) + 2 * (len(least) - 1) <= width:
        yield from table_lines(headings, rows, flexible=range(named), width=width)
        return
    for row in rows:
        given = zip(headings[named:], row[named:], strict=True)
        figures = " · ".join(f"{heading} {value}" for heading, value in given)
        yield from _item(f"{' · '.join(row[:named])}: {figures}", width)


def _item(text: str, width: int | None, indent: str = "") -> Iterator[str]:
    """A text behind a dash, its further lines below its first."""
    lines = wrapped(text, indent + "  ", width)
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _alike(dossier: Dossier, width: int | None) -> Iterator[str]:
    names = _names(dossier.comparison)
    for region, others in (dossier.alike or {}).items():
        yield from wrapped(names[region], "", width)
        for other in others:
            said = f"{names[other.other]}: {likeness_text(other, dossier.comparison)}"
            yield from _item(said, width, "  ")
        if not others:
            yield from wrapped(_("no region that rated enough of the same cells"), "  ", width)


def _matches(dossier: Dossier, width: int | None) -> Iterator[str]:
    learning, comparison = dossier.learning, dossier.comparison
    if learning is None or not learning.matches:
        yield from wrapped(_("No region is strong in what another asks."), "", width)
    if learning is None:
        return
    titles, names = _titles(comparison), _names(comparison)
    sides = {side.key: f"{side.mark} {side.name(language())}" for side in comparison.perspectives}

    def said(voices: Iterable[Voice], indent: str) -> Iterator[str]:
        for voice in voices:
            yield from _item(f"{sides[voice.perspective]}: {voice.text}", width, indent)

    for region, of_region in groupby(learning.matches, key=lambda match: match.need.region_id):
        yield from wrapped(names[region], "", width)
        for block, found in groupby(of_region, key=lambda match: match.need.block):
            helpers = [*found]
            need = helpers[0].need
            yield from wrapped(f"{titles[block]}: {need_text(need, comparison)}", "  ", width)
            for question in need.questions:
                text = _("learning question: {text}").format(text=question.text)
                yield from _item(text, width, "    ")
            yield from said(need.voices, "    ")
            for match in helpers:
                yield from wrapped(match_reason(match, comparison), "    ", width)
                yield from said(match.voices, "      ")
    unhelped = learning.unhelped
    if unhelped:
        yield ""
        yield from wrapped(_("Asked, and nobody is strong in it yet") + ":", "", width)
    for need in unhelped:
        asked = f"{titles[need.block]}: {need_text(need, comparison)}"
        yield from _item(f"{names[need.region_id]}: {asked}", width, "  ")
        for question in need.questions:
            text = _("learning question: {text}").format(text=question.text)
            yield from _item(text, width, "    ")


def _circles(dossier: Dossier, width: int | None) -> Iterator[str]:
    learning, comparison = dossier.learning, dossier.comparison
    if learning is None or not (learning.circles.tables or learning.circles.waiting):
        yield from wrapped(_("No region asks anything."), "", width)
        return
    titles, names = _titles(comparison), _names(comparison)
    for number, table in numbered_tables(learning.circles.tables, comparison):
        said = _("Table {n}: {block} ({common})").format(
            n=number, block=titles[table.block], common=table_name(table)
        )
        yield from wrapped(said, "", width)
        for need in table.needs:
            asks = f"{names[need.region_id]}: {need_text(need, comparison)}"
            yield from _item(asks, width, "  ")
        if table.host_id is not None:
            tells = _("{region} is strong in it and tells how").format(region=names[table.host_id])
            yield from _item(tells, width, "  ")
    waiting = sorted(learning.circles.waiting, key=lambda need: [*titles].index(need.block))
    if waiting:
        yield from wrapped(_("Too few regions ask the same for a table:"), "", width)
    for block, needs in groupby(waiting, key=lambda need: need.block):
        asking = ", ".join(names[need.region_id] for need in needs)
        yield from _item(f"{titles[block]}: {asking}", width, "  ")


def _map(dossier: Dossier, width: int | None) -> Iterator[str]:
    if dossier.mapped is None:
        return
    of = dossier.mapped.figure
    yield from _table(
        [
            _("COROP area"),
            map_figure_name(of, dossier.comparison.blocks),
            _("municipalities with a figure"),
        ],
        [
            [
                name,
                map_value(of.measure, area.value),
                _("{n} of {of}").format(n=area.municipalities, of=area.of),
            ]
            for name, area in dossier.mapped.areas
        ],
        named=1,
        width=width,
    )


def _changes(dossier: Dossier, width: int | None) -> Iterator[str]:
    if dossier.since is None:
        return
    day = date_text(dossier.since.day)
    if not dossier.since.developments:
        yield from wrapped(_("Nothing changed since {day}.").format(day=day), "", width)
        return
    yield from wrapped(_("Since {day}:").format(day=day), "", width)
    yield ""
    titles, names = _titles(dossier.comparison), _names(dossier.comparison)
    yield from _table(
        [
            _("region"),
            _("block"),
            _("then"),
            _("now"),
            "±",
            _("contributions"),
            _("new contributions"),
        ],
        [
            [
                names[each.region_id],
                titles[each.block],
                f"{figure(each.then.mean)} {signs(each.then)}",
                f"{figure(each.now.mean)} {signs(each.now)}",
                _signed(shown_change(each)),
                f"{each.then.contributions} → {each.now.contributions}",
                str(each.added),
            ]
            for each in dossier.since.developments
        ],
        named=2,
        width=width,
    )


def _signed(value: float | None) -> str:
    """How much higher or lower, with its sign."""
    if value is None:
        return "–"
    rounded = round(value, 1) + 0.0  # a nothing below zero has no sign
    return ("+" if rounded > 0 else "") + number_text(rounded)


_SECTIONS: dict[View, Callable[[Dossier, int | None], Iterator[str]]] = {
    View.MATRIX: _matrix,
    View.PATTERNS: _patterns,
    View.ALIKE: _alike,
    View.MATCHES: _matches,
    View.CIRCLES: _circles,
    View.MAP: _map,
    View.CHANGES: _changes,
}
