"""Every page tells where things stand on it, so that a comment put there finds its way home."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings

from tests.support import build
from tests.support.often import often
from tests.support.pdf import ink, places, reader, source_of, squeezed
from tests.support.strategies import canvases
from tests.support.templates import largest
from welvaartcanvas.domain.canvas import Canvas, Partner, Rating
from welvaartcanvas.domain.review import Round
from welvaartcanvas.i18n import use_language
from welvaartcanvas.report import ReportKind, render

DAY = date(2026, 11, 22)
ROUND = build.review_round(901, question="Herkent u dit?")


def made(canvas: Canvas, kind: ReportKind = ReportKind.REPORT, **values: Any) -> bytes:
    with use_language(values.pop("language", "nl")):
        return render(canvas, kind, day=DAY, municipalities={}, source=source_of(canvas), **values)


class Place(NamedTuple):
    """A row of a page's dictionary."""

    page: int
    left: float
    low: float
    right: float
    high: float
    target: str

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.low <= y <= self.high


def private(holder: Any) -> Any:
    return holder["/PieceInfo"]["/Welvaartcanvas"]["/Private"]


def told(pdf: bytes) -> Iterator[Place]:
    for number, page in enumerate(reader(pdf).pages):
        for *corners, target in private(page)["/Places"]:
            left, low, right, high = map(float, corners)
            yield Place(number, left, low, right, high, str(target))


def heard(pdf: bytes) -> dict[str, str]:
    """What stands in the rectangles of each target, page by page."""
    texts = []
    for page in reader(pdf).pages:
        said = [drawn.text for drawn in ink(page) if drawn.text is not None]
        texts.append([(text, *at) for text, at in zip(said, places(page), strict=True)])
    found: dict[str, list[str]] = {}
    for place in told(pdf):
        inside = [text for text, x, y in texts[place.page] if place.holds(x, y)]
        found.setdefault(place.target, []).extend(inside)
    return {target: squeezed("".join(inside)) for target, inside in found.items()}


def said(canvas: Canvas) -> dict[str, str]:
    """What each thing that has a target says."""
    things: tuple[Any, ...] = (
        *canvas.contributions,
        *canvas.ratings,
        *canvas.learning_questions,
        *canvas.actions,
    )
    return {
        f"thing:{thing.id}": squeezed(thing.reason if isinstance(thing, Rating) else thing.text)
        for thing in things
    }


@pytest.fixture(scope="module", params=[5, 30])
def full(request: pytest.FixtureRequest) -> Canvas:
    return build.full_canvas(per_cell=request.param)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_that_is_said_stands_in_a_rectangle_of_its_own_on_a_report(
    full: Canvas, language: str
) -> None:
    found = heard(made(full, language=language))
    texts = said(full)

    for target, text in texts.items():
        assert text in found[target]
        # And what others said does not: all texts of this canvas differ.
        others = (other for whose, other in texts.items() if whose != target and other)
        assert not any(other in found[target] for other in others if other not in text)


def test_so_does_what_a_poster_shows_with_what_stands_behind_it(full: Canvas) -> None:
    found = heard(made(full, ReportKind.POSTER))

    for contribution in full.contributions:
        assert squeezed(contribution.text) in found[f"thing:{contribution.id}"]


@pytest.mark.parametrize("kind", [ReportKind.REPORT, ReportKind.POSTER])
def test_sides_and_blocks_reach_around_all_that_is_said_there(
    full: Canvas, kind: ReportKind
) -> None:
    found = heard(made(full, kind))

    for contribution in full.contributions:
        text = squeezed(contribution.text)
        assert text in found[f"cell:{contribution.block}/{contribution.perspective}"]
        assert text in found[f"block:{contribution.block}"]


def test_what_is_nested_lies_within_what_it_stands_in(full: Canvas) -> None:
    sides = {f"thing:{c.id}": f"cell:{c.block}/{c.perspective}" for c in full.contributions}
    all_of_it = list(told(made(full)))

    for place in all_of_it:
        if place.target in sides:
            around = [
                other
                for other in all_of_it
                if (other.page, other.target) == (place.page, sides[place.target])
            ]
            assert any(
                other.left <= place.left
                and other.low <= place.low
                and place.right <= other.right
                and place.high <= other.high
                for other in around
            )


