"""A comparison of regions as JSON, for other programs; ``comparison_document`` has its schema.

Dictionaries are made by hand and written by Rust: of the whole country 12,000 cells are
written in less time than reading them takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic_core import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from welvaartcanvas.domain.circles import Table
    from welvaartcanvas.domain.comparison import Comparison, Figures, Standing
    from welvaartcanvas.domain.development import Development
    from welvaartcanvas.domain.dossier import Dossier, Learning, Mapped
    from welvaartcanvas.domain.matching import Match, Need, Voice
    from welvaartcanvas.domain.patterns import Distribution
    from welvaartcanvas.domain.selection import Selection
    from welvaartcanvas.exchange import comparison_document as document

FORMAT: Literal["welvaartcanvas-comparison"] = "welvaartcanvas-comparison"
VERSION: Literal[1] = 1
#: What the document is called where it is a file in another file, and its type (RFC 8259).
FILE_NAME = "comparison.json"
MEDIA_TYPE = "application/json"
#: How many decimals points have.
DECIMALS = 4
_FINDINGS: tuple[document.Finding, ...] = ("strength", "attention", "difference", "unknown")


def write(dossier: Dossier) -> str:
    """``dossier`` as a comparison document: JSON, indented by 2, ending in a newline.

    Regions stand in the order of the comparison. The parts that the dossier has not are left
    out. To be encoded in UTF-8.
    """
    comparison = dossier.comparison
    content: document.Document = {
        "format": FORMAT,
        "version": VERSION,
        "selection": _selection(dossier.selection, dossier.perspectives),
        "template": _template(comparison),
        "not_compared": [
            {
                "what": part.what,
                "key": part.key,
                "name": part.name.root,
                "templates": list(part.templates),
            }
            for part in comparison.left_out
        ],
        "regions": _regions(comparison),
        "patterns": {
            "distributions": {d.block: _distribution(d) for d in dossier.distributions},
            "shared": [
                {
                    "cluster": shared.cluster,
                    "block": shared.block,
                    "finding": shared.finding,
                    "regions": list(shared.regions),
                    "of": shared.of,
                }
                for shared in dossier.shared
            ],
        },
    }
    if dossier.alike is not None:
        content["alike"] = {
            region: [
                {"region": a.other, "distance": round(a.distance, DECIMALS), "cells": a.cells}
                for a in others
            ]
            for region, others in dossier.alike.items()
        }
    if dossier.learning is not None:
        content["learning"] = _learning(dossier.learning, comparison)
    if dossier.since is not None:
        content["changes"] = {
            "since": dossier.since.day.isoformat(),
            "blocks": [_change(each) for each in dossier.since.developments],
        }
    if dossier.mapped is not None:
        content["map"] = _map(dossier.mapped)
    return to_json(content, indent=2).decode() + "\n"


def _selection(selection: Selection, perspectives: Sequence[str]) -> document.SelectionPart:
    start, end = selection.changed_from, selection.changed_to
    return {
        "regions": sorted(selection.regions),  # in whatever order they were named
        "clusters": list(selection.clusters),
        "positions": list(selection.positions),
        "provinces": list(selection.provinces),
        "themes": list(selection.themes),
        "statuses": list(selection.statuses),
        "changed_from": start.isoformat() if start else None,
        "changed_to": end.isoformat() if end else None,
        "template": selection.template,
        "perspectives": list(perspectives),
    }


def _template(comparison: Comparison) -> document.TemplatePart:
    template = comparison.template
    return {
        "slug": template.slug,
        "version": template.version,
        "title": template.title.root,
        "blocks": [
            {"key": block.key, "number": block.number, "title": block.title.root}
            for block in comparison.blocks
        ],
        "perspectives": [
            {"key": side.key, "name": side.name.root} for side in comparison.perspectives
        ],
    }


def _regions(comparison: Comparison) -> list[document.RegionPart]:
    blocks = [block.key for block in comparison.blocks]
    sides = [side.key for side in comparison.perspectives]
    return [_region(standing, blocks, sides) for standing in comparison.standings]


def _region(standing: Standing, blocks: Sequence[str], sides: Sequence[str]) -> document.RegionPart:
    region = standing.region
    return {
        "id": region.id,
        "name": region.name,
        "cluster": region.cluster,
        "position": region.position,
        "municipalities": list(region.municipalities),
        "canvases": [{"id": canvas.id, "title": canvas.title} for canvas in standing.canvases],
        "mean": _points(standing.mean),
        "spread": _points(standing.spread),
        "filled": standing.filled,
        "rated": standing.rated,
        "strengths": standing.strengths,
        "attentions": standing.attentions,
        "differences": standing.differences,
        "blocks": {
            block: _figures(figures, sides)
            for block, figures in zip(blocks, standing.blocks, strict=True)
        },
    }


def _figures(figures: Figures, sides: Sequence[str]) -> document.FiguresPart:
    return {
        "mean": _points(figures.mean),
        "spread": _points(figures.spread),
        "contributions": figures.contributions,
        "filled": figures.filled,
        "rated": figures.rated,
        "findings": _findings(figures),
        "sides": {
            key: {
                "contributions": side.contributions,
                "ratings": side.ratings,
                "mean": _points(side.mean),
            }
            for key, side in zip(sides, figures.sides, strict=True)
        },
    }


def _points(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _findings(figures: Figures) -> list[document.Finding]:
    return [finding for finding in _FINDINGS if getattr(figures, finding)]


def _distribution(of: Distribution) -> document.DistributionPart:
    lowest, first, median, third, highest = map(_points, of.five or (None,) * 5)
    return {
        "rated": of.rated,
        "lowest": lowest,
        "first_quartile": first,
        "median": median,
        "third_quartile": third,
        "highest": highest,
        "classes": list(of.counts),
        "strengths": of.strengths,
        "attentions": of.attentions,
        "differences": of.differences,
        "unknowns": of.unknowns,
    }


def _learning(learning: Learning, comparison: Comparison) -> document.LearningPart:
    from welvaartcanvas.wording.comparing import match_reason

    return {
        "needs": [_need(need) for need in learning.needs],
        "matches": [_match(match, match_reason(match, comparison)) for match in learning.matches],
        "tables": [_table(table) for table in learning.circles.tables],
        "waiting": [
            {"region": need.region_id, "block": need.block} for need in learning.circles.waiting
        ],
    }


def _need(need: Need) -> document.NeedPart:
    return {
        "region": need.region_id,
        "block": need.block,
        "low": list(need.low),
        "questions": [
            {
                "id": question.id,
                "canvas": question.canvas_id,
                "text": question.text,
                "from_whom": question.from_whom,
                "work_form": question.work_form,
            }
            for question in need.questions
        ],
    }


def _match(match: Match, reason: str) -> document.MatchPart:
    return {
        "region": match.need.region_id,
        "block": match.need.block,
        "helper": match.helper_id,
        "reason": reason,
        "same_cluster": match.same_cluster,
        "same_position": match.same_position,
        "themes": list(match.themes),
        "mean": round(match.mean, DECIMALS),
        "asking": _voices(match.need.voices),
        "helping": _voices(match.voices),
    }


def _voices(voices: Iterable[Voice]) -> list[document.VoicePart]:
    return [
        {
            "id": voice.id,
            "canvas": voice.canvas_id,
            "perspective": voice.perspective,
            "kind": voice.kind,
            "text": voice.text,
        }
        for voice in voices
    ]


def _table(table: Table) -> document.TablePart:
    return {
        "block": table.block,
        "kind": table.kind,
        "asking": [need.region_id for need in table.needs],
        "host": table.host_id,
    }


def _change(change: Development) -> document.ChangePart:
    return {
        "region": change.region_id,
        "block": change.block,
        "difference": _points(change.difference),
        "added": change.added,
        "then": _moment(change.then),
        "now": _moment(change.now),
    }


def _moment(figures: Figures) -> document.MomentPart:
    return {
        "mean": _points(figures.mean),
        "spread": _points(figures.spread),
        "contributions": figures.contributions,
        "findings": _findings(figures),
    }


def _map(mapped: Mapped) -> document.MapPart:
    return {
        "measure": mapped.figure.measure,
        "block": mapped.figure.block,
        "areas": [
            {
                "code": area.code,
                "name": name,
                "value": _points(area.value),
                "municipalities": area.municipalities,
                "of": area.of,
            }
            for name, area in mapped.areas
        ],
    }
