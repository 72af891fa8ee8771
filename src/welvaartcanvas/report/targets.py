"""What a place on a page is about, as the file names it for who brings comments home."""

from __future__ import annotations

from welvaartcanvas.domain.model import InCanvas


def thing_target(thing: InCanvas) -> str:
    """A contribution, rating, learning question or action."""
    return f"thing:{thing.id}"


def cell_target(block: str, perspective: str) -> str:
    """What one perspective says about one block, by their keys."""
    return f"cell:{block}/{perspective}"


def block_target(block: str) -> str:
    """A block, by its key."""
    return f"block:{block}"
