"""Templates that differ from the shipped one: other grids, more sides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.support.build import small_template_data
from welvaartcanvas.domain.template import Template, read_template

#: A rectangle in the grid: column, row, width, height.
Tile = tuple[int, int, int, int]


def gridded(columns: int, rows: int, tiles: Sequence[Tile], sides: int = 3) -> Template:
    """A template whose blocks, numbered from 1, take ``tiles``; ``sides`` is 2 to 5."""
    data = small_template_data()
    extra = [("maatschappelijk", "triangle"), ("inwoners", "star")]
    data["perspectives"] += [
        {
            "key": key,
            "name": {"nl": key.capitalize(), "en": f"Side {key}"},
            "shape": shape,
            "colour": "#6B21A8",
        }
        for key, shape in extra
    ]
    data["perspectives"] = data["perspectives"][:sides]
    keys = [side["key"] for side in data["perspectives"]]
    given = data["blocks"][0]
    data["grid"] = {"columns": columns, "rows": rows}
    data["blocks"] = [_block(given, number, tile, keys) for number, tile in enumerate(tiles, 1)]
    return read_template(data, "proef")


def _block(given: dict[str, Any], number: int, tile: Tile, sides: Sequence[str]) -> dict[str, Any]:
    column, row, width, height = tile
    guidance = given["guidance"]["overheid"]
    return {
        **given,
        "number": number,
        "key": f"b{number}",
        "title": {"nl": f"Bouwsteen {number}", "en": f"Block {number}"},
        "place": {"column": column, "row": row, "width": width, "height": height},
        "guidance": dict.fromkeys(sides, guidance),
    }


@cache
def four_sided() -> Template:
    """Two blocks, four sides: civil society is the fourth."""
    return gridded(2, 1, [(0, 0, 1, 1), (1, 0, 1, 1)], sides=4)


@cache
def odd() -> Template:
    """A grid of 7 × 5 with blocks of every shape, numbered against their place."""
    return gridded(
        7, 5, [(4, 3, 3, 2), (0, 0, 7, 1), (0, 1, 2, 4), (2, 1, 2, 2), (4, 1, 3, 2), (2, 3, 2, 2)]
    )


def largest() -> Template:
    """More blocks than a chart has rows, five perspectives, and names as long as they may be."""
    data = small_template_data()
    name = "😀" * 190
    shapes = ("diamond", "circle", "square", "triangle", "star")
    given = data["perspectives"][0]
    data["perspectives"] = [
        {
            **given,
            "key": f"p{i}",
            "shape": shape,
            "name": {"nl": f"{name} {i}", "en": f"{name} {i}"},
        }
        for i, shape in enumerate(shapes)
    ]
    guidance = data["blocks"][0]["guidance"]["overheid"]
    block = {**data["blocks"][0], "guidance": {f"p{i}": guidance for i in range(len(shapes))}}
    data["grid"] = {"columns": 5, "rows": 4}
    data["blocks"] = [
        {
            **block,
            "number": i + 1,
            "key": f"b{i}",
            "title": {"nl": f"{name} {i}", "en": f"{name} {i}"},
            "place": {"column": i % 5, "row": i // 5, "width": 1, "height": 1},
        }
        for i in range(20)
    ]
    return read_template(data, "grootst")


@st.composite
def templates(draw: st.DrawFn, most: int = 12) -> Template:
    """Templates with any grid, cut into at most ``most`` blocks by straight cuts."""
    columns, rows = draw(st.integers(1, 40)), draw(st.integers(1, 40))
    tiles: list[Tile] = [(0, 0, columns, rows)]
    for _ in range(draw(st.integers(0, most - 1))):
        place = draw(st.integers(0, len(tiles) - 1))
        x, y, width, height = tiles[place]
        if width * height == 1:
            continue
        upright = width > 1 and (height == 1 or draw(st.booleans()))
        if upright:
            cut = draw(st.integers(1, width - 1))
            parts = [(x, y, cut, height), (x + cut, y, width - cut, height)]
        else:
            cut = draw(st.integers(1, height - 1))
            parts = [(x, y, width, cut), (x, y + cut, width, height - cut)]
        tiles[place : place + 1] = parts
    return gridded(columns, rows, draw(st.permutations(tiles)))
