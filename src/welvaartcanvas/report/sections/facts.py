"""Values with their labels beside them, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.layout import Lead, Piece, Row, RowCell, paragraph
from welvaartcanvas.report.pdf.text import Look, Span
from welvaartcanvas.report.pdf.tree import Node, Role


class Fact(NamedTuple):
    """A label with what leads it, and its value; ``language`` is that of the value.

    ``label_language`` is that of the label. Both are given where they are not the report's.
    """

    label: Span
    value: str
    lead: Lead | None = None
    language: str = ""
    label_language: str = ""


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
) -> list[Piece]:
    """``facts`` as a list, as wide as ``width``, of which ``labels`` points for the labels.

    ``air`` is above and below each, and ``space`` above the first; ``ruled`` draws a line below.
    """
    node = parent.add(Role.LIST)
    rows: list[Piece] = []
    for label, value, lead, language, label_language in facts:
        item = node.add(Role.ITEM)
        name = paragraph(
            item.add(Role.LABEL, language=label_language), [label], labels - 12, lead=lead
        )
        said = paragraph(
            item.add(Role.BODY, language=language), [Span(value, look)], width - labels
        )
        cells = [RowCell(0, labels, tuple(name)), RowCell(labels, width - labels, tuple(said))]
        row = Row.of(cells, air, air)
        row.rule = style.RULE if ruled else None
        rows.append(row)
    rows[0].space = space
    return rows
