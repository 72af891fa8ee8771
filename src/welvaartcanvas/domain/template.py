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

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from welvaartcanvas.domain.bounds import out_of_bounds
from welvaartcanvas.domain.faults import item_label, problems_of
from welvaartcanvas.domain.layout import Grid, Place, layout_faults
from welvaartcanvas.domain.localized import (
    Localized,
    LocalizedList,
    LocalizedName,
    language_faults,
)
from welvaartcanvas.domain.model import Hexcolour, Key, Language, Model
from welvaartcanvas.errors import N_, InvalidDocument, Problem, UnknownThing

Languages = Annotated[tuple[Language, ...], Field(min_length=1)]
#: Shapes that a perspective's mark may have; each is drawn as itself in the PDF.
Shape = Literal["diamond", "circle", "square", "triangle", "star"]
MARKS: dict[str, str] = {"diamond": "◆", "circle": "●", "square": "■", "triangle": "▲", "star": "★"}


#: How many fields, items and values a template may have; the shipped one has 844 values.
BOUNDS = {"fields": 100, "items": 100, "values": 10_000}

_LANGUAGES = TypeAdapter[tuple[str, ...]](Languages)


class Perspective(Model):
    """One side at the table, told apart by shape and name, never by colour alone."""

    key: Key
    name: LocalizedName
    shape: Shape
    colour: Hexcolour

    @property
    def mark(self) -> str:
        """The shape as a character, for terminals and plain text."""
        return MARKS[self.shape]


class Kind(Model):
    """What sort of contribution something is: a strength, a chance, a task."""

    key: Key
    name: LocalizedName


class Anchor(Model):
    """What one score of a rating means."""

    score: Annotated[int, Field(ge=0, le=5, strict=True)]
    text: LocalizedName


class Theme(Model):
    """A theme that contributions can be tagged with."""

    key: Key
    name: LocalizedName


class ThemeGroup(Model):
    """Themes that belong together, with the source that they come from."""

    key: Key
    name: LocalizedName
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]


class Guidance(Model):
    """How one perspective is helped to answer one block."""

    prompts: LocalizedList
    example: Localized


class Block(Model):
    """One of the questions of the canvas (*bouwsteen*)."""

    number: Annotated[int, Field(ge=1, le=99, strict=True)]
    key: Key
    title: LocalizedName
    question: Localized
    why: Localized
    place: Place
    guidance: dict[Key, Guidance]


Keyed = TypeVar("Keyed", Perspective, Kind, Block)


class Template(Model):
    """A whole template, free of faults: no instance of this class can exist with any."""

    slug: Key
    version: Annotated[int, Field(ge=1, strict=True)]
    languages: Languages
    title: LocalizedName
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
        return _find(
            self.reading_order, key, N_("block {value} does not exist; choose from {allowed}")
        )

    def perspective(self, key: str) -> Perspective:
        """The perspective called ``key``; :class:`UnknownThing` names those there are."""
        return _find(
            self.perspectives, key, N_("perspective {value} does not exist; choose from {allowed}")
        )

    def kind(self, key: str) -> Kind:
        """The kind called ``key``; :class:`UnknownThing` names those there are."""
        return _find(self.kinds, key, N_("kind {value} does not exist; choose from {allowed}"))

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
    raise UnknownThing(message, value=key, allowed=tuple(item.key for item in items))


def read_template(data: Mapping[str, Any], source: str) -> Template:
    """The template that ``data`` (a parsed TOML or JSON document) describes.

    Raises :class:`InvalidDocument` naming ``source`` with every fault at once: those of
    single fields together with those between fields, as far as the rest can be read. An
    item of a list is called by its key (``blocks[kracht].place``) or, where it has none, by
    its number counted from 0 (``languages[0]``). A document that is larger than
    :data:`BOUNDS` gets told that alone.
    """
    large = [*out_of_bounds("", data, **BOUNDS)]
    if large:
        raise InvalidDocument(source, large)
    try:
        return Template.model_validate(dict(data))
    except ValidationError as error:
        # A document whose single fields are all right has its cross faults in `error` already.
        problems = [*problems_of(error, data), *cross_faults(data)]
    raise InvalidDocument(source, {str(problem): problem for problem in problems}.values())


def cross_faults(data: Mapping[str, Any]) -> list[Problem]:
    """The faults between fields: layout, languages, repeated or missing keys.

    It reads ``data`` as loosely as it can, so that a document that is broken elsewhere
    still gets these named; what it can't read it leaves to the models.
    """
    places = [
        (f"{at}.place", str(block.get("key")), block.get("place"))
        for at, block in _mappings(data, "blocks")
    ]
    return [
        *_repeated(data),
        *layout_faults(data.get("grid"), places),
        *_languages(data),
        *_guidance(data),
        *_anchors(data),
    ]


def _mappings(data: Mapping[str, Any], name: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The items of list ``name`` that are tables, each with its path."""
    items = data.get(name)
    if not isinstance(items, list | tuple):
        return []
    return [
        (f"{name}[{item_label(i, item)}]", item)
        for i, item in enumerate(items)
        if isinstance(item, Mapping)
    ]


def _repeated(data: Mapping[str, Any]) -> Iterator[Problem]:
    groups = _mappings(data, "theme_groups")
    themes = [
        (f"{at}.{of}", theme) for at, group in groups for of, theme in _mappings(group, "themes")
    ]
    perspectives, blocks = _mappings(data, "perspectives"), _mappings(data, "blocks")
    fields = [
        ("key", perspectives),
        ("shape", perspectives),
        ("key", _mappings(data, "kinds")),
        ("key", groups),
        ("key", themes),
        ("key", blocks),
        ("number", blocks),
    ]
    for name, items in fields:
        seen: set[str | int] = set()
        for where, item in items:
            value = item.get(name)
            if not isinstance(value, str | int):
                continue
            if value in seen:
                yield _twice(f"{where}.{name}", value)
            seen.add(value)


def _twice(path: str, value: object) -> Problem:
    return Problem(path, N_("{value} is used more than once"), {"value": value})


def _languages(data: Mapping[str, Any]) -> Iterator[Problem]:
    declared = data.get("languages")
    try:
        languages = _LANGUAGES.validate_python(declared)
    except ValidationError:
        return
    for language in sorted(each for each, count in Counter(languages).items() if count > 1):
        yield _twice("languages", language)
    yield from language_faults(Template, data, set(languages))


def _guidance(data: Mapping[str, Any]) -> Iterator[Problem]:
    keys = [str(item.get("key")) for _, item in _mappings(data, "perspectives")]
    for where, block in _mappings(data, "blocks"):
        guidance = block.get("guidance")
        if not isinstance(guidance, Mapping):
            continue
        for key in keys:
            if key not in guidance:
                yield Problem(
                    f"{where}.guidance", N_("has nothing for perspective {key}"), {"key": key}
                )
        for key in guidance:
            if key not in keys:
                yield Problem(
                    f"{where}.guidance.{key}", N_("is not a perspective of this template")
                )


def _anchors(data: Mapping[str, Any]) -> Iterator[Problem]:
    scores = [item.get("score") for _, item in _mappings(data, "anchors")]
    if len(scores) == 6 and all(score in range(6) for score in scores) and len(set(scores)) < 6:
        yield Problem("anchors", N_("must have each score from 0 to 5 exactly once"))
