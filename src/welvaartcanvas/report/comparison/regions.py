"""The appendix: every region by itself, from what is known of it to whom it can learn from."""

from __future__ import annotations

from collections.abc import Sequence

from welvaartcanvas.domain.comparison import Figures, Standing
from welvaartcanvas.domain.development import Development
from welvaartcanvas.domain.matching import Match, Need, Question
from welvaartcanvas.i18n import _, ngettext, number_text
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.changes import rises_and_falls
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView, listed, number, signed
from welvaartcanvas.report.parts import block_cell, finding_span, head_cell, text_cell
from welvaartcanvas.report.pdf.layout import together
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Node, Role
from welvaartcanvas.report.sections.facts import fact, fact_list
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.view import question_details
from welvaartcanvas.wording import cluster_name, position_name
from welvaartcanvas.wording.comparing import need_text
from welvaartcanvas.wording.programme import shown_change

#: A region starts on a new page if less than this is left, in points, and for each block as much
#: as its row takes: so its table nearly always stands below its name.
_LEAST, _ROW = 130.0, 16.0
#: So many of the nearest regions are named.
_NEAREST = 3
#: The widths of a table of blocks: for its titles, the least for what stands out, and the most
#: for a column of numbers, whose head is broken where it is wider.
_TITLE, _FOUND, _NUMBER = 176.0, 120.0, 90.0


