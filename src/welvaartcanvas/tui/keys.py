"""The keys of a screen: which are ours, what they are called, in which language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen

from welvaartcanvas.i18n import N_, _

#: What Textual's own widgets call the keys that they show; a test holds it against Textual.
NAMES_OF_TEXTUAL = (N_("Dismiss menu"), N_("Exit the command palette"))


def translated(bindings: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """``bindings`` with their descriptions in the language in force.

    Textual fixes descriptions when a class is made, before the language is known; every
    face of them (key bar, help, palette) reads the screen's active bindings.
    """
    return {
        key: active._replace(
            binding=replace(
                active.binding,
                description=_(active.binding.description),
                key_display=_displayed(active.binding),
            )
        )
        if active.binding.description
        else active
        for key, active in bindings.items()
    }


def _displayed(binding: Binding) -> str | None:
    """What stands on the key, where that is a word; otherwise Textual knows."""
    return _("space") if binding.key == "space" else binding.key_display


@cache
def _own(of: type[DOMNode]) -> frozenset[tuple[str, str]]:
    """Keys and actions that the program itself binds on ``of``: not moving about in a field."""
    return frozenset(
        (binding.key, binding.action)
        for cls in of.__mro__
        if cls.__module__.startswith("welvaartcanvas.")
        for binding in Binding.make_bindings(cls.__dict__.get("BINDINGS", ()))
    )


def own_keys(screen: Screen[object]) -> Iterator[ActiveBinding]:
    """The keys of the program that work on ``screen`` now, each name once, in order."""
    seen = {""}
    for active in screen.active_bindings.values():
        binding = active.binding
        own = (binding.key, binding.action) in _own(type(active.node))
        if own and active.enabled and binding.description not in seen:
            seen.add(binding.description)
            yield active
