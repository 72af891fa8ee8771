"""Going back in the history of a canvas, in a real terminal."""

from __future__ import annotations

from tests.end_to_end.conftest import PICTURE, Desk
from tests.support import build

CELL = ("--block", "opgave", "--perspective", "overheid")


def test_a_canvas_goes_back_to_a_named_moment_and_forth_again(desk: Desk) -> None:
    canvas = desk.keep(build.empty_canvas(build.shipped_template()))
    terminal = desk.start()
    terminal.wait_for(canvas.region.name)
    desk.open_first_block(terminal)
    terminal.type("Bedrijven zoeken zelf hun vakmensen")
    terminal.press("enter")
    terminal.wait_for("• Bedrijven")
    terminal.press("escape")
    terminal.wait_for(PICTURE)

    terminal.press("m")
    terminal.wait_for(desk.say("The canvas as it is now"))
    terminal.type("bijeenkomst 1")
    terminal.press("enter")
    terminal.wait_gone(desk.say("The canvas as it is now"))
    desk.run("contribute", canvas.id, *CELL, "Van de collega")

    terminal.press("h")
    terminal.wait_for("⚑ bijeenkomst 1", "Van de collega")
    terminal.press("down")
    terminal.wait_for("─⚑ bijeenkomst 1")
    terminal.press("c")
    terminal.wait_for("+ Van de collega")
    terminal.press("r")
    terminal.wait_for(desk.say("Put back"))
    terminal.press("left", "enter")
    terminal.wait_for(desk.say("nothing changed"))
    texts = [each.text for each in desk.canvas(canvas.id).contributions]
    assert texts == ["Bedrijven zoeken zelf hun vakmensen"]

    terminal.press("ctrl+z")
    terminal.wait_for("+ Van de collega")
    assert len(desk.canvas(canvas.id).contributions) == 2
