"""What differs between two moments of a canvas, block by block and word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from welvaartcanvas.domain.history import Difference, ThingChange
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.i18n import N_, _, language, ngettext
from welvaartcanvas.tui.moments import Moment
from welvaartcanvas.tui.screens.on_canvas import CanvasPage
from welvaartcanvas.tui.screens.restoring import Restoring
from welvaartcanvas.tui.widgets.changed import changed
from welvaartcanvas.tui.widgets.reading import Reading
from welvaartcanvas.tui.widgets.text import Clipped, Hanging, on_one_line
from welvaartcanvas.tui.widgets.two_clicks import TwoClicks
from welvaartcanvas.wording.differences import difference_text


class Differences(Reading, TwoClicks):
    """What differs; Enter shows all versions of the thing at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Versions"))]


class DifferenceScreen(Restoring, CanvasPage):
    """The difference between ``since`` and ``until``, which is now where it is not given."""

    CSS_PATH = "../styles/history.tcss"
    AUTO_FOCUS = "Differences"
    HELP = N_(
        "What differs between two moments, block by block: + came, − went, ~ was changed, → was "
        "moved. Within a text [−went] and [+came]. With p you put the thing at the cursor back to "
        "how it was at the first of the two moments; Enter shows all its versions."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "put_back", N_("Put this back")),
        Binding("r", "restore", N_("Restore")),
    ]

    def __init__(self, canvas_id: str, since: Moment, until: Moment | None = None) -> None:
        super().__init__(canvas_id)
        self._since, self._until = since, until
        self._changes: dict[str, ThingChange] = {}

    def body(self) -> Iterable[Widget]:
        """Between which moments, how much, and what."""
        yield Clipped(lines=3, id="about", classes="view-head")
        yield Differences(id="differences", markup=False)

    def trail(self) -> list[str]:
        """Region, canvas, history, difference."""
        return [*super().trail(), _("History"), _("What changed")]

    def show(self) -> None:
        """Work it out anew and show it."""
        until = self._until.step if self._until else None
        found = self.workspace.history.difference(self.canvas_id, self._since.step, until)
        self._changes = {change.thing.id: change for change in found.changes}
        self.query_one(Differences).show(list(self._options(found)))
        self.query_one("#about", Clipped).show(self._about(found))
        self.refresh_bindings()

    def _about(self, found: Difference) -> Content:
        said = _("From {since} to {until}").format(
            since=self._since.text, until=self._until.text if self._until else _("now")
        )
        return Content.assemble((said, "bold $primary"), f": {difference_text(found)}")

    def _options(self, found: Difference) -> Iterator[Option]:
        yield from self._group(_("The canvas as a whole"), found, found.head)
        for block in self.canvas.template.reading_order:
            title = f"{block.number} {on_one_line(block.title(language()))}"
            yield from self._group(title, found, found.of_block(block.key))

    def _group(
        self, title: str, found: Difference, changes: Sequence[ThingChange]
    ) -> Iterator[Option]:
        if not changes:
            return
        count = ngettext("{n} change", "{n} changes", len(changes)).format(n=len(changes))
        yield Option(Content.styled(f"{title} · {count}", "bold $primary"), disabled=True)
        for change in changes:
            told = changed(found, change, block=False)
            yield Option(Hanging(*told), id=change.thing.id)

    @property
    def _change(self) -> ThingChange | None:
        return self._changes.get(self.query_one(Differences).chosen or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was on the canvas then can be put back."""
        if action == "put_back" and self.is_mounted:
            return self._change is not None and isinstance(self._change.before, InCanvas)
        if action == "restore" and self.is_mounted:
            return bool(self._changes)
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _at_another(self) -> None:
        self.refresh_bindings()

    def action_put_back(self) -> None:
        """Put the thing at the cursor back to how it was at the first moment."""
        if self._change and self._change.before:
            self.restore_thing(self._change.before, self._since)

    def action_restore(self) -> None:
        """Put the whole canvas back to the first moment."""
        self.restore_canvas(self._since)

    @on(OptionList.OptionSelected)
    def open_thing(self) -> None:
        """The versions of the thing at the cursor."""
        from welvaartcanvas.tui.screens.versions import VersionsScreen

        if self._change and isinstance(self._change.thing, InCanvas):
            self.app.push_screen(VersionsScreen(self.canvas_id, self._change.thing))
