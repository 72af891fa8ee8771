"""Users' words on screen: always literal, and never cut without a sign."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from welvaartcanvas.domain.model import TEXT_LIMIT
from welvaartcanvas.i18n import _

#: What an outer part of the trail keeps, in characters.
_LEAST_PART = 8

#: What stands where something is left out.
MORE = "…"


def clipped(content: Content, width: int, lines: int) -> list[Content]:
    """``content`` wrapped to ``width``, at most ``lines`` lines; ``…`` ends what goes on."""
    if width < 1 or lines < 1:
        return []
    wrapped = content.wrap(width)
    if len(wrapped) <= lines:
        return wrapped
    last = wrapped[lines - 1].rstrip()
    return [*wrapped[: lines - 1], last.truncate(width - 1).rstrip() + Content(MORE)]


def on_one_line(text: str) -> str:
    """``text`` with its line breaks and runs of blanks made one space, for lists and titles."""
    return " ".join(text.split())


def one_line(text: str, limit: int) -> str:
    """The start of ``text`` on one line, at most ``limit`` characters, ``…`` where it is cut."""
    line = on_one_line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + MORE


def fitted_trail(parts: list[str], width: int) -> str:
    """``parts`` from the outside in, on one line of ``width`` cells.

    Where there is no room the longest of the outer parts give way, for the last one says
    where we are.
    """
    between = " › "
    fitted = [on_one_line(part) for part in parts]
    while cell_len(between.join(fitted)) > width:
        longest = max(range(len(fitted) - 1), key=lambda i: len(fitted[i]), default=0)
        if len(fitted) < 2 or len(fitted[longest]) <= _LEAST_PART:
            break
        fitted[longest] = one_line(fitted[longest], len(fitted[longest]) - 1)
    return between.join(fitted)


class Clipped(Widget):
    """A text of at most ``lines`` lines, cut with a sign."""

    DEFAULT_CSS = "Clipped { height: auto; width: 1fr; }"

    def __init__(self, *, lines: int = 1, id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self._content = Content()
        self._lines = lines

    def show(self, content: Content, lines: int | None = None) -> None:
        """Show ``content``, on at most ``lines`` lines when that is given."""
        if content.is_same(self._content) and lines in (None, self._lines):
            return
        self._content = content
        self._lines = lines or self._lines
        self.refresh(layout=True)

    def render(self) -> Content:
        """As many lines as are allowed."""
        lines = clipped(self._content, self.content_size.width, self._lines)
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes, up to what is allowed."""
        return len(clipped(self._content, width, self._lines)) if self._content else 0


def count_text(text: str) -> str:
    """How long ``text`` is, once that comes near what is allowed; else nothing."""
    if len(text) < TEXT_LIMIT - 500:
        return ""
    return _("{n} of at most {limit} characters").format(n=len(text), limit=TEXT_LIMIT)
