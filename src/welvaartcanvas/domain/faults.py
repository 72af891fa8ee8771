"""What pydantic found, in words that the program can translate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from welvaartcanvas.domain.model import COLOUR_FORM, KEY_FORM, LANGUAGE_FORM
from welvaartcanvas.errors import N_, Fault, InvalidDocument, Problem, RequestError, TextError

_Model = TypeVar("_Model", bound=BaseModel)

# Of pydantic's error types, those that a document from outside can cause; each with the
# values of its context that the message uses.
_MESSAGES: dict[str, str] = {
    "missing": N_("is missing"),
    "extra_forbidden": N_("is not a known field"),
    "string_type": N_("must be text"),
    "string_pattern_mismatch": N_("has the wrong form: {input}"),
    "string_unicode": N_("has a broken character (half of a pair); remove it"),
    "int_type": N_("must be a whole number"),
    "int_parsing": N_("must be a whole number"),
    "int_from_float": N_("must be a whole number"),
    "bool_type": N_("must be true or false"),
    "greater_than_equal": N_("must be at least {ge}, not {input}"),
    "less_than_equal": N_("must be at most {le}, not {input}"),
    "too_short": N_("has too few items (minimum {min_length})"),
    "too_long": N_("has too many items (maximum {max_length})"),
    "list_type": N_("must be a list"),
    "tuple_type": N_("must be a list"),
    "dict_type": N_("must be a table of names and values"),
    "model_type": N_("must be a table of names and values"),
    "model_attributes_type": N_("must be a table of names and values"),
    "literal_error": N_("must be one of {expected}, not {input}"),
    "enum": N_("must be one of {expected}, not {input}"),
    "datetime_parsing": N_("must be a moment such as 2026-01-31T13:45:00Z, not {input}"),
    "datetime_from_date_parsing": N_("must be a moment such as 2026-01-31T13:45:00Z, not {input}"),
    "datetime_type": N_("must be a moment such as 2026-01-31T13:45:00Z, not {input}"),
    "timezone_aware": N_("must be a moment with its time zone, not {input}"),
    "date_parsing": N_("must be a date such as 2026-01-31, not {input}"),
    "date_from_datetime_parsing": N_("must be a date such as 2026-01-31, not {input}"),
    "date_type": N_("must be a date such as 2026-01-31, not {input}"),
}

# How a person who typed it calls a field, by model and field. The text of a contribution,
# learning question or action is not here: it is what their faults are about unless they say so.
_FIELDS = {
    ("Region", "name"): N_("name of the region"),
    ("Region", "note"): N_("note with the region"),
    ("CanvasHead", "title"): N_("title of the canvas"),
    ("CanvasHead", "description"): N_("description of the canvas"),
    ("Partner", "name"): N_("name of the partner"),
    ("Partner", "organisation"): N_("organisation of the partner"),
    ("Partner", "email"): N_("e-mail address of the partner"),
    ("Contribution", "tags"): N_("tag"),
    ("Rating", "reason"): N_("reason of the rating"),
    ("LearningQuestion", "from_whom"): N_("from whom to learn"),
    ("Action", "who"): N_("who does it"),
    ("Round", "name"): N_("name of the review round"),
    ("Round", "question"): N_("question of the review round"),
    ("Comment", "text"): N_("comment"),
    ("Comment", "quoted"): N_("marked words"),
    ("Comment", "author"): N_("author of the comment"),
    ("Comment", "answer"): N_("answer to the comment"),
    ("Adoption", "decided_by"): N_("who adopted it"),
    ("Adoption", "reason"): N_("reason to reopen it"),
    ("Settings", "name"): N_("your name"),
}

_QUOTED = re.compile(r"'([^']*)'")


# What a text must look like, where its pattern would tell a reader nothing.
_FORMS: dict[str, str] = {
    KEY_FORM: N_("must be lower-case letters, digits, - and _ such as binnenstad-1, not {input}"),
    LANGUAGE_FORM: N_("must be a language of two letters such as nl, not {input}"),
    COLOUR_FORM: N_("must be a colour such as #1D4BAA, not {input}"),
}

# Keys that can't be taken for a number in a list.
_KEY_IN_PATH = re.compile(r"[a-z][a-z0-9_-]{0,63}")


def item_label(index: int, item: object) -> str:
    """How a path calls an item of a list: by its key, or by its number counted from 0."""
    key = item.get("key") if isinstance(item, Mapping) else None
    return key if isinstance(key, str) and _KEY_IN_PATH.fullmatch(key) else str(index)


def path_of(location: tuple[int | str, ...], document: object = None) -> str:
    """A pydantic location as the path that a reader looks for: ``blocks[kracht].place``.

    ``document`` is what was validated; without it items are called by their number.
    """
    if location and location[-1] == "[key]":  # pydantic's word for "the name, not its value"
        location = location[:-1]
    path, here = "", document
    for part in location:
        here = _inside(here, part)
        if isinstance(part, int):
            path += f"[{item_label(part, here)}]"
        else:
            path += f".{part}" if path else part
    return path


def _inside(thing: object, part: int | str) -> object:
    if isinstance(thing, Mapping):
        return thing.get(part)
    if isinstance(thing, list | tuple) and isinstance(part, int) and part < len(thing):
        return thing[part]
    return None


def problems_of(error: ValidationError, document: object = None) -> list[Problem]:
    """Every fault that ``error`` holds, each with its path in ``document``, see :func:`path_of`."""
    problems: list[Problem] = []
    for item in error.errors(include_url=False):
        path = path_of(item["loc"], document)
        context: dict[str, Any] = item.get("ctx") or {}
        cause = context.get("error")
        if item["type"] == "too_short" and len(item["input"]) >= context["min_length"]:
            continue  # only its sound items were counted; what is wrong with the others is named
        if isinstance(cause, InvalidDocument):
            problems.extend(
                Problem(".".join(filter(None, (path, p.path))), p.message, p.values)
                for p in cause.problems
            )
        elif isinstance(cause, Fault):
            problems.append(Problem(path, cause.message, cause.values))
        elif item["type"] in _MESSAGES:
            shown = item["input"] if isinstance(item["input"], str | int | float) else "…"
            values = {**context, "input": shown}
            if "expected" in context:  # 'a', 'b' or 'c': the names without pydantic's English
                expected = context["expected"]
                values["expected"] = tuple(_QUOTED.findall(expected)) or expected
            message = _FORMS.get(str(context.get("pattern")), _MESSAGES[item["type"]])
            problems.append(Problem(path, message, values))
        else:
            problems.append(Problem(path, "{reason}", {"reason": item["msg"]}))
    return problems


def made(model: type[_Model], **values: object) -> _Model:
    """An instance of ``model``; the first fault is raised as a :class:`RequestError`."""
    try:
        return model(**values)
    except ValidationError as error:
        _refuse(error)


def changed(thing: _Model, **values: object) -> _Model:
    """A copy of ``thing`` with other ``values``, validated as if it were made anew."""
    return made(
        type(thing), **{**{n: getattr(thing, n) for n in type(thing).model_fields}, **values}
    )


def _refuse(error: ValidationError) -> NoReturn:
    problem = problems_of(error)[0]
    first = error.errors(include_url=False)[0]
    cause = (first.get("ctx") or {}).get("error")
    field = _FIELDS.get((error.title, str(next(iter(first["loc"]), ""))))
    if isinstance(cause, TextError) and field:
        named = Problem("", field)
        problem = Problem("", cause.message, cause.values)
        raise RequestError("{field}: {problem}", field=named, problem=problem) from None
    if isinstance(cause, Fault):
        raise cause from None
    raise RequestError("{problem}", problem=problem) from None
