"""A canvas and what it holds: contributions, ratings, learning questions, actions, partners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, Field, field_validator, model_validator

from welvaartcanvas.domain.fields import fields_of, fits, with_fields
from welvaartcanvas.domain.lineage import EntityName, Past
from welvaartcanvas.domain.model import (
    Entity,
    Id,
    InCanvas,
    Key,
    Label,
    Model,
    Name,
    Note,
    Order,
    Text,
)
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.template import Template
from welvaartcanvas.domain.variant import DELETED, Variant, says_another
from welvaartcanvas.errors import InvalidDocument, Problem, RequestError, UnknownThing


class WorkForm(StrEnum):
    """How regions learn from each other (PMG meet-up, 2017)."""

    PRAKTIJKONDERZOEK = "praktijkonderzoek"
    EXPERIMENT = "experiment"
    EXCURSIE = "excursie"
    WERKGROEP = "werkgroep"
    LEERKRING = "leerkring"


class ActionStatus(StrEnum):
    """How far an action is."""

    OPEN = "open"
    BEZIG = "bezig"
    KLAAR = "klaar"


def check_email(value: str) -> str:
    """An e-mail address, or nothing; :class:`RequestError` for what can't be one."""
    if value and ("@" not in value.strip("@") or " " in value):
        raise RequestError("{value} is not an e-mail address", value=value)
    return value


def check_score(value: int) -> int:
    """A score; :class:`RequestError` outside 0 to 5."""
    if not 0 <= value <= 5:
        raise RequestError("score {value} does not exist; choose 0 to 5", value=value)
    return value


Email = Annotated[Label, AfterValidator(check_email)]
Score = Annotated[int, AfterValidator(check_score)]


class Partner(InCanvas):
    """Somebody at the table: a person or an organisation. Everything but the name is optional."""

    name: Name
    perspective: Key | None = None
    organisation: Label = ""
    email: Email = ""


class Contribution(InCanvas):
    """One sticky note (*bijdrage*): what one side says about one block.

    ``position`` orders the contributions of a cell; only its order has meaning.
    """

    block: Key
    perspective: Key
    text: Text
    kind: Key | None = None
    partner_id: Id | None = None
    tags: tuple[Name, ...] = ()
    position: Order = 0

    @field_validator("tags")
    @classmethod
    def _once(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tags))


class Rating(InCanvas):
    """What one side gives one block, 0 to 5, with the reason (*waardering*)."""

    block: Key
    perspective: Key
    score: Score
    reason: Note = ""


class LearningQuestion(InCanvas):
    """What the region wants to learn on a block, from whom, in which work form (*leervraag*)."""

    block: Key
    text: Text
    from_whom: Label = ""
    work_form: WorkForm | None = None
    position: Order = 0


class Action(InCanvas):
    """What will be done on a block, by whom and when (*actie*)."""

    block: Key
    text: Text
    who: Label = ""
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    position: Order = 0


_Placed = TypeVar("_Placed", Contribution, LearningQuestion, Action)


def _in_order(things: Iterable[_Placed]) -> tuple[_Placed, ...]:
    return tuple(sorted(things, key=lambda thing: (thing.position, thing.id)))


class CanvasHead(Entity):
    """A canvas without what it holds: what lists show and what an edit of its title changes."""

    region_id: Id
    template_digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    title: Name
    description: Note = ""


