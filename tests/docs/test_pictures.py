"""The pictures show the program as it is, and fetch nothing from elsewhere."""

from __future__ import annotations

import re
import runpy
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.docs.pages import DOCS, ROOT, pages

TOOL: dict[str, Any] = runpy.run_path(str(ROOT / "tools" / "make_pictures.py"))
NAMES = [picture.name for picture in TOOL["ALL"]]


def text(svg: str) -> list[str]:
    """What stands in a picture, line by line."""
    lines: dict[str, str] = {}
    for x, y, words in re.findall(r'<text [^>]*x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', svg):
        lines[y] = lines.get(y, "") + f" {x}:{unescape(words).rstrip()}"
    return list(lines.values())


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every picture, made anew."""
    made = TOOL["make_all"](tmp_path_factory.mktemp("pictures"))
    return {file.stem: file.read_text("utf-8") for file in made}


def test_the_pictures_that_are_there_are_those_that_are_made() -> None:
    assert sorted(file.stem for file in (DOCS / "pictures").iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_shows_the_program_as_it_is(name: str, fresh: dict[str, str]) -> None:
    kept = (DOCS / "pictures" / f"{name}.svg").read_text("utf-8")

    assert text(kept) == text(fresh[name]), "make them anew: python3 do.py pictures"


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_whole_and_fetches_nothing(name: str) -> None:
    kept = (DOCS / "pictures" / f"{name}.svg").read_text("utf-8")

    assert ElementTree.fromstring(kept).tag == "{http://www.w3.org/2000/svg}svg"
    assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", kept)
    assert "@import" not in kept
    assert "@font-face" not in kept
    assert re.findall(r"font-family: (?!.*(?:monospace|arial);).*", kept) == []
    assert re.findall(r"(?:href|src)=", kept) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_shown_on_a_page_with_words_for_who_can_not_see_it(name: str) -> None:
    shown = [
        words
        for page in pages()
        for words in re.findall(
            rf"!\[([^\]]*)\]\([\w./]*pictures/{name}\.svg\)", page.read_text("utf-8")
        )
    ]

    assert shown
    assert all(words.strip() for words in shown)


def test_the_canvas_on_the_picture_is_full_and_in_dutch(fresh: dict[str, str]) -> None:
    shown = " ".join(text(fresh["canvas"])).replace("\N{NO-BREAK SPACE}", " ")

    assert "Genoeg vakmensen in de techniek" in shown
    assert "27 van 27 vakken ingevuld" in shown
