"""The canvas in one picture: what its user sees in it, and how they move through it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES
from tests.support.templates import four_sided, odd
from tests.support.tui import SIZES, keep, screen_text
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.template import Template
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.widgets.block_box import BlockBox
from welvaartcanvas.workspace import Workspace

AppMaker = Callable[..., WelvaartApp]


async def opened(pilot: Pilot[None], canvas: Canvas) -> CanvasScreen:
    """The canvas on the screen."""
    screen = CanvasScreen(canvas.id)
    await pilot.app.push_screen(screen)
    await pilot.pause()
    return screen


def chosen(screen: CanvasScreen) -> str:
    """The key of the block that has the focus."""
    box = screen.focused
    assert isinstance(box, BlockBox)
    return box.block.key


@pytest.mark.parametrize("size", SIZES)
async def test_every_block_shows_each_side_with_what_it_holds(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    canvas = keep(workspace, build.full_canvas())
    async with app().run_test(size=size) as pilot:
        screen = await opened(pilot, canvas)
        for box in screen.query(BlockBox):
            text = " ".join(box.render().plain.split())
            title = f"{box.block.number} {box.block.title('en')}"
            assert title in text
            assert all(mark in text for mark in ("◆", "●", "■"))
            assert text.count("━") == sum(
                rating.score for rating in canvas.ratings if rating.block == box.block.key
            )


async def test_with_room_the_words_and_the_meaning_of_the_scores_are_there(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.full_canvas())
    async with app().run_test(size=(200, 60)) as pilot:
        await opened(pilot, canvas)
        lines = screen_text(pilot.app)
        for text in (
            "≠ Difference of view",
            "! Attention point",
            "First ideas",
            "5 contributions",
            "… 3 more",
            "27 of 27 cells filled · 27 of 27 rated",
            "2 strengths",
            "3 attention points",
            "4 differences of view",
        ):
            assert text in lines


async def test_in_a_small_terminal_signs_stand_for_the_words(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.full_canvas())
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas)
        assert "filled 27/27 · rated 27/27 · + 2 · ! 3 · ≠ 4" in screen_text(pilot.app)


async def test_the_sums_count_one_as_one(app: AppMaker, workspace: Workspace) -> None:
    canvas = keep(
        workspace, build.canvas(scores={("opgave", s): 5 for s in ("ondernemers", "onderwijs")})
    )
    workspace.contents.rate(canvas, "opgave", "overheid", 5)
    async with app().run_test(size=(200, 60)) as pilot:
        await opened(pilot, canvas)
        assert "1 strength · ! 0 attention points" in screen_text(pilot.app)


async def test_the_arrows_go_from_block_to_block_and_stop_at_the_edge(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.empty_canvas(build.shipped_template()))
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas)
        assert chosen(screen) == "opgave"
        for key, block in (
            ("right", "samenspel"),
            ("down", "schaal"),
            ("left", "opgave"),
            ("left", "kracht"),  # back along the row one came by
            ("down", "middelen"),
            ("down", "middelen"),
            ("right", "opbrengst"),
            ("up", "schaal"),
            ("right", "doelgroep"),
            ("right", "doelgroep"),
        ):
            await pilot.press(key)
            assert chosen(screen) == block, key


async def test_a_figure_jumps_and_enter_opens(app: AppMaker, workspace: Workspace) -> None:
    canvas = keep(workspace, build.empty_canvas(build.shipped_template()))
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas)
        await pilot.press("7")
        assert chosen(screen) == "aanpak"
        await pilot.press("enter")
        block = pilot.app.screen
        assert isinstance(block, BlockScreen)
        assert block.block_key == "aanpak"
        await pilot.press("escape")
        assert pilot.app.screen is screen
        assert chosen(screen) == "aanpak"


async def test_a_click_opens_a_block(app: AppMaker, workspace: Workspace) -> None:
    canvas = keep(workspace, build.empty_canvas(build.shipped_template()))
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas)
        await pilot.click("#block-middelen")
        await pilot.pause()
        assert isinstance(pilot.app.screen, BlockScreen)
        assert pilot.app.screen.block_key == "middelen"


@pytest.mark.parametrize("template", [odd(), four_sided()], ids=["odd", "four sides"])
@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_any_template_is_drawn_whole(
    app: AppMaker, workspace: Workspace, template: Template, size: tuple[int, int]
) -> None:
    canvas = keep(
        workspace,
        build.canvas(template=template, notes={cell: ["Iets"] for cell in template.cells}),
    )
    async with app().run_test(size=size) as pilot:
        screen = await opened(pilot, canvas)
        boxes = list(screen.query(BlockBox))
        for box in boxes:
            for side in template.perspectives:
                assert side.mark in box.render().plain
            await pilot.press(str(box.block.number))
            await pilot.pause()
            room = screen.query_one("#picture").size
            seen = box.region.intersection(screen.query_one("#picture").region)
            assert seen.width == min(box.size.width + 2, room.width), box
            assert seen.height == min(box.size.height + 2, room.height), box


async def test_undo_and_redo_say_what_they_did(app: AppMaker, workspace: Workspace) -> None:
    canvas = keep(workspace, build.canvas())
    workspace.contents.contribute(canvas, "opgave", "overheid", "Meer [b]techniek[/b]")
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, canvas)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Undone: contribution added: Meer [b]techniek[/b]" in _said(pilot)
        assert screen.canvas.contributions == ()
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "Done again: contribution added: Meer [b]techniek[/b]" in _said(pilot)
        assert len(screen.canvas.contributions) == 1
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "there is nothing to redo" in _said(pilot)


def _said(pilot: Pilot[None]) -> list[str]:
    return [str(notification.message) for notification in pilot.app._notifications]


async def test_what_another_program_does_is_there_within_a_second(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    from welvaartcanvas.workspace import open_workspace

    async with app().run_test(size=(200, 60)) as pilot:
        await opened(pilot, canvas)
        with open_workspace(workspace.file, "Bram") as other:
            other.contents.contribute(canvas, "aanpak", "onderwijs", "Van een ander")
        await pilot.pause(1.0)
        assert "Van een ander" in screen_text(pilot.app)


async def test_a_canvas_that_another_program_deletes_closes_and_says_so(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, canvas)
        await pilot.press("enter")
        workspace.canvases.delete(canvas.id)
        pilot.app.screen.refresh_all()  # type: ignore[attr-defined]
        await pilot.pause()
        assert not isinstance(pilot.app.screen, BlockScreen | CanvasScreen)
        assert any("does not exist" in said for said in _said(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_stand_there_as_they_are(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    template = build.small_template()
    canvas = keep(workspace, build.canvas(title="[red]titel[/] {0}", template=template))
    for name in HOSTILE_NAMES:
        workspace.contents.contribute(canvas, "opgave", "overheid", name)
    async with app().run_test(size=size) as pilot:
        await opened(pilot, canvas)
        lines = screen_text(pilot.app)
        assert "[red]titel[/] {0}" in lines
        if size[0] > 100:
            assert "[bold]vet[/bold]" in lines


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ("Kop van de Veluwe", "bijdrage")), ("en", ("Kop van de Veluwe", "contribution"))],
)
async def test_the_picture_speaks_the_chosen_language(
    app: AppMaker, canvas: Canvas, language: str, words: tuple[str, ...]
) -> None:
    async with app(language=language).run_test(size=(200, 60)) as pilot:
        await opened(pilot, canvas)
        lines = screen_text(pilot.app)
        assert all(word in lines for word in words)
        assert canvas.template.block("opgave").title(language) in lines


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("g", "RoundScreen"),
        ("a", "AgendaScreen"),
        ("p", "PartnersScreen"),
        ("l", "ListsScreen"),
        ("x", "ExportDialog"),
        ("e", "EditCanvasDialog"),
    ],
)
async def test_a_key_leads_to_each_part_of_the_canvas_and_escape_back(
    app: AppMaker, canvas: Canvas, key: str, screen: str
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        home = await opened(pilot, canvas)
        await pilot.press(key)
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == screen
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is home
