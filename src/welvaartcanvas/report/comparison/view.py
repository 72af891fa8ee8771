"""A comparison of regions as its report shows it: names, places, and where each region stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from welvaartcanvas.domain.comparison import Figures, Standing
from welvaartcanvas.domain.dossier import Dossier
from welvaartcanvas.domain.likeness import Likeness, closest, usual_distance
from welvaartcanvas.domain.template import Block
from welvaartcanvas.domain.written_language import written_language
from welvaartcanvas.i18n import _, ngettext, number_text
from welvaartcanvas.report import Places
from welvaartcanvas.report.pdf.layout import Link
from welvaartcanvas.report.pdf.page import Anchor
from welvaartcanvas.report.template_view import TemplateView
from welvaartcanvas.wording import Finding, findings_of

#: So many names are told in a sentence; of more the others are counted.
_TOLD = 8
#: So many pairs of regions that are alike fill a page.
_PAIRS = 12
#: A pair that is further apart than this part of the mean over all pairs is not much alike.
_NEAR = 2 / 3
#: A name in a sentence or a chart has at most so many characters.
_NAME = 48


class ComparisonView(TemplateView):
    """A dossier with the title and day of its report, and the names of places."""

    def __init__(self, dossier: Dossier, title: str, day: date, places: Places) -> None:
        super().__init__(dossier.comparison.template)
        self.dossier = dossier
        self.comparison = dossier.comparison
        self.title_text = title
        self.day = day
        self.places = places
        self.standings = {s.region.id: s for s in self.comparison.standings}
        #: Where the pages of each region are.
        self.anchors = {region_id: Anchor() for region_id in self.standings}
        self._blocks = {block.key: block for block in self.comparison.blocks}

    @cached_property
    def canvases(self) -> int:
        """How many canvases count."""
        return sum(len(standing.canvases) for standing in self.comparison.standings)

    @cached_property
    def rated(self) -> tuple[Standing, ...]:
        """The regions that rated anything."""
        return tuple(s for s in self.comparison.standings if s.rated)

    @cached_property
    def typed(self) -> str:
        """The language that people typed in where it is not the report's, or nothing.

        Nothing too where it can't be told: then it is read aloud as the rest of the report.
        """
        written = written_language(self._texts())
        return "" if written in (None, self.language) else str(written)

    @cached_property
    def closest(self) -> tuple[Likeness, ...]:
        """The pairs of regions that resemble each other most, at most a page of them.

        None when likeness is not in the dossier.
        """
        return () if self.dossier.alike is None else closest(self.comparison, _PAIRS)

    @cached_property
    def usual_distance(self) -> float | None:
        """How far two regions are apart on average, when there are two pairs to tell that of."""
        return None if self.dossier.alike is None else usual_distance(self.comparison)

    @property
    def much_alike(self) -> bool:
        """Whether the nearest pair is clearly nearer than two regions on average."""
        usual = self.usual_distance
        return usual is None or any(p.distance <= _NEAR * usual for p in self.closest[:1])

    def _texts(self) -> Iterator[str]:
        learning = self.dossier.learning
        for need in learning.needs if learning else ():
            yield from (question.text for question in need.questions)
        for match in learning.matches if learning else ():
            yield from (voice.text for voice in match.voices)

    def block(self, key: str) -> Block:
        """The block with that key."""
        return self._blocks[key]

    def region_name(self, region_id: str) -> str:
        """The name of a region."""
        return self.standings[region_id].region.name

    def link(self, region_id: str) -> Link:
        """What leads to the page of a region."""
        return Link(self.anchors[region_id], self.region_name(region_id))

    def short_name(self, region_id: str) -> str:
        """The name of a region, shortened where it would fill a line."""
        return shortened_name(self.region_name(region_id))

    def municipalities(self, standing: Standing) -> list[str]:
        """The names of a region's municipalities, in order; a code where no name is known."""
        names = self.places.municipalities
        return sorted(names.get(code, code) for code in standing.region.municipalities)

    def findings(self, standing: Standing, figures: Figures) -> tuple[Finding, ...]:
        """What stands out in a block of a region; nothing where it has no canvas at all."""
        return findings_of(figures) if standing.canvases else ()


def shortened_name(name: str) -> str:
    """``name``, cut with an ellipsis where it is long."""
    return in_short(name, _NAME)


def in_short(text: str, most: int) -> str:
    """``text`` on one line, cut with an ellipsis where it has more than ``most`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def listed(names: Iterable[str], most: int = _TOLD) -> str:
    """``names`` with commas; of more than ``most`` the others are counted."""
    names = list(names)
    told = ", ".join(map(shortened_name, names[:most]))
    more = len(names) - most
    if more <= 0:
        return told
    return ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=told, n=more)


def number(value: float | None) -> str:
    """A mean or spread with one decimal, or a dash."""
    return "–" if value is None else number_text(value)


def signed(value: float | None) -> str:
    """How much something rose or fell, with its sign; a dash where that is not known."""
    if value is None:
        return "–"
    if round(value, 1) == 0:
        return number_text(0.0)
    return ("+" if value > 0 else "−") + number_text(abs(value))


def percentage(part: int, of: int) -> str:
    """``part`` of ``of`` in whole per cents; never 100% or 0% of what is not all or nothing."""
    if not of:
        return "–"
    share = round(100 * part / of)
    if 0 < part < of:
        share = min(max(share, 1), 99)
    return _("{n}%").format(n=share)
