"""What is typed ahead keeps its order: a key waits until the one before it was taken in.

Over a slow line, or after a moment in which the program was busy, keys arrive together.
Textual lays each in the queue of the focused widget, and answers the keys that a screen binds
before that widget has looked: Ctrl+S then overtakes the sentence that it should save, and
what follows Enter runs into the sentence before it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.events import Key, Paste
from textual.message_pump import MessagePump
from textual.timer import Timer

Typed = Key | Paste

#: How often a key's way is walked until it counts as taken in: first goes the key itself, then
#: what the widget said because of it (such as: Enter was pressed), then what that led to.
_ROUNDS = 3
#: How long a key may keep others waiting, in seconds: a widget that hangs must not hold them all.
_LONGEST = 1.0


class TypeAhead:
    """Hands typed keys to ``deliver`` (how Textual takes one in), each after the other."""

    def __init__(self, app: App[Any], deliver: Callable[[Typed], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._waiting: deque[Typed] = deque()
        self._busy = False
        self._number = 0
        """Which key is under way; what is still said of an earlier one counts no more."""
        self._timer: Timer | None = None

    async def take(self, typed: Typed) -> None:
        """Take a key in, now or when those before it are."""
        if not self._busy:
            await self._pass_on(typed)
            return
        self._waiting.append(typed)
        if self._timer is None:
            self._timer = self._app.set_timer(_LONGEST, self._give_up)

    async def _pass_on(self, typed: Typed) -> None:
        self._busy = True
        self._number += 1
        await self._hand_over(self._number, typed)

    async def _hand_over(self, number: int, typed: Typed) -> None:
        if number != self._number:
            return
        screen = self._app.screen
        # A screen that is still being made has no fields yet to take a key in. What it is to do
        # later it does when it is there.
        if not screen.is_mounted and screen.call_later(self._hand_over, number, typed):
            return
        await self._deliver(typed)
        await self._walk(number, deque(), _ROUNDS, screen)

    async def _walk(
        self, number: int, way: deque[MessagePump], rounds: int, screen: MessagePump
    ) -> None:
        """Go the way of a key, from the focused widget up to the app, through every queue."""
        if number != self._number:
            return
        while way:
            if way.popleft().call_later(self._walk, number, way, rounds, screen):
                return
        now = self._app.screen
        # Where the key opened a screen, the next one is meant for that.
        if now is not screen and now.call_after_refresh(self._walk, number, way, 1, now):
            return
        if rounds:
            way.extend((self._app.focused or now).ancestors_with_self)
            await self._walk(number, way, rounds - 1, screen)
            return
        await self._next()

    async def _next(self) -> None:
        self._stop()
        self._busy = False
        if self._waiting:
            if len(self._waiting) > 1:
                self._timer = self._app.set_timer(_LONGEST, self._give_up)
            await self._pass_on(self._waiting.popleft())

    async def _give_up(self) -> None:
        if not self._app.screen.is_mounted:  # it hangs on no widget: there are none
            self._timer = self._app.set_timer(_LONGEST, self._give_up)
            return
        self._number += 1
        await self._next()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
