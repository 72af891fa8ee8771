"""What is to be compared, from what people type: shortened ids, names of provinces and themes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from welvaartcanvas import registry
from welvaartcanvas.domain.faults import made
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.errors import UnknownThing
from welvaartcanvas.workspace.comparing import Compared
from welvaartcanvas.workspace.workspace import Workspace

#: So many themes are named to who asks for one that nobody used.
_THEMES_NAMED = 25


def selection(
    here: Workspace,
    *,
    regions: Sequence[str] = (),
    clusters: Sequence[str] = (),
    positions: Sequence[str] = (),
    provinces: Sequence[str] = (),
    themes: Sequence[str] = (),
    statuses: Sequence[str] = (),
    changed_from: date | None = None,
    changed_to: date | None = None,
    template: str | None = None,
) -> Selection:
    """The selection that is meant.

    ``regions`` are starts of ids, ``provinces`` codes or names, ``themes`` tags or the names
    that templates give them; the others are as in :class:`Selection`. :class:`UnknownThing`
    names what there is to choose from, :class:`RequestError` says which value is wrong.
    """
    return made(
        Selection,
        regions=tuple(dict.fromkeys(here.regions.resolve(start) for start in regions)),
        clusters=clusters,
        positions=positions,
        provinces=tuple(registry.province(asked).code for asked in provinces),
        themes=_themes(here, themes) if themes else (),
        statuses=statuses,
        changed_from=changed_from,
        changed_to=changed_to,
        template=_template(here, template) if template is not None else None,
    )


def sides(compared: Compared, asked: Collection[str]) -> tuple[str, ...]:
    """The keys of the perspectives that are meant: each by its key, or its name in any language.

    What is none of them stays as it is, for :meth:`Compared.seen_from` to refuse.
    """
    there = compared.all_perspectives.perspectives
    keys = {fold(name): side.key for side in there for name in side.name.root.values()}
    keys |= {fold(side.key): side.key for side in there}
    return tuple(dict.fromkeys(keys.get(fold(value.strip()), value) for value in asked))


def _themes(here: Workspace, asked: Collection[str]) -> tuple[str, ...]:
    """The tags that are meant: each by itself, or by its name in a template in use."""
    tags = here.comparing.tags()
    names: dict[str, str] = {}
    for template in here.comparing.templates():
        for tag in tags:
            for language in template.languages:
                names.setdefault(fold(template.tag_name(tag, language)), tag)
    names |= {fold(tag): tag for tag in tags}
    for value in asked:
        if fold(value.strip()) not in names:
            if not tags:
                raise UnknownThing(
                    "theme {value} is not in use; no contribution has one yet", value=value
                )
            more = ("…",) if len(tags) > _THEMES_NAMED else ()
            raise UnknownThing(
                "theme {value} is not in use; choose from {allowed}",
                value=value,
                allowed=(*tags[:_THEMES_NAMED], *more),
            )
    return tuple(dict.fromkeys(names[fold(value.strip())] for value in asked))


def _template(here: Workspace, slug: str) -> str:
    used = tuple(template.slug for template in here.comparing.templates())
    if slug not in used:
        raise UnknownThing(
            "no canvas was made with template {value}; choose from {allowed}",
            value=slug,
            allowed=used or ("–",),
        )
    return slug
