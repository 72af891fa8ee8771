"""A canvas as flat tables: which there are, their columns and their rows.

The one description that the CSV and the XLSX are both made from. Titles, and the names of
blocks, perspectives and the like, are in the language in force; texts are as typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from welvaartcanvas.domain.analysis import profile
from welvaartcanvas.domain.canvas import Canvas, InCanvas
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.wording import (
    action_status_name,
    cluster_name,
    findings,
    position_name,
    work_form_name,
)

#: What a cell of a table can hold; moments are in the local time zone, without naming it.
Cell = str | int | float | date | datetime | None
Row = Mapping[str, Cell]

_NARROW, _MOMENT, _NAME, _ID, _TEXT = 12, 18, 24, 38, 60


@dataclass(frozen=True)
class Column:
    """One column: its key in the rows, its title, and its width in characters."""

    key: str
    title: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """One table; ``thing`` is the word for what each row is, where it is a thing of a canvas."""

    title: str
    thing: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


_COLUMNS: dict[str, tuple[str, int]] = {
    "type": (N_("Type"), _NAME),
    "region": (N_("Region"), _NAME),
    "canvas": (N_("Canvas"), _NAME),
    "number": (N_("No."), _NARROW),
    "block": (N_("Block"), _NAME),
    "perspective": (N_("Perspective"), _NAME),
    "kind": (N_("Kind"), _NAME),
    "text": (N_("Text"), _TEXT),
    "partner": (N_("Partner"), _NAME),
    "organisation": (N_("Organisation"), _NAME),
    "email": (N_("E-mail"), _NAME),
    "tags": (N_("Tags"), _NAME),
    "score": (N_("Score"), _NARROW),
    "anchor": (N_("Meaning of the score"), _NAME),
    "reason": (N_("Reason"), _TEXT),
    "from_whom": (N_("From whom"), _NAME),
    "work_form": (N_("Work form"), _NAME),
    "who": (N_("Who"), _NAME),
    "due": (N_("Due"), _NARROW),
    "status": (N_("Status"), _NARROW),
    "mean": (N_("Mean"), _NARROW),
    "spread": (N_("Spread"), _NARROW),
    "findings": (N_("What stands out"), _NAME),
    "description": (N_("Description"), _TEXT),
    "cluster": (N_("Type of municipality"), _NAME),
    "position": (N_("Position"), _NAME),
    "municipalities": (N_("Municipalities"), _NAME),
    "note": (N_("Note on the region"), _TEXT),
    "template": (N_("Template"), _NAME),
    "created": (N_("Created"), _MOMENT),
    "changed": (N_("Changed"), _MOMENT),
    "id": (N_("Id"), _ID),
}
_WHERE = ("region", "canvas", "number", "block")
_STAMPS = ("created", "changed", "id")


def columns(*keys: str) -> tuple[Column, ...]:
    """The columns with ``keys``, with their titles in the language in force."""
    return tuple(Column(key, _(_COLUMNS[key][0]), _COLUMNS[key][1]) for key in keys)


def sheets(canvas: Canvas, municipalities: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Every table of ``canvas``, each in reading order; a table may be without rows.

    ``municipalities`` gives names by code; a code that it does not have stands as it is.
    """
    return (
        _contributions(canvas),
        _ratings(canvas),
        _learning_questions(canvas),
        _actions(canvas),
        _partners(canvas),
        _profile(canvas),
        _about(canvas, municipalities),
    )


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


def _about(canvas: Canvas, municipalities: Mapping[str, str]) -> Sheet:
    region = canvas.region
    row: Row = {
        **_where(canvas),
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
    keys = ("region", "canvas", "description", "cluster", "position", "municipalities", "note")
    return Sheet(_("Canvas"), None, columns(*keys, "template", *_STAMPS), (row,))
