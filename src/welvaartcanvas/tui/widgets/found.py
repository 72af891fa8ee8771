"""What a search found, as the lines of a list: grouped by canvas, found words emphasised."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import UnknownThing
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.widgets.rows import Row, Rows, fitted
from welvaartcanvas.workspace.searching import FOUND_END, FOUND_START, Found

#: The style of a found word: to be seen without colour too.
_EMPHASIS = "bold underline $accent"
#: How wide the place of a result is where it stands on the same line, in cells.
_PLACE = 56

_KINDS = {
    "region": N_("region"),
    "canvas": N_("canvas"),
    "partner": N_("partner"),
    "contribution": N_("contribution"),
    "rating": N_("reason of a rating"),
    "learning_question": N_("learning question"),
    "action": N_("action"),
}


def found_options(
    found: Mapping[str, Found], template_of: Callable[[str], Template | None], *, wide: bool
) -> list[Option]:
    """A heading for each canvas or region, with what was found in it under it.

    ``found`` is by option id, the best first: a group stands where its best result would.
    ``wide`` puts a result on one line, else on two.
    """
    groups: dict[str, list[str]] = {}
    for id, one in found.items():
        groups.setdefault(one.canvas_id or one.region_id, []).append(id)
    options: list[Option] = []
    for ids in groups.values():
        first = found[ids[0]]
        heading = " › ".join(filter(None, (first.region_name, first.canvas_title)))
        options.append(Option(Row(Content.styled(heading, "bold $primary")), disabled=True))
        for id in ids:
            one = found[id]
            template = template_of(one.canvas_id) if one.canvas_id else None
            said = Content.assemble("  ", emphasised(one.excerpt))
            place = Content.styled(_place(one, template), "$text-muted")
            if wide:
                options.append(Option(Row(said, [fitted(place, _PLACE)]), id=id))
            else:
                under = Content.assemble("    ", place)
                options.append(Option(Rows([Row(said), Row(under)]), id=id))
    return options


def emphasised(excerpt: str) -> Content:
    """``excerpt`` on one line, with what stands between the marks of the search emphasised."""
    parts: list[str | tuple[str, str]] = []
    for piece in re.split(f"({FOUND_START}[^{FOUND_END}]*{FOUND_END})", excerpt):
        if piece.startswith(FOUND_START):
            parts.append((_one_line(piece.strip(FOUND_START + FOUND_END)), _EMPHASIS))
        else:
            parts.append(_one_line(piece.replace(FOUND_START, "").replace(FOUND_END, "")))
    return Content.assemble(*parts)


def _one_line(text: str) -> str:
    return re.sub(r"\s*[\n\t]+\s*", " ", text)


def _place(found: Found, template: Template | None) -> str:
    """What it is, and where in the canvas it stands."""
    parts = [_(_KINDS[found.entity])]
    try:
        if template and found.block:
            block = template.block(found.block)
            parts.append(f"{block.number} {block.title(language())}")
        if template and found.perspective:
            side = template.perspective(found.perspective)
            parts.append(f"{side.mark} {side.name(language())}")
    except UnknownThing:  # a canvas that somebody changes at this moment
        pass
    return " · ".join(parts)
