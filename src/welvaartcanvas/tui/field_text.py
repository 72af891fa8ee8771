"""What stands in the fields of an editor, as text: so it is kept as a draft and compared."""

from __future__ import annotations

from contextlib import suppress

from textual.widget import Widget
from textual.widgets import Input, Select, TextArea
from textual.widgets.select import InvalidSelectValueError

from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.scores import Scores
from welvaartcanvas.tui.widgets.tag_field import TagField
from welvaartcanvas.tui.widgets.tick_field import TickField


def text_in(field: Widget) -> str:
    """What the field of an editor holds; empty for nothing."""
    match field:
        case TextArea():
            return field.text
        case Input():
            return field.value
        case Select():
            return "" if field.value is Select.NULL else str(field.value)
        case TagField():
            return "\n".join(field.tags)
        case TickField():
            return "\n".join(field.ticked)
        case Scores():
            return "" if field.score is None else str(field.score)
    raise TypeError(field)


def write(field: Widget, text: str) -> None:
    """Put ``text``, as :func:`text_in` gives it, into the field of an editor."""
    match field:
        case Editor():
            field.write(text)
        case Input():
            field.value = text
        case Select():
            # A draft may name what is no longer there to choose.
            with suppress(InvalidSelectValueError):
                field.value = text or Select.NULL
        case TagField():
            field.tags = tuple(text.splitlines())
        case TickField():
            field.ticked = tuple(text.splitlines())
        case Scores():
            field.score = int(text) if text in set("012345") else None
        case _:
            raise TypeError(field)
