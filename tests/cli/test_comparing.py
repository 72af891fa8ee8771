"""``compare``: a program lead sees regions side by side, and takes the figures along."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from tests.cli.conftest import Cli
from tests.support import build
from tests.support.comparing import BLOCKS, WERK, WOON, scored
from tests.support.hostile import HOSTILE_NAMES
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.dossier import View
from welvaartcanvas.domain.region import Position
from welvaartcanvas.domain.template import read_template


@pytest.fixture
def filled(cli: Cli) -> Cli:
    """Ede has a weak challenge in which Epe, of the same type, is strong; Zeist rated nothing."""
    regions = [
        build.region(1, "Ede", municipalities=("GM0228",), cluster=WERK),
        build.region(2, "Epe", municipalities=("GM0232",), cluster=WERK, position=Position.CENTRUM),
        build.region(3, "Zeist", municipalities=("GM0355",), cluster=WOON),
    ]
    put(
        cli,
        scored(1, regions[0], (1, 2, 3), (4, 4), notes={("opgave", "onderwijs"): ["Weinig"]}),
        scored(2, regions[1], (5, 4, 5), (4, 2, 4), notes={("opgave", "overheid"): ["Samen"]}),
        scored(3, regions[2]),
    )
    return cli


def put(cli: Cli, *canvases: Canvas) -> None:
    """Put the canvases into the workspace of ``cli``."""
    with opened(cli.db) as here:
        for canvas in canvases:
            keep(here, canvas)


def names(cli: Cli, *arguments: str) -> list[str]:
    """The regions that a comparison has, in its order."""
    done = cli("compare", *arguments, "--format", "json")
    assert done.code == 0, done
    return [region["name"] for region in json.loads(done.out)["regions"]]


# What is shown.


def test_regions_stand_below_one_another_and_blocks_beside(filled: Cli) -> None:
    shown = filled.ok("compare", "--all", "--view", "matrix").splitlines()

    assert shown == [
        "Regions side by side",
        "",
        "region  all                      1                2",
        "Ede     3.0 +0 !1 ≠1 Δ2.0 1/6  2.0 !≠ Δ2.0 1/3  4.0 ?  Δ0.0 0/3",
        "Epe     4.0 +1 !1 ≠1 Δ2.0 1/6  4.7 +  Δ1.0 1/3  3.3 !≠ Δ2.0 0/3",
        "Zeist     – +0 !0 ≠0 Δ–   0/6    – ?  Δ–   0/3    – ?  Δ–   0/3",
        "",
        "1 Challenge · 2 Approach",
        "+ Strength · ! Attention point · ≠ Difference of view · ? Unknown",
        "In each cell: the mean rating (0 to 5), signs, Δ the spread, and how many of the 3 sides "
        "have a contribution.",
    ]


def test_without_a_view_there_are_the_matrix_and_the_patterns(filled: Cli) -> None:
    shown = filled.ok("compare", "--all")

    assert shown.index("Regions side by side") < shown.index("Patterns across regions")
    row = next(line for line in shown.splitlines() if line.startswith("1 Challenge  "))
    assert row.split() == [
        "1",
        "Challenge",
        "2",
        "2.0",
        "2.7",
        "3.3",
        "4.0",
        "4.7",
        "1",
        "1",
        "1",
        "1",
    ]
    assert "No type shares an attention point or difference of view." in shown


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_every_view_fits_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for number in (1, 2, 3, 4):
        region = build.region(
            number, f"Regio{'x' * 60} {number}", municipalities=("GM0228",), cluster=WERK
        )
        put(cli, build.full_canvas(2, number=number, region=region))
    views = [part for view in View for part in ("--view", view.value)]
    done = cli(
        "--lang", language, "compare", "--all", *views, "--since", "2026-01-01", terminal=True
    )

    assert done.code == 0, done
    lines = done.out.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()
    assert [line for line in lines if len(line) > width] == []


@pytest.mark.parametrize("width", [30, 50, 80, 200])
def test_on_a_terminal_nothing_is_wider_than_it(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    put(
        cli,
        *(
            build.full_canvas(2, number=n, region=build.region(n, f"Regio met een lange naam {n}"))
            for n in (1, 2, 3)
        ),
    )
    done = cli("compare", "--all", "--view", "matrix", "--view", "circles", terminal=True)

    lines = done.out.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()
    assert max(map(len, lines)) <= width
    # Every block has its column, in as many tables as that takes.
    heads = [line.split()[1:] for line in lines if line.startswith("region ")]
    assert [word for head in heads for word in head] == ["all", *"123456789"]
    assert (len(heads) == 1) == (width >= 80)


def test_who_wants_no_colour_gets_none(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1mRegions side by side\x1b[0m" in filled("compare", "--all", terminal=True).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in filled("compare", "--all", terminal=True).out


def test_a_match_has_its_sentence_and_what_it_rests_on(filled: Cli) -> None:
    shown = filled.ok("compare", "--all", "--view", "matches")

    assert shown.splitlines() == [
        "Who can learn from whom",
        "",
        "Ede",
        "  1 Challenge: attention point (Entrepreneurs, Education at most 2)",
        "    - ● Education: Weinig",
        "    Ede has an attention point in 1 Challenge; Epe is strong there (mean 4.7) and is of "
        "the same type (city of work).",
        "      - ■ Government: Samen",
        "",
        "Asked, and nobody is strong in it yet:",
        "  - Epe: 2 Approach: attention point (Education at most 2)",
    ]


def test_what_nobody_can_help_with_is_listed_with_its_questions(cli: Cli) -> None:
    asked = (build.learning_question(5, "aanpak", "Hoe dan?"),)
    put(cli, scored(1, build.region(1, "Ede"), (4, 4, 4), learning_questions=asked))
    put(cli, scored(2, build.region(2, "Epe"), (3, 3, 3)))

    assert cli.ok("compare", "--all", "--view", "matches").splitlines()[2:] == [
        "No region is strong in what another asks.",
        "",
        "Asked, and nobody is strong in it yet:",
        "  - Ede: 2 Approach: 1 learning question",
        "    - learning question: Hoe dan?",
    ]


def test_a_circle_names_who_asks_and_who_tells(cli: Cli) -> None:
    asking = [scored(n, build.region(n, f"Vraag {n}"), (1, 1, 1)) for n in (1, 2, 3)]
    strong = scored(9, build.region(9, "Sterk"), (5, 5, 5), (1,))
    put(cli, *asking, strong)

    shown = cli.ok("compare", "--all", "--view", "circles").splitlines()
    low = "attention point (Entrepreneurs, Education, Government at most 2)"
    assert shown[2:] == [
        "Table 1.1: 1 Challenge (mixed)",
        f"  - Vraag 1: {low}",
        f"  - Vraag 2: {low}",
        f"  - Vraag 3: {low}",
        "  - Sterk is strong in it and tells how",
        "Too few regions ask the same for a table:",
        "  - 2 Approach: Sterk",
    ]


def test_likeness_and_the_map_are_told_in_figures(filled: Cli) -> None:
    # |1-5| + |2-4| + |3-5| + |4-4| + |4-2| over five of six cells.
    shown = filled.ok("compare", "--all", "--view", "alike", "--figure", "spread:1")

    assert "Ede\n  - Epe: on average 2.00 points apart, over 5 shared cells of 6" in shown
    assert "Zeist\n  no region that rated enough of the same cells" in shown
    veluwe = next(line for line in shown.splitlines() if line.startswith("Veluwe"))
    assert veluwe.split(maxsplit=1)[1].split() == ["1.50", "2", "of", "16"]
    assert "Spread: 1 Challenge" in shown


def test_changes_are_shown_since_a_day(filled: Cli) -> None:
    shown = filled.ok("compare", "--all", "--since", "2026-01-01").partition("What changed")[2]

    ede = next(line for line in shown.splitlines() if line.startswith("Ede"))
    assert ede.split() == ["Ede", "1", "Challenge", "–", "?", "2.0", "!≠", "–", "0", "→", "1", "1"]
    nothing = filled.ok("compare", "--all", "--view", "changes", "--since", "2026-02-15")
    assert "Nothing changed since 15 February 2026." in nothing


# What is chosen.


def test_regions_are_named_by_the_start_of_their_ids(filled: Cli) -> None:
    ids = {region["name"]: region["id"] for region in filled.data("region", "list", "--json")}

    assert names(filled, ids["Zeist"], ids["Ede"]) == ["Ede", "Zeist"]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (["--cluster", "werkstad"], ["Ede", "Epe"]),
        (["--cluster", "werkstad", "--position", "centrum"], ["Epe"]),
        (["--cluster", "voorstad", "--cluster", "aantrekkelijke-woonstad"], ["Zeist"]),
        (["--provincie", "Utrecht"], ["Zeist"]),
        (["--provincie", "PV25", "--provincie", "PV26"], ["Ede", "Epe", "Zeist"]),
        (["--status", "leeg"], ["Zeist"]),
        (["--status", "bezig", "--all"], ["Ede", "Epe"]),
        (["--from", "2026-01-01", "--to", "2026-12-31"], ["Ede", "Epe", "Zeist"]),
        (["--template", "proef"], ["Ede", "Epe", "Zeist"]),
    ],
)
def test_regions_and_canvases_are_chosen_by_what_they_are(
    filled: Cli, filters: list[str], left: list[str]
) -> None:
    filters = [build.small_template().slug if each == "proef" else each for each in filters]

    assert names(filled, *filters) == left


def test_a_theme_is_chosen_by_its_key_or_its_name(cli: Cli) -> None:
    said = build.contribution(7, "opgave", "overheid", "Winkels", 1, tags=("mkb",))
    put(
        cli,
        build.canvas(1, region=build.region(1, "Ede"), contributions=(said,)),
        scored(2, build.region(2, "Zeist"), (3,)),
    )

    assert names(cli, "--theme", "mkb") == names(cli, "--theme", "small business") == ["Ede"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Ede", "Epe", "Zeist"]),
        ("-name", ["Zeist", "Epe", "Ede"]),
        ("mean", ["Ede", "Epe", "Zeist"]),
        ("-mean", ["Epe", "Ede", "Zeist"]),
        ("-mean:aanpak", ["Ede", "Epe", "Zeist"]),
        ("mean:2", ["Epe", "Ede", "Zeist"]),
        ("spread:opgave", ["Epe", "Ede", "Zeist"]),
        ("coverage", ["Zeist", "Ede", "Epe"]),
    ],
)
def test_regions_stand_in_the_order_that_is_asked_for(
    filled: Cli, sort: str, order: list[str]
) -> None:
    assert names(filled, "--all", "--sort", sort) == order


def test_of_some_perspectives_only_these_count(filled: Cli) -> None:
    done = filled.ok(
        "compare", "--all", "--perspective", "overheid", "--format", "json", "--view", "matches"
    )

    found = json.loads(done)
    assert [side["key"] for side in found["template"]["perspectives"]] == ["overheid"]
    assert found["regions"][0]["blocks"]["opgave"]["mean"] == 3
    assert found["learning"]["matches"] == []  # the government of Ede has no attention point


def test_json_tells_what_was_asked_whatever_the_order(filled: Cli) -> None:
    ids = [build.region(number).id for number in (2, 1)]
    sides = ("--perspective", "Government", "--perspective", "onderwijs")

    told = filled.ok("compare", *ids, *sides, "--format", "json")
    assert told == filled.ok("compare", *ids[::-1], *sides, "--format", "json")
    selection = json.loads(told)["selection"]
    assert selection["regions"] == sorted(ids)
    assert selection["perspectives"] == ["onderwijs", "overheid"]


def test_what_others_said_does_not_stand_behind_a_match_of_some_perspectives(filled: Cli) -> None:
    sides = ("--perspective", "ondernemers", "--perspective", "onderwijs")
    done = filled.ok("compare", "--all", *sides, "--format", "json", "--view", "matches")

    match = json.loads(done)["learning"]["matches"][0]
    assert [voice["text"] for voice in match["asking"]] == ["Weinig"]
    assert match["helping"] == []


# What is made.


def test_json_has_the_parts_that_were_asked_for(filled: Cli) -> None:
    plain = filled.data("compare", "--all", "--format", "json")
    full = filled.data(
        "compare", "--all", "--format", "json", "--view", "alike", "--view", "circles",
        "--view", "map", "--since", "2026-01-01",
    )  # fmt: skip

    assert plain["format"] == "welvaartcanvas-comparison"
    assert plain["selection"]["perspectives"] == []
    assert full.keys() - plain.keys() == {"alike", "learning", "changes", "map"}


@pytest.mark.parametrize("view", [view for view in View if view is not View.CHANGES])
def test_csv_is_one_table(filled: Cli, view: View) -> None:
    printed = filled.ok("compare", "--all", "--format", "csv", "--view", view.value)

    head, *lines = csv.reader(io.StringIO(printed.removeprefix("\ufeff"), newline=""))
    assert lines and all(len(line) == len(head) for line in lines)


def test_csv_of_a_day_has_its_changes(filled: Cli) -> None:
    printed = filled.ok("compare", "--all", "--format", "csv", "--since", "2026-01-01")

    assert "Mean then" in printed


def test_a_workbook_and_a_pdf_go_to_files_of_their_own(filled: Cli, home: Path) -> None:
    book = home / filled.ok("compare", "--all", "--format", "xlsx", "--date", "2026-02-02")
    paper = home / filled.ok("compare", "--all", "--format", "pdf", "--date", "2026-02-02")

    assert book.name == "comparison-3-regions-2026-02-02.xlsx"
    assert openpyxl.load_workbook(book)["Mean"]["A2"].value == "Ede"
    assert paper.name == "comparison-3-regions-2026-02-02.pdf"
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(paper).pages)
    assert "Zeist" in text and "2 February 2026" in " ".join(text.split())


@pytest.mark.parametrize("format", ["text", "json", "csv", "xlsx", "pdf"])
def test_every_format_goes_where_it_is_sent(filled: Cli, home: Path, format: str) -> None:
    file = filled.ok("compare", "--all", "--format", format, "--out", "uit.bestand")
    in_folder = filled.ok("compare", "--all", "--format", format, "--out", "map/")

    assert file == "uit.bestand"
    made = (home / file).read_bytes()
    assert made == (home / in_folder).read_bytes()
    assert Path(in_folder).suffix == (".txt" if format == "text" else f".{format}")
    if format in ("text", "json", "csv"):
        for out in ([], ["--out", "-"]):
            assert filled("compare", "--all", "--format", format, *out).out.encode() == made


def test_a_file_that_is_there_stays(filled: Cli, home: Path) -> None:
    (home / "uit.csv").write_text("van iemand anders")

    said = filled.refused("compare", "--all", "--format", "csv", "--out", "uit.csv")
    assert "exists already; use --force" in said
    assert (home / "uit.csv").read_text() == "van iemand anders"
    filled.ok("compare", "--all", "--format", "csv", "--out", "uit.csv", "--force")
    assert (home / "uit.csv").read_text("utf-8-sig").startswith("Region,")


def test_a_build_that_names_its_moment_gets_the_same_bytes(
    filled: Cli, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    for kind in ("xlsx", "pdf"):
        one = home / filled.ok("compare", "--all", "--format", kind, "--out", f"1.{kind}")
        two = home / filled.ok("compare", "--all", "--format", kind, "--out", f"2.{kind}")
        assert one.read_bytes() == two.read_bytes()


# What must be known beside the figures.


def said(cli: Cli, *arguments: str) -> str:
    done = cli("compare", *arguments)
    assert done.code == 0, done
    return done.err


def test_one_region_has_nothing_to_be_compared_with(filled: Cli) -> None:
    assert "Only one region was chosen" in said(filled, "--cluster", "aantrekkelijke-woonstad")
    assert "No region gave a rating yet" in said(filled, "--cluster", "aantrekkelijke-woonstad")
    assert said(filled, "--all") == ""


def test_a_region_without_a_canvas_is_named(filled: Cli) -> None:
    filled.region("Nog leeg")

    assert said(filled, "--all") == "1 region has no canvas here (Nog leeg)\n"
    for number in range(9):
        filled.region(f"Nog leeg {number}")
    assert said(filled, "--all").endswith("Nog leeg 5, Nog leeg 6, …)\n")
    assert said(filled, "--status", "bezig") == ""


def test_what_is_not_compared_is_named(filled: Cli) -> None:
    data = build.small_template_data()
    data["slug"] = "anders"
    data["blocks"][1]["key"] = "uitvoering"
    template = read_template(data, "anders")
    put(filled, build.canvas(8, template=template, region=build.region(8, "Anders")))

    ours = build.small_template().slug
    assert said(filled, "--all").splitlines() == [
        f"block Approach is not compared: not every canvas has it (template: {ours})",
        "block Approach is not compared: not every canvas has it (template: anders)",
    ]
    assert said(filled, "--template", ours) == ""


def test_versions_of_a_template_are_told_apart(filled: Cli) -> None:
    data = build.small_template_data()
    data["version"] = 2
    data["blocks"][1]["key"] = "uitvoering"
    template = read_template(data, "versie 2")
    put(filled, build.canvas(8, template=template, region=build.region(8, "Anders")))

    ours = build.small_template().slug
    assert said(filled, "--all").splitlines() == [
        f"block Approach is not compared: not every canvas has it (template: {ours} version {n})"
        for n in (1, 2)
    ]


def test_templates_with_nothing_in_common_are_not_compared(filled: Cli) -> None:
    data = build.small_template_data()
    data["slug"] = "anders"
    for block in data["blocks"]:
        block["key"] += "-anders"
    template = read_template(data, "anders")
    put(filled, build.canvas(8, template=template, region=build.region(8, "Anders")))

    refused = filled.refused("compare", "--all")
    assert "nothing in common" in refused and refused.endswith("choose one with --template")


def test_codes_that_are_gone_are_named_where_they_matter(filled: Cli) -> None:
    put(filled, scored(4, build.region(4, "Oud", municipalities=("GM0007",)), (3,)))

    told = said(filled, "--all", "--view", "map")
    assert told.startswith("Oud: not in the municipal register of") and "GM0007" in told
    assert said(filled, "--all") == ""


def test_a_region_may_be_of_a_province_by_a_code_that_is_gone(filled: Cli) -> None:
    put(filled, scored(4, build.region(4, "Oud", municipalities=("GM0007",)), (3,)))

    assert names(filled, "--provincie", "Gelderland") == ["Ede", "Epe"]
    assert said(filled, "--provincie", "Gelderland").startswith(
        "Oud: not in the municipal register"
    )
    # What else is asked for leaves it out whatever its province.
    assert said(filled, "--provincie", "Gelderland", "--cluster", "werkstad") == ""
    oud = build.region(4).id
    refused = filled.refused("compare", oud, "--provincie", "Gelderland")
    assert "it does not have GM0007" in refused


def test_a_region_that_is_named_and_falls_outside_the_rest_is_told(filled: Cli) -> None:
    ids = [build.region(number).id for number in (1, 2, 3)]

    told = said(filled, *ids, "--cluster", "werkstad")
    assert told == "Named, but outside the rest of the choice: Zeist; 2 regions are left\n"
    told = said(filled, *ids[1:], "--cluster", "werkstad")
    assert told == "Named, but outside the rest of the choice: Zeist; 1 region is left\n"


# What is refused, in one line.


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name regions, choose them with an option such as --cluster, or take all"),
        (["zzzz"], "region zzzz does not exist"),
        (["--all", "019"], "name regions or --all, not both"),
        (["--all", "--from", "gisteren"], "gisteren is not a date; write it as 2026-01-31"),
        (["--all", "--from", "2026-02-02", "--to", "2026-01-01"], "turn the two around"),
        (["--all", "--since", "2199-01-01"], "is still to come"),
        (["--all", "--view", "changes"], "name it with --since"),
        (["--all", "--theme", "zorg"], "no contribution has one yet"),
        (["--all", "--template", "anders"], "no canvas was made with template anders; choose from"),
        (["--all", "--provincie", "Holland"], "did you mean"),
        (["--all", "--perspective", "kerk"], "choose from ondernemers, onderwijs, overheid"),
        (["--all", "--sort", "grootte"], "choose from name, mean, spread, coverage"),
        (["--all", "--sort", "name:opgave"], "choose from name, mean, spread, coverage"),
        (["--all", "--sort", "mean:droom"], f"choose from {', '.join(BLOCKS)}"),
        (["--all", "--sort", "mean:"], f"choose from {', '.join(BLOCKS)}"),
        (["--all", "--figure", "grootte"], "choose from mean, spread, coverage, strengths"),
        (["--all", "--figure", "strengths:opgave"], "such as mean:opgave"),
        (["--all", "--date", "2026-01-01"], "--date goes with pdf, xlsx, not with text"),
        (["--all", "--format", "csv", "--view", "map", "--view", "alike"], "CSV holds one table"),
        (["--all", "--format", "docx"], "docx"),
        (["--cluster", "dorp"], "dorp"),
        (["--cluster", "voorstad"], "ask for less"),
        (["--status", "compleet"], "nothing to compare"),
    ],
)
def test_a_wrong_request_is_answered_in_one_line(
    filled: Cli, arguments: list[str], says: str
) -> None:
    assert says in filled.refused("compare", *arguments)


def test_an_empty_workspace_says_so(cli: Cli) -> None:
    cli.region("Ede")

    assert "no canvas was chosen" in cli.refused("compare", "--all")


def test_a_folder_that_can_not_be_is_said(filled: Cli, home: Path) -> None:
    (home / "bestand").write_text("x")

    said = filled.refused("compare", "--all", "--out", "bestand/uit.json", code=1)
    assert "can't be written" in said


# Texts of people.


@pytest.mark.parametrize("terminal", [True, False])
def test_texts_of_people_are_shown_and_never_obeyed(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    asking = [
        scored(
            n,
            build.region(n, name, cluster=WERK),
            (1, 1, 1),
            notes={("opgave", "overheid"): [name]},
            learning_questions=(build.learning_question(90, "opgave", name, n),),
        )
        for n, name in enumerate(HOSTILE_NAMES, 1)
    ]
    strong = scored(200, build.region(200, "Sterk"), (5, 5, 5))
    put(cli, *asking, strong)
    views = [word for view in View for word in ("--view", view.value)]
    done = cli("compare", "--all", *views, "--since", "2026-01-01", terminal=terminal)

    assert done.code == 0
    assert "\x1b" not in done.out
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in done.out)
    if not terminal:
        assert "[bold]vet[/bold]: 1 learning question" in done.out
        assert "{0} {} {{ }} {naam!r:>10}" in done.out


def test_the_order_in_which_regions_were_made_does_not_matter(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvases = [
        scored(n, build.region(n, name), (n, 2, 3)) for n, name in ((1, "B"), (2, "A"), (3, "C"))
    ]

    def printed(db: Path, of: list[Canvas]) -> Any:
        own = Cli(db, monkeypatch)
        put(own, *of)
        views = [
            word for view in View if view is not View.CHANGES for word in ("--view", view.value)
        ]
        return own.ok("--db", str(db), "compare", "--all", *views)

    assert printed(tmp_path / "1.db", canvases) == printed(tmp_path / "2.db", canvases[::-1])


@pytest.mark.parametrize("format", ["json", "text", "csv"])
def test_figures_come_without_loading_what_draws_screens_and_paper(
    filled: Cli, format: str
) -> None:
    heavy = ("textual", "reportlab", "xlsxwriter", "babel", "pikepdf")
    asked = ["--db", str(filled.db), "compare", "--all", "--format", format]
    code = (
        "import sys; from welvaartcanvas.cli import main; main(sys.argv[1:]);"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, check=True)

    loaded = ran.stderr.decode().split()
    assert ran.stdout and "pydantic" in loaded
    assert not {*loaded} & {*heavy}
