"""``history``, ``diff``, ``snapshot``, ``canvas restore``, ``undo`` and ``redo``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.support.build import full_canvas
from tests.support.hostile import HOSTILE_NAMES
from tests.support.pdf import squeezed, typed_text, violations
from welvaartcanvas.workspace import open_workspace


def texts(cli: Cli, canvas: str, *more: str) -> list[str]:
    document = cli.data("canvas", "show", canvas, "--json", *more)
    return sorted(note["text"] for note in document["canvas"]["contributions"])


@pytest.fixture
def canvas(cli: Cli) -> str:
    """A canvas with a contribution before a snapshot and one after it."""
    made = cli.canvas()
    cli.contribution(made, "Een")
    cli.ok("snapshot", "add", made, "bijeenkomst 1")
    cli.contribution(made, "Twee", "--partner", "Jan")
    return made


def test_the_history_says_who_did_what_the_newest_first(cli: Cli, canvas: str) -> None:
    told = cli.data("history", canvas, "--json")

    assert [entry["text"] for entry in told] == [
        "contribution added to block 1: Twee; partner added: Jan",
        "snapshot added: bijeenkomst 1",
        "contribution added to block 1: Een",
        "canvas added: Genoeg vakmensen",
    ]
    newest = told[0]
    assert (newest["step"], newest["kind"], newest["of"], newest["source"]) == (5, "do", None, "")
    assert [c["entity"] for c in newest["changes"]] == ["partner", "contribution"]
    assert newest["changes"][1]["before"] is None
    assert newest["changes"][1]["after"]["text"] == "Twee"
    first = cli.ok("history", canvas).splitlines()
    assert first[0].split() == ["step", "when", "who", "what"]
    assert first[1].startswith("#5 ") and first[1].endswith("partner added: Jan")


def test_a_history_is_cut_where_one_asks_and_says_that_there_is_more(cli: Cli, canvas: str) -> None:
    done = cli("history", canvas, "--limit", "2", "--json")

    assert [entry["step"] for entry in json.loads(done.out)] == [5, 4]
    assert done.err == "There is more; for example: --limit 20\n"
    since = cli.data("history", canvas, "--since", "bijeenkomst 1", "--json")
    assert [entry["step"] for entry in since] == [5, 4]
    assert cli.data("history", canvas, "--since", "now", "--json") == []


def test_a_difference_is_told_in_words_and_as_data(cli: Cli, canvas: str) -> None:
    said = cli.ok("diff", canvas, "bijeenkomst 1").splitlines()

    assert said[2:] == [
        "2 added",
        "",
        "+ partner added: Jan",
        "",
        "1 Challenge and ambition",
        "  ■ Government",
        "    + contribution added: Twee",
    ]
    found = cli.data("diff", canvas, "#3", "#5", "--format", "json")
    assert (found["canvas"], found["since"]["step"], found["until"]["step"]) == (canvas, 3, 5)
    assert [(c["kind"], c["entity"]) for c in found["changes"]] == [
        ("added", "partner"),
        ("added", "contribution"),
    ]
    assert cli.ok("diff", canvas, "now").splitlines()[2] == "nothing changed"


def test_a_text_that_was_changed_shows_its_words_between_signs(cli: Cli) -> None:
    made = cli.canvas()
    cli.ok("rate", made, "--block", "opgave", "--perspective", "overheid", "--score", "2",
           "--reason", "Wij zoeken al een jaar drie lassers.")  # fmt: skip
    cli.ok("rate", made, "--block", "opgave", "--perspective", "overheid", "--score", "3",
           "--reason", "Wij zoeken al twee jaar lassers, en koks.")  # fmt: skip

    said = cli.ok("diff", made, "#3")

    assert "    ~ rating changed (reason, score)\n" in said
    assert "reason: Wij zoeken al [-een-]{+twee+} jaar [-drie -]lassers{+, en koks+}.\n" in said
    assert said.endswith("score: 2 → 3")


def test_on_a_terminal_it_fits_and_is_coloured_unless_one_wants_none(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = cli.canvas()
    long = "Wij zoeken al heel erg lang lassers, koks, verpleegkundigen en leraren. " * 3
    note = cli.contribution(made, long)
    with open_workspace(cli.db, "-") as here:
        canvas = here.canvases.get(made)
        here.contents.edit(
            canvas, canvas.contribution(note), text="Nieuw: " + long[:-9] + "timmerlieden " * 9
        )

    coloured = cli.ok("diff", made, "#3", terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = cli.ok("diff", made, "#3", terminal=True)

    assert "\x1b[32m{+Nieuw: +}\x1b[0m" in coloured
    assert "\x1b[31m[-" in coloured
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= 80
    assert "\x1b" not in cli.ok("diff", made, "#3")


def test_a_difference_needs_the_earlier_moment_first(cli: Cli, canvas: str) -> None:
    assert cli.refused("diff", canvas, "now", "#3") == (
        "Error: #3 is before #5; name the earlier moment first"
    )
    assert cli.refused("export", canvas, "--format", "md", "--since", "now", "--at", "#3") == (
        "Error: #3 is before now; name the earlier moment first"
    )


@pytest.mark.parametrize(
    "command",
    [
        lambda c: ("diff", c, "morgen"),
        lambda c: ("history", c, "--since", "morgen"),
        lambda c: ("canvas", "show", c, "--at", "morgen"),
        lambda c: ("canvas", "restore", c, "--at", "morgen"),
        lambda c: ("snapshot", "add", c, "x", "--at", "morgen"),
        lambda c: ("export", c, "--format", "md", "--since", "morgen"),
        lambda c: ("export", c, "--format", "md", "--at", "morgen"),
    ],
)
def test_what_is_no_moment_is_refused_everywhere_with_what_can_be_typed(
    cli: Cli, canvas: str, command: Callable[[str], tuple[str, ...]]
) -> None:
    assert cli.refused(*command(canvas)) == (
        "Error: morgen is no moment; type a date such as 2026-01-31, a date and time such as "
        "2026-01-31 14:30, a step such as #12, now, start, or a snapshot (bijeenkomst 1)"
    )


def test_a_canvas_is_shown_and_exported_as_it_was(cli: Cli, canvas: str) -> None:
    assert texts(cli, canvas, "--at", "Bijeenkomst 1") == ["Een"]
    assert texts(cli, canvas) == ["Een", "Twee"]
    assert "Twee" not in cli.ok("canvas", "show", canvas, "--at", "#3")
    assert "Twee" not in cli.ok("export", canvas, "--format", "md", "--at", "#3")
    assert cli.refused("canvas", "show", canvas, "--at", "#1") == (
        "Error: the canvas was not there at #1; it begins at #2"
    )


def test_putting_back_is_one_step_that_can_be_undone(cli: Cli, canvas: str) -> None:
    assert cli.ok("canvas", "restore", canvas, "--at", "bijeenkomst 1") == (
        "contribution removed from block 1: Twee; partner removed: Jan"
    )
    assert texts(cli, canvas) == ["Een"]
    assert cli("canvas", "restore", canvas, "--at", "bijeenkomst 1").err == (
        "It is as it was then; there is nothing to put back.\n"
    )
    assert cli.ok("undo", canvas) == (
        "undid: contribution removed from block 1: Twee; partner removed: Jan"
    )
    assert texts(cli, canvas) == ["Een", "Twee"]
    assert cli.ok("redo", canvas) == (
        "did again: contribution removed from block 1: Twee; partner removed: Jan"
    )
    assert texts(cli, canvas) == ["Een"]
    newest = cli.data("history", canvas, "--json", "--limit", "10")
    assert [entry["text"].partition(":")[0] for entry in newest[:3]] == [
        "did again", "undid", "put back to #3",
    ]  # fmt: skip


def test_one_thing_is_put_back_by_the_start_of_its_id(cli: Cli, canvas: str) -> None:
    cli.ok("canvas", "restore", canvas, "--at", "bijeenkomst 1")
    note = next(
        c["id"]
        for c in cli.data("diff", canvas, "#5", "now", "--format", "json")["changes"]
        if c["entity"] == "contribution"
    )

    said = cli.ok("canvas", "restore", canvas, "--at", "#5", "--thing", note[:-2])

    assert said == "contribution added to block 1: Twee; partner added: Jan"
    assert texts(cli, canvas) == ["Een", "Twee"]
    assert "was not on the canvas at #3" in cli.refused(
        "canvas", "restore", canvas, "--at", "#3", "--thing", note
    )
    assert "several things" in cli.refused(
        "canvas", "restore", canvas, "--at", "#5", "--thing", note[0]
    )


def test_snapshots_are_listed_renamed_and_removed(cli: Cli, canvas: str) -> None:
    assert cli.ok("snapshot", "add", canvas, "eerder", "--at", "start") == "#2"
    assert [(s["name"], s["step"]) for s in cli.data("snapshot", "list", canvas, "--json")] == [
        ("eerder", 2),
        ("bijeenkomst 1", 3),
    ]
    assert cli.ok("snapshot", "list", canvas).splitlines()[1].startswith("#2 ")
    cli.ok("snapshot", "rename", canvas, "#2", "het begin")
    cli.ok("snapshot", "remove", canvas, "BIJEENKOMST 1")
    assert [s["name"] for s in cli.data("snapshot", "list", canvas, "--json")] == ["het begin"]
    assert cli.refused("snapshot", "remove", canvas, "x") == (
        "Error: there is no snapshot x; choose from het begin"
    )
    assert cli.ok("undo", canvas) == "undid: snapshot removed: bijeenkomst 1"


def test_without_a_canvas_it_is_regions_and_canvases_that_are_undone(cli: Cli, canvas: str) -> None:
    cli.ok("canvas", "delete", canvas, "--yes")

    assert cli.ok("undo") == "undid: canvas removed: Genoeg vakmensen"
    assert texts(cli, canvas) == ["Een", "Twee"]
    assert cli.ok("redo") == "did again: canvas removed: Genoeg vakmensen"
    assert "does not exist" in cli.refused("history", canvas)
    cli.ok("undo")
    assert cli.refused("redo", canvas) == "Error: there is nothing to redo"


@pytest.mark.parametrize("name", HOSTILE_NAMES[:6])
def test_a_name_is_shown_as_it_is(cli: Cli, canvas: str, name: str) -> None:
    cli.ok("snapshot", "add", canvas, "--", name)

    (found,) = [s for s in cli.data("snapshot", "list", canvas, "--json") if s["step"] == 5]
    assert cli.data("diff", canvas, found["name"], "--format", "json")["since"]["step"] == 5
    assert "\x1b" not in cli.ok("history", canvas)
    assert "\x1b" not in cli.ok("snapshot", "list", canvas)


def test_a_report_tells_what_has_changed_and_is_accessible(cli: Cli, tmp_path: Path) -> None:
    with open_workspace(cli.db, "-") as here:
        here.importing.canvas(full_canvas(2), "plan.json")
        made = here.canvases.get(full_canvas(2).id)
        here.history.take_snapshot(made.id, "bijeenkomst 1")
        first, second, *_others = made.contributions
        here.contents.edit(made, first, text=f"Heel anders: {first.text}")
        here.contents.delete(here.canvases.get(made.id), second)
        partner = here.canvases.get(made.id).partners[0]
        here.contents.edit(here.canvases.get(made.id), partner, email="nieuw@voorbeeld.nl")
    out = tmp_path / "r.pdf"

    cli.ok("export", made.id, "--since", "bijeenkomst 1", "--out", str(out))
    text = cli.ok("export", made.id, "--since", "bijeenkomst 1", "--format", "md")

    pdf = out.read_bytes()
    assert violations(pdf) == []
    told = typed_text(pdf)
    for words in ("What has changed", "Since bijeenkomst 1", "contribution removed", "text now"):
        assert squeezed(words) in told, words
        assert words in text, words
    assert f"text now: Heel anders: {first.text}"[:40] in text
    assert "nieuw@voorbeeld.nl" not in told + text
    cli.ok("export", made.id, "--out", str(out), "--force")
    assert squeezed("What has changed") not in typed_text(out.read_bytes())


def test_changes_are_told_where_there_is_room_for_words(cli: Cli, canvas: str) -> None:
    for more in (["--format", "csv"], ["--format", "json"], ["--kind", "poster"]):
        assert "--since goes with a report" in cli.refused("export", canvas, "--since", "#3", *more)
    assert "don't go together" in cli.refused(
        "export", canvas, "--since", "#3", "--without-names", "--format", "md"
    )
