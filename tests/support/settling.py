"""Waiting until a Textual program has nothing left to do: for its events, never for a clock.

After every key Textual's pilot naps, 20 ms at a time, until the process used hardly any time in a
nap. That is long, and on a busy machine too short: what gets no turn uses no time either. But the
event loop knows what it has left to do, so here it is asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from math import inf
from time import monotonic, process_time
from typing import Any
from unittest.mock import patch
from weakref import WeakSet

import pytest
import textual.app
import textual.pilot
import textual.screen

#: What is due within so many seconds belongs to what was asked, such as drawing what changed.
SOON = 0.02
#: Frames a second. A timer of Textual may skip a frame: two of them must be less than ``SOON``.
FRAMES = 240

#: A thread that in so many seconds uses hardly any time waits for something, such as the test.
_NAP = 0.1

_in_threads: WeakSet[asyncio.Future[Any]] = WeakSet()


async def settled(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until nothing is left to do in this event loop, or for ``max_sleep`` seconds.

    Threads that the loop started are waited for as long as they are busy; not those that wait for
    something themselves. The arguments are those of Textual's ``wait_for_idle``.
    """
    loop, end = asyncio.get_running_loop(), monotonic() + max_sleep
    await asyncio.sleep(min_sleep)
    while monotonic() < end:
        due = _next_due(loop)
        if due > SOON:
            if not await _a_thread_is_done():
                return
        else:
            await asyncio.sleep(due)


def _next_due(loop: Any) -> float:
    """In how many seconds there is something to do; infinite if there is nothing at all."""
    if loop._ready:
        return 0.0
    moments = (timer.when() for timer in loop._scheduled if not timer.cancelled())
    return max(0.0, min(moments, default=inf) - loop.time())


async def _a_thread_is_done() -> bool:
    """Wait for a thread of this loop; false when there is none, or none that does anything."""
    loop = asyncio.get_running_loop()
    while at_work := [f for f in _in_threads if f.get_loop() is loop and not f.done()]:
        used = process_time()
        done, _ = await asyncio.wait(at_work, timeout=_NAP, return_when=asyncio.FIRST_COMPLETED)
        if done:
            return True
        if process_time() - used < _NAP / 100:
            break
    return False


@pytest.fixture(scope="session", autouse=True)
def no_naps() -> Iterator[None]:
    """The pilot waits for what happens."""
    run: Callable[..., asyncio.Future[Any]] = asyncio.BaseEventLoop.run_in_executor

    def noted(*arguments: Any) -> asyncio.Future[Any]:
        future = run(*arguments)
        _in_threads.add(future)
        return future

    with (
        patch.object(asyncio.BaseEventLoop, "run_in_executor", noted),
        patch.object(textual.app, "wait_for_idle", settled),
        patch.object(textual.pilot, "wait_for_idle", settled),
        patch.object(textual.screen, "UPDATE_PERIOD", 1 / FRAMES),
    ):
        yield
