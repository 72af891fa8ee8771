"""Who can learn from whom, what a match rests on, and tables for learning circles."""

from __future__ import annotations

import threading

import pytest
from textual.app import App

from tests.support import build
from tests.support.comparing import NABIJ, WERK, scored
from tests.support.tui import SIZES, eventually, keep, screen_text, type_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.dossier import Learning
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.compare_cell import CellScreen
from welvaartcanvas.tui.screens.compare_circles import CirclesScreen
from welvaartcanvas.tui.screens.compare_learning import LearningScreen
from welvaartcanvas.tui.screens.compare_match import MatchScreen
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.comparing import Comparing

AA, BB, CC, DD = (build.uid(number) for number in (1, 2, 3, 4))


@pytest.fixture
def four(workspace: Workspace) -> Workspace:
    """Aa asks about challenge and approach; in challenge Bb (of its type) and Cc are strong.

    Dd has an attention point in challenge. Nobody is strong in approach.
    """
    region = build.region(1, "Aa", cluster=WERK)
    asked = (
        build.learning_question(1, "opgave", "Hoe binden [b]jullie[/b] jongeren?", from_whom="Bb"),
        build.learning_question(2, "aanpak", "Wie voert het uit?"),
    )
    said = (build.contribution(3, "opgave", "overheid", "Jongeren vertrekken"),)
    keep(
        workspace,
        scored(1, region, (3, 3, 1), learning_questions=asked, contributions=said),
    )
    bb = build.region(2, "Bb", cluster=WERK)
    can = (build.contribution(7, "opgave", "onderwijs", "Een techniekcampus", 2),)
    keep(workspace, scored(2, bb, (4, 4, 4), contributions=can))
    keep(workspace, scored(3, build.region(3, "Cc", position=NABIJ), (5, 5, 5)))
    keep(workspace, scored(4, build.region(4, "Dd", position=NABIJ), (2, 3, 3)))
    return workspace


def text(app: App[object]) -> str:
    return " ".join(screen_text(app).split())


