"""The history of a canvas: any moment of it, what differs, snapshots, and putting back.

A machine of hypothesis has two people do what they may do, each in a program of their own, beside
a third who sends the canvas back from another computer. After every step it notes what the
workspace shows; at the end all of that must still be found.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.support import build, strategies
from tests.support.often import often
from tests.support.workspaces import SOURCE, Clock, keep, opened, said
from welvaartcanvas.domain.canvas import Canvas, Contribution
from welvaartcanvas.domain.fields import fields_of, is_quiet
from welvaartcanvas.domain.history import Difference, Entry, things
from welvaartcanvas.domain.lineage import first
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.readings import same
from welvaartcanvas.domain.settling import Choice
from welvaartcanvas.errors import Conflict, RequestError, UnknownThing
from welvaartcanvas.workspace import Workspace

CELLS = st.sampled_from(build.small_template().cells)
BLOCKS = st.sampled_from([block.key for block in build.small_template().blocks])
TEXTS = strategies.texts(max_size=12)
NAMES = st.sampled_from(["Jan", "Piet", "Fatima"])
PICKS = st.integers(0, 1000)
PEOPLE = st.booleans()


def told(canvas: Canvas) -> dict[str, object]:
    """What a canvas says, its open choices included, but not its region."""
    whole = said(canvas)
    del whole["region"]
    whole["head"] = {"title": canvas.title, "description": canvas.head.description}
    whole["variants"] = {(v.thing_id, v.field, v.value) for v in canvas.variants}
    return whole


def words(canvas: Canvas, but: Canvas | None = None) -> set[tuple[str, str, str]]:
    """What stands in a canvas or waits beside it, other than an order.

    Not what those have seen who have ``but``: they may have changed it knowingly.
    """
    found = {(v.thing_id, v.field, v.version): v.reading for v in canvas.variants}
    for thing in canvas.everything():
        for field, value in fields_of(thing).items():
            if not is_quiet(field):
                found[thing.id, field, canvas.past.of(thing).setter(field)] = value
    seen = {
        version for of in (but.past.lineages.values() if but else ()) for version in of.versions
    }
    seen |= {version for grave in (but.past.deleted if but else ()) for version in grave.versions}
    seen |= {first(thing).versions[0] for thing in (but.everything() if but else ())}
    return {
        (thing_id, field, json.dumps(value))
        for (thing_id, field, version), value in found.items()
        if version not in seen
    }


class Living(RuleBasedStateMachine):
    """A canvas that lives through everything."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        clock = Clock(build.MOMENT + timedelta(hours=1))
        self.anna = opened(self.folder / "werk.db", "Anna", clock=clock)
        self.bob = opened(self.folder / "werk.db", "Bob", clock=clock)
        self.away = opened(self.folder / "elders.db", "Carla", clock=clock)
        for workspace in (self.anna, self.bob, self.away):
            workspace.session.database.sqlite.execute("PRAGMA synchronous = OFF")
        canvas = build.canvas(
            notes={("opgave", "overheid"): ["Een", "Twee"]}, scores={("opgave", "overheid"): 3}
        )
        self.id = keep(self.anna, canvas).id
        self.away.importing.canvas(self.anna.canvases.to_send(self.id), SOURCE)
        self.shown: dict[int, Canvas] = {}
        self.note()

    def teardown(self) -> None:
        if not hasattr(self, "shown"):
            return
        for step, canvas in self.shown.items():
            assert self.bob.history.at(self.id, step) == canvas
        self.every_step_that_changed_what_is_shown_is_told()
        self.a_file_of_then_comes_home_without_a_question()
        for workspace in (self.anna, self.bob, self.away):
            workspace.close()
        shutil.rmtree(self.folder)

    def every_step_that_changed_what_is_shown_is_told(self) -> None:
        entries = self.anna.history.timeline(self.id, limit=10_000)
        assert [e.step for e in entries] == sorted({e.step for e in entries}, reverse=True)
        assert all(e.changes for e in entries)
        steps = {entry.step for entry in entries}
        numbers = sorted(self.shown)
        for earlier, later in pairwise(numbers):
            differ = said(self.shown[earlier]) != said(self.shown[later])
            between = {step for step in steps if earlier < step <= later}
            assert bool(between) or not differ
        paged: list[Entry] = []
        while page := self.bob.history.timeline(
            self.id, limit=3, before_step=paged[-1].step if paged else None
        ):
            paged += page
        assert paged == entries

    def a_file_of_then_comes_home_without_a_question(self) -> None:
        """But one that has what an import brought which was undone: that it came is forgotten."""
        there, forgotten = self.canvas, self.forgotten()
        for step in self.shown.keys() - forgotten:
            done = self.anna.importing.canvas(self.anna.history.to_send(self.id, step), SOURCE)
            assert (done.added, done.updated, done.removed, done.opened) == (0, 0, 0, ())
            assert (self.canvas, done.chosen) == (there, 0)
        for step in forgotten & self.shown.keys():
            file = self.anna.history.to_send(self.id, step)
            unseen = words(self.anna.canvases.to_send(self.id), but=file)
            self.anna.importing.canvas(file, SOURCE)
            here = self.canvas
            assert unseen <= words(here)
            self.anna.importing.canvas(file, SOURCE)
            assert self.canvas == here

    def forgotten(self) -> set[int]:
        """The moments at which there was what an import had brought that is undone now."""
        origin: dict[int, int] = {}
        there: dict[int, set[int]] = {}
        since: dict[int, int] = {}
        for entry in reversed(self.anna.history.timeline(self.id, limit=10_000)):
            origin[entry.step] = origin.get(entry.of or 0, 0) if entry.kind != "do" else entry.step
            source = origin[entry.step]
            if entry.kind == "undo" and source in since:
                there[source] |= set(range(since.pop(source), entry.step))
            elif entry.source and entry.kind != "undo":
                since[source] = entry.step
                there.setdefault(source, set())
        return set().union(*(steps for source, steps in there.items() if source not in since))

    def person(self, bob: bool) -> Workspace:
        return self.bob if bob else self.anna

    @property
    def canvas(self) -> Canvas:
        return self.anna.canvases.get(self.id)

    def note(self) -> None:
        self.shown[self.anna.history.now()] = self.canvas

    def one_of(self, things: Any, pick: int) -> Any:
        listed = list(things)
        return listed[pick % len(listed)]

    @rule(bob=PEOPLE, cell=CELLS, text=TEXTS, partner=st.just("") | NAMES)
    def contribute(self, bob: bool, cell: tuple[str, str], text: str, partner: str) -> None:
        self.person(bob).contents.contribute(self.canvas, *cell, text, partner=partner)
        self.note()

    @precondition(lambda self: self.canvas.contributions)
    @rule(bob=PEOPLE, pick=PICKS, text=TEXTS, partner=st.just("") | NAMES)
    def edit(self, bob: bool, pick: int, text: str, partner: str) -> None:
        canvas = self.canvas
        edited = self.one_of(canvas.contributions, pick)
        self.person(bob).contents.edit_contribution(
            canvas, edited, text=text, kind="kans", partner=partner, tags=["mkb"]
        )
        self.note()

    @precondition(lambda self: self.canvas.contributions)
    @rule(bob=PEOPLE, pick=PICKS, cell=CELLS, index=st.integers(0, 3))
    def move(self, bob: bool, pick: int, cell: tuple[str, str], index: int) -> None:
        canvas = self.canvas
        moved = self.one_of(canvas.contributions, pick)
        self.person(bob).contents.move(canvas, moved, *cell, index)
        self.note()

    @rule(bob=PEOPLE, cell=CELLS, score=st.integers(0, 5))
    def rate(self, bob: bool, cell: tuple[str, str], score: int) -> None:
        self.person(bob).contents.rate(self.canvas, *cell, score)
        self.note()

    @rule(bob=PEOPLE, block=BLOCKS, text=TEXTS)
    def ask_and_plan(self, bob: bool, block: str, text: str) -> None:
        self.person(bob).contents.ask(self.canvas, block, text)
        self.person(bob).contents.plan(self.canvas, block, text)
        self.note()

    @precondition(lambda self: any(True for _ in self.canvas.things()))
    @rule(bob=PEOPLE, pick=PICKS)
    def delete(self, bob: bool, pick: int) -> None:
        canvas = self.canvas
        self.person(bob).contents.delete(canvas, self.one_of(things(canvas).values(), pick))
        self.note()

    @rule(bob=PEOPLE, name=NAMES)
    def edit_head(self, bob: bool, name: str) -> None:
        self.person(bob).canvases.edit(self.canvas.head, title=name)
        self.note()

    @rule(bob=PEOPLE, name=NAMES)
    def edit_region(self, bob: bool, name: str) -> None:
        self.person(bob).regions.edit(self.canvas.region, name=name)
        self.note()

    @rule(bob=PEOPLE, name=NAMES, municipality=st.sampled_from(["GM0153", "GM0232"]))
    def go_to_another_region(self, bob: bool, name: str, municipality: str) -> None:
        there = self.person(bob).regions.add(name, [municipality])
        self.note()
        self.person(bob).canvases.edit(self.canvas.head, region_id=there.id)
        self.note()

    @rule(bob=PEOPLE, again=st.booleans(), workspace=st.booleans())
    def undo_or_redo(self, bob: bool, again: bool, workspace: bool) -> None:
        session = self.person(bob).session
        act: Callable[[str | None], object] = session.redo if again else session.undo
        # All of it undone would leave no canvas to go on with.
        if workspace and not again and self.shown[min(self.shown)] == self.canvas:
            return
        with suppress(RequestError, Conflict):
            act(None if workspace else self.id)
        with suppress(UnknownThing):
            self.note()
            return
        session.redo(None)
        self.note()

    @rule(send=st.booleans(), cell=CELLS, text=TEXTS, pick=PICKS)
    def work_elsewhere(self, send: bool, cell: tuple[str, str], text: str, pick: int) -> None:
        canvas = self.away.canvases.get(self.id)
        if pick % 3 == 0 and canvas.contributions:
            self.away.contents.delete(canvas, self.one_of(canvas.contributions, pick))
        elif pick % 3 == 1 and canvas.contributions:
            edited = self.one_of(canvas.contributions, pick)
            self.away.contents.edit(canvas, edited, text=text)
        else:
            self.away.contents.contribute(canvas, *cell, text)
        if send:
            self.away.importing.canvas(self.anna.canvases.to_send(self.id), SOURCE)
        self.bob.importing.canvas(self.away.canvases.to_send(self.id), SOURCE)
        self.note()

    @rule(bob=PEOPLE, pick=PICKS, mine=TEXTS, theirs=st.none() | TEXTS, undone=st.integers(0, 2))
    def disagree(self, bob: bool, pick: int, mine: str, theirs: str | None, undone: int) -> None:
        person, canvas, away = self.person(bob), self.canvas, self.away.canvases.get(self.id)
        both = [c for c in canvas.contributions if c.id in things(away)]
        if not both:
            return
        about = self.one_of(both, pick)
        there = things(away)[about.id]
        if theirs is None:
            self.away.contents.delete(away, there)
        else:
            self.away.contents.edit(away, there, text=theirs)
        person.contents.edit(canvas, about, text=mine)
        self.note()
        person.importing.canvas(self.away.canvases.to_send(self.id), SOURCE)
        self.note()
        for turn in range(undone):
            with suppress(RequestError):  # where it changed nothing, and what it taught is kept
                (person.canvases.redo if turn else person.canvases.undo)(self.id)
            self.note()

    @precondition(lambda self: self.canvas.to_choose)
    @rule(bob=PEOPLE, pick=PICKS, choice=st.sampled_from(Choice), undone=st.integers(0, 2))
    def settle(self, bob: bool, pick: int, choice: Choice, undone: int) -> None:
        person, canvas, before = self.person(bob), self.canvas, told(self.canvas)
        with suppress(RequestError):
            person.settling.settle(canvas, self.one_of(canvas.to_choose, pick), choice)
            self.note()
            after = told(self.canvas)
            for _ in range(undone):
                person.canvases.undo(self.id)
                assert told(self.canvas) == before
                self.note()
                person.canvases.redo(self.id)
                assert told(self.canvas) == after
                self.note()

    @rule(bob=PEOPLE, pick=PICKS)
    def restore_and_undo(self, bob: bool, pick: int) -> None:
        person, before = self.person(bob), told(self.canvas)
        step = self.one_of(self.shown, pick)
        changes = person.history.restore(self.id, step)
        then = self.shown[step]
        kept = {r.id for r in self.canvas.ratings}
        assert without_rating_ids(told(self.canvas), kept) == without_rating_ids(
            told(then), {r.id for r in then.ratings}
        )
        self.note()
        assert person.history.restore(self.id, step) == []
        if changes and pick % 2:
            person.canvases.undo(self.id)
            assert told(self.canvas) == before
            self.note()

    @rule(bob=PEOPLE, pick=PICKS, which=PICKS)
    def restore_a_thing(self, bob: bool, pick: int, which: int) -> None:
        step = self.one_of(self.shown, pick)
        there = things(self.shown[step])
        if not there:
            return
        then = self.one_of(there.values(), which)
        self.person(bob).history.restore_thing(self.id, then.id, step)
        now = things(self.canvas).get(then.id)
        if now is not None:  # a rating may stand under the id of another of its cell
            assert same(now, then)
        if isinstance(then, Contribution) and then.partner_id:
            assert then.partner_id in things(self.canvas)
        self.note()

    @rule(one=PICKS, other=PICKS)
    def compare(self, one: int, other: int) -> None:
        since, until = sorted((self.one_of(self.shown, one), self.one_of(self.shown, other)))
        found = self.bob.history.difference(self.id, since, until)
        assert (found.before, found.after) == (self.shown[since], self.shown[until])
        check_applied(found)


