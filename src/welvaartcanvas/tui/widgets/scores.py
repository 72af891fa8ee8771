"""Choosing a rating, with what each score means in view."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from welvaartcanvas.domain.template import Template
from welvaartcanvas.i18n import N_, language
from welvaartcanvas.tui.widgets import marks


class Scores(Widget, can_focus=True):
    """The scores with their anchors, in as many columns as ``columns`` says.

    A figure chooses a score, as do the arrows and the mouse; Delete takes the choice back.
    """

    DEFAULT_CSS = "Scores { height: auto; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", N_("Score"), show=False) for n in range(6)),
        Binding("up", "by(-1)", N_("Lower"), show=False),
        Binding("down", "by(1)", N_("Higher"), show=False),
        Binding("left", "by(-1)", N_("Lower"), show=False),
        Binding("right", "by(1)", N_("Higher"), show=False),
        Binding("enter", "confirm", N_("Give this score")),
        Binding("delete,backspace", "clear", N_("No rating")),
    ]
    score: reactive[int | None] = reactive(None, init=False)
    """The score that is chosen."""

    class Changed(Message):
        """Another score is chosen."""

        def __init__(self, scores: Scores) -> None:
            super().__init__()
            self.scores = scores

    class Given(Message):
        """A score was given on purpose: by its figure, Enter, or a click."""

        def __init__(self, scores: Scores) -> None:
            super().__init__()
            self.scores = scores

    def __init__(self, template: Template, *, columns: int = 1, id: str | None = None) -> None:
        super().__init__(id=id)
        self._anchors = sorted(template.anchors, key=lambda anchor: anchor.score)
        self._columns = columns

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the scores take in their columns."""
        return -(-len(self._anchors) // self._columns)

    def render(self) -> Content:
        """The scores, column by column."""
        rows = -(-len(self._anchors) // self._columns)
        columns = [
            range(start, min(start + rows, len(self._anchors)))
            for start in range(0, len(self._anchors), rows)
        ]
        widths = self._widths(columns)
        return Content("\n").join(
            Content().join(
                [
                    self._drawn(c[row], w)
                    for c, w in zip(columns, widths, strict=True)
                    if row < len(c)
                ]
            )
            for row in range(rows)
        )

    def _widths(self, columns: list[range]) -> list[int]:
        """The width of each column: what it needs, or an equal share where that is too much."""
        room = self.content_size.width
        needed = [max(len(self._anchors[s].text(language())) for s in c) + 6 for c in columns]
        if len(columns) > 1 and sum(needed) <= room:
            spare = (room - sum(needed)) // len(columns)
            return [width + min(spare, 8) for width in needed]
        return [room // len(columns)] * len(columns)

    def _drawn(self, score: int, width: int) -> Content:
        chosen = score == self.score
        text = self._anchors[score].text(language())
        figure = Content.styled(str(score), "bold")
        bar = Content.assemble(" ", marks.bar(score)) if self._columns == 1 else Content()
        line = Content.assemble("▸ " if chosen else "  ", figure, bar, f" {text}")
        line = line.truncate(width - 1, ellipsis=True, pad=True) + Content(" ")
        if chosen:
            style = "bold reverse" if self.has_focus else "bold"
            line = line.without_spans.stylize(style, 0, width - 1)
        return line.stylize(Style.from_meta({"score": score}))

    def watch_score(self) -> None:
        """Tell that another score is chosen."""
        self.post_message(self.Changed(self))

    def action_choose(self, score: int) -> None:
        """Give this score."""
        self.score = score
        self.post_message(self.Given(self))

    def action_by(self, by: int) -> None:
        """A score lower or higher."""
        top = len(self._anchors) - 1
        self.score = max(0, min(top, self.score + by)) if self.score is not None else 0

    def action_confirm(self) -> None:
        """Give the score that is chosen."""
        if self.score is not None:
            self.post_message(self.Given(self))

    def action_clear(self) -> None:
        """No score."""
        self.score = None

    def on_click(self, event: events.Click) -> None:
        """A click on a score gives it."""
        score = event.style.meta.get("score")
        if score is not None:
            self.action_choose(score)
