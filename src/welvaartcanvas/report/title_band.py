"""The coloured band at the top of a report: what it is, its title, and of whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.layout import Drawing, draw_stack, paragraph, stacked
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Look, Span, cut, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role
from welvaartcanvas.report.sheet import Sheet

# The sizes of the title, and how many lines it may take in each. The last take what is left:
# 200 characters that no face has, each a code of eight.
_TITLE_SIZES = ((34, 4), (28, 4), (23, 5), (16, 10), (11, 100))
#: Beneath the title so many lines are large.
_BENEATH_LINES = 6
#: What is free above the first line, below the top of the frame of other pages.
_ABOVE = 88.0
#: The ornament at the right of the first line.
_MOTIF = (160.0, 72.0)


class Worded(NamedTuple):
    """A text with its language (BCP 47) where that is not the report's."""

    text: str
    language: str = ""


class Band(NamedTuple):
    """What stands in the band: a line over the title, the title, and a line beneath it."""

    over: Worded
    title: Worded
    beneath: str


def title_band(sheet: Sheet, parent: Node, band: Band, motif: Callable[[Page, Area], None]) -> None:
    """The band over the whole width of the paper; ``motif`` draws the ornament in its corner."""
    paper, width = sheet.paper, sheet.frame.width
    for size, lines in _TITLE_SIZES:
        title = style.TITLE.scaled(size / style.TITLE.size)
        if len(wrap([Span(band.title.text, title)], width)) <= lines:
            break
    white = Look(title.size, title.leading, title.face, style.PAPER)
    label = Look(12, 18, style.STRONG.face, style.ON_ACCENT)
    beneath = Look(15, 22, style.BODY.face, style.PAPER)
    if len(wrap([Span(band.beneath, beneath)], width)) > _BENEATH_LINES:
        beneath = beneath.scaled(2 / 3)
    over = cut(band.over.text, label, width - _MOTIF[0] - 16)
    owner = parent.add(Role.PARAGRAPH, language=band.over.language)
    pieces = paragraph(owner, [Span(over, label)], width)
    heading = parent.add(Role.H1, language=band.title.language)
    pieces += paragraph(heading, [Span(band.title.text, white)], width, space=8)
    owner = parent.add(Role.PARAGRAPH)
    pieces += paragraph(owner, [Span(band.beneath, beneath)], width, space=16)
    top = sheet.frame.top + _ABOVE
    height = top + stacked(pieces) + 40

    def paint(page: Page, x: float, y: float) -> None:
        page.rectangle(Artifact.LAYOUT, Area(0, 0, paper.width, height), fill=style.ACCENT)
        motif(page, Area(x + width - _MOTIF[0], 56, *_MOTIF))
        draw_stack(page, x, top, pieces)

    sheet.flow.add([Drawing(height - sheet.frame.top, paint=paint)])
