"""``comment``: what partners remarked, what is typed on their behalf, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Group, argument, as_json, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import say, say_json, say_table, short_ids, tell
from welvaartcanvas.cli.said import said
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _

if TYPE_CHECKING:
    from welvaartcanvas.domain.canvas import Canvas, Partner
    from welvaartcanvas.domain.review import Comment
    from welvaartcanvas.workspace import Workspace

#: The states of a comment, as :class:`domain.review.CommentState` has them.
_STATES = ("open", "postponed", "accepted", "contribution", "action", "answered", "rejected")


@click.group(
    cls=Group,
    help=N_(
        "Comments of partners: list, type, handle.\n\nThey come in with "
        "import, or are typed here. ID is that of a comment, or the start of it; see: comment list"
    ),
)
def comment() -> None:
    pass


_canvas = argument("canvas", metavar="CANVAS")
_id = argument("id", metavar="ID")
_reason = argument("text", metavar=N_("TEXT"))
_block = option("--block", metavar=N_("KEY"), help=N_("The block, such as opgave."))
_side = option("--perspective", metavar=N_("KEY"), help=N_("The side, such as onderwijs."))
_answer = option(
    "--answer", default="", metavar=N_("TEXT"), help=N_("What you answer; the report tells it.")
)


@comment.command("list", help=N_("List the comments on a canvas, block by block."))
@_canvas
@option("--round", "which", metavar=N_("ROUND"), help=N_("Only those of this round."))
@option("--partner", metavar=N_("NAME|ID"), help=N_("Only those of this partner."))
@option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(_STATES),
    help=N_("Only those with which this was done; may be repeated."),
)
@option("--block", metavar=N_("KEY"), help=N_("Only those on this block."))
@as_json
def list_(
    *,
    canvas: str, which: str | None, partner: str | None, states: tuple[str, ...],
    block: str | None, json: bool,
) -> None:  # fmt: skip
    from welvaartcanvas.domain.discussion import Wanted, progress
    from welvaartcanvas.domain.naming import partner_called
    from welvaartcanvas.domain.review import CommentState
    from welvaartcanvas.wording.review import progress_text

    here = workspace()
    found = here.canvases.get(here.canvases.resolve(canvas))
    wanted = Wanted(
        round_id=here.reviews.round(found, which).id if which is not None else None,
        partner_id=partner_called(found, partner).id if partner is not None else None,
        states=frozenset(map(CommentState, states)),
        block=found.template.block(block).key if block is not None else None,
    )
    chosen = wanted.of(found)
    if json:
        from welvaartcanvas.cli.comment_text import comment_data

        say_json([comment_data(found, each) for each in chosen])
        return
    _list(found, chosen)
    if chosen:
        tell(progress_text(progress(chosen)))


def _list(canvas: Canvas, comments: tuple[Comment, ...]) -> None:
    from welvaartcanvas.domain.versions import newest_versions
    from welvaartcanvas.wording.review import author_text, place_text, said_text, state_name

    newest = newest_versions(canvas.comments)

    def text(each: Comment) -> str:
        if newest[each.id].id == each.id:
            return said_text(each)
        return _("earlier version: {text}").format(text=said_text(each))

    ids = short_ids([each.id for each in canvas.comments])
    say_table(
        [_("id"), _("who"), _("about"), _("status"), _("comment")],
        [
            [
                ids[each.id],
                author_text(canvas, each),
                place_text(canvas, each),
                state_name(each.state),
                text(each),
            ]
            for each in comments
        ],
        flexible=[1, 2, 4],
    )


@comment.command(help=N_("Show a comment, what it is about, and what was done with it."))
@_canvas
@_id
@as_json
def show(canvas: str, id: str, json: bool) -> None:
    from welvaartcanvas.cli.comment_text import comment_data, comment_lines

    _here, found, meant = _meant(canvas, id)
    if json:
        say_json(comment_data(found, meant))
        return
    for line in comment_lines(found, meant):
        say(line)


@comment.command(
    help=N_(
        "Type a comment on behalf of a partner; prints its id.\n\nTEXT is what they said; - reads "
        "it from standard input. It is about the whole canvas unless you say otherwise."
    )
)
@_canvas
@option(
    "--partner",
    required=True,
    metavar=N_("NAME|ID"),
    help=N_("Who said it; a new name is added."),
)
@option("--on", "thing", metavar="ID", help=N_("The contribution or other thing it is about."))
@_block
@_side
@_reason
def add(
    *,
    canvas: str, partner: str, thing: str | None, block: str | None, perspective: str | None,
    text: str,
) -> None:  # fmt: skip
    from welvaartcanvas.domain.naming import thing_called

    if thing is not None and (block is not None or perspective is not None):
        raise RequestError("name --on, or --block and --perspective, not both")
    if perspective is not None and block is None:
        raise RequestError("--perspective goes with --block")
    with said(text) as what:
        here = workspace()
        found = here.canvases.get(here.canvases.resolve(canvas))
        made = here.comments.type(
            found,
            what,
            partner=_whom(found, partner),
            thing=thing_called(found, thing) if thing is not None else None,
            block=block,
            perspective=perspective,
        )
    say(made.id)


@comment.command(
    help=N_(
        "Take a comment over: TEXT becomes what the thing says that it is about.\n\n- reads the "
        "text from standard input."
    )
)
@_canvas
@_id
@_reason
@_answer
def accept(canvas: str, id: str, text: str, answer: str) -> None:
    with said(text) as what:
        here, found, meant = _meant(canvas, id)
        here.comments.accept(found, meant, what, answer)


@comment.command(
    help=N_(
        "Take the rating of a comment over, for the cell that it is about.\n\nThe reason stays as "
        "it is unless you give one."
    )
)
@_canvas
@_id
@option(
    "--score",
    type=click.IntRange(0, 5),
    metavar="0-5",
    help=N_("Another score than the partner gave."),
)
@option("--reason", metavar=N_("TEXT"), help=N_("Why; - reads it from standard input."))
@_answer
def rate(*, canvas: str, id: str, score: int | None, reason: str | None, answer: str) -> None:
    from welvaartcanvas.domain.discussion import place_of

    with said(reason or "") as why:
        here, found, meant = _meant(canvas, id)
        score = meant.rating if score is None else score
        if score is None:
            raise RequestError("the comment has no rating; say which, with --score")
        block, side = place_of(found, meant)
        now = found.rating(block, side) if block and side else None
        kept = now.reason if now else ""
        here.comments.rate(found, meant, score, kept if reason is None else why, answer)


@comment.command(
    help=N_(
        "Make a comment a contribution of its partner; prints the id of that.\n\nWithout TEXT it "
        "says what the comment says; - reads it from standard input."
    )
)
@_canvas
@_id
@argument("text", required=False, metavar=N_("[TEXT]"))
@_block
@_side
@option("--kind", metavar=N_("KEY"), help=N_("What kind it is, such as kans."))
@_answer
def contribute(
    *,
    canvas: str, id: str, text: str | None, block: str | None, perspective: str | None,
    kind: str | None, answer: str,
) -> None:  # fmt: skip
    from welvaartcanvas.domain.discussion import place_of

    with said(text or "") as what:
        here, found, meant = _meant(canvas, id)
        its_block, its_side = place_of(found, meant)
        block, side = block or its_block, perspective or its_side or _side_of(found, meant)
        if block is None or side is None:
            raise RequestError("say where it belongs, with --block and --perspective")
        made = here.comments.make_contribution(
            found, meant, block, side, meant.text if text is None else what,
            kind=kind, answer=answer,
        )  # fmt: skip
    say(made.id)


@comment.command(
    help=N_(
        "Make a comment an action; prints the id of that.\n\nWithout TEXT it says what the "
        "comment says; - reads it from standard input."
    )
)
@_canvas
@_id
@argument("text", required=False, metavar=N_("[TEXT]"))
@_block
@option("--who", default="", metavar=N_("NAME"), help=N_("Who does it."))
@option("--due", metavar=N_("YYYY-MM-DD"), help=N_("When it is done."))
@_answer
def plan(
    *,
    canvas: str, id: str, text: str | None, block: str | None, who: str, due: str | None,
    answer: str,
) -> None:  # fmt: skip
    from welvaartcanvas.domain.discussion import place_of
    from welvaartcanvas.workspace.dates import read_date

    with said(text or "") as what:
        here, found, meant = _meant(canvas, id)
        block = block or place_of(found, meant)[0]
        if block is None:
            raise RequestError("say where it belongs, with --block")
        made = here.comments.make_action(
            found, meant, block, meant.text if text is None else what,
            who=who, due=read_date(due) if due is not None else None, answer=answer,
        )  # fmt: skip
    say(made.id)


@comment.command(help=N_("Answer a comment, without changing the canvas; - reads the answer."))
@_canvas
@_id
@_reason
def answer(canvas: str, id: str, text: str) -> None:
    with said(text) as what:
        here, found, meant = _meant(canvas, id)
        here.comments.answer(found, meant, what)


@comment.command(help=N_("Do nothing with a comment, and say why; - reads the reason."))
@_canvas
@_id
@_reason
def reject(canvas: str, id: str, text: str) -> None:
    with said(text) as what:
        here, found, meant = _meant(canvas, id)
        here.comments.reject(found, meant, what)


@comment.command(help=N_("Leave a comment for later; TEXT may say why."))
@_canvas
@_id
@argument("text", required=False, default="", metavar=N_("[TEXT]"))
def postpone(canvas: str, id: str, text: str) -> None:
    with said(text) as what:
        here, found, meant = _meant(canvas, id)
        here.comments.postpone(found, meant, what)


@comment.command(
    help=N_("Make a comment open again; what it changed on the canvas stays, see undo.")
)
@_canvas
@_id
def reopen(canvas: str, id: str) -> None:
    here, found, meant = _meant(canvas, id)
    here.comments.open_again(found, meant)


@comment.command(help=N_("Say who gave a comment."))
@_canvas
@_id
@option("--partner", metavar=N_("NAME|ID"), help=N_("Who gave it; a new name is added."))
@option("--no-partner", is_flag=True, help=N_("It is not known which partner gave it."))
def edit(canvas: str, id: str, partner: str | None, no_partner: bool) -> None:
    if (partner is None) != no_partner:
        raise RequestError("name who gave it: --partner, or --no-partner")
    here, found, meant = _meant(canvas, id)
    here.comments.ascribe(found, [meant], None if partner is None else _whom(found, partner))


def _meant(canvas: str, start: str) -> tuple[Workspace, Canvas, Comment]:
    here = workspace()
    found = here.canvases.get(here.canvases.resolve(canvas))
    return here, found, here.comments.resolve(found, start)


def _whom(canvas: Canvas, said: str) -> Partner | str:
    """The partner who is called so; who is not there yet is a name."""
    from welvaartcanvas.domain.naming import partner_called, partners_called

    if not said.strip():
        raise RequestError("the name of the partner is empty")
    return partner_called(canvas, said) if partners_called(canvas, said) else said


def _side_of(canvas: Canvas, comment: Comment) -> str | None:
    """The side of who said it."""
    return next((p.perspective for p in canvas.partners if p.id == comment.partner_id), None)
