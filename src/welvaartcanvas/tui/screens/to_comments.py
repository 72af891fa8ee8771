"""The way to the comments, from the canvas and from a block, with how many are open."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import ActiveBinding, Binding, BindingType

from welvaartcanvas.domain.discussion import Wanted, progress
from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.screens.block_edits import BlockEdits
from welvaartcanvas.tui.screens.on_canvas import CanvasPage


class ToComments(CanvasPage):
    """A page on a canvas from which one comes to its comments; subclasses bind the key."""

    @property
    def commented_block(self) -> str | None:
        """The key of the block of which the comments are meant; ``None`` for the whole canvas."""
        return None

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The name of the key says how many comments are open."""
        wanted = Wanted(block=self.commented_block)
        waiting = progress(wanted.of(self.canvas)).left if self.canvas.comments else 0
        if not waiting:
            return super().active_bindings
        return {
            key: active._replace(
                binding=replace(
                    active.binding, description=f"{active.binding.description} {waiting}"
                )
            )
            if active.binding.action == "comments"
            else active
            for key, active in super().active_bindings.items()
        }

    def action_comments(self) -> None:
        """The comments, to work through."""
        from welvaartcanvas.tui.screens.comments import CommentsScreen

        self.app.push_screen(CommentsScreen(self.canvas_id, block=self.commented_block))


class BlockToComments(ToComments, BlockEdits):
    """A block, from which one comes to its comments, and where one types what a partner said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "comments", N_("Comments")),
        Binding("t", "type_comment", N_("Type comment"), show=False),
        # In a text Textual selects with these.
        Binding("f6", "comments", N_("Comments"), show=False, priority=True),
        Binding("f7", "type_comment", N_("Type comment"), show=False, priority=True),
    ]

    @property
    def commented_block(self) -> str | None:
        """The block that is shown."""
        return self.block_key

    def action_type_comment(self) -> None:
        """Type what a partner said of what is at the cursor, else of the chosen cell."""
        from welvaartcanvas.tui.screens.type_comment import CommentForm

        self._open(
            CommentForm(self.canvas, self.chosen, block=self.block_key, perspective=self.side_key)
        )
