"""Every fixed value of the domain has a name in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tests.support import build
from welvaartcanvas.domain.analysis import BlockProfile, profile
from welvaartcanvas.domain.canvas import ActionStatus, WorkForm
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.wording import (
    Finding,
    action_status_name,
    cluster_name,
    finding_name,
    findings,
    findings_of,
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
