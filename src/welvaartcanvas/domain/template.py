"""Templates: a canvas as data. A new kind of canvas is a file, not code.

A template says which blocks there are, from which perspectives they are answered, how
they are drawn in a grid, and every text that guides the people at the table, in each
language the template knows. ``docs/templates.md`` describes the file for its writers.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, Field, RootModel, ValidationError, model_validator

from welvaartcanvas.domain.faults import problems_of
from welvaartcanvas.domain.model import Key, Model, Text
from welvaartcanvas.errors import InvalidDocument, Problem, UnknownThing

Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Hexcolour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
#: Shapes that a perspective's mark may have; each is drawn as itself in the PDF.
Shape = Literal["diamond", "circle", "square", "triangle", "star"]
MARKS: dict[str, str] = {"diamond": "◆", "circle": "●", "square": "■", "triangle": "▲", "star": "★"}


class Localized(RootModel[dict[Language, Text]]):
    """One text in several languages."""

    model_config = {"frozen": True}

    def __call__(self, language: str) -> str:
        """The text in ``language``, or in the first language that it was written in."""
        return self.root.get(language) or next(iter(self.root.values()))


class LocalizedList(RootModel[dict[Language, Annotated[tuple[Text, ...], Field(min_length=3)]]]):
    """At least three texts in several languages."""

    model_config = {"frozen": True}

    def __call__(self, language: str) -> tuple[str, ...]:
        """The texts in ``language``, or in the first language that they were written in."""
        return self.root.get(language) or next(iter(self.root.values()))


class Perspective(Model):
    """One side at the table, told apart by shape and name, never by colour alone."""

    key: Key
    name: Localized
    shape: Shape
    colour: Hexcolour

    @property
    def mark(self) -> str:
        """The shape as a character, for terminals and plain text."""
        return MARKS[self.shape]


class Kind(Model):
    """What sort of contribution something is: a strength, a chance, a task."""

    key: Key
    name: Localized


class Anchor(Model):
    """What one score of a rating means."""

    score: Annotated[int, Field(ge=0, le=5)]
    text: Localized


class Theme(Model):
    """A theme that contributions can be tagged with."""

    key: Key
    name: Localized


class ThemeGroup(Model):
    """Themes that belong together, with the source that they come from."""

    key: Key
    name: Localized
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]


class Place(Model):
    """A block's rectangle in the grid, counted in cells from the top left corner."""

    column: Annotated[int, Field(ge=0)]
    row: Annotated[int, Field(ge=0)]
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]

    def cells(self) -> Iterator[tuple[int, int]]:
        """Every (column, row) that the rectangle takes."""
        for column in range(self.column, self.column + self.width):
            for row in range(self.row, self.row + self.height):
                yield column, row


class Grid(Model):
    """The size of the picture in cells."""

    columns: Annotated[int, Field(ge=1, le=40)]
    rows: Annotated[int, Field(ge=1, le=40)]


class Guidance(Model):
    """How one perspective is helped to answer one block."""

    prompts: LocalizedList
    example: Localized


class Block(Model):
    """One of the questions of the canvas (*bouwsteen*)."""

    number: Annotated[int, Field(ge=1, le=99)]
    key: Key
    title: Localized
    question: Localized
    why: Localized
    place: Place
    guidance: dict[Key, Guidance]


Keyed = TypeVar("Keyed", Perspective, Kind, Block)