class Canvas(Model):
    """A whole canvas at one moment, with its region and the template it was made with.

    Everything in it belongs to it and fits its template; the tuples are ordered:
    contributions, learning questions and actions by position, the rest by id.
    """

    head: CanvasHead
    region: Region
    template: Template
    partners: tuple[Partner, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    ratings: tuple[Rating, ...] = ()
    learning_questions: tuple[LearningQuestion, ...] = ()
    actions: tuple[Action, ...] = ()
    #: What was asked about it, what came of that, and what was decided.
    rounds: tuple[Round, ...] = ()
    comments: tuple[Comment, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    #: What others made of what is here, and nobody has chosen from yet.
    variants: tuple[Variant, ...] = ()
    #: Only where it was asked for, or came with a file: what is shown needs none.
    past: Past = Past()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = list(self._problems())
        if problems:
            raise InvalidDocument(self.head.title, problems)
        return self

    def _problems(self) -> Iterator[Problem]:
        if self.head.region_id != self.region.id:
            yield Problem("head.region_id", "is not the id of the region")
        if self.head.template_digest != self.template.digest:
            yield Problem("head.template_digest", "is not the digest of the template")
        blocks = {block.key for block in self.template.blocks}
        perspectives = {perspective.key for perspective in self.template.perspectives}
        kinds = {kind.key for kind in self.template.kinds}
        partners = {partner.id for partner in self.partners}
        if self.head.id == self.region.id:
            yield Problem("head.id", "is used more than once")
        ids = {self.head.id, self.region.id}
        rated: set[tuple[str, str]] = set()
        for where, thing in (*self.things(), *self.proceedings()):
            if thing.id in ids:
                yield Problem(f"{where}.id", "is used more than once")
            ids.add(thing.id)
            if thing.canvas_id != self.head.id:
                yield Problem(f"{where}.canvas_id", "is not the id of the canvas")
            for name, allowed in (
                ("block", blocks),
                ("perspective", perspectives),
                ("kind", kinds),
                ("partner_id", partners),
            ):
                value = getattr(thing, name, None)
                if value is not None and value not in allowed:
                    yield Problem(f"{where}.{name}", "{value} does not exist", {"value": value})
            if isinstance(thing, Rating):
                if (thing.block, thing.perspective) in rated:
                    yield Problem(where, "rates a cell that is already rated")
                rated.add((thing.block, thing.perspective))
        yield from self._problems_of_variants(ids)

    def _problems_of_variants(self, ids: set[str]) -> Iterator[Problem]:
        if not self.variants:
            return
        things = {thing.id: thing for thing in self.everything()}
        for i, variant in enumerate(self.variants):
            where, thing = f"variants[{i}]", things.get(variant.thing_id)
            if variant.id in ids:
                yield Problem(f"{where}.id", "is used more than once")
            ids.add(variant.id)
            if variant.canvas_id != self.head.id:
                yield Problem(f"{where}.canvas_id", "is not the id of the canvas")
            if thing is None or ENTITIES[type(thing)] != variant.entity:
                said: dict[str, object] = {"value": variant.thing_id}
                yield Problem(f"{where}.thing_id", "{value} does not exist", said)
            elif variant.field != DELETED and not self._can_be(thing, variant):
                said = {"value": variant.value}
                yield Problem(f"{where}.value", "{value} is not the value of a field", said)

    def _can_be(self, thing: Entity, variant: Variant) -> bool:
        """Whether ``variant`` can be of ``thing``, a partner that is gone included."""
        if not fits(thing, variant.field, variant.reading):
            return False
        made = with_fields(thing, {variant.field: variant.reading})
        return all(
            getattr(made, name, None) in (None, *allowed)
            for name, allowed in (
                ("block", (block.key for block in self.template.blocks)),
                ("perspective", (side.key for side in self.template.perspectives)),
                ("kind", (kind.key for kind in self.template.kinds)),
            )
        )

    def things(self) -> Iterator[tuple[str, InCanvas]]:
        """Everything the canvas holds, each with its path in the document."""
        for name in ("partners", "contributions", "ratings", "learning_questions", "actions"):
            for i, thing in enumerate(getattr(self, name)):
                yield f"{name}[{i}]", thing

    def proceedings(self) -> Iterator[tuple[str, InCanvas]]:
        """What is about the canvas and not on it: rounds, comments and adoptions, as above.

        Putting the canvas back as it was leaves them as they are.
        """
        for name in ("rounds", "comments", "adoptions"):
            for i, thing in enumerate(getattr(self, name)):
                yield f"{name}[{i}]", thing

    def content(self) -> Iterator[Entity]:
        """The region, the canvas itself and all that it holds: what it says."""
        yield self.region
        yield self.head
        for _, thing in self.things():
            yield thing

    def everything(self) -> Iterator[Entity]:
        """The content, and the proceedings about it."""
        yield from self.content()
        for _, thing in self.proceedings():
            yield thing

    @cached_property
    def to_choose(self) -> tuple[Variant, ...]:
        """The variants about which there is something to choose: they say another thing.

        Two people may make the same of a field, or both delete a thing: all is remembered, and
        asked once at most.
        """
        if not self.variants:
            return ()
        fields = {thing.id: fields_of(thing) for thing in self.everything()}
        differ = [v for v in self.variants if says_another(v, fields[v.thing_id])]
        by_reading = {(v.thing_id, v.field, v.value): v for v in differ}
        return tuple(by_reading.values())

    def to_choose_of(self, thing_id: str) -> tuple[Variant, ...]:
        """What there is to choose about one thing."""
        return tuple(variant for variant in self.to_choose if variant.thing_id == thing_id)

    @property
    def id(self) -> str:
        """The canvas's id."""
        return self.head.id

    @property
    def title(self) -> str:
        """The canvas's title: the challenge in one line."""
        return self.head.title

    @property
    def changed_at(self) -> datetime:
        """When the canvas, or anything that is on it now, was last changed."""
        return max([self.head.changed_at, *(thing.changed_at for _, thing in self.things())])

    @cached_property
    def _by_cell(self) -> dict[tuple[str, str], list[Contribution]]:
        cells: dict[tuple[str, str], list[Contribution]] = {}
        for contribution in _in_order(self.contributions):
            cells.setdefault((contribution.block, contribution.perspective), []).append(
                contribution
            )
        return cells

    @cached_property
    def _rating_of(self) -> dict[tuple[str, str], Rating]:
        return {(rating.block, rating.perspective): rating for rating in self.ratings}

    @cached_property
    def _partner_of(self) -> dict[str, Partner]:
        return {partner.id: partner for partner in self.partners}

    def cell(self, block: str, perspective: str) -> tuple[Contribution, ...]:
        """The contributions of one cell, in their order."""
        return tuple(self._by_cell.get((block, perspective), ()))

    def rating(self, block: str, perspective: str) -> Rating | None:
        """The rating of one cell, if it was given."""
        return self._rating_of.get((block, perspective))

    def partner(self, contribution: Contribution) -> Partner | None:
        """Who said it, if that was noted."""
        return self._partner_of.get(contribution.partner_id or "")

    def contribution(self, id: str) -> Contribution:
        """The contribution with that id; :class:`UnknownThing` if there is none."""
        for contribution in self.contributions:
            if contribution.id == id:
                return contribution
        raise UnknownThing("contribution {value} does not exist in this canvas", value=id)

    def with_contribution(self, added: Contribution) -> Canvas:
        """This canvas with one contribution more, for whoever just kept it there.

        Nothing is checked anew: ``added`` comes from the same store, of a partner that this
        canvas knows. Reading and checking a full canvas takes as long as all the rest of
        showing a sentence that was typed.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        fields["contributions"] = _in_order((*self.contributions, added))
        return type(self).model_construct(**fields)

    def learning_questions_of(self, block: str) -> tuple[LearningQuestion, ...]:
        """The learning questions of one block, in their order."""
        return _in_order(q for q in self.learning_questions if q.block == block)

    def actions_of(self, block: str) -> tuple[Action, ...]:
        """The actions of one block, in their order."""
        return _in_order(a for a in self.actions if a.block == block)


#: What the history calls each sort of thing that people say or name.
ENTITIES: dict[type[Entity], EntityName] = {
    Region: "region",
    CanvasHead: "canvas",
    Partner: "partner",
    Contribution: "contribution",
    Rating: "rating",
    LearningQuestion: "learning_question",
    Action: "action",
    Round: "round",
    Comment: "comment",
    Adoption: "adoption",
}
