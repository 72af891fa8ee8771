"""Making files from the screens, while the screens go on answering."""

from __future__ import annotations

from tests.end_to_end.conftest import Desk
from tests.support import build


def test_keys_are_answered_while_an_export_runs(desk: Desk) -> None:
    region = build.full_region()
    for number in range(1, 7):
        desk.keep(build.full_canvas(number=number, title=f"Opgave {number}", region=region))
    made = desk.home / "verslagen"
    terminal = desk.start()
    desk.at_the_list(terminal)
    terminal.press("home", "x")
    terminal.wait_for(desk.say("In which language"))
    terminal.press("enter", "down", "down", "enter", "tab", "tab", "tab", "ctrl+u")
    terminal.type(f"{made}/\r")

    terminal.press("f1")
    terminal.wait_for(f"› {desk.say('Help')}")
    assert len(list(made.glob("*.pdf"))) < 12

    terminal.press("escape")
    terminal.wait_for("✓")
    assert len(list(made.glob("*.pdf"))) == 12
    assert all(file.read_bytes().rstrip().endswith(b"%%EOF") for file in made.iterdir())


def test_leaving_stops_an_export_and_leaves_no_half_file(desk: Desk) -> None:
    region = build.full_region()
    for number in range(1, 7):
        desk.keep(build.full_canvas(number=number, title=f"Opgave {number}", region=region))
    made = desk.home / "verslagen"
    terminal = desk.start()
    desk.at_the_list(terminal)
    terminal.press("home", "x")
    terminal.wait_for(desk.say("In which language"))
    terminal.press("tab", "tab", "tab", "ctrl+u")
    terminal.type(f"{made}/\r")
    terminal.wait_for("%")
    terminal.press("escape")
    desk.at_the_list(terminal)
    terminal.press("ctrl+q")
    terminal.expect_exit()

    files = list(made.iterdir()) if made.exists() else []
    assert len(files) < 6
    assert all(file.read_bytes().rstrip().endswith(b"%%EOF") for file in files)


def test_a_file_that_is_there_is_replaced_only_when_asked(desk: Desk) -> None:
    desk.keep(build.full_canvas())
    target = desk.home / "brief.pdf"
    target.write_text("Een brief die niet weg mag")
    terminal = desk.start()
    desk.at_the_list(terminal)
    terminal.press("x")
    terminal.wait_for(desk.say("To which file"))
    terminal.press("tab", "tab", "tab", "ctrl+u")
    terminal.type(f"{target}\r")
    terminal.wait_for(desk.say("Another name"))
    terminal.press("escape")
    terminal.wait_for("brief-2")
    assert target.read_text() == "Een brief die niet weg mag"

    terminal.press("enter")
    terminal.wait_for("✓")
    assert (desk.home / "brief-2.pdf").read_bytes().startswith(b"%PDF")
    assert target.read_text() == "Een brief die niet weg mag"
