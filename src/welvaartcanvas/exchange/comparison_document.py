"""The comparison document: what stands in its JSON, and the JSON Schema that is made from that.

It is written only, and at the speed of a whole country: these are the types of plain
dictionaries, which nothing looks at while it is written. ``docs/file-format.md`` describes it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict  # pydantic wants this one before Python 3.12

from welvaartcanvas.domain.canvas import WorkForm
from welvaartcanvas.domain.map_figures import MapMeasure
from welvaartcanvas.domain.model import Id, Key
from welvaartcanvas.domain.region import Cluster, MunicipalityCode, Position
from welvaartcanvas.domain.selection import CanvasStatus

Count = Annotated[int, Field(ge=0)]
#: A mean, or a difference between means, in points; rounded to four decimals.
Points = Annotated[float, Field(ge=0, le=5, description="In points, with at most 4 decimals.")]
Texts = Annotated[dict[str, str], Field(description="One text in several languages, by code.")]
Finding = Literal["strength", "attention", "difference", "unknown"]
Findings = Annotated[list[Finding], Field(json_schema_extra={"uniqueItems": True})]
Block = Annotated[Key, Field(description="The key of a block.")]
Side = Annotated[Key, Field(description="The key of a perspective.")]
RegionId = Annotated[Id, Field(description="The id of one of the regions.")]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]


class SelectionPart(TypedDict):
    """What was chosen; an empty list or null is no condition."""

    regions: list[Id]
    clusters: list[Cluster]
    positions: list[Position]
    provinces: list[str]
    themes: list[str]
    statuses: list[CanvasStatus]
    changed_from: Day | None
    changed_to: Day | None
    template: Key | None
    perspectives: list[Side]


class BlockPart(TypedDict):
    """A block that is compared."""

    key: Key
    number: int
    title: Texts


class PerspectivePart(TypedDict):
    """A perspective that is compared."""

    key: Key
    name: Texts


class TemplatePart(TypedDict):
    """The template that most canvases were made with, and what of it is compared."""

    slug: Key
    version: int
    title: Texts
    blocks: list[BlockPart]
    perspectives: list[PerspectivePart]


class LeftOutPart(TypedDict):
    """A block or perspective that not every canvas has; ``templates`` are those that do."""

    what: Literal["block", "perspective"]
    key: Key
    name: Texts
    templates: list[Key]


class SidePart(TypedDict):
    """What one side gave in one block, over the canvases of the region."""

    contributions: Count
    ratings: Count
    mean: Points | None


class FiguresPart(TypedDict):
    """What a region shows in one block; ``filled`` and ``rated`` count sides."""

    mean: Points | None
    spread: Points | None
    contributions: Count
    filled: Count
    rated: Count
    findings: Findings
    sides: Annotated[dict[str, SidePart], Field(description="By the key of the perspective.")]


class CanvasPart(TypedDict):
    """A canvas that counts."""

    id: Id
    title: str


class RegionPart(TypedDict):
    """A region; ``filled`` and ``rated`` count cells, the three findings count blocks."""

    id: Id
    name: str
    cluster: Cluster | None
    position: Position | None
    municipalities: list[MunicipalityCode]
    canvases: list[CanvasPart]
    mean: Points | None
    spread: Points | None
    filled: Count
    rated: Count
    strengths: Count
    attentions: Count
    differences: Count
    blocks: Annotated[dict[str, FiguresPart], Field(description="By the key of the block.")]


class DistributionPart(TypedDict):
    """How the means of the regions lie in one block; the figures are null when none rated it."""

    rated: Count
    lowest: Points | None
    first_quartile: Points | None
    median: Points | None
    third_quartile: Points | None
    highest: Points | None
    classes: Annotated[
        list[Count],
        Field(
            min_length=5,
            max_length=5,
            description="Regions with a mean from 0 to under 1, 1 to under 2, and so on to 5.",
        ),
    ]
    strengths: Count
    attentions: Count
    differences: Count
    unknowns: Count


class SharedPart(TypedDict):
    """What regions of one cluster have in common; ``of`` counts those that rated the block."""

    cluster: Cluster
    block: Block
    finding: Literal["attention", "difference"]
    regions: list[RegionId]
    of: Count


class PatternsPart(TypedDict):
    """Patterns across regions."""

    distributions: Annotated[dict[str, DistributionPart], Field(description="By block.")]
    shared: list[SharedPart]


class LikenessPart(TypedDict):
    """A region that resembles another: how far apart, over how many cells that both rated."""

    region: RegionId
    distance: Points
    cells: Count


class QuestionPart(TypedDict):
    """A learning question, and the canvas that it stands in."""

    id: Id
    canvas: Id
    text: str
    from_whom: str
    work_form: WorkForm | None


class VoicePart(TypedDict):
    """A contribution, and the canvas that it stands in."""

    id: Id
    canvas: Id
    perspective: Side
    kind: Key | None
    text: str


class NeedPart(TypedDict):
    """What a region asks: questions, and the sides that make the block an attention point."""

    region: RegionId
    block: Block
    low: list[Side]
    questions: list[QuestionPart]


class MatchPart(TypedDict):
    """A region that can help another with a need, and what that rests on."""

    region: RegionId
    block: Block
    helper: RegionId
    reason: Annotated[str, Field(description="In one sentence, in the language of the program.")]
    same_cluster: bool
    same_position: bool
    themes: list[str]
    mean: Points
    asking: Annotated[list[VoicePart], Field(description="Contributions of the region.")]
    helping: Annotated[list[VoicePart], Field(description="Contributions of the helper.")]


class TablePart(TypedDict):
    """A table of a learning circle; ``kind`` is what those who ask have in common."""

    block: Block
    kind: Cluster | Position | None
    asking: list[RegionId]
    host: RegionId | None


class WaitingPart(TypedDict):
    """A need that found no table."""

    region: RegionId
    block: Block


class LearningPart(TypedDict):
    """Who can learn from whom."""

    needs: list[NeedPart]
    matches: list[MatchPart]
    tables: list[TablePart]
    waiting: list[WaitingPart]


class MomentPart(TypedDict):
    """A block at one moment."""

    mean: Points | None
    spread: Points | None
    contributions: Count
    findings: Findings


class ChangePart(TypedDict):
    """A block of a region in which something changed; ``added`` counts contributions."""

    region: RegionId
    block: Block
    difference: Annotated[float, Field(ge=-5, le=5)] | None
    added: Count
    then: MomentPart
    now: MomentPart


class ChangesPart(TypedDict):
    """What changed since the start of a day."""

    since: Day
    blocks: list[ChangePart]


class AreaPart(TypedDict):
    """A COROP area: its figure, and how many ``of`` its municipalities have one."""

    code: Annotated[str, Field(pattern=r"^CR\d{2}$")]
    name: str
    value: float | None
    municipalities: Count
    of: Count


class MapPart(TypedDict):
    """The figure that a map shows, of one block or of all together."""

    measure: MapMeasure
    block: Block | None
    areas: list[AreaPart]


@with_config(ConfigDict(extra="forbid"))  # this goes for all that it holds, too
class Document(TypedDict):
    """Regions beside one another in the blocks and perspectives that all their canvases have."""

    format: Literal["welvaartcanvas-comparison"]
    version: Literal[1]
    selection: SelectionPart
    template: TemplatePart
    not_compared: list[LeftOutPart]
    regions: list[RegionPart]
    patterns: PatternsPart
    alike: NotRequired[
        Annotated[dict[str, list[LikenessPart]], Field(description="By id, the nearest first.")]
    ]
    learning: NotRequired[LearningPart]
    changes: NotRequired[ChangesPart]
    map: NotRequired[MapPart]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the comparison document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(Document).json_schema(),
    }
