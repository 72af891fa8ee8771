"""Where on each page the nodes stand that have a target, for who must find back what is there.

What is put on a page later, such as an annotation, says where it is and not what it is about.
The file keeps both together: see :mod:`.pieces`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from welvaartcanvas.report.pdf.page import Edges, Page, joined
from welvaartcanvas.report.pdf.tree import Annotated, Box, Node


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
        below: list[tuple[Node, tuple[dict[int, Edges], ...]]] = []
        own = list(stands.get(node, ())) if around else []
        for kid in node.kids:
            if isinstance(kid, Node):
                below.append((kid, around))
            elif around and isinstance(kid, Annotated):
                own.append(_box(pages[kid.page].annotations[kid.place].box))
        if around and node.box:
            own.append(_box(node.box))
        for number, edges in own:
            for one in around:
                one[number] = joined(one[number], edges) if number in one else edges
        waiting += reversed(below)
    found: list[list[Place]] = [[] for _page in pages]
    for target, one in order:
        for number, edges in one.items():
            found[number].append(Place(target, edges))
    return found


def _box(box: Box) -> tuple[int, Edges]:
    """The page and the edges of a box: that of a figure, a link or a field."""
    x, y, width, height = box.area
    return box.page, (x, y, x + width, y + height)
