"""From a region in a comparison into the block of one of its canvases."""

from __future__ import annotations

from welvaartcanvas.domain.comparison import Standing
from welvaartcanvas.i18n import _
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.screens.choose import Choice, Choose


def open_block(page: Page, standing: Standing, block: str, entity_id: str | None = None) -> None:
    """Open ``block`` of the region's canvas over ``page``; where there are several, ask which."""
    from welvaartcanvas.tui.screens.block import BlockScreen

    canvases = standing.canvases

    def opened(canvas_id: str | None) -> None:
        if canvas_id:
            page.app.push_screen(BlockScreen(canvas_id, block, entity_id=entity_id))

    if not canvases:
        page.welvaart.say(_("{region} has no canvas here.").format(region=standing.region.name))
    elif len(canvases) == 1:
        opened(canvases[0].id)
    else:
        heading = _("{region}: which canvas?").format(region=standing.region.name)
        choices = [Choice(canvas.id, canvas.title) for canvas in canvases]
        page.app.push_screen(Choose(heading, choices), opened)
