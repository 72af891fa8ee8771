"""Making a workspace of what was found in a damaged one, with what its history still tells.

The history knows every thing as it was last.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from pydantic import ValidationError

from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.template import Template
from welvaartcanvas.identifiers import new_id
from welvaartcanvas.store import housing, records, search
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.housing import Mended
from welvaartcanvas.store.pages import Value
from welvaartcanvas.store.records import RECORDS, List, Record


@dataclass(frozen=True)
class Doubtful:
    """The first values of the keys of rows of one table about which one can't be sure."""

    #: They have a text that was no text any more.
    hurt: frozenset[Value] = frozenset()
    #: No tree led to them: they may be of another table, or deleted long ago.
    strays: frozenset[Value] = frozenset()
    #: Whether a row of it may be missing that the history knows.
    incomplete: bool = True


@dataclass(frozen=True)
class _Last:
    """The last that the history tells of a thing: how it was, or that it was deleted then."""

    record: Record
    after: Entity | None
    revision: int


@dataclass(frozen=True)
class _Known:
    """What the history tells: the last of every thing, and what was erased for good.

    ``homes`` are the ids of all things of which some table or the history has a valid one.
    """

    last: Mapping[str, _Last]
    homes: Set[str]
    gone: set[str]
    now: datetime


def told_by_history() -> set[str]:
    """The tables of which the history tells all that should be there."""
    lists = {record.list.table for record in RECORDS if record.list}
    return {record.table for record in RECORDS} | lists | {"templates"}


def mend(
    database: Database, doubtful: Mapping[str, Doubtful], templates: list[Template], now: datetime
) -> Mended:
    """Make what was found whole, within the transaction that is open.

    ``doubtful`` is by table; ``templates`` are those that a lost one may be among.
    """
    db = database.sqlite
    mended = Mended()
    _history(db, now)
    last = dict(_last(db))
    known = _Known(last, last.keys() | _homes(db), _erased(db), now)
    for record in RECORDS:
        _things(db, record, doubtful.get(record.table, Doubtful()), known, mended)
    housing.names(db, {thing_id: told.record for thing_id, told in last.items()}, mended)
    for record in RECORDS:
        if record.list:
            _lists(db, record, known.last, mended)
    housing.places(db, now, mended)
    housing.templates(database, templates, mended)
    housing.references(db, mended)
    housing.fitting(database, mended)
    _drop_the_rest(db, mended)
    for record in RECORDS:
        _valid_alone(db, record, now, mended)
    search.rebuild(database)
    return mended


def _history(db: Connection, now: datetime) -> None:
    """Drop what is no history any more, and make a step for every change that lost its own."""
    for thing_id, at in db.execute("SELECT id, at FROM steps").fetchall():
        try:
            datetime.fromisoformat(at)
        except ValueError:
            db.execute("UPDATE steps SET at = ? WHERE id = ?", [records.moment(now), thing_id])
    entities = {record.entity: record.model for record in RECORDS}
    for thing_id, entity, before, after in db.execute(
        "SELECT id, entity, before, after FROM changes"
    ).fetchall():
        if entity not in entities or not all(_is_document(text) for text in (before, after)):
            db.execute("DELETE FROM changes WHERE id = ?", [thing_id])
    orphans = db.execute(
        "SELECT step_id, after, before FROM changes WHERE step_id NOT IN (SELECT id FROM steps) "
        "GROUP BY step_id"
    ).fetchall()
    for step_id, after, before in orphans:
        thing = json.loads(after or before)
        db.execute(
            "INSERT INTO steps (id, at, who, canvas_id, kind) VALUES (?, ?, '', ?, 'do')",
            [step_id, _moment(thing.get("changed_at"), now), thing.get("canvas_id")],
        )
    db.execute("UPDATE steps SET of = NULL WHERE of NOT IN (SELECT id FROM steps)")


def _is_document(text: str | None) -> bool:
    try:
        return text is None or isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _moment(text: object, now: datetime) -> str:
    try:
        return records.moment(datetime.fromisoformat(str(text)))
    except (ValueError, OverflowError):
        return records.moment(now)


def _last(db: Connection) -> Iterator[tuple[str, _Last]]:
    """The last change of every thing, by its id."""
    rows = db.execute(
        "SELECT entity, entity_id, before, after FROM changes WHERE id IN "
        "(SELECT max(id) FROM changes GROUP BY entity_id)"
    ).fetchall()
    for entity, entity_id, before, after in rows:
        record = records.record_called(entity)
        try:
            thing = record.model.model_validate_json(after or before)
        except ValidationError:
            continue
        if thing.id != entity_id:  # damage made it tell of another
            continue
        yield entity_id, _Last(record, thing if after else None, thing.revision)


