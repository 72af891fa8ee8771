"""Keys that come before the program is ready for them are taken in when it is."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input

from tests.support.tui import eventually
from tests.tui.conftest import AppMaker
from welvaartcanvas.tui import type_ahead


class Slow(ModalScreen[str]):
    """A dialog that takes a while to be made, as on a busy machine; Ctrl+S takes what it holds."""

    BINDINGS = (("ctrl+s", "take", "Take"),)

    def __init__(self) -> None:
        super().__init__()
        self.may_begin = asyncio.Event()

    async def _on_compose(self, event: events.Compose) -> None:
        await self.may_begin.wait()
        await super()._on_compose(event)

    def compose(self) -> ComposeResult:
        yield Input(id="find")

    def action_take(self) -> None:
        self.dismiss(self.query_one("#find", Input).value)


@pytest.mark.parametrize("patience", [type_ahead._LONGEST, 0.01], ids=["quick", "given up"])
async def test_keys_wait_for_a_dialog_that_is_still_being_made(
    app: AppMaker, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    monkeypatch.setattr(type_ahead, "_LONGEST", patience)
    taken: list[str | None] = []
    async with app().run_test() as pilot:
        dialog = Slow()
        shown = pilot.app.push_screen(dialog, taken.append)
        for key in ("e", "n", "ctrl+s"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(0.05)
        assert pilot.app.is_running
        assert taken == []

        dialog.may_begin.set()
        await shown
        await eventually(pilot, lambda: taken)

    assert taken == ["en"]
