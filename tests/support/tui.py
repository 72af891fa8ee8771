"""What a tester of the terminal interface needs: to read the screen, and to type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import events
from textual.app import App
from textual.color import Color
from textual.pilot import Pilot

from tests.support import build
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.widgets.marks import contrast
from welvaartcanvas.workspace import Workspace

#: The sizes that every screen must be good at, in columns and rows.
SIZES = ((80, 24), (200, 60))


def keep(workspace: Workspace, canvas: Canvas) -> Canvas:
    """Put ``canvas`` with its region into ``workspace``, and return it as it is kept there."""
    workspace.importing.canvas(canvas, Path("canvas.json"))
    return workspace.canvases.get(canvas.id)


def small_canvas(**values: object) -> Canvas:
    """One small canvas: a contribution and a rating in the first cell."""
    given = {
        "notes": {("opgave", "overheid"): ["Jongeren blijven voor de techniek"]},
        "scores": {("opgave", "overheid"): 3},
        **values,
    }
    return build.canvas(**given)  # type: ignore[arg-type]


def screen_text(app: App[object]) -> str:
    """What stands on the screen, line by line, as its user reads it."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def type_text(pilot: Pilot[object], text: str) -> None:
    """Press the keys of ``text``."""
    await pilot.press(*("space" if c == " " else c for c in text))
    await pilot.pause()


def messages(app: App[object]) -> list[str]:
    """What the program said in passing, the last one last."""
    return [notification.message for notification in app._notifications]


async def eventually(pilot: Pilot[object], condition: Callable[[], object]) -> None:
    """Wait until ``condition`` holds: for what happens in a thread, or after a pause in typing."""
    for _attempt in range(150):
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"it did not happen; the screen says:\n{screen_text(pilot.app)}")


async def paste(pilot: Pilot[object], text: str) -> None:
    """Put ``text`` into the field with the focus at once, as the terminal does when one pastes."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def least_contrast(app: App[object], besides: str = "") -> float:
    """The least contrast (WCAG 2.1, 1 to 21) of what stands on the screen with what is behind.

    What consists of the signs in ``besides`` alone is not looked at: lines that part things.
    """
    found = 21.0
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if segment.text.strip(f" {besides}") and style and style.color and style.bgcolor:
                ink, ground = (
                    Color.from_rich_color(colour) for colour in (style.color, style.bgcolor)
                )
                found = min(found, contrast(ink, ground))
    return found
