"""Searching as the faces do: what was typed, and the municipalities of regions."""

from __future__ import annotations

import pytest

from tests.support import build
from tests.support.hostile import HOSTILE_TEXTS, REFUSED_TEXTS
from tests.support.workspaces import keep
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.searching import FOUND_END, FOUND_START


@pytest.fixture
def regions(anna: Workspace) -> Workspace:
    for name, municipalities in (
        ("Foodvalley", ["Ede", "Wageningen"]),
        ("Twente", ["Enschede", "Hengelo (O.)"]),
        ("Friesland", ["Súdwest-Fryslân"]),
        ("Brabant", ["'s-Hertogenbosch"]),
    ):
        anna.regions.add(name, municipalities)
    return anna


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("ede", [("Foodvalley", "Ede")]),
        ("wagen", [("Foodvalley", "Wageningen")]),
        ("en", [("Twente", "Enschede")]),
        ("sudwest", [("Friesland", "Súdwest-Fryslân")]),
        ("frysl", [("Friesland", "Súdwest-Fryslân")]),
        ("hertogenbosch", [("Brabant", "'s-Hertogenbosch")]),
        ("'s-Hertogenbosch", [("Brabant", "'s-Hertogenbosch")]),
        ("amsterdam", []),
        ("e", []),
    ],
)
def test_a_municipality_finds_the_regions_that_it_is_in(
    regions: Workspace, sought: str, found: list[tuple[str, str]]
) -> None:
    assert [
        (f.entity, f.region_name, f.excerpt, f.canvas_id) for f in regions.searching.find(sought)
    ] == [("region", name, f"{FOUND_START}{place}{FOUND_END}", None) for name, place in found]


def test_a_region_that_is_called_so_is_found_once(anna: Workspace) -> None:
    anna.regions.add("Ede en Epe", ["Ede", "Epe"])

    assert [f.excerpt for f in anna.searching.find("ede")] == [
        f"{FOUND_START}Ede{FOUND_END} en Epe"
    ]


def test_a_region_with_two_that_are_called_so_is_found_once(anna: Workspace) -> None:
    anna.regions.add("Noord", ["Noordoostpolder", "Noordwijk"])

    assert [f.region_name for f in anna.searching.find("noordw")] == ["Noord"]
    assert len(anna.searching.find("noord")) == 1


def test_everything_that_was_typed_is_found_across_canvases(anna: Workspace) -> None:
    for number in (1, 2):
        keep(
            anna,
            build.canvas(
                number,
                f"Canvas {number}",
                region=build.region(number, f"Regio {number}"),
                notes={("opgave", "overheid"): [f"Techniek in {number}"]},
            ),
        )

    assert [(f.canvas_title, f.region_name) for f in anna.searching.find("tech")] == [
        ("Canvas 2", "Regio 2"),
        ("Canvas 1", "Regio 1"),
    ]
    assert len(anna.searching.find("tech", limit=1)) == 1


def test_whatever_is_typed_is_no_error(regions: Workspace) -> None:
    for text in (*HOSTILE_TEXTS, *(text for text, _ in REFUSED_TEXTS)):
        assert isinstance(regions.searching.find(text), list)
