"""Every benchmark, one after the other; each prints its own table.

    python benchmarks/all.py

``docs/benchmarks.md`` says what each measures.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAMS = (
    "start.py",
    "answering.py",
    "report.py",
    "pdf.py",
    "exports.py",
    "imports.py",
    "comments.py",
    "search.py",
    "compare.py",
)

if __name__ == "__main__":
    folder = Path(__file__).resolve().parent
    # Each in a process of its own: what one has loaded would make the next look quick. A
    # program that fails ends here; a target that is missed does not.
    for program in PROGRAMS:
        subprocess.run([sys.executable, folder / program], check=False)
