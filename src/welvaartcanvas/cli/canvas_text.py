"""A whole canvas as plain lines, for ``canvas show``."""

from __future__ import annotations

from collections.abc import Iterator

from welvaartcanvas.cli.output import shown, terminal_width, wrapped
from welvaartcanvas.domain.analysis import coverage, profile
from welvaartcanvas.domain.canvas import Action, Canvas, Contribution, LearningQuestion
from welvaartcanvas.domain.discussion import progress
from welvaartcanvas.domain.fingerprint import fingerprint
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.status import Status, standing
from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _, date_text, language, moment_text
from welvaartcanvas.wording import action_status_name, findings, work_form_name
from welvaartcanvas.wording.review import (
    fingerprint_text,
    progress_text,
    status_text,
    version_text,
)
from welvaartcanvas.wording.settling import SIGN, note_text, to_choose_text


def canvas_lines(canvas: Canvas) -> Iterator[str]:
    """Title and state, then every block in reading order with all that is on it."""
    covered = coverage(canvas)
    yield shown(canvas.title)
    yield shown(canvas.region.name)
    yield _("template: {title}, version {version}").format(
        title=shown(canvas.template.title(language())), version=canvas.template.version
    )
    yield _("id: {id}").format(id=canvas.id)
    now = standing(canvas)
    yield _("status: {status}").format(status=shown(status_text(now)))
    if now.adoption:
        yield version_text(now.adoption)
    if now.status is not Status.ADOPTED:
        yield _("as it is now: {fingerprint}").format(
            fingerprint=fingerprint_text(fingerprint(canvas))
        )
    yield _("last changed: {moment}").format(moment=moment_text(canvas.changed_at))
    yield _("cells: {total}, filled: {filled}, rated: {rated}").format(
        total=covered.total, filled=covered.filled, rated=covered.rated
    )
    if canvas.to_choose:
        yield f"{SIGN} " + _("{choices}; see: welvaartcanvas settle {id}").format(
            choices=to_choose_text(len(canvas.to_choose)), id=canvas.id
        )
    if canvas.comments:
        yield _("{comments}; see: welvaartcanvas comment list {id}").format(
            comments=progress_text(progress(canvas.comments)), id=canvas.id
        )
    for thing in (canvas.head, canvas.region, *canvas.partners):
        yield from _to_choose(canvas, thing, "  ")
    if canvas.head.description:
        yield ""
        yield from wrapped(canvas.head.description, "", terminal_width())
    found = {item.block: findings(item) for item in profile(canvas)}
    for block in canvas.template.reading_order:
        yield ""
        title = f"{block.number} {shown(block.title(language()))}"
        yield " · ".join([title, *found[block.key]])
        yield from _block_lines(canvas, block)


def _block_lines(canvas: Canvas, block: Block) -> Iterator[str]:
    for perspective in canvas.template.perspectives:
        yield from _cell_lines(canvas, block, perspective)
    questions = canvas.learning_questions_of(block.key)
    if questions:
        yield "  " + _("Learning questions")
        for question in questions:
            yield from _item(question.text, _about_question(question))
            yield from _to_choose(canvas, question)
    actions = canvas.actions_of(block.key)
    if actions:
        yield "  " + _("Actions")
        for action in actions:
            yield from _item(action.text, _about_action(action))
            yield from _to_choose(canvas, action)


def _cell_lines(canvas: Canvas, block: Block, perspective: Perspective) -> Iterator[str]:
    contributions = canvas.cell(block.key, perspective.key)
    rating = canvas.rating(block.key, perspective.key)
    heading = f"  {perspective.mark} {shown(perspective.name(language()))}"
    if rating:
        anchor = shown(canvas.template.anchor(rating.score).text(language()))
        heading += f": {rating.score} ({anchor})"
    elif not contributions:
        heading += ": –"
    yield heading
    if rating and rating.reason:
        yield from wrapped(rating.reason, "      ", terminal_width())
    if rating:
        yield from _to_choose(canvas, rating)
    for contribution in contributions:
        yield from _item(contribution.text, _about(canvas, contribution))
        yield from _to_choose(canvas, contribution)


def _item(text: str, about: list[str]) -> Iterator[str]:
    """A text behind a dash; what is known about it stands below it."""
    lines = wrapped(text, "      ", terminal_width())
    yield "    - " + lines[0][6:]
    yield from lines[1:]
    if about:
        yield from wrapped(f"({'; '.join(about)})", "      ", terminal_width())


def _to_choose(canvas: Canvas, thing: Entity, indent: str = "      ") -> Iterator[str]:
    """What somebody else made of ``thing``, while nobody has chosen."""
    for variant in canvas.to_choose_of(thing.id):
        yield from wrapped(f"{SIGN} {note_text(canvas, variant)}", indent, terminal_width())


def _about(canvas: Canvas, contribution: Contribution) -> list[str]:
    template, known = canvas.template, []
    if contribution.kind:
        known.append(template.kind(contribution.kind).name(language()))
    partner = canvas.partner(contribution)
    if partner:
        known.append(partner.name)
    return known + [template.tag_name(tag, language()) for tag in contribution.tags]


def _about_question(question: LearningQuestion) -> list[str]:
    form = work_form_name(question.work_form) if question.work_form else ""
    return [part for part in (question.from_whom, form) if part]


def _about_action(action: Action) -> list[str]:
    due = date_text(action.due) if action.due else ""
    return [part for part in (action.who, due, action_status_name(action.status)) if part]
