"""The grid that a template's blocks are drawn in: together they fill it, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, TypeVar

from pydantic import Field, ValidationError

from welvaartcanvas.domain.model import Model
from welvaartcanvas.errors import N_, Problem

_Model = TypeVar("_Model", bound=Model)


class Place(Model):
    """A block's rectangle in the grid, counted in cells from the top left corner."""

    column: Annotated[int, Field(ge=0, strict=True)]
    row: Annotated[int, Field(ge=0, strict=True)]
    width: Annotated[int, Field(ge=1, strict=True)]
    height: Annotated[int, Field(ge=1, strict=True)]

    def cells(self) -> Iterator[tuple[int, int]]:
        """Every (column, row) that the rectangle takes."""
        for column in range(self.column, self.column + self.width):
            for row in range(self.row, self.row + self.height):
                yield column, row


class Grid(Model):
    """The size of the picture in cells."""

    columns: Annotated[int, Field(ge=1, le=40, strict=True)]
    rows: Annotated[int, Field(ge=1, le=40, strict=True)]

    def contains(self, place: Place) -> bool:
        """Whether the whole rectangle lies in the grid."""
        return place.column + place.width <= self.columns and place.row + place.height <= self.rows

    def cells(self) -> Iterator[tuple[int, int]]:
        """Every (column, row), row by row."""
        return ((column, row) for row in range(self.rows) for column in range(self.columns))


def layout_faults(grid: object, places: Iterable[tuple[str, str, object]]) -> Iterator[Problem]:
    """What is wrong with a layout: places outside the grid, overlaps, and cells left free.

    ``grid`` is raw, and so are ``places``: path of the place, key of its block, place. Cells
    are only called free when every place could be read and lies in the grid, for otherwise
    the missing one may be meant to take them.
    """
    whole = _read(Grid, grid)
    if whole is None:
        return
    taken: dict[tuple[int, int], str] = {}
    complete = True
    for path, block, raw in places:
        place = _read(Place, raw)
        if place is None or not whole.contains(place):
            complete = False
            if place is not None:
                yield Problem(
                    path,
                    N_("falls outside the grid of {columns} columns and {rows} rows"),
                    {"columns": whole.columns, "rows": whole.rows},
                )
            continue
        for other in sorted({taken[cell] for cell in place.cells() if cell in taken}):
            yield Problem(path, N_("overlaps block {other}"), {"other": other})
        taken.update(dict.fromkeys(place.cells(), block))
    free = [f"({column},{row})" for column, row in whole.cells() if (column, row) not in taken]
    if free and complete:
        yield Problem(
            "grid",
            N_("these cells (column,row) belong to no block: {places}"),
            {"places": " ".join(free)},
        )


def _read(model: type[_Model], data: object) -> _Model | None:
    try:
        return model.model_validate(data)
    except ValidationError:
        return None
