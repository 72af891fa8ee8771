"""Working through the comments of partners: each is read beside what it is about, and handled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Select, TextArea

from tests.support import build
from tests.support.commented import CELL, CHANGED, NOTES, commented, remark, took
from tests.support.hostile import HOSTILE_TEXTS
from tests.support.tui import SIZES, eventually, messages, paste, screen_text, type_text
from tests.support.workspaces import Clock
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.answers import Target
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.review import Comment, CommentState
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.choose import Choose
from welvaartcanvas.tui.screens.comment_forms import AcceptForm, HandlingForm
from welvaartcanvas.tui.screens.comments import CommentsScreen
from welvaartcanvas.tui.screens.help import HelpScreen
from welvaartcanvas.tui.screens.type_comment import CommentForm
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.text import one_line
from welvaartcanvas.workspace import Workspace, open_workspace

LARGE = (200, 60)
#: High, and so narrow that all stands below each other.
HIGH = (100, 60)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace of Anna, in which every look at the clock is a second later."""
    with open_workspace(tmp_path / "werk.db", "Anna", clock=Clock(build.MOMENT)) as opened:
        yield opened


@pytest.fixture
def canvas(workspace: Workspace) -> Canvas:
    """A canvas in a review round, with comments."""
    return commented(workspace)


