"""The tests of the screens wait for all that a key leads to, and for nothing else."""

from __future__ import annotations

import asyncio
import threading
from time import monotonic

from tests.support.settling import SOON, no_naps, settled  # noqa: F401 (a fixture)


async def test_what_follows_from_what_follows_is_waited_for() -> None:
    done: list[int] = []

    def follow(steps: int) -> None:
        done.append(steps)
        if steps:
            asyncio.get_running_loop().call_soon(follow, steps - 1)

    asyncio.get_running_loop().call_soon(follow, 100)
    await settled()
    assert done[-1] == 0


async def test_what_is_due_soon_is_waited_for_and_what_is_due_later_is_not() -> None:
    done: list[str] = []
    loop = asyncio.get_running_loop()
    loop.call_later(SOON / 2, done.append, "soon")
    later = loop.call_later(60.0, done.append, "later")
    began = monotonic()
    await settled()
    assert done == ["soon"]
    assert monotonic() - began < 30.0
    later.cancel()


async def test_a_thread_that_works_is_waited_for_with_what_it_leads_to() -> None:
    done: list[int] = []

    async def counted() -> None:
        done.append(await asyncio.to_thread(sum, range(2_000_000)))

    counting = asyncio.create_task(counted())
    await settled(max_sleep=60.0)
    assert done == [sum(range(2_000_000))]
    await counting


async def test_a_thread_that_waits_is_not_waited_for() -> None:
    go = threading.Event()
    waiting = asyncio.create_task(asyncio.to_thread(go.wait, 60.0))
    began = monotonic()
    await settled(max_sleep=60.0)
    assert not waiting.done() and monotonic() - began < 30.0
    go.set()
    assert await waiting


async def test_what_never_ends_is_left_after_a_while() -> None:
    loop = asyncio.get_running_loop()
    again: list[asyncio.Handle] = []

    def repeat() -> None:
        again[:] = [loop.call_soon(repeat)]

    repeat()
    await settled(max_sleep=0.1)
    again[0].cancel()
