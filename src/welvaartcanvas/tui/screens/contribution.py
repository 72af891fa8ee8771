"""The full editor of a contribution: its text, kind, partner and tags."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Select

from welvaartcanvas.domain.canvas import Canvas, Contribution
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.drafting import DraftKey
from welvaartcanvas.tui.screens.form import Form, Labelled
from welvaartcanvas.tui.settling import Values
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.tui.widgets.tag_field import TagField
from welvaartcanvas.tui.widgets.text import one_line


class Names(Suggester):
    """Completes the name of a partner of the canvas; case and diacritics do not count."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = sorted(partner.name for partner in canvas.partners)

    async def get_suggestion(self, value: str) -> str | None:
        """``value`` with the rest of the first name that begins so."""
        for name in self._names:
            if value and fold(name[: len(value)]) == fold(value):
                return value + name[len(value) :]
        return None


class ContributionForm(Form):
    """A new contribution to a cell, or one that is changed.

    A new one leaves the form open for the next, with the partner as it was: somebody at the
    table seldom says one thing only.
    """

    HELP = N_(
        "The text of a contribution with what sort it is, who said it and how it is tagged. "
        "Ctrl+S saves; after a new contribution the form stays open for the next. Type the start "
        "of a partner's name and press the right arrow to complete it; a new name makes a new "
        "partner. Tags are themes, found by typing, or words of your own."
    )
    SAVES_ON = True

    def __init__(
        self, canvas: Canvas, block: str, perspective: str, contribution: Contribution | None = None
    ) -> None:
        entity_id = contribution.id if contribution else ""
        key = DraftKey(canvas.id, "contribution", block, perspective, entity_id)
        super().__init__(canvas, key, contribution)
        self._block = block
        self._perspective = perspective
        self._saved = 0

    def heading(self) -> Content:
        """The cell."""
        template = self.canvas.template
        block = template.block(self._block)
        return Content.assemble(
            marks.named(template.perspective(self._perspective), self.app),
            f" · {block.number} {block.title(language())}",
        )

    def fields(self) -> Iterable[Widget]:
        """Text, kind, partner, tags."""
        kinds = [(Content(k.name(language())), k.key) for k in self.canvas.template.kinds]
        yield Editor(id="text", placeholder=_("What does this side say?"))
        yield Horizontal(
            Labelled(_("Kind"), Select(kinds, prompt=_("none"), id="kind")),
            Labelled(_("Who said it"), NameInput(suggester=Names(self.canvas), id="partner")),
            classes="together",
        )
        yield Labelled(_("Tags"), TagField(self.canvas.template, id="tags"))

    def values_of(self, thing: InCanvas | None) -> Values:
        """As the contribution is saved."""
        if not isinstance(thing, Contribution):
            return {"text": "", "kind": "", "partner": "", "tags": ""}
        partner = self.canvas.partner(thing)
        return {
            "text": thing.text,
            "kind": thing.kind or "",
            "partner": partner.name if partner else "",
            "tags": "\n".join(thing.tags),
        }

    def shown(self, values: Values) -> str:
        """With kind and tags by their names."""
        template = self.canvas.template
        named = {**values}
        if values["kind"]:
            named["kind"] = template.kind(values["kind"]).name(language())
        tags = values["tags"].splitlines()
        named["tags"] = " ".join(f"#{template.tag_name(tag, language())}" for tag in tags)
        return super().shown(named)

    def save(self, values: Values) -> str:
        """Add it, or change it."""
        contents = self.workspace.contents
        said = {
            "text": values["text"],
            "kind": values["kind"] or None,
            "partner": values["partner"],
            "tags": values["tags"].splitlines(),
        }
        if isinstance(self.thing, Contribution):
            return contents.edit_contribution(self.canvas, self.thing, **said).id  # type: ignore[arg-type]
        return contents.contribute(self.canvas, self._block, self._perspective, **said).id  # type: ignore[arg-type]

    def say_kept(self) -> None:
        """A text that is new stands in the quick line again, and needs no words."""
        if self._key and self._key.entity_id:
            super().say_kept()

    def saved(self) -> None:
        """A new one makes room for the next; a changed one closes the form."""
        if self.thing is not None:
            super().saved()
            return
        text = self._values["text"]
        self.canvas = self.workspace.canvases.get(self.canvas.id)
        self.begin_with({"partner": self._values["partner"]})
        self.say(_("Saved: {text}").format(text=one_line(text, 48)))
        self.query_one("#text").focus()
