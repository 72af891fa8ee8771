"""A moment of a canvas, as screens name it and hand it on."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from welvaartcanvas.i18n import moment_text
from welvaartcanvas.tui.widgets.text import on_one_line


class Moment(NamedTuple):
    """Just after step ``step`` of the workspace, which was ``at``; ``name`` is its snapshot's."""

    step: int
    at: datetime
    name: str = ""

    @property
    def text(self) -> str:
        """The moment in words, on one line: ``22-11-2026 14:03 (bijeenkomst 1)``.

        Without a name it has its number, ``22-11-2026 14:03 (#12)``: steps share a minute.
        """
        return f"{moment_text(self.at)} ({on_one_line(self.name) or f'#{self.step}'})"
