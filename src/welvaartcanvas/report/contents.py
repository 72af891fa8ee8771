"""The contents of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.parts import findings_piece
from welvaartcanvas.report.pdf.layout import Drawing, Piece
from welvaartcanvas.report.pdf.marks import sign
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Span, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Node, Role
from welvaartcanvas.report.sheet import Section, Sheet
from welvaartcanvas.wording import Finding, finding_name

#: What a sign takes, the signs of a block together, and a page number.
_SIGN = 16.0
_SIGNS, _PAGES = _SIGN * len(Finding), 44.0


def contents(
    sheet: Sheet,
    sections: Sequence[Section],
    found: Mapping[int, Sequence[Finding]] = MappingProxyType({}),
    note: str = "",
) -> None:
    """The sections with their page numbers, each a link; blocks with what stands out in them.

    ``found`` says that by the number of the section. Above them the signs that stand there have
    their names. A ``note`` stands below them.
    """
    part = sheet.start(Section(_("Contents")))
    shown = [finding for finding in Finding if any(finding in of for of in found.values())]
    sheet.flow.add(findings_piece(part, shown, sheet.frame.width, space=12))
    node = part.add(Role.CONTENTS)
    for i, section in enumerate(sections):
        findings = found.get(section.number, ()) if section.number is not None else ()
        for piece in _entry(sheet, node, section, findings):
            piece.space = 0 if i else 12
            sheet.flow.add([piece])
    if note:
        sheet.text(part, note, style.SMALL, space=12)


def _entry(
    sheet: Sheet, parent: Node, section: Section, findings: Sequence[Finding]
) -> list[Piece]:
    link = parent.add(Role.CONTENTS_ITEM).add(Role.LINK, language=section.language)
    look, air = style.ENTRY, 4.0
    indent = 0.0 if section.number is None else 26.0
    room = sheet.frame.width - indent - _SIGNS - _PAGES
    lines = wrap([Span(section.title, look)], room, followed=True)

    def paint(page: Page, x: float, y: float) -> None:
        top = y + air
        if section.number is not None:
            number = Span(str(section.number), look._replace(face=style.STRONG.face))
            page.text(link, x, top + look.baseline, wrap([number], indent, followed=True)[0])
        for line in lines:
            page.text(link, x + indent, top + line.baseline, line)
            top += line.leading
        bottom = top + air
        page.stroke(Artifact.LAYOUT, [(x, bottom), (x + sheet.frame.width, bottom)], style.RULE)
        if findings:
            figure = link.add(
                Role.FIGURE,
                alternative=", ".join(map(finding_name, findings)),
                language=sheet.document.metadata.language if section.language else "",
            )
            left = x + sheet.frame.width - _PAGES - _SIGNS
            _signs(page, figure, left, top - look.leading / 2, findings)

        def number_page() -> None:
            line = wrap([Span(str(section.anchor.page + 1), look)], _PAGES)[0]
            foot = top - look.leading + line.baseline
            page.text(link, x + sheet.frame.width - line.width, foot, line)
            box = Box(page.number, Area(x, y, sheet.frame.width, bottom - y))
            page.link(link, box, section.anchor, section.title)

        sheet.document.later(number_page)

    return [Drawing(sum(line.leading for line in lines) + 2 * air, paint=paint)]


def _signs(page: Page, figure: Node, x: float, middle: float, findings: Sequence[Finding]) -> None:
    """The signs of ``findings`` beside one another, from ``x``."""
    width = _SIGN * len(findings)
    figure.box = Box(page.number, Area(x, middle - _SIGN / 2, width, _SIGN))
    for i, finding in enumerate(findings):
        signed, centre = style.FINDINGS[finding], (x + (i + 0.5) * _SIGN, middle)
        sign(page, figure, signed.sign, centre, size=12, ground=signed.colour)
