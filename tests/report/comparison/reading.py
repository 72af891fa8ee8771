"""What a reader finds in a report: its chapters, tables, words and bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.support.pdf import Element, reader, squeezed, structure


def sections(pdf: bytes) -> dict[str, list[Element]]:
    """The elements of each chapter, by its heading."""
    found: dict[str, list[Element]] = {}
    chapter: list[Element] = []
    for element in structure(pdf):
        if element.role == "H1":
            chapter = found.setdefault(" ".join(element.text.split()), [])
        chapter.append(element)
    return found


def rows(elements: list[Element]) -> list[list[str]]:
    """The cells of each row of the tables: their texts, and the names of the signs in them."""
    made: list[list[str]] = []
    for element in elements:
        if element.role == "TR":
            made.append([])
        elif element.role in ("TH", "TD"):
            made[-1].append(element.text)
        elif "TR" in element.roles:
            made[-1][-1] += f" {element.alternative or element.text}"
    return [[" ".join(cell.split()) for cell in row] for row in made]


def said(elements: list[Element]) -> str:
    return squeezed("".join(element.text for element in elements))


def bookmarks(pdf: bytes) -> Iterator[tuple[int, str, int]]:
    """The outline: level, title and page, counted from 0."""
    file = reader(pdf)

    def walk(entries: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                number = file.get_destination_page_number(entry)
                assert number is not None
                yield level, str(entry.title), number

    return walk(file.outline, 0)
