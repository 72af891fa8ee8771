"""Taking in what partners wrote in the PDFs of a round."""

from __future__ import annotations

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.i18n import _
from welvaartcanvas.tui.screens.ask_path import AskPath
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.screens.choose import Choice, Choose
from welvaartcanvas.tui.screens.import_many import ImportDialog
from welvaartcanvas.workspace.gathering import gathered

#: What stands for: whoever the file itself names.
_AS_IT_SAYS = ""


async def take_in(page: Page, canvas: Canvas) -> bool:
    """Ask for the file, folder or ZIP and for who sent it, and take in what is of ``canvas``.

    Whether somebody wants to go on to what came in. To be called from a worker of ``page``.
    """
    question = _("Which PDF, folder or ZIP with answers do you want to take in?")
    place = await page.app.push_screen_wait(AskPath(question, _("Take in")))
    if place is None:
        return False
    people = sorted(canvas.partners, key=lambda partner: fold(partner.name))
    choices = [
        Choice(_AS_IT_SAYS, _("as each file says")),
        *(Choice(partner.id, _named(partner)) for partner in people),
    ]
    asking = Choose(
        _("From whom are these answers?"), choices, placeholder=_("part of the partner's name")
    )
    whose = await page.app.push_screen_wait(asking)
    if whose is None:
        return False
    partner = next((partner for partner in people if partner.id == whose), None)
    chosen = await page.app.push_screen_wait(
        ImportDialog(place, gathered([place]), only=canvas.id, partner=partner)
    )
    return chosen is not None


def _named(partner: Partner) -> str:
    return f"{partner.name} · {partner.organisation}" if partner.organisation else partner.name
