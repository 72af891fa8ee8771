"""A review asks every partner, per block and side, for a rating and a comment, and who they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest

from tests.support import build
from tests.support.forms import COMBO, MULTILINE, PROGRAMS, Field, fields, shown, values
from tests.support.pdf import Element, source_of, squeezed, structure, violations
from tests.support.templates import four_sided, gridded, largest
from welvaartcanvas.domain.answers import Mark, Target
from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.model import NAME_LIMIT
from welvaartcanvas.domain.review import Round
from welvaartcanvas.exchange.pdf import carried_document
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.report import ReportKind, render

WORDS = {
    "nl": ("Uw reactie op", "Waardering", "Reactie", "Uw naam / organisatie"),
    "en": ("Your response to", "Rating", "Comment", "Your name / organisation"),
}


@cache
def full() -> Canvas:
    return build.full_canvas()


@cache
def review(
    make: Callable[[], Canvas] = full,
    language: str = "nl",
    partner: Partner | None = None,
    kind: ReportKind = ReportKind.REVIEW,
) -> bytes:
    """The review of the canvas that ``make`` gives, for all or for ``partner``."""
    canvas = make()
    with use_language(language):
        return render(
            canvas,
            kind,
            day=build.MOMENT.date(),
            municipalities={},
            source=source_of(canvas),
            partner=partner,
        )


def asked(pdf: bytes) -> list[Field]:
    """The fields but the one for the name."""
    return [field for field in fields(pdf) if field.name != "r.name"]


def of_fields(pdf: bytes) -> dict[str, tuple[int, Element]]:
    """By the name of its field, the element of each form and its place in reading order."""
    names = {field.number: field.name for field in fields(pdf)}
    return {
        names[e.annotations[0]]: (at, e) for at, e in enumerate(structure(pdf)) if e.role == "Form"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_side_of_every_block_is_asked_for_a_rating_and_a_comment(language: str) -> None:
    template = full().template
    expected = []
    for block in template.reading_order:
        for side in template.perspectives:
            about = f"{block.number} {block.title(language)}, {side.name(language)}"
            ends = (
                ("waardering van 0 tot en met 5", "uw reactie")
                if language == "nl"
                else ("rating from 0 to 5", "your comment")
            )
            for what, end in zip(("rating", "reaction"), ends, strict=True):
                expected.append((f"r.{block.key}.{side.key}.{what}", f"{about}: {end}"))
    assert [(f.name, f.label) for f in asked(review(language=language))] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rating_is_chosen_by_what_the_scores_mean_and_a_comment_has_lines(language: str) -> None:
    template = full().template
    anchors = [(str(a.score), f"{a.score} · {a.text(language)}") for a in template.anchors]
    nothing = "Maak een keuze" if language == "nl" else "Make a choice"
    for field in asked(review(language=language)):
        assert field.value == ""
        if field.name.endswith(".rating"):
            assert field.flags == COMBO
            assert list(field.options) == [("", nothing), *sorted(anchors)]
        else:
            assert field.flags == MULTILINE
            assert field.box[3] - field.box[1] > 4 * 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_field_is_heard_after_its_heading_its_side_and_its_label(language: str) -> None:
    pdf = review(language=language)
    elements = structure(pdf)
    heading, rating, comment, _name = WORDS[language]
    for name, (at, form) in of_fields(pdf).items():
        before = elements[:at]
        assert form.roles[-2:] == ("P", "Form")
        if name == "r.name":
            continue
        _r, key, side, what = name.split(".")
        assert before[-1].text == (rating if what == "rating" else comment)
        sides = full().template.perspective(side).name(language)
        assert [e.text for e in before if e.role == "H3"][-1] == sides
        block = full().template.block(key)
        name = f"{block.number} {block.title(language)}"
        # A form that starts a page stands right above the heading of the next block.
        assert [e.text for e in before if e.role == "H2"][-1] == f"{heading} {name}"
        title = squeezed([e.text for e in before if e.role == "H1"][-1])
        assert title == squeezed(name)


def test_the_keyboard_goes_by_the_fields_as_they_are_read() -> None:
    pdf = review()
    assert list(of_fields(pdf)) == [field.name for field in fields(pdf)]
    assert [field.page for field in fields(pdf)] == sorted(field.page for field in fields(pdf))


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_answers_says_so_first(language: str) -> None:
    pdf = review(language=language)
    first = fields(pdf)[0]
    assert (first.name, first.label, first.value) == ("r.name", WORDS[language][3], "")
    heard = structure(pdf)[of_fields(pdf)["r.name"][0] - 1]
    assert heard.text == first.label


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_to_answer_stands_before_the_canvas_with_the_field_for_who_answers(
    language: str,
) -> None:
    pdf = review(language=language)
    elements = structure(pdf)
    at, _form = of_fields(pdf)["r.name"]
    sections = [e.text for e in elements if e.role == "H1"]
    title = "Zo reageert u" if language == "nl" else "How to respond"
    assert [e.text for e in elements[:at] if e.role == "H1"][-1] == title
    first = full().template.reading_order[0]
    assert sections.index(title) < next(
        i for i, text in enumerate(sections) if first.title(language) in text
    )
    ways = [e.text for e in elements[:at] if "LI" in e.roles and e.role == "P"]
    assert any("PDF/A" in way for way in ways), "why Acrobat shows it read-only at first"


def test_a_review_for_one_partner_knows_who_that_is_and_asks_their_side_first() -> None:
    partner = next(p for p in full().partners if p.perspective == "overheid")
    pdf = review(partner=partner)
    name, first, *_others = fields(pdf)
    assert name.value == f"{partner.name} ({partner.organisation})"
    assert not name.flags & 1, "read-only"
    assert name.value in shown(pdf)[name.page]
    assert first.name == "r.opgave.overheid.rating"
    assert {f.name for f in fields(pdf)} == {f.name for f in fields(review())}
    headings = [e.text for e in structure(pdf) if e.role == "H3" and "uw perspectief" in e.text]
    assert headings == ["Overheid · uw perspectief"] * len(full().template.blocks)


@pytest.mark.parametrize(
    ("partner", "said"),
    [
        (None, "U mag velden leeg laten."),
        (build.partner(99, "Jan"), "Vul in wat u weet; u hoeft maar één kant in te vullen."),
        (build.partner(99, "Jan", perspective="onderwijs"), "Die van u, Onderwijs, staat vooraan."),
    ],
    ids=["all", "one", "one of a side"],
)
def test_it_says_how_much_is_asked_and_whom_to_send_it_to(
    partner: Partner | None, said: str
) -> None:
    ways = [e.text for e in structure(review(partner=partner)) if "LI" in e.roles and e.role == "P"]

    assert ways[0].endswith(said)
    assert any("stuur het terug aan wie het u stuurde" in way for way in ways)


PAST, LATER = date(2026, 1, 1), date(2026, 12, 1)
CLOSED = build.review_round(
    901, "Ronde 1", deadline=LATER, closed_at=datetime(2026, 1, 20, 12, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("things", "asked", "said"),
    [
        (
            {"rounds": (CLOSED,)},
            CLOSED,
            "De reactieronde is gesloten op 20 januari 2026. "
            "Er worden geen reacties meer gevraagd.",
        ),
        (
            {"adoptions": (build.adoption(902, decided_on=date(2026, 1, 31)),)},
            None,
            "Dit canvas is vastgesteld op 31 januari 2026. Er worden geen reacties meer gevraagd.",
        ),
    ],
    ids=["closed", "adopted"],
)
def test_nobody_is_asked_in_a_round_that_is_closed_or_on_a_canvas_that_is_adopted(
    things: dict[str, Any], asked: Round | None, said: str
) -> None:
    pdf = in_round(full().model_copy(update=things), asked, build.MOMENT.date())
    told = [e.text for e in structure(pdf)]

    assert said in told
    assert "Zo reageert u" not in told
    assert "Reageren tot en met" not in told
    assert fields(pdf) == []
    assert violations(pdf) == []


@pytest.mark.parametrize(
    ("deadline", "label", "line"),
    [
        (LATER, "Reageren tot en met", "reacties tot en met 1 december 2026"),
        (PAST, "Reageren kon tot en met", "reageren kon tot en met 1 januari 2026"),
    ],
)
def test_nobody_is_invited_until_a_day_that_has_passed(
    deadline: date, label: str, line: str
) -> None:
    asked = build.review_round(901, "Ronde 1", deadline=deadline)
    pdf = in_round(full().model_copy(update={"rounds": (asked,)}), asked, date(2026, 2, 1))
    told = [e.text for e in structure(pdf)]

    assert label in told
    assert all(line in page for page in shown(pdf))
    late = "De laatste dag om te reageren is voorbij. De reactieronde is nog open."
    assert (late in told) is (deadline is PAST)
    assert fields(pdf)


def in_round(canvas: Canvas, asked: Round | None, day: date) -> bytes:
    with use_language("nl"):
        return render(
            canvas,
            ReportKind.REVIEW,
            day=day,
            municipalities={},
            source=source_of(canvas),
            round=asked,
        )


def test_a_name_that_is_too_long_with_its_organisation_stands_alone() -> None:
    partner = build.partner(99, "N" * NAME_LIMIT, organisation="Gemeente")
    assert fields(review(partner=partner))[0].value == partner.name


@pytest.mark.parametrize("kind", [kind for kind in ReportKind if kind is not ReportKind.REVIEW])
def test_nothing_else_has_fields(kind: ReportKind) -> None:
    assert fields(review(kind=kind)) == []


def sides_of_four() -> Canvas:
    return build.canvas(template=four_sided(), scores={("b1", "overheid"): 2})


def five_sides() -> Canvas:
    template = gridded(8, 1, [(i, 0, 1, 1) for i in range(8)], sides=5)
    notes = {(f"b{i}", "overheid"): ["tekst"] * 2 * i for i in range(1, 9)}
    return build.canvas(template=template, notes=notes)


def most() -> Canvas:
    return build.canvas(template=largest())


@pytest.mark.parametrize("make", [full, sides_of_four, five_sides, most])
def test_no_field_is_cut_or_covers_another(make: Callable[[], Canvas]) -> None:
    found = fields(review(make))
    template = make().template
    assert len(found) == 1 + 2 * len(template.blocks) * len(template.perspectives)
    for i, one in enumerate(found):
        left, low, right, high = one.box
        assert 56 < left < right < 595 - 56
        assert 72 <= low < high <= 842 - 80
        for other in found[i + 1 :]:
            if other.page == one.page:
                x, y, x2, y2 = other.box
                assert x2 <= left or right <= x or y2 <= low or high <= y


def test_answers_that_go_on_over_a_page_say_again_what_they_are_about() -> None:
    pdf = review(five_sides)
    texts, template = shown(pdf), five_sides().template
    stands: dict[str, set[int]] = {}
    for field in asked(pdf):
        stands.setdefault(field.name.split(".")[1], set()).add(field.page)
    for key, pages in stands.items():
        block = template.block(key)
        again = f"{block.number} {block.title('nl')}: uw reactie"
        said = {number for number, text in enumerate(texts) if again in text}
        assert said == pages - {min(pages)}
    assert max(map(len, stands.values())) > 1


def test_what_the_fields_cost_in_bytes_is_known() -> None:
    """All of a font, and half a kilobyte a field: see ``docs/pdf-layer.md``."""
    more = len(review()) - len(review(kind=ReportKind.REPORT))
    count = len(fields(review()))
    assert more < 40_000 + 1_000 * count


def typed(pdf: bytes) -> dict[str, str]:
    """Something for every field of ``pdf``."""
    return {
        field.name: str(i % 6) if field.options else f"Antwoord {i}: é, (€5) \\ “zo”\nen meer"
        for i, field in enumerate(fields(pdf))
        if field.name != "r.name"
    } | {"r.name": "Kim de Vries, Gemeente Epe"}


@pytest.mark.parametrize("fill", PROGRAMS.values(), ids=PROGRAMS)
def test_what_programs_fill_in_comes_home_whole(
    fill: Callable[[bytes, Mapping[str, str]], bytes],
) -> None:
    pdf = review()
    answers = typed(pdf)
    filled = fill(pdf, answers)
    assert values(filled) == answers
    read = carried_document(filled, "reactie.pdf").answers
    assert read.name == answers["r.name"]
    got = {
        f"r.{r.target.block}.{r.target.perspective}.{'reaction' if r.text else 'rating'}": r
        for r in read.remarks
    }
    assert {r.mark for r in read.remarks} == {Mark.FIELD}
    assert len(got) == len(read.remarks) == len(answers) - 1
    for field in asked(pdf):
        remark = got[field.name]
        said = remark.text or str(remark.rating)
        assert said == answers[field.name]
        _r, block, side, _what = field.name.split(".")
        assert remark.target == Target(None, block, side)
        assert remark.page == field.page + 1


@pytest.mark.parametrize("fill", PROGRAMS.values(), ids=PROGRAMS)
def test_a_review_that_comes_back_as_it_went_says_nothing(
    fill: Callable[[bytes, Mapping[str, str]], bytes],
) -> None:
    pdf = review(partner=full().partners[0])
    assert carried_document(fill(pdf, {}), "reactie.pdf").answers.remarks == ()


@pytest.mark.parametrize("fill", [PROGRAMS["pypdf"], PROGRAMS["qpdf"]], ids=["pypdf", "qpdf"])
def test_what_was_filled_in_may_be_archived_too(
    fill: Callable[[bytes, Mapping[str, str]], bytes],
) -> None:
    pdf = review()
    found = violations(fill(pdf, typed(pdf)))
    assert [problem for problem in found if problem.startswith(("ua1", "3a"))] == []
