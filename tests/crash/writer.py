"""A person who works on without a pause, in a process of its own that can be killed.

``python -m tests.crash.writer FILE NAME SEED [SECONDS]`` opens the workspace by the program's
own door, makes a canvas, and changes it at random: it adds, edits, moves, deletes, rates, asks,
plans, undoes and redoes; now and then it counts one further in the note of a region that all
writers share. It prints a line of JSON for each thing that was done *after* the program said
that it is kept, and nothing else. Without SECONDS it never ends by itself.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

from tests.support.workspaces import said
from welvaartcanvas.domain.canvas import Canvas, Contribution, Partner, Rating
from welvaartcanvas.errors import Conflict, Fault, RequestError
from welvaartcanvas.store.database import BUSY_SECONDS
from welvaartcanvas.workspace import Workspace, open_workspace

SHARED = "Van allen"
_WORDS = ["jongeren", "vakmensen", "techniek", "zorg", "wonen", "samen", "héél", "日本", "#thema"]


def digest_of(state: dict[str, object]) -> str:
    """What a canvas says, in so few characters that a line can hold them.

    The region is left out: that is of all writers.
    """
    own = {key: thing for key, thing in state.items() if key != "region"}
    told = json.dumps(own, default=str, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


class Writer:
    """One person at work in ``workspace``, whose choices follow from ``chance``."""

    def __init__(self, workspace: Workspace, name: str, chance: Random) -> None:
        self._workspace = workspace
        self._name = name
        self._chance = chance
        self._number = 0
        self._region = next(r for r in workspace.regions.all() if r.name == SHARED).id
        self.canvas_id = workspace.canvases.new(f"Van {name}", self._region).id

    def once(self) -> dict[str, Any]:
        """Do one thing, however often others come in between; what was kept."""
        if self._chance.random() < 0.1:
            return {"counted": self._count()}
        canvas = self._workspace.canvases.get(self.canvas_id)
        step = self._chance.choice([self._add] * 4 + [self._change] * 4 + [self._back])
        step(canvas)
        return {"digest": digest_of(said(self._workspace.canvases.get(self.canvas_id)))}

    def _count(self) -> int:
        while True:
            read = self._workspace.regions.get(self._region)
            try:
                edited = self._workspace.regions.edit(read, note=str(int(read.note or 0) + 1))
            except Conflict:
                continue
            return int(edited.note)

    def _text(self) -> str:
        self._number += 1
        words = self._chance.choices(_WORDS, k=self._chance.choice([1, 8, 200]))
        return f"{self._name} {self._number}: {' '.join(words)}"

    def _add(self, canvas: Canvas) -> None:
        contents = self._workspace.contents
        block, side = self._chance.choice(canvas.template.cells)
        partner = self._chance.choice(["", "", "Kamer van Koophandel", self._name])
        match self._chance.randrange(8):
            case 0:
                contents.ask(canvas, block, self._text(), from_whom="Twente")
            case 1:
                contents.plan(canvas, block, self._text(), who=partner)
            case 2:
                contents.rate(canvas, block, side, self._chance.randrange(6), self._text())
            case _:
                contents.contribute(
                    canvas, block, side, self._text(), partner=partner, tags=["vakmensen"]
                )

    def _change(self, canvas: Canvas) -> None:
        contents = self._workspace.contents
        things = [thing for _, thing in canvas.things()]
        if not things:
            return self._add(canvas)
        thing = self._chance.choice(things)
        if self._chance.random() < 0.3:
            return contents.delete(canvas, thing)
        if isinstance(thing, Contribution) and self._chance.random() < 0.3:
            block, side = self._chance.choice(canvas.template.cells)
            contents.move(canvas, thing, block, side, 0)
            return None
        match thing:
            case Partner():
                contents.edit(canvas, thing, email=f"{self._number}@example.org")
            case Rating():
                contents.rate(canvas, thing.block, thing.perspective, 3, self._text())
            case _:
                contents.edit(canvas, thing, text=self._text())
        return None

    def _back(self, canvas: Canvas) -> None:
        way: Callable[[str], object] = self._chance.choice(
            [self._workspace.canvases.undo, self._workspace.canvases.redo]
        )
        try:
            way(canvas.id)
        except RequestError:  # nothing to undo or to redo
            self._add(canvas)


def tell(**said: object) -> None:
    """Print what was done, so that whoever reads it has it also when we are killed."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def main(file: str, name: str, seed: str, seconds: str = "inf") -> None:
    """Work until the time is over, or for ever."""
    with open_workspace(Path(file), name) as workspace:
        while True:
            try:
                writer = Writer(workspace, name, Random(seed))
                break
            except Fault as fault:
                tell(refused=str(fault), after=BUSY_SECONDS)
        tell(canvas=writer.canvas_id)
        sys.stdin.readline()  # all begin at once
        end = monotonic() + float(seconds)
        while (began := monotonic()) < end:
            try:
                done = writer.once()
            except Fault as fault:
                tell(refused=str(fault), after=monotonic() - began)
            else:
                tell(**done, after=monotonic() - began)


if __name__ == "__main__":
    main(*sys.argv[1:])
