"""The pages of a PDF, as partners' programs left them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array

from welvaartcanvas.errors import N_
from welvaartcanvas.exchange.parsing import refused
from welvaartcanvas.exchange.pdf_objects import entry, private, text

#: How many annotations of all kinds may stand on one page; a report has some dozens of links.
ANNOTATIONS_LIMIT = 20_000
#: The highest number that a page of an export may say to have.
_NUMBERS = range(1, 100_000)


class Leaf(NamedTuple):
    """A page: its place in this file (from 0), and its number in the export (from 1).

    ``annotations`` are what stands on it, as they are in the file; ``kept`` is what this program
    keeps of the page in the file, if it made it.
    """

    place: int
    number: int
    page: Any
    kept: Any
    annotations: Sequence[Any]


def leaves(pdf: pikepdf.Pdf, source: str) -> Iterator[Leaf]:
    """The pages in the order of the file. Raises :class:`InvalidDocument` for a flood."""
    for place, page in enumerate(pdf.pages):
        kept = private(page.obj)
        said = entry(kept, "/Page")
        number = said if isinstance(said, int) and said in _NUMBERS else place + 1
        yield Leaf(place, number, page.obj, kept, _annotations(page.obj, number, source))


def was_changed(leaf: Leaf) -> bool:
    """Whether another content stands on a page than was exported, as far as it says which.

    That is told by the digest of its content stream, unpacked; what packs it otherwise changes
    nothing.
    """
    told = text(entry(leaf.kept, "/Content"))
    if not told:
        return False
    contents = leaf.page.get("/Contents")
    streams = list(islice(contents, 100)) if isinstance(contents, Array) else [contents]
    digest = hashlib.sha256()
    for stream in streams:
        if not isinstance(stream, pikepdf.Stream):
            return True
        digest.update(stream.read_bytes())
    return not digest.hexdigest().startswith(told)


def _annotations(page: Any, number: int, source: str) -> Sequence[Any]:
    found = page.get("/Annots")
    if not isinstance(found, Array):  # qpdf takes away what is neither that nor nothing
        return ()
    if len(found) > ANNOTATIONS_LIMIT:
        raise refused(
            source,
            N_("has {count} notes and links on page {page}; at most {limit} are read"),
            count=len(found),
            page=number,
            limit=ANNOTATIONS_LIMIT,
        )
    return tuple(found)
