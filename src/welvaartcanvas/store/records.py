"""Entities as rows: which model is kept in which table, read and written in one way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from sqlite3 import Connection
from typing import Any, TypeVar

from welvaartcanvas.domain.canvas import (
    Action,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.variant import Snapshot, Variant

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class List:
    """A field that holds a list: kept in a table of its own, in order."""

    field: str
    table: str
    owner: str
    value: str


@dataclass(frozen=True)
class Record:
    """Where a model is kept. Its columns have the names of its fields."""

    entity: str
    model: type[Entity]
    table: str
    list: List | None = None
    #: Fields that no two things have alike, besides the id.
    unique: tuple[str, ...] = ()
    #: Whether its words are what people said, to be found and to be merged.
    said: bool = True

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns, in the order of the model's fields."""
        apart = self.list.field if self.list else None
        return tuple(name for name in self.model.model_fields if name != apart)


RECORDS = (
    Record(
        "region",
        Region,
        "regions",
        List("municipalities", "region_municipalities", "region_id", "code"),
    ),
    Record("canvas", CanvasHead, "canvases"),
    Record("partner", Partner, "partners"),
    Record(
        "contribution",
        Contribution,
        "contributions",
        List("tags", "contribution_tags", "contribution_id", "tag"),
    ),
    Record("rating", Rating, "ratings", unique=("canvas_id", "block", "perspective")),
    Record("learning_question", LearningQuestion, "learning_questions"),
    Record("action", Action, "actions"),
    Record("round", Round, "rounds", List("partners", "round_partners", "round_id", "partner_id")),
    Record("comment", Comment, "comments"),
    Record("adoption", Adoption, "adoptions"),
    Record("variant", Variant, "variants", said=False),
    Record("snapshot", Snapshot, "snapshots", said=False),
)
_BY_MODEL = {record.model: record for record in RECORDS}
_BY_ENTITY = {record.entity: record for record in RECORDS}


def record_of(model: type[Entity]) -> Record:
    """Where ``model`` is kept."""
    return _BY_MODEL[model]


def record_called(entity: str) -> Record:
    """The record of the model that ``changes`` calls ``entity``."""
    return _BY_ENTITY[entity]


def rows(db: Connection, query: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """What ``query`` finds, each row as its values by column."""
    cursor = db.execute(query, values)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def select(
    db: Connection,
    model: type[E],
    where: str = "1",
    values: Sequence[object] = (),
    order: str = "id",
) -> list[E]:
    """The entities for which ``where`` holds. ``where`` and ``order`` are the store's own SQL."""
    record = record_of(model)
    found = rows(
        db,
        f"SELECT {', '.join(record.columns)} FROM {record.table} "  # noqa: S608 (own names)
        f"WHERE {where} ORDER BY {order}",
        values,
    )
    if record.list:
        lists = _lists(db, record.list, where, values, record.table)
        for row in found:
            row[record.list.field] = tuple(lists.get(row["id"], ()))
    return [model.model_validate(row) for row in found]


def _lists(
    db: Connection, part: List, where: str, values: Sequence[object], table: str
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = db.execute(
        f"SELECT {part.owner}, {part.value} FROM {part.table} WHERE {part.owner} IN "  # noqa: S608
        f"(SELECT id FROM {table} WHERE {where}) ORDER BY {part.owner}, place",
        list(values),
    )
    for owner, value in rows:
        found.setdefault(owner, []).append(value)
    return found


def get(db: Connection, model: type[E], id: str) -> E | None:
    """The entity with that id, or ``None``."""
    found = select(db, model, "id = ?", [id])
    return found[0] if found else None


def rival(db: Connection, entity: E) -> E | None:
    """What stands in the place of ``entity`` with another id, as another rating of its cell."""
    unique = record_of(type(entity)).unique
    if not unique:
        return None
    where = " AND ".join(f"{name} = ?" for name in unique)
    values = [getattr(entity, name) for name in unique]
    found = select(db, type(entity), f"{where} AND id <> ?", [*values, entity.id])
    return found[0] if found else None


def strangers(db: Connection, entities: Iterable[Entity]) -> list[str]:
    """The ids of ``entities`` that are in use for another sort of thing or in another canvas."""
    found = []
    for entity in entities:
        name = record_of(type(entity)).entity
        canvas_id = entity.id if name == "canvas" else getattr(entity, "canvas_id", None)
        here = db.execute("SELECT entity, canvas_id FROM things WHERE id = ?", [entity.id])
        if any(row != (name, canvas_id) for row in here):
            found.append(entity.id)
    return found


def moment(at: datetime) -> str:
    """``at`` as it is kept: in UTC and always as long, so that texts order as moments do."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def write(db: Connection, entity: Entity) -> None:
    """Insert the entity, or replace the row with its id."""
    record = record_of(type(entity))
    row = entity.model_dump(mode="json")
    row |= {name: moment(v) for name, v in entity if isinstance(v, datetime)}
    columns = ", ".join(record.columns)
    marks = ", ".join("?" for _ in record.columns)
    changes = ", ".join(f"{c} = excluded.{c}" for c in record.columns if c != "id")
    db.execute(
        f"INSERT INTO {record.table} ({columns}) VALUES ({marks}) "  # noqa: S608 (own names)
        f"ON CONFLICT (id) DO UPDATE SET {changes}",
        [row[c] for c in record.columns],
    )
    if record.list:
        _write_list(db, record.list, entity.id, row[record.list.field])


def _write_list(db: Connection, part: List, owner: str, values: Iterable[Any]) -> None:
    db.execute(f"DELETE FROM {part.table} WHERE {part.owner} = ?", [owner])  # noqa: S608
    for place, value in enumerate(values):
        db.execute(
            f"INSERT INTO {part.table} ({part.owner}, place, {part.value}) VALUES (?, ?, ?)",  # noqa: S608
            [owner, place, value],
        )


def erase(db: Connection, entity: Entity) -> None:
    """Delete the entity's row."""
    record = record_of(type(entity))
    if record.list:
        _write_list(db, record.list, entity.id, ())
    db.execute(f"DELETE FROM {record.table} WHERE id = ?", [entity.id])  # noqa: S608
