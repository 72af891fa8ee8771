"""The rating of one cell on a page: a figure gives it, a line says why."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.status import Status
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import _, moment_text
from welvaartcanvas.tui.drafting import DraftKeeper, DraftKey
from welvaartcanvas.tui.intending import asks_intent, explained
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.scores import Scores
from welvaartcanvas.tui.widgets.text import Steady
from welvaartcanvas.workspace import Workspace


class RatingLine(Vertical):
    """Scores in view, saved as they are given; a reason, saved with Enter, else a draft."""

    class Rated(Message):
        """A rating was saved; ``done`` when its reason was entered too."""

        def __init__(self, *, done: bool) -> None:
            super().__init__()
            self.done = done

    def __init__(self, workspace: Workspace, canvas: Canvas, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._workspace = workspace
        self.canvas = canvas
        self._cell = ("", "")
        self._reason = ""
        self._keeper: DraftKeeper | None = None

    def compose(self) -> ComposeResult:
        yield Scores(self.canvas.template, columns=3, id="score")
        with Horizontal():
            yield Static(Content(_("Why?")), id="why")
            yield Editor(
                enter_saves=True,
                stays=False,
                placeholder=_("The reason for this score; Enter saves it and goes on"),
                id="reason",
            )
        yield Steady(id="note")

    def aim(self, block: str, perspective: str) -> None:
        """Rate that cell from now on; what was typed for the last one is kept."""
        if self._keeper:
            self._keeper.keep_if_touched()
        self._cell = (block, perspective)
        self.restore()

    def restore(self) -> None:
        """Show the rating as it is saved, and what was typed since."""
        standing = self._workspace.reviews.standing(self.canvas)
        self.disabled = standing.status is Status.ADOPTED
        block, perspective = self._cell
        rating = self.canvas.rating(block, perspective)
        saved = {
            "score": str(rating.score) if rating else "",
            "reason": rating.reason if rating else "",
        }
        self._keeper = DraftKeeper(
            self._workspace,
            self,
            DraftKey(self.canvas.id, "rating", block, perspective),
            read=self._read,
            refused=self._say_fault,
            saved=saved,
        )
        draft = self._keeper.find()
        with self.prevent(TextArea.Changed, Scores.Changed):
            self._scores.score = rating.score if rating else None
            self._reason = draft.fields.get("reason", "") if draft else saved["reason"]
            if self._reason != self._editor.text:  # else what was typed can still be redone
                self._editor.write(self._reason)
        self._note("")
        if draft:
            said = _("Restored: typed on {moment} and not saved.")
            self._note(said.format(moment=moment_text(draft.saved_at)))

    def refresh_rating(self, canvas: Canvas) -> None:
        """Show the rating as it is in ``canvas``; a reason that is being typed stays."""
        self.canvas = canvas
        if not (self._keeper and self._keeper.unsaved):
            self.restore()

    @property
    def _scores(self) -> Scores:
        return self.query_one(Scores)

    @property
    def _editor(self) -> Editor:
        return self.query_one(Editor)

    def _read(self) -> dict[str, str]:
        score = self._scores.score if self.is_mounted else None
        return {"score": "" if score is None else str(score), "reason": self._reason}

    def _note(self, text: str, *, wrong: bool = False) -> None:
        note = self.query_one("#note", Steady)
        note.say(Content(f"! {text}" if wrong else text))
        note.set_class(wrong, "-wrong")
        note.display = bool(text)

    def _say_fault(self, fault: Fault) -> None:
        self._note(explained(fault), wrong=True)

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Keep it at the next pause."""
        self._reason = self._editor.text
        self._note("")
        if self._keeper:
            self._keeper.touched()

    @on(Scores.Given)
    def give(self) -> None:
        """Save the score at once; the reason may follow."""
        self._save(done=False)

    @on(Scores.Changed)
    def take_back(self) -> None:
        """No score: the rating goes."""
        rating = self.canvas.rating(*self._cell)
        if self._scores.score is not None or rating is None:
            return
        try:
            self._workspace.contents.delete(self.canvas, rating)
        except Fault as fault:
            self._say_fault(fault)
            asks_intent(self, fault, self.take_back)
            return
        self.post_message(self.Rated(done=False))

    @on(Editor.Submitted)
    def enter(self) -> None:
        """Save score and reason."""
        if self._scores.score is None:
            self._note(_("choose a score from 0 to 5 first"), wrong=True)
            self._scores.focus()
        else:
            self._save(done=True)

    def _save(self, *, done: bool) -> None:
        try:
            self._workspace.contents.rate(
                self.canvas, *self._cell, self._scores.score or 0, self._reason
            )
        except Fault as fault:
            if self._keeper:
                self._keeper.keep()
            self._say_fault(fault)
            asks_intent(self, fault, lambda: self._save(done=done))
            return
        if self._keeper:
            self._keeper.drop()
        self._editor.history.clear()  # from here on the rating itself is what is undone
        self.post_message(self.Rated(done=done))
        if not done:
            self._editor.focus()

    def on_descendant_blur(self) -> None:
        """Keep it when the attention goes elsewhere."""
        if self._keeper:
            self._keeper.keep_if_touched()
