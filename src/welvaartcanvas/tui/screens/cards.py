"""Pages whose things stand below one another in frames of their own height: cards."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.screens.on_canvas import CanvasPage


class Card(Vertical, can_focus=True):
    """One thing of the page, which may be higher than the screen."""


class Cards(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The cards below one another; the page moves through them."""


class CardsPage(CanvasPage):
    """A page with :class:`Cards` on it."""

    CSS_PATH = ["../styles/cards.tcss"]  # noqa: RUF012 (as Textual has it)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-tall")]  # noqa: RUF012 (as Textual has it)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "by(-1)", N_("Up"), show=False),
        Binding("down", "by(1)", N_("Down"), show=False),
        Binding("pageup", "page(-1)", N_("Page up"), show=False),
        Binding("pagedown", "page(1)", N_("Page down"), show=False),
        Binding("home", "by(-99)", N_("First"), show=False),
        Binding("end", "by(99)", N_("Last"), show=False),
    ]

    _to_show: Card | None = None

    def on_mount(self) -> None:
        """Follow the layout."""
        self.screen_layout_refresh_signal.subscribe(self, self._laid_out)

    def action_by(self, by: int) -> None:
        """To another card; within one that is higher than the screen, on through it."""
        cards = list(self.query(Card))
        if not cards:
            return
        here = self.focused if isinstance(self.focused, Card) else cards[0]
        page = self.query_one(Cards)
        hidden = here.virtual_region.bottom - page.scroll_offset.y - page.size.height
        above = page.scroll_offset.y - here.virtual_region.y
        if by == 1 and hidden > 0:
            page.scroll_relative(y=min(hidden, page.size.height - 2), animate=False)
        elif by == -1 and above > 0:
            page.scroll_relative(y=-min(above, page.size.height - 2), animate=False)
        else:
            place = cards.index(here) + by
            self.go_to(cards[max(0, min(place, len(cards) - 1))])

    def go_to(self, card: Card) -> None:
        """Give ``card`` the focus, with its beginning in sight."""
        card.focus(scroll_visible=False)
        self._to_show = card
        self.call_after_refresh(self._show_card)

    def _show_card(self) -> None:
        """Scroll to the card that has the focus, as it lies in the layout of now."""
        if self._to_show is not None and self._to_show.is_mounted:
            self._to_show.scroll_visible(top=True, animate=False)

    def _laid_out(self, _screen: object) -> None:
        # In a low terminal the focus changes how high the cards are, and so where they lie.
        self._show_card()
        self._to_show = None

    def action_page(self, by: int) -> None:
        """A screen up or down."""
        page = self.query_one(Cards)
        page.scroll_relative(y=by * (page.size.height - 2), animate=False)
