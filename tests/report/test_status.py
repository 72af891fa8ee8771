"""Every page of a report, a review and a poster says how far the canvas is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import build
from tests.support.pdf import ink, outside, reader, source_of, squeezed, violations
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import use_language
from welvaartcanvas.report import ReportKind, render

DAY = date(2026, 11, 22)
CANVAS_KINDS = (ReportKind.REPORT, ReportKind.REVIEW, ReportKind.POSTER, ReportKind.ROUND_REPORT)


def made(canvas: Canvas, kind: ReportKind) -> bytes:
    with use_language("nl"):
        return render(canvas, kind, day=DAY, municipalities={}, source=source_of(canvas))


def pages(pdf: bytes) -> list[str]:
    return [
        squeezed("".join(drawn.text for drawn in ink(page) if drawn.text is not None))
        for page in reader(pdf).pages
    ]


@pytest.mark.parametrize("kind", CANVAS_KINDS)
@pytest.mark.parametrize(
    ("things", "line"),
    [
        ({}, "Concept"),
        ({"rounds": (build.review_round(901, "Ronde 1"),)}, "In reactieronde: Ronde 1"),
        (
            {"adoptions": (build.adoption(902, decided_by="de raad"),)},
            "Vastgesteld, versie 1, 31 januari 2026, door de raad",
        ),
    ],
    ids=["concept", "in review", "adopted"],
)
def test_the_status_stands_on_every_page(
    kind: ReportKind, things: dict[str, Any], line: str
) -> None:
    canvas = build.full_canvas().model_copy(update=things)
    pdf = made(canvas, kind)

    assert all(squeezed(line) in page for page in pages(pdf))
    assert violations(pdf) == []


@pytest.mark.parametrize("kind", CANVAS_KINDS)
def test_a_long_status_is_cut_where_there_is_no_room_and_stands_whole_elsewhere(
    kind: ReportKind,
) -> None:
    who = "de gezamenlijke bestuurlijke stuurgroep van alle partijen in de regio " * 2
    adoption = build.adoption(901, decided_by=who.strip())
    pdf = made(build.canvas(adoptions=(adoption,), region=build.region(name="Regio " * 30)), kind)

    assert squeezed(who) in "".join(pages(pdf))
    assert all(squeezed("Vastgesteld, versie 1") in page for page in pages(pdf))
    assert outside(pdf) == []
