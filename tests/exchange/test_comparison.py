"""A comparison as JSON: what stands in it, checked by hand, and that it fits its schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.docs.pages import DOCS
from tests.support import build
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.canvas import Canvas, WorkForm
from welvaartcanvas.domain.dossier import Dossier
from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.exchange import comparison, comparison_document
from welvaartcanvas.i18n import use_language
from welvaartcanvas.wording import Finding
from welvaartcanvas.workspace.comparing import Wanted

SCHEMA = comparison_document.json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
EVERYTHING = Wanted(True, True, build.MOMENT.date(), MapFigure(MapMeasure.MEAN))

Scores = Mapping[tuple[str, str], int]
ALL_STRONG = {
    (b, p): 5 for b in ("opgave", "aanpak") for p in ("ondernemers", "onderwijs", "overheid")
}


def canvas(number: int, name: str, scores: Scores, **values: Any) -> Canvas:
    """A canvas of region ``name``, from the small template: two blocks, three sides."""
    region = {key: values.pop(key) for key in ("cluster", "position") if key in values}
    return build.canvas(
        number,
        f"Canvas {number}",
        region=build.region(number, name, municipalities=("GM0153",), **region),
        scores=scores,
        **values,
    )


def dossier(folder: Path, canvases: Iterable[Canvas], wanted: Wanted = EVERYTHING) -> Dossier:
    """What a workspace with those canvases derives from them."""
    with opened(folder / "work.db") as here:
        for each in canvases:
            keep(here, each)
        return here.comparing.dossier(here.comparing.compare(Selection()), wanted)


def written(found: Dossier) -> Any:
    """The document of ``found``, which fits the schema."""
    text = comparison.write(found)
    assert text.endswith("}\n")
    data = json.loads(text)
    VALIDATOR.validate(data)
    return data


@pytest.fixture
def two(tmp_path: Path) -> Any:
    """Ede asks what Zeist is strong in; both are of the same type."""
    asking = canvas(
        1,
        "Ede",
        {("opgave", "ondernemers"): 2, ("opgave", "onderwijs"): 3, ("opgave", "overheid"): 5},
        cluster=Cluster.WERKSTAD,
        notes={("opgave", "ondernemers"): ["Te weinig vakmensen"]},
        learning_questions=(build.learning_question(90, "opgave", "Hoe dan?", 1),),
    )
    helping = canvas(
        2,
        "Zeist",
        ALL_STRONG,
        cluster=Cluster.WERKSTAD,
        position=Position.CENTRUM,
        notes={("opgave", "overheid"): ["Samen aan tafel"]},
    )
    with use_language("en"):
        return written(dossier(tmp_path, [helping, asking]))


def test_it_names_itself_and_what_is_compared(two: Any) -> None:
    assert (two["format"], two["version"]) == ("welvaartcanvas-comparison", 1)
    assert [block["key"] for block in two["template"]["blocks"]] == ["opgave", "aanpak"]
    assert two["template"]["perspectives"][0] == {
        "key": "ondernemers",
        "name": {"nl": "Ondernemers", "en": "Entrepreneurs"},
    }
    assert two["not_compared"] == []
    assert not any(two["selection"].values())


def test_a_region_has_its_figures_block_by_block(two: Any) -> None:
    ede, zeist = two["regions"]

    assert (ede["name"], ede["cluster"], ede["position"]) == ("Ede", "werkstad", None)
    assert ede["canvases"] == [{"id": build.uid(0, 1), "title": "Canvas 1"}]
    assert (ede["mean"], ede["spread"], ede["filled"], ede["rated"]) == (3.3333, 3.0, 1, 3)
    assert (ede["strengths"], ede["attentions"], ede["differences"]) == (0, 1, 1)
    assert ede["blocks"]["opgave"] == {
        "mean": 3.3333,
        "spread": 3.0,
        "contributions": 1,
        "filled": 1,
        "rated": 3,
        "findings": ["attention", "difference"],
        "sides": {
            "ondernemers": {"contributions": 1, "ratings": 1, "mean": 2.0},
            "onderwijs": {"contributions": 0, "ratings": 1, "mean": 3.0},
            "overheid": {"contributions": 0, "ratings": 1, "mean": 5.0},
        },
    }
    assert ede["blocks"]["aanpak"]["mean"] is None
    assert ede["blocks"]["aanpak"]["findings"] == ["unknown"]
    assert zeist["blocks"]["aanpak"]["findings"] == ["strength"]


def test_patterns_tell_how_the_means_lie(two: Any) -> None:
    opgave = two["patterns"]["distributions"]["opgave"]

    assert (opgave["rated"], opgave["lowest"], opgave["highest"]) == (2, 3.3333, 5.0)
    assert opgave["median"] == 4.1667  # half-way 3.3333 and 5
    assert opgave["classes"] == [0, 0, 0, 1, 1]
    assert (opgave["strengths"], opgave["attentions"], opgave["unknowns"]) == (1, 1, 0)
    assert two["patterns"]["shared"] == []  # one region shares nothing


def test_who_resembles_whom_is_told_by_id(two: Any) -> None:
    ede, zeist = (region["id"] for region in two["regions"])

    # |2-5| + |3-5| + |5-5| over the three cells that both rated
    assert two["alike"] == {
        ede: [{"region": zeist, "distance": 1.6667, "cells": 3}],
        zeist: [{"region": ede, "distance": 1.6667, "cells": 3}],
    }


def test_a_match_says_why_and_names_what_it_rests_on(two: Any) -> None:
    ede, zeist = (region["id"] for region in two["regions"])

    [need] = two["learning"]["needs"]
    assert (need["region"], need["block"], need["low"]) == (ede, "opgave", ["ondernemers"])
    assert [question["text"] for question in need["questions"]] == ["Hoe dan?"]
    [match] = two["learning"]["matches"]
    assert (match["region"], match["block"], match["helper"]) == (ede, "opgave", zeist)
    assert match["reason"] == (
        "Ede has a learning question on 1 Challenge, and an attention point there; Zeist is strong "
        "there (mean 5.0) and is of the same type (city of work)."
    )
    assert (match["same_cluster"], match["same_position"]) == (True, False)
    assert [voice["text"] for voice in match["asking"]] == ["Te weinig vakmensen"]
    assert [voice["text"] for voice in match["helping"]] == ["Samen aan tafel"]
    assert match["helping"][0]["canvas"] == build.uid(0, 2)
    # Two are no circle: the need waits.
    assert two["learning"]["tables"] == []
    assert two["learning"]["waiting"] == [{"region": ede, "block": "opgave"}]


def test_the_map_has_every_area_with_what_is_known_of_it(two: Any) -> None:
    areas = {area["name"]: area for area in two["map"]["areas"]}

    assert (two["map"]["measure"], two["map"]["block"], len(areas)) == ("mean", None, 40)
    # Both regions are Enschede: (3.3333 + 5) / 2.
    assert (areas["Twente"]["value"], areas["Twente"]["municipalities"]) == (4.1667, 1)
    assert areas["Veluwe"]["value"] is None


def test_what_was_not_asked_for_is_left_out(tmp_path: Path) -> None:
    found = written(dossier(tmp_path, [canvas(1, "Ede", {})], Wanted()))

    assert not found.keys() & {"alike", "learning", "changes", "map"}
    assert found["regions"][0]["mean"] is None
    assert found["patterns"]["distributions"]["opgave"]["median"] is None


def test_changes_have_the_figures_of_then_and_now(tmp_path: Path) -> None:
    with opened(tmp_path / "work.db") as here:
        kept = keep(here, canvas(1, "Ede", {("opgave", "overheid"): 1}))
        compared = here.comparing.compare(Selection())
        none_yet = here.comparing.dossier(compared, Wanted(since=date(2026, 1, 1)))
    changes = written(none_yet)["changes"]

    assert changes["since"] == "2026-01-01"
    [change] = changes["blocks"]
    assert (change["region"], change["block"]) == (kept.region.id, "opgave")
    assert (change["then"]["mean"], change["now"]["mean"], change["difference"]) == (None, 1, None)


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS], ids=lambda t: ascii(t)[1:30])
def test_any_text_is_told_as_it_was_typed(tmp_path: Path, text: str) -> None:
    asks = canvas(
        1, "Ede", {}, learning_questions=(build.learning_question(90, "opgave", text, 1),)
    )
    helps = canvas(2, "Zeist", ALL_STRONG, notes={("opgave", "overheid"): [text]})
    learning = written(dossier(tmp_path, [asks, helps]))["learning"]

    assert learning["needs"][0]["questions"][0]["text"] == text
    assert learning["matches"][0]["helping"][0]["text"] == text


def test_any_name_is_told_as_it_was_typed(tmp_path: Path) -> None:
    canvases = [canvas(n, name, ALL_STRONG) for n, name in enumerate(HOSTILE_NAMES, 1)]
    found = written(dossier(tmp_path, canvases))

    assert {region["name"] for region in found["regions"]} == set(HOSTILE_NAMES)


@given(st.permutations(range(4)))
def test_the_order_of_the_regions_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    scores: list[Scores] = [
        {},
        ALL_STRONG,
        {("opgave", "overheid"): 1},
        {("aanpak", "overheid"): 2},
    ]
    canvases = [canvas(n + 1, f"Regio {n}", each) for n, each in enumerate(scores)]

    def text(of: list[Canvas]) -> str:
        return comparison.write(dossier(tmp_path_factory.mktemp("order"), of))

    assert text([canvases[n] for n in order]) == text(canvases)


def test_the_schema_in_the_documentation_is_that_of_the_program() -> None:
    shipped = (DOCS / "comparison.schema.json").read_text("utf-8")

    assert json.loads(shipped) == SCHEMA, "run: python3 do.py schema"


def test_the_schema_is_a_schema_and_lets_nothing_else_in(two: Any) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for extra in (two, two["regions"][0], two["regions"][0]["blocks"]["opgave"], two["template"]):
        extra["more"] = 1
        assert not VALIDATOR.is_valid(two)
        del extra["more"]


def test_findings_are_called_as_everywhere(two: Any) -> None:
    assert SCHEMA["$defs"]["FiguresPart"]["properties"]["findings"]["items"]["enum"] == [
        finding.value for finding in Finding
    ]


def test_the_page_names_every_field_and_value() -> None:
    page = (DOCS / "file-format.md").read_text("utf-8").partition("## The comparison document")[2]
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    words = {field for part in parts for field in part.get("properties", ())}
    words |= {value for part in parts for value in part.get("enum", ())}
    elsewhere = {*WorkForm, *Cluster, *Position}  # with the canvas that they come from

    assert len(words) > 80
    assert {word for word in words - elsewhere if f"`{word}`" not in page} == set()
