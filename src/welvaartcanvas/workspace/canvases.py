"""Canvases: start, list, show, change, delete; undo and redo."""

from __future__ import annotations

from typing import Any

from welvaartcanvas.domain.canvas import Canvas, CanvasHead
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.history import Change
from welvaartcanvas.domain.pseudonyms import pseudonymised
from welvaartcanvas.domain.template import Template
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store.canvases import CanvasHeading, CanvasLine
from welvaartcanvas.workspace.session import Session
from welvaartcanvas.workspace.templates import USUAL, Templates


class Canvases:
    """The canvases of a workspace."""

    def __init__(self, session: Session, templates: Templates) -> None:
        self._session = session
        self._templates = templates

    def lines(self) -> list[CanvasLine]:
        """A line for each canvas (title, progress, last change), the last changed first."""
        return stored.lines(self._session.database)

    def heading(self, id: str) -> CanvasHeading:
        """What the canvas with that whole id is called, or :class:`UnknownThing`."""
        return stored.heading(self._session.database, id)

    def headings(self) -> list[CanvasHeading]:
        """What every canvas is called, by region and title."""
        return sorted(
            stored.headings(self._session.database),
            key=lambda named: (fold(named.region.name), fold(named.head.title), named.head.id),
        )

    def resolve(self, start: str) -> str:
        """The id that ``start`` is the unambiguous start of, or :class:`UnknownThing`."""
        return self._session.resolve("canvas", start)

    def get(self, id: str) -> Canvas:
        """The whole canvas with that whole id, or :class:`UnknownThing`."""
        return stored.canvas(self._session.database, id)

    def to_send(self, id: str) -> Canvas:
        """As :meth:`get`, with all that who gets it needs to send it back changed: its past."""
        return stored.canvas(self._session.database, id, with_past=True)

    def to_publish(self, id: str) -> Canvas:
        """As :meth:`to_send`, without the names of partners; it can come back all the same."""
        return pseudonymised(self.to_send(id))

    def template_of(self, line: CanvasLine) -> Template:
        """The template that the canvas was made with."""
        return stored.template(self._session.database, line.template_digest)

    def new(
        self, title: str, region_id: str, template: str = USUAL, description: str = ""
    ) -> CanvasHead:
        """Start a canvas in a region from the template with that slug."""
        chosen = self._templates.get(template)
        region = stored.region(self._session.database, region_id)
        head = self._session.new(
            CanvasHead,
            region_id=region.id,
            template_digest=chosen.digest,
            title=title,
            description=description,
        )
        with self._session.step(None) as step:
            stored.keep_template(self._session.database, chosen)
            return step.put(head)

    def edit(self, head: CanvasHead, **values: Any) -> CanvasHead:
        """Change the title, description or region of a canvas as it was read."""
        if "region_id" in values:
            stored.region(self._session.database, values["region_id"])
        with self._session.step(head.id) as step:
            if values.get("region_id", head.region_id) != head.region_id:
                # What waits to be chosen of a region waits in the canvases of that region.
                for variant in self.get(head.id).variants:
                    if variant.thing_id == head.region_id:
                        step.remove(variant)
            return step.put(changed(head, **values))

    def delete(self, id: str) -> None:
        """Delete a canvas with everything in it, in one step that can be undone."""
        canvas = self.get(id)
        with self._session.step(None) as step:
            for variant in canvas.variants:
                step.remove(variant)
            for _, thing in canvas.things():
                step.remove(thing)
            for snapshot in stored.snapshots(self._session.database, id):
                step.remove(snapshot)
            step.remove(canvas.head)
            # Behind the canvas itself: as long as they are there, one that is adopted is locked.
            for _, thing in canvas.proceedings():
                step.remove(thing)

    def undo(self, id: str) -> list[Change]:
        """Undo this person's last step in the canvas; what that step had changed."""
        return self._session.undo(id)

    def redo(self, id: str) -> list[Change]:
        """Redo what :meth:`undo` undid last; what that step had changed."""
        return self._session.redo(id)
