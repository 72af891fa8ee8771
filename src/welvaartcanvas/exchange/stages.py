"""Validation that stops when enough is known: a refusal may cost no more than a reading.

pydantic finds every fault of what it is given before it says one, and a fault costs fifty times
what a sound value does. So what a canvas holds is validated thing by thing, which is as quick as
all of it at once, and nothing more is looked at once there are more faults than are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from welvaartcanvas.domain.bounds import out_of_bounds
from welvaartcanvas.domain.faults import problems_of
from welvaartcanvas.errors import Problem
from welvaartcanvas.exchange.parsing import PROBLEMS_SHOWN

#: How many items a list of a thing may have. The longest are municipalities, of which there are
#: 342, and in the past of a region each of them is a field.
ITEMS_LIMIT = 1_000
#: What a part of a document may have, but for lists of which the format says how long they are.
BOUNDS = {"fields": 2 * ITEMS_LIMIT, "items": ITEMS_LIMIT, "values": 4 * ITEMS_LIMIT}


class Problems(list[Problem]):
    """What is wrong with a document, as far as it is shown and one more."""

    @property
    def enough(self) -> bool:
        """Whether nothing more need be looked for."""
        return len(self) > PROBLEMS_SHOWN

    def take(self, more: Iterable[Problem]) -> None:
        """Add of ``more`` what may still be shown; the others are not even made."""
        self.extend(islice(more, max(0, PROBLEMS_SHOWN + 1 - len(self))))


def with_things(
    model: type[BaseModel],
    path: str,
    raw: Any,
    names: Iterable[str],
    problems: Problems,
    *,
    items: int = ITEMS_LIMIT,
) -> Any:
    """``raw``, which is to be a ``model``, with the things in its fields ``names`` made already.

    Such a field is a list or an object of things, of any length; a thing has lists of at most so
    many ``items``. What is wrong with a thing is added to ``problems``, and the thing left out.
    """
    if not isinstance(raw, Mapping):
        return raw
    made = dict(raw)
    for name in names:
        given, make, below = made.pop(name, None), _adapter(model, name), f"{path}.{name}"
        if isinstance(given, list):
            made[name] = [
                thing
                for number, item in enumerate(given)
                for thing in _made(make, [item], f"{below}[{number}]", problems, items)
            ]
        elif isinstance(given, dict):
            made[name] = {
                key: thing
                for pair in given.items()
                for key, thing in _made(make, dict([pair]), f"{below}.", problems, items).items()
            }
        elif name in raw:
            made[name] = given
    return made


@cache
def _adapter(model: Any, name: str) -> TypeAdapter[Any]:
    """What makes the field ``name`` of a ``model``."""
    return TypeAdapter(model.model_fields[name].annotation)


def _made(make: TypeAdapter[Any], raw: Any, path: str, problems: Problems, items: int) -> Any:
    """What ``make`` makes of ``raw``, a list or object of one thing; of what has a fault, nothing.

    ``path`` is where the one of a list stands, and what goes before the key of an object's.
    """
    here = "[0]" if isinstance(raw, list) else ""
    if not problems.enough:
        known = len(problems)
        found = out_of_bounds("", raw, **{**BOUNDS, "items": items, "values": 4 * items})
        problems.take(_moved(found, here, path))
        if len(problems) == known:
            try:
                return make.validate_python(raw)
            except ValidationError as error:
                problems.take(_moved(problems_of(error), here, path))
    return type(raw)()


def _moved(problems: Iterable[Problem], here: str, path: str) -> Iterator[Problem]:
    return (Problem(path + p.path.removeprefix(here), p.message, p.values) for p in problems)
