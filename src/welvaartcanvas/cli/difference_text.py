"""What differs between two moments of a canvas as plain lines, for ``diff``.

Signs tell what happened; on a terminal colours say it once more, and never alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import click

from welvaartcanvas.cli.output import emphasis, shown, terminal_width, wrapped
from welvaartcanvas.domain.history import ChangeKind, Difference, ThingChange
from welvaartcanvas.domain.text_difference import Run, RunKind, excerpt, text_difference
from welvaartcanvas.i18n import _, language
from welvaartcanvas.wording.differences import change_text, difference_text, field_texts
from welvaartcanvas.wording.history import thing_text

_SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.CHANGED: "~",
    ChangeKind.MOVED: ">",
}
_COLOURS = {ChangeKind.ADDED: "green", ChangeKind.REMOVED: "red"}
#: Where in a text something begins or ends that was removed or added. No text that people type
#: can hold these two. Each stands twice, for it is shown as two signs.
_MARKS = {RunKind.REMOVED: "\ufffe", RunKind.ADDED: "\uffff"}
_SHOWN = {"\ufffe": ("[", "-", "-", "]"), "\uffff": ("{", "+", "+", "}")}
_RUN_COLOURS = {"\ufffe": "red", "\uffff": "green"}


def difference_lines(found: Difference, moments: tuple[str, str]) -> Iterator[str]:
    """Title and numbers, then all that differs; the lines of a terminal are coloured."""
    yield emphasis(shown(found.after.title))
    yield _("from {since} to {until}").format(since=moments[0], until=moments[1])
    yield difference_text(found)
    if found.head:
        yield ""
        for change in found.head:
            yield from _change_lines(found, change, "")
    for block in found.after.template.reading_order:
        changes = found.of_block(block.key)
        if changes:
            yield ""
            yield emphasis(f"{block.number} {shown(block.title(language()))}")
            yield from _block_lines(found, changes)


def _block_lines(found: Difference, changes: Iterable[ThingChange]) -> Iterator[str]:
    last: str | None = None
    for change in changes:
        side = change.perspective
        if side is not None and side != last:
            perspective = found.after.template.perspective(side)
            yield f"  {perspective.mark} {shown(perspective.name(language()))}"
        last = side
        yield from _change_lines(found, change, "  " if side is None else "    ")


def _change_lines(found: Difference, change: ThingChange, indent: str) -> Iterator[str]:
    texts = field_texts(found, change)
    said, words = change_text(found, change), thing_text(change.thing)
    if words and not any(text.long for text in texts):  # else they follow, compared
        said = f"{said}: {words}"
    lines = wrapped(said, indent + "  ", terminal_width())
    lines[0] = f"{indent}{_SIGNS[change.kind]} {lines[0].lstrip()}"
    yield from (_coloured(line, _COLOURS.get(change.kind)) for line in lines)
    for text in texts:
        if text.long:
            runs = excerpt(text_difference(text.before, text.after))
            marked = f"{text.name}: {_marked(runs)}"
            yield from _with_signs(wrapped(marked, indent + "    ", terminal_width()))
        else:
            line = f"{text.name}: {text.before} → {text.after}"
            yield from wrapped(line, indent + "    ", terminal_width())


def _marked(runs: Iterable[Run]) -> str:
    """A text with marks around what was removed and added."""
    marks = {kind: 2 * mark for kind, mark in _MARKS.items()}
    return "".join(f"{marks.get(run.kind, '')}{run.text}{marks.get(run.kind, '')}" for run in runs)


def _with_signs(lines: Iterable[str]) -> Iterator[str]:
    """The lines with signs, and colours, for the marks in them, which may stand in several."""
    seen = dict.fromkeys(_SHOWN, 0)  # how many of the four signs of a run have been
    for line in lines:
        pieces: list[tuple[str | None, str]] = []
        for character in line:
            mark = next((m for m, n in seen.items() if n), None)
            if character in _SHOWN:
                mark, place = character, seen[character]
                character = _SHOWN[mark][place]  # noqa: PLW2901 (it is shown as that)
                seen[mark] = (place + 1) % 4
            pieces.append((_RUN_COLOURS[mark] if mark else None, character))
        yield "".join(
            _coloured("".join(character for _colour, character in run), colour)
            for colour, run in groupby(pieces, key=itemgetter(0))
        )


def _coloured(text: str, colour: str | None) -> str:
    return text if colour is None or os.environ.get("NO_COLOR") else click.style(text, fg=colour)
