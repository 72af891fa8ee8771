"""Searching while one types, and jumping to what is found."""

from __future__ import annotations

import pytest
from textual.content import Content

from tests.support import build
from tests.support.tui import SIZES, eventually, keep, paste, screen_text, small_canvas
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.region import RegionScreen
from welvaartcanvas.tui.screens.search import SearchScreen
from welvaartcanvas.tui.widgets.found import emphasised
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.workspace import Workspace, open_workspace
from welvaartcanvas.workspace.searching import FOUND_END, FOUND_START


def found(text: str) -> str:
    """``text`` as the search marks a word that it found."""
    return f"{FOUND_START}{text}{FOUND_END}"


@pytest.mark.parametrize("size", SIZES)
async def test_results_appear_while_typing_with_where_they_are(
    app: AppMaker, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.press("slash", *"techn")
        await eventually(pilot, lambda: "1 result" in screen_text(pilot.app))
        text = screen_text(pilot.app)
        assert "Kop van de Veluwe › Genoeg vakmensen voor de regio" in text
        assert "Jongeren blijven voor de techniek" in text
        assert "contribution · 1 Challenge · ■ Government" in text


async def test_enter_jumps_to_the_contribution_in_its_block(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test() as pilot:
        await pilot.press("ctrl+f")
        await paste(pilot, "techniek")
        await eventually(pilot, lambda: "1 result" in screen_text(pilot.app))
        await pilot.press("enter")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, BlockScreen))
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SearchScreen)
        assert "1 result" in screen_text(pilot.app), "the search is still there"


async def test_a_canvas_and_a_region_are_found_by_name_and_opened(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("ctrl+f")
        await paste(pilot, "vakmensen")
        await eventually(pilot, lambda: "1 result" in screen_text(pilot.app))
        await pilot.press("enter")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, CanvasScreen))
        await pilot.press("escape", "ctrl+u")
        await paste(pilot, "veluwe")
        # What was found before stands there until the pause in typing is over.
        await eventually(pilot, lambda: "vakmensen" not in screen_text(pilot.app))
        await eventually(pilot, lambda: "1 result" in screen_text(pilot.app))
        await pilot.press("enter")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, RegionScreen))


async def test_a_partner_leads_to_the_canvas(app: AppMaker, workspace: Workspace) -> None:
    keep(workspace, small_canvas(partners=(build.partner(5, "Bakkerij Bos"),)))
    async with app().run_test() as pilot:
        await pilot.press("ctrl+f")
        await paste(pilot, "bakk")
        await eventually(pilot, lambda: "partner" in screen_text(pilot.app))
        await pilot.press("enter")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, CanvasScreen))


async def test_a_learning_question_and_an_action_lead_to_their_block(
    app: AppMaker, workspace: Workspace
) -> None:
    keep(
        workspace,
        small_canvas(
            learning_questions=(build.learning_question(5, "aanpak", "Hoe doet Twente het?"),),
            actions=(build.action(6, "aanpak", "Bel de ondernemerskring"),),
        ),
    )
    async with app().run_test() as pilot:
        for sought, kind in (("twente", "learning question"), ("bel", "action")):
            await pilot.press("ctrl+f", "ctrl+u")
            await paste(pilot, sought)
            await eventually(pilot, lambda kind=kind: kind in screen_text(pilot.app))
            await pilot.press("enter")
            await eventually(pilot, lambda: isinstance(pilot.app.screen, BlockScreen))
            await pilot.press("escape", "escape")


async def test_nothing_found_is_said(app: AppMaker, canvas: Canvas) -> None:
    async with app(language="nl").run_test() as pilot:
        await pilot.press("slash", *"qqq")
        lines = pilot.app.screen.query_one(Lines)
        await pilot.pause(0.1)
        assert lines.option_count == 0
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_arrows_walk_the_results_and_more_typing_begins_at_the_best(
    app: AppMaker, workspace: Workspace
) -> None:
    texts = [f"Vakmensen nummer {i}" for i in range(5)]
    keep(workspace, small_canvas(notes={("opgave", "overheid"): texts}))
    async with app().run_test() as pilot:
        await pilot.press("slash", *"vakm")
        lines = pilot.app.screen.query_one(Lines)
        await eventually(pilot, lambda: lines.option_count > 5)
        first = lines.chosen
        await pilot.press("down", "down")
        assert lines.chosen != first
        await pilot.press("e")
        await eventually(pilot, lambda: lines.chosen == first)


async def test_a_result_can_be_clicked(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test() as pilot:
        await pilot.press("slash", *"techn")
        await eventually(pilot, lambda: "1 result" in screen_text(pilot.app))
        await pilot.click(Lines, offset=(8, 1))
        await eventually(pilot, lambda: isinstance(pilot.app.screen, BlockScreen))


async def test_what_somebody_else_adds_is_found_without_typing_again(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("slash", *"zonnepanelen")
        await pilot.pause(0.1)
        assert "Nothing has all these words." in screen_text(pilot.app)
        with open_workspace(workspace.file, "Bram", clock=lambda: build.MOMENT) as other:
            theirs = other.canvases.get(canvas.id)
            other.contents.contribute(theirs, "aanpak", "overheid", "Meer zonnepanelen")
        await eventually(pilot, lambda: "1 result" in screen_text(pilot.app))


async def test_what_was_found_is_shown_as_typed(app: AppMaker, workspace: Workspace) -> None:
    nasty = "[bold]vakmensen[/bold] {0} [@click=app.quit]stop[/]"
    keep(workspace, small_canvas(notes={("opgave", "overheid"): [nasty]}))
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.press("slash", *"vakmensen")
        await eventually(pilot, lambda: nasty in screen_text(pilot.app))


async def test_a_theme_is_shown_by_its_name(app: AppMaker, workspace: Workspace) -> None:
    note = build.contribution(1, "opgave", "overheid", "Leren op het werk", tags=("mkb",))
    canvas = build.canvas(contributions=(note,))
    keep(workspace, canvas)
    name = canvas.template.tag_name("mkb", "en")
    assert name != "mkb"
    async with app().run_test() as pilot:
        await pilot.press("ctrl+f", *"leren")
        await eventually(pilot, lambda: f"Leren op het werk {name}" in screen_text(pilot.app))


async def test_anything_can_be_sought(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test() as pilot:
        await pilot.press("slash")
        for sought in ('"', "'; DROP TABLE contributions; --", "NEAR(", "*", "[/]", "^", "a:b"):
            await pilot.press("ctrl+u")
            await paste(pilot, sought)
            await pilot.pause(0.07)
        assert isinstance(pilot.app.screen, SearchScreen)


def test_a_found_word_is_emphasised_and_the_text_around_it_is_one_line() -> None:
    content = emphasised(f"Meer {found('techn')}iek\n\nin de  {found('regio')}")
    assert content.plain == "Meer techniek in de  regio"
    assert [content.plain[span.start : span.end] for span in content.spans] == ["techn", "regio"]


def test_a_found_word_far_in_the_text_comes_within_sight() -> None:
    content = emphasised("woord " * 20 + found("techniek"))
    assert content.plain.startswith("…woord")
    assert content.plain.index("techniek") < 50


def test_half_a_mark_is_no_mark() -> None:
    assert emphasised(f"a{FOUND_END}b{FOUND_START}c") == Content("abc")
