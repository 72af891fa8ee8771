"""What every screen on a comparison shares: the regions that were chosen, read anew when needed."""

from __future__ import annotations

from welvaartcanvas.i18n import _
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.wording.comparing import sides_text
from welvaartcanvas.workspace.comparing import Compared


class ComparisonPage(Page):
    """A screen on the regions in ``compared``. Subclasses give :meth:`show`."""

    def __init__(self, compared: Compared) -> None:
        super().__init__()
        self.compared = compared

    def trail(self) -> list[str]:
        """The program, that regions are compared, and from which sides if not from all."""
        seen, every = self.compared.comparison, self.compared.all_perspectives
        return [self.app.title, _("Compare regions"), *filter(None, [sides_text(seen, every)])]

    def reload(self) -> None:
        """Read the same choice anew, and show it."""
        self.compared = self.workspace.comparing.again(self.compared)
        self.show()

    def show(self) -> None:
        """Show :attr:`compared`."""
        raise NotImplementedError
