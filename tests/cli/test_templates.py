"""``template``: what canvases are started from, shipped and of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from welvaartcanvas.locations import canvases_folder, user_templates_folder


@pytest.fixture
def own(home: Path) -> Path:
    """A template file of the user's own, in the place where such files are found."""
    shipped = (canvases_folder() / "welvaart-model.toml").read_text("utf-8")
    file = user_templates_folder() / "eigen.toml"
    file.parent.mkdir(parents=True)
    file.write_text(shipped.replace('slug = "welvaart-model"', 'slug = "eigen"', 1), "utf-8")
    return file


def test_shipped_templates_and_ones_own_are_listed(cli: Cli, own: Path) -> None:
    listed = {t["slug"]: t for t in cli.data("template", "list", "--json")}

    assert set(listed) == {"eigen", "welvaart-model"}
    assert (listed["eigen"]["own"], listed["eigen"]["file"]) == (True, str(own))
    assert listed["welvaart-model"]["own"] is False
    text = cli.ok("template", "list")
    assert "welvaart-model" in text and str(own) in text


def test_a_faulty_file_of_ones_own_is_named_beside_the_good_ones(cli: Cli, own: Path) -> None:
    own.with_name("kapot.toml").write_text("slug = ", "utf-8")

    done = cli("template", "list")

    assert done.code == 2
    assert "eigen" in done.out and "welvaart-model" in done.out
    assert "kapot.toml" in done.err and done.err.count("\n") == 1


def test_what_can_not_be_read_among_ones_own_is_named_once(cli: Cli, own: Path) -> None:
    folder = own.with_name("map.toml")
    folder.mkdir()

    done = cli("template", "list")

    assert done.code == 2
    assert done.err == f"Error: {folder} can't be read (it is a folder)\n"


def test_a_canvas_starts_from_ones_own_template(cli: Cli, own: Path) -> None:
    canvas = cli.ok("canvas", "new", "Titel", "--region", cli.region(), "--template", "eigen")
    own.unlink()

    assert cli.data("canvas", "show", canvas, "--json")["template"]["slug"] == "eigen"


def test_people_read_questions_keys_and_themes(cli: Cli) -> None:
    text = cli.ok("template", "show", "welvaart-model")

    assert "1 Challenge and ambition (opgave)" in text
    assert "Which economic challenge do we choose together" in text
    for key in ("ondernemers", "afspraak", "human-capital", "opbrengst"):
        assert f"({key})" in text


def test_programs_read_all_of_it(cli: Cli) -> None:
    data = cli.data("template", "show", "welvaart-model", "--json")

    assert len(data["blocks"]) == 9
    assert data["title"]["nl"] and data["title"]["en"]


def test_an_unknown_slug_is_named_with_those_there_are(cli: Cli) -> None:
    line = cli.refused("template", "show", "geen")
    assert "geen" in line and "welvaart-model" in line


def test_a_sound_file_is_said_to_be_sound(cli: Cli, own: Path) -> None:
    line = cli.ok("template", "check", str(own))
    assert str(own) in line and "eigen" in line


def test_every_fault_of_a_file_is_named_at_once(cli: Cli, own: Path) -> None:
    text = own.read_text("utf-8")
    text = text.replace("columns = 10", "columns = 9").replace(
        'shape = "circle"', 'shape = "kubus"'
    )
    own.write_text(text, "utf-8")

    done = cli("template", "check", str(own))

    lines = done.err.splitlines()
    assert (done.code, done.out) == (2, "")
    assert len(lines) > 1 and all(line.startswith(f"Error: {own}: ") for line in lines)
    assert any("kubus" in line for line in lines)
    assert any("grid" in line for line in lines)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"x = [", b"a" * 3_000_000, b"\x00"],
    ids=["no UTF-8", "no TOML", "too long", "a zero byte"],
)
def test_what_is_no_template_is_refused(cli: Cli, home: Path, content: bytes) -> None:
    (home / "iets.toml").write_bytes(content)

    assert "iets.toml" in cli.refused("template", "check", "iets.toml")


@pytest.mark.parametrize("name", ["er niet.toml", "."])
def test_what_can_not_be_read_is_named(cli: Cli, name: str) -> None:
    assert name in cli.refused("template", "check", name)
