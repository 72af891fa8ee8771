"""Writing what a damaged workspace still holds to a new one.

First what stands in the tables, page by page; then from the history what the tables don't yield
any more; and then everything that belongs to something that is gone gets a place of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import RequestError, StoreError, system_reason
from welvaartcanvas.files import appearing
from welvaartcanvas.store import backups, looking, mending, schema
from welvaartcanvas.store.check import broken_references, integrity, unreadable
from welvaartcanvas.store.database import Database, version_of
from welvaartcanvas.store.faults import DAMAGED, naming
from welvaartcanvas.store.looking import log_of
from welvaartcanvas.store.pages import Value
from welvaartcanvas.store.records import RECORDS
from welvaartcanvas.store.salvage import Found, Table, Values, Wreck, tables

#: Where the head of a file has the version of its tables, and whose it is.
_VERSION_AT, _APPLICATION_AT = 60, 68
#: A version so far above ours comes of damage, and not of a newer program.
_FAR = 100


@dataclass
class TableReport:
    """What became of one table: rows that were saved, of these from the history, and lost.

    ``lost`` is ``None`` when the table is damaged and nothing tells how much stood there.
    """

    table: str
    saved: int = 0
    from_history: int = 0
    lost: int | None = 0


@dataclass
class CanvasReport:
    """A canvas that was saved: how many contributions, and whether something of it is hurt."""

    title: str
    region: str
    contributions: int
    hurt: bool


@dataclass
class Report:
    """What could be saved of a workspace; ``sound`` when nothing was wrong with it."""

    sound: bool
    tables: list[TableReport] = field(default_factory=list)
    canvases: list[CanvasReport] = field(default_factory=list)
    #: How many canvases and regions had to be made for what belonged to one that is gone.
    rescued: int = 0


def recover(
    file: Path, target: Path, templates: Iterable[Template], now: datetime, *, force: bool = False
) -> Report:
    """Write all that can be saved of the workspace ``file`` to ``target``, a workspace of its own.

    ``file`` is only read. Of a sound one ``target`` is an exact copy, brought up to date.
    ``templates`` are those that a lost one may be among. Raises
    :class:`RequestError` when ``target`` is the workspace, :class:`StoreError` when nothing of a
    workspace is in ``file``, and as :func:`welvaartcanvas.files.appearing`.
    """
    if looking.real_file(target) in {looking.beside(file, end) for end in ("", *looking.BESIDE)}:
        raise RequestError("{file} is the workspace itself; name another", file=target)
    wreck = read_wreck(file)
    if _trusted(wreck, file):
        with appearing(target, force=force) as unfinished, naming(file):
            _copy_sound(file, unfinished)
            with closing(_opened(unfinished)) as db:
                _bring_up_to_date(db)
                report = _described(Database(target, db), set())
        report.sound = True
        return report
    with (
        appearing(target, force=force) as unfinished,
        naming(target),
        closing(_opened(unfinished)) as db,
    ):
        return _rebuilt(wreck, Database(file, db), templates, now)


def _trusted(wreck: Wreck, file: Path) -> bool:
    """Whether SQLite's own reading of ``file`` is all that there is, and can be written again."""
    return not wreck.log_lost and wreck.writable and is_sound(file)


def loses_of_its_log(file: Path) -> bool:
    """Whether the log of ``file`` holds finished changes that SQLite does not read any more.

    To be asked before SQLite opens the file: it throws away what it does not read.
    """
    try:
        size = log_of(file).stat().st_size
    except OSError:
        return False
    return size > 0 and read_wreck(file).log_lost


def is_well(file: Path) -> bool:
    """Whether nothing in ``file`` is damaged, also when it is newer or not a workspace at all."""
    try:
        return is_sound(file)
    except StoreError:
        return True


def read_wreck(file: Path) -> Wreck:
    """The bytes of ``file`` and its log; :class:`StoreError` when they can't be read.

    No connection to the file may be open in this process: closing it again would take away
    that one's locks.
    """
    log = log_of(file)
    try:
        return Wreck(file.read_bytes(), log.read_bytes() if log.exists() else b"")
    except OSError as error:
        raise StoreError(
            "{file} can't be read ({reason}); check the disk",
            file=file,
            reason=system_reason(error),
        ) from error


def is_sound(file: Path) -> bool:
    """Whether SQLite and the program can read everything in ``file``, which stays as it is.

    Raises :class:`StoreError` for a sound one that is newer.
    """
    try:
        with closing(looking.untouched(file)) as sqlite:
            database = Database(file, sqlite)
            if integrity(database) or broken_references(database):
                return False
            (whose,) = sqlite.execute("PRAGMA application_id").fetchone()
            (version,) = sqlite.execute("PRAGMA user_version").fetchone()
            if whose != schema.APPLICATION_ID:
                return False
            if schema.SCHEMA_VERSION < version <= schema.SCHEMA_VERSION + _FAR:
                version_of(file, sqlite)
            if version == schema.SCHEMA_VERSION:
                return not unreadable(database)
            with database.copied() as copy:
                _bring_up_to_date(copy.sqlite)
                return not unreadable(copy)
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return False
    except StoreError as fault:
        if "newer" in fault.message:
            raise
        return False


