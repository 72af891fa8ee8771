"""Of all matches a programme hears the best first, and not three times of one region."""

from __future__ import annotations

from tests.support import build
from welvaartcanvas.domain.matching import Match, Need
from welvaartcanvas.domain.programme import best_of, varied


def match(asking: int, helping: int, *, block: str = "opgave", cluster: bool, mean: float) -> Match:
    need = Need(build.uid(asking), block, (), ("overheid",))
    return Match(need, build.uid(helping), cluster, False, (), mean)


def test_of_each_need_the_first_is_told_and_different_helpers_before_one_twice() -> None:
    first = match(1, 8, cluster=True, mean=5)
    second_of_one = match(1, 9, cluster=True, mean=4.9)
    same_helper = match(2, 8, cluster=True, mean=5)
    another = match(3, 9, cluster=False, mean=4)

    assert best_of([another, first, second_of_one, same_helper], 2) == [first, another]
    assert best_of([another, first, same_helper], 3) == [first, same_helper, another]


def test_varied_matches_share_no_region_and_no_block() -> None:
    first = match(1, 8, cluster=True, mean=5)
    of_the_same_block = match(2, 9, cluster=True, mean=4.8)
    of_the_same_helper = match(3, 8, block="aanpak", cluster=True, mean=4.7)
    different = match(4, 9, block="aanpak", cluster=False, mean=4)
    found = [first, of_the_same_block, of_the_same_helper, different]

    assert varied(found, 3) == [first, different]
    assert varied(found, 1) == [first]
