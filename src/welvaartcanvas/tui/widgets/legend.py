"""What the marks and signs mean: for the help, and to show a look by."""

from __future__ import annotations

from textual.app import App
from textual.content import Content

from welvaartcanvas.domain.analysis import APART, STRONG, WEAK
from welvaartcanvas.domain.template import Template
from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.overview import DRAFT_SIGN
from welvaartcanvas.wording import Finding

_MEANINGS = {
    Finding.STRENGTH: N_("every side rated it {strong} or higher"),
    Finding.ATTENTION: N_("a side rated it {weak} or lower"),
    Finding.DIFFERENCE: N_("the highest and the lowest rating are {apart} or more apart"),
    Finding.UNKNOWN: N_("not every side has rated it yet"),
}


def legend(template: Template, app: App[object]) -> list[Content]:
    """A line for each sign, with the perspectives of ``template`` first."""
    values = {"strong": STRONG, "weak": WEAK, "apart": APART}
    return [
        *(marks.named(perspective, app) for perspective in template.perspectives),
        *(
            Content.assemble(marks.finding(finding), "  ", _(meaning).format(**values))
            for finding, meaning in _MEANINGS.items()
        ),
        Content.assemble(marks.score_and_bar(3), "  ", _("a rating from 0 to 5")),
        Content.assemble((DRAFT_SIGN, "$text-warning"), "  ", _("typed, and not saved yet")),
        Content.assemble(marks.to_choose(), "  ", _("two readings, from which nobody chose yet")),
    ]
