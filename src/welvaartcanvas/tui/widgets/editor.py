"""A field for text of more than a line."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.widgets.layout import Direction


class Editor(TextArea):
    """Text with soft wrap. With ``enter_saves`` Enter means done, and Ctrl+J a new line.

    With ``stays`` off, the arrows lead out of it at its edges: up from the first line, down
    from the last, left and right when it is empty. What is typed where it is ``read_only`` goes
    nowhere.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", N_("New line"), show=False),
    ]

    class Submitted(Message):
        """Enter was pressed in a field where that means done."""

        def __init__(self, editor: Editor) -> None:
            super().__init__()
            self.editor = editor

    class Left(Message):
        """An arrow leads out of the field."""

        def __init__(self, editor: Editor, direction: Direction) -> None:
            super().__init__()
            self.editor = editor
            self.direction = direction

    def __init__(
        self,
        text: str = "",
        *,
        enter_saves: bool = False,
        stays: bool = True,
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
            classes=classes,
        )
        self._enter_saves = enter_saves
        self._stays = stays
        self._beyond = 0
        """How many steps of the screen were undone from here, past the start of the typing."""

    async def _on_key(self, event: events.Key) -> None:
        typed = event.character or ""
        if self.read_only:
            if event.is_printable:  # not a key of the screen: somebody wants to type
                event.stop()
                event.prevent_default()
        elif event.key == "enter" and self._enter_saves:
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self))
        elif len(typed) == 1 and not event.is_printable and unicodedata.category(typed) != "Cc":
            # Textual drops what Python does not call printable: the joiners in an emoji, a
            # space that does not break.
            event.stop()
            event.prevent_default()
            self.replace(typed, *self.selection, maintain_selection_offset=False)

    def write(self, text: str) -> None:
        """Put ``text`` in place of what stands here, with the cursor behind it."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def action_new_line(self) -> None:
        """Break the line."""
        self.insert("\n")

    def _leave(self, direction: Direction) -> bool:
        if not self._stays:
            self.post_message(self.Left(self, direction))
        return not self._stays

    def action_cursor_up(self, select: bool = False) -> None:
        """Up a line, or out at the top."""
        if select or not self.cursor_at_first_line or not self._leave("up"):
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down a line, or out at the bottom."""
        if select or not self.cursor_at_last_line or not self._leave("down"):
            super().action_cursor_down(select)

    def action_cursor_left(self, select: bool = False) -> None:
        """To the left, or out when there is nothing."""
        if self.text or not self._leave("left"):
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right, or out when there is nothing."""
        if self.text or not self._leave("right"):
            super().action_cursor_right(select)

    def edit(self, edit: Edit) -> EditResult:
        """Type: what was undone past the start is then no longer the last that was undone."""
        self._beyond = 0
        return super().edit(edit)

    def load_text(self, text: str) -> None:
        """Begin with ``text``; nothing of it can be undone."""
        self._beyond = 0
        super().load_text(text)

    def on_blur(self) -> None:
        """Elsewhere the screen undoes and redoes too, and does not count for us."""
        self._beyond = 0

    async def action_undo(self) -> None:  # type: ignore[override]  # actions may be coroutines
        """Undo typing; past its start, what the screen can undo."""
        if self.history.undo_stack:
            super().action_undo()
        elif not self._stays and await self.app.run_action("screen.undo", self):
            self._beyond += 1

    async def action_redo(self) -> None:  # type: ignore[override]
        """Redo the other way round: what was undone past the start of the typing comes first."""
        if self._beyond or not self.history.redo_stack:
            if not self._stays:
                done = await self.app.run_action("screen.redo", self)
                self._beyond = max(0, self._beyond - 1) if done else 0
        else:
            super().action_redo()

    async def action_cursor_page_up(self) -> None:  # type: ignore[override]
        """A page up, or to the previous page of the screen."""
        if self._stays:
            super().action_cursor_page_up()
        else:
            await self.run_action("screen.turn(-1)")

    async def action_cursor_page_down(self) -> None:  # type: ignore[override]
        """A page down, or to the next page of the screen."""
        if self._stays:
            super().action_cursor_page_down()
        else:
            await self.run_action("screen.turn(1)")
