"""The keys of a screen: which are ours, what they are called, in which language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen

from welvaartcanvas.i18n import _


def translated(bindings: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """``bindings`` with their descriptions in the language in force.

    Textual fixes descriptions when a class is made, before the language is known; every
    face of them (key bar, help, palette) reads the screen's active bindings.
    """
    return {
        key: active._replace(
            binding=replace(active.binding, description=_(active.binding.description))
        )
        if active.binding.description
        else active
        for key, active in bindings.items()
    }


@cache
def _own_actions(of: type[DOMNode]) -> frozenset[str]:
    """The actions that the program itself binds on ``of``: not moving a cursor in a field."""
    return frozenset(
        binding.action
        for cls in of.__mro__
        if cls.__module__.startswith("welvaartcanvas.")
        for binding in Binding.make_bindings(cls.__dict__.get("BINDINGS", ()))
    )


def own_keys(screen: Screen[object]) -> Iterator[ActiveBinding]:
    """The keys of the program that work on ``screen`` now, each name once, in order."""
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description not in seen and binding.action in _own_actions(type(active.node)):
            seen.add(binding.description)
            yield active
