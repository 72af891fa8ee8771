"""Contributions, learning questions and actions in lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget
from textual.widgets.option_list import Option

from welvaartcanvas.domain.canvas import (
    Action,
    ActionStatus,
    Canvas,
    Contribution,
    LearningQuestion,
)
from welvaartcanvas.domain.discussion import progress
from welvaartcanvas.domain.matching import Question
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.template import Perspective
from welvaartcanvas.i18n import N_, _, date_text, language
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.layout import Direction
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.rows import Row
from welvaartcanvas.tui.widgets.text import Clipped, Hanging, on_one_line
from welvaartcanvas.wording import action_status_name, work_form_name
from welvaartcanvas.wording.review import COMMENT, waiting_text
from welvaartcanvas.wording.settling import SIGN, to_choose_text

#: The most lines that one contribution takes in a list; Enter shows the rest of it.
_MOST_LINES = 40


class Note(Hanging):
    """A contribution behind a bullet, with who said it and how it is tagged below it."""

    def __init__(self, text: str, about: str = "", most: int | None = _MOST_LINES) -> None:
        super().__init__(("• ", Content(text.strip())), most=most)
        self._about = Content(about)

    def lines(self, width: int, lesser: Style | str = "") -> list[Content]:
        """The text and what is said about it, that in the style ``lesser``."""
        said = Hanging(("  ", self._about.stylize(lesser))) if self._about else Hanging()
        return super().lines(width) + said.lines(width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, with what is said about it lesser in whatever colour the text has."""
        colour = style.foreground.with_alpha(0.75) if style.foreground else None
        lines = Content("\n").join(self.lines(width, Style(foreground=colour, italic=True)))
        return lines.render_strips(width, height, style, options)


def about(canvas: Canvas, note: Contribution) -> str:
    """What is open about a contribution, its kind, partner and tags in one line."""
    return " · ".join(filter(None, [*_open(canvas, note), described(canvas, note)]))


def described(canvas: Canvas, note: Contribution) -> str:
    """Kind, partner and tags of a contribution in one line."""
    partner = canvas.partner(note)
    kind = [canvas.template.kind(note.kind).name(language())] if note.kind else []
    tags = [f"#{canvas.template.tag_name(tag, language())}" for tag in note.tags]
    return " · ".join([*kind, *([partner.name] if partner else []), *tags])


def _waiting(canvas: Canvas, thing: InCanvas) -> tuple[int, int]:
    """How much there is to choose about ``thing``, and how many comments on it wait."""
    waits = progress(c for c in canvas.comments if c.thing_id == thing.id).left
    return len(canvas.to_choose_of(thing.id)), waits


def _signs(canvas: Canvas, thing: InCanvas) -> str:
    """The same in signs and figures, where there is little room."""
    count, waits = _waiting(canvas, thing)
    signs = [f"{SIGN} {count}"] * bool(count) + [f"{COMMENT} {waits}"] * bool(waits)
    return " ".join(signs)


def _open(canvas: Canvas, thing: InCanvas) -> list[str]:
    """That there is something to choose about ``thing``, or a comment that waits."""
    count, waits = _waiting(canvas, thing)
    return [
        *([f"{SIGN} {to_choose_text(count)}"] if count else []),
        *([f"{COMMENT} {waiting_text(waits)}"] if waits else []),
    ]


def _label(text: str) -> Content:
    """The word before a learning question or action, all as wide as the widest."""
    width = max(len(_("Learning question")), len(_("Action")))
    return Content.styled(text.ljust(width + 2), "bold")


def question_row(canvas: Canvas, question: LearningQuestion) -> Row:
    """A learning question in one line, with from whom and how."""
    form = [work_form_name(question.work_form)] if question.work_form else []
    whom = [question.from_whom] if question.from_whom else []
    left = _label(_("Learning question")) + Content(on_one_line(question.text))
    return Row(left, [Content(text) for text in (*_open(canvas, question), *whom, *form)])


def question_in_full(question: LearningQuestion | Question) -> Hanging:
    """A learning question in full, with from whom and how below it."""
    form = [work_form_name(question.work_form)] if question.work_form else []
    more = " · ".join([*([question.from_whom] if question.from_whom else []), *form])
    asked = Content.assemble((_("Learning question"), "bold"), f"  {question.text.strip()}")
    return Hanging(("» ", asked), *([("  ", Content.styled(more, "italic"))] if more else []))


