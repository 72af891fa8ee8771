"""Where the blocks of a template stand on screen, and which lies beside which. Pure functions."""

from __future__ import annotations

from typing import Literal, NamedTuple

from welvaartcanvas.domain.layout import Place
from welvaartcanvas.domain.template import Block, Template

#: The narrowest box in which a block can still be told, in character cells, frame included.
LEAST_WIDTH = 14

Direction = Literal["left", "right", "up", "down"]


class Rectangle(NamedTuple):
    """A rectangle in character cells, from the top left corner."""

    x: int
    y: int
    width: int
    height: int


class Spot(NamedTuple):
    """A block, and the grid cell in it from which the next step is taken.

    A step keeps the row or column along which it goes, so that the way back leads to where
    one came from, also over a block that is larger than its neighbours.
    """

    block: Block
    column: int
    row: int


def least_height(template: Template) -> int:
    """The lowest box in which a block can still be told: a line a side, in a frame."""
    return len(template.perspectives) + 2


def picture_size(template: Template, width: int, height: int) -> tuple[int, int]:
    """The size of the whole picture: ``width`` × ``height``, or more where that is too small.

    It is never so small that a block gets less than the least width and height.
    """
    grid, least = template.grid, least_height(template)
    return (
        max(width, *(-(-LEAST_WIDTH * grid.columns // b.place.width) for b in template.blocks)),
        max(height, *(-(-least * grid.rows // b.place.height) for b in template.blocks)),
    )


def rectangles(template: Template, width: int, height: int) -> dict[str, Rectangle]:
    """The rectangle of each block, by key; together they tile :func:`picture_size` exactly."""
    grid = template.grid
    width, height = picture_size(template, width, height)

    def across(column: int) -> int:
        return column * width // grid.columns

    def down(row: int) -> int:
        return row * height // grid.rows

    def drawn(place: Place) -> Rectangle:
        x, y = across(place.column), down(place.row)
        right, bottom = across(place.column + place.width), down(place.row + place.height)
        return Rectangle(x, y, right - x, bottom - y)

    return {block.key: drawn(block.place) for block in template.blocks}


def spot_of(block: Block) -> Spot:
    """The middle of ``block``."""
    place = block.place
    return Spot(block, place.column + (place.width - 1) // 2, place.row + (place.height - 1) // 2)


def step(template: Template, spot: Spot, direction: Direction) -> Spot:
    """The block that lies next in ``direction``; ``spot`` itself at the edge of the picture."""
    place = spot.block.place
    if direction in ("left", "right"):
        column = place.column - 1 if direction == "left" else place.column + place.width
        found = _block_at(template, column, spot.row)
        return Spot(found, spot_of(found).column, spot.row) if found else spot
    row = place.row - 1 if direction == "up" else place.row + place.height
    found = _block_at(template, spot.column, row)
    return Spot(found, spot.column, spot_of(found).row) if found else spot


def _block_at(template: Template, column: int, row: int) -> Block | None:
    for block in template.blocks:
        place = block.place
        if (
            place.column <= column < place.column + place.width
            and place.row <= row < place.row + place.height
        ):
            return block
    return None
