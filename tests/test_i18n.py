"""The language of the program: chosen from the system, set by hand, or for one export."""

from __future__ import annotations

import locale
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from babel.dates import get_month_names

from tests.support.hostile import HOSTILE_TEXTS, REFUSED_TEXTS
from welvaartcanvas import i18n
from welvaartcanvas.errors import InvalidDocument, Problem, RequestError, visible


@pytest.fixture(autouse=True)
def process_language() -> Iterator[None]:
    """What a test sets for the process ends with the test."""
    before = i18n.language()
    yield
    i18n.set_language(before)


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "nl"),
        ({"LANG": "C"}, "nl"),
        ({"LANG": "C.UTF-8"}, "nl"),
        ({"LANG": "nl_NL", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "nl_NL", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "nl_BE", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_ALL": ""}, "en"),
    ],
)
def test_the_system_is_asked_in_the_order_of_posix(environment: dict[str, str], code: str) -> None:
    assert i18n.system_language(environment) == code


@pytest.mark.parametrize(
    ("setting", "code"),
    [("English_United States", "en"), ("Dutch_Netherlands", "nl"), ("nl_NL", "nl"), (None, "nl")],
)
def test_where_the_environment_is_silent_the_systems_own_setting_counts(
    monkeypatch: pytest.MonkeyPatch, setting: str | None, code: str
) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (setting, "UTF-8"))

    assert i18n.system_language({}) == code


def test_a_language_that_we_do_not_speak_can_not_be_set() -> None:
    with pytest.raises(ValueError, match="de"):
        i18n.set_language("de")


def test_another_language_for_a_while_ends_also_when_it_fails() -> None:
    i18n.set_language("nl")

    with pytest.raises(RuntimeError), i18n.use_language("en"):
        assert i18n.language() == "en"
        raise RuntimeError

    assert i18n.language() == "nl"


def test_an_export_in_another_language_leaves_other_threads_alone() -> None:
    i18n.set_language("nl")
    with ThreadPoolExecutor(1) as pool, i18n.use_language("en"):
        assert pool.submit(i18n.language).result() == "nl"
        i18n.set_language("nl")
        assert i18n.language() == "en"


def test_english_is_the_source_text_itself() -> None:
    with i18n.use_language("en"):
        assert i18n._("{n} regions") == "{n} regions"
        assert i18n.ngettext("{n} region", "{n} regions", 1) == "{n} region"
        assert i18n.ngettext("{n} region", "{n} regions", 2) == "{n} regions"
    assert i18n.N_("marked") == "marked"


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, *(text for text, _ in REFUSED_TEXTS)])
def test_explaining_shows_what_was_typed_as_text_in_one_line(text: str) -> None:
    fault = RequestError(
        "kind {value} does not exist; choose from {allowed}", value=text, allowed=("a", "b")
    )

    with i18n.use_language("en"):
        said = i18n.explain(fault)

    assert said == f"kind {visible(text)} does not exist; choose from a, b"
    assert said.isprintable()


def test_a_fault_inside_a_fault_is_explained_with_it() -> None:
    problem = Problem("text", "has {length} characters", {"length": 9})

    with i18n.use_language("en"):
        assert i18n.explain(RequestError("{problem}", problem=problem)) == "text: has 9 characters"


def test_a_document_is_explained_in_one_line_a_problem() -> None:
    file = "/home/x/" + "lang/" * 40 + "sjabloon.toml"
    fault = InvalidDocument(file, [Problem("grid", "is missing"), Problem("", "is {n}", {"n": 1})])

    with i18n.use_language("en"):
        assert i18n.explain(fault) == f"{file}: grid: is missing\n{file}: is 1"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_months_have_the_names_of_the_common_locale_data(language: str) -> None:
    names = get_month_names("wide", context="format", locale=language)
    with i18n.use_language(language):
        assert list(i18n.month_names()) == list(names.values())


def test_dates_and_numbers_are_written_as_the_language_does() -> None:
    day = date(2026, 11, 2)
    with i18n.use_language("nl"):
        assert i18n.date_text(day) == "2 november 2026"
        assert i18n.date_text(day, "short") == "02-11-2026"
        assert i18n.number_text(3.25) == "3,2"
        assert i18n.number_text(3, 2) == "3,00"
    with i18n.use_language("en"):
        assert i18n.date_text(day) == "2 November 2026"
        assert i18n.date_text(day, "short") == "02/11/2026"
        assert i18n.number_text(3.26) == "3.3"


def test_a_moment_is_shown_in_the_local_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(time, "tzset"):
        pytest.skip("this system has no other time zone to set")
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    try:
        with i18n.use_language("nl"):
            assert i18n.moment_text(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "02-07-2026 00:30"
    finally:
        monkeypatch.undo()
        time.tzset()
