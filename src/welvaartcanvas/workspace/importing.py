"""Importing canvases that came from elsewhere, or come back from a partner.

An import never deletes anything: a thing that the file lacks stays, and of a thing that
both have, the version that was changed last is kept. It is one step, so it can be undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from welvaartcanvas.domain.canvas import Canvas, Rating
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.errors import InvalidDocument, Problem, RequestError, UnknownThing
from welvaartcanvas.exchange import interchange
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store.changes import Step, same
from welvaartcanvas.workspace.session import Session


@dataclass(frozen=True)
class Imported:
    """What importing one file did, or would do: counts of things, the canvas itself included.

    ``kept`` counts what the workspace had in a newer version, which stayed.
    """

    file: Path
    canvas_id: str
    title: str
    new: bool
    added: int
    updated: int
    kept: int
    unchanged: int


class Importing:
    """The import of a workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def file(self, file: Path, *, dry_run: bool = False) -> Imported:
        """Import one interchange document; with ``dry_run`` only say what would happen.

        Raises :class:`InvalidDocument` with every fault of a file that is refused, and
        :class:`RequestError` for one that can't be read; then nothing was imported.
        """
        return self.canvas(read_document(file), file, dry_run=dry_run)

    def canvas(self, canvas: Canvas, file: Path, *, dry_run: bool = False) -> Imported:
        """Import a canvas that was read from ``file``."""
        try:
            ours: Canvas | None = stored.canvas(self._session.database, canvas.id)
        except UnknownThing:
            ours = None
        theirs: list[Entity] = [canvas.region, canvas.head]
        theirs += [thing for _, thing in canvas.things()]
        known = self._known(ours, canvas)
        counts = {"added": 0, "updated": 0, "kept": 0, "unchanged": 0}
        taken: list[Entity] = []
        for thing in theirs:
            mine = known.get(_identity(thing))
            if mine is None:
                counts["added"] += 1
            elif same(mine, thing):
                counts["unchanged"] += 1
                continue
            elif mine.changed_at >= thing.changed_at:
                counts["kept"] += 1
                continue
            else:
                counts["updated"] += 1
            taken.append(thing)
        if taken and not dry_run:
            self._take(canvas, ours, known, taken)
        return Imported(file, canvas.id, canvas.title, ours is None, **counts)

    def _known(self, ours: Canvas | None, canvas: Canvas) -> dict[tuple[str, ...], Entity]:
        known: dict[tuple[str, ...], Entity] = {}
        try:
            region = stored.region(self._session.database, canvas.region.id)
            known[_identity(region)] = region
        except UnknownThing:
            pass
        if ours is not None:
            if ours.template.digest != canvas.template.digest:
                raise InvalidDocument(
                    canvas.title,
                    [Problem("template", "is not the template that the canvas here was made with")],
                )
            known[_identity(ours.head)] = ours.head
            known.update({_identity(thing): thing for _, thing in ours.things()})
        return known

    def _take(
        self,
        canvas: Canvas,
        ours: Canvas | None,
        known: dict[tuple[str, ...], Entity],
        taken: list[Entity],
    ) -> None:
        with self._session.step(canvas.id if ours else None) as step:
            stored.keep_template(self._session.database, canvas.template)
            for thing in taken:
                _adopt(step, known.get(_identity(thing)), thing)


def _identity(thing: Entity) -> tuple[str, ...]:
    """What makes two things the same: the id, or for a rating its cell, which has only one."""
    if isinstance(thing, Rating):
        return ("rating", thing.canvas_id, thing.block, thing.perspective)
    return (type(thing).__name__, thing.id)


def _adopt(step: Step, mine: Entity | None, thing: Entity) -> None:
    if mine is not None and mine.id != thing.id:
        step.remove(mine)
    step.adopt(thing)


def read_document(file: Path) -> Canvas:
    """The canvas in ``file``; errors as :meth:`Importing.file` says."""
    try:
        with file.open("rb") as stream:
            data = stream.read(interchange.SIZE_LIMIT + 1)
    except OSError as error:
        raise RequestError(
            "{file} can't be read ({reason})", file=file, reason=error.strerror
        ) from error
    return interchange.read(data, str(file))
