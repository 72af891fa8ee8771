"""Text as it is compared: without case, without diacritics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable


def fold(text: str) -> str:
    """``text`` for comparing: compatibility forms apart (NFKD), marks dropped, case folded.

    ``fold("Súdwest-Fryslân") == "sudwest-fryslan"``. Folding what is folded changes nothing.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds each of ``words`` in a folded text, as whole words, whatever blanks part them."""
    folded = sorted({fold(word) for word in words} - {""}, key=len, reverse=True)
    if not folded:
        return re.compile(r"(?!)")  # which is nowhere
    parts = (r"\s+".join(map(re.escape, word.split())) for word in folded)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def replace_words(text: str, pattern: re.Pattern[str], by: Callable[[str], str]) -> str:
    """``text`` with ``by(word)`` where ``pattern`` finds ``word`` in it, folded."""
    if not pattern.search(fold(text)):
        return text
    folded, origins = "", []
    for place, character in enumerate(text):
        piece = fold(character)
        folded += piece
        origins += [place] * len(piece)
    origins.append(len(text))
    kept, end = [], 0
    for found in pattern.finditer(folded):
        kept += [text[end : origins[found.start()]], by(found.group())]
        end = origins[found.end()]
    return "".join([*kept, text[end:]])
