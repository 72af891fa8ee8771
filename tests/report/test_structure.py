"""The logical tree: all that is read hangs in it, in reading order, with roles that hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.support import build
from tests.support.pdf import ink, reader, squeezed
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.report.canvas_report import canvas_report
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.tree import Annotated, Marked, Node, Role
from welvaartcanvas.report.pdf.writer import write
from welvaartcanvas.report.poster.page import poster
from welvaartcanvas.report.sections.response import Review
from welvaartcanvas.report.view import CanvasView

#: What a node of a role may stand in, where that is restricted (ISO 32000-1, 14.8.4).
INSIDE = {
    Role.ITEM: {Role.LIST},
    Role.LABEL: {Role.ITEM},
    Role.BODY: {Role.ITEM},
    Role.HEAD_ROWS: {Role.TABLE},
    Role.BODY_ROWS: {Role.TABLE},
    Role.ROW: {Role.HEAD_ROWS, Role.BODY_ROWS},
    Role.HEADER: {Role.ROW},
    Role.CELL: {Role.ROW},
    Role.CONTENTS_ITEM: {Role.CONTENTS},
    Role.FORM: {Role.PARAGRAPH},
}

CANVASES = {
    "full": build.full_canvas,
    "fuller": lambda: build.full_canvas(per_cell=30),
    "empty": lambda: build.empty_canvas(build.shipped_template()),
}

LAY_OUT = {
    "report": canvas_report,
    "review": partial(canvas_report, review=Review()),
    "poster": poster,
}


@pytest.fixture(scope="module", params=[(kind, name) for kind in LAY_OUT for name in CANVASES])
def made(request: pytest.FixtureRequest) -> tuple[Canvas, Document, bytes]:
    kind, name = request.param
    canvas: Canvas = CANVASES[name]()
    document = Document(Metadata("T", "A", "S", "C", "nl", date(2026, 1, 31)))
    LAY_OUT[kind](document, CanvasView(canvas, date(2026, 1, 31), {}), lambda done, total: None)
    return canvas, document, write(document)


def parents(node: Node) -> Iterator[tuple[Node, Node]]:
    for kid in node.kids:
        if isinstance(kid, Node):
            yield node, kid
            yield from parents(kid)


def test_the_tree_and_the_pages_agree(made: tuple[Canvas, Document, bytes]) -> None:
    _canvas, document, pdf = made
    marked = [
        (kid.page, kid.id, f"/{node.role}")
        for node in document.root.walk()
        for kid in node.kids
        if isinstance(kid, Marked)
    ]
    drawn = {
        (number, i.id, i.tag)
        for number, page in enumerate(reader(pdf).pages)
        for i in ink(page)
        if i.tag != "/Artifact"
    }
    assert len(set(marked)) == len(marked)
    assert set(marked) == drawn


def test_nodes_stand_where_their_roles_may(made: tuple[Canvas, Document, bytes]) -> None:
    _canvas, document, _pdf = made
    for parent, node in parents(document.root):
        assert parent.role in INSIDE.get(node.role, {parent.role})
        assert node.kids, f"an empty {node.role} in {parent.role}"
        if node.role is Role.LIST:
            assert {kid.role for kid in node.kids if isinstance(kid, Node)} == {Role.ITEM}
        if node.role is Role.FIGURE:
            assert node.alternative
            assert node.box
        if node.role is Role.FORM:
            assert [type(kid) for kid in node.kids] == [Annotated]
        if node.role is Role.LINK:
            assert any(isinstance(kid, Annotated) for kid in node.kids)


def test_headings_do_not_jump(made: tuple[Canvas, Document, bytes]) -> None:
    _canvas, document, _pdf = made
    levels = [
        int(node.role[1])
        for node in document.root.walk()
        if node.role in (Role.H1, Role.H2, Role.H3)
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))


def test_the_tree_reads_the_blocks_in_the_order_of_their_numbers(
    made: tuple[Canvas, Document, bytes],
) -> None:
    canvas, document, pdf = made
    texts: defaultdict[tuple[int, int | None], str] = defaultdict(str)
    for number, page in enumerate(reader(pdf).pages):
        for i in ink(page):
            texts[number, i.id] += i.text or ""
    said = squeezed(
        "".join(
            texts[kid.page, kid.id]
            for node in document.root.walk()
            for kid in node.kids
            if isinstance(kid, Marked)
        )
    )
    at = 0
    for block in canvas.template.reading_order:
        at = said.index(squeezed(block.question("nl")), at)
        for perspective in canvas.template.perspectives:
            at = said.index(squeezed(perspective.name("nl")), at)
            first = canvas.cell(block.key, perspective.key)[:1]
            for contribution in first:
                at = said.index(squeezed(contribution.text), at)
