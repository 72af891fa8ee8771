"""Users' words on screen: always literal, and never cut without a sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.domain.model import TEXT_LIMIT
from welvaartcanvas.i18n import _

#: What an outer part of the trail keeps, in characters.
_LEAST_PART = 8

#: What stands where something is left out.
MORE = "…"
#: What stands for a blank at which no line is broken. Textual breaks at no-break blanks too, so
#: it is a code point that Unicode keeps free of any sign (a noncharacter), one cell wide.
_GLUE = "\ufdd0"
#: What of a name stays together: up to a hyphen or a blank, with these.
_PIECES = re.compile(r"[^ \-]+-* *|-+ *| +")


def glued(content: Content) -> Content:
    """``content`` that :func:`clipped` does not break: a sign stays with its name and figure."""
    return Content(glued_text(content.plain), list(content.spans))


def glued_text(text: str) -> str:
    """``text`` that neither :func:`clipped` nor :func:`named_lines` breaks at its blanks."""
    return text.replace(" ", _GLUE)


def _wrapped(content: Content, width: int) -> list[Content]:
    """``content`` on lines of ``width`` cells; where it is glued it is not broken."""
    lines = content.wrap(width)
    if _GLUE not in content.plain:
        return lines
    return [Content(line.plain.replace(_GLUE, " "), list(line.spans)) for line in lines]


def named_lines(name: str, width: int, most: int) -> list[str]:
    """``name`` on at most ``most`` lines of ``width`` cells.

    It is broken behind blanks and hyphens alone; what does not fit so is cut with ``…``.
    """
    lines = [""]
    for piece in _PIECES.findall(name):
        if lines[-1] and cell_len((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    if len(lines) > most:
        lines = [*lines[: most - 1], "".join(lines[most - 1 :])]
    fitting = (Content(line.rstrip()).truncate(width, ellipsis=True).plain for line in lines)
    return [line.replace(_GLUE, " ") for line in fitting]


def clipped(content: Content, width: int, lines: int) -> list[Content]:
    """``content`` wrapped to ``width``, at most ``lines`` lines; ``…`` ends what goes on."""
    if width < 1 or lines < 1:
        return []
    wrapped = _wrapped(content, width)
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
    while (over := cell_len(between.join(fitted)) - width) > 0 and len(fitted) > 1:
        longest = max(range(len(fitted) - 1), key=lambda i: len(fitted[i]))
        length = len(fitted[longest])
        if length <= _LEAST_PART:
            break
        next_longest = sorted((len(part) for part in fitted[:-1]), reverse=True)[1:2]
        room = max(length - over, *next_longest, _LEAST_PART)
        fitted[longest] = one_line(fitted[longest], min(room, length - 1))
    return between.join(fitted)


class Hanging(Visual):
    """Paragraphs behind a bullet or nothing, each hanging under its own beginning."""

    def __init__(self, *parts: tuple[str, Content], most: int | None = None) -> None:
        self._parts = parts
        self._most = most

    def is_same(self, other: object) -> bool:
        """Whether ``other`` shows the same, styles included."""
        return (
            isinstance(other, Hanging)
            and self._most == other._most
            and len(self._parts) == len(other._parts)
            and all(
                bullet == theirs and content.is_same(their_content)
                for (bullet, content), (theirs, their_content) in zip(
                    self._parts, other._parts, strict=True
                )
            )
        )

    def lines(self, width: int) -> list[Content]:
        """The lines at ``width`` cells; at most ``most``, the last then ends with ``…``."""
        lines: list[Content] = []
        for bullet, content in self._parts:
            room = max(1, width - len(bullet))
            for i, line in enumerate(content.wrap(room) if content else [content]):
                lines.append(Content.assemble(" " * len(bullet) if i else bullet, line))
        if self._most is not None and len(lines) > self._most:
            lines = lines[: self._most]
            lines[-1] = lines[-1].truncate(width - 1).rstrip() + Content(MORE)
        return lines

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines."""
        return Content("\n").join(self.lines(width)).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many lines as it takes."""
        return len(self.lines(width))


class Steady(Static):
    """A text that is laid out anew only when it says something else.

    A layout draws the whole screen, and these texts are told what they say at every key.
    """

    _said: Content | Hanging | None = None

    def say(self, content: Content | Hanging) -> None:
        """Show ``content``."""
        if self._said is None or not _same(self._said, content):
            self._said = content
            self.update(content)


def _same(a: Content | Hanging, b: Content | Hanging) -> bool:
    if isinstance(a, Hanging):
        return a.is_same(b)
    return isinstance(b, Content) and a.is_same(b)


class Clipped(Widget):
    """A text of at most ``lines`` lines, cut with a sign."""

    DEFAULT_CSS = "Clipped { height: auto; width: 1fr; }"

    def __init__(self, *, lines: int = 1, id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self._content = Content()
        self._lines = lines
        self._room_for: tuple[Content, ...] = ()

    def show(
        self, content: Content, lines: int | None = None, *, room_for: Sequence[Content] = ()
    ) -> None:
        """Show ``content``, on at most ``lines`` lines when that is given.

        It is as high as the highest of ``room_for``, so that showing one of those after the
        other moves nothing.
        """
        if content.is_same(self._content) and lines in (None, self._lines):
            return
        highest = self._highest
        self._content, self._room_for = content, tuple(room_for)
        self._lines = lines or self._lines
        self.refresh(layout=not self.size.width or self._highest != highest)

    @property
    def _highest(self) -> int:
        return self._height_at(self.content_size.width)

    def _height_at(self, width: int) -> int:
        contents = (self._content, *self._room_for)
        return max(len(clipped(c, width, self._lines)) if c else 0 for c in contents)

    def render(self) -> Content:
        """As many lines as are allowed."""
        lines = clipped(self._content, self.content_size.width, self._lines)
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes, up to what is allowed."""
        return self._height_at(width)


class Framed(Widget):
    """A text in a place whose height the style sheet fixes, cut with a sign: it moves nothing."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._content = Content()

    def show(self, content: Content) -> None:
        """Show ``content``."""
        self._content = content
        self.refresh()

    def render(self) -> Content:
        """As many lines as there is room for."""
        return Content("\n").join(clipped(self._content, *self.content_size))


def count_text(text: str) -> str:
    """How long ``text`` is, once that comes near what is allowed; else nothing."""
    if len(text) < TEXT_LIMIT - 500:
        return ""
    return _("{n} of at most {limit} characters").format(n=len(text), limit=TEXT_LIMIT)