def _homes(db: Connection) -> set[str]:
    """The ids of all rows that are valid."""
    return {
        row["id"]
        for record in RECORDS
        for row in records.rows(db, f"SELECT * FROM {record.table}")  # noqa: S608 (own names)
        if _valid(record, row)
    }


def _erased(db: Connection) -> set[str]:
    """What was erased for good: no page and no history brings it back."""
    there = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'erasures'").fetchone()
    return {row[0] for row in db.execute("SELECT thing_id FROM erasures")} if there else set()


def _things(
    db: Connection,
    record: Record,
    doubtful: Doubtful,
    known: _Known,
    mended: Mended,
) -> None:
    """One sort of thing: what is there and valid stays, else the history's last stands in."""
    found = {row["id"]: row for row in records.rows(db, f"SELECT * FROM {record.table}")}  # noqa: S608
    patched: list[Entity | None] = []
    for thing_id, row in found.items():
        told = known.last.get(thing_id)
        valid = _valid(record, row)
        if thing_id in known.gone or (
            thing_id in doubtful.strays and _is_no_more(record, row, valid, told)
        ):
            _erase(db, record, thing_id)
            continue
        if told and told.after and told.record is record:
            stale = int(row["revision"]) < told.revision
            same = int(row["revision"]) == told.revision
            if valid is None or stale or (same and thing_id in doubtful.hurt | doubtful.strays):
                if valid != _valid_of(told.after):
                    _put(db, record, told.after, mended)
                continue
        if thing_id in doubtful.hurt:
            mended.hurt.add(str(row.get("canvas_id", thing_id)))
        if valid is None:
            _erase(db, record, thing_id)
            if thing_id in known.homes:  # it is another sort of thing, on a page out of its place
                continue
            patched.append(_patched(record, row, known.now))
    there = {*found, *known.gone}
    returned = [
        told.after
        for thing_id, told in (known.last if doubtful.incomplete else {}).items()
        if told.record is record and told.after and thing_id not in there
    ]
    for last in returned:
        _put(db, record, last, mended)
    # What lost its id may be the very thing that the history has just brought back.
    for thing in patched:
        if not any(_says_the_same(thing, other) for other in returned):
            _keep(db, record, thing, mended)


def _says_the_same(thing: Entity | None, other: Entity) -> bool:
    """Whether two rows are one but for what they are called."""
    return thing is not None and _valid_of(thing).model_copy(update={"id": other.id}) == _valid_of(
        other
    )


def _valid_alone(db: Connection, record: Record, now: datetime, mended: Mended) -> None:
    """Leave no row that the program can't read, whatever it came from: one would hide the rest."""
    for row in records.rows(db, f"SELECT * FROM {record.table}"):  # noqa: S608 (own names)
        if _valid(record, row) is None:
            patched = _patched(record, row, now)
            if patched is None or patched.id != row["id"]:
                _erase(db, record, row["id"])
                mended.lost[record.table] += 1
            else:
                lists = (
                    {record.list.field: _listed(db, record.list, row["id"])} if record.list else {}
                )
                records.write(db, patched.model_copy(update=lists))
                mended.hurt.add(_canvas_of(patched))


def _listed(db: Connection, part: List, owner: str) -> tuple[str, ...]:
    found = db.execute(
        f"SELECT {part.value} FROM {part.table} WHERE {part.owner} = ? ORDER BY place",  # noqa: S608
        [owner],
    )
    return tuple(value for (value,) in found)


def _is_no_more(
    record: Record, row: Mapping[str, Any], valid: Entity | None, told: _Last | None
) -> bool:
    """Whether a row to which no tree led is none of this table, or was deleted since."""
    if valid is None or (told and told.record is not record):
        return True
    return told is not None and told.after is None and int(row["revision"]) <= told.revision


def _put(db: Connection, record: Record, thing: Entity, mended: Mended) -> None:
    if other := records.rival(db, thing):
        if other.changed_at >= thing.changed_at:
            mended.lost[record.table] += 1
            return
        records.erase(db, other)
        mended.lost[record.table] += 1
    records.write(db, thing)
    mended.from_history[record.table] += 1
    mended.hurt.add(_canvas_of(thing))


def _keep(db: Connection, record: Record, thing: Entity | None, mended: Mended) -> None:
    if thing is None or records.rival(db, thing):
        mended.lost[record.table] += 1
        return
    records.write(db, thing)
    mended.hurt.add(_canvas_of(thing))


def _canvas_of(thing: Entity) -> str:
    return str(getattr(thing, "canvas_id", thing.id))


