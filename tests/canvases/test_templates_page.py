"""``docs/templates.md`` tells all about template files, and what it shows is true."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, RootModel

from welvaartcanvas.domain.template import MARKS, Template, read_template
from welvaartcanvas.errors import InvalidDocument

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The page's only code block in that language."""
    [found] = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)
    return str(found)


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model that a template is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation)
    for argument in get_args(annotation):
        yield from models(argument)


def fields() -> list[str]:
    """``Model.field`` of every field that a file may have."""
    return sorted(
        f"{model.__name__}.{name}"
        for model in set(models(Template))
        if not issubclass(model, RootModel)
        for name in model.model_fields
    )


@pytest.mark.parametrize("field", fields())
def test_every_field_is_told_about(field: str) -> None:
    name = field.partition(".")[2]
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("|")]

    assert any(f"`{name}`" in row for row in rows)


@pytest.mark.parametrize(("shape", "mark"), MARKS.items())
def test_every_shape_is_told_about(shape: str, mark: str) -> None:
    assert f"`{shape}` {mark}" in PAGE


def test_the_template_on_the_page_has_no_faults() -> None:
    template = read_template(tomllib.loads(block("toml")), "buurtgesprek.toml")

    assert template.cells == (
        ("wens", "bewoners"),
        ("wens", "gemeente"),
        ("stap", "bewoners"),
        ("stap", "gemeente"),
    )


def test_the_faults_on_the_page_are_what_is_said() -> None:
    data = tomllib.loads(block("toml"))
    bewoners, gemeente = data["perspectives"]
    wens, stap = data["blocks"]
    data["version"] = "1"
    del data["introduction"]
    bewoners["colour"] = "blauw"
    gemeente["shape"] = "vierkant"
    data["kinds"][0]["name"] = {"en": "Opportunity"}
    wens["vraag"] = "Wat moet hier beter?"
    wens["guidance"]["bewoners"]["prompts"]["nl"].pop()
    stap["number"] = 1
    stap["place"]["column"] = 0
    del stap["guidance"]["gemeente"]

    with pytest.raises(InvalidDocument) as refused:
        read_template(data, "buurtgesprek.toml")

    assert str(refused.value) == block("text").rstrip("\n")
