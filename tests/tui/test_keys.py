"""The names of keys, in the language of the user."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode

from welvaartcanvas import i18n
from welvaartcanvas.tui import keys, screens


def with_all_below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """``kind`` and every class made from it."""
    yield kind
    for below in kind.__subclasses__():
        yield from with_all_below(below)


def names(of: str) -> set[str]:
    """What the keys that are shown are called, in English, on the classes of the package ``of``."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    return {
        binding.description
        for kind in with_all_below(DOMNode)
        if kind.__module__.startswith(f"{of}.")
        for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ()))
        if binding.description and (binding.show or of != "textual")
    }


def test_what_textual_shows_in_the_key_bar_can_be_translated() -> None:
    assert names("textual") == set(keys.NAMES_OF_TEXTUAL)


def test_no_two_keys_have_the_same_name_in_dutch() -> None:
    """The key bar and the help show one key a name."""
    english = names("welvaartcanvas") | names("textual")

    with i18n.use_language("nl"):
        dutch = Counter(i18n._(name) for name in english)

    assert [name for name, count in dutch.items() if count > 1] == []


@pytest.mark.parametrize(("language", "name"), [("nl", "Lijst sluiten"), ("en", "Dismiss menu")])
def test_keys_are_named_in_the_language_in_force(language: str, name: str) -> None:
    known = ActiveBinding(DOMNode(), Binding("escape", "dismiss", "Dismiss menu"), True, "")
    nameless = ActiveBinding(DOMNode(), Binding("x", "do", ""), True, "")

    with i18n.use_language(language):
        said = keys.translated({"escape": known, "x": nameless})

    assert [active.binding.description for active in said.values()] == [name, ""]
