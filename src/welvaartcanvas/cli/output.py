"""What the commands print: data on standard output, everything else on standard error."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

import click

from welvaartcanvas.errors import visible
from welvaartcanvas.i18n import _

# Controls, and the marks that turn the reading direction of what follows them: on a
# terminal those would reach beyond the text that holds them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
#: The narrowest that a column is made, in cells.
_NARROWEST = 10


def shown(text: str) -> str:
    """``text`` as it may stand on a terminal: nothing in it is an instruction to it."""
    return _UNSAFE.sub(lambda found: visible(found.group()), text.expandtabs(4))


def say(line: str = "") -> None:
    """A line of data, on standard output."""
    click.echo(line)


def tell(line: str) -> None:
    """A line that is no data, on standard error."""
    click.echo(line, err=True)


def complain(line: str) -> None:
    """One line that says what went wrong, on standard error."""
    tell(_("Error: {message}").format(message=line))


def say_json(value: object) -> None:
    """``value`` as JSON."""
    say_bytes(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")


def say_bytes(data: bytes) -> None:
    """A whole document, byte for byte, whatever the terminal's encoding."""
    click.echo(data, nl=False)


def terminal_width() -> int | None:
    """How many cells a line of standard output has; ``None`` when it is not a terminal."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def emphasis(text: str) -> str:
    """``text`` in bold on a terminal, unless its user wants none (https://no-color.org)."""
    return text if os.environ.get("NO_COLOR") else click.style(text, bold=True)


@lru_cache(4096)  # what stands in a table stands in it often
def cells(text: str) -> int:
    """How many cells of a terminal ``text`` takes (Unicode annex 11): 0, 1 or 2 a character."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, ending in … when it was longer."""
    if cells(text) <= width:
        return text
    kept = ""
    for character in text:
        if cells(kept + character) > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def wrapped(text: str, indent: str = "", width: int | None = None) -> list[str]:
    """The lines of ``text`` behind ``indent``, broken at blanks to fit ``width`` cells."""
    lines = []
    for line in shown(text).split("\n"):
        lines += [line] if width is None else _broken(line, max(_NARROWEST, width - cells(indent)))
    return [(indent + line).rstrip() for line in lines]


def _broken(line: str, width: int) -> list[str]:
    lines, current = [], ""
    for word in re.findall(r"\s*\S+", line):
        if cells(current + word) <= width:
            current += word
            continue
        if current:
            lines.append(current)
        rest = word.strip()
        while cells(rest) > width:
            end = next(i for i in range(1, len(rest) + 1) if cells(rest[: i + 1]) > width)
            lines.append(rest[:end])
            rest = rest[end:]
        current = rest
    return [*lines, current]


def say_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, flexible: Sequence[int]
) -> None:
    """Rows in aligned columns; on a terminal the ``flexible`` ones are cut so that they fit."""
    for line in table_lines(headings, rows, flexible=flexible, width=terminal_width()):
        say(line)


def table_lines(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    flexible: Sequence[int],
    width: int | None,
) -> Iterator[str]:
    """Rows in aligned columns; the ``flexible`` ones are cut so that they fit ``width`` cells."""
    texts = [headings, *rows]
    lines = [[shown(cell.replace("\n", " ")) for cell in row] for row in texts]
    widths = [max(cells(line[i]) for line in lines) for i in range(len(headings))]
    while width is not None and sum(widths) + 2 * (len(widths) - 1) > width:
        widest = max(flexible, key=lambda i: widths[i])
        if widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    for line in lines:
        parts = [cut(cell, w) for cell, w in zip(line, widths, strict=True)]
        padded = [part + " " * (w - cells(part)) for part, w in zip(parts, widths, strict=True)]
        yield "  ".join(padded).rstrip()


def say_facts(facts: Iterable[tuple[str, str]]) -> None:
    """Names with their values in two columns; a fact without a value is left out."""
    given = [(name, value) for name, value in facts if value]
    column = max((cells(name) for name, _value in given), default=0) + 2
    for name, value in given:
        lines = wrapped(value, " " * column, terminal_width())
        say(name + " " * (column - cells(name)) + lines[0].lstrip())
        for line in lines[1:]:
            say(line)


def short_ids(ids: Sequence[str]) -> dict[str, str]:
    """Each id as the shortest start that tells it from the others, at least 8 characters.

    In a pipe they stay whole: a program may keep them longer than the others stay away.
    """
    if terminal_width() is None:
        return dict(zip(ids, ids, strict=True))
    ordered = sorted(ids)
    lengths = dict.fromkeys(ordered, 8)
    for one, next_one in itertools.pairwise(ordered):
        needed = 1 + next(i for i, (a, b) in enumerate(zip(one, next_one, strict=False)) if a != b)
        lengths[one] = max(lengths[one], needed)
        lengths[next_one] = max(lengths[next_one], needed)
    return {whole: whole[:length] for whole, length in lengths.items()}


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error when that is a terminal; it begins at the first call.

    It is moved by calling what is yielded with the steps done and all that there are.
    """
    hidden = sys.stderr is None or not sys.stderr.isatty()
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=hidden) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(max(0, done - bar.pos))

        yield progress
