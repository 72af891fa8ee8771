"""Collect every text to translate into ``locale/nl`` and compile it.

English is the language of the source, so Dutch is the only catalogue. Texts stand in
``_()``, ``ngettext()`` and ``N_()``, and as the messages of faults and problems.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "welvaartcanvas"
CATALOGUE = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "welvaartcanvas.po"
FAULTS = (
    "Fault", "RequestError", "TextError", "UnknownThing", "StoreError", "Conflict", "OutputError",
    "TargetExists", "NothingInCommon", "Locked",
)  # fmt: skip
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "Problem": (2,),
    **dict.fromkeys(FAULTS),
}


def collected() -> Catalog:
    """The Dutch catalogue with today's texts: new ones are empty, unused ones are gone."""
    template = Catalog()
    found = extract_from_dir(
        SOURCE, keywords=KEYWORDS, options_map={"**.py": {"encoding": "utf-8"}}
    )
    for file, _line, message, comments, context in found:
        template.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    known = (
        read_po(CATALOGUE.open("rb"), locale="nl")
        if CATALOGUE.exists()
        else Catalog(locale="nl", project="welvaartcanvas", charset="utf-8")
    )
    known.update(template, no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    known.fuzzy = False
    return known


def main() -> int:
    """Bring the catalogue up to date; the exit code is 1 when a text has no translation."""
    catalogue = collected()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as stream:
        write_po(stream, catalogue, width=100, sort_output=True, include_lineno=False)
    with CATALOGUE.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, catalogue)
    missing = [str(m.id) for m in catalogue if m.id and not _complete(m.string)]
    for text in missing:
        print(f"not translated: {text}")
    print(f"{len(catalogue)} texts, {len(missing)} not translated")
    return 1 if missing else 0


def _complete(text: str | tuple[str, ...]) -> bool:
    return all(text) if isinstance(text, tuple) else bool(text)


if __name__ == "__main__":
    sys.exit(main())
