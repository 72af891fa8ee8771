"""How large the parts of a document from outside may be, before anything is made of them.

A model counts its items only after it has looked at each, and says what is wrong with each; in a
file that is made for it that takes minutes. Here nothing is looked at but lengths.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from welvaartcanvas.errors import N_, Problem

_HOLDING = (dict, list)


def out_of_bounds(
    path: str, value: object, *, fields: int, items: int, values: int
) -> Iterator[Problem]:
    """What is too large in ``value``, raw data at ``path``.

    An object may have so many ``fields``, a list so many ``items``, and all of it so many
    ``values``, lists and objects included. What is too large is not looked into.
    """
    count = 1
    todo: list[tuple[str, Any]] = [(path, value)] if isinstance(value, _HOLDING) else []
    while todo:
        at, item = todo.pop()
        count += len(item)
        if isinstance(item, dict):
            if len(item) > fields:
                message = N_("has {count} fields; at most {limit} are read")
                yield Problem(at, message, {"count": len(item), "limit": fields})
                continue
            todo += [
                (f"{at}.{key}" if at else str(key), each)
                for key, each in item.items()
                if isinstance(each, _HOLDING)
            ]
        else:
            if len(item) > items:
                message = N_("has {count} items; at most {limit} are read")
                yield Problem(at, message, {"count": len(item), "limit": items})
                continue
            todo += [
                (f"{at}[{number}]", each)
                for number, each in enumerate(item)
                if isinstance(each, _HOLDING)
            ]
    if count > values:
        message = N_("has {count} values; at most {limit} are read")
        yield Problem(path, message, {"count": count, "limit": values})
