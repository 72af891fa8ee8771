"""Finding a person in a workspace, or in a backup of an older version of its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from pydantic import ValidationError

from welvaartcanvas.domain.canvas import Contribution, Partner
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.person import Entry, Person, mentioning, names_of
from welvaartcanvas.domain.review import Comment
from welvaartcanvas.domain.variant import Snapshot
from welvaartcanvas.store import records


@dataclass(frozen=True)
class Made:
    """A step that this person made: when, in which canvas, and what it changed, by sort."""

    at: datetime
    canvas_id: str | None
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """A text in which a person is named among other words.

    ``earlier`` is whether only versions in the history have it: the thing says another now, or
    is gone.
    """

    thing: Entity
    text: str
    earlier: bool


@dataclass(frozen=True)
class Kept:
    """All that one database has of a person.

    ``partners`` are their entries as they are now, or last were; ``versions`` counts what the
    history has of these. ``said`` are the contributions and comments that bear their name,
    ``named`` what else names them by itself, such as an action that they do, ``made`` the
    changes that they made, ``sources`` the names of imported files that name them.
    """

    partners: tuple[Entry, ...]
    versions: int
    said: tuple[Contribution | Comment, ...]
    named: tuple[Entity, ...]
    made: tuple[Made, ...]
    mentions: tuple[Mention, ...]
    sources: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(
            (self.partners, self.versions, self.said, self.named, self.made, self.mentions,
             self.sources)
        )  # fmt: skip


def tables(db: Connection) -> set[str]:
    """The tables that there are: an older workspace has fewer."""
    return {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def live(db: Connection) -> Iterator[Entity]:
    """Everything that is there now."""
    here = tables(db)
    for record in records.RECORDS:
        if record.table in here:
            yield from records.select(db, record.model)


@dataclass(frozen=True)
class Document:
    """A row of ``changes`` with what it says; what can't be read is left out."""

    id: int
    entity_id: str
    before: Entity | None
    after: Entity | None


def history(
    db: Connection, wanted: Callable[[str, str], bool] = lambda _entity, _text: True
) -> Iterator[Document]:
    """The rows of ``changes`` from the first on, of which ``wanted(entity, text)`` holds.

    ``text`` are both documents as they are kept.
    """
    rows = db.execute("SELECT id, entity, entity_id, before, after FROM changes ORDER BY id")
    for row_id, entity, entity_id, before, after in rows.fetchall():
        if wanted(entity, f"{before or ''}{after or ''}"):
            yield Document(row_id, entity_id, read(entity, before), read(entity, after))


def read(entity: str, document: str | None) -> Entity | None:
    """What a document of the history says, if that can be read."""
    try:
        return records.record_called(entity).model.model_validate_json(document or "")
    except (ValidationError, KeyError):
        return None


def entries(db: Connection) -> list[Entry]:
    """Every partner that there is or ever was, by id."""
    versions: dict[str, list[Partner]] = {}
    for document in history(db, lambda entity, _text: entity == "partner"):
        for version in (document.before, document.after):
            if isinstance(version, Partner):
                versions.setdefault(version.id, []).append(version)
    here = {partner.id: partner for partner in records.select(db, Partner)}
    return [
        Entry(here.get(each) or versions[each][-1], each in here, tuple(versions.get(each, ())))
        for each in sorted(here.keys() | versions.keys())
    ]


def kept(db: Connection, person: Person, known: list[Entry]) -> Kept:
    """What the database has of ``person``; ``known`` are its :func:`entries`."""
    theirs = [entry for entry in known if entry.id in person.ids]
    former = [entry for entry in known if entry.id in person.former]
    versions = sum(len(entry.versions) for entry in theirs)
    versions += sum(person.was(version) for entry in former for version in entry.versions)
    said: list[Contribution | Comment] = []
    named: list[Entity] = []
    mentions: list[Mention] = []
    now: set[str] = set()
    for thing in live(db):
        if isinstance(thing, Contribution | Comment) and thing.partner_id in person.ids:
            said.append(thing)
        elif any(person.is_named(text) for _name, text in names_of(thing)):
            named.append(thing)
        if text := mentioning(thing, person):
            now.add(thing.id)
            mentions.append(Mention(thing, text, earlier=False))
    before: dict[str, Mention] = {}
    for document in history(db):
        for version in (document.before, document.after):
            if version is not None and version.id not in now:
                text = mentioning(version, person)
                if text and not isinstance(version, Snapshot):
                    before[version.id] = Mention(version, text, earlier=True)
    return Kept(
        tuple(theirs),
        versions,
        tuple(said),
        tuple(named),
        tuple(_made(db, person)),
        (*mentions, *before.values()),
        tuple(source for source in _sources(db) if person.is_in(source)),
    )


def _made(db: Connection, person: Person) -> Iterator[Made]:
    names = [who for (who,) in db.execute("SELECT DISTINCT who FROM steps") if person.is_named(who)]
    for who in names:
        rows = db.execute(
            "SELECT s.at, s.canvas_id, group_concat(DISTINCT c.entity) FROM steps AS s LEFT JOIN "
            "changes AS c ON c.step_id = s.id WHERE s.who = ? GROUP BY s.id ORDER BY s.id",
            [who],
        )
        for at, canvas_id, changed in rows:
            yield Made(datetime.fromisoformat(at), canvas_id, tuple((changed or "").split(",")))


def _sources(db: Connection) -> list[str]:
    """The names of the files that were imported, as far as this version of the tables has them."""
    columns = [row[1] for row in db.execute("PRAGMA table_info(steps)")]
    if "source" not in columns:
        return []
    return [row[0] for row in db.execute("SELECT DISTINCT source FROM steps WHERE source <> ''")]


def titles(db: Connection) -> dict[str, tuple[str, str]]:
    """The region and title of each canvas, by id; of those that are gone, as they were last."""
    found = {}
    for document in history(db, lambda entity, _text: entity == "canvas"):
        if document.before is not None:
            found[document.entity_id] = ("", str(getattr(document.before, "title", "")))
    for canvas_id, region, title in db.execute(
        "SELECT c.id, r.name, c.title FROM canvases AS c JOIN regions AS r ON r.id = c.region_id"
    ):
        found[canvas_id] = (region, title)
    return found
