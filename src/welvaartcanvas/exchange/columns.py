"""Tables as data: their columns, rows and titles, before they are CSV or a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from welvaartcanvas.i18n import N_, _

#: What a cell of a table can hold; moments are in the local time zone, without naming it.
Cell = str | int | float | date | datetime | None
Row = Mapping[str, Cell]

#: Widths of columns, in characters.
NARROW, _MOMENT, NAME, _ID, TEXT = 12, 18, 24, 38, 60


@dataclass(frozen=True)
class Column:
    """One column: its key in the rows, its title, and its width in characters.

    ``number`` is how a spreadsheet shows a number that need not be whole, in the signs of
    ECMA-376, part 1, 18.8.30.
    """

    key: str
    title: str
    width: int
    number: str = "0.0"


@dataclass(frozen=True)
class Sheet:
    """One table; ``thing`` is the word for what each row is, where it is a thing of a canvas.

    The first ``fixed`` columns stay in view. Numbers in the columns of ``shaded`` are scores: the
    higher, the darker their cell. ``purpose`` says what the table shows, where that is told.
    """

    title: str
    thing: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    fixed: int = 0
    shaded: tuple[str, ...] = ()
    purpose: str = ""


#: Of these columns a number is not shown with one decimal.
_NUMBERS = {"distance": "0.00"}
_COLUMNS: dict[str, tuple[str, int]] = {
    "type": (N_("Type"), NAME),
    "region": (N_("Region"), NAME),
    "canvas": (N_("Canvas"), NAME),
    "number": (N_("No."), NARROW),
    "block": (N_("Block"), NAME),
    "perspective": (N_("Perspective"), NAME),
    "kind": (N_("Kind"), NAME),
    "text": (N_("Text"), TEXT),
    "partner": (N_("Partner"), NAME),
    "organisation": (N_("Organisation"), NAME),
    "email": (N_("E-mail"), NAME),
    "tags": (N_("Tags"), NAME),
    "score": (N_("Score"), NARROW),
    "anchor": (N_("Meaning of the score"), NAME),
    "reason": (N_("Reason"), TEXT),
    "from_whom": (N_("From whom"), NAME),
    "work_form": (N_("Work form"), NAME),
    "who": (N_("Who"), NAME),
    "due": (N_("Due"), NARROW),
    "status": (N_("Status"), NARROW),
    "standing": (N_("Status"), NAME),
    "fingerprint": (N_("Fingerprint"), NAME),
    "mean": (N_("Mean"), NARROW),
    "spread": (N_("Spread"), NARROW),
    "findings": (N_("What stands out"), NAME),
    "description": (N_("Description"), TEXT),
    "cluster": (N_("Type of municipality"), NAME),
    "position": (N_("Position"), NAME),
    "municipalities": (N_("Municipalities"), NAME),
    "note": (N_("Note on the region"), TEXT),
    "template": (N_("Template"), NAME),
    "other_reading": (N_("Other reading"), TEXT),
    "created": (N_("Created"), _MOMENT),
    "changed": (N_("Changed"), _MOMENT),
    "id": (N_("Id"), _ID),
    "helper": (N_("Can learn from"), NAME),
    "helper_id": (N_("Id of who can help"), _ID),
    "other": (N_("Resembles"), NAME),
    "other_id": (N_("Id of what it resembles"), _ID),
    "distance": (N_("Points apart"), NARROW),
    "cells": (N_("Cells that both rated"), NARROW),
    "filled": (N_("Filled"), NARROW),
    "rated": (N_("Rated"), NARROW),
    "contributions": (N_("Contributions"), NARROW),
    "strengths": (N_("Strengths"), NARROW),
    "attentions": (N_("Attention points"), NARROW),
    "differences": (N_("Differences of view"), NARROW),
    "unknowns": (N_("Unknown"), NARROW),
    "regions_rated": (N_("Regions that rated"), NARROW),
    "lowest": (N_("Lowest mean"), NARROW),
    "first_quartile": (N_("First quartile"), NARROW),
    "median": (N_("Median"), NARROW),
    "third_quartile": (N_("Third quartile"), NARROW),
    "highest": (N_("Highest mean"), NARROW),
    "shared_attention": (N_("Attention point shared by"), NAME),
    "shared_difference": (N_("Difference of view shared by"), NAME),
    "finding": (N_("What stands out"), NAME),
    "count": (N_("Number"), NARROW),
    "regions": (N_("Regions"), TEXT),
    "asks": (N_("What is asked"), NAME),
    "why": (N_("Why"), TEXT),
    "themes": (N_("Same themes"), NAME),
    "questions": (N_("Learning questions"), TEXT),
    "asking": (N_("Said by who asks"), TEXT),
    "helping": (N_("Said by who can help"), TEXT),
    "table": (N_("Table"), NARROW),
    "common": (N_("In common"), NAME),
    "role": (N_("At the table"), NAME),
    "area": (N_("COROP area"), NAME),
    "code": (N_("Code"), NARROW),
    "of": (N_("Of"), NARROW),
    "with_figure": (N_("Municipalities with a figure"), NARROW),
    "then_mean": (N_("Mean then"), NARROW),
    "now_mean": (N_("Mean now"), NARROW),
    "change": (N_("Higher or lower"), NARROW),
    "then_spread": (N_("Spread then"), NARROW),
    "now_spread": (N_("Spread now"), NARROW),
    "then_contributions": (N_("Contributions then"), NARROW),
    "now_contributions": (N_("Contributions now"), NARROW),
    "added": (N_("New contributions"), NARROW),
    "then_findings": (N_("Stood out then"), NAME),
    "now_findings": (N_("Stands out now"), NAME),
    "canvases": (N_("Canvases"), NAME),
    "what": (N_("What"), NAME),
    "said": (N_("Explanation"), 100),
}


def columns(*keys: str) -> tuple[Column, ...]:
    """The columns with ``keys``, with their titles in the language in force."""
    return tuple(
        Column(key, _(_COLUMNS[key][0]), _COLUMNS[key][1], _NUMBERS.get(key, "0.0")) for key in keys
    )
