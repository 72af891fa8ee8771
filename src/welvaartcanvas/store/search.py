"""Finding things: one FTS5 index over everything that people typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlite_utils import Database as Sqlite

from welvaartcanvas.domain.canvas import (
    Action,
    CanvasHead,
    Contribution,
    InCanvas,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.records import record_of

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
    raise TypeError(type(entity))


def index(db: Sqlite, entity: Entity) -> None:
    """Make ``entity`` findable as it is now."""
    title, text = _texts(entity)
    canvas_id = (
        entity.canvas_id
        if isinstance(entity, InCanvas)
        else entity.id
        if isinstance(entity, CanvasHead)
        else None
    )
    db.execute(
        "INSERT INTO searchable (entity, entity_id, canvas_id, title, text) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (entity_id) DO UPDATE "
        "SET title = excluded.title, text = excluded.text",
        [record_of(type(entity)).entity, entity.id, canvas_id, title, text],
    )


def forget(db: Sqlite, id: str) -> None:
    """Make the thing with that id unfindable."""
    db.execute("DELETE FROM searchable WHERE entity_id = ?", [id])


def match_expression(text: str) -> str:
    """``text`` as an FTS5 query: every word must occur, as the start of a word.

    Only letters, digits and the like count (FTS5's unicode61 splits the same way), each
    quoted, so that nothing in ``text`` is read as FTS5 syntax. Empty when no word is left.
    """
    return " ".join(f'"{word}"*' for word in re.findall(r"[^\W_]+", text))


_FOUND = """
SELECT s.entity, s.entity_id, f.excerpt, c.id AS canvas_id, c.title AS canvas_title,
       r.id AS region_id, r.name AS region_name,
       coalesce(contributions.block, ratings.block, learning_questions.block, actions.block)
           AS block,
       coalesce(contributions.perspective, ratings.perspective, partners.perspective)
           AS perspective
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
ORDER BY s.id DESC
"""


def find(database: Database, text: str, limit: int = 100) -> list[Found]:
    """What matches every word of ``text``: names first, then the rest, the newest first.

    Words match from their start, without regard to case or diacritics. The newest come
    first and not the "best": FTS5 finds those without weighing every match, so that the
    first results are there while somebody is still typing.
    """
    expression = match_expression(text)
    if not expression:
        return []
    with database.transaction() as db:
        named = [Found(**row) for row in db.query(_FOUND, [f"title : ({expression})", limit])]
        seen = {found.entity_id for found in named}
        rest = [
            found
            for row in db.query(_FOUND, [expression, limit])
            if (found := Found(**row)).entity_id not in seen
        ]
    return (named + rest)[:limit]
