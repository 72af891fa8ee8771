"""What helps people to answer a block: why it is asked, prompts, an example."""

from __future__ import annotations

from textual.app import App
from textual.content import Content

from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _, language
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.text import Hanging


def prompt_lines(block: Block, side: Perspective, app: App[object]) -> list[Content]:
    """The prompts of a perspective, each with which one it is."""
    prompts = block.guidance[side.key].prompts(language())
    return [
        Content.assemble(marks.mark(side, app), (f" {number}/{len(prompts)} ", marks.MUTED), prompt)
        for number, prompt in enumerate(prompts, start=1)
    ]


def prompts(block: Block, side: Perspective, most: int | None = None) -> Hanging:
    """All prompts of a perspective, on at most ``most`` lines."""
    given = block.guidance[side.key].prompts(language())
    return Hanging(*(("• ", Content(prompt)) for prompt in given), most=most)


def guidance(block: Block, side: Perspective, app: App[object]) -> Hanging:
    """All that helps a perspective to answer a block."""
    given = block.guidance[side.key]
    example = Content.assemble(
        (_("For example:"), marks.MUTED), " “", given.example(language()), "”"
    )
    return Hanging(
        ("", Content.styled(block.why(language()), "italic")),
        ("", Content()),
        ("", marks.named(side, app)),
        *(("• ", Content(prompt)) for prompt in given.prompts(language())),
        ("", Content()),
        ("", example),
    )
