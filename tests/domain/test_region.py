"""Regions: a named set of municipalities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import strategies
from tests.support.build import region
from welvaartcanvas.domain.faults import changed, made
from welvaartcanvas.domain.region import Cluster, Position, Region
from welvaartcanvas.errors import RequestError

CODES = st.integers(0, 9999).map("GM{:04d}".format)


def test_a_region_needs_no_more_than_a_name() -> None:
    bare = region(municipalities=())

    assert (bare.municipalities, bare.cluster, bare.position, bare.note) == ((), None, None, "")


@given(st.lists(CODES))
def test_municipalities_are_a_set_in_the_order_of_their_codes(codes: list[str]) -> None:
    assert region(municipalities=tuple(codes)).municipalities == tuple(sorted(set(codes)))


@given(st.lists(CODES), st.randoms())
def test_the_order_of_choosing_does_not_matter(codes: list[str], chance: object) -> None:
    shuffled = list(codes)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert region(municipalities=tuple(codes)) == region(municipalities=tuple(shuffled + codes))


def test_a_code_of_a_municipality_that_merged_stays() -> None:
    assert region(municipalities=("GM0003",)).municipalities == ("GM0003",)


@pytest.mark.parametrize("code", ["GM1", "GM00001", "gm0001", "CR12", "Epe", "GM0001\n", ""])
def test_anything_but_a_code_is_refused_where_it_stands(code: str) -> None:
    with pytest.raises(RequestError) as refused:
        changed(region(), municipalities=("GM0232", code))

    assert str(refused.value).startswith("municipalities[1]: has the wrong form:")


def test_cluster_and_position_are_those_of_the_study() -> None:
    assert len(Cluster) == 7
    assert len(Position) == 3
    chosen = changed(region(), cluster="werkstad", position="centrum")
    assert (chosen.cluster, chosen.position) == (Cluster.WERKSTAD, Position.CENTRUM)


def test_an_unknown_cluster_is_refused_with_those_there_are() -> None:
    with pytest.raises(RequestError) as refused:
        changed(region(), cluster="dorp")

    assert str(refused.value) == (
        "cluster: must be one of aantrekkelijke-woonstad, bloeiende-streekstad, werkstad, "
        "centrumstad-met-uitdagingen, voorstad, stad-in-transitie, landelijke-stad, not dorp"
    )


@given(strategies.regions())
def test_a_region_survives_json(drawn: Region) -> None:
    assert Region.model_validate_json(drawn.model_dump_json()) == drawn
    assert made(Region, **drawn.model_dump()) == drawn
