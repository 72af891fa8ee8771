"""A block: typing, editing, moving, deleting, and what of it is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.pilot import Pilot

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from tests.support.templates import four_sided
from tests.support.tui import SIZES, eventually, keep, screen_text, type_text
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.move import MoveDialog
from welvaartcanvas.workspace import Workspace, open_workspace

AppMaker = Callable[..., WelvaartApp]
CELL = ("opgave", "overheid")


async def opened(
    pilot: Pilot[None], canvas: Canvas, block: str = "opgave", **at: str | None
) -> BlockScreen:
    """The block on the screen."""
    screen = BlockScreen(canvas.id, block, **at)  # type: ignore[arg-type]
    await pilot.app.push_screen(screen)
    await pilot.pause()
    return screen


def texts(workspace: Workspace, canvas: Canvas, block: str, side: str) -> list[str]:
    """The contributions of a cell as they are saved."""
    return [note.text for note in workspace.canvases.get(canvas.id).cell(block, side)]


def said(pilot: Pilot[None]) -> str:
    """What was said in messages."""
    return "\n".join(str(notification.message) for notification in pilot.app._notifications)


@pytest.fixture
def three(workspace: Workspace) -> Canvas:
    """A canvas with three contributions of the government, one of education."""
    return keep(
        workspace,
        build.canvas(notes={CELL: ["Een", "Twee", "Drie"], ("opgave", "onderwijs"): ["Les"]}),
    )


@pytest.mark.parametrize("size", SIZES)
async def test_typing_and_enter_is_a_contribution(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        screen = await opened(pilot, canvas)
        await type_text(pilot, "Lassers gezocht")
        await pilot.press("enter")
        await type_text(pilot, "En monteurs")
        await pilot.press("enter")
        await pilot.pause()
        assert texts(workspace, canvas, "opgave", "ondernemers") == [
            "Lassers gezocht",
            "En monteurs",
        ]
        assert "• Lassers gezocht" in screen_text(pilot.app)
        assert screen.canvas == workspace.canvases.get(canvas.id)
        assert "◆ Entrepreneurs · 2" in screen_text(pilot.app)


async def test_tab_and_the_arrows_go_to_another_side(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas)
        for keys, side in (
            (["tab"], "onderwijs"),
            (["right"], "overheid"),
            (["tab"], "ondernemers"),
            (["shift+tab", "left"], "onderwijs"),
        ):
            await pilot.press(*keys)
            await type_text(pilot, f"Voor {side}")
            await pilot.press("enter")
            await pilot.pause()
            assert texts(workspace, canvas, "opgave", side)[-1] == f"Voor {side}"


async def test_the_line_grows_and_takes_more_lines(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas)
        await type_text(pilot, "Eerste")
        await pilot.press("ctrl+j")
        await type_text(pilot, "tweede")
        assert screen.quick.editor.size.height == 2
        await pilot.press("enter")
        await pilot.pause()
        assert texts(workspace, canvas, "opgave", "ondernemers") == ["Eerste\ntweede"]


async def test_a_refused_text_stays_with_what_is_wrong(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas)
        await pilot.press("space", "space", "enter")
        await pilot.pause()
        assert "! the text is empty" in screen_text(pilot.app)
        assert screen.quick.editor.text == "  "
        long = "x" * 20_001
        screen.quick.editor.write(long)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "20001 characters; at most 20000" in screen_text(pilot.app)
        assert screen.quick.editor.text == long
        assert texts(workspace, canvas, "opgave", "ondernemers") == []


async def test_near_the_limit_the_length_is_told(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas)
        screen.quick.editor.insert("x" * 19_600)
        await pilot.pause()
        assert "19600 of at most 20000 characters" in screen_text(pilot.app)


async def test_enter_edits_what_is_at_the_cursor(
    app: AppMaker, workspace: Workspace, three: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, three, perspective="overheid")
        await pilot.press("up", "up", "enter")
        await pilot.pause()
        await type_text(pilot, " en meer")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert texts(workspace, three, *CELL) == ["Een", "Twee en meer", "Drie"]
        assert "• Twee en meer" in screen_text(pilot.app)


async def test_delete_says_what_went_and_undo_brings_it_back(
    app: AppMaker, workspace: Workspace, three: Canvas
) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, three, perspective="overheid")
        await pilot.press("up", "d")
        await pilot.pause()
        assert texts(workspace, three, *CELL) == ["Een", "Twee"]
        assert "Deleted: Drie. Ctrl+Z brings it back." in said(pilot)
        assert screen.side.things.chosen is not None  # the cursor stays in the list
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert texts(workspace, three, *CELL) == ["Een", "Twee", "Drie"]
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert texts(workspace, three, *CELL) == ["Een", "Twee"]


async def test_undo_in_the_empty_line_undoes_what_was_just_added(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas)
        await type_text(pilot, "Foutje")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen.quick.editor.text == ""  # typing is undone first
        await pilot.press("ctrl+y")
        await pilot.press("enter")
        await pilot.pause()
        assert texts(workspace, canvas, "opgave", "ondernemers") == ["Foutje"]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert texts(workspace, canvas, "opgave", "ondernemers") == []


@pytest.mark.parametrize("modifier", ["shift", "ctrl"])
async def test_the_order_is_changed_with_the_arrows(
    app: AppMaker, workspace: Workspace, three: Canvas, modifier: str
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, three, perspective="overheid")
        await pilot.press("up", f"{modifier}+up", f"{modifier}+up", f"{modifier}+up")
        await pilot.pause()
        assert texts(workspace, three, *CELL) == ["Drie", "Een", "Twee"]
        await pilot.press(f"{modifier}+down")
        await pilot.pause()
        assert texts(workspace, three, *CELL) == ["Een", "Drie", "Twee"]
        note = screen.canvas.contribution(str(screen.side.things.chosen))
        assert note.text == "Drie"  # the cursor goes with it


async def test_a_contribution_goes_to_the_side_next_to_it(
    app: AppMaker, workspace: Workspace, three: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, three, perspective="overheid")
        await pilot.press("up", "shift+left")
        await pilot.pause()
        assert texts(workspace, three, "opgave", "onderwijs") == ["Les", "Drie"]
        assert screen.side_key == "onderwijs"
        await pilot.press("shift+left")
        await pilot.pause()
        assert texts(workspace, three, "opgave", "ondernemers") == ["Drie"]
        await pilot.press("shift+left")  # there is nothing further to the left
        await pilot.pause()
        assert texts(workspace, three, "opgave", "ondernemers") == ["Drie"]


async def test_a_contribution_moves_to_another_block_and_side(
    app: AppMaker, workspace: Workspace, three: Canvas
) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, three, perspective="overheid")
        await pilot.press("up", "m")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MoveDialog)
        assert "“Drie”" in screen_text(pilot.app)
        await pilot.press("2", "left", "enter")
        await pilot.pause()
        assert texts(workspace, three, "aanpak", "onderwijs") == ["Drie"]
        assert texts(workspace, three, *CELL) == ["Een", "Twee"]
        assert "Moved to 2 Approach, Education." in said(pilot)


async def test_escape_in_the_move_dialog_moves_nothing(
    app: AppMaker, workspace: Workspace, three: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, three, perspective="overheid")
        await pilot.press("up", "m", "2", "escape")
        await pilot.pause()
        assert texts(workspace, three, *CELL) == ["Een", "Twee", "Drie"]
        assert pilot.app.screen is screen


async def test_keys_and_figures_go_to_other_blocks(app: AppMaker, three: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, three)
        await pilot.press("pagedown")
        await pilot.pause()
        assert screen.block_key == "aanpak"
        assert "What are we going to do?" in screen_text(pilot.app)
        await pilot.press("pagedown")  # round to the first
        await pilot.pause()
        assert screen.block_key == "opgave"
        await pilot.press("tab", "up", "right_square_bracket")
        await pilot.pause()
        assert screen.block_key == "aanpak"
        await pilot.press("1")
        await pilot.pause()
        assert screen.block_key == "opgave"
        assert screen.side_key == "onderwijs"  # the side stays


async def test_prompts_and_example_of_each_side_are_a_key_away(
    app: AppMaker, three: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, three)
        assert "1/3 What does ondernemers see?" in screen_text(pilot.app)
        await pilot.press("x", "enter")
        await pilot.pause()
        assert "2/3 What does ondernemers bring?" in screen_text(pilot.app)
        await pilot.press("f3", "right")
        await pilot.pause()
        lines = screen_text(pilot.app)
        for text in (
            "Choosing gives direction.",
            "What does onderwijs see?",
            "What does onderwijs ask?",
            "“An example of onderwijs.”",
        ):
            assert text in lines
        await pilot.press("escape")


async def test_in_a_tall_terminal_all_prompts_are_in_view(app: AppMaker, three: Canvas) -> None:
    async with app().run_test(size=(200, 60)) as pilot:
        await opened(pilot, three)
        lines = screen_text(pilot.app)
        assert "What does ondernemers ask?" in lines
        assert "“An example of ondernemers.”" in lines
        await pilot.press("tab")
        await pilot.pause()
        assert "“An example of onderwijs.”" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_four_sides_stand_side_by_side(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    template = four_sided()
    canvas = keep(
        workspace,
        build.canvas(
            template=template, notes={("b1", p.key): [p.key] for p in template.perspectives}
        ),
    )
    async with app().run_test(size=size) as pilot:
        await opened(pilot, canvas, "b1")
        lines = screen_text(pilot.app)
        for side in template.perspectives:
            assert f"• {side.key}" in lines
            assert side.mark in lines


async def test_the_program_opens_at_what_was_found(app: AppMaker, three: Canvas) -> None:
    wanted = three.cell(*CELL)[1]
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, three, perspective="overheid", entity_id=wanted.id)
        assert screen.side_key == "overheid"
        assert screen.side.things.chosen == wanted.id
        assert screen.focused is screen.side.things


async def test_what_is_open_stays_when_another_program_changes_things(
    app: AppMaker, workspace: Workspace, three: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, three, perspective="overheid")
        await pilot.press("up", "up")
        chosen = screen.side.things.chosen
        await pilot.press("n")
        await type_text(pilot, "Half geschre")
        with open_workspace(workspace.file, "Bram") as other:
            there = other.canvases.get(three.id)
            other.contents.delete(there, there.cell(*CELL)[0])
            other.contents.contribute(there, "opgave", "ondernemers", "Van Bram")
        await pilot.pause(1.0)
        assert "• Van Bram" in screen_text(pilot.app)
        assert "• Een" not in screen_text(pilot.app)
        assert screen.side.things.chosen == chosen
        assert screen.quick.editor.text == "Half geschre"


async def test_hostile_texts_stand_there_as_they_were_typed(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.canvas())
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas)
        for text in HOSTILE_TEXTS:
            screen.quick.editor.write(text)
            # Pilot.press waits until the whole process is idle: a fifth of a second a text.
            pilot.app.post_message(events.Key("enter", "\r"))
            await eventually(pilot, lambda: not screen.quick.editor.text)
        assert texts(workspace, canvas, "opgave", "ondernemers") == list(HOSTILE_TEXTS)
    canvas = keep(workspace, build.canvas(2, title="Ander"))
    for name in HOSTILE_NAMES[:14]:
        workspace.contents.contribute(canvas, *CELL, name, partner=name, tags=[name])
        canvas = workspace.canvases.get(canvas.id)
    async with app().run_test(size=(200, 60)) as pilot:
        await opened(pilot, canvas)
        lines = screen_text(pilot.app)
        for name in HOSTILE_NAMES[:8]:
            assert f"• {name}" in lines
            assert f"#{name}" in lines


async def test_nothing_in_a_narrow_column_is_cut_without_a_sign(
    app: AppMaker, workspace: Workspace
) -> None:
    word = "Hottentottententententoonstelling" * 3
    canvas = keep(workspace, build.canvas(notes={CELL: [word]}))
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas)
        width = screen.query_one("#side-overheid Things").content_size.width
        column = [line[53:79] for line in screen_text(pilot.app).splitlines()]
        shown = "".join(part.strip(" │┃•█▁") for part in column[5:16])
        assert word[: width * 3] in shown.replace(" ", "")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["Welke opgave kiezen we?", "Ondernemers", "Onderwijs", "Overheid"]),
        ("en", ["Which challenge do we choose?", "Entrepreneurs", "Education", "Government"]),
    ],
)
async def test_the_block_speaks_the_chosen_language(
    app: AppMaker, canvas: Canvas, language: str, words: list[str]
) -> None:
    async with app(language=language).run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas)
        lines = screen_text(pilot.app)
        assert all(word in lines for word in words)


async def test_the_mouse_does_what_the_keys_do(
    app: AppMaker, workspace: Workspace, three: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, three)
        await pilot.click("#side-overheid Things", offset=(4, 1))
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "ContributionForm"  # a click opens
        await pilot.press("escape")
        await pilot.pause()
        assert screen.side_key == "overheid"
        await pilot.click("#words")
        await type_text(pilot, "Met de muis")
        await pilot.press("enter")
        await pilot.pause()
        assert texts(workspace, three, *CELL)[-1] == "Met de muis"


async def test_another_language_keeps_what_is_chosen_and_typed(
    app: AppMaker, workspace: Workspace, three: Canvas
) -> None:
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, three, perspective="overheid")
        await type_text(pilot, "Half geschre")
        program = pilot.app
        assert isinstance(program, WelvaartApp)
        await program.use_settings(program.settings.model_copy(update={"language": "nl"}))
        await pilot.pause()
        lines = screen_text(program)
        assert "Welke opgave kiezen we?" in lines
        assert "■ Overheid ›" in lines
        assert screen.side_key == "overheid"
        assert screen.quick.editor.text == "Half geschre"
        screen.action_write()
        await type_text(pilot, "ven")
        await pilot.press("enter")
        await pilot.pause()
        assert texts(workspace, three, *CELL)[-1] == "Half geschreven"
