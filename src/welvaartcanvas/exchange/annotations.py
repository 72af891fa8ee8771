"""The remarks that partners made in a PDF of ours, out of its annotations.

Nothing of a file is followed, run or opened: no action, no script, no file in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from welvaartcanvas.domain.answers import TEXT_LIMIT, Mark, Remark, Target
from welvaartcanvas.errors import N_
from welvaartcanvas.exchange.annotation_text import Damaged, TooLong, attached, said
from welvaartcanvas.exchange.annotation_tree import Annotation, annotations_in
from welvaartcanvas.exchange.marks import is_on_words, marks_of
from welvaartcanvas.exchange.pdf_objects import entry, moment
from welvaartcanvas.exchange.pdf_pages import Leaf
from welvaartcanvas.exchange.places import Places, places_in

_TOO_LONG = N_(
    "has a comment of {length} characters: number {number} on page {page}; at most {limit} are "
    "read: make two of it in a PDF reader, save, and import again"
)


def remarks_in(leaves: Sequence[Leaf], data: bytes, source: str, language: str) -> list[Remark]:
    """The remarks on ``leaves``, the pages of the PDF ``data``, in the order of the file.

    ``language`` is that of the export. Raises :class:`InvalidDocument`, naming ``source`` and the
    page and number of the annotation, for what can't be understood as a whole.
    """
    annotations = annotations_in(leaves, source)
    places = {a.leaf.place: a.leaf for a in annotations}
    known = {index: places_in(entry(leaf.kept, "/Places")) for index, leaf in places.items()}
    quoted = _quoted(annotations, data)
    targets = {a: _target(a, known) for a in annotations}
    return [
        _remark(a, _text(a, source, language), quoted.get(a, ""), targets[a.root], source)
        for a in annotations
    ]


def _target(annotation: Annotation, places: Mapping[int, Places]) -> Target:
    marks = [mark for part in annotation.parts for mark in marks_of(part.has)]
    return places[annotation.leaf.place].target(marks)


def _quoted(annotations: Iterable[Annotation], data: bytes) -> dict[Annotation, str]:
    """The words that each marks, if it marks any."""
    marking = {
        annotation: marks
        for annotation in annotations
        if (marks := [m for p in annotation.parts if is_on_words(p.has) for m in marks_of(p.has)])
    }
    if not marking:
        return {}
    from welvaartcanvas.exchange.marked_words import words_of  # see there

    with words_of(data) as words:
        if words is None:
            return {}
        return {a: words.under(a.leaf.place, marks) for a, marks in marking.items()}


def _text(annotation: Annotation, source: str, language: str) -> str:
    """What it says, its parts too; a program may tell the same in all of them."""
    try:
        told = [said(part.has, language) for part in annotation.parts]
    except Damaged:
        raise annotation.refused(source) from None
    except TooLong as error:
        raise annotation.refused(source, _TOO_LONG, length=error.length, limit=TEXT_LIMIT) from None
    return "\n".join(dict.fromkeys(filter(None, told)))


def _remark(annotation: Annotation, text: str, quoted: str, target: Target, source: str) -> Remark:
    if annotation.mark is Mark.ATTACHMENT:
        file = attached(annotation.has)
        text = text if file in text else f"{text}\n{file}".strip()
    if _same(text, quoted):  # what programs can be told to do: it is no word of their user
        text = ""
    for told in (text, quoted):
        if len(told) > TEXT_LIMIT:
            raise annotation.refused(source, _TOO_LONG, length=len(told), limit=TEXT_LIMIT)
    has = annotation.has
    return Remark(
        key=annotation.key,
        mark=annotation.mark,
        text=text,
        quoted=quoted,
        author=annotation.author,
        said_at=moment(has.get("/M")) or moment(has.get("/CreationDate")),
        page=annotation.root.leaf.number,
        target=target,
        reply_to=annotation.parent.key if annotation.parent else "",
    )


def _same(text: str, quoted: str) -> bool:
    return bool(quoted) and text.split() == quoted.split()
