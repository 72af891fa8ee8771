"""What changed in regions, as the lines of a list, and one change in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.domain.comparison import Comparison, Figures
from welvaartcanvas.domain.development import Development
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import _, language, ngettext, number_text
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.rows import LaterRow, Row, fitted
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording import findings_of

#: How wide the columns are, in cells: then → now, the difference, findings, contributions.
_MEANS, _DIFFERENCE, _FINDINGS, _ADDED = 10, 5, 7, 5
#: What stands around them and between the two names, in cells.
_AROUND = 5
_COLUMNS = (_MEANS, _DIFFERENCE, _FINDINGS, _FINDINGS, _ADDED)


def change_head(width: int) -> Row:
    """What the columns are, where the list is ``width`` cells wide."""
    names = (_("Mean"), "▲ ▼", _("Gained"), _("Lost"), _("New"))
    columns = [fitted(Content(name), cells) for name, cells in zip(names, _COLUMNS, strict=True)]
    return Row(_names(_("Region"), _("Block"), width), columns)


def change_options(
    comparison: Comparison, found: Sequence[Development], width: int
) -> Iterator[Option]:
    """A line for each change, as ``found`` has them in order; the ids are ``REGION BLOCK``."""
    regions = {standing.region.id: standing.region for standing in comparison.standings}
    blocks = {block.key: block for block in comparison.blocks}
    for each in found:
        row = LaterRow(partial(_row, each, regions, blocks, width))
        yield Option(row, id=f"{each.region_id} {each.block}")


def _names(region: str, block: str, width: int) -> Content:
    room = max(12, min(40, (width - sum(_COLUMNS) - 2 * len(_COLUMNS) - _AROUND) // 2))
    return Content.assemble(
        fitted(Content(on_one_line(region)), room), " ", fitted(Content(on_one_line(block)), room)
    )


def _row(
    each: Development, regions: Mapping[str, Region], blocks: Mapping[str, Block], width: int
) -> Row:
    block = blocks[each.block]
    title = f"{block.number} {block.title(language())}"
    gained, lost = _turned(each)
    columns = [
        Content(f"{_mean(each.then)} → {_mean(each.now)}"),
        Content(_signed(each.difference)),
        Content(" ").join(gained),
        Content(" ").join(lost),
        Content(f"+{each.added}" if each.added else ""),
    ]
    return Row(
        _names(regions[each.region_id].name, title, width),
        [fitted(column, cells) for column, cells in zip(columns, _COLUMNS, strict=True)],
    )


def _mean(figures: Figures) -> str:
    return " – " if figures.mean is None else number_text(figures.mean)


def _signed(difference: float | None) -> str:
    """How far it rose or fell, as far as one decimal shows it."""
    shown = round(difference or 0.0, 1)
    if not shown:
        return ""
    return f"{'▲' if shown > 0 else '▼'} {number_text(abs(shown))}"


def _turned(each: Development) -> tuple[list[Content], list[Content]]:
    """The signs of the findings that came, and of those that went."""
    then, now = findings_of(each.then), findings_of(each.now)
    return (
        [marks.sign(finding) for finding in now if finding not in then],
        [marks.sign(finding) for finding in then if finding not in now],
    )


def change_in_words(each: Development, comparison: Comparison) -> Content:
    """One change in full: where, the mean then and now, what came, what went, what was added."""
    region = on_one_line(comparison.standing(each.region_id).region.name)
    block = comparison.blocks[comparison.place(each.block)]
    then, now = findings_of(each.then), findings_of(each.now)
    came = [marks.finding(finding) for finding in now if finding not in then]
    went = [marks.finding(finding) for finding in then if finding not in now]
    parts = [
        _means_text(each),
        *([Content.assemble(_("gained:"), " ", Content(", ").join(came))] if came else []),
        *([Content.assemble(_("lost:"), " ", Content(", ").join(went))] if went else []),
    ]
    if each.added:
        text = ngettext("{n} contribution added", "{n} contributions added", each.added)
        parts.append(Content(text.format(n=each.added)))
    title = f"{region} › {block.number} {on_one_line(block.title(language()))}"
    return Content.assemble((title, "bold"), "\n", Content(" · ").join(parts))


def _means_text(each: Development) -> Content:
    if each.then.mean is None and each.now.mean is None:
        return Content(_("not rated"))
    if each.then.mean is None:
        return Content(_("rated since: mean {now}").format(now=_mean(each.now)))
    if each.now.mean is None:
        return Content(_("no rating any more; the mean was {then}").format(then=_mean(each.then)))
    return Content(
        _("mean {then}, and now {now}").format(then=_mean(each.then), now=_mean(each.now))
    )
