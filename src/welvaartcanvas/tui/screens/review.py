"""Reviewing a canvas: its rounds, who was asked and who answered, and adopting it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import Wanted, progress, voices
from welvaartcanvas.domain.review import Comment, Round
from welvaartcanvas.domain.status import Status
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.days import short_day
from welvaartcanvas.tui.screens.adopt import AdoptForm, ReopenForm
from welvaartcanvas.tui.screens.round_form import RoundForm
from welvaartcanvas.tui.screens.to_comments import ToComments
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.rows import Row, fitted
from welvaartcanvas.tui.widgets.text import Clipped, on_one_line, one_line
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.wording import review
from welvaartcanvas.workspace.drafts import Draft


class ReviewScreen(ToComments):
    """The rounds of a canvas and its status. ``draft`` is a text to go on with."""

    CSS_PATH = "../styles/review.tcss"
    AUTO_FOCUS = "#rounds"
    HELP = N_(
        "How far the canvas is, and its review rounds. In a round partners get a PDF in which "
        "they answer: n begins one, x makes the PDFs, t takes in what comes back, i goes to the "
        "comments. Below the rounds stands who was asked in the one at the cursor, and who "
        "answered. While a round is open, what is in the canvas changes only when somebody says "
        "that they mean it. With v the canvas is adopted: then it is locked, and o reopens it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New round")),
        Binding("c", "close", N_("Close round")),
        Binding("v", "adopt", N_("Adopt")),
        Binding("o", "reopen", N_("Reopen")),
        Binding("x", "export", N_("Make PDFs")),
        Binding("t", "take_in", N_("Take in answers")),
        Binding("i", "comments", N_("Comments")),
        Binding("e", "edit", N_("Change round")),
    ]

    def __init__(self, canvas_id: str, draft: Draft | None = None) -> None:
        super().__init__(canvas_id)
        self._draft = draft

    def body(self) -> Iterable[Widget]:
        """The status; the rounds; what was asked in one of them, and of whom."""
        yield Clipped(lines=3, id="status")
        yield titled(Lines(id="rounds", markup=False), _("Review rounds"))
        yield Clipped(lines=3, id="question")
        yield Lines(id="asked", markup=False)

    def trail(self) -> list[str]:
        """Region, canvas, review."""
        return [*super().trail(), _("Review")]

    def aside(self) -> Content:
        """The status stands below, with its day and who."""
        return Content()

    def on_mount(self) -> None:
        """Go on with what was typed."""
        if self._draft is not None:
            entity_id = self._draft.entity_id
            found = next((r for r in self.canvas.rounds if r.id == entity_id), None)
            self._open(RoundForm(self.canvas, found).take_over(self._draft))

    # What is shown.

    def show(self) -> None:
        """Show status and rounds as they are now."""
        self.query_one("#status", Clipped).show(Content("\n".join(self._status())))
        rounds = self._rounds
        rows = [Option(Row(*each), id=r.id) for r, each in zip(rounds, self._rows(), strict=True)]
        listed = self.query_one("#rounds", Lines)
        listed.display = bool(rows)
        listed.show(rows)
        self._show_asked()
        self.refresh_bindings()

    @property
    def _rounds(self) -> list[Round]:
        """The newest first."""
        return sorted(self.canvas.rounds, key=lambda r: (r.created_at, r.id), reverse=True)

    def _status(self) -> Iterator[str]:
        now = self.standing
        said = review.status_text(now)
        yield said[:1].upper() + said[1:] + "."
        if now.adoption is not None and now.adoption.in_force:
            yield review.fingerprint_text(now.adoption.fingerprint)
        if self.canvas.comments:
            yield review.progress_text(progress(self.canvas.comments))
        elif not self.canvas.rounds and now.status is Status.CONCEPT:
            yield _("No review round yet. Press n to ask partners what they think of it.")

    def _rows(self) -> Iterator[tuple[Content, list[Content]]]:
        """Of each round its name, until when, how many answered, how many comments."""
        columns = [
            (
                _until(each),
                self._answered(each),
                review.comments_text(progress(_comments(self.canvas, each)).total),
            )
            for each in self._rounds
        ]
        widths = [max(map(len, column)) for column in zip(*columns, strict=True)]
        for each, texts in zip(self._rounds, columns, strict=True):
            sign = ("● ", "bold $text-warning") if each.is_open else ("○ ", "$text-muted")
            yield (
                Content.assemble(sign, on_one_line(each.name)),
                [fitted(Content(text), width) for text, width in zip(texts, widths, strict=True)],
            )

    def _answered(self, found: Round) -> str:
        given = self.workspace.reviews.answered(self.canvas, found)
        asked = [partner.id for partner in self.workspace.reviews.asked(self.canvas, found)]
        answered = sum(given[id_] > 0 for id_ in asked)
        return _("{n} of {total} answered").format(n=answered, total=len(asked))

    @property
    def chosen(self) -> Round | None:
        """The round at the cursor."""
        wanted = self.query_one("#rounds", Lines).chosen if self.is_mounted else None
        return next((r for r in self.canvas.rounds if r.id == wanted), None)

    @on(OptionList.OptionHighlighted, "#rounds")
    def _show_asked(self) -> None:
        """Who was asked in the round at the cursor, what, and who answered."""
        found = self.chosen
        listed = self.query_one("#asked", Lines)
        asked = self.query_one("#question", Clipped)
        listed.display = asked.display = found is not None
        if found is None:
            return
        asked.show(Content(found.question or _("No question was asked with it.")))
        listed.border_title = Content(_("Asked in {round}").format(round=on_one_line(found.name)))
        listed.show(list(self._people(found)))
        self.refresh_bindings()

    def _people(self, found: Round) -> Iterator[Option]:
        """Those who were asked, then others who answered."""
        said = {
            (voice.partner.id if voice.partner else voice.name): voice
            for voice in voices(self.canvas, _comments(self.canvas, found))
        }
        for partner in self.workspace.reviews.asked(self.canvas, found):
            voice = said.pop(partner.id, None)
            about = f" · {on_one_line(partner.organisation)}" if partner.organisation else ""
            name = on_one_line(partner.name) + about
            yield _person(partner.id, name, voice.comments if voice else ())
        for key, voice in said.items():
            name = on_one_line(voice.name) or _("name not known")
            name = _("{who} (not asked)").format(who=name)
            yield _person(f"other:{key}", name, voice.comments)

    # What can be done.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense of the canvas and the round at the cursor is offered."""
        if not self.is_mounted:
            return False
        adopted, chosen = self.standing.status is Status.ADOPTED, self.chosen
        offered = {
            "new": not adopted and self.standing.round is None,
            "edit": not adopted and chosen is not None,
            "export": chosen is not None,
            "close": chosen is not None and chosen.is_open,
            "comments": bool(self.canvas.comments),
            "adopt": not adopted,
            "reopen": adopted,
        }
        found = offered.get(action)
        return super().check_action(action, parameters) if found is None else found

    def why_not(self, action: str) -> str:
        """What must be done first."""
        if self.check_action(action, ()):
            return ""
        now, chosen = self.standing, self.chosen
        said = ""
        if action in ("new", "edit", "adopt") and now.status is Status.ADOPTED:
            said = _("Version {version} is adopted; o reopens it.").format(version=now.version)
        elif action == "reopen":
            said = _("The canvas is not adopted, so there is nothing to reopen.")
        elif action == "comments":
            said = _("No comments yet; t takes in the PDFs that come back.")
        elif action == "new" and now.round is not None:
            said = _("{round} is still open. The key c closes it; then a new one can begin.")
            said = said.format(round=one_line(now.round.name, 48))
        elif action in ("edit", "export", "close") and chosen is None:
            said = _("No review round yet; n begins one.")
        elif action == "close" and chosen is not None:
            said = _("{round} is closed already.").format(round=one_line(chosen.name, 48))
        return said

    def _open(self, form: RoundForm | AdoptForm | ReopenForm) -> None:
        def closed(saved: str | None) -> None:
            self.refresh_all()
            if saved and any(r.id == saved for r in self.canvas.rounds):
                rounds = self.query_one("#rounds", Lines)
                rounds.highlighted = rounds.get_option_index(saved)

        self.app.push_screen(form, closed)

    def action_new(self) -> None:
        """Begin a round."""
        self._open(RoundForm(self.canvas))

    @on(OptionList.OptionSelected, "#rounds")
    def action_edit(self) -> None:
        """Change the round at the cursor."""
        if self.chosen is not None:
            self._open(RoundForm(self.canvas, self.chosen))

    @on(OptionList.OptionSelected, "#asked")
    def to_comments(self) -> None:
        """What was said is read among the comments."""
        if self.canvas.comments:
            self.action_comments()

    def action_close(self) -> None:
        """End the round at the cursor."""
        found = self.chosen
        if found is None:
            return

        def closed(_done: object) -> None:
            said = _("{round} is closed. Ctrl+Z opens it again.")
            self.welvaart.say(said.format(round=one_line(found.name, 48)))
            self.refresh_all()

        self.welvaart.attempt(
            lambda: self.workspace.reviews.close_round(self.canvas, found), closed
        )

    def action_export(self) -> None:
        """Make PDFs to answer in, or the report of the round."""
        from welvaartcanvas.tui.screens.review_export import ReviewExport

        if self.chosen is not None:
            self.app.push_screen(ReviewExport(self.canvas_id, self.chosen.id))

    @work
    async def action_take_in(self) -> None:
        """Ask for the PDFs that came back, and take in what partners wrote in them."""
        from welvaartcanvas.tui.screens.take_in import take_in

        goes_on = await take_in(self, self.canvas)
        self.refresh_all()
        if goes_on and self.canvas.to_choose:
            from welvaartcanvas.tui.screens.settle import SettleScreen

            self.app.push_screen(SettleScreen(self.canvas_id))
        elif goes_on and self.canvas.comments:
            self.action_comments()

    def action_adopt(self) -> None:
        """Adopt the canvas, once nothing is to be chosen any more."""
        waiting = len(self.canvas.to_choose)
        if waiting:
            said = ngettext(
                "{n} choice is still open; make it first (c on the canvas), then adopt it.",
                "{n} choices are still open; make them first (c on the canvas), then adopt it.",
                waiting,
            )
            self.welvaart.say(said.format(n=waiting))
        else:
            self._open(AdoptForm(self.canvas))

    def action_reopen(self) -> None:
        """Open an adopted canvas again."""
        self._open(ReopenForm(self.canvas))


def _until(found: Round) -> str:
    if found.closed_at is not None:
        day = short_day(found.closed_at.astimezone().date())
        return _("closed on {day}").format(day=day)
    if found.deadline is not None:
        return _("until {day}").format(day=short_day(found.deadline))
    return _("open since {day}").format(day=short_day(found.created_at.astimezone().date()))


def _comments(canvas: Canvas, found: Round) -> tuple[Comment, ...]:
    return Wanted(round_id=found.id).of(canvas)


def _person(id: str, name: str, given: tuple[Comment, ...]) -> Option:
    """A line: who, and how much they said."""
    if not given:
        said, sign = Content.styled(_("no comments yet"), "$text-muted"), ("· ", "$text-muted")
    else:
        said, sign = Content(review.progress_text(progress(given))), ("✓ ", "$text-success")
    return Option(Row(Content.assemble(sign, name), [said]), id=id)
