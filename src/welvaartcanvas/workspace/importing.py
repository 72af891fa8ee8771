"""Importing canvases that came from elsewhere, or come back from a partner.

What becomes of each thing is :func:`welvaartcanvas.domain.merging.merge`'s to say: an import
never deletes, and the newest version stays. It is one step, so it can be undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.merging import Merged, Verdict, merge, strayed
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.errors import InvalidDocument, Problem, UnknownThing
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.workspace.session import Session


@dataclass(frozen=True)
class Imported:
    """What importing one document did: counts of things, its canvas and region included.

    ``source`` is the file and where in it; ``kept`` counts what the workspace had in a newer
    version, which stayed; ``lost`` says which municipalities of its region the register does
    not have, if any.
    """

    source: str
    canvas_id: str
    title: str
    new: bool
    added: int
    updated: int
    kept: int
    unchanged: int
    lost: Problem | None = None

    @property
    def changed(self) -> bool:
        """Whether the workspace is another than before."""
        return bool(self.added or self.updated)


class Importing:
    """The import of a workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @contextmanager
    def trial(self) -> Iterator[Importing]:
        """An import into a copy of the workspace, to see what would happen; the copy vanishes."""
        with self._session.database.copied() as copy:
            yield Importing(replace(self._session, database=copy))

    def canvas(self, canvas: Canvas, source: Path | str) -> Imported:
        """Import a canvas that was read from ``source``, a file or a place in one.

        Raises :class:`InvalidDocument` for a canvas that reaches beyond itself, and
        :class:`StoreError` when the workspace can't be written; then nothing was imported.
        """
        # Read and written in one transaction: what is compared is what is written over.
        with self._session.database.transaction(write=True):
            here = self._here(canvas)
            ours = _things(here) if here else self._region(canvas)
            theirs = _things(canvas)
            self._refuse_strangers(here, ours, canvas, theirs, str(source))
            merged = merge(ours, theirs)
            self._take(canvas, merged, new=here is None)
        counts = Counter(verdict for _, verdict in merged)
        return Imported(
            str(source),
            canvas.id,
            canvas.title,
            here is None,
            added=counts[Verdict.ADDED],
            updated=counts[Verdict.UPDATED],
            kept=counts[Verdict.KEPT],
            unchanged=counts[Verdict.UNCHANGED],
            lost=registry.unknown_problem(canvas.region.municipalities),
        )

    def _here(self, canvas: Canvas) -> Canvas | None:
        try:
            return stored.canvas(self._session.database, canvas.id)
        except UnknownThing:
            return None

    def _region(self, canvas: Canvas) -> list[Entity]:
        try:
            return [stored.region(self._session.database, canvas.region.id)]
        except UnknownThing:
            return []

    def _refuse_strangers(
        self,
        here: Canvas | None,
        ours: list[Entity],
        canvas: Canvas,
        theirs: list[Entity],
        source: str,
    ) -> None:
        """A document may change its own canvas only; one that reaches further is refused."""
        problems = [
            Problem("", "id {id} is in use for something else here", {"id": taken})
            for taken in stored.strangers(self._session.database, theirs)
        ]
        problems += strayed(ours, theirs)
        if here and here.template.digest != canvas.template.digest:
            problems.append(
                Problem("template", "is not the template that the canvas here was made with")
            )
        if problems:
            raise InvalidDocument(source, problems)

    def _take(self, canvas: Canvas, merged: list[Merged], *, new: bool) -> None:
        taken = [thing for thing, verdict in merged if verdict.taken]
        if not taken:
            return
        # A new canvas is undone where canvases come and go, its contents in the canvas.
        with self._session.step(None if new else canvas.id) as step:
            stored.keep_template(self._session.database, canvas.template)
            for thing in taken:
                step.adopt(thing)


def _things(canvas: Canvas) -> list[Entity]:
    return [canvas.region, canvas.head, *(thing for _, thing in canvas.things())]
