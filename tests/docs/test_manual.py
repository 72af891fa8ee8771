"""``docs/manual.md`` tells of every command, option, screen and key, and what it shows is true."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from babel.messages.pofile import read_po
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from textual.binding import Binding
from textual.dom import DOMNode

import welvaartcanvas.tui
from tests.docs.console import Console, answers, examples
from tests.docs.pages import DOCS, key
from welvaartcanvas.cli import INTERRUPTED
from welvaartcanvas.cli.root import root
from welvaartcanvas.domain.analysis import APART, STRONG, WEAK, BlockProfile
from welvaartcanvas.domain.model import NAME_LIMIT, TEXT_LIMIT
from welvaartcanvas.errors import RequestError, StoreError
from welvaartcanvas.i18n import _, number_text
from welvaartcanvas.locations import canvases_folder, locale_folder
from welvaartcanvas.tui.export_jobs import CHOICES
from welvaartcanvas.tui.screens.base import Dialog, Page
from welvaartcanvas.wording import findings
from welvaartcanvas.workspace.templates import USUAL, check_template

PAGE = (DOCS / "manual.md").read_text("utf-8")
#: The parts of the page by their heading, each up to the next heading of whatever rank.
PARTS: dict[str, str] = dict(
    re.findall(r"^##+ (.+?)\n(.*?)(?=^##+ |\Z)", PAGE, flags=re.DOTALL | re.MULTILINE)
)


def rows(part: str) -> list[list[str]]:
    """The cells of the one table in ``part``, or of several below each other, without headings."""
    lines = re.findall(r"^\|(?! -|-)(.*)\|$", part, re.MULTILINE)
    headings = re.findall(r"^\|(.*)\|\n\|-", part, re.MULTILINE)
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)]
        for line in lines
        if line not in headings
    ]


# What the canvas shows.


def test_the_scores_mean_what_the_template_says() -> None:
    template = check_template(canvases_folder() / f"{USUAL}.toml")
    told = re.findall(r"^\| (\d) \| (.+) \|$", PARTS["Wat het canvas laat zien"], re.MULTILINE)

    assert told[:6] == [(str(a.score), a.text("nl")) for a in template.anchors]


def test_the_limits_are_those_of_the_domain() -> None:
    part = " ".join(PARTS["Wat het canvas laat zien"].split())

    assert f"elke score is {STRONG} of hoger" in part
    assert f"minstens één kant gaf {WEAK} of lager" in part
    assert f"het verschil is {APART} of meer" in part
    assert f"Een tekst heeft hoogstens {TEXT_LIMIT:,} tekens".replace(",", ".") in part
    assert f"hoogstens {NAME_LIMIT}." in part


WORKED = re.findall(
    r"^\| ([\d–]) \| ([\d–]) \| ([\d–]) \| (.) \| (.*?) \| (.*?) ?\|$", PAGE, re.MULTILINE
)


@pytest.mark.parametrize("row", WORKED, ids=" ".join)
def test_a_worked_example_comes_out_as_the_program_does_it(row: tuple[str, ...]) -> None:
    *scores, spread, mean, found = row
    given = [None if score == "–" else int(score) for score in scores]
    profile = BlockProfile(block="opgave", scores=tuple(zip("abc", given, strict=True)))

    assert spread == ("–" if profile.spread is None else str(profile.spread))
    assert mean == ("–" if profile.mean is None else number_text(profile.mean))
    assert found == ", ".join(findings(profile))


def test_every_finding_has_a_worked_example() -> None:
    assert {f for row in WORKED for f in row[5].split(", ") if f} == {
        "Kracht", "Aandachtspunt", "Verschil van inzicht", "Onbekend"
    }  # fmt: skip


# The screens.


class Told(NamedTuple):
    """A row of a table of keys: Textual's names of the keys, and what the key bar calls them."""

    keys: frozenset[str]
    name: str


def classes() -> dict[str, type[DOMNode]]:
    """Every class of the screens that binds keys, and every page and dialog, by name."""
    found: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(welvaartcanvas.tui.__path__, "welvaartcanvas.tui."):
        for name, value in vars(importlib.import_module(module.name)).items():
            own = isinstance(value, type) and value.__module__ == module.name
            if own and ("BINDINGS" in vars(value) or issubclass(value, Page | Dialog)):
                found[name] = value
    return found


CLASSES = classes()
MARKED = {
    heading: found[1].split()
    for heading, part in PARTS.items()
    if (found := re.search(r"<!-- toetsen: (.*?) -->", part))
}


def bound(heading: str) -> list[Binding]:
    """The bindings of the classes that the part with that heading is about."""
    return [
        binding
        for name in MARKED[heading]
        for binding in Binding.make_bindings(vars(CLASSES[name]).get("BINDINGS", ()))
    ]


def told(heading: str) -> list[Told]:
    """The rows of the table of keys under that heading."""
    table = re.search(r"^\| toets \|.*?(?=\n\n|\Z)", PARTS[heading], re.DOTALL | re.MULTILINE)
    return [Told(_keys(row[0]), row[1]) for row in rows(table[0])] if table else []


def _keys(cell: str) -> frozenset[str]:
    spans = re.findall(r"<kbd>(.)</kbd>–<kbd>(.)</kbd>", cell)
    spanned = {str(n) for first, last in spans for n in range(int(first), int(last) + 1)}
    return frozenset(spanned | {key(written) for written in re.findall("<kbd>(.+?)</kbd>", cell)})


def test_every_screen_has_its_place_and_none_that_is_gone() -> None:
    assert {name for names in MARKED.values() for name in names} == set(CLASSES)


@pytest.mark.parametrize("heading", MARKED)
def test_every_key_of_a_screen_is_told_and_no_other(heading: str) -> None:
    written = {key for row in told(heading) for key in row.keys}

    assert written == {binding.key for binding in bound(heading)}


