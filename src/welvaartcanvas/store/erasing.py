"""Erasing a person from a database for good: the one thing that history does not remember.

Everything else in the store only adds. Here rows of the history are taken out or rewritten, and
then the file itself is made anew, so that no byte of what was erased is left in a page that
SQLite has no use for any more.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

from welvaartcanvas.domain.lineage import just_after
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.person import Erasing, Person
from welvaartcanvas.errors import StoreError
from welvaartcanvas.store import (
    fingerprints,
    lineages,
    looking,
    persons,
    records,
    replaying,
    search,
)
from welvaartcanvas.store.backups import copy_whole
from welvaartcanvas.store.database import Database, version_of
from welvaartcanvas.store.faults import naming
from welvaartcanvas.store.lineages import Known

Seen = TypeVar("Seen")

#: How long the log is waited for that another program is just reading, in seconds.
_PATIENCE = 3.0


def erase(db: Connection, erasing: Erasing, at: datetime) -> int:
    """Erase in a transaction of the caller's: it happens as a whole, or not at all.

    Answers how many adopted canvases say something else by it, and so got another fingerprint.

    What other people said stays, without the name; their lineages go on, so that a copy of the
    canvas that still has the name is the older one. ``at`` is the moment of that change.
    """
    here = persons.tables(db)
    adopted = fingerprints.fitting(db) if erasing.texts and "adoptions" in here else []
    changed = [kept for thing in list(persons.live(db)) if (kept := _left(db, thing, erasing, at))]
    renewed = fingerprints.renewed(db, adopted, at)
    changed += renewed
    _rewrite_history(db, erasing, changed)
    _forget_lineages(db, erasing.person, here, texts=erasing.texts)
    _unname_steps(db, erasing, here)
    if "erasures" in here:
        db.executemany(
            "INSERT INTO erasures (thing_id, erased_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(thing_id, records.moment(at)) for thing_id in sorted(erasing.person.ids)],
        )
    return len({adoption.canvas_id for adoption in renewed})


def erase_again(old: Connection, new: Connection) -> None:
    """Erase from ``new``, which is to take the place of ``old``, the partners erased from that.

    ``new`` is made anew then, without a byte of them. Their names where these stand by
    themselves are not known any more.
    """
    if "erasures" not in persons.tables(old):
        return
    before = dict(old.execute("SELECT thing_id, erased_at FROM erasures"))
    known = {row[0] for row in new.execute("SELECT thing_id FROM erasures")}
    marks = sorted(before.keys() - known)
    if not marks:
        return
    new.execute("BEGIN")
    for moment in sorted({before[thing_id] for thing_id in marks}):
        ids = frozenset(thing_id for thing_id in marks if before[thing_id] == moment)
        erase(new, Erasing(Person((), ids=ids)), datetime.fromisoformat(moment))
    new.execute("COMMIT")
    new.execute("VACUUM")


def erased(database: Database, ids: set[str]) -> set[str]:
    """Those of ``ids`` that were erased in this workspace."""
    with database.transaction() as db:
        return ids & {row[0] for row in db.execute("SELECT thing_id FROM erasures")}


def _left(db: Connection, thing: Entity, erasing: Erasing, at: datetime) -> Entity | None:
    """Put what is left of ``thing`` in its place; that as it is kept, when it is another."""
    left = erasing.left(thing)
    if left is None:
        records.erase(db, thing)
        search.forget(db, thing.id)
        return None
    if left == thing:
        return None
    after = left.model_copy(
        update={
            # Whoever has it open to edit reads it again before they save.
            "revision": thing.revision + 1,
            "changed_at": just_after(at, thing.changed_at),
        }
    )
    records.write(db, after)
    search.index(db, after)
    here = persons.tables(db)
    if records.record_of(type(thing)).said and "versions" in here:
        if "rounds" in here:
            now = lineages.after_edit(lineages.known(db, thing.id), thing, after)
            lineages.remember(db, thing.id, now, getattr(thing, "canvas_id", None))
        else:
            replaying.remember_as_version_2(db, thing, after)
    return after


#: Of these things each version is looked at; of others only those that name one of the ids, or
#: all when names are taken out of texts too.
_NAMING = (
    *("partner", "action", "learning_question", "variant"),
    *("round", "comment", "adoption"),
)


def _rewrite_history(db: Connection, erasing: Erasing, changed: list[Entity]) -> None:
    ids = erasing.person.ids

    def wanted(entity: str, text: str) -> bool:
        return erasing.texts or entity in _NAMING or any(thing_id in text for thing_id in ids)

    for document in persons.history(db, wanted):
        was = (document.before, document.after)
        now = [erasing.left(version) if version else None for version in was]
        if now != list(was):
            if now == [None, None]:
                db.execute("DELETE FROM changes WHERE id = ?", [document.id])
            else:
                db.execute(
                    "UPDATE changes SET before = coalesce(?, before), after = coalesce(?, after) "
                    "WHERE id = ?",
                    [*(v.model_dump_json() if v else None for v in now), document.id],
                )
    for thing in changed:  # the newest version in the history is the one that is there
        db.execute(
            "UPDATE changes SET after = ? WHERE after IS NOT NULL AND id = "
            "(SELECT max(id) FROM changes WHERE entity_id = ?)",
            [thing.model_dump_json(), thing.id],
        )
    # What can't be read is no use for undoing, and may name them.
    marks = ", ".join("?" for _ in ids)
    db.execute(
        f"DELETE FROM changes WHERE entity = 'partner' AND entity_id IN ({marks})",  # noqa: S608
        sorted(ids),
    )
    if erasing.texts:
        _rewrite_lineages(db, erasing.person)
    # A step that did nothing else is gone; or undo would stop at it for ever.
    while db.execute(
        "DELETE FROM steps WHERE NOT EXISTS (SELECT 1 FROM changes WHERE step_id = steps.id) "
        "AND NOT EXISTS (SELECT 1 FROM steps AS later WHERE later.of = steps.id)"
    ).rowcount:
        pass


def _rewrite_lineages(db: Connection, person: Person) -> None:
    """A tag is the name of a field, and so stands in what lineages were."""
    columns = [row[1] for row in db.execute("PRAGMA table_info(changes)")]
    if "lineage" not in columns:
        return
    rows = db.execute("SELECT id, lineage FROM changes WHERE lineage IS NOT NULL").fetchall()
    for row_id, text in rows:
        known = Known.model_validate_json(text)
        if known.lineage and any(map(person.is_in, known.lineage.fields)):
            fields = {f: v for f, v in known.lineage.fields.items() if not person.is_in(f)}
            now = Known(lineage=known.lineage.model_copy(update={"fields": fields}))
            db.execute(
                "UPDATE changes SET lineage = ? WHERE id = ?", [now.model_dump_json(), row_id]
            )


def _forget_lineages(db: Connection, person: Person, here: set[str], *, texts: bool) -> None:
    """A version is a hash of what it said, and who guesses a name can see whether it fits."""
    for table in {"versions", "setters", "deletions"} & here:
        db.executemany(
            f"DELETE FROM {table} WHERE thing_id = ?",  # noqa: S608 (own names)
            [(thing_id,) for thing_id in person.ids],
        )
    if "learnt" in [row[1] for row in db.execute("PRAGMA table_info(steps)")]:
        # It serves but the undoing of an import, which then knows a little less.
        db.executemany(
            "UPDATE steps SET learnt = '[]' WHERE ? OR instr(learnt, ?)",
            [(texts, thing_id) for thing_id in person.ids or [""]],
        )
    if texts and "setters" in here:
        fields = [row[0] for row in db.execute("SELECT DISTINCT field FROM setters")]
        db.executemany(
            "DELETE FROM setters WHERE field = ?", [(f,) for f in fields if person.is_in(f)]
        )


def _unname_steps(db: Connection, erasing: Erasing, here: set[str]) -> None:
    person = erasing.person
    names = [row[0] for row in db.execute("SELECT DISTINCT who FROM steps")]
    db.executemany(
        "UPDATE steps SET who = '' WHERE who = ?", [(who,) for who in names if person.is_named(who)]
    )
    if erasing.texts and "versions" in here:  # as of the version of the tables that has both
        sources = [row[0] for row in db.execute("SELECT DISTINCT source FROM steps")]
        db.executemany(
            "UPDATE steps SET source = ? WHERE source = ?",
            [(person.left_out(s), s) for s in sources if person.is_in(s)],
        )


def clean(database: Database) -> bool:
    """Make the file anew, without a byte of what it no longer holds; whether its log is empty too.

    It is not when another program is just reading: SQLite then empties the log when the last
    program closes the workspace, or when this is done again. Raises :class:`StoreError` when
    there is no room for a second copy, or the file is in use.
    """
    with naming(database.file):
        db = database.sqlite
        # What SQLite needs for it besides the file is kept in memory, and leaves no trace.
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("INSERT INTO search (search) VALUES ('rebuild')")
        db.execute("VACUUM")
        return _emptied(db)


def _emptied(db: Connection) -> bool:
    patience = time.monotonic() + _PATIENCE
    while db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > patience:
            return False
        time.sleep(0.05)
    return True


def look_into(file: Path, look: Callable[[Connection], Seen]) -> Seen:
    """What ``look`` sees in the workspace in ``file``, read in memory; StoreError if none."""
    with closing(_copied(file)) as copy, naming(file):
        return look(copy)


def rewrite(file: Path, change: Callable[[Connection], object]) -> bool:
    """Make the backup in ``file`` anew with what ``change`` makes of it; whether that differs.

    The new one appears whole in the place of the old one, with the moment of the old one.
    Raises :class:`StoreError` for what can't be read and :class:`OutputError` where it can't be
    written; then it is as it was.
    """
    moment = file.stat()
    with closing(_copied(file)) as copy, naming(file):
        before = copy.total_changes
        copy.execute("BEGIN")
        change(copy)
        copy.execute("COMMIT")
        if copy.total_changes == before:
            return False
        copy.execute("INSERT INTO search (search) VALUES ('rebuild')")
        copy.execute("VACUUM")
        copy_whole(copy, file, file, force=True)
        with suppress(OSError):  # it tells when the workspace was written, and who else needs it
            os.utime(file, ns=(moment.st_atime_ns, moment.st_mtime_ns))
    return True


def _copied(file: Path) -> Connection:
    """A copy of the workspace in ``file`` in memory, which vanishes when it is closed."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with naming(file):
            with closing(looking.opened(file, mode="ro")) as source:
                source.backup(copy)
            if version_of(file, copy) is None:
                raise StoreError(
                    "{file} is not a Welvaartcanvas workspace; name another file", file=file
                )
    except BaseException:
        copy.close()
        raise
    return copy
