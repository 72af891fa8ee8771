"""A canvas as flat tables: which there are, their columns and their rows.

The one description that the CSV and the XLSX are both made from. Titles, and the names of
blocks, perspectives and the like, are in the language in force; texts are as typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from welvaartcanvas.domain.analysis import profile
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.fingerprint import shown
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.settling import thing_of
from welvaartcanvas.domain.status import Standing, Status, standing
from welvaartcanvas.exchange.columns import Cell, Column, Row, Sheet, columns
from welvaartcanvas.i18n import _, language
from welvaartcanvas.wording import (
    action_status_name,
    cluster_name,
    findings,
    position_name,
    settling,
    work_form_name,
)
from welvaartcanvas.wording.standing import status_line

_WHERE = ("region", "canvas", "number", "block")
_STAMPS = ("other_reading", "created", "changed", "id")


def sheets(canvas: Canvas, municipalities: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Every table of ``canvas``, each in reading order; a table may be without rows.

    ``municipalities`` gives names by code; a code that it does not have stands as it is.
    """
    made = (
        _contributions(canvas),
        _ratings(canvas),
        _learning_questions(canvas),
        _actions(canvas),
        _partners(canvas),
        _profile(canvas),
        _about(canvas, municipalities),
    )
    others = _other_readings(canvas)
    return tuple(_with_others(sheet, others) for sheet in made) if others else made


def _other_readings(canvas: Canvas) -> dict[str, str]:
    """What else stands of each thing from which nobody has chosen yet, by its id.

    What is of the region stands with the canvas.
    """
    found: dict[str, list[str]] = {}
    for variant in canvas.to_choose:
        thing = thing_of(canvas, variant)
        thing_id = canvas.id if thing == canvas.region else thing.id
        what = settling.field_text(canvas, variant)
        found.setdefault(thing_id, []).append(f"{what}: {settling.other_text(canvas, variant)}")
    return {thing_id: "\n".join(readings) for thing_id, readings in found.items()}


def _with_others(sheet: Sheet, others: Mapping[str, str]) -> Sheet:
    rows = tuple({**row, "other_reading": others.get(str(row.get("id")))} for row in sheet.rows)
    return replace(sheet, rows=rows)


def _where(canvas: Canvas, block: str | None = None, perspective: str | None = None) -> Row:
    row: dict[str, Cell] = {"region": canvas.region.name, "canvas": canvas.title}
    if block:
        found = canvas.template.block(block)
        row |= {"number": found.number, "block": found.title(language())}
    if perspective:
        row["perspective"] = canvas.template.perspective(perspective).name(language())
    return row


def _stamps(thing: InCanvas) -> Row:
    return {
        "created": _local(thing.created_at),
        "changed": _local(thing.changed_at),
        "id": thing.id,
    }


def _local(moment: datetime) -> datetime:
    return moment.astimezone().replace(tzinfo=None)


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)


def _contributions(canvas: Canvas) -> Sheet:
    template = canvas.template
    rows = []
    for block, perspective in template.cells:
        for said in canvas.cell(block, perspective):
            partner = canvas.partner(said)
            rows.append(
                {
                    **_where(canvas, block, perspective),
                    "kind": template.kind(said.kind).name(language()) if said.kind else None,
                    "text": said.text,
                    "partner": partner.name if partner else None,
                    "tags": _joined(template.tag_name(tag, language()) for tag in said.tags),
                    **_stamps(said),
                }
            )
    keys = (*_WHERE, "perspective", "kind", "text", "partner", "tags", *_STAMPS)
    return Sheet(_("Contributions"), _("contribution"), columns(*keys), tuple(rows))


def _ratings(canvas: Canvas) -> Sheet:
    rows = tuple(
        {
            **_where(canvas, block, perspective),
            "score": rating.score,
            "anchor": canvas.template.anchor(rating.score).text(language()),
            "reason": rating.reason,
            **_stamps(rating),
        }
        for block, perspective in canvas.template.cells
        if (rating := canvas.rating(block, perspective))
    )
    keys = (*_WHERE, "perspective", "score", "anchor", "reason", *_STAMPS)
    return Sheet(_("Ratings"), _("rating"), columns(*keys), rows)


def _learning_questions(canvas: Canvas) -> Sheet:
    rows = tuple(
        {
            **_where(canvas, block.key),
            "text": question.text,
            "from_whom": question.from_whom,
            "work_form": work_form_name(question.work_form) if question.work_form else None,
            **_stamps(question),
        }
        for block in canvas.template.reading_order
        for question in canvas.learning_questions_of(block.key)
    )
    keys = (*_WHERE, "text", "from_whom", "work_form", *_STAMPS)
    return Sheet(_("Learning questions"), _("learning question"), columns(*keys), rows)


def _actions(canvas: Canvas) -> Sheet:
    rows = tuple(
        {
            **_where(canvas, block.key),
            "text": action.text,
            "who": action.who,
            "due": action.due,
            "status": action_status_name(action.status),
            **_stamps(action),
        }
        for block in canvas.template.reading_order
        for action in canvas.actions_of(block.key)
    )
    keys = (*_WHERE, "text", "who", "due", "status", *_STAMPS)
    return Sheet(_("Actions"), _("action"), columns(*keys), rows)


def _partners(canvas: Canvas) -> Sheet:
    rows = tuple(
        {
            **_where(canvas, perspective=partner.perspective),
            "partner": partner.name,
            "organisation": partner.organisation,
            "email": partner.email,
            **_stamps(partner),
        }
        for partner in canvas.partners
    )
    keys = ("region", "canvas", "perspective", "partner", "organisation", "email", *_STAMPS)
    return Sheet(_("Partners"), _("partner"), columns(*keys), rows)


def _profile(canvas: Canvas) -> Sheet:
    sides = tuple(
        # A column of its own for each perspective; no key of ours holds a colon.
        Column(f"score:{p.key}", p.name(language()), len(p.name(language())) + 4)
        for p in canvas.template.perspectives
    )
    rows = tuple(
        {
            **_where(canvas, block.block),
            **{f"score:{perspective}": score for perspective, score in block.scores},
            "mean": block.mean,
            "spread": block.spread,
            "findings": _joined(findings(block)),
        }
        for block in profile(canvas)
    )
    return Sheet(
        _("Profile"),
        None,
        (*columns(*_WHERE), *sides, *columns("mean", "spread", "findings")),
        rows,
    )


def _fingerprint(now: Standing) -> str | None:
    adopted = now.adoption if now.status is Status.ADOPTED else None
    return shown(adopted.fingerprint) if adopted else None


def _about(canvas: Canvas, municipalities: Mapping[str, str]) -> Sheet:
    region, now = canvas.region, standing(canvas)
    row: Row = {
        **_where(canvas),
        "standing": status_line(now),
        "fingerprint": _fingerprint(now),
        "description": canvas.head.description,
        "cluster": cluster_name(region.cluster) if region.cluster else None,
        "position": position_name(region.position) if region.position else None,
        "municipalities": _joined(municipalities.get(code, code) for code in region.municipalities),
        "note": region.note,
        "template": canvas.template.title(language()),
        "created": _local(canvas.head.created_at),
        "changed": _local(canvas.changed_at),
        "id": canvas.id,
    }
    keys = ("region", "canvas", "standing", "fingerprint", "description", "cluster", "position")
    more = ("municipalities", "note", "template", *_STAMPS)
    return Sheet(_("Canvas"), None, columns(*keys, *more), (row,))
