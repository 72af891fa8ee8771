"""What a PDF of ours carries and what partners put in it, out of bytes that nobody vouches for.

The interchange document is an associated file of the PDF, its source: ISO 19005-3 6.8 and
ISO 32000-2 14.13 say where, ISO 32000-1 7.11.4 how it is embedded. Programs that save a PDF
anew or append to it keep it there, or at least in the name tree of embedded files, the second
place to look.

qpdf reads the structure of the file, and a file that is made for it may cost it any memory and
any time (lists in lists in 16 MB of file take 1 GB, objects that overlap take minutes). So it
reads in a process of its own, which is ended at a limit: :data:`LIMITS`. That process is started
for the first PDF (some 100 ms, most of it while this one does something else), reads all the
others, and ends when this one does.
"""

from __future__ import annotations

from typing import NamedTuple

from welvaartcanvas.domain.answers import Answers
from welvaartcanvas.errors import N_, system_reason
from welvaartcanvas.exchange.kinds import PDF_HEAD, PDF_MARK
from welvaartcanvas.exchange.parsing import check_size, refused
from welvaartcanvas.worker import Apart, Limits, Lost, TooLong

#: The largest PDF that is read, in bytes: a report of a very full canvas has less than 1 MB,
#: or 9 MB when a program saves it with nothing packed.
PDF_LIMIT = 16 * 1024**2
#: What reading one PDF may cost. A report of 2,000 contributions takes 15 ms and 45 MB; with
#: 5,000 comments, the most that are read, 1.2 s and 110 MB.
LIMITS = Limits(seconds=4, patience=12, megabytes=160)


class Carried(NamedTuple):
    """A document that a PDF carries: its name there, its bytes, and what was remarked on it."""

    name: str
    content: bytes
    answers: Answers = Answers()


_reading: Apart[tuple[bytes, str], Carried] = Apart(
    "welvaartcanvas.exchange.pdf_reading:read", LIMITS
)
#: Start what reads PDFs, without waiting for it, when it is known that there is one to read.
prepare = _reading.prepare


def carried_document(data: bytes, source: str) -> Carried:
    """The document that the PDF ``data`` (at most 16 MB) was made of and carries, not yet read.

    It has the length and the checksum that the PDF says, and is at most 16 MB. With it comes what
    partners put in the PDF: annotations, and fields that they filled in. Raises
    :class:`InvalidDocument`, naming ``source``, for what is no PDF, is damaged or has a
    password, for a PDF that carries none, several, or one that was changed, for a comment in it
    that can't be understood, and for one that costs more than :data:`LIMITS`.
    """
    check_size(len(data), source, PDF_LIMIT)
    if PDF_MARK not in data[:PDF_HEAD]:
        raise refused(source, N_("is not a PDF, whatever its name says; get the file again"))
    try:
        return _reading((data, source))
    except MemoryError:
        raise refused(
            source,
            N_(
                "takes more than {limit} MB of memory to read, which no PDF of welvaartcanvas "
                "does; ask for the PDF as it was exported"
            ),
            limit=LIMITS.megabytes,
        ) from None
    except TooLong:
        raise refused(
            source,
            N_(
                "takes more than {limit} s to read, which no PDF of welvaartcanvas does; ask for "
                "the PDF as it was exported"
            ),
            limit=LIMITS.seconds,
        ) from None
    except Lost:
        raise refused(
            source,
            N_(
                "ended the process that read it; import it again, or ask for the PDF as it was "
                "exported"
            ),
        ) from None
    except OSError as error:
        raise refused(
            source,
            N_("can't be read: no process can be started ({reason}); close other programs"),
            reason=system_reason(error),
        ) from None
