"""Texts in several languages, and whether a document has them in all that it promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, Field, RootModel

from welvaartcanvas.domain.faults import item_label
from welvaartcanvas.domain.model import Language, Name, Text
from welvaartcanvas.errors import N_, Problem


class Localized(RootModel[dict[Language, Text]]):
    """One text in several languages."""

    model_config = {"frozen": True}

    def __call__(self, language: str) -> str:
        """The text in ``language``, or in the first language that it was written in."""
        return self.root[self.spoken(language)]

    def spoken(self, language: str) -> str:
        """The language of the text that is given for ``language``."""
        return language if language in self.root else next(iter(self.root))


class LocalizedName(Localized):
    """One name or title, which stands on one line, in several languages."""

    root: dict[Language, Name]


class LocalizedList(RootModel[dict[Language, Annotated[tuple[Text, ...], Field(min_length=3)]]]):
    """At least three texts in several languages."""

    model_config = {"frozen": True}

    def __call__(self, language: str) -> tuple[str, ...]:
        """The texts in ``language``, or in the first language that they were written in."""
        return self.root.get(language) or next(iter(self.root.values()))


def language_faults(
    model: type[BaseModel], data: object, declared: set[str], path: str = ""
) -> Iterator[Problem]:
    """Every localized text in ``data`` that lacks one of ``declared``, or has another language.

    ``data`` is the raw document of a ``model``, at ``path``; localized texts are found along
    the model's fields, and what can't be read is left to the model.
    """
    if not isinstance(data, Mapping):
        return
    if issubclass(model, Localized | LocalizedList):
        for language in sorted(declared - set(data)):
            yield Problem(path, N_("has no text in language {language}"), {"language": language})
        for language in sorted(set(map(str, data)) - declared):
            where = f"{path}.{language}"
            yield Problem(where, N_("is in a language that the template does not declare"))
        return
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if inner is None or name not in data:
            continue
        value, where = data[name], f"{path}.{name}" if path else name
        if isinstance(value, list | tuple):
            for i, item in enumerate(value):
                yield from language_faults(inner, item, declared, f"{where}[{item_label(i, item)}]")
        elif isinstance(value, Mapping) and get_origin(field.annotation) is dict:
            for key, item in value.items():
                yield from language_faults(inner, item, declared, f"{where}.{key}")
        else:
            yield from language_faults(inner, value, declared, where)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        inner = _model_in(argument)
        if inner is not None:
            return inner
    return None
