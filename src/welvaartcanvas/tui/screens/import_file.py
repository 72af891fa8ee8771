"""Taking in a canvas file: which one, and what came of it."""

from __future__ import annotations

import asyncio

from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import _
from welvaartcanvas.tui.screens.ask_path import AskPath
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.workspace.importing import read_document


async def import_file(page: Page) -> str | None:
    """Ask for a file and import it; the id of its canvas, or ``None`` when nobody chose one.

    A fault is shown, and the question stands there again with the path that was typed. To be
    called from a worker of ``page``. A long file is read in a thread.
    """
    typed = ""
    while file := await page.app.push_screen_wait(
        AskPath(_("Which canvas file (.json or .pdf) do you want to import?"), _("Import"), typed)
    ):
        try:
            canvas = await asyncio.to_thread(read_document, file)
            imported = page.workspace.importing.canvas(canvas, file)
        except Fault as fault:
            page.welvaart.say_fault(fault)
            typed = str(file)
            continue
        said = _("Imported {title}: {added} new, {updated} changed, {kept} kept as they are here.")
        page.welvaart.say(
            said.format(
                title=imported.title,
                added=imported.added,
                updated=imported.updated,
                kept=imported.kept,
            )
        )
        return imported.canvas_id
    return None
