"""Users' words on screen: literal, whole, or cut with a sign; marks that anyone can read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from textual.content import Content

from tests.support.build import contribution, full_canvas, partner, rating, stamps
from tests.support.strategies import texts
from welvaartcanvas.domain.analysis import profile
from welvaartcanvas.domain.variant import Snapshot
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import explain, set_language
from welvaartcanvas.store.changes import Change
from welvaartcanvas.tui.days import months_before, read_day
from welvaartcanvas.tui.telling import told
from welvaartcanvas.tui.themes import THEMES
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.text import (
    clipped,
    fitted_trail,
    glued,
    glued_text,
    named_lines,
    on_one_line,
    one_line,
)

TODAY = date(2026, 1, 31)


@given(texts(), st.integers(2, 60), st.integers(1, 6))
def test_a_text_is_whole_or_ends_with_a_sign(text: str, width: int, lines: int) -> None:
    content = Content(text)
    shown = clipped(content, width, lines)
    whole = content.wrap(width)
    assert len(shown) <= lines
    assert all(line.cell_length <= width for line in shown)
    if len(whole) > lines:
        assert shown[-1].plain.endswith("…")
        assert [line.plain for line in shown[:-1]] == [line.plain for line in whole[: lines - 1]]
    else:
        assert [line.plain for line in shown] == [line.plain for line in whole]


def test_a_text_on_one_line_keeps_its_words() -> None:
    assert one_line("eerste\n\n  tweede\tderde", 40) == "eerste tweede derde"
    assert one_line("eerste tweede derde", 10) == "eerste tw…"


@given(st.lists(texts(), min_size=1, max_size=4), st.integers(1, 120))
def test_the_trail_always_ends_with_where_we_are(parts: list[str], width: int) -> None:
    assert fitted_trail(parts, width).endswith(" ".join(parts[-1].split()))


def test_the_trail_gives_way_from_the_longest() -> None:
    parts = ["Kop van de Veluwe", "Genoeg vakmensen in techniek, bouw en zorg", "3 Kracht"]
    assert fitted_trail(parts, 200) == " › ".join(parts)
    assert fitted_trail(parts, 50) == "Kop van de Veluwe › Genoeg vakmensen i… › 3 Kracht"


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_of_a_perspective_can_be_read_in_every_theme(colour: int) -> None:
    for theme in THEMES:
        grounds = tuple(str(c) for c in (theme.background, theme.surface, theme.panel))
        found = Color.parse(marks.readable(f"#{colour:06x}", grounds))
        for ground in grounds:
            assert marks.contrast(found, Color.parse(ground)) >= marks.TEXT_CONTRAST


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert marks.readable("#1D4BAA", ("#FAF9F6",)) == "#1D4BAA"


@pytest.mark.parametrize(
    ("score", "shown"), [(None, "– ·····"), (0, "0 ─────"), (3, "3 ━━━──"), (5, "5 ━━━━━")]
)
def test_a_score_is_a_figure_and_strokes(score: int | None, shown: str) -> None:
    assert marks.score_and_bar(score).plain == shown


def test_findings_are_said_in_words_as_far_as_those_fit() -> None:
    set_language("en")
    found = next(p for p in profile(full_canvas(1)) if p.attention and p.difference)
    assert marks.findings_in(found, 60).plain == "! Attention point  ≠ Difference of view"
    assert marks.findings_in(found, 24).plain == "! Attention point  ≠"
    assert marks.findings_in(found, 6).plain == "!  ≠"
    assert marks.findings_in(found, 2).plain == ""


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [
        ("nl", "15-3-2026", date(2026, 3, 15)),
        ("nl", "15/03/26", date(2026, 3, 15)),
        ("nl", "15.3", date(2026, 3, 15)),
        ("nl", "15-1", date(2027, 1, 15)),  # over already this year
        ("nl", "31-1", TODAY),
        ("nl", "2026-03-15", date(2026, 3, 15)),
        ("nl", " 15 maart 2026 ", date(2026, 3, 15)),
        ("nl", "15 MRT", date(2026, 3, 15)),
        ("nl", "15 sept. 2026", date(2026, 9, 15)),
        ("en", "15 Mar", date(2026, 3, 15)),
        ("en", "15 March", date(2026, 3, 15)),
        ("en", "3/4/2026", date(2026, 4, 3)),
        ("en", "", None),
        ("nl", "  ", None),
    ],
)
def test_a_day_is_read_as_people_type_it(language: str, typed: str, day: date | None) -> None:
    set_language(language)
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15-3", date(2025, 3, 15)),  # still to come this year
        ("15 jan", date(2026, 1, 15)),
        ("31-1", TODAY),
        ("15-3-2026", date(2026, 3, 15)),
        ("", None),
    ],
)
def test_a_day_that_has_been_is_the_last_such_day(typed: str, day: date | None) -> None:
    set_language("nl")
    assert read_day(typed, TODAY, past=True) == day


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2026, 1, 31), 3, date(2025, 10, 31)),
        (date(2026, 3, 15), 3, date(2025, 12, 15)),
        (date(2026, 12, 1), 24, date(2024, 12, 1)),
    ],
)
def test_so_many_months_before_is_the_same_day_or_the_last_of_that_month(
    day: date, months: int, before: date
) -> None:
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    "typed", ["31-2-2026", "morgen", "15", "15 foo 2026", "15 ma", "2026-13-01", "29-2"]
)
def test_what_is_no_day_is_answered_with_an_example(typed: str) -> None:
    set_language("en")
    with pytest.raises(RequestError) as refused:
        read_day(typed, TODAY)
    assert explain(refused.value) == f"{typed} is not a day; write it as 15/03/2026"


def test_a_step_is_told_by_what_it_was_about() -> None:
    set_language("en")
    note = contribution(5, "opgave", "overheid", "Meer\ntechniek")
    made = Change("contribution", note.id, None, note)
    named = Change("partner", "x", None, partner(6, "Jan"))
    rated = rating(7, "opgave", "overheid", 3, reason="Op papier")
    assert told([named, made]) == "contribution added: Meer techniek"
    assert told([Change("contribution", note.id, note, None)]) == (
        "contribution deleted: Meer techniek"
    )
    meeting = Snapshot(
        id=note.id, canvas_id=note.canvas_id, name="bijeenkomst 1", step=3, **stamps()
    )
    assert told([Change("snapshot", meeting.id, None, meeting)]) == "snapshot added: bijeenkomst 1"
    edited = note.model_copy(update={"text": "Minder"})
    assert told([Change("contribution", note.id, note, edited)]) == "contribution changed: Minder"
    moved = note.model_copy(update={"perspective": "onderwijs"})
    assert told([Change("contribution", note.id, note, moved)]) == (
        "contribution moved: Meer techniek"
    )
    assert told([Change("rating", rated.id, None, rated)]) == "rating given: 3 Op papier"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Noordoost-Fryslân", ["Noordoost-", "Fryslân"]),
        ("Kop van de Veluwe", ["Kop van de", "Veluwe"]),
        ("Schiermonnikoog", ["Schiermonnik…"]),
        ("Samenwerkingsverband Midden- en Noord-Limburg", ["Samenwerking…", "Midden- en N…"]),
        (glued_text("5 ") + "Samenspel en leiderschap", ["5 Samenspel", "en leidersch…"]),
        ("", [""]),
    ],
)
def test_a_name_is_broken_behind_blanks_and_hyphens_and_else_cut_with_a_sign(
    name: str, lines: list[str]
) -> None:
    assert named_lines(name, 13, 2) == lines


@given(texts(), st.integers(2, 30), st.integers(1, 3))
def test_a_name_fits_and_nothing_is_lost_without_a_sign(name: str, width: int, most: int) -> None:
    lines = named_lines(on_one_line(name), width, most)
    assert len(lines) <= most
    assert all(cell_len(line) <= width for line in lines)
    if not any("…" in line for line in lines):
        kept = "".join(lines).replace(" ", "")
        assert kept == on_one_line(name).replace(" ", "")


def test_what_is_glued_stays_on_one_line() -> None:
    said = Content.assemble("drie van vier ", glued(Content("◆ Ondernemers 4,0")), " (1)")
    assert [line.plain.strip() for line in clipped(said, 20, 3)] == [
        "drie van vier", "◆ Ondernemers 4,0",  "(1)"
    ]  # fmt: skip
