"""Text as it is compared: without case, without diacritics."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """``text`` for comparing: compatibility forms apart (NFKD), marks dropped, case folded.

    ``fold("Súdwest-Fryslân") == "sudwest-fryslan"``. Folding what is folded changes nothing.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
