"""Taking in canvases from a file, a folder or a ZIP, and what came of them."""

from __future__ import annotations

import asyncio
from itertools import chain

from welvaartcanvas.errors import Fault, InReview
from welvaartcanvas.i18n import _, explain
from welvaartcanvas.tui.intending import explained, is_meant
from welvaartcanvas.tui.screens.ask_path import AskPath
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.screens.import_many import ImportDialog
from welvaartcanvas.workspace.gathering import Sent, gathered
from welvaartcanvas.workspace.importing import Imported
from welvaartcanvas.workspace.importing_many import counts_text


async def _imported(page: Page, sent: Sent, source: str) -> Imported:
    """What came of it; where it changes what partners review, that is asked first."""
    importing = page.workspace.importing
    try:
        return importing.canvas(sent.canvas, source, sent.answers)
    except InReview as fault:
        if not await is_meant(page.welvaart, fault):
            raise
        return importing.canvas(sent.canvas, source, sent.answers)


async def import_file(page: Page) -> str | None:
    """Ask for a file, folder or ZIP and import it; the id of a canvas of it, or ``None``.

    After a fault of one file the question stands there again, with the path that was typed and
    the reason; of several the outcome is a list. To be called from a worker of ``page``. Files are
    read in a thread.
    """
    typed = refusal = ""
    question = _("Which canvas file (.json or .pdf), folder or ZIP do you want to import?")
    while place := await page.app.push_screen_wait(AskPath(question, _("Import"), typed, refusal)):
        found = gathered([place])
        first = await asyncio.to_thread(next, found)
        if first.ready < first.total:
            return await page.app.push_screen_wait(ImportDialog(place, chain([first], found)))
        try:
            if isinstance(first.document, Fault):
                raise first.document
            sent = await asyncio.to_thread(first.document.read)
            imported = await _imported(page, sent, first.document.source)
        except Fault as fault:
            typed, refusal = str(place), explained(fault)
            continue
        told = _("Imported {title}: {counts}").format(
            title=imported.title, counts=counts_text(imported)
        )
        page.welvaart.say("\n".join([told, *map(explain, imported.remarks)]))
        return imported.canvas_id
    return None
