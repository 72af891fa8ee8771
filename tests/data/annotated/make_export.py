"""Write the export that the programs of this folder annotate, and where on it things stand.

    python -m tests.data.annotated.make_export

``exported.pdf`` is what goes out to a partner; ``spots.json`` says where on it the words stand
that the programs mark: page (from 0) and boxes in points, as PDFium finds them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from tests.support import build
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import use_language
from welvaartcanvas.workspace.exporting import ExportFormat, ExportKind, content

FOLDER = Path(__file__).parent
ROUND = build.review_round(40, "Voorjaar")
PARTNER = build.partner(30, "Bakkerij Jansen")
SHORT = "Meer techniek in het derde leerjaar"
LONG = (
    "Samen optrekken met de scholen in de hele regio, ook met de kleine, zodat iedere leerling "
    "een echte werkplaats van binnen ziet voordat hij of zij een richting kiest"
)
OTHER = "Minder uitval in het eerste jaar"
#: What the programs mark, by the name that they know it by.
SPOTS = {"short": "techniek", "long": "leerling een echte werkplaats", "other": "Minder uitval"}


def canvas() -> Canvas:
    """The canvas that was exported."""
    return build.canvas(
        notes={("opgave", "overheid"): [SHORT, LONG], ("opgave", "onderwijs"): [OTHER]},
        scores={("opgave", "overheid"): 3},
        partners=(PARTNER,),
        rounds=(ROUND,),
    )


@cache
def exported() -> bytes:
    """The export: a review of the canvas, for anybody who was asked."""
    with use_language("nl"):
        return content(
            canvas(), ExportFormat.PDF, kind=ExportKind.REVIEW, day=build.MOMENT.date(), round=ROUND
        )


class Spot(NamedTuple):
    """Where words stand: a page (from 0) and boxes in points."""

    page: int
    boxes: list[list[float]]


def spot(pdf: bytes, words: str) -> Spot:
    """The last place where ``words`` stand: in the section of their block."""
    file = pypdfium2.PdfDocument(pdf)
    for number in reversed(range(len(file))):
        text = file[number].get_textpage()
        found = text.search(words).get_next()
        if found:
            boxes = [text.get_rect(at) for at in range(text.count_rects(*found))]
            return Spot(number, [[round(edge, 1) for edge in box] for box in boxes])
    raise LookupError(words)


def main() -> None:
    """Write both files."""
    (FOLDER / "exported.pdf").write_bytes(exported())
    spots = {name: spot(exported(), words)._asdict() for name, words in SPOTS.items()}
    (FOLDER / "spots.json").write_text(json.dumps(spots, indent=1) + "\n")


if __name__ == "__main__":
    main()
