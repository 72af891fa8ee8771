"""How reports look: colours, type and spacing. Every text and mark keeps its contrast.

Distances are multiples of four points. Text in the report is 9.5 points or larger.
"""

from __future__ import annotations

from typing import NamedTuple

from welvaartcanvas.report.pdf.areas import AreaStyle
from welvaartcanvas.report.pdf.charts import DotStyle, GridStyle
from welvaartcanvas.report.pdf.colour import MARK_CONTRAST, WHITE, Colour
from welvaartcanvas.report.pdf.fonts import Face
from welvaartcanvas.report.pdf.forms import FieldStyle
from welvaartcanvas.report.pdf.hatching import Pattern, Strokes
from welvaartcanvas.report.pdf.tables import TableStyle
from welvaartcanvas.report.pdf.text import Look
from welvaartcanvas.report.pdf.tiles import TileStyle
from welvaartcanvas.wording import Finding

UNIT = 8.0

# Paper and ink
PAPER = WHITE
GROUND = Colour.parse("#F3F6F6")
INK = Colour.parse("#16262E")
SOFT = Colour.parse("#4A5A63")
ACCENT = Colour.parse("#0B5563")
ON_ACCENT = Colour.parse("#D9ECEC")
RULE = Colour.parse("#CBD5D8")
RING = Colour.parse("#7B8B92")
SPAN = Colour.parse("#6F818A")

#: The grounds of means from 0 to 1, up to from 4 to 5: the higher, the darker.
MEANS = tuple(PAPER.mixed(ACCENT, share) for share in (0.0, 0.05, 0.1, 0.17, 0.25))

#: Text colours, each with the grounds that it stands on: what the contrast is tested with.
TEXT_ON = (
    (INK, (PAPER, GROUND, Colour.parse("#DCE8E9"), *MEANS)),
    (SOFT, (PAPER, GROUND, *MEANS)),
    (ACCENT, (PAPER, GROUND)),
    (WHITE, (ACCENT,)),
    (ON_ACCENT, (ACCENT,)),
)


class FindingStyle(NamedTuple):
    """The sign of a finding, and the colour of sign and name."""

    sign: str
    colour: Colour


FINDINGS = {
    Finding.STRENGTH: FindingStyle("plus", Colour.parse("#1D6B44")),
    Finding.ATTENTION: FindingStyle("exclamation", Colour.parse("#9A4A00")),
    Finding.DIFFERENCE: FindingStyle("unequal", Colour.parse("#5B3C91")),
    Finding.UNKNOWN: FindingStyle("question", Colour.parse("#54636B")),
}

# Type
TITLE = Look(34, 40, Face.BOLD, INK)
H1 = Look(24, 30, Face.BOLD, INK)
H2 = Look(17, 22, Face.BOLD, INK)
H3 = Look(11.5, 16, Face.BOLD, INK)
LEAD = Look(12, 17, Face.REGULAR, SOFT)
ENTRY = Look(11, 16, Face.REGULAR, INK)
BODY = Look(10, 14.5, Face.REGULAR, INK)
STRONG = Look(10, 14.5, Face.BOLD, INK)
QUIET = Look(10, 14.5, Face.ITALIC, SOFT)
SMALL = Look(9.5, 13, Face.REGULAR, SOFT)
SMALL_INK = Look(9.5, 13, Face.REGULAR, INK)
SMALL_STRONG = Look(9.5, 13, Face.BOLD, INK)
RUNNING = Look(9.5, 12, Face.REGULAR, SOFT)
NUMBER = Look(17, 22, Face.BOLD, WHITE)

FIELD = FieldStyle(Look(10, 13, Face.REGULAR, INK), line=SOFT, ground=PAPER)
TABLE = TableStyle(rule=RULE, header_rule=INK, above=3.5, below=4.5)
DENSE = TABLE._replace(across=6.0, above=2.5, below=3.5)
COMPACT = DENSE._replace(above=1.0, below=2.0)
MATRIX = COMPACT._replace(inset=3.0)
DOTS = DotStyle(label=SMALL_INK, axis=SMALL, rule=RULE, band=GROUND, span=SPAN)
BOXES = DOTS._replace(signs=0.0, padding=16.0)
#: The ground of the box in which half of the values lie.
BOX = Colour.parse("#C5DEDF")
GRID = GridStyle(
    label=SMALL_INK, head=SMALL_STRONG, number=SMALL_STRONG, filled=TEXT_ON[0][1][2], rule=RING
)
TILE = TileStyle(name=SMALL_STRONG, label=SMALL, rule=RULE, dot=ACCENT, reach=SPAN, usual=INK)
MAP = AreaStyle(
    name=SMALL_STRONG,
    note=SMALL,
    label=Look(9.5, 12, Face.BOLD, INK),
    border=INK,
    dotted=SOFT,
)

#: How areas of a class are filled, from the lowest to the highest of five: each darker than the
#: one before, also in black and white.
CLASSES = (
    Pattern(Colour.parse("#EAF2F2"), ACCENT, (Strokes(45, 4.5, 1.0, dots=4.5),)),
    Pattern(Colour.parse("#C5DEDF"), Colour.parse("#0B4450"), (Strokes(45, 6, 0.7),)),
    Pattern(Colour.parse("#8FBFC4"), Colour.parse("#06303A"), (Strokes(135, 3.2, 0.8),)),
    Pattern(
        Colour.parse("#3F8F9A"),
        Colour.parse("#041F26"),
        (Strokes(45, 3.6, 0.9), Strokes(135, 3.6, 0.9)),
    ),
    Pattern(Colour.parse("#08323B"), WHITE),
)


def mark_colour(hexadecimal: str) -> Colour:
    """A colour of a template, made dark enough for a mark on paper or ground."""
    return Colour.parse(hexadecimal).legible(GROUND, MARK_CONTRAST)
