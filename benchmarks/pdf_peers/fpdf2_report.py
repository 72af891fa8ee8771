"""The report with fpdf2, which has no tags but those of pictures."""

from __future__ import annotations

from fpdf import FPDF, FontFace, TextStyle, XPos, YPos
from fpdf.enums import TableBordersLayout
from fpdf.outline import TableOfContents

from pdf_peers import content as look
from pdf_peers.content import Bullets, Chart, Columns, Content, Facts, Heading, Part, Table, Text

_FAMILY = "Atkinson"
_INK, _SOFT, _RULE = "#16262E", look.SOFT, look.RULE
_HEADINGS = {
    1: TextStyle(_FAMILY, "B", 24, _INK, b_margin=18),
    2: TextStyle(_FAMILY, "B", 11.5, _INK, t_margin=20, b_margin=6),
    3: TextStyle(_FAMILY, "B", 10, _INK),
}


class _Report(FPDF):
    """A4 with a running header and footer."""

    def __init__(self, content: Content) -> None:
        super().__init__(unit="pt", format="A4")
        self._content = content
        # A document keeps what it embeds of a font, so each reads the files anew.
        for style, face in (("", "Regular"), ("B", "Bold")):
            self.add_font(_FAMILY, style, look.FONTS / f"AtkinsonHyperlegible-{face}.ttf")
        self.set_title(content.title)
        self.set_author(content.author)
        self.set_lang(content.language)
        self.set_margins(look.MARGIN, look.TOP, look.MARGIN)
        self.set_auto_page_break(True, look.BOTTOM)
        self.set_section_title_styles(_HEADINGS[1])

    def header(self) -> None:
        if self.page_no() > 1:
            self._edge(45, *self._content.running)

    def footer(self) -> None:
        if self.page_no() > 1:
            self._edge(-45, self._content.day, f"pagina {self.page_no()} van {{nb}}")

    def _edge(self, y: float, left: str, right: str) -> None:
        self.set_y(y)
        self.look(9.5, _SOFT)
        self.cell(self.epw / 2, 12, left)
        self.cell(self.epw / 2, 12, right, align="R")
        self.set_y(look.TOP)

    def look(self, size: float, colour: str = _INK, style: str = "") -> None:
        """Go on in that size, colour and style."""
        self.set_font(_FAMILY, style, size)
        self.set_text_color(colour)

    def say(self, text: str, size: float = 10, *, leading: float = 14.5, after: float = 8) -> None:
        """A paragraph in what the look is."""
        self.multi_cell(0, leading, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(after)


def make(content: Content) -> bytes:
    """``content`` as PDF, untagged: the library tags nothing that PDF/UA asks for."""
    pdf = _Report(content)
    pdf.add_page()
    pdf.set_y(168)
    for part in content.before:
        _draw(pdf, part)
    pdf.look(34, style="B")
    pdf.say(content.title, leading=40)
    for part in content.after:
        _draw(pdf, part)
    pdf.add_page()
    pdf.look(24, style="B")
    pdf.say(content.contents, leading=30)
    toc = TableOfContents(TextStyle(_FAMILY, "", 10, _INK))
    pdf.insert_toc_placeholder(toc.render_toc)
    for i, section in enumerate(content.sections):
        if i:
            pdf.add_page()
        pdf.start_section(section.title)
        for part in section.parts:
            _draw(pdf, part)
    return bytes(pdf.output())


def _draw(pdf: _Report, part: Part) -> None:
    match part:
        case Heading(level, text):
            with pdf.use_text_style(_HEADINGS[level]):
                pdf.say(text, after=0)
        case Text(text):
            pdf.look(10)
            pdf.say(text)
        case Bullets(items):
            _bullets(pdf, items)
        case Facts(items):
            for label, text in items:
                pdf.look(9.5, _SOFT)
                pdf.cell(136, 13, label)
                pdf.look(9.5)
                pdf.say(text, leading=13)
        case Table(header, rows):
            _table(pdf, (header, *rows))
        case Columns(columns):
            names = [parts[0].text for parts in columns if isinstance(parts[0], Heading)]
            said = ["\n".join(map(_in_words, parts[1:])) for parts in columns]
            _table(pdf, (names, said))
        case Chart():
            _chart(pdf, part)


def _bullets(pdf: _Report, items: tuple[tuple[str, str], ...]) -> None:
    left = pdf.l_margin
    for text, details in items:
        if pdf.will_page_break(14.5 + 13 * bool(details)):
            pdf.add_page()
        pdf.look(10, look.COLOURS[0])
        pdf.cell(12, 14.5, "•")
        pdf.set_left_margin(left + 12)
        pdf.look(10)
        pdf.say(text, after=1)
        if details:
            pdf.look(9.5, _SOFT)
            pdf.say(details, leading=13, after=0)
        pdf.set_left_margin(left)
        pdf.ln(9)


def _in_words(part: Heading | Text | Bullets) -> str:
    if isinstance(part, Bullets):
        return "\n".join(f"\n• {text}" for text, _details in part.items)
    return part.text


def _table(pdf: _Report, rows: tuple[tuple[str, ...] | list[str], ...]) -> None:
    pdf.look(9.5)
    pdf.set_draw_color(_RULE)
    pdf.set_line_width(0.5)
    with pdf.table(
        rows,
        text_align="LEFT",
        line_height=13,
        padding=4,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="BOLD"),
    ):
        pass  # it is drawn at the end of the block
    pdf.ln(8)


def _chart(pdf: _Report, chart: Chart) -> None:
    height = 19 + 28 * len(chart.rows)
    if pdf.will_page_break(height):
        pdf.add_page()
    left, top = pdf.l_margin, pdf.y
    columns = [left + 188 + 54 * score for score in range(6)]
    pdf.look(9.5)
    pdf.set_draw_color(_RULE)
    pdf.set_line_width(0.5)
    for score, x in enumerate(columns):
        pdf.text(x - 3, top + 10, str(score))
        pdf.line(x, top + 19, x, top + height)
    for i, (label, scores) in enumerate(chart.rows):
        middle = top + 33 + 28 * i
        pdf.text(left + 6, middle + 3, label)
        for j, (score, colour) in enumerate(zip(scores, look.COLOURS, strict=False)):
            pdf.set_fill_color(colour)
            pdf.circle(columns[score], middle + 8 * (j - 1), 4, style="F")
    pdf.set_fill_color(255)  # tables would take the last colour for their ground
    pdf.set_y(top + height + 8)
