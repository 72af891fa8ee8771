"""What is typed or pasted in the screens is what is kept, however nasty and however fast."""

from __future__ import annotations

import pytest

from tests.end_to_end.conftest import Desk
from tests.support import build
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, REFUSED_TEXTS
from tests.support.terminal import Terminal
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.model import check_text


@pytest.fixture
def canvas(desk: Desk) -> Canvas:
    """An empty canvas of nine blocks in the desk's workspace."""
    return desk.keep(build.empty_canvas(build.shipped_template()))


@pytest.fixture
def terminal(desk: Desk, canvas: Canvas) -> Terminal:
    """The program with the first block open, ready to type for the entrepreneurs."""
    terminal = desk.start(columns=120, lines=40)
    terminal.wait_for(canvas.region.name)
    desk.open_first_block(terminal)
    return terminal


def written(terminal: Terminal, number: int) -> None:
    """Wait until a column says that it has ``number`` contributions."""
    terminal.wait_for(f" · {number} ─")


def test_hostile_texts_that_are_typed_are_kept_to_the_character(
    desk: Desk, canvas: Canvas, terminal: Terminal
) -> None:
    texts = [text for text in HOSTILE_NAMES if len(text) < 100]
    for number, text in enumerate(texts, start=1):
        terminal.type(text)
        terminal.press("enter")
        written(terminal, number)

    assert [c.text for c in desk.canvas(canvas.id).contributions] == texts


def test_hostile_texts_that_are_pasted_are_kept_to_the_character(
    desk: Desk, canvas: Canvas, terminal: Terminal
) -> None:
    for number, text in enumerate(HOSTILE_TEXTS, start=1):
        terminal.paste(text)
        terminal.press("enter")
        written(terminal, number)

    assert [c.text for c in desk.canvas(canvas.id).contributions] == list(HOSTILE_TEXTS)


def test_what_may_not_be_kept_is_refused_or_shown_and_never_reaches_the_terminal(
    desk: Desk, canvas: Canvas, terminal: Terminal
) -> None:
    refused = [text for text, _why in REFUSED_TEXTS if len(text) < 1000]
    for text in refused:
        terminal.paste(text.encode("utf-8", "ignore").decode())
        terminal.press("enter", "ctrl+r")  # what was refused stayed: throw it away
    terminal.type("gewoon")
    terminal.press("enter")
    terminal.wait_for("• gewoon")

    assert "titel" not in terminal.title()
    kept = [c.text for c in desk.canvas(canvas.id).contributions]
    assert kept[-1] == "gewoon"
    assert all(check_text(text) == text for text in kept)


def test_sentences_that_arrive_all_at_once_stay_apart(
    desk: Desk, canvas: Canvas, terminal: Terminal
) -> None:
    """As they do over a slow line, or when the computer was busy for a moment."""
    terminal.type("een\rtwee\rdrie\r")
    written(terminal, 3)

    assert [c.text for c in desk.canvas(canvas.id).contributions] == ["een", "twee", "drie"]


def test_keys_that_arrive_all_at_once_keep_their_order(
    desk: Desk, canvas: Canvas, terminal: Terminal
) -> None:
    terminal.type("van de een\r\tvan de ander\r")
    written(terminal, 1)
    terminal.wait_for("van de een", "van de ander")
    terminal.press("ctrl+e")
    terminal.wait_for(desk.say("What does this side say?"))
    terminal.type("in één adem opgeslagen\x13")
    terminal.press("escape")
    terminal.wait_for("• in één adem")

    sides = [(c.perspective, c.text) for c in desk.canvas(canvas.id).contributions]
    assert sorted(sides) == [
        ("ondernemers", "van de een"),
        ("onderwijs", "in één adem opgeslagen"),
        ("onderwijs", "van de ander"),
    ]
