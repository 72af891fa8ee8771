"""The report with WeasyPrint: HTML and CSS."""

from __future__ import annotations

from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from pdf_peers import content as look
from pdf_peers.content import Bullets, Chart, Columns, Content, Facts, Heading, Part, Table, Text

_FACES = {"Regular": "", "Bold": "font-weight: bold", "Italic": "font-style: italic"}
_FONT_FACES = "".join(
    "@font-face { font-family: Atkinson; "
    f"src: url({(look.FONTS / f'AtkinsonHyperlegible-{face}.ttf').as_uri()}); {style} }}"
    for face, style in _FACES.items()
)
#: Fonts that were found and a style sheet that was read: what can be kept for the next.
_FONTS = FontConfiguration()
_STYLE = CSS(
    string=_FONT_FACES + Path(__file__).with_name("report.css").read_text("utf-8"),
    font_config=_FONTS,
)


def make(content: Content) -> bytes:
    """``content`` as PDF/UA-1; WeasyPrint can say that or PDF/A-3a, not both."""
    pdf = HTML(string=_page(content)).write_pdf(
        stylesheets=[_STYLE], font_config=_FONTS, pdf_variant="pdf/ua-1"
    )
    assert isinstance(pdf, bytes)
    return pdf


def _page(content: Content) -> str:
    left, right = map(escape, content.running)
    entries = "".join(
        f'<li><a href="#s{i}">{escape(section.title)}</a></li>'
        for i, section in enumerate(content.sections)
    )
    sections = "".join(
        f'<section><h1 id="s{i}">{escape(section.title)}</h1>{_parts(section.parts)}</section>'
        for i, section in enumerate(content.sections)
    )
    return (
        f'<!doctype html><html lang="{content.language}"><head><meta charset="utf-8">'
        f'<title>{escape(content.title)}</title><meta name="author" content="{content.author}">'
        f"</head><body><div class=left>{left}</div><div class=right>{right}</div>"
        f"<div class=day>{escape(content.day)}</div>"
        f"<section class=title>{_parts(content.before)}<h1>{escape(content.title)}</h1>"
        f"{_parts(content.after)}</section>"
        f"<section><h1>{escape(content.contents)}</h1><ul class=contents>{entries}</ul></section>"
        f"{sections}</body></html>"
    )


def _parts(parts: tuple[Part, ...]) -> str:
    return "".join(map(_part, parts))


def _part(part: Part) -> str:  # noqa: PLR0911 (one a kind of part)
    match part:
        case Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Text(text):
            return f"<p>{escape(text)}</p>"
        case Bullets(items):
            # A block within an item is tagged as PDF/UA does not allow; a line break is not.
            said = (
                f"<li>{escape(text)}" + (f"<br><small>{escape(d)}</small>" if d else "") + "</li>"
                for text, d in items
            )
            return f"<ul>{''.join(said)}</ul>"
        case Facts(items):
            rows = (f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in items)
            return f"<dl>{''.join(rows)}</dl>"
        case Table(header, rows):
            head = "".join(f"<th scope=col>{escape(cell)}</th>" for cell in header)
            body = "".join(
                f"<tr><th scope=row>{escape(first)}</th>"
                + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
                + "</tr>"
                for first, *rest in rows
            )
            return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        case Columns(columns):
            beside = "".join(f"<div>{_parts(parts)}</div>" for parts in columns)
            return f"<div class=columns>{beside}</div>"
        case Chart():
            return _chart(part)


def _chart(chart: Chart) -> str:
    """An image of lines, names and dots, which the library draws as vectors."""
    height = 19 + 28 * len(chart.rows)
    drawn = [
        f'<text x="{_column(score) - 3}" y="10">{score}</text>'
        f'<path d="M {_column(score)} 19 V {height}" stroke="{look.RULE}" stroke-width=".5"/>'
        for score in range(6)
    ]
    for i, (label, scores) in enumerate(chart.rows):
        middle = 33 + 28 * i
        drawn.append(f'<text x="6" y="{middle + 3}">{escape(label)}</text>')
        drawn += [
            f'<circle cx="{_column(score)}" cy="{middle + 8 * (j - 1)}" r="4" fill="{colour}"/>'
            for j, (score, colour) in enumerate(zip(scores, look.COLOURS, strict=False))
        ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 483 {height}" '
        f'width="483pt" height="{height}pt" '
        f'font-size="9.5" font-family="Atkinson">{"".join(drawn)}</svg>'
    )
    data = f"data:image/svg+xml;utf8,{escape(svg).replace('#', '%23')}"
    return f'<p><img alt="{escape(chart.words)}" src="{data}"></p>'


def _column(score: int) -> int:
    return 188 + 54 * score
