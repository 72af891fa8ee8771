"""The copy of a person's own data that they may ask for (GDPR, article 15): a text, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from welvaartcanvas.domain.canvas import Partner
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.person import canvas_of
from welvaartcanvas.errors import visible
from welvaartcanvas.exchange.markdown import escaped
from welvaartcanvas.i18n import _, moment_text
from welvaartcanvas.workspace.person_texts import about_lines
from welvaartcanvas.workspace.persons import About

FORMAT = "welvaartcanvas-person"
VERSION = 1


def person_document(about: About, now: datetime) -> bytes:
    """All that is kept of the person, as JSON that they can read, in UTF-8.

    It has what others wrote only where it names them: the texts of what they said, of what they
    are to do, and in which they are mentioned.
    """
    document = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": _moment(now),
        "names": list(about.person.names),
        "emails": list(about.person.emails),
        "partners": [
            {**_partner(entry.now, about), "deleted": not entry.live}
            for entry in about.kept.partners
        ],
        "earlier": list(_earlier(about)),
        "said": [_thing(thing, about) for thing in about.kept.said],
        "named_in": [_thing(thing, about) for thing in about.kept.named],
        "changes_made": [
            {
                "at": _moment(made.at),
                "canvas": _title(about, made.canvas_id),
                "changed": list(made.changed),
            }
            for made in about.kept.made
        ],
        "mentioned_in": [
            {
                **_thing(mention.thing, about),
                "text": mention.text,
                "only_in_history": mention.earlier,
            }
            for mention in about.kept.mentions
        ],
        "imported_files": list(about.kept.sources),
        "drafts": [
            {"saved_at": _moment(draft.saved_at), "fields": draft.fields} for draft in about.drafts
        ],
        "backups": [
            {
                "file": held.backup.file.name,
                "taken_at": _moment(held.backup.taken_at),
                "readable": held.kept is not None,
            }
            for held in about.backups
        ],
        "name_in_settings": about.own_name,
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def person_text(about: About, now: datetime) -> bytes:
    """All that is kept of the person, in sentences in the language in force: Markdown in UTF-8.

    Texts are whole, and stand with the titles of blocks and sides that the canvas shows.
    """
    name = ", ".join(about.person.names or about.person.emails)
    heading = _("What is kept of {name}").format(name=visible(name))
    made = _("As it was on {moment}.").format(moment=moment_text(now))
    lines = [f"- {escaped(line)}" for line in about_lines(about, None)]
    return "\n".join([f"# {escaped(heading)}", "", made, "", *lines, ""]).encode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _title(about: About, canvas_id: str | None) -> str | None:
    region, title = about.titles.get(canvas_id or "", ("", ""))
    return f"{region}: {title}" if region else title or None


def _partner(partner: Partner, about: About) -> dict[str, Any]:
    return {
        "canvas": _title(about, partner.canvas_id),
        "name": partner.name,
        "organisation": partner.organisation,
        "email": partner.email,
        "side": partner.perspective,
        "created_at": _moment(partner.created_at),
        "changed_at": _moment(partner.changed_at),
    }


def _earlier(about: About) -> Iterator[dict[str, Any]]:
    """What their entries said before, each once."""
    for entry in about.entries:
        versions = {
            (v.name, v.organisation, v.email, v.perspective): v
            for v in entry.versions
            if entry.id in about.person.ids or about.person.was(v)
        }
        for version in versions.values():
            if version != entry.now:
                yield _partner(version, about)


def _thing(thing: Entity, about: About) -> dict[str, Any]:
    found = {
        "canvas": _title(about, canvas_of(thing)),
        "block": getattr(thing, "block", None),
        "text": getattr(thing, "text", None),
        "created_at": _moment(thing.created_at),
        "changed_at": _moment(thing.changed_at),
    }
    return {name: value for name, value in found.items() if value is not None}
