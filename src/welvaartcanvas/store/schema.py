"""The tables, as migrations: each runs in one transaction with the record that it ran.

A migration that was once released is never edited; a change of the schema is a new one.
"""

from __future__ import annotations

from sqlite3 import Connection, complete_statement
from typing import TYPE_CHECKING

from welvaartcanvas.store.schema_3 import KNOWN_SINCE, REVIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database as Sqlite
    from sqlite_utils import Migrations

#: Marks a SQLite file as a workspace of this program ("WlvC", see ``PRAGMA application_id``).
APPLICATION_ID = 0x576C7643

#: The version that this program writes: the number of migrations, kept in ``user_version``.
SCHEMA_VERSION = 3


def migrate(connection: Connection) -> None:
    """Do what was not yet done of the migrations, and write down whose and which version it is.

    In a transaction of the caller's, so that all of it happens or nothing.
    """
    # Here, because it takes 30 ms, and most workspaces that are opened need no migration.
    from sqlite_utils import Database as Sqlite

    migrations().apply(Sqlite(connection, execute_plugins=False))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def migrations() -> Migrations:
    """All migrations, the oldest first."""
    from sqlite_utils import Migrations

    made = Migrations("welvaartcanvas")
    made()(first_tables)
    made()(lineages_and_snapshots)
    made()(reviews)
    return made


def first_tables(db: Sqlite) -> None:
    """Regions, templates, canvases and what they hold; steps and changes; search."""
    _run(db, _FIRST_TABLES)


def lineages_and_snapshots(db: Sqlite) -> None:
    """What a three-way merge needs, snapshots, and where a step's file came from."""
    _run(db, _LINEAGES_AND_SNAPSHOTS)


def reviews(db: Sqlite) -> None:
    """Review rounds, comments and adoptions; since when what is known of versions is known."""
    from welvaartcanvas.store.replaying import remember_since, remembered

    _run(db, REVIEWS)
    before = remembered(db.conn)
    _run(db, KNOWN_SINCE)
    remember_since(db.conn, before)


