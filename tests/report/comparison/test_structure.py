"""What a reader of the file finds in it: tables with headers, bookmarks, words for pictures."""

from __future__ import annotations

from tests.report.comparison.making import DAY, dossier_of, made
from tests.report.comparison.reading import bookmarks, rows, said, sections
from tests.report.comparison.test_conformance import many_blocks, one, small, unrated
from tests.support import build
from tests.support.comparing import WERK, question, scored
from tests.support.pdf import reader, squeezed
from welvaartcanvas.domain.comparison import Figures, Side
from welvaartcanvas.domain.development import Development
from welvaartcanvas.domain.dossier import Dossier, Since, View
from welvaartcanvas.domain.matching import Voice


def matrix(pdf: bytes, heading: str = "Regio's per bouwsteen") -> list[list[str]]:
    return rows(sections(pdf)[heading])


def test_the_matrix_says_the_numbers_in_its_cells() -> None:
    """By hand. Epe gave 1, 2 and 5: mean 8/3, spread 4, at most 2 and 2 apart. Hattem gave 2
    everywhere; in the approach one side is silent. Zwolle is strong: 14/3, spread 1."""
    assert matrix(made(small())) == [
        ["Regio", "1 Opgave", "2 Aanpak", "Alle bouwstenen"],
        ["Mediaan", "2,7", "3,0", "2,8"],
        ["Epe", "2,7 (4,0) 0/3 Aandachtspunt, Verschil van inzicht", "3,0 (0,0) 0/3", "2,8 0/6"],
        ["Hattem", "2,0 (0,0) 0/3 Aandachtspunt", "3,0 (0,0) 0/3 Onbekend", "2,5 0/6"],
        ["Zwolle", "4,7 (1,0) 0/3 Kracht", "1,0 (0,0) 0/3 Aandachtspunt", "2,8 0/6"],
    ]


def test_the_matrix_is_a_table_whose_headers_say_what_they_head() -> None:
    headers = [e for e in sections(made(small()))["Regio's per bouwsteen"] if e.role == "TH"]
    scopes = [str(header.attributes["Scope"]) for header in headers]
    assert scopes == ["/Column"] * 4 + ["/Row"] * 4


def test_the_name_of_a_region_leads_to_its_own_page() -> None:
    pdf = made(small())
    links = [e for e in sections(pdf)["Regio's per bouwsteen"] if e.role == "Link"]
    assert [squeezed(link.text) for link in links] == ["Epe", "Hattem", "Zwolle"]
    assert all(link.annotations for link in links)


def test_what_was_not_rated_is_a_dash_and_unknown_where_there_is_a_canvas() -> None:
    cells = matrix(made(unrated()))[2:]
    assert cells == [
        ["Aa en Hunze", "– 0/3", "– 0/3", "– 0/6"],
        ["Kop van de Veluwe", "– 0/3 Onbekend", "– 0/3 Onbekend", "– 0/6"],
    ]


def test_many_blocks_stand_in_several_tables_each_with_every_region() -> None:
    pdf = made(many_blocks())
    found = matrix(pdf)
    heads = [row for row in found if row[0] == "Regio"]
    assert [cell for head in heads for cell in head[1:] if cell != "Alle bouwstenen"] == [
        f"{n} Bouwsteen {n}" for n in range(1, 13)
    ]
    assert len(heads) == 2
    for n in range(1, 6):
        assert [row[0] for row in found].count(f"Regio {n}") == len(heads)


def test_there_is_a_bookmark_for_every_chapter_and_every_region() -> None:
    pdf = made(small())
    found = list(bookmarks(pdf))
    assert [title for level, title, _page in found if level == 0] == [
        "Inhoud",
        "In het kort",
        "Regio's per bouwsteen",
        "Patronen",
        "Profielen van de regio's",
        "Welke regio's op elkaar lijken",
        "Op de kaart",
        "Wie van wie kan leren",
        "Leerkringen",
        "Elke regio apart",
        "Over dit rapport",
    ]
    regions = [(title, page) for level, title, page in found if level == 1]
    assert [title for title, _page in regions] == ["Epe", "Hattem", "Zwolle"]
    pages = reader(pdf).pages
    assert all(title in pages[page].extract_text() for title, page in regions)


def test_the_bookmarks_of_many_regions_stand_under_their_letters() -> None:
    names = ["Aalten", "Assen", "'s-Hertogenbosch", *(f"Zuid {n:02}" for n in range(40))]
    canvases = [scored(n, build.region(n, name), (3, 3, 3)) for n, name in enumerate(names, 1)]
    found = list(bookmarks(made(dossier_of(*canvases))))
    start = [title for _level, title, _page in found].index("Elke regio apart")
    assert [(level, title) for level, title, _page in found[start + 1 : start + 8]] == [
        (1, "#"),
        (2, "'s-Hertogenbosch"),
        (1, "A"),
        (2, "Aalten"),
        (2, "Assen"),
        (1, "Z"),
        (2, "Zuid 00"),
    ]


