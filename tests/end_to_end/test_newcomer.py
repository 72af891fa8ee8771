"""A newcomer's whole path, from the examples to a report to mail: one afternoon in one test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.end_to_end.conftest import PICTURE, Desk
from tests.support.build import shipped_template
from tests.support.terminal import Terminal
from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import Canvas

REGION = "Oost-Achterhoek en Twente"
TITLE = "Vaklui voor morgen"

#: What is said in the guided round: per cell the contributions, the score, the reason.
ROUND = (
    (
        ["Wij zoeken 120 lassers.", "[bold]Ruimte[/] & tijd voor {stages}: <één> coöperatie!"],
        4,
        "Het convenant is getekend.",
    ),
    (["Onze werkplaats staat ’s avonds leeg: 24 m²."], 2, "Er is nog geen rooster."),
    (["=SOM(1+1) vergunningen per jaar"], 1, "Nog niemand is eigenaar; %s"),
)
SAID_LATER = "Een leerhuis bij het station, samen met de bibliotheek"


def walk(desk: Desk, terminal: Terminal, report: Path) -> None:
    """Everything a newcomer does, up to the report."""
    template = shipped_template()
    sides = [perspective.name(desk.language) for perspective in template.perspectives]

    # Look at an example, and go back.
    desk.at_the_list(terminal)
    terminal.press("enter")
    terminal.wait_for(PICTURE, "◆", "●", "■")
    terminal.press("escape")
    desk.at_the_list(terminal)

    # A region: a municipality by a part of its name, and a whole COROP area.
    terminal.press("r")
    terminal.wait_for(desk.say("Name of the region"))
    terminal.type(REGION)
    terminal.press("tab")
    terminal.type("winters")
    terminal.wait_for("Winterswijk")
    terminal.press("enter")
    terminal.wait_for(desk.count("{n} municipality", "{n} municipalities", 1))
    terminal.type("twente")
    terminal.wait_for("Twente")
    terminal.press("enter")
    municipalities = 1 + len(twente())
    counted = desk.count("{n} municipality", "{n} municipalities", municipalities)
    terminal.wait_for(counted)
    terminal.press("ctrl+s")
    terminal.wait_for(REGION, counted)
    desk.at_the_list(terminal)

    # A canvas in it.
    terminal.press("n")
    terminal.wait_for(desk.say("Challenge, in one line"))
    terminal.type(TITLE)
    terminal.press("ctrl+s")
    terminal.wait_for(f"{REGION} › {TITLE}", PICTURE)

    # The guided round, for as long as there was time.
    terminal.press("g")
    desk.ready_to_type(terminal)
    for cell, (texts, score, reason) in enumerate(ROUND, start=1):
        terminal.wait_for(desk.say("Cell {n} of {total}", n=cell, total=27), sides[cell - 1])
        for number, text in enumerate(texts, start=1):
            terminal.type(text)
            terminal.press("enter")
            terminal.wait_for(desk.count("{n} contribution", "{n} contributions", number))
        terminal.press("tab")
        terminal.type(str(score))
        terminal.type(reason)
        terminal.press("enter")
    terminal.wait_for(desk.say("Cell {n} of {total}", n=len(ROUND) + 1, total=27))

    # A slip, and undoing it.
    terminal.type("Dit was een vergissing")
    terminal.press("enter")
    terminal.wait_for("• Dit was een vergissing")
    terminal.press("ctrl+z")
    terminal.wait_gone("• Dit was een vergissing")
    terminal.press("escape")

    # The picture: three of 27 cells, and a difference of view.
    terminal.wait_for(PICTURE, "≠", "3")
    # Another block, by its figure, and the full editor: kind, who said it, a tag.
    terminal.press("8", "enter")
    desk.ready_to_type(terminal)
    terminal.press("tab", "tab")
    terminal.wait_for(f"■ {sides[2]} ›")
    terminal.press("ctrl+e")
    terminal.wait_for(desk.say("What does this side say?"))
    terminal.type(SAID_LATER)
    terminal.press("tab", "enter", "down", "enter")
    terminal.wait_for(template.kinds[0].name(desk.language))
    terminal.press("tab")
    terminal.type("Wethouder Joke Özdemir")
    terminal.press("tab")
    terminal.type("leven lang leren")
    terminal.press("enter", "ctrl+s")
    terminal.wait_for(desk.say("Saved: {text}", text="")[:6])
    terminal.press("escape")
    terminal.wait_for(" · 1 ─")
    terminal.press("escape")
    terminal.wait_for(PICTURE)

    # The agenda that follows.
    terminal.press("a")
    title = template.reading_order[0].title(desk.language)
    terminal.wait_for(desk.say("Conversation agenda"), f"1. 1 {title}", "%s”")
    terminal.press("escape")
    terminal.wait_for(PICTURE)

    # Searching without the accents, by the start of a word, and jumping there.
    terminal.press("ctrl+f")
    terminal.wait_for(desk.say("Everything that was typed in this workspace can be found here."))
    terminal.type("cooperat")
    terminal.wait_for("coöperatie")
    terminal.press("enter")
    terminal.wait_for(f"{TITLE} › 1", "coöperatie")
    terminal.press("escape")
    terminal.wait_for("cooperat")
    terminal.press("escape")
    terminal.wait_for(PICTURE)

    # The report.
    terminal.press("x")
    terminal.wait_for(desk.say("To which file"))
    terminal.press("tab", "tab", "tab", "ctrl+u")
    terminal.type(str(report))
    terminal.press("enter")
    terminal.wait_for("✓")
    terminal.press("escape")
    terminal.wait_for(PICTURE)
    terminal.press("ctrl+q")
    terminal.expect_exit()


def twente() -> set[str]:
    """The codes of the municipalities of the COROP area Twente."""
    return set(next(a for a in registry.corop_areas() if a.name == "Twente").municipalities)


# The screens have tests of their own in every size and language; this is the way between them.
@pytest.mark.parametrize(("language", "columns", "lines"), [("nl", 80, 24), ("en", 200, 60)])
def test_from_the_examples_to_a_report_with_every_word(
    desk: Desk, language: str, columns: int, lines: int
) -> None:
    desk.language = language
    kept, report = desk.home / "proef.db", desk.home / "verslag.pdf"
    walk(desk, desk.start("demo", "--keep", kept, columns=columns, lines=lines), report)

    canvas = desk.canvas(made(desk, kept), db=kept)
    assert as_said(canvas)
    printed = squeezed("".join(page.extract_text() for page in PdfReader(report).pages))
    for words in (
        *(contribution.text for contribution in canvas.contributions),
        *(rating.reason for rating in canvas.ratings),
        "Wethouder Joke Özdemir",
        "leven lang leren",
        canvas.title,
        canvas.region.name,
        desk.say("Conversation agenda"),
        *(block.question(language) for block in canvas.template.blocks),
    ):
        assert squeezed(words) in printed, words


def made(desk: Desk, db: Path) -> str:
    """The id of the canvas that was made, as ``canvas list`` gives it."""
    listed = json.loads(desk.run("--db", db, "canvas", "list", "--json"))
    [found] = [line["id"] for line in listed if line["title"] == TITLE]
    return str(found)


def as_said(canvas: Canvas) -> bool:
    """Whether the canvas holds what was typed, where it was typed, and nothing else."""
    cells = canvas.template.cells
    for cell, (texts, score, reason) in zip(cells, ROUND, strict=False):
        assert [c.text for c in canvas.cell(*cell)] == texts
        rating = canvas.rating(*cell)
        assert rating is not None
        assert (rating.score, rating.reason) == (score, reason)
    [later] = canvas.cell("middelen", "overheid")
    assert (later.text, later.tags) == (SAID_LATER, ("leven lang leren",))
    assert later.kind == canvas.template.kinds[0].key
    assert len(canvas.contributions) == sum(len(texts) for texts, *_rest in ROUND) + 1
    assert len(canvas.ratings) == len(ROUND)
    names = twente() | {"GM0294"}  # Winterswijk
    assert set(canvas.region.municipalities) == names
    return True


def squeezed(text: str) -> str:
    """``text`` without blanks: a page breaks lines where it has to."""
    return "".join(text.split())
