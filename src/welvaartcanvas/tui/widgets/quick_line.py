"""The quick line: type, Enter, and it is on the canvas."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from welvaartcanvas.domain.canvas import Canvas, Contribution
from welvaartcanvas.domain.model import TEXT_LIMIT
from welvaartcanvas.domain.status import Status
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_, _, moment_text
from welvaartcanvas.tui.drafting import DraftKeeper, DraftKey
from welvaartcanvas.tui.intending import asks_intent, explained, locked_text
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.text import Steady, count_text
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.drafts import Draft


class QuickLine(Vertical):
    """One line that grows with its text and makes a contribution of it.

    It belongs to one cell at a time; what is typed for a cell and not saved waits there as
    a draft. A text that is refused stays.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", N_("Add")),
        Binding("ctrl+e", "whole", N_("Full editor"), priority=True),
        Binding("ctrl+r", "discard", N_("Throw away"), show=False),
    ]

    class Committed(Message):
        """A contribution was added."""

        def __init__(self, contribution: Contribution) -> None:
            super().__init__()
            self.contribution = contribution

    class Whole(Message):
        """The user wants to go on in the full editor; the text waits as a draft."""

    def __init__(self, workspace: Workspace, canvas: Canvas, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._workspace = workspace
        self.canvas = canvas
        self.block = ""
        self.perspective = ""
        self._keeper: DraftKeeper | None = None
        self._text = ""
        self._rest: dict[str, str] = {}
        self._restored = ""
        """Of when the text is that was typed before and not saved; empty for what is new."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Steady(id="side")
            yield Editor(
                enter_saves=True,
                stays=False,
                placeholder=_("Type a contribution; Enter puts it on the canvas"),
                id="words",
            )
        yield Steady(id="note")

    @property
    def editor(self) -> Editor:
        """The field itself."""
        return self.query_one(Editor)

    def on_focus(self) -> None:
        """The field is what one types in."""
        self.editor.focus()

    def aim(self, block: str, perspective: str) -> None:
        """Write for that cell from now on; what was typed for the last one is kept."""
        if (block, perspective) != (self.block, self.perspective):
            self.keep()
            self.block, self.perspective = block, perspective
            self._keeper = DraftKeeper(
                self._workspace,
                self,
                DraftKey(self.canvas.id, "contribution", block, perspective),
                read=self._read,
                refused=self._say_fault,
            )
            self._restore()
        side = self.canvas.template.perspective(perspective)
        label = Content.assemble(marks.named(side, self.app), " ›")
        self.query_one("#side", Steady).say(label)
        self._lock()

    def _lock(self) -> None:
        """Of an adopted canvas nothing is typed that could not be kept; drafts wait."""
        standing = self._workspace.reviews.standing(self.canvas)
        locked = standing.status is Status.ADOPTED
        if locked or self.editor.read_only:
            self.editor.read_only = locked
            self._note(locked_text(standing) if locked else "")

    def _restore(self) -> None:
        """Show what was typed for this cell before and not saved, and say so."""
        draft = self._keeper.find() if self._keeper else None
        if draft and self._keeper and self._is_kept(draft):
            self._keeper.drop()
            draft = None
        self._take_in(draft)
        if draft and (self._text or self._rest):
            self._restored = moment_text(draft.saved_at)
            self._say_restored(here=self.has_pseudo_class("focus-within"))

    def _is_kept(self, draft: Draft) -> bool:
        """Whether it was kept after all: the program was ended before it could drop the draft."""
        return any(
            note.text.strip() == draft.fields.get("text", "").strip()
            and note.created_at >= draft.saved_at
            for note in self.canvas.cell(self.block, self.perspective)
        )

    def take_back(self) -> None:
        """Show what came of the text in the full editor."""
        draft = self._keeper.find() if self._keeper else None
        if _filled(draft.fields if draft else {}) != _filled(self._read()):
            self._take_in(draft)

    def _take_in(self, draft: Draft | None) -> None:
        fields = dict(draft.fields) if draft else {}
        text = fields.pop("text", "")
        self._rest = _filled(fields)
        self._write(text)

    def _say_restored(self, *, here: bool) -> None:
        """Say of when the text is; name the key that throws it away where that key works."""
        said = _("Restored: typed on {moment} and not saved.").format(moment=self._restored)
        self._note(" ".join([said, _("Ctrl+R throws it away.")]) if here else said)

    def keep(self) -> bool:
        """Keep what stands here as a draft; whether there is anything."""
        if self._keeper is None or not self._keeper.unsaved:
            return False
        self._keeper.keep()
        return True

    def _read(self) -> dict[str, str]:
        return {**self._rest, "text": self._text}

    def _write(self, text: str) -> None:
        self._text = text
        with self.prevent(TextArea.Changed):
            self.editor.write(text)
        self._restored = ""
        self._note("")

    def _note(self, text: str, *, wrong: bool = False) -> None:
        note = self.query_one("#note", Steady)
        note.say(Content(f"! {text}" if wrong else text))
        note.set_class(wrong, "-wrong")
        note.display = bool(text)

    def _say_fault(self, fault: Fault) -> None:
        self._note(explained(fault), wrong=True)

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Keep it at the next pause; say how long it is when that matters."""
        self._text = self.editor.text
        self._restored = ""
        if self._keeper:
            self._keeper.touched()
        self._note(count_text(self._text), wrong=len(self._text) > TEXT_LIMIT)

    @on(Editor.Submitted)
    def action_commit(self) -> None:
        """Put it on the canvas."""
        if not self._text and not self._rest:
            return
        rest = self._rest
        try:
            contribution = self._workspace.contents.contribute(
                self.canvas,
                self.block,
                self.perspective,
                self._text,
                kind=rest.get("kind") or None,
                partner=rest.get("partner", ""),
                tags=rest.get("tags", "").splitlines(),
            )
        except Fault as fault:
            self.keep()
            self._say_fault(fault)
            asks_intent(self, fault, self.action_commit)
            return
        self._rest = {}
        self._write("")
        self.post_message(self.Committed(contribution))
        if self._keeper:
            self._keeper.drop()

    def action_whole(self) -> None:
        """On with this text in the full editor."""
        self.keep()
        self.post_message(self.Whole())

    def action_discard(self) -> None:
        """Throw away what stands here."""
        self._rest = {}
        self._write("")
        if self._keeper:
            self._keeper.drop()

    def on_descendant_focus(self) -> None:
        """The keys of the line work."""
        if self._restored:
            self._say_restored(here=True)

    def on_descendant_blur(self) -> None:
        """Keep it when the attention goes elsewhere, where the keys of the line do not work."""
        if self._restored:
            self._say_restored(here=False)
        if self._keeper:
            self._keeper.keep_if_touched()

    def on_unmount(self) -> None:
        """Keep it when the screen closes."""
        if self._keeper:
            self._keeper.keep_if_touched()


def _filled(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}


class SidesLine(QuickLine):
    """The quick line of a block, which goes from side to side."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.side(1)", N_("Next side"), priority=True),
        Binding("shift+tab", "screen.side(-1)", N_("Previous side"), show=False, priority=True),
    ]