def test_pictures_say_in_words_what_they_show() -> None:
    found = sections(made(small()))
    [boxes] = [e.alternative for e in found["Patronen"] if e.role == "Figure"]
    assert boxes.splitlines() == [
        "1 Opgave (n = 3): 2,0; 2,7; 4,7.",
        "2 Aanpak (n = 3): 1,0; 3,0; 3,0.",
    ]
    profiles = [e.alternative for e in found["Profielen van de regio's"] if e.role == "Figure"]
    # Those of one type together: a residential city comes before cities of work.
    assert profiles == [
        "Zwolle, gemiddelde per nummer van de bouwsteen: 1: 4,7; 2: 1,0.",
        "Epe, gemiddelde per nummer van de bouwsteen: 1: 2,7; 2: 3,0.",
        "Hattem, gemiddelde per nummer van de bouwsteen: 1: 2,0; 2: 3,0.",
    ]


def test_from_five_regions_on_quartiles_are_said() -> None:
    """By hand: 1 to 5 has 2 at a quarter, 3 in the middle and 4 at three quarters."""
    canvases = [scored(n, build.region(n, f"Regio {n}"), (n, n, n)) for n in range(1, 6)]
    [figure] = [e for e in sections(made(dossier_of(*canvases)))["Patronen"] if e.role == "Figure"]
    assert figure.alternative.splitlines()[0] == (
        "1 Opgave (n = 5): laagste 1,0, een kwart tot 2,0, mediaan 3,0, driekwart tot 4,0,"
        " hoogste 5,0."
    )
    fewer = rows(sections(made(dossier_of(*canvases[:4])))["Patronen"])
    assert ["1 Opgave", "4", "1,0", "–", "2,5", "–", "4,0", "0", "1", "1", "1", "1"] in fewer


def test_classes_of_means_say_where_a_whole_number_falls() -> None:
    head = rows(sections(made(small()))["Patronen"])[1]
    assert head[-5:] == ["0 tot 1", "1 tot 2", "2 tot 3", "3 tot 4", "4 tot en met 5"]


def test_a_matrix_of_ten_regions_is_on_one_page() -> None:
    canvases = [
        scored(n, build.region(n, f"Regio {n}"), (1, 3, 5), (2, 2, 2)) for n in range(1, 11)
    ]
    found = {title: page for _l, title, page in bookmarks(made(dossier_of(*canvases)))}
    assert found["Patronen"] - found["Regio's per bouwsteen"] == 1


def test_a_match_without_contributions_says_what_it_rests_on() -> None:
    heard = said(sections(made(without_questions()))["Wie van wie kan leren"])
    assert squeezed("Ondernemers schreven hier niets; het aandachtspunt komt uit") in heard
    everyone = "Ondernemers, Onderwijs en Overheid schreven hier niets; de kracht komt uit"
    assert squeezed(everyone) in heard


def without_questions() -> Dossier:
    """Epe has an attention point, Zwolle is strong, and nobody wrote anything."""
    return dossier_of(
        scored(1, build.region(1, "Epe"), (1, 3, 3), (3, 3, 3)),
        scored(3, build.region(3, "Zwolle"), (5, 4, 5), (3, 3, 3)),
    )


def matched() -> Dossier:
    """Epe asks, Zwolle is strong; both said why."""
    epe, zwolle = build.region(1, "Epe", cluster=WERK), build.region(3, "Zwolle", cluster=WERK)
    return dossier_of(
        scored(1, epe, (1, 3, 3), (3, 3, 3)),
        scored(3, zwolle, (5, 4, 5), (3, 3, 3)),
        questions=[question(epe, text="Hoe vinden jullie vakmensen?", from_whom="Zwolle")],
        voices=[
            Voice("a", "b", epe.id, "opgave", "ondernemers", "kans", "Wij vinden niemand."),
            Voice("c", "d", zwolle.id, "opgave", "overheid", "afspraak", "Wij betalen ook mee."),
        ],
    )


def test_a_match_gives_its_reason_and_quotes_what_it_rests_on() -> None:
    heard = said(sections(made(matched()))["Wie van wie kan leren"])
    for words in (
        "Epe heeft een leervraag bij 1 Opgave",
        "Zwolle is daar sterk (gemiddeld 4,7)",
        "Hoe vinden jullie vakmensen? (leervraag · Van: Zwolle)",
        "Wij vinden niemand. (Ondernemers · Kans)",
        "Wij betalen ook mee. (Overheid · Afspraak)",
    ):
        assert squeezed(words) in heard


