"""Regions that have municipalities in common: which ones, and which municipalities."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from welvaartcanvas.domain.overlap import holders, overlaps
from welvaartcanvas.domain.region import Region

TWENTE = build.region(1, "Twente", municipalities=("GM0141", "GM0147", "GM0153"))
STAD = build.region(2, "Stad", municipalities=("GM0153",))
GRENS = build.region(3, "Grens", municipalities=("GM0147", "GM0153", "GM0294"))
ZEELAND = build.region(4, "Zeeland", municipalities=("GM0687",))
ALL = (TWENTE, STAD, GRENS, ZEELAND)


def told(region: Region, regions: tuple[Region, ...] = ALL) -> list[tuple[str, tuple[str, ...]]]:
    """The names of the regions that share something with ``region``, and what they share."""
    found = overlaps(region.municipalities, holders(regions), but=region.id)
    return [(overlap.region.name, overlap.municipalities) for overlap in found]


def test_the_one_that_shares_most_comes_first_and_who_shares_nothing_is_not_there() -> None:
    assert told(TWENTE) == [("Grens", ("GM0147", "GM0153")), ("Stad", ("GM0153",))]
    assert told(STAD) == [("Grens", ("GM0153",)), ("Twente", ("GM0153",))]
    assert told(ZEELAND) == []


def test_municipalities_that_are_no_region_yet_overlap_with_all_that_have_them() -> None:
    found = overlaps(frozenset({"GM0687", "GM0294"}), holders(ALL), but=None)

    assert [overlap.region for overlap in found] == [GRENS, ZEELAND]


def test_a_former_code_is_shared_like_any_other() -> None:
    old = [build.region(n, f"Oud {n}", municipalities=("GM0003",)) for n in (1, 2)]

    assert told(old[0], tuple(old)) == [("Oud 2", ("GM0003",))]


SETS = st.lists(
    st.frozensets(st.sampled_from([f"GM000{n}" for n in range(6)])), min_size=2, max_size=6
)


@given(sets=SETS, data=st.data())
def test_it_is_what_both_have_whatever_the_order_and_from_both_sides(
    sets: list[frozenset[str]], data: st.DataObject
) -> None:
    regions = [
        build.region(n, f"Regio {n}", municipalities=tuple(codes)) for n, codes in enumerate(sets)
    ]
    shuffled = data.draw(st.permutations(regions))

    for region in regions:
        found = overlaps(region.municipalities, holders(regions), but=region.id)
        assert found == overlaps(region.municipalities, holders(shuffled), but=region.id)
        assert {o.region.id: set(o.municipalities) for o in found} == {
            other.id: both
            for other in regions
            if other != region and (both := set(region.municipalities) & set(other.municipalities))
        }
        for overlap in found:
            back = overlaps(overlap.region.municipalities, holders(regions), but=overlap.region.id)
            assert (region, overlap.municipalities) in [(o.region, o.municipalities) for o in back]
