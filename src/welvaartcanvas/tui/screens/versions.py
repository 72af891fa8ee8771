"""The versions of one thing of a canvas: what it said, since when, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from welvaartcanvas.domain.history import Difference, Entry, entity_of, thing_change
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.i18n import N_, _, moment_text, ngettext
from welvaartcanvas.tui.moments import Moment
from welvaartcanvas.tui.screens.on_canvas import CanvasPage
from welvaartcanvas.tui.screens.restoring import Restoring
from welvaartcanvas.tui.widgets.changed import changed
from welvaartcanvas.tui.widgets.reading import Reading
from welvaartcanvas.tui.widgets.text import Clipped, Hanging, on_one_line
from welvaartcanvas.tui.widgets.two_clicks import TwoClicks
from welvaartcanvas.wording.history import maker_text, sort_name, thing_text


class Versions(Reading, TwoClicks):
    """The versions, the newest first; Enter shows the canvas as it was then."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Look back"))]


class VersionsScreen(Restoring, CanvasPage):
    """How ``thing`` came to say what it says, also when it was deleted since."""

    CSS_PATH = "../styles/history.tcss"
    AUTO_FOCUS = "Versions"
    HELP = N_(
        "Every version of one contribution, the newest first: who made it what, when, and from "
        "which file it came, with [−went] and [+came]. Enter shows the canvas as it was just after "
        "that version. With r you put the version at the cursor back; that is one step, which "
        "Ctrl+Z undoes."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("r,p", "put_back", N_("Put this back"))]

    def __init__(self, canvas_id: str, thing: InCanvas) -> None:
        super().__init__(canvas_id)
        self._thing = thing
        self._entries: dict[str, Entry] = {}

    def body(self) -> Iterable[Widget]:
        """What it is about, and the versions."""
        yield Clipped(lines=3, id="about", classes="view-head")
        yield Versions(id="versions", markup=False)

    def trail(self) -> list[str]:
        """Region, canvas, versions."""
        return [*super().trail(), _("Versions")]

    def show(self) -> None:
        """Read the versions anew and show them."""
        found = self.workspace.history.versions(self.canvas_id, self._thing.id)
        self._entries = {str(entry.step): entry for entry in found}
        self.query_one(Versions).show(list(self._options()))
        self.query_one("#about", Clipped).show(self._about())
        self.refresh_bindings()

    @property
    def _now(self) -> InCanvas | None:
        return next((t for _w, t in self.canvas.things() if t.id == self._thing.id), None)

    def _about(self) -> Content:
        number = len(self._entries)
        count = ngettext("{n} version", "{n} versions", number).format(n=number)
        sort = sort_name(entity_of(self._thing))
        gone = "" if self._now else _("it was deleted")
        head = " · ".join(filter(None, [sort, count, gone]))
        words = on_one_line(thing_text(self._now or self._thing))
        return Content.assemble((head, "bold $primary"), f"\n{words}")

    def _options(self) -> Iterator[Option]:
        around = Difference(self.canvas, self.canvas, ())
        for key, entry in self._entries.items():
            title = f"{moment_text(entry.at)} · {on_one_line(maker_text(entry))}"
            told = (changed(around, thing_change(each)) for each in entry.changes)
            heading = ("", Content.styled(title, "bold $primary"))
            yield Option(Hanging(heading, *chain.from_iterable(told)), id=key)

    @property
    def _version(self) -> Entry | None:
        return self._entries.get(self.query_one(Versions).chosen or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be a version at the cursor to put back."""
        if action == "put_back" and self.is_mounted:
            return self._version is not None
        return super().check_action(action, parameters)

    @on(OptionList.OptionSelected)
    def look(self) -> None:
        """The canvas as it was just after the version at the cursor."""
        from welvaartcanvas.tui.screens.past import PastCanvasScreen

        if self._version:
            moment = Moment(self._version.step, self._version.at)
            self.app.push_screen(PastCanvasScreen(self.canvas_id, moment))

    def action_put_back(self) -> None:
        """Put the version at the cursor back."""
        version = self._version
        if version is None:
            return
        thing = version.changes[-1].after
        if thing is None:
            self.welvaart.say(_("Here it was deleted; choose the version below it to put back."))
        else:
            self.restore_thing(thing, Moment(version.step, version.at))
