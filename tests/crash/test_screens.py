"""The screens that are killed: what stood there as kept is kept, and typing is offered again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from tests.crash.soundness import faults
from tests.end_to_end.conftest import Desk
from tests.support import build
from tests.support.workspaces import opened
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.drafting import LONGEST

#: How much later than its clock says a busy machine may come to keep a draft, in seconds.
LATE = 1.5


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A Dutch desk with nothing on it; the terminals are closed afterwards."""
    with ExitStack() as terminals:
        yield Desk(tmp_path, terminals)


@pytest.mark.usefixtures("batch")
def test_what_stood_on_the_screen_as_kept_is_kept_and_typing_is_offered_again(
    desk: Desk, chance: Random, kills: int
) -> None:
    person = Person(desk, chance, desk.keep(build.empty_canvas(build.shipped_template())))
    while person.kills < kills:
        person.kills += person.works_until_the_plug_is_pulled()
        person.looks()

    # The last start of all finds it as every other did, and ends as it should.
    person.starts()
    person.terminal.press("escape", "ctrl+q")
    person.terminal.expect_exit()


@dataclass
class Person:
    """Somebody who types sentences for the first cell, and what they saw of each."""

    desk: Desk
    chance: Random
    canvas: Canvas
    kills: int = 0
    number: int = 0
    #: What was typed and followed by Enter; and whether it then stood on the screen as kept.
    sentences: dict[str, bool] = field(default_factory=dict)
    #: What was typed last without Enter, piece by piece: what stood there then, and since when.
    typed: list[tuple[float, str]] = field(default_factory=list)
    #: What the next start must offer.
    drafted: str = ""
    #: When each sentence was entered, and when the plug was pulled.
    entered: dict[str, float] = field(default_factory=dict)
    pulled: float = 0.0

    def works_until_the_plug_is_pulled(self) -> bool:
        """One start of the program, and its end at some moment; whether that was a kill."""
        self.typed = [(0.0, self.drafted)]
        moment = self.chance.random()
        if moment < 0.2:
            self.terminal = self.desk.start()
            sleep(self.chance.uniform(0, 1.2))
        else:
            self.starts()
            # Texts stay so short that each stands on one row.
            for _sentence in range(max(self.chance.randrange(4), len(self.drafted) > 8)):
                self.says_something()
            self.is_typing()
            if moment > 0.85:
                self.terminal.press("escape", "escape", "ctrl+q")
                sleep(self.chance.uniform(0, 0.3))
        self.pulled = monotonic()
        killed = self.terminal.kill9()
        shown = self.terminal.screen()
        for sentence in self.sentences:
            self.sentences[sentence] |= f"• {sentence}" in shown
        return killed

    def starts(self) -> None:
        """Start the program and go to the first cell, where the last typing is offered."""
        self.terminal = self.desk.start()
        self.terminal.wait_for(self.canvas.region.name)
        self.desk.open_first_block(self.terminal)
        if self.drafted:
            self.terminal.wait_for(f"› {self.drafted}", self.desk.say("Ctrl+R throws it away."))

    def says_something(self) -> None:
        """Type a sentence and Enter; the first goes on from what was offered."""
        self.number += 1
        sentence = f"{self.drafted}z{self.number}."
        self.terminal.type(f"z{self.number}.")
        self.sentences[sentence] = False
        self.terminal.press("enter")
        self.entered[sentence] = monotonic()
        if self.chance.random() < 0.5:
            self.terminal.wait_for(f"• {sentence}")
            self.sentences[sentence] = True
        self.drafted = ""
        self.typed = [(monotonic(), "")]

    def is_typing(self) -> None:
        """Begin a sentence, and pause at times."""
        for _piece in range(self.chance.randrange(4)):
            piece = self.chance.choice("abc")
            self.terminal.type(piece)
            text = self.typed[-1][1] + piece
            if self.chance.random() < 0.7:
                self.terminal.wait_for(f"› {text}")
            self.typed.append((monotonic(), text))
            sleep(self.chance.choice([0, 0.1, 0.4, LONGEST + LATE]))

    def looks(self) -> None:
        """Hold what is there against what was seen."""
        assert not faults(self.desk.workspace)
        with opened(self.desk.workspace) as workspace:
            notes = workspace.canvases.get(self.canvas.id).contributions
            drafts = workspace.drafts.all()
        kept = Counter(note.text for note in notes)
        assert set(kept.values()) <= {1}, kept
        assert {s for s, seen in self.sentences.items() if seen} <= set(kept)
        assert set(kept) <= set(self.sentences)
        # They were said one after the other: none is there without those before it.
        assert [note.text for note in notes] == list(self.sentences)[: len(notes)]
        lost = list(self.sentences)[len(notes) :]

        assert len(drafts) <= 1
        self.drafted = drafts[0].fields["text"] if drafts else ""
        assert not [s for s in lost if self.entered[s] < self.pulled - LATE]
        due = [text for since, text in self.typed if since < self.pulled - LONGEST - LATE]
        if not lost:
            could_be = [text for _since, text in self.typed]
            assert self.drafted in could_be, (self.drafted, self.typed)
            assert not due or could_be.index(self.drafted) >= len(due) - 1
        self.sentences = dict.fromkeys(kept, True)
