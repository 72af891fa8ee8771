"""Type-to-find: what somebody sees who types part of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile import HOSTILE_TEXTS
from welvaartcanvas import registry
from welvaartcanvas.domain.region import Municipality


def names(text: str) -> list[str]:
    return [match.name for match in registry.find(text)]


@pytest.mark.parametrize(
    "typed", ["s hert", "'s-h", "’s hert", "hertog", "HERTOGENB", "shertogen", "GM0796", "gm0796"]
)
def test_den_bosch_is_found_under_its_official_name_however_typed(typed: str) -> None:
    assert names(typed)[0] == "'s-Hertogenbosch"


def test_diacritics_may_be_left_out_and_may_be_typed() -> None:
    assert names("sudwest") == names("súdwest") == ["Súdwest-Fryslân"]


def test_what_begins_with_the_text_comes_first_then_words_then_parts() -> None:
    assert names("berg")[:8] == [
        "Berg en Dal",
        "Bergeijk",
        "Bergen (L.)",
        "Bergen (NH.)",
        "Bergen op Zoom",
        "Geertruidenberg",
        "Haaksbergen",
        "Halderberge",
    ]
    assert names("berg")[8:] == sorted(names("berg")[8:])
    assert names("twente") == ["Twente", "Twenterand", "Hof van Twente"]


def test_the_name_itself_comes_before_longer_names() -> None:
    assert names("utrecht") == ["Utrecht", "Utrecht", "Utrecht", "Utrechtse Heuvelrug"]
    assert [m.kind for m in registry.find("utrecht")] == [
        "municipality",
        "corop",
        "province",
        "municipality",
    ]


def test_words_may_stand_in_any_order() -> None:
    assert names("dal berg") == ["Berg en Dal"]


def test_a_match_says_what_it_adds_and_where_it_lies() -> None:
    enschede = registry.find("enschede")[0]
    twente = registry.find("twente")[0]
    overijssel = registry.find("overijssel")[0]

    assert (enschede.municipalities, enschede.context) == (("GM0153",), ("Twente", "Overijssel"))
    assert (twente.code, len(twente.municipalities), twente.context) == (
        "CR12",
        14,
        ("Overijssel",),
    )
    assert (overijssel.code, overijssel.context) == ("PV23", ())
    assert overijssel.municipalities == registry.province("PV23").municipalities


@pytest.mark.parametrize("typed", ["", "   ", "-", "'", "xyzzy"])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    assert registry.find(typed) == ()


@pytest.mark.parametrize("typed", [*HOSTILE_TEXTS, "\x00", "\ud800", "x" * 100_000])
def test_whatever_is_pasted_is_only_text_to_look_for(typed: str) -> None:
    for match in registry.find(typed):
        assert match.name


@given(st.sampled_from(registry.municipalities()), st.data())
def test_every_municipality_is_found_by_any_beginning_of_its_name(
    municipality: Municipality,
    data: st.DataObject,
) -> None:
    typed = municipality.name[: data.draw(st.integers(1, len(municipality.name)))].lower()

    found = registry.find(typed)

    assert municipality.code in [m.code for m in found] or not any(c.isalnum() for c in typed)
    assert len(set(found)) == len(found)


@given(st.sampled_from(registry.municipalities()))
def test_the_whole_name_finds_its_municipality_first(
    municipality: Municipality,
) -> None:
    assert registry.find(municipality.name)[0].code == municipality.code
