"""Exporting canvases: which formats there are, what a file is called, and writing it whole.

Nothing here touches the database: a canvas is immutable, so a face may export it in
another thread while people go on typing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import Canvas, CanvasHead, Partner
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.for_partners import without_addresses, without_comments
from welvaartcanvas.domain.history import Since
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Round
from welvaartcanvas.files import check_target, write_whole
from welvaartcanvas.i18n import _

#: Called with how much is done of how much there is to do.
Progress = Callable[[int, int], None]


class ExportFormat(StrEnum):
    """A format of ``export``."""

    PDF = "pdf"
    JSON = "json"
    MD = "md"
    CSV = "csv"
    XLSX = "xlsx"


class ExportKind(StrEnum):
    """Which PDF: the report (A4) or the poster (one A3 page).

    ``REVIEW`` is the report as partners get it to answer in, and ``ROUND_REPORT`` tells what
    they answered and what was done with it.
    """

    REPORT = "report"
    POSTER = "poster"
    REVIEW = "review"
    ROUND_REPORT = "reactienota"


#: Formats that are text, and may go to standard output.
TEXT_FORMATS = (ExportFormat.JSON, ExportFormat.MD, ExportFormat.CSV)
#: How many characters of its id a file's name ends with: 24 bits of chance.
_PIECE = 6
#: How many characters a file's name has at most.
_NAME_LIMIT = 99


def content(
    canvas: Canvas,
    format: ExportFormat,
    *,
    kind: ExportKind,
    day: date,
    progress: Progress | None = None,
    since: Since | None = None,
    round: Round | None = None,
    partner: Partner | None = None,
) -> bytes:
    """The whole file as bytes, in the language in force; ``day`` is the date it bears.

    A report and a Markdown text tell what has changed ``since``; other files hold no such thing.
    A review is for answers in ``round``, of ``partner`` alone if one is given; without a round
    it asks nothing in particular. A report of a round tells of ``round``, and of the comments
    of ``partner`` alone if one is given; without a round, of all comments.
    """
    match format:
        case ExportFormat.PDF:
            from welvaartcanvas.exchange import interchange
            from welvaartcanvas.report import ReportKind, Source, render

            carried = _carried(canvas, kind, partner)
            return render(
                canvas,
                ReportKind(kind.value),
                day=day,
                municipalities=_names(canvas),
                source=Source(
                    interchange.FILE_NAME,
                    interchange.MEDIA_TYPE,
                    interchange.write(carried).encode(),
                ),
                progress=progress,
                since=since,
                round=round,
                partner=partner,
            )
        case ExportFormat.JSON:
            from welvaartcanvas.exchange import interchange

            return interchange.write(canvas).encode()
        case ExportFormat.MD:
            from welvaartcanvas.exchange import markdown

            return markdown.write_markdown(canvas, _names(canvas), since).encode()
        case ExportFormat.CSV:
            from welvaartcanvas.exchange import tables

            return tables.write_csv(canvas)
        case ExportFormat.XLSX:
            from welvaartcanvas.exchange import tables

            return tables.write_xlsx(canvas, _names(canvas))


def _carried(canvas: Canvas, kind: ExportKind, partner: Partner | None) -> Canvas:
    """The canvas that a PDF of ``kind`` carries: what goes round tells nobody's address."""
    match kind:
        case ExportKind.REVIEW:
            keep = partner.id if partner else None
            return without_addresses(without_comments(canvas), keep=keep)
        case ExportKind.ROUND_REPORT:
            told = without_comments(canvas, keep=partner.id) if partner else canvas
            return without_addresses(told)
        case _:
            return canvas


def _names(canvas: Canvas) -> dict[str, str]:
    """What the region's municipalities are called, by code.

    A code that the register does not have is called so, for who reads the file can't ask.
    """
    names = {municipality.code: municipality.name for municipality in registry.municipalities()}
    lost = _("{code} (not in the register of {year})")
    return {
        code: names.get(code) or lost.format(code=code, year=registry.YEAR)
        for code in canvas.region.municipalities
    }


class Named(Protocol):
    """What a file is called after: a canvas, or the heading of one."""

    @property
    def head(self) -> CanvasHead: ...
    @property
    def region(self) -> Region: ...


