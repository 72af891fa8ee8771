"""Exporting canvases, in every format in which they leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Select

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.pseudonyms import pseudonymised
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.export_jobs import CHOICES, is_single, jobs_of, make, own_name
from welvaartcanvas.tui.screens.making import MakeDialog, Plan
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.workspace.dates import document_date


class ExportDialog(MakeDialog):
    """Makes files of the canvases with ``canvas_ids``."""

    HELP = N_(
        "Makes files of a canvas, or of all canvases of a region. A report has everything that "
        "was typed; the poster shows the canvas on one page. You can choose the language of the "
        "file, whatever the language of the program. For who publishes it, partners can be left "
        "out by name: they are partner 1, partner 2 and so on, also in the data inside the PDF."
    )

    def __init__(self, canvas_ids: list[str]) -> None:
        super().__init__()
        self._ids = canvas_ids
        self._canvases: list[Canvas] = []

    def prepare(self) -> bool:
        """Read the canvases."""
        read = self.welvaart.attempt(
            lambda: [self.workspace.canvases.to_send(canvas_id) for canvas_id in self._ids]
        )
        self._canvases = read or []
        return bool(read)

    def heading(self) -> str:
        """The canvas, or the region with how many."""
        first = self._canvases[0]
        count = len(self._canvases)
        several = ngettext("{n} canvas", "{n} canvases", count).format(n=count)
        return f"{_('Export')}  {first.title if count == 1 else f'{first.region.name}: {several}'}"

    def choices(self) -> Sequence[tuple[str, str]]:
        """Every format."""
        return [(_(name), key) for key, (name, _jobs) in CHOICES.items()]

    def questions(self) -> Iterable[Widget]:
        """Whether partners are named."""
        choices = [(_("with names"), True), (_("without names, to publish"), False)]
        yield titled(
            Select(
                [(Content(name), named) for name, named in choices],
                value=True,
                allow_blank=False,
                id="names",
            ),
            _("Partners"),
        )

    def single(self) -> bool:
        """Of one canvas in one format one file is made."""
        return is_single(self._canvases, self.choice)

    def own_name(self) -> str:
        """Named after the canvas."""
        return own_name(self._canvases[0], self.choice, self.language)

    def plan(self, typed: str) -> Plan:
        """A file of each canvas, or two."""
        named = self.query_one("#names", Select).value
        canvases = self._canvases if named else list(map(pseudonymised, self._canvases))
        jobs = jobs_of(canvases, self.choice, typed, self.language)
        day = document_date(jobs[0].format, self.workspace.session.clock)
        targets = [job.target for job in jobs]
        return Plan(targets, partial(make, jobs, self.language, day))
