"""What a search found, as the lines of a list: grouped by canvas, found words emphasised."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import UnknownThing
from welvaartcanvas.i18n import language
from welvaartcanvas.tui.widgets.rows import Row, Rows, fitted
from welvaartcanvas.wording import found_name
from welvaartcanvas.workspace.searching import FOUND_END, FOUND_START, Found, with_tag_names

#: The style of a found word: to be seen without colour too.
_EMPHASIS = "bold underline $accent"
#: How much of the text before the first found word is shown, in characters.
_BEFORE = 44
_FOUND = re.compile(f"({FOUND_START}[^{FOUND_END}]*{FOUND_END})")
_MARKS = re.compile(f"[{FOUND_START}{FOUND_END}]")
_BLANKS = re.compile(r"\s*[\n\t]+\s*")
#: How wide the place of a result is where it stands on the same line, in cells.
_PLACE = 60


def found_options(
    found: Mapping[str, Found], template_of: Callable[[str], Template | None], *, wide: bool
) -> list[Option]:
    """A heading for each canvas or region, with what was found in it under it.

    ``found`` is by option id, the best first: a group stands where its best result would.
    ``wide`` puts a result on one line, else on two.
    """
    groups: dict[str, list[str]] = {}
    for key, one in found.items():
        groups.setdefault(one.canvas_id or one.region_id, []).append(key)
    options: list[Option] = []
    for keys in groups.values():
        # A canvas or region that was found by its name is itself the heading.
        itself = next((key for key in keys if _by_name(found[key])), None)
        options.append(_heading(found[keys[0]], found.get(itself or ""), itself))
        for key in keys:
            if key != itself:
                one = found[key]
                template = template_of(one.canvas_id) if one.canvas_id else None
                options.append(Option(_lines(one, template, wide=wide), id=key))
    return options


def _by_name(found: Found) -> bool:
    name = {"canvas": found.canvas_title, "region": found.region_name}.get(found.entity)
    return _MARKS.sub("", found.excerpt) == name


def _heading(first: Found, itself: Found | None, id: str | None) -> Option:
    if itself is None:
        names = filter(None, (first.region_name, first.canvas_title))
        return Option(Row(Content.styled(" › ".join(names), "bold $primary")), disabled=True)
    around = f"{itself.region_name} › " if itself.entity == "canvas" else ""
    kind = Content.styled(found_name(itself.entity), "$text-muted")
    said = Content.assemble(around, emphasised(itself.excerpt)).stylize_before("bold $primary")
    return Option(Row(said, [kind]), id=id)


def _lines(found: Found, template: Template | None, *, wide: bool) -> Row | Rows:
    excerpt = with_tag_names(found, template, language()) if template else found.excerpt
    said = Content.assemble("  ", emphasised(excerpt))
    place = Content.styled(_place(found, template), "$text-muted")
    if wide:
        return Row(said, [fitted(place, _PLACE)])
    return Rows([Row(said), Row(Content.assemble("    ", place))])


def emphasised(excerpt: str) -> Content:
    """``excerpt`` on one line with its found words emphasised, the first of them near the start."""
    before, sign, rest = excerpt.partition(FOUND_START)
    if sign and len(before) > _BEFORE:
        shortened = before[-_BEFORE:].partition(" ")[2] or before[-_BEFORE:]
        excerpt = f"…{shortened}{sign}{rest}"
    parts: list[str | tuple[str, str]] = []
    for piece in _FOUND.split(excerpt):
        words = _BLANKS.sub(" ", _MARKS.sub("", piece))
        parts.append((words, _EMPHASIS) if piece.startswith(FOUND_START) else words)
    return Content.assemble(*parts)


def _place(found: Found, template: Template | None) -> str:
    """What it is, and where in the canvas it stands."""
    parts = [found_name(found.entity)]
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
