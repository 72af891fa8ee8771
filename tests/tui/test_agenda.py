"""The agenda, the lists and the partners of a canvas."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES
from tests.support.tui import SIZES, keep, screen_text, type_text
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens.agenda import AgendaScreen, Point
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.lists import ListsScreen
from welvaartcanvas.tui.screens.partners import PartnersScreen
from welvaartcanvas.workspace import Workspace

AppMaker = Callable[..., WelvaartApp]


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press ``keys`` and wait for what they do."""
    await pilot.press(*keys)
    await pilot.pause()


def differing() -> Canvas:
    """Approach: 1 and 5; challenge: 3 and 3."""
    return build.canvas(
        notes={("aanpak", "overheid"): ["Wij wachten"], ("aanpak", "onderwijs"): ["Wij beginnen"]},
        ratings=(
            build.rating(1, "aanpak", "overheid", 5, reason="Het loopt"),
            build.rating(2, "aanpak", "onderwijs", 1, reason="Wij zien niets"),
            build.rating(3, "opgave", "overheid", 3),
            build.rating(4, "opgave", "onderwijs", 3),
        ),
    )


@pytest.mark.parametrize("size", SIZES)
async def test_the_largest_difference_comes_first_with_the_sides_next_to_each_other(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    canvas = keep(workspace, differing())
    async with app().run_test(size=size) as pilot:
        await pilot.app.push_screen(AgendaScreen(canvas.id))
        await pilot.pause()
        lines = screen_text(pilot.app)
        assert lines.index("1. 2 Approach") < lines.index("2. 1 Challenge")
        for text in (
            "spread 4 · mean 3.0",
            "≠ Difference of view",
            "“Het loopt”",
            "“Wij zien niets”",
            "• Wij wachten",
            "1 ━──── No shared",
        ):
            assert text in lines
        heading = next(line for line in lines.splitlines() if "Wij beginnen" in line)
        assert heading.index("Wij beginnen") < heading.index("Wij wachten")  # the lowest first


async def test_enter_opens_the_block_and_back_stays_there(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, differing())
    async with app().run_test(size=(80, 24)) as pilot:
        agenda = AgendaScreen(canvas.id)
        await pilot.app.push_screen(agenda)
        await pressed(pilot, "down", "enter")
        block = pilot.app.screen
        assert isinstance(block, BlockScreen)
        assert block.block_key == "opgave"
        workspace.contents.rate(block.canvas, "opgave", "overheid", 4)
        await pressed(pilot, "escape")
        assert pilot.app.screen is agenda
        assert isinstance(agenda.focused, Point)
        assert agenda.focused.block == "opgave"
        assert "spread 1 · mean 3.5" in screen_text(pilot.app)


async def test_every_line_of_a_long_agenda_is_reached_with_the_arrows(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.full_canvas(3))
    async with app().run_test(size=(80, 24)) as pilot:
        screen = AgendaScreen(canvas.id)
        await pilot.app.push_screen(screen)
        await pilot.pause()
        seen = [screen_text(pilot.app)]
        for _ in range(60):
            await pressed(pilot, "down")
            seen.append(screen_text(pilot.app))
            if screen.focused is screen.query(Point).last() and seen[-1] == seen[-2]:
                break  # there is no further down
        for block in canvas.template.blocks:
            assert block.title("en") in "".join(seen)
        assert screen.focused is screen.query(Point).last()
        await pressed(pilot, *["up" for _ in seen])
        assert screen.focused is screen.query(Point).first()


async def test_without_ratings_it_says_how_to_get_an_agenda(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.canvas())
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(AgendaScreen(canvas.id))
        await pilot.pause()
        assert "Nothing is rated yet." in screen_text(pilot.app)
        await pressed(pilot, "down", "up", "pagedown")  # and no key does harm


async def test_the_lists_hold_every_question_and_action_and_lead_to_them(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.full_canvas(1))
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.app.push_screen(ListsScreen(canvas.id))
        await pilot.pause()
        lines = screen_text(pilot.app)
        assert "9 learning questions · 9 actions" in lines
        for thing in (*canvas.learning_questions, *canvas.actions):
            assert " ".join(thing.text.split()) in lines
        await pressed(pilot, "down", "down", "down", "enter")
        block = pilot.app.screen
        assert isinstance(block, BlockScreen)
        action = block.canvas.actions_of(block.block_key)[0]
        assert block.query_one("#below").chosen == action.id  # type: ignore[attr-defined]
        assert block.focused is block.query_one("#below")


async def test_partners_are_added_changed_and_deleted(app: AppMaker, workspace: Workspace) -> None:
    canvas = keep(workspace, build.canvas())
    workspace.contents.contribute(canvas, "opgave", "overheid", "Iets", partner="Zus Bos")
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = PartnersScreen(canvas.id)
        await pilot.app.push_screen(screen)
        await pressed(pilot, "n")
        await type_text(pilot, "Jan Jansen")
        await pressed(pilot, "tab")
        await type_text(pilot, "Ondernemerskring")
        await pressed(pilot, "tab", "enter", "down", "enter", "tab")
        await type_text(pilot, "geen adres")
        await pressed(pilot, "ctrl+s")
        assert "! geen adres is not an e-mail address" in screen_text(pilot.app)
        pilot.app.screen.query_one("#email", Input).value = "jan@kring.example"
        await pressed(pilot, "ctrl+s")
        saved = workspace.canvases.get(canvas.id)
        jan = next(p for p in saved.partners if p.name == "Jan Jansen")
        assert (jan.organisation, jan.perspective, jan.email) == (
            "Ondernemerskring",
            "ondernemers",
            "jan@kring.example",
        )
        lines = screen_text(pilot.app)
        assert "◆ Jan Jansen · Ondernemerskring" in lines
        assert "1 contribution" in lines
        await pressed(pilot, "enter")
        pilot.app.screen.query_one("#name", Input).value = "Jan de Wit"
        await pressed(pilot, "ctrl+s")
        assert "Jan de Wit" in screen_text(pilot.app)
        await pressed(pilot, "down", "d")
        saved = workspace.canvases.get(canvas.id)
        assert [p.name for p in saved.partners] == ["Jan de Wit"]
        assert saved.contributions[0].partner_id is None
        await pressed(pilot, "ctrl+z")
        saved = workspace.canvases.get(canvas.id)
        assert len(saved.partners) == 2
        assert saved.contributions[0].partner_id is not None


async def test_hostile_names_of_partners_stand_there_as_they_are(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.canvas())
    names = [name for name in HOSTILE_NAMES[:30] if len(name) < 60]
    for name in names:
        workspace.contents.add_partner(canvas, name)
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.app.push_screen(PartnersScreen(canvas.id))
        await pilot.pause()
        lines = screen_text(pilot.app)
        for name in names:
            assert name in lines