def test_the_page_of_a_region_has_its_sides_and_who_can_help() -> None:
    found = rows(sections(made(matched()))["Elke regio apart"])
    assert found[1][:7] == ["1 Opgave", "1,0", "3,0", "3,0", "2,3", "2,0", "0"]
    assert found[1][7] == "Aandachtspunt, Verschil van inzicht"
    assert ["Bouwsteen", "Wat Epe vraagt", "Wie kan helpen (gemiddelde)"] in found
    asked = "Hoe vinden jullie vakmensen? (Van: Zwolle)"
    assert ["1 Opgave", asked, "Zwolle (4,7; zelfde type)"] in found


def test_the_end_says_which_municipalities_the_register_lost() -> None:
    told = "Ede: GM0007, GM0009"
    lost = one()._replace(lost=(("Ede", ("GM0007", "GM0009")),))
    assert squeezed(told) in said(sections(made(lost))["Over dit rapport"])
    assert squeezed(told) not in said(sections(made(one()))["Over dit rapport"])


def test_why_there_is_no_map_is_said_once() -> None:
    told = squeezed("Er is geen kaart")
    nowhere = dossier_of(scored(1, build.region(1, "Oud", municipalities=("GM0007",)), (3,)))
    assert said(sections(made(nowhere))["Op de kaart"]).count(told) == 1


def test_one_region_is_no_reason_to_fail_and_nothing_is_made_up() -> None:
    found = sections(made(one()))
    assert squeezed("Geen twee regio's") in said(found["Welke regio's op elkaar lijken"])
    assert squeezed("Nog niemand is sterk") in said(found["Wie van wie kan leren"])


def test_a_report_has_the_chapters_of_its_views_and_those_that_it_always_has() -> None:
    always = {*sections(made(small(), views=()))}

    def chapters(*views: View) -> set[str]:
        return {*sections(made(small(), views=views))} - always

    assert {"In het kort", "Elke regio apart", "Over dit rapport"} <= always
    assert chapters(View.MATRIX) == {"Regio's per bouwsteen"}
    assert chapters(View.PATTERNS) == {"Patronen", "Profielen van de regio's"}
    assert chapters(View.ALIKE, View.MAP) == {"Welke regio's op elkaar lijken", "Op de kaart"}
    assert chapters(View.CIRCLES) == {"Leerkringen"}
    assert chapters(View.CHANGES) == set()  # the dossier has none


def test_what_was_not_asked_for_has_no_chapter() -> None:
    found = sections(made(small()._replace(learning=None, alike=None)))
    assert "Leerkringen" not in found
    assert "Welke regio's op elkaar lijken" not in found


def test_changes_are_counted_by_block_and_told_where_they_are_largest() -> None:
    dossier = small()
    epe = dossier.comparison.standings[0]
    then = Figures.of((Side(0, 1, 1), Side(0, 1, 1), Side(0, 1, 2)))
    moved = Development(epe.region.id, "opgave", then, epe.blocks[0], 7)
    found = rows(sections(made(dossier._replace(since=Since(DAY, (moved,)))))["Wat er veranderde"])
    assert ["1 Opgave", "1", "0", "0", "7"] in found
    assert ["Epe", "1 Opgave", "1,3", "2,7", "+1,4", "7"] in found


def test_learning_circles_say_who_asks_and_who_tells_and_what_waits() -> None:
    chapter = sections(made(small()))["Leerkringen"]
    assert rows(chapter) == [
        ["Bouwsteen", "Tafel", "Gemeen", "Wie vraagt wat", "Wie vertelt"],
        [
            "1 Opgave",
            "1.1",
            "werkstad",
            "Epe: Hoe houden anderen hun talent vast? "
            "Hattem: aandachtspunt van Ondernemers, Onderwijs en Overheid",
            "Zwolle",
        ],
        ["Bouwsteen", "Regio's"],
        ["2 Aanpak", "Zwolle"],
    ]
    assert squeezed("1 vraag zonder tafel") in said(chapter)


def test_regions_in_another_order_are_found_by_name_in_the_appendix() -> None:
    dossier = small()
    turned = dossier.comparison._replace(standings=dossier.comparison.standings[::-1])
    pdf = made(dossier._replace(comparison=turned))
    assert [row[0] for row in matrix(pdf)[2:]] == ["Zwolle", "Hattem", "Epe"]
    regions = [title for level, title, _page in bookmarks(pdf) if level == 1]
    assert regions == ["Epe", "Hattem", "Zwolle"]


def test_the_contents_say_how_one_of_many_regions_is_found() -> None:
    few = [scored(n, build.region(n, f"Regio {n}"), (3, 3, 3)) for n in range(1, 5)]
    many = [scored(n, build.region(n, f"Regio {n}"), (3, 3, 3)) for n in range(1, 43)]
    where = squeezed("In de bladwijzers van dit document staan de regio's onder hun eerste letter")
    assert where in said(sections(made(dossier_of(*many)))["Inhoud"])
    assert where not in said(sections(made(dossier_of(*few)))["Inhoud"])
