"""The looks to choose from: light, dark, and one for who needs strong contrast."""

from __future__ import annotations

from textual.theme import Theme

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
)
THEMES = (LIGHT, DARK, CONTRAST)
DEFAULT_THEME = DARK.name
