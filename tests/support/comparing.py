"""Comparisons for tests: written out by hand, and drawn by hypothesis.

All are of the small template: blocks ``opgave`` and ``aanpak``, and three sides, in the order
ondernemers, onderwijs, overheid.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.support import build
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.comparison import CanvasRef, Comparison, Side, Tallies, compare
from welvaartcanvas.domain.matching import Question
from welvaartcanvas.domain.region import Cluster, Position, Region

SIDES = ("ondernemers", "onderwijs", "overheid")
BLOCKS = ("opgave", "aanpak")
WERK, WOON = Cluster.WERKSTAD, Cluster.AANTREKKELIJKE_WOONSTAD
CENTRUM, NABIJ = Position.CENTRUM, Position.NABIJ_GROTE_STAD

Scores = Sequence[int | None]


def scored(
    number: int, region: Region, opgave: Scores = (), aanpak: Scores = (), **values: Any
) -> Canvas:
    """Canvas ``number`` of ``region`` with these scores, side by side; ``None`` is unrated."""
    return build.canvas(
        number,
        region=region,
        scores={
            (block, side): score
            for block, given in zip(BLOCKS, (opgave, aanpak), strict=True)
            for side, score in zip(SIDES, given, strict=False)
            if score is not None
        },
        **values,
    )


def ref(canvas: Canvas) -> CanvasRef:
    """What a comparison knows of ``canvas``."""
    return CanvasRef(canvas.id, canvas.region.id, canvas.title, canvas.template.digest)


def tallied(canvases: Iterable[Canvas]) -> dict[tuple[str, str, str], Side]:
    """The sides of the canvases' regions, counted one thing after the other."""
    found: dict[tuple[str, str, str], Side] = {}
    for canvas in canvases:
        region = canvas.region.id
        for said in canvas.contributions:
            key = region, said.block, said.perspective
            side = found.get(key, Side())
            found[key] = side._replace(contributions=side.contributions + 1)
        for rating in canvas.ratings:
            key = region, rating.block, rating.perspective
            side = found.get(key, Side())
            found[key] = side._replace(ratings=side.ratings + 1, total=side.total + rating.score)
    return found


def comparing(*canvases: Canvas, silent: Iterable[Region] = ()) -> Comparison:
    """The comparison of the canvases' regions, and of those that are ``silent``: without any."""
    regions = {region.id: region for region in [*silent, *(each.region for each in canvases)]}
    templates = {canvas.template.digest: canvas.template for canvas in canvases}
    return compare(regions.values(), map(ref, canvases), templates, tallied(canvases))


class Drawn(NamedTuple):
    """What a comparison is made of."""

    regions: tuple[Region, ...]
    canvases: tuple[CanvasRef, ...]
    tallies: Tallies

    def comparison(self) -> Comparison:
        """The comparison of all this."""
        template = build.small_template()
        return compare(self.regions, self.canvases, {template.digest: template}, self.tallies)


#: Names that are alike, or hard to put in order.
_NAMES = ("Epe", "epe", "Épe", "Zwolle", "’s-Hertogenbosch", "Aa", "[b]x[/b]", "{0}", "Straße")
_NUMBERS = st.integers(1, 200)
# Nothing, contributions alone, and every sum of one or three scores: thirds are no round floats.
_CELLS = st.sampled_from(
    [
        Side(said, ratings, total)
        for said in (0, 2)
        for ratings in (0, 1, 3)
        for total in range(5 * ratings + 1)
    ]
)


def regions() -> st.SearchStrategy[list[Region]]:
    """Some regions, of which names, types and positions may be alike."""
    return st.lists(
        st.builds(
            build.region,
            _NUMBERS,
            st.sampled_from(_NAMES),
            cluster=st.sampled_from([None, WERK, WOON]),
            position=st.sampled_from([None, CENTRUM, NABIJ]),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda region: region.id,
    )


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Regions with what their sides gave; one may have no canvas, but not all of them."""
    chosen = draw(regions())
    silent = draw(st.booleans()) and len(chosen) > 1
    tallies: dict[tuple[str, str, str], Side] = {}
    canvases = []
    for number, region in enumerate(chosen[silent:], start=1):
        canvases.append(ref(build.empty_canvas(number=number))._replace(region_id=region.id))
        sides = draw(st.lists(_CELLS, min_size=6, max_size=6))
        keys = [(region.id, block, side) for block in BLOCKS for side in SIDES]
        tallies |= dict(zip(keys, sides, strict=True))
    return Drawn(tuple(chosen), tuple(canvases), tallies)


def comparisons() -> st.SearchStrategy[Comparison]:
    """Comparisons of one to five regions."""
    return drawn().map(Drawn.comparison)


def question(region: Region, block: str = "opgave", number: int = 1, **values: Any) -> Question:
    """Learning question ``number`` of ``region``."""
    return Question(
        **{
            "id": build.uid(number, 9),
            "canvas_id": build.uid(0, 9),
            "region_id": region.id,
            "block": block,
            "text": "Hoe houden anderen hun talent vast?",
            "from_whom": "",
            "work_form": None,
            **values,
        }
    )
