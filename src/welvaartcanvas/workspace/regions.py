"""Regions: make, show, change, delete."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from welvaartcanvas import registry
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.history import Change
from welvaartcanvas.domain.region import Region
from welvaartcanvas.errors import RequestError
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.workspace.session import Session


class Regions:
    """The regions of a workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> list[Region]:
        """Every region, by name."""
        return stored.regions(self._session.database)

    def resolve(self, start: str) -> str:
        """The id that ``start`` is the unambiguous start of, or :class:`UnknownThing`."""
        return self._session.resolve("region", start)

    def get(self, id: str) -> Region:
        """The region with that whole id, or :class:`UnknownThing`."""
        return stored.region(self._session.database, id)

    def add(
        self,
        name: str,
        municipalities: Iterable[str] = (),
        *,
        held: Collection[str] = (),
        **values: Any,
    ) -> Region:
        """Make a region of municipality codes; ``values`` are other fields of :class:`Region`.

        :class:`UnknownThing` for a code that is not in the register, unless it is among
        ``held``: the codes of a region that was deleted and is made anew.
        """
        codes = [
            code if code in held else registry.municipality(code).code for code in municipalities
        ]
        region = self._session.new(Region, name=name, municipalities=tuple(codes), **values)
        with self._session.step(None) as step:
            return step.put(region)

    def edit(self, region: Region, **values: Any) -> Region:
        """Change fields of ``region`` as it was read; :class:`Conflict` when it isn't that now.

        Codes that it has stay good; :class:`UnknownThing` for another that is not in the register.
        """
        if "municipalities" in values:
            for code in set(values["municipalities"]) - set(region.municipalities):
                registry.municipality(code)
        with self._session.step(None) as step:
            return step.put(changed(region, **values))

    def delete(self, region: Region) -> None:
        """Delete a region that has no canvases; otherwise :class:`RequestError`."""
        with self._session.step(None) as step:
            held = stored.canvases_in(self._session.database, region.id)
            if held:
                raise RequestError(
                    "region {name} has canvases ({count}); delete those first",
                    name=region.name,
                    count=held,
                )
            step.remove(region)

    def undo(self) -> list[Change]:
        """Undo this person's last change of a region, or of which canvases there are."""
        return self._session.undo(None)

    def redo(self) -> list[Change]:
        """Redo what :meth:`undo` undid last."""
        return self._session.redo(None)
