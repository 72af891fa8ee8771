"""What is meant by a name or the start of an id, in one canvas."""

from __future__ import annotations

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.errors import UnknownThing

#: So much of an id at least says that it is meant, and no name.
_ID_START = 8


def partner_called(canvas: Canvas, said: str) -> Partner:
    """The one partner of that name or e-mail address, or whose id starts so.

    Case and diacritics do not count. :class:`UnknownThing` when there is none, or several.
    """
    found = partners_called(canvas, said)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownThing(
            "{value} is the name of several partners; name one by its id: {allowed}",
            value=said,
            allowed=tuple(partner.id for partner in found),
        )
    names = tuple(partner.name for partner in canvas.partners)
    if not names:
        raise UnknownThing("{title} has no partners yet", title=canvas.title)
    raise UnknownThing(
        "{value} is no partner here; choose from {allowed}", value=said, allowed=names
    )


def partners_called(canvas: Canvas, said: str) -> tuple[Partner, ...]:
    """The partners of that name or e-mail address; else those whose id starts so."""
    wanted = fold(" ".join(said.split()))
    named = [p for p in canvas.partners if wanted and wanted in (fold(p.name), fold(p.email))]
    if not named and len(wanted) >= _ID_START:
        named = [p for p in canvas.partners if p.id.startswith(wanted)]
    return tuple(named)


def thing_called(canvas: Canvas, start: str) -> InCanvas:
    """The thing on the canvas whose id starts so; :class:`UnknownThing` for none or several."""
    wanted = start.strip().lower()
    found = [t for _where, t in canvas.things() if wanted and t.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownThing(
            "several things on the canvas have an id that starts with {value}; type more of it",
            value=start,
        )
    raise UnknownThing("{value} is not on this canvas", value=start)
