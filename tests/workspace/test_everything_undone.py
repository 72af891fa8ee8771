"""Whatever a person does in a workspace: undo takes all of it back, and redo does it again.

A machine of hypothesis does what a coordinator may do, in any order, and compares what the
canvas and the list of regions say; revisions and moments of change do not count.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.support import build, strategies
from tests.support.often import often
from tests.support.workspaces import keep, opened, said
from welvaartcanvas.domain.canvas import Action, ActionStatus, Canvas, LearningQuestion, WorkForm
from welvaartcanvas.domain.region import Cluster
from welvaartcanvas.errors import RequestError
from welvaartcanvas.store import check
from welvaartcanvas.workspace import Workspace

CELLS = st.sampled_from(build.small_template().cells)
BLOCKS = st.sampled_from([block.key for block in build.small_template().blocks])
KINDS = st.none() | st.sampled_from([kind.key for kind in build.small_template().kinds])
TEXTS = strategies.texts(max_size=12)
NAMES = strategies.names(max_size=8)
PICKS = st.integers(0, 5)


class Doing(RuleBasedStateMachine):
    """Two pens: what is done in the canvas and what is done in the workspace undo apart."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.open()
        canvas = build.canvas(notes={("opgave", "overheid"): ["Een", "Twee", "Drie"]})
        self.id = keep(self.workspace, canvas).id
        # What the canvas says, and what the regions say: after every step that can be undone.
        self.past: list[dict[str, object]] = [self.contents()]
        self.future: list[dict[str, object]] = []
        self.regions_past: list[object] = [self.regions()]

    def open(self) -> None:
        self.workspace: Workspace = opened(self.folder / "werk.db")
        # No power fails here, and waiting for the disk is most of what these steps take.
        self.workspace.session.database.sqlite.execute("PRAGMA synchronous = OFF")

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.undo_all_and_redo_all()
            self.workspace.close()
            shutil.rmtree(self.folder)

    @property
    def canvas(self) -> Canvas:
        return self.workspace.canvases.get(self.id)

    def contents(self) -> dict[str, object]:
        whole = said(self.canvas)
        del whole["region"]  # a region is changed in the workspace
        return whole

    def regions(self) -> object:
        return [
            region.model_dump(exclude={"revision", "changed_at"})
            for region in self.workspace.regions.all()
        ]

    def done(self) -> None:
        """Note what the canvas says now, if that is something else than before."""
        now = self.contents()
        if now != self.past[-1]:
            self.past.append(now)
            self.future.clear()

    def one_of(self, things: tuple[Any, ...], pick: int) -> Any:
        return things[pick % len(things)]

    @rule(cell=CELLS, text=TEXTS, kind=KINDS, partner=st.just("") | NAMES, tags=st.lists(NAMES))
    def contribute(
        self, cell: tuple[str, str], text: str, kind: str | None, partner: str, tags: list[str]
    ) -> None:
        self.workspace.contents.contribute(
            self.canvas, *cell, text, kind=kind, partner=partner, tags=tags
        )
        self.done()

    @precondition(lambda self: self.canvas.contributions)
    @rule(pick=PICKS, text=TEXTS, kind=KINDS, partner=st.just("") | NAMES, tags=st.lists(NAMES))
    def edit_contribution(
        self, pick: int, text: str, kind: str | None, partner: str, tags: list[str]
    ) -> None:
        canvas = self.canvas
        contribution = self.one_of(canvas.contributions, pick)
        self.workspace.contents.edit_contribution(
            canvas, contribution, text=text, kind=kind, partner=partner, tags=tags
        )
        self.done()

    @precondition(lambda self: self.canvas.contributions)
    @rule(pick=PICKS, cell=CELLS, index=PICKS)
    def move(self, pick: int, cell: tuple[str, str], index: int) -> None:
        canvas = self.canvas
        moved = self.one_of(canvas.contributions, pick)
        self.workspace.contents.move(canvas, moved, *cell, index)
        there = self.canvas.cell(*cell)
        assert there.index(self.canvas.contribution(moved.id)) == min(index, len(there) - 1)
        self.done()

    @rule(cell=CELLS, score=st.integers(0, 5), reason=strategies.notes(12))
    def rate(self, cell: tuple[str, str], score: int, reason: str) -> None:
        self.workspace.contents.rate(self.canvas, *cell, score, reason)
        self.done()

    @rule(block=BLOCKS, text=TEXTS, form=st.none() | st.sampled_from(WorkForm))
    def ask(self, block: str, text: str, form: WorkForm | None) -> None:
        self.workspace.contents.ask(self.canvas, block, text, from_whom="wie", work_form=form)
        self.done()

    @rule(block=BLOCKS, text=TEXTS, status=st.sampled_from(ActionStatus))
    def plan(self, block: str, text: str, status: ActionStatus) -> None:
        due = date(2026, 3, 1)
        self.workspace.contents.plan(self.canvas, block, text, who="wie", due=due, status=status)
        self.done()

    @precondition(lambda self: self.canvas.actions or self.canvas.learning_questions)
    @rule(pick=PICKS, index=PICKS)
    def move_in_list(self, pick: int, index: int) -> None:
        canvas = self.canvas
        moved = self.one_of((*canvas.actions, *canvas.learning_questions), pick)
        self.workspace.contents.move_in_list(canvas, moved, index)
        self.done()

    @precondition(lambda self: self.canvas.actions or self.canvas.learning_questions)
    @rule(pick=PICKS, block=BLOCKS, text=TEXTS)
    def edit_listed(self, pick: int, block: str, text: str) -> None:
        canvas = self.canvas
        thing: Action | LearningQuestion = self.one_of(
            (*canvas.actions, *canvas.learning_questions), pick
        )
        self.workspace.contents.edit(canvas, thing, block=block, text=text)
        self.done()

    @rule(name=NAMES)
    def add_partner(self, name: str) -> None:
        self.workspace.contents.add_partner(self.canvas, name, perspective="onderwijs")
        self.done()

    @precondition(lambda self: any(True for _ in self.canvas.things()))
    @rule(pick=st.integers(0, 50))
    def delete(self, pick: int) -> None:
        canvas = self.canvas
        thing = self.one_of(tuple(thing for _, thing in canvas.things()), pick)
        self.workspace.contents.delete(canvas, thing)
        self.done()

    @rule(title=NAMES, description=strategies.notes(12))
    def edit_head(self, title: str, description: str) -> None:
        self.workspace.canvases.edit(self.canvas.head, title=title, description=description)
        self.done()

    @rule(name=NAMES, cluster=st.none() | st.sampled_from(Cluster))
    def edit_region(self, name: str, cluster: Cluster | None) -> None:
        self.workspace.regions.edit(self.canvas.region, name=name, cluster=cluster)
        if self.regions() != self.regions_past[-1]:
            self.regions_past.append(self.regions())

    @rule(name=NAMES)
    def add_region(self, name: str) -> None:
        self.workspace.regions.add(name, ["GM0153"])
        self.regions_past.append(self.regions())

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.workspace.canvases.undo(self.id)
        self.future.append(self.past.pop())
        assert self.contents() == self.past[-1]

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.workspace.canvases.redo(self.id)
        self.past.append(self.future.pop())
        assert self.contents() == self.past[-1]

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.open()

    @invariant()
    def the_canvas_says_what_was_last_done(self) -> None:
        if hasattr(self, "past"):
            assert self.contents() == self.past[-1]

    def undo_all_and_redo_all(self) -> None:
        """To the first state and back to the last, and the index is what it should be."""
        states = [*self.past, *reversed(self.future)]
        while len(self.past) > 1:
            self.undo()
        assert self.contents() == states[0]
        self.refused(self.workspace.canvases.undo)
        while self.future:
            self.redo()
        assert self.contents() == states[-1]
        self.refused(self.workspace.canvases.redo)
        for regions in reversed(self.regions_past[:-1]):
            self.workspace.regions.undo()
            assert self.regions() == regions
        for regions in self.regions_past[1:]:
            self.workspace.regions.redo()
            assert self.regions() == regions
        assert check.search_is_complete(self.workspace.session.database)
        assert not check.broken_references(self.workspace.session.database)

    def refused(self, do: Any) -> None:
        try:
            do(self.id)
        except RequestError:
            return
        raise AssertionError("there should be nothing left")


def test_everything_can_be_undone_and_done_again() -> None:
    run_state_machine_as_test(
        Doing,
        settings=settings(
            max_examples=often(25),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
