"""Which canvases an import reads: those in the files, folders and ZIPs that somebody named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from welvaartcanvas.domain.answers import Answers
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.quoting import in_own_words
from welvaartcanvas.errors import N_, Fault, InvalidDocument, Problem, RequestError, system_reason
from welvaartcanvas.files import is_folder

if TYPE_CHECKING:
    from welvaartcanvas.exchange import archive

#: What files of a folder are read, in capitals or not.
SUFFIXES = (".json", ".pdf", ".zip")
#: How many of them a folder may hold: more is a slip of the fingers, such as a whole disk.
FILES_LIMIT = 5_000
#: What somebody who writes no JSON can do about faults in its fields.
_ADVICE = N_("{problem}; mend this, or ask whoever sent it to export the canvas again")
_OTHER = N_("is neither JSON nor a PDF nor a ZIP; import what welvaartcanvas exported")
#: The steps of the progress of one file.
STEPS = 100


class Sent(NamedTuple):
    """A canvas that came in a document, and what partners wrote in it, if it was a PDF."""

    canvas: Canvas
    answers: Answers = Answers()


@dataclass(frozen=True)
class Document:
    """One document with a canvas; ``source`` is what it is called: its file, and where in it.

    ``read`` gives what was sent and raises :class:`InvalidDocument` with every fault of a
    document that is refused.
    """

    source: str
    read: Callable[[], Sent]


def files_at(place: Path) -> list[Path | Fault]:
    """The files to read at ``place``: itself, or what a folder holds, its subfolders too.

    Those of a folder are in the order of their paths, behind a fault for each subfolder that
    can't be read. Hidden ones and links are none of them: a link may lead out of the folder.
    Raises :class:`RequestError` for a folder that holds nothing to read, or more than 5,000
    files.
    """
    if not is_folder(place):
        return [place]
    files: list[Path] = []
    faults: list[Path | Fault] = []
    for found in _inside(place):
        if isinstance(found, Fault):
            faults.append(found)
            continue
        files.append(found)
        if len(files) > FILES_LIMIT:
            raise RequestError(
                "{file} holds more than {limit} files to import; name a smaller folder",
                file=place,
                limit=FILES_LIMIT,
            )
    if not files and not faults:
        raise RequestError("{file} holds no file to import: no .json, .pdf or .zip", file=place)
    return [*faults, *sorted(files, key=lambda file: file.parts)]


def _inside(folder: Path) -> Iterator[Path | Fault]:
    todo = [folder]
    while todo:
        at = todo.pop()
        try:
            with os.scandir(at) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.is_symlink():
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(at / entry.name)
                    elif entry.name.lower().endswith(SUFFIXES) and entry.is_file():
                        yield at / entry.name
        except OSError as error:
            yield _unreadable(at, error)


class Gathered(NamedTuple):
    """A document, or why there is none; ``ready`` of ``total`` steps are done after it."""

    document: Document | Fault
    ready: int
    total: int


def gathered(places: Sequence[Path]) -> Iterator[Gathered]:
    """Every document in the files, folders and ZIPs at ``places``, in that order.

    A document is to be read before the next one is asked for. There is a fault for a file or
    folder that can't be read and for a ZIP that is refused as a whole. Each file has
    :data:`STEPS` steps, those in a folder too.
    """
    files: list[Path | Fault] = []
    for place in places:
        try:
            files += files_at(place)
        except Fault as fault:
            files.append(fault)
    total = len(files) * STEPS
    for number, file in enumerate(files):
        before = number * STEPS
        if isinstance(file, Fault):
            yield Gathered(file, before + STEPS, total)
            continue
        with ExitStack() as opened:
            documents: Sequence[Document | Fault]
            try:
                documents = _documents(opened.enter_context(file.open("rb")), file)
            except OSError as error:
                documents = [_unreadable(file, error)]
            except Fault as fault:
                documents = [fault]
            for part, document in enumerate(documents, 1):
                yield Gathered(document, before + STEPS * part // len(documents), total)


def _documents(stream: BinaryIO, file: Path) -> Sequence[Document]:
    # Its models take 10 ms to make, which a start of the screens need not pay.
    from welvaartcanvas.exchange.kinds import PDF_HEAD, Kind, kind_of
    from welvaartcanvas.exchange.parsing import SIZE_LIMIT, check_size

    head = stream.read(PDF_HEAD)
    if kind_of(head, file.name) is not Kind.ZIP:
        if stream.seekable():  # before it is read, and as large as it is
            check_size(stream.seek(0, os.SEEK_END), str(file))
            stream.seek(len(head))
        data = head + stream.read(SIZE_LIMIT + 1 - len(head))
        return [Document(str(file), lambda: sent_in(data, str(file), file.name))]
    from welvaartcanvas.exchange import archive

    if not stream.seekable():
        raise RequestError("{file} is a ZIP that comes through a pipe; save it first", file=file)
    return [
        Document(member.source, partial(_sent_of, member, file))
        for member in archive.members(stream, str(file))
    ]


def _sent_of(member: archive.Member, file: Path) -> Sent:
    try:
        data = member.read()
    except OSError as error:
        raise _unreadable(file, error) from error
    return sent_in(data, member.source, member.name)


def canvas_in(data: bytes, source: str, name: str) -> Canvas:
    """The canvas alone of :func:`sent_in`."""
    return sent_in(data, source, name).canvas


def sent_in(data: bytes, source: str, name: str) -> Sent:
    """What the document ``data`` holds, JSON or a PDF of ours, in a file called ``name``.

    Raises :class:`InvalidDocument`, naming ``source``, with every fault of what is refused.
    """
    from welvaartcanvas.exchange.kinds import Kind, kind_of

    match kind_of(data, name):
        case Kind.JSON:
            return Sent(_read(data, source))
        case Kind.PDF:
            from welvaartcanvas.exchange import pdf

            pdf.prepare()
            import welvaartcanvas.exchange.interchange  # noqa: F401 (30 ms, in which that starts)

            carried = pdf.carried_document(data, source)
            canvas = _read(carried.content, f"{source}: {carried.name}")
            return Sent(canvas, in_own_words(carried.answers, canvas))
        case Kind.ZIP:
            problem = Problem("", "is a ZIP in a ZIP; unpack it, and import it by itself")
        case Kind.OTHER:
            problem = Problem("", _OTHER)
    raise InvalidDocument(source, [problem])


def _read(data: bytes, source: str) -> Canvas:
    """As :func:`interchange.read`; the last fault of fields says what can be done about them."""
    from welvaartcanvas.exchange import interchange

    try:
        return interchange.read(data, source)
    except InvalidDocument as fault:
        if not {problem.path for problem in fault.problems} - {"", "format", "version"}:
            raise  # it is told already
        *others, last = fault.problems
        told = Problem("", last.message, last.values)
        raise InvalidDocument(
            source, [*others, Problem(last.path, _ADVICE, {"problem": told})]
        ) from None


def _unreadable(file: Path, error: OSError) -> RequestError:
    return RequestError("{file} can't be read ({reason})", file=file, reason=system_reason(error))
