"""Where blocks stand: any grid is drawn whole in any room, and the arrows find their way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.build import shipped_template
from tests.support.often import often
from tests.support.templates import odd, templates
from welvaartcanvas.domain.template import Template
from welvaartcanvas.tui.widgets.layout import (
    LEAST_WIDTH,
    Direction,
    Spot,
    least_height,
    picture_size,
    rectangles,
    spot_of,
    step,
)

ROOM = st.integers(0, 300)
BACK: dict[Direction, Direction] = {"left": "right", "right": "left", "up": "down", "down": "up"}


@settings(max_examples=often(60))
@given(templates(), ROOM, ROOM)
def test_the_blocks_tile_the_picture(template: Template, width: int, height: int) -> None:
    wide, high = picture_size(template, width, height)
    drawn = rectangles(template, width, height)
    taken = {
        (x, y)
        for box in drawn.values()
        for x in range(box.x, box.x + box.width)
        for y in range(box.y, box.y + box.height)
    }
    assert set(drawn) == {block.key for block in template.blocks}
    assert taken == {(x, y) for x in range(wide) for y in range(high)}
    assert sum(box.width * box.height for box in drawn.values()) == wide * high  # no overlap
    assert wide >= width
    assert high >= height
    assert all(
        b.width >= LEAST_WIDTH and b.height >= least_height(template) for b in drawn.values()
    )


def test_the_shipped_template_fits_the_smallest_terminal_exactly() -> None:
    assert picture_size(shipped_template(), 80, 21) == (80, 21)


@settings(max_examples=often(60))
@given(templates(), st.lists(st.sampled_from(list(BACK)), max_size=12))
def test_a_step_and_its_way_back_lead_home(template: Template, path: list[Direction]) -> None:
    spot = spot_of(template.reading_order[0])
    for direction in path:
        further = step(template, spot, direction)
        if further.block != spot.block:
            assert step(template, further, BACK[direction]).block == spot.block
        spot = further


@pytest.mark.parametrize("template", [shipped_template(), odd()])
def test_no_block_of_a_real_template_is_out_of_reach(template: Template) -> None:
    for start in template.blocks:
        seen: dict[tuple[str, int, int], Spot] = {}
        waiting = [spot_of(start)]
        while waiting:
            spot = waiting.pop()
            key = (spot.block.key, spot.column, spot.row)
            if key not in seen:
                seen[key] = spot
                waiting += [step(template, spot, direction) for direction in BACK]
        assert {key for key, _x, _y in seen} == {block.key for block in template.blocks}


@pytest.mark.parametrize(
    ("start", "path", "end"),
    [
        ("opgave", ["right"], "samenspel"),
        ("opgave", ["right", "right"], "doelgroep"),
        ("schaal", ["left", "left"], "kracht"),  # along the lower row, through the heart
        ("samenspel", ["left", "left"], "aanpak"),  # along the upper row
        ("samenspel", ["left", "right"], "samenspel"),
        ("kracht", ["up"], "aanpak"),
        ("middelen", ["up"], "kracht"),
        ("opbrengst", ["up"], "schaal"),
        ("partners", ["left"], "partners"),
        ("middelen", ["down"], "middelen"),
    ],
)
def test_the_arrows_feel_right_in_the_welvaart_model(
    start: str, path: list[Direction], end: str
) -> None:
    template = shipped_template()
    spot = spot_of(template.block(start))
    for direction in path:
        spot = step(template, spot, direction)
    assert spot.block.key == end
