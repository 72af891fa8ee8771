"""The interchange document as models: what its JSON Schema and its reader are made from.

They say what stands in a file, which is not all that the domain knows: no revisions, for
those count what one workspace stored, and no canvas id in every item, for the items stand
in their canvas. ``docs/file-format.md`` describes the format for others.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    Strict,
    WithJsonSchema,
)

from welvaartcanvas.domain import model
from welvaartcanvas.domain.answers import Mark
from welvaartcanvas.domain.canvas import ActionStatus, Email, WorkForm, check_score
from welvaartcanvas.domain.lineage import EntityName, FieldName, Past, Version
from welvaartcanvas.domain.model import (
    NAME_LIMIT,
    TEXT_LIMIT,
    Id,
    Key,
    Model,
    check_label,
    check_name,
    check_note,
    check_text,
)
from welvaartcanvas.domain.region import Cluster, MunicipalityCode, Position
from welvaartcanvas.domain.review import CommentState, Fingerprint
from welvaartcanvas.domain.template import Template
from welvaartcanvas.domain.variant import VALUE_LIMIT
from welvaartcanvas.errors import N_, RequestError

FORMAT = "welvaartcanvas"
#: What is written. Versions 1 and 2 are read too: 1 had no ``past`` and no ``variants``, and
#: neither had ``rounds``, ``comments`` and ``adoptions``.
VERSION = 3
#: How many things of all lists together.
THINGS_LIMIT = 20_000

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.]\d+)?)?(Z|[+-]\d\d:\d\d)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NO_MOMENT = N_("must be a moment such as 2026-01-31T13:45:00Z, not {input}")
_FIRST_YEAR, _LAST_YEAR = 1970, 9998
_NO_DATE = N_("must be a date such as 2026-01-31, not {input}")


def _as_moment(value: object) -> object:
    """Only what is written as a moment: pydantic would also take a number of seconds."""
    if isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.fullmatch(value)):
        return value
    raise RequestError(_NO_MOMENT, input=_shown(value))


def _in_utc(value: datetime) -> datetime:
    """The same moment in UTC, of a year that every time zone and spreadsheet can show."""
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise RequestError(
            N_("must be a moment of the years {first} to {last}, not {input}"),
            first=_FIRST_YEAR,
            last=_LAST_YEAR,
            input=value.isoformat(),
        )
    return value.astimezone(UTC)


def _as_date(value: object) -> object:
    """Only what is written as a date: pydantic would also take a moment or a number."""
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        return value
    raise RequestError(_NO_DATE, input=_shown(value))


def _shown(value: object) -> object:
    return value if isinstance(value, str | int | float) else "…"


def _texts(low: int, high: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "minLength": low, "maxLength": high})


Text = Annotated[str, AfterValidator(check_text), _texts(1, TEXT_LIMIT)]
Note = Annotated[str, AfterValidator(check_note), _texts(0, TEXT_LIMIT)]
Name = Annotated[str, AfterValidator(check_name), _texts(1, NAME_LIMIT)]
Label = Annotated[str, AfterValidator(check_label), _texts(0, NAME_LIMIT)]
Score = Annotated[
    int,
    Strict(),
    AfterValidator(check_score),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 5}),
]
Order = Annotated[model.Order, Strict()]
Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_as_moment),
    AfterValidator(_in_utc),
    PlainSerializer(lambda value: value.isoformat().replace("+00:00", "Z"), when_used="json"),
]
Day = Annotated[date | None, BeforeValidator(_as_date)]
OptionalMoment = Annotated[
    AwareDatetime | None,
    BeforeValidator(lambda value: value if value is None else _as_moment(value)),
    AfterValidator(lambda value: value if value is None else _in_utc(value)),
    PlainSerializer(
        lambda value: value and value.isoformat().replace("+00:00", "Z"), when_used="json"
    ),
]


class _Part(Model):
    """What has an identity: its id and moments never change on the way."""

    id: Annotated[Id, Field(description="A UUIDv7 (RFC 9562) in lower case, unique in the file.")]
    created_at: Annotated[Moment, Field(description="A moment with its time zone (RFC 3339).")]
    changed_at: Annotated[Moment, Field(description="A moment with its time zone (RFC 3339).")]


class RegionPart(_Part):
    """The region that the canvas is about: a named set of municipalities."""

    name: Name
    municipalities: Annotated[
        tuple[MunicipalityCode, ...],
        Field(description="Codes of Statistics Netherlands (CBS), in any order."),
    ] = ()
    cluster: Cluster | None = None
    position: Position | None = None
    note: Note = ""


class PartnerPart(_Part):
    """Somebody at the table: a person or an organisation."""

    name: Name
    perspective: Annotated[
        Key | None, Field(description="The key of a perspective of the template.")
    ] = None
    organisation: Label = ""
    email: Annotated[
        Email, WithJsonSchema({"type": "string", "maxLength": NAME_LIMIT, "pattern": "^$|@"})
    ] = ""


class ContributionPart(_Part):
    """One sticky note: what one side says about one block."""

    block: Annotated[Key, Field(description="The key of a block of the template.")]
    perspective: Annotated[Key, Field(description="The key of a perspective of the template.")]
    text: Text
    kind: Annotated[Key | None, Field(description="The key of a kind of the template.")] = None
    partner_id: Annotated[Id | None, Field(description="The id of one of the partners.")] = None
    tags: Annotated[
        tuple[Name, ...], Field(description="Keys of themes of the template, or free words.")
    ] = ()
    position: Annotated[
        Order, Field(description="Orders the contributions of a cell; ties go by id.")
    ] = 0


class RatingPart(_Part):
    """What one side gives one block, with the reason; at most one a cell."""

    block: Annotated[Key, Field(description="The key of a block of the template.")]
    perspective: Annotated[Key, Field(description="The key of a perspective of the template.")]
    score: Score
    reason: Note = ""


class LearningQuestionPart(_Part):
    """What the region wants to learn on a block, from whom, in which work form."""

    block: Annotated[Key, Field(description="The key of a block of the template.")]
    text: Text
    from_whom: Label = ""
    work_form: WorkForm | None = None
    position: Annotated[Order, Field(description="Orders the questions; ties go by id.")] = 0


class ActionPart(_Part):
    """What will be done on a block, by whom and when."""

    block: Annotated[Key, Field(description="The key of a block of the template.")]
    text: Text
    who: Label = ""
    due: Day = None
    status: ActionStatus = ActionStatus.OPEN
    position: Annotated[Order, Field(description="Orders the actions; ties go by id.")] = 0


class RoundPart(_Part):
    """A review round: whom was asked what, and until when."""

    name: Name
    question: Note = ""
    deadline: Day = None
    partners: Annotated[
        tuple[Id, ...], Field(description="Ids of those who were asked; some may be gone.")
    ] = ()
    opened_by: Label = ""
    closed_at: OptionalMoment = None
    closed_by: Label = ""


class CommentPart(_Part):
    """What a partner remarks on the canvas, and what was done with it."""

    round_id: Id | None = None
    partner_id: Annotated[Id | None, Field(description="The id of one of the partners.")] = None
    author: Label = ""
    said_at: OptionalMoment = None
    mark: Mark = Mark.TYPED
    text: Note = ""
    quoted: Annotated[Note, Field(description="The words that were marked.")] = ""
    rating: Annotated[Score | None, Field(description="A rating that was filled in.")] = None
    block: Annotated[Key | None, Field(description="The key of a block of the template.")] = None
    perspective: Annotated[
        Key | None, Field(description="The key of a perspective of the template.")
    ] = None
    thing_id: Annotated[
        Id | None, Field(description="What it is about, which may be gone since.")
    ] = None
    told: Annotated[Note, Field(description="What that said in the export.")] = ""
    page: Annotated[int | None, Strict(), Field(ge=1, le=model.ORDER_LIMIT)] = None
    source: Label = ""
    export: Label = ""
    key: Annotated[Label, Field(description="Which annotation of that export it is.")] = ""
    reply_to: Annotated[Id | None, Field(description="The comment that it answers.")] = None
    state: CommentState = CommentState.OPEN
    answer: Note = ""
    result_id: Annotated[
        Id | None, Field(description="The contribution or action that was made of it.")
    ] = None
    handled_by: Label = ""
    handled_at: OptionalMoment = None


class AdoptionPart(_Part):
    """A version of the canvas that was adopted, and perhaps reopened."""

    version: Annotated[int, Strict(), Field(ge=1, le=model.ORDER_LIMIT)]
    fingerprint: Fingerprint
    decided_on: Annotated[date, BeforeValidator(_as_date)]
    decided_by: Label = ""
    reopened_at: OptionalMoment = None
    reopened_by: Label = ""
    reason: Note = ""


class VariantPart(_Part):
    """Another reading of a field, from which nobody has chosen yet."""

    entity: EntityName
    thing_id: Annotated[Id, Field(description="The id of the thing: the region, the canvas, …")]
    field: Annotated[
        FieldName, Field(description="The field, or `deleted`: then it was deleted elsewhere.")
    ]
    value: Annotated[
        str, Field(max_length=VALUE_LIMIT, description="The field's value, as JSON in a text.")
    ]
    version: Version


class CanvasPart(_Part):
    """The canvas: its title, and everything that was said."""

    title: Name
    description: Note = ""
    template_digest: Annotated[
        str | None,
        Field(
            pattern=r"^[0-9a-f]{64}$",
            description="SHA-256 of the template as JSON with sorted keys, no blanks and no "
            "escapes beyond those that JSON needs, in UTF-8. It may be left out; where it "
            "stands, it must be right.",
        ),
    ] = None
    partners: tuple[PartnerPart, ...] = ()
    contributions: tuple[ContributionPart, ...] = ()
    ratings: tuple[RatingPart, ...] = ()
    learning_questions: tuple[LearningQuestionPart, ...] = ()
    actions: tuple[ActionPart, ...] = ()
    rounds: tuple[RoundPart, ...] = ()
    comments: tuple[CommentPart, ...] = ()
    adoptions: tuple[AdoptionPart, ...] = ()
    variants: tuple[VariantPart, ...] = ()


#: The lists of a canvas, in the order of the document.
THINGS = (
    *("partners", "contributions", "ratings", "learning_questions", "actions"),
    *("rounds", "comments", "adoptions", "variants"),
)


class Document(Model):
    """A canvas of the Welvaart Model, with its region and the template it was made with."""

    format: Literal["welvaartcanvas"]
    version: Literal[1, 2, 3]
    template: Template
    region: RegionPart
    canvas: CanvasPart
    past: Annotated[
        Past,
        Field(
            description="What tells who changed what since the last common version. A program "
            "that changes the document and knows nothing of it leaves it out."
        ),
    ] = Past()


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the interchange document.

    It says all but what a schema can't: that keys and ids that are referred to exist, that
    ids are unique, that the template's layout fits, and which characters a text may have.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Document.model_json_schema(),
    }
