"""The example canvases: real input in full, and invented ones that show everything."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

import pytest

from welvaartcanvas.domain.analysis import coverage, profile
from welvaartcanvas.domain.canvas import ActionStatus, Canvas
from welvaartcanvas.exchange import interchange
from welvaartcanvas.locations import canvases_folder, examples_folder
from welvaartcanvas.registry import municipalities
from welvaartcanvas.workspace.templates import check_template

REAL = "economie-arbeidsmarkt-2017"
INVENTED = ("verzonnen-binnenstad", "verzonnen-vakmensen")
TOOLS = Path(__file__).parents[2] / "tools"


@cache
def example(name: str) -> Canvas:
    file = examples_folder() / f"{name}.json"
    return interchange.read(file.read_bytes(), str(file))


def texts(canvas: Canvas) -> list[str]:
    return [t.text for t in (*canvas.contributions, *canvas.learning_questions)]


def points() -> list[str]:
    """Every point of the source: each item of a list, and of strength and weakness each part."""
    found = []
    for line in (examples_folder() / f"{REAL}.md").read_text("utf-8").splitlines():
        if line.startswith("- "):
            several = re.match(r"- (Kracht|Zwakte): (.*)\.$", line)
            found += several[2].split("; ") if several else [line[2:]]
    return found


def plain(text: str) -> str:
    return text.strip(" .").casefold()


def test_every_example_is_tested_here() -> None:
    assert {f.stem for f in examples_folder().glob("*.json")} == {REAL, *INVENTED}


def test_the_source_has_the_points_that_it_has() -> None:
    assert len(points()) == 4 + 3 + 6 + 4 + 6 + 3


def test_every_point_of_the_meet_up_stands_on_its_canvas_and_nothing_else() -> None:
    assert sorted(map(plain, texts(example(REAL)))) == sorted(map(plain, points()))


def test_the_meet_up_asked_questions_and_gave_no_ratings() -> None:
    canvas = example(REAL)

    assert len(canvas.learning_questions) == 3
    assert (canvas.ratings, canvas.partners, canvas.actions) == ((), (), ())
    assert "2017" in canvas.region.name
    assert "PMG" in canvas.head.description
    names = {m.code: m.name for m in municipalities()}
    assert {names[code] for code in canvas.region.municipalities} == {
        "Etten-Leur", "Rijssen-Holten",
    }  # fmt: skip


@pytest.mark.parametrize("name", [REAL, *INVENTED])
def test_an_example_is_of_the_shipped_template_and_tagged_with_its_themes(name: str) -> None:
    canvas = example(name)
    template = check_template(canvases_folder() / "welvaart-model.toml")

    assert canvas.template.digest == template.digest
    themes = {theme.key for group in template.theme_groups for theme in group.themes}
    for contribution in canvas.contributions:
        assert contribution.kind
        assert contribution.tags and set(contribution.tags) <= themes


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_example_says_so_wherever_it_is_met(name: str) -> None:
    canvas = example(name)

    assert "verzonnen voorbeeld" in canvas.region.name
    assert canvas.region.note.startswith("Verzonnen voorbeeld")
    assert canvas.head.description.startswith("Verzonnen voorbeeld")
    assert all(p.email.endswith(".example.org") for p in canvas.partners if p.email)


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_example_shows_everything(name: str) -> None:
    canvas = example(name)
    covered, profiles = coverage(canvas), profile(canvas)

    assert covered.filled == covered.total == 27
    assert any(p.strength for p in profiles)
    assert any(p.attention for p in profiles)
    assert any(p.difference for p in profiles)
    assert all(rating.reason for rating in canvas.ratings)
    assert {a.status for a in canvas.actions} == set(ActionStatus)
    assert all(action.due and action.who for action in canvas.actions)
    assert len({q.work_form for q in canvas.learning_questions}) >= 4
    assert any(p.email for p in canvas.partners)
    assert {p.perspective for p in canvas.partners} == {"ondernemers", "onderwijs", "overheid"}


def test_the_examples_differ_in_what_is_unknown() -> None:
    unknown = {name: any(p.unknown for p in profile(example(name))) for name in INVENTED}
    assert set(unknown.values()) == {True, False}


def test_ids_are_unique_across_the_examples() -> None:
    ids = [
        thing
        for name in (REAL, *INVENTED)
        for thing in (
            example(name).id,
            example(name).region.id,
            *(t.id for _, t in example(name).things()),
        )
    ]
    assert len(ids) == len(set(ids))


def test_making_the_examples_anew_gives_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(TOOLS)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    import make_examples

    made = make_examples.make_all(tmp_path / "uit")

    assert {f.stem for f in made} == {REAL, *INVENTED}
    for file in made:
        assert file.read_bytes() == (examples_folder() / file.name).read_bytes(), file.name
    sys.modules.pop("make_examples")
