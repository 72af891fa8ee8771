"""How often a property that costs more than others is tried."""

from __future__ import annotations

from hypothesis import settings

#: How many examples a property gets that does not say it otherwise.
USUAL = 50


def often(examples: int) -> int:
    """``examples``; as many times more as a longer profile tries everything more often."""
    return max(1, examples * settings().max_examples // USUAL)
