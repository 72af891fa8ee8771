"""A field for a name or a title, which says so at once when it holds too much."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.widgets import Input

from welvaartcanvas.domain.model import NAME_LIMIT
from welvaartcanvas.i18n import _

#: From so many characters before the limit on, the field counts.
_NEAR = 20


class NameInput(Input):
    """An input for one line of at most :data:`NAME_LIMIT` characters.

    Nothing that is typed or pasted is cut off: what is too long stays, to be made shorter.
    """

    DEFAULT_CSS: ClassVar[str] = """
    NameInput { border-subtitle-color: $text-muted; }
    NameInput.-too-long { border-subtitle-color: $text-error; }
    """

    def watch_value(self, value: str) -> None:
        """Count where it matters."""
        length = len(value.strip())
        counted = _("{n} of at most {limit} characters").format(n=length, limit=NAME_LIMIT)
        self.border_subtitle = Content(counted if length > NAME_LIMIT - _NEAR else "")
        self.set_class(length > NAME_LIMIT, "-too-long")
