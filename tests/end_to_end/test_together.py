"""Two programs work in one workspace."""

from __future__ import annotations

from tests.end_to_end.conftest import Desk
from tests.support import build


def test_what_another_program_adds_appears_without_a_key_and_leaves_typing_alone(
    desk: Desk,
) -> None:
    canvas = desk.keep(build.empty_canvas(build.shipped_template()))
    terminal = desk.start()
    terminal.wait_for(canvas.region.name)
    desk.open_first_block(terminal)
    terminal.type("Ik ben nog bezig")
    terminal.wait_for("Ik ben nog bezig")

    cell = ("--block", "opgave", "--perspective", "overheid")
    desk.run("contribute", canvas.id, *cell, "Van de collega")
    terminal.wait_for("Van de collega", "Ik ben nog bezig")
    terminal.press("enter")
    terminal.wait_for("• Ik ben nog bezig")

    texts = [c.text for c in desk.canvas(canvas.id).contributions]
    assert sorted(texts) == ["Ik ben nog bezig", "Van de collega"]


def test_two_people_type_at_once_and_nothing_is_lost(desk: Desk) -> None:
    canvas = desk.keep(build.empty_canvas(build.shipped_template()))
    people = [desk.start(), desk.start()]
    for terminal in people:
        terminal.wait_for(canvas.region.name)
        desk.open_first_block(terminal)
    for number in range(4):
        for person, terminal in enumerate(people):
            terminal.type(f"zin {number} van {person}")
            terminal.press("enter")
    for terminal in people:
        terminal.wait_for(" · 8 ─")

    texts = {c.text for c in desk.canvas(canvas.id).contributions}
    assert texts == {f"zin {number} van {person}" for number in range(4) for person in (0, 1)}
