"""The matrix of regions and blocks: what it shows, its order, and where its keys lead."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from rich.style import Style
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from tests.support import build
from tests.support.comparing import NABIJ, WERK, WOON, scored
from tests.support.hostile import HOSTILE_NAMES
from tests.support.tui import SIZES, eventually, keep, least_contrast, messages, screen_text
from tests.support.workspaces import Clock, opened
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.domain.template import read_template
from welvaartcanvas.settings import Settings
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.compare import CompareScreen
from welvaartcanvas.tui.screens.compare_cell import CellScreen
from welvaartcanvas.tui.screens.compare_choose import ChooseDialog
from welvaartcanvas.tui.screens.compare_circles import CirclesScreen
from welvaartcanvas.tui.screens.compare_export import CompareExportDialog
from welvaartcanvas.tui.screens.compare_learning import LearningScreen
from welvaartcanvas.tui.screens.compare_likeness import LikenessScreen
from welvaartcanvas.tui.screens.compare_map import CompareMapScreen
from welvaartcanvas.tui.screens.compare_patterns import PatternsScreen
from welvaartcanvas.tui.screens.compare_since import SinceScreen
from welvaartcanvas.tui.screens.side_by_side import SideBySideScreen
from welvaartcanvas.tui.themes import THEMES
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.matrix import Matrix
from welvaartcanvas.workspace import Workspace


@pytest.fixture
def three(workspace: Workspace) -> Workspace:
    """Aa: challenge 4 5 4, approach 2 – –. Bb: challenge 1 4 3. Cc: without a canvas."""
    aa = build.region(1, "Aa", cluster=WERK)
    bb = build.region(2, "Bb", cluster=WOON, position=NABIJ)
    notes = {
        ("opgave", "onderwijs"): ["Wij leiden op", "Wij werven"],
        ("opgave", "overheid"): ["Wij betalen"],
    }
    questions = (build.learning_question(90, "opgave", "Hoe doet Twente dat?"),)
    keep(
        workspace,
        scored(1, aa, (4, 5, 4), (2,), notes=notes, learning_questions=questions, title="Vaklui"),
    )
    keep(workspace, scored(2, bb, (1, 4, 3), title="Binnenstad"))
    workspace.regions.add("Cc", ["GM0310"])
    return workspace


async def comparing(pilot: Pilot[None], *keys: str) -> CompareScreen:
    """Open the comparison from the list of regions, and press ``keys``."""
    await pilot.pause()
    await pilot.press("c")
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()
    screen = pilot.app.screen
    return screen if isinstance(screen, CompareScreen) else CompareScreen.__new__(CompareScreen)


def matrix_lines(pilot: Pilot[None]) -> list[str]:
    """The lines of the matrix, heads included."""
    matrix = pilot.app.screen.query_one(Matrix)
    region = matrix.region
    return screen_text(pilot.app).splitlines()[region.y : region.bottom]


def names(pilot: Pilot[None]) -> list[str]:
    """The regions from top to bottom."""
    found = (re.split("  |│", line[3:])[0] for line in matrix_lines(pilot)[2:])
    return [name for name in found if name]


@pytest.mark.parametrize("size", SIZES)
async def test_a_cell_shows_mean_spread_coverage_and_what_stands_out(
    app: AppMaker, three: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await comparing(pilot)
        text = "\n".join(matrix_lines(pilot))
        # By hand: (4+5+4)/3 = 4.3 and 5-4 = 1; (1+4+3)/3 = 2.7 and 4-1 = 3.
        assert "4.3 +" in text
        assert "Δ1.0 2/3" in text
        assert "2.7 !≠" in text
        assert "Δ3.0 0/3" in text
        assert "2.0 !?" in text  # Aa's approach: one side alone, which gave 2
        assert "– ?" in text  # Cc
        assert "3.2 +1!1" in text  # Aa over all blocks: the mean of 4.3 and 2.0
        assert "1 region has no canvas in this choice (Cc)" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_cell_at_the_cursor_is_said_in_words(
    app: AppMaker, three: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await comparing(pilot, "down", "right")
        said = " ".join(screen_text(pilot.app).split())
        assert "Bb › 1 Challenge mean 2.7 · spread 3.0" in said
        assert "0 of 3 sides filled · 3 of 3 rated" in said
        assert "! Attention point ≠ Difference of view" in said
        assert "◆ Entrepreneurs 1.0 (1 rating, 0 contributions)" in said
        assert "● Education 4.0" in said


async def test_regions_stand_in_the_order_of_the_column_at_the_cursor(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await comparing(pilot)
        assert names(pilot) == ["Aa", "Bb", "Cc"]
        await pilot.press("right", "s")
        assert names(pilot) == ["Bb", "Aa", "Cc"]  # 2.7, 4.3, nothing
        assert "▲1 Challenge" in matrix_lines(pilot)[0]
        assert screen.query_one(Matrix).here == (build.uid(2), "opgave")  # the lowest
        await pilot.press("s")
        assert names(pilot) == ["Aa", "Bb", "Cc"]
        assert "▼1 Challenge" in matrix_lines(pilot)[0]
        await pilot.press("o", "o", "s")  # by coverage, the other way round
        assert names(pilot) == ["Bb", "Cc", "Aa"]  # 0, 0, 2 of 3
        await pilot.press("s")
        assert names(pilot) == ["Aa", "Bb", "Cc"]
        assert "▲" not in matrix_lines(pilot)[0]


def corner(pilot: Pilot[None]) -> list[str]:
    """What stands above the names of the rows."""
    return [re.split(" {2,}|‹", line.strip())[0] for line in matrix_lines(pilot)[:2]]


async def test_the_corner_says_by_what_it_is_in_order_and_another_measure_puts_it_so(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await comparing(pilot, "right", "down")
        assert corner(pilot) == ["in order of:", "name"]
        await pilot.press("o")  # nothing is in order yet: the column at the cursor is, at once
        assert corner(pilot) == ["in order of:", "▼ spread"]
        assert names(pilot) == ["Bb", "Aa", "Cc"]  # 3.0, 1.0, nothing
        assert screen.query_one(Matrix).here == (build.uid(2), "opgave")
        await pilot.press("o", "o")
        assert corner(pilot)[1] == "▼ strengths"
        assert names(pilot)[0] == "Aa"
        await pilot.press("o")
        assert corner(pilot)[1] == "▼ attention points"
        assert names(pilot) == ["Bb", "Aa", "Cc"]  # in the challenge only Bb has one
        await pilot.press("o")
        assert corner(pilot)[1] == "▼ differences (≠)"
        await pilot.press("o")
        assert corner(pilot)[1] == "▲ mean"  # of a mean the lowest come first
        await pilot.press("s", "s")
        assert corner(pilot)[1] == "name"
        await pilot.press("t")
        assert corner(pilot)[1] == "block number"
        await pilot.press("S")
        assert corner(pilot)[1] == "▸ mean"


def styles_of(pilot: Pilot[None], text: str) -> list[Style]:
    """How each part of a line of the matrix is drawn that is ``text``."""
    matrix = pilot.app.screen.query_one(Matrix)
    lines = [matrix.render_line(y) for y in range(matrix.size.height)]
    return [s.style for line in lines for s in line if s.text.strip() == text and s.style]


async def test_the_figure_that_is_in_order_is_bold_and_no_other(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(200, 24)) as pilot:
        await comparing(pilot, "right", "down", "down")
        assert [style.bold for style in styles_of(pilot, "4.3")] == [True]
        assert [style.bold for style in styles_of(pilot, "Δ1.0 2/3")] == [None]
        await pilot.press("o", "ctrl+end")
        assert [style.bold for style in styles_of(pilot, "4.3")] == [None]
        assert [style.bold for style in styles_of(pilot, "Δ1.0")] == [
            True,
            True,
        ]  # Aa, over all blocks too
        await pilot.press("o", "o", "ctrl+end")
        assert [style.bold for style in styles_of(pilot, "+")] == [True]
        assert not any(style.bold for style in styles_of(pilot, "≠"))


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_higher_a_mean_the_more_colour_lies_behind_it(
    app: AppMaker, workspace: Workspace, theme: str
) -> None:
    for score in range(6):
        keep(workspace, scored(score + 1, build.region(score + 1, f"R{score}"), (score,)))
    async with app(theme=theme).run_test(size=(200, 24)) as pilot:
        await comparing(pilot, "end", "ctrl+end")
        found = [{style.bgcolor for style in styles_of(pilot, f"{n}.0")} for n in range(6)]
        assert all(len(grounds) == 1 for grounds in found[:5])
        # 4 and 5 are of one class; where strong contrast is wanted there is one ground for all.
        assert len(set.union(*found[:5])) == (1 if theme == "welvaart-contrast" else 5)
        assert found[4] <= found[5]
        assert least_contrast(pilot.app, besides="│") >= 4.5


async def test_without_colour_nothing_lies_behind_a_mean(
    app: AppMaker, three: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with app().run_test(size=(200, 24)) as pilot:
        await comparing(pilot, "end", "ctrl+end")
        grounds = {style.bgcolor for style in styles_of(pilot, "Δ1.0 2/3")}
        assert {style.bgcolor for style in styles_of(pilot, "4.3")} == grounds


async def test_blocks_stand_in_the_order_of_the_row_at_the_cursor(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "S")
        head, first = matrix_lines(pilot)[0], matrix_lines(pilot)[2]
        assert head.index("2 Approach") < head.index("1 Challenge")  # Aa: 2.0, 4.3
        assert first.startswith(" ▸ Aa")


async def test_the_matrix_turns_and_the_cursor_stays_on_its_cell(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await comparing(pilot, "down", "right", "t")
        lines = matrix_lines(pilot)
        assert lines[0].index("Aa") < lines[0].index("Bb") < lines[0].index("Cc")
        assert [line[3:].partition("│")[0].strip() for line in lines[2:5]] == [
            "All blocks", "1 Challenge", "2 Approach"
        ]  # fmt: skip
        assert screen.query_one(Matrix).here == ("opgave", build.uid(2))
        await pilot.press("s")  # the rows, now blocks, by Bb
        assert "▲Bb" in matrix_lines(pilot)[0]


async def test_a_wide_country_is_walked_with_names_and_heads_in_place(
    app: AppMaker, workspace: Workspace
) -> None:
    template = build.shipped_template()
    for number in range(1, 31):
        workspace.regions.add(f"Regio {number:02}", ["GM0310"])
    region = next(r for r in workspace.regions.all() if r.name == "Regio 30")
    keep(
        workspace,
        build.canvas(1, region=region, template=template, scores={("opbrengst", "overheid"): 3}),
    )
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await comparing(pilot, "ctrl+end")
        lines = matrix_lines(pilot)
        assert lines[0].rstrip().endswith("9 Yield") or "9 Yield" in lines[0]
        assert "‹" in lines[0]
        assert "›" not in lines[0]
        assert any(line.startswith("   Regio 30") and "3.0" in line for line in lines)
        assert "Regio 30 › 9 Yield in broad welfare" in screen_text(pilot.app)
        await pilot.press("ctrl+home")
        assert "Regio 01" in matrix_lines(pilot)[2]
        assert "All blocks" in matrix_lines(pilot)[0]
        assert "›" in matrix_lines(pilot)[0]
        await pilot.press("pagedown", "end")
        row, column = screen.query_one(Matrix).cursor
        assert row > 3
        assert column == 9
        for line in matrix_lines(pilot)[2:]:  # every row that is seen bears its name
            assert line.startswith("   Regio") or not line[3:8].strip()


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("a", PatternsScreen),
        ("l", LikenessScreen),
        ("w", LearningScreen),
        ("k", CirclesScreen),
        ("m", CompareMapScreen),
        ("h", SinceScreen),
        ("x", CompareExportDialog),
    ],
)
async def test_every_view_opens_with_its_key_and_closes_with_escape(
    app: AppMaker, three: Workspace, key: str, screen: type[Screen[object]]
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, key)
        assert isinstance(pilot.app.screen, screen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CompareScreen)


async def test_marked_regions_stand_side_by_side_from_the_same_block_on(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "right", "v")
        assert isinstance(pilot.app.screen, CompareScreen)  # nothing is marked yet
        await pilot.press("space", "down", "space")
        assert [line[1] for line in matrix_lines(pilot)[2:4]] == ["✓", "✓"]
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SideBySideScreen)
        text = screen_text(pilot.app)
        assert "1 Challenge" in text
        assert "Which challenge do we choose?" in text
        heading = next(line for line in text.splitlines() if "Aa  4.3" in line)
        assert "Bb  2.7  !  ≠" in heading
        assert "• Wij leiden op" in text


async def test_at_most_four_regions_are_marked(app: AppMaker, workspace: Workspace) -> None:
    for number, name in enumerate("ABCDE", start=1):
        keep(workspace, scored(number, build.region(number, name), (3, 3, 3)))
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, *["space", "down"] * 5)
        assert [line[1] for line in matrix_lines(pilot)[2:7]] == ["✓", "✓", "✓", "✓", " "]
        assert messages(pilot.app)[-1] == "At most 4 regions fit side by side."
        await pilot.press("v")
        await pilot.pause()
        assert "2 ›" in screen_text(pilot.app)  # two of the four do not fit at this width
        await pilot.press("right", "right")
        text = screen_text(pilot.app)
        assert "‹ 2" in text
        assert "D  3.0" in text


async def test_a_cell_opens_what_stands_behind_it_and_that_leads_to_its_block(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "right", "enter")
        cell = pilot.app.screen
        assert isinstance(cell, CellScreen)
        text = screen_text(pilot.app)
        for said in ("Vaklui", "● Education  5 ━━━━━", "• Wij leiden op", "Hoe doet Twente dat?"):
            assert said in text
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        block = pilot.app.screen
        assert isinstance(block, BlockScreen)
        assert block.block_key == "opgave"
        assert "Wij leiden op" in screen_text(pilot.app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CompareScreen)


async def test_all_blocks_of_a_region_stand_behind_its_first_cell(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 60)) as pilot:
        await comparing(pilot, "enter")
        text = screen_text(pilot.app)
        assert text.index("1 Challenge") < text.index("2 Approach")
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert "Aa › 1 Challenge" in screen_text(pilot.app)


async def test_a_contribution_longer_than_the_screen_is_read_to_its_end(
    app: AppMaker, workspace: Workspace
) -> None:
    long = "\n".join(f"regel {n}" for n in range(1, 101))
    notes = {("opgave", "overheid"): [long, "Daarna"]}
    keep(workspace, scored(1, build.region(1, "Aa"), (3, 3, 3), notes=notes))
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "right", "enter", "end")
        assert "• Daarna" in screen_text(pilot.app)
        await pilot.press("home")
        seen = ""
        for _step in range(40):
            await pilot.press("down")
            seen += screen_text(pilot.app)
        assert all(f"regel {n}\n" in seen or f"regel {n} " in seen for n in range(1, 101))


async def test_one_perspective_alone(app: AppMaker, three: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "right", "p")
        await pilot.press("down", "down", "space", "up", "space", "ctrl+s")  # only entrepreneurs
        await pilot.pause()
        assert "only Entrepreneurs counts" in screen_text(pilot.app)
        lines = matrix_lines(pilot)
        assert "4.0 +" in lines[2]
        assert "1.0 !" in lines[3]
        await pilot.press("a")
        await pilot.pause()
        assert "only Entrepreneurs counts" in screen_text(pilot.app).splitlines()[0]
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("p", "space")  # nobody at all
        await pilot.pause()
        await pilot.press("ctrl+s", "escape")
        assert "only Entrepreneurs counts" in screen_text(pilot.app)
        await pilot.press("p", "down", "space", "ctrl+s")
        await pilot.pause()
        assert "only Entrepreneurs and Education count" in screen_text(pilot.app)


async def test_what_a_program_is_after_is_in_the_key_bar_of_a_small_window(
    app: AppMaker, three: Workspace
) -> None:
    async with app(language="nl").run_test(size=(80, 24)) as pilot:
        await comparing(pilot)
        bar = screen_text(pilot.app).splitlines()[-1]
        assert "w Wie leert" in bar
        assert "a Patronen" in bar


async def test_a_change_by_another_program_shows_and_cursor_and_order_stay(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await comparing(pilot, "right", "s", "down")
        assert names(pilot) == ["Bb", "Aa", "Cc"]
        here = screen.query_one(Matrix).here
        clock = Clock(build.MOMENT + timedelta(hours=1))
        with opened(three.file, "Bram", clock=clock) as other:
            canvas = other.canvases.get(build.uid(0, 2))
            for side in ("ondernemers", "onderwijs", "overheid"):
                other.contents.rate(canvas, "opgave", side, 5)
                canvas = other.canvases.get(canvas.id)
        await eventually(pilot, lambda: names(pilot) == ["Aa", "Bb", "Cc"])  # 4.3, 5.0
        assert screen.query_one(Matrix).here == here
        assert "▲1 Challenge" in matrix_lines(pilot)[0]


async def test_a_region_that_is_gone_leaves_the_order_and_the_marks(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "down", "down", "space", "S")
        with opened(three.file, "Bram") as other:
            other.regions.delete(next(r for r in other.regions.all() if r.name == "Cc"))
        await eventually(pilot, lambda: names(pilot) == ["Aa", "Bb"])
        assert "✓" not in "".join(matrix_lines(pilot))


async def test_in_another_language_the_cursor_is_still_followed(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "right")
        assert isinstance(pilot.app, WelvaartApp)
        await pilot.app.use_settings(Settings(language="nl", name="Anna"))
        await pilot.pause()
        await pilot.press("right", "down")
        await pilot.pause()
        assert "Bb › 1 Opgave" in screen_text(pilot.app)
        assert "2,7 !≠" in screen_text(pilot.app)


async def test_where_there_is_no_canvas_it_says_what_to_do_first(
    app: AppMaker, workspace: Workspace
) -> None:
    workspace.regions.add("Aa", ["GM0310"])
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, CompareScreen)
        assert messages(pilot.app) == [
            "There is no canvas to compare yet. Start one in a region first."
        ]


async def test_one_region_without_a_rating_is_said_in_one_line(
    app: AppMaker, workspace: Workspace
) -> None:
    keep(workspace, build.canvas(region=build.region(1, "Aa")))
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot)
        text = " ".join(screen_text(pilot.app).split())
        assert "no region is rated yet: rate the blocks, and the figures follow" in text
        assert "one region only: choose more with f to compare them" in text


async def test_codes_that_the_register_lost_and_regions_outside_the_choice_are_said(
    app: AppMaker, workspace: Workspace
) -> None:
    aa = build.region(1, "Aa", municipalities=("GM0007",), cluster=WERK)
    keep(workspace, scored(1, aa, (4, 4, 4)))
    keep(workspace, scored(2, build.region(2, "Bb"), (4, 4, 4)))
    async with app().run_test(size=(200, 60)) as pilot:
        screen = await comparing(pilot)
        said = "1 region has municipalities that are not in the register (Aa)"
        assert said in screen_text(pilot.app)
        chosen = Selection(regions=(build.region(1).id, build.region(2).id), provinces=("PV25",))
        screen.compared = workspace.comparing.compare(chosen)
        screen.refresh_all()
        await pilot.pause()
        outside = "Named, but outside the rest of the choice: Aa; 1 region is left"
        text = " ".join(screen_text(pilot.app).split())
        assert outside in text and said in text


async def test_what_only_some_templates_have_is_named(app: AppMaker, workspace: Workspace) -> None:
    keep(workspace, scored(1, build.region(1, "Aa"), (4, 4, 4)))
    keep(
        workspace,
        build.canvas(2, region=build.region(2, "Bb"), template=build.shipped_template()),
    )
    async with app().run_test(size=(200, 60)) as pilot:
        await comparing(pilot)
        assert "is not compared: not every canvas has it (template: welvaart-model)" in screen_text(
            pilot.app
        )


async def test_when_fewer_are_left_they_stand_at_the_top(
    app: AppMaker, workspace: Workspace
) -> None:
    for number in range(1, 25):
        cluster = WERK if number > 12 else None
        region = build.region(number, f"Regio {number:02}", cluster=cluster)
        keep(workspace, scored(number, region, (3, 3, 3)))
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "ctrl+end", "f")
        await pilot.press("down", "enter", *"work", "enter", "ctrl+s")
        await pilot.pause()
        assert names(pilot) == [f"Regio {number}" for number in range(13, 25)]
        assert "Regio 24 › 2 Approach" in screen_text(pilot.app)


async def test_by_mouse_one_goes_sideways_on_the_sign_that_there_is_more(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = build.canvas(template=build.shipped_template(), scores={("opgave", "overheid"): 3})
    keep(workspace, canvas)
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await comparing(pilot)
        matrix = screen.query_one(Matrix)
        await pilot.click(matrix, offset=(matrix_lines(pilot)[0].index("›"), 0))
        assert "All blocks" not in matrix_lines(pilot)[0]
        await pilot.click(matrix, offset=(matrix_lines(pilot)[0].index("‹"), 0))
        assert "All blocks" in matrix_lines(pilot)[0]


async def test_by_mouse_cells_open_heads_sort_and_signs_mark(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await comparing(pilot)
        matrix = screen.query_one(Matrix)
        column = matrix_lines(pilot)[0].index("1 Challenge")
        await pilot.click(matrix, offset=(column, 0))
        assert names(pilot) == ["Bb", "Aa", "Cc"]
        await pilot.click(matrix, offset=(1, 2))
        assert matrix_lines(pilot)[2].startswith(" ✓ Bb")
        await pilot.click(matrix, offset=(column, 3))
        assert matrix.here == (build.uid(1), "opgave")
        await pilot.click(matrix, offset=(column, 3), times=2)
        await pilot.pause()
        assert isinstance(pilot.app.screen, CellScreen)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_everything_can_be_read_in_every_theme(
    app: AppMaker, three: Workspace, theme: str
) -> None:
    async with app(theme=theme).run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "right", "down")
        pilot.app.screen.query_one(Matrix).styles.scrollbar_size_vertical = 0
        await pilot.pause()
        assert least_contrast(pilot.app) >= 4.5


async def test_names_are_text_whatever_they_hold(app: AppMaker, workspace: Workspace) -> None:
    for number, name in enumerate(HOSTILE_NAMES, start=1):
        notes = {("opgave", "overheid"): [name]}
        region = build.region(number, name)
        keep(workspace, scored(number, region, (4, 4, 4), notes=notes, title=name))
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot, "right")
        said = []
        for _name in HOSTILE_NAMES:
            said.append(screen_text(pilot.app))
            await pilot.press("down")
        for name in ("[bold]vet[/bold]", "[@click=app.quit]stop[/]", "<para>", "=SUM(1)", "--help"):
            assert any(f" {name} › 1 Challenge" in text for text in said)
        # The last four as columns, sorted, side by side, and what stands behind one of them.
        await pilot.press(*["space", "up"] * 4, "t", "s", "v")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SideBySideScreen)
        await pilot.press("right", "right", "escape", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CellScreen)


# Choosing.


async def chosen(pilot: Pilot[None], *keys: str) -> str:
    """Open the chooser, press ``keys``; the line that says what that takes."""
    await comparing(pilot, "f")
    await pilot.press(*keys)
    await pilot.pause()
    return str(pilot.app.screen.query_one("#said").content)  # type: ignore[attr-defined]


async def test_a_type_is_chosen_and_all_again(app: AppMaker, three: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        said = await chosen(pilot, "down", "enter", *"work", "enter")
        assert said == "1 region, 1 canvas"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert names(pilot) == ["Aa"]
        assert "type: city of work" in screen_text(pilot.app)
        await pilot.press("f", "ctrl+r", "ctrl+s")
        await pilot.pause()
        assert names(pilot) == ["Aa", "Bb", "Cc"]


async def test_escape_leaves_it_as_it_was(app: AppMaker, three: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await chosen(pilot, "enter", *"aa", "enter")
        await pilot.press("escape")
        assert names(pilot) == ["Aa", "Bb", "Cc"]


async def test_what_leaves_nothing_says_so_and_stays_open(app: AppMaker, three: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        # Cc alone, which has no canvas.
        said = await chosen(pilot, "enter", *"cc", "enter", "ctrl+s")
        assert said == "! no canvas was chosen, so there is nothing to compare"
        assert isinstance(pilot.app.screen, ChooseDialog)
        await pilot.press("ctrl+r", "ctrl+s")  # without the tick it is all of them again
        await pilot.pause()
        assert names(pilot) == ["Aa", "Bb", "Cc"]


async def test_what_was_sought_and_not_ticked_is_not_all_regions(
    app: AppMaker, three: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        said = await chosen(pilot, "enter", *"bb", "ctrl+s")
        assert said == "! Nothing is ticked yet: Enter ticks it"
        assert isinstance(pilot.app.screen, ChooseDialog)
        assert "Which regions to compare: all regions" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Which regions to compare: Region: Bb" in screen_text(pilot.app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert names(pilot) == ["Bb"]


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (80, 24)])
async def test_keys_in_a_hurry_and_a_window_of_any_size_end_nothing(
    app: AppMaker, three: Workspace, size: tuple[int, int]
) -> None:
    hurry = [
        "f",
        "down",
        "enter",
        *"work",
        "enter",
        "ctrl+s",
        "f",
        "end",
        "enter",
        *"1-1",
        "ctrl+s",
    ]
    async with app().run_test(size=size) as pilot:
        await comparing(pilot)
        for turn in range(3):
            for key in [*hurry, "f", "ctrl+r", "ctrl+s", "f", "tab", "ctrl+s", "o", "t", "s"]:
                pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
            with opened(three.file, "Bram") as other:
                other.regions.edit(other.regions.all()[0], name=f"Aa {turn}")
            await pilot.resize_terminal(size[0] + turn, size[1] + turn)
        await pilot.press("escape")
        assert pilot.app.is_running


async def test_two_regions_are_found_by_typing_and_ticked(app: AppMaker, three: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        said = await chosen(pilot, "enter", *"aa", "enter", "backspace", "backspace", *"bb")
        assert said == "1 region, 1 canvas"
        assert [line for line in screen_text(pilot.app).splitlines() if "☐ Bb" in line]
        await pilot.press("enter", "ctrl+s")
        await pilot.pause()
        assert names(pilot) == ["Aa", "Bb"]


async def test_a_period_is_typed_and_a_slip_is_said(app: AppMaker, three: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        said = await chosen(pilot, "end", "enter", *"later")
        assert said.startswith("! later is not a day")
        await pilot.press(*["backspace"] * 5, *"1-2-2026")
        await pilot.pause()
        assert str(pilot.app.screen.query_one("#said").content).startswith("! ")  # type: ignore[attr-defined]
        await pilot.press("backspace", "backspace", "backspace", "backspace", *"2025", "enter")
        await pilot.pause()
        assert names(pilot) == ["Aa", "Bb"]  # of a region without a canvas none was changed


async def test_only_one_template_can_be_chosen(app: AppMaker, workspace: Workspace) -> None:
    keep(workspace, scored(1, build.region(1, "Aa"), (4, 4, 4)))
    keep(
        workspace,
        build.canvas(2, region=build.region(2, "Bb"), template=build.shipped_template()),
    )
    async with app().run_test(size=(80, 24)) as pilot:
        said = await chosen(pilot, *["down"] * 6, "enter", "enter", "down", "enter")
        assert said == "1 region, 1 canvas"
        assert screen_text(pilot.app).count("☑") == 1


async def test_templates_with_nothing_in_common_are_chosen_one_at_a_time(
    app: AppMaker, workspace: Workspace
) -> None:
    data = build.small_template_data()
    data["slug"] = "anders"
    for block, key in zip(data["blocks"], ("droom", "daad"), strict=True):
        block["key"] = key
    template = read_template(data, "anders")
    keep(workspace, scored(1, build.region(1, "Aa"), (4, 4, 4)))
    keep(workspace, scored(2, build.region(2, "Bb"), (4, 4, 4)))
    keep(workspace, build.canvas(3, region=build.region(3, "Cc"), template=template))
    async with app().run_test(size=(80, 24)) as pilot:
        await comparing(pilot)
        assert "template: klein" in screen_text(pilot.app)
        assert names(pilot) == ["Aa", "Bb"]
        await pilot.press("f", "ctrl+r", "ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChooseDialog)
        said = str(pilot.app.screen.query_one("#said").content)  # type: ignore[attr-defined]
        assert "nothing in common" in said


async def test_the_dialog_begins_with_what_is_chosen(app: AppMaker, three: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        compared = three.comparing.compare(Selection(clusters=(WERK,)))
        await pilot.app.push_screen(CompareScreen(compared))
        await pilot.press("f")
        await pilot.pause()
        assert "✓ Type · 1" in screen_text(pilot.app)
        facets = pilot.app.screen.query_one("#facets", Lines)
        assert facets.has_focus