def without_rating_ids(whole: dict[str, object], ratings: set[str]) -> dict[object, object]:
    """``whole`` with ratings by their cell: putting back keeps the id that a cell's has now."""
    found: dict[object, object] = {}
    for key, said_of_it in whole.items():
        content = said_of_it
        if key in ratings:
            assert isinstance(content, dict)
            content = {k: v for k, v in content.items() if k not in ("id", "created_at")}
            found[content["block"], content["perspective"]] = content
        elif key != "variants":
            found[key] = content
    return found


def check_applied(found: Difference) -> None:
    """Applied to what was, the difference gives what is; but for numbers that order things."""
    came: dict[str, Entity] = {thing.id: thing for thing in found.before.everything()}
    if found.before.region.id != found.after.region.id:
        came = {k: v for k, v in came.items() if k != found.before.region.id}
        came[found.after.region.id] = found.after.region
    moved = set()
    for change in found.changes:
        if change.after is None:
            del came[change.thing.id]
        else:
            assert (change.before is None) == (change.after.id not in came)
            came[change.after.id] = change.after
            if change.before is None or {"position", "place"} & set(change.fields):
                moved.add(change.after.id)
    now = {thing.id: thing for thing in found.after.everything()}
    assert came.keys() == now.keys()
    for key, thing in now.items():
        assert unordered(came[key]) == unordered(thing)
    for cell in found.after.template.cells:
        stayed = [c.id for c in found.after.cell(*cell) if c.id not in moved]
        earlier = [c.id for c in found.before.cell(*cell)]
        assert [key for key in earlier if key in set(stayed)] == stayed


