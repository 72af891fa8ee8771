"""What became of a damaged workspace, in the words that its user knows it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from welvaartcanvas.i18n import N_, _

#: What the tables hold, as it is told, in that order. What several tables hold together counts
#: as the first of them.
_SORTS: dict[str, tuple[str, ...]] = {
    N_("regions"): ("regions",),
    N_("municipalities of regions"): ("region_municipalities",),
    N_("canvases"): ("canvases",),
    N_("templates"): ("templates",),
    N_("partners"): ("partners",),
    N_("contributions"): ("contributions",),
    N_("tags with contributions"): ("contribution_tags",),
    N_("ratings"): ("ratings",),
    N_("learning questions"): ("learning_questions",),
    N_("actions"): ("actions",),
    N_("other readings"): ("variants",),
    N_("moments with a name"): ("snapshots",),
    N_("changes in the history"): ("changes", "steps"),
}


class Saved(Protocol):
    """What became of a table: see :class:`welvaartcanvas.store.recovery.TableReport`."""

    table: str
    saved: int
    from_history: int
    lost: int | None


def saved_lines(tables: Iterable[Saved]) -> Iterator[str]:
    """What was saved of each sort of thing, and what not; a sort that there is none of is left out.

    Tables that no user knows, such as those by which copies are put together, are one line, when
    something of them is lost.
    """
    left = {table.table: table for table in tables}
    for name, members in _SORTS.items():
        here = [left.pop(member) for member in members if member in left]
        if not here:
            continue
        lost = _lost(here)
        if here[0].saved or lost != 0:
            said = _("{what}: {n} saved").format(what=_(name), n=here[0].saved)
            restored = here[0].from_history
            if restored:
                said += _(" ({n} from the history)").format(n=restored)
            yield said + _lost_text(lost)
    lost = _lost(left.values())
    if lost != 0:
        yield _("what putting copies together goes by: not everything could be saved")


def _lost(tables: Iterable[Saved]) -> int | None:
    counts = [table.lost for table in tables]
    return None if None in counts else sum(count or 0 for count in counts)


def _lost_text(lost: int | None) -> str:
    if lost is None:
        return _(", damaged: some may be lost")
    return _(", {n} lost").format(n=lost) if lost else ""
