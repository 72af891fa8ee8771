"""Two people changed the same sentence: the program shows both and asks, now or later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.support import build
from tests.support.hostile import HOSTILE_TEXTS
from tests.support.tui import SIZES, eventually, keep, messages, screen_text
from tests.support.workspaces import Clock, opened
from tests.support.zipping import zipped
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.settling import Choice
from welvaartcanvas.exchange import interchange
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.contribution import ContributionForm
from welvaartcanvas.tui.screens.history import HistoryScreen
from welvaartcanvas.tui.screens.rate import RatingForm
from welvaartcanvas.tui.screens.settle import OpenChoice, SettleScreen
from welvaartcanvas.tui.screens.versions import VersionsScreen
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.gathering import canvas_in

CELL = ("opgave", "overheid")
HERS, HIS = "Jongeren blijven voor de techniek", "Jongeren blijven hier voor de bouw"


@contextmanager
def elsewhere(canvas: Canvas, folder: Path) -> Iterator[Workspace]:
    """Bob's workspace, with a copy of the canvas."""
    with opened(folder / "bob.db", "Bob", clock=Clock(build.MOMENT)) as his:
        data = interchange.write(canvas).encode()
        his.importing.canvas(canvas_in(data, "x.json", "x.json"), Path("x.json"))
        yield his


def sent(workspace: Workspace, canvas: Canvas) -> bytes:
    return interchange.write(workspace.canvases.to_send(canvas.id)).encode()


@pytest.fixture
def copy(workspace: Workspace, tmp_path: Path) -> Path:
    """Bob's copy of Anna's canvas: both changed one sentence, and both rated the cell."""
    canvas = keep(workspace, build.canvas(notes={CELL: ["Jongeren blijven"]}, scores={CELL: 3}))
    with elsewhere(canvas, tmp_path) as his:
        there = his.canvases.get(canvas.id)
        his.contents.edit(there, there.cell(*CELL)[0], text=HIS)
        his.contents.rate(his.canvases.get(canvas.id), *CELL, 5)
        target = tmp_path / "kopie.json"
        target.write_bytes(sent(his, canvas))
    workspace.session.clock = Clock(build.MOMENT.replace(year=2027))
    here = workspace.canvases.get(canvas.id)
    workspace.contents.edit(here, here.cell(*CELL)[0], text=HERS)
    workspace.contents.rate(workspace.canvases.get(canvas.id), *CELL, 1)
    return target


CANVAS = build.uid(0, 1)


def imported(workspace: Workspace, copy: Path) -> Canvas:
    workspace.importing.canvas(canvas_in(copy.read_bytes(), "kopie.json", "kopie.json"), copy)
    return workspace.canvases.get(CANVAS)


async def typed_import(pilot: Pilot[None], place: Path) -> None:
    await pilot.press("i")
    pilot.app.screen.query_one(Input).value = str(place)
    await pilot.press("enter")


