"""Comments on the command line: what came in, what is typed, and what is done with each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.support import build
from tests.support.hostile import HOSTILE_TEXTS
from tests.support.workspaces import Clock, opened
from welvaartcanvas.domain.answers import Answers, Mark, Remark, Target

JAN = build.partner(5, "Jan", perspective="onderwijs")
NOTE = build.contribution(1, "aanpak", "overheid", "Meer techniek")
GRADE = build.rating(2, "opgave", "overheid", 2, reason="Nog weinig")
CANVAS = build.uid(0, 1)


@pytest.fixture
def canvas(cli: Cli) -> str:
    """The id of a canvas in review, with a contribution, a rating and a partner."""
    with opened(cli.db, "Anna", clock=Clock(build.MOMENT)) as here:
        made = build.canvas(partners=(JAN,), contributions=(NOTE,), ratings=(GRADE,))
        here.importing.canvas(made, "begin.json")
    cli.ok("review", "open", CANVAS, "--all")
    return CANVAS


def come_home(cli: Cli, *remarks: Remark, name: str = "Jan") -> None:
    """As if a PDF with those remarks was imported."""
    with opened(cli.db, "Anna", clock=Clock(build.MOMENT)) as here:
        sent = here.canvases.to_send(CANVAS)
        here.importing.canvas(sent, "jan.pdf", Answers("e" * 32, name=name, remarks=remarks))


def on_note(text: str = "Klopt niet", **values: Any) -> Remark:
    return Remark("a", Mark.HIGHLIGHT, text, target=Target(thing_id=NOTE.id), page=2, **values)


def typed(cli: Cli, *words: str, text: str = "Klopt niet") -> str:
    """The id of a comment of Jan."""
    return cli.ok("comment", "add", CANVAS, "--partner", "Jan", *words, "--", text)


def told(cli: Cli, comment: str) -> dict[str, Any]:
    found: dict[str, Any] = cli.data("comment", "show", CANVAS, comment, "--json")
    return found


def texts(cli: Cli) -> list[str]:
    document = cli.data("canvas", "show", CANVAS, "--json")
    return [note["text"] for note in document["canvas"]["contributions"]]


def test_comments_are_listed_as_the_canvas_is_read(cli: Cli, canvas: str) -> None:
    come_home(cli, on_note(), Remark("b", Mark.NOTE, "Waar hoort dit?", page=3))
    typed(cli, "--block", "opgave", text="Over de opgave")

    listed = cli.data("comment", "list", canvas, "--json")

    assert [(c["text"], c["block"], c["perspective"], c["partner"]) for c in listed] == [
        ("Waar hoort dit?", None, None, "Jan"),
        ("Over de opgave", "opgave", None, "Jan"),
        ("Klopt niet", "aanpak", "overheid", "Jan"),
    ]
    done = cli("comment", "list", canvas)
    assert "0 of 3 comments handled" in done.err
    assert [line.split()[1] for line in done.out.splitlines()] == ["who", "Jan", "Jan", "Jan"]
    assert "2 Approach, Government" in done.out
    assert "0 of 3 comments handled; see: welvaartcanvas comment list" in cli.ok(
        "canvas", "show", canvas
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--partner", "jan"], ["Een", "Twee"]),
        (["--block", "opgave"], ["Een"]),
        (["--state", "answered"], ["Twee"]),
        (["--state", "open", "--state", "answered", "--block", "aanpak"], ["Twee"]),
        (["--round", "Review round 1"], ["Een", "Twee", "Drie"]),
    ],
)
def test_the_list_is_of_what_was_asked_for(
    cli: Cli, canvas: str, words: list[str], found: list[str]
) -> None:
    typed(cli, "--block", "opgave", text="Een")
    second = typed(cli, "--on", NOTE.id, text="Twee")
    cli.ok("comment", "add", canvas, "--partner", "Piet", "Drie")
    cli.ok("comment", "answer", canvas, second, "Ja")

    listed = cli.data("comment", "list", canvas, *words, "--json")

    assert sorted(c["text"] for c in listed) == sorted(found)


def test_a_comment_is_shown_with_what_it_is_about_now_and_then(cli: Cli, canvas: str) -> None:
    come_home(cli, on_note(quoted="techniek", author="J. Jansen"))
    (comment,) = cli.data("comment", "list", canvas, "--json")
    with opened(cli.db, "Anna") as here:
        here.reviews.intend_all()
        found = here.canvases.get(CANVAS)
        here.contents.edit(found, found.contributions[0], text="Minder techniek")

    shown = cli.ok("comment", "show", canvas, comment["id"][:-2])

    assert [line for line in shown.splitlines() if not line.startswith("id:")] == [
        "Jan (J. Jansen) · highlighted",
        "2 Approach, Government · contribution: Minder techniek",
        "from jan.pdf, page 2",
        "Now on the canvas:",
        "  Minder techniek",
        "When the PDF was made:",
        "  Meer techniek",
        "Marked words:",
        "  techniek",
        "Comment:",
        "  Klopt niet",
        "What was done:",
        "  open",
    ]
    assert told(cli, comment["id"])["text_changed"] is True


def test_what_a_program_reads_of_a_comment(cli: Cli, canvas: str) -> None:
    first = typed(cli, "--on", NOTE.id.upper())

    data = told(cli, first)

    assert set(data) == {
        "id", "round_id", "partner_id", "partner", "author", "said_at", "mark", "text", "quoted",
        "rating", "block", "perspective", "thing_id", "told", "page", "source", "reply_to",
        "state", "answer", "result_id", "handled_by", "handled_at", "text_changed",
        "newer_id",
    }  # fmt: skip
    assert (data["mark"], data["state"], data["thing_id"]) == ("typed", "open", NOTE.id)
    assert data["text_changed"] is False


def test_a_reply_stands_with_what_it_answers(cli: Cli, canvas: str) -> None:
    come_home(cli, on_note(), Remark("b", Mark.REPLY, "Zeker wel", reply_to="a", author="Piet"))
    first = cli.data("comment", "list", canvas, "--json")[0]["id"]

    assert cli.ok("comment", "show", canvas, first).endswith("  Jan (Piet) · reply:\n    Zeker wel")


# Typed on behalf of a partner.


def test_a_comment_is_typed_on_behalf_of_a_partner(cli: Cli, canvas: str) -> None:
    said = cli.ok(
        "comment", "add", canvas, "--partner", "Roos", "--block", "aanpak",
        "--perspective", "onderwijs", "-", stdin=b"Wij doen mee\n",
    )  # fmt: skip

    data = told(cli, said)
    assert (data["text"], data["partner"]) == ("Wij doen mee", "Roos")
    assert (data["block"], data["perspective"]) == ("aanpak", "onderwijs")
    document = cli.data("canvas", "show", canvas, "--json")
    assert [p["name"] for p in document["canvas"]["partners"]] == ["Jan", "Roos"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--partner", "Jan", " "], "the comment is empty; type what was said"),
        (["--partner", " ", "Tekst"], "the name of the partner is empty"),
        (["--partner", "Jan", "--block", "dak", "Tekst"], "block dak does not exist"),
        (["--partner", "Jan", "--perspective", "overheid", "Tekst"], "goes with --block"),
        (["--partner", "Jan", "--on", "0f", "Tekst"], "0f is not on this canvas"),
        (["--partner", "Jan", "--on", "018f", "Tekst"], "type more of it"),
        (["--partner", "Jan", "--on", NOTE.id, "--block", "opgave", "x"], "not both"),
    ],
)
def test_a_comment_that_can_not_be_is_refused(
    cli: Cli, canvas: str, words: list[str], said: str
) -> None:
    before = cli.everything()

    assert said in cli.refused("comment", "add", canvas, *words)
    assert cli.everything() == before


# What is done with it: meant, and so no --in-review is asked for.


def test_accepting_it_changes_what_it_is_about(cli: Cli, canvas: str) -> None:
    comment = typed(cli, "--on", NOTE.id)

    cli.ok("comment", "accept", canvas, comment, "Minder techniek", "--answer", "Dank")

    assert texts(cli) == ["Minder techniek"]
    data = told(cli, comment)
    assert (data["state"], data["answer"], data["result_id"]) == ("accepted", "Dank", NOTE.id)
    assert "comment on block 2 accepted: Klopt niet" in cli.ok("history", canvas)
    cli.ok("undo", canvas, "--in-review")
    assert texts(cli) == ["Meer techniek"] and told(cli, comment)["state"] == "open"


def test_of_a_rating_the_reason_is_taken_over(cli: Cli, canvas: str) -> None:
    comment = typed(cli, "--on", GRADE.id)

    cli.ok("comment", "accept", canvas, comment, "Het loopt")

    document = cli.data("canvas", "show", canvas, "--json")
    assert document["canvas"]["ratings"][0]["reason"] == "Het loopt"


def test_it_becomes_a_contribution_where_it_stands_unless_you_say_otherwise(
    cli: Cli, canvas: str
) -> None:
    first = typed(cli, "--on", NOTE.id, text="Ook zorg")
    second = typed(cli, "--block", "opgave", text="Meer huizen")
    third = typed(cli)

    made = cli.ok("comment", "contribute", canvas, first, "--kind", "kans")
    cli.ok("comment", "contribute", canvas, second, "Meer woningen")

    notes = cli.data("canvas", "show", canvas, "--json")["canvas"]["contributions"]
    by_text = {note["text"]: note for note in notes}
    assert by_text["Ook zorg"]["id"] == made == told(cli, first)["result_id"]
    assert by_text["Ook zorg"]["perspective"] == "overheid"
    assert (by_text["Ook zorg"]["kind"], by_text["Ook zorg"]["partner_id"]) == ("kans", JAN.id)
    # Without a side of its own it is that of who said it.
    assert by_text["Meer woningen"]["perspective"] == "onderwijs"
    assert "--block and --perspective" in cli.refused("comment", "contribute", canvas, third)


def test_it_becomes_an_action(cli: Cli, canvas: str) -> None:
    comment = typed(cli, "--on", NOTE.id, text="Bel de school")

    made = cli.ok("comment", "plan", canvas, comment, "--who", "Fatima", "--due", "2026-12-01")

    (action,) = cli.data("canvas", "show", canvas, "--json")["canvas"]["actions"]
    assert (action["id"], action["text"], action["block"]) == (made, "Bel de school", "aanpak")
    assert (action["who"], action["due"]) == ("Fatima", "2026-12-01")
    assert told(cli, comment)["state"] == "action"
    assert "with --block" in cli.refused("comment", "plan", canvas, typed(cli))


@pytest.mark.parametrize(
    ("command", "state"),
    [("answer", "answered"), ("reject", "rejected"), ("postpone", "postponed")],
)
def test_it_is_answered_rejected_or_postponed_with_a_reason(
    cli: Cli, canvas: str, command: str, state: str
) -> None:
    comment = typed(cli, "--on", NOTE.id)

    cli.ok("comment", command, canvas, comment, "-", stdin=b"Er is geen geld\n")

    data = told(cli, comment)
    assert (data["state"], data["answer"]) == (state, "Er is geen geld")
    assert data["handled_at"]
    assert texts(cli) == ["Meer techniek"]
    cli.ok("comment", "reopen", canvas, comment)
    assert (told(cli, comment)["state"], told(cli, comment)["answer"]) == ("open", "")


@pytest.mark.parametrize("command", ["answer", "reject"])
def test_a_partner_reads_the_reason_so_there_must_be_one(
    cli: Cli, canvas: str, command: str
) -> None:
    comment = typed(cli)

    assert "say why" in cli.refused("comment", command, canvas, comment, " ")
    assert told(cli, comment)["state"] == "open"


def test_what_has_no_text_is_not_accepted(cli: Cli, canvas: str) -> None:
    comment = typed(cli)

    said = cli.refused("comment", "accept", canvas, comment, "Tekst")

    assert "about nothing that has a text" in said
    assert told(cli, comment)["state"] == "open"


def test_who_gave_it_can_be_said_afterwards(cli: Cli, canvas: str) -> None:
    come_home(cli, on_note(author="jdv"), name="")
    (comment,) = cli.data("comment", "list", canvas, "--json")
    assert comment["partner"] is None

    cli.ok("comment", "edit", canvas, comment["id"], "--partner", "Jan")
    assert told(cli, comment["id"])["partner"] == "Jan"
    cli.ok("comment", "edit", canvas, comment["id"], "--no-partner")
    assert told(cli, comment["id"])["partner"] is None
    assert "--partner, or --no-partner" in cli.refused("comment", "edit", canvas, comment["id"])


def test_a_comment_that_is_not_there_is_named(cli: Cli, canvas: str) -> None:
    assert "comment 0f0f does not exist in this canvas" in cli.refused(
        "comment", "show", canvas, "0f0f"
    )
    typed(cli, text="Een")
    typed(cli, text="Twee")
    assert "type more of it" in cli.refused("comment", "show", canvas, "0")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_what_partners_wrote_is_shown_and_no_instruction(cli: Cli, canvas: str, text: str) -> None:
    come_home(cli, Remark("a", Mark.NOTE, text, author="\u202eEve", page=1))
    (comment,) = cli.data("comment", "list", canvas, "--json")

    assert comment["text"] == text.replace("\r\n", "\n")
    for shown in (
        cli.ok("comment", "show", canvas, comment["id"]),
        cli("comment", "list", canvas, terminal=True).out,
        cli.ok("review", "show", canvas),
    ):
        assert "\x1b" not in shown and "\u202e" not in shown


def test_comments_on_an_adopted_canvas_are_answered_and_change_nothing(
    cli: Cli, canvas: str
) -> None:
    comment = typed(cli, "--on", NOTE.id)
    adopted = cli("canvas", "adopt", canvas)
    assert (adopted.code, adopted.err) == (
        0,
        "1 comment is still open; it can be answered and rejected as before.\n",
    )

    for words in (
        ["accept", canvas, comment, "Beter"],
        ["contribute", canvas, comment, "Nieuw"],
        ["plan", canvas, comment, "Doen"],
    ):
        assert "is adopted (version 1), and so locked" in cli.refused("comment", *words)
    cli.ok("comment", "answer", canvas, comment, "Volgend jaar")
    late = typed(cli, text="Nog iets")

    assert [told(cli, each)["state"] for each in (comment, late)] == ["answered", "open"]
    assert "reopen it to begin a round" in cli.refused("review", "open", canvas)
    assert texts(cli) == [NOTE.text]


def test_the_region_of_a_canvas_in_review_changes_when_that_is_meant(cli: Cli, canvas: str) -> None:
    (region,) = cli.data("region", "list", "--json")

    assert "--in-review" in cli.refused("region", "edit", region["id"], "--name", "Anders")
    cli.ok("region", "edit", region["id"], "--name", "Anders", "--in-review")

    assert cli.data("region", "show", region["id"], "--json")["name"] == "Anders"


# A rating, and what was changed in the PDF.


def rated(text: str = "", **values: Any) -> Remark:
    target = Target(None, "opgave", "overheid")
    return Remark("r", Mark.FIELD, text, target=target, **{"rating": 4, **values})


def grade(cli: Cli) -> tuple[int, str]:
    (rating,) = cli.data("canvas", "show", CANVAS, "--json")["canvas"]["ratings"]
    return rating["score"], rating["reason"]


@pytest.mark.parametrize(
    ("words", "score", "reason"),
    [
        ([], 4, "Nog weinig"),
        (["--score", "3", "--reason", "Er is een loket"], 3, "Er is een loket"),
        (["--reason", ""], 4, ""),
    ],
)
def test_the_rating_that_a_partner_gave_becomes_that_of_the_cell(
    cli: Cli, canvas: str, words: list[str], score: int, reason: str
) -> None:
    come_home(cli, rated())
    (comment,) = cli.data("comment", "list", canvas, "--json")

    cli.ok("comment", "rate", canvas, comment["id"], *words, "--answer", "Dank")

    assert grade(cli) == (score, reason)
    done = told(cli, comment["id"])
    assert (done["state"], done["answer"], done["result_id"]) == ("accepted", "Dank", GRADE.id)
    cli.ok("undo", canvas)
    assert grade(cli) == (2, "Nog weinig")


def test_what_has_no_rating_or_no_cell_is_not_rated(cli: Cli, canvas: str) -> None:
    comment = typed(cli, "--block", "opgave")

    assert "no rating; say which, with --score" in cli.refused("comment", "rate", canvas, comment)
    assert "about no side of a block" in cli.refused(
        "comment", "rate", canvas, comment, "--score", "3"
    )
    assert grade(cli) == (2, "Nog weinig")


def test_what_was_changed_in_the_pdf_counts_once_and_is_handled_as_one(
    cli: Cli, canvas: str
) -> None:
    come_home(cli, on_note("Klopt niet", said_at=build.MOMENT))
    come_home(cli, on_note("Klopt niet meer", said_at=build.MOMENT + timedelta(days=1)))
    newest, before = cli.data("comment", "list", canvas, "--json")
    assert (newest["text"], newest["newer_id"]) == ("Klopt niet meer", None)
    assert (before["text"], before["newer_id"]) == ("Klopt niet", newest["id"])

    cli.ok("comment", "answer", canvas, newest["id"], "Aangepast")

    listed = cli("comment", "list", canvas)
    assert "1 of 1 comment handled" in listed.err
    assert "earlier version: Klopt niet" in listed.out
    assert told(cli, before["id"])["answer"] == "Aangepast"
