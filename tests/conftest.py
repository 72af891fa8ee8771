"""What holds for every test."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# A property says what is so, not how long it takes: a slow or busy machine refutes none.
settings.register_profile(
    "welvaartcanvas",
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
#: For whoever has the time: ``pytest -n auto --hypothesis-profile=long``.
settings.register_profile("long", settings.get_profile("welvaartcanvas"), max_examples=1_000)
settings.load_profile("welvaartcanvas")


def pytest_addoption(parser: pytest.Parser) -> None:
    """What the tests that hang on chance have in common."""
    parser.addoption("--seed", help="repeats what was done by chance; a number or any word")
