"""``region``: a coordinator makes the set of municipalities that a canvas is about."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli
from welvaartcanvas import registry


def test_a_region_is_made_of_whole_areas_and_single_municipalities(cli: Cli) -> None:
    made = cli.ok(
        "region", "add", "Oost", "--corop", "Twente", "--provincie", "PV20",
        "--gemeente", "gm0200", "--gemeente", "Súdwest Fryslan",
        "--cluster", "werkstad", "--position", "centrum", "--note", "Sinds 2015",
    )  # fmt: skip

    shown = cli.data("region", "show", made, "--json")
    twente, groningen = registry.corop("Twente"), registry.province("Groningen")
    assert set(shown["municipalities"]) == {
        *twente.municipalities, *groningen.municipalities, "GM0200", "GM1900",
    }  # fmt: skip
    assert (shown["name"], shown["cluster"], shown["position"], shown["note"]) == (
        "Oost", "werkstad", "centrum", "Sinds 2015",
    )  # fmt: skip
    assert shown["canvases"] == 0


def test_a_region_may_be_a_name_alone(cli: Cli) -> None:
    shown = cli.data("region", "show", cli.region("Later"), "--json")

    assert (shown["municipalities"], shown["cluster"], shown["position"]) == ([], None, None)


def test_the_list_is_by_name_and_counts_canvases(cli: Cli) -> None:
    zuid, noord = cli.region("Zuid"), cli.region("Noord")
    cli.canvas(region=zuid)

    listed = cli.data("region", "list", "--json")

    assert [(r["id"], r["name"], r["canvases"]) for r in listed] == [
        (noord, "Noord", 0), (zuid, "Zuid", 1),
    ]  # fmt: skip


def test_people_read_names_of_municipalities_types_and_canvases(cli: Cli) -> None:
    made = cli.region("Oost", "--gemeente", "Enschede", "--cluster", "werkstad")
    cli.canvas("Genoeg vakmensen", made)

    shown = cli.ok("region", "show", made[:10])

    assert shown.splitlines()[0] == "Oost"
    assert "Enschede (GM0153)" in shown
    assert "city of work" in shown
    assert "Genoeg vakmensen" in shown
    assert "city of work" in cli.ok("region", "list")


def test_an_edit_changes_what_it_names_and_nothing_else(cli: Cli) -> None:
    made = cli.region("Oost", "--gemeente", "Enschede", "--gemeente", "Almelo", "--note", "blijft")

    cli.ok(
        "region", "edit", made, "--name", "Oostelijk", "--gemeente", "Borne",
        "--remove-gemeente", "Almelo", "--cluster", "voorstad", "--position", "polycentrisch",
    )  # fmt: skip
    shown = cli.data("region", "show", made, "--json")

    assert shown["name"] == "Oostelijk"
    assert shown["municipalities"] == ["GM0147", "GM0153"]
    assert (shown["cluster"], shown["position"]) == ("voorstad", "polycentrisch")
    assert shown["note"] == "blijft"


def test_a_choice_can_be_left_open_again(cli: Cli) -> None:
    made = cli.region("Oost", "--cluster", "voorstad", "--position", "centrum", "--note", "weg")

    cli.ok("region", "edit", made, "--no-cluster", "--no-position", "--note", "")
    shown = cli.data("region", "show", made, "--json")

    assert (shown["cluster"], shown["position"], shown["note"]) == (None, None, "")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--gemeente", "Nergenshuizen"], "Nergenshuizen"),
        (["--gemeente", "Bergen"], "GM0373"),
        (["--corop", "CR99"], "CR99"),
        (["--provincie", "Gelre"], "Gelre"),
        (["--cluster", "stadje"], "werkstad"),
        (["--position", "ergens"], "polycentrisch"),
    ],
)
def test_what_is_not_in_the_register_is_named_and_nothing_is_made(
    cli: Cli, asked: list[str], said: str
) -> None:
    assert said in cli.refused("region", "add", "Oost", *asked)
    assert cli.data("region", "list", "--json") == []


@pytest.mark.parametrize("name", ["", "   ", "twee\nregels", "x" * 201, "bel\x07"])
def test_a_name_that_is_none_is_refused(cli: Cli, name: str) -> None:
    cli.refused("region", "add", name)
    assert cli.data("region", "list", "--json") == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "nothing to change"),
        (["--cluster", "voorstad", "--no-cluster"], "opposite"),
        (["--position", "centrum", "--no-position"], "opposite"),
        (["--remove-gemeente", "Borne"], "Borne"),
        (["--remove-gemeente", "Nergenshuizen"], "Nergenshuizen"),
        (["--name", ""], "empty"),
    ],
)
def test_an_edit_that_cannot_be_meant_changes_nothing(
    cli: Cli, asked: list[str], said: str
) -> None:
    made = cli.region("Oost", "--gemeente", "Enschede")
    before = cli.everything()

    assert said in cli.refused("region", "edit", made, *asked)
    assert cli.everything() == before


def test_a_municipality_that_is_no_more_can_be_taken_out_by_its_code(cli: Cli) -> None:
    from tests.support.build import canvas, region
    from welvaartcanvas.workspace import open_workspace

    with open_workspace(cli.db, "-") as opened:
        old = canvas(region=region(municipalities=("GM0153", "GM9999")))
        opened.importing.canvas(old, cli.db)

    cli.ok("region", "edit", old.region.id, "--remove-gemeente", "GM9999")

    assert cli.data("region", "show", old.region.id, "--json")["municipalities"] == ["GM0153"]


def test_deleting_asks_on_a_terminal(cli: Cli) -> None:
    made = cli.region("Oost")

    declined = cli("region", "delete", made, stdin=b"no\n", terminal=True)
    assert declined.code == 1
    assert "Oost" in declined.err and "Nothing was deleted" in declined.err
    assert len(cli.data("region", "list", "--json")) == 1

    assert cli("region", "delete", made, stdin=b"yes\n", terminal=True).code == 0
    assert cli.data("region", "list", "--json") == []


def test_deleting_needs_yes_where_nobody_can_be_asked(cli: Cli) -> None:
    made = cli.region("Oost")

    assert "--yes" in cli.refused("region", "delete", made)
    assert len(cli.data("region", "list", "--json")) == 1
    cli.ok("region", "delete", made, "--yes")
    assert cli.data("region", "list", "--json") == []


def test_a_region_with_canvases_is_not_deleted(cli: Cli) -> None:
    made = cli.region("Oost")
    cli.canvas(region=made)

    assert "Oost" in cli.refused("region", "delete", made, "--yes")
    assert len(cli.data("region", "list", "--json")) == 1


@pytest.mark.parametrize("command", ["show", "edit", "delete"])
@pytest.mark.parametrize("asked", ["", "zzz", "01", "\udcff", "%"])
def test_an_unknown_id_is_named(cli: Cli, command: str, asked: str) -> None:
    cli.region("Een")
    cli.region("Twee")  # so that "01" fits several
    more = {"show": [], "edit": ["--name", "Anders"], "delete": ["--yes"]}[command]
    before = cli.everything()

    line = cli.refused("region", command, asked, *more)

    assert asked.encode("unicode_escape").decode() in line
    assert cli.everything() == before
