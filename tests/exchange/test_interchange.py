"""A canvas goes out as one JSON document and comes back the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given

from tests.support import build, strategies
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT
from welvaartcanvas.domain import canvas as domain
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.region import Region
from welvaartcanvas.exchange import document
from welvaartcanvas.exchange.interchange import read, write


def read_back(canvas: Canvas) -> Canvas:
    return read(write(canvas).encode(), "canvas.json")


def unstored(canvas: Canvas) -> Canvas:
    """``canvas`` as it is before any workspace has stored it."""
    data = canvas.model_dump()
    for entity in (data["head"], data["region"], *(i for n in document.THINGS for i in data[n])):
        entity["revision"] = 0
    return Canvas.model_validate(data)


@given(strategies.canvases())
def test_a_canvas_comes_back_as_it_was_and_is_written_the_same_again(canvas: Canvas) -> None:
    text = write(canvas)
    back = read(text.encode(), "canvas.json")

    assert back == unstored(canvas)
    assert write(back) == text


def test_the_real_template_comes_back_too() -> None:
    canvas = build.full_canvas()

    assert read_back(canvas).template == canvas.template
    assert write(read_back(canvas)) == write(canvas)


def test_texts_come_back_to_the_character() -> None:
    texts = [*HOSTILE_TEXTS, LONGEST_TEXT]
    canvas = build.canvas(notes={("opgave", "overheid"): texts})

    assert [c.text for c in read_back(canvas).contributions] == texts


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_come_back_to_the_character(name: str) -> None:
    canvas = build.canvas(
        title=name,
        region=build.region(name=name),
        partners=(build.partner(1, name, organisation=name),),
        contributions=(build.contribution(2, "opgave", "overheid", tags=(name,)),),
    )

    assert read_back(canvas) == canvas


def test_a_document_says_what_it_is_and_names_no_revision() -> None:
    text = write(build.canvas(notes={("opgave", "overheid"): ["Meer techniek"]}))
    data = json.loads(text)

    assert list(data) == ["format", "version", "template", "region", "canvas", "past"]
    assert (data["format"], data["version"]) == ("welvaartcanvas", 3)
    assert text.startswith('{\n  "format": "welvaartcanvas",\n  "version": 3,\n')
    assert text.endswith("}\n")
    assert "revision" not in text
    assert "canvas_id" not in text
    assert data["canvas"]["contributions"] == [
        {
            "id": build.uid(1000, 1),
            "created_at": "2026-01-31T13:45:00Z",
            "changed_at": "2026-01-31T13:45:00Z",
            "block": "opgave",
            "perspective": "overheid",
            "text": "Meer techniek",
            "kind": None,
            "partner_id": None,
            "tags": [],
            "position": 1000,
        }
    ]


def test_letters_stand_as_themselves() -> None:
    text = write(build.canvas(title="Súdwest-Fryslân 👩🏽‍🔧 שלום"))

    assert '"title": "Súdwest-Fryslân 👩🏽‍🔧 שלום"' in text


def test_the_order_in_memory_makes_no_difference() -> None:
    things = {
        "partners": tuple(build.partner(n, f"Partner {n}") for n in (1, 2)),
        "contributions": tuple(
            build.contribution(n, "opgave", "overheid", position=p)
            for n, p in ((3, 2), (4, 0), (5, 1), (6, 0))
        ),
        "actions": tuple(build.action(n, "opgave", position=p) for n, p in ((7, 1), (8, 0))),
    }
    canvas = build.canvas(**things)
    turned = build.canvas(**{name: tuple(reversed(items)) for name, items in things.items()})

    assert write(canvas) == write(turned)
    assert [c.id for c in read_back(canvas).contributions] == [
        build.uid(n, 1) for n in (4, 6, 5, 3)
    ]


def test_moments_are_written_in_utc() -> None:
    there = datetime(2026, 3, 29, 2, 30, 0, 250, timezone(timedelta(hours=5, minutes=30)))
    canvas = build.canvas(
        contributions=(build.contribution(1, "opgave", "overheid", created_at=there),)
    )

    [written] = json.loads(write(canvas))["canvas"]["contributions"]
    assert written["created_at"] == "2026-03-28T21:00:00.000250Z"
    [back] = read_back(canvas).contributions
    assert back.created_at == there
    assert back.created_at.tzinfo is UTC


def test_what_has_a_default_may_be_left_out() -> None:
    canvas = build.canvas(
        partners=(build.partner(1, "Fatima"),),
        contributions=(build.contribution(2, "opgave", "overheid", position=0),),
        ratings=(build.rating(3, "opgave", "overheid", 0),),
        learning_questions=(build.learning_question(4, "opgave", position=0),),
        actions=(build.action(5, "opgave", position=0),),
    )
    lean = without(json.loads(write(canvas)), None, "", [], 0, "open", "template_digest")
    for rating in lean["canvas"]["ratings"]:
        rating["score"] = 0

    assert len(json.dumps(lean["canvas"])) < len(json.dumps(json.loads(write(canvas))["canvas"]))
    assert read(json.dumps(lean).encode(), "canvas.json") == canvas


def without(data: dict[str, Any], *values: Any) -> dict[str, Any]:
    """``data`` without the fields of region and canvas that hold one of ``values``."""

    def lean(item: Any) -> Any:
        if isinstance(item, list):
            return [lean(inner) for inner in item]
        if isinstance(item, dict):
            return {
                name: lean(value)
                for name, value in item.items()
                if value not in values and name not in values
            }
        return item

    return {**data, "region": lean(data["region"]), "canvas": lean(data["canvas"])}


def test_keys_may_come_in_any_order() -> None:
    canvas = build.full_canvas(template=build.small_template())
    sorted_keys = json.dumps(json.loads(write(canvas)), sort_keys=True)

    assert write(read(sorted_keys.encode(), "canvas.json")) == write(
        canvas.model_copy(update={"template": read(sorted_keys.encode(), "x").template})
    )


@pytest.mark.parametrize(
    ("part", "of"),
    [
        (document.RegionPart, Region),
        (document.PartnerPart, domain.Partner),
        (document.ContributionPart, domain.Contribution),
        (document.RatingPart, domain.Rating),
        (document.LearningQuestionPart, domain.LearningQuestion),
        (document.ActionPart, domain.Action),
    ],
)
def test_a_document_has_everything_the_domain_has_but_what_is_local(part: Any, of: Any) -> None:
    local = {"revision", "canvas_id"}

    assert set(part.model_fields) == set(of.model_fields) - local
    for name, field in part.model_fields.items():
        assert field.is_required() == of.model_fields[name].is_required()
        assert field.default == of.model_fields[name].default


def test_a_canvas_in_a_document_has_its_head_and_its_things() -> None:
    head = set(domain.CanvasHead.model_fields) - {"revision", "region_id"}
    things = set(Canvas.model_fields) - {"head", "region", "template", "past"}

    assert set(document.CanvasPart.model_fields) == head | things
    assert set(document.THINGS) == things
