"""Where on each page the nodes stand that have a target, for who must find back what is there.

What is put on a page later, such as an annotation, says where it is and not what it is about.
The file keeps both together: see :mod:`.pieces`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from welvaartcanvas.report.pdf.page import Edges, Page
from welvaartcanvas.report.pdf.tree import Annotated, Node


class Place(NamedTuple):
    """Where a target stands: its left, upper, right and lower edge, from the page's top left."""

    target: str
    edges: Edges


def places(root: Node, pages: Sequence[Page]) -> list[list[Place]]:
    """The places on each of ``pages`` of all nodes below ``root`` with a target.

    They are in the order of reading. A node reaches around all that stands in it; on every page
    that it comes to stand on it has a place.
    """
    stands: dict[Node, list[tuple[int, Edges]]] = {}
    for page in pages:
        for node, edges in page.reach.items():
            stands.setdefault(node, []).append((page.number, edges))
    order: list[tuple[str, dict[int, Edges]]] = []
    waiting: list[tuple[Node, tuple[dict[int, Edges], ...]]] = [(root, ())]
    while waiting:
        node, around = waiting.pop()
        if node.target:
            around = (*around, {})
            order.append((node.target, around[-1]))
        if around:
            for number, edges in (*stands.get(node, ()), *_boxes(node, pages)):
                for one in around:
                    one[number] = _joined(one[number], edges) if number in one else edges
        waiting += [(kid, around) for kid in reversed(node.kids) if isinstance(kid, Node)]
    found: list[list[Place]] = [[] for _page in pages]
    for target, one in order:
        for number, edges in one.items():
            found[number].append(Place(target, edges))
    return found


def _boxes(node: Node, pages: Sequence[Page]) -> Iterator[tuple[int, Edges]]:
    """The boxes of a figure, and of the links and fields that belong to ``node``."""
    boxes = [
        pages[kid.page].annotations[kid.place].box
        for kid in node.kids
        if isinstance(kid, Annotated)
    ]
    for box in boxes if node.box is None else [*boxes, node.box]:
        x, y, width, height = box.area
        yield box.page, (x, y, x + width, y + height)


def _joined(a: Edges, b: Edges) -> Edges:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
