"""Form fields as objects of the file: each with its widget, and the form that they make.

ISO 32000-1, 12.7 (interactive forms), within what ISO 19005-3, 6.4.1 allows: every field looks
like something without a program that draws it, and none does anything by itself.
"""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import (
    PDFArrayCompact,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
)

from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.pdf.embedding import whole_font
from welvaartcanvas.report.pdf.file import Entries, File, Stream, text_string
from welvaartcanvas.report.pdf.fonts import Face, primary
from welvaartcanvas.report.pdf.forms import ChoiceField, FieldArea, FieldStyle, TextField
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Span, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact

# The font with which readers draw what is filled in, as the fields name it.
_FONT = "Form"
# Field flags (12.7.4.3 and 12.7.4.4): more lines than one; a list that folds out.
_MULTILINE, _COMBO = 1 << 12, 1 << 17
# How wide the arrow is that says that a list folds out, in em.
_ARROW = 0.7


class Form:
    """The fields of a document; their names make a tree, of which the last parts are fields."""

    def __init__(self, document: Document, file: File, fonts: Entries) -> None:
        """``fonts`` are those of the pages, which what stands in a field is drawn with too."""
        self._document = document
        self._file = file
        self._drawn = fonts
        self._fonts = Entries()
        self._fields: dict[str, Entries] = {}
        self._kids: dict[str, list[PDFObjectReference]] = {}

    def fill(self, widget: Entries, area: FieldArea, page: PDFObjectReference) -> None:
        """Make ``widget`` the annotation of a field on ``page``, and the field itself.

        Raises :class:`ValueError` when another field has its name.
        """
        field, style = area.field, area.style
        if field.name in self._fields:
            raise ValueError(f"two fields are called {field.name}")
        self._fields[field.name] = widget
        x, y, width, height = area.box.area
        top = self._document.pages[area.box.page].height - y
        colour = " ".join(f"{part:.3f}" for part in style.look.colour)
        widget.entries |= {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "Rect": PDFArrayCompact(round(c, 2) for c in (x, top - height, x + width, top)),
            "F": 4,  # printed, and not hidden
            "P": page,
            "TU": text_string(field.label),
            "V": text_string(field.value),
            "DV": text_string(field.value),
            "DA": text_string(f"/{_FONT} {style.look.size:g} Tf {colour} rg"),
            "MK": PDFDictionary({"BC": _parts(style.line), "BG": _parts(style.ground)}),
            "BS": PDFDictionary({"W": style.thickness, "S": PDFName("S")}),
            "AP": PDFDictionary({"N": self._appearance(area)}),
            **(_text(field) if isinstance(field, TextField) else _choice(field)),
        }
        self._named(field.name, widget)

    def _named(self, name: str, entry: Entries) -> None:
        """Give ``entry`` the last part of ``name``, and its place below the others."""
        above, _dot, last = name.rpartition(".")
        entry.entries["T"] = text_string(last)
        if not above:
            return
        if above not in self._fields:
            self._fields[above] = Entries()
            self._kids[above] = []
            self._named(above, self._fields[above])
        if above not in self._kids:
            raise ValueError(f"{above} is a field, so {name} can't stand below it")
        entry.entries["Parent"] = self._file.Reference(self._fields[above])
        self._kids[above].append(self._file.Reference(entry))

    def catalogue(self) -> dict[str, object]:
        """What the catalogue says of it: nothing if there are no fields."""
        if not self._fields:
            return {}
        font = whole_font(primary(Face.REGULAR), self._file)
        self._fonts.entries |= {**self._drawn.entries, _FONT: font}
        for name, kids in self._kids.items():
            self._fields[name].entries["Kids"] = PDFArrayCompact(kids)
        top = [entry for name, entry in self._fields.items() if "." not in name]
        form = {
            "Fields": PDFArrayCompact(map(self._file.Reference, top)),
            "DR": PDFDictionary({"Font": PDFDictionary({_FONT: font})}),
            "DA": text_string(f"/{_FONT} 0 Tf 0 g"),
        }
        return {"AcroForm": PDFDictionary(form)}

    def _appearance(self, area: FieldArea) -> PDFObjectReference:
        """How a field looks (12.5.5) until somebody fills it in."""
        field, style = area.field, area.style
        _x, _y, width, height = area.box.area
        page = self._document.drawing(width, height)
        edge = Area(0, 0, width, height).inset(style.thickness / 2)
        page.rectangle(
            Artifact.LAYOUT, edge, fill=style.ground, line=style.line, thickness=style.thickness
        )
        if isinstance(field, ChoiceField):
            _arrow(page, edge, style)
        _value(page, field, style)
        described = {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Form"),
            "BBox": PDFArrayCompact([0, 0, round(width, 2), round(height, 2)]),
            "Resources": PDFDictionary({"Font": self._fonts}),
        }
        reference: PDFObjectReference = self._file.Reference(Stream(page.finished(), described))
        return reference


def _value(page: Page, field: TextField | ChoiceField, style: FieldStyle) -> None:
    """Draw what stands in a field: at its top if it is of many lines, else in the middle."""
    look, across = style.look, page.width - 2 * style.padding
    many = isinstance(field, TextField) and field.multiline
    lines = wrap([Span(_shown(field), look)], across if many else float("inf"))
    y = style.padding if many else (page.height - look.leading) / 2
    with page.clipped([_corners(Area(0, 0, page.width, page.height).inset(style.thickness))]):
        for line in lines:
            page.text(Artifact.VARIABLE, style.padding, y + line.baseline, line)
            y += line.leading


def _shown(field: TextField | ChoiceField) -> str:
    if isinstance(field, TextField):
        return field.value
    return next((option.shown for option in field.options if option.value == field.value), "")


def _arrow(page: Page, edge: Area, style: FieldStyle) -> None:
    """The sign that one of several can be chosen, at the right."""
    size = style.look.size * _ARROW
    right, middle = edge.x + edge.width - style.padding, edge.y + edge.height / 2
    points = [
        (right - size, middle - size / 4),
        (right, middle - size / 4),
        (right - size / 2, middle + size / 4),
    ]
    page.polygon(Artifact.LAYOUT, points, fill=style.line)


def _corners(area: Area) -> list[tuple[float, float]]:
    x, y, width, height = area
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _text(field: TextField) -> dict[str, object]:
    return {
        "FT": PDFName("Tx"),
        "Ff": _MULTILINE if field.multiline else 0,
        **({"MaxLen": field.longest} if field.longest else {}),
    }


def _choice(field: ChoiceField) -> dict[str, object]:
    options = (
        PDFArrayCompact([text_string(option.value), text_string(option.shown)])
        for option in field.options
    )
    return {"FT": PDFName("Ch"), "Ff": _COMBO, "Opt": PDFArrayCompact(options)}


def _parts(colour: Colour) -> PDFArrayCompact:
    return PDFArrayCompact(round(part, 3) for part in colour)
