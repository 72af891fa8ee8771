"""A canvas as a report shows it: every text in the language in force, every mark legible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Protocol

from welvaartcanvas.domain.analysis import (
    AgendaItem,
    BlockProfile,
    Cell,
    Coverage,
    agenda,
    coverage,
    profile,
)
from welvaartcanvas.domain.canvas import Action, Canvas, Contribution, Partner, WorkForm
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.status import standing
from welvaartcanvas.domain.written_language import written_language, written_texts
from welvaartcanvas.i18n import _, date_text, number_text
from welvaartcanvas.report.template_view import TemplateView
from welvaartcanvas.wording import Finding, action_status_name, findings_of, work_form_name
from welvaartcanvas.wording.standing import status_line


class CanvasView(TemplateView):
    """A canvas with the day of its report and the names of its municipalities."""

    def __init__(self, canvas: Canvas, day: date, municipalities: Mapping[str, str]) -> None:
        super().__init__(canvas.template)
        self.canvas = canvas
        self.day = day
        self._municipalities = municipalities

    @cached_property
    def typed(self) -> str:
        """The language that people typed in where it is not the language in force, or nothing.

        Nothing too where it can't be told: then it is read aloud as the rest of the report.
        """
        written = written_language(written_texts(self.canvas))
        return "" if written in (None, self.language) else str(written)

    @cached_property
    def status(self) -> str:
        """How far the canvas is, as every page says it."""
        return status_line(standing(self.canvas), self.day)

    @cached_property
    def coverage(self) -> Coverage:
        """Which cells have something."""
        return coverage(self.canvas)

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Cell]:
        return {(cell.block, cell.perspective): cell for cell in self.coverage.cells}

    def cell(self, block: str, perspective: str) -> Cell:
        """What one cell has, by the keys of its block and perspective."""
        return self._cells[block, perspective]

    @cached_property
    def profiles(self) -> dict[str, BlockProfile]:
        """The profile of each block, by its key, in reading order."""
        return {profile.block: profile for profile in profile(self.canvas)}

    @cached_property
    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """What stands out in each block, by its key."""
        return {key: findings_of(profile) for key, profile in self.profiles.items()}

    @cached_property
    def told(self) -> dict[str, tuple[Finding, ...]]:
        """As ``findings``, once anything is rated: before, that nothing is known needs no word."""
        return self.findings if self.canvas.ratings else dict.fromkeys(self.findings, ())

    @cached_property
    def agenda(self) -> tuple[AgendaItem, ...]:
        """The conversation agenda."""
        return agenda(self.canvas)

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        """The names of the region's municipalities, in order; a code where no name is known."""
        codes = self.canvas.region.municipalities
        return tuple(sorted(self._municipalities.get(code, code) for code in codes))

    def said_by(self, contribution: Contribution) -> str:
        """Who said it: the partner, with the organisation; empty when that was not noted."""
        partner = self.canvas.partner(contribution)
        return person(partner) if partner else ""

    def kind(self, contribution: Contribution) -> str:
        """The name of its kind; empty when it has none."""
        return self.text(self.template.kind(contribution.kind).name) if contribution.kind else ""

    def details(self, contribution: Contribution) -> str:
        """Who said it and its tags, on one line."""
        tags = (self.template.tag_name(tag, self.language) for tag in contribution.tags)
        return _joined(self.said_by(contribution), ", ".join(tags), self.open(contribution))

    def open(self, thing: InCanvas) -> str:
        """That ``thing`` has two readings, where nobody chose yet; empty otherwise."""
        return _("still to choose") if self.canvas.to_choose_of(thing.id) else ""


def person(partner: Partner) -> str:
    """A partner with the organisation."""
    if not partner.organisation:
        return partner.name
    return f"{partner.name} ({partner.organisation})"


class Asked(Protocol):
    """A learning question: from whom, and in which work form."""

    @property
    def from_whom(self) -> str: ...
    @property
    def work_form(self) -> WorkForm | None: ...


def question_details(question: Asked, more: str = "") -> str:
    """From whom, and in which work form, and ``more``, on one line."""
    whom = _("From: {whom}").format(whom=question.from_whom) if question.from_whom else ""
    return _joined(whom, work_form_name(question.work_form) if question.work_form else "", more)


def action_details(action: Action, more: str = "") -> str:
    """Who, when and how far, and ``more``, on one line."""
    due = date_text(action.due) if action.due else ""
    return _joined(action.who, due, action_status_name(action.status), more)


def mean_text(profile: BlockProfile) -> str:
    """The mean with one decimal, or a dash."""
    return "–" if profile.mean is None else number_text(profile.mean)


def score_text(score: int | None) -> str:
    """A score or spread, or a dash."""
    return "–" if score is None else str(score)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
