"""Who can learn from whom, as the lines of a list: of one region, and of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.dossier import Learning
from welvaartcanvas.domain.matching import Match, Need, rank
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import _, language, ngettext, number_text
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.notes import question_in_full
from welvaartcanvas.tui.widgets.rows import LaterRow, Row, fitted
from welvaartcanvas.tui.widgets.text import Hanging, on_one_line
from welvaartcanvas.wording import cluster_name, position_name
from welvaartcanvas.wording.comparing import match_reason, need_text

#: What the id of a learning question begins with: ``question:CANVAS:BLOCK:ID``.
QUESTION = "question:"
#: What the id begins with of a thing that is asked and that nobody can help with yet:
#: ``need:BLOCK:REGION``.
NEED = "need:"
#: What a name keeps, and what themes need to be named, in cells.
_LEAST_NAME, _LEAST_THEMES = 12, 20


def match_key(match: Match) -> str:
    """The id of the line of a match."""
    return f"{match.need.region_id}:{match.need.block}:{match.helper_id}"


def need_key(need: Need) -> str:
    """The id of the line of what is asked in vain."""
    return f"{NEED}{need.block}:{need.region_id}"


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
        alone = Content.styled(_("No other region is strong in this block yet."), marks.MUTED)
        yield Option(Hanging(("  ", alone)), id=need_key(need))


def _reasoned(sign: str, match: Match, comparison: Comparison) -> Option:
    return Option(Hanging((sign, Content(match_reason(match, comparison)))), id=match_key(match))


def _muted(text: str) -> Option:
    return Option(Hanging(("  ", Content.styled(text, marks.MUTED))), disabled=True)


def _by_need(matches: Sequence[Match]) -> Mapping[tuple[str, str], list[Match]]:
    found: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        found.setdefault((match.need.region_id, match.need.block), []).append(match)
    return found


class Programme:
    """The list of all regions: every match below its block, the best first, a line each.

    The columns divide ``width`` cells: where there is room, the type, the position and the themes
    that two regions share stand there by name.
    """

    def __init__(self, comparison: Comparison, learning: Learning, width: int) -> None:
        self._comparison, self._learning = comparison, learning
        self._regions = {standing.region.id: standing.region for standing in comparison.standings}
        asking = {need.region_id for need in learning.needs}
        helping = {match.helper_id for match in learning.matches}
        names = (self._name(region_id) for region_id in asking | helping)
        longest = max([_LEAST_NAME, *(Content(name).cell_length for name in names)])
        heads = self._heads
        mean = max(3, len(heads[0]))
        words = [_("type"), _("position"), ngettext("{n} theme", "{n} themes", 9)]
        short = [max(len(head), len(word)) for head, word in zip(heads[1:], words, strict=True)]
        full = [
            max(map(len, map(cluster_name, Cluster))),
            max(map(len, map(position_name, Position))),
            _LEAST_THEMES,
        ]
        # Two blanks before each column, and the arrow between the names.
        spare = width - 3 - 2 * longest - mean - 2 * len(heads)
        self._in_full = spare >= sum(full)
        if self._in_full:
            full[-1] += spare - sum(full)
        self._widths = [mean, *(full if self._in_full else short)]
        room = (width - 3 - sum(self._widths) - 2 * len(heads)) // 2
        self._name_width = max(_LEAST_NAME, min(longest, room))

    @property
    def _heads(self) -> list[str]:
        return [_("Avg"), _("Type"), _("Position"), _("Themes")]

    def head(self) -> Row:
        """What the columns are."""
        asks, helps = (fitted(Content(text), self._name_width) for text in (_("Asks"), _("Helps")))
        return Row(Content.assemble(asks, " ← ", helps), self._columns(self._heads))

    def options(self, block: str) -> Iterator[Option]:
        """The lines, of ``block`` or of all; what nobody can help with yet stands there too."""
        needs: dict[str, list[Need]] = {}
        for need in self._learning.needs:
            needs.setdefault(need.block, []).append(need)
        matches: dict[str, list[Match]] = {}
        for match in self._learning.matches:
            matches.setdefault(match.need.block, []).append(match)
        for each in sorted(self._comparison.blocks, key=lambda each: each.number):
            asked = needs.get(each.key, [])
            if not asked or block not in ("", each.key):
                continue
            count = ngettext("{n} region asks", "{n} regions ask", len(asked))
            title = Content.assemble(
                (_numbered(each), "bold $primary"), (f"  {count.format(n=len(asked))}", marks.MUTED)
            )
            yield Option(title, disabled=True)
            found = sorted(matches.get(each.key, ()), key=rank)
            for match in found:
                yield Option(LaterRow(partial(self._match_row, match)), id=match_key(match))
            helped = {match.need.region_id for match in found}
            for need in asked:
                if need.region_id not in helped:
                    yield Option(LaterRow(partial(self._alone_row, need)), id=need_key(need))

    def _name(self, region_id: str) -> str:
        return on_one_line(self._regions[region_id].name)

    def _columns(self, texts: Sequence[str]) -> list[Content]:
        pairs = zip(texts, self._widths, strict=True)
        return [fitted(Content(text), width) for text, width in pairs]

    def _match_row(self, match: Match) -> Row:
        asking, helping = (
            fitted(Content(self._name(region_id)), self._name_width)
            for region_id in (match.need.region_id, match.helper_id)
        )
        columns = self._columns([number_text(match.mean), *self._alike(match)])
        return Row(Content.assemble(asking, " ← ", helping), columns)

    def _alike(self, match: Match) -> list[str]:
        """The type, the position and the themes that both have."""
        helping = self._regions[match.helper_id]
        if not self._in_full:
            themes = len(match.themes)
            said = ngettext("{n} theme", "{n} themes", themes).format(n=themes) if themes else ""
            return [
                _("type") if match.same_cluster else "",
                _("position") if match.same_position else "",
                said,
            ]
        names = (self._comparison.template.tag_name(tag, language()) for tag in match.themes)
        return [
            cluster_name(helping.cluster) if match.same_cluster and helping.cluster else "",
            position_name(helping.position) if match.same_position and helping.position else "",
            ", ".join(names),
        ]

    def _alone_row(self, need: Need) -> Row:
        name = fitted(Content(self._name(need.region_id)), self._name_width)
        said = _("no other region is strong here yet")
        return Row(Content.assemble(name, " ← ", (said, marks.MUTED)))


def _numbered(block: Block) -> str:
    return f"{block.number} {on_one_line(block.title(language()))}"
