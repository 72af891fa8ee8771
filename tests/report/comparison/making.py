"""Reports of comparisons for tests: a dossier of a few canvases, and its PDF."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from tests.support.comparing import comparing
from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.circles import circles
from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.dossier import Dossier, Learning, Since, View
from welvaartcanvas.domain.likeness import all_alike
from welvaartcanvas.domain.matching import Question, Voice, matches, needs, with_voices
from welvaartcanvas.domain.patterns import distributions, shared
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.i18n import use_language
from welvaartcanvas.report import Places, Source, render_comparison

DAY = date(2026, 11, 22)
SOURCE = Source("vergelijking.json", "application/json", b'{"regions": []}')
PLACES = Places(
    {"GM0232": "Epe", "GM0244": "Hattem"}, {"PV25": "Gelderland"}, registry.corop_areas()
)


def dossier_of(
    *canvases: Canvas,
    silent: Iterable[Region] = (),
    questions: Iterable[Question] = (),
    voices: Iterable[Voice] = (),
    since: Since | None = None,
) -> Dossier:
    """All that follows from the canvases; ``silent`` regions have none."""
    return whole(comparing(*canvases, silent=silent), questions, voices, since)


def whole(
    comparison: Comparison,
    questions: Iterable[Question] = (),
    voices: Iterable[Voice] = (),
    since: Since | None = None,
) -> Dossier:
    """All that follows from ``comparison``."""
    asked = needs(comparison, questions)
    found = with_voices(matches(comparison, asked, {}, 3), voices)
    return Dossier(
        Selection(),
        comparison,
        distributions(comparison),
        shared(comparison),
        alike=all_alike(comparison, 5),
        learning=Learning(asked, found, circles(comparison, asked)),
        since=since,
    )


def made(
    dossier: Dossier,
    language: str = "nl",
    title: str = "Regio's naast elkaar",
    views: Collection[View] = tuple(View),
) -> bytes:
    """The report of ``dossier``."""
    with use_language(language):
        return render_comparison(
            dossier, title=title, day=DAY, places=PLACES, source=SOURCE, views=views
        )