def action_row(canvas: Canvas, action: Action) -> Row:
    """An action in one line, with who, when and how far."""
    boxes = {ActionStatus.OPEN: "☐", ActionStatus.BEZIG: "◐", ActionStatus.KLAAR: "☑"}
    parts = [*_open(canvas, action), *([action.who] if action.who else [])]
    if action.due:
        parts.append(date_text(action.due, "short"))
    parts.append(f"{boxes[action.status]} {action_status_name(action.status)}")
    left = _label(_("Action")) + Content(on_one_line(action.text))
    return Row(left, [Content(text) for text in parts])


class Things(Lines):
    """A list of things that are edited in place, from which the arrows lead on to what lies by."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Edit")),
        Binding("left", "leave('left')", N_("Left"), show=False),
        Binding("right", "leave('right')", N_("Right"), show=False),
        Binding("pageup", "screen.turn(-1)", N_("Previous"), show=False),
        Binding("pagedown", "screen.turn(1)", N_("Next"), show=False),
    ]

    class Left(Message):
        """An arrow leads out of the list."""

        def __init__(self, things: Things, direction: Direction) -> None:
            super().__init__()
            self.things = things
            self.direction = direction

    def action_leave(self, direction: Direction) -> None:
        """Out of the list."""
        self.post_message(self.Left(self, direction))

    def action_cursor_up(self) -> None:
        """Up, or out at the top."""
        if not self.highlighted:
            self.action_leave("up")
        else:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Down, or out at the bottom."""
        if self.highlighted is None or self.highlighted == self.option_count - 1:
            self.action_leave("down")
        else:
            super().action_cursor_down()

    def show(self, options: Sequence[Option], *, at: str | None = None, anew: bool = False) -> None:
        """As any list; an ``at`` that is not in this one says nothing."""
        here = at if at in {option.id for option in options} else None
        super().show(options, at=here, anew=anew)


class Side(Vertical):
    """One perspective of a block: its rating with the reason, and its contributions.

    These stand in a list of the sort ``things``.
    """

    def __init__(self, perspective: Perspective, things: type[Things] = Things) -> None:
        super().__init__(id=f"side-{perspective.key}", classes="side")
        self.perspective = perspective
        self._sort = things
        self._shown: object = None
        self._count = 0
        self._title = Content()

    def compose(self) -> Iterable[Widget]:
        yield Clipped(lines=2, classes="rating")
        yield self._sort(classes="notes", markup=False)

    @property
    def things(self) -> Things:
        """The list of contributions."""
        return self.query_one(Things)

    def on_resize(self) -> None:
        """In a narrow column the name gives way, and the number stays."""
        count = Content(f" · {self._count}")
        name = marks.named(self.perspective, self.app)
        room = self.outer_size.width - 6 - count.cell_length
        title = name.truncate(max(3, room), ellipsis=True) + count
        if not title.is_same(self._title):
            self.border_title = self._title = title

    def show(self, canvas: Canvas, block: str, *, at: str | None = None) -> None:
        """Show this side of ``block``, with the cursor at the contribution ``at`` if given."""
        notes = canvas.cell(block, self.perspective.key)
        rating = canvas.rating(block, self.perspective.key)
        self._count = len(notes)
        self.on_resize()
        anchor = canvas.template.anchor(rating.score) if rating else None
        said = marks.rated(anchor)
        if rating and rating.reason.strip():
            said = Content.assemble(said, " – ", (on_one_line(rating.reason), "italic"))
        if rating and (waits := _signs(canvas, rating)):
            said = Content.assemble((waits, "bold $text-warning"), "  ", said)
        self.query_one(Clipped).show(said)
        lines = [(note.id, note.text, about(canvas, note)) for note in notes]
        before, self._shown = self._shown, lines
        if at not in {note.id for note in notes} and lines == before:
            return
        if lines[:-1] == before and at == lines[-1][0]:  # what stands there need not be drawn anew
            self.things.add_option(_note_option(*lines[-1]))
            self.things.action_last()
        else:
            self.things.show([_note_option(*line) for line in lines], at=at)


def _note_option(id_: str, text: str, more: str) -> Option:
    return Option(Note(text, more), id=id_)