@pytest.mark.parametrize("size", SIZES)
async def test_a_region_reads_what_it_asks_and_who_can_help_and_why(
    app: AppMaker, four: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        screen = LearningScreen(four.comparing.compare(Selection()), AA)
        await pilot.app.push_screen(screen)
        await eventually(pilot, lambda: screen.query_one(Lines).option_count)
        await pilot.pause()
        said = text(pilot.app)
        assert "Aa · 2 things are asked · another region can help with 1" in said
        assert "Hoe binden [b]jullie[/b] jongeren?" in said
        # Bb is of the same type, and so comes before Cc, whose mean is higher.
        assert said.index("Bb is strong there (mean 4.0) and is of the same type") < said.index(
            "Cc is strong there (mean 5.0)."
        )
        assert "No other region is strong in this block yet." in said


async def test_a_region_reads_who_can_learn_from_it(app: AppMaker, four: Workspace) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await pilot.app.push_screen(LearningScreen(four.comparing.compare(Selection()), CC))
        await eventually(pilot, lambda: "Who can learn from Cc" in screen_text(pilot.app))
        assert "Dd has an attention point in 1 Challenge; Cc is strong" in text(pilot.app)
        assert "No learning question and no attention point." in text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_programme_is_narrowed_to_a_block_and_to_a_region(
    app: AppMaker, four: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        screen = LearningScreen(four.comparing.compare(Selection()), None)
        await pilot.app.push_screen(screen)
        lines = screen.query_one(Lines)
        await eventually(pilot, lambda: lines.option_count)
        await pilot.pause()
        assert "All regions · 3 things are asked · another region can help with 2" in text(
            pilot.app
        )
        chosen = [option.id for option in lines.options if not option.disabled]
        assert chosen == [
            # Of one type, then of one position, then by the mean; and what nobody can help with.
            f"{AA}:opgave:{BB}", f"{DD}:opgave:{CC}", f"{AA}:opgave:{CC}", f"{DD}:opgave:{BB}",
            f"need:aanpak:{AA}",
        ]  # fmt: skip
        assert "Asks ← Helps Avg Type Position Themes" in text(pilot.app)
        # The one at the cursor stands below in a sentence.
        assert "Aa has a learning question on 1 Challenge, and an attention point" in text(
            pilot.app
        )
        await pilot.press("2")
        await pilot.pause()
        assert "2 Approach · 1 thing is asked" in text(pilot.app)
        assert "Aa ← no other region is strong here yet" in text(pilot.app)
        assert "Aa: 1 learning question “Wie voert het uit?”" in text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CellScreen)
        assert "Aa › 2 Approach" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("b")
        await pilot.pause()
        await type_text(pilot, "all")
        await pilot.press("enter")
        await pilot.pause()
        assert [option.id for option in lines.options if not option.disabled] == chosen
        await pilot.press("r")
        await pilot.pause()
        await type_text(pilot, "dd")
        await pilot.press("enter")
        await pilot.pause()
        assert "Dd · 1 thing is asked" in text(pilot.app)
        await pilot.press("a")
        await pilot.pause()
        assert "All regions" in text(pilot.app)


async def test_in_a_wide_window_what_two_regions_share_is_named(
    app: AppMaker, four: Workspace
) -> None:
    async with app().run_test(size=(200, 60)) as pilot:
        screen = LearningScreen(four.comparing.compare(Selection()), None)
        await pilot.app.push_screen(screen)
        await eventually(pilot, lambda: "Aa ← Bb 4.0 city of work" in text(pilot.app))
        await pilot.resize_terminal(80, 24)
        await eventually(pilot, lambda: "Aa ← Bb 4.0 type" in text(pilot.app))


@pytest.mark.parametrize("size", [*SIZES, (120, 40)])
async def test_a_match_shows_both_sides_in_full_and_leads_into_the_canvas(
    app: AppMaker, four: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        screen = LearningScreen(four.comparing.compare(Selection()), None)
        await pilot.app.push_screen(screen)
        await eventually(pilot, lambda: screen.query_one(Lines).option_count)
        await pilot.press("enter")
        await pilot.pause()
        match = pilot.app.screen
        assert isinstance(match, MatchScreen)
        said = text(pilot.app)
        assert "Aa asks" in said and "Bb can tell" in said
        assert "Hoe binden [b]jullie[/b] jongeren?" in said
        assert "Een techniekcampus" in said
        asking = match.query_one("#asking", Lines)
        assert [o.id for o in asking.options if not o.disabled] == [
            f"{build.uid(0, 1)} {build.uid(1, 1)}",
            f"{build.uid(0, 1)} {build.uid(3, 1)}",
            f"all:{AA}",
        ]
        await pilot.press("enter")
        await pilot.pause()
        block = pilot.app.screen
        assert isinstance(block, BlockScreen)
        assert (block.canvas_id, block.block_key) == (build.uid(0, 1), "opgave")
        # What is changed there is what the match shows afterwards.
        four.contents.edit(
            block.canvas, block.canvas.learning_questions_of("opgave")[0], text="Hoe nu verder?"
        )
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is match
        assert "Hoe nu verder?" in text(pilot.app)
        await pilot.press("tab", "enter")
        await pilot.pause()
        block = pilot.app.screen
        assert isinstance(block, BlockScreen)
        assert block.canvas_id == build.uid(0, 2)
        await pilot.press("escape", "end", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CellScreen)


async def test_keys_are_answered_while_it_is_worked_out_and_leaving_is_no_fault(
    app: AppMaker, four: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    real = Comparing.learning

    def slow(self: Comparing, *arguments: object) -> Learning:
        assert threading.current_thread() is not threading.main_thread()
        go_on.wait(5)
        return real(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Comparing, "learning", slow)
    async with app().run_test(size=(80, 24)) as pilot:
        below = pilot.app.screen
        await pilot.app.push_screen(LearningScreen(four.comparing.compare(Selection()), None))
        await pilot.pause()
        assert "working out who can learn from whom" in text(pilot.app)
        await pilot.press("3", "r", "escape", "escape")
        await pilot.pause()
        assert pilot.app.screen is below
        go_on.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.screen is below


async def test_what_changed_while_it_was_worked_out_is_worked_out_after_it(
    app: AppMaker, four: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = LearningScreen(four.comparing.compare(Selection()), AA)
        await pilot.app.push_screen(screen)
        await eventually(pilot, lambda: screen.query_one(Lines).option_count)
        await pilot.press("down")
        at = screen.query_one(Lines).chosen
        canvas = four.canvases.get(build.uid(0, 1))
        screen.refresh_all()
        four.contents.ask(canvas, "aanpak", "En wie betaalt het?")
        screen.refresh_all()
        await eventually(pilot, lambda: "En wie betaalt het?" in screen_text(pilot.app))
        assert screen.query_one(Lines).chosen == at


@pytest.mark.parametrize("size", SIZES)
async def test_tables_read_as_a_plan_and_who_finds_none_waits(
    app: AppMaker, four: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        screen = CirclesScreen(four.comparing.compare(Selection()))
        await pilot.app.push_screen(screen)
        await eventually(pilot, lambda: screen.query_one(Lines).option_count)
        await pilot.pause()
        said = text(pilot.app)
        # Aa and Dd ask about challenge, Bb (of Aa's type) hosts; about approach Aa asks alone.
        assert "1 table · 2 regions ask · 1 waits · at most 8 at a table" in said
        assert "Table 1.1: 2 regions ask, of several types and positions" in said
        assert "Aa: 1 learning question and attention point (Government at most 2)" in said
        assert "“Hoe binden [b]jullie[/b] jongeren?” (Bb)" in said
        assert "+ Bb hosts, and tells how: it is strong here (mean 4.0)." in said
        assert "Who waits: too few regions ask about the same block" in said
        assert "Aa: 2 Approach: 1 learning question" in said
        await pilot.press("2")
        await pilot.pause()
        assert "2 Approach · 0 tables" in text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CellScreen)
        assert "Aa › 2 Approach" in screen_text(pilot.app)
