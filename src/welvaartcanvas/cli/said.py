"""Texts that commands take: named on the command line, or typed on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from welvaartcanvas.cli.output import shown, tell
from welvaartcanvas.errors import Fault, RequestError, StoreError
from welvaartcanvas.i18n import _

#: What the longest text can take in UTF-8; no more than that is read.
_BYTES_LIMIT = 4 * 20_000


@contextmanager
def said(text: str) -> Iterator[str]:
    """What was said: ``text``, or for ``-`` what stands on standard input.

    What was typed here is given back whatever goes wrong: nobody types a text twice.
    """
    typed_here = text == "-" and sys.stdin is not None and sys.stdin.isatty()
    found = _standard_input(ask=typed_here) if text == "-" else text
    with given_back(found, always=typed_here):
        yield found


@contextmanager
def given_back(text: str, *, always: bool = False) -> Iterator[None]:
    """Print ``text`` when the workspace can't take it, or with ``always`` whatever the reason."""
    try:
        yield
    except Fault as fault:
        if text and (always or isinstance(fault, StoreError)):
            tell(_("This was not saved:"))
            tell(shown(text) if sys.stderr.isatty() else text)
        raise


def _standard_input(*, ask: bool) -> str:
    """The text on standard input, without the newline that ends its last line."""
    if ask:
        tell(_("Type the text; end with Ctrl-D on a line of its own (Windows: Ctrl-Z, Enter)."))
    data = sys.stdin.buffer.read(_BYTES_LIMIT + 1) if sys.stdin else b""
    if len(data) > _BYTES_LIMIT:
        raise RequestError("the text is longer than {limit} characters", limit=_BYTES_LIMIT // 4)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(
            "the text is not UTF-8 (at byte {position}); save it as UTF-8",
            position=error.start + 1,
        ) from None
    return text.removesuffix("\n").removesuffix("\r")
