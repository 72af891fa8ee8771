"""What became of a thing between two moments, word for word: by sign and line as by colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from welvaartcanvas.domain.canvas import Canvas, Contribution, Rating
from welvaartcanvas.domain.history import ChangeKind, Difference, ThingChange
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.text_difference import Run, RunKind, text_difference
from welvaartcanvas.i18n import language
from welvaartcanvas.tui.widgets.notes import about
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording.differences import FieldText, change_text, field_texts
from welvaartcanvas.wording.fields import NOTHING
from welvaartcanvas.wording.history import thing_text

#: What stands before a thing that came, went, was changed or was moved.
SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "−",
    ChangeKind.CHANGED: "~",
    ChangeKind.MOVED: "→",
}
_ADDED, _REMOVED = "underline $text-success", "strike $text-error"
#: What stands before such a piece of text, and the styles of that and of the piece. A line
#: through the sign itself would hide it.
_MARKED = {
    RunKind.ADDED: ("[+", "$text-success", _ADDED),
    RunKind.REMOVED: ("[−", "$text-error", _REMOVED),
}

Part = tuple[str, Content]


def changed(difference: Difference, change: ThingChange, *, block: bool = True) -> Iterator[Part]:
    """One thing: what became of it and where (the ``block`` too), and below that its words."""
    where = _where(difference.after, change.thing, block=block)
    said = Content.styled(change_text(difference, change), "bold")
    yield f"{SIGNS[change.kind]} ", Content(" · ").join([said, *where])
    match change.kind:
        case ChangeKind.ADDED:
            yield from _whole(difference.after, change.thing, "+ ", _ADDED)
        case ChangeKind.REMOVED:
            yield from _whole(difference.before, change.thing, "− ", _REMOVED)
        case _:
            fields = field_texts(difference, change)
            if not any(field.long for field in fields):
                yield "  ", Content(thing_text(change.thing).strip())
            for field in fields:
                yield from _field(field, alone=len(fields) == 1)


def _where(canvas: Canvas, thing: Entity, *, block: bool) -> Iterator[Content]:
    """The block and the side, for what stands in one."""
    block_key, side_key = getattr(thing, "block", None), getattr(thing, "perspective", None)
    if block_key is not None:
        if block:
            named = canvas.template.block(block_key)
            yield Content(f"{named.number} {on_one_line(named.title(language()))}")
        if side_key is not None:
            # Without its colour, which can't be read at the cursor of a list.
            side = canvas.template.perspective(side_key)
            yield Content.styled(f"{side.mark} {side.name(language())}", "bold")


def _whole(canvas: Canvas, thing: Entity, bullet: str, style: str) -> Iterator[Part]:
    """All that a thing says that came or went."""
    text = thing_text(thing).strip()
    if isinstance(thing, Rating):
        anchor = canvas.template.anchor(thing.score)
        text = "\n".join(filter(None, [f"{thing.score} {anchor.text(language())}", thing.reason]))
    if text:
        yield f"  {bullet}", Content.styled(text, style)
    if isinstance(thing, Contribution) and (more := about(canvas, thing)):
        yield "    ", Content.styled(more, "italic")


def _field(field: FieldText, *, alone: bool) -> Iterator[Part]:
    """One field: of running text every word, of anything else what it was and is."""
    if not field.long:
        was = (field.before, "" if field.before == NOTHING else _REMOVED)
        now = (field.after, "" if field.after == NOTHING else _ADDED)
        yield "  ", Content.assemble(f"{field.name}: ", was, " → ", now)
        return
    if not alone:
        yield "  ", Content(f"{field.name}:")
    for content in words(field.before, field.after):
        yield "  ", content


def words(before: str, after: str) -> list[Content]:
    """Both texts in one, what went and what came in brackets with a sign; in two if all differs."""
    runs = text_difference(before, after)
    if any(run.kind is RunKind.KEPT and not run.text.isspace() for run in runs):
        return [Content.assemble(*_runs(runs))]
    texts = ((RunKind.REMOVED, before), (RunKind.ADDED, after))
    return [
        Content.assemble(*_run(Run(kind, text.strip()))) for kind, text in texts if text.strip()
    ]


def side_of(runs: Sequence[Run], own: RunKind) -> Content:
    """One of two texts: what both have, and in brackets with its sign what it has alone."""
    return Content.assemble(*_runs([run for run in runs if run.kind in (RunKind.KEPT, own)]))


def _runs(runs: Sequence[Run]) -> Iterator[str | Content]:
    gone = False
    for run in runs:
        yield " " if gone and run.kind is RunKind.ADDED else ""
        yield from _run(run)
        gone = run.kind is RunKind.REMOVED and not run.text[-1].isspace()


def _run(run: Run) -> Iterator[str | Content]:
    if run.kind is RunKind.KEPT:
        yield run.text
        return
    text = run.text.strip()
    start = len(run.text) - len(run.text.lstrip())
    yield run.text[:start] if text else ""
    # What consists of blanks alone is named by its sign, else nobody would see it.
    sign, of_sign, of_text = _MARKED[run.kind]
    yield Content.assemble((sign, of_sign), (text or run.text, of_text), ("]", of_sign))
    yield run.text[start + len(text) :] if text else ""
