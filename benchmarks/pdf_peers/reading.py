"""Reading the content of a report back from our own PDF, by its tags.

So the peers set the same texts by construction, also when the report changes, and a report
whose tags are wrong gives peers that are visibly wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from typing import Any

from pypdf import PdfReader

from pdf_peers.content import (
    Bullets,
    Chart,
    Columns,
    Content,
    Facts,
    Heading,
    Part,
    Section,
    Table,
    Text,
)
from tests.support.pdf import ink, reader
from welvaartcanvas.domain.analysis import profile
from welvaartcanvas.domain.canvas import Canvas

#: A structure element (ISO 32000-1, 14.7.2): a dictionary whose values pypdf leaves open.
Element = Any


def content_of(pdf: bytes, canvas: Canvas, day: str) -> Content:
    """What ``pdf``, our report of ``canvas``, says; ``day`` is how it writes its date."""
    file = reader(pdf)
    catalog = file.root_object
    language = str(catalog["/Lang"])
    titles = {b.key: f"{b.number}  {b.title(language)}" for b in canvas.template.blocks}
    scores = tuple(
        (titles[p.block], tuple(score for _key, score in p.scores if score is not None))
        for p in profile(canvas)
    )
    tags = _Tags(file, scores)
    [document] = _kids(catalog["/StructTreeRoot"])
    first, contents, *others = map(_kids, _kids(document))
    heading = next(i for i, element in enumerate(first) if element["/S"] == "/H1")
    return Content(
        title=canvas.title,
        language=language,
        author=canvas.region.name,
        running=(canvas.title, canvas.region.name),
        day=day,
        before=tuple(tags.parts(first[:heading])),
        after=tuple(tags.parts(first[heading + 1 :])),
        contents=tags.text(contents[0]),
        sections=tuple(
            Section(_numbered(tags.text(title)), tuple(tags.parts(rest))) for title, *rest in others
        ),
    )


def _kids(element: Element) -> list[Element]:
    """The elements directly below ``element``."""
    return [k for k in _entries(element) if not isinstance(k, int) and "/S" in k]


def _entries(element: Element) -> list[Any]:
    if "/K" not in element:
        return []
    kids = element["/K"]  # what a reference leads to, unlike get()
    return [k.get_object() for k in kids] if isinstance(kids, list) else [kids]


def _numbered(title: str) -> str:
    """``title`` with its number, if it has one, a little apart."""
    return re.sub(r"^(\d+)\s*(?=\D)", r"\1  ", title)


class _Tags:
    """The parts that structure elements stand for."""

    def __init__(self, file: PdfReader, scores: tuple[tuple[str, tuple[int, ...]], ...]) -> None:
        self._scores = scores
        self._said: dict[tuple[int, int], list[str]] = defaultdict(list)
        for page in file.pages:
            assert page.indirect_reference
            number = page.indirect_reference.idnum
            for drawn in ink(page):
                if drawn.text and drawn.id is not None:
                    self._said[number, drawn.id].append(drawn.text)

    def text(self, element: Element) -> str:
        """Everything that is said in ``element``, on one line."""
        said = ""
        for run in self._runs(element, 0):
            apart = said and not said.endswith((" ", "-", "/", "–")) and not run.startswith(" ")
            said += f" {run}" if apart else run
        return said.strip()

    def _runs(self, element: Element, page: int) -> Iterator[str]:
        if "/Pg" in element:
            page = element.raw_get("/Pg").idnum
        for entry in _entries(element):
            if isinstance(entry, int):
                yield from self._said[page, entry]
            elif "/MCID" in entry:
                yield from self._said[entry.raw_get("/Pg").idnum, entry["/MCID"]]
            elif "/S" in entry:
                yield from self._runs(entry, page)

    def parts(self, elements: Sequence[Element]) -> Iterator[Part]:
        """What ``elements``, the contents of a section, stand for."""
        for role, group in groupby(elements, key=lambda element: str(element["/S"])):
            if role == "/Sect":  # they stand beside one another
                columns: list[tuple[Any, ...]] = [tuple(self.parts(_kids(one))) for one in group]
                yield Columns(tuple(columns))
            elif role == "/Figure":  # each of them is a part of one picture
                yield Chart("\n".join(str(one["/Alt"]) for one in group), self._scores)
            else:
                yield from (self._part(role, one) for one in group)

    def _part(self, role: str, element: Element) -> Part:
        if role in ("/H2", "/H3"):
            return Heading(int(role[2]), self.text(element))
        if role == "/P":
            return Text(self.text(element))
        if role == "/L":
            items = [_kids(item) for item in _kids(element)]
            if all(len(parts) == 2 for parts in items):
                return Facts(tuple((self.text(a), self.text(b)) for a, b in items))
            return Bullets(tuple(self._item(body) for [body] in items))
        if role == "/Table":
            header, *rows = self._cells(list(_rows(element)))
            return Table(header, tuple(rows))
        raise ValueError(f"a section has {role}, which no peer is given")

    def _cells(self, rows: Sequence[Element]) -> list[tuple[str, ...]]:
        """The texts of ``rows``; where a cell goes on over others, these are empty."""
        grid: list[dict[int, str]] = [{} for _row in rows]
        for number, row in enumerate(rows):
            for cell in _kids(row):
                column = next(i for i in count() if i not in grid[number])
                spans = cell.get("/A", {})
                over = range(column, column + int(spans.get("/ColSpan", 1)))
                for below in grid[number : number + int(spans.get("/RowSpan", 1))]:
                    below.update(dict.fromkeys(over, ""))
                grid[number][column] = self.text(cell)
        return [tuple(text for _column, text in sorted(row.items())) for row in grid]

    def _item(self, body: Element) -> tuple[str, str]:
        """The text and the details of an item, which has paragraphs or is one itself."""
        said = [self.text(kid) for kid in _kids(body)] or [self.text(body)]
        return said[0], " ".join(said[1:])


def _rows(table: Element) -> Iterator[Element]:
    for kid in _kids(table):
        yield from [kid] if kid["/S"] == "/TR" else _rows(kid)
