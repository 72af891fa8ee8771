"""What pydantic found, in words that the program can translate."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from welvaartcanvas.errors import Fault, InvalidDocument, Problem, RequestError

_Model = TypeVar("_Model", bound=BaseModel)

# Of pydantic's error types, those that a document from outside can cause; each with the
# values of its context that the message uses.
_MESSAGES: dict[str, str] = {
    "missing": "is missing",
    "extra_forbidden": "is not a known field",
    "string_type": "must be text",
    "string_pattern_mismatch": "has the wrong form: {input}",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "greater_than_equal": "must be at least {ge}, not {input}",
    "less_than_equal": "must be at most {le}, not {input}",
    "too_short": "must have at least {min_length} items",
    "too_long": "must have at most {max_length} items",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be a table of names and values",
    "model_type": "must be a table of names and values",
    "model_attributes_type": "must be a table of names and values",
    "literal_error": "must be one of {expected}, not {input}",
    "enum": "must be one of {expected}, not {input}",
    "datetime_parsing": "must be a moment such as 2026-01-31T13:45:00Z, not {input}",
    "datetime_from_date_parsing": "must be a moment such as 2026-01-31T13:45:00Z, not {input}",
    "datetime_type": "must be a moment such as 2026-01-31T13:45:00Z, not {input}",
    "timezone_aware": "must be a moment with its time zone, not {input}",
    "date_parsing": "must be a date such as 2026-01-31, not {input}",
    "date_from_datetime_parsing": "must be a date such as 2026-01-31, not {input}",
    "date_type": "must be a date such as 2026-01-31, not {input}",
}


def path_of(location: tuple[int | str, ...]) -> str:
    """A pydantic location as the path that a reader looks for: ``blocks[2].place``."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def problems_of(error: ValidationError) -> list[Problem]:
    """Every fault that ``error`` holds, each with its path."""
    problems: list[Problem] = []
    for item in error.errors(include_url=False):
        path = path_of(item["loc"])
        context: dict[str, Any] = item.get("ctx") or {}
        cause = context.get("error")
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
            problems.append(Problem(path, _MESSAGES[item["type"]], values))
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
    cause = (error.errors(include_url=False)[0].get("ctx") or {}).get("error")
    if isinstance(cause, Fault):
        raise cause from None
    raise RequestError("{problem}", problem=problem) from None
