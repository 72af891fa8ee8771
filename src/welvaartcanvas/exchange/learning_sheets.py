"""Who resembles whom, and who can learn from whom, as flat tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from welvaartcanvas.domain.dossier import Dossier
from welvaartcanvas.domain.matching import Need, Voice
from welvaartcanvas.exchange.columns import Row, Sheet, columns
from welvaartcanvas.exchange.comparison_names import Names
from welvaartcanvas.i18n import _, language
from welvaartcanvas.wording.comparing import match_reason, need_text, table_name
from welvaartcanvas.wording.programme import numbered_tables


def alike(dossier: Dossier, names: Names) -> Iterator[Sheet]:
    """Each region with those that resemble it most."""
    if dossier.alike is None:
        return
    rows = tuple(
        {
            **names.kinds(each.region),
            "other": names.regions[each.other].name,
            "other_id": each.other,
            "distance": each.distance,
            "cells": each.cells,
            "of": dossier.comparison.cells,
        }
        for region in names.regions
        for each in dossier.alike.get(region, ())
    )
    keys = ("region", "cluster", "position", "other", "distance", "cells", "of", "id", "other_id")
    purpose = _("For each region those that resemble it most, with how far they are apart.")
    yield Sheet(_("Alike"), None, columns(*keys), rows, fixed=1, purpose=purpose)


def matches(dossier: Dossier, names: Names) -> Iterator[Sheet]:
    """Who asks, who can help, why, and what was said that it rests on; then who waits for help."""
    if dossier.learning is None:
        return
    comparison = dossier.comparison
    rows = tuple(
        {
            **names.kinds(match.need.region_id),
            **_asked(names, match.need),
            "helper": names.regions[match.helper_id].name,
            "helper_id": match.helper_id,
            "mean": match.mean,
            "themes": ", ".join(
                comparison.template.tag_name(tag, language()) for tag in match.themes
            ),
            "why": match_reason(match, comparison),
            "asking": _said(names, match.need.voices),
            "helping": _said(names, match.voices),
        }
        for match in dossier.learning.matches
    )
    rows += tuple(
        {
            **names.kinds(need.region_id),
            **_asked(names, need),
            "helper": _("nobody yet"),
        }
        for need in dossier.learning.unhelped
    )
    keys = ("region", "cluster", "position", "number", "block", "asks", "helper", "mean", "why")
    rests_on = ("themes", "questions", "asking", "helping", "id", "helper_id")
    purpose = _("What each region asks, who can help, and what that rests on.")
    yield Sheet(_("Matches"), None, columns(*keys, *rests_on), rows, fixed=1, purpose=purpose)


def _asked(names: Names, need: Need) -> Row:
    return {
        **names.block(need.block),
        "asks": need_text(need, names.comparison),
        "questions": "\n".join(question.text for question in need.questions),
    }


def _said(names: Names, voices: Iterable[Voice]) -> str:
    return "\n".join(f"{names.sides[v.perspective]}: {v.text}" for v in voices)


def circles(dossier: Dossier, names: Names) -> Iterator[Sheet]:
    """The tables seat by seat, and then the needs that wait for one."""
    if dossier.learning is None:
        return
    rows: list[Row] = []
    found = dossier.learning.circles
    for number, table in numbered_tables(found.tables, dossier.comparison):
        common: Row = {"table": number, "common": table_name(table)}
        rows += [{**common, **_seat(names, need), "role": _("asks")} for need in table.needs]
        if table.host_id is not None:
            host = names.kinds(table.host_id)
            rows.append({**common, **host, **names.block(table.block), "role": _("tells how")})
    rows += [{**_seat(names, need), "role": _("waits for a table")} for need in found.waiting]
    keys = ("table", "number", "block", "common", "region", "role", "cluster", "position")
    yield Sheet(
        _("Learning circles"),
        None,
        columns(*keys, "asks", "questions", "id"),
        tuple(rows),
        fixed=1,
        purpose=_("Who sits at which table: a row for each seat, and then who waits."),
    )


def _seat(names: Names, need: Need) -> Row:
    return {**names.kinds(need.region_id), **_asked(names, need)}
