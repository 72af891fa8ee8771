"""Values with their labels beside them, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.layout import Lead, Piece, Row, RowCell, paragraph
from welvaartcanvas.report.pdf.text import Look, Span
from welvaartcanvas.report.pdf.tree import Node, Role

#: What is between two columns of facts.
_BETWEEN = 24.0


class Fact(NamedTuple):
    """A label with what leads it, and its value; ``language`` is that of the value.

    ``label_language`` is that of the label. Both are given where they are not the report's.
    ``spans`` are the value where it is in several looks.
    """

    label: Span
    value: str
    lead: Lead | None = None
    language: str = ""
    label_language: str = ""
    spans: tuple[Span, ...] = ()


def fact(label: str, value: str, language: str = "") -> Fact:
    """A fact with a quiet label."""
    return Fact(Span(label, style.SMALL), value, language=language)


def fact_list(
    parent: Node,
    facts: Sequence[Fact],
    width: float,
    *,
    labels: float,
    look: Look = style.SMALL_INK,
    space: float = 0.0,
    air: float = 6.0,
    ruled: bool = True,
    columns: int = 1,
) -> list[Piece]:
    """``facts`` as a list, as wide as ``width``, of which ``labels`` points for the labels.

    ``air`` is above and below each, and ``space`` above the first; ``ruled`` draws a line below.
    With ``columns`` so many stand beside one another, each with its share of the width.
    """
    node = parent.add(Role.LIST)
    width = (width + _BETWEEN) / columns - _BETWEEN
    rows: list[Piece] = []
    for start in range(0, len(facts), columns):
        cells: list[RowCell] = []
        for place, each in enumerate(facts[start : start + columns]):
            item = node.add(Role.ITEM)
            label = item.add(Role.LABEL, language=each.label_language)
            name = paragraph(label, [each.label], labels - 12, lead=each.lead)
            body = item.add(Role.BODY, language=each.language)
            said = paragraph(body, each.spans or [Span(each.value, look)], width - labels)
            x = place * (width + _BETWEEN)
            cells.append(RowCell(x, labels, tuple(name)))
            cells.append(RowCell(x + labels, width - labels, tuple(said)))
        row = Row.of(cells, air, air)
        row.rule = style.RULE if ruled else None
        rows.append(row)
    rows[0].space = space
    return rows
