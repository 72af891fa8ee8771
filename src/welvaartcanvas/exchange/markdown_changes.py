"""What has changed in a canvas since a moment, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from welvaartcanvas.domain.history import Difference, Since, ThingChange
from welvaartcanvas.domain.text_difference import Run, RunKind, excerpt, text_difference
from welvaartcanvas.i18n import _, language
from welvaartcanvas.wording.differences import change_text, difference_text, field_texts
from welvaartcanvas.wording.fields import NOTHING
from welvaartcanvas.wording.history import thing_text


def changes(since: Since, paragraph: Callable[[str, str], str]) -> Iterator[str]:
    """The section, block by block; ``paragraph`` makes Markdown of a text and its indent.

    Of a text that was changed both stand there, the earlier and the present: no sign of
    Markdown would tell by itself what went and what came.
    """
    found = since.difference
    yield f"## {_('What has changed')}"
    said = _("Since {moment}: {what}.").format(moment=since.moment, what=difference_text(found))
    yield paragraph(said, "")
    if found.head:
        yield f"### {_('The canvas as a whole')}"
        yield "\n".join(_item(found, change, paragraph) for change in found.head)
    for block in found.after.template.reading_order:
        if of_block := found.of_block(block.key):
            yield f"### {block.number}. {paragraph(block.title(language()), '')}"
            yield "\n".join(_item(found, change, paragraph) for change in of_block)


def _item(found: Difference, change: ThingChange, paragraph: Callable[[str, str], str]) -> str:
    texts = field_texts(found, change, on_paper=True)
    said = change_text(found, change)
    if change.perspective:
        side = found.after.template.perspective(change.perspective)
        said = f"{side.name(language())}: {said}"
    lines = [f"- {paragraph(said, '  ')}"]
    if not any(text.long for text in texts):
        lines.append(f"  - {paragraph(thing_text(change.thing) or NOTHING, '    ')}")
    for text in texts:
        if text.long:
            runs = excerpt(text_difference(text.before, text.after))
            before = _("{field} before").format(field=text.name)
            now = _("{field} now").format(field=text.name)
            said_then, said_now = _side(runs, RunKind.ADDED), _side(runs, RunKind.REMOVED)
            both = (f"{before}: {said_then}", f"{now}: {said_now}")
            lines += [f"  - {paragraph(line, '    ')}" for line in both]
        else:
            line = f"{text.name}: {text.before} → {text.after}"
            lines.append(f"  - {paragraph(line, '    ')}")
    return "\n".join(lines)


def _side(runs: tuple[Run, ...], without: RunKind) -> str:
    return "".join(run.text for run in runs if run.kind is not without) or NOTHING
