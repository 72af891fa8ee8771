"""How long many canvases take in one ``import``: a ZIP of JSON documents, the whole command.

    python benchmarks/imports.py [--counts 10 40 100 342]

Each is a full canvas (27 cells with 5 contributions and a rating each, and in every block a
learning question and an action) of a region of its own. The first time all are new; the second
time nothing differs, and the program says so. Beside the work (processor time) for each stands
what it was with fewer, so that growth shows: the target is that each costs the same.
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from pathlib import Path

from exports import COUNTS
from measuring import Row, print_table, watched
from workspaces import PER_CELL, made_canvases

from tests.support.terminal import environment, program
from welvaartcanvas.exchange import interchange


def zipped(file: Path, count: int) -> None:
    """``count`` full canvases as documents in a ZIP."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, canvas in enumerate(made_canvases(count, 1), start=1):
            archive.writestr(f"canvas-{number}.json", interchange.write(canvas))


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    counts = sorted(parser.parse_args(arguments).counts)
    rows: list[Row] = []
    before: dict[str, tuple[str, float]] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            file = home / "canvases.zip"
            zipped(file, count)
            for what in ("new", "nothing new"):
                taken = watched(program("import", file), environment(home))
                each, name = taken.worked / count, f"{count} canvases, {what}"
                limit = 1.25 if what in before else None
                rows += [
                    Row(name, taken.time / 1000, "s"),
                    Row(f"{name}: work for each", each, "ms", before.get(what), limit),
                    Row(f"{name}: memory", taken.memory, "MB", at_most=250),
                ]
                before[what] = f"of {count}", each
    print_table(f"Full canvases ({PER_CELL} contributions in every cell) out of a ZIP", rows)


if __name__ == "__main__":
    main()
