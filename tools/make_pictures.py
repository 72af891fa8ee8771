"""Make the pictures of the documentation anew: ``docs/pictures/*.svg``.

Each shows the program itself: it runs without a terminal on the example canvases, in Dutch,
at a fixed size and moment, keys are pressed, and Textual draws what then stands on the screen.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from textual.widgets import Input, TextArea

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


ALL = (
    Picture("workspace", size=(100, 14)),
    Picture("canvas", ("enter",), (140, 44)),
    Picture("block", ("enter", "1", "enter")),
    Picture("round", ("enter", "g"), canvas=BINNENSTAD),
    Picture("agenda", ("enter", "a")),
    Picture("compare", ("c", "down", "right"), (140, 26)),
)


def make_all(folder: Path = PICTURES) -> list[Path]:
    """Write every picture to ``folder``, in place of what it held; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for picture in ALL:
        made.append(folder / f"{picture.name}.svg")
        with _workspace() as workspace:
            made[-1].write_text(asyncio.run(drawn(workspace, picture)), "utf-8", newline="\n")
    return made


@contextmanager
def _workspace() -> Iterator[Workspace]:
    """The examples, in a workspace of which nothing stays, for somebody who sees colours."""
    coloured = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with (
        mock.patch.dict(os.environ, coloured, clear=True),
        tempfile.TemporaryDirectory() as made,
        open_workspace(Path(made) / "werk.db", WHO, clock=lambda: MOMENT) as workspace,
    ):
        fill_with_examples(workspace)
        workspace.session.clock = lambda: MOMENT + timedelta(days=1)
        yield workspace


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
