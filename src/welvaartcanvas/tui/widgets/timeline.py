"""What was done in a canvas as a list: the newest first, a heading for each day and snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from welvaartcanvas.domain.history import Entry
from welvaartcanvas.domain.template import Template
from welvaartcanvas.domain.variant import Snapshot
from welvaartcanvas.i18n import N_, date_text, moment_text
from welvaartcanvas.tui.moments import Moment
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.rows import LaterRow, Row, fitted
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.tui.widgets.two_clicks import TwoClicks
from welvaartcanvas.wording.history import entry_text

#: What stands before a snapshot, and before the moment that is compared with.
SNAPSHOT, MARKED = "⚑", "◉"
#: What share of a line the name of who did it takes at most: one part in so many.
_NAME_SHARE = 8
#: With fewer rows than this below what is on the screen, more are asked for.
_AHEAD = 20


class Timeline(Lines, TwoClicks):
    """The list; Enter looks at the canvas as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Look back"))]

    class NearEnd(Message):
        """The end of what is loaded comes near."""

    class End(Message):
        """The very beginning is wanted, at the end of the list."""

    def action_last(self) -> None:
        """To the beginning of the canvas, which may have to be read first."""
        self.post_message(self.End())

    def go_to_end(self) -> None:
        """To the last line that there is."""
        super().action_last()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more in time."""
        super().watch_scroll_y(old_value, new_value)
        if self.option_count and self.max_scroll_y - new_value < _AHEAD:
            self.post_message(self.NearEnd())

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Above the first moment stands its day: that is seen too."""
        above = self.options[: self.highlighted] if self.highlighted else ()
        if all(option.disabled for option in above):
            self.scroll_to(y=0, animate=False)
        else:
            super().scroll_to_highlight(top)


def entry_id(step: int) -> str:
    """The id of the line of an entry."""
    return f"step-{step}"


def snapshot_id(snapshot: Snapshot) -> str:
    """The id of the line of a snapshot."""
    return f"snapshot-{snapshot.id}"


def timeline_options(
    entries: Sequence[Entry],
    snapshots: Iterable[tuple[Snapshot, Moment]],
    template: Template,
    *,
    marked: int | None,
    complete: bool,
    width: int,
) -> Iterator[Option]:
    """The lines for ``entries``, the newest first, with each snapshot above what it shows.

    ``marked`` is the step of the moment that is compared with. Unless the entries are
    ``complete``, snapshots of before them wait. The list is ``width`` cells wide.
    """
    waiting = sorted(snapshots, key=lambda each: (each[0].step, each[0].id))
    longest = max((cell_len(on_one_line(entry.who)) for entry in entries), default=0)
    names = min(width // _NAME_SHARE, longest)
    day: date | None = None
    for entry in entries:
        local = entry.at.astimezone()
        if local.date() != day:
            day = local.date()
            yield Option(Content.styled(date_text(day), "bold $primary"), disabled=True)
        while waiting and waiting[-1][0].step >= entry.step:
            yield _snapshot_option(*waiting.pop(), marked)
        row = LaterRow(partial(_entry_row, entry, template, names, entry.step == marked))
        yield Option(row, id=entry_id(entry.step))
    while complete and waiting:
        yield _snapshot_option(*waiting.pop(), marked)


def _entry_row(entry: Entry, template: Template, width: int, marked: bool) -> Row:
    return Row(
        Content.assemble(
            (MARKED if marked else " ", "bold $accent"),
            f" {entry.at.astimezone():%H:%M}  ",
            fitted(Content.styled(on_one_line(entry.who), marks.MUTED), width),
            f"  {entry_text(entry, template)}",
        )
    )


def _snapshot_option(snapshot: Snapshot, moment: Moment, marked: int | None) -> Option:
    row = Row(
        Content.assemble(
            (MARKED if snapshot.step == marked else " ", "bold $accent"),
            (f" {SNAPSHOT} {on_one_line(snapshot.name)}", "bold $accent"),
        ),
        [Content.styled(moment_text(moment.at), marks.MUTED)],
    )
    return Option(row, id=snapshot_id(snapshot))
