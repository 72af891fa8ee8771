"""Review rounds on the screen: asking partners, seeing who answered, adopting and reopening."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, TextArea

from tests.support import build
from tests.support.hostile import HOSTILE_TEXTS
from tests.support.tui import (
    SIZES,
    eventually,
    keep,
    messages,
    paste,
    screen_text,
    small_canvas,
    type_text,
)
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.review import Round
from welvaartcanvas.domain.status import Status, standing
from welvaartcanvas.exchange import interchange
from welvaartcanvas.tui.screens.adopt import AdoptForm, ReopenForm
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.comments import CommentsScreen
from welvaartcanvas.tui.screens.import_many import ImportDialog
from welvaartcanvas.tui.screens.review import ReviewScreen
from welvaartcanvas.tui.screens.review_export import ReviewExport
from welvaartcanvas.tui.screens.round_form import RoundForm
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.tui.widgets.tick_field import TickField
from welvaartcanvas.workspace import Workspace

DAY = date(2026, 2, 14)
ANNA, BOB, CHARLOTTE = (
    build.partner(1, "Anna Visser", organisation="Regio"),
    build.partner(2, "Bob [b]de Boer[/b]", organisation="mbo"),
    build.partner(3, "Charlotte Smit"),
)


@pytest.fixture
def canvas(workspace: Workspace) -> Canvas:
    """A small canvas with three partners."""
    return keep(workspace, small_canvas(partners=(ANNA, BOB, CHARLOTTE)))


def now(workspace: Workspace, canvas: Canvas) -> Canvas:
    return workspace.canvases.get(canvas.id)


def begun(workspace: Workspace, canvas: Canvas, *partners: Partner) -> Round:
    """A round in which ``partners`` are asked."""
    return workspace.reviews.open_round(
        now(workspace, canvas),
        "Reactieronde 1",
        partners=[partner.id for partner in partners],
        question="Klopt dit?\nEn wat mist u?",
        deadline=DAY,
    )


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def review(pilot: Pilot[None], *keys: str) -> None:
    """From the first screen to the review of its canvas, and ``keys``."""
    await pressed(pilot, "enter", "r", *keys)


# The status.


async def test_the_status_is_on_every_screen_of_the_canvas(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app(language="nl").run_test(size=(80, 24)) as pilot:
        assert "concept" in screen_text(pilot.app)
        begun(workspace, canvas, ANNA)
        pilot.app.screen.refresh_all()
        await pilot.pause()
        assert "in reactieronde" in screen_text(pilot.app)
        await pressed(pilot, "enter")
        assert screen_text(pilot.app).splitlines()[0].endswith("in reactieronde tot 14 feb ")
        await pressed(pilot, "1", "enter")
        assert screen_text(pilot.app).splitlines()[0].endswith("in reactieronde tot 14 feb ")
        workspace.reviews.adopt(now(workspace, canvas), decided_on=DAY)
        await pressed(pilot, "escape")
        assert screen_text(pilot.app).splitlines()[0].endswith("vastgesteld v1 ")
        await pressed(pilot, "escape")
        assert "vastgesteld v1" in screen_text(pilot.app)
        workspace.reviews.reopen(now(workspace, canvas), "Nieuwe cijfers")
        pilot.app.screen.refresh_all()
        await pilot.pause()
        assert "concept v2" in screen_text(pilot.app)


async def test_the_wide_list_of_canvases_tells_the_deadline_too(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    begun(workspace, canvas, ANNA)
    async with app().run_test(size=(200, 60)) as pilot:
        assert isinstance(pilot.app.screen, WorkspaceScreen)
        assert "in review until 14 Feb" in screen_text(pilot.app)


# Rounds.


@pytest.mark.parametrize("size", SIZES)
async def test_a_round_is_begun(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await review(pilot)
        assert "No review round yet. Press n" in screen_text(pilot.app)

        await pressed(pilot, "n")
        assert isinstance(pilot.app.screen, RoundForm)
        assert pilot.app.screen.query_one("#name", Input).value == "Review round 1"
        await type_text(pilot, "14-2")
        await pressed(pilot, "tab", *"Klopt", "tab", "down", "space", "ctrl+s")

        found = now(workspace, canvas).rounds[0]
        assert (found.name, found.deadline, found.question) == ("Review round 1", DAY, "Klopt")
        assert found.partners == (ANNA.id, CHARLOTTE.id)
        text = screen_text(pilot.app)
        assert "In review until 14 February 2026 (Review round 1)." in text
        assert "0 of 2 answered" in text
        assert "Klopt" in text


async def test_all_or_nobody_is_asked_with_one_key(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "n")
        field = pilot.app.screen.query_one(TickField)
        field.focus()
        await pressed(pilot, "a")
        assert field.ticked == ()
        await pressed(pilot, "a")
        assert field.ticked == (ANNA.id, BOB.id, CHARLOTTE.id)


async def test_a_partner_who_is_not_there_yet_is_added_and_asked(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "n", "ctrl+n")
        await pressed(pilot, *"Dirk", "ctrl+s", "ctrl+s")

        after = now(workspace, canvas)
        dirk = next(p for p in after.partners if p.name == "Dirk")
        assert dirk.id in after.rounds[0].partners


async def test_a_round_that_was_not_saved_waits_as_a_draft(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "n", "tab", *"Klopt", "escape", "escape", "escape")
        assert "1 text was typed and not saved" in screen_text(pilot.app)

        await pressed(pilot, "o")
        assert isinstance(pilot.app.screen, RoundForm)
        assert pilot.app.screen.query_one("#question", TextArea).text == "Klopt"


async def test_a_day_that_is_none_is_refused_with_an_example(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "n")
        await type_text(pilot, "gauw")
        await pressed(pilot, "ctrl+s")
        assert "! gauw is not a day; write it as 15/03/2026" in screen_text(pilot.app)
        assert now(workspace, canvas).rounds == ()


async def test_a_round_is_changed_closed_and_opened_again(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    begun(workspace, canvas, ANNA)
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await review(pilot, "e", "shift+tab", "end", *" bis", "ctrl+s")
        assert now(workspace, canvas).rounds[0].name == "Reactieronde 1 bis"

        await pressed(pilot, "c")
        assert not now(workspace, canvas).rounds[0].is_open
        assert "Reactieronde 1 bis is closed. Ctrl+Z opens it again." in messages(pilot.app)
        assert "closed on 31 Jan" in screen_text(pilot.app)

        await pressed(pilot, "ctrl+z")
        assert now(workspace, canvas).rounds[0].is_open
        assert messages(pilot.app)[-1].startswith("Undone: ")
        assert "Reactieronde 1 bis" in messages(pilot.app)[-1]


async def test_two_people_changed_a_round_and_both_changes_stay(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    found = begun(workspace, canvas, ANNA)
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "e", "shift+tab", "end", *" bis")
        workspace.reviews.edit_round(now(workspace, canvas), found, question="Anders")
        await pressed(pilot, "ctrl+s")
        after = now(workspace, canvas).rounds[0]
        assert (after.name, after.question) == ("Reactieronde 1 bis", "Anders")


async def test_who_answered_stands_below_the_round_and_leads_to_the_comments(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    begun(workspace, canvas, ANNA, BOB)
    workspace.comments.type(now(workspace, canvas), "Mooi", partner=BOB)
    first = workspace.comments.type(now(workspace, canvas), "Minder mooi", partner=BOB)
    workspace.comments.type(now(workspace, canvas), "Niet gevraagd", partner=CHARLOTTE)
    workspace.comments.reject(now(workspace, canvas), first, "Smaak")
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot)
        lines = screen_text(pilot.app).splitlines()
        assert "1 of 3 comments handled" in "\n".join(lines[:4])
        assert any("1 of 2 answered" in line and "3 comments" in line for line in lines)
        assert any("· Anna Visser" in line and "no comments yet" in line for line in lines)
        bob = next(line for line in lines if "✓ Bob [b]de Boer[/b]" in line)
        assert "1 of 2 comments handled" in bob
        assert any("✓ Charlotte Smit (not asked)" in line for line in lines)

        await pressed(pilot, "tab", "enter")
        assert isinstance(pilot.app.screen, CommentsScreen)


@pytest.mark.parametrize("text", HOSTILE_TEXTS[:12])
async def test_what_users_typed_is_shown_as_they_typed_it(
    app: AppMaker, workspace: Workspace, canvas: Canvas, text: str
) -> None:
    name = " ".join(text.split())[:60].strip() or "x"
    if not name.isprintable():
        pytest.skip("no name can be this")
    workspace.reviews.open_round(now(workspace, canvas), name, question=text[:400])
    async with app().run_test(size=(200, 60)) as pilot:
        await review(pilot)
        assert name[:20] in screen_text(pilot.app)
        await pressed(pilot, "e", "escape", "x", "escape", "escape", "escape")


# Files.


async def chosen(pilot: Pilot[None], what: str, place: Path) -> ReviewExport:
    dialog = pilot.app.screen
    assert isinstance(dialog, ReviewExport)
    dialog.query_one("#format", Select).value = what
    await pilot.pause()
    dialog.query_one("#path", Input).value = str(place)
    await pilot.press("ctrl+s")
    await eventually(pilot, lambda: dialog.has_class("-done"))
    return dialog


async def test_a_pdf_for_each_partner_goes_into_a_folder_under_their_names(
    app: AppMaker, workspace: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    begun(workspace, canvas, ANNA, BOB)
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "x")
        dialog = await chosen(pilot, "each", tmp_path)
        names = [file.name for file in tmp_path.glob("*.pdf")]
        assert len(names) == 2
        for who in ("anna-visser", "bob-b-de-boer-b"):
            assert sum(who in name for name in names) == 1
        await pilot.pause()
        assert pilot.app.focused is dialog.query_one("#open-folder")
        assert "Open the folder" in screen_text(pilot.app)
        assert "Open the file" not in screen_text(pilot.app)


@pytest.mark.parametrize("what", ["all", "report"])
async def test_one_pdf_to_answer_in_or_the_report_of_the_round(
    app: AppMaker, workspace: Workspace, canvas: Canvas, tmp_path: Path, what: str
) -> None:
    begun(workspace, canvas, ANNA, BOB)
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "x")
        await chosen(pilot, what, tmp_path / "ronde.pdf")
        assert (tmp_path / "ronde.pdf").read_bytes().startswith(b"%PDF-")


async def test_where_nobody_is_asked_there_is_no_pdf_for_each(
    app: AppMaker, workspace: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    begun(workspace, canvas)
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "x")
        pilot.app.screen.query_one("#format", Select).value = "each"
        await pressed(pilot, "ctrl+s")
        assert "nobody is asked in Reactieronde 1" in screen_text(pilot.app)


async def test_answers_to_another_canvas_are_refused_and_those_to_this_one_are_taken_in(
    app: AppMaker, workspace: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    begun(workspace, canvas, ANNA)
    other = keep(workspace, build.canvas(2, "Iets anders"))
    for each in (canvas, other):
        written = interchange.write(workspace.canvases.to_send(each.id))
        (tmp_path / f"{each.title[:5]}.json").write_text(written, "utf-8")
        assert json.loads(written)
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(CanvasScreen(canvas.id))
        await pressed(pilot, "r", "t")
        pilot.app.screen.query_one(Input).value = str(tmp_path)
        await pressed(pilot, "enter")
        assert "From whom are these answers?" in screen_text(pilot.app)
        await type_text(pilot, "anna")
        await pressed(pilot, "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, ImportDialog)
        await eventually(pilot, lambda: "2 in all" in screen_text(pilot.app))
        text = screen_text(pilot.app)
        assert "is of another canvas: Iets anders" in text
        assert "✓ Genoe.json" in text


# Adopting.


@pytest.mark.parametrize("size", SIZES)
async def test_a_canvas_is_adopted_and_reopened(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int]
) -> None:
    begun(workspace, canvas, ANNA)
    workspace.comments.type(now(workspace, canvas), "Mooi", partner=ANNA)
    async with app().run_test(size=size) as pilot:
        await review(pilot, "v")
        assert isinstance(pilot.app.screen, AdoptForm)
        text = " ".join(screen_text(pilot.app).split())
        assert "Reactieronde 1 is closed with it." in text
        assert "1 comment is not handled yet" in text
        assert "can't be undone" in text
        assert text.endswith("esc Close ^s Adopt f1 Help")
        assert pilot.app.focused is pilot.app.screen.query_one("#decided_on")
        await pressed(pilot, "tab")
        await paste(pilot, "Stuurgroep [i]")
        await pressed(pilot, "ctrl+s")
        assert "Adopt it all the same?" in screen_text(pilot.app)
        await pressed(pilot, "enter")
        assert standing(now(workspace, canvas)).status is Status.IN_REVIEW
        await pressed(pilot, "ctrl+s", "left", "enter")

        after = standing(now(workspace, canvas))
        assert after.status is Status.ADOPTED
        assert after.adoption is not None
        assert (after.adoption.decided_on, after.who) == (build.MOMENT.date(), "Stuurgroep [i]")
        text = screen_text(pilot.app)
        assert "Adopted on 31 January 2026 by Stuurgroep [i] (version 1)." in text
        assert f"fingerprint {after.adoption.fingerprint[:4]}-" in text

        await pressed(pilot, "o")
        assert isinstance(pilot.app.screen, ReopenForm)
        await pressed(pilot, "ctrl+s")
        assert "! partners read why" in " ".join(screen_text(pilot.app).split())
        assert standing(now(workspace, canvas)).status is Status.ADOPTED
        await paste(pilot, "Nieuwe cijfers")
        await pressed(pilot, "ctrl+s")
        after = standing(now(workspace, canvas))
        assert (after.status, after.version) == (Status.CONCEPT, 2)
        assert after.adoption is not None
        assert after.adoption.reason == "Nieuwe cijfers"


async def test_what_came_meanwhile_is_not_adopted_unseen(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "v", "tab")
        await paste(pilot, "Stuurgroep")
        workspace.contents.contribute(now(workspace, canvas), "opgave", "overheid", "Meanwhile")
        await pressed(pilot, "ctrl+s")
        assert "was changed meanwhile" in " ".join(screen_text(pilot.app).split())
        assert standing(now(workspace, canvas)).status is Status.CONCEPT

        await pressed(pilot, "ctrl+s")
        assert standing(now(workspace, canvas)).status is Status.ADOPTED


@pytest.mark.parametrize(
    ("day", "who", "said", "at"),
    [
        ("1-2-2026", "Stuurgroep", "is still to come", "decided_on"),
        ("lente", "Stuurgroep", "is not a day", "decided_on"),
        ("30-1-2026", " ", "say by whom it is adopted", "decided_by"),
    ],
)
async def test_a_day_to_come_or_nobody_adopts_nothing(
    app: AppMaker, workspace: Workspace, canvas: Canvas, day: str, who: str, said: str, at: str
) -> None:
    workspace.comments.type(now(workspace, canvas), "Mooi")
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "v")
        form = pilot.app.screen
        form.query_one("#decided_on", Input).value = day
        form.query_one("#decided_by", Input).value = who
        await pressed(pilot, "ctrl+s")
        assert pilot.app.screen is form
        assert said in " ".join(screen_text(pilot.app).split())
        assert pilot.app.focused is form.query_one(f"#{at}")
        assert standing(now(workspace, canvas)).status is Status.CONCEPT


async def test_a_key_that_can_do_nothing_says_why(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await review(pilot, "e")
        assert messages(pilot.app)[-1] == "No review round yet; n begins one."
        await pressed(pilot, "o")
        assert messages(pilot.app)[-1].startswith("The canvas is not adopted")
        await pressed(pilot, "i")
        assert messages(pilot.app)[-1].startswith("No comments yet")

        begun(workspace, canvas, ANNA)
        pilot.app.screen.refresh_all()
        await pressed(pilot, "n")
        assert messages(pilot.app)[-1].startswith("Reactieronde 1 is still open.")

        workspace.reviews.adopt(now(workspace, canvas), decided_on=DAY)
        pilot.app.screen.refresh_all()
        for key in "vne":
            await pressed(pilot, key)
            assert messages(pilot.app)[-1] == "Version 1 is adopted; o reopens it."
        await pressed(pilot, "c")
        assert messages(pilot.app)[-1] == "Reactieronde 1 is closed already."
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_the_keys_of_reviewing_are_in_the_footer_of_the_smallest_screen(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    begun(workspace, canvas, ANNA)
    async with app(language="nl").run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "enter")
        assert "r Reactieronden" in screen_text(pilot.app).splitlines()[-1]
        await pressed(pilot, "r")
        footer = screen_text(pilot.app).splitlines()[-1]
        assert "c Ronde sluiten" in footer
        assert "v Vaststellen" in footer


async def test_a_round_without_partners_says_how_one_comes(
    app: AppMaker, workspace: Workspace
) -> None:
    keep(workspace, small_canvas())
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "n")
        assert "No partners yet: Ctrl+N adds one." in screen_text(pilot.app)
        await pressed(pilot, "ctrl+n")
        await type_text(pilot, "Dirk")
        await pressed(pilot, "ctrl+s")
        assert "No partners yet" not in screen_text(pilot.app)
        assert "☑ Dirk" in screen_text(pilot.app)


async def test_open_choices_come_before_adopting(app: AppMaker, workspace: Workspace) -> None:
    note = build.contribution(7, "opgave", "overheid", "Hier")
    canvas = build.canvas(contributions=(note,), variants=(build.variant(8, note, "text", "Daar"),))
    keep(workspace, canvas)
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await review(pilot, "v")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert messages(pilot.app)[-1].startswith("1 choice is still open; make it first")


async def test_everything_is_done_with_the_mouse_too(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await review(pilot, "n")
        await pilot.click("#save")
        await pilot.pause()
        assert len(now(workspace, canvas).rounds) == 1
        await pilot.click("#rounds", offset=(4, 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, RoundForm)
