"""New identifiers: UUID version 7 (RFC 9562, section 5.7), in the order they were made."""

from __future__ import annotations

import secrets
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A new UUIDv7 as lower-case text.

    Within one process every id is greater than the one before, also when the clock
    stands still or steps back: the 12 bits after the timestamp then count on
    (RFC 9562, section 6.2, method 1), and carry into the timestamp when they are full.
    """
    global _last  # noqa: PLW0603 (one sequence a process is the point)
    with _lock:
        fresh = (time.time_ns() // 1_000_000) << 12
        _last = max(fresh, _last + 1)
        stamp, counter = _last >> 12, _last & 0xFFF
    value = (stamp << 80) | (0x7 << 76) | (counter << 64) | (0b10 << 62) | secrets.randbits(62)
    return str(uuid.UUID(int=value))
