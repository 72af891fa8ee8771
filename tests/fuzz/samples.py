"""Real files of every kind that the program reads, to be made hostile."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.data import annotated as data
from tests.support import build
from tests.support.annotating import IN_FIRST, Paper, quads
from tests.support.carrying import Attached, carrying
from tests.support.hostile import HOSTILE_TEXTS
from tests.support.zipping import zipped
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange import interchange
from welvaartcanvas.locations import canvases_folder, examples_folder
from welvaartcanvas.settings import Settings
from welvaartcanvas.workspace import open_workspace
from welvaartcanvas.workspace.exporting import ExportFormat, ExportKind, content

Samples = Callable[[], tuple[bytes, ...]]


@cache
def canvases() -> tuple[Canvas, ...]:
    """A full one, an empty one, and one of hostile texts."""
    cell = ("opgave", "overheid")
    return (
        build.full_canvas(),
        build.empty_canvas(number=7),
        build.canvas(8, "Vijandig", notes={cell: HOSTILE_TEXTS[:20]}),
    )


@cache
def documents() -> tuple[bytes, ...]:
    """As JSON: those canvases, and a shipped example with its past."""
    shipped = min(examples_folder().glob("*.json"), key=lambda file: file.stat().st_size)
    return (*(interchange.write(canvas).encode() for canvas in canvases()), shipped.read_bytes())


@cache
def trees() -> tuple[Any, ...]:
    """The documents as parsed JSON."""
    return tuple(json.loads(document) for document in documents())


@cache
def pdfs() -> tuple[bytes, ...]:
    """Reports and a poster as exported, as others save and annotate them, and the smallest."""
    day = build.MOMENT.date()
    report, poster = (
        content(canvases()[0], ExportFormat.PDF, kind=kind, day=day)
        for kind in (ExportKind.REPORT, ExportKind.POSTER)
    )
    bare, web = io.BytesIO(), io.BytesIO()
    with pikepdf.open(io.BytesIO(report)) as pdf:
        pdf.save(
            bare,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        pdf.save(web, linearize=True)
    smallest = carrying(Attached(documents()[1]))
    return (report, poster, bare.getvalue(), web.getvalue(), *annotated(), smallest)


@cache
def annotated() -> tuple[bytes, ...]:
    """Exports with remarks in them: of every kind as bare objects, and those of two readers."""
    paper = Paper()
    note = paper.add("Text", Contents="Eens", NM="een", T="Jan", M="D:20260131134500Z")
    paper.add("Highlight", QuadPoints=quads(IN_FIRST), RC="<body><p>Rijk</p></body>", IRT=note)
    paper.add("StrikeOut", IRT=note, RT=Name.Group, QuadPoints=quads(IN_FIRST, IN_FIRST))
    paper.add("Ink", InkList=Array([Array([1, 2, 3, 4])]))
    paper.add("Line", L=Array([1, 2, 3, 4]), LE=Array([Name.OpenArrow, Name.Butt]))
    paper.add("FreeText", CL=Array([1, 2, 3, 4]), Contents=HOSTILE_TEXTS[0])
    paper.add("Text", IRT=note, State="Accepted", StateModel="Review")
    paper.add("Stamp", Name=Name.Approved)
    paper.add("FileAttachment", FS=Dictionary(UF="a.xlsx"))
    paper.add("Widget", T="r.opgave.overheid.reaction", V="Eens")
    made = Path(str(data.__file__)).parent
    return (paper.bytes(), *((made / name).read_bytes() for name in ("evince.pdf", "firefox.pdf")))


@cache
def templates() -> tuple[bytes, ...]:
    """The shipped templates, as TOML."""
    return tuple(file.read_bytes() for file in sorted(canvases_folder().glob("*.toml")))


@cache
def zips() -> tuple[bytes, ...]:
    """A ZIP of documents and a PDF, and one of a single document that is stored."""
    first, second, *_ = documents()
    return (
        zipped(("a.json", first), ("map/b.json", second), ("c.pdf", pdfs()[-1])),
        zipped(("een.json", second), packing=0),
    )


@cache
def settings() -> tuple[bytes, ...]:
    """The settings as they are kept."""
    return (Settings(language="nl", name="Anna", theme="textual-dark").model_dump_json().encode(),)


@cache
def drafts() -> tuple[bytes, ...]:
    """A draft as it is kept."""
    with TemporaryDirectory() as folder, opened(Path(folder, "db")) as workspace:
        workspace.drafts.keep("c", "contribution", "opgave", {"text": "Half een zin"})
        (file,) = Path(folder, "db-drafts").iterdir()
        return (file.read_bytes(),)


@cache
def databases() -> tuple[bytes, ...]:
    """A workspace with two canvases and some history, and an empty one."""
    found = []
    for full in (True, False):
        with TemporaryDirectory() as folder:
            file = Path(folder, "db")
            with opened(file) as workspace:
                for canvas in canvases() if full else ():
                    workspace.importing.canvas(canvas, Path("canvas.json"))
            found.append(file.read_bytes())
    return tuple(found)


def opened(file: Path) -> Any:
    """The workspace in ``file``, opened by Anna."""
    return closing(open_workspace(file, "Anna"))
