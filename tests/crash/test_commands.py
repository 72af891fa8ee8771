"""Commands that are killed: what one said to be done is there, and nothing is there by halves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.crash.plug import WHO, Plug
from tests.crash.soundness import faults
from tests.crash.undoing import undone_and_redone
from tests.support import build
from tests.support.workspaces import keep, rows, said
from welvaartcanvas.domain.canvas import Canvas, Contribution
from welvaartcanvas.exchange import interchange
from welvaartcanvas.workspace import open_workspace

PARTNER = "Kamer van Koophandel"
TAG = "vakmensen"


@pytest.mark.usefixtures("batch")
def test_what_a_command_said_is_kept_and_nothing_is_kept_by_halves(plug: Plug, kills: int) -> None:
    with open_workspace(plug.workspace, "voorbereiding") as workspace:
        canvas = keep(workspace, build.empty_canvas(build.shipped_template()))
    person = Person(plug, canvas)
    while plug.kills < kills:
        person.does_something()
        # Sometimes the next command finds what two or three killed ones left.
        if plug.chance.random() < 0.7:
            person.looks()
    person.looks()

    back = undone_and_redone(plug.workspace, canvas.id, WHO)
    assert back[-1] == said(canvas)
    steps = rows(
        plug.workspace, "SELECT id FROM steps WHERE canvas_id = ? AND who = ?", canvas.id, WHO
    )
    assert len(back) - 1 == len(steps)
    assert plug.run("canvas", "show", canvas.id).done


@dataclass
class Person:
    """Somebody who uses commands, and remembers what each of them said."""

    plug: Plug
    canvas: Canvas
    number: int = 0
    #: What was said, by its words; and whether the program said that it is kept.
    texts: dict[str, bool] = field(default_factory=dict)
    #: The scores that the cell may have: the last that was kept, and those tried since.
    scores: list[tuple[int, str] | None] = field(default_factory=lambda: [None])
    #: Canvases in files that were imported, by id; and whether the program said so.
    imported: dict[str, tuple[Canvas, bool]] = field(default_factory=dict)

    def does_something(self) -> None:
        """Use one command, and kill it."""
        self.number += 1
        self.plug.chance.choices([self._contributes, self._rates, self._imports], [6, 3, 1])[0]()

    def _contributes(self) -> None:
        text = f"zin {self.number} " + "woord " * self.plug.chance.choice([1, 30, 1500])
        cell = ("--block", "opgave", "--perspective", "overheid")
        more = ("--partner", PARTNER, "--tag", TAG)
        ended = self.plug.kill("contribute", self.canvas.id, *cell, *more, text.strip())
        self.texts[text.strip()] = bool(ended.lines)

    def _rates(self) -> None:
        score = self.plug.chance.randrange(6), f"reden {self.number}"
        cell = ("--block", "opgave", "--perspective", "overheid")
        given = ("--score", str(score[0]), "--reason", score[1])
        done = self.plug.kill("rate", self.canvas.id, *cell, *given).done
        self.scores = [score] if done else [*self.scores, score]

    def _imports(self) -> None:
        folder = self.plug.home / f"import-{self.number}"
        folder.mkdir()
        canvases = [build.full_canvas(2, number=self.number * 10 + n) for n in range(3)]
        for canvas in canvases:
            (folder / f"{canvas.id}.json").write_text(interchange.write(canvas), "utf-8")
        ended = self.plug.kill("import", folder)
        for canvas in canvases:
            told = any(canvas.id in line for line in ended.lines)
            self.imported[canvas.id] = canvas, told

    def looks(self) -> None:
        """The next start: hold what is there against what was said."""
        assert not faults(self.plug.workspace)
        with open_workspace(self.plug.workspace, "kijker") as workspace:
            kept = workspace.canvases.get(self.canvas.id)
            there = {line.id for line in workspace.canvases.lines()}
            for canvas_id, (canvas, told) in self.imported.items():
                assert not told or canvas_id in there, f"imported and gone: {canvas_id}"
                if canvas_id in there:
                    assert _whole(workspace.canvases.get(canvas_id)) == _whole(canvas)
        self._looks_at(kept.contributions)
        assert {note.partner_id for note in kept.contributions} <= {p.id for p in kept.partners}
        rating = kept.rating("opgave", "overheid")
        score = (rating.score, rating.reason) if rating else None
        assert score in self.scores
        self.scores = [score]

    def _looks_at(self, notes: tuple[Contribution, ...]) -> None:
        times = Counter(note.text for note in notes)
        for text, told in self.texts.items():
            assert times[text] <= 1, f"kept twice: {text[:20]}"
            assert not told or times[text], f"said to be kept and gone: {text[:20]}"
        assert set(times) <= set(self.texts)
        assert all(note.tags == (TAG,) and note.partner_id for note in notes)
        # What was perhaps kept is from now on known to be, or not.
        self.texts = dict.fromkeys(times, True)


def _whole(canvas: Canvas) -> dict[str, object]:
    """What a canvas says, but for its region, which others share."""
    return {key: thing for key, thing in said(canvas).items() if key != "region"}
