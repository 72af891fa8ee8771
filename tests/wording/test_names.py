"""Every fixed value of the domain has a name in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tests.support import build
from welvaartcanvas.domain.analysis import BlockProfile, profile
from welvaartcanvas.domain.areas import AreaFigure
from welvaartcanvas.domain.canvas import ActionStatus, WorkForm
from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.wording import (
    Finding,
    action_status_name,
    cluster_name,
    finding_name,
    findings,
    findings_of,
    map_classes,
    map_figure_name,
    map_value,
    position_name,
    work_form_name,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("values", "name"),
    [
        (Cluster, cluster_name),
        (Position, position_name),
        (WorkForm, work_form_name),
        (ActionStatus, action_status_name),
        (Finding, finding_name),
    ],
)
def test_values_have_names_that_differ(
    values: Iterable[Any], name: Callable[[Any], str], language: str
) -> None:
    with use_language(language):
        names = [name(value) for value in values]
    assert all(names)
    assert len(set(names)) == len(names)


def a_profile(*scores: int | None) -> BlockProfile:
    return BlockProfile(block="opgave", scores=tuple((str(i), s) for i, s in enumerate(scores)))


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ((4, 5, 4), [Finding.STRENGTH]),
        ((3, 3, 3), []),
        ((1, 3, 3), [Finding.ATTENTION, Finding.DIFFERENCE]),
        ((2, None, 5), [Finding.ATTENTION, Finding.DIFFERENCE, Finding.UNKNOWN]),
        ((None, None, None), [Finding.UNKNOWN]),
    ],
)
def test_a_block_can_have_several_findings(
    scores: tuple[int | None, ...], found: list[Finding]
) -> None:
    assert list(findings_of(a_profile(*scores))) == found


def test_findings_are_named_in_the_language_in_force() -> None:
    with use_language("en"):
        (named,) = {findings(p) for p in profile(build.empty_canvas())}
    assert named == ("Unknown",)


@pytest.mark.parametrize("measure", MapMeasure)
def test_what_a_map_shows_has_a_name_in_both_languages(measure: MapMeasure) -> None:
    names = set()
    for language in LANGUAGES:
        with use_language(language):
            names.add(map_figure_name(MapFigure(measure), ()))
            classes = measure.classes(())
            assert len({*map_classes(measure, classes)}) == classes.count
    assert len(names) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "measure", "figures", "lowest", "highest", "value"),
    [
        ("nl", MapMeasure.MEAN, (0.1, 4.9), "0 tot 1", "4 tot en met 5", "3,50"),
        ("en", MapMeasure.MEAN, (3.1, 3.5), "3 to under 3.2", "3.4 to 3.6", "3.50"),
        ("nl", MapMeasure.COVERAGE, (0.1, 1), "0% tot 20%", "80% tot en met 100%", "350%"),
        ("en", MapMeasure.STRENGTHS, (0, 7), "0 to under 2", "6 to 8", "3.50"),
    ],
)
def test_classes_say_on_which_side_a_bound_is(
    language: str,
    measure: MapMeasure,
    figures: tuple[float, ...],
    lowest: str,
    highest: str,
    value: str,
) -> None:
    areas = [AreaFigure(code="CR01", value=each, municipalities=1, of=1) for each in figures]
    with use_language(language):
        first, *_between, last = map_classes(measure, measure.classes(areas))
        assert (first, last, map_value(measure, 3.5)) == (lowest, highest, value)
        assert map_value(measure, None) == "–"


def test_a_figure_of_one_block_names_that_block() -> None:
    blocks = build.shipped_template().blocks
    with use_language("nl"):
        name = map_figure_name(MapFigure(MapMeasure.SPREAD, "opgave"), blocks)
    assert name == "Verschil: 1 Opgave en droom"
