"""The fingerprints of adopted canvases, where a name goes out of what these say.

The law asks that a person can be erased from what was adopted too. The adoption then tells of
what is left: that was decided, but for a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection

from welvaartcanvas.domain.canvas import (
    Action,
    Canvas,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.fingerprint import fingerprint
from welvaartcanvas.domain.lineage import just_after
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption
from welvaartcanvas.domain.template import Template
from welvaartcanvas.store import lineages, records, search


def fitting(db: Connection) -> list[Adoption]:
    """The adoptions in force of which the canvas says what was adopted."""
    in_force = records.select(db, Adoption, "reopened_at IS NULL")
    return [each for each in in_force if _now(db, each.canvas_id) == each.fingerprint]


def renewed(db: Connection, adoptions: Iterable[Adoption], at: datetime) -> list[Adoption]:
    """Give those of ``adoptions`` of which the canvas says something else now its fingerprint.

    As they are kept; ``at`` is the moment of that change.
    """
    found = []
    for adoption in adoptions:
        stored, digits = records.get(db, Adoption, adoption.id), _now(db, adoption.canvas_id)
        if stored is None or digits is None or stored.fingerprint == digits:
            continue
        after = stored.model_copy(
            update={
                "fingerprint": digits,
                "revision": stored.revision + 1,
                "changed_at": just_after(at, stored.changed_at),
            }
        )
        records.write(db, after)
        search.index(db, after)
        known = lineages.after_edit(lineages.known(db, after.id), stored, after)
        lineages.remember(db, after.id, known, after.canvas_id)
        found.append(after)
    return found


def _now(db: Connection, canvas_id: str) -> str | None:
    """The fingerprint of what a canvas says; ``None`` where it lacks a part."""
    head = records.get(db, CanvasHead, canvas_id)
    region = records.get(db, Region, head.region_id) if head else None
    if head is None or region is None:
        return None
    row = db.execute(
        "SELECT document FROM templates WHERE digest = ?", [head.template_digest]
    ).fetchone()
    if row is None:
        return None
    of, ordered = ("canvas_id = ?", [canvas_id]), "position, id"
    return fingerprint(
        Canvas(
            head=head,
            region=region,
            template=Template.model_validate_json(row[0]),
            partners=tuple(records.select(db, Partner, *of)),
            contributions=tuple(records.select(db, Contribution, *of, ordered)),
            ratings=tuple(records.select(db, Rating, *of)),
            learning_questions=tuple(records.select(db, LearningQuestion, *of, ordered)),
            actions=tuple(records.select(db, Action, *of, ordered)),
        )
    )
