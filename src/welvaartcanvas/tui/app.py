"""The application: one workspace, a stack of screens, and what every screen may ask of it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import ClassVar, TypeVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.markup import escape
from textual.screen import ModalScreen, Screen

from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_, _, set_language
from welvaartcanvas.settings import Settings, save_settings
from welvaartcanvas.tui.intending import asks_intent, explained
from welvaartcanvas.tui.keys import own_keys
from welvaartcanvas.tui.pasting import harmless
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.tui.themes import DEFAULT_THEME, THEMES
from welvaartcanvas.tui.type_ahead import TypeAhead
from welvaartcanvas.workspace import Workspace

Result = TypeVar("Result")

#: How often the workspace is asked whether another program changed it, in seconds.
WATCH_SECONDS = 0.5
#: How often a program that stays open looks whether a new day needs a backup, in seconds.
BACKUP_SECONDS = 3600.0


class WelvaartApp(App[None]):
    """The program as its user sees it."""

    TITLE = "Welvaartcanvas"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/app.tcss", "styles/workspace.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "search", N_("Search"), priority=True),
        Binding("f1", "help", N_("Help"), priority=True),
        Binding("question_mark", "help", N_("Help"), show=False),
        Binding("f2", "settings", N_("Settings"), show=False, priority=True),
        Binding("ctrl+p", "command_palette", N_("More"), show=False, priority=True),
        Binding("ctrl+q", "quit", N_("Quit"), priority=True),
    ]
    #: Textual's own key for the palette bears an English name; ours stands above.
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, workspace: Workspace, settings: Settings, *, backing_up: bool = False
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self._backing_up = backing_up
        self.settings = settings
        self._version_seen = workspace.version_seen()
        self._type_ahead = TypeAhead(self, super().on_event)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in self.available_themes else DEFAULT_THEME

    def get_default_screen(self) -> Page:
        """The workspace is where everything starts and where Escape ends."""
        return WorkspaceScreen()

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes keep their order; everything else goes as Textual has it."""
        if isinstance(event, events.Paste):
            event.text = harmless(event.text)
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._type_ahead.take(event)
        else:
            await super().on_event(event)

    def on_mount(self) -> None:
        """Begin to watch for what other programs change in the workspace."""
        self.set_interval(WATCH_SECONDS, self._look_for_changes)

    def on_ready(self) -> None:
        """The first screen is there: what was made until now stays, and needs no looking at."""
        if not gc.isenabled():
            gc.freeze()
            # Commands hardly collect, for they end soon. A program that is open all day must:
            # every screen that closes leaves a megabyte.
            gc.set_threshold(2_000, 10, 10)
            gc.enable()
        if self._backing_up:  # only now: nobody waits for it
            self._back_up()
            self.set_interval(BACKUP_SECONDS, self._back_up)

    @work(thread=True, group="backup")
    def _back_up(self) -> None:
        """Take the copy of today, if it is due; say once a day that it can't be."""
        fault = self.workspace.backups.take_daily(eager=True)
        if fault:
            self.call_from_thread(self.say_fault, fault)

    def _look_for_changes(self) -> None:
        seen = self.attempt(self.workspace.version_seen)
        if seen is None or seen == self._version_seen:
            return
        self._version_seen = seen
        self._show_anew()

    def attempt(
        self, do: Callable[[], Result], then: Callable[[Result], object] | None = None
    ) -> Result | None:
        """What ``do`` returns; when it fails, the fault is shown and ``None`` is returned.

        ``then`` gets what it returned. Where ``do`` changes what partners review, it is asked
        whether that is meant; ``None`` is returned, and on a yes both are done after all.
        """
        try:
            done = do()
        except Fault as fault:
            if not asks_intent(self, fault, lambda: self.attempt(do, then or self._show_anew)):
                self.say_fault(fault)
            return None
        if then:
            then(done)
        return done

    def _show_anew(self, _done: object = None) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                self.attempt(screen.reload)

    def say_fault(self, fault: Fault) -> None:
        """Show what went wrong, long enough to be read; what was said before makes room."""
        self.clear_notifications()
        said = explained(fault)
        self.notify(said, severity="error", timeout=12, markup=False)

    def say(self, message: str) -> None:
        """Show a short message in place of what was said before; users' text is allowed in it."""
        self.clear_notifications()
        self.notify(message, timeout=4, markup=False)

    def begin_again(self) -> None:
        """Go back to the first screen and show it anew: everything may have changed."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._look_for_changes()

    async def use_settings(self, settings: Settings) -> None:
        """Keep ``settings`` and let them take effect in every screen that is open."""
        self.attempt(lambda: save_settings(settings))
        renamed = settings.language is not None and settings.language != self.settings.language
        self.settings = settings
        self.workspace.session.who = settings.who
        self.workspace.backups.plan = settings.backups
        self.theme = settings.theme if settings.theme in self.available_themes else DEFAULT_THEME
        if renamed and settings.language:
            set_language(settings.language)
            for screen in self.screen_stack:
                if isinstance(screen, Page):
                    await self._translate(screen)

    async def _translate(self, screen: Page) -> None:
        """Build ``screen`` anew in the language now in force, with the focus where it was."""
        focused = screen.focused.id if screen.focused else None
        await screen.recompose()
        screen.refresh_all()
        for widget in screen.query(f"#{focused}") if focused else ():
            screen.set_focus(widget)

    async def action_quit(self) -> None:
        """Leave the program; ask first when something would be lost."""
        from welvaartcanvas.tui.screens.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.exit()

        if any(isinstance(screen, Page) and screen.unsaved for screen in self.screen_stack):
            question = _("Leave without saving what you changed?")
            self.push_screen(Confirm(question, _("Leave"), careful=True), answered)
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C ends no program in which people type; say what does."""
        self.say(_("Press Ctrl+Q to leave the program."))

    def _may_go_elsewhere(self) -> bool:
        """Whether no dialog waits; where one does, say that it goes first."""
        waits = any(isinstance(screen, ModalScreen) for screen in self.screen_stack)
        if waits:
            self.say(_("First finish what is open here; Esc closes it."))
        return not waits

    def action_search(self) -> None:
        """Search through everything."""
        from welvaartcanvas.tui.screens.search import SearchScreen

        if not isinstance(self.screen, SearchScreen) and self._may_go_elsewhere():
            self.push_screen(SearchScreen())

    def action_help(self) -> None:
        """Help on the screen that is open."""
        from welvaartcanvas.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_settings(self) -> None:
        """Language, theme, name."""
        from welvaartcanvas.tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen) and self._may_go_elsewhere():
            self.push_screen(SettingsScreen())

    def action_backups(self) -> None:
        """The backups, and putting one back."""
        from welvaartcanvas.tui.screens.backups import BackupsScreen

        if not isinstance(self.screen, BackupsScreen) and self._may_go_elsewhere():
            self.push_screen(BackupsScreen())

    def action_command_palette(self) -> None:
        """Every action that works here, found by name."""
        from welvaartcanvas.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action that works on ``screen``, with its key, for the command palette."""
        actives = [a for a in own_keys(screen) if a.binding.action != "command_palette"]
        width = max(len(active.binding.description) for active in actives)
        for active in actives:

            async def run(action: str = active.binding.action, on: DOMNode = active.node) -> None:
                await self.run_action(action, on)

            key = escape(self.get_key_display(active.binding))
            yield SystemCommand(f"{active.binding.description:<{width}}   {key}", "", run)
