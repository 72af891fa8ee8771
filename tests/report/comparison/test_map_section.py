"""The map of the board report: areas by class, readable without colour and without eyes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from tests.support.pdf import Element, outside, reader, squeezed, structure, typed_text, violations
from welvaartcanvas import registry
from welvaartcanvas.domain.areas import AreaFigure
from welvaartcanvas.domain.map_figures import MapMeasure
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.map_section import area_map
from welvaartcanvas.report.pdf.colour import MARK_CONTRAST, contrast
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.flow import Flow, Frame
from welvaartcanvas.report.pdf.layout import paragraph
from welvaartcanvas.report.pdf.page import Anchor
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.pdf.writer import write

#: A4 landscape, as the board has it before it.
WIDTH, HEIGHT, MARGIN = 841.89, 595.28, 56.0
FRAME = Frame(MARGIN, 80, WIDTH - 2 * MARGIN, HEIGHT - 60)
AREAS = {area.code: area for area in registry.corop_areas()}
NAMES = {code: area.name for code, area in AREAS.items()}


def map_of(
    values: Mapping[str, float], measure: MapMeasure = MapMeasure.MEAN, *, language: str = "nl"
) -> bytes:
    """A document with one map in which the areas of ``values`` have a figure."""
    figures = [
        AreaFigure(
            code=area.code,
            value=values.get(area.code),
            municipalities=2 if area.code in values else 0,
            of=len(area.municipalities),
        )
        for area in registry.corop_areas()
    ]
    meta = Metadata("Kaart", "Programma", "Vergelijking", "Test", language, date(2026, 1, 31))
    document = Document(meta)
    flow = Flow(FRAME, lambda: document.page(WIDTH, HEIGHT))
    with use_language(language):
        section, start = document.root.add(Role.SECTION), Anchor()
        heading = [Span("Kaart", style.H1)]
        flow.add(paragraph(section.add(Role.H1), heading, FRAME.width, anchor=start, keep=True))
        document.bookmark("Kaart", 0, start)
        room = FRAME.height - style.H1.leading - 10
        flow.add(
            area_map(section, "De kaart", measure, figures, NAMES, width=FRAME.width, height=room)
        )
        flow.end()
        return write(document)


FEW = {"CR12": 3.5, "CR13": 0.0, "CR39": 5.0}
ALL = {code: at % 11 / 2 for at, code in enumerate(NAMES)}


def only(pdf: bytes, role: str) -> Element:
    (found,) = (element for element in structure(pdf) if element.role == role)
    return found


def rows(pdf: bytes) -> list[list[str]]:
    """The cells of each row of the table, the head first."""
    made: list[list[str]] = []
    for element in structure(pdf):
        if element.role == "TR":
            made.append([])
        elif element.role in ("TH", "TD"):
            made[-1].append(" ".join(element.text.split()))
    return made


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("values", [FEW, ALL], ids=["few", "all"])
@pytest.mark.parametrize("measure", [MapMeasure.MEAN, MapMeasure.COVERAGE, MapMeasure.STRENGTHS])
def test_a_map_is_accessible_archivable_and_within_its_page(
    language: str, values: Mapping[str, float], measure: MapMeasure
) -> None:
    pdf = map_of(values, measure, language=language)
    assert violations(pdf) == []
    assert outside(pdf) == []


def test_the_alternative_names_every_class_with_its_areas() -> None:
    lines = only(map_of(FEW), "Figure").alternative.splitlines()

    assert lines[:6] == [
        "Kaart van de COROP-gebieden. De kaart.",
        "0 tot 1: Veluwe (2 van 16).",
        "1 tot 2: geen gebied.",
        "2 tot 3: geen gebied.",
        "3 tot 4: Twente (2 van 14).",
        "4 tot en met 5: Zuid-Limburg (2 van 16).",
    ]
    assert lines[6].startswith("geen cijfer: Oost-Groningen, Delfzijl en omgeving, ")
    assert sum(name in lines[6] for name in NAMES.values()) == 37


def test_the_alternative_of_a_full_map_is_short_enough_for_one_string() -> None:
    """At most 8,000 characters: docs/pdf-layer.md."""
    assert len(only(map_of(ALL), "Figure").alternative) < 2000


def test_the_table_has_the_areas_with_a_figure_and_no_others() -> None:
    pdf = map_of(FEW)

    assert rows(pdf) == [
        ["COROP-gebied", "Op de kaart", "Klasse", "De kaart", "Gemeenten met een cijfer"],
        ["Twente", "12", "3 tot 4", "3,50", "2 van 14"],
        ["Veluwe", "13", "0 tot 1", "0,00", "2 van 16"],
        ["Zuid-Limburg", "39", "4 tot en met 5", "5,00", "2 van 16"],
    ]
    assert squeezed("Geen cijfer:") not in typed_text(pdf)  # 37 names say less than 3 rows


def test_areas_without_a_figure_are_said_below_the_table_where_they_are_few() -> None:
    some = {code: 3.0 for code in NAMES if code not in ("CR01", "CR02")}
    assert squeezed("Geen cijfer: Oost-Groningen, Delfzijl en omgeving.") in typed_text(
        map_of(some)
    )


def test_a_table_of_the_whole_country_goes_on_over_pages_and_needs_no_rest() -> None:
    pdf = map_of(ALL)

    assert len(rows(pdf)) == 41
    assert len(reader(pdf).pages) > 1
    assert squeezed("Geen cijfer:") not in typed_text(pdf)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Grenzen van de COROP-gebieden 2025: CBS/Kadaster, CC BY 4.0"),
        ("en", "Boundaries of the COROP areas 2025: CBS/Kadaster, CC BY 4.0"),
    ],
)
def test_the_source_stands_under_the_map_on_its_page(language: str, said: str) -> None:
    elements = structure(map_of(ALL, language=language))
    at = next(i for i, element in enumerate(elements) if element.role == "Figure")

    assert squeezed(elements[at + 1].text) == squeezed(said)
    assert elements[at + 1].marked[0][0] == elements[at].marked[0][0] == 0


def test_the_legend_says_the_bounds_and_how_many_areas_and_which() -> None:
    drawn = squeezed(only(map_of(FEW), "Figure").text)

    for said in ("3 tot 4  1 gebied 12 Twente", "1 tot 2  0 gebieden", "geen cijfer  37 gebieden"):
        assert squeezed(said) in drawn


def test_of_areas_without_a_figure_nothing_is_said_where_there_is_none() -> None:
    figure = only(map_of(ALL), "Figure")
    assert "geen cijfer" not in figure.alternative + figure.text


def test_every_area_is_numbered_on_the_map() -> None:
    numbers = "".join(str(int(code[2:])) for code in sorted(NAMES))
    assert only(map_of(ALL), "Figure").text.startswith(numbers)


def test_where_few_areas_have_a_figure_only_these_are_numbered_and_named() -> None:
    drawn = only(map_of(FEW), "Figure").text
    assert drawn.startswith("121339")
    assert squeezed("12 Twente (2 van 14)") in squeezed(drawn)
    assert "Groningen" not in drawn


def test_few_areas_stand_with_their_table_on_one_page() -> None:
    assert len(reader(map_of(FEW)).pages) == 1


def test_an_area_of_which_little_is_known_is_pale() -> None:
    assert squeezed("minder dan de helft van de gemeenten") in typed_text(map_of(FEW))
    whole = {code: 3.0 for code, area in AREAS.items() if len(area.municipalities) < 5}
    assert squeezed("minder dan de helft van de gemeenten") not in typed_text(map_of(whole))
    for pattern in style.CLASSES:
        assert pattern.pale.fill.luminance > pattern.fill.luminance
        assert not pattern.strokes or contrast(pattern.ink, pattern.pale.fill) >= MARK_CONTRAST


def test_shares_are_percentages_and_counts_go_by_blocks() -> None:
    assert rows(map_of({"CR12": 0.6}, MapMeasure.COVERAGE))[1][2:4] == [
        "60% tot en met 65%",
        "60%",
    ]
    assert rows(map_of({"CR12": 8}, MapMeasure.STRENGTHS))[1][2:4] == ["8 tot en met 9", "8"]


def test_without_a_figure_there_is_no_map_and_a_sentence_says_why() -> None:
    pdf = map_of({})

    assert violations(pdf) == []
    assert "Figure" not in {element.role for element in structure(pdf)}
    assert squeezed("Er is geen kaart") in typed_text(pdf)


# How the classes look.


def test_hatching_is_seen_on_its_ground() -> None:
    for pattern in style.CLASSES:
        assert contrast(pattern.ink, pattern.fill) >= MARK_CONTRAST
    assert contrast(style.MAP.dotted, style.PAPER) >= MARK_CONTRAST
    assert contrast(style.MAP.border, style.PAPER) >= MARK_CONTRAST


def test_each_class_has_a_hatching_of_its_own_and_is_darker_than_the_one_before() -> None:
    assert len({pattern.strokes for pattern in style.CLASSES}) == len(style.CLASSES)
    grounds = [pattern.fill.luminance for pattern in style.CLASSES]
    assert grounds == sorted(grounds, reverse=True)
