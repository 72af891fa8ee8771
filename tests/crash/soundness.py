"""Is a workspace whole? What is asked of it after every kill, beside what was acknowledged."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

from tests.support.build import MOMENT
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.store import check, records
from welvaartcanvas.store.database import open_database


def faults(file: Path) -> list[str]:
    """What is wrong with the workspace in ``file``, which is opened as the program opens it.

    Looked at are the file (``PRAGMA integrity_check``), its references, whether every canvas
    can be read, the search index, and whether the history tells of exactly what is there.
    """
    with closing(open_database(file, MOMENT)) as database:
        found = [
            *check.integrity(database),
            *check.broken_references(database),
            *map(str, check.unreadable(database)),
        ]
        if not check.search_is_complete(database):
            found.append("the search index is incomplete")
        with database.transaction() as db:
            found += _history_faults(db)
    return found


def _history_faults(db: Connection) -> list[str]:
    """Where the history does not lead, version by version, to what the tables hold."""
    found = []
    newest: dict[str, Entity | None] = {}
    for step, entity, thing_id, before, after in db.execute(
        "SELECT step_id, entity, entity_id, before, after FROM changes ORDER BY id"
    ):
        model = records.record_called(entity).model
        was = model.model_validate_json(before) if before else None
        now = model.model_validate_json(after) if after else None
        if newest.get(thing_id) != was:
            found.append(
                f"step {step} changes another {entity} {thing_id} than the step before it left"
            )
        if was and now and now.revision <= was.revision:
            found.append(f"step {step} has {entity} {thing_id} go back to revision {now.revision}")
        newest[thing_id] = now
    there = {thing.id: thing for r in records.RECORDS for thing in records.select(db, r.model)}
    told = {thing.id: thing for thing in newest.values() if thing is not None}
    found += [
        f"{thing_id} is not what its history says"
        for thing_id in {*there, *told}
        if there.get(thing_id) != told.get(thing_id)
    ]
    empty = db.execute(
        "SELECT count(*) FROM steps WHERE id NOT IN (SELECT step_id FROM changes)"
    ).fetchone()[0]
    return [*found, *([f"{empty} steps changed nothing"] if empty else [])]
