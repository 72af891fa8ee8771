"""A program lead compares regions: sees who differs, reads why, and goes back."""

from __future__ import annotations

import pytest

from tests.end_to_end.conftest import Desk
from tests.support import build
from tests.support.comparing import WERK, scored


@pytest.mark.parametrize("language", ["nl", "en"])
def test_two_regions_are_compared_sorted_and_read_in_a_small_terminal(
    desk: Desk, language: str
) -> None:
    desk.language = language
    reason = ("opgave", "onderwijs")
    desk.keep(scored(1, build.region(1, "Aa en Hunze", cluster=WERK), (4, 5, 4), (2, 2, 2)))
    notes = {reason: ["Wij zien nog geen plan"]}
    desk.keep(scored(2, build.region(2, "Bommelerwaard"), (4, 1, 4), (3, 3, 3), notes=notes))
    terminal = desk.start(columns=80, lines=24)
    desk.at_the_list(terminal)
    challenge = build.small_template().blocks[0].title(language)

    terminal.press("c")
    shown = terminal.wait_for(desk.say("Compare regions"), "Aa en Hunze", f"1 {challenge}")
    assert shown.index("Aa en Hunze") < shown.index("Bommelerwaard")

    # By the first block, lowest first: the cursor is there.
    terminal.press("right", "s")
    terminal.wait_for(f"▲1 {challenge}")
    terminal.wait_until(
        lambda screen: -1 < screen.find("Bommelerwaard") < screen.find("Aa en Hunze"),
        "the region with the lowest mean first",
    )
    terminal.wait_for(f"Bommelerwaard › 1 {challenge}", f"≠ {desk.say('Difference of view')}")

    # What it says, and on to the canvas itself.
    terminal.press("enter")
    terminal.wait_for("• Wij zien nog geen plan")
    terminal.press("down", "down", "enter")
    desk.ready_to_type(terminal)
    terminal.wait_for("Wij zien nog geen plan", f"1 {challenge}")

    # Back to the same cell of the same order, and to the list.
    terminal.press("escape")
    terminal.wait_for("• Wij zien nog geen plan")
    terminal.press("escape")
    terminal.wait_for(f"▲1 {challenge}", f"Bommelerwaard › 1 {challenge}")
    terminal.press("escape")
    desk.at_the_list(terminal)
    terminal.press("ctrl+q")
    terminal.expect_exit()


def test_who_types_cities_of_work_sees_those_alone(desk: Desk) -> None:
    desk.keep(scored(1, build.region(1, "Aa en Hunze", cluster=WERK), (4, 5, 4)))
    desk.keep(scored(2, build.region(2, "Bommelerwaard"), (4, 1, 4)))
    terminal = desk.start(columns=80, lines=24)
    desk.at_the_list(terminal)

    terminal.press("c")
    terminal.wait_for("Bommelerwaard")
    terminal.press("f")
    terminal.wait_for(desk.say("Which regions to compare"))
    terminal.press("down", "enter")
    terminal.type("werkst")
    terminal.wait_for("☐ werkstad")
    terminal.press("enter")
    terminal.wait_for("☑ werkstad", desk.count("{n} region", "{n} regions", 1))
    terminal.press("ctrl+s")
    terminal.wait_gone("Bommelerwaard")
    terminal.wait_for("Aa en Hunze", "type: werkstad")
