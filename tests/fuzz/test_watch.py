"""Whoever watches hostile input notices what it may not do."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest

from tests.fuzz import watch
from tests.fuzz.watch import MEGABYTES, Broken, Walls, attempt
from tests.support.effort import ROOM
from welvaartcanvas.errors import Fault, InvalidDocument, Problem

#: What the harness is asked to notice here: a tenth of a second, so that it is told quickly.
SECONDS = 0.1


def spin() -> None:
    end = process_time() + 1.5 * ROOM * SECONDS
    while process_time() < end:
        pass


def refuse(message: str, **values: object) -> Callable[[], None]:
    def read() -> None:
        raise InvalidDocument("x.json", [Problem("", message, values)])

    return read


@pytest.mark.parametrize(
    ("read", "seconds", "said"),
    [
        (spin, SECONDS, "s of work"),
        # To fill so much memory is work as well; this asks whether the memory is noticed.
        (lambda: bytearray(b"x" * (MEGABYTES + 50) * 1024**2), 60, r"takes \d+ MB"),
        (refuse("is \x1b[2J"), 60, "says"),
    ],
    ids=["time", "memory", "control character"],
)
def test_what_costs_too_much_or_says_too_little_is_noticed(
    read: Callable[[], object], seconds: float, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "SECONDS", seconds)

    with pytest.raises(Broken, match=said):
        attempt(read)


def test_a_traceback_goes_through_and_a_refusal_is_given_back() -> None:
    with pytest.raises(ZeroDivisionError):
        attempt(lambda: 1 / 0)

    assert isinstance(attempt(refuse("is {v}", v="\x1b[2J")), Fault)
    assert attempt(lambda: None) is None


@pytest.mark.parametrize(
    "reach",
    [
        lambda out: (out / "file").write_text("x"),
        lambda out: (out / "folder").mkdir(),
        lambda out: (out / "there").unlink(),
        lambda out: (out / "there").rename(out / "elsewhere"),
        lambda out: (out / "link").symlink_to("/"),
        lambda out: sqlite3.connect(out / "db").close(),
        lambda out: subprocess.run([sys.executable, "-c", ""], check=True),
        lambda out: socket.create_connection(("127.0.0.1", 9), timeout=0.1),
    ],
    ids=["file", "folder", "remove", "rename", "link", "database", "process", "network"],
)
def test_what_reaches_out_of_its_folder_is_noticed(
    reach: Callable[[Path], object], tmp_path: Path
) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "there").touch()

    with pytest.raises(Broken, match="reaches out"), Walls().around(inside), suppress(OSError):
        reach(outside)


def test_what_stays_inside_is_let_be(tmp_path: Path) -> None:
    with Walls().around(tmp_path):
        (tmp_path / "file").write_text("x")
        sqlite3.connect(tmp_path / "db").close()
        sqlite3.connect("").close()
