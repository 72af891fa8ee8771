"""The report with ReportLab as its users write it: platypus, paragraphs, no tags.

The pages are made once: the numbers that are known only at the end (those in the contents,
and how many pages there are) are drawn as forms. ``TableOfContents`` of the library, the usual
way, makes all pages twice.
"""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from pdf_peers import content as look
from pdf_peers.content import Bullets, Chart, Columns, Content, Facts, Heading, Part, Text
from pdf_peers.content import Table as Listing

for _face in ("Regular", "Bold"):
    _file = look.FONTS / f"AtkinsonHyperlegible-{_face}.ttf"
    pdfmetrics.registerFont(TTFont(f"Atkinson-{_face}", str(_file)))

_WIDTH, _HEIGHT = A4
_INK, _SOFT, _RULE = HexColor("#16262E"), HexColor(look.SOFT), HexColor(look.RULE)
_COLOURS = [HexColor(colour) for colour in look.COLOURS]


def _style(name: str, size: float, leading: float, **values: object) -> ParagraphStyle:
    given = {"fontName": "Atkinson-Regular", "textColor": _INK, "splitLongWords": 0, **values}
    return ParagraphStyle(name, fontSize=size, leading=leading, **given)


def _heading(name: str, size: float, leading: float, before: float, after: float) -> ParagraphStyle:
    distances = {"spaceBefore": before, "spaceAfter": after, "keepWithNext": 1}
    return _style(name, size, leading, fontName="Atkinson-Bold", **distances)


_TITLE = _heading("title", 34, 40, 0, 16)
_HEADINGS = {
    1: _heading("h1", 24, 30, 0, 18),
    2: _heading("h2", 11.5, 16, 24, 8),
    3: _heading("h3", 10, 14.5, 0, 2),
}
_TEXT = _style("text", 10, 14.5, spaceAfter=8)
_BULLETS = {"leftIndent": 12, "bulletColor": _COLOURS[0], "bulletFontName": "Atkinson-Regular"}
_ITEM = _style("item", 10, 14.5, spaceBefore=10, **_BULLETS)
_DETAILS = _style("details", 9.5, 13, leftIndent=12, textColor=_SOFT)
_SMALL = _style("small", 9.5, 13)
_STRONG = _style("strong", 9.5, 13, fontName="Atkinson-Bold")
_RULES = TableStyle(
    [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, _RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ]
)


