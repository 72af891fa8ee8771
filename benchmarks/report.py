"""How long a report takes from the command line, and how large it is.

    python benchmarks/report.py [--runs 7]

A full canvas (27 cells with 5 contributions and a rating each, and in every block a learning
question and an action) in a workspace of its own. Timed is the whole process. Beside it a
Python that only imports ``reportlab.platypus``: what any program pays that uses the library.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path

from measuring import Row, in_turn, print_table, process_ms
from pypdf import PdfReader
from workspaces import PER_CELL, make_workspace

from tests.support.terminal import environment, program

BARE = [sys.executable, "-c", "import reportlab.platypus"]


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args(arguments).runs
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        [canvas] = make_workspace(home / "workspace.db", regions=1, canvases=1)
        files = {kind: home / f"{kind}.pdf" for kind in ("report", "poster")}
        exports = {
            kind: program("export", canvas, "--kind", kind, "--out", file, "--force")
            for kind, file in files.items()
        }
        commands = {"bare": BARE, **exports, "json": program("canvas", "show", canvas, "--json")}
        measured = in_turn(
            runs, {name: partial(process_ms, command, env) for name, command in commands.items()}
        )
        peer = ("import reportlab.platypus", measured["bare"])
        rows = [
            Row("report, A4", measured["report"], "ms", peer, 2.5),
            Row("poster, A3", measured["poster"], "ms", peer, 2.5),
            Row("for comparison: canvas show --json", measured["json"], "ms", peer),
        ]
        for kind, file in files.items():
            rows.append(Row(f"{kind}: size", file.stat().st_size / 1000, "kB"))
            rows.append(Row(f"{kind}: pages", len(PdfReader(file).pages), "pages"))
    print_table(f"A full canvas ({PER_CELL} contributions in every cell) as PDF", rows)


if __name__ == "__main__":
    main()
