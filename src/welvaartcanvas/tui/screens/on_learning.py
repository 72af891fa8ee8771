"""What screens share that show who can learn from whom, of all blocks or of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from welvaartcanvas.domain.dossier import Learning
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.screens.choose import Choice, Choose
from welvaartcanvas.tui.screens.reckoned import ReckonedPage
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.comparing import MOST_MATCHES, Compared

#: What stands for all blocks where the key of one may stand.
ALL_BLOCKS = ""


class LearningPage(ReckonedPage[Learning]):
    """A screen on what is asked, narrowed to :attr:`block`. Subclasses give :meth:`fill`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "block", N_("One block")),
        Binding("0", "all_blocks", N_("All blocks"), show=False),
        *(Binding(str(n), f"only({n})", N_("Only block"), show=False) for n in range(1, 10)),
    ]
    #: How many helpers are sought for each thing that is asked.
    MOST = MOST_MATCHES

    def __init__(self, compared: Compared) -> None:
        super().__init__(compared)
        self.block = ALL_BLOCKS
        """The key of the one block that is shown, or :data:`ALL_BLOCKS`."""

    def reckon(self, workspace: Workspace, compared: Compared) -> Learning:
        """What is asked, who can help, and the tables for learning circles."""
        return workspace.comparing.learning(compared, self.MOST)

    def fill(self, *, anew: bool) -> None:
        """Show what was found; ``anew`` when the list is about something else than before."""
        raise NotImplementedError

    def show_found(self) -> None:
        """Show what was found, of the block that was chosen as long as it is compared."""
        if self.block not in {block.key for block in self.found_in.comparison.blocks}:
            self.block = ALL_BLOCKS
        self.fill(anew=False)

    def takes(self, block: str) -> bool:
        """Whether what is asked on that block is shown."""
        return self.block in (ALL_BLOCKS, block)

    def block_said(self) -> Iterator[Content]:
        """The one block that is shown, if it is one."""
        for block in self.found_in.comparison.blocks:
            if block.key == self.block:
                yield Content(f"{block.number} {on_one_line(block.title(language()))}")

    def action_block(self) -> None:
        """Choose one block, or all of them."""

        def answered(key: str | None) -> None:
            if key is not None:
                self._to_block(key)

        choices = [
            Choice(ALL_BLOCKS, _("All blocks")),
            *(
                Choice(block.key, f"{block.number} {block.title(language())}")
                for block in self.found_in.comparison.blocks
            ),
        ]
        dialog = Choose(
            _("Which block?"), choices, placeholder=_("a word of the block's title"), at=self.block
        )
        self.app.push_screen(dialog, answered)

    def action_all_blocks(self) -> None:
        """All blocks."""
        self._to_block(ALL_BLOCKS)

    def action_only(self, number: int) -> None:
        """The block with that number alone."""
        for block in self.found_in.comparison.blocks:
            if block.number == number:
                self._to_block(block.key)

    def _to_block(self, key: str) -> None:
        self.block = key
        self.fill(anew=True)
