"""The poster: a canvas on one A3 page, in the layout of its template, to hang on a wall.

The columns and rows of the layout give room to the blocks that need it, and the type becomes
smaller as the canvas fills, down to a size that is still legible. What then does not fit is
counted on the poster, with a link to the pages behind it, where it stands in full.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from welvaartcanvas.i18n import date_text
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.pdf.page import Anchor, Page
from welvaartcanvas.report.pdf.text import Line, Look, Span, shortened, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role
from welvaartcanvas.report.poster.behind import Behind
from welvaartcanvas.report.poster.card import Card
from welvaartcanvas.report.poster.layout import GAP, laid_out
from welvaartcanvas.report.poster.legend import legend
from welvaartcanvas.report.view import CanvasView

WIDTH, HEIGHT = 1190.55, 841.89
MARGIN = 26.0
BAND, FOOT = 54.0, 32.0
#: So many lines stand at the right of the band.
_BESIDE_LINES = 4


def poster(document: Document, view: CanvasView, progress: Callable[[int, int], None]) -> None:
    """Draw the poster in ``document``; ``progress`` gets the blocks done and in all."""
    page = document.page(WIDTH, HEIGHT)
    behind = Behind(document, view)
    _band(page, behind)
    area = Area(MARGIN, BAND + GAP, WIDTH - 2 * MARGIN, HEIGHT - BAND - FOOT - 2 * GAP)
    cards = {block.key: Card(view, block) for block in view.template.reading_order}
    settings = laid_out({key: (card.block.place, card) for key, card in cards.items()}, area)
    stand: dict[str, Anchor] = {}
    for done, (key, card) in enumerate(cards.items(), start=1):
        stand[key] = Anchor(page.number, settings[key].place.y)
        document.bookmark(view.block_name(card.block), 1, stand[key])
        card.draw(page, behind, settings[key])
        progress(done, len(cards))
    legend(page, behind, Area(MARGIN, HEIGHT - FOOT - GAP + 2, WIDTH - 2 * MARGIN, FOOT - 4))
    behind.write(stand)


def _band(page: Page, behind: Behind) -> None:
    """The title, with the region, the day and the status at the right."""
    document, view = behind.document, behind.view
    canvas = view.canvas
    page.rectangle(Artifact.LAYOUT, Area(0, 0, WIDTH, BAND), fill=style.ACCENT)
    aside, room = 360.0, WIDTH - 2 * MARGIN
    title = style.TITLE._replace(colour=style.PAPER)
    for size in (28, 22, 18, 15):
        title = title._replace(size=size, leading=size * 1.15)
        spans = [Span(canvas.title, title)]
        if len(wrap(spans, room - aside)) <= (1 if size > 22 else 2):
            break
    else:
        behind.names()
    heading = document.root.add(Role.H1, language=view.typed)
    _stacked(page, [(heading, shortened(spans, room - aside, 2))], MARGIN)
    document.bookmark(canvas.title, 0, Anchor(page.number, 0.0))
    region = Look(12, 14, style.STRONG.face, style.PAPER)
    when = Look(9.5, 13, style.BODY.face, style.ON_ACCENT)
    status = when._replace(face=style.STRONG.face, colour=style.PAPER)
    said = f"{view.text(view.template.title)} · {date_text(view.day)}"
    beside: list[tuple[Node, Sequence[Line]]] = []
    left = _BESIDE_LINES
    told = ((canvas.region.name, region, 2), (said, when, 1), (view.status, status, 0))
    for text, look, below in told:
        most = min(2, left - below)
        if len(wrap([Span(text, look)], aside - 24)) > most:
            behind.names()
        lines = shortened([Span(text, look)], aside - 24, most)
        left -= len(lines)
        beside.append((document.root.add(Role.PARAGRAPH), lines))
    _stacked(page, beside, WIDTH - MARGIN, align=1.0)


def _stacked(
    page: Page, paragraphs: Sequence[tuple[Node, Sequence[Line]]], x: float, *, align: float = 0.0
) -> None:
    """Lines below one another in the middle of the band, from ``x`` or up to it."""
    y = (BAND - sum(line.leading for _node, lines in paragraphs for line in lines)) / 2
    for node, lines in paragraphs:
        for line in lines:
            page.text(node, x - align * line.width, y + line.baseline, line)
            y += line.leading
