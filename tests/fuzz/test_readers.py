"""No input, however hostile, does more than be refused in a line: for every reader there is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
#: For a whole batch, in seconds: a busy machine may take long, and each input is timed by itself.
PATIENCE = 1800


def test_hostile_input_is_refused_in_a_line_within_a_second_and_200_mb(
    reader: str, first: int, last: int, seed: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.batch", reader, seed, str(first), str(last), tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )

    *told, end = done.stdout.splitlines() or [""]
    at = (tmp_path / "at").read_text() if (tmp_path / "at").exists() else "none"
    assert end == "done", f"{reader} {at} of seed {seed} ended it: {done.stderr[-3000:]}"
    broken = [f"{reader} {n} of seed {seed}: {what}" for n, what in map(json.loads, told)]
    assert not broken, "\n".join(broken[:10])
