"""Every PDF may be published (PDF/UA-1) and archived (PDF/A-3a) as it is, whatever is in it.

A validator that passes the veraPDF corpus judges them, and qpdf their syntax. What no
validator sees, such as an order that makes sense, stands in the other tests of this folder.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pytest
from hypothesis import given, settings

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT
from tests.support.often import often
from tests.support.pdf import outside, source_of, squeezed, structure, violations
from tests.support.strategies import canvases
from tests.support.templates import largest
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange import interchange
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.locations import canvases_folder
from welvaartcanvas.report import ReportKind, render

DAY = date(2026, 11, 22)
#: Those that say all that the canvas says; the report of a round says what was said about it.
OF_THE_CANVAS = [kind for kind in ReportKind if kind is not ReportKind.ROUND_REPORT]
EXAMPLES = sorted((canvases_folder() / "voorbeelden").glob("*.json"))


def made(canvas: Canvas, kind: ReportKind, language: str = "nl") -> bytes:
    with use_language(language):
        return render(
            canvas,
            kind,
            day=DAY,
            municipalities={"GM0232": "Epe"},
            source=source_of(canvas),
        )


def hostile() -> Canvas:
    """The whole corpus of hostile texts as contributions, names and tags of one canvas."""
    template = build.shipped_template()
    cells = [(b.key, p.key) for b in template.blocks for p in template.perspectives]
    texts = [*HOSTILE_NAMES, *HOSTILE_TEXTS, LONGEST_TEXT]
    return build.canvas(
        template=template,
        title=HOSTILE_NAMES[-1],
        notes={cell: texts[i :: len(cells)] for i, cell in enumerate(cells)},
        scores={cells[0]: 0, cells[4]: 5},
    )


CANVASES: dict[str, Callable[[], Canvas]] = {
    "empty": lambda: build.empty_canvas(build.shipped_template()),
    "small": build.canvas,
    "full": build.full_canvas,
    "fuller": lambda: build.full_canvas(per_cell=30),
    "hostile": hostile,
    "largest template": lambda: build.canvas(
        template=largest(), scores={(f"b{i}", f"p{i % 5}"): i % 6 for i in range(20)}
    ),
    **{
        file.stem: lambda file=file: interchange.read(file.read_bytes(), file.name)
        for file in EXAMPLES
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("name", CANVASES)
def test_every_pdf_conforms(name: str, kind: ReportKind, language: str) -> None:
    pdf = made(CANVASES[name](), kind, language)
    assert violations(pdf) == []
    assert outside(pdf) == []


@pytest.mark.parametrize("title", HOSTILE_NAMES)
def test_no_title_makes_a_file_that_does_not_conform(title: str) -> None:
    pdf = made(build.canvas(title=title), ReportKind.POSTER)
    assert violations(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_metadata() as xmp:
        assert xmp["dc:title"] == title == str(file.docinfo["/Title"])


@settings(max_examples=often(25))
@given(canvases())
def test_any_canvas_makes_pdfs_that_conform(canvas: Canvas) -> None:
    for kind in ReportKind:
        assert violations(made(canvas, kind)) == []


@pytest.mark.parametrize("kind", OF_THE_CANVAS)
@pytest.mark.parametrize("name", ["full", "fuller", "hostile"])
def test_the_file_itself_is_read_in_the_order_of_the_questions(name: str, kind: ReportKind) -> None:
    """Read from the bytes as a screen reader does, from the root of the structure tree down."""
    canvas = CANVASES[name]()
    heard = squeezed("".join(e.text for e in structure(made(canvas, kind))))
    at = 0
    for block in canvas.template.reading_order:
        asked = f"{block.number}{block.title('nl')}{block.question('nl')}"
        at = heard.index(squeezed(asked), at)
        for side in canvas.template.perspectives:
            at = heard.index(squeezed(side.name("nl")), at)
            if kind is ReportKind.REPORT:
                for contribution in canvas.cell(block.key, side.key):
                    text = squeezed(contribution.text)
                    at = heard.index(text, at) + len(text)


def test_words_that_stand_apart_are_heard_apart() -> None:
    heard = [e.text for e in structure(made(build.full_canvas(), ReportKind.REPORT))]
    assert "1 Opgave en droom" in heard
    assert any(text.startswith("1 Opgave en droom 5") for text in heard)  # in the contents
    assert "Aandachtspunt Verschil van inzicht " in heard


@pytest.mark.parametrize(
    "text", ["a" + "\u200b" * 19_999, "e" + "\u0301" * 19_999, "😀" * 10_000], ids=str.isascii
)
def test_no_text_makes_a_string_that_is_too_long(text: str) -> None:
    for kind in OF_THE_CANVAS:
        pdf = made(build.canvas(notes={("opgave", "overheid"): [text]}), kind)
        assert violations(pdf) == []
        assert squeezed(text) in squeezed("".join(e.text for e in structure(pdf)))


def test_nothing_is_drawn_beside_a_page_however_long_the_names_are() -> None:
    for name in ("漢" * 200, "W" * 200):
        region = build.region(1, name=name)
        canvas = build.canvas(
            title=name, region=region, notes={("opgave", "overheid"): ["x"]}, description=name
        )
        for kind in ReportKind:
            assert outside(made(canvas, kind)) == []
