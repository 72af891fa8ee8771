"""The logical tree as objects of the file: structure elements, and the way back from a page.

ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF). All roles are standard structure
types, so no role map is needed to say what they are (ISO 14289-1, 7.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFObjectReference

from welvaartcanvas.report.pdf.file import Entries, File, text_string
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tree import Annotated, Marked, Node


class PlacedPage(NamedTuple):
    """A page with its object number, and those of its annotations in their order."""

    page: Page
    number: int
    annotations: Sequence[int]


def structure(root: Node, file: File, pages: Sequence[PlacedPage]) -> PDFObjectReference:
    """The tree below ``root``, to stand in the catalogue of ``file``.

    A page is found again in the parent tree (14.7.4.4) by its place among ``pages``, and an
    annotation by :func:`annotation_key`.
    """
    top = Entries()
    above = file.number(top)
    nodes = list(root.walk())
    first = file.reserve(len(nodes))
    numbers = {node: number for number, node in enumerate(nodes, first)}
    parents = {kid: numbers[node] for node in nodes for kid in node.kids if isinstance(kid, Node)}
    marked: list[dict[int, int]] = [{} for _page in pages]
    annotated: dict[int, int] = {}
    for node, number in numbers.items():
        file.put(number, _element(node, parents.get(node, above), numbers, file, pages))
        for kid in node.kids:
            if isinstance(kid, Marked):
                marked[kid.page][kid.id] = number
            elif isinstance(kid, Annotated):
                annotated[annotation_key(pages, *kid)] = number
    owners = [" ".join(f"{ids[i]} 0 R" for i in range(len(ids))) for ids in marked]
    tree = [f"{i} [{elements}]" for i, elements in enumerate(owners)]
    tree += [f"{key} {number} 0 R" for key, number in sorted(annotated.items())]
    top.entries |= {
        "Type": "/StructTreeRoot",
        "K": f"{first} 0 R",
        "ParentTree": file.Reference(Entries({"Nums": f"[{' '.join(tree)}]"})),
        "ParentTreeNextKey": len(tree),
    }
    reference: PDFObjectReference = file.Reference(top)
    return reference


def annotation_key(pages: Sequence[PlacedPage], page: int, place: int) -> int:
    """The key in the parent tree of the annotation at ``place`` on ``page``, both from 0."""
    return len(pages) + sum(len(before.annotations) for before in pages[:page]) + place


def _element(
    node: Node, parent: int, numbers: Mapping[Node, int], file: File, pages: Sequence[PlacedPage]
) -> bytes:
    parts = [f"/S /{node.role} /P {parent} 0 R"]
    home = next((kid.page for kid in node.kids if isinstance(kid, Marked)), None)
    if home is not None:
        parts.append(f"/Pg {pages[home].number} 0 R")
    kids = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(f"{numbers[kid]} 0 R")
        elif isinstance(kid, Annotated):
            placed = pages[kid.page]
            kids.append(
                f"<</Type /OBJR /Obj {placed.annotations[kid.place]} 0 R /Pg {placed.number} 0 R>>"
            )
        elif kid.page == home:
            kids.append(str(kid.id))
        else:
            kids.append(f"<</Type /MCR /Pg {pages[kid.page].number} 0 R /MCID {kid.id}>>")
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]")
    attributes = " ".join(_attributes(node, pages))
    if attributes:
        parts.append(f"/A <<{attributes}>>")
    for key, text in (("Lang", node.language), ("Alt", node.alternative)):
        if text:
            parts.append(f"/{key} {text_string(text).format(file).decode('latin-1')}")
    return f"<<{' '.join(parts)}>>".encode("latin-1")


def _attributes(node: Node, pages: Sequence[PlacedPage]) -> Iterator[str]:
    """What 14.8.5 calls attributes: those of tables, or the layout of a figure."""
    if node.scope or node.columns > 1 or node.rows > 1:
        yield "/O /Table"
        if node.scope:
            yield f"/Scope /{node.scope}"
        if node.columns > 1:
            yield f"/ColSpan {node.columns}"
        if node.rows > 1:
            yield f"/RowSpan {node.rows}"
    elif node.box:
        x, y, width, height = node.box.area
        top = pages[node.box.page].page.height - y
        corners = PDFArrayCompact(round(c, 2) for c in (x, top - height, x + width, top))
        yield f"/O /Layout /Placement /Block /BBox {corners.format(None).decode()}"
