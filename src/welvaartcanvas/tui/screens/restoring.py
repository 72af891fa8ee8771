"""Putting back what was: the whole canvas, or one thing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from welvaartcanvas.domain.history import Change, ChangeKind, Difference
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.moments import Moment
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.screens.on_canvas import CanvasView
from welvaartcanvas.tui.widgets.text import one_line
from welvaartcanvas.wording.history import thing_text


class Restoring(CanvasView):
    """A page from which one can put back what was."""

    #: How that is undone, untranslated.
    UNDOES = N_("Ctrl+Z undoes that.")

    def after_restoring(self) -> None:
        """Something was put back: show what there is to show now."""
        self.refresh_all()

    def restore_canvas(self, moment: Moment) -> None:
        """Put the whole canvas back to ``moment``, after a question that says what will change."""
        history = self.workspace.history
        found = self.welvaart.attempt(lambda: history.difference(self.canvas_id, moment.step))
        if found is None:
            return
        if not found.changes:
            self.welvaart.say(_("The canvas is as it was then; there is nothing to put back."))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._restore(
                    lambda: history.restore(self.canvas_id, moment.step),
                    _("The canvas is as it was on {moment} again.").format(moment=moment.text),
                )

        paragraphs = [
            _("Put the whole canvas back to how it was on {moment}?").format(moment=moment.text),
            "\n".join(_in_numbers(found)),
            _("Nothing is lost: it is one step, and Ctrl+Z undoes it."),
        ]
        dialog = Confirm("\n\n".join(paragraphs), _("Put back"), careful=True)
        self.app.push_screen(dialog, answered)

    def restore_thing(self, thing: Entity, moment: Moment) -> None:
        """Put one thing back to how it was at ``moment``. One key undoes it, so it asks nothing."""
        self._restore(
            lambda: self.workspace.history.restore_thing(self.canvas_id, thing.id, moment.step),
            _("Put back: {text}.").format(text=one_line(thing_text(thing), 48)),
        )

    def _restore(self, restore: Callable[[], Sequence[Change]], said: str) -> None:
        def restored(changes: Sequence[Change]) -> None:
            if changes:
                self.welvaart.say(f"{said} {_(self.UNDOES)}")
                self.after_restoring()
            else:
                self.welvaart.say(_("That is as it was then; there is nothing to put back."))

        self.welvaart.attempt(restore, restored)


def _in_numbers(found: Difference) -> Iterator[str]:
    """What putting back does: what came since goes, what went comes back."""
    gone, back = found.count(ChangeKind.ADDED), found.count(ChangeKind.REMOVED)
    other = found.count(ChangeKind.CHANGED) + found.count(ChangeKind.MOVED)
    if back:
        yield "+ " + ngettext("{n} thing comes back", "{n} things come back", back).format(n=back)
    if gone:
        yield "− " + ngettext("{n} thing goes", "{n} things go", gone).format(n=gone)
    if other:
        text = ngettext(
            "{n} thing is as it was then again", "{n} things are as they were then again", other
        )
        yield "~ " + text.format(n=other)
