"""How a matrix divides its room, for any rows, columns and window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset, Size

from welvaartcanvas.tui.widgets.matrix_plan import GAP, HEAD, Heading, Plan

headings = st.builds(
    Heading,
    key=st.just("key"),
    name=st.text(max_size=40),
    widths=st.tuples(st.integers(1, 12), st.integers(1, 12)),
)
tables = st.tuples(
    st.lists(headings, min_size=1, max_size=60), st.lists(headings, min_size=1, max_size=30)
)
rooms = st.builds(Size, st.integers(40, 250), st.integers(6, 80))


@given(tables, rooms, st.data())
def test_every_cell_can_be_seen_whole_from_wherever_one_is(
    table: tuple[list[Heading], list[Heading]], room: Size, data: st.DataObject
) -> None:
    rows, columns = table
    plan = Plan(rows, columns, room)
    most = plan.size - room
    offset = Offset(
        data.draw(st.integers(0, max(0, most.width))),
        data.draw(st.integers(0, max(0, most.height))),
    )
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(columns) - 1))

    wanted = plan.offset_to_see(row, column, offset)
    # A scroll view goes no further than its end.
    reached = Offset(min(wanted.x, max(0, most.width)), min(wanted.y, max(0, most.height)))

    seen = plan.seen_columns(reached)
    assert column in seen
    assert HEAD <= plan.line(row, reached) <= room.height - plan.high
    assert plan.row_at(plan.line(row, reached), reached) == row
    left = plan.names + GAP + plan.start(column) - plan.start(seen.start)
    assert left + plan.widths[column] < room.width or len(seen) == 1
    assert plan.column_at(left, reached) == column


@given(tables, rooms)
def test_columns_are_as_wide_as_their_cells_at_least(
    table: tuple[list[Heading], list[Heading]], room: Size
) -> None:
    plan = Plan(*table, room)

    for column, width in zip(table[1], plan.widths, strict=True):
        assert width >= (max(column.widths) if plan.tall else sum(column.widths) + 1)


def test_cells_take_one_line_where_all_columns_fit_so() -> None:
    rows = [Heading("a", "Achterhoek", (3, 3))]
    columns = [Heading(str(n), "Opgave", (7, 8)) for n in range(9)]

    assert Plan(rows, columns, Size(80, 24)).tall
    assert not Plan(rows, columns, Size(200, 24)).tall
