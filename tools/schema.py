"""Write the JSON Schemas of the documents that the program writes into ``docs``."""

from __future__ import annotations

import json
from pathlib import Path

from welvaartcanvas.exchange import comparison_document, interchange

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Replace the shipped schemas by those that the program's models give."""
    for name, schema in (
        ("interchange", interchange.json_schema()),
        ("comparison", comparison_document.json_schema()),
    ):
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (DOCS / f"{name}.schema.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
