"""Comparing regions: choose them, see them beside one another, and who can learn from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import Contribution
from welvaartcanvas.domain.circles import circles
from welvaartcanvas.domain.comparison import CanvasRef, Comparison, compare, seen_from
from welvaartcanvas.domain.development import developments
from welvaartcanvas.domain.dossier import Dossier, Learning, Lost, Mapped, Since
from welvaartcanvas.domain.likeness import all_alike
from welvaartcanvas.domain.matching import cells_of, matches, needs, with_voices
from welvaartcanvas.domain.patterns import distributions, shared
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.selection import CanvasStatus, Selection
from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import RequestError
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store import comparing
from welvaartcanvas.workspace.session import Session

if TYPE_CHECKING:
    from welvaartcanvas.domain.map_figures import MapFigure

#: How many helpers are named for each thing that a region asks.
MOST_MATCHES = 3
#: How many regions that resemble it are named for each region.
MOST_ALIKE = 5


class Wanted(NamedTuple):
    """What a dossier has beside the comparison and its patterns."""

    alike: bool = False
    learning: bool = False
    since: date | None = None
    figure: MapFigure | None = None


class Compared(NamedTuple):
    """What was chosen, and the regions beside one another.

    ``canvases`` are those that count; ``all_perspectives`` is the comparison before it was
    narrowed to some of the perspectives, so that others can be chosen without reading again.
    ``state`` is that of the workspace when it was read. ``outside`` has the names of the regions
    that were named but are left out by what else was asked, and ``considered`` the regions that
    are chosen whatever the province.
    """

    selection: Selection
    canvases: tuple[CanvasRef, ...]
    comparison: Comparison
    all_perspectives: Comparison
    state: tuple[int, int]
    outside: tuple[str, ...] = ()
    considered: tuple[Region, ...] = ()

    @property
    def lost(self) -> Lost:
        """The codes that the register does not have, by the name of their region.

        Of every region that may belong to a province that was asked for: by such a code that
        can't be told.
        """
        return _lost(self.considered)

    @property
    def narrowed_to(self) -> tuple[str, ...]:
        """The keys of the perspectives that it is seen from; nothing when these are all."""
        seen = self.comparison.perspectives
        return tuple(s.key for s in seen) if seen != self.all_perspectives.perspectives else ()

    def seen_from(self, perspectives: Sequence[str]) -> Compared:
        """The same choice seen from those perspectives, from all without any."""
        seen = self.all_perspectives
        return self._replace(comparison=seen_from(seen, perspectives) if perspectives else seen)

    def seen_as(self, other: Compared) -> Compared:
        """This choice seen from the sides that ``other`` is narrowed to, as far as it has them."""
        there = {side.key for side in self.all_perspectives.perspectives}
        return self.seen_from([key for key in other.narrowed_to if key in there])


class _Chosen(NamedTuple):
    """What a selection chooses; the last two are as in :class:`Compared`."""

    regions: list[Region]
    canvases: list[CanvasRef]
    considered: list[Region]
    outside: list[Region]


class Comparing:
    """The comparisons of a workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def compare(self, selection: Selection, perspectives: Sequence[str] = ()) -> Compared:
        """The regions that ``selection`` chooses beside one another, seen from those sides.

        All sides without any. Raises :class:`RequestError` when nothing is chosen or the
        canvases have nothing in common, and :class:`UnknownThing` for an unknown perspective.
        """
        # One transaction, so that all that is read is of one moment.
        with self._session.database.transaction():
            state = self._session.database.state_seen()
            found = self._chosen(selection)
            comparison = compare(
                found.regions,
                found.canvases,
                self._templates(found.canvases),
                comparing.tallies(self._session.database, found.canvases),
            )
        compared = Compared(
            selection,
            tuple(found.canvases),
            comparison,
            comparison,
            state,
            tuple(region.name for region in found.outside),
            tuple(found.considered),
        )
        return compared.seen_from(perspectives)

    def start(self) -> Compared:
        """All regions, or those of the template that most canvases have, when all can't be.

        Templates may have nothing in common. Raises :class:`RequestError` where there is no
        canvas to compare.
        """
        try:
            return self.compare(Selection())
        except RequestError:
            canvases = comparing.canvases(self._session.database)
            templates = self._templates(canvases)
            slugs = Counter(templates[canvas.template_digest].slug for canvas in canvases)
            if len(slugs) < 2:
                raise
            return self.compare(Selection(template=slugs.most_common(1)[0][0]))

    def again(self, compared: Compared) -> Compared:
        """The same choice as the workspace has it now, seen from the same sides.

        Itself when nothing was changed since.
        """
        if compared.state == self._session.database.state_seen():
            return compared
        return self.compare(compared.selection).seen_as(compared)

    def dossier(self, compared: Compared, wanted: Wanted) -> Dossier:
        """The comparison with its patterns, and what else is ``wanted`` of it."""
        seen = compared.comparison
        # One transaction, so that all that is read is of one moment.
        with self._session.database.transaction():
            learning = self.learning(compared) if wanted.learning else None
            since = self.since(compared, wanted.since) if wanted.since else None
        return Dossier(
            compared.selection,
            seen,
            distributions(seen),
            shared(seen),
            alike=all_alike(seen, MOST_ALIKE) if wanted.alike else None,
            learning=learning,
            since=since,
            mapped=mapped(seen, wanted.figure) if wanted.figure else None,
            lost=compared.lost,
            perspectives=compared.narrowed_to,
        )

    def learning(self, compared: Compared, most: int = MOST_MATCHES) -> Learning:
        """Who can learn from whom, and the tables for learning circles.

        Of each thing that is asked at most ``most`` helpers are named.
        """
        seen, database = compared.comparison, self._session.database
        sides = {side.key for side in seen.perspectives}
        with database.transaction():
            asked = needs(seen, comparing.questions(database, compared.canvases))
            tags = comparing.themes(database, compared.canvases)
            found = matches(seen, asked, tags, most)
            said = [
                voice
                for voice in comparing.voices(database, compared.canvases, cells_of(found))
                if voice.perspective in sides
            ]
        return Learning(asked, with_voices(found, said), circles(seen, asked))

    def since(self, compared: Compared, day: date) -> Since:
        """What changed since the start of ``day``; :class:`RequestError` for a day to come."""
        if day > self._session.clock().astimezone().date():
            raise RequestError("{day} is still to come; name an earlier date", day=day.isoformat())
        database = self._session.database
        with database.transaction():
            then, added = comparing.tallies_at(database, compared.canvases, _start(day))
            templates = self._templates(compared.canvases)
        regions = [standing.region for standing in compared.comparison.standings]
        earlier = compare(regions, compared.canvases, templates, then)
        keys = [side.key for side in compared.comparison.perspectives]
        return Since(day, developments(seen_from(earlier, keys), compared.comparison, added))

    def contributions(
        self, compared: Compared, region_id: str, block: str
    ) -> list[tuple[CanvasRef, tuple[Contribution, ...]]]:
        """The contributions of a region in a block, by canvas, each canvas in its own order.

        Of the perspectives that are compared, one after the other.
        """
        keys = [side.key for side in compared.comparison.perspectives]
        found = []
        for ref in compared.comparison.standing(region_id).canvases:
            canvas = stored.canvas(self._session.database, ref.id)
            found.append((ref, tuple(c for key in keys for c in canvas.cell(block, key))))
        return found

    def taken(self, selection: Selection) -> tuple[int, int]:
        """How many regions and canvases ``selection`` chooses; errors as :meth:`compare`."""
        with self._session.database.transaction():
            found = self._chosen(selection)
        if not found.canvases:
            raise RequestError("no canvas was chosen, so there is nothing to compare")
        return len(found.regions), len(found.canvases)

    def templates(self) -> list[Template]:
        """The templates in use, one a slug, by which canvases can be chosen."""
        used = self._templates(comparing.canvases(self._session.database))
        by_slug = {t.slug: t for t in sorted(used.values(), key=lambda t: (t.slug, t.version))}
        return list(by_slug.values())

    def tags(self) -> list[str]:
        """Every tag in use, by which canvases can be chosen."""
        return comparing.tags_in_use(self._session.database)

    def _chosen(self, selection: Selection) -> _Chosen:
        database = self._session.database
        all_regions = stored.regions(database)
        for region_id in selection.regions:
            stored.region(database, region_id)
        if not all_regions:
            raise RequestError("there is no region yet; make one first")
        codes = {
            code
            for province in selection.provinces
            for code in registry.province(province).municipalities
        }
        anywhere = selection.model_copy(update={"provinces": ()})
        considered = [region for region in all_regions if anywhere.takes(region, ())]
        regions = [region for region in considered if selection.takes(region, codes)]
        if not regions:
            raise _nothing_chosen(considered)
        chosen = self._canvases_chosen(selection)
        if selection.of_canvases:
            with_canvas = {canvas.region_id for canvas in chosen}
            considered = [region for region in considered if region.id in with_canvas]
            regions = [region for region in regions if region.id in with_canvas]
        ids = {region.id for region in regions}
        outside = [r for r in all_regions if r.id in selection.regions and r.id not in ids]
        return _Chosen(
            regions, [canvas for canvas in chosen if canvas.region_id in ids], considered, outside
        )

    def _canvases_chosen(self, selection: Selection) -> list[CanvasRef]:
        chosen = comparing.canvases(
            self._session.database,
            themes=selection.themes,
            template=selection.template,
            changed_from=_start(selection.changed_from) if selection.changed_from else None,
            changed_before=_end(selection.changed_to) if selection.changed_to else None,
        )
        if selection.statuses:
            statuses = {
                line.id: CanvasStatus.of(line.cells, line.filled, line.rated)
                for line in stored.lines(self._session.database)
            }
            chosen = [canvas for canvas in chosen if statuses[canvas.id] in selection.statuses]
        return chosen

    def _templates(self, canvases: Sequence[CanvasRef]) -> dict[str, Template]:
        digests = {canvas.template_digest for canvas in canvases}
        return {digest: stored.template(self._session.database, digest) for digest in digests}


