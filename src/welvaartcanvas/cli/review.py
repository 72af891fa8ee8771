"""``review``: rounds in which partners are asked what they think of a canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from welvaartcanvas.cli.commands import Decorated, Group, as_json, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import say, say_facts, say_json, say_table, short_ids
from welvaartcanvas.cli.review_files import canvas_argument, export, report, round_argument
from welvaartcanvas.cli.said import said
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _, date_text

if TYPE_CHECKING:
    from welvaartcanvas.domain.canvas import Canvas
    from welvaartcanvas.domain.review import Comment, Round
    from welvaartcanvas.workspace import Workspace


@click.group(
    cls=Group,
    help=N_(
        "Review rounds: ask partners what they think of a canvas.\n\nROUND is the name of a "
        "round, or the start of its id. Without it the open round is meant, or else the last."
    ),
)
def review() -> None:
    pass


def _asking(command: Decorated) -> Decorated:
    """The options that say whom to ask what, and until when."""
    for decorate in (
        option(
            "--ask",
            metavar=N_("TEXT"),
            help=N_("What you want to know from them; - reads it from standard input."),
        ),
        option("--until", metavar=N_("YYYY-MM-DD"), help=N_("The last day for an answer.")),
        option("--all", "everybody", is_flag=True, help=N_("Ask every partner of the canvas.")),
        option(
            "--partner",
            "partners",
            multiple=True,
            metavar=N_("NAME|ID"),
            help=N_("Ask this partner; may be repeated."),
        ),
    ):
        command = decorate(command)
    return command


@review.command(
    "open",
    help=N_(
        "Open a review round; prints its id.\n\nUntil it is closed the canvas changes only "
        "when that is meant: see --in-review."
    ),
)
@canvas_argument
@option("--name", metavar=N_("NAME"), help=N_("What the round is called, instead of its number."))
@_asking
def open_(
    *,
    canvas: str, name: str | None, partners: tuple[str, ...], everybody: bool,
    until: str | None, ask: str | None,
) -> None:  # fmt: skip
    from welvaartcanvas.wording.review import round_name
    from welvaartcanvas.workspace.dates import read_date

    if everybody and partners:
        raise RequestError("name partners or --all, not both")
    with said(ask or "") as question:
        here = workspace()
        found = here.canvases.get(here.canvases.resolve(canvas))
        made = here.reviews.open_round(
            found,
            round_name(len(found.rounds) + 1) if name is None else name,
            partners=_ids(found, partners, everybody=everybody),
            question=question,
            deadline=read_date(until) if until is not None else None,
        )
    say(made.id)


@review.command("list", help=N_("List the review rounds of a canvas, the last one first."))
@canvas_argument
@as_json
def list_(canvas: str, json: bool) -> None:
    from welvaartcanvas.domain.discussion import progress
    from welvaartcanvas.wording.review import round_status

    here = workspace()
    found = here.canvases.get(here.canvases.resolve(canvas))
    rounds = sorted(found.rounds, key=lambda r: (r.created_at, r.id), reverse=True)
    if json:
        say_json([_as_data(here, found, each) for each in rounds])
        return
    ids = short_ids([each.id for each in rounds])
    rows = []
    for each in rounds:
        answered = here.reviews.answered(found, each)
        asked = here.reviews.asked(found, each)
        far = progress(_comments(found, each))
        rows.append(
            [
                ids[each.id],
                each.name,
                round_status(each),
                f"{sum(bool(answered[partner.id]) for partner in asked)}/{len(asked)}",
                f"{far.handled}/{far.total}",
            ]
        )
    say_table(
        [_("id"), _("name"), _("status"), _("gave comments"), _("handled")], rows, flexible=[1, 2]
    )


@review.command(help=N_("Show a review round: who was asked what, and who has answered."))
@canvas_argument
@round_argument
@as_json
def show(canvas: str, which: str | None, json: bool) -> None:
    here = workspace()
    found = here.canvases.get(here.canvases.resolve(canvas))
    asked = here.reviews.round(found, which or "")
    if json:
        say_json(_as_data(here, found, asked))
        return
    _show(here, found, asked)


def _show(here: Workspace, canvas: Canvas, round: Round) -> None:
    from welvaartcanvas.domain.discussion import progress, voices
    from welvaartcanvas.wording.review import progress_text, round_status

    comments = _comments(canvas, round)
    opened = date_text(round.created_at.astimezone().date())
    say_facts(
        [
            (_("name"), round.name),
            (_("id"), round.id),
            (_("status"), round_status(round)),
            (_("opened"), ", ".join(filter(None, [opened, round.opened_by]))),
            (_("question"), round.question),
            (_("comments"), progress_text(progress(comments)) if comments else _("none yet")),
        ]
    )
    given = voices(canvas, comments)
    by_partner = {voice.partner.id: voice.comments for voice in given if voice.partner}
    asked = here.reviews.asked(canvas, round)
    rows = [[p.name, _("yes"), *_numbers(by_partner.get(p.id, ()))] for p in asked]
    wanted = {partner.id for partner in asked}
    rows += [
        [voice.name or _("unknown"), _("no"), *_numbers(voice.comments)]
        for voice in given
        if voice.partner is None or voice.partner.id not in wanted
    ]
    if rows:
        say()
        say_table([_("partner"), _("asked"), _("comments"), _("handled")], rows, flexible=[0])


def _numbers(comments: tuple[Comment, ...]) -> list[str]:
    from welvaartcanvas.domain.discussion import progress

    far = progress(comments)
    return [str(far.total), str(far.handled)]


@review.command(help=N_("Change a review round: what is not named stays as it is."))
@canvas_argument
@round_argument
@option("--name", metavar=N_("NAME"), help=N_("Another name."))
@_asking
@option(
    "--remove-partner",
    "removed",
    multiple=True,
    metavar=N_("NAME|ID"),
    help=N_("Do not ask this partner any more; may be repeated."),
)
@option("--no-until", is_flag=True, help=N_("Leave the last day open."))
def edit(
    *,
    canvas: str, which: str | None, name: str | None, partners: tuple[str, ...],
    everybody: bool, until: str | None, ask: str | None, removed: tuple[str, ...],
    no_until: bool,
) -> None:  # fmt: skip
    from welvaartcanvas.workspace.dates import read_date

    if until is not None and no_until:
        raise RequestError("a choice and its opposite were both given; leave one out")
    if not any([name is not None, partners, everybody, until, ask is not None, removed, no_until]):
        raise RequestError("nothing to change was named; see: welvaartcanvas review edit --help")
    values: dict[str, Any] = {} if name is None else {"name": name}
    if until is not None or no_until:
        values["deadline"] = None if until is None else read_date(until)
    with said(ask or "") as question:
        here = workspace()
        found = here.canvases.get(here.canvases.resolve(canvas))
        asked = here.reviews.round(found, which or "")
        if ask is not None:
            values["question"] = question
        if partners or everybody or removed:
            gone = set(_ids(found, removed))
            more = _ids(found, partners, everybody=everybody)
            values["partners"] = [each for each in (*asked.partners, *more) if each not in gone]
        here.reviews.edit_round(found, asked, **values)


@review.command(help=N_("Close a review round; comments that come later still count for it."))
@canvas_argument
@round_argument
def close(canvas: str, which: str | None) -> None:
    here = workspace()
    found = here.canvases.get(here.canvases.resolve(canvas))
    here.reviews.close_round(found, here.reviews.round(found, which or ""))


review.add_command(export)
review.add_command(report)


def _ids(canvas: Canvas, named: tuple[str, ...], *, everybody: bool = False) -> list[str]:
    """The ids of the partners that were named; :class:`UnknownThing` for who is none."""
    from welvaartcanvas.domain.naming import partner_called

    if everybody:
        return [partner.id for partner in canvas.partners]
    return [partner_called(canvas, each).id for each in named]


def _comments(canvas: Canvas, round: Round) -> tuple[Comment, ...]:
    return tuple(comment for comment in canvas.comments if comment.round_id == round.id)


def _as_data(here: Workspace, canvas: Canvas, round: Round) -> dict[str, Any]:
    from welvaartcanvas.domain.discussion import progress, voices

    comments = _comments(canvas, round)
    asked = [partner.id for partner in here.reviews.asked(canvas, round)]
    names = {partner.id: partner.name for partner in canvas.partners}
    given: dict[str | None, dict[str, Any]] = {
        each: {"id": each, "name": names[each], "asked": True, "comments": 0, "handled": 0}
        for each in asked
    }
    others = []
    for voice in voices(canvas, comments):
        far = progress(voice.comments)
        partner_id = voice.partner.id if voice.partner else None
        line = given.get(partner_id) or {"id": partner_id, "name": voice.name, "asked": False}
        line |= {"comments": far.total, "handled": far.handled}
        if partner_id not in given:
            others.append(line)
    far = progress(comments)
    return {
        "id": round.id,
        "name": round.name,
        "question": round.question,
        "deadline": round.deadline.isoformat() if round.deadline else None,
        "open": round.is_open,
        "opened_at": round.created_at.isoformat(),
        "opened_by": round.opened_by,
        "closed_at": round.closed_at.isoformat() if round.closed_at else None,
        "closed_by": round.closed_by,
        "comments": far.total,
        "handled": far.handled,
        "partners": [*given.values(), *others],
    }
