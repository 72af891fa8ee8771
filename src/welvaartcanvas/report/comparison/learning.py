"""Who can learn from whom: by block the best matches, each with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from welvaartcanvas.domain.matching import Match, Need, Voice
from welvaartcanvas.domain.programme import best_of
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView, listed
from welvaartcanvas.report.parts import Entry, dash_lead, items
from welvaartcanvas.report.pdf.layout import Piece, Row, RowCell, TextPiece, paragraph
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Node, Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.view import question_details
from welvaartcanvas.wording.comparing import match_reason, need_text
from welvaartcanvas.wording.programme import silent_need_text, silent_strength_text

#: So many matches of a block are told in full; the pages of the regions name all.
_PER_BLOCK = 3
#: A match that takes no more of a page than this stands whole on one.
_WHOLE = 0.7
#: What is between the two sides of a match, and around the words in them.
_GAP, _PADDING = 10.0, 10.0


def learning(sheet: ComparisonSheet, section: Section) -> None:
    """The programme's list: block by block, the best matches first."""
    view, found = sheet.view, sheet.view.dossier.learning
    matches = found.matches if found else ()
    node = sheet.start(section, least=200 if matches else 120)
    if not matches:
        sheet.text(node, _nothing(view), style.QUIET)
        return
    sheet.text(
        node,
        _(
            "A region asks when it has a learning question or an attention point; another can"
            " help when the block is a strength there. Regions of the same type come first, then"
            " those with the same position, then those that work on the same themes."
        ),
        style.LEAD,
        keep=True,
    )
    for block in view.comparison.blocks:
        of_block = [match for match in matches if match.need.block == block.key]
        if not of_block:
            continue
        language = view.foreign(block.title)
        sheet.heading(node, Role.H2, view.block_name(block), language=language)
        sheet.text(node, _counted(view, block.key, of_block), style.SMALL, space=2, keep=True)
        for match in best_of(of_block, _PER_BLOCK):
            sheet.flow.add(_match(sheet, node, match))
    _unmatched(sheet, node)


def _nothing(view: ComparisonView) -> str:
    found = view.dossier.learning
    if found is None:
        return _("This was not asked for when the report was made.")
    if not found.needs:
        return _("No region has a learning question or an attention point yet.")
    return _("Nobody is strong yet in what others ask about.")


def _counted(view: ComparisonView, block: str, matches: Sequence[Match]) -> str:
    """How many regions ask, and how many matches there are beside those that are told."""
    found = view.dossier.learning
    asking = sum(need.block == block for need in found.needs) if found else 0
    helped = len({match.need.region_id for match in matches})
    said = ngettext(
        "{n} region asks about this block; for {m} of these another region is strong in it.",
        "{n} regions ask about this block; for {m} of these another region is strong in it.",
        asking,
    ).format(n=asking, m=helped)
    told = min(helped, _PER_BLOCK)
    if told < helped:
        said += " " + _(
            "The {told} best matches stand here; the page of each region names its own."
        ).format(told=told)
    return said


def _match(sheet: ComparisonSheet, parent: Node, match: Match) -> list[Piece]:
    """The reason in a sentence, and beside one another what is asked and what the other says."""
    view, width = sheet.view, sheet.frame.width
    node = parent.add(Role.SECTION)
    reason = [Span(match_reason(match, view.comparison), style.STRONG)]
    pieces = paragraph(node.add(Role.PARAGRAPH), reason, width, space=14, together=True, keep=True)
    half = (width - _GAP) / 2
    sides = (
        _asking(view, node, match.need, half - 2 * _PADDING),
        _helping(view, node, match, half - 2 * _PADDING),
    )
    cells = [
        RowCell(i * (half + _GAP), half, tuple(side), fill=style.GROUND, padding=_PADDING)
        for i, side in enumerate(sides)
    ]
    row = Row.of(cells, 8, 9)
    row.space, row.whole = 5.0, _WHOLE * sheet.frame.height
    return [*pieces, row]


def _asking(view: ComparisonView, parent: Node, need: Need, width: float) -> list[Piece]:
    node = parent.add(Role.SECTION)
    pieces = _titled(view, node, need.region_id, need_text(need, view.comparison), width)
    told = [
        (question.text, _joined(_("learning question"), question_details(question)))
        for question in need.questions
    ]
    told += _voices(view, need.voices)
    if not told:
        return pieces + _silent(node, silent_need_text(need, view.comparison), width)
    return pieces + _quotes(view, node, told, width)


def _helping(view: ComparisonView, parent: Node, match: Match, width: float) -> list[Piece]:
    node = parent.add(Role.SECTION)
    pieces = _titled(view, node, match.helper_id, _("strong in this block"), width)
    told = list(_voices(view, match.voices))
    if not told:
        return pieces + _silent(node, silent_strength_text(view.comparison), width)
    return pieces + _quotes(view, node, told, width)


def _silent(node: Node, said: str, width: float) -> list[Piece]:
    """What takes the place of contributions where there are none."""
    return paragraph(node.add(Role.PARAGRAPH), [Span(said, style.QUIET)], width, space=4)


def _titled(
    view: ComparisonView, node: Node, region_id: str, what: str, width: float
) -> list[Piece]:
    """The name of a region, which leads to its own page, and what it does here."""
    link = node.add(Role.PARAGRAPH)
    name = Span(view.region_name(region_id), style.STRONG._replace(colour=style.ACCENT))
    pieces = region_link(view, link, region_id, name, width)
    owner = node.add(Role.PARAGRAPH)
    return pieces + paragraph(owner, [Span(what, style.SMALL)], width, keep=True)


def region_link(
    view: ComparisonView, parent: Node, region_id: str, name: Span, width: float
) -> list[Piece]:
    """``name`` as a link to the page of a region."""
    pieces = paragraph(parent.add(Role.LINK), [name], width, together=True, keep=True)
    for piece in pieces:
        if isinstance(piece, TextPiece):
            piece.link = view.link(region_id)
    return pieces


def _voices(view: ComparisonView, voices: Sequence[Voice]) -> Iterator[tuple[str, str]]:
    """Contributions with the side that gave each, and its kind."""
    sides = {side.key: view.name(side) for side in view.comparison.perspectives}
    kinds = {kind.key: view.text(kind.name) for kind in view.template.kinds}
    for voice in voices:
        kind = kinds.get(voice.kind or "", "")
        yield voice.text, _joined(sides.get(voice.perspective, voice.perspective), kind)


def _quotes(
    view: ComparisonView, node: Node, told: Sequence[tuple[str, str]], width: float
) -> list[Piece]:
    entries = [
        Entry([Span(f"{text} ", style.SMALL_INK), Span(f"({details})", style.SMALL)])
        for text, details in told
    ]
    return items(node, entries, width, lead=dash_lead, space=5, language=view.typed)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _unmatched(sheet: ComparisonSheet, node: Node) -> None:
    """What is asked and for which nobody is strong, in a sentence a block."""
    view, found = sheet.view, sheet.view.dossier.learning
    if not found:
        return
    helped = {(match.need.region_id, match.need.block) for match in found.matches}
    alone: dict[str, list[str]] = {}
    for need in found.needs:
        if (need.region_id, need.block) not in helped:
            alone.setdefault(need.block, []).append(view.region_name(need.region_id))
    if not alone:
        return
    sheet.heading(node, Role.H2, _("Asked, and nobody is strong in it yet"))
    entries = [
        Entry([Span(f"{view.title(view.block(key))}: {listed(names)}", style.BODY)])
        for key, names in alone.items()
    ]
    sheet.flow.add(items(node, entries, sheet.frame.width, lead=dash_lead, space=4))