class _Document(BaseDocTemplate):  # type: ignore[misc]  # ReportLab ships no types
    """A4 with a running header and footer; it learns where its sections start."""

    def __init__(self, file: io.BytesIO, content: Content) -> None:
        super().__init__(
            file,
            title=content.title,
            author=content.author,
            lang=content.language,
            pageCompression=1,
        )
        self._content = content
        frame = Frame(
            look.MARGIN,
            look.BOTTOM,
            _WIDTH - 2 * look.MARGIN,
            _HEIGHT - look.TOP - look.BOTTOM,
            *(0, 0, 0, 0),
        )
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._running))
        self.starts: list[int] = []

    def _running(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        if canvas.getPageNumber() == 1:
            return
        left, right = look.MARGIN, _WIDTH - look.MARGIN
        canvas.setFont("Atkinson-Regular", 9.5)
        canvas.setFillColor(_SOFT)
        canvas.drawString(left, _HEIGHT - 49, self._content.running[0])
        canvas.drawRightString(right, _HEIGHT - 49, self._content.running[1])
        canvas.drawString(left, 43, self._content.day)
        canvas.drawRightString(right - 12, 43, f"pagina {canvas.getPageNumber()} van")
        canvas.doForm("pages")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (the library's name)
        """Note and bookmark the start of a section."""
        if flowable.__class__ is _SectionTitle:
            key = f"s{len(self.starts)}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.title, key, 0)
            self.starts.append(self.canv.getPageNumber())

    def finish(self, canvas: Canvas) -> None:
        """Draw what waited for the end: how many pages there are, and where each section is."""
        last = canvas.getPageNumber() - 1
        self._form(canvas, "pages", (_WIDTH - look.MARGIN, 43), last, _SOFT)
        for i, page in enumerate(self.starts):
            self._form(canvas, f"start{i}", (0, 0), page, _INK)

    def _form(
        self, canvas: Canvas, name: str, right: tuple[float, float], number: int, colour: HexColor
    ) -> None:
        canvas.beginForm(name, -40, -4, _WIDTH, _HEIGHT)
        canvas.setFont("Atkinson-Regular", 9.5)
        canvas.setFillColor(colour)
        canvas.drawRightString(*right, str(number))
        canvas.endForm()


class _SectionTitle(Paragraph):  # type: ignore[misc]
    def __init__(self, title: str) -> None:
        super().__init__(escape(title), _HEADINGS[1])
        self.title = title


class _Entry(Flowable):  # type: ignore[misc]
    """A line of the contents, which is a link."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self._number, self._title = number, title
        self.width, self.height = _WIDTH - 2 * look.MARGIN, 24.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFont("Atkinson-Regular", 10)
        self.canv.setFillColor(_INK)
        self.canv.drawString(0, 8, self._title)
        self.canv.translate(self.width, 8)
        self.canv.doForm(f"start{self._number}")
        self.canv.translate(-self.width, -8)
        area = (0, 0, self.width, self.height)
        self.canv.linkRect(self._title, f"s{self._number}", area, relative=1)


class _Chart(Flowable):  # type: ignore[misc]
    """The dots."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self.width, self.height = _WIDTH - 2 * look.MARGIN, 19.0 + 28 * len(chart.rows)

    def draw(self) -> None:
        canvas, columns = self.canv, [188 + 54 * score for score in range(6)]
        canvas.setFont("Atkinson-Regular", 9.5)
        canvas.setFillColor(_INK)
        canvas.setStrokeColor(_RULE)
        canvas.setLineWidth(0.5)
        for score, x in enumerate(columns):
            canvas.drawString(x - 3, self.height - 10, str(score))
            canvas.line(x, 0, x, self.height - 19)
        for i, (label, scores) in enumerate(self._chart.rows):
            middle = self.height - 33 - 28 * i
            canvas.setFillColor(_INK)
            canvas.drawString(6, middle - 3, label)
            for j, (score, colour) in enumerate(zip(scores, _COLOURS, strict=False)):
                canvas.setFillColor(colour)
                canvas.circle(columns[score], middle + 8 * (1 - j), 4, stroke=0, fill=1)


def make(content: Content) -> bytes:
    """``content`` as PDF, untagged: the open library has no tags."""
    story: list[Flowable] = [
        Spacer(0, 88),
        *_flowables(content.before),
        Paragraph(escape(content.title), _TITLE),
        *_flowables(content.after),
        PageBreak(),
        Paragraph(escape(content.contents), _HEADINGS[1]),
        *(_Entry(i, section.title) for i, section in enumerate(content.sections)),
    ]
    for section in content.sections:
        story += [PageBreak(), _SectionTitle(section.title), *_flowables(section.parts)]
    file = io.BytesIO()
    document = _Document(file, content)

    class Finished(Canvas):  # type: ignore[misc]
        def save(self) -> None:
            document.finish(self)
            super().save()

    document.build(story, canvasmaker=Finished)
    return file.getvalue()


def _flowables(parts: tuple[Part, ...]) -> list[Flowable]:
    return [flowable for part in parts for flowable in _of(part)]


def _of(part: Part) -> list[Flowable]:  # noqa: PLR0911 (one a kind of part)
    match part:
        case Heading(level, text):
            return [Paragraph(escape(text), _HEADINGS[level])]
        case Text(text):
            return [Paragraph(escape(text), _TEXT)]
        case Bullets(items):
            made: list[Flowable] = []
            for text, details in items:
                made.append(Paragraph(escape(text), _ITEM, bulletText="•"))
                if details:
                    made.append(Paragraph(escape(details), _DETAILS))
            return made
        case Facts(items):
            return [_table([_row((label,), text) for label, text in items], (136, 347))]
        case Listing(header, rows):
            head = [Paragraph(escape(cell), _STRONG) for cell in header]
            return [_table([head, *(_row(row[:1], *row[1:]) for row in rows)], None)]
        case Columns(columns):
            share = 483 / len(columns)
            return [_table([[_flowables(parts) for parts in columns]], [share] * len(columns))]
        case Chart():
            return [_Chart(part)]


def _row(strong: tuple[str, ...], *others: str) -> list[Flowable]:
    return [
        *(Paragraph(escape(text), _STRONG) for text in strong),
        *(Paragraph(escape(text), _SMALL) for text in others),
    ]


def _table(rows: list[list[object]], widths: object) -> Table:
    if widths is None:
        columns = len(rows[0])
        widths = [483 / columns] * columns
    return Table(rows, colWidths=widths, style=_RULES, repeatRows=len(rows) > 1, splitInRow=1)