def _bring_up_to_date(db: Connection) -> None:
    """As :func:`schema.migrate`, also where what belongs to something that is gone stands there."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN")
    schema.migrate(db)
    db.execute("COMMIT")


def _opened(file: Path) -> Connection:
    return sqlite3.connect(file, isolation_level=None)


def _copy_sound(file: Path, unfinished: Path) -> None:
    with closing(looking.untouched(file)) as source, closing(_opened(unfinished)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _rebuilt(
    wreck: Wreck, database: Database, templates: Iterable[Template], now: datetime
) -> Report:
    db = database.sqlite
    stranger = StoreError(
        "{file} is not a Welvaartcanvas workspace; name another file", file=database.file
    )
    whose = wreck.number(_APPLICATION_AT)
    known = wreck.named & {record.table for record in RECORDS}
    if whose not in (None, schema.APPLICATION_ID) and wreck.named and not known:
        raise stranger
    _make_tables(db, wreck)
    wanted = tables(db)
    found = wreck.read(wanted)
    db.execute("BEGIN")
    doubtful = {
        table.name: _fill(db, table, found[table.name], found["changes"]) for table in wanted
    }
    db.execute("COMMIT")
    _bring_up_to_date(db)
    db.execute("BEGIN")
    mended = mending.mend(database, doubtful, list(templates), now)
    db.execute("COMMIT")
    report = _described(database, mended.hurt)
    if whose != schema.APPLICATION_ID and not any(line.saved for line in report.tables):
        raise stranger
    report.rescued = mended.rescued
    # Where the history is whole it tells what there was; else damage may have taken anything.
    history = found["changes"]
    told = set() if history.damaged or history.strays else mending.told_by_history()
    for line in report.tables:
        line.from_history = mended.from_history[line.table]
        line.lost = mended.lost[line.table]
        there = found.get(line.table)
        if there and there.damaged and line.table not in told:
            line.lost = None
    if not backups.is_sound(db):  # pragma: no cover (SQLite wrote it just now)
        raise StoreError(DAMAGED, file=database.file)
    return report


def _make_tables(db: Connection, wreck: Wreck) -> None:
    """Make the tables of the version that the wreck is of: later migrations then follow."""
    from sqlite_utils import Database as Sqlite

    made = schema.migrations()
    sqlite = Sqlite(db, execute_plugins=False)
    names = [migration.name for migration in made.pending(sqlite)]
    stated = wreck.number(_VERSION_AT)
    if stated is None or not 1 <= stated <= len(names):
        stated = _version_by_tables(names, wreck.named)
    made.apply(sqlite, stop_before=names[stated : stated + 1])


def _version_by_tables(names: list[str], there: set[str]) -> int:
    """The newest version of which no table is missing in ``there``, else the newest of all."""
    from sqlite_utils import Database as Sqlite

    for version in range(len(names), 0, -1):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            schema.migrations().apply(
                Sqlite(db, execute_plugins=False), stop_before=names[version : version + 1]
            )
            if {table.name for table in tables(db)} <= there:
                return version
    return len(names)


def _fill(db: Connection, table: Table, found: Found, history: Found) -> mending.Doubtful:
    """Write the rows of a table; about which of them one can't be sure.

    Of two with one key the later revision stays, of those the one that is whole, and of those
    the one that stands further on in the log.
    """
    best: dict[tuple[Value, ...], tuple[tuple[int, int, int], Values]] = {}
    for standing, rows in ((1, found.rows), (0, found.strays)):
        for values, torn in rows:
            key = tuple(values[name] for name in table.key)
            revision = values.get("revision")
            rank = (revision if isinstance(revision, int) else 0, int(not torn), standing)
            if key not in best or rank >= best[key][0]:
                best[key] = (rank, values)
    hurt: set[Value] = set()
    strays: set[Value] = set()
    later = sorted(best.items(), key=lambda each: str(each[1][1].get("changed_at")), reverse=True)
    for key, ((_revision, whole, standing), values) in later:
        columns = ", ".join(values)
        marks = ", ".join("?" for _ in values)
        try:
            db.execute(
                f"INSERT INTO {table.name} ({columns}) VALUES ({marks})",  # noqa: S608 (own names)
                [*values.values()],
            )
        except sqlite3.IntegrityError:  # a check that doesn't hold, or a second one of its sort
            found.unreadable += 1
            continue
        if not whole:
            hurt.add(key[0])
        if not standing:
            strays.add(key[0])
    # A damaged history may have lost that something was deleted: then a whole table knows better.
    incomplete = found.damaged or not history.damaged
    return mending.Doubtful(frozenset(hurt), frozenset(strays), incomplete)


def _described(database: Database, hurt: set[str]) -> Report:
    """What is in a workspace that was just written."""
    report = Report(sound=False)
    db = database.sqlite
    for table in tables(db):
        (count,) = db.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608
        report.tables.append(TableReport(table.name, count))
    for canvas_id, title, region, count in db.execute(
        "SELECT c.id, c.title, r.name, "
        "(SELECT count(*) FROM contributions WHERE canvas_id = c.id) "
        "FROM canvases AS c JOIN regions AS r ON r.id = c.region_id ORDER BY r.name, c.title, c.id"
    ):
        report.canvases.append(CanvasReport(title, region, count, canvas_id in hurt))
    return report
