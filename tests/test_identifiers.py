"""Ids are UUIDs of version 7 (RFC 9562, section 5.7) that order as they were made."""

from __future__ import annotations

import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from welvaartcanvas import identifiers
from welvaartcanvas.domain.model import Id
from welvaartcanvas.identifiers import new_id


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identifiers, "_last", 0)


def test_an_id_has_the_form_that_the_domain_asks() -> None:
    pattern = Id.__metadata__[0].metadata[0].pattern

    assert all(re.fullmatch(pattern, new_id()) for _ in range(1000))


def test_an_id_is_a_uuid_of_version_7_that_bears_its_moment() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    after = time.time_ns() // 1_000_000

    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert before <= made.int >> 80 <= after


def test_the_example_of_the_rfc_has_the_same_moment_and_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # RFC 9562, appendix A.6: 22 February 2022 14:22:22.00 GMT-05:00 is 0x017F22E279B0.
    monkeypatch.setattr(identifiers.time, "time_ns", lambda: 0x017F22E279B0 * 1_000_000)

    assert re.match(r"017f22e2-79b0-7000-[89ab]", new_id())


def test_ids_order_as_they_were_made_also_within_one_millisecond(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(identifiers.time, "time_ns", lambda: 1_700_000_000_000_000_000)
    made = [new_id() for _ in range(10_000)]  # more than the 4096 that the counter holds

    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_order_as_they_were_made_also_when_the_clock_steps_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moments = iter([5_000_000_000_000, 4_000_000_000_000, 1, 5_000_000_000_000])
    monkeypatch.setattr(identifiers.time, "time_ns", lambda: next(moments))
    made = [new_id() for _ in range(4)]

    assert made == sorted(made)


def test_threads_never_get_the_same_id() -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: new_id(), range(5_000)))

    assert len(set(made)) == 5_000
