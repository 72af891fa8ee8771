"""The editors: contribution, rating, learning question, action; refusals and conflicts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES
from tests.support.tui import SIZES, keep, messages, screen_text, type_text
from welvaartcanvas.domain.canvas import ActionStatus, Canvas, WorkForm
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens.action import ActionForm
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.conflict import ConflictDialog
from welvaartcanvas.tui.screens.contribution import ContributionForm
from welvaartcanvas.tui.screens.learning_question import LearningQuestionForm
from welvaartcanvas.tui.screens.rate import RatingForm
from welvaartcanvas.tui.widgets.tag_field import TagField
from welvaartcanvas.workspace import Workspace

AppMaker = Callable[..., WelvaartApp]
CELL = ("opgave", "overheid")


async def block(pilot: Pilot[None], canvas: Canvas, side: str = "overheid") -> BlockScreen:
    """The first block on the screen, ready to type for ``side``."""
    screen = BlockScreen(canvas.id, "opgave", perspective=side)
    await pilot.app.push_screen(screen)
    await pilot.pause()
    return screen


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press ``keys`` and wait for what they do."""
    await pilot.press(*keys)
    await pilot.pause()


# The full editor of a contribution


@pytest.mark.parametrize("size", SIZES)
async def test_a_contribution_with_kind_partner_and_tags(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await block(pilot, canvas)
        await type_text(pilot, "Meer leerplekken")
        await pressed(pilot, "ctrl+e")
        form = pilot.app.screen
        assert isinstance(form, ContributionForm)
        assert form.query_one("#text").text == "Meer leerplekken"  # type: ignore[attr-defined]
        await pressed(pilot, "tab", "enter", "down", "enter")  # the first kind
        await pressed(pilot, "tab")
        await type_text(pilot, "Wethouder Bos")
        await pressed(pilot, "tab")
        await type_text(pilot, "human")
        await pressed(pilot, "enter")
        await type_text(pilot, "vakmensen")
        await pressed(pilot, "enter", "ctrl+s")
        saved = workspace.canvases.get(canvas.id)
        note = saved.cell(*CELL)[-1]
        partner = saved.partner(note)
        assert (note.text, note.kind, note.tags) == (
            "Meer leerplekken",
            "kans",
            ("human-capital", "vakmensen"),
        )
        assert partner is not None
        assert (partner.name, partner.perspective) == ("Wethouder Bos", "overheid")
        await pressed(pilot, "escape")
        assert "Wethouder Bos" in screen_text(pilot.app)
        assert "#Human" in screen_text(pilot.app)


async def test_saving_makes_room_for_the_next_of_the_same_partner(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await block(pilot, canvas)
        await pressed(pilot, "ctrl+e")
        form = pilot.app.screen
        form.query_one("#partner", Input).value = "Jan"
        for text in ("Eerste", "Tweede"):
            await type_text(pilot, text)
            await pressed(pilot, "ctrl+s")
        assert "Saved: Tweede" in screen_text(pilot.app)
        await pressed(pilot, "escape")
        assert pilot.app.screen is screen
        saved = workspace.canvases.get(canvas.id)
        assert [note.text for note in saved.cell(*CELL)[-2:]] == ["Eerste", "Tweede"]
        assert len(saved.partners) == 1
        assert {note.partner_id for note in saved.cell(*CELL)[-2:]} == {saved.partners[0].id}


async def test_a_partners_name_completes_whatever_its_accents(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.contents.add_partner(canvas, "Zoë Núñez")
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await type_text(pilot, "Iets")
        await pressed(pilot, "ctrl+e", "tab", "tab")
        await type_text(pilot, "zoe")
        await pressed(pilot, "right", "ctrl+s")
        saved = workspace.canvases.get(canvas.id)
        assert [partner.name for partner in saved.partners] == ["Zoë Núñez"]
        assert saved.cell(*CELL)[-1].partner_id == saved.partners[0].id


async def test_tags_are_found_by_typing_and_removed_again(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await type_text(pilot, "Iets")
        await pressed(pilot, "ctrl+e", "tab", "tab", "tab")
        field = pilot.app.screen.query_one(TagField)
        await type_text(pilot, "b")
        offers = [str(option.prompt) for option in field.query_one(OptionList).options]
        assert len(offers) == 2  # the theme, and the word itself
        await pressed(pilot, "down", "enter")
        assert field.tags == ("b",)
        await type_text(pilot, "small")
        await pressed(pilot, "enter")
        assert field.tags == ("b", "mkb")
        await pressed(pilot, "backspace")
        assert field.tags == ("b",)
        await type_text(pilot, "half")
        await pressed(pilot, "ctrl+s")  # what is half typed counts
        assert workspace.canvases.get(canvas.id).cell(*CELL)[-1].tags == ("b", "half")


async def test_kind_partner_and_tags_can_be_changed_and_taken_away(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.canvas())
    workspace.contents.contribute(
        canvas, *CELL, "Iets", kind="kans", partner="Jan", tags=["mkb", "eigen"]
    )
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "up", "enter")
        form = pilot.app.screen
        assert form.query_one("#kind", Select).value == "kans"
        assert form.query_one("#partner", Input).value == "Jan"
        assert form.query_one(TagField).tags == ("mkb", "eigen")
        form.query_one("#kind", Select).value = "afspraak"
        form.query_one("#partner", Input).value = ""
        await pilot.click("#chosen", offset=(2, 0))
        await pressed(pilot, "ctrl+s")
        note = workspace.canvases.get(canvas.id).cell(*CELL)[0]
        assert (note.kind, note.partner_id, note.tags) == ("afspraak", None, ("eigen",))


async def test_a_refused_text_stays_in_the_editor(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "ctrl+e")
        form = pilot.app.screen
        form.query_one("#text").insert("x" * 20_001)  # type: ignore[attr-defined]
        await pilot.pause()
        assert "20001 of at most 20000 characters" in screen_text(pilot.app)
        await pressed(pilot, "ctrl+s")
        assert "20001 characters; at most 20000 are allowed" in screen_text(pilot.app)
        assert len(form.query_one("#text").text) == 20_001  # type: ignore[attr-defined]
        assert len(workspace.canvases.get(canvas.id).cell(*CELL)) == 1


async def test_hostile_names_and_tags_are_kept_and_shown_as_they_are(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    for name in HOSTILE_NAMES[:12]:
        workspace.contents.contribute(
            workspace.canvases.get(canvas.id), *CELL, name, partner=name, tags=[name]
        )
    async with app().run_test(size=(200, 60)) as pilot:
        screen = await block(pilot, canvas)
        for name in HOSTILE_NAMES[:12]:
            note = next(n for n in screen.canvas.cell(*CELL) if n.text == name)
            screen.side.things.highlighted = screen.side.things.get_option_index(note.id)
            screen.side.things.focus()
            await pressed(pilot, "enter")
            assert f"#{name} ✕" in screen_text(pilot.app)
            await pressed(pilot, "ctrl+s")
            changed = workspace.canvases.get(canvas.id).contribution(note.id)
            assert (changed.text, changed.tags) == (name, (name,))


# Rating


@pytest.mark.parametrize("size", SIZES)
async def test_a_figure_and_a_reason_make_a_rating(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await block(pilot, canvas, "onderwijs")
        await pressed(pilot, "f4")
        assert isinstance(pilot.app.screen, RatingForm)
        lines = screen_text(pilot.app)
        for anchor in canvas.template.anchors:
            assert anchor.text("en") in lines
        await pressed(pilot, "4")
        await type_text(pilot, "De klas draait")
        await pressed(pilot, "enter")
        rating = workspace.canvases.get(canvas.id).rating("opgave", "onderwijs")
        assert rating is not None
        assert (rating.score, rating.reason) == (4, "De klas draait")
        assert "4 ━━━━─ Being carried" in screen_text(pilot.app)


async def test_a_rating_is_changed_and_taken_away(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "up", "s", "down", "enter", "enter")
        rating = workspace.canvases.get(canvas.id).rating(*CELL)
        assert rating is not None
        assert rating.score == 4
        await pressed(pilot, "s", "delete", "ctrl+s")
        assert workspace.canvases.get(canvas.id).rating(*CELL) is None
        await pressed(pilot, "ctrl+z", "ctrl+z")
        rating = workspace.canvases.get(canvas.id).rating(*CELL)
        assert rating is not None
        assert rating.score == 3


async def test_a_reason_without_a_score_is_asked_for_one(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas, "onderwijs")
        await pressed(pilot, "f4", "tab")
        await type_text(pilot, "Daarom")
        await pressed(pilot, "enter")
        assert "! choose a score from 0 to 5 first" in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, RatingForm)
        assert workspace.canvases.get(canvas.id).rating("opgave", "onderwijs") is None


# Learning questions and actions


@pytest.mark.parametrize("size", SIZES)
async def test_a_learning_question_with_from_whom_and_how(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "f5")
        assert isinstance(pilot.app.screen, LearningQuestionForm)
        await type_text(pilot, "Hoe doet Twente dat")
        await pressed(pilot, "tab")
        await type_text(pilot, "Twente")
        await pressed(pilot, "tab", "enter", "down", "enter", "ctrl+s")
        question = workspace.canvases.get(canvas.id).learning_questions[0]
        assert (question.text, question.from_whom, question.work_form) == (
            "Hoe doet Twente dat",
            "Twente",
            WorkForm.PRAKTIJKONDERZOEK,
        )
        lines = screen_text(pilot.app)
        assert "Learning question  Hoe doet Twente dat" in lines
        assert "1 learning question · 0 actions" in lines


@pytest.mark.parametrize(("language", "typed"), [("nl", "15-3-2026"), ("en", "15 March 2026")])
async def test_an_action_with_who_and_when(
    app: AppMaker, workspace: Workspace, canvas: Canvas, language: str, typed: str
) -> None:
    async with app(language=language).run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "up", "a")
        assert isinstance(pilot.app.screen, ActionForm)
        await type_text(pilot, "Bel de kring")
        await pressed(pilot, "tab")
        await type_text(pilot, "Jan")
        await pressed(pilot, "tab")
        await type_text(pilot, typed)
        await pressed(pilot, "enter")
        action = workspace.canvases.get(canvas.id).actions[0]
        assert (action.text, action.who, action.due, action.status) == (
            "Bel de kring",
            "Jan",
            date(2026, 3, 15),
            ActionStatus.OPEN,
        )
        shown = "15-03-2026" if language == "nl" else "15/03/2026"
        assert shown in screen_text(pilot.app)


async def test_a_day_that_is_none_is_answered_beside_it(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "f8")
        await type_text(pilot, "Iets")
        await pressed(pilot, "tab", "tab")
        await type_text(pilot, "morgen")
        await pressed(pilot, "ctrl+s")
        assert "! morgen is not a day; write it as 15/03/2026" in screen_text(pilot.app)
        assert workspace.canvases.get(canvas.id).actions == ()
        field = pilot.app.screen.query_one("#due", Input)
        assert field.value == "morgen"
        field.value = ""
        await pressed(pilot, "ctrl+s")
        assert workspace.canvases.get(canvas.id).actions[0].due is None


async def test_questions_and_actions_are_edited_ordered_and_deleted_in_place(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    for text in ("Een", "Twee"):
        workspace.contents.ask(workspace.canvases.get(canvas.id), "opgave", text)
        workspace.contents.plan(workspace.canvases.get(canvas.id), "opgave", f"Taak {text}")
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "down", "shift+down")
        saved = workspace.canvases.get(canvas.id)
        assert [q.text for q in saved.learning_questions_of("opgave")] == ["Twee", "Een"]
        await pressed(pilot, "down", "down", "shift+up")
        saved = workspace.canvases.get(canvas.id)
        assert [a.text for a in saved.actions_of("opgave")] == ["Taak Twee", "Taak Een"]
        await pressed(pilot, "enter")
        await type_text(pilot, "!")
        form = pilot.app.screen
        form.query_one("#status", Select).value = "klaar"
        await pressed(pilot, "ctrl+s")
        saved = workspace.canvases.get(canvas.id)
        assert [(a.text, a.status) for a in saved.actions_of("opgave")] == [
            ("Taak Twee!", ActionStatus.KLAAR),
            ("Taak Een", ActionStatus.OPEN),
        ]
        await pressed(pilot, "d")
        saved = workspace.canvases.get(canvas.id)
        assert [a.text for a in saved.actions_of("opgave")] == ["Taak Een"]
        await pressed(pilot, "ctrl+z")
        saved = workspace.canvases.get(canvas.id)
        assert [a.text for a in saved.actions_of("opgave")] == ["Taak Twee!", "Taak Een"]


# Two people at once


async def conflicted(pilot: Pilot[None], workspace: Workspace, canvas: Canvas, other: str) -> None:
    """Open the editor, let somebody else change (``""``: delete) the thing, type, save."""
    await block(pilot, canvas)
    await pressed(pilot, "up", "enter")
    there = workspace.canvases.get(canvas.id)
    note = there.cell(*CELL)[0]
    if other:
        workspace.contents.edit_contribution(
            there, note, text=other, kind=None, partner="", tags=()
        )
    else:
        workspace.contents.delete(there, note)
    await type_text(pilot, " van mij")
    await pressed(pilot, "ctrl+s")
    assert isinstance(pilot.app.screen, ConflictDialog)


@pytest.mark.parametrize("size", SIZES)
async def test_a_conflict_shows_both_texts(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await conflicted(pilot, workspace, canvas, "[b]Van een ander[/b]")
        lines = screen_text(pilot.app)
        assert "[b]Van een ander[/b]" in lines
        assert "van mij" in lines
        assert "Mine" in lines
        assert "Theirs" in lines
        flat = " ".join(lines.replace("│", " ").split())
        assert "Two versions · Anna changed this on " in flat


@pytest.mark.parametrize(
    ("button", "text"),
    [
        ("#mine", "Jongeren blijven voor de techniek van mij"),
        ("#theirs", "Van een ander"),
        ("#both", "Van een ander\nJongeren blijven voor de techniek van mij"),
    ],
)
async def test_the_choice_goes_into_the_editor_and_is_saved_when_asked(
    app: AppMaker, workspace: Workspace, canvas: Canvas, button: str, text: str
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await conflicted(pilot, workspace, canvas, "Van een ander")
        await pilot.click(button)
        await pilot.pause()
        assert workspace.canvases.get(canvas.id).cell(*CELL)[0].text == "Van een ander"
        await pressed(pilot, "ctrl+s")
        assert workspace.canvases.get(canvas.id).cell(*CELL)[0].text == text


async def test_escape_in_a_conflict_leaves_my_text_in_the_editor(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await conflicted(pilot, workspace, canvas, "Van een ander")
        await pressed(pilot, "escape")
        assert "techniek van mij" in screen_text(pilot.app)
        assert "! this was changed by somebody else" in " ".join(screen_text(pilot.app).split())


async def test_what_somebody_deleted_meanwhile_can_be_saved_as_new(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await conflicted(pilot, workspace, canvas, "")
        assert isinstance(pilot.app.screen, ConflictDialog)
        assert "deleted this" in screen_text(pilot.app)
        await pressed(pilot, "enter", "ctrl+s")
        texts = [note.text for note in workspace.canvases.get(canvas.id).cell(*CELL)]
        assert texts == ["Jongeren blijven voor de techniek van mij"]


async def test_a_rating_that_two_give_at_once_is_a_choice_too(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas, "onderwijs")
        await pressed(pilot, "f4", "5")
        workspace.contents.rate(canvas, "opgave", "onderwijs", 1, "Van een ander")
        await pressed(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ConflictDialog)
        assert "1 No shared picture yet" in screen_text(pilot.app)
        await pilot.click("#mine")
        await pressed(pilot, "ctrl+s")
        rating = workspace.canvases.get(canvas.id).rating("opgave", "onderwijs")
        assert rating is not None
        assert rating.score == 5


async def test_changes_to_different_fields_combine_without_a_question(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "up", "enter")
        there = workspace.canvases.get(canvas.id)
        note = there.cell(*CELL)[0]
        workspace.contents.edit_contribution(
            there, note, text=note.text, kind="kans", partner="Mevrouw Van een Ander", tags=()
        )
        await type_text(pilot, " van mij")
        await pressed(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, BlockScreen)
        assert "both changes are kept" in messages(pilot.app)[-1]
    now = workspace.canvases.get(canvas.id)
    kept = now.cell(*CELL)[0]
    partner = now.partner(kept)
    assert partner is not None
    assert (kept.text, kept.kind) == ("Jongeren blijven voor de techniek van mij", "kans")
    assert partner.name == "Mevrouw Van een Ander"


async def test_my_choice_for_one_field_leaves_what_they_did_to_the_others(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "up", "enter")
        there = workspace.canvases.get(canvas.id)
        note = there.cell(*CELL)[0]
        workspace.contents.edit_contribution(
            there, note, text="Van een ander", kind="kans", partner="", tags=("wonen",)
        )
        await type_text(pilot, " van mij")
        await pressed(pilot, "ctrl+s")
        await pilot.click("#mine")
        await pressed(pilot, "ctrl+s")
    kept = workspace.canvases.get(canvas.id).cell(*CELL)[0]
    assert (kept.text, kept.kind, kept.tags) == (
        "Jongeren blijven voor de techniek van mij",
        "kans",
        ("wonen",),
    )


async def test_a_contribution_of_a_partner_who_was_deleted_meanwhile_names_them_anew(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    partner = workspace.contents.add_partner(canvas, "Jan de Vries", perspective="overheid")
    async with app().run_test(size=(80, 24)) as pilot:
        await block(pilot, canvas)
        await pressed(pilot, "up", "enter")
        workspace.contents.delete(workspace.canvases.get(canvas.id), partner)
        pilot.app.screen.query_one("#partner", Input).value = "Jan de Vries"
        await pressed(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, BlockScreen)
    now = workspace.canvases.get(canvas.id)
    assert [p.name for p in now.partners] == ["Jan de Vries"]
    assert now.partner(now.cell(*CELL)[0]) is not None
