"""What helps people to answer a block: why it is asked, prompts, an example."""

from __future__ import annotations

from textual.app import App
from textual.content import Content

from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _, language
from welvaartcanvas.tui.widgets import marks


def prompt_line(block: Block, side: Perspective, number: int, app: App[object]) -> Content:
    """One of the prompts of a perspective, with which one it is; ``number`` may go round."""
    prompts = block.guidance[side.key].prompts(language())
    number %= len(prompts)
    return Content.assemble(
        marks.mark(side, app),
        (f" {number + 1}/{len(prompts)} ", marks.MUTED),
        prompts[number],
    )


def prompts(block: Block, side: Perspective) -> Content:
    """All prompts of a perspective, each on its line."""
    return Content("\n".join(f"• {p}" for p in block.guidance[side.key].prompts(language())))


def guidance(block: Block, side: Perspective, app: App[object]) -> Content:
    """All that helps a perspective to answer a block."""
    given = block.guidance[side.key]
    parts: list[Content | str | tuple[str, str]] = [
        (block.why(language()), "italic"),
        "\n\n",
        marks.named(side, app),
        "\n",
    ]
    parts += [
        prompts(block, side),
        "\n\n",
        (_("For example:"), marks.MUTED),
        " “",
        given.example(language()),
        "”",
    ]
    return Content.assemble(*parts)
