"""What changed in the compared regions since an earlier day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from welvaartcanvas.domain.development import Development, largest_first
from welvaartcanvas.domain.dossier import Since
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_, _, date_text, explain, ngettext
from welvaartcanvas.tui.days import months_before, read_day
from welvaartcanvas.tui.screens.compare_cell import CellScreen
from welvaartcanvas.tui.screens.reckoned import ReckonedPage
from welvaartcanvas.tui.widgets.changes import change_head, change_in_words, change_options
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.text import Clipped
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.comparing import Compared

#: How many months before today the day lies that is proposed.
_MONTHS = 3


class ChangedLines(Lines):
    """The changes; Enter shows what the region says there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("What it says"))]


class Day(Input):
    """The field of the day; Enter reads the changes since."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", N_("Read the changes"))]


class SinceScreen(ReckonedPage[Since]):
    """Each region and block in which something changed, the largest change first."""

    CSS_PATH = "../styles/comparing.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "What changed in each region and block since the start of a day: the mean then and now, "
        "what stood out since and what does so no more, and how many contributions came. The "
        "largest changes come first. D goes to the day, which is written as 15-3-2026 or 15-3; "
        "Enter there reads the changes since. In the list Enter shows what the region says in "
        "the block."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("d", "day", N_("Other day"))]

    def __init__(self, compared: Compared) -> None:
        super().__init__(compared)
        self._day: date | None = None
        self._shown_day: date | None = None
        self._changes: dict[str, Development] = {}

    def body(self) -> Iterable[Widget]:
        """The day, what is to be said of all, the changes, and one of them in words."""
        self._day = self._day or months_before(self._today, _MONTHS)
        day = date_text(self._day, "short")
        yield titled(Day(day, placeholder=_("day-month-year"), id="day"), _("Since"))
        yield Clipped(lines=2, id="about", classes="view-head")
        yield Static(id="head", classes="view-head")
        yield ChangedLines(id="changes", classes="view-lines", markup=False)
        yield Clipped(lines=3, id="change", classes="view-foot")

    def on_mount(self) -> None:
        """Begin in the list; the day that is proposed may do."""
        self.query_one(ChangedLines).focus()

    def trail(self) -> list[str]:
        """The comparison, changes."""
        return [*super().trail(), _("Changes")]

    @property
    def _today(self) -> date:
        return self.workspace.session.clock().astimezone().date()

    def reckon(self, workspace: Workspace, compared: Compared) -> Since:
        """What changed since the day that is asked for."""
        return workspace.comparing.since(compared, self._day or self._today)

    def show_found(self) -> None:
        """Fill the list, from its beginning when it is about another day."""
        day = self.found.day if self.found else None
        self._fill(anew=day != self._shown_day)
        self._shown_day = day

    def on_resize(self, event: events.Resize) -> None:
        """The names take the room that there is."""
        self._fill()

    def _fill(self, *, anew: bool = False) -> None:
        found = largest_first(self.found.developments) if self.found else ()
        self._changes = {f"{each.region_id} {each.block}": each for each in found}
        width = self.app.size.width
        options = list(change_options(self.found_in.comparison, found, width))
        self.query_one("#head", Static).update(change_head(width))
        self.query_one(ChangedLines).show(options, anew=anew)
        self.query_one("#about", Clipped).show(Content(" · ".join(self._about())))
        self._tell()

    def _about(self) -> Iterable[str]:
        """How much changed, and whether it is being read."""
        if self.found is not None:
            day = date_text(self.found.day)
            regions = len({each.region_id for each in self._changes.values()})
            if regions:
                text = ngettext(
                    "since {day} something changed in {n} region",
                    "since {day} something changed in {n} regions",
                    regions,
                )
                yield text.format(day=day, n=regions)
            else:
                yield _("nothing changed since {day}").format(day=day)
        if self.working:
            yield _("reading what was there then…")

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """The change at the cursor in words."""
        each = self._changes.get(self.query_one(ChangedLines).chosen or "")
        pane = self.query_one("#change", Clipped)
        pane.display = each is not None
        if each is not None:
            pane.show(change_in_words(each, self.found_in.comparison))

    def action_day(self) -> None:
        """To the field of the day."""
        self.query_one("#day").focus()

    @on(Input.Submitted)
    def asked(self, event: Input.Submitted) -> None:
        """Read the changes since the day that was typed."""
        try:
            day = read_day(event.value, self._today, past=True)
        except Fault as fault:
            self._refuse(explain(fault))
            return
        if day is None or day > self._today:
            self._refuse(_("Type a day that has been."))
            return
        self._day = day
        event.input.value = date_text(day, "short")
        self.query_one(ChangedLines).focus()
        self.begin()
        self.show_found()

    def _refuse(self, why: str) -> None:
        self.query_one("#about", Clipped).show(Content.styled(why, "bold $text-error"))

    @on(OptionList.OptionSelected)
    def open_line(self, event: OptionList.OptionSelected) -> None:
        """What the region says in the block now."""
        region_id, block = str(event.option_id).split()
        self.app.push_screen(CellScreen(self.found_in, region_id, block))