async def settled(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()


async def settling(pilot: Pilot[None]) -> None:
    """Wait until the page of choices is filled."""
    await eventually(
        pilot,
        lambda: isinstance(pilot.app.focused, OpenChoice) and pilot.app.focused.region.height,
    )


def looked_at(pilot: Pilot[None]) -> OpenChoice:
    assert isinstance(pilot.app.focused, OpenChoice)
    return pilot.app.focused


async def to_the_text(pilot: Pilot[None]) -> None:
    """Go to the choice of the sentence."""
    await settling(pilot)
    while looked_at(pilot).variant.field != "text":
        await settled(pilot, "down")


def notes(workspace: Workspace) -> list[str]:
    return [note.text for note in workspace.canvases.get(CANVAS).cell(*CELL)]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("size", SIZES)
async def test_after_an_import_both_readings_are_shown_and_one_is_chosen(
    app: AppMaker, workspace: Workspace, copy: Path, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await typed_import(pilot, copy)
        await settling(pilot)
        shown = flat(screen_text(pilot.app))

        assert isinstance(pilot.app.screen, SettleScreen)
        assert "⇄ 2 to choose" in shown
        assert "1 Challenge, Government · contribution, text" in shown
        assert "Jongeren blijven voor de [−techniek]" in shown
        assert "Jongeren blijven [+hier] voor de [+bouw]" in shown
        assert "Here now · by Anna" in shown and "Other reading · from kopie.json" in shown
        assert "Before: Jongeren blijven" in shown

        await to_the_text(pilot)
        await settled(pilot, "t")

        assert notes(workspace) == [HIS]
        assert "Chosen: take the other reading. Ctrl+Z takes it back." in messages(pilot.app)
        await settling(pilot)
        assert "⇄ 1 to choose" in flat(screen_text(pilot.app))

        await settled(pilot, "ctrl+z")
        assert notes(workspace) == [HERS]
        await settling(pilot)
        assert "⇄ 2 to choose" in flat(screen_text(pilot.app))


@pytest.mark.parametrize(("key", "after"), [("k", [HERS]), ("t", [HIS]), ("b", [HERS, HIS])])
async def test_each_key_chooses_and_the_last_choice_leaves_an_empty_page(
    app: AppMaker, workspace: Workspace, copy: Path, key: str, after: list[str]
) -> None:
    imported(workspace, copy)
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(SettleScreen(CANVAS))
        await to_the_text(pilot)
        await settled(pilot, key)
        assert notes(workspace) == after
        await settling(pilot)
        await settled(pilot, "b")  # makes no sense of a score
        assert len(workspace.canvases.get(CANVAS).to_choose) == 1
        await settled(pilot, "k")
        assert "There is nothing to choose in this canvas." in screen_text(pilot.app)


async def test_the_keys_of_the_canvas_name_the_choice_on_80_columns(
    app: AppMaker, workspace: Workspace, copy: Path
) -> None:
    imported(workspace, copy)
    async with app(language="nl").run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(CanvasScreen(CANVAS))
        await settled(pilot)
        keys = screen_text(pilot.app).splitlines()[-1]
        assert "c Kiezen" in keys


async def test_all_is_chosen_at_once(app: AppMaker, workspace: Workspace, copy: Path) -> None:
    imported(workspace, copy)
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(SettleScreen(CANVAS))
        await settling(pilot)
        await settled(pilot, "T")
        assert "Choose so for all 2 open choices: take the other reading?" in flat(
            screen_text(pilot.app)
        )
        await settled(pilot, "escape")
        assert len(workspace.canvases.get(CANVAS).to_choose) == 2
        await settled(pilot, "T", "enter")
        canvas = workspace.canvases.get(CANVAS)
        assert (notes(workspace), canvas.rating(*CELL).score, canvas.to_choose) == ([HIS], 5, ())  # type: ignore[union-attr]
        await settled(pilot, "ctrl+z")
        assert len(workspace.canvases.get(CANVAS).to_choose) == 2
        await settled(pilot, "K", "enter", "ctrl+z")
        assert "Undone: 2 choices made" in messages(pilot.app)


async def test_an_import_says_whose_the_words_are_and_what_was_chosen_is_told_in_words(
    app: AppMaker, workspace: Workspace, copy: Path
) -> None:
    note = imported(workspace, copy).to_choose
    [variant] = [variant for variant in note if variant.field == "text"]
    workspace.settling.settle(workspace.canvases.get(CANVAS), variant, Choice.TAKE)
    async with app().run_test(size=(120, 40)) as pilot:
        await pilot.app.push_screen(HistoryScreen(CANVAS))
        await settled(pilot)
        assert f"chosen: “{HIS[:15]}" in flat(screen_text(pilot.app))
        await settled(pilot, "down")
        shown = flat(screen_text(pilot.app))
        assert shown.count("imported from kopie.json") == 2  # in the list, and beside it
        assert "other reading added" in shown and f"+ {HIS}" in shown
        for key, said in (
            ("ctrl+z", f"Undone: chosen: “{HIS}” instead of “{HERS}”"),
            ("ctrl+z", "Undone: imported from kopie.json"),
            ("ctrl+y", "Done again: imported from kopie.json"),
        ):
            await settled(pilot, key)
            assert messages(pilot.app)[-1] == said


async def test_the_versions_say_from_which_file_a_text_came(
    app: AppMaker, workspace: Workspace, tmp_path: Path
) -> None:
    canvas = keep(workspace, build.canvas(notes={CELL: ["Jongeren blijven"]}))
    with elsewhere(canvas, tmp_path) as his:
        his.contents.edit(canvas, canvas.cell(*CELL)[0], text=HIS)
        (tmp_path / "kopie.json").write_bytes(sent(his, canvas))
    there = imported(workspace, tmp_path / "kopie.json")
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(VersionsScreen(CANVAS, there.cell(*CELL)[0]))
        await settled(pilot)
        assert "Anna, from kopie.json" in screen_text(pilot.app)


async def test_another_text_begins_with_both_and_takes_their_place(
    app: AppMaker, workspace: Workspace, copy: Path
) -> None:
    imported(workspace, copy)
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(SettleScreen(CANVAS))
        await to_the_text(pilot)
        await settled(pilot, "e")
        assert isinstance(pilot.app.screen, ContributionForm)
        editor = pilot.app.screen.query_one("#text", TextArea)
        assert editor.text == f"{HERS}\n{HIS}"
        editor.text = "Samen geschreven"
        await settled(pilot, "ctrl+s")
        assert notes(workspace) == ["Samen geschreven"]
        await settling(pilot)
        assert [v.field for v in workspace.canvases.get(CANVAS).to_choose] == ["rating"]
        await settled(pilot, "e")
        assert isinstance(pilot.app.screen, RatingForm)
        assert "to choose; other reading: 5" in flat(screen_text(pilot.app))
        await settled(pilot, "4", "ctrl+s")
        canvas = workspace.canvases.get(CANVAS)
        assert (canvas.rating(*CELL).score, canvas.to_choose) == (4, ())  # type: ignore[union-attr]
        await settled(pilot, "ctrl+z", "ctrl+z")
        assert len(workspace.canvases.get(CANVAS).to_choose) == 2
        assert notes(workspace) == [HERS]


async def test_an_editor_that_is_closed_settles_nothing(
    app: AppMaker, workspace: Workspace, copy: Path
) -> None:
    imported(workspace, copy)
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(SettleScreen(CANVAS))
        await settling(pilot)
        await settled(pilot, "e", "escape")
        assert isinstance(pilot.app.screen, SettleScreen)
        assert len(workspace.canvases.get(CANVAS).to_choose) == 2


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_left_for_later_is_found_again(
    app: AppMaker, workspace: Workspace, copy: Path, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await typed_import(pilot, copy)
        await settling(pilot)
        await settled(pilot, "escape")

        assert isinstance(pilot.app.screen, WorkspaceScreen)
        assert "⇄ 2" in screen_text(pilot.app)
        await settled(pilot, "enter")
        assert isinstance(pilot.app.screen, CanvasScreen)
        assert "⇄ 2" in screen_text(pilot.app)
        await settled(pilot, "c")
        await settling(pilot)
        await settled(pilot, "escape", "enter")
        assert isinstance(pilot.app.screen, BlockScreen)
        # At the contribution in words, and in the narrow line of the rating as a sign.
        assert screen_text(pilot.app).count("⇄ 1") == 2
        await settled(pilot, "f12")
        await settling(pilot)
        assert isinstance(pilot.app.screen, SettleScreen)


async def test_nothing_to_choose_offers_no_key(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.app.push_screen(CanvasScreen(canvas.id))
        await settled(pilot, "c")
        assert isinstance(pilot.app.screen, CanvasScreen)
        assert "⇄" not in screen_text(pilot.app)


async def test_the_mouse_chooses_too(app: AppMaker, workspace: Workspace, copy: Path) -> None:
    imported(workspace, copy)
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.app.push_screen(SettleScreen(CANVAS))
        await settling(pilot)
        card = next(c for c in pilot.app.screen.query(OpenChoice) if c.variant.field == "text")
        await pilot.click(card)
        await settled(pilot)
        assert pilot.app.focused is card
        lines = screen_text(pilot.app).splitlines()
        await pilot.click(offset=(lines[-1].index("Take other"), len(lines) - 1))
        await settled(pilot)
        assert notes(workspace) == [HIS]


async def test_several_files_say_how_much_there_is_to_choose_and_lead_there(
    app: AppMaker, workspace: Workspace, copy: Path, tmp_path: Path
) -> None:
    other = interchange.write(build.canvas(number=2, title="Ander")).encode()
    place = tmp_path / "post.zip"
    place.write_bytes(zipped(("a.json", other), ("b.json", copy.read_bytes())))
    async with app().run_test(size=(80, 24)) as pilot:
        await typed_import(pilot, place)
        await eventually(pilot, lambda: "2 in all" in screen_text(pilot.app))
        shown = flat(screen_text(pilot.app))
        assert "1 new canvas, 1 updated, 2 to choose" in shown
        await settled(pilot, "down", "enter")
        await settling(pilot)
        assert isinstance(pilot.app.screen, SettleScreen)


async def test_what_another_program_settled_goes_from_the_page(
    app: AppMaker, workspace: Workspace, copy: Path
) -> None:
    canvas = imported(workspace, copy)
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(SettleScreen(CANVAS))
        await settling(pilot)
        with opened(workspace.file, "Cor") as other:
            for variant in canvas.to_choose:
                other.settling.settle(other.canvases.get(CANVAS), variant, Choice.KEEP)
        await eventually(pilot, lambda: "nothing to choose" in screen_text(pilot.app))


@pytest.mark.parametrize("text", HOSTILE_TEXTS[::5])
async def test_whatever_was_written_stands_there_as_it_is(
    app: AppMaker, workspace: Workspace, tmp_path: Path, text: str
) -> None:
    canvas = keep(workspace, build.canvas(notes={CELL: ["Een"]}))
    with elsewhere(canvas, tmp_path) as his:
        there = his.canvases.get(canvas.id)
        his.contents.edit(there, there.cell(*CELL)[0], text=text)
        data = sent(his, canvas)
    workspace.session.clock = Clock(build.MOMENT.replace(year=2027))
    workspace.contents.edit(canvas, canvas.cell(*CELL)[0], text=f"Hier: {text}"[:20_000])
    workspace.importing.canvas(canvas_in(data, "[b]{0}.json", "x.json"), Path("[b]{0}.json"))
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(SettleScreen(CANVAS))
        await settling(pilot)
        assert len(text) > 1_000 or "[b]{0}.json" in screen_text(pilot.app)
        await settled(pilot, "b")
        assert notes(workspace)[1] == text


async def test_of_many_choices_some_are_shown_and_the_next_come_as_those_are_made(
    app: AppMaker, workspace: Workspace, tmp_path: Path
) -> None:
    texts = [f"Zin {n}" for n in range(15)]
    canvas = keep(workspace, build.canvas(notes={CELL: texts}))
    with elsewhere(canvas, tmp_path) as his:
        for note in canvas.cell(*CELL):
            his.contents.edit(his.canvases.get(CANVAS), note, text=f"{note.text} van Bob")
        data = sent(his, canvas)
    workspace.session.clock = Clock(build.MOMENT.replace(year=2027))
    for note in canvas.cell(*CELL):
        workspace.contents.edit(canvas, note, text=f"{note.text} van Anna")
    workspace.importing.canvas(canvas_in(data, "x.json", "x.json"), Path("x.json"))

    def shown(pilot: Pilot[None]) -> list[str]:
        return [str(card.variant.reading) for card in pilot.app.screen.query(OpenChoice)]

    async with app().run_test(size=(120, 40)) as pilot:
        await pilot.app.push_screen(SettleScreen(CANVAS))
        await settling(pilot)
        first = shown(pilot)
        assert first == [f"Zin {n} van Bob" for n in range(12)]
        assert "⇄ 15 to choose" in screen_text(pilot.app)
        assert "The first 12 are shown." in flat(screen_text(pilot.app))
        await settled(pilot, "k")
        await settling(pilot)
        assert shown(pilot) == [*first[1:], "Zin 12 van Bob"]
        await settled(pilot, "ctrl+z")
        await settling(pilot)
        assert shown(pilot) == first
