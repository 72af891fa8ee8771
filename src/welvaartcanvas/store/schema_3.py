"""The statements of the third migration: reviews, and since when versions are known."""

#: Review rounds, comments and adoptions.
REVIEWS = """
CREATE TABLE rounds (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    deadline TEXT,
    opened_by TEXT NOT NULL,
    closed_at TEXT,
    closed_by TEXT NOT NULL
) STRICT;
CREATE INDEX rounds_canvas ON rounds (canvas_id);

-- Who was asked; a partner may be deleted since.
CREATE TABLE round_partners (
    round_id TEXT NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
    place INTEGER NOT NULL,
    partner_id TEXT NOT NULL,
    PRIMARY KEY (round_id, place)
) STRICT, WITHOUT ROWID;

-- What a comment is about (thing_id), answers (reply_to) or became (result_id) may be gone.
CREATE TABLE comments (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT,
    partner_id TEXT REFERENCES partners (id) DEFERRABLE INITIALLY DEFERRED,
    author TEXT NOT NULL,
    said_at TEXT,
    mark TEXT NOT NULL,
    text TEXT NOT NULL,
    quoted TEXT NOT NULL,
    rating INTEGER CHECK (rating BETWEEN 0 AND 5),
    block TEXT,
    perspective TEXT,
    thing_id TEXT,
    told TEXT NOT NULL,
    page INTEGER,
    source TEXT NOT NULL,
    export TEXT NOT NULL,
    key TEXT NOT NULL,
    reply_to TEXT,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    result_id TEXT,
    handled_by TEXT NOT NULL,
    handled_at TEXT
) STRICT;
CREATE INDEX comments_canvas ON comments (canvas_id, export);
CREATE INDEX comments_partner ON comments (partner_id);

CREATE TABLE adoptions (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    canvas_id TEXT NOT NULL REFERENCES canvases (id) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL CHECK (version > 0),
    fingerprint TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    reopened_at TEXT,
    reopened_by TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX adoptions_canvas ON adoptions (canvas_id);

DROP VIEW things;
CREATE VIEW things AS
    SELECT id, 'region' AS entity, NULL AS canvas_id FROM regions
    UNION ALL SELECT id, 'canvas', id FROM canvases
    UNION ALL SELECT id, 'partner', canvas_id FROM partners
    UNION ALL SELECT id, 'contribution', canvas_id FROM contributions
    UNION ALL SELECT id, 'rating', canvas_id FROM ratings
    UNION ALL SELECT id, 'learning_question', canvas_id FROM learning_questions
    UNION ALL SELECT id, 'action', canvas_id FROM actions
    UNION ALL SELECT id, 'round', canvas_id FROM rounds
    UNION ALL SELECT id, 'comment', canvas_id FROM comments
    UNION ALL SELECT id, 'adoption', canvas_id FROM adoptions
    UNION ALL SELECT id, 'variant', canvas_id FROM variants
    UNION ALL SELECT id, 'snapshot', canvas_id FROM snapshots;

CREATE VIEW comment_overview AS
    SELECT n.id, r.name AS region, c.title AS canvas, o.name AS round,
           coalesce(p.name, n.author) AS partner, n.said_at, n.mark, n.block, n.perspective,
           n.quoted, n.text, n.rating, n.state, n.answer, n.handled_by, n.handled_at, n.canvas_id
    FROM comments AS n
    JOIN canvases AS c ON c.id = n.canvas_id
    JOIN regions AS r ON r.id = c.region_id
    LEFT JOIN rounds AS o ON o.id = n.round_id
    LEFT JOIN partners AS p ON p.id = n.partner_id;
"""

#: What takes the place of the tables of the same names that said only what is known now.
KNOWN_SINCE = """
DROP TABLE versions;
DROP TABLE setters;
DROP TABLE deletions;

-- The versions that a thing came through; a thing without a row never changed. Each row was known
-- as of step "since", and until step "until", which is empty for what is known now. A version is
-- buried when somebody had seen it who deleted the thing.
CREATE TABLE versions (
    thing_id TEXT NOT NULL,
    version TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    buried INTEGER NOT NULL CHECK (buried IN (0, 1)),
    PRIMARY KEY (thing_id, version, since)
) STRICT, WITHOUT ROWID;

-- Which version set a field; a field without a row was set by the first.
CREATE TABLE setters (
    thing_id TEXT NOT NULL,
    field TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    version TEXT NOT NULL,
    PRIMARY KEY (thing_id, field, since)
) STRICT, WITHOUT ROWID;

-- What was deleted, and the version that stands for that: several where people did it apart.
CREATE TABLE deletions (
    thing_id TEXT NOT NULL,
    version TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    entity TEXT NOT NULL,
    canvas_id TEXT,
    PRIMARY KEY (thing_id, version, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX deletions_canvas ON deletions (canvas_id);
"""