async def settled(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()


async def opened(pilot: Pilot[None], canvas: Canvas, at: str = "") -> CommentsScreen:
    """Open the comments, with the cursor on the one that says ``at``."""
    await pilot.app.push_screen(CommentsScreen(canvas.id))
    await settled(pilot)
    if at:
        await to(pilot, at)
    return page(pilot)


def page(pilot: Pilot[None]) -> CommentsScreen:
    assert isinstance(pilot.app.screen, CommentsScreen)
    return pilot.app.screen


async def to(pilot: Pilot[None], text: str) -> None:
    """Go to the comment that says ``text``."""
    screen = page(pilot)
    screen._go_to(next(c.id for c in screen._shown if c.text == text))
    await settled(pilot)


def at_cursor(pilot: Pilot[None]) -> str:
    comment = page(pilot).comment
    assert comment is not None
    return comment.text


def stored(workspace: Workspace, text: str) -> Comment:
    canvas = workspace.canvases.get(build.uid(0, build.CANVAS))
    return next(c for c in canvas.comments if c.text == text)


def notes(workspace: Workspace, *cell: str) -> list[str]:
    canvas = workspace.canvases.get(build.uid(0, build.CANVAS))
    return [note.text for note in canvas.cell(*(cell or CELL))]


def flat(pilot: Pilot[None]) -> str:
    return " ".join(screen_text(pilot.app).replace("│", " ").split())


# Reading.


@pytest.mark.parametrize("size", SIZES)
async def test_the_canvas_says_how_many_wait_and_one_key_shows_them_in_order(
    app: AppMaker, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.app.push_screen(CanvasScreen(canvas.id))
        await settled(pilot)
        shown = flat(pilot)
        assert "❝ 7" in shown  # in the sums
        assert "❝ 4" in shown  # in the first block
        assert "i Comments 7" in shown.splitlines()[-1]

        await settled(pilot, "i")
        assert "0 of 7 comments handled" in flat(pilot)
        assert [c.text for c in page(pilot)._shown] == [
            "Mooi stuk",
            "En de bouw dan?",
            "Eens",
            "Waar staat dat dan?",
            "Waar staat dat?",
            "",
            "Doe eerst de scholen",
            "Loopt al",
        ]
        await settled(pilot, "escape")
        assert isinstance(pilot.app.screen, CanvasScreen)


async def test_a_block_shows_its_own_comments_alone(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(BlockScreen(canvas.id, "aanpak"))
        await settled(pilot, "f6")

        assert [c.text for c in page(pilot)._shown] == ["Doe eerst de scholen", "Loopt al"]
        assert "only: on block 2 Approach" in flat(pilot)


async def test_a_note_of_a_block_says_that_there_are_comments_on_it(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(BlockScreen(canvas.id, "opgave"))
        await settled(pilot)
        assert "❝ 2 open comments" in flat(pilot)


async def test_comments_on_a_rating_leave_it_on_one_line_in_a_narrow_column(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    rating = canvas.rating(*CELL)
    assert rating is not None
    workspace.comments.type(canvas, "Te hoog", thing=rating)
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(BlockScreen(canvas.id, "opgave"))
        await settled(pilot)
        assert f"❝ 1  {rating.score} " in screen_text(pilot.app)


async def test_a_comment_of_which_no_moment_is_known_shows_none(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    remarks = [
        remark("90", "Zonder dag", said_at=None, page=1),
        remark("91", "Op een dag", said_at=datetime(2026, 2, 5, tzinfo=UTC), page=1),
    ]
    took(workspace, canvas, remarks)
    async with app().run_test(size=HIGH) as pilot:
        await opened(pilot, canvas, "Zonder dag")
        shown = flat(pilot)
        assert "taken in from antwoord.pdf" in shown
        assert "31/01/2026" not in shown
        await to(pilot, "Op een dag")
        shown = flat(pilot)
        assert "05/02/2026 ·" in shown
        assert "00:00" not in shown


async def test_a_key_that_can_do_nothing_with_a_comment_says_what_can_be_done(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, canvas, "Mooi stuk")
        for key, said in {
            "t": "This comment is about no text: make it a contribution (c)",
            "b": "This comment is about no block.",
            "o": "This comment is open already.",
        }.items():
            await settled(pilot, key)
            assert messages(pilot.app)[-1].startswith(said)
        assert isinstance(pilot.app.screen, CommentsScreen)


async def test_undoing_says_that_the_comment_is_open_again(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, canvas, "En de bouw dan?")
        await settled(pilot, "c", "ctrl+s")
        assert messages(pilot.app)[-1].endswith("(Ctrl+Z takes it back): En de bouw dan?")
        await settled(pilot, "ctrl+z")
        assert messages(pilot.app)[-1].endswith("; the comment is open again")


async def test_nothing_typed_puts_the_cursor_where_it_is_typed(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas)
        await settled(pilot, "n", "ctrl+s")
        assert isinstance(pilot.app.screen, CommentForm)
        assert pilot.app.focused is pilot.app.screen.query_one("#text")


async def test_the_words_of_a_partner_stand_above_what_was_marked(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "En de bouw dan?")
        await settled(pilot, "c")
        shown = screen_text(pilot.app)
        assert shown.index("En de bouw dan?") < shown.index("“ techniek ”")


@pytest.mark.parametrize("size", SIZES)
async def test_a_comment_stands_whole_beside_what_differs_from_the_export(
    app: AppMaker, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await opened(pilot, canvas, "En de bouw dan?")
        for _page in range(3):
            shown = flat(pilot)
            if "[+en de bouw]" in shown:
                break
            await settled(pilot, "tab", "pagedown")
        else:
            raise AssertionError(shown)

        assert NOTES[0] in shown
        assert "Changed since the PDF was made" in shown


async def test_who_when_where_and_the_marked_words_are_said(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=HIGH) as pilot:
        await opened(pilot, canvas, "En de bouw dan?")
        shown = flat(pilot)

        for part in ("J. de Vries", "highlighted", "page 3", "antwoord.pdf", "Ronde 1"):
            assert part in shown
        assert "“ techniek ”" in shown


async def test_what_is_gone_is_said_with_what_it_said(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=HIGH) as pilot:
        await opened(pilot, canvas, "")
        screen = page(pilot)
        screen._go_to(next(c.id for c in screen._shown if c.quoted == "te weinig"))
        await settled(pilot)
        shown = flat(pilot)

        assert "This was deleted since. It said: De bus rijdt te weinig" in shown
        assert "t Take over" not in shown


async def test_a_reply_says_what_it_answers_and_a_changed_one_what_it_was(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=HIGH) as pilot:
        await opened(pilot, canvas, "Eens")
        assert "↳ Reply to J. de Vries: En de bouw dan?" in flat(pilot)

        await to(pilot, "Waar staat dat dan?")
        assert "earlier version" in flat(pilot)
        assert "version 2" in flat(pilot)
        assert "Waar staat dat [+dan]?" in flat(pilot)
        await to(pilot, "Waar staat dat?")
        assert "It now says: Waar staat dat dan?" in flat(pilot)


async def test_a_comment_on_a_cell_stands_beside_that_cell(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=HIGH) as pilot:
        await opened(pilot, canvas, "Loopt al")
        shown = flat(pilot)

        assert "4 ━━━━─" in shown
        assert "● Education" in shown
        assert "Nothing stands here yet." in shown


async def test_hostile_texts_are_text(app: AppMaker, workspace: Workspace, canvas: Canvas) -> None:
    target = Target(None, *CELL)
    took(
        workspace,
        canvas,
        [
            remark(f"c{n}", text, quoted=text, target=target, author=one_line(text, 60))
            for n, text in enumerate(HOSTILE_TEXTS)
        ],
        export="a" * 32,
    )
    async with app().run_test(size=LARGE) as pilot:
        screen = await opened(pilot, canvas)
        for comment in screen._shown:
            screen._go_to(comment.id)
            await pilot.pause()
        await to(pilot, "Mooi stuk")
        await settled(pilot, "enter")
        assert isinstance(pilot.app.screen, Choose)


# Handling.


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_taken_over_changes_the_text_and_the_next_open_one_comes(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await opened(pilot, canvas, "En de bouw dan?")
        await settled(pilot, "t")
        assert isinstance(pilot.app.screen, AcceptForm)
        assert "En de bouw dan?" in flat(pilot)  # beside
        assert pilot.app.screen.query_one("#text", Editor).text == CHANGED
        await paste(pilot, " en de zorg")
        await settled(pilot, "ctrl+s")

        assert notes(workspace)[0] == f"{CHANGED} en de zorg"
        assert stored(workspace, "En de bouw dan?").state is CommentState.ACCEPTED
        assert at_cursor(pilot) == "Eens"
        assert "1 of 7 comments handled" in flat(pilot)

        await settled(pilot, "ctrl+z")
        assert notes(workspace)[0] == CHANGED
        assert stored(workspace, "En de bouw dan?").state is CommentState.OPEN
        assert at_cursor(pilot) == "En de bouw dan?"
        await settled(pilot, "ctrl+y")
        assert stored(workspace, "En de bouw dan?").state is CommentState.ACCEPTED


async def test_of_a_rating_the_reason_is_changed(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    target = Target(thing_id=canvas.ratings[0].id)
    took(workspace, canvas, [remark("c1", "Te laag", target=target)], export="a" * 32)
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Te laag")
        await settled(pilot, "t")
        await type_text(pilot, "Omdat het loopt")
        await settled(pilot, "ctrl+s")

        rating = workspace.canvases.get(canvas.id).ratings[0]
        assert (rating.score, rating.reason) == (3, "Omdat het loopt")


async def test_an_empty_text_is_refused(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "En de bouw dan?")
        await settled(pilot, "t")
        pilot.app.screen.query_one("#text", Editor).load_text("")
        await settled(pilot, "ctrl+s")
        assert "the text is empty" in flat(pilot)
        assert notes(workspace)[0] == CHANGED


async def test_in_another_language_the_cursor_stays(app: AppMaker, canvas: Canvas) -> None:
    program = app()
    async with program.run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Eens")
        await program.use_settings(program.settings.model_copy(update={"language": "nl"}))
        await settled(pilot)
        assert at_cursor(pilot) == "Eens"
        assert "0 van 7 reacties afgehandeld" in flat(pilot)


async def test_a_contribution_begins_with_the_comment_its_cell_and_its_partner(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Doe eerst de scholen")
        await settled(pilot, "c")
        await settled(pilot, "ctrl+s")  # block and side are filled in: that of the partner

        assert notes(workspace, "aanpak", "onderwijs") == ["Doe eerst de scholen"]
        made = workspace.canvases.get(canvas.id).cell("aanpak", "onderwijs")[0]
        assert made.partner_id == canvas.partners[0].id
        assert stored(workspace, "Doe eerst de scholen").result_id == made.id


async def test_a_contribution_without_a_place_is_refused_and_stays_typed(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Mooi stuk")
        await settled(pilot, "c", "ctrl+s")
        assert "choose the block and the side" in flat(pilot)

        pilot.app.screen.query_one("#block", Select).value = "opgave"
        pilot.app.screen.query_one("#perspective", Select).value = "onderwijs"
        await settled(pilot, "ctrl+s")
        assert notes(workspace, "opgave", "onderwijs") == ["Mooi stuk"]


async def test_an_action_has_who_and_when(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Doe eerst de scholen")
        await settled(pilot, "a")
        pilot.app.screen.query_one("#due").focus()
        await type_text(pilot, "15-3-2027")
        await settled(pilot, "ctrl+s")

        (action,) = workspace.canvases.get(canvas.id).actions_of("aanpak")
        assert (action.text, action.who, action.due) == (
            "Doe eerst de scholen",
            "De Voorn",
            date(2027, 3, 15),
        )
        assert stored(workspace, "Doe eerst de scholen").state is CommentState.ACTION


async def test_nothing_is_rejected_without_a_reason(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Mooi stuk")
        await settled(pilot, "r", "enter")
        assert "a partner will read this" in flat(pilot)
        assert stored(workspace, "Mooi stuk").state is CommentState.OPEN

        await type_text(pilot, "Dank, maar geen verzoek")
        await settled(pilot, "enter")
        comment = stored(workspace, "Mooi stuk")
        assert (comment.state, comment.answer) == (
            CommentState.REJECTED,
            "Dank, maar geen verzoek",
        )
        assert at_cursor(pilot) == "En de bouw dan?"


async def test_a_comment_is_answered_postponed_and_opened_again(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Loopt al")
        await settled(pilot, "w")
        await type_text(pilot, "Fijn")
        await settled(pilot, "enter")
        assert stored(workspace, "Loopt al").state is CommentState.ANSWERED

        await to(pilot, "Doe eerst de scholen")
        await settled(pilot, "u")
        assert stored(workspace, "Doe eerst de scholen").state is CommentState.POSTPONED
        assert "1 postponed" in flat(pilot)

        await to(pilot, "Loopt al")
        await settled(pilot, "o")
        assert stored(workspace, "Loopt al").state is CommentState.OPEN
        assert at_cursor(pilot) == "Loopt al"


async def test_enter_names_what_can_be_done(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Mooi stuk")
        await settled(pilot, "enter")
        assert "take it over into the text" not in flat(pilot)  # it is about no text
        await paste(pilot, "postpone")
        await settled(pilot, "enter")
        assert stored(workspace, "Mooi stuk").state is CommentState.POSTPONED


async def test_the_last_open_one_behind_which_none_is_left_stays_at_the_cursor(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas)
        for _comment in canvas.comments:
            await settled(pilot, "w", "o", "k", "enter")
        assert "7 of 7 comments handled" in flat(pilot)
        assert "Next open" not in flat(pilot)


async def test_typing_in_a_form_is_kept_and_found_again(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Mooi stuk")
        await settled(pilot, "r")
        await type_text(pilot, "Omdat")
        await settled(pilot, "escape")
        assert "What you typed is kept as a draft." in messages(pilot.app)
        assert "✎" in screen_text(pilot.app)

        await settled(pilot, "r")
        assert pilot.app.screen.query_one("#answer", Editor).text == "Omdat"
    async with app().run_test(size=(80, 24)) as pilot:  # the program was closed meanwhile
        assert isinstance(pilot.app.screen, WorkspaceScreen)
        await settled(pilot, "o")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, HandlingForm))
        assert pilot.app.screen.query_one("#answer", Editor).text == "Omdat"


async def test_what_somebody_else_handled_meanwhile_is_not_handled_twice(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "En de bouw dan?")
        await settled(pilot, "t")
        other = stored(workspace, "En de bouw dan?")
        workspace.comments.answer(canvas, other, "Dat staat er al")
        await paste(pilot, " en de zorg")
        await settled(pilot, "ctrl+s")

        assert "somebody else handled this comment meanwhile" in flat(pilot)
        assert notes(workspace)[0] == CHANGED
        assert stored(workspace, "En de bouw dan?").answer == "Dat staat er al"


async def test_a_text_that_somebody_else_changed_meanwhile_keeps_both_changes(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "En de bouw dan?")
        await settled(pilot, "t")
        workspace.reviews.intend(canvas.rounds[0].id)
        workspace.contents.edit(canvas, canvas.cell(*CELL)[0], kind="kans")
        await paste(pilot, " en de zorg")
        await settled(pilot, "ctrl+s")

        note = workspace.canvases.get(canvas.id).cell(*CELL)[0]
        assert (note.text, note.kind) == (f"{CHANGED} en de zorg", "kans")
        assert stored(workspace, "En de bouw dan?").state is CommentState.ACCEPTED


async def test_of_an_adopted_canvas_comments_are_answered_and_the_text_stays(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.reviews.adopt(canvas, decided_on=date(2026, 12, 1))
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, canvas, "En de bouw dan?")
        assert "En de bouw dan?" in flat(pilot)
        for key in ("t", "c", "a"):
            pilot.app.clear_notifications()
            await settled(pilot, key)
            assert isinstance(pilot.app.screen, CommentsScreen), key
            assert "Version 1 is adopted" in messages(pilot.app)[-1], key
        assert stored(workspace, "En de bouw dan?").state is CommentState.OPEN

        await settled(pilot, "enter")
        assert "reject it, with a reason" in flat(pilot)
        assert "make it an action" not in flat(pilot)
        await settled(pilot, "escape")
        await settled(pilot, "u")
        assert stored(workspace, "En de bouw dan?").state is CommentState.POSTPONED
        await opened(pilot, canvas, "En de bouw dan?")
        await settled(pilot, "r")
        await paste(pilot, "Het is al besloten")
        await settled(pilot, "enter")
        assert stored(workspace, "En de bouw dan?").state is CommentState.REJECTED
        await settled(pilot, "n")
        pilot.app.screen.query_one("#text", TextArea).focus()
        await paste(pilot, "Na het besluit gezegd")
        await settled(pilot, "ctrl+s")
        assert stored(workspace, "Na het besluit gezegd").state is CommentState.OPEN


# Whose it is, which are shown, and what comes from elsewhere.


async def test_who_said_it_is_chosen_once_for_all_by_that_name(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Mooi stuk")
        await settled(pilot, "p")
        await paste(pilot, "metaal")
        await settled(pilot, "enter")
        assert "Also of the 5 other comments by J. de Vries?" in flat(pilot)
        await settled(pilot, "enter")
        await eventually(
            pilot,
            lambda: stored(workspace, "Loopt al").partner_id == canvas.partners[1].id,
        )
        assert stored(workspace, "Eens").partner_id is None  # by M. Bakker

        await settled(pilot, "ctrl+z")
        assert stored(workspace, "Loopt al").partner_id is None
        assert stored(workspace, "Mooi stuk").partner_id is None


async def test_somebody_who_is_no_partner_yet_becomes_one(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Eens")
        await settled(pilot, "p")
        await paste(pilot, "new")
        await settled(pilot, "enter")
        await eventually(pilot, lambda: stored(workspace, "Eens").partner_id)
        now = workspace.canvases.get(canvas.id)
        assert "M. Bakker" in {partner.name for partner in now.partners}


async def test_only_those_of_one_partner_and_state_are_shown(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.comments.postpone(canvas, stored(workspace, "Loopt al"))
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas)
        await settled(pilot, "f")
        await paste(pilot, "no partner")
        await settled(pilot, "enter", "f")
        await paste(pilot, "postponed")
        await settled(pilot, "enter")
        assert [c.text for c in page(pilot)._shown] == ["Loopt al"]
        assert at_cursor(pilot) == "Loopt al"
        assert "only: postponed, of somebody who is no partner here" in flat(pilot)

        await settled(pilot, "f")
        await paste(pilot, "everything")
        await settled(pilot, "enter")
        assert len(page(pilot)._shown) == 8
        assert at_cursor(pilot) == "Loopt al"


async def test_space_goes_round_those_that_are_open_and_at_last_to_what_was_postponed(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.comments.postpone(canvas, stored(workspace, "Mooi stuk"))
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Loopt al")
        await settled(pilot, "space")
        assert at_cursor(pilot) == "En de bouw dan?"
        await settled(pilot, "left_square_bracket")
        assert at_cursor(pilot) == "Loopt al"


async def test_what_comes_from_elsewhere_appears_and_the_cursor_stays(
    app: AppMaker, workspace: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Eens")
        with open_workspace(tmp_path / "werk.db", "Bob", clock=Clock(build.MOMENT)) as his:
            his.comments.type(canvas, "Van Bob", block="opgave")
        await eventually(pilot, lambda: "0 of 8 comments handled" in flat(pilot))
        assert at_cursor(pilot) == "Eens"


async def test_b_opens_the_block_at_what_it_is_about(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Waar staat dat?")
        await settled(pilot, "b")
        screen = pilot.app.screen
        assert isinstance(screen, BlockScreen)
        assert screen.chosen is not None
        assert screen.chosen.id == canvas.cell(*CELL)[1].id


async def test_the_mouse_chooses_with_one_click_and_asks_with_the_next(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas)
        await pilot.click("#comments", offset=(10, 3))
        await settled(pilot)
        assert at_cursor(pilot) == "En de bouw dan?"
        await pilot.click("#comments", offset=(10, 3))
        await settled(pilot)
        assert isinstance(pilot.app.screen, Choose)


async def test_a_comment_that_was_found_opens_among_the_others(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot, "ctrl+f")
        await paste(pilot, "Doe eerst")
        await eventually(pilot, lambda: "Doe eerst de scholen" in flat(pilot))
        await settled(pilot, "down", "enter")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, CommentsScreen))
        await settled(pilot)
        assert at_cursor(pilot) == "Doe eerst de scholen"


async def test_help_says_what_the_signs_are(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=LARGE) as pilot:
        await opened(pilot, canvas)
        await settled(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "◐ postponed" in flat(pilot)
        assert "Make contribution" in flat(pilot)


async def test_a_canvas_without_comments_says_how_they_come(
    app: AppMaker, workspace: Workspace
) -> None:
    empty = workspace.importing.canvas(build.canvas(number=7), Path("x.json"))
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(CommentsScreen(empty.canvas_id))
        await settled(pilot)
        assert "Import the PDF that a partner sends back" in flat(pilot)
        assert "Handle" not in flat(pilot)


# Typing what a partner said.


async def test_what_a_partner_says_is_typed_here_about_where_the_cursor_is(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Loopt al")
        await settled(pilot, "n")
        assert isinstance(pilot.app.screen, CommentForm)
        await type_text(pilot, "Me")
        await settled(pilot, "right")
        pilot.app.screen.query_one("#text").focus()
        await type_text(pilot, "Aan de telefoon")
        await settled(pilot, "ctrl+s")

        made = stored(workspace, "Aan de telefoon")
        assert (made.block, made.perspective) == ("aanpak", "onderwijs")
        assert made.partner_id == canvas.partners[1].id
        assert at_cursor(pilot) == "Aan de telefoon"


async def test_in_a_block_it_is_about_what_is_at_the_cursor(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    note = canvas.cell(*CELL)[1]
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(BlockScreen(canvas.id, "opgave", entity_id=note.id))
        await settled(pilot)
        await settled(pilot, "t")
        assert "A comment on: Er is één loket" in flat(pilot)
        await type_text(pilot, "Nieuwe Partner")
        pilot.app.screen.query_one("#text").focus()
        await type_text(pilot, "Wat kost dat?")
        await settled(pilot, "ctrl+s")

        made = stored(workspace, "Wat kost dat?")
        assert (made.thing_id, made.author) == (note.id, "Nieuwe Partner")


@pytest.mark.parametrize("where", ["block", "canvas"])
async def test_a_comment_that_was_not_saved_waits_where_it_was_typed(
    app: AppMaker, workspace: Workspace, canvas: Canvas, where: str
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        if where == "block":
            await pilot.app.push_screen(BlockScreen(canvas.id, "opgave"))
            await settled(pilot, "f7")
        else:
            await opened(pilot, canvas, "Mooi stuk")
            await settled(pilot, "n")
        pilot.app.screen.query_one("#text").focus()
        await type_text(pilot, "Halve zin")
        await settled(pilot, "escape")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot, "o")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, CommentForm))
        assert pilot.app.screen.query_one("#text", Editor).text == "Halve zin"
