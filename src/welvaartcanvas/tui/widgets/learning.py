"""Who can learn from whom, as the lines of a list: of one region, and of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.dossier import Learning
from welvaartcanvas.domain.matching import Match, Need
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import _, language, ngettext, number_text
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.notes import question_in_full
from welvaartcanvas.tui.widgets.rows import LaterRow, Row, fitted
from welvaartcanvas.tui.widgets.text import Hanging, on_one_line
from welvaartcanvas.wording_comparing import match_reason, need_text

#: What the id of a learning question begins with: ``question:CANVAS:BLOCK:ID``.
QUESTION = "question:"
#: What the columns beside the two names of a match take, in cells.
_BESIDE = 38


def match_key(match: Match) -> str:
    """The id of the line of a match."""
    return f"{match.need.region_id}:{match.need.block}:{match.helper_id}"


def region_options(
    comparison: Comparison, learning: Learning, region_id: str, block: str
) -> Iterator[Option]:
    """What one region asks with who can help, and to whom it can tell; of ``block`` or of all."""
    helpers = _by_need(learning.matches)
    own = [n for n in learning.needs if n.region_id == region_id and block in ("", n.block)]
    for need in own:
        yield from _need_options(comparison, need, helpers.get((region_id, need.block), ()))
    if not own:
        yield _muted(_("No learning question and no attention point."))
    helped = [m for m in learning.matches if m.helper_id == region_id]
    helped = [match for match in helped if block in ("", match.need.block)]
    if helped:
        region = on_one_line(comparison.standing(region_id).region.name)
        title = _("Who can learn from {region}").format(region=region)
        yield Option(Content.styled(f"\n{title}", "bold $primary"), disabled=True)
        for match in helped:
            yield _reasoned("← ", match, comparison)


def _need_options(comparison: Comparison, need: Need, found: Sequence[Match]) -> Iterator[Option]:
    block = comparison.blocks[comparison.place(need.block)]
    said = Content.assemble(
        (_numbered(block), "bold $primary"), (f"  {need_text(need, comparison)}", marks.MUTED)
    )
    yield Option(Hanging(("", said)), disabled=True)
    for question in need.questions:
        key = f"{QUESTION}{question.canvas_id}:{need.block}:{question.id}"
        yield Option(question_in_full(question), id=key)
    for match in found:
        yield _reasoned("→ ", match, comparison)
    if not found:
        yield _muted(_("No other region is strong in this block yet."))


def _reasoned(sign: str, match: Match, comparison: Comparison) -> Option:
    return Option(Hanging((sign, Content(match_reason(match, comparison)))), id=match_key(match))


def _muted(text: str) -> Option:
    return Option(Hanging(("  ", Content.styled(text, marks.MUTED))), disabled=True)


def _by_need(matches: Sequence[Match]) -> Mapping[tuple[str, str], list[Match]]:
    found: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        found.setdefault((match.need.region_id, match.need.block), []).append(match)
    return found


def programme_options(
    comparison: Comparison, learning: Learning, block: str, width: int
) -> Iterator[Option]:
    """Every match below its block, a line each, ``width`` cells wide; of ``block`` or of all.

    What nobody can help with yet stands there too.
    """
    regions = {standing.region.id: standing.region for standing in comparison.standings}
    helpers = _by_need(learning.matches)
    name_width = max(12, min(32, (width - _BESIDE) // 2))
    needs: dict[str, list[Need]] = {}
    for need in learning.needs:
        needs.setdefault(need.block, []).append(need)
    for each in sorted(comparison.blocks, key=lambda each: each.number):
        asked = needs.get(each.key, [])
        if not asked or block not in ("", each.key):
            continue
        count = ngettext("{n} region asks", "{n} regions ask", len(asked))
        title = Content.assemble(
            (_numbered(each), "bold $primary"), (f"  {count.format(n=len(asked))}", marks.MUTED)
        )
        yield Option(title, disabled=True)
        for need in asked:
            matches = helpers.get((need.region_id, need.block), ())
            for match in matches:
                row = LaterRow(partial(_match_row, match, regions, name_width))
                yield Option(row, id=match_key(match))
            if not matches:
                row = LaterRow(partial(_alone_row, need, regions, name_width))
                yield Option(row, disabled=True)


def _match_row(match: Match, regions: Mapping[str, Region], width: int) -> Row:
    asking, helping = (
        fitted(Content(on_one_line(regions[region_id].name)), width)
        for region_id in (match.need.region_id, match.helper_id)
    )
    themes = len(match.themes)
    said = ngettext("{n} theme", "{n} themes", themes).format(n=themes) if themes else ""
    columns = [
        Content(number_text(match.mean)),
        fitted(Content(_("type") if match.same_cluster else ""), 4),
        fitted(Content(_("position") if match.same_position else ""), 8),
        fitted(Content(said), 8),
    ]
    return Row(Content.assemble(asking, " ← ", helping), columns)


def _alone_row(need: Need, regions: Mapping[str, Region], width: int) -> Row:
    name = fitted(Content(on_one_line(regions[need.region_id].name)), width)
    said = _("no other region is strong here yet")
    return Row(Content.assemble(name, " ← ", (said, marks.MUTED)))


def _numbered(block: Block) -> str:
    return f"{block.number} {on_one_line(block.title(language()))}"
