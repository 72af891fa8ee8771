"""One report in a process of its own: ``python -m pdf_peers.alone MODULE WORK OUT``.

``WORK`` is a pickle of what the module's ``make`` takes.
"""

from __future__ import annotations

import pickle
import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    module, work, out = sys.argv[1:]
    make = import_module(f"pdf_peers.{module}").make
    Path(out).write_bytes(make(pickle.loads(Path(work).read_bytes())))
