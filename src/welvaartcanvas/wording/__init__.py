"""How the domain's fixed values are called, in the language in force."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from welvaartcanvas.domain.answers import Mark
from welvaartcanvas.domain.areas import Classes
from welvaartcanvas.domain.canvas import ActionStatus, WorkForm
from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.domain.review import CommentState
from welvaartcanvas.domain.template import Block, Shape
from welvaartcanvas.i18n import N_, _, language, number_text

_CLUSTERS = {
    Cluster.AANTREKKELIJKE_WOONSTAD: N_("attractive residential city"),
    Cluster.BLOEIENDE_STREEKSTAD: N_("flourishing regional city"),
    Cluster.WERKSTAD: N_("city of work"),
    Cluster.CENTRUMSTAD_MET_UITDAGINGEN: N_("central city with challenges"),
    Cluster.VOORSTAD: N_("suburban city"),
    Cluster.STAD_IN_TRANSITIE: N_("city in transition"),
    Cluster.LANDELIJKE_STAD: N_("rural city"),
}

_POSITIONS = {
    Position.NABIJ_GROTE_STAD: N_("near a larger city"),
    Position.POLYCENTRISCH: N_("in a region with several cities of like size"),
    Position.CENTRUM: N_("centre of a region with mainly smaller municipalities"),
}

_WORK_FORMS = {
    WorkForm.PRAKTIJKONDERZOEK: N_("practice-based research"),
    WorkForm.EXPERIMENT: N_("experiment"),
    WorkForm.EXCURSIE: N_("excursion or network meeting"),
    WorkForm.WERKGROEP: N_("working group"),
    WorkForm.LEERKRING: N_("learning circle"),
}

_STATUSES = {
    ActionStatus.OPEN: N_("open"),
    ActionStatus.BEZIG: N_("in progress"),
    ActionStatus.KLAAR: N_("done"),
}

_MARKS = {
    Mark.NOTE: N_("note on the page"),
    Mark.HIGHLIGHT: N_("highlighted"),
    Mark.UNDERLINE: N_("underlined"),
    Mark.STRIKEOUT: N_("struck out"),
    Mark.INSERTION: N_("insertion"),
    Mark.FREE_TEXT: N_("text on the page"),
    Mark.DRAWING: N_("drawing"),
    Mark.STAMP: N_("stamp"),
    Mark.ATTACHMENT: N_("attached file"),
    Mark.REPLY: N_("reply"),
    Mark.OTHER: N_("other mark"),
    Mark.FIELD: N_("form field"),
    Mark.TYPED: N_("typed"),
}

_STATES = {
    CommentState.OPEN: N_("open"),
    CommentState.POSTPONED: N_("postponed"),
    CommentState.ACCEPTED: N_("accepted"),
    CommentState.CONTRIBUTION: N_("made a contribution"),
    CommentState.ACTION: N_("made an action"),
    CommentState.ANSWERED: N_("answered"),
    CommentState.REJECTED: N_("rejected"),
}

_SHAPES: dict[Shape, str] = {
    "diamond": N_("diamond"),
    "circle": N_("circle"),
    "square": N_("square"),
    "triangle": N_("triangle"),
    "star": N_("star"),
}

#: What can be found, by the names that the store gives to sorts of things.
_FOUND = {
    "region": N_("region"),
    "canvas": N_("canvas"),
    "partner": N_("partner"),
    "contribution": N_("contribution"),
    "rating": N_("reason of a rating"),
    "learning_question": N_("learning question"),
    "action": N_("action"),
    "variant": N_("other reading"),
    "snapshot": N_("snapshot"),
    "round": N_("review round"),
    "comment": N_("comment"),
    "adoption": N_("adoption"),
}


_MAP_MEASURES = {
    MapMeasure.MEAN: N_("Mean rating"),
    MapMeasure.SPREAD: N_("Spread"),
    MapMeasure.COVERAGE: N_("Coverage"),
    MapMeasure.STRENGTHS: N_("Number of strengths"),
    MapMeasure.ATTENTIONS: N_("Number of attention points"),
    MapMeasure.DIFFERENCES: N_("Number of differences of view"),
}


class Finding(StrEnum):
    """What can follow from a block's ratings; the values are fields of the profile."""

    STRENGTH = "strength"
    ATTENTION = "attention"
    DIFFERENCE = "difference"
    UNKNOWN = "unknown"


