"""Every text and every mark of a report keeps its contrast, and no text is small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import ContentStream

from tests.report.test_reading_order import CANVASES, laid_out
from tests.support.build import full_canvas, small_template_data
from tests.support.pdf import reader
from tests.support.templates import four_sided
from welvaartcanvas.domain.template import Template, read_template
from welvaartcanvas.errors import InvalidDocument
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.colour import MARK_CONTRAST, TEXT_CONTRAST, Colour, contrast
from welvaartcanvas.report.pdf.marks import SHAPES, SIGNS
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Line, Look
from welvaartcanvas.report.pdf.tree import Area
from welvaartcanvas.report.pdf.writer import write
from welvaartcanvas.report.poster import looks
from welvaartcanvas.wording import Finding

LOOKS = {name: value for name, value in vars(style).items() if isinstance(value, Look)}
PAIRS = [(ink, ground) for ink, grounds in style.TEXT_ON for ground in grounds]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_read_on_every_ground_that_it_stands_on(ink: Colour, ground: Colour) -> None:
    assert contrast(ink, ground) >= TEXT_CONTRAST


@pytest.mark.parametrize("name", LOOKS)
def test_every_look_has_a_colour_whose_grounds_are_known(name: str) -> None:
    assert LOOKS[name].colour in [ink for ink, _grounds in style.TEXT_ON]


@pytest.mark.parametrize("name", LOOKS)
def test_text_in_the_report_is_at_least_nine_and_a_half_points(name: str) -> None:
    assert LOOKS[name].size >= 9.5
    assert LOOKS[name].leading >= 1.15 * LOOKS[name].size


def test_the_poster_has_nothing_below_seven_points() -> None:
    assert min(looks.SIZES) == 7.0
    assert list(looks.SIZES) == sorted(looks.SIZES, reverse=True)


def test_the_edge_of_a_field_is_seen_on_paper_and_ground_and_what_is_typed_read_in_it() -> None:
    for other in (style.FIELD.ground, style.PAPER, style.GROUND):
        assert contrast(style.FIELD.line, other) >= MARK_CONTRAST
    assert contrast(style.FIELD.look.colour, style.FIELD.ground) >= TEXT_CONTRAST
    assert style.FIELD.look.size >= 9.5


@pytest.mark.parametrize("finding", Finding)
def test_a_finding_is_read_on_paper_and_ground_and_its_sign_within_it(finding: Finding) -> None:
    colour = style.FINDINGS[finding].colour
    for other in (style.PAPER, style.GROUND):
        assert contrast(colour, other) >= TEXT_CONTRAST


def test_no_two_findings_share_a_sign() -> None:
    assert sorted(look.sign for look in style.FINDINGS.values()) == sorted(SIGNS)


def test_rings_that_carry_meaning_are_seen() -> None:
    for ground in (style.PAPER, style.GROUND):
        assert contrast(style.RING, ground) >= MARK_CONTRAST


@given(st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True))
def test_a_mark_of_any_template_is_seen(hexadecimal: str) -> None:
    for ground in (style.PAPER, style.GROUND):
        assert contrast(style.mark_colour(hexadecimal), ground) >= MARK_CONTRAST


def test_every_shape_that_a_template_may_name_is_drawn() -> None:
    from welvaartcanvas.domain.template import MARKS

    assert set(SHAPES) == set(MARKS)


# What is drawn, on what it is drawn


class Drawn(NamedTuple):
    """Something that was drawn: its middle or, for text, its start; and its colour."""

    page: int
    x: float
    y: float
    colour: Colour


class Record:
    """Notes what pages draw, and finds what it is drawn on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.texts: list[Drawn] = []
        #: Marks with their size, and the edge around them that keeps them apart.
        self.marks: list[tuple[Drawn, float, Colour | None]] = []
        self._filled: defaultdict[int, list[tuple[Area, Colour]]] = defaultdict(list)
        for name in ("text", "rectangle", "polygon", "circle"):
            drawing, note = getattr(Page, name), getattr(self, f"_{name}")
            patch.setattr(Page, name, self._noted(drawing, note))

    @staticmethod
    def _noted(drawing: Any, note: Any) -> Any:
        def draw(page: Page, *values: Any, **named: Any) -> None:
            note(id(page), *values[1:], **named)
            drawing(page, *values, **named)

        return draw

    def ground(self, drawn: Drawn, size: float = 0.0) -> Colour:
        """The colour of the smallest area, larger than ``size``, that it stands on."""
        under = [
            (area.width * area.height, colour)
            for area, colour in self._filled[drawn.page]
            if area.x <= drawn.x <= area.x + area.width
            and area.y <= drawn.y <= area.y + area.height
            and area.width * area.height > size * 1.05
        ]
        return min(under, default=(0.0, style.PAPER))[1]

    def _text(self, page: int, x: float, baseline: float, line: Line, *_size: object) -> None:
        self.texts += [Drawn(page, x + p.x, baseline - 2, p.look.colour) for p in line.placed]

    def _shape(
        self, page: int, area: Area, fill: Colour | None, line: Colour | None, *, mark: bool = True
    ) -> None:
        x, y, width, height = area
        if fill:
            self._filled[page].append((area, fill))
        if mark and (colour := fill or line):
            middle = Drawn(page, x + width / 2, y + height / 2, colour)
            self.marks.append((middle, width * height, line if fill else None))

    def _rectangle(
        self, page: int, area: Area, *, fill: Any = None, line: Any = None, **_look: Any
    ) -> None:
        # What is low or narrow is a bar or a mark; frames of cells have a test of their own.
        mark = bool(fill) and min(area.width, area.height) <= 12
        self._shape(page, area, fill, line, mark=mark)

    def _polygon(
        self, page: int, points: Any, *, fill: Any = None, line: Any = None, **_look: Any
    ) -> None:
        xs, ys = zip(*points, strict=True)
        area = Area(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        self._shape(page, area, fill, line)

    def _circle(
        self, page: int, centre: Any, radius: float, *, fill: Any = None, line: Any = None, **_: Any
    ) -> None:
        area = Area(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
        self._shape(page, area, fill, line)


def garish() -> Template:
    """The small template in colours that are seen on black alone."""
    data = small_template_data()
    for side, colour in zip(data["perspectives"], ("#FFFF00", "#FFFFFF", "#7FFFD4"), strict=True):
        side["colour"] = colour
    return read_template(data, "bont")


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    """What reports of the most unlike canvases draw."""
    with pytest.MonkeyPatch.context() as patch:
        record = Record(patch)
        made = [make() for name, make in CANVASES.items() if name != "over many pages"]
        documents = [laid_out(canvas) for canvas in (*made, full_canvas(template=garish()))]
        for document in documents:
            document.settle()
        yield record


def test_every_text_is_read_on_what_it_stands_on(record: Record) -> None:
    pairs = {(text.colour, record.ground(text)) for text in record.texts}
    assert len(pairs) > 10
    for ink, ground in pairs:
        assert contrast(ink, ground) >= TEXT_CONTRAST
    findings = {
        (f.colour, on) for f in style.FINDINGS.values() for on in (style.PAPER, style.GROUND)
    }
    assert pairs <= {*PAIRS, *findings}, "the palette does not name a pair that is in use"


def test_every_mark_is_seen_on_what_it_stands_on(record: Record) -> None:
    pairs = {(mark.colour, edge or record.ground(mark, size)) for mark, size, edge in record.marks}
    assert len(pairs) > 10
    for colour, ground in pairs:
        assert contrast(colour, ground) >= MARK_CONTRAST


@pytest.mark.parametrize("name", CANVASES)
def test_no_text_in_a_report_is_below_nine_points(name: str) -> None:
    sizes = set()
    for page in reader(write(laid_out(CANVASES[name]()))).pages:
        content = ContentStream(page.get_contents(), page.pdf)
        sizes |= {float(o[1]) for o, operator in content.operations if operator == b"Tf"}
    assert min(sizes) >= 9.0


def test_dots_that_a_printer_makes_grey_are_told_apart_by_shape() -> None:
    for canvas in (full_canvas(), full_canvas(template=four_sided())):
        shapes = [side.shape for side in canvas.template.perspectives]
        assert len(set(shapes)) == len(shapes)
    data = small_template_data()
    data["perspectives"][1]["shape"] = data["perspectives"][0]["shape"]
    with pytest.raises(InvalidDocument):
        read_template(data, "gelijk")
