"""One page for who has a minute: what stands out, in plain sentences with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from welvaartcanvas.domain.patterns import LEAST_SHARING, Distribution
from welvaartcanvas.domain.programme import varied
from welvaartcanvas.i18n import _, date_text, ngettext, number_text
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.beginnings import beginnings
from welvaartcanvas.report.comparison.changes import rises_and_falls
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView, listed, number, percentage
from welvaartcanvas.report.parts import Entry, dash_lead, finding_lead, items
from welvaartcanvas.report.pdf.layout import Lead, Piece, Row, RowCell, paragraph, stacked
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Node, Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording import Finding
from welvaartcanvas.wording.comparing import left_out_text, likeness_text, shared_text
from welvaartcanvas.wording.programme import counted_sides_text, short_match_text

#: So many blocks, shared findings and matches are named.
_BLOCKS, _SHARED, _MATCHES = 3, 1, 2
#: What is between two of the figures above, and around each.
_GAP, _PADDING = 6.0, 7.0
#: What is above the figures.
_ABOVE = 8.0


_Point = tuple[Callable[[], Lead], str]


def summary(sheet: ComparisonSheet, section: Section) -> None:
    """The figures of the whole, what stands out, with whom to begin, and what was left out.

    It is one page, and of what stands out the last is left out where that would not fit.
    """
    node = sheet.start(section)
    points, notes = list(_points(sheet.view)), list(_limits(sheet.view))
    room = sheet.frame.height - style.H1.leading - _ABOVE
    while len(points) > 1 and stacked(_pieces(sheet, Node(node.role), points, notes)) > room:
        points.pop()
    sheet.flow.add(_pieces(sheet, node, points, notes))


def _pieces(
    sheet: ComparisonSheet, node: Node, points: Sequence[_Point], notes: Sequence[str]
) -> list[Piece]:
    """The page below its heading."""
    width, leads = sheet.frame.width, iter([lead() for lead, _said in points])
    said = [Entry([Span(text, style.SMALL_INK)]) for _lead, text in points]
    told = [Entry([Span(text, style.SMALL_INK)]) for text in notes]
    return [
        _figures(sheet, node),
        *_heading(node, _("What stands out"), width),
        *items(node, said, width, lead=partial(next, leads), space=2),
        *beginnings(sheet.view, node, width),
        *_heading(node, _("What to bear in mind"), width),
        *items(node, told, width, lead=dash_lead, space=2),
    ]


def _heading(parent: Node, text: str, width: float) -> list[Piece]:
    spans = [Span(text, style.H3)]
    return paragraph(parent.add(Role.H2), spans, width, space=10, together=True, keep=True)


def _figures(sheet: ComparisonSheet, parent: Node) -> Row:
    """Large figures beside one another: regions, canvases, the mean, and how much is filled."""
    view = sheet.view
    regions, canvases = len(view.standings), view.canvases
    cells = view.comparison.cells * regions
    filled = sum(standing.filled for standing in view.standings.values())
    rated = sum(standing.rated for standing in view.standings.values())
    means = [standing.mean for standing in view.rated if standing.mean is not None]
    mean = sum(means) / len(means) if means else None
    told = (
        (str(regions), ngettext("{n} region", "{n} regions", regions).format(n="").strip()),
        (str(canvases), ngettext("{n} canvas", "{n} canvases", canvases).format(n="").strip()),
        (
            number(mean),
            ngettext(
                "mean of the {n} region with a rating",
                "mean of the {n} regions with a rating",
                len(means),
            ).format(n=len(means)),
        ),
        (percentage(filled, cells), _("of the cells has a contribution")),
        (percentage(rated, cells), _("of the cells has a rating")),
    )
    width = (sheet.frame.width - _GAP * (len(told) - 1)) / len(told)
    inner, made = width - 2 * _PADDING, []
    for place, (figure, label) in enumerate(told):
        spans = [Span(f"{figure} ", style.H2), Span(label, style.SMALL)]
        pieces = paragraph(parent.add(Role.PARAGRAPH), spans, inner)
        cell = RowCell(place * (width + _GAP), width, tuple(pieces), style.GROUND, None, _PADDING)
        made.append(cell)
    row = Row.of(made, 6, 8)
    row.space = _ABOVE
    return row


def _points(view: ComparisonView) -> Iterator[_Point]:
    """What stands out, each with the mark before it; what can best be missed comes last."""
    if not view.rated:
        yield dash_lead, _("Nothing has been rated yet, so nothing stands out yet.")
        return
    found = view.dossier.distributions
    told = 0
    for finding, count, text in (
        (Finding.STRENGTH, _strengths, _("Most often a strength: {blocks}.")),
        (Finding.ATTENTION, _attentions, _("Most often an attention point: {blocks}.")),
        (Finding.DIFFERENCE, _differences, _("Views differ most often on {blocks}.")),
    ):
        # What one region has is no pattern.
        often = [each for each in found if count(each) >= LEAST_SHARING]
        blocks = [
            _("{block} ({n} of {total} regions)").format(
                block=view.text(view.block(each.block).title), n=count(each), total=each.rated
            )
            for each in sorted(often, key=lambda each: -count(each))[:_BLOCKS]
        ]
        if blocks:
            told += 1
            yield partial(finding_lead, finding), text.format(blocks=", ".join(blocks))
    if not told:
        yield dash_lead, _("No strength, attention point or difference of view is in two regions.")
    if changed := _changed(view):
        yield dash_lead, changed
    for each in view.dossier.shared[:_SHARED]:
        yield dash_lead, f"{shared_text(each, view.comparison)}."
    learning = view.dossier.learning
    examples = varied(learning.matches, _MATCHES) if learning else ()
    if examples:
        yield dash_lead, " ".join(short_match_text(each, view.comparison) for each in examples)
    if alike := _alike(view):
        yield dash_lead, alike


def _strengths(found: Distribution) -> int:
    return found.strengths


def _attentions(found: Distribution) -> int:
    return found.attentions


def _differences(found: Distribution) -> int:
    return found.differences


def _alike(view: ComparisonView) -> str:
    """The pair that is most alike, beside how far two regions are apart on average."""
    if not view.closest or view.usual_distance is None:
        return ""
    pair = view.closest[0]
    message = (
        _("{one} and {other} resemble each other most: {likeness}; over all pairs {usual}.")
        if view.much_alike
        else _(
            "No two regions are much alike: of {one} and {other}, the nearest, the ratings are"
            " {likeness}; over all pairs {usual}."
        )
    )
    return message.format(
        one=view.short_name(pair.region),
        other=view.short_name(pair.other),
        likeness=likeness_text(pair, view.comparison),
        usual=number_text(view.usual_distance, 2),
    )


def _changed(view: ComparisonView) -> str:
    since = view.dossier.since
    if not since or not since.developments:
        return ""
    rose, fell = rises_and_falls(since.developments)
    added = sum(each.added for each in since.developments)
    return _(
        "Since {day} the mean of a block rose {rose} times and fell {fell} times, and"
        " {added} contributions were added."
    ).format(day=date_text(since.day), rose=rose, fell=fell, added=added)


def _limits(view: ComparisonView) -> Iterator[str]:
    """What a reader must know of the figures: what is missing, and what they are not."""
    comparison = view.comparison
    counted = counted_sides_text(comparison)
    if counted:
        yield counted
    for left_out in comparison.left_out:
        said = left_out_text(left_out)
        yield said[:1].upper() + said[1:] + "."
    empty = [s.region.name for s in comparison.standings if not s.rated]
    if empty:
        yield ngettext(
            "{n} region has no rating yet: {names}.",
            "{n} regions have no rating yet: {names}.",
            len(empty),
        ).format(n=len(empty), names=listed(empty))
    part = [s for s in view.rated if s.rated < comparison.cells]
    if part:
        yield ngettext(
            "{n} region rated a part of the cells; only what was rated counts.",
            "{n} regions rated a part of the cells; only what was rated counts.",
            len(part),
        ).format(n=len(part))
    yield _(
        "A mean of regions, or a median, is of those that gave a rating; n says how many these"
        " are. A cell is a block from one side."
    )
    yield _(
        "The figures show what people at the table said. They show strengths, weak spots and"
        " differences, and predict nothing."
    )
