"""Text that other programs put in a PDF, as text that may be kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# What ends a line in one program or another; other controls are no part of any text.
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
# What begins a line of its own in the rich text of annotations (ISO 32000-1, 12.7.3.4).
_LINES = frozenset(("p", "div", "li", "br"))


def cleaned(text: str) -> str:
    """``text`` with one kind of line end, no blanks around it, and controls made visible.

    An escape becomes ``\\x1b``: it does nothing, and whoever reads it sees that it was there.
    Some programs end a text with a zero as C does, which is left out.
    """
    lines = _LINE_END.sub("\n", text.rstrip("\0"))
    return _CONTROL.sub(_visible, lines).strip()


def one_line(text: str) -> str:
    """``text`` cleaned, on one line."""
    return _BLANKS.sub(" ", cleaned(text))


def _visible(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape", "backslashreplace").decode()


def plain(rich: str) -> str:
    """What a rich text (XHTML) says: its words, a line for each paragraph.

    What its author did not write as text is left out, and nothing is looked up elsewhere: an
    entity that the text itself defines stays as it is called.
    """
    reader = _Reader()
    reader.feed(rich)
    reader.close()
    return cleaned("".join(reader.said))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unsaid = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES and self.said:
            self.said.append("\n")
        if tag in ("script", "style"):
            self._unsaid = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unsaid:
            self._unsaid = ""

    def handle_data(self, data: str) -> None:
        if not self._unsaid and (self.said or data.strip()):
            self.said.append(data)
