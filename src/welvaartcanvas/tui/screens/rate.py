"""Rating a cell: the scores with what they mean, and the reason."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget

from welvaartcanvas.domain.canvas import Canvas, Rating
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.drafting import DraftKey
from welvaartcanvas.tui.screens.form import Form, Labelled
from welvaartcanvas.tui.settling import Values
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.scores import Scores


class RatingForm(Form):
    """The rating that one side gives one block."""

    HELP = N_(
        "A figure from 0 to 5 chooses the score; then write why, and Enter saves. Delete in the "
        "list of scores takes the rating away."
    )

    def __init__(self, canvas: Canvas, block: str, perspective: str) -> None:
        key = DraftKey(canvas.id, "rating", block, perspective)
        super().__init__(canvas, key, canvas.rating(block, perspective))
        self._block = block
        self._perspective = perspective

    def heading(self) -> Content:
        """The cell."""
        template = self.canvas.template
        block = template.block(self._block)
        return Content.assemble(
            marks.named(template.perspective(self._perspective), self.app),
            f" · {block.number} {block.title(language())}",
        )

    def fields(self) -> Iterable[Widget]:
        """The scores and the reason."""
        yield Scores(self.canvas.template, id="score")
        reason = Editor(enter_saves=True, placeholder=_("Why? Enter saves"), id="reason")
        yield Labelled(_("Reason"), reason)

    def values_of(self, thing: InCanvas | None) -> Values:
        """As the rating is saved."""
        if not isinstance(thing, Rating):
            return {"score": "", "reason": ""}
        return {"score": str(thing.score), "reason": thing.reason}

    def shown(self, values: Values) -> str:
        """The score with what it means."""
        if not values["score"]:
            return super().shown(values)
        anchor = self.canvas.template.anchor(int(values["score"])).text(language())
        return super().shown({**values, "score": f"{values['score']} {anchor}"})

    @on(Scores.Given)
    def on_to_reason(self) -> None:
        """After the score comes the reason."""
        self.query_one("#reason").focus()

    def save(self, values: Values) -> str:
        """Give the rating, change it, or take it away."""
        contents = self.workspace.contents
        if values["score"]:
            return contents.rate(
                self.canvas, self._block, self._perspective, int(values["score"]), values["reason"]
            ).id
        if values["reason"].strip():
            raise RequestError(N_("choose a score from 0 to 5 first"))
        if self.thing is not None:
            contents.delete(self.canvas, self.thing)
        return ""
