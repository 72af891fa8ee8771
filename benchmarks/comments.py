"""How long comments take that come home in PDFs: one report, and many in one ``import``.

    python benchmarks/comments.py [--counts 1 10 40] [--notes 300]

The PDF is a review of a full canvas with six contributions in each cell, some 40 pages; each
partner has put 300 comments in it: highlights with a note on contributions, and notes in the
margin. The canvas is in the workspace already. The time is that of the whole command; beside the
work (processor time) for each file stands what it was with fewer files.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from itertools import cycle, islice
from pathlib import Path

import pikepdf
from measuring import Row, print_table, watched
from pikepdf import Array, Dictionary, Name, String
from workspaces import ROOT  # noqa: F401 (which makes the builders of the tests known)

from tests.support import build
from tests.support.terminal import environment, program
from welvaartcanvas.workspace import open_workspace
from welvaartcanvas.workspace.exporting import ExportFormat, ExportKind, content

#: How many contributions each cell has, so that the review has some 40 pages.
PER_CELL = 6
#: How long one file may take, the whole command, in seconds.
SECONDS = 2.0
#: How many times the work for each file of ten all of them may take for each.
GROWTH = 1.25


def annotated(pdf: bytes, notes: int, who: str) -> tuple[bytes, int]:
    """``pdf`` with so many comments by ``who`` on its things, and how many pages it has."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        spots = [
            (page.obj, [float(edge) for edge in list(row)[:4]])
            for page in file.pages
            for row in page.obj.PieceInfo.Welvaartcanvas.Private.Places
            if str(row[4]).startswith("thing:")
        ]
        for number, (page, (left, low, right, high)) in enumerate(islice(cycle(spots), notes)):
            made = Dictionary(
                Type=Name.Annot,
                Contents=String(f"Opmerking {number} van {who}: klopt dit nog wel?"),
                T=String(who),
                NM=String(f"{who}-{number}"),
                M=String("D:20260201120000+01'00'"),
            )
            if number % 3:
                made.Subtype = Name.Highlight
                made.Rect = Array([left, high - 14, right, high])
                made.QuadPoints = Array(
                    [left, high, right, high, left, high - 14, right, high - 14]
                )
            else:
                made.Subtype = Name.Text
                made.Rect = Array([560, low, 580, low + 20])
            if "/Annots" not in page:
                page.Annots = Array([])
            page.Annots.append(file.make_indirect(made))
        stream = io.BytesIO()
        file.save(stream)
        return stream.getvalue(), len(file.pages)


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=(1, 10, 40))
    parser.add_argument("--notes", type=int, default=300)
    asked = parser.parse_args(arguments)
    canvas = build.full_canvas(PER_CELL)
    pdf = content(canvas, ExportFormat.PDF, kind=ExportKind.REVIEW, day=build.MOMENT.date())
    rows: list[Row] = []
    before: tuple[str, float] | None = None
    for count in sorted(asked.counts):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            sent = home / "sent"
            sent.mkdir()
            for number in range(1, count + 1):
                made, pages = annotated(pdf, asked.notes, f"Partner {number}")
                (sent / f"partner-{number}.pdf").write_bytes(made)
            with open_workspace(home / "x.db", "benchmark") as workspace:
                workspace.importing.canvas(canvas, "canvas.json")
            for what in ("new", "known already"):
                taken = watched(program("--db", home / "x.db", "import", sent), environment(home))
                name = f"{count} of {pages} pages with {asked.notes} comments, {what}"
                limit = SECONDS if count == 1 else None
                rows.append(Row(name, taken.time / 1000, "s", at_most=limit))
                if what == "new":
                    each = taken.worked / count
                    peer = before if count > min(10, *asked.counts) else None
                    limit = GROWTH if peer else None
                    rows += [
                        Row(f"{count}: work for each", each, "ms", peer, limit),
                        Row(f"{count}: memory", taken.memory, "MB"),
                    ]
                    before = f"of {count}", each
    print_table("Comments that come home", rows)


if __name__ == "__main__":
    main()
