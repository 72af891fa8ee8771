"""What every screen on a comparison shares: the regions that were chosen, read anew when needed."""

from __future__ import annotations

from welvaartcanvas.i18n import _
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.workspace.comparing import Compared


class ComparisonPage(Page):
    """A screen on the regions in ``compared``. Subclasses give :meth:`show`."""

    def __init__(self, compared: Compared) -> None:
        super().__init__()
        self.compared = compared

    def trail(self) -> list[str]:
        """The program, and that regions are compared."""
        return [self.app.title, _("Compare regions")]

    def reload(self) -> None:
        """Read the same choice anew, and show it."""
        self.compared = self.workspace.comparing.again(self.compared)
        self.show()

    def show(self) -> None:
        """Show :attr:`compared`."""
        raise NotImplementedError
