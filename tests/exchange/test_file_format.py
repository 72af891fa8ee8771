"""What others are told about the interchange document is true: schema, page and example."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.exchange.test_interchange_refusals import SOUND
from tests.support import build, strategies
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.fingerprint import fingerprint
from welvaartcanvas.domain.model import NAME_LIMIT, TEXT_LIMIT
from welvaartcanvas.exchange import parsing, pdf, stages
from welvaartcanvas.exchange.document import THINGS_LIMIT
from welvaartcanvas.exchange.interchange import json_schema, read, write

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def page() -> str:
    return (DOCS / "file-format.md").read_text("utf-8")


def example() -> str:
    [found] = re.findall(r"^```json\n(.*?)^```$", page(), re.DOTALL | re.MULTILINE)
    return str(found)


def test_the_schema_in_the_documentation_is_that_of_the_program() -> None:
    shipped = (DOCS / "interchange.schema.json").read_text("utf-8")

    assert json.loads(shipped) == SCHEMA, "run: python3 do.py schema"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(strategies.canvases())
def test_what_is_written_fits_the_schema(canvas: Canvas) -> None:
    VALIDATOR.validate(json.loads(write(canvas)))


def test_a_canvas_from_the_real_template_fits_the_schema() -> None:
    VALIDATOR.validate(json.loads(write(build.full_canvas())))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 4),
        ("extra", 1),
        ("canvas.title", ""),
        ("canvas.title", "x" * 201),
        ("canvas.id", "abc"),
        ("canvas.ratings.0.score", 6),
        ("canvas.ratings.0.score", "4"),
        ("canvas.contributions.0.text", "x" * 20_001),
        ("canvas.contributions.0.block", "Geen sleutel"),
        ("canvas.partners.0.email", "geen adres"),
        ("canvas.actions.0.status", "later"),
        ("region.municipalities.0", "Epe"),
        ("template.perspectives.0.colour", "rood"),
    ],
)
def test_what_is_refused_does_not_fit_the_schema(path: str, value: object) -> None:
    data: Any = json.loads(SOUND)
    VALIDATOR.validate(data)
    *way, last = path.split(".")
    at = data
    for part in way:
        at = at[int(part) if part.isdigit() else part]
    at[int(last) if last.isdigit() else last] = value

    assert not VALIDATOR.is_valid(data)


def test_the_example_is_accepted_and_has_one_of_everything() -> None:
    canvas = read(example().encode(), "file-format.md")

    VALIDATOR.validate(json.loads(example()))
    assert all((canvas.partners, canvas.contributions, canvas.ratings))
    assert all((canvas.learning_questions, canvas.actions))


def counted() -> dict[str, list[str]]:
    """What the page says that a fingerprint counts: by part, the names of the fields."""
    (section,) = re.findall(r"^### The fingerprint$(.*?)^### ", page(), re.DOTALL | re.MULTILINE)
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \|", section, re.MULTILINE)
    return {part: re.findall(r"`(\w+)`", fields) for part, fields in rows}


def fingerprint_by_the_page(document: dict[str, Any]) -> str:
    """The fingerprint of a document with every field in it, by the words of the page alone."""
    canvas, region, template = document["canvas"], document["region"], document["template"]
    blocks = [block["key"] for block in template["blocks"]]
    numbers = {block["key"]: block["number"] for block in template["blocks"]}
    sides = [side["key"] for side in template["perspectives"]]
    orders: dict[str, Callable[[dict[str, Any]], Any]] = {
        "contributions": lambda c: (
            numbers[c["block"]],
            sides.index(c["perspective"]),
            c["position"],
            c["id"],
        ),
        "ratings": lambda r: r["id"],
        "learning_questions": lambda q: (blocks.index(q["block"]), q["position"], q["id"]),
        "actions": lambda a: (blocks.index(a["block"]), a["position"], a["id"]),
    }
    fields = counted()
    content: dict[str, Any] = {
        "canvas": {name: canvas[name] for name in fields["canvas"]},
        "region": {name: region[name] for name in fields["region"]},
        "template": canvas["template_digest"],
    }
    content["region"]["municipalities"] = sorted(region["municipalities"])
    for part, order in orders.items():
        things = sorted(canvas[part], key=order)
        content[part] = [{name: thing[name] for name in fields[part]} for thing in things]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@given(strategies.canvases())
def test_the_page_says_what_a_fingerprint_counts(canvas: Canvas) -> None:
    assert fingerprint_by_the_page(json.loads(write(canvas))) == fingerprint(canvas)


def test_the_example_has_the_fingerprint_that_the_page_gives() -> None:
    (given_there,) = re.findall(r"^`([0-9a-f]{64})`\.$", page(), re.MULTILINE)

    assert given_there == fingerprint(read(example().encode(), "file-format.md"))


def test_the_page_names_every_field() -> None:
    parts = {name: part for name, part in SCHEMA["$defs"].items() if name.endswith("Part")}
    fields = {field for part in [SCHEMA, *parts.values()] for field in part["properties"]}

    assert len(parts) == 11
    assert {field for field in fields if f"`{field}`" not in page()} == set()


def test_the_page_names_every_value_to_choose_from() -> None:
    values = {
        value
        for name in ("Cluster", "Position", "WorkForm", "ActionStatus", "Mark", "CommentState")
        for value in SCHEMA["$defs"][name]["enum"]
    }

    assert {value for value in values if f"`{value}`" not in page()} == set()


@pytest.mark.parametrize(
    "limit",
    [
        f"{TEXT_LIMIT:,} characters",
        f"at most {NAME_LIMIT} characters",
        f"{parsing.SIZE_LIMIT // 1024**2} MB",
        f"{THINGS_LIMIT:,} things",
        f"{parsing.VALUES_LIMIT:,} values",
        f"{parsing.DEPTH_LIMIT} levels",
        f"{parsing.DIGITS_LIMIT} digits",
        f"{parsing.PROBLEMS_SHOWN} no more",
        f"{stages.ITEMS_LIMIT:,} municipalities",
        f"{pdf.LIMITS.megabytes} MB of memory",
    ],
)
def test_the_page_names_every_limit(limit: str) -> None:
    assert limit in " ".join(page().split())
