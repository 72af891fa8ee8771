"""A region: its name, its municipalities, what makes it comparable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, Self

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Select, TextArea

from welvaartcanvas import registry
from welvaartcanvas.domain.overlap import holders, overlaps
from welvaartcanvas.domain.region import Cluster, Position, Region
from welvaartcanvas.errors import Conflict, Fault, UnknownThing
from welvaartcanvas.i18n import N_, _, moment_text, ngettext
from welvaartcanvas.tui.drafting import DraftKeeper, DraftKey
from welvaartcanvas.tui.intending import asks_intent
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.screens.conflict import Choice, ConflictDialog
from welvaartcanvas.tui.settling import Meeting, Values, meet
from welvaartcanvas.tui.widgets.areas import (
    AreaFinder,
    ChosenLines,
    FoundLines,
    chosen_options,
    match_options,
    municipalities_of,
)
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.tui.widgets.region_remarks import RegionRemarks
from welvaartcanvas.tui.widgets.text import one_line
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.wording import cluster_name, position_name


class Form(NamedTuple):
    """What stands in the fields; the names are those of :class:`Region`."""

    name: str = ""
    municipalities: frozenset[str] = frozenset()
    cluster: Cluster | None = None
    position: Position | None = None
    note: str = ""

    def as_text(self) -> dict[str, str]:
        """The fields as a draft holds them."""
        codes = "\n".join(sorted(self.municipalities))
        return {
            "name": self.name,
            "municipalities": codes,
            "cluster": self.cluster or "",
            "position": self.position or "",
            "note": self.note,
        }

    @classmethod
    def of_text(cls, fields: Mapping[str, str]) -> Self:
        """The fields of a draft; what is no choice any more is left open."""
        return cls(
            fields.get("name", ""),
            frozenset(fields.get("municipalities", "").splitlines()),
            next((c for c in Cluster if c == fields.get("cluster")), None),
            next((p for p in Position if p == fields.get("position")), None),
            fields.get("note", ""),
        )


class RegionScreen(Page):
    """Makes a region (``region_id`` is ``None``) or changes one; closes with its id."""

    HELP = N_(
        "A region is a named set of municipalities. Type a part of the name of a municipality, "
        "a COROP area or a province; Enter adds all its municipalities to the set. Type and "
        "position say what makes the region comparable with others; leave them open if you do "
        "not know. Ctrl+S saves."
    )
    CSS_PATH = "../styles/region.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-tall")]  # noqa: RUF012 (as Textual has it)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("Save"), priority=True),
        Binding("ctrl+z", "undo", N_("Undo in the set"), show=False),
    ]

    def __init__(self, region_id: str | None) -> None:
        super().__init__()
        self._id = region_id
        self._region: Region | None = None
        self._saved = Form()
        self._set: frozenset[str] = frozenset()
        self._keeper: DraftKeeper | None = None
        self._held: Mapping[str, Sequence[Region]] = {}
        """The regions that hold each municipality, this one too."""
        #: What both somebody else and the one who works here changed since it was read.
        self._disputed: set[str] = set()
        self._before: list[frozenset[str]] = []
        """The sets that undo goes back to."""

    def body(self) -> Iterable[Widget]:
        """Name; finding on the left, the set on the right; type, position, note."""
        found = FoundLines(id="found")
        yield titled(NameInput(id="name"), _("Name of the region"))
        with Horizontal(id="choosing"):
            with Vertical():
                yield titled(
                    AreaFinder(found, placeholder=_("a part of its name"), id="find"),
                    _("Find municipality, COROP or province"),
                )
                yield found
            yield ChosenLines(id="chosen")
        yield RegionRemarks()
        with Horizontal(id="kinds"):
            yield titled(
                Select(
                    [(Content(cluster_name(c).capitalize()), c) for c in Cluster],
                    prompt=_("leave open"),
                    id="cluster",
                ),
                _("Type of municipality"),
            )
            yield titled(
                Select(
                    [(Content(position_name(p).capitalize()), p) for p in Position],
                    prompt=_("leave open"),
                    id="position",
                ),
                _("Position"),
            )
        yield titled(TextArea(id="note", tab_behavior="focus"), _("Note"))

    def trail(self) -> list[str]:
        """The region's name, as it is kept."""
        return [self.app.title, self._region.name if self._region else _("New region")]

    def on_mount(self) -> None:
        """Begin where a newcomer begins: at the name."""
        self._show_set()

    @property
    def unsaved(self) -> bool:
        """Whether a field says something else than what is kept."""
        return self._typed() != self._saved

    def reload(self) -> None:
        """Take in what somebody else changed; what was typed here stays."""
        self._held = holders(self.workspace.regions.all())
        if self._id is not None:
            try:
                self._take_in(self.workspace.regions.get(self._id))
            except UnknownThing as fault:
                if self._region is not None:
                    self.welvaart.say_fault(fault)
                    self._region, self._id = None, None
        if self._keeper is None:
            self._restore()
        self._show_set()

    def _restore(self) -> None:
        """Go on with what was typed before and not saved, and say so; keep what is typed."""
        self._keeper = DraftKeeper(
            self.workspace,
            self,
            DraftKey("", "region", "", entity_id=self._id or ""),
            read=lambda: self._typed().as_text(),
            refused=self.welvaart.say_fault,
            saved=self._saved.as_text(),
        )
        draft = self._keeper.find()
        if draft:
            self._fill(Form.of_text(draft.fields))
            said = _("Restored: typed on {moment} and not saved.")
            self.welvaart.say(said.format(moment=moment_text(draft.saved_at)))

    @on(Input.Changed, "#name")
    @on(TextArea.Changed)
    @on(Select.Changed)
    def typed(self) -> None:
        """Keep it at the next pause."""
        if self._keeper:
            self._keeper.touched()

    async def recompose(self) -> None:
        """Build the fields anew, in another language, with what stood in them."""
        typed = self._typed()
        await super().recompose()
        self._fill(typed)

    def _take_in(self, region: Region) -> None:
        """Make ``region`` what is kept; fields in which nothing was typed follow it."""
        kept = Form(
            region.name,
            frozenset(region.municipalities),
            region.cluster,
            region.position,
            region.note,
        )
        typed = self._typed()
        meeting = meet(self._saved.as_text(), typed.as_text(), kept.as_text())
        merged = Form.of_text(meeting.mine)
        self._region, self._saved = region, kept
        self._disputed |= set(meeting.disputed)
        if self._keeper:
            self._keeper.saved = kept.as_text()
        if merged != typed:
            self._fill(merged)

    def _ask(self, disputed: tuple[str, ...]) -> None:
        """Show both versions; go on with the one that is chosen."""
        mine, theirs = self._typed().as_text(), self._saved.as_text()
        other = {name: theirs[name] if name in disputed else mine[name] for name in mine}
        meeting = Meeting(mine, other, disputed)
        versions = {"mine": mine, "theirs": other, "both": meeting.both}

        def choose(choice: Choice | None) -> None:
            if choice is not None:
                self._disputed.clear()
                self._fill(Form.of_text(versions[choice]))
                self.welvaart.say(_("Look at it again, then save."))

        dialog = ConflictDialog(_shown(mine), _shown(other), joins=meeting.joins)
        self.app.push_screen(dialog, choose)

    def _typed(self) -> Form:
        cluster = self.query_one("#cluster", Select).value
        position = self.query_one("#position", Select).value
        return Form(
            self.query_one("#name", Input).value,
            self._set,
            cluster if isinstance(cluster, Cluster) else None,
            position if isinstance(position, Position) else None,
            self.query_one("#note", TextArea).text,
        )

    def _fill(self, form: Form) -> None:
        self.query_one("#name", Input).value = form.name
        self.query_one("#cluster", Select).value = form.cluster or Select.NULL
        self.query_one("#position", Select).value = form.position or Select.NULL
        self.query_one("#note", TextArea).text = form.note
        self._set = form.municipalities
        self._show_set()

    def _show_set(self) -> None:
        self.typed()
        chosen = self.query_one(ChosenLines)
        shared = overlaps(self._set, self._held, but=self._id)
        chosen.show(chosen_options(self._set, shared))
        count = len(self._set)
        chosen.border_title = ngettext("{n} municipality", "{n} municipalities", count).format(
            n=count
        )
        self.query_one(RegionRemarks).show(self._set, shared)
        self._show_found()

    def _show_found(self, *, anew: bool = False) -> None:
        sought = self.query_one(AreaFinder).value
        self.query_one("#found", Lines).show(match_options(sought, self._set), anew=anew)

    @on(Input.Changed, "#find")
    def find(self) -> None:
        """Show what may be meant, the likeliest first."""
        self._show_found(anew=True)

    @on(OptionList.OptionSelected, "#found")
    def add(self, event: OptionList.OptionSelected) -> None:
        """Add all municipalities of what was chosen; typing then begins a new name."""
        self._change_set(self._set.union(municipalities_of(event.option_id or "")))
        finder = self.query_one(AreaFinder)
        finder.focus()
        finder.action_select_all()

    @on(ChosenLines.Removed)
    def take_out(self, event: ChosenLines.Removed) -> None:
        """Take one municipality out of the set."""
        self._change_set(self._set - {event.code})

    def _change_set(self, codes: frozenset[str]) -> None:
        if codes != self._set:
            self._before.append(self._set)
            self._set = codes
            self._show_set()

    def action_undo(self) -> None:
        """Go back to the set before the last change of it."""
        if self._before:
            self._set = self._before.pop()
            self._show_set()

    def action_save(self) -> None:
        """Keep the region and close; on a fault everything stays as typed."""
        form = self._typed()
        typed, saved_texts = form.as_text(), self._saved.as_text()
        disputed = tuple(
            name for name in typed if name in self._disputed and typed[name] != saved_texts[name]
        )
        if disputed:
            self._ask(disputed)
            return
        others: dict[str, Any] = form._asdict()
        del others["name"], others["municipalities"]
        try:
            if self._region is None:
                saved = self.workspace.regions.add(
                    form.name, form.municipalities, held=self._saved.municipalities, **others
                )
            else:
                codes = tuple(form.municipalities)
                saved = self.workspace.regions.edit(
                    self._region, name=form.name, municipalities=codes, **others
                )
        except Conflict as conflict:
            if isinstance(conflict.current, Region):
                self._take_in(conflict.current)
                self.action_save()
            else:
                self.welvaart.say_fault(conflict)
                self._region, self._id = None, None
        except Fault as fault:
            if not asks_intent(self, fault, self.action_save):
                self.welvaart.say_fault(fault)
            if not form.name.strip():
                self.query_one("#name").focus()
        else:
            self._forget_draft()
            if not saved.municipalities:
                said = _("{name} is saved. It has no municipalities yet.")
                self.welvaart.say(said.format(name=one_line(saved.name, 48)))
            self.dismiss(saved.id)

    def _forget_draft(self) -> None:
        if self._keeper:
            self._keeper.drop()

    def action_back(self) -> None:
        """Return; ask first when something was typed that is not saved."""

        def answered(yes: bool | None) -> None:
            if yes:
                self._forget_draft()
                self.dismiss(None)

        if not self.unsaved:
            self.dismiss(None)
        else:
            question = _("Throw away what you changed?")
            self.app.push_screen(Confirm(question, _("Throw away"), careful=True), answered)


def _shown(values: Values) -> str:
    """A version as somebody reads it."""
    form = Form.of_text(values)
    count = len(form.municipalities)
    names = ", ".join(m.name for m in registry.municipalities() if m.code in form.municipalities)
    lines = (
        form.name,
        ngettext("{n} municipality", "{n} municipalities", count).format(n=count) + f": {names}",
        cluster_name(form.cluster) if form.cluster else "",
        position_name(form.position) if form.position else "",
        form.note,
    )
    return "\n".join(line for line in lines if line)
