"""What holds for every test."""

from __future__ import annotations

import gc
import signal

import pytest
from hypothesis import HealthCheck, settings

from tests.support.often import USUAL

# Whether a change lands hangs on what it is and not on what the dice say: without more, every
# run tries the same examples. Another property, or another version of its test, gets others.
# And a property says what is so, not how long it takes: a slow or busy machine refutes none.
settings.register_profile(
    "welvaartcanvas",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=USUAL,
    suppress_health_check=[HealthCheck.too_slow],
)
# Who looks for what nobody thought of throws the dice: ``pytest --hypothesis-profile=long``. What
# is found is kept in ``.hypothesis`` and tried first the next time; here it becomes an example.
settings.register_profile(
    "long",
    settings.get_profile("welvaartcanvas"),
    derandomize=False,
    database=settings.get_profile("default").database,
    max_examples=20 * USUAL,
    print_blob=True,
)
settings.load_profile("welvaartcanvas")


def pytest_configure() -> None:
    """Interrupts reach the programs that the tests start.

    What runs in the background of a script ignores them, and so does all that it starts
    (POSIX.1-2017, XCU 2.11): the tests that interrupt a program would wait for ever.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Look for waste less often: screens are made and left by the hundred, and it is a third of
    their time. What the modules hold is never waste.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_addoption(parser: pytest.Parser) -> None:
    """What the tests that hang on chance have in common."""
    parser.addoption("--seed", help="repeats what was done by chance; a number or any word")
