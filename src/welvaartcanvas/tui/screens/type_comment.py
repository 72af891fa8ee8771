"""Typing what a partner said, and saying which partner gave a comment."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Select

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.review import Comment
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.drafting import DraftKey
from welvaartcanvas.tui.screens.choose import Choice
from welvaartcanvas.tui.screens.comment_forms import block_select
from welvaartcanvas.tui.screens.contribution import Names
from welvaartcanvas.tui.screens.form import Form
from welvaartcanvas.tui.settling import Values
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.tui.widgets.text import one_line
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.wording.history import thing_text

#: What is answered for nobody that is known, and for a partner who is not there yet.
NOBODY, NEW = "nobody", "new"


class CommentForm(Form):
    """What a partner said, typed by whoever works here; answers the id of the comment.

    It is about ``thing``; or else about a cell, a block or the whole canvas, which can still be
    chosen.
    """

    HELP = N_(
        "Type what a partner said to you of the canvas. It stands with the comments that came in "
        "PDFs, to be handled as those. Type the start of the partner's name and press the right "
        "arrow to complete it; a new name makes a new partner. Ctrl+S saves."
    )
    CHANGES_CANVAS = False

    def __init__(
        self,
        canvas: Canvas,
        thing: InCanvas | None = None,
        *,
        block: str | None = None,
        perspective: str | None = None,
    ) -> None:
        self._about = thing
        self._block = getattr(thing, "block", block) or ""
        self._perspective = getattr(thing, "perspective", perspective) or ""
        of = thing.id if thing else ""
        key = DraftKey(canvas.id, "comment", self._block, self._perspective, of)
        super().__init__(canvas, key, None)

    def heading(self) -> Content:
        """What this is; where it is about a thing, its words."""
        if self._about is None:
            return Content(_("A comment that a partner gave you"))
        said = _("A comment on: {text}").format(text=one_line(thing_text(self._about), 120))
        return Content(said)

    def fields(self) -> Iterable[Widget]:
        """Who said it, about what, and the text."""
        name = NameInput(suggester=Names(self.canvas), id="partner")
        if self._about is None:
            template = self.canvas.template
            sides = [
                (Content(f"{s.mark} {s.name(language())}"), s.key) for s in template.perspectives
            ]
            yield titled(name, _("Who said it"))
            yield Horizontal(
                titled(block_select(self.canvas, _("the canvas as a whole")), _("Block")),
                titled(Select(sides, prompt=_("all sides"), id="perspective"), _("Side")),
                classes="together",
            )
        else:
            yield titled(name, _("Who said it"))
        yield titled(Editor(id="text"), _("What was said"))

    def values_of(self, thing: InCanvas | None) -> Values:
        """Nothing yet, about where one began."""
        if self._about is not None:
            return {"partner": "", "text": ""}
        return {
            "partner": "",
            "block": self._block,
            "perspective": self._perspective,
            "text": "",
        }

    def save(self, values: Values) -> str:
        """Keep it as a comment; where nothing was typed the cursor goes there."""
        if not values["text"].strip():
            self.query_one("#text").focus()
        block = values.get("block") or None
        kept = self.workspace.comments.type(
            self.canvas,
            values["text"],
            partner=values["partner"],
            thing=self._about,
            block=block,
            perspective=(values.get("perspective") or None) if block else None,
        )
        return kept.id


def speakers(canvas: Canvas, comment: Comment) -> list[Choice]:
    """Who may have said ``comment``: each partner, its author as a new one, or nobody known."""
    partners = sorted(canvas.partners, key=lambda partner: fold(partner.name))
    found = [Choice(each.id, each.name, [Content(each.organisation)]) for each in partners]
    author = comment.author.strip()
    if author and fold(author) not in {fold(partner.name) for partner in partners}:
        said = _("new partner: {name}").format(name=author)
        found.insert(0, Choice(NEW, said))
    return [*found, Choice(NOBODY, _("nobody who is known here"))]