def _lost(regions: Sequence[Region]) -> Lost:
    lost = {*registry.unknown(code for region in regions for code in region.municipalities)}
    found = ((r.name, tuple(code for code in r.municipalities if code in lost)) for r in regions)
    return tuple((name, codes) for name, codes in found if codes)


def _nothing_chosen(considered: Sequence[Region]) -> RequestError:
    """Why no region is left; a code that the register lost may be the reason."""
    lost = tuple(dict.fromkeys(code for _name, codes in _lost(considered) for code in codes))
    if lost:
        return RequestError(
            "no region is of all the kinds that were asked for, as far as the municipal register "
            "of {year} tells; it does not have {codes}",
            year=registry.YEAR,
            codes=lost,
        )
    return RequestError("no region is of all the kinds that were asked for; ask for less")


def mapped(comparison: Comparison, figure: MapFigure) -> Mapped:
    """That figure of every COROP area, by code; :class:`UnknownThing` for an unknown block."""
    from welvaartcanvas.domain.areas import area_figures
    from welvaartcanvas.domain.map_figures import region_figures

    areas = registry.corop_areas()
    regions = [standing.region for standing in comparison.standings]
    figures = area_figures(region_figures(comparison, figure), regions, areas)
    return Mapped(figure, tuple((a.name, f) for a, f in zip(areas, figures, strict=True)))


# The days at the ends of the calendar have no moment in every time zone, and nothing was made
# in these centuries.
_FIRST, _LAST = date(1900, 1, 1), date(9000, 1, 1)


def _start(day: date) -> datetime:
    """The moment at which ``day`` starts here."""
    return datetime.combine(min(max(day, _FIRST), _LAST), time()).astimezone()


def _end(day: date) -> datetime:
    """The moment at which ``day`` ends here: the next one starts."""
    return _start(min(day, _LAST) + timedelta(days=1))
