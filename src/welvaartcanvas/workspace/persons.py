"""A person's own data (GDPR, articles 15 and 17): showing it, handing it over, erasing it."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from welvaartcanvas.domain.person import Entry, Erasing, Person, people
from welvaartcanvas.domain.status import Status
from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import Fault, RequestError, StoreError, UnknownThing
from welvaartcanvas.files import is_folder
from welvaartcanvas.settings import load_settings, save_settings
from welvaartcanvas.store import canvases, erasing, persons
from welvaartcanvas.store.backups import Backup, alone_in
from welvaartcanvas.store.persons import Kept
from welvaartcanvas.store.standings import standings
from welvaartcanvas.workspace.backups import Backups
from welvaartcanvas.workspace.drafts import Draft, Drafts
from welvaartcanvas.workspace.session import Session


@dataclass(frozen=True)
class Held:
    """A backup, and what it has of a person; ``None`` where it can't be read."""

    backup: Backup
    kept: Kept | None


@dataclass(frozen=True)
class About:
    """All that is kept of ``person``, in every place that the program knows.

    ``titles`` has the region and title of each canvas by id; ``drafts`` are those that name the
    person; ``backups`` those that have anything of them or can't be read; ``own_name`` is whether
    it is the name in this computer's settings. ``entries`` are all partners of the name,
    ``templates`` those of the canvases that are there, by the id of the canvas, and ``adopted``
    the ids of those that are adopted.
    """

    person: Person
    kept: Kept
    titles: dict[str, tuple[str, str]]
    drafts: tuple[Draft, ...]
    backups: tuple[Held, ...]
    own_name: bool
    entries: tuple[Entry, ...]
    templates: dict[str, Template] = field(default_factory=dict)
    adopted: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything that erasing takes away, or a text that mentions them."""
        held = any(held.kept for held in self.backups)
        return bool(self.kept or self.drafts or held or self.own_name)


@dataclass(frozen=True)
class Erased:
    """What erasing a person did: ``before`` is what was there, ``after`` what still is.

    ``drafts`` counts drafts that went or changed, ``backups`` are those that were made anew and
    ``failed`` those that could not be, each with the reason. ``cleaned`` is whether the file and
    its log hold no byte of it any more; ``waits`` why not, where something is in the way.
    ``renewed`` counts the adopted canvases that have another fingerprint by it.
    """

    before: About
    after: About
    drafts: int
    backups: tuple[Path, ...]
    failed: tuple[tuple[Path, Fault], ...]
    cleaned: bool
    waits: Fault | None = None
    renewed: int = 0

    @property
    def complete(self) -> bool:
        """Whether no place that the program knows may still hold what was erased."""
        unread = any(held.kept is None for held in self.after.backups)
        return self.cleaned and not self.failed and not unread

    @property
    def still_named(self) -> bool:
        """Whether a text, or the name of an imported file, still has the name."""
        return bool(self.after.kept.mentions or self.after.kept.sources)


class Persons:
    """The people of whom a workspace keeps something."""

    def __init__(self, session: Session, drafts: Drafts, backups: Backups) -> None:
        self._session = session
        self._drafts = drafts
        self._backups = backups

    def find(self, asked: str, canvas_id: str | None = None) -> list[About]:
        """All that is kept of each person whom ``asked`` may mean: a name, e-mail address or id.

        With ``canvas_id`` only partners of that canvas are meant. What is kept may be nothing.
        """
        if not asked.strip():
            raise RequestError("name a person, an e-mail address or the id of a partner")
        known = self._entries()
        return [self._about(person, known) for person in people(known, asked, canvas_id)]

    def one(self, asked: str, canvas_id: str | None = None) -> About:
        """As :meth:`find`, of the one person that is meant; :class:`UnknownThing` if several."""
        found = self.find(asked, canvas_id)
        if len(found) > 1:
            raise UnknownThing(
                "several people are called {value}: {people}; name the e-mail address, the id of "
                "the partner, or with --canvas the canvas",
                value=asked,
                people=tuple(_apart(about) for about in found),
            )
        if not found:
            raise UnknownThing("nobody on this canvas is called {value}", value=asked)
        return found[0]

    def erase(self, about: About, *, texts: bool = False) -> Erased:
        """Erase the person everywhere, with ``texts`` also in the midst of texts.

        First in drafts and backups, then in the workspace, in one transaction, and then the
        file is made anew. Who does it again after an interruption ends with the same. Raises
        :class:`StoreError` or :class:`OutputError` when drafts or workspace can't be written;
        a backup that can't be is told, and stops nothing.
        """
        present = {entry.id: entry.now for entry in about.entries}
        asked = Erasing(
            about.person,
            texts,
            {thing_id: present[thing_id] for thing_id in about.person.former},
        )
        at = self._session.clock()
        database = self._session.database
        folder = self._backups.folder
        # No daily copy is made of what is about to go.
        with alone_in(folder) if is_folder(folder) else nullcontext(True) as alone:
            if not alone:
                raise StoreError(
                    "another program is just making a backup of {file}; try again",
                    file=database.file,
                )
            drafts = self._drafts.change(lambda draft: _draft_left(draft, asked))
            rewritten, failed = self._in_backups(asked, at)
            with database.transaction(write=True) as db:
                renewed = erasing.erase(db, asked, at)
        self._forget_own_name(about.person)
        waits: Fault | None = None
        cleaned = False
        try:
            cleaned = erasing.clean(database)
        except StoreError as fault:
            waits = fault
        after = self._about(about.person, self._entries())
        return Erased(
            about,
            after,
            drafts,
            tuple(rewritten),
            tuple(failed),
            cleaned,
            waits,
            renewed,
        )

    def _in_backups(
        self, asked: Erasing, at: datetime
    ) -> tuple[list[Path], list[tuple[Path, Fault]]]:
        """The backups that were made anew without the person, and those that could not be."""
        rewritten: list[Path] = []
        failed: list[tuple[Path, Fault]] = []
        for backup in self._backups.all():
            try:
                if not self._kept_in(backup, asked.person):
                    continue
            except Fault:  # what can't be read is told as such
                continue
            try:
                if erasing.rewrite(backup.file, partial(erasing.erase, erasing=asked, at=at)):
                    rewritten.append(backup.file)
            except Fault as fault:
                failed.append((backup.file, fault))
        return rewritten, failed

    def _forget_own_name(self, person: Person) -> None:
        """Whoever erases themselves goes on under the name of their computer account."""
        settings = load_settings()
        if person.is_named(settings.name):
            save_settings(settings.model_copy(update={"name": ""}))
        if person.is_named(self._session.who):
            self._session.who = load_settings().who

    def _about(self, person: Person, known: list[Entry]) -> About:
        with self._session.database.transaction() as db:
            kept = persons.kept(db, person, persons.entries(db))
            titles = persons.titles(db)
        held = []
        for backup in self._backups.all():
            try:
                found = self._kept_in(backup, person)
            except Fault:
                held.append(Held(backup, None))
            else:
                held += [Held(backup, found)] if found else []
        return About(
            person,
            kept,
            titles,
            tuple(d for d in self._drafts.all() if _names(d, person)),
            tuple(held),
            person.is_named(load_settings().name),
            tuple(entry for entry in known if entry.id in person.ids | person.former),
            {
                line.id: canvases.template(self._session.database, line.template_digest)
                for line in canvases.lines(self._session.database)
            },
            frozenset(
                canvas_id
                for canvas_id, now in standings(self._session.database).items()
                if now.status is Status.ADOPTED
            ),
        )

    def _entries(self) -> list[Entry]:
        """Every partner of the workspace and its backups, as the workspace knows them best."""
        with self._session.database.transaction() as db:
            found = {entry.id: entry for entry in persons.entries(db)}
        for backup in self._backups.all():
            try:
                there = erasing.look_into(backup.file, persons.entries)
            except Fault:  # what can't be read is told as such
                continue
            for entry in there:
                known = found.setdefault(entry.id, replace(entry, live=False))
                versions = dict.fromkeys((*known.versions, entry.now, *entry.versions))
                found[entry.id] = replace(known, versions=tuple(versions))
        return [found[thing_id] for thing_id in sorted(found)]

    def _kept_in(self, backup: Backup, person: Person) -> Kept | None:
        return erasing.look_into(
            backup.file, lambda db: persons.kept(db, person, persons.entries(db))
        )


#: The fields of a draft in which nothing but a name stands, besides those of a partner.
_NAMES = ("partner", "who", "from_whom")


def _is_theirs(draft: Draft, person: Person) -> bool:
    """Whether all of ``draft`` is about the person: their entry, saved or not."""
    if draft.entity != "partner":
        return False
    named = (draft.fields.get("name", ""), draft.fields.get("email", ""))
    return draft.entity_id in person.ids or any(map(person.is_named, named))


def _names(draft: Draft, person: Person) -> bool:
    return _is_theirs(draft, person) or any(map(person.is_in, draft.fields.values()))


def _draft_left(draft: Draft, erasing: Erasing) -> Draft | None:
    """What is left of a draft; ``None`` when all of it was about the person."""
    person = erasing.person
    if _is_theirs(draft, person):
        return None
    fields = {
        name: ""
        if name in _NAMES and person.is_named(text)
        else person.left_out(text)
        if erasing.texts
        else text
        for name, text in draft.fields.items()
    }
    return draft.model_copy(update={"fields": fields})


def _apart(about: About) -> str:
    """What tells a person from others of the same name: address, organisation, canvas, id."""
    entry = about.entries[0]
    region, title = about.titles.get(entry.now.canvas_id, ("", ""))
    parts = (entry.now.email, entry.now.organisation, region, title, entry.id)
    return " · ".join(filter(None, (entry.now.name, *parts)))
