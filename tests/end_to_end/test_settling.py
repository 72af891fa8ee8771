"""Two people change one sentence, send each other a PDF, and choose."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.conftest import Desk
from tests.support import build

CELL = ("opgave", "overheid")
FIRST = "Jongeren blijven voor de techniek"


def test_two_people_exchange_by_pdf_and_the_choice_comes_back(desk: Desk) -> None:
    canvas = desk.keep(build.canvas(template=build.shipped_template(), notes={CELL: [FIRST]}))
    hers, his = desk.home / "naar-bob.pdf", desk.home / "naar-anna.pdf"
    bob = desk.home / "bob.db"
    export = ("export", canvas.id, "--format", "pdf", "--out")

    desk.run(*export, hers)
    desk.run("--db", bob, "import", hers)
    edit(desk, canvas.id, " en de zorg", db=bob)
    desk.run("--db", bob, *export, his)
    edit(desk, canvas.id, " en de bouw")

    with desk.start() as terminal:
        desk.at_the_list(terminal)
        terminal.press("i")
        terminal.wait_for("pdf")
        terminal.type(str(his))
        terminal.press("enter")
        terminal.wait_for("Twee lezingen", "de [+zorg]", "de [−bouw]")
        terminal.press("b")
        terminal.wait_for("In dit canvas is niets te kiezen.")
        terminal.press("escape")
        terminal.press("ctrl+q")
        terminal.expect_exit()

    back = desk.home / "terug.pdf"
    desk.run(*export, back)
    desk.run("--db", bob, "import", back)

    for db in (None, bob):
        found = desk.canvas(canvas.id, db=db)
        texts = [note.text for note in found.cell(*CELL)]
        assert sorted(texts) == [f"{FIRST} en de bouw", f"{FIRST} en de zorg"]
        assert found.to_choose == ()


def edit(desk: Desk, canvas_id: str, more: str, *, db: Path | None = None) -> None:
    """Add ``more`` to the sentence in the screens."""
    with desk.start(*(["--db", db] if db else [])) as terminal:
        desk.open_first_block(terminal)
        terminal.press("tab", "tab")  # to the side that said it
        terminal.wait_for("Overheid › ")
        terminal.press("up")
        terminal.wait_for(f"⏎ {desk.say('Edit')}")
        terminal.press("enter")
        terminal.wait_for(desk.say("Save"))
        terminal.press("end")
        terminal.type(more)
        terminal.wait_for(more.strip())
        terminal.press("ctrl+s")
        terminal.wait_gone(desk.say("Save"))
        terminal.press("ctrl+q")
        terminal.expect_exit()
    [note] = desk.canvas(canvas_id, db=db).contributions
    assert note.text == FIRST + more
