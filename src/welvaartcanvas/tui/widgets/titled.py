"""A field with its name in its border."""

from __future__ import annotations

from typing import TypeVar

from textual.content import Content
from textual.widget import Widget

W = TypeVar("W", bound=Widget)


def titled(widget: W, title: str) -> W:
    """``widget`` with ``title``, in the language in force, in the upper line of its border."""
    widget.border_title = Content(title)
    return widget
