"""The report of a round says what every partner said, what was done with it, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from tests.support.pdf import (
    ink,
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
        "5 van 7 reacties",
        "Van 7 reacties van 2 partners en 1 ander zijn er 3 overgenomen of een bijdrage of actie "
        "geworden, 1 beantwoord, 1 afgewezen; 2 staan nog open.",
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
    # A rating is told with what it means, and that nothing is said with it is no news.
    assert rest[rest.index("Waardering") + 1].startswith("2 · ")
    assert "(geen tekst)" not in rest
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
    assert "0 of 2 comments" in told
    assert "Nothing has been decided yet on 2 comments from 2 partners." in told
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


def after(told: list[str], label: str) -> list[str]:
    """What stands behind each ``label``."""
    return [value for name, value in pairwise(told) if name == label]


@pytest.mark.parametrize(
    ("state", "label"),
    [
        (CommentState.REJECTED, "Waarom"),
        (CommentState.POSTPONED, "Waarom"),
        (CommentState.ANSWERED, "Antwoord"),
        (CommentState.ACCEPTED, "Toelichting"),
        (CommentState.CONTRIBUTION, "Toelichting"),
        (CommentState.ACTION, "Toelichting"),
    ],
)
def test_an_answer_is_called_what_it_is(state: CommentState, label: str) -> None:
    told = lines(made(canvas((comment(21, **handled(state, "Daarom")),))))

    assert after(told, label) == ["Daarom"]
    assert told.count("Daarom") == 1


def test_of_what_was_accepted_it_tells_what_the_text_was_and_is() -> None:
    changed = comment(21, thing=SAID, **handled(CommentState.ACCEPTED)).model_copy(
        update={"told": "Leer en werk"}
    )
    same = comment(22, thing=SAID, **handled(CommentState.ACCEPTED))
    gone = comment(
        23, thing_id=build.uid(99), told="Weg", block="opgave", **handled(CommentState.ACCEPTED)
    )
    told = lines(made(canvas((changed, same, gone))))

    assert after(told, "Tekst was") == ["Leer en werk", "Weg"]
    assert after(told, "Tekst nu") == ["Leer en werk tegelijk"] * 2 + ["sindsdien verwijderd"]


@pytest.mark.parametrize("state", [CommentState.OPEN, CommentState.REJECTED])
def test_what_says_something_else_since_the_pdf_is_quoted_as_it_was(state: CommentState) -> None:
    done = handled(state) if state is not CommentState.OPEN else {}
    changed, same, gone = (
        comment(n, export="e", key=f"k{n}", block="opgave", **about, **done)
        for n, about in (
            (21, {"thing_id": SAID.id, "told": "Leer en werk"}),
            (22, {"thing_id": SAID.id, "told": SAID.text}),
            (23, {"thing_id": build.uid(99), "told": "Weg"}),
        )
    )
    told = lines(made(canvas((changed, same, gone))))

    assert after(told, "Tekst was (gewijzigd sinds de PDF)") == ["Leer en werk"]
    assert after(told, "Tekst was (verwijderd sinds de PDF)") == ["Weg"]


def test_who_was_not_asked_is_marked_as_such() -> None:
    dora = build.partner(906, "Dora Kok")
    said = (
        comment(21, partner_id=ANNA.id),
        comment(22, partner_id=dora.id),
        comment(23, author="Eva"),
        comment(24),
        comment(25, author="x.onbekend@elders.nl"),
    )
    whole = canvas(()).model_copy(update={"partners": (ANNA, BERT, CEES, dora), "comments": said})
    told = lines(made(whole))
    everybody = ROUND.model_copy(update={"partners": ()})
    of_all = lines(made(whole.model_copy(update={"rounds": (everybody,)}), round=everybody))

    assert "Dora Kok (niet gevraagd)" in told
    assert "Eva (niet gevraagd)" in told
    assert "Bert Bos (niet gereageerd)" in told
    assert not any("Anna" in line and "niet" in line for line in told)
    assert "Zonder naam" in told
    assert "Zonder naam (niet gevraagd)" not in told
    assert not any("niet gevraagd" in line for line in of_all)


def test_a_typed_comment_says_by_whom_only_where_that_is_known() -> None:
    known, for_anna = comment(21, author="Dora"), comment(22, partner_id=ANNA.id, author=ANNA.name)
    told = lines(made(canvas((known, for_anna))))

    assert after(told, "Hoe") == ["getypt", "getypt door Dora"]


def test_no_date_is_told_of_what_has_none_and_no_page_twice() -> None:
    read = {"mark": Mark.NOTE, "export": "e", "key": "k", "page": 2, "author": "Eva"}
    told = lines(made(canvas((comment(21, **read),))))

    assert after(told, "Hoe") == ["notitie op de bladzijde"]
    assert "Reactie 1: het hele canvas · bladzijde 2" in told


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with nothing between its words."""
    return [
        squeezed("".join(drawn.text for drawn in ink(page) if drawn.text is not None))
        for page in reader(pdf).pages
    ]


def test_a_comment_stands_on_one_page_with_what_was_done_with_it() -> None:
    state = CommentState.REJECTED
    said = tuple(
        comment(n, f"Begin{n} " + "woord " * (n * 7 % 130), **handled(state, f"Slot{n}"))
        for n in range(30, 60)
    )
    texts = pages(made(canvas(said)))

    for n in range(30, 60):
        [first], [last] = (
            [page for page, text in enumerate(texts) if f"{word}{n}" in text]
            for word in ("Begin", "Slot")
        )
        assert first == last


def test_a_comment_longer_than_a_page_says_on_each_page_which_it_is() -> None:
    long = comment(21, "woord " * 1500, **handled(CommentState.REJECTED))
    texts = pages(made(canvas((long,))))
    going_on = [text for text in texts if squeezed("Reactie 1 (vervolg)") in text]

    assert len(going_on) >= 2
    assert sum("woordwoord" in text for text in texts) == len(going_on) + 1


def test_one_partner_is_named_in_the_conclusion_and_one_comment_counts_as_one() -> None:
    told = lines(made(canvas((comment(21, partner_id=BERT.id, **handled(CommentState.ANSWERED)),))))

    assert "Van 1 reactie van Bert Bos is er 1 beantwoord." in told


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
    assert rows["Cees Smit (no response)"] == ["–"] * 7 + ["0"]
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
    assert "Cees Smit (niet gereageerd)" in told


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
