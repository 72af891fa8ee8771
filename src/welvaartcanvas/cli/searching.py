"""``search``: through everything in the workspace."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Command, argument, as_json
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import emphasis, say, say_json, shown, tell
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _, language, ngettext

if TYPE_CHECKING:
    from welvaartcanvas.domain.template import Template
    from welvaartcanvas.workspace.searching import Found

#: How many finds are shown: more than anybody reads, and quick.
LIMIT = 200


@click.command(
    cls=Command,
    help=N_(
        "Search everything in the workspace.\n\nIt finds what holds every word of TEXT, as the "
        "start of a word; case and accents do not count."
    ),
)
@argument("text", nargs=-1, required=True, metavar=N_("TEXT..."))
@as_json
def search(text: tuple[str, ...], json: bool) -> None:
    sought = " ".join(text)
    if not any(character.isalnum() for character in sought):
        raise RequestError("{value} holds no word to search for", value=sought)
    here = workspace()
    finds = here.searching.find(sought, LIMIT + 1)
    shown_finds = finds[:LIMIT]
    if json:
        say_json([{**asdict(found), "excerpt": _unmarked(found.excerpt)} for found in shown_finds])
    else:
        templates = (
            {line.id: here.canvases.template_of(line) for line in here.canvases.lines()}
            if finds
            else {}
        )
        for found in shown_finds:
            say(_where(found, templates))
            say("    " + _marked(_excerpt(found, templates)))
    if not finds:
        tell(_("Nothing was found."))
    elif len(finds) > LIMIT:
        tell(
            ngettext(
                "Only the first {count} is shown; add a word to find less.",
                "Only the first {count} are shown; add a word to find less.",
                LIMIT,
            ).format(count=LIMIT)
        )


def _where(found: Found, templates: dict[str, Template]) -> str:
    """Where it stands and what it is: ``region > canvas > block · perspective · kind``."""
    from welvaartcanvas.wording import found_name

    places, cell = [found.region_name], []
    if found.canvas_id is not None and found.canvas_title is not None:
        places.append(found.canvas_title)
        template = templates[found.canvas_id]
        if found.block:
            cell.append(template.block(found.block).title(language()))
        if found.perspective:
            cell.append(template.perspective(found.perspective).name(language()))
    outer, kind = " > ".join(map(shown, places)), found_name(found.entity)
    return f"{outer} > {' · '.join([*cell, kind])}" if cell else f"{outer} · {kind}"


def _excerpt(found: Found, templates: dict[str, Template]) -> str:
    from welvaartcanvas.workspace.searching import with_tag_names

    if found.canvas_id is None:
        return found.excerpt
    return with_tag_names(found, templates[found.canvas_id], language())


def _marked(excerpt: str) -> str:
    """The excerpt on one line, with what was found in bold where that can be shown."""
    from welvaartcanvas.workspace.searching import FOUND_END, FOUND_START

    before, *parts = " ".join(excerpt.split()).split(FOUND_START)
    line = shown(before)
    for part in parts:
        hit, _end, after = part.partition(FOUND_END)
        line += emphasis(shown(hit)) + shown(after)
    return line


def _unmarked(excerpt: str) -> str:
    from welvaartcanvas.workspace.searching import FOUND_END, FOUND_START

    return excerpt.replace(FOUND_START, "").replace(FOUND_END, "")
