"""The report of a round says what every partner said, what was done with it, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from tests.support.pdf import (
    outside,
    reader,
    source_of,
    squeezed,
    structure,
    typed_text,
    violations,
)
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.review import Comment, CommentState, Mark
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.report import ReportKind, render

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANNA = build.partner(901, "Anna de Wit", organisation="Mbo Oost", email="anna@mbo-oost.nl")
BERT = build.partner(902, "Bert Bos", email="bert@bos.nl")
CEES = build.partner(903, "Cees Smit")
ROUND = build.review_round(
    904,
    "Ronde voor de zomer",
    question="Klopt de opgave?",
    deadline=date(2026, 12, 1),
    partners=(ANNA.id, BERT.id, CEES.id),
)
SAID = build.contribution(1, "opgave", "onderwijs", "Leer en werk tegelijk")
MADE = build.contribution(2, "opgave", "overheid", "Een plek voor elke leerling")
DEED = build.action(3, "opgave", "De bibliotheek bellen")


def comment(number: int, text: str = "Dit klopt niet", **values: Any) -> Comment:
    return build.comment(number, text, round_id=ROUND.id, **values)


def handled(state: CommentState, answer: str = "Omdat het zo is") -> dict[str, Any]:
    return {"state": state, "answer": answer, "handled_by": "Dora", "handled_at": AT}


COMMENTS = (
    comment(
        11,
        "Noem ook avondonderwijs",
        thing=SAID,
        partner_id=ANNA.id,
        mark=Mark.HIGHLIGHT,
        quoted="werk tegelijk",
        page=7,
        said_at=AT,
        **handled(CommentState.ACCEPTED),
    ),
    comment(
        12,
        "Geef elke leerling een plek",
        block="opgave",
        partner_id=ANNA.id,
        result_id=MADE.id,
        **handled(CommentState.CONTRIBUTION),
    ),
    comment(
        13, "Bel de bieb", partner_id=BERT.id, result_id=DEED.id, **handled(CommentState.ACTION)
    ),
    comment(
        14, "Wie betaalt?", partner_id=BERT.id, **handled(CommentState.ANSWERED, "De provincie")
    ),
    comment(15, "Te duur", partner_id=BERT.id, **handled(CommentState.REJECTED, "Het past wel")),
    comment(16, "", rating=2, block="opgave", perspective="overheid", partner_id=BERT.id),
    comment(17, "Eens", author="x.onbekend@elders.nl", reply_to=build.comment(14).id),
)


def canvas(comments: tuple[Comment, ...] = COMMENTS, **things: Any) -> Canvas:
    return build.canvas(
        contributions=(SAID, MADE),
        actions=(DEED,),
        partners=(ANNA, BERT, CEES),
        rounds=(ROUND,),
        comments=comments,
        **things,
    )


def made(canvas: Canvas, language: str = "nl", **values: Any) -> bytes:
    with use_language(language):
        return render(
            canvas,
            ReportKind.ROUND_REPORT,
            day=DAY,
            municipalities={},
            source=source_of(canvas),
            **{"round": ROUND, **values},
        )


def lines(pdf: bytes) -> list[str]:
    return [element.text for element in structure(pdf) if element.text]


def test_its_head_tells_the_round_who_was_asked_and_how_far_it_is() -> None:
    told = lines(made(canvas()))

    for line in (
        "Ronde voor de zomer",
        "Klopt de opgave?",
        "1 december 2026",
        "Anna de Wit (Mbo Oost), Bert Bos, Cees Smit",
        "5 van 7 reacties afgehandeld",
    ):
        assert line in told


def test_every_comment_stands_under_its_partner_with_what_was_done_and_why() -> None:
    told = lines(made(canvas()))
    anna = told[told.index("Anna de Wit (Mbo Oost)", told.index("Samen")) :]
    first = anna[: anna.index("Bert Bos")]

    for line in (
        "Noem ook avondonderwijs",
        "werk tegelijk",
        "gemarkeerd · bladzijde 7 · 20 november 2026",
        "Overgenomen, Dora, 20 november 2026",
        "Omdat het zo is",
        "Leer en werk tegelijk",
        "Geef elke leerling een plek",
        "Een plek voor elke leerling",
    ):
        assert line in first
    rest = anna[anna.index("Bert Bos") :]
    for line in ("Bel de bieb", "De bibliotheek bellen", "De provincie", "Het past wel"):
        assert line in rest
    assert "Open: hierover is nog niets besloten" in rest
    assert "(geen tekst)" in rest
    # Who is no partner comes last, and a reply names what it answers.
    assert rest.index("Zonder naam") > rest.index("Het past wel")
    assert any(line.startswith("reactie ") for line in rest[rest.index("Zonder naam") :])


def test_what_was_changed_in_the_pdf_is_told_once_with_what_it_was_changed_from() -> None:
    known = {"export": "e", "key": "k", "partner_id": ANNA.id}
    first = comment(21, "Waar staat dat?", said_at=AT, **known)
    newest = comment(22, "Waar staat dat dan?", said_at=AT + timedelta(days=1), **known)
    reply = comment(23, "Op bladzijde 3", partner_id=BERT.id, reply_to=first.id)
    told = lines(made(canvas((first, newest, reply)), "en"))

    assert told[told.index("Changed from") + 1] == "Waar staat dat?"
    assert "0 of 2 comments handled" in told
    assert "comment 1" in told  # what the reply answers, as it says now
    assert told.count("Waar staat dat?") == told.count("Waar staat dat dan?") == 1


def test_a_rating_that_was_taken_over_is_told_as_it_is_now() -> None:
    grade = build.rating(4, "opgave", "overheid", 4, reason="Er is een loket")
    rated = comment(
        21, "", rating=4, block="opgave", perspective="overheid", partner_id=BERT.id,
        result_id=grade.id, **handled(CommentState.ACCEPTED),
    )  # fmt: skip
    told = lines(made(canvas((rated,), ratings=(grade,)), "en"))

    assert told[told.index("Rating now") + 1] == "4 Er is een loket"


def test_the_table_counts_what_came_of_them_and_names_who_said_nothing() -> None:
    elements = structure(made(canvas(), "en"))
    cells = [e.text for e in elements if e.role in ("TH", "TD")]
    width = cells.index("In all") + 1
    rows = {cells[i]: cells[i + 1 : i + width] for i in range(width, len(cells), width)}

    assert cells[:width] == [
        "Who", "Taken over", "Contribution", "Action", "Answered", "Rejected", "Postponed",
        "Still open", "In all",
    ]  # fmt: skip
    assert rows["Anna de Wit (Mbo Oost)"] == ["1", "1", "–", "–", "–", "–", "–", "2"]
    assert rows["Bert Bos"] == ["–", "–", "1", "1", "1", "–", "1", "4"]
    assert rows["Cees Smit"] == ["–"] * 7 + ["0"]
    assert rows["Together"] == ["1", "1", "1", "1", "1", "–", "2", "7"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_address_is_told_and_none_travels_along(language: str) -> None:
    from welvaartcanvas.workspace.exporting import ExportFormat, ExportKind, content

    with use_language(language):
        pdf = content(
            canvas(), ExportFormat.PDF, kind=ExportKind.ROUND_REPORT, day=DAY, round=ROUND
        )

    assert "@" not in typed_text(pdf)
    (carried,) = reader(pdf).attachments.values()
    assert b"@mbo-oost.nl" not in carried[0]
    assert b"@bos.nl" not in carried[0]


def test_it_can_tell_of_one_partner_alone_and_of_no_other_round() -> None:
    other = build.review_round(905, "Een andere ronde")
    later = build.comment(31, "Van later", round_id=other.id, partner_id=ANNA.id)
    whole = canvas((*COMMENTS, later))
    of_anna, of_all = (
        typed_text(made(whole, partner=ANNA)),
        typed_text(made(whole, round=None)),
    )

    assert squeezed("Noem ook avondonderwijs") in of_anna
    assert squeezed("Wie betaalt?") not in of_anna
    assert squeezed("Van later") not in of_anna
    assert squeezed("Van later") in of_all


def test_without_comments_it_says_so_and_who_was_asked() -> None:
    told = lines(made(canvas(())))

    assert "Er zijn geen reacties binnengekomen." in told
    assert "Cees Smit" in told


def hostile() -> Canvas:
    texts = [*HOSTILE_TEXTS, *HOSTILE_NAMES, "lang " * 600]
    states = list(CommentState)
    comments = tuple(
        comment(
            1000 + n,
            text,
            quoted=text,
            author=HOSTILE_NAMES[n % len(HOSTILE_NAMES)],
            mark=list(Mark)[n % len(Mark)],
            **handled(states[n % len(states)], text),
        )
        for n, text in enumerate(texts)
    )
    return canvas(comments)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [canvas, lambda: canvas(()), hostile], ids=["some", "no", "bad"])
def test_it_conforms_whatever_was_said(make: Any, language: str) -> None:
    pdf = made(make(), language)

    assert violations(pdf) == []
    assert outside(pdf) == []


def test_nothing_of_what_was_said_is_lost() -> None:
    whole = hostile()
    text = typed_text(made(whole))

    for each in whole.comments:
        assert squeezed(each.text) in text
