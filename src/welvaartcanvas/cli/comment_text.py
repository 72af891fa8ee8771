"""One comment as plain lines and as data, for ``comment show`` and ``comment list``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from welvaartcanvas.cli.output import cut, short_ids, shown, terminal_width, wrapped
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import in_order, place_of, threads
from welvaartcanvas.domain.remarks import text_of, thing_of, told_otherwise
from welvaartcanvas.domain.review import Comment
from welvaartcanvas.domain.versions import is_earlier, versions_of
from welvaartcanvas.i18n import _, moment_text
from welvaartcanvas.wording.review import (
    author_text,
    mark_name,
    outcome_text,
    said_text,
    target_text,
)

if TYPE_CHECKING:
    from welvaartcanvas.workspace.importing import Imported, Importing

#: So much of a comment stands in the one line on it, in cells.
_PIECE = 40


def comment_lines(canvas: Canvas, comment: Comment) -> Iterator[str]:
    """Who said what when, what it is about as that is now, what was done; replies below it."""
    yield shown(_heading(canvas, comment))
    yield _("id: {id}").format(id=comment.id)
    yield shown(target_text(canvas, comment))
    if comment.source:
        yield shown(_file(comment))
    thing = thing_of(canvas, comment)
    if thing is not None:
        yield from _named(_("Now on the canvas"), text_of(thing))
    if told_otherwise(canvas, comment):
        yield from _named(_("When the PDF was made"), comment.told)
    if comment.quoted.strip():
        yield from _named(_("Marked words"), comment.quoted)
    yield from _named(_("Comment"), said_text(comment))
    for other in versions_of(canvas, comment):
        if other.id != comment.id:
            yield from _named(_("The same mark, in another version of the PDF"), said_text(other))
    yield from _named(_("What was done"), outcome_text(comment))
    for thread in threads(canvas, canvas.comments):
        if thread.comment.id == comment.id:
            for depth, reply in thread.below:
                if not is_earlier(canvas, reply):
                    yield from _named(_heading(canvas, reply), said_text(reply), "  " * depth)


def to_look_at(into: Importing, done: Imported) -> Iterator[str]:
    """A line for each comment that came in and did not find its place, and how to look at it."""
    got = done.comments
    if not (got.unplaced or got.elsewhere):
        return
    canvas = into.now(done)
    ids = short_ids([comment.id for comment in canvas.comments])
    for comment in in_order(canvas, got.added):
        if comment.block is None:
            what = _("not known what it is about")
        elif told_otherwise(canvas, comment):
            what = _("the text was changed since")
        else:
            continue
        where = target_text(canvas, comment)
        yield _("{who}, {where}: “{text}”: {what} ({command})").format(
            who=shown(author_text(canvas, comment)),
            where=shown(where),
            text=cut(" ".join(shown(said_text(comment)).split()), _PIECE),
            what=what,
            command=f"comment show {canvas.id} {ids[comment.id]}",
        )


def comment_data(canvas: Canvas, comment: Comment) -> dict[str, Any]:
    """A comment as JSON has it; see ``docs/manual.md``."""
    block, side = place_of(canvas, comment)
    partner = next((p.name for p in canvas.partners if p.id == comment.partner_id), None)
    newest = versions_of(canvas, comment)[-1]
    kept = comment.model_dump(
        mode="json", exclude={"revision", "created_at", "changed_at", "canvas_id", "export", "key"}
    )
    return {
        **kept,
        "partner": partner,
        "block": block,
        "perspective": side,
        "text_changed": told_otherwise(canvas, comment),
        "newer_id": newest.id if newest.id != comment.id else None,
    }


def _heading(canvas: Canvas, comment: Comment) -> str:
    said_at = moment_text(comment.said_at) if comment.said_at else ""
    return " · ".join(
        filter(None, [author_text(canvas, comment), said_at, mark_name(comment.mark)])
    )


def _file(comment: Comment) -> str:
    if comment.page is None:
        return _("from {file}").format(file=comment.source)
    return _("from {file}, page {page}").format(file=comment.source, page=comment.page)


def _named(name: str, text: str, indent: str = "") -> Iterator[str]:
    yield shown(f"{indent}{name}:")
    yield from wrapped(text, f"{indent}  ", terminal_width())
