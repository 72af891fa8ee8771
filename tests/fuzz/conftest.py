"""How much hostile input to try: a little with all other tests, much when it is asked for.

``pytest tests/fuzz --inputs 100000`` is what the documentation's figures are of. ``--seed``
repeats a run, and is told at its beginning; an input is made of the seed, the reader and its
number alone.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest

from tests.fuzz.readers import READERS

#: How many inputs one process tries.
_BATCH = 500
_USUAL = 400

#: The rest of the harness asks Linux what a process takes and may take.
collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options above."""
    group = parser.getgroup("fuzz", "hostile input")
    group.addoption("--inputs", type=int, help="how much hostile input all readers get together")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each reader its part of the inputs, in batches that run side by side."""
    if "first" not in metafunc.fixturenames:
        return
    # These options are not there when all tests run.
    total = metafunc.config.getoption("inputs", None) or _USUAL
    batches = []
    for name, reader in READERS.items():
        count = max(1, round(total * reader.share / 100))
        batches += [(name, n, min(n + _BATCH, count)) for n in range(0, count, _BATCH)]
    metafunc.parametrize(
        ("reader", "first", "last"), batches, ids=[f"{n}-{a}-{b}" for n, a, b in batches]
    )


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> str:
    """What all inputs are made of."""
    return request.config.getoption("seed", None) or "welvaart"


def pytest_report_header(config: pytest.Config) -> str:
    """The seed."""
    return f"hostile input: seed {config.getoption('seed', None) or 'welvaart'}"


@pytest.fixture(autouse=True)
def waste_is_looked_for_as_in_the_program() -> Iterator[None]:
    """What is promised of memory holds for a Python as it comes, which all tests have not."""
    rarely = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*rarely)
