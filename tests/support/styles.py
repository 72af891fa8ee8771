"""Style sheets that are read once in a run, and not again by every program that is started.

Reading them is a part of what every test of the screens costs, and comes to the same in all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


@pytest.fixture(scope="session", autouse=True)
def styles_read_once() -> Iterator[None]:
    """The rules of a text are those that it had before, for the same colours."""
    read: Callable[..., list[RuleSet]] = Stylesheet._parse_rules
    known: dict[Any, list[RuleSet]] = {}

    def remembered(sheet: Stylesheet, *arguments: Any, **named: Any) -> list[RuleSet]:
        colours = frozenset(sheet._variables.items())
        key = (arguments, tuple(sorted(named.items())), colours)
        if key not in known:
            known[key] = read(sheet, *arguments, **named)
        return known[key]

    with patch.object(Stylesheet, "_parse_rules", remembered):
        yield
