"""Choosing tags: themes found by typing, and words of one's own."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.template import Template
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.widgets.rows import Row

#: The id of the offer to take what was typed as a word of one's own.
_OWN = "own:"


class TagInput(Input):
    """Where a tag is typed; the arrows move in the offers below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "offer(1)", N_("Next"), show=False),
        Binding("up", "offer(-1)", N_("Previous"), show=False),
        Binding("backspace", "take_back", N_("Remove tag"), show=False),
    ]

    class Moved(Message):
        """An arrow was pressed."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class TookBack(Message):
        """Backspace was pressed where nothing is left to delete."""

    def action_offer(self, by: int) -> None:
        """Move in the offers."""
        self.post_message(self.Moved(by))

    def action_take_back(self) -> None:
        """Delete to the left, or remove the last tag."""
        if self.value:
            self.action_delete_left()
        else:
            self.post_message(self.TookBack())


class TagField(Vertical):
    """The chosen tags, and a line to type more in: a theme's name, or a word of one's own."""

    chosen: reactive[tuple[str, ...]] = reactive(())

    class Changed(Message):
        """The tags changed."""

    def __init__(self, template: Template, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._template = template
        self._names = {
            theme.key: (theme.name(language()), group.name(language()))
            for group in template.theme_groups
            for theme in group.themes
        }

    def compose(self) -> ComposeResult:
        yield Static(id="chosen")
        yield TagInput(placeholder=_("type to find a theme, or a word of your own"))
        yield OptionList(id="offers", markup=False)

    def on_mount(self) -> None:
        """The offers are reached with the arrows from the line."""
        offers = self.query_one(OptionList)
        offers.can_focus = False
        offers.display = False

    @property
    def tags(self) -> tuple[str, ...]:
        """The chosen tags with what is half typed: keys of themes, and free words."""
        typed = self.query_one(TagInput).value.strip()
        return tuple(dict.fromkeys([*self.chosen, *([self._key_of(typed)] if typed else [])]))

    @tags.setter
    def tags(self, tags: tuple[str, ...]) -> None:
        self.chosen = tuple(dict.fromkeys(tags))
        self.query_one(TagInput).value = ""

    def _key_of(self, typed: str) -> str:
        for key, (name, _group) in self._names.items():
            if fold(name) == fold(typed):
                return key
        return typed

    def watch_chosen(self) -> None:
        """Show them."""
        parts: list[Content] = []
        for place, tag in enumerate(self.chosen):
            name = self._template.tag_name(tag, language())
            chip = Content.styled(f" #{name} ✕ ", "on $panel")
            parts.append(chip.stylize(Style.from_meta({"tag": place})))
        shown = self.query_one("#chosen", Static)
        shown.update(Content(" ").join(parts))
        shown.display = bool(parts)
        self.post_message(self.Changed())

    @on(Input.Changed)
    def offer(self, event: Input.Changed) -> None:
        """Offer the themes that fit what is typed."""
        typed = event.value.strip()
        wanted = fold(typed)
        found = [
            Option(Row(Content(name), [Content(group)]), id=key)
            for key, (name, group) in self._names.items()
            if wanted in fold(name) and key not in self.chosen
        ]
        if typed and self._key_of(typed) == typed:
            found.append(
                Option(Content(_("add “{word}” as a word of your own").format(word=typed)), id=_OWN)
            )
        offers = self.query_one(OptionList)
        offers.set_options(found if typed else [])
        offers.highlighted = 0 if found and typed else None
        offers.display = bool(typed and found)

    @on(TagInput.Moved)
    def move(self, event: TagInput.Moved) -> None:
        """Move in the offers."""
        offers = self.query_one(OptionList)
        if offers.display:
            offers.action_cursor_down() if event.by > 0 else offers.action_cursor_up()

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Take the offer at the cursor; an empty line is for the form."""
        offers = self.query_one(OptionList)
        if event.value.strip():
            event.stop()
            if offers.highlighted is not None:
                offers.action_select()

    @on(OptionList.OptionSelected)
    def add(self, event: OptionList.OptionSelected) -> None:
        """Add the tag that was offered."""
        event.stop()
        line = self.query_one(TagInput)
        tag = line.value.strip() if event.option_id == _OWN else str(event.option_id)
        line.value = ""
        self.chosen = tuple(dict.fromkeys([*self.chosen, tag]))
        line.focus()

    @on(TagInput.TookBack)
    def remove_last(self) -> None:
        """Remove the last tag."""
        self.chosen = self.chosen[:-1]

    @on(events.Click, "#chosen")
    def remove_clicked(self, event: events.Click) -> None:
        """A click on a tag removes it."""
        place = event.style.meta.get("tag")
        if place is not None:
            self.chosen = tuple(t for i, t in enumerate(self.chosen) if i != place)
