"""The fingerprint of what a canvas says: printed where it was adopted, and held against it later.

It is the SHA-256 (FIPS 180-4) of a JSON text of the content, with sorted keys, no blanks, no
escapes beyond those that JSON needs, in UTF-8; ``docs/file-format.md`` says what is in it. Names
that stand by themselves are not (partners, who does an action, from whom to learn): a person may
be erased from an adopted canvas, and it is still what was adopted. Numbers that order things
count as the order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.model import InCanvas

#: So many hexadecimal digits are shown to people, in groups of four: 96 bits.
SHOWN_DIGITS = 24
_GROUP = 4
# What says which version it is, and who is named.
_LEFT_OUT = {
    *("revision", "created_at", "changed_at", "canvas_id", "position"),
    *("partner_id", "who", "from_whom"),
}


def fingerprint(canvas: Canvas) -> str:
    """The fingerprint of ``canvas``: 64 hexadecimal digits."""
    region = canvas.region
    content = {
        "canvas": {"id": canvas.id, "title": canvas.title, "description": canvas.head.description},
        "region": {
            "id": region.id,
            "name": region.name,
            "municipalities": sorted(region.municipalities),
            "cluster": region.cluster,
            "position": region.position,
            "note": region.note,
        },
        "template": canvas.template.digest,
        "contributions": [_told(c) for cell in canvas.template.cells for c in canvas.cell(*cell)],
        "ratings": _by_id(canvas.ratings),
        "learning_questions": [
            _told(q)
            for block in canvas.template.blocks
            for q in canvas.learning_questions_of(block.key)
        ],
        "actions": [
            _told(a) for block in canvas.template.blocks for a in canvas.actions_of(block.key)
        ],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def shown(digits: str) -> str:
    """A fingerprint as people read and compare it: ``3f2a-91c4-…``, the first 24 digits."""
    head = digits[:SHOWN_DIGITS]
    return "-".join(head[i : i + _GROUP] for i in range(0, len(head), _GROUP))


def _by_id(things: Iterable[InCanvas]) -> list[dict[str, Any]]:
    return [_told(thing) for thing in sorted(things, key=lambda thing: thing.id)]


def _told(thing: InCanvas) -> dict[str, Any]:
    return thing.model_dump(mode="json", exclude=_LEFT_OUT)
