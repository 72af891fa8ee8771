"""The history of a canvas on screen: reading it, looking back, comparing, naming, putting back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.support.build import MOMENT
from tests.support.hostile import HOSTILE_NAMES
from tests.support.tui import (
    SIZES,
    eventually,
    keep,
    least_contrast,
    messages,
    screen_text,
    small_canvas,
    type_text,
)
from tests.support.workspaces import Clock
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas, Contribution
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.choose import Choose
from welvaartcanvas.tui.screens.difference import DifferenceScreen
from welvaartcanvas.tui.screens.history import Changes, HistoryScreen
from welvaartcanvas.tui.screens.name_moment import NameMoment
from welvaartcanvas.tui.screens.past import PastCanvasScreen
from welvaartcanvas.tui.screens.past_block import PastBlockScreen
from welvaartcanvas.tui.screens.versions import VersionsScreen
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.tui.widgets.marks import TEXT_CONTRAST, contrast
from welvaartcanvas.tui.widgets.timeline import Timeline
from welvaartcanvas.workspace import Workspace, open_workspace

FIRST = "Jongeren blijven voor de techniek"
SECOND = "Jongeren gaan weg voor de techniek"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace of Anna, in which every change is a minute after the last."""
    clock = Clock(MOMENT)
    with open_workspace(tmp_path / "werk.db", "Anna", clock=clock) as opened:
        yield opened


@pytest.fixture
def canvas(workspace: Workspace) -> Canvas:
    """A canvas of Anna in which Bob wrote something and she changed a text the next day."""
    canvas = keep(workspace, small_canvas())
    history = workspace.history
    history.take_snapshot(canvas.id, "meeting 1")
    workspace.session.who = "Bob"
    workspace.contents.contribute(canvas, "aanpak", "onderwijs", "Een [bold]praktijkroute[/bold]")
    workspace.session.who = "Anna"
    now = workspace.session.clock()
    workspace.session.clock = Clock(now + timedelta(days=1))
    changed(workspace, canvas.id, SECOND)
    return workspace.canvases.get(canvas.id)


def first(canvas: Canvas) -> Contribution:
    """The contribution that the canvas begins with."""
    return canvas.cell("opgave", "overheid")[0]


def changed(workspace: Workspace, canvas_id: str, text: str) -> None:
    """Give the first contribution another text."""
    canvas = workspace.canvases.get(canvas_id)
    workspace.contents.edit(canvas, first(canvas), text=text)


async def opened(pilot: Pilot[None], canvas: Canvas, *keys: str) -> HistoryScreen:
    """The history of ``canvas``, after ``keys``."""
    await pilot.app.push_screen(CanvasScreen(canvas.id))
    await pilot.pause()
    await pressed(pilot, "h", *keys)
    screen = next(s for s in pilot.app.screen_stack if isinstance(s, HistoryScreen))
    return screen


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press ``keys``, each once what the one before it did is done."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def place(text: str, *parts: str) -> list[int]:
    """Where ``parts`` stand on the screen ``text``, by line; each must be there."""
    lines = text.splitlines()
    return [next(i for i, line in enumerate(lines) if part in line) for part in parts]


# Reading the timeline.


