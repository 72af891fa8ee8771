"""The guided round goes past each open cell, in reading order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.build import canvas, full_canvas, small_template
from welvaartcanvas.domain.analysis import coverage
from welvaartcanvas.domain.guided import is_open, next_open

CELLS = small_template().cells
SOME_CELLS = st.sets(st.sampled_from(CELLS))


@given(noted=SOME_CELLS, rated=SOME_CELLS)
def test_the_round_visits_every_open_cell_once_in_order(
    noted: set[tuple[str, str]], rated: set[tuple[str, str]]
) -> None:
    covered = coverage(
        canvas(notes={cell: ["iets"] for cell in noted}, scores=dict.fromkeys(rated, 3))
    )
    visited = []
    cell = next_open(covered)
    while cell is not None and (cell.block, cell.perspective) not in visited:
        visited.append((cell.block, cell.perspective))
        cell = next_open(covered, visited[-1])
    assert visited == [key for key in CELLS if key not in noted or key not in rated]


def test_behind_the_last_cell_the_round_goes_on_at_the_first() -> None:
    found = next_open(coverage(canvas()), CELLS[-1])
    assert found is not None
    assert (found.block, found.perspective) == CELLS[0]


def test_a_cell_is_open_until_it_has_a_contribution_and_a_rating() -> None:
    cell = CELLS[0]
    for made, still_open in (
        (canvas(), True),
        (canvas(notes={cell: ["iets"]}), True),
        (canvas(scores={cell: 0}), True),
        (canvas(notes={cell: ["iets"]}, scores={cell: 0}), False),
    ):
        assert is_open(coverage(made).cell(*cell)) is still_open


def test_in_a_full_canvas_no_cell_is_open() -> None:
    assert next_open(coverage(full_canvas(1))) is None


def test_the_cell_one_stands_in_is_not_next_to_itself() -> None:
    here = CELLS[2]
    others = [cell for cell in CELLS if cell != here]
    covered = coverage(
        canvas(notes={cell: ["iets"] for cell in others}, scores=dict.fromkeys(others, 3))
    )
    assert next_open(covered, here) is None
