"""The conversation agenda over pages: what belongs together is read without turning one."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support import build
from tests.support.pdf import Element, source_of, structure
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import use_language
from welvaartcanvas.report import ReportKind, render


def agenda(canvas: Canvas) -> list[Element]:
    """What is read of the agenda in the report of ``canvas``."""
    with use_language("nl"):
        pdf = render(
            canvas,
            ReportKind.REPORT,
            day=build.MOMENT.date(),
            municipalities={},
            source=source_of(canvas),
        )
    elements = structure(pdf)
    (start,) = (i for i, e in enumerate(elements) if (e.role, e.text) == ("H1", "Gespreksagenda"))
    after = (i for i, e in enumerate(elements) if i > start and e.role == "H1")
    return elements[start : next(after)]


def pages(*elements: Element) -> set[int]:
    return {page for element in elements for page, _id in element.marked}


def blocks(elements: list[Element]) -> Iterator[list[Element]]:
    """The elements of each block, its heading first."""
    starts = [i for i, e in enumerate(elements) if e.role == "H2"]
    for start, end in zip(starts, [*starts[1:], len(elements)], strict=True):
        yield elements[start:end]


def test_a_block_of_less_than_half_a_page_stands_whole_on_a_page() -> None:
    read = agenda(build.full_canvas(per_cell=2))
    assert len(pages(*read)) > 2
    assert all(len(pages(*block)) == 1 for block in blocks(read))


def test_of_a_longer_block_no_contribution_is_parted() -> None:
    read = agenda(build.full_canvas(per_cell=12))
    assert any(len(pages(*block)) > 1 for block in blocks(read))
    said = [e for e in read if "LBody" in e.roles and e.marked]
    assert len(said) > 100
    assert all(len(pages(contribution)) == 1 for contribution in said)
