"""A learning question: what the region wants to learn, from whom, in which form."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Select

from welvaartcanvas.domain.canvas import Canvas, LearningQuestion, WorkForm
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.drafting import DraftKey
from welvaartcanvas.tui.screens.form import Form, Labelled
from welvaartcanvas.tui.settling import Values
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.wording import work_form_name


class LearningQuestionForm(Form):
    """A new learning question of a block, or one that is changed."""

    HELP = N_(
        "What you want to learn, from whom, and how you want to learn it. Enter in the question "
        "saves; Ctrl+J begins a new line."
    )

    def __init__(
        self, canvas: Canvas, block: str, question: LearningQuestion | None = None
    ) -> None:
        entity_id = question.id if question else ""
        key = DraftKey(canvas.id, "learning_question", block, entity_id=entity_id)
        super().__init__(canvas, key, question)
        self._block = block

    def heading(self) -> Content:
        """The block."""
        block = self.canvas.template.block(self._block)
        return Content(f"{_('Learning question')} · {block.number} {block.title(language())}")

    def fields(self) -> Iterable[Widget]:
        """The question, from whom, the form."""
        forms = [(Content(work_form_name(form)), form.value) for form in WorkForm]
        yield Editor(enter_saves=True, placeholder=_("What do you want to learn?"), id="text")
        yield Horizontal(
            Labelled(_("From whom"), NameInput(id="from_whom")),
            Labelled(_("How"), Select(forms, prompt=_("not chosen"), id="work_form")),
            classes="together",
        )

    def values_of(self, thing: InCanvas | None) -> Values:
        """As the question is saved."""
        if not isinstance(thing, LearningQuestion):
            return {"text": "", "from_whom": "", "work_form": ""}
        form = thing.work_form.value if thing.work_form else ""
        return {"text": thing.text, "from_whom": thing.from_whom, "work_form": form}

    def shown(self, values: Values) -> str:
        """With the form by its name."""
        form = work_form_name(WorkForm(values["work_form"])) if values["work_form"] else ""
        return super().shown({**values, "work_form": form})

    def save(self, values: Values) -> str:
        """Add it, or change it."""
        contents = self.workspace.contents
        form = WorkForm(values["work_form"]) if values["work_form"] else None
        text, whom = values["text"], values["from_whom"]
        if isinstance(self.thing, LearningQuestion):
            return contents.edit(
                self.canvas, self.thing, text=text, from_whom=whom, work_form=form
            ).id
        return contents.ask(self.canvas, self._block, text, from_whom=whom, work_form=form).id
