"""Small builders that every test uses: the same ids, moments and texts on every run.

``small_template()`` has two blocks and three perspectives, small enough to check by hand;
``shipped_template()`` is the real one. A canvas is built from plain mappings:

    canvas(notes={("opgave", "overheid"): ["Meer techniek"]}, scores={("opgave", "overheid"): 3})
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from typing import Any

from tests.support.dutch import ACTIONS, LEARNING_QUESTIONS, PARTNERS, REASONS, contributions_for
from welvaartcanvas.domain.canvas import (
    ENTITIES,
    Action,
    ActionStatus,
    Canvas,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
    WorkForm,
)
from welvaartcanvas.domain.lineage import version_of
from welvaartcanvas.domain.model import Entity, InCanvas
from welvaartcanvas.domain.region import Cluster, Position, Region
from welvaartcanvas.domain.remarks import text_of
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.template import Template, read_template
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.locations import canvases_folder

#: The moment at which everything in the tests was made and last changed.
MOMENT = datetime(2026, 1, 31, 13, 45, tzinfo=UTC)
#: The canvas that single things belong to unless a test says otherwise: ``canvas()``.
CANVAS = 1

Cell = tuple[str, str]


def uid(number: int, canvas: int = 0) -> str:
    """The UUIDv7 of thing ``number`` (0 the canvas itself) in canvas ``canvas``; 0 is outside any.

    Ids order as their canvas and then their number do, and no two are alike.
    """
    return f"018f0000-{canvas:04x}-7000-8000-{number:012x}"


def stamps(revision: int = 0, moment: datetime = MOMENT) -> dict[str, Any]:
    """The revision and moments that every entity has."""
    return {"revision": revision, "created_at": moment, "changed_at": moment}


def small_template_data() -> dict[str, Any]:
    """The document of :func:`small_template`, made anew: a test may spoil it."""

    def both(nl: str, en: str) -> dict[str, str]:
        return {"nl": nl, "en": en}

    def guidance(of: str) -> dict[str, Any]:
        return {
            "prompts": {
                "nl": [f"Wat ziet {of}?", f"Wat brengt {of} in?", f"Wat vraagt {of}?"],
                "en": [f"What does {of} see?", f"What does {of} bring?", f"What does {of} ask?"],
            },
            "example": both(f"Een voorbeeld van {of}.", f"An example of {of}."),
        }

    perspectives = [
        ("ondernemers", "Ondernemers", "Entrepreneurs", "diamond", "#B45309"),
        ("onderwijs", "Onderwijs", "Education", "circle", "#1D4ED8"),
        ("overheid", "Overheid", "Government", "square", "#047857"),
    ]
    anchors = [
        ("Nog niet besproken", "Not discussed"),
        ("Nog geen gedeeld beeld", "No shared picture yet"),
        ("Eerste ideeën", "First ideas"),
        ("Afgesproken op papier", "Agreed on paper"),
        ("Wordt uitgevoerd", "Being carried out"),
        ("Werkt aantoonbaar", "Demonstrably works"),
    ]
    return {
        "slug": "klein",
        "version": 1,
        "languages": ["nl", "en"],
        "title": both("Klein sjabloon", "Small template"),
        "introduction": both("Twee vragen om mee te proeven.", "Two questions to test with."),
        "grid": {"columns": 2, "rows": 1},
        "perspectives": [
            {"key": key, "name": both(nl, en), "shape": shape, "colour": colour}
            for key, nl, en, shape, colour in perspectives
        ],
        "kinds": [
            {"key": "kans", "name": both("Kans", "Opportunity")},
            {"key": "afspraak", "name": both("Afspraak", "Agreement")},
        ],
        "anchors": [{"score": score, "text": both(*texts)} for score, texts in enumerate(anchors)],
        "theme_groups": [
            {
                "key": "kernthemas",
                "name": both("Kernthema's", "Core themes"),
                "themes": [
                    {"key": "mkb", "name": both("Breed mkb", "Small business")},
                    {"key": "human-capital", "name": both("Human capital", "Human capital")},
                ],
            }
        ],
        "blocks": [
            {
                "number": 1,
                "key": "opgave",
                "title": both("Opgave", "Challenge"),
                "question": both("Welke opgave kiezen we?", "Which challenge do we choose?"),
                "why": both("Kiezen geeft richting.", "Choosing gives direction."),
                "place": {"column": 0, "row": 0, "width": 1, "height": 1},
                "guidance": {key: guidance(nl.lower()) for key, nl, *_ in perspectives},
            },
            {
                "number": 2,
                "key": "aanpak",
                "title": both("Aanpak", "Approach"),
                "question": both("Wat gaan we doen?", "What are we going to do?"),
                "why": both("Een plan maakt het echt.", "A plan makes it real."),
                "place": {"column": 1, "row": 0, "width": 1, "height": 1},
                "guidance": {key: guidance(nl.lower()) for key, nl, *_ in perspectives},
            },
        ],
    }


@cache
def small_template() -> Template:
    """Blocks ``opgave`` and ``aanpak``, three perspectives, kinds ``kans`` and ``afspraak``."""
    return read_template(small_template_data(), "klein")


@cache
def shipped_template(slug: str = "welvaart-model") -> Template:
    """A template as it is shipped: nine blocks, three perspectives, six kinds."""
    file = canvases_folder() / f"{slug}.toml"
    return read_template(tomllib.loads(file.read_text("utf-8")), str(file))


def region(number: int = 1, name: str = "Kop van de Veluwe", **values: Any) -> Region:
    """Region ``number``, by default of two municipalities on the Veluwe."""
    given = {
        "id": uid(number),
        "name": name,
        "municipalities": ("GM0232", "GM0244"),
        **stamps(),
        **values,
    }
    return Region(**given)


def full_region(number: int = 1, **values: Any) -> Region:
    """A region with everything filled in."""
    return region(
        number,
        **{
            "cluster": Cluster.BLOEIENDE_STREEKSTAD,
            "position": Position.CENTRUM,
            "note": "Samen sinds 2015; de ondernemerskring levert de voorzitter.",
            **values,
        },
    )


def partner(number: int, name: str, canvas: int = CANVAS, **values: Any) -> Partner:
    """Partner ``number`` of canvas ``canvas``."""
    return Partner(
        **{
            "id": uid(number, canvas),
            "canvas_id": uid(0, canvas),
            "name": name,
            **stamps(),
            **values,
        }
    )


def contribution(
    number: int,
    block: str,
    perspective: str,
    text: str = "Jongeren blijven voor de techniek",
    canvas: int = CANVAS,
    **values: Any,
) -> Contribution:
    """Contribution ``number`` of canvas ``canvas``; its position is its number."""
    return Contribution(
        **{
            "id": uid(number, canvas),
            "canvas_id": uid(0, canvas),
            "block": block,
            "perspective": perspective,
            "text": text,
            "position": number,
            **stamps(),
            **values,
        }
    )


def variant(number: int, thing: Entity, field: str, value: object, canvas: int = CANVAS) -> Variant:
    """Another reading of a field of ``thing``, as number ``number`` of canvas ``canvas``."""
    return Variant(
        id=uid(number, canvas),
        canvas_id=uid(0, canvas),
        entity=ENTITIES[type(thing)],
        thing_id=thing.id,
        field=field,
        value=json.dumps(value),
        version=version_of(thing),
        **stamps(),
    )


def rating(
    number: int, block: str, perspective: str, score: int, canvas: int = CANVAS, **values: Any
) -> Rating:
    """Rating ``number`` of canvas ``canvas``."""
    return Rating(
        **{
            "id": uid(number, canvas),
            "canvas_id": uid(0, canvas),
            "block": block,
            "perspective": perspective,
            "score": score,
            **stamps(),
            **values,
        }
    )


def learning_question(
    number: int,
    block: str,
    text: str = "Hoe houden anderen hun talent vast?",
    canvas: int = CANVAS,
    **values: Any,
) -> LearningQuestion:
    """Learning question ``number`` of canvas ``canvas``; its position is its number."""
    return LearningQuestion(
        **{
            "id": uid(number, canvas),
            "canvas_id": uid(0, canvas),
            "block": block,
            "text": text,
            "position": number,
            **stamps(),
            **values,
        }
    )


def action(
    number: int,
    block: str,
    text: str = "Bel de ondernemerskring",
    canvas: int = CANVAS,
    **values: Any,
) -> Action:
    """Action ``number`` of canvas ``canvas``; its position is its number."""
    return Action(
        **{
            "id": uid(number, canvas),
            "canvas_id": uid(0, canvas),
            "block": block,
            "text": text,
            "position": number,
            **stamps(),
            **values,
        }
    )


def review_round(number: int, name: str = "Ronde 1", canvas: int = CANVAS, **values: Any) -> Round:
    """Review round ``number`` of canvas ``canvas``, open unless ``closed_at`` is given."""
    return Round(
        **{
            "id": uid(number, canvas),
            "canvas_id": uid(0, canvas),
            "name": name,
            **stamps(),
            **values,
        }
    )


def comment(
    number: int,
    text: str = "Dit klopt niet",
    canvas: int = CANVAS,
    *,
    thing: Entity | None = None,
    **values: Any,
) -> Comment:
    """Comment ``number`` of canvas ``canvas``, about ``thing`` if that is given."""
    about = {
        name: getattr(thing, name)
        for name in ("block", "perspective")
        if thing is not None and hasattr(thing, name)
    }
    return Comment(
        **{
            "id": uid(number, canvas),
            "canvas_id": uid(0, canvas),
            "text": text,
            "thing_id": thing.id if thing else None,
            "told": text_of(thing) if isinstance(thing, InCanvas) else "",
            **stamps(),
            **values,
            **about,
        }
    )


def adoption(number: int, version: int = 1, canvas: int = CANVAS, **values: Any) -> Adoption:
    """Adoption ``number`` of canvas ``canvas``, in force unless ``reopened_at`` is given."""
    return Adoption(
        **{
            "id": uid(number, canvas),
            "canvas_id": uid(0, canvas),
            "version": version,
            "fingerprint": "0123456789abcdef" * 4,
            "decided_on": MOMENT.date(),
            **stamps(),
            **values,
        }
    )


def head(
    number: int = CANVAS,
    title: str = "Genoeg vakmensen voor de regio",
    *,
    template: Template | None = None,
    region: Region | None = None,
    **values: Any,
) -> CanvasHead:
    """The head of canvas ``number``, by default in ``region()`` from ``small_template()``."""
    return CanvasHead(
        **{
            "id": uid(0, number),
            "region_id": region.id if region else uid(1),
            "template_digest": (template or small_template()).digest,
            "title": title,
            **stamps(),
            **values,
        }
    )


_default_region = region


def canvas(
    number: int = CANVAS,
    title: str = "Genoeg vakmensen voor de regio",
    *,
    notes: Mapping[Cell, Sequence[str]] | None = None,
    scores: Mapping[Cell, int] | None = None,
    template: Template | None = None,
    region: Region | None = None,
    description: str = "",
    **things: Any,
) -> Canvas:
    """Canvas ``number`` with a contribution for every text and a rating for every score.

    ``things`` are further fields of :class:`Canvas` (``partners``, ``contributions``, …),
    put before what ``notes`` and ``scores`` make; take their numbers below 1000.
    """
    template = template or small_template()
    region = region or _default_region()
    numbers = count(1000)
    given = [
        contribution(next(numbers), block, perspective, text, canvas=number)
        for (block, perspective), texts in (notes or {}).items()
        for text in texts
    ]
    rated = [
        rating(next(numbers), block, perspective, score, canvas=number)
        for (block, perspective), score in (scores or {}).items()
    ]
    return Canvas(
        **{
            **things,
            "head": head(number, title, template=template, region=region, description=description),
            "region": region,
            "template": template,
            "contributions": (*things.get("contributions", ()), *given),
            "ratings": (*things.get("ratings", ()), *rated),
        }
    )


def empty_canvas(template: Template | None = None, number: int = CANVAS) -> Canvas:
    """A canvas just started: no contribution, no rating."""
    return canvas(number, template=template)


def full_canvas(
    per_cell: int = 5,
    *,
    number: int = CANVAS,
    title: str = "Genoeg vakmensen in techniek, bouw en zorg",
    template: Template | None = None,
    region: Region | None = None,
) -> Canvas:
    """A canvas as it looks after a good afternoon; by default from the shipped template.

    Every cell has ``per_cell`` different contributions with their kind, partner and tags,
    and a rating with its reason; every block has a learning question and an action. The
    ratings differ so, that there are strengths, attention points and differences of view.
    """
    template = template or shipped_template()
    region = region or full_region()
    numbers = count(1)
    sides = [p.key for p in template.perspectives]
    partners = [
        partner(
            next(numbers),
            name,
            number,
            perspective=side,
            organisation=organisation,
            email=email,
        )
        for i, side in enumerate(sides)
        for name, organisation, email in PARTNERS[i % len(PARTNERS)]
    ]
    themes = [theme.key for group in template.theme_groups for theme in group.themes]
    contributions: list[Contribution] = []
    ratings: list[Rating] = []
    for c, (block, side) in enumerate(template.cells):
        of_side = [p for p in partners if p.perspective == side]
        for i, text in enumerate(contributions_for(c, per_cell)):
            contributions.append(
                contribution(
                    next(numbers),
                    block,
                    side,
                    text,
                    number,
                    position=i,
                    kind=template.kinds[(c + i) % len(template.kinds)].key,
                    partner_id=of_side[i % len(of_side)].id,
                    tags=tuple(dict.fromkeys([*themes[(c + i) % len(themes) :][:1], "vakmensen"]))
                    if themes
                    else ("vakmensen",),
                )
            )
        score = _SCORES[c // len(sides) % len(_SCORES)][c % len(sides) % 3]
        reason = REASONS[score][c % len(REASONS[score])]
        ratings.append(rating(next(numbers), block, side, score, number, reason=reason))
    forms = list(WorkForm)
    return canvas(
        number,
        title,
        template=template,
        region=region,
        description="Wat spreken we de komende vier jaar met elkaar af over vakmensen?",
        partners=tuple(partners),
        contributions=tuple(contributions),
        ratings=tuple(ratings),
        learning_questions=tuple(
            learning_question(
                next(numbers),
                block.key,
                LEARNING_QUESTIONS[i % len(LEARNING_QUESTIONS)],
                number,
                from_whom="regio Twente",
                work_form=forms[i % len(forms)],
            )
            for i, block in enumerate(template.reading_order)
        ),
        actions=tuple(
            action(
                next(numbers),
                block.key,
                ACTIONS[i % len(ACTIONS)],
                number,
                who=partners[i % len(partners)].name,
                due=date(2026, 3 + i % 9, 15),
                status=list(ActionStatus)[i % 3],
            )
            for i, block in enumerate(template.reading_order)
        ),
    )


# The scores of the blocks in reading order, one for each of three perspectives: strengths
# (1, 9), attention points (2, 5, 8), differences of view (2, 3, 5, 7), and blocks between.
_SCORES = (
    (4, 5, 4),
    (2, 4, 3),
    (5, 3, 4),
    (3, 3, 3),
    (1, 3, 5),
    (3, 4, 3),
    (5, 4, 3),
    (2, 2, 1),
    (5, 5, 5),
)
