"""The peer of typing: a bare Textual app with one text field.

python benchmarks/bare_field.py
"""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class BareField(App[None]):
    """One field, in which what is typed appears."""

    def compose(self) -> ComposeResult:
        yield TextArea(placeholder="Type here")


if __name__ == "__main__":
    BareField().run()
