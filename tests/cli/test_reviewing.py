"""A review round on the command line, from the question to the report, and adoption after it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.support import build
from tests.support.workspaces import Clock, opened
from welvaartcanvas.domain.answers import Answers, Mark, Remark
from welvaartcanvas.exchange import interchange

JAN = build.partner(5, "Jan de Vries", email="jan@epe.example")
ROOS = build.partner(6, "Roos")
NOTE = build.contribution(1, "aanpak", "overheid", "Meer techniek")
CANVAS = build.uid(0, 1)


@pytest.fixture
def canvas(cli: Cli) -> str:
    """The id of a canvas with two partners and a contribution."""
    with opened(cli.db, "Anna", clock=Clock(build.MOMENT)) as here:
        here.importing.canvas(
            build.canvas(partners=(JAN, ROOS), contributions=(NOTE,)), "begin.json"
        )
    return CANVAS


def remark(key: str, text: str, **values: Any) -> Remark:
    return Remark(key, Mark.NOTE, text, **values)


def come_home(cli: Cli, *remarks: Remark, name: str = "Jan de Vries") -> None:
    """As if a PDF with those remarks was imported."""
    with opened(cli.db, "Anna", clock=Clock(build.MOMENT)) as here:
        sent = here.canvases.to_send(CANVAS)
        here.importing.canvas(sent, "jan.pdf", Answers("e" * 32, name=name, remarks=remarks))


# Rounds.


def test_a_round_asks_partners_until_a_day(cli: Cli, canvas: str) -> None:
    made = cli.ok(
        "review", "open", canvas, "--partner", "jan de vries", "--until", "2026-12-01",
        "--ask", "-", stdin=b"Klopt dit?\n",
    )  # fmt: skip

    told = cli.data("review", "show", canvas, "--json")

    assert (told["id"], told["name"], told["question"]) == (made, "Review round 1", "Klopt dit?")
    assert (told["deadline"], told["open"], told["closed_at"]) == ("2026-12-01", True, None)
    assert told["partners"] == [
        {"id": JAN.id, "name": "Jan de Vries", "asked": True, "comments": 0, "handled": 0}
    ]
    assert cli.data("review", "list", canvas, "--json") == [told]
    shown = cli.ok("review", "show", canvas)
    assert "open until 1 December 2026" in shown and "Klopt dit?" in shown


def test_a_round_is_called_in_the_language_of_who_opens_it(cli: Cli, canvas: str) -> None:
    assert cli("review", "open", canvas, "--all", lang="nl").code == 0

    (told,) = cli.data("review", "list", canvas, "--json")
    assert told["name"] == "Reactieronde 1"
    assert [p["name"] for p in told["partners"]] == ["Jan de Vries", "Roos"]


def test_a_round_tells_who_answered_how_often_and_who_has_not(cli: Cli, canvas: str) -> None:
    cli.ok("review", "open", canvas, "--all")
    come_home(cli, remark("a", "Eens"), remark("b", "Oneens"))
    come_home(cli, remark("c", "Van buiten"), name="Piet")
    listed = cli.data("comment", "list", canvas, "--json")
    (first,) = [each["id"] for each in listed if each["text"] == "Eens"]
    cli.ok("comment", "answer", canvas, first, "Dank")

    told = cli.data("review", "show", canvas, "--json")

    assert [(p["name"], p["asked"], p["comments"], p["handled"]) for p in told["partners"]] == [
        ("Jan de Vries", True, 2, 1), ("Roos", True, 0, 0), ("Piet", False, 1, 0)
    ]  # fmt: skip
    assert (told["comments"], told["handled"]) == (3, 1)
    shown = cli.ok("review", "show", canvas)
    assert "1 of 3 comments handled" in shown
    assert [line.split() for line in shown.splitlines()[-4:]] == [
        ["partner", "asked", "comments", "handled"],
        ["Jan", "de", "Vries", "yes", "2", "1"],
        ["Roos", "yes", "0", "0"],
        ["Piet", "no", "1", "0"],
    ]
    assert cli.ok("review", "list", canvas).splitlines()[-1].split()[-2:] == ["1/2", "1/3"]


def test_a_round_can_be_changed_and_closed(cli: Cli, canvas: str) -> None:
    cli.ok("review", "open", canvas, "--partner", "Jan de Vries", "--until", "2026-12-01")

    cli.ok("review", "edit", canvas, "--name", "Tweede lezing", "--ask", "En dit?", "--no-until")
    cli.ok("review", "edit", canvas, "--partner", "Roos", "--remove-partner", "Jan de Vries")
    cli.ok("review", "close", canvas, "tweede lezing")

    told = cli.data("review", "show", canvas, "--json")
    assert (told["name"], told["question"], told["deadline"]) == ("Tweede lezing", "En dit?", None)
    assert [p["name"] for p in told["partners"]] == ["Roos"]
    assert told["open"] is False and told["closed_at"]
    assert "closed already" in cli.refused("review", "close", canvas)
    cli.ok("undo", canvas)
    assert cli.data("review", "show", canvas, "--json")["open"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--partner", "Piet"], "Piet is no partner here; choose from Jan de Vries, Roos"),
        (["--until", "1 december"], "1 december is not a date; write it as 2026-01-31"),
        (["--all", "--partner", "Roos"], "name partners or --all, not both"),
        (["--name", " "], "name of the review round: the text is empty"),
    ],
)
def test_what_a_round_can_not_be_is_refused(
    cli: Cli, canvas: str, words: list[str], said: str
) -> None:
    assert said in cli.refused("review", "open", canvas, *words)
    assert cli.data("review", "list", canvas, "--json") == []


def test_a_canvas_without_rounds_says_so(cli: Cli, canvas: str) -> None:
    assert "has no review round yet" in cli.refused("review", "show", canvas)
    assert "has no review round yet" in cli.refused("review", "export", canvas)
    cli.ok("review", "open", canvas)
    assert "is still open" in cli.refused("review", "open", canvas)
    assert "choose from Review round 1" in cli.refused("review", "show", canvas, "Ronde 9")
    assert "nothing to change" in cli.refused("review", "edit", canvas)


# Files.


def test_the_pdf_for_partners_is_one_for_all_or_one_for_each(
    cli: Cli, canvas: str, home: Path
) -> None:
    cli.ok("review", "open", canvas, "--all")

    (one,) = cli.ok("review", "export", canvas).splitlines()
    assert (home / one).read_bytes().startswith(b"%PDF")
    assert one in cli.refused("review", "export", canvas)
    each = cli.ok("review", "export", canvas, "--per-partner", "--out", "rondes").splitlines()
    assert len(each) == 2
    assert "jan-de-vries" in each[0] and "roos" in each[1]
    assert all((home / name).read_bytes().startswith(b"%PDF") for name in each)
    alone = cli.ok("review", "export", canvas, "--partner", "Roos", "--out", "roos.pdf")
    assert alone == "roos.pdf"


def test_nobody_is_asked_and_so_nobody_gets_a_file(cli: Cli, canvas: str) -> None:
    cli.ok("review", "open", canvas)

    assert "nobody was asked in Review round 1" in cli.refused(
        "review", "export", canvas, "--per-partner"
    )


def test_the_report_of_a_round_is_a_pdf(cli: Cli, canvas: str, home: Path) -> None:
    cli.ok("review", "open", canvas, "--all")
    come_home(cli, remark("a", "Eens"))

    assert cli.ok("review", "report", canvas, "--out", "nota.pdf") == "nota.pdf"
    assert (home / "nota.pdf").read_bytes().startswith(b"%PDF")
    again = cli.refused("review", "report", canvas, "--out", "nota.pdf", code=2)
    assert "nota.pdf" in again
    cli.ok("review", "report", canvas, "--out", "nota.pdf", "--force", "--date", "2026-12-02")


# A change while partners review.


CELL = ["--block", "opgave", "--perspective", "overheid"]
CHANGES: list[list[str]] = [
    ["contribute", CANVAS, *CELL, "Nieuw"],
    ["rate", CANVAS, *CELL, "--score", "3"],
    ["canvas", "edit", CANVAS, "--title", "Anders"],
    ["canvas", "restore", CANVAS, "--at", "start"],
    ["canvas", "delete", CANVAS, "--yes"],
]


@pytest.mark.parametrize("words", CHANGES, ids=lambda words: " ".join(words[:2]))
def test_a_change_in_a_round_must_be_meant(cli: Cli, canvas: str, words: list[str]) -> None:
    cli.ok("contribute", canvas, *CELL, "Eerder")
    cli.ok("review", "open", canvas, "--until", "2026-12-01")
    before = cli.everything()

    said = cli.refused(*words)

    assert "Review round 1 is under way, up to and including 1 December 2026" in said
    assert said.endswith("say so with --in-review")
    assert cli.everything() == before
    done = cli(*words, "--in-review")
    assert done.code == 0, done
    assert cli.everything() != before


def test_undo_in_a_round_must_be_meant_too(cli: Cli, canvas: str) -> None:
    cli.ok("review", "open", canvas)
    cli.ok("contribute", canvas, *CELL, "Eerder", "--in-review")

    assert "--in-review" in cli.refused("undo", canvas)
    cli.ok("undo", canvas, "--in-review")
    assert "--in-review" in cli.refused("redo", canvas)
    cli.ok("redo", canvas, "--in-review")


def test_an_import_that_changes_what_is_reviewed_must_be_meant(
    cli: Cli, canvas: str, home: Path
) -> None:
    with opened(home / "partner.db", "Bob", clock=Clock(build.MOMENT)) as his:
        his.importing.canvas(build.canvas(partners=(JAN, ROOS), contributions=(NOTE,)), "x")
        there = his.canvases.get(CANVAS)
        his.contents.edit(there, there.contributions[0], text="Minder techniek")
        sent = interchange.write(his.canvases.to_send(CANVAS))
    (home / "terug.json").write_text(sent, "utf-8")
    cli.ok("review", "open", canvas)

    assert "--in-review" in cli.refused("import", "terug.json")
    assert cli("import", "terug.json", "--in-review").code == 0
    told = cli.data("canvas", "show", canvas, "--json")
    assert told["canvas"]["contributions"][0]["text"] == "Minder techniek"


# Imports that bring comments.


def test_only_what_is_of_the_canvas_is_taken(cli: Cli, canvas: str, home: Path) -> None:
    cli.ok("export", canvas, "--format", "json", "--out", "een.json")
    other = cli.canvas("Iets anders", cli.data("region", "list", "--json")[0]["id"])

    said = cli.refused("import", "een.json", "--for", other)

    assert "een.json: is of another canvas: Genoeg vakmensen voor de regio" in said
    assert cli("import", "een.json", "--for", canvas).code == 0


def test_who_sent_it_must_be_a_partner(cli: Cli, canvas: str) -> None:
    cli.ok("export", canvas, "--format", "json", "--out", "een.json")

    assert "Piet is no partner here; choose from Jan de Vries, Roos" in cli.refused(
        "import", "een.json", "--from", "Piet"
    )
    assert cli("import", "een.json", "--from", "Roos").code == 0


# Adopting.


def test_an_adopted_canvas_is_locked_until_it_is_reopened(cli: Cli, canvas: str) -> None:
    cli.ok("review", "open", canvas)

    said = cli.ok("canvas", "adopt", canvas, "--on", "2026-01-20", "--by", "de stuurgroep")

    assert said.startswith("version 1: fingerprint ")
    (line,) = cli.data("canvas", "list", "--json")
    assert (line["status"], line["version"]) == ("adopted", 1)
    assert "adopted, version 1" in cli.ok("canvas", "list")
    shown = cli.ok("canvas", "show", canvas)
    assert "status: adopted on 20 January 2026 by de stuurgroep (version 1)" in shown
    assert said in shown
    assert cli.data("review", "show", canvas, "--json")["open"] is False
    locked = cli.refused("contribute", canvas, *CELL, "Nieuw", "--in-review")
    assert "is adopted (version 1), and so locked; to change it, reopen it first" in locked
    assert "is adopted already" in cli.refused("canvas", "adopt", canvas)

    cli.ok("canvas", "reopen", canvas, "--reason", "Er is meer geld")
    cli.ok("contribute", canvas, *CELL, "Nieuw")
    (line,) = cli.data("canvas", "list", "--json")
    assert (line["status"], line["version"]) == ("concept", 2)
    shown = cli.ok("canvas", "show", canvas)
    assert "status: concept of version 2, reopened on" in shown
    assert said in shown and "as it is now: fingerprint " in shown
    assert "is not adopted" in cli.refused("canvas", "reopen", canvas, "--reason", "Nog eens")
    told = cli.ok("history", canvas)
    assert "version 1 adopted" in told and "version 1 reopened: Er is meer geld" in told


def test_what_was_adopted_has_the_fingerprint_that_it_had_before(cli: Cli, canvas: str) -> None:
    (now,) = [
        line for line in cli.ok("canvas", "show", canvas).splitlines() if "as it is now" in line
    ]

    said = cli.ok("canvas", "adopt", canvas)

    assert said.partition(": ")[2] == now.partition(": ")[2]


def test_a_day_that_is_none_adopts_nothing(cli: Cli, canvas: str) -> None:
    assert "is not a date" in cli.refused("canvas", "adopt", canvas, "--on", "vandaag")
    later = cli.refused("canvas", "adopt", canvas, "--on", "2199-01-01")
    assert "1 January 2199 is still to come" in later
    assert cli.data("canvas", "list", "--json")[0]["status"] == "concept"


def test_the_status_is_told_in_dutch(cli: Cli, canvas: str) -> None:
    cli.ok("review", "open", canvas, "--name", "Ronde 1", "--until", "2026-12-01")

    shown = cli("canvas", "show", canvas, lang="nl").out
    assert "status: in reactieronde tot en met 1 december 2026 (Ronde 1)" in shown
    assert "in reactieronde" in cli("canvas", "list", lang="nl").out
    assert (
        "Ronde 1 loopt, tot en met 1 december 2026"
        in cli("canvas", "edit", canvas, "--title", "x", lang="nl").err
    )