class Template(Model):
    """A whole template, free of faults: no instance of this class can exist with any."""

    slug: Key
    version: Annotated[int, Field(ge=1)]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    title: Localized
    introduction: Localized
    grid: Grid
    perspectives: Annotated[tuple[Perspective, ...], Field(min_length=2, max_length=5)]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=6, max_length=6)]
    theme_groups: tuple[ThemeGroup, ...] = ()
    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        problems = cross_faults(self.model_dump())
        if problems:
            raise InvalidDocument(self.slug, problems)
        return self

    @cached_property
    def reading_order(self) -> tuple[Block, ...]:
        """The blocks by number: the order in which they are read and discussed."""
        return tuple(sorted(self.blocks, key=lambda block: block.number))

    @cached_property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Every (block key, perspective key), in reading order."""
        return tuple((b.key, p.key) for b in self.reading_order for p in self.perspectives)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal: two templates are the same when this is.

        It is taken over the template as JSON with sorted keys and no blanks, in UTF-8, so
        that it does not hang on the order in which a file or a JSON tool puts the keys.
        """
        content = json.dumps(
            self.model_dump(mode="json"),
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        return hashlib.sha256(content.encode()).hexdigest()

    def block(self, key: str) -> Block:
        """The block called ``key``; :class:`UnknownThing` names those there are."""
        return _find(self.reading_order, key, "block {value} does not exist; choose from {allowed}")

    def perspective(self, key: str) -> Perspective:
        """The perspective called ``key``; :class:`UnknownThing` names those there are."""
        return _find(
            self.perspectives, key, "perspective {value} does not exist; choose from {allowed}"
        )

    def kind(self, key: str) -> Kind:
        """The kind called ``key``; :class:`UnknownThing` names those there are."""
        return _find(self.kinds, key, "kind {value} does not exist; choose from {allowed}")

    def anchor(self, score: int) -> Anchor:
        """The anchor of ``score`` (0 to 5)."""
        return next(anchor for anchor in self.anchors if anchor.score == score)

    def tag_name(self, tag: str, language: str) -> str:
        """How ``tag`` is shown: a theme's name, or the tag itself when it is a free word."""
        for group in self.theme_groups:
            for theme in group.themes:
                if theme.key == tag:
                    return theme.name(language)
        return tag


def _find(items: tuple[Keyed, ...], key: str, message: str) -> Keyed:
    for item in items:
        if item.key == key:
            return item
    raise UnknownThing(message, value=key, allowed=", ".join(item.key for item in items))


def read_template(data: Mapping[str, Any], source: str) -> Template:
    """The template that ``data`` (a parsed TOML or JSON document) describes.

    Raises :class:`InvalidDocument` naming ``source`` with every fault at once: those of
    single fields together with those between fields, as far as the rest can be read.
    """
    try:
        return Template.model_validate(dict(data))
    except ValidationError as error:
        problems = problems_of(error)
    known = {problem.path for problem in problems}
    problems += [problem for problem in cross_faults(data) if problem.path not in known]
    raise InvalidDocument(source, problems)


def cross_faults(data: Mapping[str, Any]) -> list[Problem]:
    """The faults between fields: layout, languages, repeated or missing keys.

    It reads ``data`` as loosely as it can, so that a document that is broken elsewhere
    still gets these named; what it can't read it leaves to the models.
    """
    return [
        *_repeated(data),
        *_layout(data),
        *_languages(data),
        *_guidance(data),
        *_anchors(data),
    ]


def _mappings(data: Mapping[str, Any], name: str) -> list[tuple[str, Mapping[str, Any]]]:
    items = data.get(name)
    if not isinstance(items, list | tuple):
        return []
    return [(f"{name}[{i}]", item) for i, item in enumerate(items) if isinstance(item, Mapping)]


def _repeated(data: Mapping[str, Any]) -> Iterator[Problem]:
    themes = [
        (f"{where}.{at}", theme)
        for where, group in _mappings(data, "theme_groups")
        for at, theme in _mappings(group, "themes")
    ]
    fields = [
        ("key", _mappings(data, "perspectives")),
        ("shape", _mappings(data, "perspectives")),
        ("key", _mappings(data, "kinds")),
        ("key", themes),
        ("key", _mappings(data, "blocks")),
        ("number", _mappings(data, "blocks")),
    ]
    for name, items in fields:
        seen: set[str] = set()
        for where, item in items:
            value = str(item.get(name))
            if name in item and value in seen:
                yield Problem(f"{where}.{name}", "{value} is used more than once", {"value": value})
            seen.add(value)


def _layout(data: Mapping[str, Any]) -> Iterator[Problem]:
    grid = _read(Grid, data.get("grid"))
    if grid is None:
        return
    taken: dict[tuple[int, int], str] = {}
    complete = True
    for where, block in _mappings(data, "blocks"):
        place = _read(Place, block.get("place"))
        if place is None:
            complete = False
            continue
        if place.column + place.width > grid.columns or place.row + place.height > grid.rows:
            yield Problem(
                f"{where}.place",
                "falls outside the grid of {columns} columns and {rows} rows",
                {"columns": grid.columns, "rows": grid.rows},
            )
            continue
        for other in sorted({taken[cell] for cell in place.cells() if cell in taken}):
            yield Problem(f"{where}.place", "overlaps block {other}", {"other": other})
        taken.update(dict.fromkeys(place.cells(), str(block.get("key"))))
    free = [
        f"({column},{row})"
        for row in range(grid.rows)
        for column in range(grid.columns)
        if (column, row) not in taken
    ]
    if free and complete:
        yield Problem("grid", "no block takes the place {places}", {"places": " ".join(free)})


def _read(model: type[Model], data: object) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError:
        return None


def _languages(data: Mapping[str, Any]) -> Iterator[Problem]:
    declared = data.get("languages")
    if not isinstance(declared, list | tuple) or not all(isinstance(d, str) for d in declared):
        return
    yield from _texts(Template, data, "", set(declared))


def _texts(
    model: type[BaseModel], data: object, path: str, declared: set[str]
) -> Iterator[Problem]:
    """Hold every localized text, found along the model's fields, against the languages."""
    if not isinstance(data, Mapping):
        return
    if issubclass(model, Localized | LocalizedList):
        for language in sorted(declared - set(data)):
            yield Problem(path, "has no text in language {language}", {"language": language})
        for language in sorted(set(map(str, data)) - declared):
            yield Problem(
                f"{path}.{language}", "is in a language that the template does not declare"
            )
        return
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if inner is None or name not in data:
            continue
        value, where = data[name], f"{path}.{name}" if path else name
        if isinstance(value, list | tuple):
            for i, item in enumerate(value):
                yield from _texts(inner, item, f"{where}[{i}]", declared)
        elif name == "guidance" and isinstance(value, Mapping):
            for key, item in value.items():
                yield from _texts(inner, item, f"{where}.{key}", declared)
        else:
            yield from _texts(inner, value, where, declared)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found is not None:
            return found
    return None


def _guidance(data: Mapping[str, Any]) -> Iterator[Problem]:
    keys = [str(item.get("key")) for _, item in _mappings(data, "perspectives")]
    for where, block in _mappings(data, "blocks"):
        guidance = block.get("guidance")
        if not isinstance(guidance, Mapping):
            continue
        for key in keys:
            if key not in guidance:
                yield Problem(
                    f"{where}.guidance", "has nothing for perspective {key}", {"key": key}
                )
        for key in guidance:
            if key not in keys:
                yield Problem(f"{where}.guidance.{key}", "is not a perspective of this template")


def _anchors(data: Mapping[str, Any]) -> Iterator[Problem]:
    scores = Counter(
        item.get("score")
        for _, item in _mappings(data, "anchors")
        if isinstance(item.get("score"), int)
    )
    if scores and set(scores) != set(range(6)):
        yield Problem("anchors", "must have each score from 0 to 5 exactly once")