def test_a_text_that_goes_on_has_a_place_on_each_of_its_pages() -> None:
    long = "\n".join(f"Regel {n} van wat er gezegd is." for n in range(120))
    canvas = build.canvas(notes={("opgave", "overheid"): [long]})
    (contribution,) = canvas.contributions
    target = f"thing:{contribution.id}"
    pdf = made(canvas)

    pages = [place.page for place in told(pdf) if place.target == target]
    assert len(pages) == len({*pages}) > 2
    assert squeezed(long) in heard(pdf)[target]


def test_the_coverage_has_a_place_for_each_cell_also_where_nothing_was_said() -> None:
    canvas = build.empty_canvas(build.shipped_template())
    names = {place.target for place in told(made(canvas))}

    assert {f"cell:{b}/{p}" for b, p in canvas.template.cells} <= names
    assert {f"block:{block.key}" for block in canvas.template.blocks} <= names


@settings(max_examples=often(12))
@given(canvases())
def test_whatever_the_canvas_what_it_says_is_found_back(canvas: Canvas) -> None:
    for kind in (ReportKind.REPORT, ReportKind.POSTER):
        found = heard(made(canvas, kind))
        for contribution in canvas.contributions:
            assert squeezed(contribution.text) in found[f"thing:{contribution.id}"]


@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize(
    "canvas",
    [build.empty_canvas(), build.full_canvas(), build.canvas(template=largest())],
    ids=["empty", "full", "largest template"],
)
def test_every_page_says_which_it_is_what_it_held_and_what_stands_where(
    canvas: Canvas, kind: ReportKind
) -> None:
    pdf = made(canvas, kind, round=ROUND)

    for number, page in enumerate(reader(pdf).pages, start=1):
        kept, holder = private(page), dict[str, Any](page)
        assert holder["/LastModified"] == holder["/PieceInfo"]["/Welvaartcanvas"]["/LastModified"]
        assert kept["/Page"] == number
        content = page.get_contents()
        assert content is not None
        assert kept["/Content"] == hashlib.sha256(content.get_data()).hexdigest()[:32]
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        for left, low, right, high, _target in kept["/Places"]:
            assert 0 <= left < right <= width + 0.1
            assert 0 <= low < high <= height + 0.1


def named(canvas: Canvas, kind: ReportKind = ReportKind.REVIEW, **values: Any) -> Any:
    return private(reader(made(canvas, kind, **values)).trailer["/Root"])


def test_the_file_says_which_export_it_is_of_which_round_and_for_whom() -> None:
    canvas, anna = build.canvas(), build.partner(902, "Anna")
    kept = named(canvas, round=ROUND, partner=anna)

    assert (kept["/Version"], kept["/Round"], kept["/Partner"]) == (1, ROUND.id, anna.id)
    assert len(bytes.fromhex(kept["/Export"])) == 16
    assert "/Partner" not in named(canvas, round=ROUND)
    assert "/Round" not in named(canvas)


def test_each_export_has_its_own_name_and_the_same_one_again_the_same() -> None:
    canvas, anna, bert = (
        build.canvas(),
        build.partner(902, "Anna"),
        build.partner(903, "Bert"),
    )
    ways: list[tuple[ReportKind, str, Round | None, Partner | None]] = [
        (ReportKind.REPORT, "nl", None, None),
        (ReportKind.REPORT, "en", None, None),
        (ReportKind.REVIEW, "nl", None, None),
        (ReportKind.REVIEW, "nl", ROUND, None),
        (ReportKind.REVIEW, "nl", ROUND, anna),
        (ReportKind.REVIEW, "nl", ROUND, bert),
    ]

    def export(canvas: Canvas, way: tuple[ReportKind, str, Round | None, Partner | None]) -> str:
        kind, language, asked, partner = way
        kept = named(canvas, kind, language=language, round=asked, partner=partner)
        return str(kept["/Export"])

    names = [export(canvas, way) for way in ways]
    assert len({*names}) == len(ways)
    assert [export(canvas, way) for way in ways] == names
    other = build.canvas(title="Een andere opgave")
    assert not {*names} & {export(other, way) for way in ways}