def unordered(thing: Entity) -> dict[str, object]:
    # A rating that was deleted and is given anew is the same one, made at another moment.
    left = {"revision", "created_at", "changed_at"}
    left |= {"position"} if hasattr(thing, "block") else set()
    return thing.model_dump(exclude=left)


def test_every_moment_is_found_again_and_all_of_it_can_be_put_back() -> None:
    run_state_machine_as_test(
        Living,
        settings=settings(
            max_examples=often(8),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def others(canvas: Canvas) -> list[str]:
    return [c.text for c in canvas.contributions]


def test_a_moment_before_the_canvas_or_after_its_end_is_none(
    anna: Workspace, canvas: Canvas
) -> None:
    there = anna.history.now()
    anna.canvases.delete(canvas.id)

    assert anna.history.at(canvas.id, there) == canvas
    with pytest.raises(UnknownThing, match="not there at #0; it begins at #1"):
        anna.history.at(canvas.id, 0)
    with pytest.raises(UnknownThing, match=f"was deleted at #{there + 1}"):
        anna.history.at(canvas.id, there + 1)
    with pytest.raises(UnknownThing, match="does not exist"):
        anna.history.at(build.uid(7, 7), there)


def test_the_timeline_says_who_did_what_and_leaves_out_what_is_of_others(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    bob.contents.contribute(canvas, "opgave", "overheid", "Van Bob")
    keep(anna, build.canvas(2, "Een ander canvas"))
    anna.regions.add("Elders")
    anna.regions.edit(canvas.region, name="Anders")
    bob.canvases.undo(canvas.id)

    told = anna.history.timeline(canvas.id)

    assert [(e.who, e.kind, [c.entity for c in e.changes]) for e in told] == [
        ("Bob", "undo", ["contribution"]),
        ("Anna", "do", ["region"]),
        ("Bob", "do", ["contribution"]),
        ("Anna", "do", ["region", "canvas"]),
    ]
    assert told[0].of == told[2].step
    assert told[-1].source == "canvas.json"


def test_the_import_that_is_undone_and_redone_still_names_its_file(
    anna: Workspace, canvas: Canvas
) -> None:
    anna.regions.undo()
    anna.regions.redo()

    assert [(e.kind, e.source) for e in anna.history.timeline(canvas.id)] == [
        ("redo", "canvas.json"),
        ("undo", "canvas.json"),
        ("do", "canvas.json"),
    ]


def test_a_region_counts_only_while_the_canvas_is_of_it(anna: Workspace, canvas: Canvas) -> None:
    elsewhere = anna.regions.add("Elders")
    anna.regions.edit(elsewhere, name="Elders, voor het canvas er kwam")
    anna.canvases.edit(canvas.head, region_id=elsewhere.id)
    moved = anna.history.now()
    anna.regions.edit(anna.regions.get(canvas.region.id), name="Niet meer van dit canvas")
    anna.regions.edit(anna.regions.get(elsewhere.id), name="Nu wel")

    steps = [entry.step for entry in anna.history.timeline(canvas.id)]

    assert steps == [moved + 2, moved, 1]


def test_points_are_what_people_type(anna: Workspace, canvas: Canvas) -> None:
    history = anna.history
    anna.contents.contribute(canvas, "opgave", "overheid", "Een")
    taken = history.take_snapshot(canvas.id, "Bijeenkomst één")
    anna.contents.contribute(anna.canvases.get(canvas.id), "opgave", "overheid", "Twee")
    local = (build.MOMENT + timedelta(hours=1)).astimezone()

    assert history.point(canvas.id, "bijeenkomst een") == taken.step == 2
    assert history.point(canvas.id, " #2 ") == 2
    assert history.point(canvas.id, "begin") == history.point(canvas.id, "Start") == 1
    assert history.point(canvas.id, "nu") == history.point(canvas.id, "now") == history.now()
    for day in (f"{local:%Y-%m-%d}", f"{local:%d-%m-%Y}", f"{local:%d/%m/%Y}"):
        assert history.point(canvas.id, day) == history.now()
    assert history.point(canvas.id, f"{local:%Y-%m-%d %H:%M}") == history.now()
    first = (history.moment(1) or local).astimezone()
    assert history.point(canvas.id, f"{first:%Y-%m-%dT%H:%M:%S}") == 1


@pytest.mark.parametrize(
    "name", ["nu", "Now", "BEGIN", "start", "#5", "31-1-2026", "2026-01-31 14:30"]
)
def test_what_names_a_moment_is_no_name_of_a_snapshot(
    anna: Workspace, canvas: Canvas, name: str
) -> None:
    history = anna.history
    taken = history.take_snapshot(canvas.id, "bijeenkomst")

    with pytest.raises(RequestError, match="names a moment already"):
        history.take_snapshot(canvas.id, name)
    with pytest.raises(RequestError, match="names a moment already"):
        history.rename_snapshot(taken, name)


def test_an_old_snapshot_takes_no_word_over(anna: Workspace, canvas: Canvas) -> None:
    history = anna.history
    first = history.point(canvas.id, "start")
    taken = history.take_snapshot(canvas.id, "bijeenkomst", first)
    with anna.session.step(canvas.id) as step:
        step.put(taken.model_copy(update={"name": "nu"}))

    assert history.point(canvas.id, "nu") == history.now() > first


@pytest.mark.parametrize(
    "text", ["", "morgen", "2026-13-01", "#", "#x", "#-1", "12", "9999999999", "0999-01-01"]
)
def test_what_is_no_moment_is_refused_with_what_one_can_type(
    anna: Workspace, canvas: Canvas, text: str
) -> None:
    anna.history.take_snapshot(canvas.id, "bijeenkomst 1")

    with pytest.raises(RequestError, match="a step such as #12, now, start, or a snapshot") as no:
        anna.history.point(canvas.id, text)

    assert "(bijeenkomst 1)" in str(no.value)
    assert "\n" not in str(no.value)


@pytest.mark.parametrize("text", ["#0", "#999", "1999-01-01", "1-1-1999 12:00"])
def test_a_moment_at_which_there_was_no_canvas_is_refused(
    anna: Workspace, canvas: Canvas, text: str
) -> None:
    with pytest.raises(UnknownThing):
        anna.history.point(canvas.id, text)


def test_a_snapshot_is_a_name_for_a_moment_and_can_be_undone(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    first = anna.history.take_snapshot(canvas.id, "bijeenkomst 1")
    anna.contents.contribute(canvas, "opgave", "overheid", "Een")
    anna.history.take_snapshot(canvas.id, "bijeenkomst 2")
    start = anna.history.take_snapshot(canvas.id, "begin van alles", 1)

    assert [s.name for s in bob.history.snapshots(canvas.id)] == [
        "bijeenkomst 1", "begin van alles", "bijeenkomst 2",
    ]  # fmt: skip
    with pytest.raises(RequestError, match="snapshot called BIJEENKOMST 1 already"):
        bob.history.take_snapshot(canvas.id, "BIJEENKOMST 1")
    renamed = bob.history.rename_snapshot(first, "de eerste")
    with pytest.raises(Conflict):
        anna.history.rename_snapshot(first, "de eerste keer")
    with pytest.raises(RequestError, match="already"):
        bob.history.rename_snapshot(renamed, "bijeenkomst 2")
    anna.history.remove_snapshot(start)
    assert [s.name for s in anna.history.snapshots(canvas.id)] == ["de eerste", "bijeenkomst 2"]
    anna.canvases.undo(canvas.id)
    assert anna.history.snapshot(canvas.id, "Begin van alles").step == 1
    with pytest.raises(UnknownThing, match="there is no snapshot x; choose from de eerste"):
        anna.history.snapshot(canvas.id, "x")


def test_a_snapshot_of_no_moment_or_without_a_name_is_refused(
    anna: Workspace, canvas: Canvas
) -> None:
    with pytest.raises(UnknownThing):
        anna.history.take_snapshot(canvas.id, "x", 0)
    with pytest.raises(RequestError):
        anna.history.take_snapshot(canvas.id, " ")
    assert anna.history.snapshots(canvas.id) == []


def test_a_deleted_contribution_comes_back_with_its_partner(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    made = anna.contents.contribute(canvas, "opgave", "overheid", "Een", partner="Jan")
    then = anna.history.now()
    now = anna.canvases.get(canvas.id)
    anna.contents.delete(now, now.partners[0])
    now = anna.canvases.get(canvas.id)
    bob.contents.delete(now, now.contributions[0])

    changes = bob.history.restore_thing(canvas.id, made.id, then)

    assert [change.entity for change in changes] == ["partner", "contribution"]
    back = anna.canvases.get(canvas.id)
    assert said(back) == said(anna.history.at(canvas.id, then))
    assert back.contributions[0].revision > made.revision  # nobody takes it for what they read
    bob.canvases.undo(canvas.id)
    assert anna.canvases.get(canvas.id).contributions == ()
    assert bob.history.timeline(canvas.id)[1].of == then


def test_a_rating_is_put_back_in_the_place_of_what_its_cell_has_now(
    anna: Workspace, canvas: Canvas
) -> None:
    old = keep(anna, build.canvas(ratings=(build.rating(5, "opgave", "overheid", 2),)))
    then = anna.history.now()
    anna.contents.delete(old, old.ratings[0])
    now = anna.canvases.get(canvas.id)
    given = anna.contents.rate(now, "opgave", "overheid", 4)
    assert given.id != old.ratings[0].id

    anna.history.restore_thing(canvas.id, old.ratings[0].id, then)

    (rating,) = anna.canvases.get(canvas.id).ratings
    assert (rating.id, rating.score) == (given.id, 2)
    anna.canvases.undo(canvas.id)
    anna.history.restore(canvas.id, then)
    (rating,) = anna.canvases.get(canvas.id).ratings
    assert (rating.id, rating.score) == (given.id, 2)


def test_what_was_not_there_then_can_not_be_put_back(anna: Workspace, canvas: Canvas) -> None:
    then = anna.history.now()
    made = anna.contents.contribute(canvas, "opgave", "overheid", "Een")

    with pytest.raises(UnknownThing, match="was not on the canvas at #1"):
        anna.history.restore_thing(canvas.id, made.id, then)
    with pytest.raises(UnknownThing):
        anna.history.thing(canvas.id, made.id[:-1], then)
    assert anna.history.thing(canvas.id, made.id[:-1], anna.history.now()) == made


def test_the_region_stays_as_it_is_for_others_share_it(anna: Workspace, canvas: Canvas) -> None:
    then = anna.history.now()
    anna.regions.edit(canvas.region, name="Nieuwe naam")
    anna.canvases.edit(canvas.head, title="Een andere titel")

    anna.history.restore(canvas.id, then)

    now = anna.canvases.get(canvas.id)
    assert (now.title, now.region.name) == (canvas.title, "Nieuwe naam")


def test_who_is_editing_what_somebody_else_puts_back_is_told(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    read = anna.contents.contribute(canvas, "opgave", "overheid", "Een")
    then = anna.history.now()
    now = anna.canvases.get(canvas.id)
    edited = anna.contents.edit(now, read, text="Twee")
    bob.history.restore(canvas.id, then)

    for mine in (read, edited):
        with pytest.raises(Conflict):
            anna.contents.edit(now, mine, text="Drie")


def test_a_copy_elsewhere_learns_what_was_put_back(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    made = anna.contents.contribute(canvas, "opgave", "overheid", "Een")
    then = anna.history.now()
    anna.contents.edit(anna.canvases.get(canvas.id), made, text="Twee")
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(canvas.id), SOURCE)
        anna.history.restore(canvas.id, then)
        away.importing.canvas(anna.canvases.to_send(canvas.id), SOURCE)

        there = away.canvases.get(canvas.id)
        assert (others(there), there.to_choose) == (["Een"], ())


def test_undo_and_redo_are_ones_own_also_after_both_programs_were_closed(
    file: Path, anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    anna.contents.contribute(canvas, "opgave", "overheid", "Van Anna")
    bob.contents.contribute(canvas, "opgave", "overheid", "Van Bob")
    anna.close()
    bob.close()

    with opened(file, "Anna") as again, opened(file, "Bob") as other:
        again.canvases.undo(canvas.id)
        assert others(other.canvases.get(canvas.id)) == ["Van Bob"]
        with pytest.raises(RequestError, match="nothing to redo"):
            other.canvases.redo(canvas.id)
        other.canvases.undo(canvas.id)
    with opened(file, "Bob") as other, opened(file, "Anna") as again:
        again.canvases.redo(canvas.id)
        assert others(other.canvases.get(canvas.id)) == ["Van Anna"]
        other.canvases.redo(canvas.id)
        assert others(again.canvases.get(canvas.id)) == ["Van Anna", "Van Bob"]


def test_what_another_did_after_a_restore_stops_its_undo(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    made = anna.contents.contribute(canvas, "opgave", "overheid", "Een")
    anna.contents.edit(anna.canvases.get(canvas.id), made, text="Twee")
    anna.history.restore(canvas.id, anna.history.now() - 1)
    now = anna.canvases.get(canvas.id)
    bob.contents.edit(now, now.contributions[0], text="Drie")

    with pytest.raises(Conflict):
        anna.canvases.undo(canvas.id)
    assert others(anna.canvases.get(canvas.id)) == ["Drie"]


def test_a_moment_that_was_exported_comes_home_without_a_question(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    made = anna.contents.contribute(canvas, "opgave", "overheid", "Een")
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(canvas.id), SOURCE)
        there = away.canvases.get(canvas.id)
        away.contents.edit(there, there.contributions[0], kind="kans")
        anna.contents.edit(anna.canvases.get(canvas.id), made, text="Twee")
        anna.importing.canvas(away.canvases.to_send(canvas.id), SOURCE)
        then = anna.history.now()
        known = anna.canvases.to_send(canvas.id).past
        here = anna.canvases.get(canvas.id)
        assert not here.variants
        anna.contents.edit(here, here.contributions[0], text="Drie", kind="afspraak")

        done = anna.importing.canvas(anna.history.to_send(canvas.id, then), SOURCE)

        assert anna.history.to_send(canvas.id, then).past == known
        assert (done.changed, done.to_choose) == (False, 0)
        (note,) = anna.canvases.get(canvas.id).contributions
        assert (note.text, note.kind) == ("Drie", "afspraak")
        # And elsewhere it is what it was then.
        away.importing.canvas(anna.history.to_send(canvas.id, then), SOURCE)
        there = away.canvases.get(canvas.id)
        assert [(c.text, c.kind, there.to_choose) for c in there.contributions] == [
            ("Twee", "kans", ())
        ]


def both_edit(anna: Workspace, away: Workspace, canvas: Canvas, theirs: str | None) -> None:
    """Anna and Carla change the same sentence, and Anna imports what Carla made of it."""
    away.importing.canvas(anna.canvases.to_send(canvas.id), SOURCE)
    there = away.canvases.get(canvas.id)
    if theirs is None:
        away.contents.delete(there, there.contributions[0])
    else:
        away.contents.edit(there, there.contributions[0], text=theirs)
    here = anna.canvases.get(canvas.id)
    anna.contents.edit(here, here.contributions[0], text="Van Anna")
    anna.importing.canvas(away.canvases.to_send(canvas.id), SOURCE)


@pytest.mark.parametrize("choice", [Choice.KEEP, Choice.TAKE])
@pytest.mark.parametrize("theirs", ["Van Carla", None])
def test_a_choice_that_was_undone_is_open_also_for_who_had_heard_of_it(
    anna: Workspace, canvas: Canvas, tmp_path: Path, choice: Choice, theirs: str | None
) -> None:
    anna.contents.contribute(canvas, "opgave", "overheid", "Een")
    with opened(tmp_path / "elders.db", "Carla") as away:
        both_edit(anna, away, canvas, theirs)
        asked = anna.canvases.get(canvas.id)
        anna.settling.settle(asked, asked.to_choose[0], choice)
        settled = anna.canvases.to_send(canvas.id)
        away.importing.canvas(settled, SOURCE)
        assert not away.canvases.get(canvas.id).to_choose

        anna.canvases.undo(canvas.id)

        again = anna.canvases.get(canvas.id)
        assert told(again) == told(asked)
        assert not anna.importing.canvas(settled, SOURCE).changed
        assert anna.canvases.get(canvas.id) == again
        away.importing.canvas(anna.canvases.to_send(canvas.id), SOURCE)
        assert told(away.canvases.get(canvas.id)) == told(asked)
        # The import can still be undone, and done again.
        anna.canvases.undo(canvas.id)
        assert not anna.canvases.get(canvas.id).to_choose
        anna.canvases.redo(canvas.id)
        assert told(anna.canvases.get(canvas.id)) == told(asked)


def test_of_what_was_deleted_and_comes_back_a_file_of_then_changes_nothing(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    made = anna.contents.contribute(canvas, "opgave", "overheid", "Een")
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(canvas.id), SOURCE)
        anna.contents.edit_contribution(
            anna.canvases.get(canvas.id),
            made,
            text="Een",
            kind="kans",
            partner="Piet",
            tags=["mkb"],
        )
        then = anna.history.now()
        here = anna.canvases.get(canvas.id)
        anna.contents.delete(here, here.contributions[0])
        there = away.canvases.get(canvas.id)
        away.contents.edit(there, there.contributions[0], text="Van Carla")

        anna.importing.canvas(away.canvases.to_send(canvas.id), SOURCE)

        (note,) = anna.canvases.get(canvas.id).contributions
        assert (note.text, note.kind, note.tags) == ("Van Carla", "kans", ("mkb",))
        assert note.partner_id is not None
        assert [v.field for v in anna.canvases.get(canvas.id).to_choose] == ["deleted"]
        before = anna.canvases.get(canvas.id)
        done = anna.importing.canvas(anna.history.to_send(canvas.id, then), SOURCE)
        assert (done.changed, anna.canvases.get(canvas.id)) == (False, before)


def test_a_file_of_a_moment_at_which_an_undone_import_was_there_brings_it_again(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(canvas.id), SOURCE)
        away.contents.contribute(away.canvases.get(canvas.id), "opgave", "overheid", "Van Carla")
        anna.importing.canvas(away.canvases.to_send(canvas.id), SOURCE)
    then = anna.history.now()
    anna.canvases.undo(canvas.id)
    assert not anna.canvases.get(canvas.id).contributions

    done = anna.importing.canvas(anna.history.to_send(canvas.id, then), SOURCE)

    assert (done.added, others(anna.canvases.get(canvas.id))) == (1, ["Van Carla"])


def test_what_is_open_about_the_region_stays_open_when_the_canvas_is_put_back(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(canvas.id), SOURCE)
        away.regions.edit(away.canvases.get(canvas.id).region, note="van Carla")
        anna.regions.edit(anna.canvases.get(canvas.id).region, note="van Anna")
        before = anna.history.now()
        anna.importing.canvas(away.canvases.to_send(canvas.id), SOURCE)
    then = anna.history.now()
    asked = anna.canvases.get(canvas.id).to_choose
    assert [variant.field for variant in asked] == ["note"]
    anna.contents.contribute(canvas, "opgave", "overheid", "Later")

    assert anna.history.at(canvas.id, then).to_choose == asked
    for step in (then, before):
        anna.history.restore(canvas.id, step)
        assert anna.canvases.get(canvas.id).to_choose == asked


def test_a_clock_that_was_put_back_shows_nothing_that_was_done_later(
    file: Path, tmp_path: Path
) -> None:
    now = [build.MOMENT]
    with opened(tmp_path / "klok.db", clock=lambda: now[0]) as workspace:
        canvas = keep(workspace, build.empty_canvas())
        for minutes, text in ((60, "om drie"), (10, "de klok terug"), (120, "om vier")):
            now[0] = build.MOMENT + timedelta(minutes=minutes)
            workspace.contents.contribute(canvas, "opgave", "overheid", text)

        def at(minutes: int) -> list[str]:
            moment = build.MOMENT + timedelta(minutes=minutes)
            step = workspace.history.step_at(canvas.id, moment)
            return [c.text for c in workspace.history.at(canvas.id, step).contributions]

        assert (at(30), at(60)) == ([], ["om drie", "de klok terug"])
        assert at(120) == ["om drie", "de klok terug", "om vier"]


def test_a_date_before_the_canvas_is_answered_with_that_date(tmp_path: Path) -> None:
    with opened(tmp_path / "werk.db") as workspace:
        done = workspace.importing.canvas(build.full_canvas(), "a.json")

        with pytest.raises(UnknownThing, match=r"not there at 1-2-1999; it begins at #\d+"):
            workspace.history.point(done.canvas_id, "1-2-1999")
