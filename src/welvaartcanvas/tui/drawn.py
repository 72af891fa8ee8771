"""Letting go of what closed screens had drawn."""

from __future__ import annotations

from textual._styles_cache import StylesCache


def forget_drawn() -> None:
    """Forget what screens that are closed had drawn; what is open is drawn again when needed.

    Textual 8 caches ``StylesCache.get_inner_outer`` by instance, and so keeps everything that
    the last 1,024 widgets drew, open or not: in a large window some 100 MB.
    """
    clear = getattr(getattr(StylesCache, "get_inner_outer", None), "cache_clear", None)
    if clear is not None:
        clear()
