"""Starting the screens; imports nothing heavy by itself."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welvaartcanvas.settings import Settings
    from welvaartcanvas.workspace import Workspace


def run(opened: Callable[[], Workspace], settings: Settings, *, backing_up: bool = False) -> None:
    """Run the screens on the workspace that ``opened`` gives, until their user leaves.

    With ``backing_up`` the copy of the day is taken once the first screen is there.

    Until the first screen is there nothing is garbage: looking for it would take a tenth of
    the start. :meth:`WelvaartApp.on_ready` begins to collect.
    """
    gc.disable()
    from welvaartcanvas.tui.app import WelvaartApp

    WelvaartApp(opened(), settings, backing_up=backing_up).run()
