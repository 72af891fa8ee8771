"""How perspectives, scores and findings are shown: by sign and word, with colour as an extra."""

from __future__ import annotations

from functools import cache

from textual.app import App
from textual.color import Color
from textual.content import Content

from welvaartcanvas.domain.analysis import BlockProfile
from welvaartcanvas.domain.template import Anchor, Perspective
from welvaartcanvas.i18n import language
from welvaartcanvas.wording import Finding, finding_name, finding_sign, findings_of
from welvaartcanvas.wording.review import COMMENT
from welvaartcanvas.wording.settling import SIGN

#: WCAG 2.1, success criterion 1.4.3: the least contrast of text with what is behind it.
TEXT_CONTRAST = 4.5

#: Text of lesser weight, as a style of content. (``$text-muted`` is for style sheets only: in
#: content its share of transparency is lost.)
MUTED = "$foreground 70%"

_STYLES = {
    Finding.STRENGTH: "$text-success",
    Finding.ATTENTION: "$text-error",
    Finding.DIFFERENCE: "$text-warning",
    Finding.UNKNOWN: MUTED,
}


def luminance(colour: Color) -> float:
    """The relative luminance (WCAG 2.1): 0 black, 1 white."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours (WCAG 2.1): 1 the same, 21 black on white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def readable(colour: str, grounds: tuple[str, ...]) -> str:
    """``colour``, made lighter or darker until it can be read on each of ``grounds``.

    All are written ``#rrggbb``; the grounds must be all light or all dark.
    """
    behind = [Color.parse(ground) for ground in grounds]
    end = Color(255, 255, 255) if luminance(behind[0]) < 0.18 else Color(0, 0, 0)
    found = Color.parse(colour)
    for share in range(21):
        found = Color.parse(colour).blend(end, share / 20)
        if all(contrast(found, ground) >= TEXT_CONTRAST for ground in behind):
            break
    return found.hex6


def colour_of(perspective: Perspective, app: App[object]) -> str:
    """The perspective's colour as it can be read in the theme of ``app``."""
    grounds = (app.theme_variables[name] for name in ("background", "surface", "panel"))
    return readable(perspective.colour, tuple(Color.parse(ground).hex6 for ground in grounds))


def mark(perspective: Perspective, app: App[object]) -> Content:
    """The perspective's mark in its colour."""
    return Content.styled(perspective.mark, colour_of(perspective, app))


def named(perspective: Perspective, app: App[object]) -> Content:
    """The perspective's mark and name, in its colour."""
    text = f"{perspective.mark} {perspective.name(language())}"
    return Content.styled(text, f"bold {colour_of(perspective, app)}")


def bar(score: int | None) -> Content:
    """A score as five strokes, thick for what was given; dots when nothing was."""
    if score is None:
        return Content.styled("·····", MUTED)
    return Content.assemble("━" * score, ("─" * (5 - score), MUTED))


def score_and_bar(score: int | None) -> Content:
    """A score as a figure and strokes: ``3 ━━━──``; ``– ·····`` when there is none."""
    figure = ("–", MUTED) if score is None else (str(score), "bold")
    return Content.assemble(figure, " ", bar(score))


def rated(anchor: Anchor | None) -> Content:
    """A score with what it means."""
    shown = score_and_bar(anchor.score if anchor else None)
    return Content.assemble(shown, f" {anchor.text(language())}") if anchor else shown


def sign(finding: Finding) -> Content:
    """A finding's sign alone, for where there is no room for its name."""
    return Content.styled(finding_sign(finding), f"bold {_STYLES[finding]}")


def finding(finding: Finding) -> Content:
    """A finding's sign and name."""
    text = f"{finding_sign(finding)} {finding_name(finding)}"
    return Content.styled(text, f"bold {_STYLES[finding]}")


def to_choose(count: int | None = None) -> Content:
    """The sign of what is still to be chosen, with how much that is."""
    text = SIGN if count is None else f"{SIGN} {count}"
    return Content.styled(text, "bold $text-warning")


def comments(count: int | None = None) -> Content:
    """The sign of comments that wait, with how many there are."""
    text = COMMENT if count is None else f"{COMMENT} {count}"
    return Content.styled(text, "bold $text-warning")


def findings_in(profile: BlockProfile, width: int) -> Content:
    """The findings of a block within ``width`` cells: the first with their names if those fit."""
    found = findings_of(profile)
    for names in range(len(found), -1, -1):
        parts = [finding(f) if i < names else sign(f) for i, f in enumerate(found)]
        said = Content("  ").join(parts)
        if said.cell_length <= width:
            return said
    return Content()
