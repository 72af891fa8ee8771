"""What is said of a file that is no TOML: where, what, and how to mend it."""

from __future__ import annotations

import tomllib

import pytest

from welvaartcanvas import i18n
from welvaartcanvas.workspace.toml import toml_problem


def said(text: str, language: str) -> str:
    with pytest.raises((ValueError, RecursionError)) as caught:
        tomllib.loads(text)
    with i18n.use_language(language):
        return i18n.explain(toml_problem(caught.value))


@pytest.mark.parametrize(
    ("text", "english", "dutch"),
    [
        ("a = 1\na = 2", "this key was given before; remove one of the two",
         "deze sleutel staat er al; haal een van de twee weg"),
        ("a = 1\ntitle", "a = is missing after the key",
         "na de sleutel ontbreekt een ="),
        ("title = 1 keer", "something stands after the value; begin a new line, "
         "or put quotes around a text",
         "er staat nog iets na de waarde; begin een nieuwe regel, of zet een "
         "tekst tussen aanhalingstekens"),
        ("[blocks\n", "the closing ] is missing",
         "de sluitende ] ontbreekt"),
        ("[[blocks]\n", "the closing ]] is missing",
         "de sluitende ]] ontbreekt"),
        ('a = "open\nb = 1', "the closing quote of a text is missing",
         "het sluitende aanhalingsteken van een tekst ontbreekt"),
        ('a = "open', "the closing quote of a text is missing",
         "het sluitende aanhalingsteken van een tekst ontbreekt"),
        ("a.= 1", "a key has letters, digits, - and _; put quotes around another",
         "een sleutel heeft letters, cijfers, - en _; zet een andere tussen "
         "aanhalingstekens"),
        ("= 1", "neither a key nor a table begins here",
         "hier begint geen sleutel en geen tabel"),
        ("a = welvaart", "the value can't be read; put quotes around a text",
         "de waarde is niet te lezen; zet een tekst tussen aanhalingstekens"),
        ("a = [1, 2\nb = 3", "the closing ] of a list is missing",
         "de sluitende ] van een lijst ontbreekt"),
        ("a = { b = 1", "the closing brace of a table is missing",
         "de sluitende accolade van een tabel ontbreekt"),
        ('a = "c:\\data"', "a \\ in a text must be written twice",
         "een \\ in een tekst moet er dubbel staan"),
    ],
)  # fmt: skip
def test_common_faults_are_told_in_the_language_of_the_user(
    text: str, english: str, dutch: str
) -> None:
    assert said(text, "en").endswith(f": {english}")
    assert said(text, "nl").endswith(f": {dutch}")


def test_the_place_is_told_first() -> None:
    assert said("a = 1\nb = welvaart", "en").startswith("is not valid TOML: line 2, column 5: the")
    assert said("a = { b = 1", "en").startswith("is not valid TOML: at the end: the")
    assert said("a = 1\nb = welvaart", "nl").startswith(
        "is geen geldige TOML: regel 2, kolom 5: de"
    )
    assert said("a = { b = 1", "nl").startswith("is geen geldige TOML: aan het eind: de")


@pytest.mark.parametrize("text", ["a = '{}\x07'", "[a]\n[a]", f"a = {'1' * 5000}", "a = [" * 5000])
def test_a_rare_fault_is_told_as_python_words_it(text: str) -> None:
    assert said(text, "nl").startswith("is geen geldige TOML: ")
