"""Colours in sRGB and how well they are told apart (WCAG 2.1, success criteria 1.4.3, 1.4.11)."""

from __future__ import annotations

from typing import NamedTuple

#: The least contrast of text with what is behind it.
TEXT_CONTRAST = 4.5
#: The least contrast of a mark, line or other graphic that carries meaning.
MARK_CONTRAST = 3.0


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> Colour:
        """The colour that ``#rrggbb`` names."""
        return cls(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))

    @property
    def luminance(self) -> float:
        """The relative luminance (WCAG 2.1): 0 black, 1 white."""
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in self
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed(self, other: Colour, share: float) -> Colour:
        """This colour with ``share`` (0 to 1) of ``other`` in it."""
        return Colour(*(a + (b - a) * share for a, b in zip(self, other, strict=True)))

    def legible(self, ground: Colour, least: float) -> Colour:
        """This colour, made darker until its contrast with ``ground`` is at least ``least``.

        ``ground`` is light enough for black to reach that contrast.
        """
        colour, step = self, 0
        while contrast(colour, ground) < least and step < 20:
            step += 1
            colour = self.mixed(BLACK, step / 20)
        return colour


BLACK = Colour(0, 0, 0)
WHITE = Colour(1, 1, 1)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours (WCAG 2.1): 1 the same, 21 black on white."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)
