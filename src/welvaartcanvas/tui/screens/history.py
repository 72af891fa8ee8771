"""The history of a canvas: what was done, by whom and when, and the ways back to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from welvaartcanvas.domain.history import Entry
from welvaartcanvas.domain.variant import Snapshot
from welvaartcanvas.i18n import N_, _, language, moment_text
from welvaartcanvas.tui.moments import Moment
from welvaartcanvas.tui.past_steps import PastSteps
from welvaartcanvas.tui.screens.on_canvas import CanvasPage
from welvaartcanvas.tui.screens.restoring import Restoring
from welvaartcanvas.tui.widgets.changed import Part, changed
from welvaartcanvas.tui.widgets.text import Clipped, Hanging, Steady, on_one_line
from welvaartcanvas.tui.widgets.timeline import (
    MARKED,
    SNAPSHOT,
    Timeline,
    entry_id,
    snapshot_id,
    timeline_options,
)
from welvaartcanvas.wording.history import import_text

#: So many changes of one step are told in full; an import may have made thousands.
_TOLD = 60


class Changes(VerticalScroll, can_focus=True):
    """What the step at the cursor changed, to scroll through."""


class HistoryScreen(Restoring, CanvasPage):
    """The timeline of a canvas, and beside it what the step at the cursor changed."""

    CSS_PATH = "../styles/history.tcss"
    AUTO_FOCUS = "Timeline"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "Everything that was done in this canvas, the newest first, with who did it and what it "
        "changed word for word: [−went] and [+came]; of an import from which file. Enter shows the "
        "canvas as it was just after the step at the cursor. With c you see what changed between "
        "that moment and now; mark a moment with the space bar, and c compares with that one. "
        "With r you put the whole canvas back, after a question. With m you give the moment at "
        "the cursor a name, such as meeting 1; it then stands in the list as a heading. With f "
        "you see only what one person did, or one block. End goes to the very beginning."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "compare", N_("Compare")),
        Binding("space", "mark", N_("Mark moment")),
        Binding("r", "restore", N_("Restore")),
        Binding("m", "name", N_("Snapshot")),
        Binding("f", "filter", N_("Filter")),
        Binding("d,delete", "remove", N_("Forget the name")),
    ]

    def __init__(self, canvas_id: str) -> None:
        super().__init__(canvas_id)
        self._steps: PastSteps | None = None
        self._marked: Moment | None = None

    @property
    def steps(self) -> PastSteps:
        """What was read of the timeline."""
        if self._steps is None:
            self._steps = PastSteps(self.workspace, self.canvas_id)
        return self._steps

    def body(self) -> Iterable[Widget]:
        """What is chosen, the timeline, and what the step at the cursor changed."""
        yield Clipped(lines=2, id="about")
        with Container(id="both"):
            yield Timeline(id="timeline", markup=False)
            with Changes(id="changed"):
                yield Steady(id="change")

    def trail(self) -> list[str]:
        """Region, canvas, history."""
        return [*super().trail(), _("History")]

    def show(self) -> None:
        """Read the timeline anew, as far back as it was read, and show it."""
        self.steps.reload()
        self._fill()

    def _fill(self) -> None:
        options = timeline_options(
            self.steps.shown,
            self.steps.snapshots,
            self.canvas.template,
            marked=self._marked.step if self._marked else None,
            complete=self.steps.complete,
            width=self.app.size.width,
        )
        self.query_one(Timeline).show(list(options))
        self.query_one("#about", Clipped).show(self._about())
        self._tell()

    def on_resize(self) -> None:
        """Names take the room that there is."""
        if self.steps.all:
            self._fill()

    @on(Timeline.NearEnd)
    def read_on(self) -> None:
        """Read the next page when the end comes near."""
        if not self.steps.complete:
            self.welvaart.attempt(self.steps.read_on)
            self._fill()

    @on(Timeline.End)
    def read_all(self) -> None:
        """To the very beginning: all that was not read yet is read."""
        if not self.steps.complete:
            self.welvaart.attempt(self.steps.read_all)
            self._fill()
        self.query_one(Timeline).go_to_end()

    def _about(self) -> Content:
        """What is shown and what is marked."""
        said = []
        if self.steps.who:
            said.append(_("only what {name} did").format(name=on_one_line(self.steps.who)))
        if self.steps.block:
            block = self.canvas.template.block(self.steps.block)
            title = f"{block.number} {block.title(language())}"
            said.append(_("only block {block}").format(block=on_one_line(title)))
        if not self.steps.shown:
            nothing = _("Nothing of that was done in this canvas.")
            said.append(nothing if said else _("Nothing was done in this canvas yet."))
        elif not said:
            said.append(_("Everything that was done, the newest first"))
        if self._marked:
            marked = _("{sign} marked: {moment}; c compares it with the moment at the cursor")
            said.append(marked.format(sign=MARKED, moment=self._marked.text))
        return Content(" · ".join(said))

    # The moment at the cursor.

    @property
    def _entry(self) -> Entry | None:
        chosen = self.query_one(Timeline).chosen
        return next((e for e in self.steps.all if entry_id(e.step) == chosen), None)

    @property
    def _snapshot(self) -> tuple[Snapshot, Moment] | None:
        chosen = self.query_one(Timeline).chosen
        return next((each for each in self.steps.snapshots if snapshot_id(each[0]) == chosen), None)

    @property
    def _moment(self) -> Moment | None:
        entry, snapshot = self._entry, self._snapshot
        if entry:
            return Moment(entry.step, entry.at)
        return snapshot[1] if snapshot else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that work on a moment are offered where there is one."""
        if action in ("compare", "mark", "restore", "name") and self.is_mounted:
            return self._moment is not None
        if action == "remove" and self.is_mounted:
            return self._snapshot is not None
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Say what the step at the cursor changed."""
        entry, snapshot = self._entry, self._snapshot
        told: Iterable[Part] = ()
        title = ""
        if entry:
            title = f"#{entry.step} · {moment_text(entry.at)} · {on_one_line(entry.who)}"
            told = self._told(entry)
        elif snapshot:
            title = f"{SNAPSHOT} {on_one_line(snapshot[0].name)}"
            told = [("", Content(self._about_snapshot(snapshot[1])))]
        pane = self.query_one("#changed", Changes)
        pane.border_title = Content(title)
        pane.scroll_to(y=0, animate=False)
        self.query_one("#change", Steady).say(Hanging(*told))
        self.refresh_bindings()

    def _told(self, entry: Entry) -> Iterable[Part]:
        difference = self.steps.difference(entry, self.canvas)
        if entry.source and entry.kind != "undo":  # whose words they are
            yield "", Content.styled(on_one_line(import_text(entry.source)), "bold")
            yield "", Content()
        for place, change in enumerate(difference.changes[:_TOLD]):
            if place:
                yield "", Content()
            yield from changed(difference, change)
        if (left := len(difference.changes) - _TOLD) > 0:
            yield "", Content()
            yield "… ", Content(_("and {n} more").format(n=left))

    def _about_snapshot(self, moment: Moment) -> str:
        return _(
            "The canvas as it was on {moment}. Enter shows it, c says what has changed since, "
            "m gives it another name, and d forgets the name; the moment itself stays."
        ).format(moment=moment_text(moment.at))

    # What can be done from here.

    @on(OptionList.OptionSelected)
    def look(self) -> None:
        """The canvas as it was."""
        from welvaartcanvas.tui.screens.past import PastCanvasScreen

        if self._moment:
            self.app.push_screen(PastCanvasScreen(self.canvas_id, self._moment))

    def action_mark(self) -> None:
        """Compare with this moment from now on; a second time, no more."""
        moment = self._moment
        marked = self._marked.step if self._marked else None
        self._marked = None if moment and moment.step == marked else moment
        self._fill()

    def action_compare(self) -> None:
        """What changed between the moment at the cursor and the marked one, or now."""
        from welvaartcanvas.tui.screens.difference import DifferenceScreen

        moment, marked = self._moment, self._marked
        if moment is None:
            return
        if marked is None or marked.step == moment.step:
            self.app.push_screen(DifferenceScreen(self.canvas_id, moment))
        else:
            since, until = sorted((moment, marked), key=lambda each: each.step)
            self.app.push_screen(DifferenceScreen(self.canvas_id, since, until))

    def action_restore(self) -> None:
        """Put the whole canvas back to the moment at the cursor."""
        if self._moment:
            self.restore_canvas(self._moment)

    def action_name(self) -> None:
        """Give the moment at the cursor a name, or another one."""
        from welvaartcanvas.tui.screens.name_moment import NameMoment

        history, moment, snapshot = self.workspace.history, self._moment, self._snapshot
        if moment is None:
            return
        heading = _("The canvas as it was on {moment}").format(moment=moment_text(moment.at))

        def keep(name: str) -> object:
            if snapshot:
                return history.rename_snapshot(snapshot[0], name)
            return history.take_snapshot(self.canvas_id, name, moment.step)

        self.app.push_screen(NameMoment(heading, keep, moment.name))

    def action_remove(self) -> None:
        """Forget the name of the snapshot at the cursor."""
        if self._snapshot is None:
            return
        snapshot, _moment = self._snapshot
        self.welvaart.attempt(lambda: self.workspace.history.remove_snapshot(snapshot))
        self.refresh_all()
        if all(known.id != snapshot.id for known, _at in self.steps.snapshots):
            said = _("Forgotten: {text}. Ctrl+Z brings it back.")
            self.welvaart.say(said.format(text=on_one_line(snapshot.name)))

    def action_filter(self) -> None:
        """Ask for one person or one block."""
        from welvaartcanvas.tui.screens.choose import Choice, Choose

        self.welvaart.attempt(self.steps.read_all)  # only then it is known who did something
        blocks = self.canvas.template.reading_order
        choices = [
            Choice("all", _("everything")),
            *(Choice(f"who {name}", on_one_line(name)) for name in self.steps.people),
            *(
                Choice(f"block {block.key}", f"{block.number} {block.title(language())}")
                for block in blocks
            ),
        ]
        who, block_key = self.steps.who, self.steps.block
        at = f"who {who}" if who else f"block {block_key}" if block_key else "all"

        def chosen(key: str | None) -> None:
            if key is not None:
                what, _blank, value = key.partition(" ")
                self.steps.who = value if what == "who" else ""
                self.steps.block = value if what == "block" else ""
                self._fill()

        dialog = Choose(
            _("Show only what was done by, or in"),
            choices,
            placeholder=_("a name, or a word of a block's title"),
            at=at,
        )
        self.app.push_screen(dialog, chosen)
