"""From the partners one sees all that is kept of one of them, and can erase it for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import build
from tests.support.tui import SIZES, eventually, keep, screen_text, small_canvas
from tests.support.workspaces import opened
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.screens.partners import PartnerForm, PartnersScreen
from welvaartcanvas.tui.screens.person import PersonScreen
from welvaartcanvas.workspace import Workspace

NAME = "[b]Zoë[/b] de Vriés"


@pytest.fixture
def canvas(workspace: Workspace) -> Canvas:
    return keep(
        workspace,
        small_canvas(
            partners=(build.partner(1, NAME, email="zoe@kop.example"),),
            contributions=(
                build.contribution(11, "opgave", "overheid", "Bussen", partner_id=build.uid(1, 1)),
                build.contribution(12, "opgave", "overheid", f"Vraag {NAME} erbij"),
            ),
        ),
    )


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_kept_is_shown_and_erased_after_a_warning(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int], tmp_path: Path
) -> None:
    async with app().run_test(size=size) as pilot:
        pilot.app.push_screen(PartnersScreen(canvas.id))
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PersonScreen)
        text = " ".join(screen_text(pilot.app).split())
        assert f"partner: {NAME} · zoe@kop.example" in text
        assert "said: “Bussen”" in text and "named in a text" in text

        await pilot.press("w")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        text = " ".join(screen_text(pilot.app).split())
        assert "1 contribution or comment stays, without a name." in text
        assert "This can't be undone." in text
        await pilot.press("enter")  # the careful answer has the focus
        await pilot.pause()
        assert workspace.canvases.get(canvas.id).partners

        await pilot.press("w")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("left", "enter")
        await eventually(pilot, lambda: "What remains:" in screen_text(pilot.app))
        here = workspace.canvases.get(canvas.id)
        assert here.partners == () and len(here.contributions) == len(canvas.contributions)
        assert "Files that were exported" in " ".join(screen_text(pilot.app).split())
        assert NAME in here.contribution(build.uid(12, 1)).text
        text = " ".join(screen_text(pilot.app).split())
        assert "no byte of it" not in text and "--texts" not in text
        assert "take the name out of all of them with t." in text

        await pilot.press("w")  # there is nothing more to erase than the name in texts
        await pilot.pause()
        assert isinstance(pilot.app.screen, PersonScreen)
        await pilot.press("t")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("left", "enter")
        await eventually(pilot, lambda: "no byte of it" in screen_text(pilot.app))
        here = workspace.canvases.get(canvas.id)
        assert here.contribution(build.uid(12, 1)).text == "Vraag … erbij"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PartnersScreen)
        assert "No partners yet" in screen_text(pilot.app)


async def test_the_name_can_be_taken_out_of_texts_too(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        pilot.app.push_screen(PartnersScreen(canvas.id))
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        await pilot.press("t")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("left", "enter")
        await eventually(pilot, lambda: "What remains:" in screen_text(pilot.app))
        here = workspace.canvases.get(canvas.id)
        assert here.contribution(build.uid(12, 1)).text == "Vraag … erbij"


async def test_a_name_in_a_text_is_shown_also_when_another_program_erased_the_partner(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        pilot.app.push_screen(PartnersScreen(canvas.id))
        await pilot.pause()
        with opened(workspace.session.database.file, "Bob") as elsewhere:
            elsewhere.persons.erase(elsewhere.persons.one(NAME))
        await pilot.press("p")
        await pilot.pause()
        text = " ".join(screen_text(pilot.app).split())
        assert "Nothing is kept" not in text and "named in a text" in text


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_says_that_a_role_will_do(
    app: AppMaker, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        pilot.app.push_screen(PartnerForm(canvas))
        await pilot.pause()
        assert "All but the name is optional, and the name may be a role." in screen_text(pilot.app)
        assert "E-mail" in screen_text(pilot.app)
