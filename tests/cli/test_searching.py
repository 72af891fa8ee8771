"""``search``: through everything that was typed, in all canvases and regions."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli

WHERE = ("--block", "aanpak", "--perspective", "onderwijs")


def test_a_find_says_where_it_stands_and_shows_the_words_around_it(cli: Cli) -> None:
    canvas = cli.canvas("Genoeg vakmensen", cli.region("Oost"))
    cli.ok("contribute", canvas, *WHERE, "Mbo-studenten leren in de coöperatie")

    where, excerpt = cli.ok("search", "COOPERATIE", "studenten").splitlines()

    assert where == "Oost > Genoeg vakmensen > Approach and delivery · Education · contribution"
    assert excerpt.strip() == "Mbo-studenten leren in de coöperatie"


def test_ratings_partners_regions_and_titles_are_found_too(cli: Cli) -> None:
    canvas = cli.canvas("Zoekwoord in titel", cli.region("Zoekwoordregio"))
    cli.ok("rate", canvas, *WHERE, "--score", "3", "--reason", "zoekwoord als reden")
    cli.contribution(canvas, "iets", "--partner", "Zoekwoord & Zn.")

    found = cli.data("search", "zoekw", "--json")

    assert {f["entity"] for f in found} == {"region", "canvas", "rating", "partner"}


def test_each_find_says_what_it_is(cli: Cli) -> None:
    canvas = cli.canvas("Woordenschat", cli.region("Woordregio"))
    cli.ok("rate", canvas, *WHERE, "--score", "3", "--reason", "woord als reden")
    cli.contribution(canvas, "een woord", "--partner", "Woord & Zn.")

    lines = cli.ok("search", "woord").splitlines()[::2]

    assert lines == [
        "Woordregio > Woordenschat > Government · partner",
        "Woordregio > Woordenschat · canvas",
        "Woordregio · region",
        "Woordregio > Woordenschat > Challenge and ambition · Government · contribution",
        "Woordregio > Woordenschat > Approach and delivery · Education · reason of a rating",
    ]


def test_a_theme_is_shown_by_its_name(cli: Cli) -> None:
    cli.contribution(cli.canvas(), "een woord", "--tag", "human-capital")

    excerpt = cli.ok("search", "human", terminal=True).splitlines()[1]

    assert excerpt.strip() == "een woord \x1b[1mSkills and talent (human capital)\x1b[0m"


def test_as_json_a_find_has_all_ids_and_no_marks(cli: Cli) -> None:
    region = cli.region("Oost")
    canvas = cli.canvas("Genoeg vakmensen", region)
    made = cli.contribution(canvas, "een bijzonder woord")

    (found,) = cli.data("search", "bijzonder", "--json")

    assert found == {
        "entity": "contribution",
        "entity_id": made,
        "excerpt": "een bijzonder woord",
        "canvas_id": canvas,
        "canvas_title": "Genoeg vakmensen",
        "region_id": region,
        "region_name": "Oost",
        "block": "opgave",
        "perspective": "overheid",
    }


def test_on_a_terminal_what_was_found_is_bold_unless_that_is_unwanted(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.contribution(cli.canvas(), "een bijzonder woord")

    assert "een \x1b[1mbijzonder\x1b[0m woord" in cli.ok("search", "bijz", terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "een bijzonder woord" in cli.ok("search", "bijz", terminal=True)


def test_nothing_found_is_no_error(cli: Cli) -> None:
    done = cli("search", "nergens")

    assert (done.code, done.out) == (0, "")
    assert "Nothing was found" in done.err


@pytest.mark.parametrize("text", ["", "  ", "-", "*", "\udcff"])
def test_a_query_without_a_word_is_refused(cli: Cli, text: str) -> None:
    cli.refused("search", "--", text)


def test_many_finds_are_cut_and_that_is_said(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from welvaartcanvas.cli import searching

    monkeypatch.setattr(searching, "LIMIT", 2)
    canvas = cli.canvas()
    for i in range(3):
        cli.contribution(canvas, f"woord {i}")

    done = cli("search", "woord", "--json")

    assert done.out.count('"entity_id"') == 2
    assert "first 2" in done.err
    cli.ok("canvas", "delete", canvas, "--yes")
    assert cli("search", "woord").code == 0
