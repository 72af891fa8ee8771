"""What something may cost, in processor time: by the clock a busy machine takes its part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

#: Others on the same machine make work take longer too, for they share its memory and caches.
ROOM = 4.0


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """What is done within is ``seconds`` of work of this process, give or take :data:`ROOM`."""
    before = process_time()
    yield
    worked = process_time() - before
    assert worked < seconds * ROOM, f"takes {worked:.1f} s of work"
