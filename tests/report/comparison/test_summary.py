"""The one page for who has a minute: what it says, and with whom to begin."""

from __future__ import annotations

import pytest

from tests.report.comparison.making import dossier_of, made, whole
from tests.report.comparison.reading import bookmarks, said, sections
from tests.report.comparison.test_conformance import small, unrated
from tests.support import build
from tests.support.build import small_template_data
from tests.support.comparing import WERK, scored
from tests.support.pdf import squeezed
from welvaartcanvas.domain.comparison import seen_from
from welvaartcanvas.domain.template import read_template


@pytest.mark.parametrize("count", [3, 8, 60])
def test_the_summary_takes_one_page(count: int) -> None:
    regions = [build.region(n, f"Regio {n}", cluster=WERK) for n in range(1, count + 1)]
    scores = [(5, 5, 5), (1, 2, 5), (1, 1, 4)]
    canvases = [scored(n, r, scores[n % 3], scores[(n + 1) % 3]) for n, r in enumerate(regions, 1)]
    silent = [build.region(100 + n, f"Stille regio met een lange naam {n}") for n in range(8)]
    dossier = dossier_of(*canvases, silent=silent)
    narrow = seen_from(dossier.comparison, ["ondernemers", "overheid"])
    for each in (dossier, whole(narrow)):
        found = {title: page for _level, title, page in bookmarks(made(each))}
        assert found["Regio's per bouwsteen"] - found["In het kort"] == 1


def test_the_summary_says_what_stands_out_with_its_numbers() -> None:
    heard = said(sections(made(small()))["In het kort"])
    for sentence in (
        "gemiddeld over de 3 regio's met een waardering",
        "Het vaakst een aandachtspunt: Opgave (2 van de 3 regio's).",
        "Epe kan leren van Zwolle bij 1 Opgave (gemiddeld 4,7).",
        "1 regio waardeerde een deel van de vakken",
        "voorspellen niets",
    ):
        assert squeezed(sentence) in heard


def test_the_summary_says_with_whom_to_begin_each_with_its_blocks() -> None:
    heard = said(sections(made(small()))["In het kort"])
    # Of two regions with as many attention points the one with the lower mean comes first.
    for words in (
        "Eerst mee praten Hattem 1 aandachtspunt (bouwsteen 1)",
        "Kan vertellen Zwolle 1 kracht (bouwsteen 1)",
        "Leerkringen om mee te beginnen Tafel 1.1: Opgave Epe, Hattem; Zwolle vertelt",
    ):
        assert squeezed(words) in heard


def test_what_one_region_has_is_not_called_often() -> None:
    heard = said(sections(made(small()))["In het kort"])
    assert squeezed("Het vaakst een kracht") not in heard


def test_of_two_regions_it_is_not_said_that_they_are_much_alike() -> None:
    far, near = ((1, 5, 1), (5, 1, 5)), ((3, 3, 3), (3, 3, 4))
    regions = [build.region(n, name) for n, name in enumerate(("Epe", "Hattem", "Zwolle"), 1)]

    def told(*scores: tuple[int, int, int]) -> str:
        pairs = enumerate(zip(regions, scores, strict=False), 1)
        dossier = dossier_of(*(scored(n, region, given) for n, (region, given) in pairs))
        return said(sections(made(dossier))["In het kort"])

    assert squeezed("Epe en Hattem lijken het meest op elkaar") in told(*near, (0, 0, 0))
    assert squeezed("Geen twee regio's lijken sterk op elkaar") in told(*far, (3, 3, 3))
    assert squeezed("op elkaar") not in told(*near)


def test_which_sides_count_is_said_where_others_do_not() -> None:
    dossier = small()
    seen = whole(seen_from(dossier.comparison, ["ondernemers", "overheid"]))
    found = sections(made(seen))
    for heading in ("In het kort", "Regio's per bouwsteen"):
        assert squeezed("Alleen Ondernemers en Overheid tellen mee") in said(found[heading])
        assert squeezed("mee in deze cijfers") not in said(sections(made(dossier))[heading])


def test_the_summary_names_who_rated_nothing() -> None:
    heard = said(sections(made(unrated()))["In het kort"])
    names = "Aa en Hunze, Kop van de Veluwe"
    assert squeezed(f"2 regio's hebben nog geen waardering: {names}.") in heard


def test_the_summary_says_what_not_every_template_has() -> None:
    data = small_template_data()
    data["slug"] = "ruimer"
    data["blocks"][1] |= {"key": "anders", "title": {"nl": "Anders", "en": "Other"}}
    other = build.canvas(
        2, region=build.region(2, "Zwolle"), template=read_template(data, "ruimer")
    )
    heard = said(sections(made(dossier_of(build.canvas(), other)))["In het kort"])
    for name, template in (("Aanpak", "klein"), ("Anders", "ruimer")):
        left_out = f"Bouwsteen {name} is niet vergeleken: niet elk canvas heeft die"
        assert squeezed(f"{left_out} (wel uit sjabloon: {template})") in heard
