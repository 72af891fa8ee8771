"""How often to pull the plug: a little with all other tests, much when it is asked for.

``pytest tests/crash --kills 3000 --writers 50 --seconds 60`` is what the documentation's
figures are of. Every test names its seed; ``--seed`` repeats what a run did, as far as the
machine's own timing can be repeated.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from _pytest.terminal import TerminalReporter

from tests.crash.plug import Plug

#: Windows has no SIGKILL, and no pseudo-terminal of this kind.
collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []

#: Which part of all kills goes to which file of tests, and how many one workspace gets.
_SHARES = {
    "test_commands": (0.5, 25),
    "test_files": (0.15, 15),
    "test_first_start": (0.1, 15),
    "test_migration": (0.1, 15),
    "test_writer": (0.1, 15),
    "test_screens": (0.05, 5),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options above."""
    group = parser.getgroup("crash", "pulling the plug")
    group.addoption("--kills", type=int, help="how often a program is killed, all tests together")
    group.addoption("--writers", type=int, help="how many programs write in one workspace at once")
    group.addoption("--seconds", type=float, help="and for how long")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test of a file its part of that file's kills, in batches that run side by side."""
    if "kills" not in metafunc.fixturenames:
        return
    # These options are not there when all tests run.
    total = metafunc.config.getoption("kills", None) or 24
    share, most = _SHARES[metafunc.module.__name__.rpartition(".")[2]]
    left = max(1, round(total * share))
    batches = []
    while left > 0:
        batches.append(min(most, left))
        left -= batches[-1]
    metafunc.parametrize(
        ("batch", "kills"), enumerate(batches), ids=[f"{i}-{n}" for i, n in enumerate(batches)]
    )


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> Random:
    """What is done and when the plug is pulled; the test's name and its seed make it."""
    seed = f"{request.config.getoption('seed', None) or 'welvaart'} {request.node.name}"
    request.node.add_report_section("setup", "seed", seed)
    return Random(seed)


@pytest.fixture
def plug(tmp_path: Path, chance: Random) -> Plug:
    """A computer of its own, whose plug can be pulled."""
    return Plug(tmp_path, chance)


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say a figure at the end of the run."""
    return lambda text: record_property("figure", text)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """The figures, and how often the plug was pulled."""
    passed = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    batches: Counter[str] = Counter()
    for report in passed:
        killed = re.search(r"(test_\w+)\.py::.*\[[0-9]+-([0-9]+)\]", report.nodeid)
        if killed and "/crash/" in report.nodeid:
            batches[killed[1]] += int(killed[2])
        for name, text in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(text)
    told = ", ".join(f"{name.removeprefix('test_')} {n}" for name, n in batches.items())
    if told:
        terminalreporter.write_line(f"killed {batches.total()} times: {told}")
