"""The register: complete, sound, and asked by code or by name."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas import registry
from welvaartcanvas.domain.region import Municipality
from welvaartcanvas.errors import UnknownThing
from welvaartcanvas.locations import registry_folder
from welvaartcanvas.registry import register


def test_every_row_of_the_file_is_a_sound_municipality() -> None:
    municipalities = registry.municipalities()

    assert len(municipalities) == 342
    for municipality in municipalities:
        assert Municipality.model_validate(municipality.model_dump()) == municipality


def test_the_columns_are_those_that_the_reader_expects() -> None:
    with (registry_folder() / "gemeenten.csv").open(encoding="utf-8") as file:
        assert next(csv.reader(file)) == [
            "gemeente_code",
            "gemeente",
            "corop_code",
            "corop",
            "provincie_code",
            "provincie",
        ]


def test_no_two_municipalities_share_a_code_or_a_name() -> None:
    municipalities = registry.municipalities()

    assert len({m.code for m in municipalities}) == 342
    assert len({register.words(m.name) for m in municipalities}) == 342
    assert [m.code for m in municipalities] == sorted(m.code for m in municipalities)


@pytest.mark.parametrize(("areas", "count"), [(registry.corop_areas, 40), (registry.provinces, 12)])
def test_areas_divide_all_municipalities_among_them(
    areas: Callable[[], tuple[registry.Area, ...]], count: int
) -> None:
    found = areas()
    codes = [code for area in found for code in area.municipalities]

    assert len(found) == count
    assert sorted(codes) == [m.code for m in registry.municipalities()]
    assert all(list(area.municipalities) == sorted(area.municipalities) for area in found)


def test_every_corop_area_lies_in_one_province() -> None:
    for area in registry.corop_areas():
        inside = {m.province for m in registry.municipalities() if m.corop_code == area.code}
        assert inside == {area.within}


def test_the_map_draws_exactly_the_corop_areas_of_the_register() -> None:
    drawn = json.loads((registry_folder() / f"corop-{registry.YEAR}.geojson").read_text("utf-8"))

    assert {
        (feature["properties"]["code"], feature["properties"]["name"])
        for feature in drawn["features"]
    } == {(area.code, area.name) for area in registry.corop_areas()}


def test_the_register_is_read_once() -> None:
    assert registry.municipalities() is registry.municipalities()
    assert registry.provinces() is registry.provinces()


@pytest.mark.parametrize(
    "asked",
    ["GM1900", "gm1900", " GM1900 ", "Súdwest-Fryslân", "SUDWEST FRYSLAN", "sudwest-fryslan"],
)
def test_a_municipality_goes_by_code_and_by_name_however_typed(asked: str) -> None:
    assert registry.municipality(asked).code == "GM1900"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("s hertogenbosch", "'s-Hertogenbosch"),
        ("’s-Gravenhage", "'s-Gravenhage"),
        ("Hengelo", "Hengelo (O.)"),
        ("Hengelo (O.)", "Hengelo (O.)"),
        ("bergen nh", "Bergen (NH.)"),
        ("Utrecht", "Utrecht"),
    ],
)
def test_punctuation_and_what_tells_namesakes_apart_may_be_left_out(asked: str, name: str) -> None:
    assert registry.municipality(asked).name == name


def test_a_name_of_two_municipalities_is_asked_back() -> None:
    with pytest.raises(UnknownThing) as refused:
        registry.municipality("Bergen")

    assert str(refused.value) == (
        "there is more than one municipality Bergen; "
        "choose from GM0373 Bergen (NH.), GM0893 Bergen (L.)"
    )


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("Amsteram", "did you mean GM0363 Amsterdam?"),
        ("Nuenen", "did you mean GM0820 Nuenen, Gerwen en Nederwetten?"),
        ("Xyzzy", "give a code such as GM0153 or its name"),
        ("GM9999", "give a code such as GM0153 or its name"),
        ("' - .", "give a code such as GM0153 or its name"),
    ],
)
def test_an_unknown_municipality_is_refused_with_a_hint(asked: str, hint: str) -> None:
    with pytest.raises(UnknownThing) as refused:
        registry.municipality(asked)

    assert str(refused.value) == f"municipality {asked} is not in the register; {hint}"


def test_no_text_is_seen_to_be_none() -> None:
    with pytest.raises(UnknownThing, match=r'^municipality "" is not in the register'):
        registry.municipality("")


@given(st.text())
def test_any_text_is_a_municipality_or_refused_in_one_line(asked: str) -> None:
    try:
        assert registry.municipality(asked) in registry.municipalities()
    except UnknownThing as refused:
        assert "\n" not in str(refused)


@pytest.mark.parametrize("asked", ["CR12", "cr12", "Twente", " twente"])
def test_a_corop_area_goes_by_code_and_by_name(asked: str) -> None:
    twente = registry.corop(asked)

    assert (twente.code, twente.name, twente.within) == ("CR12", "Twente", "Overijssel")
    assert len(twente.municipalities) == 14
    assert registry.municipality("Enschede").code in twente.municipalities


@pytest.mark.parametrize("asked", ["PV21", "Fryslân", "fryslan"])
def test_a_province_goes_by_code_and_by_name(asked: str) -> None:
    fryslan = registry.province(asked)

    assert (fryslan.code, fryslan.name, fryslan.within) == ("PV21", "Fryslân", "")
    assert len(fryslan.municipalities) == 18


@pytest.mark.parametrize(
    ("ask", "asked", "said"),
    [
        (registry.corop, "Twnte", "COROP area Twnte is not in the register; did you mean CR12 Twe"),
        (registry.corop, "CR41", "COROP area CR41 is not in the register; give a code from CR01"),
        (registry.province, "PV99", "province PV99 is not in the register; give a code from PV20"),
        (registry.province, "Gelderlnd", "province Gelderlnd is not in the register; did you mean"),
    ],
)
def test_an_unknown_area_is_refused_with_a_hint(
    ask: Callable[[str], registry.Area], asked: str, said: str
) -> None:
    with pytest.raises(UnknownThing) as refused:
        ask(asked)

    assert str(refused.value).startswith(said)


def test_codes_that_the_register_does_not_have_are_told_in_their_order() -> None:
    assert registry.unknown(["GM9999", "GM0153", "GM0003"]) == ("GM9999", "GM0003")

    problem = registry.unknown_problem(["GM9999", "GM0153", "GM0003"])
    assert str(problem) == (
        f"not in the municipal register of {registry.YEAR}: GM9999, GM0003; "
        "replace a municipality that merged by the one that it went into"
    )


def test_of_codes_that_it_has_there_is_nothing_to_tell() -> None:
    assert registry.unknown([m.code for m in registry.municipalities()]) == ()
    assert registry.unknown_problem(["GM0153"]) is None
