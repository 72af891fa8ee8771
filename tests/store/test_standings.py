"""The list of all canvases says of each how far it is, as the canvas in full does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support import build
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.status import Status, standing


def test_each_canvas_is_as_far_as_it_is_in_full(tmp_path: Path) -> None:
    with opened(tmp_path / "werk.db") as workspace:
        canvases = [keep(workspace, build.canvas(n, f"Opgave {n}")) for n in range(1, 5)]
        _concept, reviewed, adopted, reopened = canvases
        workspace.reviews.open_round(reviewed, "Ronde 1", deadline=date(2026, 2, 14))
        for each in (adopted, reopened):
            workspace.reviews.adopt(each, decided_on=date(2026, 2, 14), decided_by="Stuurgroep")
        workspace.reviews.reopen(workspace.canvases.get(reopened.id), "Nieuwe cijfers")

        found = workspace.reviews.standings()

        assert found == {c.id: standing(workspace.canvases.get(c.id)) for c in canvases}
        assert [(found[c.id].status, found[c.id].version) for c in canvases] == [
            (Status.CONCEPT, 1),
            (Status.IN_REVIEW, 1),
            (Status.ADOPTED, 1),
            (Status.CONCEPT, 2),
        ]
