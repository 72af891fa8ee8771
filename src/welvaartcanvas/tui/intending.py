"""Changing what partners review: asked once a round, and then done after all.

What is adopted is locked: that is told with the way to open it again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from inspect import isawaitable
from typing import TYPE_CHECKING, cast

from textual.dom import DOMNode

from welvaartcanvas.domain.status import Standing
from welvaartcanvas.errors import Fault, InReview, Locked
from welvaartcanvas.i18n import _, date_text, explain, ngettext
from welvaartcanvas.workspace import Workspace

if TYPE_CHECKING:
    from welvaartcanvas.tui.app import WelvaartApp
    from welvaartcanvas.tui.screens.confirm import Confirm

#: So many partners are named; of a round that asked more it is said how many there are besides.
_NAMED = 8


def asks_intent(node: DOMNode, fault: Fault, again: Callable[[], object]) -> bool:
    """Whether ``fault`` is that partners review the canvas; if so, ask whether a change is meant.

    Who says yes is not asked again in that round, and ``again`` (which may be a coroutine
    function) is called: what was tried then lands.
    """
    if not isinstance(fault, InReview):
        return False
    app = cast("WelvaartApp", node.app)

    async def answered(yes: bool | None) -> None:
        if takes_answer(app, fault, yes):
            done = again()
            if isawaitable(done):
                await done

    app.push_screen(question(app.workspace, fault), answered)
    return True


def locked_text(standing: Standing) -> str:
    """That an adopted canvas can't be changed, and how it is opened again."""
    said = _("Version {version} is adopted: nothing of it changes until it is reopened.")
    return f"{said.format(version=standing.version)} {_way_out()}"


def explained(fault: Fault) -> str:
    """What went wrong, with the keys that help where those are the program's own."""
    if isinstance(fault, InReview):
        return _("Not saved: {round} is under way.").format(round=fault.round_name)
    said = explain(fault)
    if isinstance(fault, Locked):
        return f"{said}. {_way_out()}"
    return said


def _way_out() -> str:
    return _("On the screen of the canvas, r and then o reopens it.")


async def is_meant(app: WelvaartApp, fault: InReview) -> bool:
    """As :func:`asks_intent`, from a worker: whether what was tried is to be tried again."""
    return takes_answer(app, fault, await app.push_screen_wait(question(app.workspace, fault)))


def takes_answer(app: WelvaartApp, fault: InReview, yes: bool | None) -> bool:
    """Note what somebody said to :func:`question`: whether the change is meant."""
    if yes:
        app.workspace.reviews.intend(fault.round_id)
    else:
        said = _("Nothing was changed: {round} is under way.")
        app.say(said.format(round=fault.round_name))
    return bool(yes)


def question(workspace: Workspace, fault: InReview) -> Confirm:
    """The dialog that asks whether a change during the round of ``fault`` is meant."""
    from welvaartcanvas.tui.screens.confirm import Confirm

    if fault.deadline:
        begin = _("{round} is under way, until {day}.").format(
            round=fault.round_name, day=date_text(fault.deadline)
        )
    else:
        begin = _("{round} is under way.").format(round=fault.round_name)
    begin += " " + _("Partners have the canvas before them as it is now.")
    paragraphs = [begin]
    asked = _asked(workspace, fault)
    if asked:
        paragraphs.append(_("Asked: {names}").format(names=asked))
    paragraphs.append(_("Change it all the same? You are asked this once for the round."))
    return Confirm(
        "\n\n".join(paragraphs), _("Change it"), no_label=_("Leave it as it is"), careful=True
    )


def _asked(workspace: Workspace, fault: InReview) -> str:
    """Who was asked, by name, in one line."""
    names: list[str] = []
    with suppress(Fault):  # another program may have thrown the canvas away just now
        canvas = workspace.canvases.get(fault.canvas_id)
        found = workspace.reviews.round(canvas, fault.round_id)
        names = [partner.name for partner in workspace.reviews.asked(canvas, found)]
    said = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    if more > 0:
        others = ngettext("{names} and {n} other", "{names} and {n} others", more)
        return others.format(names=said, n=more)
    return said
