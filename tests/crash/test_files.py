"""Exports and backups that are killed: the old file is whole, or the new one is."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import openpyxl
import pypdf
import pytest

from tests.crash.plug import Plug
from tests.crash.soundness import faults
from tests.support import build
from tests.support.workspaces import keep, opened, said
from welvaartcanvas.domain.canvas import Canvas


@pytest.mark.usefixtures("batch")
def test_a_file_that_was_being_replaced_is_the_old_one_or_the_new_one(
    plug: Plug, kills: int
) -> None:
    with opened(plug.workspace) as workspace:
        canvas = keep(workspace, build.full_canvas(2))
    files = {name: plug.home / f"uit.{name}" for name in ("json", "md", "csv", "xlsx", "pdf", "db")}
    number = 0
    while plug.kills < kills:
        number += 1
        with opened(plug.workspace) as workspace:
            head = workspace.canvases.get(canvas.id).head
            workspace.canvases.edit(head, title=f"Titel {number}")
        name = plug.chance.choice(list(files))
        before = title_in(files[name], canvas)
        ended = _write(plug, canvas, name, files[name])
        now = title_in(files[name], canvas)
        # A backup of a whole workspace, a PDF of a canvas … : never the half of one.
        assert now == f"Titel {number}" if ended else now in (before, f"Titel {number}")
        assert not faults(plug.workspace)

    _age_leftovers(plug.home)
    for name, file in files.items():
        assert plug.run(*_command(canvas, name, file)).done
    assert not list(plug.home.glob(".*"))


def _command(canvas: Canvas, name: str, file: Path) -> list[str | Path]:
    if name == "db":
        return ["backup", file, "--force"]
    return ["export", canvas.id, "--format", name, "--out", file, "--force"]


def _write(plug: Plug, canvas: Canvas, name: str, file: Path) -> bool:
    """Write the file and kill that; whether it said to be done."""
    # What is written first stands beside the file, under a name that nobody knows before.
    return plug.kill(*_command(canvas, name, file), writes=plug.home).done


def title_in(file: Path, canvas: Canvas) -> str | None:
    """The title in a file of any format, in which the whole canvas must stand; ``None`` if none."""
    if not file.exists():
        return None
    if file.suffix == ".db":
        assert not faults(file)
        with opened(file) as workspace:
            kept = workspace.canvases.get(canvas.id)
        assert {**said(kept), "head": None} == {**said(canvas), "head": None}
        return kept.head.title
    words = words_in(file)
    lines = {line for note in canvas.contributions for line in note.text.splitlines()}
    assert not {line for line in lines if line not in words}
    [title] = set(re.findall("Titel [0-9]+", words))
    return str(title)


def words_in(file: Path) -> str:
    """All that can be read in an exported file."""
    match file.suffix:
        case ".pdf":
            reader = pypdf.PdfReader(file, strict=True)
            assert all(page.extract_text() for page in reader.pages)
            [[document]] = reader.attachments.values()  # the canvas itself, which it carries
            return document.decode()
        case ".xlsx":
            book = openpyxl.load_workbook(file)
            return "\n".join(str(c) for sheet in book for row in sheet.values for c in row)
    return file.read_text("utf-8-sig")


def _age_leftovers(folder: Path) -> None:
    """As if what was left half-written had been left so yesterday."""
    for left in folder.glob(".*.part*"):
        os.utime(left, (time.time() - 86_400,) * 2)
