"""The poster: one A3 page, and behind it in full what that has no room for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT
from tests.support.often import often
from tests.support.pdf import (
    fonts,
    ink,
    places,
    reader,
    source_of,
    squeezed,
    structure,
    typed_text,
)
from tests.support.strategies import canvases
from tests.support.templates import gridded, templates
from welvaartcanvas.domain.analysis import profile
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.template import Template, read_template
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.locations import canvases_folder
from welvaartcanvas.report import ReportKind, render
from welvaartcanvas.report.pdf.layout import shares
from welvaartcanvas.report.poster.looks import SIZES, SMALLEST
from welvaartcanvas.report.poster.page import HEIGHT, WIDTH
from welvaartcanvas.report.sheet import PORTRAIT
from welvaartcanvas.wording import findings

DAY = date(2026, 11, 22)


def poster(canvas: Canvas, language: str = "en") -> bytes:
    with use_language(language):
        return render(
            canvas, ReportKind.POSTER, day=DAY, municipalities={}, source=source_of(canvas)
        )


def said_on(*pages: PageObject) -> str:
    """All that is read on ``pages``, squeezed."""
    return squeezed(
        "".join(i.text or "" for page in pages for i in ink(page) if i.tag != "/Artifact")
    )


def read_aloud(pdf: bytes) -> str:
    """All that is read in the order of reading, squeezed."""
    return squeezed("".join(element.text for element in structure(pdf)))


@dataclass(frozen=True)
class Jump:
    """A link: what it says, the page it stands on and the page it leads to, both from 0."""

    text: str
    page: int
    target: int


def jumps(pdf: bytes) -> Iterator[Jump]:
    file = reader(pdf)
    pages = list(file.pages)
    for i, page in enumerate(file.pages):
        for annotation in page.get("/Annots") or ():
            link = annotation.get_object()
            yield Jump(link["/Contents"], i, pages.index(link["/Dest"][0].get_object()))


def left_out(pdf: bytes) -> int:
    """How many contributions the poster says that it leaves out."""
    return sum(map(int, re.findall(r"\+(\d+)more,seepage", said_on(reader(pdf).pages[0]))))


def begun(pdf: bytes) -> int:
    """How many contributions start on the poster and go on behind it."""
    return said_on(reader(pdf).pages[0]).count("…")


def smallest_type(pdf: bytes) -> float:
    content = reader(pdf).pages[0].get_contents()
    assert content is not None
    return min(float(s) for s in re.findall(rb"/F\d+ ([\d.]+) Tf", content.get_data()))


def assert_on_the_pages(pdf: bytes) -> None:
    """The first page is the poster, those behind it are A4, and all that is drawn is on them."""
    first, *others = reader(pdf).pages
    for page, size in [
        (first, (WIDTH, HEIGHT)),
        *((p, (PORTRAIT.width, PORTRAIT.height)) for p in others),
    ]:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            size, abs=0.01
        )
        assert all(i.tag for i in ink(page))
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places(first))
    assert smallest_type(pdf) >= SMALLEST


def assert_nothing_is_cut(canvas: Canvas, pdf: bytes, language: str = "en") -> None:
    """What was typed, and what the template asks, stands in full on the poster or behind it."""
    said, template = read_aloud(pdf), canvas.template
    texts = [canvas.title, canvas.region.name, template.title(language)]
    texts += [c.text for c in canvas.contributions]
    texts += [t(language) for b in template.blocks for t in (b.title, b.question)]
    texts += [p.name(language) for p in template.perspectives]
    assert [text for text in texts if squeezed(text) not in said] == []


@pytest.mark.parametrize("per_cell", [0, 1, 3, 5])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_canvas_of_135_contributions_fits_on_the_poster(per_cell: int, language: str) -> None:
    canvas = build.full_canvas(per_cell=per_cell)
    pdf = poster(canvas, language)
    assert len(reader(pdf).pages) == 1
    assert_on_the_pages(pdf)
    assert_nothing_is_cut(canvas, pdf, language)


@pytest.mark.parametrize("per_cell", [8, 12, 75])
def test_every_contribution_is_on_the_poster_or_counted_and_all_stand_behind_it(
    per_cell: int,
) -> None:
    canvas = build.full_canvas(per_cell=per_cell)
    pdf = poster(canvas)
    assert_on_the_pages(pdf)
    assert_nothing_is_cut(canvas, pdf)
    said = said_on(reader(pdf).pages[0])
    shown = sum(squeezed(c.text) in said for c in canvas.contributions)
    assert shown + begun(pdf) + left_out(pdf) == len(canvas.contributions)
    assert left_out(pdf) > 0


@pytest.mark.parametrize(("language", "says"), [("nl", "zie bladzijde"), ("en", "see page")])
def test_what_is_left_out_is_a_link_to_the_page_where_all_of_it_stands(
    language: str, says: str
) -> None:
    canvas = build.full_canvas(per_cell=12)
    pdf = poster(canvas, language)
    pages = reader(pdf).pages
    there = [jump for jump in jumps(pdf) if jump.page == 0]
    cells = canvas.template.cells
    assert len(there) == len(cells)
    for jump, (block, side) in zip(there, cells, strict=True):
        match = re.fullmatch(rf"\+ (\d+) \w+, {says} (\d+)", jump.text)
        assert match
        assert jump.target + 1 == int(match[2])
        behind = said_on(*pages[jump.target : jump.target + 3])
        assert squeezed(canvas.template.perspective(side).name(language)) in behind
        texts = [squeezed(c.text) for c in canvas.cell(block, side)]
        assert all(text in behind for text in texts)
        assert texts[0] in said_on(pages[jump.target])  # the list starts there


def test_every_block_behind_the_poster_has_its_question_and_the_way_back() -> None:
    canvas = build.full_canvas(per_cell=12)
    pdf = poster(canvas, "nl")
    back = [jump for jump in jumps(pdf) if jump.page > 0]
    assert {(jump.text, jump.target) for jump in back} == {("Terug naar de poster", 0)}
    assert len(back) == len(canvas.template.blocks)
    behind = said_on(*reader(pdf).pages[1:])
    at = [behind.index(squeezed(b.question("nl"))) for b in canvas.template.reading_order]
    assert at == sorted(at)


def test_only_what_did_not_fit_stands_behind_the_poster() -> None:
    texts = [f"Bijdrage nummer {n} van de overheid" for n in range(200)]
    notes = {("opgave", "overheid"): texts, ("aanpak", "onderwijs"): ["Een klas erbij"]}
    pdf = poster(build.canvas(notes=notes), "nl")
    behind = said_on(*reader(pdf).pages[1:])
    assert all(squeezed(text) in behind for text in texts)
    assert "Eenklaserbij" in said_on(reader(pdf).pages[0])
    assert "Eenklaserbij" not in behind
    assert "Onderwijs" not in behind


def test_the_pages_are_counted_from_the_poster_on() -> None:
    pages = reader(poster(build.full_canvas(per_cell=12), "nl")).pages
    for number, page in enumerate(pages[1:], start=2):
        assert f"bladzijde {number} van {len(pages)}" in page.extract_text()


def titles(outline: list[Any]) -> list[Any]:
    return [titles(entry) if isinstance(entry, list) else entry.title for entry in outline]


def test_bookmarks_lead_to_the_blocks_on_the_poster_and_behind_it() -> None:
    canvas = build.full_canvas(per_cell=12)
    blocks = [f"{b.number}  {b.title('nl')}" for b in canvas.template.reading_order]
    file = reader(poster(canvas, "nl"))
    assert titles(file.outline) == [canvas.title, blocks, "Wat niet op de poster past", blocks]
    assert titles(reader(poster(build.full_canvas(), "nl")).outline) == [
        build.full_canvas().title,
        blocks,
    ]


def test_a_text_too_long_for_a_poster_starts_on_it_and_stands_whole_behind_it() -> None:
    notes = {("opgave", "overheid"): [LONGEST_TEXT]}
    canvas = build.canvas(notes=notes, template=build.shipped_template())
    pdf = poster(canvas)
    assert_on_the_pages(pdf)
    assert_nothing_is_cut(canvas, pdf)
    assert begun(pdf) == 1
    (jump,) = (jump for jump in jumps(pdf) if jump.page == 0)
    assert jump.text == f"Read on: see page {jump.target + 1}"


@pytest.mark.parametrize("word", ["W" * 300, "Hottentotten" * 25])
def test_a_word_of_300_letters_is_broken_and_not_cut(word: str) -> None:
    canvas = build.canvas(notes={("opgave", "overheid"): [word]}, template=build.shipped_template())
    pdf = poster(canvas)
    assert len(reader(pdf).pages) == 1
    assert_nothing_is_cut(canvas, pdf)


def long_named() -> Template:
    data = build.small_template_data()
    for named in (data, *data["blocks"]):
        named["title"] = {"nl": "Lange titel " * 16, "en": "Long title " * 18}
    data["blocks"][0]["question"] = dict.fromkeys(("nl", "en"), "Wat vragen wij ons af? " * 90)
    data["perspectives"][0]["name"] = dict.fromkeys(("nl", "en"), "Ondernemers en hun buren " * 7)
    data["grid"] = {"columns": 12, "rows": 1}
    data["blocks"][1]["place"] |= {"column": 1, "width": 11}
    return read_template(data, "lang")


def test_names_and_questions_that_are_shortened_stand_whole_behind_the_poster() -> None:
    region = build.region(name="Regio " + "W" * 190)
    canvas = build.canvas(title="Opgave " + "M" * 190, template=long_named(), region=region)
    for language in LANGUAGES:
        pdf = poster(canvas, language)
        assert_on_the_pages(pdf)
        assert_nothing_is_cut(canvas, pdf, language)
        assert "…" in said_on(reader(pdf).pages[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poster_shows_the_blocks_the_sides_and_what_follows(language: str) -> None:
    canvas = build.full_canvas()
    said = typed_text(poster(canvas, language))
    for perspective in canvas.template.perspectives:
        # In every block, and among the marks that are explained.
        assert said.count(squeezed(perspective.name(language))) >= 10
    with use_language(language):
        for name in {name for p in profile(canvas) for name in findings(p)}:
            assert squeezed(name) in said


def test_the_type_grows_smaller_as_a_canvas_fills_and_stays_legible() -> None:
    def common(per_cell: int) -> float:
        content = reader(poster(build.full_canvas(per_cell=per_cell))).pages[0].get_contents()
        assert content is not None
        found = re.findall(rb"/F\d+ ([\d.]+) Tf", content.get_data())
        return float(max(sorted(set(found)), key=found.count))

    sizes = [common(n) for n in (1, 2, 3, 5)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)
    assert sizes[0] <= SIZES[0]


def test_an_empty_canvas_says_so_in_every_cell_and_finds_nothing_unknown() -> None:
    pdf = poster(build.empty_canvas(build.shipped_template()))
    assert typed_text(pdf).count("Nocontributionyet") == 27
    assert typed_text(pdf).count("Unknown") == 0
    assert typed_text(pdf).count("…") == 0
    assert len(reader(pdf).pages) == 1


def test_ratings_are_told_in_words() -> None:
    canvas = build.full_canvas()
    figures = [e for e in structure(poster(canvas)) if e.role == "Figure"]
    expected = [
        f"rating {rating.score}: {canvas.template.anchor(rating.score).text('en')}"
        for block, side in canvas.template.cells
        if (rating := canvas.rating(block, side))
    ]
    assert [figure.alternative for figure in figures] == expected


def test_the_reading_order_is_that_of_the_numbers_not_of_the_places() -> None:
    canvas = build.full_canvas()
    read = read_aloud(poster(canvas, "nl"))
    at = 0
    for block in canvas.template.reading_order:
        at = read.index(squeezed(block.question("nl")), at)
        for side in canvas.template.perspectives:
            at = read.index(squeezed(side.name("nl")), at)
            for contribution in canvas.cell(block.key, side.key):
                at = read.index(squeezed(contribution.text), at)


def test_headings_go_down_a_step_at_a_time_behind_the_poster_too() -> None:
    pdf = poster(build.full_canvas(per_cell=12))
    levels = [int(e.role[1]) for e in structure(pdf) if re.fullmatch(r"H\d", e.role)]
    assert levels == [1, *[2, 3, 3, 3] * 9, 1, *[2, 3, 3, 3] * 9]


def left_of(pdf: bytes, text: str) -> float:
    """Where ``text`` starts, in points from the left of the page."""
    found: list[float] = []
    reader(pdf).pages[0].extract_text(
        visitor_text=lambda said, _cm, tm, *_rest: found.append(tm[4]) if text in said else None
    )
    return found[0]


def test_columns_are_alike_until_a_full_one_needs_more() -> None:
    template = gridded(2, 2, [(0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 2, 1)])

    def second(text: str, times: int) -> float:
        notes = {("b2", "overheid"): [text] * times}
        return left_of(poster(build.canvas(notes=notes, template=template)), "Block 2")

    middle = second("Weinig te zeggen", 1)
    assert WIDTH / 2 < middle < WIDTH / 2 + 50
    assert 0.25 * WIDTH < second("Veel te zeggen. " * 9, 100) < middle - 50


def test_sides_stand_beside_one_another_where_that_takes_less_height() -> None:
    def lefts(template: Template) -> list[float]:
        canvas = build.full_canvas(per_cell=4, template=template)
        pdf = poster(canvas, "nl")
        return [left_of(pdf, p.name("nl")) for p in canvas.template.perspectives]

    wide = lefts(gridded(1, 2, [(0, 0, 1, 1), (0, 1, 1, 1)]))
    assert wide == sorted(wide) and len(set(wide)) == len(wide)
    high = lefts(gridded(8, 1, [(i, 0, 1, 1) for i in range(8)]))
    assert max(high) - min(high) < 2


def with_fourth_side(name: str) -> Template:
    """The shipped template with civil society at the table too."""
    data = tomllib.loads((canvases_folder() / "welvaart-model.toml").read_text("utf-8"))
    names = dict.fromkeys(LANGUAGES, name)
    key = "maatschappelijk"
    data["perspectives"].append(
        {"key": key, "name": names, "shape": "triangle", "colour": "#6B21A8"}
    )
    for block in data["blocks"]:
        block["guidance"][key] = block["guidance"]["overheid"]
    return read_template(data, "vier")


def shown(canvas: Canvas, pdf: bytes) -> dict[tuple[str, str], int]:
    """How many contributions of each cell stand whole on the poster."""
    said = said_on(reader(pdf).pages[0])
    return {
        cell: sum(squeezed(c.text) in said for c in canvas.cell(*cell))
        for cell in canvas.template.cells
    }


@pytest.mark.parametrize("name", ["Maatschappelijk", "Maatschappelijke organisaties"])
def test_a_fourth_side_leaves_what_is_shown_even(name: str) -> None:
    template = with_fourth_side(name)
    for per_cell, pages in ((3, 1), (4, None)):
        canvas = build.full_canvas(per_cell=per_cell, template=template)
        pdf = poster(canvas, "nl")
        assert set(shown(canvas, pdf).values()) <= {per_cell, 3}
        assert_on_the_pages(pdf)
        if pages:
            assert len(reader(pdf).pages) == pages


def test_of_far_too_many_contributions_every_cell_shows_about_as_many() -> None:
    canvas = build.full_canvas(per_cell=75)
    counts = shown(canvas, poster(canvas, "nl")).values()
    assert min(counts) >= 4
    assert max(counts) <= 6


def test_four_sides_stand_two_by_two_where_that_is_best() -> None:
    canvas = build.full_canvas(per_cell=4, template=with_fourth_side("Maatschappelijk"))
    pdf = poster(canvas, "nl")
    places: dict[str, list[tuple[float, float]]] = {}
    reader(pdf).pages[0].extract_text(
        visitor_text=lambda said, _cm, tm, *_rest: places.setdefault(said.strip(), []).append(
            (round(tm[4]), round(tm[5]))
        )
    )
    names = [p.name("nl") for p in canvas.template.perspectives]
    # Block 7 is the second that is drawn from the left, at the top of the page.
    seventh = [b.key for b in canvas.template.reading_order].index("aanpak")
    (one, two, three, four) = (places[name][seventh] for name in names)
    assert one[0] == three[0] < two[0] == four[0]
    assert one[1] == two[1] > three[1] == four[1]


def test_a_long_name_of_a_side_takes_a_second_line() -> None:
    name = "Maatschappelijke organisaties"
    canvas = build.full_canvas(per_cell=3, template=with_fourth_side(name))
    assert typed_text(poster(canvas, "nl")).count(squeezed(name)) == 10


def legend(pdf: bytes) -> list[str]:
    """What the legend says, squeezed: the last list on the poster."""
    elements = list(structure(pdf))
    last = max(i for i, element in enumerate(elements) if element.role == "L")
    return [squeezed(e.text) for e in elements[last:] if e.text]


def test_the_legend_says_what_each_rating_means_and_when_a_sign_is_given() -> None:
    said = legend(poster(build.full_canvas(), "nl"))
    assert said[:3] == ["Ondernemers", "Onderwijs", "Overheid"]
    anchors = [build.shipped_template().anchor(n).text("nl") for n in range(6)]
    scale = "·".join(squeezed(f"{n} {text}") for n, text in enumerate(anchors))
    assert said[3] == "Bolletjes,dewaardering:" + scale
    assert said[4:] == [
        "Kracht:elkewaarderingis4ofhoger",
        "Aandachtspunt:eenwaarderingis2oflager",
        "Verschilvaninzicht:waarderingenliggen2ofmeeruitelkaar",
    ]


def test_the_legend_names_only_what_is_on_the_poster() -> None:
    sides = ["Entrepreneurs", "Education", "Government"]
    empty = build.empty_canvas(build.shipped_template())
    assert legend(poster(empty)) == [*sides, "Noratingyet"]
    rated = build.canvas(template=build.shipped_template(), scores={("opgave", "overheid"): 3})
    said = legend(poster(rated))
    assert said[3].startswith("Discs,therating:0Notdiscussed·")
    assert said[4:] == ["Noratingyet", "Unknown:noteveryperspectivegavearating"]


def test_where_the_legend_has_little_room_it_says_what_the_ends_of_the_scale_mean() -> None:
    template = with_fourth_side("Maatschappelijke organisaties en verenigingen van bewoners")
    canvas = build.full_canvas(per_cell=1, template=template)
    (scale,) = (text for text in legend(poster(canvas, "nl")) if "Bolletjes" in text)
    assert scale == "Bolletjes,dewaardering:0Nognietbesproken…5Werktaantoonbaar"


def test_names_of_sides_are_whole_where_there_is_room() -> None:
    halves = gridded(2, 1, [(0, 0, 1, 1), (1, 0, 1, 1)], sides=4)
    canvas = build.full_canvas(per_cell=3, template=halves)
    said = typed_text(poster(canvas, "nl"))
    for perspective in canvas.template.perspectives:
        assert said.count(squeezed(perspective.name("nl"))) > len(canvas.template.blocks)


def test_fonts_are_embedded_and_the_bytes_are_the_same_every_time() -> None:
    canvas = build.full_canvas()
    pdf = poster(canvas)
    assert poster(canvas) == pdf
    assert len(pdf) < 100_000
    for font in fonts(pdf):
        (descendant,) = (d.get_object() for d in font["/DescendantFonts"])
        assert "/FontFile2" in descendant["/FontDescriptor"]


def test_hostile_texts_are_all_there() -> None:
    template = build.shipped_template()
    texts = [*HOSTILE_NAMES, *HOSTILE_TEXTS]
    notes = {cell: texts[i :: len(template.cells)] for i, cell in enumerate(template.cells)}
    canvas = build.canvas(title=HOSTILE_NAMES[0], notes=notes, template=template)
    pdf = poster(canvas)
    assert_on_the_pages(pdf)
    assert_nothing_is_cut(canvas, pdf)


@settings(max_examples=often(25))
@given(canvases())
def test_any_canvas_makes_a_poster_that_cuts_nothing(canvas: Canvas) -> None:
    pdf = poster(canvas)
    assert_on_the_pages(pdf)
    assert_nothing_is_cut(canvas, pdf)


@settings(max_examples=often(25))
@given(templates(), st.integers(0, 3))
def test_any_layout_makes_a_poster_that_cuts_nothing(template: Template, per_cell: int) -> None:
    canvas = build.full_canvas(per_cell=per_cell, template=template)
    pdf = poster(canvas)
    assert_on_the_pages(pdf)
    assert_nothing_is_cut(canvas, pdf)


def test_progress_counts_the_blocks() -> None:
    steps: list[tuple[int, int]] = []
    empty = build.empty_canvas(build.shipped_template())
    render(
        empty,
        ReportKind.POSTER,
        day=DAY,
        municipalities={},
        source=source_of(empty),
        progress=lambda done, total: steps.append((done, total)),
    )
    assert steps == [(done, 9) for done in range(1, 10)]


@pytest.mark.parametrize(
    ("needs", "room", "parts"),
    [
        ([10, 20, 30], 100, [10, 20, 30]),
        ([10, 200, 300], 112, [10, 50, 50]),
        ([90, 90, 90], 62, [20, 20, 20]),
    ],
)
def test_who_needs_less_leaves_the_rest_to_others(
    needs: list[float], room: float, parts: list[float]
) -> None:
    assert shares(needs, room, 1) == parts
