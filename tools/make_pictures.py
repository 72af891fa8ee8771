"""Make the pictures of the documentation anew: ``docs/pictures/*.svg``.

Each shows the program itself: it runs without a terminal on the example canvases, in Dutch,
at a fixed size and moment, keys are pressed, and Textual draws what then stands on the screen.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from textual.widgets import Input, TextArea

from welvaartcanvas.domain.answers import Answers, Mark, Remark, Target
from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.i18n import set_language
from welvaartcanvas.settings import Settings
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.themes import LIGHT
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.overview import CANVAS
from welvaartcanvas.workspace import Workspace, open_workspace
from welvaartcanvas.workspace.demo import fill_with_examples

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"

#: Who sits at the keyboard, and when the examples were taken in: the day before the picture,
#: so that a day is shown and no time of day, which is another in another time zone.
WHO = "Marijke"
MOMENT = datetime(2026, 9, 18, 12, 0, tzinfo=UTC)

VAKMENSEN = "Genoeg vakmensen in de techniek"
BINNENSTAD = "Een levendige binnenstad op een vol stroomnet"

#: Rich asks for its font on the network; a picture that is read offline, or by somebody who
#: wants no stranger to know what they read, must do with the fonts that are there.
_WEB_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_FONTS = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"


@dataclass(frozen=True)
class Picture:
    """A picture of the canvas with that title: the keys that lead to it from the first screen."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 36)
    canvas: str = VAKMENSEN
    commented: bool = False


ALL = (
    Picture("workspace", size=(100, 14)),
    Picture("canvas", ("enter",), (140, 44)),
    Picture("block", ("enter", "1", "enter")),
    Picture("round", ("enter", "g"), canvas=BINNENSTAD),
    Picture("agenda", ("enter", "a")),
    Picture("comments", ("enter", "i"), (140, 24), commented=True),
    Picture("compare", ("c", "down", "right"), (140, 26)),
)


def make_all(folder: Path = PICTURES) -> list[Path]:
    """Write every picture to ``folder``, in place of what it held; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for picture in ALL:
        made.append(folder / f"{picture.name}.svg")
        with _workspace(commented=picture.commented) as workspace:
            made[-1].write_text(asyncio.run(drawn(workspace, picture)), "utf-8", newline="\n")
    return made


@contextmanager
def _workspace(*, commented: bool) -> Iterator[Workspace]:
    """The examples, in a workspace of which nothing stays, for somebody who sees colours.

    On one of them partners have ``commented``, if that is asked for.
    """
    coloured = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with (
        mock.patch.dict(os.environ, coloured, clear=True),
        _in_utc(),
        tempfile.TemporaryDirectory() as made,
        open_workspace(Path(made) / "werk.db", WHO, clock=lambda: MOMENT) as workspace,
    ):
        fill_with_examples(workspace)
        if commented:
            _comment(workspace)
        workspace.session.clock = lambda: MOMENT + timedelta(days=1)
        yield workspace


@contextmanager
def _in_utc() -> Iterator[None]:
    """In the time zone in which a moment is the same on every machine."""
    zone = os.environ.get("TZ")
    try:
        _set_zone("UTC")
        yield
    finally:
        _set_zone(zone)


def _set_zone(zone: str | None) -> None:
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()


def _comment(workspace: Workspace) -> None:
    """Open a round, take in what three partners wrote in the PDF, and handle one comment."""
    [line] = [line for line in workspace.canvases.lines() if line.title == VAKMENSEN]
    canvas = workspace.canvases.get(line.id)
    workspace.reviews.open_round(canvas, "Ronde 1", partners=[p.id for p in canvas.partners])
    for number, (partner, remarks) in enumerate(_remarks(canvas).items(), start=1):
        answers = Answers(f"{number:032}", name=partner.name, remarks=tuple(remarks))
        file = f"reactie-{partner.name.split()[-1].lower()}.pdf"
        workspace.comments.take(workspace.canvases.get(canvas.id), answers, file, partner)
    canvas = workspace.canvases.get(canvas.id)
    [done] = [comment for comment in canvas.comments if comment.page == 1]
    workspace.comments.answer(canvas, done, "Dank u wel.")


def _remarks(canvas: Canvas) -> dict[Partner, list[Remark]]:
    """What partners remark: on words, on the whole, in the fields, and changed afterwards."""
    firm, school, office = (
        next(p for p in canvas.partners if p.perspective == side)
        for side in ("ondernemers", "onderwijs", "overheid")
    )
    dream, plan = canvas.cell("opgave", "ondernemers")[1], canvas.cell("aanpak", "overheid")[0]
    courses = canvas.cell("aanpak", "onderwijs")[0]

    def remark(key: str, mark: Mark, text: str, **values: Any) -> Remark:
        said_at = MOMENT + timedelta(minutes=int(key))
        return Remark(key, mark, text, said_at=said_at, **values)

    return {
        firm: [
            remark("1", Mark.NOTE, "Mooi stuk, hier herken ik mij in.", page=1),
            remark(
                "2",
                Mark.HIGHLIGHT,
                "Een maand halen wij niet. Maak er een kwartaal van.",
                quoted="binnen een maand",
                target=Target(dream.id),
                page=5,
            ),
        ],
        school: [
            remark("3", Mark.NOTE, "Ook voor zijinstromers?", target=Target(courses.id), page=7),
            remark(
                "4", Mark.FIELD, "", rating=4, target=Target(None, "aanpak", "onderwijs"), page=7
            ),
        ],
        office: [
            remark(
                "5",
                Mark.STRIKEOUT,
                "Verbreden kan al in het najaar van 2026.",
                quoted="in 2027 verbreden",
                target=Target(plan.id),
                page=7,
            ),
        ],
    }


async def drawn(workspace: Workspace, picture: Picture) -> str:
    """``picture`` as SVG, which loads nothing from elsewhere."""
    set_language("nl")
    app = WelvaartApp(workspace, Settings(language="nl", theme=LIGHT.name, name=WHO))
    app.animation_level = "none"
    async with app.run_test(size=picture.size) as pilot:
        [canvas] = [line for line in workspace.canvases.lines() if line.title == picture.canvas]
        lines = app.screen.query_one(Lines)
        lines.highlighted = lines.get_option_index(CANVAS + canvas.id)
        await pilot.press(*picture.keys)
        await app.workers.wait_for_complete()
        for field in app.screen.query("Input, TextArea"):
            assert isinstance(field, Input | TextArea)  # noqa: S101 (what was asked for)
            field.cursor_blink = False
        await pilot.pause()
        svg = app.export_screenshot(title=app.title)
    return _WEB_FONT.sub("", svg).replace("Fira Code, monospace", _FONTS)


if __name__ == "__main__":
    for _file in make_all():
        print(_file.relative_to(ROOT))
