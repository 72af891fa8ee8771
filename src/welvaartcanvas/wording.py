"""How the domain's fixed values are called, in the language in force."""

from __future__ import annotations

from enum import StrEnum

from welvaartcanvas.domain.analysis import BlockProfile
from welvaartcanvas.domain.canvas import ActionStatus, WorkForm
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.domain.template import Shape
from welvaartcanvas.i18n import N_, _

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


def finding_name(finding: Finding) -> str:
    """What follows from a block's ratings."""
    return _(_FINDINGS[finding])


def findings_of(profile: BlockProfile) -> tuple[Finding, ...]:
    """The findings that hold for a block, always in the same order."""
    return tuple(finding for finding in Finding if getattr(profile, finding.value))


def findings(profile: BlockProfile) -> tuple[str, ...]:
    """The names of the findings that hold for a block, always in the same order."""
    return tuple(map(finding_name, findings_of(profile)))
