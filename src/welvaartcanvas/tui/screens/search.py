"""Searching through everything, while one types, and jumping to what is found."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, on
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from welvaartcanvas.domain.template import Template
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.widgets.finder import Finder
from welvaartcanvas.tui.widgets.found import found_options
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.workspace import CanvasLine
from welvaartcanvas.workspace.searching import Found

#: How long typing must pause before a search starts, in seconds.
_PAUSE = 0.05
#: The most results that are shown: nobody reads further, one types more.
_MOST = 100
#: From this width on, in cells, a result takes one line in place of two.
_WIDE_FROM = 120


class SearchScreen(Page):
    """One field, and everything in the workspace that has its words."""

    HELP = N_(
        "Searches everything that was typed: regions, canvases, contributions, reasons of "
        "ratings, learning questions, actions and partners. Every word must occur; the start of "
        "a word is enough, and accents do not count. Enter jumps to what is at the cursor."
    )
    CSS_PATH = "../styles/search.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, Found] = {}
        self._lines: dict[str, CanvasLine] = {}
        self._sought = ""
        self._timer: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """The field, how much was found, the results."""
        found = Lines(id="found")
        yield titled(
            Finder(found, placeholder=_("one or more words, or how they begin"), id="sought"),
            _("Search"),
        )
        yield Static(id="count")
        yield found

    def trail(self) -> list[str]:
        """Search stands beside everything."""
        return [self.app.title, _("Search")]

    def reload(self) -> None:
        """Search anew: the workspace may have changed."""
        self._lines = {line.id: line for line in self.workspace.canvases.lines()}
        self._search()

    async def recompose(self) -> None:
        """Build the screen anew, in another language, with the words that were typed."""
        await super().recompose()
        self.query_one(Finder).value = self._sought

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Search when typing pauses."""
        self._sought = event.value
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._search_anew)

    def on_resize(self, event: events.Resize) -> None:
        """Results take one line or two."""
        self._show()

    def _search_anew(self) -> None:
        self.welvaart.attempt(lambda: self._search(anew=True))

    def _search(self, *, anew: bool = False) -> None:
        found = self.workspace.searching.find(self._sought, _MOST)
        self._found = {f"{one.entity}:{one.entity_id}": one for one in found}
        self._show(anew=anew)

    def _show(self, *, anew: bool = False) -> None:
        options = found_options(
            self._found, self._template_of, wide=self.app.size.width >= _WIDE_FROM
        )
        self.query_one("#found", Lines).show(options, anew=anew)
        self.query_one("#count", Static).update(Content(self._count_text()))

    def _template_of(self, canvas_id: str) -> Template | None:
        line = self._lines.get(canvas_id)
        return self.workspace.canvases.template_of(line) if line else None

    def _count_text(self) -> str:
        count = len(self._found)
        if not self._sought.strip():
            return _("Everything that was typed in this workspace can be found here.")
        if not count:
            return _("Nothing has all these words.")
        if count == _MOST:
            return _("The first {n} results; type more to see fewer.").format(n=count)
        return ngettext("{n} result", "{n} results", count).format(n=count)

    @on(OptionList.OptionSelected)
    def jump(self, event: OptionList.OptionSelected) -> None:
        """Open what was found, at its place."""
        found = self._found.get(event.option_id or "")
        if found is None:
            return
        if found.canvas_id is None:
            from welvaartcanvas.tui.screens.region import RegionScreen

            self.app.push_screen(RegionScreen(found.region_id))
        elif found.entity == "comment":
            from welvaartcanvas.tui.screens.comments import CommentsScreen

            self.app.push_screen(CommentsScreen(found.canvas_id, at=found.entity_id))
        elif found.block is None:
            from welvaartcanvas.tui.screens.canvas import CanvasScreen

            self.app.push_screen(CanvasScreen(found.canvas_id))
        else:
            from welvaartcanvas.tui.screens.block import BlockScreen

            self.app.push_screen(
                BlockScreen(
                    found.canvas_id,
                    found.block,
                    perspective=found.perspective,
                    entity_id=found.entity_id,
                )
            )
