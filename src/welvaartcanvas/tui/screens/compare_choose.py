"""Which regions and canvases are compared: ticked by what they are, with how many that takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas import registry
from welvaartcanvas.domain.faults import made
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.domain.selection import CanvasStatus, Selection
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_, _, date_text, explain, language, ngettext
from welvaartcanvas.tui.days import read_day
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.text import Clipped, on_one_line
from welvaartcanvas.tui.widgets.ticks import TickFinder, Ticks, named
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.wording import cluster_name, position_name
from welvaartcanvas.wording.comparing import canvas_status_name
from welvaartcanvas.workspace.comparing import Compared

#: The one kind of choice that is typed.
_PERIOD = "period"
#: Of which only one can be chosen.
_SINGLE = "template"


class Facet(NamedTuple):
    """Something by which one chooses: a field of :class:`Selection`, its name, what there is."""

    key: str
    name: str
    choices: dict[str, str]


class Facets(Lines):
    """By what one can choose; on the right stands what there is of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Choose from these")),
        Binding("right", "select", show=False),
    ]


class ChooseDialog(Dialog[Compared]):
    """Answers the comparison of what is chosen; ``compared`` is what is compared now."""

    CSS_PATH = "../styles/compare_choose.tcss"
    HELP = N_(
        "Choose by what a region is (type, position, province), by its canvases (theme, status, "
        "template, when they were last changed), or by name. Of one kind any of what you tick "
        "will do; of several kinds all must hold. Nothing ticked means all. Type to find; Enter "
        "ticks. Above stands what is chosen, below how many regions and canvases that takes. "
        "Ctrl+S compares them."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", N_("Compare"), priority=True),
        Binding("ctrl+r", "all", N_("Choose all"), priority=True),
    ]

    def __init__(self, compared: Compared) -> None:
        super().__init__()
        self._compared = compared
        self._facets: dict[str, Facet] = {}
        self._ticked: dict[str, list[str]] = {}
        self._shown = ""
        """Of which kind the choices are shown."""

    def body(self) -> Iterable[Widget]:
        """The kinds of choice, what there is of the one at the cursor, how many that takes."""
        self._facets = {facet.key: facet for facet in self._all_facets()}
        ticks = Ticks(id="ticks", markup=False)
        yield Clipped(id="chosen", classes="heading")
        with Horizontal(id="choosing"):
            yield Facets(id="facets", markup=False)
            with Vertical(id="choices"):
                yield TickFinder(ticks, placeholder=_("type to find"), id="find")
                yield ticks
            with Vertical(id="period"):
                yield titled(Input(id="changed_from"), _("Changed on or after"))
                yield titled(Input(id="changed_to"), _("Changed on or before"))
        yield Static(id="said", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content(_("Compare")), id="take", variant="primary")
            yield Button(Content(_("All regions")), id="all")
            yield Button(Content(_("Cancel")), id="cancel")

    def _all_facets(self) -> Iterable[Facet]:
        comparing, template = self.workspace.comparing, self._compared.comparison.template
        yield Facet("regions", _("Region"), {r.id: r.name for r in self.workspace.regions.all()})
        yield Facet("clusters", _("Type"), {c.value: cluster_name(c) for c in Cluster})
        yield Facet("positions", _("Position"), {p.value: position_name(p) for p in Position})
        yield Facet("provinces", _("Province"), {a.code: a.name for a in registry.provinces()})
        tags = {tag: template.tag_name(tag, language()) for tag in comparing.tags()}
        yield Facet("themes", _("Theme"), dict(sorted(tags.items(), key=lambda t: fold(t[1]))))
        yield Facet("statuses", _("Status"), {s.value: canvas_status_name(s) for s in CanvasStatus})
        templates = {t.slug: t.title(language()) for t in comparing.templates()}
        yield Facet(_SINGLE, _("Template"), templates)
        yield Facet(_PERIOD, _("Last change"), {})

    def on_mount(self) -> None:
        """Begin with what is compared now."""
        self._begin_with(self._compared.selection)
        self.query_one(Facets).focus()

    def _begin_with(self, selection: Selection) -> None:
        self._ticked = {
            key: [str(value) for value in _as_tuple(getattr(selection, key))]
            for key in self._facets
            if key != _PERIOD
        }
        for key in ("changed_from", "changed_to"):
            day = getattr(selection, key)
            self.query_one(f"#{key}", Input).value = date_text(day, "short") if day else ""
        self._show()

    # What is shown.

    def _show(self) -> None:
        """The kinds of choice with how much is ticked, and what that takes."""
        self.query_one(Facets).show(
            [Option(Content(self._line(facet)), id=key) for key, facet in self._facets.items()]
        )
        title, chosen = _("Which regions to compare"), "; ".join(self._chosen()) or _("all regions")
        self.query_one("#chosen", Clipped).show(Content(f"{title}: {chosen}"))
        self._show_choices()
        self._say()

    def _chosen(self) -> Iterator[str]:
        """What is ticked and typed, kind by kind."""
        for key, facet in self._facets.items():
            if key == _PERIOD:
                typed = (field for field in self._period if field.value)
                names = [on_one_line(f"{field.border_title} {field.value}") for field in typed]
            else:
                names = [on_one_line(facet.choices.get(i, i)) for i in self._ticked[key]]
            if names:
                yield f"{facet.name}: {', '.join(names)}"

    def _line(self, facet: Facet) -> str:
        """The name of a kind of choice, with a tick and a number where something is chosen."""
        if facet.key == _PERIOD:
            return f"{'✓' if any(f.value.strip() for f in self._period) else ' '} {facet.name}"
        ticked = len(self._ticked[facet.key])
        return f"✓ {facet.name} · {ticked}" if ticked else f"  {facet.name}"

    @property
    def _period(self) -> list[Input]:
        return [self.query_one(f"#{key}", Input) for key in ("changed_from", "changed_to")]

    @property
    def _facet(self) -> Facet:
        return self._facets[self.query_one(Facets).chosen or "regions"]

    def _show_choices(self) -> None:
        facet = self._facet
        anew, self._shown = facet.key != self._shown, facet.key
        self.set_class(facet.key == _PERIOD, "-period")
        sought = fold(self.query_one("#find", Input).value.strip())
        found = [(i, named(name)) for i, name in facet.choices.items() if sought in fold(name)]
        self.query_one(Ticks).tick(found, self._ticked.get(facet.key, ()), anew=anew)

    def _say(self) -> None:
        """Say how many regions and canvases are chosen, or what is wrong."""
        try:
            regions, canvases = self.workspace.comparing.taken(self._selection())
        except Fault as fault:
            self._refuse(explain(fault))
            return
        numbers = (
            ngettext("{n} region", "{n} regions", regions).format(n=regions),
            ngettext("{n} canvas", "{n} canvases", canvases).format(n=canvases),
        )
        said = self.query_one("#said", Static)
        said.update(Content(", ".join(numbers)))
        said.set_class(False, "-wrong")

    def _refuse(self, why: str) -> None:
        said = self.query_one("#said", Static)
        said.update(Content(f"! {why}"))
        said.set_class(True, "-wrong")

    def _selection(self) -> Selection:
        """What the fields hold; raises :class:`RequestError` for a day that is none."""
        # A day without a year is one of the year that is behind us.
        today = self.workspace.session.clock().astimezone().date() - timedelta(days=364)
        days = {str(field.id): read_day(field.value, today) for field in self._period}
        ticked: dict[str, Any] = {key: tuple(ids) for key, ids in self._ticked.items()}
        ticked[_SINGLE] = next(iter(ticked[_SINGLE]), None)
        return made(Selection, **ticked, **days)

    # What is done.

    @on(OptionList.OptionHighlighted, "#facets")
    def _other_facet(self) -> None:
        if self._facet.key != self._shown:
            with self.prevent(Input.Changed):
                self.query_one("#find", Input).value = ""
            self._show_choices()

    @on(OptionList.OptionSelected, "#facets")
    def _into_facet(self) -> None:
        (self._period[0] if self._facet.key == _PERIOD else self.query_one("#find")).focus()

    @on(Input.Changed, "#find")
    def _sought(self) -> None:
        self._show_choices()

    @on(Input.Changed, "#changed_from, #changed_to")
    def _day_typed(self) -> None:
        self._show()

    @on(OptionList.OptionSelected, "#ticks")
    def _tick(self, event: OptionList.OptionSelected) -> None:
        ticked, chosen = self._ticked[self._facet.key], str(event.option_id)
        if chosen in ticked:
            ticked.remove(chosen)
        elif self._facet.key == _SINGLE:
            ticked[:] = [chosen]
        else:
            ticked.append(chosen)
        self._show()

    @on(Button.Pressed, "#all")
    def action_all(self) -> None:
        """Nothing ticked: all regions with all their canvases."""
        with self.prevent(Input.Changed):
            self.query_one("#find", Input).value = ""
        self._begin_with(Selection())

    @on(Button.Pressed, "#take")
    @on(Input.Submitted)
    def action_take(self) -> None:
        """Compare what is chosen; where that can't be, it stays open and says so.

        So it does when something was sought and nothing ticked: all regions are not what is meant.
        """
        sought = self.query_one("#find", Input).value.strip()
        if sought and not self._ticked.get(self._facet.key, True):
            self._refuse(_("Nothing is ticked yet: Enter ticks it"))
            return
        try:
            compared = self.workspace.comparing.compare(self._selection())
        except Fault as fault:
            self._refuse(explain(fault))
        else:
            self.dismiss(compared.seen_as(self._compared))

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.action_cancel()


def _as_tuple(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)