def _run(db: Sqlite, script: str) -> None:
    """Run a script in which every statement ends at the end of a line.

    In the open transaction, which that of :mod:`sqlite3` would commit. That of sqlite-utils looks
    after every character whether a statement ends there: a third of what a new workspace takes.
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    db.conn.execute(statement)


# Foreign keys are checked at commit, so that a step may write in any order.
_FIRST_TABLES = """
CREATE TABLE regions (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    name TEXT NOT NULL,
    cluster TEXT,
    position TEXT,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE region_municipalities (
    region_id TEXT NOT NULL REFERENCES regions (id) DEFERRABLE INITIALLY DEFERRED,
    place INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (region_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX region_municipalities_code ON region_municipalities (code);

CREATE TABLE templates (
    digest TEXT PRIMARY KEY,
    slug TEXT NOT NULL,
    version INTEGER NOT NULL,
    document TEXT NOT NULL
) STRICT;

CREATE TABLE canvases (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    region_id TEXT NOT NULL REFERENCES regions (id) DEFERRABLE INITIALLY DEFERRED,
    template_digest TEXT NOT NULL REFERENCES templates (digest) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL,
    description TEXT NOT NULL
) STRICT;
CREATE INDEX canvases_region ON canvases (region_id);

CREATE TABLE partners (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    perspective TEXT,
    organisation TEXT NOT NULL,
    email TEXT NOT NULL
) STRICT;
CREATE INDEX partners_canvas ON partners (canvas_id);

CREATE TABLE contributions (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    block TEXT NOT NULL,
    perspective TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT,
    partner_id TEXT REFERENCES partners (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX contributions_cell ON contributions (canvas_id, block, perspective, position);
CREATE INDEX contributions_partner ON contributions (partner_id);

CREATE TABLE contribution_tags (
    contribution_id TEXT NOT NULL REFERENCES contributions (id) DEFERRABLE INITIALLY DEFERRED,
    place INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (contribution_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX contribution_tags_tag ON contribution_tags (tag);

CREATE TABLE ratings (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    block TEXT NOT NULL,
    perspective TEXT NOT NULL,
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 5),
    reason TEXT NOT NULL,
    UNIQUE (canvas_id, block, perspective)
) STRICT;

CREATE TABLE learning_questions (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    block TEXT NOT NULL,
    text TEXT NOT NULL,
    from_whom TEXT NOT NULL,
    work_form TEXT,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX learning_questions_canvas ON learning_questions (canvas_id);

CREATE TABLE actions (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    block TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    due TEXT,
    status TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX actions_canvas ON actions (canvas_id);

-- What one person did at one moment; canvas_id is empty for what concerns the workspace.
CREATE TABLE steps (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    canvas_id TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    of INTEGER REFERENCES steps (id)
) STRICT;
CREATE INDEX steps_canvas ON steps (canvas_id, who, kind);
CREATE INDEX steps_of ON steps (of);

-- What a step changed, as documents: before is empty for a new thing, after for a deleted one.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    step_id INTEGER NOT NULL REFERENCES steps (id),
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    before TEXT,
    after TEXT,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX changes_step ON changes (step_id);
CREATE INDEX changes_entity ON changes (entity_id);

-- For readers with another SQLite tool, and for what the program itself lists.
CREATE VIEW history AS
    SELECT changes.id, steps.at, steps.who, steps.kind, steps.canvas_id,
           changes.entity, changes.entity_id, changes.before, changes.after
    FROM changes JOIN steps ON steps.id = changes.step_id;

CREATE VIEW things AS
    SELECT id, 'region' AS entity, NULL AS canvas_id FROM regions
    UNION ALL SELECT id, 'canvas', id FROM canvases
    UNION ALL SELECT id, 'partner', canvas_id FROM partners
    UNION ALL SELECT id, 'contribution', canvas_id FROM contributions
    UNION ALL SELECT id, 'rating', canvas_id FROM ratings
    UNION ALL SELECT id, 'learning_question', canvas_id FROM learning_questions
    UNION ALL SELECT id, 'action', canvas_id FROM actions;

CREATE VIEW canvas_overview AS
    SELECT c.id, c.title, c.region_id, r.name AS region, c.template_digest,
           (SELECT count(*) FROM (SELECT DISTINCT block, perspective FROM contributions
                                  WHERE canvas_id = c.id)) AS filled,
           (SELECT count(*) FROM ratings WHERE canvas_id = c.id) AS rated,
           coalesce(s.at, c.changed_at) AS changed_at, coalesce(s.who, '') AS changed_by
    FROM canvases AS c
    JOIN regions AS r ON r.id = c.region_id
    LEFT JOIN steps AS s ON s.id = max(
        coalesce((SELECT max(id) FROM steps WHERE canvas_id = c.id), 0),
        coalesce((SELECT max(step_id) FROM changes WHERE entity_id = c.id), 0));

CREATE VIEW contribution_overview AS
    SELECT n.id, r.name AS region, c.title AS canvas, n.block, n.perspective, n.kind, n.text,
           p.name AS partner,
           (SELECT group_concat(tag, ', ') FROM (SELECT tag FROM contribution_tags
            WHERE contribution_id = n.id ORDER BY place)) AS tags,
           n.created_at, n.changed_at, n.canvas_id
    FROM contributions AS n
    JOIN canvases AS c ON c.id = n.canvas_id
    JOIN regions AS r ON r.id = c.region_id
    LEFT JOIN partners AS p ON p.id = n.partner_id;

CREATE VIEW rating_overview AS
    SELECT n.id, r.name AS region, c.title AS canvas, n.block, n.perspective, n.score, n.reason,
           n.created_at, n.changed_at, n.canvas_id
    FROM ratings AS n
    JOIN canvases AS c ON c.id = n.canvas_id
    JOIN regions AS r ON r.id = c.region_id;

-- One row for each thing that can be found; title holds names, text everything else.
CREATE TABLE searchable (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL UNIQUE,
    canvas_id TEXT,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = 'searchable', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
CREATE TRIGGER searchable_added AFTER INSERT ON searchable BEGIN
    INSERT INTO search (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER searchable_removed AFTER DELETE ON searchable BEGIN
    INSERT INTO search (search, rowid, title, text)
    VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER searchable_changed AFTER UPDATE ON searchable BEGIN
    INSERT INTO search (search, rowid, title, text)
    VALUES ('delete', old.id, old.title, old.text);
    INSERT INTO search (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
"""

_LINEAGES_AND_SNAPSHOTS = """
-- Which file a step imported; empty for what was done by hand.
ALTER TABLE steps ADD COLUMN source TEXT NOT NULL DEFAULT '';
-- What it made known of the versions of things that it did not change, as documents.
ALTER TABLE steps ADD COLUMN learnt TEXT NOT NULL DEFAULT '[]';
-- What the lineage of the thing was before, as a document, where the step put another in its
-- place: undoing an import forgets that it ever came.
ALTER TABLE changes ADD COLUMN lineage TEXT;
-- The canvas that the thing is of, or is itself; empty for a region. It finds the history of one
-- canvas among that of a whole country.
ALTER TABLE changes ADD COLUMN canvas_id TEXT;
UPDATE changes SET canvas_id = CASE
    WHEN entity = 'canvas' THEN entity_id
    WHEN json_valid(coalesce(after, before))
        THEN json_extract(coalesce(after, before), '$.canvas_id') END;
CREATE INDEX changes_canvas ON changes (canvas_id, step_id, entity_id);

-- The versions that a thing came through; a thing without a row never changed.
CREATE TABLE versions (
    thing_id TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (thing_id, version)
) STRICT, WITHOUT ROWID;

-- Which version set a field; a field without a row was set by the first.
CREATE TABLE setters (
    thing_id TEXT NOT NULL,
    field TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (thing_id, field)
) STRICT, WITHOUT ROWID;

-- What was deleted, and the version that stands for that: several where people did it apart.
-- The columns of the key stand first: else SQLite 3.40 finds damage where there is none.
CREATE TABLE deletions (
    thing_id TEXT NOT NULL,
    version TEXT NOT NULL,
    entity TEXT NOT NULL,
    canvas_id TEXT,
    PRIMARY KEY (thing_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX deletions_canvas ON deletions (canvas_id);

-- What was erased for good; a file that still has it does not bring it back.
CREATE TABLE erasures (
    thing_id TEXT PRIMARY KEY,
    erased_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE variants (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    entity TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    version TEXT NOT NULL
) STRICT;
CREATE INDEX variants_canvas ON variants (canvas_id);
CREATE INDEX variants_thing ON variants (thing_id);

CREATE TABLE snapshots (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    step INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshots_canvas ON snapshots (canvas_id);

DROP VIEW things;
CREATE VIEW things AS
    SELECT id, 'region' AS entity, NULL AS canvas_id FROM regions
    UNION ALL SELECT id, 'canvas', id FROM canvases
    UNION ALL SELECT id, 'partner', canvas_id FROM partners
    UNION ALL SELECT id, 'contribution', canvas_id FROM contributions
    UNION ALL SELECT id, 'rating', canvas_id FROM ratings
    UNION ALL SELECT id, 'learning_question', canvas_id FROM learning_questions
    UNION ALL SELECT id, 'action', canvas_id FROM actions
    UNION ALL SELECT id, 'variant', canvas_id FROM variants
    UNION ALL SELECT id, 'snapshot', canvas_id FROM snapshots;

DROP VIEW history;
CREATE VIEW history AS
    SELECT changes.id, steps.at, steps.who, steps.kind, steps.source, steps.canvas_id,
           changes.entity, changes.entity_id, changes.before, changes.after
    FROM changes JOIN steps ON steps.id = changes.step_id;
"""
