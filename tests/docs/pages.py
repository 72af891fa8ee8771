"""The pages of the documentation, as the tests read them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

#: How the pages write a key that Textual calls otherwise; letters and figures are themselves.
KEYS = {
    "Esc": "escape",
    "Enter": "enter",
    "Tab": "tab",
    "Delete": "delete",
    "Backspace": "backspace",
    "Home": "home",
    "End": "end",
    "Page Up": "pageup",
    "Page Down": "pagedown",
    "Spatie": "space",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "/": "slash",
    "?": "question_mark",
    **{f"F{n}": f"f{n}" for n in range(1, 13)},
}


def pages() -> list[Path]:
    """Every Markdown page of the project; what was installed or made beside it is not ours."""
    return sorted(
        file
        for file in ROOT.rglob("*.md")
        if not any(part.startswith(".") for part in file.relative_to(ROOT).parts)
    )


def key(written: str) -> str:
    """Textual's name of a key as a page writes it: ``Ctrl+S`` is ``ctrl+s``."""
    *held, last = re.split(r"(?<=.)\+", written)
    return "+".join(
        [*(word.lower() for word in held), KEYS.get(last, last.lower() if held else last)]
    )