class Appendix:
    """The pages of the regions."""

    def __init__(self, view: ComparisonView) -> None:
        learning, since = view.dossier.learning, view.dossier.since
        self._view = view
        self._needs: dict[str, list[Need]] = {}
        for need in learning.needs if learning else ():
            self._needs.setdefault(need.region_id, []).append(need)
        self._matches: dict[tuple[str, str], list[Match]] = {}
        for match in learning.matches if learning else ():
            cell = match.need.region_id, match.need.block
            self._matches.setdefault(cell, []).append(match)
        self._changes: dict[str, list[Development]] = {}
        for each in since.developments if since else ():
            self._changes.setdefault(each.region_id, []).append(each)

    @property
    def least(self) -> float:
        """What a region needs of a page to start there, in points."""
        return _LEAST + _ROW * len(self._view.comparison.blocks)

    def region(self, sheet: ComparisonSheet, standing: Standing, level: int) -> None:
        """Everything of one region, with a bookmark of that level."""
        region = standing.region
        section = Section(region.name, anchor=self._view.anchors[region.id])
        node = sheet.start(section, least=self.least, role=Role.H2, level=level, look=style.H2)
        self._facts(sheet, node, standing)
        if standing.filled or standing.rated:
            self._blocks(sheet, node, standing)
        self._asks(sheet, node, standing)

    def _facts(self, sheet: ComparisonSheet, node: Node, standing: Standing) -> None:
        view, region = self._view, standing.region
        kinds = [cluster_name(region.cluster)] if region.cluster else []
        kinds += [position_name(region.position)] if region.position else []
        titles = listed(canvas.title for canvas in standing.canvases)
        alike = (view.dossier.alike or {}).get(region.id, ())[:_NEAREST]
        nearest = ", ".join(
            f"{view.short_name(each.other)} ({number_text(each.distance, 2)})" for each in alike
        )
        given = (
            fact(_("Type and position"), "; ".join(kinds)),
            fact(_("Municipalities"), listed(view.municipalities(standing), 20)),
            fact(_("Canvases"), titles or _("no canvas yet")),
            fact(_("All blocks"), self._whole(standing)),
            fact(_("Resembles most"), nearest),
            fact(_("Changes since"), self._changed(region.id)),
        )
        told = [each for each in given if each.value]
        sheet.flow.add(
            fact_list(
                node, told, sheet.frame.width, labels=104, space=4, air=1, ruled=False, columns=2
            )
        )

    def _whole(self, standing: Standing) -> str:
        """What all blocks together give, on one line."""
        if not standing.filled and not standing.rated:
            return _("nothing in the canvases yet") if standing.canvases else ""
        count = sum(figures.contributions for figures in standing.blocks)
        parts = [
            _("mean {mean}").format(mean=number(standing.mean)),
            ngettext("{n} contribution", "{n} contributions", count).format(n=count),
            _("{n} of {total} cells filled, {rated} rated").format(
                n=standing.filled, total=self._view.comparison.cells, rated=standing.rated
            ),
        ]
        return "; ".join(parts)

    def _changed(self, region_id: str) -> str:
        since, found = self._view.dossier.since, self._changes.get(region_id, ())
        if not since:
            return ""
        if not found:
            return _("nothing")
        rose, fell = rises_and_falls(found)
        added = sum(each.added for each in found)
        moved = [each for each in found if shown_change(each)]
        moved.sort(key=lambda each: -abs(shown_change(each) or 0.0))
        told = ", ".join(
            f"{self._view.title(self._view.block(each.block))} {signed(shown_change(each))}"
            for each in moved[:3]
        )
        said = _("{rose} means rose, {fell} fell; {added} contributions added").format(
            rose=rose, fell=fell, added=added
        )
        return f"{said} ({told})" if told else said

    def _blocks(self, sheet: ComparisonSheet, node: Node, standing: Standing) -> None:
        view = self._view
        sides = view.comparison.perspectives
        numbers = [head_cell(view.name(side), language=view.foreign(side.name)) for side in sides]
        numbers += map(head_cell, (_("Mean"), _("Spread"), _("Contributions")))
        head = [head_cell(_("Block")), *numbers, head_cell(_("What stands out"))]
        rows = [
            self._block(standing, figures, place) for place, figures in enumerate(standing.blocks)
        ]
        align = (0.0, *[0.5] * (len(sides) + 3), 0.0)
        widths = [min(cell.least_width + style.COMPACT.across + 1, _NUMBER) for cell in numbers]
        found = max(sheet.frame.width - _TITLE - sum(widths), _FOUND)
        table = Table([head], rows, style.COMPACT, align, (_TITLE, *widths, found))
        sheet.flow.add(together(table.pieces(node, sheet.frame.width, 4)))

    def _block(self, standing: Standing, figures: Figures, place: int) -> list[Cell]:
        view = self._view
        names = [
            Span(text, look)
            for finding in view.findings(standing, figures)
            for text, look in ((", ", style.SMALL_INK), finding_span(finding, style.SMALL_INK))
        ][1:]
        return [
            block_cell(view, view.comparison.blocks[place]),
            *(text_cell(number(side.mean)) for side in figures.sides),
            Cell.of(Span(number(figures.mean), style.SMALL_STRONG)),
            text_cell(number(figures.spread)),
            text_cell(str(figures.contributions)),
            Cell.of(*names) if names else text_cell(""),
        ]

    def _asks(self, sheet: ComparisonSheet, node: Node, standing: Standing) -> None:
        """What it asks block by block, and who can help."""
        needs = self._needs.get(standing.region.id, ())
        if not needs:
            return
        view = self._view
        text = ngettext("{n} thing to learn", "{n} things to learn", len(needs))
        sheet.heading(node, Role.H3, text.format(n=len(needs)), space=6)
        # The name comes again with the head on a next page.
        asks = _("What {region} asks").format(region=view.short_name(standing.region.id))
        head = [head_cell(text) for text in (_("Block"), asks, _("Who can help (mean)"))]
        rows = [self._need(view, need) for need in needs]
        shares = (150, 256, 340)
        table = Table([head], rows, style.COMPACT, shares=shares)
        sheet.flow.add(table.pieces(node, sheet.frame.width, 2))

    def _need(self, view: ComparisonView, need: Need) -> list[Cell]:
        asks = [
            [Span(question.text, style.SMALL_INK), Span(_details(question), style.SMALL)]
            for question in need.questions
        ]
        # The ratings of an attention point stand above; it needs words where no question has.
        asks = asks or [[Span(need_text(need, view.comparison), style.SMALL)]]
        helpers = self._matches.get((need.region_id, need.block), ())
        return [
            block_cell(view, view.block(need.block)),
            Cell(asks, language=view.typed if need.questions else ""),
            _helpers(view, helpers),
        ]


def _details(question: Question) -> str:
    details = question_details(question)
    return f" ({details})" if details else ""


def _same(match: Match) -> str:
    """What the helper has in common with the region."""
    if match.same_cluster and match.same_position:
        return _("same type and position")
    if match.same_cluster:
        return _("same type")
    return _("same position") if match.same_position else ""


def _helpers(view: ComparisonView, matches: Sequence[Match]) -> Cell:
    if not matches:
        return text_cell(_("nobody yet"))
    told: list[Span] = []
    for match in matches:
        facts = "; ".join(filter(None, (number(match.mean), _same(match))))
        name = view.short_name(match.helper_id)
        told += [Span(f"{name} ", style.SMALL_INK), Span(f"({facts}); ", style.SMALL)]
    told[-1] = told[-1]._replace(text=told[-1].text.removesuffix("; "))
    return Cell.of(*told)
