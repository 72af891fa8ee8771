"""Whatever people do, an earlier moment shows what was seen at that moment.

A machine of hypothesis does what coordinators may do, in any order, by a clock that goes on in
steps of any length. After each it notes the moment and what the canvases hold; in the end, every
one of these moments must show again what was noted.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from tests.support import build
from tests.support.comparing import ref, tallied
from tests.support.often import often
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.canvas import Canvas, Contribution, Rating
from welvaartcanvas.errors import Conflict, RequestError, UnknownThing
from welvaartcanvas.store import comparing

CELLS = st.sampled_from(build.small_template().cells)
CANVASES = st.sampled_from((1, 2))
SCORES = st.integers(0, 5)
PICKS = st.integers(0, 5)
PAUSES = st.sampled_from(
    [
        timedelta(microseconds=1),
        timedelta(milliseconds=1),
        timedelta(seconds=1),
        timedelta(days=1, microseconds=1),
    ]
)


class Seen(NamedTuple):
    """What the canvases held at a moment, by their number; one that was deleted is not there."""

    at: datetime
    canvases: dict[int, Canvas]


class Doing(RuleBasedStateMachine):
    """Two canvases of one region, and all that was seen of them."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.now = build.MOMENT
        self.workspace = opened(self.folder / "werk.db", clock=self.clock)
        self.workspace.session.database.sqlite.execute("PRAGMA synchronous = OFF")
        self.seen: list[Seen] = []
        self.look()
        for number in (1, 2):
            self.pause(timedelta(days=1))
            notes = {("opgave", "overheid"): ["Een", "Twee"]}
            scores = {("opgave", "overheid"): 3, ("aanpak", "onderwijs"): 1}
            keep(self.workspace, self.dated(build.canvas(number, notes=notes, scores=scores)))
            self.look()

    def clock(self) -> datetime:
        return self.now

    @rule(pause=PAUSES)
    def pause(self, pause: timedelta) -> None:
        self.now += pause

    def dated(self, canvas: Canvas) -> Canvas:
        """``canvas`` as somebody made it elsewhere at this moment."""
        stamps = {"created_at": self.now, "changed_at": self.now}
        return canvas.model_copy(
            update={
                name: tuple(thing.model_copy(update=stamps) for thing in getattr(canvas, name))
                for name in ("contributions", "ratings")
            }
        )

    def canvas(self, number: int) -> Canvas | None:
        try:
            return self.workspace.canvases.get(build.uid(0, number))
        except UnknownThing:
            return None

    def look(self) -> None:
        """Note what is there, at a moment after all that was done."""
        self.now += timedelta(microseconds=1)
        found = {number: self.canvas(number) for number in (1, 2)}
        self.seen.append(Seen(self.now, {n: canvas for n, canvas in found.items() if canvas}))

    # What people do; a canvas that is not there is left alone.

    @rule(number=CANVASES, cell=CELLS)
    def contribute(self, number: int, cell: tuple[str, str]) -> None:
        if canvas := self.canvas(number):
            self.workspace.contents.contribute(canvas, *cell, "Nog iets")
            self.look()

    @rule(number=CANVASES, cell=CELLS, score=SCORES)
    def rate(self, number: int, cell: tuple[str, str], score: int) -> None:
        if canvas := self.canvas(number):
            self.workspace.contents.rate(canvas, *cell, score, "")
            self.look()

    @rule(number=CANVASES, pick=PICKS, cell=CELLS)
    def move(self, number: int, pick: int, cell: tuple[str, str]) -> None:
        canvas = self.canvas(number)
        if canvas and canvas.contributions:
            moved = canvas.contributions[pick % len(canvas.contributions)]
            self.workspace.contents.move(canvas, moved, *cell, 0)
            self.look()

    @rule(number=CANVASES, pick=PICKS)
    def delete(self, number: int, pick: int) -> None:
        canvas = self.canvas(number)
        things: list[Contribution | Rating] = (
            [*canvas.ratings, *canvas.contributions] if canvas else []
        )
        if canvas and things:
            self.workspace.contents.delete(canvas, things[pick % len(things)])
            self.look()

    @rule(number=CANVASES)
    def undo(self, number: int) -> None:
        self.attempt(lambda: self.workspace.canvases.undo(build.uid(0, number)))

    @rule(number=CANVASES)
    def redo(self, number: int) -> None:
        self.attempt(lambda: self.workspace.canvases.redo(build.uid(0, number)))

    @rule(number=CANVASES)
    def delete_canvas(self, number: int) -> None:
        if canvas := self.canvas(number):
            self.workspace.canvases.delete(canvas.id)
            self.look()

    @rule()
    def undo_in_workspace(self) -> None:
        self.attempt(self.workspace.regions.undo)

    @rule(number=CANVASES, pick=PICKS, cell=CELLS, score=SCORES)
    def import_from_a_partner(
        self, number: int, pick: int, cell: tuple[str, str], score: int
    ) -> None:
        """Somebody wrote a contribution, moved another and rated all anew, and edited the first.

        The moment after it was written counts as seen, for what comes in was there by then.
        """
        canvas = self.canvas(number)
        if not canvas:
            return
        block, side = cell
        contributions = list(canvas.contributions)
        # Moments are compared to a millisecond.
        made = self.now = self.now + timedelta(milliseconds=2)
        wrote = build.contribution(5000 + len(self.seen), block, side, canvas=number)
        wrote = wrote.model_copy(update={"created_at": made, "changed_at": made})
        self.now += timedelta(milliseconds=2)
        seen = {n: found for n in (1, 2) if (found := self.canvas(n))}
        seen[number] = canvas.model_copy(update={"contributions": (*contributions, wrote)})
        self.seen.append(Seen(self.now, seen))
        self.now += timedelta(milliseconds=2)
        if contributions:
            place = pick % len(contributions)
            contributions[place] = contributions[place].model_copy(
                update={"block": block, "perspective": side, "changed_at": self.now}
            )
        contributions.append(
            wrote.model_copy(update={"text": "Iets beters", "changed_at": self.now})
        )
        ratings = tuple(
            rating.model_copy(update={"score": score, "changed_at": self.now})
            for rating in canvas.ratings
        )
        changed = canvas.model_copy(
            update={"contributions": tuple(contributions), "ratings": ratings}
        )
        self.now += timedelta(seconds=1)  # on its way
        self.workspace.importing.canvas(changed, "partner.json")
        self.look()

    def attempt(self, undo: Callable[[], object]) -> None:
        # There may be nothing to undo, or somebody changed it since; then nothing happens.
        with suppress(RequestError, Conflict):
            undo()
        self.look()

    # What must hold.

    def teardown(self) -> None:
        if hasattr(self, "seen"):
            for seen in self.seen:
                self.check(seen)
            self.workspace.close()
            shutil.rmtree(self.folder)

    def check(self, seen: Seen) -> None:
        """The moment shows what was seen of the canvases that are there now, and what came."""
        here = self.seen[-1].canvases
        then = {number: canvas for number, canvas in seen.canvases.items() if number in here}
        found, added = comparing.tallies_at(
            self.workspace.session.database, [ref(canvas) for canvas in here.values()], seen.at
        )
        known = {said.id for canvas in then.values() for said in canvas.contributions}
        came = Counter(
            (canvas.region.id, said.block, said.perspective)
            for canvas in here.values()
            for said in canvas.contributions
            if said.id not in known
        )

        assert found == tallied(then.values())
        assert added == came


def test_an_earlier_moment_shows_what_was_seen_then() -> None:
    run_state_machine_as_test(
        Doing,
        settings=settings(
            max_examples=often(20),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
