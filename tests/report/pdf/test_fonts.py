"""Every character is drawn: by the first face, the one behind it, or a visible stand-in."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFontFile

from tests.support.hostile import HOSTILE_TEXTS
from welvaartcanvas.report.pdf.fonts import Face, Run, letters, primary, shape, signs

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


def typed(runs: tuple[Run, ...]) -> str:
    return "".join(run.text if run.actual is None else run.actual for run in runs)


def test_dutch_is_drawn_by_the_first_face_alone() -> None:
    text = "Súdwest-Fryslân, coöperatie, naïef: € 150.000 – “één” jaar"
    assert [run.font for run in shape(text, Face.BOLD).runs] == [primary(Face.BOLD)]


def test_cyrillic_and_greek_come_from_the_face_behind_it() -> None:
    runs = shape("Привет, λόγος", Face.REGULAR).runs
    assert {run.font for run in runs} == {primary(Face.REGULAR), letters()}
    assert all(run.actual is None for run in runs)


def test_signs_that_people_type_come_from_the_face_behind_both() -> None:
    runs = shape("→ ✓ ★ ⚠", Face.BOLD).runs
    assert {run.font for run in runs} == {primary(Face.BOLD), signs()}
    assert all(run.actual is None for run in runs)


def test_what_no_face_has_is_named_and_kept() -> None:
    (run,) = shape("😀", Face.REGULAR).runs
    assert (run.text, run.actual) == ("[U+1F600]", "😀")


def test_a_letter_with_a_mark_typed_behind_it_is_drawn_as_one() -> None:
    (run,) = shape("e\u0301", Face.REGULAR).runs
    assert (run.text, run.actual) == ("é", "e\u0301")


@pytest.mark.parametrize("hint", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufe0f", "\u202e"])
def test_hints_that_show_nothing_take_no_room_and_are_kept(hint: str) -> None:
    shaped = shape(f"zacht{hint}afbreken", Face.REGULAR)
    assert typed(shaped.runs) == f"zacht{hint}afbreken"
    assert shaped.width == pytest.approx(shape("zachtafbreken", Face.REGULAR).width)


@given(words)
def test_no_character_is_lost_and_none_is_the_missing_glyph(word: str) -> None:
    shaped = shape(word, Face.ITALIC)
    assert typed(shaped.runs) == word
    for run in shaped.runs:
        assert all(run.font.glyphs[character] > 0 for character in run.text)
        assert run.width == pytest.approx(sum(run.font.widths[c] for c in run.text))
    assert shaped.width == pytest.approx(sum(run.width for run in shaped.runs))


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_what_differs_from_what_was_typed_is_kept_beside_it(text: str) -> None:
    for run in shape(text.replace("\n", " ").replace("\t", " "), Face.REGULAR).runs:
        if run.actual is not None:
            stood_in = run.text == f"[U+{ord(run.actual[0]):04X}]"
            assert stood_in or run.text == unicodedata.normalize("NFC", run.actual)


def test_a_subset_holds_the_glyphs_that_are_asked_for_with_their_widths() -> None:
    font = primary(Face.REGULAR)
    program, glyphs = font.program("aé\u00a0 ")
    subset = TTFontFile(io.BytesIO(program), charInfo=0)
    assert glyphs["\u00a0"] == glyphs[" "]
    assert 0 not in glyphs.values()
    assert subset.numGlyphs > max(glyphs.values())
    assert len(program) < 12_000


def test_a_large_face_is_read_only_when_a_text_needs_it() -> None:
    code = (
        "from welvaartcanvas.report.pdf.fonts import Face, letters, shape, signs\n"
        "def read(): return letters.cache_info().currsize, signs.cache_info().currsize\n"
        "shape('één bijdrage', Face.REGULAR)\n"
        "assert read() == (0, 0)\n"
        "shape('Привет', Face.REGULAR)\n"
        "assert read() == (1, 0)\n"
        "shape('→', Face.REGULAR)\n"
        "assert read() == (1, 1)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
