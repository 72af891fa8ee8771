"""What is said of a comparison, word for word, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support import build
from tests.support.comparing import CENTRUM, NABIJ, WERK, WOON, comparing, question, scored
from tests.support.hostile import HOSTILE_NAMES
from welvaartcanvas.domain.circles import circles
from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.dossier import View
from welvaartcanvas.domain.likeness import alike
from welvaartcanvas.domain.matching import Match, matches, needs
from welvaartcanvas.domain.patterns import shared
from welvaartcanvas.domain.region import Cluster, Position, Region
from welvaartcanvas.domain.selection import CanvasStatus, Selection
from welvaartcanvas.domain.template import read_template
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.wording.comparing import (
    canvas_status_name,
    in_common_text,
    left_out_text,
    likeness_text,
    match_reason,
    need_text,
    selection_text,
    shared_text,
    table_name,
    view_name,
)

WEAK, STRONG = (2, 3, 1), (4, 4, 5)
EPE = build.region(1, "Epe", cluster=WERK, position=CENTRUM)


def matched(
    helper: Region, *, themes: set[str] | None = None, asks: bool = False, weak: bool = True
) -> tuple[Comparison, Match]:
    """Epe and who can help it in block ``opgave``."""
    seen = comparing(scored(1, EPE, WEAK if weak else (3, 3, 3)), scored(2, helper, STRONG))
    asked = needs(seen, [question(EPE)] if asks else [])
    tags = {(region.id, "opgave"): frozenset(themes or ()) for region in (EPE, helper)}
    (match,) = matches(seen, asked, tags, 3)
    return seen, match


@pytest.mark.parametrize(
    ("cluster", "position", "themes", "reason"),
    [
        (None, None, set(), "Heerde is strong there (mean 4.3)."),
        (
            WERK,
            NABIJ,
            set(),
            "Heerde is strong there (mean 4.3) and is of the same type (city of work).",
        ),
        (WOON, CENTRUM, set(), "Heerde is strong there (mean 4.3) and has the same position."),
        (
            None,
            None,
            {"mkb"},
            "Heerde is strong there (mean 4.3) and works on the same theme (Small business).",
        ),
        (
            WERK,
            CENTRUM,
            {"mkb", "human-capital"},
            "Heerde is strong there (mean 4.3) and is of the same type (city of work), has the "
            "same position and works on the same themes (Human capital, Small business).",
        ),
    ],
)
def test_a_match_says_why_in_one_sentence(
    cluster: object, position: object, themes: set[str], reason: str
) -> None:
    helper = build.region(2, "Heerde", cluster=cluster, position=position)
    seen, match = matched(helper, themes=themes)

    with use_language("en"):
        said = match_reason(match, seen)
    assert said == f"Epe has an attention point in 1 Challenge; {reason}"


@pytest.mark.parametrize(
    ("asks", "weak", "reason", "need"),
    [
        (
            True,
            True,
            "Epe heeft een leervraag bij 1 Opgave, en daar ook een aandachtspunt; ",
            "1 leervraag en aandachtspunt (Ondernemers, Overheid hoogstens 2)",
        ),
        (True, False, "Epe heeft een leervraag bij 1 Opgave; ", "1 leervraag"),
        (
            False,
            True,
            "Epe heeft een aandachtspunt bij 1 Opgave; ",
            "aandachtspunt (Ondernemers, Overheid hoogstens 2)",
        ),
    ],
)
def test_a_match_says_what_is_asked(asks: bool, weak: bool, reason: str, need: str) -> None:
    seen, match = matched(build.region(2, "Heerde"), asks=asks, weak=weak)

    with use_language("nl"):
        assert match_reason(match, seen) == f"{reason}Heerde is daar sterk (gemiddeld 4,3)."
        assert need_text(match.need, seen) == need


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_are_said_as_they_are(name: str) -> None:
    seen, match = matched(build.region(2, name), themes={name})

    for language in LANGUAGES:
        with use_language(language):
            assert match_reason(match, seen).count(name) >= 2


def test_how_alike_two_regions_are_is_said_in_points_and_cells() -> None:
    seen = comparing(scored(1, EPE, (4, 3, 1)), scored(2, build.region(2, "Heerde"), (2, 3, 2)))
    (found,) = alike(seen, EPE.id)

    with use_language("en"):
        said = likeness_text(found, seen)
    assert said == "on average 1.00 points apart, over 3 shared cells of 6"


def test_a_table_is_called_by_what_its_regions_have_in_common() -> None:
    def name(region: Region) -> str:
        towns = [region.model_copy(update={"id": build.uid(n)}) for n in (1, 2, 3)]
        seen = comparing(*(scored(n, town, WEAK) for n, town in enumerate(towns, start=1)))
        (table,) = circles(seen, needs(seen, [])).tables
        with use_language("nl"):
            return table_name(table)

    assert name(build.region(cluster=WERK)) == "werkstad"
    assert name(build.region(position=CENTRUM)) == "centrum van kleinere gemeenten"
    assert name(build.region()) == "gemengd"


def test_what_a_type_shares_is_counted_of_those_that_rated() -> None:
    towns = [build.region(n, f"Stad {n}", cluster=WERK) for n in (1, 2, 3)]
    canvases = zip(towns, (WEAK, (1, 4, 5), (3, 3, 3)), strict=True)
    seen = comparing(*(scored(n, town, each) for n, (town, each) in enumerate(canvases, start=1)))

    with use_language("en"):
        said = [shared_text(each, seen) for each in shared(seen)]
    assert said == [
        "2 of 3 regions of type city of work have an attention point in 1 Challenge",
        "2 of 3 regions of type city of work have a difference of view in 1 Challenge",
    ]


def test_what_is_not_compared_is_told_with_the_templates_that_have_it() -> None:
    data = build.small_template_data()
    data["slug"] = "anders"
    data["blocks"][0]["key"] = "droom"
    other = read_template(data, "anders")
    seen = comparing(scored(1, EPE), build.canvas(2, region=build.region(2), template=other))

    with use_language("nl"):
        said = [left_out_text(each) for each in seen.left_out]
    assert said == [
        "bouwsteen Opgave is niet vergeleken: niet elk canvas heeft die (wel uit sjabloon: anders)",
        "bouwsteen Opgave is niet vergeleken: niet elk canvas heeft die (wel uit sjabloon: klein)",
    ]


def test_what_was_chosen_is_told_on_one_line() -> None:
    seen = comparing(scored(1, EPE))
    chosen = Selection(
        regions=(EPE.id,),
        clusters=(WERK, WOON),
        provinces=("PV25",),
        themes=("mkb",),
        statuses=(CanvasStatus.COMPLEET,),
        changed_from=date(2026, 1, 31),
        template="klein",
    )

    with use_language("en"):
        said = selection_text(chosen, seen, {"PV25": "Gelderland"})
    assert said == (
        "regions: 1; type: city of work, attractive residential city; province: Gelderland; "
        "theme: Small business; status: complete; changed from: 31 January 2026; template: klein"
    )
    assert selection_text(Selection(), seen, {}) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_has_a_name_of_its_own(language: str) -> None:
    with use_language(language):
        assert len({canvas_status_name(status) for status in CanvasStatus}) == len(CanvasStatus)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_has_a_name_of_its_own(language: str) -> None:
    with use_language(language):
        assert len({view_name(view) for view in View}) == len(View)


@pytest.mark.parametrize(
    ("cluster", "position", "said"),
    [
        (WERK, CENTRUM, "all of the type city of work"),
        (
            None,
            CENTRUM,
            "all with the position centre of a region with mainly smaller municipalities",
        ),
        (None, None, "of several types and positions"),
    ],
)
def test_what_a_table_has_in_common_is_read_out(
    cluster: Cluster | None, position: Position | None, said: str
) -> None:
    regions = [
        build.region(number, f"Regio {number}", cluster=cluster, position=position)
        for number in (1, 2, 3)
    ]
    seen = comparing(*(scored(number, each, WEAK) for number, each in enumerate(regions, start=1)))
    (table,) = circles(seen, needs(seen, [])).tables
    with use_language("en"):
        assert in_common_text(table) == said
