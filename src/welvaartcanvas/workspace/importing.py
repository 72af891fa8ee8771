"""Importing canvases that came from elsewhere, or come back from a partner.

What becomes of each thing is :func:`welvaartcanvas.domain.merging.merge`'s to say: three ways,
against what both had last. An import is one step, so it can be undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from welvaartcanvas import registry
from welvaartcanvas.domain.answers import Answers
from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.faults import problems_of
from welvaartcanvas.domain.fingerprint import fingerprint, shown
from welvaartcanvas.domain.merging import merge, with_region, with_returned
from welvaartcanvas.domain.model import NAME_LIMIT, Entity
from welvaartcanvas.domain.naming import partner_called
from welvaartcanvas.domain.outcomes import Verdict, outcomes, strayed
from welvaartcanvas.domain.person import without_partners
from welvaartcanvas.domain.pseudonyms import has_blind
from welvaartcanvas.domain.readings import same
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.remarks import Received
from welvaartcanvas.domain.status import standing
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.errors import N_, InvalidDocument, Locked, Problem, UnknownThing, visible
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store import erasing, merging
from welvaartcanvas.store.guarding import adopted_in
from welvaartcanvas.workspace.commenting import Comments
from welvaartcanvas.workspace.contents import Contents
from welvaartcanvas.workspace.session import Session

_NO_ANSWERS, _NONE_RECEIVED = Answers(), Received()


@dataclass(frozen=True)
class Imported:
    """What importing one document did: counts of things, its canvas and region included.

    ``source`` is the file and where in it; ``kept`` counts what the workspace had in a newer
    version and leaves nothing to choose, ``removed`` what the file's maker had deleted
    and ``left_out`` what the file still has and was deleted here;
    ``opened`` are the other readings of what both sides had changed, which were kept beside it,
    and ``chosen`` counts those that waited here and that the file's maker chose from; ``lost``
    says which municipalities of its region the register does not have, if any, and ``locked_by``
    which adopted canvas kept its region as it was, if the file has another. ``answers`` is
    what partners wrote in a PDF, and ``comments`` what came of that.
    """

    source: str
    canvas_id: str
    title: str
    new: bool
    added: int
    updated: int
    removed: int
    left_out: int
    kept: int
    unchanged: int
    opened: tuple[Variant, ...]
    chosen: int = 0
    lost: Problem | None = None
    locked_by: str = ""
    erased: int = 0
    answers: Answers = _NO_ANSWERS
    comments: Received = _NONE_RECEIVED

    @property
    def remarks(self) -> list[Problem]:
        """What else is to be told: what is unknown or was left out, comments that are not there.

        That there are none is told of the PDF of a canvas that was here already, which came back.
        """
        found = [self.lost] if self.lost else []
        if self.locked_by:
            message = N_("its region differs, and stays as it is here: that of {title}, adopted")
            found.append(Problem("", message, {"title": self.locked_by}))
        if self.erased:
            message = N_("partners in the file who were erased here, and so left out: {n}")
            found.append(Problem("", message, {"n": self.erased}))
        if self.answers.pictures:
            message = N_(
                "its pages were changed after the export, so comments may have become a part of "
                "them, where they can't be read; if you miss any, ask for the file as it was "
                "before it was flattened or printed"
            )
            found.append(Problem("", message))
        elif self.answers.round_id and not self.answers.remarks:
            # Who exchanges reports does not ask for comments; who was asked for them may have
            # sent the wrong file.
            found.append(Problem("", N_("no comments in it")))
        return found

    @property
    def to_choose(self) -> int:
        """How many fields both sides had changed."""
        return len(self.opened)

    @property
    def canvas_changed(self) -> bool:
        """Whether the canvas is another than before, its comments left aside."""
        return any((self.added, self.updated, self.removed, self.to_choose, self.chosen))

    @property
    def changed(self) -> bool:
        """Whether the workspace is another than before."""
        return self.canvas_changed or bool(self.comments.added)


class Importing:
    """The import of a workspace."""

    def __init__(self, session: Session, comments: Comments) -> None:
        self._session = session
        self._comments = comments

    @contextmanager
    def trial(self) -> Iterator[Importing]:
        """An import into a copy of the workspace, to see what would happen; the copy vanishes."""
        with self._session.database.copied() as copy:
            session = replace(self._session, database=copy)
            yield Importing(session, Comments(session, Contents(session)))

    def canvas(
        self,
        canvas: Canvas,
        source: Path | str,
        answers: Answers = _NO_ANSWERS,
        *,
        only: str | None = None,
        partner: Partner | None = None,
    ) -> Imported:
        """Import a canvas that was read from ``source``, a file or a place in one.

        ``answers`` is what was written in the PDF that it stood in, and ``partner`` who sent
        that, if somebody said so. With ``only``, the id of a canvas, any other is refused.
        Raises :class:`InvalidDocument` for a canvas that reaches beyond itself or is not what
        was adopted, :class:`Locked` and :class:`InReview` for what would change a canvas that
        must stay as it is, and :class:`StoreError` when the workspace can't be written; then
        nothing was imported.
        """
        if only is not None and canvas.id != only:
            raise InvalidDocument(
                str(source),
                [Problem("", N_("is of another canvas: {title}"), {"title": canvas.title})],
            )
        self._check_adopted(canvas, str(source))
        # Read and written in one transaction: what is compared is what is written over.
        with self._session.database.transaction(write=True):
            canvas, erased = self._without_erased(canvas)
            here = self._here(canvas.id, comments=_knows_comments(canvas))
            self._refuse_strangers(here, canvas, str(source))
            merged = self._merged(here, canvas, str(source))
            merged, locked_by = self._with_locked_region(merged)
            _refuse_reopened(here, merged)
            _refuse_other_than_adopted(here, canvas, merged)
            waited = {variant.id for variant in here.to_choose} if here else set()
            opened = tuple(v for v in merged.to_choose if v.id not in waited)
            asked = {variant.thing_id for variant in opened}
            counts = Counter(
                outcome.verdict
                for outcome in outcomes(self._ours(here, merged), canvas, merged)
                if outcome.verdict is not Verdict.KEPT or outcome.thing.id not in asked
            )
            # A new canvas is undone where canvases come and go, its contents in the canvas.
            name = _name(str(source))
            with self._session.together(canvas.id if here else None, name) as step:
                stored.keep_template(self._session.database, canvas.template)
                merging.take(step, here, merged)
                comments = self._comments.take(canvas, answers, name, partner)
        return Imported(
            str(source),
            canvas.id,
            merged.title,
            here is None,
            added=counts[Verdict.ADDED],
            updated=counts[Verdict.UPDATED],
            removed=counts[Verdict.REMOVED],
            left_out=counts[Verdict.LEFT_OUT],
            kept=counts[Verdict.KEPT],
            unchanged=counts[Verdict.UNCHANGED],
            opened=opened,
            chosen=len(waited - {variant.id for variant in merged.to_choose}),
            lost=registry.unknown_problem(merged.region.municipalities),
            locked_by=locked_by,
            erased=erased,
            answers=answers,
            comments=comments,
        )

    def _check_adopted(self, canvas: Canvas, source: str) -> None:
        """Refuse what says that it was adopted and is not what was.

        A copy without names has other words in its texts where these were, and is let through:
        whoever has the names has the words.
        """
        adoption = standing(canvas).adoption
        if adoption is None or not adoption.in_force:
            return
        named = not any(has_blind(known.versions) for known in canvas.past.lineages.values())
        digits = fingerprint(canvas)
        if named and digits != adoption.fingerprint:
            problem = Problem(
                "",
                N_(
                    "was changed after it was adopted: version {version} has the fingerprint "
                    "{adopted}, and this {found}; ask for the file as it was adopted"
                ),
                {
                    "version": adoption.version,
                    "adopted": shown(adoption.fingerprint),
                    "found": shown(digits),
                },
            )
            raise InvalidDocument(source, [problem])

    def _without_erased(self, canvas: Canvas) -> tuple[Canvas, int]:
        """The canvas without who was erased here, and how many partners of it that are.

        No older file brings them back.
        """
        graves = (grave.id for grave in canvas.past.deleted)
        named = {*(p.id for p in canvas.partners), *graves, *canvas.past.lineages}
        gone = erasing.erased(self._session.database, named)
        erased = sum(partner.id in gone for partner in canvas.partners)
        return (without_partners(canvas, gone) if gone else canvas), erased

    def sender(self, canvas: Canvas, name: str) -> Partner:
        """The partner called ``name`` of the canvas here, or of the one that came.

        :class:`UnknownThing` when there is none, or several.
        """
        return partner_called(self._here(canvas.id) or canvas, name)

    def now(self, done: Imported) -> Canvas:
        """The canvas that was imported, as it is now."""
        return stored.canvas(self._session.database, done.canvas_id)

    def _here(self, id: str, *, comments: bool = False) -> Canvas | None:
        try:
            return stored.canvas(self._session.database, id, with_past=True, comments=comments)
        except UnknownThing:
            return None

    def _ours(self, here: Canvas | None, merged: Canvas) -> list[Entity]:
        """What was here of the canvas; of a new one the region may have been."""
        if here and here.region.id == merged.region.id:
            return list(here.everything())
        region = self._region(merged.region.id)
        others = [thing for thing in here.everything() if thing != here.region] if here else []
        return [*([region] if region else []), *others]

    def _region(self, region_id: str) -> Region | None:
        try:
            return stored.region(self._session.database, region_id)
        except UnknownThing:
            return None

    def _merged(self, here: Canvas | None, canvas: Canvas, source: str) -> Canvas:
        """What the canvas becomes: both put together, or all of it where there is none here."""
        try:
            if here is None or here.region.id != canvas.region.id:
                canvas = self._with_region_from_here(canvas)
            if here is None:
                return self._as_new(canvas)
            named = {thing.id for thing in canvas.everything()}
            return merge(here, canvas, merging.gone(self._session.database, here, named))
        except ValidationError as error:  # each was sound by itself, so the file means harm
            raise InvalidDocument(source, problems_of(error)) from None

    def _with_region_from_here(self, canvas: Canvas) -> Canvas:
        """The region may be here although the canvas is not, or is of another one here."""
        region = self._region(canvas.region.id)
        if region is None:
            return canvas
        return with_region(canvas, region, merging.lineage_of(self._session.database, region))

    def _with_locked_region(self, merged: Canvas) -> tuple[Canvas, str]:
        """With the region as it is here, where an adopted canvas locks that; and which one."""
        database, region = self._session.database, self._region(merged.region.id)
        doubts = [v for v in merged.variants if v.thing_id == merged.region.id]
        if region is None or (same(region, merged.region) and not doubts):
            return merged, ""
        with database.transaction() as db:
            title = adopted_in(db, region.id)
        if title is None:
            return merged, ""
        past = merged.past.with_lineage(region.id, merging.lineage_of(database, region))
        variants = tuple(v for v in merged.variants if v not in doubts)
        return merged.model_copy(
            update={"region": region, "variants": variants, "past": past}
        ), title

    def _as_new(self, canvas: Canvas) -> Canvas:
        """Whoever imports a canvas that was deleted here wants it back, with all that it holds."""
        database = self._session.database
        graves = [merging.grave_of(database, thing) for thing in canvas.everything()]
        return with_returned(
            canvas, {grave.id: grave for grave in graves if grave}, self._session.clock()
        )

    def _refuse_strangers(self, here: Canvas | None, canvas: Canvas, source: str) -> None:
        """A document may change its own canvas only; one that reaches further is refused."""
        theirs = [*canvas.everything(), *canvas.variants]
        strangers = stored.strangers(self._session.database, theirs)
        strangers += merging.strange_graves(self._session.database, canvas)
        problems = [
            Problem("", "id {id} is in use for something else here", {"id": taken})
            for taken in strangers
        ]
        problems += strayed(here.ratings if here else (), canvas.ratings)
        if here and here.template.digest != canvas.template.digest:
            problems.append(
                Problem("template", "is not the template that the canvas here was made with")
            )
        if problems:
            raise InvalidDocument(source, problems)


def _knows_comments(canvas: Canvas) -> bool:
    """Whether ``canvas``, as it came with a file, has comments or knows of any.

    The PDF of a review does not: what stays as it is need not be merged, or each file of a round
    would take longer than the one before.
    """
    of_others = canvas.past.lineages.keys() - {thing.id for thing in canvas.everything()}
    gone = any(grave.entity == "comment" for grave in canvas.past.deleted)
    doubted = any(variant.entity == "comment" for variant in canvas.variants)
    return bool(canvas.comments or of_others or gone or doubted)


def _refuse_reopened(here: Canvas | None, merged: Canvas) -> None:
    """What was adopted here stays so until somebody reopens it here."""
    now = {adoption.id: adoption for adoption in merged.adoptions}
    for adoption in here.adoptions if here else ():
        reopened = now.get(adoption.id)
        if adoption.in_force and reopened and reopened.reopened_at:
            told = tuple(filter(None, (reopened.reopened_by, reopened.reason)))
            raise Locked(
                "{title} was reopened elsewhere ({told}), and is adopted here (version {version}); "
                "reopen it here first, then import this again",
                title=merged.title,
                told=told or (str(reopened.reopened_at.date()),),
                version=adoption.version,
            )


def _refuse_other_than_adopted(here: Canvas | None, canvas: Canvas, merged: Canvas) -> None:
    """What an import leaves adopted must be what was adopted, by each adoption in force.

    Of a copy without names nobody can tell: see :meth:`Importing._check_adopted`.
    """
    adoptions = [adoption for adoption in merged.adoptions if adoption.in_force]
    if not adoptions or any(has_blind(k.versions) for k in merged.past.lineages.values()):
        return
    digits = fingerprint(merged)
    if here is not None and fingerprint(here) == digits:
        adoptions = [adoption for adoption in adoptions if adoption not in here.adoptions]
    for adoption in adoptions:
        if adoption.fingerprint == digits:
            continue
        if here is None or not same(merged.region, canvas.region):
            raise Locked(
                "{title} was adopted (version {version}) with its region as it was then, and "
                "{region} differs here; make the region here as it was, then import this again, "
                "or import it into another workspace",
                title=merged.title,
                version=adoption.version,
                region=merged.region.name,
            )
        raise Locked(
            "{title} was adopted elsewhere (version {version}), and what is here differs from "
            "that; export what is here to whoever adopted it, or restore the canvas to what "
            "they had, then import this again",
            title=merged.title,
            version=adoption.version,
        )


def _name(source: str) -> str:
    """What the history calls the file: where it stood is nobody's business later."""
    return visible(source.replace("\\", "/").rsplit("/", 1)[-1], NAME_LIMIT)
