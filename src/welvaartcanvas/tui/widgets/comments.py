"""Comments in a list, one of them as a whole, and beside it what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, time
from functools import partial
from itertools import groupby

from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.domain.answers import Mark
from welvaartcanvas.domain.canvas import Canvas, Contribution, Rating
from welvaartcanvas.domain.discussion import Thread, place_of
from welvaartcanvas.domain.history import entity_of
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.remarks import text_of, thing_of, told_otherwise
from welvaartcanvas.domain.review import Comment, CommentState
from welvaartcanvas.domain.template import Perspective
from welvaartcanvas.domain.versions import is_earlier, newest_only, versions_of
from welvaartcanvas.i18n import _, date_text, language, moment_text
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.changed import Part, words
from welvaartcanvas.tui.widgets.notes import described
from welvaartcanvas.tui.widgets.overview import DRAFT_SIGN
from welvaartcanvas.tui.widgets.readings import marked
from welvaartcanvas.tui.widgets.rows import FittedRows, Row, fitted
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording import review
from welvaartcanvas.wording.history import sort_name, thing_text

#: The sign of each state: to be told apart without colour.
_SIGNS = {
    CommentState.OPEN: "○",
    CommentState.POSTPONED: "◐",
    CommentState.ACCEPTED: "✓",
    CommentState.CONTRIBUTION: "+",
    CommentState.ACTION: "»",
    CommentState.ANSWERED: "↵",
    CommentState.REJECTED: "✗",
}
#: The widest that a name is, in cells and as a part of the line; and what stands on the right.
_NAME, _NAME_PART, _MARK = 18, 4, 24
#: How deep replies are seen to stand, however deep they are.
_DEEPEST = 4


def sign(state: CommentState) -> Content:
    """The sign of a state, what waits to be handled in another colour."""
    waits = state in (CommentState.OPEN, CommentState.POSTPONED)
    return Content.styled(_SIGNS[state], "bold $text-warning" if waits else "$text-success")


def comment_options(
    canvas: Canvas, threads: Sequence[Thread], drafted: Collection[str]
) -> list[Option]:
    """A heading for each block that has comments, and a line for each of these.

    The ids are those of the comments; ``drafted`` has those for which unsaved text is kept.
    """
    everybody = [comment for thread in threads for comment in thread.comments]
    names = {comment.id: on_one_line(review.author_text(canvas, comment)) for comment in everybody}
    longest = max((Content(each).cell_length for each in names.values()), default=0)
    kinds = [Content(review.mark_name(mark)) for mark in {c.mark for c in everybody}]
    if len(newest_only(everybody)) < len(everybody):
        kinds.append(Content(_("earlier version")))
    kind = min(_MARK, max((each.cell_length for each in kinds), default=0))

    def row(depth: int, comment: Comment, width: int) -> Sequence[Row]:
        name = min(longest, max(_NAME, width // _NAME_PART))
        _block, side_key = place_of(canvas, comment)
        side = canvas.template.perspective(side_key).mark if side_key else " "
        draft = DRAFT_SIGN if comment.id in drafted else " "
        otherwise = "~" if told_otherwise(canvas, comment) else " "
        indent = "  " * min(depth, _DEEPEST)
        earlier = is_earlier(canvas, comment)
        grey = marks.MUTED if earlier else ""
        left = Content.assemble(
            Content.styled(_SIGNS[comment.state], grey) if earlier else sign(comment.state),
            f"{draft}{side}{otherwise}",
            f"{indent[:-2]}↳ " if depth and not earlier else indent,
            fitted(Content.styled(names[comment.id], grey or "bold"), name),
            Content.styled(f"  {on_one_line(review.said_text(comment))}", grey),
        )
        return [Row(left, [fitted(_kind(canvas, comment), kind)])]

    options = []
    for block_key, found in groupby(threads, lambda thread: place_of(canvas, thread.comment)[0]):
        options.append(Option(Content.styled(_block_title(canvas, block_key), "bold $primary")))
        options[-1].disabled = True
        for thread in found:
            for depth, comment in ((0, thread.comment), *thread.below):
                made = FittedRows(partial(row, depth, comment), 1)
                options.append(Option(made, id=comment.id))
    return options


def _block_title(canvas: Canvas, key: str | None) -> str:
    if key is None:
        said = _("the canvas as a whole")
        return said[:1].upper() + said[1:]
    block = canvas.template.block(key)
    return f"{block.number} {on_one_line(block.title(language()))}"


def _kind(canvas: Canvas, comment: Comment) -> Content:
    """How it was made; of one that was changed in the PDF, which version of it this is."""
    versions = versions_of(canvas, comment)
    if len(versions) == 1:
        return Content(review.mark_name(comment.mark))
    if comment.id != versions[-1].id:
        return Content.styled(_("earlier version"), marks.MUTED)
    return Content.styled(_("version {n}").format(n=len(versions)), "bold")


# The comment as a whole.


def whole(canvas: Canvas, comment: Comment) -> Iterator[Part]:
    """All of a comment: who, when, where, its words, and what was done with it."""
    yield (
        "",
        Content.assemble(
            sign(comment.state), " ", (on_one_line(review.author_text(canvas, comment)), "bold")
        ),
    )
    yield "  ", Content.styled(" · ".join(_facts(canvas, comment)), marks.MUTED)
    yield "", Content()
    yield from said(canvas, comment)
    if comment.reply_to:
        yield from _answered(canvas, comment)
    yield from _earlier(canvas, comment)
    if comment.state is not CommentState.OPEN:
        yield "", Content()
        yield f"{_SIGNS[comment.state]} ", Content.styled(review.outcome_text(comment), "bold")
        result = next((t for _w, t in canvas.things() if t.id == comment.result_id), None)
        if result is not None and result.id != comment.thing_id:
            yield "  ", Content(f"{sort_name(entity_of(result))}: {thing_text(result).strip()}")


def said(canvas: Canvas, comment: Comment) -> Iterator[Part]:
    """The rating, what was written, and below it the words that were marked."""
    if comment.rating is not None:
        yield "", marks.rated(canvas.template.anchor(comment.rating))
    if comment.text.strip():
        yield "", Content(comment.text.strip())
    elif comment.rating is None:
        alone = comment.model_copy(update={"quoted": ""})  # those words stand below
        yield "", Content.styled(review.said_text(alone), "italic")
    if comment.quoted.strip():
        style = "strike" if comment.mark is Mark.STRIKEOUT else "italic"
        yield "“ ", Content.assemble((comment.quoted.strip(), style), " ”")


def _facts(canvas: Canvas, comment: Comment) -> Iterator[str]:
    yield review.mark_name(comment.mark)
    if comment.said_at is not None:
        yield _said_on(comment.said_at)
    if comment.page is not None:
        yield _("page {n}").format(n=comment.page)
    if comment.source:
        source = on_one_line(comment.source)
        yield source if comment.said_at else _("taken in from {file}").format(file=source)
    for each in canvas.rounds:
        if each.id == comment.round_id:
            yield on_one_line(each.name)


def _said_on(moment: datetime) -> str:
    """When it was said; of a day without a time of day, which readers write as midnight, the day.

    A date in a PDF may do without its time and its zone (ISO 32000-1, 7.9.4).
    """
    for each in (moment.astimezone(), moment):  # without a zone it was read as that of Greenwich
        if each.time() == time():
            return date_text(each.date(), "short")
    return moment_text(moment)


def _answered(canvas: Canvas, comment: Comment) -> Iterator[Part]:
    """What a reply answers."""
    for each in canvas.comments:
        if each.id == comment.reply_to:
            heading = _("Reply to {who}:").format(who=on_one_line(review.author_text(canvas, each)))
            yield "", Content()
            yield "↳ ", Content.styled(heading, "bold")
            yield "  ", Content(review.said_text(each).strip())


def _earlier(canvas: Canvas, comment: Comment) -> Iterator[Part]:
    """What it said in the file before this one, and what it says in a later one."""
    versions = versions_of(canvas, comment)
    place = versions.index(comment)
    if place:
        yield "", Content()
        yield "", Content.styled(_("It was changed in the PDF. Since the version before:"), "bold")
        before, after = (review.said_text(each).strip() for each in versions[place - 1 : place + 1])
        for content in words(before, after):
            yield "  ", content
    if place < len(versions) - 1:
        yield "", Content()
        yield "", Content.styled(_("It was changed in the PDF. It now says:"), "bold")
        yield "  ", Content(review.said_text(versions[-1]).strip())


# What it is about.


def place(canvas: Canvas, comment: Comment) -> str:
    """Block and side, and which sort of thing stands there."""
    thing = thing_of(canvas, comment)
    sort = [sort_name(entity_of(thing))] if thing else []
    return " · ".join([review.place_text(canvas, comment), *sort])


def here(canvas: Canvas, comment: Comment) -> Iterator[Part]:
    """What the comment is about as it is now, and what it said in the PDF where that differs."""
    thing = thing_of(canvas, comment)
    if thing is not None:
        yield from _thing(canvas, comment, thing)
        return
    if comment.thing_id is not None:
        yield "! ", Content.styled(_("This was deleted since. It said:"), "bold $text-warning")
        yield "  ", Content(comment.told.strip() or "–")
        yield "", Content()
    elif comment.block is None and comment.page is not None:
        found = _("It could not be placed: it stands on page {n} of the PDF.")
        yield "! ", Content.styled(found.format(n=comment.page), "bold $text-warning")
        yield "", Content()
    block, side = place_of(canvas, comment)
    if block is None:
        yield "", Content.styled(canvas.title, "bold")
        if canvas.head.description.strip():
            yield "", Content(canvas.head.description.strip())
        return
    wanted = [side] if side else [each.key for each in canvas.template.perspectives]
    for key in wanted:
        yield from _cell(canvas, block, canvas.template.perspective(key))


def _thing(canvas: Canvas, comment: Comment, thing: InCanvas) -> Iterator[Part]:
    if isinstance(thing, Rating):
        yield "", marks.rated(canvas.template.anchor(thing.score))
    now = text_of(thing).strip()
    if told_otherwise(canvas, comment):
        was, now_shown = marked(comment.told.strip(), now)
        yield "~ ", Content.styled(_("Changed since the PDF was made. Then:"), "bold $text-warning")
        yield "  ", was or Content("–")
        yield "", Content.styled(_("Now:"), "bold")
        yield "  ", now_shown or Content("–")
    else:
        yield "", Content(now or "–")
    if isinstance(thing, Contribution) and (more := described(canvas, thing)):
        yield "", Content.styled(more, "italic")


def _cell(canvas: Canvas, block: str, side: Perspective) -> Iterator[Part]:
    """A cell: its rating and contributions."""
    rating = canvas.rating(block, side.key)
    anchor = canvas.template.anchor(rating.score) if rating else None
    name = f"{side.mark} {side.name(language())}"
    yield "", Content.assemble((name, "bold"), "  ", marks.rated(anchor))
    if rating and rating.reason.strip():
        yield "  ", Content.styled(rating.reason.strip(), "italic")
    notes: Iterable[Contribution] = canvas.cell(block, side.key)
    for note in notes:
        yield "• ", Content(note.text.strip())
    if not notes:
        yield "  ", Content.styled(_("Nothing stands here yet."), marks.MUTED)
