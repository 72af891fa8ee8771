"""Which regions and canvases are compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build, strategies
from tests.support.comparing import CENTRUM, NABIJ, WERK, WOON
from welvaartcanvas.domain.faults import made
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.selection import CanvasStatus, Selection
from welvaartcanvas.errors import RequestError

EPE = build.region(1, "Epe", cluster=WERK, position=CENTRUM)
GELDERLAND = {"GM0232", "GM0244"}


@given(strategies.regions())
def test_nothing_named_means_all(region: Region) -> None:
    assert Selection().takes(region, set())
    assert not Selection().of_canvases


@pytest.mark.parametrize(
    ("selection", "taken"),
    [
        (Selection(regions=(EPE.id, build.uid(2))), True),
        (Selection(regions=(build.uid(2),)), False),
        (Selection(clusters=(WOON, WERK)), True),
        (Selection(clusters=(WOON,)), False),
        (Selection(positions=(CENTRUM,)), True),
        (Selection(positions=(NABIJ,)), False),
        (Selection(clusters=(WERK,), positions=(CENTRUM,)), True),
        (Selection(clusters=(WERK,), positions=(NABIJ,)), False),  # all must hold
        (Selection(regions=(EPE.id,), clusters=(WOON,)), False),
    ],
)
def test_of_one_field_any_will_do_and_of_several_all_must_hold(
    selection: Selection, taken: bool
) -> None:
    assert selection.takes(EPE, GELDERLAND) is taken


def test_a_region_is_of_a_province_with_one_municipality_in_it() -> None:
    selection = Selection(provinces=("PV25",))
    border = build.region(2, municipalities=("GM0244", "GM0193"))

    assert selection.takes(border, GELDERLAND)
    assert not selection.takes(build.region(3, municipalities=("GM0193",)), GELDERLAND)
    assert not selection.takes(build.region(4, municipalities=()), GELDERLAND)


def test_a_region_without_cluster_is_of_none_that_was_asked_for() -> None:
    assert not Selection(clusters=(WERK,)).takes(build.region(1), set())


@pytest.mark.parametrize(
    "selection",
    [
        Selection(themes=("mkb",)),
        Selection(statuses=(CanvasStatus.LEEG,)),
        Selection(changed_from=date(2026, 1, 1)),
        Selection(changed_to=date(2026, 1, 1)),
        Selection(template="klein"),
    ],
)
def test_themes_status_days_and_template_choose_canvases(selection: Selection) -> None:
    assert selection.of_canvases


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    day = date(2026, 1, 2)

    assert made(Selection, changed_from=day, changed_to=day).of_canvases
    with pytest.raises(RequestError, match=r"2026-01-01.*2026-01-02"):
        made(Selection, changed_from=day, changed_to=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("filled", "rated", "status"),
    [
        (0, 0, CanvasStatus.LEEG),
        (1, 0, CanvasStatus.BEZIG),
        (0, 1, CanvasStatus.BEZIG),
        (27, 26, CanvasStatus.BEZIG),
        (26, 27, CanvasStatus.BEZIG),
        (27, 27, CanvasStatus.COMPLEET),
    ],
)
def test_a_canvas_is_complete_when_every_cell_is_filled_and_rated(
    filled: int, rated: int, status: CanvasStatus
) -> None:
    assert CanvasStatus.of(27, filled, rated) is status


@given(st.integers(1, 99), st.integers(0, 99), st.integers(0, 99))
def test_every_canvas_has_one_status(cells: int, filled: int, rated: int) -> None:
    status = CanvasStatus.of(cells, min(filled, cells), min(rated, cells))

    assert (status is CanvasStatus.LEEG) is (filled == rated == 0)
    assert (status is CanvasStatus.COMPLEET) is (min(filled, rated) >= cells)