def file_name(
    canvas: Named,
    format: ExportFormat,
    kind: ExportKind,
    partner: Partner | None = None,
    round: Round | None = None,
) -> str:
    """A name that every system accepts: region, title, the kind of PDF, a piece of the id.

    With ``partner`` it names whom it is for; two of one name are told apart by
    :func:`partner_file_names`. With ``round`` it names that, so that the PDFs of two rounds
    stand beside each other in one folder.

    Only letters, digits and hyphens of the title come into it, so that no title can choose
    a path; the piece of the id keeps canvases with the same title apart. It has less than 100
    characters: who packs and sends a folder of them has room left for the path.
    """
    return _name(canvas, format, _kind_words(kind, round, partner), canvas.head.id[-_PIECE:])


def partner_file_names(
    canvas: Named, kind: ExportKind, partners: Iterable[Partner], round: Round | None = None
) -> list[str]:
    """The name of the PDF of ``canvas`` for each of ``partners``, no two of them the same."""
    partners = list(partners)
    names = [file_name(canvas, ExportFormat.PDF, kind, partner, round) for partner in partners]
    times = Counter(names)
    return [
        name
        if times[name] == 1
        else _name(canvas, ExportFormat.PDF, _kind_words(kind, round, partner), partner.id)
        for name, partner in zip(names, partners, strict=True)
    ]


def file_names(canvases: Iterable[Named], format: ExportFormat, kind: ExportKind) -> list[str]:
    """The name of each of ``canvases`` in one folder, where no two may be called the same.

    That is :func:`file_name`, with the whole id for those that it would call the same.
    """
    canvases = list(canvases)
    names = [file_name(canvas, format, kind) for canvas in canvases]
    times = Counter(names)
    return [
        name if times[name] == 1 else _name(canvas, format, _kind_words(kind), canvas.head.id)
        for name, canvas in zip(names, canvases, strict=True)
    ]


def _name(canvas: Named, format: ExportFormat, kind: Iterable[str], id: str) -> str:
    words = [canvas.region.name, canvas.head.title]
    if format is ExportFormat.PDF:
        words += kind
    ending = f"{id}.{format.value}"
    # Of names in another script nothing is left.
    slugs = [*filter(None, map(slug, words))]
    return "-".join(filter(None, [_shortened(slugs, _NAME_LIMIT - len(ending) - 1), ending]))


def _shortened(words: list[str], room: int) -> str:
    """``words`` with hyphens between them in ``room`` characters: the longest give way."""
    longest = max(map(len, words), default=0)
    while len(name := "-".join(word[:longest].strip("-") for word in words)) > room:
        longest -= 1
    return name


def _kind_words(
    kind: ExportKind, round: Round | None = None, partner: Partner | None = None
) -> list[str]:
    """The kind with the round and for whom, the round's name alone where that tells the kind."""
    name, called = _kind_name(kind), round.name if round else ""
    words = [called] if slug(called).startswith(slug(name)) else [name, called]
    return [*words, partner.name if partner else ""]


def _kind_name(kind: ExportKind) -> str:
    """What a file of ``kind`` is called, in the language in force."""
    match kind:
        case ExportKind.POSTER:
            return _("poster")
        case ExportKind.REVIEW:
            return _("review round")
        case ExportKind.ROUND_REPORT:
            return _("report of the round")
        case _:
            return _("report")


def slug(text: str) -> str:
    """``text`` as part of a file's name: at most 40 plain letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:40].strip("-")


def write_export(
    canvas: Canvas,
    format: ExportFormat,
    target: Path,
    *,
    kind: ExportKind,
    day: date,
    force: bool = False,
    progress: Progress | None = None,
    since: Since | None = None,
    round: Round | None = None,
    partner: Partner | None = None,
) -> Path:
    """Write one canvas to the file ``target``, which is returned; see :func:`content`.

    Raises :class:`TargetExists` before any work when the file is there and ``force`` is not
    given, :class:`RequestError` when it is a folder or a device, and :class:`OutputError` when
    it can't be written.
    """
    check_target(target, force=force)
    made = content(
        canvas,
        format,
        kind=kind,
        day=day,
        progress=progress,
        since=since,
        round=round,
        partner=partner,
    )
    write_whole(target, made, force=force)
    return target
