"""Typing is never lost: every editor keeps what stands in it, and gives it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from tests.support import build
from tests.support.tui import eventually, keep, messages, screen_text, type_text
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui import drafting
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.drafting import PAUSE
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.form import Form
from welvaartcanvas.tui.screens.partners import PartnersScreen
from welvaartcanvas.tui.screens.round import RoundScreen
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.quick_line import QuickLine
from welvaartcanvas.workspace import Workspace

AppMaker = Callable[..., WelvaartApp]
CELL = ("opgave", "overheid")


async def block(pilot: Pilot[None], canvas: Canvas) -> BlockScreen:
    """The first block on the screen, ready to type for the government."""
    screen = BlockScreen(canvas.id, "opgave", perspective="overheid")
    await pilot.app.push_screen(screen)
    await eventually(pilot, lambda: screen.quick.editor.has_focus)
    return screen


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press ``keys`` and wait for what they do."""
    await pilot.press(*keys)
    await pilot.pause()


async def test_a_pause_in_typing_is_enough_for_a_draft(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await type_text(pilot, "Half geschre")
        await pilot.pause(PAUSE * 2)
        draft = workspace.drafts.find(canvas.id, "contribution", "opgave", perspective="overheid")
        assert draft is not None
        assert draft.fields["text"] == "Half geschre"
        pilot.app.exit()  # and so it is there however the program ends
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await block(pilot, canvas)
        assert screen.quick.editor.text == "Half geschre"
        assert "Restored: typed on 31/01/2026 13:45 and not saved." in screen_text(pilot.app)


async def test_who_never_pauses_has_a_draft_within_a_second(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        for _ in range(14):
            await pilot.press("x")
            await pilot.pause(PAUSE / 3)
        assert workspace.drafts.all() != []


async def test_saving_drops_the_draft(app: AppMaker, workspace: Workspace, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await type_text(pilot, "Klaar")
        await pilot.pause(PAUSE * 2)
        assert len(workspace.drafts.all()) == 1
        await pressed(pilot, "enter")
        assert workspace.drafts.all() == []
        await pilot.pause(PAUSE * 2)
        assert workspace.drafts.all() == []


async def test_a_line_that_is_emptied_leaves_no_draft(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await type_text(pilot, "Ab")
        await pilot.pause(PAUSE * 2)
        await pressed(pilot, "backspace", "backspace")
        await pilot.pause(PAUSE * 2)
        assert workspace.drafts.all() == []


async def test_each_side_has_a_line_of_its_own(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await block(pilot, canvas)
        await type_text(pilot, "Voor de overheid")
        await pressed(pilot, "tab")
        assert screen.quick.editor.text == ""
        await type_text(pilot, "Voor de ondernemers")
        await pressed(pilot, "shift+tab")
        assert screen.quick.editor.text == "Voor de overheid"
        await pressed(pilot, "pagedown")
        assert screen.quick.editor.text == ""
        await pressed(pilot, "pageup", "tab")
        assert screen.quick.editor.text == "Voor de ondernemers"


async def test_escape_keeps_the_text_and_says_so(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await block(pilot, canvas)
        await type_text(pilot, "Even weg")
        await pressed(pilot, "escape")
        assert pilot.app.screen is not screen
        assert any(
            "What you typed is kept as a draft." in str(said.message)
            for said in pilot.app._notifications
        )
        assert workspace.drafts.all()[0].fields["text"] == "Even weg"


async def test_a_restored_text_can_be_thrown_away(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.drafts.keep(
        canvas.id, "contribution", "opgave", {"text": "Oud"}, perspective="overheid"
    )
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await block(pilot, canvas)
        assert screen.quick.editor.text == "Oud"
        await pressed(pilot, "ctrl+r")
        assert screen.quick.editor.text == ""
        assert workspace.drafts.all() == []


async def test_the_full_editor_and_the_line_share_what_is_typed(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await block(pilot, canvas)
        await type_text(pilot, "Begin")
        await pressed(pilot, "ctrl+e")
        pilot.app.screen.query_one("#partner", Input).value = "Jan"
        await type_text(pilot, " en eind")
        await pressed(pilot, "escape")
        assert screen.quick.editor.text == "Begin en eind"
        await pressed(pilot, "enter")
        saved = workspace.canvases.get(canvas.id)
        note = saved.cell(*CELL)[-1]
        partner = saved.partner(note)
        assert note.text == "Begin en eind"
        assert partner is not None
        assert partner.name == "Jan"  # what the full editor held goes along
        assert workspace.drafts.all() == []


@pytest.mark.parametrize(
    ("keys", "entity"),
    [
        (["up", "enter"], "contribution"),
        (["f4", "tab"], "rating"),
        (["f5"], "learning_question"),
        (["f8"], "action"),
    ],
)
async def test_every_editor_gives_back_what_stood_in_it(
    app: AppMaker, workspace: Workspace, canvas: Canvas, keys: list[str], entity: str
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, *keys)
        await type_text(pilot, " half")
        await pilot.pause(PAUSE * 2)
        assert [draft.entity for draft in workspace.drafts.all()] == [entity]
        pilot.app.exit()
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await block(pilot, canvas)
        assert "1 text was typed and not saved: F9 opens it" in screen_text(pilot.app)
        assert screen.focused is screen.quick.editor
        await pressed(pilot, "f9")
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert form.query_one(Editor).text.endswith(" half")
        assert "Restored: typed on" in screen_text(pilot.app)
        await pressed(pilot, "ctrl+r")
        assert not form.query_one(Editor).text.endswith(" half")
        assert workspace.drafts.all() == []


async def test_what_is_elsewhere_is_counted_from_where_one_is(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    here = "Elsewhere in this block {n} text was typed"
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await type_text(pilot, "Voor de overheid")
        await pilot.pause(PAUSE * 2)
        assert "Elsewhere" not in screen_text(pilot.app)  # it stands in the line
        await pressed(pilot, "tab")
        assert here.format(n=1) in screen_text(pilot.app)
        await type_text(pilot, "Voor de ondernemers")
        await pressed(pilot, "tab")
        assert "Elsewhere in this block 2 texts were typed" in screen_text(pilot.app)
        await pressed(pilot, "f9")
        assert here.format(n=1) in screen_text(pilot.app)
        await pressed(pilot, "pagedown")
        assert "Elsewhere" not in screen_text(pilot.app)


async def test_in_the_round_a_reason_that_stands_there_is_not_elsewhere(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.canvas())
    block_key, side = canvas.template.cells[0]
    fields = {"score": "", "reason": "Omdat"}
    workspace.drafts.keep(canvas.id, "rating", block_key, fields, perspective=side)
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(RoundScreen(canvas.id))
        await pilot.pause()
        assert "Omdat" in screen_text(pilot.app)
        assert "Elsewhere" not in screen_text(pilot.app)
        await pressed(pilot, "pagedown")
        assert "Elsewhere in this block 1 text was typed" in screen_text(pilot.app)


async def test_the_key_that_throws_away_is_named_where_it_works(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.drafts.keep(
        canvas.id, "contribution", "opgave", {"text": "Oud"}, perspective="overheid"
    )
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await block(pilot, canvas)
        restored = "Restored: typed on 31/01/2026 13:45 and not saved."
        assert f"{restored} Ctrl+R throws it away." in screen_text(pilot.app)
        await pressed(pilot, "up")
        assert restored in screen_text(pilot.app)
        assert "Ctrl+R" not in screen_text(pilot.app)
        await pressed(pilot, "n")
        assert f"{restored} Ctrl+R throws it away." in screen_text(pilot.app)
        await pressed(pilot, "ctrl+r")
        assert screen.quick.editor.text == ""
        assert "Restored" not in screen_text(pilot.app)


@pytest.mark.parametrize("page", ["block", "round"])
async def test_a_text_that_is_in_the_line_again_is_not_said_to_be_put_away(
    app: AppMaker, workspace: Workspace, page: str
) -> None:
    canvas = keep(workspace, build.canvas())
    first = canvas.template.cells[0][0]
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = RoundScreen(canvas.id) if page == "round" else BlockScreen(canvas.id, first)
        await pilot.app.push_screen(screen)
        await type_text(pilot, "Half")
        await pressed(pilot, "ctrl+e")
        await type_text(pilot, " en meer")
        await pressed(pilot, "escape")
        assert screen.query_one(QuickLine).editor.text == "Half en meer"
        assert messages(pilot.app) == []
        assert "Restored" not in screen_text(pilot.app)


async def test_the_partner_that_waits_for_the_next_contribution_is_no_unsaved_text(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "ctrl+e")
        await type_text(pilot, "Een")
        pilot.app.screen.query_one("#partner", Input).value = "Jan"
        await pressed(pilot, "ctrl+s")
        assert pilot.app.screen.query_one("#partner", Input).value == "Jan"
        await pressed(pilot, "escape")
        assert messages(pilot.app) == []
        assert workspace.drafts.all() == []
        await type_text(pilot, "Twee")
        await pressed(pilot, "enter")
        last = workspace.canvases.get(canvas.id).cell(*CELL)[-1]
        assert (last.text, last.partner_id) == ("Twee", None)


async def test_a_partner_that_is_half_typed_is_kept(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(PartnersScreen(canvas.id))
        await pressed(pilot, "n")
        await type_text(pilot, "Jan de")
        await pressed(pilot, "escape", "n")
        assert pilot.app.screen.query_one("#name", Input).value == "Jan de"


async def test_the_first_screen_leads_to_what_was_not_saved(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.drafts.keep(canvas.id, "action", "aanpak", {"text": "Bel de k"})
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "o")
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert form.query_one(Editor).text == "Bel de k"
        await pressed(pilot, "enter")
        assert workspace.canvases.get(canvas.id).actions_of("aanpak")[0].text == "Bel de k"
        assert workspace.drafts.all() == []


async def test_a_draft_of_a_thing_that_is_gone_is_given_back_as_something_new(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    note = canvas.cell(*CELL)[0]
    workspace.drafts.keep(
        canvas.id,
        "contribution",
        "opgave",
        {"text": "Mijn versie", "kind": "", "partner": "", "tags": ""},
        perspective="overheid",
        entity_id=note.id,
    )
    workspace.contents.delete(canvas, note)
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "o")
        await pressed(pilot, "ctrl+s", "escape")
        texts = [n.text for n in workspace.canvases.get(canvas.id).cell(*CELL)]
        assert texts == ["Mijn versie"]
        assert workspace.drafts.all() == []


async def test_the_text_stays_when_the_database_refuses_it(
    app: AppMaker, workspace: Workspace, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    from welvaartcanvas.errors import StoreError

    def refuse(*_args: object, **_values: object) -> None:
        raise StoreError("the disk is full")

    async with app().run_test(size=(80, 24)) as pilot:
        screen = await block(pilot, canvas)
        await type_text(pilot, "Bewaar mij")
        monkeypatch.setattr(workspace.contents, "contribute", refuse)
        await pressed(pilot, "enter")
        assert screen.query_one(QuickLine).editor.text == "Bewaar mij"
        assert "! the disk is full" in screen_text(pilot.app)
        assert workspace.drafts.all()[0].fields["text"] == "Bewaar mij"


async def test_a_region_that_is_half_made_is_there_after_the_program_died(
    app: AppMaker, workspace: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "r")
        await type_text(pilot, "Oost Achterhoek")
        await pressed(pilot, "tab")
        await type_text(pilot, "Winterswijk")
        await pressed(pilot, "enter")
        await pilot.pause(PAUSE * 2)
        pilot.app.exit()  # no question, no saving
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        assert "1 text was typed and not saved. Press o to open it." in screen_text(pilot.app)
        await pressed(pilot, "o")
        assert messages(pilot.app) == ["Restored: typed on 31/01/2026 13:45 and not saved."]
        await pressed(pilot, "ctrl+s")
        assert workspace.drafts.all() == []
    [region] = workspace.regions.all()
    assert (region.name, region.municipalities) == ("Oost Achterhoek", ("GM0294",))


@pytest.mark.parametrize("keys", [["home", "e"], ["end", "e"], ["end", "n"]])
async def test_what_is_thrown_away_on_purpose_leaves_no_draft(
    app: AppMaker, workspace: Workspace, canvas: Canvas, keys: list[str]
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, *keys)
        await type_text(pilot, "x")
        await pilot.pause(PAUSE * 2)
        assert len(workspace.drafts.all()) == 1
        await pressed(pilot, "escape", "left", "enter")
        assert workspace.drafts.all() == []
        assert "not saved" not in screen_text(pilot.app)


async def test_a_canvas_that_is_half_described_is_there_after_the_program_died(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    for key, title in (("n", "Nieuwe opgave"), ("e", "Nieuwe opgave erbij")):
        async with app().run_test(size=(80, 24)) as pilot:
            await pressed(pilot, "end", key)
            if key == "e":
                await pressed(pilot, "end")
                await type_text(pilot, " erbij")
            else:
                await type_text(pilot, title)
            await pilot.pause(PAUSE * 2)
            pilot.app.exit()
        async with app().run_test(size=(80, 24), notifications=True) as pilot:
            await pressed(pilot, "o")
            assert pilot.app.screen.query_one("#title", Input).value == title
            assert messages(pilot.app) == ["Restored: typed on 31/01/2026 13:45 and not saved."]
            await pressed(pilot, "ctrl+s")
            assert workspace.drafts.all() == []
        assert title in {line.title for line in workspace.canvases.lines()}


def test_on_a_machine_that_comes_too_late_what_is_typed_is_kept_at_once(
    workspace: Workspace, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A timer of no time at all never goes off in Textual."""
    moments = iter([0.0, drafting.LONGEST + 0.5])
    monkeypatch.setattr(drafting, "monotonic", lambda: next(moments))
    key = drafting.DraftKey(canvas.id, "contribution", *CELL)
    keeper = drafting.DraftKeeper(
        workspace,
        Widget(),
        key,
        read=lambda: {"text": "Een zin"},
        refused=lambda fault: pytest.fail(str(fault)),
    )
    with monkeypatch.context() as waiting:
        waiting.setattr(Widget, "set_timer", lambda *_: SimpleNamespace(stop=lambda: None))
        keeper.touched()
        assert not workspace.drafts.all()
        keeper.touched()

    assert [draft.fields for draft in workspace.drafts.all()] == [{"text": "Een zin"}]


async def test_a_text_that_was_kept_just_before_the_program_was_killed_is_not_offered_again(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.drafts.keep(canvas.id, "contribution", "opgave", {"text": "Ja"}, perspective=CELL[1])
    workspace.contents.contribute(workspace.canvases.get(canvas.id), *CELL, "Ja")
    async with app().run_test() as pilot:
        screen = await block(pilot, canvas)
        assert screen.quick.editor.text == ""
    assert not workspace.drafts.all()


async def test_a_text_that_says_what_was_said_before_is_offered(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    now = workspace.session.clock()
    workspace.session.clock = lambda: now - timedelta(minutes=1)
    workspace.contents.contribute(workspace.canvases.get(canvas.id), *CELL, "Ja")
    workspace.drafts.keep(canvas.id, "contribution", "opgave", {"text": "Ja"}, perspective=CELL[1])
    async with app().run_test() as pilot:
        screen = await block(pilot, canvas)
        assert screen.quick.editor.text == "Ja"
