"""A template as a report shows it: every text in the language in force, every mark legible."""

from __future__ import annotations

from functools import cached_property

from welvaartcanvas.domain.localized import Localized
from welvaartcanvas.domain.template import Block, Perspective, Template
from welvaartcanvas.i18n import language
from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.style import mark_colour

#: The highest score that a rating can have.
HIGHEST = 5


class TemplateView:
    """The words and colours of a template, in the language in force when it was made."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.language = language()

    def text(self, localized: Localized) -> str:
        """A text of the template in the language in force."""
        return localized(self.language)

    def foreign(self, localized: Localized) -> str:
        """The language of that text where it is not the language in force, or nothing."""
        spoken = localized.spoken(self.language)
        return "" if spoken == self.language else spoken

    @cached_property
    def _perspectives(self) -> dict[str, tuple[str, Colour]]:
        return {
            p.key: (self.text(p.name), mark_colour(p.colour)) for p in self.template.perspectives
        }

    def name(self, perspective: Perspective) -> str:
        """The name of a perspective."""
        return self._perspectives[perspective.key][0]

    def colour(self, perspective: Perspective) -> Colour:
        """The colour of its mark."""
        return self._perspectives[perspective.key][1]

    def title(self, block: Block) -> str:
        """The number and title of a block, as they stand in a sentence."""
        return f"{block.number} {self.text(block.title)}"

    def block_name(self, block: Block) -> str:
        """The number and title of a block, with the number apart as in a heading."""
        return f"{block.number}  {self.text(block.title)}"

    def anchor(self, score: int) -> str:
        """What a score means."""
        return self.text(self.template.anchor(score).text)
