"""Write the JSON Schema of the interchange document into ``docs``."""

from __future__ import annotations

import json
from pathlib import Path

from welvaartcanvas.exchange.interchange import json_schema

FILE = Path(__file__).resolve().parent.parent / "docs" / "interchange.schema.json"


def main() -> None:
    """Replace the shipped schema by the one that the program's models give."""
    FILE.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
