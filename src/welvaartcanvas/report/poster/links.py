"""Links on a poster to the pages behind it, whose numbers are known only when those are made."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.pdf.extent import Extent
from welvaartcanvas.report.pdf.fonts import Face
from welvaartcanvas.report.pdf.layout import Drawing
from welvaartcanvas.report.pdf.page import Anchor, Page
from welvaartcanvas.report.pdf.text import Look, Span, shortened
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Node, Role
from welvaartcanvas.report.poster import looks

#: The widest page number that room is kept for.
_ANY_PAGE = 999
_LOOK = looks.pointer(looks.SMALLEST)


def pointer(
    document: Document,
    parent: Node,
    target: Anchor,
    said: Callable[[int], str],
    *,
    look: Look,
    width: float,
) -> Drawing:
    """A link to ``target``; ``said`` makes its text of the number of the page there."""
    link = parent.add(Role.PARAGRAPH).add(Role.LINK)
    count = _lines(said, look, width)

    def paint(page: Page, x: float, y: float) -> None:
        def settle() -> None:
            text = said(target.page + 1)
            lines = shortened([Span(text, look)], width, count)
            top = y
            for line in lines:
                baseline = top + line.baseline
                page.text(link, x, baseline, line)
                under = baseline + look.size * 0.2
                page.stroke(Artifact.LAYOUT, [(x, under), (x + line.width, under)], look.colour)
                top += line.leading
            area = Area(x, y, max(line.width for line in lines), top - y)
            page.link(link, Box(page.number, area), target, text)

        document.later(settle)

    return Drawing(count * look.leading, paint=paint)


def more(document: Document, parent: Node, target: Anchor, count: int, width: float) -> Drawing:
    """A link to where ``count`` contributions more stand; with 0, to where the last goes on."""
    return pointer(document, parent, target, partial(_more, count), look=_LOOK, width=width)


def more_height(count: int, width: float) -> float:
    """What :func:`more` takes for at most ``count`` contributions in ``width`` points."""
    lines = (_lines(partial(_more, n), _LOOK, width) for n in (0, count))
    return max(lines) * _LOOK.leading


def _lines(said: Callable[[int], str], look: Look, width: float) -> int:
    return int(_extent(said(_ANY_PAGE), look.face).lines(width / look.size))


@cache
def _extent(text: str, face: Face) -> Extent:
    return Extent(text, face)


def _more(count: int, page: int) -> str:
    if not count:
        return _("Read on: see page {page}").format(page=page)
    text = ngettext("+ {n} more, see page {page}", "+ {n} more, see page {page}", count)
    return text.format(n=count, page=page)
