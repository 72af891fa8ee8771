"""Making and changing a region: type, pick, see the set grow."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES
from tests.support.tui import SIZES, eventually, messages, paste, screen_text
from tests.tui.conftest import AppMaker
from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.screens.conflict import ConflictDialog
from welvaartcanvas.tui.screens.region import RegionScreen
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.tui.widgets.areas import ChosenLines
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.text import one_line
from welvaartcanvas.workspace import Workspace, open_workspace


@pytest.mark.parametrize("size", SIZES)
async def test_a_region_is_made_by_typing_and_picking(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.press("r")
        await paste(pilot, "Stedendriehoek")
        await pilot.press("tab")
        await paste(pilot, "apeld")
        assert "Apeldoorn" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "1 municipality" in screen_text(pilot.app)
        await paste(pilot, "twente")  # goes over what was typed before
        await pilot.press("enter")
        await pilot.pause()
        assert "15 municipalities" in screen_text(pilot.app)
        assert "Enschede" in screen_text(pilot.app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen)
        [region] = workspace.regions.all()
        assert region.name == "Stedendriehoek"
        assert len(region.municipalities) == 15
        assert pilot.app.screen.query_one(Lines).chosen == f"region:{region.id}"
        assert "no canvas yet" in screen_text(pilot.app)


async def test_what_is_found_says_what_it_is_and_where(app: AppMaker) -> None:
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.press("r", "tab")
        await paste(pilot, "bergen")
        text = screen_text(pilot.app)
        assert "Bergen (L.)" in text
        assert "Bergen (NH.)" in text
        assert "Noord-Holland" in text
        assert "Limburg" in text
        await pilot.press("ctrl+u")
        await paste(pilot, "flevoland")
        text = screen_text(pilot.app)
        assert "COROP area · 6" in text
        assert "province · 6" in text


async def test_what_is_not_found_is_said(app: AppMaker) -> None:
    async with app().run_test() as pilot:
        await pilot.press("r", "tab")
        await paste(pilot, "qqq")
        assert "Nothing is called so." in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "0 municipalities" in screen_text(pilot.app)


async def test_arrows_walk_the_list_from_the_field_and_what_is_in_the_set_bears_a_sign(
    app: AppMaker,
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await pilot.press("r", "tab")
        await paste(pilot, "bergen")
        await pilot.press("down", "enter")
        await pilot.pause()
        chosen = pilot.app.screen.query_one(ChosenLines)
        found = pilot.app.screen.query_one("#found", Lines)
        assert [option.id for option in chosen.options] == [found.options[1].id]
        assert "✓ Bergen" in screen_text(pilot.app)


async def test_a_municipality_is_taken_out_and_undo_puts_it_back(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("up", "enter")
        chosen = pilot.app.screen.query_one(ChosenLines)
        chosen.focus()
        await pilot.press("delete")
        await pilot.pause()
        assert chosen.option_count == 1
        await pilot.press("backspace")
        await pilot.pause()
        assert chosen.option_count == 0
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert chosen.option_count == 2


async def test_what_is_kept_stands_in_the_fields_and_can_be_changed(
    app: AppMaker, workspace: Workspace
) -> None:
    workspace.regions.add(
        "Oud", ["GM0153"], cluster=Cluster.WERKSTAD, position=Position.CENTRUM, note="Sinds 2015"
    )
    async with app().run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        text = screen_text(pilot.app)
        for part in ("Oud", "Enschede", "City of work", "Centre of a region", "Sinds 2015"):
            assert part in text
        await pilot.press("end")
        await paste(pilot, "er")
        await pilot.press("ctrl+s")
        await pilot.pause()
    [region] = workspace.regions.all()
    assert (region.name, region.cluster, region.note) == ("Ouder", Cluster.WERKSTAD, "Sinds 2015")


async def test_cluster_and_position_are_chosen_with_the_keyboard(
    app: AppMaker, workspace: Workspace
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("r", "x")
        pilot.app.screen.query_one("#cluster").focus()
        await pilot.press("enter", "down", "enter", "tab", "enter", "down", "down", "enter")
        await pilot.press("ctrl+s")
        await pilot.pause()
    [region] = workspace.regions.all()
    assert region.cluster is Cluster.AANTREKKELIJKE_WOONSTAD
    assert region.position is Position.POLYCENTRISCH


async def test_a_region_without_a_name_is_refused_and_what_was_picked_stays(
    app: AppMaker, workspace: Workspace
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("r", "tab")
        await paste(pilot, "ede")
        await pilot.press("enter", "ctrl+s")
        await pilot.pause()
        assert "empty" in messages(pilot.app)[-1]
        assert isinstance(pilot.app.screen, RegionScreen)
        assert "1 municipality" in screen_text(pilot.app)
        assert pilot.app.screen.focused is pilot.app.screen.query_one("#name")
    assert workspace.regions.all() == []


async def test_a_region_without_municipalities_is_saved_and_that_is_said(
    app: AppMaker, workspace: Workspace
) -> None:
    async with app().run_test(notifications=True) as pilot:
        await pilot.press("r")
        await paste(pilot, "y" * 201)
        await pilot.pause()
        assert "201 of at most 200 characters" in screen_text(pilot.app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert messages(pilot.app)[-1].startswith("name of the region: the text has 201")
        pilot.app.screen.query_one("#name", Input).value = "Twente"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert messages(pilot.app) == ["Twente is saved. It has no municipalities yet."]
    assert [region.name for region in workspace.regions.all()] == ["Twente"]


async def test_leaving_with_unsaved_changes_asks_first(app: AppMaker, workspace: Workspace) -> None:
    async with app().run_test() as pilot:
        await pilot.press("r", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen), "nothing typed, nothing asked"
        await pilot.press("r", "a", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("enter")  # the careful answer has the focus
        await pilot.pause()
        assert isinstance(pilot.app.screen, RegionScreen)
        await pilot.press("escape", "left", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen)
    assert workspace.regions.all() == []


async def test_leaving_the_program_with_unsaved_changes_asks_first(app: AppMaker) -> None:
    made = app()
    async with made.run_test() as pilot:
        await pilot.press("r", "a", "ctrl+q")
        await pilot.pause()
        assert isinstance(made.screen, Confirm)
        await pilot.press("escape")
        await pilot.pause()
        assert "a" in screen_text(made)
        await pilot.press("ctrl+q", "left", "enter")
        await pilot.pause()
        assert not made.is_running


async def test_ctrl_c_leaves_nothing_and_says_what_does(app: AppMaker) -> None:
    async with app().run_test() as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen)
        assert "Ctrl+Q" in messages(pilot.app)[-1]


async def test_what_somebody_else_changed_comes_in_and_what_was_typed_here_stays(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("up", "enter", "end")
        await paste(pilot, "!")
        with open_workspace(workspace.file, "Bram", clock=lambda: build.MOMENT) as other:
            theirs = other.regions.get(canvas.region.id)
            other.regions.edit(theirs, note="Van Bram")
        await eventually(pilot, lambda: "Van Bram" in screen_text(pilot.app))
        await pilot.press("ctrl+s")
        await pilot.pause()
    [region] = workspace.regions.all()
    assert (region.name, region.note) == ("Kop van de Veluwe!", "Van Bram")


@pytest.mark.parametrize(
    ("button", "name"), [("#mine", "Kop van de Veluwe!"), ("#theirs", "Anders")]
)
async def test_of_a_name_that_two_changed_both_are_shown_before_one_is_kept(
    app: AppMaker, workspace: Workspace, canvas: Canvas, button: str, name: str
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("up", "enter", "end")
        await paste(pilot, "!")
        with open_workspace(workspace.file, "Bram", clock=lambda: build.MOMENT) as other:
            theirs = other.regions.get(canvas.region.id)
            other.regions.edit(theirs, name="Anders", note="Van Bram")
        await eventually(pilot, lambda: "Van Bram" in screen_text(pilot.app))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConflictDialog)
        assert "Anders" in screen_text(pilot.app)
        assert "Kop van de Veluwe!" in screen_text(pilot.app)
        await pilot.click(button)
        await pilot.pause()
        assert workspace.regions.get(canvas.region.id).name == "Anders"
        await pilot.press("ctrl+s")
        await pilot.pause()
    region = workspace.regions.get(canvas.region.id)
    assert (region.name, region.note) == (name, "Van Bram")


async def test_a_region_that_somebody_else_deletes_can_be_saved_anew(
    app: AppMaker, workspace: Workspace
) -> None:
    region = workspace.regions.add("Weg", ["GM0153"])
    async with app().run_test() as pilot:
        await pilot.press("enter")
        with open_workspace(workspace.file, "Bram", clock=lambda: build.MOMENT) as other:
            other.regions.delete(region)
        await eventually(pilot, lambda: messages(pilot.app))
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert [kept.name for kept in workspace.regions.all()] == ["Weg"]


async def test_another_language_keeps_what_was_typed(app: AppMaker) -> None:
    made = app()
    async with made.run_test() as pilot:
        await pilot.press("r", "a", "b", "tab")
        await paste(pilot, "ede")
        await pilot.press("enter")
        await made.use_settings(made.settings.model_copy(update={"language": "nl"}))
        await pilot.pause()
        text = screen_text(made)
        assert "ab" in text
        assert "1 gemeente" in text


async def test_a_code_that_the_register_lost_stays(app: AppMaker, workspace: Workspace) -> None:
    from tests.support.tui import keep, small_canvas

    keep(workspace, small_canvas(region=build.region(municipalities=("GM0001", "GM0153"))))
    async with app().run_test() as pilot:
        await pilot.press("up", "enter", "end", "x", "ctrl+s")
        await pilot.pause()
        assert messages(pilot.app) == []
    assert workspace.regions.all()[0].municipalities == ("GM0001", "GM0153")


@pytest.mark.parametrize("size", SIZES)
async def test_a_code_that_the_register_lost_is_told_with_what_to_do(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    from tests.support.tui import keep, small_canvas

    keep(workspace, small_canvas(region=build.region(municipalities=("GM0001", "GM0153"))))
    async with app().run_test(size=size) as pilot:
        await pilot.press("up", "enter")
        await pilot.pause()
        text = " ".join(screen_text(pilot.app).split())
        assert f"Not in the municipal register of {registry.YEAR}: GM0001; replace" in text
        assert "by the one that it went into" in text
        chosen = pilot.app.screen.query_one(ChosenLines)
        chosen.focus()
        await pilot.press("home")
        assert chosen.chosen == "GM0153"
        await pilot.press("end")
        assert chosen.chosen == "GM0001"
        await pilot.press("delete")
        await pilot.pause()
        assert "municipal register" not in screen_text(pilot.app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "municipal register" in screen_text(pilot.app)


async def test_a_region_with_a_lost_code_that_somebody_else_deletes_is_saved_anew_whole(
    app: AppMaker, workspace: Workspace
) -> None:
    from tests.support.tui import keep, small_canvas

    canvas = keep(workspace, small_canvas(region=build.region(municipalities=("GM0001", "GM0153"))))
    workspace.canvases.delete(canvas.id)
    async with app().run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        with open_workspace(workspace.file, "Bram", clock=lambda: build.MOMENT) as other:
            other.regions.delete(other.regions.get(canvas.region.id))
        await eventually(pilot, lambda: messages(pilot.app))
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert [kept.municipalities for kept in workspace.regions.all()] == [("GM0001", "GM0153")]


@pytest.mark.parametrize("size", SIZES)
async def test_overlap_is_shown_while_the_set_grows_and_is_no_obstacle(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    workspace.regions.add("Grens [b]", ["GM0153", "GM0294"])
    workspace.regions.add("Twente", ["GM0147", "GM0153"])
    async with app().run_test(size=size) as pilot:
        await pilot.press("r", "a", "tab")
        assert "Shares" not in screen_text(pilot.app)
        for name in ("winterswijk", "enschede"):
            await paste(pilot, name)
            await pilot.press("enter")
            await pilot.pause()
        text = screen_text(pilot.app)
        assert "Shares municipalities with: Grens [b] (2), Twente (1)" in text
        assert "Winterswijk  also in" in text
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert messages(pilot.app) == []
    assert {"a", "Grens [b]", "Twente"} == {region.name for region in workspace.regions.all()}


async def test_a_region_does_not_overlap_with_itself_and_sees_what_others_make(
    app: AppMaker, workspace: Workspace
) -> None:
    workspace.regions.add("Twente", ["GM0147", "GM0153"])
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "Shares" not in screen_text(pilot.app)
        with open_workspace(workspace.file, "Bram", clock=lambda: build.MOMENT) as other:
            other.regions.add("Grens", ["GM0153"])
        await eventually(pilot, lambda: "with: Grens (1)" in screen_text(pilot.app))
        assert "Enschede  also in Grens" in screen_text(pilot.app)


async def test_every_hostile_name_is_kept_as_typed(app: AppMaker, workspace: Workspace) -> None:
    async with app().run_test() as pilot:
        for name in HOSTILE_NAMES[::15]:
            await pilot.press("r")
            pilot.app.screen.query_one("#name", Input).value = name
            await pilot.press("ctrl+s")
            await pilot.pause()
            [said] = messages(pilot.app)
            assert said == f"{one_line(name, 48)} is saved. It has no municipalities yet."
    assert {region.name for region in workspace.regions.all()} == set(HOSTILE_NAMES[::15])
