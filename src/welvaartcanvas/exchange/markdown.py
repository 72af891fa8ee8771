"""A canvas as a Markdown text (CommonMark) in reading order, for a wiki or an editor.

What people typed stands in it so that it is shown as they typed it: no sign of theirs is
read as Markdown or HTML, and line breaks and blanks are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from welvaartcanvas.domain.analysis import AgendaItem, BlockProfile, agenda, profile
from welvaartcanvas.domain.canvas import Action, Canvas, Contribution, LearningQuestion, Partner
from welvaartcanvas.domain.history import Since
from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.exchange.markdown_changes import changes
from welvaartcanvas.i18n import _, date_text, language, moment_text, number_text
from welvaartcanvas.wording import (
    action_status_name,
    cluster_name,
    findings,
    position_name,
    settling,
    work_form_name,
)
from welvaartcanvas.wording.standing import status_facts

# Signs that mean something anywhere in a line: in CommonMark, in tables, strike-through and
# formulas of GitHub's dialect, and at the end of a heading.
_SIGNS = re.compile(r"[\\`*_\[\]~|$#]")
# What opens a list, a definition or a heading's underline, only at the beginning of a line.
_OPENING = re.compile(r"^ *(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]|:(?:\s|$)))")
_EMPTY_LINES_BEFORE = re.compile(r"\A(?:[^\S\n]*\n)+")
_RUN_OF_BLANKS = re.compile(r"^ +| {2,}")
_BLANK = "\u00a0"
_TAB = 4


def escaped(line: str) -> str:
    """One line of text as Markdown that is shown as that line, wherever it stands."""
    text = line.expandtabs(_TAB).rstrip(" ")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SIGNS.sub(r"\\\g<0>", text)
    text = _OPENING.sub(r"\g<0>\\", text)
    return _RUN_OF_BLANKS.sub(_kept, text)


def _kept(blanks: re.Match[str]) -> str:
    """Blanks that a reader would fold, as no-break spaces; the last may break between words."""
    count = len(blanks.group())
    return _BLANK * count if blanks.start() == 0 else _BLANK * (count - 1) + " "


def paragraph(text: str, indent: str = "") -> str:
    """``text`` as one paragraph with its line breaks; lines after the first get ``indent``.

    An empty line holds a no-break space, so that the paragraph (and a list that it stands
    in) does not end there; empty lines at the ends, which nobody sees, are left out.
    """
    seen = _EMPTY_LINES_BEFORE.sub("", text.rstrip())
    lines = [escaped(line) or _BLANK for line in seen.split("\n")]
    return f"\\\n{indent}".join(lines)


def write_markdown(
    canvas: Canvas,
    municipalities: Mapping[str, str] | None = None,
    since: Since | None = None,
) -> str:
    """``canvas`` as Markdown in the language in force, to be encoded in UTF-8.

    ``municipalities`` gives names by code; a code that it does not have stands as it is.

    In reading order: title and region; each block with its question, the contributions and
    rating of each perspective, its learning questions and actions; the conversation agenda;
    the partners. Nothing that was typed is left out. The same canvas gives the same text.
    With ``since`` it tells behind the title what has changed.
    """
    parts = [*_title(canvas, municipalities or {})]
    if since is not None:
        parts += changes(since, paragraph)
    profiles = {found.block: found for found in profile(canvas)}
    for block in canvas.template.reading_order:
        parts += _block(canvas, block, profiles[block.key])
    parts += _agenda(canvas)
    parts += _to_choose(canvas)
    parts += _partners(canvas)
    return "\n\n".join(parts) + "\n"


def _title(canvas: Canvas, municipalities: Mapping[str, str]) -> Iterator[str]:
    region = canvas.region
    yield f"# {escaped(canvas.title)}"
    facts = [
        (_("Region"), escaped(region.name)),
        (
            _("Municipalities"),
            ", ".join(escaped(municipalities.get(c, c)) for c in region.municipalities),
        ),
        (_("Type of municipality"), cluster_name(region.cluster) if region.cluster else ""),
        (_("Position"), position_name(region.position) if region.position else ""),
        (_("Template"), escaped(canvas.template.title(language()))),
        *((label, paragraph(text, "  ")) for label, text in status_facts(canvas)),
        (_("Last changed"), moment_text(canvas.changed_at)),
    ]
    yield "\n".join(f"- {name}: {value}" for name, value in facts if value)
    for text in (canvas.head.description, region.note):
        if text.strip():
            yield paragraph(text)


def _block(canvas: Canvas, block: Block, found: BlockProfile) -> Iterator[str]:
    yield f"## {block.number}. {escaped(block.title(language()))}"
    yield f"> {paragraph(block.question(language()), '> ')}"
    if names := findings(found):
        yield _("What stands out: {findings}").format(findings=", ".join(names))
    for perspective in canvas.template.perspectives:
        yield from _cell(canvas, block, perspective)
    if questions := canvas.learning_questions_of(block.key):
        yield f"### {_('Learning questions')}"
        yield "\n".join(map(_question, questions))
    if actions := canvas.actions_of(block.key):
        yield f"### {_('Actions')}"
        yield "\n".join(map(_action, actions))


def _cell(canvas: Canvas, block: Block, perspective: Perspective) -> Iterator[str]:
    yield f"### {perspective.mark} {escaped(perspective.name(language()))}"
    said = canvas.cell(block.key, perspective.key)
    if said:
        yield "\n".join(_contribution(canvas, contribution) for contribution in said)
    else:
        yield _("No contributions.")
    rating = canvas.rating(block.key, perspective.key)
    if rating is None:
        yield _("Not rated.")
        return
    anchor = escaped(canvas.template.anchor(rating.score).text(language()))
    line = _("Rating: {score} of 5, {anchor}").format(score=rating.score, anchor=anchor)
    yield f"{line}\\\n{paragraph(rating.reason)}" if rating.reason.strip() else line


def _item(text: str, *details: str) -> str:
    """One item of a list: a text, and on a line of its own what is known of it."""
    known = " · ".join(filter(None, details))
    return f"- {paragraph(text, '  ')}" + (f"\\\n  ({known})" if known else "")


def _contribution(canvas: Canvas, said: Contribution) -> str:
    template, partner = canvas.template, canvas.partner(said)
    return _item(
        said.text,
        escaped(template.kind(said.kind).name(language())) if said.kind else "",
        escaped(partner.name) if partner else "",
        ", ".join(escaped(template.tag_name(tag, language())) for tag in said.tags),
        _("still to choose") if canvas.to_choose_of(said.id) else "",
    )


def _question(question: LearningQuestion) -> str:
    return _item(
        question.text,
        _("from {whom}").format(whom=escaped(question.from_whom)) if question.from_whom else "",
        work_form_name(question.work_form) if question.work_form else "",
    )


def _action(action: Action) -> str:
    return _item(
        action.text,
        escaped(action.who),
        date_text(action.due) if action.due else "",
        action_status_name(action.status),
    )


def _agenda(canvas: Canvas) -> Iterator[str]:
    items = agenda(canvas)
    if items:
        yield f"## {_('Conversation agenda')}"
        yield "\n".join(f"{i}. {_agenda_line(canvas, item)}" for i, item in enumerate(items, 1))


def _agenda_line(canvas: Canvas, item: AgendaItem) -> str:
    found = item.profile
    block = canvas.template.block(found.block)
    scores = ", ".join(
        f"{escaped(canvas.template.perspective(key).name(language()))} {score}"
        for key, score in found.scores
        if score is not None
    )
    return _("{title} (block {number}): spread {spread}, mean {mean} ({scores})").format(
        title=escaped(block.title(language())),
        number=block.number,
        spread=found.spread,
        mean=number_text(found.mean or 0),
        scores=scores,
    )


def _to_choose(canvas: Canvas) -> Iterator[str]:
    """Both readings of what two people changed, while nobody has chosen."""
    if canvas.to_choose:
        yield f"## {_('Two readings')}"
        yield "\n".join(_readings(canvas, variant) for variant in canvas.to_choose)


def _readings(canvas: Canvas, variant: Variant) -> str:
    where = settling.where_text(canvas, variant)
    what = settling.field_text(canvas, variant)
    here = paragraph(settling.here_text(canvas, variant), "    ")
    other = paragraph(settling.other_text(canvas, variant), "    ")
    return (
        f"- {escaped(where)} · {escaped(what)}\n"
        f"  - {_('Here now')}: {here}\n"
        f"  - {_('Other reading')}: {other}"
    )


def _partners(canvas: Canvas) -> Iterator[str]:
    if canvas.partners:
        yield f"## {_('Partners')}"
        yield "\n".join(_partner(canvas, partner) for partner in canvas.partners)


def _partner(canvas: Canvas, partner: Partner) -> str:
    side = canvas.template.perspective(partner.perspective) if partner.perspective else None
    return _item(
        partner.name,
        escaped(partner.organisation),
        escaped(side.name(language())) if side else "",
    )
