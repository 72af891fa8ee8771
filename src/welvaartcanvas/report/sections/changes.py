"""What has changed since an earlier moment: for who knows the canvas as it was then.

What went is struck through and what came is bold, and words say so too: nothing is told by its
look alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from welvaartcanvas.domain.history import ChangeKind, Difference, Since, ThingChange
from welvaartcanvas.domain.text_difference import Run, RunKind, excerpt, text_difference
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.pdf.text import Look, Span
from welvaartcanvas.report.pdf.tree import Node, Role
from welvaartcanvas.report.sections.facts import Fact, fact_list
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording.differences import change_text, difference_text, field_texts
from welvaartcanvas.wording.fields import NOTHING
from welvaartcanvas.wording.history import thing_text

#: The room for what happened, beside what was said.
_LABELS = 170.0
_LOOKS: dict[RunKind, Look] = {
    RunKind.KEPT: style.SMALL_INK,
    RunKind.REMOVED: style.SMALL_INK._replace(struck=True),
    RunKind.ADDED: style.SMALL_STRONG,
}


def changes(sheet: CanvasSheet, section: Section, since: Since) -> None:
    """All that differs from the moment, block by block."""
    found, view = since.difference, sheet.view
    node = sheet.start(section)
    said = _("Since {moment}: {what}.").format(moment=since.moment, what=difference_text(found))
    sheet.text(node, said, style.LEAD, space=4)
    if not found.changes:
        return
    guide = _("In a text that was changed, words that went are struck through; new ones are bold.")
    sheet.text(node, guide, style.SMALL)
    if found.head:
        sheet.heading(node, Role.H2, _("The canvas as a whole"))
        _facts(sheet, node, found, found.head)
    for block in view.template.reading_order:
        if of_block := found.of_block(block.key):
            title = f"{block.number}  {view.text(block.title)}"
            sheet.heading(node, Role.H2, title, language=view.foreign(block.title))
            _sides(sheet, node, found, of_block)


def _sides(
    sheet: CanvasSheet, node: Node, found: Difference, of_block: Sequence[ThingChange]
) -> None:
    """What changed in a block, under the name of each side; what is of no side comes last."""
    view = sheet.view
    for side in view.template.perspectives:
        if of_side := [change for change in of_block if change.perspective == side.key]:
            language = view.foreign(side.name)
            sheet.heading(node, Role.H3, view.name(side), space=12, language=language)
            _facts(sheet, node, found, of_side)
    if others := [change for change in of_block if change.perspective is None]:
        sheet.heading(node, Role.H3, _("Learning questions and actions"), space=12)
        _facts(sheet, node, found, others)


def _facts(sheet: CanvasSheet, node: Node, found: Difference, shown: Iterable[ThingChange]) -> None:
    facts = [fact for change in shown for fact in _of_change(found, change, sheet.view.typed)]
    sheet.flow.add(fact_list(node, facts, FRAME.width, labels=_LABELS, space=6, air=4))


def _of_change(found: Difference, change: ThingChange, typed: str) -> Iterator[Fact]:
    """What happened to a thing, and for each field that differs what it was and is."""
    texts = field_texts(found, change, on_paper=True)
    label = change_text(found, change)
    if not any(text.long for text in texts):
        gone = change.kind is ChangeKind.REMOVED
        look = _LOOKS[RunKind.REMOVED if gone else RunKind.KEPT]
        said = [Span(thing_text(change.thing) or NOTHING, look)]
        yield _fact(label, said, typed, look=style.SMALL_STRONG)
    for text in texts:
        if text.long:
            runs = excerpt(text_difference(text.before, text.after))
            before = (
                _("{what}: {field} before").format(what=label, field=text.name)
                if text is texts[0]
                else _("{field} before").format(field=text.name)
            )
            first = style.SMALL_STRONG if text is texts[0] else style.SMALL
            yield _fact(before, _spans(runs, RunKind.ADDED), typed, look=first)
            now = _("{field} now").format(field=text.name)
            yield _fact(now, _spans(runs, RunKind.REMOVED), typed)
        else:
            yield _fact(text.name, [Span(f"{text.before} → {text.after}", style.SMALL_INK)], "")


def _spans(runs: Sequence[Run], without: RunKind) -> list[Span]:
    """One of the two texts that were compared: ``without`` what is of the other alone."""
    spans = [Span(run.text, _LOOKS[run.kind]) for run in runs if run.kind is not without]
    return spans if "".join(span.text for span in spans).strip() else [Span(NOTHING, style.SMALL)]


def _fact(label: str, spans: Sequence[Span], language: str, look: Look = style.SMALL) -> Fact:
    return Fact(Span(label, look), "", language=language, spans=tuple(spans))
