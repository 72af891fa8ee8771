"""Coordinator and partner both work on a copy and send it back: nothing that was said is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from tests.support.build import MOMENT
from tests.support.workspaces import Clock, dump, opened
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.settling import Choice
from welvaartcanvas.errors import Conflict, RequestError
from welvaartcanvas.exchange import interchange
from welvaartcanvas.workspace import Workspace

CELLS = [(b, p) for b in ("opgave", "aanpak") for p in ("overheid", "onderwijs")]
NAMES = ("Anna", "Jan", "Zoë")


def sent(workspace: Workspace, canvas_id: str) -> bytes:
    """The canvas as it leaves: as a file."""
    return interchange.write(workspace.canvases.to_send(canvas_id)).encode()


def received(workspace: Workspace, file: bytes) -> None:
    workspace.importing.canvas(interchange.read(file, "canvas.json"), "canvas.json")


def kept(canvas: Canvas) -> set[tuple[str, str, object]]:
    """Everything that a canvas says: in place, and beside it."""
    own = {"revision", "created_at", "changed_at"}  # of the workspace, and of who touched it
    in_place = {(t.id, n, str(v)) for t in canvas.everything() for n, v in t if n not in own}
    return in_place | {(v.thing_id, v.field, v.value) for v in canvas.variants}


@cache
def given_to_all() -> bytes:
    """A workspace with what everybody gets a copy of."""
    canvas = build.canvas(
        contributions=(
            build.contribution(1, *CELLS[0], "Meer techniek", partner_id=build.uid(9, 1)),
            build.contribution(2, *CELLS[1], "Meer woningen", tags=("mkb",)),
        ),
        partners=(build.partner(9, "Jan"),),
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "begin.db"
        with opened(file) as workspace:
            received(workspace, interchange.write(canvas).encode())
        return file.read_bytes()


@contextmanager
def at_the_table(number: int) -> Iterator[list[Workspace]]:
    """Workspaces of people who all have one canvas; their clocks differ by hours."""
    with TemporaryDirectory() as folder, ExitStack() as open_ones:
        people = []
        for name, hours in list(zip(NAMES, (0, 3, -2), strict=True))[:number]:
            file = Path(folder) / f"{name}.db"
            file.write_bytes(given_to_all())
            clock = Clock(MOMENT + timedelta(hours=hours))
            person = open_ones.enter_context(opened(file, name, clock=clock))
            # No power fails here, and waiting for the disk is much of what these steps take.
            person.session.database.sqlite.execute("PRAGMA synchronous = OFF")
            people.append(person)
        yield people


CANVAS = build.uid(0, 1)
WORDS = st.sampled_from(["Eén", "Twee", "Drie", "Vier"])
DEEDS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            ["say", "say", "edit", "edit", "move", "rate", "tag", "delete", "leave", "undo", "redo",
             "title", "send", "send", "name", "settle", "restore", "region"]
        ),
        st.integers(0, 5),
        WORDS,
    ),
    max_size=20,
)  # fmt: skip


def does(people: list[Workspace], who: int, deed: str, which: int, word: str) -> None:
    """One thing that one of ``people`` does with their copy."""
    workspace = people[who]
    canvas = workspace.canvases.get(CANVAS)
    note = canvas.contributions[which % len(canvas.contributions)] if canvas.contributions else None
    contents, cell = workspace.contents, CELLS[which % len(CELLS)]
    match deed:
        case "say":
            contents.contribute(canvas, *cell, word, partner=NAMES[who])
        case "edit" if note:
            contents.edit(canvas, note, text=word)
        case "tag" if note:
            contents.edit(canvas, note, tags=(word,))
        case "move" if note:
            contents.move(canvas, note, *cell, 0)
        case "rate":
            contents.rate(canvas, *cell, which, word)
        case "delete" if note:
            contents.delete(canvas, note)
        case "leave" if canvas.partners:
            contents.delete(canvas, canvas.partners[which % len(canvas.partners)])
        case "title":
            workspace.canvases.edit(canvas.head, title=word)
        case "undo" | "redo":
            with suppress(RequestError, Conflict):
                getattr(workspace.canvases, deed)(CANVAS)
        case "name" if note and canvas.partners:
            contents.edit(canvas, note, partner_id=canvas.partners[which % len(canvas.partners)].id)
        case "settle" if canvas.to_choose:
            variant = canvas.to_choose[which % len(canvas.to_choose)]
            with suppress(RequestError):  # a partner who is gone can't be chosen
                workspace.settling.settle(canvas, variant, list(Choice)[which % 2])
        case "restore":
            steps = [entry.step for entry in workspace.history.timeline(CANVAS)]
            workspace.history.restore(CANVAS, steps[which % len(steps)])
        case "region":
            workspace.regions.edit(canvas.region, note=word)
        case "send":
            received(people[which % len(people)], sent(workspace, CANVAS))


@given(deeds=DEEDS, order=st.permutations(range(3)))
def test_whoever_sends_what_to_whom_all_end_with_the_same(
    deeds: list[tuple[int, str, int, str]], order: list[int]
) -> None:
    with at_the_table(3) as people:
        for who, deed, which, word in deeds:
            does(people, who, deed, which, word)
        files = [sent(workspace, CANVAS) for workspace in people]

        for place, workspace in enumerate(people):  # each gets them in another order
            for number in order[place:] + order[:place]:
                received(workspace, files[number])

        ends = [workspace.canvases.to_send(CANVAS) for workspace in people]
        assert kept(ends[0]) == kept(ends[1]) == kept(ends[2])
        assert ends[0].past.deleted == ends[1].past.deleted == ends[2].past.deleted


@given(deeds=DEEDS)
def test_importing_a_file_twice_changes_nothing(deeds: list[tuple[int, str, int, str]]) -> None:
    with at_the_table(2) as (anna, jan):
        for who, deed, which, word in deeds:
            does([anna, jan], who % 2, deed, which, word)
        file = sent(jan, CANVAS)
        received(anna, file)
        before = dump(anna.file)

        received(anna, file)

        assert dump(anna.file) == before


@given(deeds=DEEDS)
def test_an_import_is_undone_and_redone_as_a_whole(deeds: list[tuple[int, str, int, str]]) -> None:
    with at_the_table(2) as (anna, jan):
        for who, deed, which, word in deeds:
            does([anna, jan], who % 2, deed, which, word)
        before = anna.canvases.to_send(CANVAS)
        if not anna.importing.canvas(jan.canvases.to_send(CANVAS), "canvas.json").changed:
            return
        after = anna.canvases.to_send(CANVAS)

        anna.canvases.undo(CANVAS)
        assert kept(anna.canvases.to_send(CANVAS)) == kept(before)

        anna.canvases.redo(CANVAS)
        assert kept(anna.canvases.to_send(CANVAS)) == kept(after)
        assert anna.importing.canvas(jan.canvases.to_send(CANVAS), "canvas.json").changed is False


def test_an_import_that_was_undone_keeps_no_other_file_out() -> None:
    """What one file says was deleted is forgotten with it."""
    with at_the_table(3) as (anna, jan, zoe):
        jan.contents.contribute(jan.canvases.get(CANVAS), "aanpak", "overheid", "Van Jan")
        received(zoe, sent(jan, CANVAS))
        hers = zoe.canvases.get(CANVAS)
        zoe.contents.delete(hers, next(c for c in hers.contributions if c.text == "Van Jan"))
        zoe.contents.contribute(hers, "aanpak", "overheid", "Van Zoë")
        received(anna, sent(zoe, CANVAS))
        anna.canvases.undo(CANVAS)

        received(anna, sent(jan, CANVAS))

        assert "Van Jan" in [c.text for c in anna.canvases.get(CANVAS).contributions]


def test_who_has_an_older_text_open_does_not_write_over_what_an_import_brought_back() -> None:
    with at_the_table(2) as (anna, jan):
        open_here = anna.canvases.get(CANVAS)
        note = open_here.contributions[0]
        theirs = jan.canvases.get(CANVAS)
        jan.contents.edit(theirs, theirs.contributions[0], text="Van Jan")
        anna.contents.delete(open_here, note)
        received(anna, sent(jan, CANVAS))

        with pytest.raises(Conflict):
            anna.contents.edit(open_here, note, text="Uit de oude editor")


def test_what_waits_of_a_region_does_not_keep_its_canvas() -> None:
    with at_the_table(2) as (anna, jan):
        for workspace, note in ((anna, "Van Anna"), (jan, "Van Jan")):
            workspace.regions.edit(workspace.canvases.get(CANVAS).region, note=note)
        received(anna, sent(jan, CANVAS))
        canvas = anna.canvases.get(CANVAS)
        assert [v.entity for v in canvas.to_choose] == ["region"]
        other = anna.regions.add("Elders")

        anna.canvases.edit(canvas.head, region_id=other.id)
        assert not anna.canvases.get(CANVAS).variants
        anna.canvases.undo(CANVAS)
        waiting = anna.canvases.get(CANVAS).to_choose
        assert [v.reading for v in waiting] == [v.reading for v in canvas.to_choose]
        anna.canvases.delete(CANVAS)

        assert anna.canvases.lines() == []


def test_a_file_that_was_changed_by_hand_loses_nothing() -> None:
    with at_the_table(2) as (anna, jan):
        theirs = jan.canvases.get(CANVAS)
        jan.contents.edit(theirs, theirs.contributions[0], text="Van Jan")
        file = sent(jan, CANVAS)
        received(anna, file)

        received(anna, file.replace(b"Van Jan", b"Met de hand"))

        end = anna.canvases.get(CANVAS)
        said = {c.text for c in end.contributions} | {str(v.reading) for v in end.to_choose}
        assert {"Van Jan", "Met de hand"} <= said


def test_what_partners_do_apart_comes_together() -> None:
    with at_the_table(3) as (anna, jan, zoe):
        here, there = anna.canvases.get(CANVAS), jan.canvases.get(CANVAS)
        anna.contents.contribute(here, "aanpak", "overheid", "Van Anna", partner="Anna")
        jan.contents.edit(there, there.contributions[0], text="Meer vakmensen")
        zoe_has = zoe.canvases.get(CANVAS)
        zoe.contents.delete(zoe_has, zoe_has.contributions[1])

        received(anna, sent(jan, CANVAS))
        received(anna, sent(zoe, CANVAS))

        end = anna.canvases.get(CANVAS)
        assert {c.text for c in end.contributions} == {"Van Anna", "Meer vakmensen"}
        assert not end.to_choose
