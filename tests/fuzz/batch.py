"""A number of inputs for one reader, in a process of its own: ``python -m tests.fuzz.batch``.

Its arguments are the reader, the seed, the first input and the number behind the last, and a
folder. It prints a line of JSON for each input that did what none may, and ``done`` at its end; in
``at`` in the folder stands the input in hand, so that what ends the process is known too.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from random import Random

_HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def main(name: str, seed: str, first: int, last: int, folder: Path) -> None:
    """Try the inputs."""
    home = folder / "box" / "home"
    home.mkdir(parents=True)
    os.environ.update(dict.fromkeys(_HOMES, str(home)))
    os.environ.pop("WELVAARTCANVAS_DB", None)

    from tests.fuzz.readers import READERS, Box, emptied
    from tests.fuzz.watch import Broken, Walls, limit_memory, tree

    reader, box, walls = READERS[name], Box(folder / "box"), Walls()
    emptied(box)
    reader.read(reader.make(Random(0)), box)  # what is imported once is not the input's doing
    limit_memory()
    outside = tree(home)
    for number in range(first, last):
        (folder / "at").write_text(str(number))
        given = reader.make(Random(f"{seed} {name} {number}"))
        emptied(box)
        try:
            with walls.around(box.folder):
                reader.read(given, box)
        except Broken as broken:
            _tell(number, str(broken))
        except Exception:
            _tell(number, traceback.format_exc(limit=-6))
        if name != "settings" and tree(home) != outside:
            _tell(number, f"wrote in the home: {tree(home).keys() - outside.keys()}")
            outside = tree(home)
    print("done", flush=True)  # noqa: T201


def _tell(number: int, what: str) -> None:
    print(json.dumps([number, what]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
