"""Importing canvases that came from elsewhere, or come back from a partner.

What becomes of each thing is :func:`welvaartcanvas.domain.merging.merge`'s to say: an import
never deletes, and the newest version stays. It is one step, so it can be undone.
"""

from __future__ import annotations

from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.merging import Merged, Verdict, merge, strayed
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.errors import (
    InvalidDocument,
    Problem,
    RequestError,
    UnknownThing,
    system_reason,
)
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.workspace.session import Session


@dataclass(frozen=True)
class Imported:
    """What importing one file did, or would do: counts of things, canvas and region included.

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
        """Import one interchange document, or the one in a PDF that we exported.

        With ``dry_run`` it only says what would happen. Raises :class:`InvalidDocument` with
        every fault of a file that is refused, and :class:`RequestError` for one that can't be
        read; then nothing was imported.
        """
        return self.canvas(read_document(file), file, dry_run=dry_run)

    def canvas(self, canvas: Canvas, file: Path, *, dry_run: bool = False) -> Imported:
        """Import a canvas that was read from ``file``; ``dry_run`` and errors as for a file."""
        database = self._session.database
        # Read and written in one transaction: what is compared is what is written over.
        transaction: AbstractContextManager[object] = database.transaction(write=not dry_run)
        with transaction:
            here = self._here(canvas)
            ours = _things(here) if here else self._region(canvas)
            theirs = _things(canvas)
            self._refuse_strangers(here, ours, canvas, theirs, file)
            merged = merge(ours, theirs)
            if not dry_run:
                self._take(canvas, merged, new=here is None)
        counts = Counter(verdict for _, verdict in merged)
        return Imported(
            file,
            canvas.id,
            canvas.title,
            here is None,
            added=counts[Verdict.ADDED],
            updated=counts[Verdict.UPDATED],
            kept=counts[Verdict.KEPT],
            unchanged=counts[Verdict.UNCHANGED],
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
        file: Path,
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
            raise InvalidDocument(str(file), problems)

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


def read_document(file: Path) -> Canvas:
    """The canvas in ``file``, JSON or a PDF of ours; errors as :meth:`Importing.file` says."""
    # Its models take 10 ms to make, which a start of the screens need not pay.
    from welvaartcanvas.exchange import interchange
    from welvaartcanvas.exchange.parsing import SIZE_LIMIT, is_pdf

    try:
        with file.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise RequestError(
            "{file} can't be read ({reason})", file=file, reason=system_reason(error)
        ) from error
    if not is_pdf(data, file.name):
        return interchange.read(data, str(file))
    from welvaartcanvas.exchange.pdf import carried_document

    document = carried_document(data, str(file))
    return interchange.read(document, f"{file}: {interchange.FILE_NAME}")
