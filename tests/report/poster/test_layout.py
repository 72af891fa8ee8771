"""The layout of a poster: blocks keep their places in the grid and share the page by need."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.templates import templates
from welvaartcanvas.domain.layout import Place
from welvaartcanvas.domain.template import Template
from welvaartcanvas.report.pdf.tree import Area
from welvaartcanvas.report.poster.layout import GAP, Setting, laid_out
from welvaartcanvas.report.poster.looks import SIZES, SMALLEST
from welvaartcanvas.report.poster.share import Share

PAGE = Area(20, 60, 1100, 700)
#: The letters of a contribution.
LETTERS = 100


class Text(NamedTuple):
    """A block of ``letters`` letters of half an em, on one side."""

    letters: float

    def need(self, width: float, size: float, share: Share) -> float:
        shown = min(self.letters, share.number * LETTERS)
        return 40 + min(shown * size / 2 / width * size * 1.2, share.area / width)

    def least(self, size: float) -> float:
        return 12 * size


def placed(template: Template, letters: float) -> dict[str, Setting]:
    return laid_out({b.key: (b.place, Text(letters)) for b in template.blocks}, PAGE)


@given(templates(), st.floats(0, 1e6))
def test_blocks_fill_the_page_with_gaps_between_them(template: Template, letters: float) -> None:
    areas = [setting.place for setting in placed(template, letters).values()]
    assert min(area.x for area in areas) == PAGE.x
    assert min(area.y for area in areas) == PAGE.y
    assert max(a.x + a.width for a in areas) == pytest.approx(PAGE.x + PAGE.width)
    assert max(a.y + a.height for a in areas) == pytest.approx(PAGE.y + PAGE.height)
    for one, other in combinations(areas, 2):
        beside = max(one.x - other.x - other.width, other.x - one.x - one.width)
        below = max(one.y - other.y - other.height, other.y - one.y - one.height)
        assert max(beside, below) >= GAP - 1e-6
    covered = sum((a.width + GAP) * (a.height + GAP) for a in areas)
    assert covered == pytest.approx((PAGE.width + GAP) * (PAGE.height + GAP))


def blocks(*letters: float) -> dict[str, tuple[Place, Text]]:
    """Blocks beside one another with so many letters each."""
    return {
        f"b{i}": (Place(column=i, row=0, width=1, height=1), Text(count))
        for i, count in enumerate(letters)
    }


def test_columns_stay_alike_while_everything_fits_in_the_largest_type() -> None:
    found = laid_out(blocks(10, 500, 20), PAGE)
    assert {setting.size for setting in found.values()} == {SIZES[0]}
    assert len({round(setting.place.width, 6) for setting in found.values()}) == 1


def test_a_fuller_column_takes_width_so_that_the_type_can_be_larger() -> None:
    even = laid_out(blocks(9000, 9000, 9000), PAGE)
    found = laid_out(blocks(4000, 14000, 4000), PAGE)
    widths = [setting.place.width for setting in found.values()]
    assert widths[1] > 1.3 * max(widths[0], widths[2])
    # As large as it is where the same text is spread evenly, but for a step.
    assert found["b0"].size >= even["b0"].size - 1
    assert {setting.size for setting in found.values()} == {found["b0"].size}


def test_what_fits_is_never_given_less_than_it_needs() -> None:
    for letters in (100, 3000, 9000, 14000):
        given = blocks(letters, letters / 3, letters / 2)
        for key, (place, size, share) in laid_out(given, PAGE).items():
            assert given[key][1].need(place.width, size, share) <= place.height + 0.01


def test_when_not_all_fits_who_has_little_is_whole_and_has_larger_type() -> None:
    given = blocks(300, 300, 90_000)
    found = laid_out(given, PAGE)
    assert found["b2"].size == SMALLEST
    for key in ("b0", "b1"):
        place, size, share = found[key]
        assert size > SMALLEST
        assert given[key][1].need(place.width, size, share) <= place.height
    assert found["b2"].place.width > found["b0"].place.width


def test_when_not_all_fits_every_side_is_sure_of_as_many_contributions() -> None:
    found = laid_out(blocks(90_000, 60_000, 30_000), PAGE)
    (share,) = {setting.share for setting in found.values()}
    assert share.number > 10
    for letters, (place, size, _share) in zip((9e4, 6e4, 3e4), found.values(), strict=True):
        assert Text(letters).need(place.width, size, share) <= place.height + 0.01


def test_the_same_canvas_is_always_laid_out_the_same() -> None:
    assert laid_out(blocks(1, 9000, 5000), PAGE) == laid_out(blocks(1, 9000, 5000), PAGE)
