"""Two texts, compared by word: readable, complete, and in bounded time."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas.domain.model import TEXT_LIMIT
from welvaartcanvas.domain.text_difference import Run, RunKind, excerpt, text_difference


def marked(runs: tuple[Run, ...]) -> str:
    forms = {RunKind.KEPT: "{}", RunKind.REMOVED: "[-{}-]", RunKind.ADDED: "[+{}+]"}
    return "".join(forms[run.kind].format(run.text) for run in runs)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", ""),
        ("Een", "Een", "Een"),
        ("", "Een", "[+Een+]"),
        ("Een", "", "[-Een-]"),
        (
            "Jongeren blijven voor techniek.",
            "Jongeren blijven niet.",
            "Jongeren blijven [-voor techniek-][+niet+].",
        ),
        ("Wij zoeken lassers", "Wij zoeken drie lassers", "Wij zoeken [+drie +]lassers"),
        (
            "een oude zin hier",
            "iets heel anders daar",
            "[-een oude zin hier-][+iets heel anders daar+]",
        ),
        ("Eens, en klaar", "Eens; en klaar", "Eens[-,-][+;+] en klaar"),
        ("een\ntwee", "een\ntwee\ndrie", "een\ntwee[+\ndrie+]"),
    ],
)
def test_words_are_compared(before: str, after: str, told: str) -> None:
    assert marked(text_difference(before, after)) == told


WORDS = st.lists(st.sampled_from(["een", "Een", "twee", " ", "\n", ".", ",", "é", "🙂"])).map(
    "".join
)


@given(before=WORDS | st.text(max_size=40), after=WORDS | st.text(max_size=40))
def test_nothing_is_lost_and_nothing_made_up(before: str, after: str) -> None:
    runs = text_difference(before, after)

    assert "".join(run.text for run in runs if run.kind is not RunKind.ADDED) == before
    assert "".join(run.text for run in runs if run.kind is not RunKind.REMOVED) == after
    assert all(run.text for run in runs)
    kinds = [run.kind for run in runs]
    assert all(a is not b for a, b in pairwise(kinds))


def long_texts() -> list[tuple[str, str]]:
    chance = random.Random(1)
    words = [f"woord{i}" for i in range(2500)]
    mixed = chance.sample(words, len(words))
    few = [chance.choice(["de", "het", "een", "van", "regio"]) for _ in range(4000)]
    return [
        (" ".join(words), " ".join(mixed)),
        (" ".join(words), " ".join(words[::-1])),
        (" ".join(few), " ".join(few[::-1])),
        ("a b " * 5000, "b a " * 5000),
        (",." * 10_000, ".," * 10_000),
        (" " * 20_000, "\n" * 20_000),
        ("x" * 20_000, "y" * 20_000),
        ("Ja. Nee. " * 2200, "Nee. Ja. " * 2200),
    ]


@pytest.mark.parametrize("case", range(len(long_texts())))
def test_the_longest_texts_take_no_time_that_one_notices(case: int) -> None:
    before, after = (text[:TEXT_LIMIT] for text in long_texts()[case])
    start = time.process_time()

    runs = text_difference(before, after)

    assert time.process_time() - start < 1
    assert "".join(run.text for run in runs if run.kind is not RunKind.ADDED) == before


def test_an_excerpt_shows_what_stands_beside_a_change() -> None:
    long = "woord " * 200
    runs = text_difference(f"{long}oud {long}", f"{long}nieuw {long}")

    start, removed, added, end = excerpt(runs)

    assert (removed.text, added.text) == ("oud", "nieuw")
    assert start.text.startswith("…") and end.text.endswith("…")
    assert start.text.endswith("woord ") and end.text.startswith(" woord")
    assert max(len(start.text), len(end.text)) <= 82
    short = text_difference("kort oud", "kort nieuw")
    assert excerpt(short) == short
