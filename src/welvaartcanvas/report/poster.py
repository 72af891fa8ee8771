"""The poster: a canvas on one A3 page, in the layout of its template, to hang on a wall.

It always is one page. The rows and columns of the layout give room to the blocks that need
it, and the type becomes smaller as the canvas fills, down to a size that is still legible. What
then does not fit is counted on the poster, and is in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.pdf.layout import Lead, shares
from welvaartcanvas.report.pdf.page import Anchor, Page, Point
from welvaartcanvas.report.pdf.text import Look, Span, measure, shortened, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role
from welvaartcanvas.report.picture import alike, block_areas
from welvaartcanvas.report.poster_card import SIZES, Card
from welvaartcanvas.report.sheet import finding_lead, finding_span, perspective_lead
from welvaartcanvas.report.view import HIGHEST, CanvasView
from welvaartcanvas.wording import Finding

WIDTH, HEIGHT = 1190.55, 841.89
MARGIN = 28.0
BAND, FOOT, GAP = 66.0, 28.0, 8.0
#: How much larger than that of the fullest block the type of a block with room may be.
LIVELIER = 2.0
#: The size of type in which what stands in the columns is weighed against each other.
TYPICAL = 8.5
#: The least and the most of an even share of the width that a column gets.
FLEX = (0.8, 1.25)


def poster(document: Document, view: CanvasView, progress: Callable[[int, int], None]) -> None:
    """Draw the poster on a page of ``document``; ``progress`` gets the blocks done and in all."""
    page = document.page(WIDTH, HEIGHT)
    _band(document, page, view)
    area = Area(MARGIN, BAND + GAP, WIDTH - 2 * MARGIN, HEIGHT - BAND - FOOT - 2 * GAP)
    columns = _columns(view, area)
    cards = _cards(view, area, columns)
    largest, rows = _rows(view, cards, area)
    places = list(block_areas(view, area, GAP, columns=columns, rows=rows))
    for done, (block, place) in enumerate(places, start=1):
        card = cards[block.key]
        card.draw(page, document.root, place, card.fitting(place.height, largest))
        progress(done, len(places))
    _foot(document, page, view)


def _cards(view: CanvasView, area: Area, columns: Sequence[float]) -> dict[str, Card]:
    return {
        block.key: Card(view, block, place.width)
        for block, place in block_areas(view, area, GAP, columns=columns)
    }


def _columns(view: CanvasView, area: Area) -> list[float]:
    """The widths of the columns: alike while all fits, or the fuller the wider."""
    count = view.template.grid.columns
    even = alike(area.width, count, GAP)
    cards = _cards(view, area, even)
    if sum(_row_needs(view, cards, SIZES[0])) <= _room(view, area):
        return even
    loads = [0.0] * count
    for block in view.template.blocks:
        for i in range(block.place.column, block.place.column + block.place.width):
            loads[i] += cards[block.key].need(TYPICAL)
    least, most = FLEX
    parts = [min(max(load * count / sum(loads), least), most) for load in loads]
    return [sum(even) * part / sum(parts) for part in parts]


def _rows(view: CanvasView, cards: dict[str, Card], area: Area) -> tuple[float, list[float]]:
    """The largest size that a block may have, and the heights of the rows."""
    room = _room(view, area)
    fits = (size for size in SIZES if sum(_row_needs(view, cards, size)) <= room)
    size = next(fits, SIZES[-1])
    rows = _row_needs(view, cards, size)
    if sum(rows) > room:
        return size + LIVELIER, shares(rows, area.height, GAP)
    # The rows become as alike as what is left allows.
    lacking = [max(0.0, room / len(rows) - row) for row in rows]
    share = min(1.0, (room - sum(rows)) / sum(lacking)) if sum(lacking) else 0.0
    rows = [row + lack * share for row, lack in zip(rows, lacking, strict=True)]
    rest = (room - sum(rows)) / len(rows)
    return size + LIVELIER, [row + rest for row in rows]


def _room(view: CanvasView, area: Area) -> float:
    """The height for rows: what is left between the gaps."""
    return area.height - GAP * (view.template.grid.rows - 1)


def _row_needs(view: CanvasView, cards: dict[str, Card], size: float) -> list[float]:
    """The least heights of the rows in which every block fits in type of ``size`` points."""
    rows = [0.0] * view.template.grid.rows

    def spanned(block: Block) -> Sequence[int]:
        return range(block.place.row, block.place.row + block.place.height)

    for block in sorted(view.template.blocks, key=lambda b: (b.place.height, b.number)):
        span = spanned(block)
        lacks = cards[block.key].need(size) - GAP * (len(span) - 1) - sum(rows[i] for i in span)
        for i in span:
            rows[i] += max(0.0, lacks) / len(span)
    return rows


def _band(document: Document, page: Page, view: CanvasView) -> None:
    """The title, with the region and the day at the right."""
    canvas = view.canvas
    page.rectangle(Artifact.LAYOUT, Area(0, 0, WIDTH, BAND), fill=style.ACCENT)
    aside, room = 300.0, WIDTH - 2 * MARGIN
    title = style.TITLE._replace(colour=style.PAPER)
    for size in (28, 22, 18, 15):
        title = title._replace(size=size, leading=size * 1.15)
        spans = [Span(canvas.title, title)]
        if len(wrap(spans, room - aside)) <= (1 if size > 22 else 2):
            break
    heading = document.root.add(Role.H1)
    lines = shortened(spans, room - aside, 2)
    y = (BAND - sum(line.leading for line in lines)) / 2
    for line in lines:
        page.text(heading, MARGIN, y + line.baseline, line)
        y += line.leading
    document.bookmark(canvas.title, 0, Anchor())
    region = Look(13, 18, style.STRONG.face, style.PAPER)
    when = Look(10, 15, style.BODY.face, style.ON_ACCENT)
    said = f"{view.text(view.template.title)} · {date_text(view.day)}"
    beside = [
        *shortened([Span(canvas.region.name, region)], aside - 24, 2),
        *shortened([Span(said, when)], aside - 24, 2),
    ]
    node = document.root.add(Role.PARAGRAPH)
    y = (BAND - sum(line.leading for line in beside)) / 2
    for line in beside:
        page.text(node, WIDTH - MARGIN - line.width, y + line.baseline, line)
        y += line.leading


def _foot(document: Document, page: Page, view: CanvasView) -> None:
    """The marks and signs with their names."""
    node = document.root.add(Role.PARAGRAPH)
    middle, x = HEIGHT - MARGIN / 2 - 6, MARGIN
    named = [
        *(
            (perspective_lead(view, p), Span(view.name(p), style.SMALL_STRONG))
            for p in view.template.perspectives
        ),
        *((finding_lead(f), finding_span(f, style.SMALL_STRONG)) for f in Finding),
    ]
    for lead, span in named:
        if x + lead.width + measure(span.text, span.look) > WIDTH - MARGIN:
            break  # names of 200 characters; the blocks have them too
        x = _named(page, node, (x, middle), (lead, span)) + 20
    rating = _("Discs: the rating, 0 to {highest}").format(highest=HIGHEST)
    line = wrap([Span(rating, style.SMALL)], float("inf"))[0]
    if x + line.width <= WIDTH - MARGIN:
        top = middle - line.leading / 2
        page.text(node, WIDTH - MARGIN - line.width, top + line.baseline, line)


def _named(page: Page, owner: Node, at: Point, named: tuple[Lead, Span]) -> float:
    """A mark with its name, from ``at`` to the right; the answer is where it ends."""
    (x, middle), (lead, span) = at, named
    lead.draw(page, x, middle)
    for line in wrap([span], float("inf")):
        page.text(owner, x + lead.width, middle - line.leading / 2 + line.baseline, line)
        x += lead.width + line.width
    return x
