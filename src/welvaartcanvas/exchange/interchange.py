"""The interchange document: one canvas as a JSON text that others can read and write.

It is lossless but for revisions: writing what was read gives the same text again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from welvaartcanvas.domain.bounds import out_of_bounds
from welvaartcanvas.domain.canvas import (
    Action,
    Canvas,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.faults import problems_of
from welvaartcanvas.domain.lineage import Past, is_of_our_time
from welvaartcanvas.domain.model import Entity, InCanvas, Model
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.template import Template, read_template
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.errors import N_, InvalidDocument, Problem
from welvaartcanvas.exchange import comparison
from welvaartcanvas.exchange.document import (
    FORMAT,
    THINGS,
    THINGS_LIMIT,
    VERSION,
    ActionPart,
    AdoptionPart,
    CanvasPart,
    CommentPart,
    ContributionPart,
    Document,
    LearningQuestionPart,
    PartnerPart,
    RatingPart,
    RegionPart,
    RoundPart,
    VariantPart,
    json_schema,
)
from welvaartcanvas.exchange.kinds import FILE_NAME, MEDIA_TYPE
from welvaartcanvas.exchange.parsing import parse_json, refusal, refused
from welvaartcanvas.exchange.stages import BOUNDS, Problems, with_things

__all__ = ["FILE_NAME", "MEDIA_TYPE", "json_schema", "read", "write"]

#: How many versions of a thing are read: who rewrites a sentence so often has no time to talk.
VERSIONS_LIMIT = 10_000
#: What the past of a canvas holds for each thing.
PAST = ("lineages", "deleted")

_Part = TypeVar("_Part", bound=Model)
_Thing = TypeVar("_Thing", bound=InCanvas)


def write(canvas: Canvas) -> str:
    """``canvas`` as an interchange document: JSON, indented by 2, ending in a newline.

    The same canvas always gives the same text. Moments are written in UTC; revisions are
    left out. To be encoded in UTF-8. Nothing is refused here, but what is beyond the limits
    of :func:`read` (20,000 things, 16 MB) can't be read back.
    """
    document = Document(
        format=FORMAT,
        version=VERSION,
        template=canvas.template,
        region=_part(RegionPart, canvas.region),
        canvas=CanvasPart(
            id=canvas.head.id,
            created_at=canvas.head.created_at,
            changed_at=canvas.head.changed_at,
            title=canvas.head.title,
            description=canvas.head.description,
            template_digest=canvas.head.template_digest,
            partners=_parts(PartnerPart, canvas.partners),
            contributions=_parts(ContributionPart, canvas.contributions),
            ratings=_parts(RatingPart, canvas.ratings),
            learning_questions=_parts(LearningQuestionPart, canvas.learning_questions),
            actions=_parts(ActionPart, canvas.actions),
            rounds=_parts(RoundPart, canvas.rounds),
            comments=_parts(CommentPart, canvas.comments),
            adoptions=_parts(AdoptionPart, canvas.adoptions),
            variants=_parts(VariantPart, canvas.variants),
        ),
        past=canvas.past,
    )
    return json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def read(data: bytes, source: str) -> Canvas:
    """The canvas that the interchange document ``data`` (UTF-8, at most 16 MB) holds.

    Every revision is 0: nothing of it is stored yet. Raises :class:`InvalidDocument`,
    naming ``source``, with every fault at once, each with its path such as
    ``canvas.contributions[3].block``; after 50 no more are looked for. Limits stand in
    :mod:`welvaartcanvas.exchange.parsing`, ``stages.BOUNDS`` and ``document.THINGS_LIMIT``.
    """
    raw = _recognised(parse_json(data, source), source)
    problems = Problems()
    template = _template(raw.get("template"), problems)
    document = _document(raw, template, problems)
    known = {problem.path for problem in problems}
    problems.take(p for p in _cross_faults(raw, template) if p.path not in known)
    if document:
        problems.take(_untimely(document))
    if problems or document is None:
        raise refusal(source, problems)
    try:
        return _canvas(document)
    except ValidationError as error:  # a rule that the domain alone knows
        raise refusal(source, problems_of(error)) from None


def _ordered(things: tuple[_Thing, ...]) -> list[_Thing]:
    """The order that :class:`Canvas` promises: by position where there is one, then by id."""
    return sorted(things, key=lambda thing: (getattr(thing, "position", 0), thing.id))


def _part(model: type[_Part], thing: Entity) -> _Part:
    return model(**{name: getattr(thing, name) for name in model.model_fields})


def _parts(model: type[_Part], things: tuple[_Thing, ...]) -> tuple[_Part, ...]:
    return tuple(_part(model, thing) for thing in _ordered(things))


def _canvas(document: Document) -> Canvas:
    part = document.canvas
    region = Region(**dict(document.region))

    def things(model: type[_Thing], parts: tuple[Model, ...]) -> tuple[_Thing, ...]:
        return tuple(_ordered(tuple(model(canvas_id=part.id, **dict(item)) for item in parts)))

    return Canvas(
        head=CanvasHead(
            id=part.id,
            created_at=part.created_at,
            changed_at=part.changed_at,
            region_id=region.id,
            template_digest=document.template.digest,
            title=part.title,
            description=part.description,
        ),
        region=region,
        template=document.template,
        partners=things(Partner, part.partners),
        contributions=things(Contribution, part.contributions),
        ratings=things(Rating, part.ratings),
        learning_questions=things(LearningQuestion, part.learning_questions),
        actions=things(Action, part.actions),
        rounds=things(Round, part.rounds),
        comments=things(Comment, part.comments),
        adoptions=things(Adoption, part.adoptions),
        variants=things(Variant, part.variants),
        past=document.past,
    )


def _recognised(raw: object, source: str) -> dict[str, Any]:
    """``raw`` as a document of a version and size that can be read at all."""

    if isinstance(raw, dict) and raw.get("format") == comparison.FORMAT:
        raise refused(
            source,
            N_("is a comparison, which is made of canvases; import the canvases themselves"),
        )
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise refused(
            source,
            N_(
                "must be {format}: this is not a canvas; ask for the JSON or PDF that "
                "welvaartcanvas exported of it"
            ),
            "format",
            format=FORMAT,
        )
    version = raw.get("version")
    if type(version) is not int or version < 1:
        raise refused(source, N_("must be {version}"), "version", version=VERSION)
    if version > VERSION:
        raise refused(
            source,
            N_(
                "{value} was made by a newer version of the program, this one reads {version}; "
                "update welvaartcanvas"
            ),
            "version",
            value=version,
            version=VERSION,
        )
    count = sum(len(_list(raw.get("canvas"), name)) for name in THINGS)
    if count > THINGS_LIMIT:
        raise refused(
            source,
            N_("holds {count} things; at most {limit} are read"),
            "canvas",
            count=count,
            limit=THINGS_LIMIT,
        )
    return raw


def _template(raw: object, problems: Problems) -> Template | None:
    if not isinstance(raw, dict):
        return None
    try:
        return read_template(raw, "template")
    except InvalidDocument as fault:
        problems.take(
            Problem(f"template.{p.path}" if p.path else "template", p.message, p.values)
            for p in fault.problems
        )
        return None


def _document(
    raw: Mapping[str, Any], template: Template | None, problems: Problems
) -> Document | None:
    """The document that ``raw`` is; what is wrong with it is added to ``problems``."""
    canvas, past = raw.get("canvas"), raw.get("past")
    without = {"template": None, "canvas": _without(canvas, THINGS), "past": _without(past, PAST)}
    known = len(problems)
    problems.take(out_of_bounds("", {**raw, **without}, **BOUNDS))
    if len(problems) > known:
        return None
    given, below = dict(raw), Problems()
    if canvas:
        given["canvas"] = with_things(CanvasPart, "canvas", canvas, THINGS, below)
    if past:
        given["past"] = with_things(Past, "past", past, PAST, below, items=VERSIONS_LIMIT)
    told = template is None and isinstance(raw.get("template"), dict)
    if template or told:  # what is wrong with the template is among the problems already
        given["template"] = template
    document = None
    try:
        document = Document.model_validate(given)
    except ValidationError as error:
        problems.take(p for p in problems_of(error) if not (told and p.path == "template"))
    problems.take(below)
    return document


def _untimely(document: Document) -> Iterator[Problem]:
    """What says that it was made so late that nothing could be changed after it."""
    message = N_("{value} is a version of after the year 9998")
    for version in document.past.told():
        if not is_of_our_time(version):
            yield Problem("past", message, {"value": version})
    for i, variant in enumerate(document.canvas.variants):
        if not is_of_our_time(variant.version):
            yield Problem(f"canvas.variants[{i}].version", message, {"value": variant.version})


def _without(raw: object, names: Sequence[str]) -> object:
    if not isinstance(raw, dict):
        return raw
    return {name: value for name, value in raw.items() if name not in names}


def _list(parent: object, name: str) -> list[Any]:
    items = parent.get(name) if isinstance(parent, Mapping) else None
    return items if isinstance(items, list) else []


def _keys(parent: object, name: str, field: str = "key") -> dict[str, None]:
    """What ``field`` is in the items that can be read, in their order."""
    return {
        item[field]: None
        for item in _list(parent, name)
        if isinstance(item, dict) and isinstance(item.get(field), str)
    }


def _cross_faults(raw: Mapping[str, Any], template: Template | None) -> Iterator[Problem]:
    """The faults between fields, as far as the rest can be read: :class:`Canvas` has the rules.

    They are looked for in the raw document, so that one wrong field hides none of them.
    """
    canvas = raw.get("canvas")
    if not isinstance(canvas, Mapping):
        return
    if template and canvas.get("template_digest") not in (None, template.digest):
        yield Problem(
            "canvas.template_digest",
            "is not the digest of the template; leave it out if the template was changed",
        )
    of_template = {
        "block": _keys(raw.get("template"), "blocks"),
        "perspective": _keys(raw.get("template"), "perspectives"),
        "kind": _keys(raw.get("template"), "kinds"),
    }
    partners = _keys(canvas, "partners", "id")
    ids: set[str] = set()
    rated: set[tuple[str, str]] = set()
    for where, item in [("region", raw.get("region")), ("canvas", canvas), *_items(canvas)]:
        if not isinstance(item, Mapping):
            continue
        given = {key: value for key, value in item.items() if isinstance(value, str)}
        if "id" in given:
            if given["id"] in ids:
                yield Problem(f"{where}.id", "is used more than once")
            ids.add(given["id"])
        for field, allowed in of_template.items():
            if allowed and field in given and given[field] not in allowed:
                yield Problem(
                    f"{where}.{field}",
                    "{value} does not exist; choose from {allowed}",
                    {"value": given[field], "allowed": ", ".join(allowed)},
                )
        if "partner_id" in given and given["partner_id"] not in partners:
            yield Problem(
                f"{where}.partner_id",
                "{value} is not the id of a partner",
                {"value": given["partner_id"]},
            )
        if where.startswith("canvas.ratings[") and "block" in given and "perspective" in given:
            cell = given["block"], given["perspective"]
            if cell in rated:
                yield Problem(where, "rates a cell that is already rated")
            rated.add(cell)


def _items(canvas: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the raw canvas holds, as far as it can be read, each with its path."""
    for name in THINGS:
        for i, item in enumerate(_list(canvas, name)):
            if isinstance(item, dict):
                yield f"canvas.{name}[{i}]", item
