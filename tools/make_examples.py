"""Make the example canvases anew: ``canvases/voorbeelden/*.json`` from ``tools/examples/*.toml``.

It does so through the program's own doors: the command line, and the workspace for what
that has no command for (partners with their address, learning questions, actions). Clock
and ids are fixed, so that the same contents give the same files.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tempfile
import tomllib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

from welvaartcanvas import workspace
from welvaartcanvas.cli import main
from welvaartcanvas.domain.canvas import ActionStatus, WorkForm

ROOT = Path(__file__).resolve().parent.parent
CONTENTS = ROOT / "tools" / "examples"
EXAMPLES = ROOT / "canvases" / "voorbeelden"


def make_all(folder: Path = EXAMPLES) -> list[Path]:
    """Write every example to ``folder``, in place of what it held; the files."""
    made = []
    for contents in sorted(CONTENTS.glob("*.toml")):
        target = folder / f"{contents.stem}.json"
        with tempfile.TemporaryDirectory() as made_in:
            _make(tomllib.loads(contents.read_text("utf-8")), Path(made_in) / "db", target)
        target.chmod(0o644)  # an export is its owner's alone; these are for everybody
        made.append(target)
    return made


def _make(contents: dict[str, Any], db: Path, target: Path) -> None:
    with _fixed(contents["moment"], target.stem):
        run = partial(_run, db)
        region = contents["region"]
        region_id = run(
            "region", "add", region["name"], "--note", region["note"],
            *(w for code in region["gemeenten"] for w in ("--gemeente", code)),
            *(w for n in ("cluster", "position") if n in region for w in (f"--{n}", region[n])),
        )  # fmt: skip
        canvas = contents["canvas"]
        canvas_id = run(
            "canvas", "new", canvas["title"], "--region", region_id,
            "--description", canvas["description"],
        )  # fmt: skip
        _partners(db, canvas_id, contents.get("partners", []))
        for cell in contents["cells"]:
            _fill(run, canvas_id, cell)
        _questions_and_actions(db, canvas_id, contents)
        run("export", canvas_id, "--format", "json", "--out", str(target), "--force")


def _fill(run: Callable[..., str], canvas_id: str, cell: dict[str, Any]) -> None:
    where = ("--block", cell["block"], "--perspective", cell["perspective"])
    for contribution in cell["contributions"]:
        run(
            "contribute", canvas_id, *where, "--kind", contribution["kind"],
            "--partner", contribution.get("partner", ""),
            *(word for tag in contribution["tags"] for word in ("--tag", tag)),
            "--", contribution["text"],
        )  # fmt: skip
    if "score" in cell:
        run("rate", canvas_id, *where, "--score", str(cell["score"]), "--reason", cell["reason"])


def _partners(db: Path, canvas_id: str, partners: list[dict[str, str]]) -> None:
    with workspace.open_workspace(db, "-") as opened:
        canvas = opened.canvases.get(canvas_id)
        for partner in partners:
            opened.contents.add_partner(canvas, **partner)


def _questions_and_actions(db: Path, canvas_id: str, contents: dict[str, Any]) -> None:
    with workspace.open_workspace(db, "-") as opened:
        for question in contents.get("questions", []):
            form = question.pop("work_form", None)
            opened.contents.ask(
                opened.canvases.get(canvas_id),
                **question,
                work_form=WorkForm(form) if form else None,
            )
        for action in contents.get("actions", []):
            status = ActionStatus(action.pop("status"))
            opened.contents.plan(opened.canvases.get(canvas_id), **action, status=status)


def _run(db: Path, *arguments: str) -> str:
    """What the command prints; one that fails ends everything with its own message."""
    with redirect_stdout(io.StringIO()) as printed:
        code = main(["--db", str(db), "--lang", "nl", *arguments])
    if code:
        sys.exit(code)
    return printed.getvalue().strip()


@contextmanager
def _fixed(start: datetime, name: str) -> Iterator[None]:
    """Let the clock go twenty seconds a look from ``start``, and ids follow from ``name``."""
    looks = count()
    numbers = count()

    def clock() -> datetime:
        return start + timedelta(seconds=20 * next(looks))

    def new_id() -> str:
        number = next(numbers)
        stamp = int(start.timestamp() * 1000) + number
        chance = int.from_bytes(hashlib.sha256(f"{name} {number}".encode()).digest()[:8])
        value = (stamp << 80) | (0x7 << 76) | (0b10 << 62) | (chance >> 2)
        return str(uuid.UUID(int=value))

    opened = partial(workspace.open_workspace, clock=clock)
    with (
        mock.patch("welvaartcanvas.workspace.open_workspace", opened),
        mock.patch("welvaartcanvas.workspace.session.new_id", new_id),
    ):
        yield


if __name__ == "__main__":
    for _file in make_all():
        print(_file.relative_to(ROOT))
