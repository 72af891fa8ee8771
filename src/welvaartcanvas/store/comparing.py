"""What a comparison reads: sums by cell and the texts that it names, never a canvas in full."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from sqlite3 import Connection

from welvaartcanvas.domain.canvas import WorkForm
from welvaartcanvas.domain.comparison import CanvasRef, Side
from welvaartcanvas.domain.matching import Question, Voice
from welvaartcanvas.store import records
from welvaartcanvas.store.database import Database

#: The sums of cells, by region, block and perspective.
Tallies = dict[tuple[str, str, str], Side]


def canvases(
    database: Database,
    *,
    themes: Collection[str] = (),
    template: str | None = None,
    changed_from: datetime | None = None,
    changed_before: datetime | None = None,
) -> list[CanvasRef]:
    """The canvases for which all that is given holds, by id.

    ``themes`` are tags of which a contribution has one, ``template`` is a slug, and
    :attr:`Canvas.changed_at` is at or after ``changed_from`` and before ``changed_before``.
    """
    values = {
        "themes": _array(themes) if themes else None,
        "template": template,
        "start": records.moment(changed_from) if changed_from else None,
        "end": records.moment(changed_before) if changed_before else None,
    }
    with database.transaction() as db:
        return [CanvasRef(*row) for row in db.execute(_CANVASES, values)]


# The moment that a thing bears counts, not that of the step that brought it here: an import may
# bring what was said long ago. SQLite looks at the second part of an OR only where the first does
# not hold.
_CANVASES = """
WITH touched (id, at) AS NOT MATERIALIZED (
    SELECT id, changed_at FROM canvases
    UNION ALL SELECT canvas_id, changed_at FROM partners
    UNION ALL SELECT canvas_id, changed_at FROM contributions
    UNION ALL SELECT canvas_id, changed_at FROM ratings
    UNION ALL SELECT canvas_id, changed_at FROM learning_questions
    UNION ALL SELECT canvas_id, changed_at FROM actions
)
SELECT c.id, c.region_id, c.title, c.template_digest FROM canvases AS c
WHERE (:themes IS NULL OR id IN (
        SELECT n.canvas_id FROM contributions AS n
        JOIN contribution_tags AS t ON t.contribution_id = n.id
        WHERE t.tag IN (SELECT value FROM json_each(:themes))))
  AND (:template IS NULL OR c.template_digest IN (
        SELECT digest FROM templates WHERE slug = :template))
  AND (:start IS NULL OR c.id IN (SELECT id FROM touched WHERE at >= :start))
  AND (:end IS NULL OR c.id NOT IN (SELECT id FROM touched WHERE at >= :end))
ORDER BY c.id
"""


def tallies(database: Database, canvases: Sequence[CanvasRef]) -> Tallies:
    """What the canvases hold in each cell, summed over those of a region."""
    regions = {canvas.id: canvas.region_id for canvas in canvases}
    ids = _array(regions)
    with database.transaction() as db:
        # Summed while they are read: 50,000 rows of a whole country need not be kept.
        return _summed(regions, db.execute(_CONTRIBUTIONS, [ids]), db.execute(_RATINGS, [ids]))


# Grouped by canvas the counts come straight from the index, without reading a contribution.
_CONTRIBUTIONS = """
SELECT canvas_id, block, perspective, count(*) FROM contributions
WHERE canvas_id IN (SELECT value FROM json_each(?)) GROUP BY canvas_id, block, perspective
"""
# Grouped by region a third of the rows is left, which takes half the time of summing them here.
_RATINGS = """
SELECT c.region_id, r.block, r.perspective, count(*), sum(r.score)
FROM ratings AS r JOIN canvases AS c ON c.id = r.canvas_id
WHERE r.canvas_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3
"""


def _summed(
    regions: dict[str, str],
    given: Iterable[tuple[str, str, str, int]],
    rated: Iterable[tuple[str, str, str, int, int]],
) -> Tallies:
    """``given`` counts by canvas; ``rated`` has number and sum by region, each cell once."""
    counts: dict[tuple[str, str, str], int] = {}
    for canvas_id, block, perspective, number in given:
        key = regions[canvas_id], block, perspective
        counts[key] = counts.get(key, 0) + number
    found = {}
    for region_id, block, perspective, ratings, total in rated:
        key = region_id, block, perspective
        found[key] = Side(counts.pop(key, 0), ratings, total)
    for key, number in counts.items():
        found[key] = Side(number)
    return found


def tallies_at(
    database: Database, canvases: Sequence[CanvasRef], moment: datetime
) -> tuple[Tallies, dict[tuple[str, str, str], int]]:
    """As :func:`tallies`, of what the canvases held at ``moment``, and what was added since.

    The latter counts, by region, block and perspective, the contributions that are there now
    and were not then. What came in by import was there from the moment that it bears itself,
    unless that was still to come: a contribution from the one at which it was made, a rating,
    which is given anew each time, from that of its last change.
    """
    regions = {canvas.id: canvas.region_id for canvas in canvases}
    values = {"ids": _array(regions), "moment": records.moment(moment)}
    with database.transaction() as db:
        rows = db.execute(_THEN, values).fetchall()
    given = [row[1:] for row in rows if row[0] == "contribution"]
    # A cell has one rating. What an import put in the place of another was there by the moment
    # that it bears, and the other until the import: then the one that is there now counts.
    scores = {row[1:4]: row[4] for row in reversed(rows) if row[0] == "rating"}
    rated: dict[tuple[str, str, str], tuple[int, int]] = {}
    for (canvas_id, block, perspective), score in scores.items():
        key = regions[canvas_id], block, perspective
        number, total = rated.get(key, (0, 0))
        rated[key] = number + 1, total + score
    added: dict[tuple[str, str, str], int] = {}
    for what, canvas_id, block, perspective, number in rows:
        if what == "added":
            key = regions[canvas_id], block, perspective
            added[key] = added.get(key, 0) + number
    return _summed(regions, given, ((*key, *sums) for key, sums in rated.items())), added


# What was undone or redone was so at that moment, whatever moment the thing bears that came back.
# What was not changed since stands in its table. Of the rest the first change since tells what
# it was before, and nothing when that change made it. A contribution that no change was of before
# is as old as it says; what was deleted and brought back has such changes. Documents write moments
# with as many digits as they need, tables with six: the Julian day makes both comparable, to a
# millisecond.
_THEN = """
WITH since AS (
    SELECT min(c.id) AS id, c.entity_id FROM changes AS c
    WHERE c.step_id IN (SELECT id FROM steps WHERE at >= :moment)
      AND c.entity IN ('contribution', 'rating')
      AND (c.after IS NULL
           OR c.step_id IN (SELECT id FROM steps WHERE kind <> 'do')
           OR julianday(json_extract(c.after, '$.changed_at')) >= julianday(:moment)
              AND (c.entity = 'rating' OR c.before IS NOT NULL
                   OR julianday(json_extract(c.after, '$.created_at')) >= julianday(:moment)
                   OR EXISTS (SELECT 1 FROM changes AS earlier
                              WHERE earlier.entity_id = c.entity_id AND earlier.id < c.id)))
    GROUP BY c.entity_id
)
SELECT 'contribution', canvas_id, block, perspective, count(*) FROM contributions
WHERE canvas_id IN (SELECT value FROM json_each(:ids)) AND id NOT IN (SELECT entity_id FROM since)
GROUP BY canvas_id, block, perspective
UNION ALL
SELECT 'rating', canvas_id, block, perspective, score FROM ratings
WHERE canvas_id IN (SELECT value FROM json_each(:ids)) AND id NOT IN (SELECT entity_id FROM since)
UNION ALL
SELECT entity, json_extract(before, '$.canvas_id'), json_extract(before, '$.block'),
       json_extract(before, '$.perspective'), coalesce(json_extract(before, '$.score'), 1)