@pytest.mark.parametrize("size", SIZES)
async def test_the_timeline_tells_who_did_what_the_newest_first_by_day(
    app: AppMaker, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await opened(pilot, canvas)
        text = screen_text(pilot.app)
        told = ["1 February 2026", "Anna", "31 January 2026", "Bob", "⚑ meeting 1"]
        assert place(text, *told) == sorted(place(text, *told))
        assert "contribution added to block 2: Een [bold]praktijkroute[/bold]" in text


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_step_at_the_cursor_changed_stands_there_word_for_word(
    app: AppMaker, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await opened(pilot, canvas)
        assert "Jongeren [−blijven] [+gaan weg] voor de techniek" in screen_text(pilot.app)
        await pressed(pilot, "down")
        assert "+ Een [bold]praktijkroute[/bold]" in screen_text(pilot.app)


async def test_what_went_and_came_is_marked_by_more_than_colour(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await opened(pilot, canvas)
        segments = [s for strip in pilot.app.screen._compositor.render_strips() for s in strip]
        gone = next(s for s in segments if "blijven" in s.text)
        came = next(s for s in segments if s.text == "gaan weg")
        assert gone.style is not None and gone.style.strike
        assert came.style is not None and came.style.underline


@pytest.mark.parametrize("theme", ["welvaart-dark", "welvaart-light", "welvaart-contrast"])
async def test_it_can_be_read_in_every_theme_also_at_the_cursor(
    app: AppMaker, canvas: Canvas, theme: str
) -> None:
    async with app(theme=theme).run_test(size=(120, 40)) as pilot:
        await opened(pilot, canvas)
        assert least_contrast(pilot.app, besides="─│╭╮╰╯▁▂▃▄▅▆▇█") >= TEXT_CONTRAST
        await pressed(pilot, "down", "down", "c")
        assert least_contrast(pilot.app, besides="▁▂▃▄▅▆▇█") >= TEXT_CONTRAST
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, VersionsScreen)
        assert least_contrast(pilot.app, besides="▁▂▃▄▅▆▇█") >= TEXT_CONTRAST
        await pressed(pilot, "escape", "escape", "enter")
        assert isinstance(pilot.app.screen, PastCanvasScreen)
        line = pilot.app.screen.query_one("#then")
        assert contrast(line.styles.color, line.styles.background) >= TEXT_CONTRAST


async def test_a_snapshot_is_a_heading_and_the_step_that_took_it_is_not_told_twice(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await opened(pilot, canvas)
        text = screen_text(pilot.app)
        assert text.count("meeting 1") == 1
        assert "snapshot added" not in text


async def test_end_goes_to_the_very_beginning_however_long_ago(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    for number in range(240):
        changed(workspace, canvas.id, f"tekst {number}")
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "end")
        assert "imported from" in screen_text(pilot.app)


async def test_a_long_history_is_read_on_as_one_scrolls(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    for number in range(240):
        changed(workspace, canvas.id, f"tekst {number}")
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas)
        timeline = screen.query_one(Timeline)
        before = timeline.option_count
        assert before < 200
        for _page in range(30):
            await pressed(pilot, "pagedown")
        assert timeline.option_count > 240
        await pressed(pilot, "end")
        assert "imported from" in screen_text(pilot.app)


async def test_the_timeline_can_be_of_one_person_or_one_block(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await opened(pilot, canvas, "f")
        assert isinstance(pilot.app.screen, Choose)
        await type_text(pilot, "bob")
        await pressed(pilot, "enter")
        text = screen_text(pilot.app)
        assert "only what Bob did" in text
        assert "praktijkroute" in text
        assert "changed in block 1" not in text
        await pressed(pilot, "f")
        await type_text(pilot, "challenge")
        await pressed(pilot, "enter")
        text = screen_text(pilot.app)
        assert "only block 1 Challenge" in text
        assert "changed in block 1" in text
        assert "praktijkroute" not in text


async def test_what_another_program_does_appears_within_a_second(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, canvas, "down")
        chosen = screen.query_one(Timeline).chosen
        with open_workspace(workspace.file, "Carla", clock=workspace.session.clock) as other:
            changed(other, canvas.id, "Van de collega")
        await eventually(pilot, lambda: "Carla" in screen_text(pilot.app))
        assert screen.query_one(Timeline).chosen == chosen


async def test_a_canvas_that_another_program_deletes_closes_its_history(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await opened(pilot, canvas, "enter")
        assert isinstance(pilot.app.screen, PastCanvasScreen)
        with open_workspace(workspace.file, "Carla", clock=workspace.session.clock) as other:
            other.canvases.delete(canvas.id)
        await eventually(pilot, lambda: "does not exist" in " ".join(messages(pilot.app)))
        await pressed(pilot, "escape", "escape")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, WorkspaceScreen))


async def test_words_of_users_are_words_and_nothing_else(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    for name in sorted(HOSTILE_NAMES, key=lambda name: "[bold]" in name):
        changed(workspace, canvas.id, name)
        workspace.history.take_snapshot(canvas.id, f"Na {name[:190]}")
    async with app().run_test(size=(200, 60)) as pilot:
        await opened(pilot, canvas)
        assert "[bold]" in screen_text(pilot.app)
        await pressed(pilot, "end", "c")
        assert isinstance(pilot.app.screen, DifferenceScreen)
        await pressed(pilot, "escape", "home", "enter", "1", "enter", "right", "right", "enter")
        assert isinstance(pilot.app.screen, VersionsScreen)
        assert "[bold]" in screen_text(pilot.app)


async def test_a_canvas_without_a_history_says_so_and_can_get_one(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    for table in ("changes", "steps", "snapshots"):
        workspace.session.database.sqlite.execute(f"DELETE FROM {table}")
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas)
        assert "Nothing was done in this canvas yet." in screen_text(pilot.app)
        await pressed(pilot, "enter", "c", "r", "space", "d", "f", "escape")
        assert isinstance(pilot.app.screen, HistoryScreen)
        changed(workspace, canvas.id, "Het begin")
        pilot.app.screen.refresh_all()
        await pilot.pause()
        assert "contribution changed in block 1: Het begin" in screen_text(pilot.app)


async def test_another_language_is_spoken_at_once(app: AppMaker, canvas: Canvas) -> None:
    program = app()
    async with program.run_test(size=(120, 40)) as pilot:
        await opened(pilot, canvas)
        await program.use_settings(program.settings.model_copy(update={"language": "nl"}))
        await pilot.pause()
        text = screen_text(program)
        assert "1 februari 2026" in text
        assert "bijdrage gewijzigd in bouwsteen 1" in text
        assert "Alles wat er gebeurde" in text


# Looking back.


async def test_enter_shows_the_canvas_as_it_was_and_says_so(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "down", "enter")
        assert isinstance(pilot.app.screen, PastCanvasScreen)
        assert "As it was on 31/01/2026" in screen_text(pilot.app)
        await pressed(pilot, "1", "enter")
        assert isinstance(pilot.app.screen, PastBlockScreen)
        text = screen_text(pilot.app)
        assert "As it was on 31/01/2026" in text
        assert "blijven" in text
        assert "gaan weg" not in text
        await pressed(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_no_key_that_changes_something_works_in_the_past(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    now = workspace.history.now()
    keys = ["n", "d", "delete", "s", "l", "a", "m", "e", "x", "f4", "f5", "f8", "ctrl+z", "ctrl+y"]
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "down", "enter", *keys)
        assert isinstance(pilot.app.screen, PastCanvasScreen)
        await pressed(pilot, "enter", "right", "right", *keys, "shift+up", "shift+left")
        assert isinstance(pilot.app.screen, PastBlockScreen)
        assert workspace.history.now() == now


async def test_one_contribution_is_put_back_from_the_past(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "down", "enter", "1", "enter", "right", "right", "p")
        assert messages(pilot.app) == [f"Put back: {FIRST}. In the history Ctrl+Z undoes that."]
        assert first(workspace.canvases.get(canvas.id)).text == FIRST
        await pressed(pilot, "escape", "escape", "ctrl+z")
        assert first(workspace.canvases.get(canvas.id)).text == SECOND


async def test_the_whole_canvas_is_put_back_after_a_question_that_tells_what_it_does(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "end", "r")
        text = screen_text(pilot.app)
        assert "− 1 thing goes" in text or "− 3 things go" in text
        await pressed(pilot, "enter")  # the button that changes nothing comes first
        assert workspace.canvases.get(canvas.id) == canvas

        await pressed(pilot, "home", "down", "down", "r", "left", "enter")
        assert "The canvas is as it was on" in messages(pilot.app)[-1]
        now = workspace.canvases.get(canvas.id)
        assert [note.text for note in now.contributions] == [FIRST]
        assert "put back" in screen_text(pilot.app)
        await pressed(pilot, "ctrl+z")
        assert {n.text for n in workspace.canvases.get(canvas.id).contributions} == {
            note.text for note in canvas.contributions
        }


async def test_there_is_nothing_to_put_back_where_nothing_changed_since(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "r")
        assert isinstance(pilot.app.screen, HistoryScreen)
        assert "nothing to put back" in messages(pilot.app)[-1]


async def test_a_thing_that_is_as_it_was_need_not_be_put_back(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    now = workspace.history.now()
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "enter", "1", "enter", "right", "right", "p")
        assert messages(pilot.app) == ["That is as it was then; there is nothing to put back."]
        assert workspace.history.now() == now


# Comparing.


async def test_a_moment_is_compared_with_now_block_by_block(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "down", "down", "c")
        assert isinstance(pilot.app.screen, DifferenceScreen)
        text = screen_text(pilot.app)
        told = ["1 Challenge", "[−blijven] [+gaan weg]", "2 Approach", "+ Een [bold]praktijk"]
        assert place(text, *told) == sorted(place(text, *told))
        assert "(meeting 1) to now" in text


async def test_a_moment_is_compared_with_another_that_was_marked_before_or_behind_it(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "down", "down", "space")
        assert "◉ marked: 31/01/2026" in screen_text(pilot.app)
        await pressed(pilot, "up", "c")
        text = screen_text(pilot.app)
        assert "praktijkroute" in text
        assert "gaan weg" not in text
        await pressed(pilot, "escape", "down", "space")
        assert "marked" not in screen_text(pilot.app).replace("Mark", "")


async def test_one_thing_is_put_back_from_what_differs_and_undone_there(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "down", "down", "c", "p")
        assert first(workspace.canvases.get(canvas.id)).text == FIRST
        assert "blijven" not in screen_text(pilot.app)
        await pressed(pilot, "ctrl+z")
        assert first(workspace.canvases.get(canvas.id)).text == SECOND
        assert "[−blijven] [+gaan weg]" in screen_text(pilot.app)


# Naming.


async def test_a_moment_gets_a_name_from_the_canvas_itself(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(CanvasScreen(canvas.id))
        await pressed(pilot, "m")
        await type_text(pilot, "meeting 2")
        await pressed(pilot, "enter")
        assert messages(pilot.app) == ["This moment is called meeting 2; it stands in the history."]
        assert [s.name for s in workspace.history.snapshots(canvas.id)] == [
            "meeting 1",
            "meeting 2",
        ]


async def test_a_name_that_is_taken_stays_in_the_field_with_the_reason(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "m", "enter")
        assert "Type a name." in screen_text(pilot.app)
        await type_text(pilot, "Meeting 1")
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, NameMoment)
        text = screen_text(pilot.app)
        assert "there is a snapshot called Meeting 1 already" in text
        await type_text(pilot, "b")
        await pressed(pilot, "enter")
        assert "⚑ Meeting 1b" in screen_text(pilot.app)


async def test_a_snapshot_is_renamed_and_forgotten_and_comes_back(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "down", "down", "m", "end")
        await type_text(pilot, "0")
        await pressed(pilot, "enter")
        assert "⚑ meeting 10" in screen_text(pilot.app)
        await pressed(pilot, "d")
        assert "⚑" not in screen_text(pilot.app)
        assert "Forgotten: meeting 10. Ctrl+Z brings it back." in messages(pilot.app)
        await pressed(pilot, "ctrl+z")
        assert "⚑ meeting 10" in screen_text(pilot.app)


# The versions of one contribution.


async def test_a_contribution_tells_its_own_versions_and_any_of_them_comes_back(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        block = BlockScreen(canvas.id, "opgave", perspective="overheid")
        await pilot.app.push_screen(block)
        await pressed(pilot, "up", "v")
        assert isinstance(pilot.app.screen, VersionsScreen)
        text = screen_text(pilot.app)
        assert "contribution · 2 versions" in text
        assert place(text, "[−blijven] [+gaan weg]") < place(text, f"+ {FIRST}")
        now = workspace.history.now()
        await pressed(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, PastCanvasScreen)
        assert workspace.history.now() == now
        await pressed(pilot, "escape", "r")
        assert first(workspace.canvases.get(canvas.id)).text == FIRST
        assert "3 versions" in screen_text(pilot.app)
        await pressed(pilot, "ctrl+z")
        assert first(workspace.canvases.get(canvas.id)).text == SECOND
        await pressed(pilot, "escape")
        assert pilot.app.screen is block


async def test_a_contribution_that_was_deleted_comes_back_from_its_versions(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.contents.delete(canvas, first(canvas))
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "down", "enter", "1", "enter", "right", "right", "enter")
        assert isinstance(pilot.app.screen, VersionsScreen)
        assert "it was deleted" in screen_text(pilot.app)
        await pressed(pilot, "r")
        assert "Here it was deleted" in messages(pilot.app)[-1]
        await pressed(pilot, "down", "r")
        assert first(workspace.canvases.get(canvas.id)).text == SECOND


# By mouse.


async def test_a_click_chooses_a_moment_and_a_second_one_opens_it(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, canvas)
        lines = screen_text(pilot.app).splitlines()
        row = next(i for i, line in enumerate(lines) if "Bob" in line)
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert pilot.app.screen is screen
        assert "+ Een [bold]praktijkroute[/bold]" in screen_text(pilot.app)
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert isinstance(pilot.app.screen, PastCanvasScreen)


async def test_a_click_on_a_version_chooses_it_and_changes_nothing(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    now = workspace.history.now()
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(VersionsScreen(canvas.id, first(canvas)))
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
        [row] = place("\n".join(lines), f"+ {FIRST}")
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert workspace.history.now() == now
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert isinstance(pilot.app.screen, PastCanvasScreen)
        assert workspace.history.now() == now


async def test_what_a_large_step_changed_can_be_scrolled_through(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    changed(workspace, canvas.id, "\n".join(f"regel {n}" for n in range(60)))
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, canvas, "tab", "end")
        assert isinstance(screen.focused, Changes)
        assert "regel 59" in screen_text(pilot.app)
