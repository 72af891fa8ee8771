"""``region``: a coordinator makes the set of municipalities that a canvas is about."""

from __future__ import annotations

import io

import openpyxl
import pypdf
import pytest

from tests.cli.conftest import Cli
from tests.support import build
from tests.support.workspaces import keep, opened
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


@pytest.fixture
def former(cli: Cli) -> str:
    """The id of a region that came from elsewhere with two municipalities of before a merger."""
    with opened(cli.db) as workspace:
        region = build.region(name="Oud", municipalities=("GM0003", "GM0153", "GM9999"))
        return keep(workspace, build.canvas(region=region)).region.id


def test_municipalities_that_are_no_more_are_told_in_one_line_and_what_to_do(
    cli: Cli, former: str
) -> None:
    shown = cli.ok("region", "show", former)

    assert "GM0003, Enschede (GM0153), GM9999" in shown
    [line] = [line for line in shown.splitlines() if "register" in line]
    assert line.split(maxsplit=2)[2] == (
        f"not in the municipal register of {registry.YEAR}: GM0003, GM9999; "
        "replace a municipality that merged by the one that it went into"
    )
    dutch = cli("region", "show", former, lang="nl").out
    assert f"niet in het gemeenteregister van {registry.YEAR}: GM0003, GM9999" in dutch


def test_a_program_reads_which_codes_the_register_of_which_year_lacks(
    cli: Cli, former: str
) -> None:
    today = cli.region("Nu", "--gemeente", "Borne")

    told = {r["id"]: r for r in cli.data("region", "list", "--json")}

    assert told[former]["not_in_register"] == ["GM0003", "GM9999"]
    assert told[today]["not_in_register"] == []
    assert {r["register_year"] for r in told.values()} == {registry.YEAR}
    assert cli.data("region", "show", former, "--json") == told[former]
    assert "register" not in cli.ok("region", "show", today)


def test_an_edit_of_something_else_keeps_them_and_so_does_another_municipality(
    cli: Cli, former: str
) -> None:
    cli.ok("region", "edit", former, "--name", "Ouder", "--note", "blijft", "--gemeente", "Borne")

    shown = cli.data("region", "show", former, "--json")
    assert shown["municipalities"] == ["GM0003", "GM0147", "GM0153", "GM9999"]


def test_a_municipality_that_is_no_more_is_replaced_by_the_one_that_it_went_into(
    cli: Cli, former: str
) -> None:
    cli.ok(
        "region", "edit", former, "--remove-gemeente", "GM0003", "--remove-gemeente", "GM9999",
        "--gemeente", "Eemsdelta",
    )  # fmt: skip

    shown = cli.data("region", "show", former, "--json")
    assert shown["municipalities"] == ["GM0153", "GM1979"]
    assert shown["not_in_register"] == []


def test_an_export_and_an_import_elsewhere_keep_them(cli: Cli, former: str) -> None:
    [canvas] = cli.data("canvas", "list", "--json")
    file, elsewhere = cli.db.with_name("oud.json"), str(cli.db.with_name("elders.db"))
    cli.ok("export", canvas["id"], "--format", "json", "--out", str(file))

    assert cli("--db", elsewhere, "import", str(file)).code == 0

    shown = cli.data("--db", elsewhere, "region", "show", former, "--json")
    assert shown["municipalities"] == ["GM0003", "GM0153", "GM9999"]


@pytest.mark.parametrize("format", ["pdf", "md", "xlsx"])
def test_a_file_for_people_says_which_codes_have_no_name(
    cli: Cli, former: str, format: str
) -> None:
    [canvas] = cli.data("canvas", "list", "--json")
    file = cli.db.with_name(f"oud.{format}")
    cli.ok("export", canvas["id"], "--format", format, "--out", str(file))

    said = {"pdf": pdf_text, "md": md_text, "xlsx": xlsx_text}[format](file.read_bytes())

    assert f"GM0003 (not in the register of {registry.YEAR})" in said
    assert "Enschede" in said and "Enschede (not" not in said


def test_regions_that_share_municipalities_are_made_and_shown_with_what_they_share(
    cli: Cli,
) -> None:
    twente = cli.region("Twente", "--gemeente", "Enschede", "--gemeente", "Borne")
    stad = cli.region("Stad", "--gemeente", "Enschede")
    grens = cli.region("Grens", "--gemeente", "Borne", "--gemeente", "Enschede")
    cli.region("Elders", "--gemeente", "Goes")

    lines = cli.ok("region", "show", twente).splitlines()

    at = next(i for i, line in enumerate(lines) if "shares municipalities with" in line)
    assert [line.split(maxsplit=3) for line in lines[at + 1 :]] == [
        [grens, "Grens", "2", "Borne, Enschede"],
        [stad, "Stad", "1", "Enschede"],
    ]
    assert cli.data("region", "show", twente, "--json")["overlaps"] == [
        {"id": grens, "name": "Grens", "municipalities": ["GM0147", "GM0153"]},
        {"id": stad, "name": "Stad", "municipalities": ["GM0153"]},
    ]
    told = {r["name"]: r["overlaps"] for r in cli.data("region", "list", "--json")}
    assert [o["name"] for o in told["Stad"]] == ["Grens", "Twente"]
    assert told["Elders"] == []


def test_a_region_that_shares_nothing_says_nothing_of_it(cli: Cli) -> None:
    cli.region("Elders", "--gemeente", "Goes")

    assert "shares" not in cli.ok("region", "show", cli.region("Twente", "--corop", "Twente"))


def pdf_text(data: bytes) -> str:
    """What the first page of a PDF says."""
    return " ".join(pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().split())


def md_text(data: bytes) -> str:
    """What a Markdown file says to its reader."""
    return data.decode().replace("\\", "")


def xlsx_text(data: bytes) -> str:
    """What the cells of a workbook say."""
    return "\n".join(
        str(cell)
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    )


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
