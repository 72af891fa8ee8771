"""Text as it is compared: without case, without diacritics."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """``text`` for comparing: compatibility forms apart (NFKD), marks dropped, case folded.

    ``fold("Súdwest-Fryslân") == "sudwest-fryslan"``. Folding what is folded changes nothing.
    """
    # Folding case can bring marks and compatibility forms back (İ, ſ), hence both times.
    return _bare(_bare(text).casefold())


def _bare(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
