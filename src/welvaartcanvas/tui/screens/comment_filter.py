"""Which comments are shown: those of one partner, in one state, of one block or round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from textual.content import Content

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import Wanted, progress
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.review import HANDLED, CommentState
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.screens.choose import Choice
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording import review

#: What stands beside what is chosen.
_CHOSEN = "✓"
#: States that are asked for together, by the key of the choice.
_GROUPS = {
    "waiting": (N_("not handled yet"), frozenset(CommentState) - HANDLED),
    "handled": (N_("handled"), HANDLED),
}


def choices(canvas: Canvas, wanted: Wanted) -> list[Choice]:
    """What one can choose, each with how many fit; what is chosen is marked."""
    found = [Choice("all", _("everything"))]
    for key, name, only in _options(canvas):
        count = progress(only.of(canvas)).total
        sign = _CHOSEN if _is_in(only, wanted) else " "
        if count:
            found.append(Choice(key, name, [Content(f"{count:>4} {sign}")]))
    return found


def _options(canvas: Canvas) -> Iterator[tuple[str, str, Wanted]]:
    """The key, the name, and what it asks for."""
    for key, (name, states) in _GROUPS.items():
        yield f"states {key}", _(name), Wanted(states=states)
    for state in CommentState:
        yield f"states {state}", review.state_name(state), Wanted(states=frozenset({state}))
    for partner in sorted(canvas.partners, key=lambda partner: fold(partner.name)):
        said = _("of {name}").format(name=on_one_line(partner.name))
        yield f"partner_id {partner.id}", said, Wanted(partner_id=partner.id)
    yield "partner_id ", _("of somebody who is no partner here"), Wanted(partner_id="")
    yield "block ", _("on the canvas as a whole"), Wanted(block="")
    for block in canvas.template.reading_order:
        title = f"{block.number} {on_one_line(block.title(language()))}"
        said = _("on block {block}").format(block=title)
        yield f"block {block.key}", said, Wanted(block=block.key)
    for each in canvas.rounds:
        said = _("from {round}").format(round=on_one_line(each.name))
        yield f"round_id {each.id}", said, Wanted(round_id=each.id)


def narrowed(wanted: Wanted, key: str) -> Wanted:
    """``wanted`` with what the choice ``key`` asks for; chosen before, without it."""
    what, _blank, value = key.partition(" ")
    match what:
        case "all":
            return Wanted()
        case "states":
            group = _GROUPS.get(value)
            states = group[1] if group else frozenset({CommentState(value)})
            return replace(wanted, states=frozenset() if wanted.states == states else states)
        case "partner_id":
            return replace(wanted, partner_id=None if wanted.partner_id == value else value)
        case "block":
            return replace(wanted, block=None if wanted.block == value else value)
    return replace(wanted, round_id=None if wanted.round_id == value else value)


def narrowed_text(canvas: Canvas, wanted: Wanted) -> str:
    """Which comments are shown, as ``only: of De Voorn, open``; nothing where all are."""
    said = [name for _key, name, only in _options(canvas) if _is_in(only, wanted)]
    return _("only: {what}").format(what=", ".join(said)) if said else ""


def _is_in(only: Wanted, wanted: Wanted) -> bool:
    """Whether ``wanted`` asks for what ``only`` asks for, maybe with more."""
    default = Wanted()
    asked = [name for name in vars(default) if getattr(only, name) != getattr(default, name)]
    return all(getattr(only, name) == getattr(wanted, name) for name in asked)
