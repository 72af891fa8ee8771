"""A program that is open all day does not grow with every screen that was looked at."""

from __future__ import annotations

import gc
from collections.abc import Callable
from weakref import ref

import pytest
from textual.strip import Strip

from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.screens.agenda import AgendaScreen
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.region import RegionScreen
from welvaartcanvas.tui.screens.round import RoundScreen
from welvaartcanvas.tui.screens.search import SearchScreen

PAGES: dict[str, Callable[[Canvas], Page]] = {
    "canvas": lambda canvas: CanvasScreen(canvas.id),
    "block": lambda canvas: BlockScreen(canvas.id, "opgave"),
    "round": lambda canvas: RoundScreen(canvas.id),
    "agenda": lambda canvas: AgendaScreen(canvas.id),
    "region": lambda canvas: RegionScreen(canvas.region.id),
    "search": lambda _canvas: SearchScreen(),
}


@pytest.mark.parametrize("kind", PAGES)
async def test_a_page_that_was_closed_is_forgotten(
    app: AppMaker, canvas: Canvas, kind: str
) -> None:
    opened = app()
    async with opened.run_test(size=(80, 24)) as pilot:
        pages = []
        for _ in range(4):
            page = PAGES[kind](canvas)
            pages.append(ref(page))
            await opened.push_screen(page)
            await pilot.pause()
            await opened.pop_screen()
            await pilot.pause()
        del page

        def held() -> int:
            gc.collect()
            return sum(page() is not None for page in pages)

        # The last one may still be waiting for its turn to say that it has gone; on a busy
        # machine those before it too, but not for long.
        for _ in range(50):
            if held() <= 1:
                break
            await pilot.pause(0.1)
        assert held() <= 1


async def test_what_closed_pages_had_drawn_is_forgotten(app: AppMaker, canvas: Canvas) -> None:
    opened = app()
    async with opened.run_test(size=(200, 60)) as pilot:
        drawn = []
        for _ in range(6):
            await opened.push_screen(CanvasScreen(canvas.id))
            await pilot.pause()
            await opened.pop_screen()
            await pilot.pause()
            gc.collect()
            drawn.append(sum(isinstance(thing, Strip) for thing in gc.get_objects()))
        # One closed page may still be held while its last messages are on their way; five not.
        assert drawn[-1] < 3 * drawn[0], drawn
