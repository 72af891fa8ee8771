"""Two readings of one field, side by side or below each other, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.settling import Origin, Origins
from welvaartcanvas.domain.text_difference import RunKind, text_difference
from welvaartcanvas.domain.variant import DELETED, Variant
from welvaartcanvas.i18n import _
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.changed import side_of
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording import settling


class Readings(Container):
    """What stands in a field and the other reading of it, with who wrote each."""

    def __init__(self, canvas: Canvas, variant: Variant, origins: Origins) -> None:
        super().__init__(classes="readings")
        self._canvas = canvas
        self._variant = variant
        self._origins = origins

    def compose(self) -> Iterable[Widget]:
        here = settling.here_text(self._canvas, self._variant)
        other = settling.other_text(self._canvas, self._variant)
        mine, theirs = Content(here), Content(other)
        if self._variant.field != DELETED:
            mine, theirs = marked(here, other)
        yield _reading(_("Here now"), self._origins.here, mine)
        yield _reading(_("Other reading"), self._origins.other, theirs)


def _reading(name: str, origin: Origin | None, said: Content) -> Static:
    reading = Static(said, classes="reading")
    whose = on_one_line(settling.origin_text(origin))
    reading.border_title = Content(f"{name} · {whose}" if whose else name)
    return reading


def marked(here: str, other: str) -> tuple[Content, Content]:
    """Both texts, each with the words that the other has not marked; plain if all differs."""
    runs = text_difference(here, other)
    if not any(run.kind is RunKind.KEPT and not run.text.isspace() for run in runs):
        return Content(here), Content(other)
    return side_of(runs, RunKind.REMOVED), side_of(runs, RunKind.ADDED)


def before_line(canvas: Canvas, variant: Variant, origins: Origins) -> Content | None:
    """What stood in the field before either reading was written, where that is known."""
    before = next((o.before for o in origins if o and o.before is not None), None)
    if before is None:
        return None
    text = on_one_line(settling.reading_text(canvas, variant, before))
    return Content.styled(_("Before: {text}").format(text=text), marks.MUTED)
