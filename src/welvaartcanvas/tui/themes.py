"""The looks to choose from: light, dark, and one for who needs strong contrast.

Textual derives muted text, borders and cursors from the main colours. Here they are chosen:
derived ones can't be used inside a text, and a cursor in the main colour would hide signs
that have that colour.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

#: How much of the main colour lies behind a mean of each class, from the lowest to the highest.
_SHARES = (0.06, 0.14, 0.22, 0.30, 0.38)


def _grounds(background: str, primary: str | None = None) -> dict[str, str]:
    """What lies behind a mean of each class: the background, ever more in the main colour.

    Without ``primary`` the background alone, for who needs strong contrast.
    """
    ground, end = Color.parse(background), Color.parse(primary or background)
    return {f"mean-{n}": ground.blend(end, share).hex6 for n, share in enumerate(_SHARES)}


LIGHT = Theme(
    name="welvaart-light",
    primary="#0B5563",
    secondary="#5B3E8C",
    accent="#9A3B12",
    foreground="#1B2529",
    background="#FAF9F6",
    surface="#F1EFE9",
    panel="#E4E1D8",
    success="#1E6B3A",
    warning="#8A5A00",
    error="#A4161A",
    dark=False,
    variables={
        "text-muted": "#4A565B",
        "border-blurred": "#A9A493",
        "block-cursor-background": "#AAD6DF",
        "block-cursor-foreground": "#0B1A1E",
        "block-cursor-blurred-background": "#DCE6E6",
        "block-cursor-blurred-foreground": "#1B2529",
        **_grounds("#FAF9F6", "#0B5563"),
    },
)
DARK = Theme(
    name="welvaart-dark",
    primary="#7CC4D0",
    secondary="#BBA4E8",
    accent="#F2A97E",
    foreground="#E8E6E0",
    background="#12191C",
    surface="#1A2327",
    panel="#243036",
    success="#86CFA0",
    warning="#E7BE6A",
    error="#F28B8B",
    dark=True,
    variables={
        "text-muted": "#ADB7BA",
        "border-blurred": "#4A5B62",
        "block-cursor-background": "#1A4C57",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-blurred-background": "#26373D",
        "block-cursor-blurred-foreground": "#E8E6E0",
        **_grounds("#12191C", "#7CC4D0"),
    },
)
CONTRAST = Theme(
    name="welvaart-contrast",
    primary="#FFFF00",
    secondary="#00FFFF",
    accent="#FFFF00",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    success="#00FF00",
    warning="#FFFF00",
    error="#FF8080",
    dark=True,
    variables={
        "text-muted": "#D6D6D6",
        "border-blurred": "#A0A0A0",
        "block-cursor-background": "#0000C0",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-blurred-background": "#404040",
        "block-cursor-blurred-foreground": "#FFFFFF",
        **_grounds("#000000"),
    },
)
THEMES = (LIGHT, DARK, CONTRAST)
DEFAULT_THEME = DARK.name
