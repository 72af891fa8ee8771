"""Importing many files, folders and ZIPs: each document by itself, so a bad one stops no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from welvaartcanvas.errors import Conflict, Fault, StoreError
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.workspace.gathering import Sent, gathered
from welvaartcanvas.workspace.importing import Imported, Importing

if TYPE_CHECKING:
    from welvaartcanvas.domain.canvas import Partner
    from welvaartcanvas.domain.remarks import Received
    from welvaartcanvas.workspace.exporting import Progress


def import_all(
    importing: Importing,
    places: Sequence[Path],
    *,
    done: Callable[[Imported | Fault], None],
    progress: Progress,
    only: str | None = None,
    sender: str = "",
) -> None:
    """Import all that the files, folders and ZIPs at ``places`` hold, in that order.

    With ``only``, the id of a canvas, any other is refused. ``sender`` is the name of the partner
    who sent it all, if somebody said so. ``done`` is called as soon as it is known what came of
    a document, or why nothing did.
    Raises :class:`StoreError` when the workspace can't be used: then nothing more was tried.
    """
    for document, ready, total in gathered(places):
        if isinstance(document, Fault):
            done(document)
        else:
            try:
                sent = document.read()
                partner = importing.sender(sent.canvas, sender) if sender else None
            except Fault as fault:
                done(fault)
            else:
                done(taken(importing, sent, document.source, only=only, partner=partner))
        progress(ready, total)


def all_refused(places: Sequence[Path]) -> list[Fault]:
    """Why nothing at ``places`` can be imported, a fault a document; none as soon as one can."""
    faults: list[Fault] = []
    for document, _ready, _total in gathered(places):
        try:
            if isinstance(document, Fault):
                raise document
            document.read()
        except Fault as fault:
            faults.append(fault)
        else:
            return []
    return faults


def taken(
    importing: Importing,
    sent: Sent,
    source: str,
    *,
    only: str | None = None,
    partner: Partner | None = None,
) -> Imported | Fault:
    """What came of importing what was sent, or why it was refused; :class:`StoreError` as above.

    ``only`` and ``partner`` are as for :meth:`Importing.canvas`.
    """
    try:
        return importing.canvas(sent.canvas, source, sent.answers, only=only, partner=partner)
    except StoreError as error:
        if isinstance(error, Conflict):  # which is about this canvas alone
            return error
        raise
    except Fault as fault:
        return fault


class Tally:
    """How many documents came to what."""

    def __init__(self) -> None:
        self._new = self._updated = self._unchanged = self._refused = 0
        self._removed = self._to_choose = self._comments = 0

    @property
    def total(self) -> int:
        """How many documents were counted."""
        return self._new + self._updated + self._unchanged + self._refused

    def count(self, outcome: Imported | Fault) -> None:
        """Count what came of one."""
        if isinstance(outcome, Fault):
            self._refused += 1
            return
        self._removed += outcome.removed
        self._to_choose += outcome.to_choose
        self._comments += len(outcome.comments.added)
        if outcome.new:
            self._new += 1
        elif outcome.changed:
            self._updated += 1
        else:
            self._unchanged += 1

    def text(self) -> str:
        """``3 in all: 2 new canvases, 1 updated``, in the language in force."""
        said = _listed(
            (self._new, ngettext("{n} new canvas", "{n} new canvases", self._new)),
            (self._updated, ngettext("{n} updated", "{n} updated", self._updated)),
            (self._unchanged, ngettext("{n} unchanged", "{n} unchanged", self._unchanged)),
            (self._refused, ngettext("{n} not imported", "{n} not imported", self._refused)),
            (self._removed, ngettext("{n} thing removed", "{n} things removed", self._removed)),
            (self._to_choose, ngettext("{n} to choose", "{n} to choose", self._to_choose)),
            (self._comments, ngettext("{n} new comment", "{n} new comments", self._comments)),
        )
        return _("{n} in all: {counts}").format(n=self.total, counts=said)


def counts_text(done: Imported) -> str:
    """What came of a canvas and how many of its things were what, in the language in force."""
    said = _listed(
        (done.added, ngettext("{n} new", "{n} new", done.added)),
        (done.updated, ngettext("{n} updated", "{n} updated", done.updated)),
        (done.removed, ngettext("{n} removed", "{n} removed", done.removed)),
        (
            done.left_out,
            ngettext(
                "{n} left out, which was deleted here",
                "{n} left out, which were deleted here",
                done.left_out,
            ),
        ),
        (
            done.kept,
            ngettext("{n} kept in a newer version", "{n} kept in newer versions", done.kept),
        ),
        (done.chosen, ngettext("{n} chosen", "{n} chosen", done.chosen)),
        (done.to_choose, ngettext("{n} to choose", "{n} to choose", done.to_choose)),
        (done.unchanged, ngettext("{n} unchanged", "{n} unchanged", done.unchanged)),
    )
    if done.new:
        said = _("new canvas: {counts}").format(counts=said)
    elif done.canvas_changed:
        said = _("canvas updated: {counts}").format(counts=said)
    comments = _comments_text(done.comments)
    if not comments:
        return said
    # Who takes comments in wants to know of these; of the canvas only what changed.
    return f"{comments}; {said}" if done.new or done.canvas_changed else comments


def _comments_text(got: Received) -> str:
    """How many comments came of the remarks in a PDF; nothing where there were none."""
    new = len(got.added)
    return _listed(
        (new, ngettext("{n} new comment", "{n} new comments", new)),
        (got.known, ngettext("{n} comment known already", "{n} comments known already", got.known)),
        (
            got.elsewhere,
            ngettext(
                "{n} where the text was changed since",
                "{n} where the text was changed since",
                got.elsewhere,
            ),
        ),
        (
            got.unplaced,
            ngettext(
                "{n} of which is not known what it is about",
                "{n} of which is not known what they are about",
                got.unplaced,
            ),
        ),
    )


def _listed(*counts: tuple[int, str]) -> str:
    return ", ".join(text.format(n=count) for count, text in counts if count)
