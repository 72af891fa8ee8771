"""Finding things: one FTS5 index over everything that people typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from types import MappingProxyType

from welvaartcanvas.domain.canvas import (
    Action,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.model import Entity, InCanvas
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.records import RECORDS, record_of, rows, select

# Around a found word in a snippet. Stored text can't hold these: controls are refused.
FOUND_START, FOUND_END = "\x01", "\x02"


@dataclass(frozen=True)
class Found:
    """One thing that was found, with the words around the first match.

    ``entity`` is a name as in ``changes``; ``excerpt`` marks found words with
    ``FOUND_START`` and ``FOUND_END``. Region and canvas are those it belongs to.
    """

    entity: str
    entity_id: str
    excerpt: str
    canvas_id: str | None
    canvas_title: str | None
    region_id: str
    region_name: str
    block: str | None
    perspective: str | None


def _texts(entity: Entity) -> tuple[str, str]:  # noqa: PLR0911 (one line a kind of thing)
    """What is indexed of ``entity``: its name, and its other words."""
    match entity:
        case Region():
            return entity.name, entity.note
        case CanvasHead():
            return entity.title, entity.description
        case Partner():
            return entity.name, f"{entity.organisation}\n{entity.email}"
        case Contribution():
            return "", "\n".join((entity.text, *entity.tags))
        case Rating():
            return "", entity.reason
        case LearningQuestion():
            return "", f"{entity.text}\n{entity.from_whom}"
        case Action():
            return "", f"{entity.text}\n{entity.who}"
        case Round():
            return entity.name, entity.question
        case Comment():
            return "", "\n".join((entity.text, entity.quoted, entity.answer, entity.author))
        case Adoption():
            return "", f"{entity.decided_by}\n{entity.reason}"
    raise TypeError(type(entity))


#: The rows that :func:`row` makes, as they are kept.
INDEXED = "SELECT entity, entity_id, canvas_id, title, text FROM searchable"


def row(entity: Entity) -> tuple[str, str, str | None, str, str]:
    """What is kept of ``entity`` for searching: sort, id, canvas, its name, its other words."""
    match entity:
        case InCanvas():
            canvas_id: str | None = entity.canvas_id
        case CanvasHead():
            canvas_id = entity.id
        case _:
            canvas_id = None
    return (record_of(type(entity)).entity, entity.id, canvas_id, *_texts(entity))


def index(db: Connection, entity: Entity) -> None:
    """Make ``entity`` findable as it is now, if it has words of its own."""
    if not record_of(type(entity)).said:
        return
    db.execute(
        "INSERT INTO searchable (entity, entity_id, canvas_id, title, text) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (entity_id) DO UPDATE "
        "SET title = excluded.title, text = excluded.text "
        "WHERE (title, text) <> (excluded.title, excluded.text)",
        row(entity),
    )


def forget(db: Connection, id: str) -> None:
    """Make the thing with that id unfindable."""
    db.execute("DELETE FROM searchable WHERE entity_id = ?", [id])


def rebuild(database: Database) -> None:
    """Make the whole index anew from what the tables hold, the oldest things first."""
    with database.transaction(write=True) as db:
        # First in step with its content, else FTS5 can't take anything out of it again.
        db.execute("INSERT INTO search (search) VALUES ('rebuild')")
        db.execute("DELETE FROM searchable")
        things = [t for record in RECORDS if record.said for t in select(db, record.model)]
        for thing in sorted(things, key=lambda thing: (thing.created_at, thing.id)):
            index(db, thing)


# A word as FTS5's unicode61 sees it: letters and digits, with the marks over them.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
#: How many different words of a query count; what a paste has beyond these is left out.
WORDS_LIMIT = 16


def match_expression(text: str, *, whole: bool = False) -> str:
    """``text`` as an FTS5 query: every word must occur, as the start of a word or ``whole``.

    Each word is quoted, so that nothing in ``text`` is read as FTS5 syntax. Empty when
    there is no word in it.
    """
    words = dict.fromkeys(_WORD.findall(text))
    star = "" if whole else "*"
    return " ".join(f'"{word}"{star}' for word in list(words)[:WORDS_LIMIT])


_FOUND = """
SELECT s.entity, s.entity_id, f.excerpt, c.id AS canvas_id, c.title AS canvas_title,
       r.id AS region_id, r.name AS region_name,
       coalesce(contributions.block, ratings.block, learning_questions.block, actions.block,
                comments.block) AS block,
       coalesce(contributions.perspective, ratings.perspective, partners.perspective,
                comments.perspective) AS perspective
FROM (SELECT rowid, snippet(search, -1, char(1), char(2), '…', 24) AS excerpt
      FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?) AS f
JOIN searchable AS s ON s.id = f.rowid
LEFT JOIN canvases AS c ON c.id = s.canvas_id
JOIN regions AS r ON r.id = coalesce(c.region_id, s.entity_id)
LEFT JOIN contributions ON contributions.id = s.entity_id
LEFT JOIN ratings ON ratings.id = s.entity_id
LEFT JOIN learning_questions ON learning_questions.id = s.entity_id
LEFT JOIN actions ON actions.id = s.entity_id
LEFT JOIN partners ON partners.id = s.entity_id
LEFT JOIN comments ON comments.id = s.entity_id
ORDER BY s.id DESC
"""


# A region by the codes of municipalities in it; the name of the first is what was found.
_HOLDING = """
SELECT r.id, r.name, min(m.code) AS code
FROM region_municipalities AS m JOIN regions AS r ON r.id = m.region_id
WHERE m.code IN (SELECT value FROM json_each(?))
GROUP BY r.id ORDER BY r.name COLLATE NOCASE, r.id LIMIT ?
"""


def find(
    database: Database,
    text: str,
    limit: int = 100,
    municipalities: Mapping[str, str] = MappingProxyType({}),
) -> list[Found]:
    """At most ``limit`` things that match every word of ``text``.

    First those whose name matches, then the regions that hold one of ``municipalities``
    (names by code), then what matches in its other words. Words match from their start,
    without regard to case or diacritics; of names and of texts, those that have the words as
    whole words come first, and then the newest. They are not ordered by more than that: FTS5
    finds the newest without weighing every match, so that the first results are there while
    somebody is still typing.
    """
    expressions = [match_expression(text, whole=True), match_expression(text)]
    if not expressions[0]:
        return []
    once: dict[str, Found] = {}

    def take(found: Iterable[Found]) -> None:
        for each in found:
            once.setdefault(each.entity_id, each)

    with database.transaction() as db:
        for expression in expressions:
            take(Found(**row) for row in rows(db, _FOUND, [f"title : ({expression})", limit]))
        if municipalities:
            codes = json.dumps(list(municipalities))
            take(
                _holding(region_id, name, municipalities[code])
                for region_id, name, code in db.execute(_HOLDING, [codes, limit])
            )
        for expression in expressions:
            if len(once) < limit:
                take(Found(**row) for row in rows(db, _FOUND, [expression, limit]))
    return list(once.values())[:limit]


def _holding(id: str, name: str, municipality: str) -> Found:
    excerpt = f"{FOUND_START}{municipality}{FOUND_END}"
    return Found("region", id, excerpt, None, None, id, name, None, None)