_FINDINGS = {
    Finding.STRENGTH: N_("Strength"),
    Finding.ATTENTION: N_("Attention point"),
    Finding.DIFFERENCE: N_("Difference of view"),
    Finding.UNKNOWN: N_("Unknown"),
}


def found_name(entity: str) -> str:
    """How a sort of thing that a search finds is called; a rating is found by its reason."""
    return _(_FOUND[entity])


def cluster_name(cluster: Cluster) -> str:
    """The type of municipality, as it stands after "type:"."""
    return _(_CLUSTERS[cluster])


def position_name(position: Position) -> str:
    """Where the region stands among its neighbours."""
    return _(_POSITIONS[position])


def work_form_name(form: WorkForm) -> str:
    """The form in which regions learn from each other."""
    return _(_WORK_FORMS[form])


def shape_name(shape: Shape) -> str:
    """The mark of a perspective in a word, for who can't see it."""
    return _(_SHAPES[shape])


def action_status_name(status: ActionStatus) -> str:
    """How far an action is."""
    return _(_STATUSES[status])


def mark_name(mark: Mark) -> str:
    """How a comment was made."""
    return _(_MARKS[mark])


def state_name(state: CommentState) -> str:
    """What was done with a comment, in a word or two."""
    return _(_STATES[state])


#: What stands for a finding where there is no room for its name; known by its shape alone.
_FINDING_SIGNS = {
    Finding.STRENGTH: "+",
    Finding.ATTENTION: "!",
    Finding.DIFFERENCE: "≠",
    Finding.UNKNOWN: "?",
}


def finding_sign(finding: Finding) -> str:
    """The sign of a finding, for where there is no room for its name."""
    return _FINDING_SIGNS[finding]


def finding_name(finding: Finding) -> str:
    """What follows from a block's ratings."""
    return _(_FINDINGS[finding])


class Judged(Protocol):
    """What has findings: a block of one canvas, or of a region over its canvases."""

    @property
    def strength(self) -> bool: ...
    @property
    def attention(self) -> bool: ...
    @property
    def difference(self) -> bool: ...
    @property
    def unknown(self) -> bool: ...


def findings_of(profile: Judged) -> tuple[Finding, ...]:
    """The findings that hold for a block, always in the same order."""
    return tuple(finding for finding in Finding if getattr(profile, finding.value))


def findings(profile: Judged) -> tuple[str, ...]:
    """The names of the findings that hold for a block, always in the same order."""
    return tuple(map(finding_name, findings_of(profile)))


def map_figure_name(figure: MapFigure, blocks: Iterable[Block]) -> str:
    """What a map shows; ``blocks`` has the block that the figure is of."""
    measure = _(_MAP_MEASURES[figure.measure])
    for block in blocks:
        if block.key == figure.block:
            return f"{measure}: {block.number} {block.title(language())}"
    return measure


def map_value(measure: MapMeasure, value: float | None) -> str:
    """A figure on a map, so precise that its class can be seen from it; a dash for none."""
    if value is None:
        return "–"
    if measure is MapMeasure.COVERAGE:
        share = round(100 * value, 9)
        return f"{number_text(share, 0 if share == int(share) else 1)}%"
    counted = measure not in (MapMeasure.MEAN, MapMeasure.SPREAD)
    return number_text(value, 0 if counted and value == int(value) else 2)


def map_classes(measure: MapMeasure, classes: Classes) -> tuple[str, ...]:
    """What each class on a map goes from and to, the lowest first."""

    def bound(value: float) -> str:
        if measure is MapMeasure.COVERAGE:
            return f"{value:.0%}"
        return number_text(value, 0 if value == int(value) else 1)

    return tuple(
        (_("{low} to {high}") if last else _("{low} to under {high}")).format(
            low=bound(low), high=bound(high)
        )
        for low, high, last in classes.bounds()
    )
