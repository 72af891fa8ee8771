"""The settings: language, look, name, backups. What one chooses is kept and seen at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.faults import changed
from welvaartcanvas.i18n import LANGUAGES, N_, _, language
from welvaartcanvas.settings import Settings
from welvaartcanvas.tui.screens.ask_path import PathSuggester
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.screens.making import LANGUAGE_NAMES
from welvaartcanvas.tui.themes import CONTRAST, DARK, LIGHT
from welvaartcanvas.tui.widgets.legend import legend
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.tui.widgets.overview import bar
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.workspace.templates import USUAL

_THEMES = {
    LIGHT.name: N_("Light"),
    DARK.name: N_("Dark"),
    CONTRAST.name: N_("High contrast"),
}
#: What one types, by the name of the setting; the field is called so too.
_NUMBERS = ("backup_days", "backup_weeks")
_FIELDS = ("name", "backup_folder", *_NUMBERS)


class Choices(Lines):
    """A list of which one is chosen; moving the cursor is choosing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Choose"), show=False),
    ]


class SettingsScreen(Page):
    """What a person chose for this computer."""

    HELP = N_(
        "Language, look and name. What you choose takes effect and is kept at once; Ctrl+Z goes "
        "back. Your name stands with the changes that you make, so that others see whose they "
        "are; without one it is the name of your account on this computer. Backups go to the "
        "folder that you name, another disk for instance; without one they go beside the "
        "workspace. With 0 days none is made by itself."
    )
    CSS_PATH = "../styles/settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "app.backups", N_("Backups")),
        Binding("ctrl+z", "undo", N_("Undo"), priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._before: list[Settings] = []
        """The settings that undo goes back to."""

    def body(self) -> Iterable[Widget]:
        """Language and name on the left, the looks in the middle, what they do on the right."""
        with Horizontal(id="columns"):
            with Vertical():
                yield titled(Choices(id="language"), _("Language"))
                yield titled(Choices(id="theme"), _("Look"))
                yield titled(
                    NameInput(self.welvaart.settings.name, select_on_focus=False, id="name"),
                    _("Your name"),
                )
                yield titled(
                    NameInput(
                        self.welvaart.settings.backup_folder,
                        suggester=PathSuggester(),
                        select_on_focus=False,
                        id="backup_folder",
                    ),
                    _("Folder for backups"),
                )
                with Horizontal(id="copies"):
                    for field, title in (
                        ("backup_days", _("Kept: days")),
                        ("backup_weeks", _("Kept: weeks")),
                    ):
                        value = str(getattr(self.welvaart.settings, field))
                        yield titled(
                            Input(value, type="integer", select_on_focus=False, id=field), title
                        )
            with Vertical(id="preview"):
                yield Static(id="sample")

    def trail(self) -> list[str]:
        """Settings stand beside everything."""
        return [self.app.title, _("Settings")]

    def reload(self) -> None:
        """Show what is chosen, and what it looks like."""
        languages = [Option(LANGUAGE_NAMES[code], id=code) for code in LANGUAGES]
        themes = [Option(Content(_(name)), id=theme) for theme, name in _THEMES.items()]
        with self.prevent(OptionList.OptionHighlighted):
            self.query_one("#language", Choices).show(languages, at=language())
            self.query_one("#theme", Choices).show(themes, at=self.app.theme)
        self.query_one("#preview").border_title = Content(_("What it looks like"))
        self.query_one("#sample", Static).update(self._sample())

    def _sample(self) -> Content:
        return Content("\n").join(
            [
                Content.styled(_("A region"), "bold $primary"),
                Content.assemble("  ", _("A canvas"), "  ", bar(5, 9, 9), " 15/27"),
                Content(),
                *legend(self.workspace.templates.get(USUAL), self.app),
            ]
        )

    @on(OptionList.OptionHighlighted, "#language")
    async def choose_language(self, event: OptionList.OptionHighlighted) -> None:
        """Speak the language at the cursor."""
        if event.option_id != language():
            await self._use(language=event.option_id)

    @on(OptionList.OptionHighlighted, "#theme")
    async def choose_theme(self, event: OptionList.OptionHighlighted) -> None:
        """Wear the look at the cursor."""
        if event.option_id != self.app.theme:
            await self._use(theme=event.option_id)

    @on(Input.Submitted)
    @on(Input.Blurred)
    async def take_over(self, event: Input.Submitted | Input.Blurred) -> None:
        """Take a field over, once it has been typed."""
        field = str(event.input.id)
        if self._typed(field) != getattr(self.welvaart.settings, field):
            await self._use(**{field: self._typed(field)})

    def _typed(self, field: str) -> str | int:
        """What stands in a field; a number that is none counts as one that can't be."""
        value = self.query_one(f"#{field}", Input).value.strip()
        if field not in _NUMBERS:
            return value
        return int(value) if value.isdecimal() else -1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undo is offered once something was chosen."""
        return action != "undo" or bool(self._before)

    async def _use(self, **values: object) -> None:
        now = self.welvaart.settings
        chosen = self.welvaart.attempt(lambda: changed(now, **values))
        if chosen:
            self._before.append(now)
            await self._wear(chosen)

    async def _wear(self, settings: Settings) -> None:
        await self.welvaart.use_settings(settings)
        for field in _FIELDS:
            self.query_one(f"#{field}", Input).value = str(getattr(settings, field))
        self.refresh_all()

    async def action_undo(self) -> None:
        """Go back to the settings before the last choice."""
        if self._before:
            await self._wear(self._before.pop())

    def action_back(self) -> None:
        """Return with what stands in the fields; what can't be kept stays there."""
        typed, now = {field: self._typed(field) for field in _FIELDS}, self.welvaart.settings
        chosen = self.welvaart.attempt(lambda: changed(now, **typed))
        if chosen:
            # A worker of the application: the screen is gone before it runs.
            self.app.run_worker(self.welvaart.use_settings(chosen))
            self.dismiss(None)
