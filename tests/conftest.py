"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A property says what is so, not how long it takes: a slow or busy machine refutes none.
settings.register_profile(
    "welvaartcanvas", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("welvaartcanvas")
