"""``contribute`` and ``rate``: what is said at the table goes onto the canvas."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.support.hostile import LONGEST_TEXT, REFUSED_TEXTS
from welvaartcanvas.store import database

WHERE = ("--block", "opgave", "--perspective", "overheid")


def canvas_of(cli: Cli, made: str) -> Any:
    return cli.data("canvas", "show", made, "--json")["canvas"]


def test_a_contribution_carries_all_that_was_given(cli: Cli) -> None:
    canvas = cli.canvas()

    made = cli.ok(
        "contribute", canvas, *WHERE, "--kind", "kans", "--partner", "Anouk",
        "--tag", "human-capital", "--tag", "eigen woord", "Leer en werk tegelijk",
    )  # fmt: skip

    found = canvas_of(cli, canvas)
    (contribution,), (partner,) = found["contributions"], found["partners"]
    assert contribution["id"] == made
    assert contribution["text"] == "Leer en werk tegelijk"
    assert (contribution["block"], contribution["perspective"]) == ("opgave", "overheid")
    assert contribution["kind"] == "kans"
    assert contribution["tags"] == ["human-capital", "eigen woord"]
    assert (partner["name"], contribution["partner_id"]) == ("Anouk", partner["id"])


def test_a_text_that_starts_with_a_dash_goes_behind_two(cli: Cli) -> None:
    canvas = cli.canvas()

    refused = cli("contribute", canvas, *WHERE, "-punt van zorg")
    made = cli.ok("contribute", canvas, *WHERE, "--", "-punt van zorg")

    assert refused.code == 2
    assert "A text that starts with - goes behind --." in refused.err
    assert [c["id"] for c in canvas_of(cli, canvas)["contributions"]] == [made]


def test_contributions_keep_the_order_in_which_they_were_said(cli: Cli) -> None:
    canvas = cli.canvas()
    said = [cli.contribution(canvas, text) for text in ("een", "twee", "drie")]

    assert [c["id"] for c in canvas_of(cli, canvas)["contributions"]] == said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (b"een regel\n", "een regel"),
        (b"een regel", "een regel"),
        (b"twee\nregels\n\n", "twee\nregels\n"),
        (b"Windows\r\nook\r\n", "Windows\nook"),
        (b"\xef\xbb\xbfmet een merk vooraan", "met een merk vooraan"),
        ("ünïcode 👩🏽‍🔧\n".encode(), "ünïcode 👩🏽‍🔧"),
        (b"--help\n", "--help"),
        (b"-\n", "-"),
    ],
)
def test_a_dash_reads_the_text_from_standard_input(cli: Cli, typed: bytes, kept: str) -> None:
    canvas = cli.canvas()

    cli.ok("contribute", canvas, *WHERE, "-", stdin=typed)

    assert [c["text"] for c in canvas_of(cli, canvas)["contributions"]] == [kept]


def test_the_longest_text_is_kept_whole(cli: Cli) -> None:
    canvas = cli.canvas()

    cli.ok("contribute", canvas, *WHERE, "-", stdin=LONGEST_TEXT.encode())

    assert canvas_of(cli, canvas)["contributions"][0]["text"] == LONGEST_TEXT


@pytest.mark.parametrize("text", [t for t, _ in REFUSED_TEXTS], ids=[w for _, w in REFUSED_TEXTS])
def test_a_text_that_can_not_be_kept_is_refused_from_the_command_line(cli: Cli, text: str) -> None:
    canvas = cli.canvas()
    before = cli.everything()

    line = cli.refused("contribute", canvas, *WHERE, "--", text)

    assert line.isprintable()
    assert cli.everything() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (b"", "empty"),
        (b"\n", "empty"),
        (b" \t\n", "empty"),
        (b"nul\x00teken", "U+0000"),
        (b"\x1b[31mrood", "U+001B"),
        (b"geen utf-8: \xff\xfe", "UTF-8 (at byte 13)"),
        (b"x" * 20_001, "20001"),
        (b"x" * 3_000_000, "20000"),
    ],
)
def test_a_text_that_can_not_be_kept_is_refused_from_standard_input(
    cli: Cli, typed: bytes, said: str
) -> None:
    canvas = cli.canvas()
    before = cli.everything()

    assert said in cli.refused("contribute", canvas, *WHERE, "-", stdin=typed)
    assert cli.everything() == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--block", "nergens"], ["nergens", "opgave", "opbrengst"]),
        (["--perspective", "niemand"], ["niemand", "ondernemers", "onderwijs", "overheid"]),
        (["--kind", "iets"], ["iets", "kracht", "afspraak"]),
        (["--tag", "twee\nregels"], ["one line"]),
        (["--tag", ""], ["empty"]),
        (["--partner", "x" * 300], ["name of the partner", "300", "200"]),
    ],
)
def test_a_key_that_the_template_lacks_is_named_with_those_it_has(
    cli: Cli, wrong: list[str], said: list[str]
) -> None:
    canvas = cli.canvas()
    before = cli.everything()

    line = cli.refused("contribute", canvas, *WHERE, *wrong, "tekst")

    assert all(word in line for word in said), line
    assert cli.everything() == before


def test_an_unknown_canvas_is_named(cli: Cli) -> None:
    assert "zzz" in cli.refused("contribute", "zzz", *WHERE, "tekst")
    assert "zzz" in cli.refused("rate", "zzz", *WHERE, "--score", "3")


def test_a_rating_is_given_and_changed(cli: Cli) -> None:
    canvas = cli.canvas()

    assert cli.ok("rate", canvas, *WHERE, "--score", "4", "--reason", "Het loopt") == ""
    cli.ok("rate", canvas, *WHERE, "--score", "5")
    (rating,) = canvas_of(cli, canvas)["ratings"]

    assert (rating["score"], rating["reason"]) == (5, "Het loopt")
    cli.ok("rate", canvas, *WHERE, "--score", "0", "--reason", "")
    (rating,) = canvas_of(cli, canvas)["ratings"]
    assert (rating["score"], rating["reason"]) == (0, "")


@pytest.mark.parametrize("score", ["6", "-1", "99999999999", "3.5", "vijf", "", "٣", "1e0"])
def test_a_score_outside_0_to_5_is_refused(cli: Cli, score: str) -> None:
    canvas = cli.canvas()

    line = cli.refused("rate", canvas, *WHERE, "--score", score)

    assert score in line and "0 to 5" in line
    assert canvas_of(cli, canvas)["ratings"] == []


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program has the workspace for itself."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Nobody waits for a lock; ``pragma`` set in it holds for every workspace that is opened."""
    limits = {"pragma": ""}

    def opened(file: Path, now: datetime, *, place: Path | None) -> database.Database:
        made = database.open_database(file, now, busy_seconds=0, place=place)
        made.sqlite.execute(limits["pragma"])
        return made

    monkeypatch.setattr("welvaartcanvas.workspace.workspace.open_database", opened)
    return limits


