"""Municipalities in lists: those that a text may mean, and those of a region."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from welvaartcanvas import registry
from welvaartcanvas.domain.overlap import Overlap
from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.widgets.finder import Finder
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.rows import Row
from welvaartcanvas.tui.widgets.text import on_one_line

_KINDS = {
    "municipality": N_("municipality"),
    "corop": N_("COROP area"),
    "province": N_("province"),
}


class AreaFinder(Finder):
    """The field in which one looks for a municipality or an area."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "in_list('select')", N_("Add")),
    ]


class FoundLines(Lines):
    """What may be meant; Enter adds what is at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Add"))]


class ChosenLines(Lines):
    """The municipalities of a region, each with its code as id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Open"), show=False),
        Binding("delete,backspace", "remove", N_("Remove")),
    ]

    @dataclass
    class Removed(Message):
        """The municipality ``code`` is to go."""

        code: str

    def action_remove(self) -> None:
        """Ask for the municipality at the cursor to go."""
        if self.chosen:
            self.post_message(self.Removed(self.chosen))


def match_options(sought: str, chosen: Collection[str]) -> list[Option]:
    """What ``sought`` may mean; an option's id is the code of the municipality or area."""
    if not sought.strip():
        return []
    options = []
    for match in registry.find(sought):
        within = all(code in chosen for code in match.municipalities)
        kind = _(_KINDS[match.kind])
        if match.kind != "municipality":
            kind += f" · {len(match.municipalities)}"
        left = Content.assemble(
            ("✓ " if within else "  ", "$success"),
            (match.name, "bold"),
            ("  " + " · ".join(match.context), "$text-muted"),
        )
        options.append(Option(Row(left, [Content.styled(kind, "$text-muted")]), id=match.code))
    return options or [Option(Content(_("Nothing is called so.")), disabled=True)]


def municipalities_of(code: str) -> tuple[str, ...]:
    """The municipality codes that ``code`` (of a municipality, COROP area or province) adds."""
    match code[:2]:
        case "CR":
            return registry.corop(code).municipalities
        case "PV":
            return registry.province(code).municipalities
    return (code,)


def chosen_options(codes: Collection[str], shared: Sequence[Overlap]) -> list[Option]:
    """The municipalities with ``codes`` by name, each with its province.

    Behind the name stands which other regions have it too, after ``shared``. A code that
    the register lacks stands as itself, and that is said: municipalities merge.
    """
    lost = _("not in the register of {year}").format(year=registry.YEAR)
    others: dict[str, list[str]] = {}
    for overlap in shared:
        for code in overlap.municipalities:
            others.setdefault(code, []).append(on_one_line(overlap.region.name))
    known = {m.code: m for m in registry.municipalities() if m.code in codes}
    named = sorted((known[code].name if code in known else code, code) for code in codes)
    options = []
    for name, code in named:
        said = [] if code in known else [lost]
        if code in others:
            said.append(_("also in {regions}").format(regions=", ".join(others[code])))
        left = Content.assemble(name, *((f"  {about}", "$text-muted") for about in said))
        province = [Content.styled(known[code].province, "$text-muted")] if code in known else ()
        options.append(Option(Row(left, province), id=code))
    return options
