"""PDFs with remarks in them, made with anything about these as wrong as a test wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.support import build
from tests.support.carrying import Attached, saved
from welvaartcanvas.domain.answers import Answers
from welvaartcanvas.exchange import interchange
from welvaartcanvas.exchange.pdf import carried_document

Box = tuple[float, float, float, float]
#: Things of :data:`CANVAS`, and where a :class:`Paper` has them: two cells beside each other.
NOTES = ("Meer techniek in de klas", "Samen werkplaatsen delen", "Minder uitval")
CANVAS = build.canvas(
    notes={("opgave", "overheid"): NOTES[:2], ("opgave", "onderwijs"): NOTES[2:]},
    partners=(build.partner(30, "Bakkerij Jansen"),),
)
FIRST, SECOND, THIRD = (contribution.id for contribution in CANVAS.contributions)
PLACES: Mapping[str, Box] = {
    "block:opgave": (50, 400, 550, 800),
    "cell:opgave/overheid": (60, 500, 290, 760),
    "cell:opgave/onderwijs": (310, 500, 540, 760),
    f"thing:{FIRST}": (70, 700, 280, 740),
    f"thing:{SECOND}": (70, 640, 280, 690),
    f"thing:{THIRD}": (320, 700, 530, 740),
}
#: In the middle of each place, and in none.
IN_FIRST, IN_SECOND, IN_THIRD = (90, 710, 200, 720), (90, 650, 200, 660), (340, 710, 400, 720)
IN_CELL, IN_BLOCK, NOWHERE = (90, 520, 200, 530), (90, 420, 500, 430), (90, 20, 200, 30)
EXPORT = "0123456789abcdef0123456789abcdef"


class Paper:
    """A PDF that carries a document, with a page for each of the mappings of places."""

    def __init__(self, *pages: Mapping[str, Box], document: bytes | None = None) -> None:
        self.pdf = pikepdf.new()
        carried = Attached(document or interchange.write(CANVAS).encode())
        self.pdf.Root.AF = Array([carried.put_into(self.pdf)])
        self.pdf.Root.PieceInfo = _piece(Version=1, Export=EXPORT)
        for number, places in enumerate(pages or (PLACES,), 1):
            self.page(number, places)

    def page(self, number: int, places: Mapping[str, Box]) -> None:
        """Add a page that was number ``number`` of the export."""
        page = self.pdf.add_blank_page(page_size=(595, 842)).obj
        rows = [Array([*box, String(target)]) for target, box in places.items()]
        page.PieceInfo = _piece(Page=number, Places=Array(rows))

    def put(self, thing: Any, page: int = 0) -> Any:
        """Put anything among the annotations of a page (from 0)."""
        sheet = self.pdf.pages[page].obj
        if "/Annots" not in sheet:
            sheet.Annots = Array([])
        sheet.Annots.append(thing)
        return thing

    def add(
        self, kind: str = "Text", box: Sequence[float] = IN_FIRST, /, page: int = 0, **has: Any
    ) -> Any:
        """Add an annotation and give it. What is ``None`` is left out."""
        entries = {"/Type": Name.Annot, "/Subtype": Name(f"/{kind}"), "/Rect": Array(box)}
        entries |= {f"/{name}": _object(value) for name, value in has.items()}
        made = Dictionary({name: value for name, value in entries.items() if value is not None})
        return self.put(self.pdf.make_indirect(made), page)

    def bytes(self, **how: Any) -> bytes:
        """The file."""
        return saved(self.pdf, **how)

    def answers(self) -> Answers:
        """What the program makes of it."""
        return answers(self.bytes())


def quads(*boxes: Sequence[float]) -> Array:
    """The points of words in ``boxes``, in the order in which programs write them."""
    return Array([at for x, y, r, t in boxes for at in (x, t, r, t, x, y, r, y)])


def answers(pdf: bytes, source: str = "reactie.pdf") -> Answers:
    """What partners put in ``pdf``."""
    return carried_document(pdf, source).answers


def _piece(**kept: Any) -> Dictionary:
    private = Dictionary({f"/{name}": _object(value) for name, value in kept.items()})
    return Dictionary(Welvaartcanvas=Dictionary(Private=private))


def _object(value: Any) -> Any:
    return String(value) if isinstance(value, str) else value