FROM changes JOIN since USING (id)
WHERE before IS NOT NULL
  AND json_extract(before, '$.canvas_id') IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'added', n.canvas_id, n.block, n.perspective, count(*)
FROM contributions AS n
JOIN since ON since.entity_id = n.id
JOIN changes AS c ON c.id = since.id
WHERE c.before IS NULL AND n.canvas_id IN (SELECT value FROM json_each(:ids))
GROUP BY n.canvas_id, n.block, n.perspective
"""


def questions(database: Database, canvases: Sequence[CanvasRef]) -> list[Question]:
    """The learning questions in the canvases, by canvas and in their order."""
    regions = {canvas.id: canvas.region_id for canvas in canvases}
    with database.transaction() as db:
        rows = db.execute(
            "SELECT id, canvas_id, block, text, from_whom, work_form FROM learning_questions "
            "WHERE canvas_id IN (SELECT value FROM json_each(?)) ORDER BY canvas_id, position, id",
            [_array(regions)],
        )
        return [
            Question(
                key, canvas, regions[canvas], block, text, whom, WorkForm(form) if form else None
            )
            for key, canvas, block, text, whom, form in rows
        ]


def themes(
    database: Database, canvases: Sequence[CanvasRef]
) -> dict[tuple[str, str], frozenset[str]]:
    """The tags of the contributions, by region and block."""
    regions = {canvas.id: canvas.region_id for canvas in canvases}
    with database.transaction() as db:
        rows = db.execute(
            "SELECT DISTINCT n.canvas_id, n.block, t.tag FROM contribution_tags AS t "
            "JOIN contributions AS n ON n.id = t.contribution_id "
            "WHERE n.canvas_id IN (SELECT value FROM json_each(?))",
            [_array(regions)],
        ).fetchall()
    found: dict[tuple[str, str], set[str]] = {}
    for canvas_id, block, tag in rows:
        found.setdefault((regions[canvas_id], block), set()).add(tag)
    return {cell: frozenset(tags) for cell, tags in found.items()}


def voices(
    database: Database,
    canvases: Sequence[CanvasRef],
    cells: Iterable[tuple[str, str]],
) -> list[Voice]:
    """The contributions in ``cells`` (region, block), by canvas, cell and order."""
    of_region: dict[str, list[str]] = {}
    for canvas in canvases:
        of_region.setdefault(canvas.region_id, []).append(canvas.id)
    regions = {canvas.id: canvas.region_id for canvas in canvases}
    wanted = [
        (canvas_id, block) for region, block in cells for canvas_id in of_region.get(region, ())
    ]
    with database.transaction() as db:
        rows = db.execute(_VOICES, [json.dumps(wanted)])
        return [
            Voice(key, canvas, regions[canvas], block, perspective, kind, text)
            for key, canvas, block, perspective, kind, text in rows
        ]


_VOICES = """
SELECT n.id, n.canvas_id, n.block, n.perspective, n.kind, n.text
FROM json_each(?) AS wanted
JOIN contributions AS n
  ON n.canvas_id = json_extract(wanted.value, '$[0]')
 AND n.block = json_extract(wanted.value, '$[1]')
ORDER BY n.canvas_id, n.block, n.perspective, n.position, n.id
"""


def tags_in_use(database: Database) -> list[str]:
    """Every tag that a contribution has, in order."""
    with database.transaction() as db:
        return _column(db, "SELECT DISTINCT tag FROM contribution_tags ORDER BY tag")


def _column(db: Connection, query: str) -> list[str]:
    return [row[0] for row in db.execute(query)]


def _array(values: Iterable[str]) -> str:
    return json.dumps(list(values))
