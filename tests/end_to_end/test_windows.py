"""The program in windows of every size, with and without colours."""

from __future__ import annotations

from tests.end_to_end.conftest import PICTURE, Desk
from tests.support import build


def test_the_window_grows_and_shrinks_and_what_was_typed_stays(desk: Desk) -> None:
    canvas = desk.keep(build.full_canvas())
    block = canvas.template.reading_order[0]
    terminal = desk.start(columns=80, lines=24)
    terminal.wait_for(canvas.region.name)
    terminal.press("enter")
    terminal.wait_for(PICTURE)
    assert block.question(desk.language) not in terminal.screen()

    terminal.resize(200, 60)
    terminal.wait_for("◆ Ondernemers", "● Onderwijs", "■ Overheid")
    terminal.press("enter")
    desk.ready_to_type(terminal)
    terminal.wait_for(block.question(desk.language))
    terminal.type("Half getypt")
    terminal.wait_for("› Half getypt")

    terminal.resize(80, 24)
    terminal.wait_for("◆ 1/", "› Half getypt")  # one prompt at a time: there is no room for all
    terminal.press("enter")
    terminal.wait_for("• Half getypt")


def test_without_colours_everything_is_still_told_apart(desk: Desk) -> None:
    canvas = desk.keep(build.full_canvas())
    terminal = desk.start(columns=120, lines=40, NO_COLOR="1")
    terminal.wait_for(canvas.region.name)
    terminal.press("enter")
    shown = terminal.wait_for(PICTURE, "≠", "!", "+")

    assert not terminal.hues()
    assert "4 ━━━━─" in shown