def _erase(db: Connection, record: Record, thing_id: str) -> None:
    if record.list:
        db.execute(f"DELETE FROM {record.list.table} WHERE {record.list.owner} = ?", [thing_id])  # noqa: S608
    db.execute(f"DELETE FROM {record.table} WHERE id = ?", [thing_id])  # noqa: S608 (own names)


def _valid(record: Record, row: Mapping[str, Any]) -> Entity | None:
    try:
        return record.model.model_validate(dict(row))
    except ValidationError:
        return None


def _valid_of(thing: Entity) -> Entity:
    """``thing`` without its list, which stands in another table."""
    list_ = records.record_of(type(thing)).list
    return thing.model_copy(update={list_.field: ()}) if list_ else thing


def _patched(record: Record, row: Mapping[str, Any], now: datetime) -> Entity | None:
    """The thing in ``row`` with something in the place of what makes no sense in it."""
    values = dict(row)
    fields = record.model.model_fields
    for _attempt in range(len(fields) + 1):
        try:
            return record.model.model_validate(values)
        except ValidationError as error:
            for problem in error.errors():
                name = str(problem["loc"][0]) if problem["loc"] else ""
                if name not in fields:
                    return None
                before = values.get(name)
                if name in ("created_at", "changed_at"):
                    values[name] = now
                elif name == "revision":
                    values[name] = 1
                elif name == "id" or name.endswith("_id"):
                    values[name] = None if not fields[name].is_required() else new_id()
                elif isinstance(before, str) and _cleaned(before) != before:
                    values[name] = _cleaned(before)
                elif not fields[name].is_required():
                    values[name] = fields[name].get_default()
                elif name in ("block", "perspective"):
                    values[name] = "onbekend"
                elif isinstance(before, str) and len(before) > 1:
                    values[name] = before[: len(before) // 2]
                else:
                    return None
    return None


def _cleaned(text: str) -> str:
    kept = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
    return kept if kept.strip() else "\ufffd"


def _lists(db: Connection, record: Record, last: Mapping[str, _Last], mended: Mended) -> None:
    """Tags and municipalities: of a thing that is as the history knows it, all of them."""
    part = record.list
    assert part is not None  # noqa: S101 (the caller asked)
    regions = {row[0] for row in db.execute("SELECT region_id FROM canvases")}
    there: dict[str, list[str]] = {}
    for owner, value in db.execute(
        f"SELECT {part.owner}, {part.value} FROM {part.table} ORDER BY {part.owner}, place"  # noqa: S608
    ):
        there.setdefault(owner, []).append(value)
    fixed = {row["id"]: row for row in records.rows(db, f"SELECT * FROM {record.table}")}  # noqa: S608
    owners = {thing_id: row["revision"] for thing_id, row in fixed.items()}
    for owner in there.keys() - owners.keys():
        if record.model is Region and owner in regions:  # a canvas still needs it
            continue
        db.execute(f"DELETE FROM {part.table} WHERE {part.owner} = ?", [owner])  # noqa: S608
        mended.lost[part.table] += len(there[owner])
    for thing_id, revision in owners.items():
        told = last.get(thing_id)
        if told and told.after and told.record is record and told.revision == revision:
            values = getattr(told.after, part.field)
            if tuple(there.get(thing_id, ())) != values:
                whole = _valid(record, fixed[thing_id]) or told.after
                records.write(db, whole.model_copy(update={part.field: values}))
                mended.from_history[part.table] += max(
                    0, len(values) - len(there.get(thing_id, ()))
                )
                mended.hurt.add(_canvas_of(told.after))
        elif _valid(record, {**fixed[thing_id], part.field: there.get(thing_id, ())}) is None:
            db.execute(f"DELETE FROM {part.table} WHERE {part.owner} = ?", [thing_id])  # noqa: S608
            good = [
                v for v in there[thing_id] if _valid(record, {**fixed[thing_id], part.field: (v,)})
            ]
            for place, value in enumerate(good):
                db.execute(
                    f"INSERT INTO {part.table} VALUES (?, ?, ?)",  # noqa: S608 (own names)
                    [thing_id, place, value],
                )
            mended.lost[part.table] += len(there[thing_id]) - len(good)


def _drop_the_rest(db: Connection, mended: Mended) -> None:
    """What still points to nothing, in tables that no model knows, says nothing either."""
    for _attempt in range(10):
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        for table, rowid, _parent, _key in broken:
            if rowid is not None:
                db.execute(f"DELETE FROM {table} WHERE rowid = ?", [rowid])  # noqa: S608
                mended.lost[table] += 1
        if not broken:
            return
