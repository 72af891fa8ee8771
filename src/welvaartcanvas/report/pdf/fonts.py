"""The typefaces, and which of them draws which character.

Atkinson Hyperlegible comes first, Noto Sans behind it for other letters, and Inter for signs
such as arrows and ticks, character by character. What none of them has is drawn as a visible
stand-in that names the code point, with the original kept beside it, so that no character is
lost and the missing-glyph box is never drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache, lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from reportlab.pdfbase.ttfonts import TTFError, TTFontFile


class Face(StrEnum):
    """The four faces of the family; the values are the names of the files."""

    REGULAR = "Regular"
    BOLD = "Bold"
    ITALIC = "Italic"
    BOLD_ITALIC = "BoldItalic"


# Characters that show nothing: break hints, joiners, direction marks, variation selectors.
# Some fonts draw some of them; here all take the glyph of the zero-width space.
_INVISIBLE = frozenset(
    map(
        chr,
        (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065),
         *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)),
    )
)  # fmt: skip
_NOTHING = "\u200b"
# A ToUnicode map must not name these (ISO 14289-1, 7.21.7), and private-use characters mean
# nothing without the font that they were typed in.
_UNNAMEABLE = re.compile("[\ufeff\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]")

# The most marks that a text has on one character (UAX #15, stream-safe text format).
_MARKS = 30

#: How far capitals stand above the baseline, in em.
CAP_HEIGHT = 0.668


class Font:
    """One font file: the width of each character that it can draw, and its glyphs."""

    def __init__(self, file: str) -> None:
        self._path = Path(file)
        self.file = TTFontFile(file)
        self._making = Lock()  # ReportLab's parser keeps a reading position
        self.glyphs: dict[str, int] = {
            chr(code): glyph
            for code, glyph in self.file.charToGlyph.items()
            if glyph and not _UNNAMEABLE.match(chr(code))
        }
        if _NOTHING in self.glyphs:
            self.glyphs |= dict.fromkeys(_INVISIBLE, self.glyphs[_NOTHING])
        else:
            for character in _INVISIBLE:
                self.glyphs.pop(character, None)
        advance = [width for width, _ in self.file.hmetrics]
        scale = 1 / self.file.unitsPerEm
        self.widths: dict[str, float] = {c: advance[g] * scale for c, g in self.glyphs.items()}
        # Marks over a letter go the slow way, which looks for the letter with its mark.
        self.simple: dict[str, float] = {
            c: w for c, w in self.widths.items() if not unicodedata.combining(c)
        }

    @property
    def name(self) -> str:
        """The PostScript name."""
        return str(self.file.name, "ascii")

    def whole(self) -> bytes:
        """The font file as it is, for text that nobody knows yet."""
        return self._path.read_bytes()

    def program(self, characters: str) -> tuple[bytes, dict[str, int]]:
        """A font file with the glyphs of ``characters`` alone, and the glyph of each in it."""
        glyphs: dict[int, int] = {}
        for character in characters:
            glyphs.setdefault(self.glyphs[character], len(glyphs) + 1)
        code_of = {glyph: code for code, glyph in self.file.charToGlyph.items()}
        with self._making:
            program = self.file.makeSubset([code_of[glyph] for glyph in glyphs])
        return program, {c: glyphs[self.glyphs[c]] for c in characters}


@cache
def primary(face: Face) -> Font:
    """Atkinson Hyperlegible."""
    import fontpkg_atkinson_hyperlegible as package

    return Font(str(package.ROOT / "files" / f"AtkinsonHyperlegible-{face}.ttf"))


# Reading one of these takes 30 ms, so only a text that needs it does. They have one style.
@cache
def letters() -> Font:
    """Noto Sans: more letters of Latin, Greek and Cyrillic."""
    import fontpkg_noto_sans as package

    return Font(str(package.ROOT / "files" / "NotoSans[wdth,wght].ttf"))


@cache
def signs() -> Font:
    """Inter, which has signs that people type in lists: arrows, ticks, stars, shapes."""
    import fontpkg_inter as package

    return Font(str(package.ROOT / "files" / "Inter[opsz,wght].ttf"))


def presence() -> dict[str, bool]:
    """The fonts by name, and whether each is installed and can be read."""
    loads: dict[str, Callable[[], Font]] = {
        **{f"Atkinson Hyperlegible {face}": partial(primary, face) for face in Face},
        "Noto Sans": letters,
        "Inter": signs,
    }
    return {name: _loads(load) for name, load in loads.items()}


def _loads(load: Callable[[], Font]) -> bool:
    try:
        load()
    except (ImportError, OSError, TTFError):
        return False
    return True


class Run(NamedTuple):
    """Characters that one font draws, and their width in em.

    ``actual`` is what was typed where the drawn characters differ from it.
    """

    font: Font
    text: str
    width: float
    actual: str | None = None


class Shaped(NamedTuple):
    """A text as runs of one font each, with their width together in em."""

    runs: tuple[Run, ...]
    width: float


def shape(text: str, face: Face) -> Shaped:
    """``text`` (one word, or any text without line breaks and tabs) as it will be drawn."""
    return _shape(text, face) if len(text) < 40 else _shape.__wrapped__(text, face)


@lru_cache(maxsize=20_000)
def _shape(text: str, face: Face) -> Shaped:
    font = primary(face)
    try:
        width = sum(map(font.simple.__getitem__, text))
    except KeyError:
        runs = tuple(_joined(cluster_runs(text, face)))
        return Shaped(runs, sum(run.width for run in runs))
    return Shaped((Run(font, text, width),), width)


def cluster_runs(text: str, face: Face) -> Iterator[Run]:
    """One run for every character with the marks that belong to it: none of them is split."""
    fonts = tuple(_fonts_for(text, face))
    for cluster in _clusters(text):
        yield from _cluster(cluster, fonts)


@lru_cache(maxsize=20_000)
def _cluster(cluster: str, fonts: tuple[Font, ...]) -> tuple[Run, ...]:
    """A character with its marks in the first font that has them all, or else one by one."""
    drawn = unicodedata.normalize("NFC", cluster)
    actual = None if drawn == cluster else cluster
    whole = next((f for f in fonts if all(c in f.widths for c in drawn)), None)
    if whole:
        return (Run(whole, drawn, sum(whole.widths[c] for c in drawn), actual),)
    return tuple(_alone(character, fonts) for character in cluster)


def _alone(character: str, fonts: tuple[Font, ...]) -> Run:
    font = next((f for f in fonts if character in f.widths), None)
    if font:
        return Run(font, character, font.widths[character])
    return _stand_in(character, fonts[0])


def _fonts_for(text: str, face: Face) -> list[Font]:
    """The fonts that draw ``text``, as far as there are any; the first come first."""
    fonts, left = [primary(face)], set(unicodedata.normalize("NFC", text))
    for behind in (letters, signs):
        left -= fonts[-1].widths.keys()
        if not left:
            break
        fonts.append(behind())
    return fonts


def _clusters(text: str) -> Iterator[str]:
    """Every character with its marks; of more marks than any writing has, each is by itself."""
    start = 0
    for i in range(1, len(text)):
        if not unicodedata.combining(text[i]) or i - start > _MARKS:
            yield text[start:i]
            start = i
    if text:
        yield text[start:]


def _stand_in(character: str, font: Font) -> Run:
    drawn = f"[U+{ord(character):04X}]"
    return Run(font, drawn, sum(font.widths[c] for c in drawn), character)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """``runs`` with neighbours of one font made one, as far as nothing must be kept beside."""
    last: Run | None = None
    for run in runs:
        if last and last.font is run.font and last.actual is None and run.actual is None:
            last = Run(last.font, last.text + run.text, last.width + run.width)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
