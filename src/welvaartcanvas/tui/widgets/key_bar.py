"""The bottom line: the keys that work here, as many as fit, each also a place to click."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

#: Keys that stay at the right-hand end, however many others there are: how to find the rest.
_KEPT = ("f1", "ctrl+p")


class _Item(NamedTuple):
    key: str
    content: Content


class KeyBar(Widget):
    """Shows ``screen.active_bindings`` in one line; what does not fit is behind ``…``.

    One widget that draws the whole line, where Textual's footer mounts one for each key:
    that is a tenth of the time that a start may take.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--name", "key-bar--under"}
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $footer-background; color: $foreground; }
    KeyBar > .key-bar--key { color: $footer-key-foreground; text-style: bold; }
    KeyBar > .key-bar--name { color: $footer-description-foreground; }
    KeyBar > .key-bar--under { background: $block-hover-background; }
    """

    under: reactive[str] = reactive("")
    """The key under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._line: list[_Item] = []

    def on_mount(self) -> None:
        """Follow the keys that work."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """The line, as wide as the bar."""
        items = list(self._items())
        kept = [item for item in items if item.key in _KEPT]
        others = [item for item in items if item.key not in _KEPT]
        room = self.size.width - _width(kept)
        sign = Content()
        while others and _width(others) + sign.cell_length > room:
            others.pop()
            sign = Content(" …")
        gap = sign.pad_right(max(0, room - _width(others) - sign.cell_length))
        self._line = [*others, _Item("", gap), *kept]
        return Content.assemble(*(item.content for item in self._line))

    def _items(self) -> Iterator[_Item]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            wanted = binding.show or binding.key in _KEPT
            if wanted and active.enabled and binding.description not in {"", *seen}:
                seen.add(binding.description)
                yield _Item(binding.key, self._drawn(active))

    def _drawn(self, active: ActiveBinding) -> Content:
        binding = active.binding
        under = ["key-bar--under"] if binding.key == self.under else []
        return Content.assemble(
            (
                f" {self.app.get_key_display(binding)}",
                self.get_visual_style("key-bar--key", *under),
            ),
            (f" {binding.description} ", self.get_visual_style("key-bar--name", *under)),
        )

    def _key_at(self, x: int) -> str:
        for item in self._line:
            if x < item.content.cell_length:
                return item.key
            x -= item.content.cell_length
        return ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light up the key under the mouse."""
        self.under = self._key_at(event.x)

    def on_leave(self) -> None:
        """Nothing is under the mouse any more."""
        self.under = ""

    def on_click(self, event: events.Click) -> None:
        """A click on a key is that key pressed."""
        key = self._key_at(event.x)
        if key:
            self.app.simulate_key(key)


def _width(items: list[_Item]) -> int:
    return sum(item.content.cell_length for item in items)
