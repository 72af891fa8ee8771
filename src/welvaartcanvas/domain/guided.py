"""The guided round: which cells still wait, and which comes next."""

from __future__ import annotations

from welvaartcanvas.domain.analysis import Cell, Coverage


def is_open(cell: Cell) -> bool:
    """Whether a cell still lacks a contribution or a rating."""
    return not (cell.filled and cell.rated)


def next_open(coverage: Coverage, after: tuple[str, str] | None = None) -> Cell | None:
    """The first open cell behind ``after`` (block, perspective), going round at the end.

    The order is that of reading: blocks by number, then perspectives. Without ``after`` it is
    the first open cell of all; ``None`` when no other cell is open.
    """
    cells = coverage.cells
    keys = [(cell.block, cell.perspective) for cell in cells]
    start = keys.index(after) + 1 if after is not None else 0
    behind = [*cells[start:], *cells[: max(0, start - 1)]]
    return next(filter(is_open, behind), None)