#: What makes SQLite itself refuse to write, as it does on such a disk.
REFUSING = {"full": "PRAGMA max_page_count = 1", "read-only": "PRAGMA query_only = 1"}


@pytest.mark.parametrize("reason", ["locked", *REFUSING])
def test_what_was_typed_comes_back_when_the_workspace_can_not_take_it(
    cli: Cli, impatient: dict[str, str], reason: str
) -> None:
    canvas = cli.canvas()
    text = "Dit mag niet\nverloren gaan [b]{0}" + " lang" * 3_000
    before = cli.everything()

    with locked(cli.db) if reason == "locked" else nullcontext():
        impatient["pragma"] = REFUSING.get(reason, "")
        done = cli("contribute", canvas, *WHERE, "--", text)
        impatient["pragma"] = ""

    heading, rest = done.err.split("\n", 1)
    given_back, line = rest.removesuffix("\n").rsplit("\n", 1)
    assert done.code == 1
    assert "not saved" in heading
    assert given_back == text
    assert str(cli.db) in line
    assert cli.everything() == before


@pytest.mark.usefixtures("impatient")
def test_a_reason_comes_back_too(cli: Cli) -> None:
    canvas = cli.canvas()

    with locked(cli.db):
        done = cli("rate", canvas, *WHERE, "--score", "3", "--reason", "Omdat het zo is")

    assert done.code == 1
    assert "Omdat het zo is" in done.err.splitlines()


def test_what_was_typed_on_a_terminal_comes_back_whatever_the_reason(cli: Cli) -> None:
    canvas = cli.canvas()

    done = cli(
        "contribute", canvas, "--block", "nergens", "--perspective", "overheid", "-",
        stdin=b"lang verhaal \x1b[31m\n", terminal=True,
    )  # fmt: skip

    assert done.code == 2
    assert "lang verhaal \\x1b[31m" in done.err.splitlines()
    assert "\x1b" not in done.err
    assert "nergens" in done.err
