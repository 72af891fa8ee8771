"""Which rows of which table stand on the pages of a damaged file."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from sqlite3 import Connection

from welvaartcanvas.store.log import NOTHING, read_log
from welvaartcanvas.store.pages import (
    INDEX_INTERIOR,
    INDEX_LEAF,
    MAGIC,
    TABLE_LEAF,
    Pages,
    Row,
    Unreadable,
    Value,
    page_size,
)

Values = dict[str, Value]
#: Where the head of a file has the version of the format that it is written in, one byte.
_WRITTEN_AT = 18


@dataclass(frozen=True)
class Column:
    """A column of a table, as SQLite describes it."""

    name: str
    type: str
    needed: bool
    """Whether it must have a value."""
    added: bool
    """Whether a row may lack it: it came later, and has a value for what was there."""
    key: int
    """Its place in the primary key, from 1; 0 outside it."""

    def holds(self, value: Value) -> bool:
        """Whether ``value`` may stand in it."""
        if value is None:
            return not self.needed
        return isinstance(value, _TYPES.get(self.type, (int, float, str, bytes)))


@dataclass(frozen=True)
class Table:
    """A table of the workspace: what a row of it looks like in the file."""

    name: str
    columns: tuple[Column, ...]
    by_rowid: bool
    """Whether rows are found by a number; else they stand in the tree of the primary key."""
    parents: tuple[str, ...]
    """The tables that its rows belong to."""

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of its primary key."""
        return tuple(c.name for c in sorted(self.columns, key=lambda c: c.key) if c.key)

    @property
    def alias(self) -> str | None:
        """The column that is the row's number under another name."""
        key = self.key
        only = next((c for c in self.columns if c.key), None)
        return only.name if self.by_rowid and only and len(key) == 1 and _is_number(only) else None

    def read(self, row: Row) -> Values | None:
        """The values of ``row`` by column; ``None`` when it is no row of this table."""
        stored = self.columns
        if not self.by_rowid:  # its tree has the primary key first
            stored = tuple(sorted(stored, key=lambda c: c.key or len(stored) + 1))
        if len(row.values) > len(stored) or (row.rowid is None) == self.by_rowid:
            return None
        if not all(c.added for c in stored[len(row.values) :]):
            return None
        values: Values = {}
        for column, value in zip(stored, row.values, strict=False):
            if column.name == self.alias:
                if value is not None:
                    return None
                values[column.name] = row.rowid
            elif column.holds(value):
                values[column.name] = value
            else:
                return None
        return values


_TYPES: dict[str, tuple[type, ...]] = {"INTEGER": (int,), "TEXT": (str,), "BLOB": (bytes,)}


def _is_number(column: Column) -> bool:
    return column.type == "INTEGER"


#: What is made anew from the rest.
_DERIVED = ("searchable",)


def tables(db: Connection) -> list[Table]:
    """The tables of ``db`` that hold what people made, in their order: not what follows from it."""
    found = []
    listed = db.execute(
        "SELECT l.name, l.wr FROM pragma_table_list AS l JOIN sqlite_schema AS m USING (name) "
        "WHERE l.schema = 'main' AND l.type = 'table' ORDER BY m.rowid"
    ).fetchall()
    for name, without_rowid in listed:
        if name in _DERIVED or name.startswith(("sqlite_", "_sqlite_")):
            continue
        described = db.execute(f"PRAGMA table_info({name})").fetchall()
        parents = db.execute(f"PRAGMA foreign_key_list({name})").fetchall()
        columns = tuple(
            Column(
                column,
                type_,
                needed=bool(not_null or key),
                added=default is not None or not (not_null or key),
                key=key,
            )
            for _number, column, type_, not_null, default, key in described
        )
        found.append(Table(name, columns, not without_rowid, tuple(row[2] for row in parents)))
    return found


@dataclass
class Found:
    """The rows of one table: in its own tree, and on pages that no tree leads to any more."""

    rows: list[tuple[Values, bool]] = field(default_factory=list)
    strays: list[tuple[Values, bool]] = field(default_factory=list)
    unreadable: int = 0
    """How many rows could not be read, as far as they could be counted."""
    damaged: bool = False


