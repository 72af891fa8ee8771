"""The peer of the screens: a bare Textual app with a header, a list and a footer.

python benchmarks/bare_app.py LINES LAST
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, OptionList


class BareApp(App[None]):
    """As many lines as the workspace has, of which the last says ``last``."""

    BINDINGS: ClassVar = [("q", "quit", "Quit"), ("n", "new", "New"), ("e", "edit", "Edit")]

    def __init__(self, lines: int, last: str) -> None:
        super().__init__()
        self._lines = [f"Line {i}" for i in range(1, lines)] + [last]

    def compose(self) -> ComposeResult:
        yield Header()
        yield OptionList(*self._lines)
        yield Footer()


if __name__ == "__main__":
    BareApp(int(sys.argv[1]), sys.argv[2]).run()