@pytest.mark.parametrize("heading", MARKED)
def test_keys_are_called_what_the_key_bar_calls_them(heading: str) -> None:
    named = {(b.key, _(b.description)) for b in bound(heading)}
    shown = {(b.key, _(b.description)) for b in bound(heading) if b.show and b.description}
    written = {(key, row.name) for row in told(heading) for key in row.keys if row.name}

    assert shown <= written <= named


@pytest.mark.parametrize("heading", MARKED)
def test_every_screen_is_said_what_it_is_for(heading: str) -> None:
    prose = re.sub(r"<!--.*?-->|^[|!].*$", "", PARTS[heading], flags=re.MULTILINE)

    assert prose.strip() or heading in ("Overal", "Lijsten en velden")


def test_every_export_is_told() -> None:
    named = {row[0] for row in rows(PARTS["Exporteren"])}

    assert named == {_(name) for name, _jobs in CHOICES.values()}


# The commands.


ROOT = click.Context(root, info_name="welvaartcanvas")


def below(context: click.Context) -> Iterator[click.Context]:
    """Every command of a group; a group of others is none."""
    group = context.command
    assert isinstance(group, click.Group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        within = click.Context(command, context, info_name=name)
        if isinstance(command, click.Group):
            yield from below(within)
        else:
            yield within


#: Every command by the words that call it, and the program itself.
COMMANDS = {c.command_path.removeprefix("welvaartcanvas "): c for c in (ROOT, *below(ROOT))}
TOLD_COMMANDS = {h.strip("`"): part for h, part in PARTS.items() if h.startswith("`")}


def options(context: click.Context) -> list[click.Option]:
    return [p for p in context.command.params if isinstance(p, click.Option)]


def told_options(words: str) -> dict[str, str]:
    """What the page says of each option of a command, by the option with its value."""
    items = re.findall(
        r"^- `(--.+?)`(.*?)(?=^- |^```|\n\n|\Z)", TOLD_COMMANDS[words], re.DOTALL | re.MULTILINE
    )
    return {option: " ".join(text.split()) for option, text in items}


def test_every_command_has_its_place_and_none_that_is_gone() -> None:
    assert set(TOLD_COMMANDS) == set(COMMANDS)


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_is_called_as_its_help_says(words: str) -> None:
    context = COMMANDS[words]
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])

    assert f"\n`{usage}`\n" in TOLD_COMMANDS[words]


@pytest.mark.parametrize("words", COMMANDS)
def test_every_option_of_a_command_is_told_and_no_other(words: str) -> None:
    context = COMMANDS[words]

    assert set(told_options(words)) == {
        option.opts[0] if option.is_flag else f"{option.opts[0]} {option.make_metavar(context)}"
        for option in options(context)
    }


@pytest.mark.parametrize("words", COMMANDS)
def test_what_an_option_needs_is_told(words: str) -> None:
    texts = {option.split()[0]: text for option, text in told_options(words).items()}

    for option in options(COMMANDS[words]):
        text = texts[option.opts[0]]
        assert ("verplicht" in text) == option.required
        assert ("mag vaker" in text) == option.multiple
        assert f"`{option.default}`" in text or not option.show_default


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_has_an_example(words: str) -> None:
    call = "welvaartcanvas" if words == "welvaartcanvas" else f"welvaartcanvas {words}"

    assert any(e.line.rpartition("| ")[2].startswith(call) for e in examples(TOLD_COMMANDS[words]))


def test_what_the_page_types_gives_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(tmp_path, monkeypatch)

    for line, shown in examples(PAGE):
        real = console(line)
        assert answers(shown, real), f"$ {line}\n{real}"
    assert [file.name for file in console.screens_opened_on] == [
        "welvaartcanvas.db", "demo.db", "voorbeelden.db"
    ]  # fmt: skip


@pytest.mark.parametrize("option", sorted(set(re.findall(r"(?<![\w-])--[a-z][\w-]*", PAGE))))
def test_no_option_is_named_that_there_is_not(option: str) -> None:
    assert option in {"--help"} | {n for c in COMMANDS.values() for o in options(c) for n in o.opts}


# Files, surroundings, errors.


def test_files_are_where_the_page_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    table = rows(PARTS["Bestanden, omgeving en exitcodes"])[:3]

    for column, system in ((1, Unix), (2, MacOS)):
        places = system("welvaartcanvas", appauthor=False)
        named = [str(Path(row[column].strip("`")).expanduser()) for row in table]
        assert named == [places.user_data_dir, places.user_config_dir, places.user_state_dir]


def test_every_exit_code_is_told() -> None:
    codes = {
        int(row[0]) for row in rows(PARTS["Bestanden, omgeving en exitcodes"]) if row[0].isdigit()
    }

    assert codes == {0, StoreError.exit_code, RequestError.exit_code, INTERRUPTED}


def test_every_variable_that_is_read_is_told() -> None:
    source = Path(welvaartcanvas.tui.__path__[0]).parent
    read = {
        name
        for file in source.rglob("*.py")
        for name in re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", file.read_text("utf-8"))
    }

    assert "WELVAARTCANVAS_DB" in read
    assert all(f"`{name}`" in PAGE for name in read - {"TERM"})  # only doctor shows that one


def test_messages_are_those_that_the_program_gives() -> None:
    with (locale_folder() / "nl" / "LC_MESSAGES" / "welvaartcanvas.po").open("rb") as file:
        given = {re.sub(r"\{\w+\}", "…", str(m.string)) for m in read_po(file)}

    for message, remedy in rows(PARTS["Als het niet lukt"]):
        assert message in given
        assert remedy