class Wreck:
    """A damaged file and its log, to be read."""

    def __init__(self, content: bytes, log: bytes) -> None:
        size = page_size(content)
        read = read_log(log, size) if log else NOTHING
        #: Whether the log holds finished changes that SQLite does not read any more.
        self.log_lost = read.lost
        self._views = [Pages(content, read.read, size)]
        if read.lost:
            self._views.append(Pages(content, read.whole, size))
        self._schema = [self._schema_of(view) for view in self._views]

    @property
    def named(self) -> set[str]:
        """The names of tables and the rest that could still be read."""
        return set[str]().union(*(trees for trees in self._schema))

    @property
    def writable(self) -> bool:
        """Whether the head says that SQLite may write the file, and not only a newer one.

        https://sqlite.org/fileformat2.html#file_format_version_numbers
        """
        return (self.number(_WRITTEN_AT) or 0) >> 24 in (1, 2)

    def number(self, at: int) -> int | None:
        """The number that stands at byte ``at`` of the head, if there is a head."""
        try:
            head = self._views[0].page(1)
        except Unreadable:
            return None
        if not head.startswith(MAGIC) or len(head) < at + 4:
            return None
        return int(struct.unpack_from(">I", head, at)[0])

    def read(self, wanted: list[Table]) -> dict[str, Found]:
        """What is there of the tables ``wanted``, by name."""
        found = {table.name: Found() for table in wanted}
        for view, schema in zip(self._views, self._schema, strict=True):
            reached = view.free()
            by_name = {table.name: table for table in wanted}
            standing: list[_Standing] = []
            for name, root in schema.items():
                table = by_name.get(name)
                for number in view.tree(root):
                    reached.add(number)
                    if table:
                        standing += _take(view, number, table, found[name])
            _name_by_index(view, schema, standing)
            for each in standing:
                found[each.table.name].rows.append((each.values, each.hurt))
            for table in wanted:
                found[table.name].damaged |= table.name not in schema
            _strays(view, reached, wanted, found)
        return found

    def _schema_of(self, view: Pages) -> dict[str, int]:
        """Where the tree of every table and index begins, by name."""
        inside = [*view.tree(1)] if view.count else []
        found: dict[str, int] = {}
        for number in [*range(1, view.count + 1), *inside]:  # what its own tree says goes last
            if view.kind(number) != TABLE_LEAF:
                continue
            for row in view.rows(number):
                match row.values if row else ():
                    case ("table" | "index", str(name), str(), int(root), _) if root > 1:
                        found[name] = root
        return found


@dataclass(frozen=True)
class _Standing:
    """A row that stands in the tree of its table."""

    table: Table
    rowid: int | None
    values: Values
    hurt: bool


def _take(view: Pages, number: int, table: Table, found: Found) -> Iterator[_Standing]:
    kind = view.kind(number)
    if kind == 0:
        found.damaged = True
    if kind not in ((TABLE_LEAF,) if table.by_rowid else (INDEX_LEAF, INDEX_INTERIOR)):
        return
    for row in view.rows(number):
        values = table.read(row) if row else None
        if values is None or row is None:
            found.unreadable += 1
            found.damaged = True
        else:
            yield _Standing(table, row.rowid, values, row.hurt)


def _name_by_index(view: Pages, schema: dict[str, int], standing: list[_Standing]) -> None:
    """Give rows whose id was damaged the one that the index of ids has for them.

    As SQLite does, which reads an id where it first finds it. Of two that differ the row's own
    stays, unless another row has it too or it stands nowhere else in the file; and unless the
    other is in use already.
    """
    called = [row for row in standing if row.table.key == ("id",) and not row.table.alias]
    in_use = Counter(row.values["id"] for row in called)
    told = {
        table: _ids_by_rowid(view, schema.get(f"sqlite_autoindex_{table}_1"))
        for table in {row.table.name for row in called}
    }
    for row in called:
        own, other = row.values["id"], told[row.table.name].get(row.rowid)
        if not isinstance(other, str) or in_use[other]:
            continue
        if in_use[own] > 1 or view.mentions(str(own)) < 2 <= view.mentions(other):
            in_use[own] -= 1
            in_use[other] += 1
            row.values["id"] = other


def _ids_by_rowid(view: Pages, root: int | None) -> dict[int | None, Value]:
    """What the index that begins at ``root`` says of every row by its number."""
    found: dict[int | None, Value] = {}
    for number in view.tree(root) if root else ():
        if view.kind(number) in (INDEX_LEAF, INDEX_INTERIOR):
            for row in view.rows(number):
                match row.values if row and not row.hurt else ():
                    case (str(value), int(rowid)):
                        found[rowid] = value
    return found


def _strays(view: Pages, reached: set[int], wanted: list[Table], found: dict[str, Found]) -> None:
    by_rowid = [table for table in wanted if table.by_rowid]
    # A tree of a primary key looks like that of an index; whom its rows belong to tells.
    owned = [table for table in wanted if not table.by_rowid and table.parents]
    for number in range(1, view.count + 1):
        if number in reached:
            continue
        kind = view.kind(number)
        if kind == 0:
            continue
        for row, table in _fitting(view, number, by_rowid if kind == TABLE_LEAF else owned):
            values = table.read(row)
            if values is not None:
                found[table.name].strays.append((values, row.hurt))


def _fitting(view: Pages, number: int, among: list[Table]) -> Iterator[tuple[Row, Table]]:
    for row in view.rows(number):
        if row:
            for table in among:
                if table.read(row) is not None:
                    yield row, table
