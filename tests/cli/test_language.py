"""Every word that the command line says is in the language of the user."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Cli
from welvaartcanvas import i18n
from welvaartcanvas.cli import click_texts
from welvaartcanvas.cli.root import COMMANDS, root
from welvaartcanvas.settings import Settings, save_settings


def commands() -> Iterator[list[str]]:
    """Every command with its subcommands, as typed."""

    def below(group: click.Group, path: list[str]) -> Iterator[list[str]]:
        for name in group.list_commands(click.Context(group)):
            command = group.get_command(click.Context(group), name)
            yield [*path, name]
            if isinstance(command, click.Group):
                yield from below(command, [*path, name])

    yield []
    yield from below(root, [])


ALL = list(commands())


def test_all_commands_of_the_contract_are_there() -> None:
    assert [" ".join(words) for words in ALL[1:]] == [
        "demo",
        "region", "region add", "region list", "region show", "region edit", "region delete",
        "canvas", "canvas new", "canvas list", "canvas show", "canvas edit", "canvas restore",
        "canvas adopt", "canvas reopen", "canvas delete",
        "contribute", "rate", "undo", "redo", "history", "diff",
        "snapshot", "snapshot add", "snapshot list", "snapshot rename", "snapshot remove",
        "search", "export", "import", "settle",
        "review", "review open", "review list", "review show", "review edit", "review close",
        "review export", "review report",
        "comment", "comment list", "comment show", "comment add", "comment accept",
        "comment rate", "comment contribute", "comment plan", "comment answer", "comment reject",
        "comment postpone", "comment reopen", "comment edit",
        "compare",
        "template", "template list", "template show", "template check",
        "person", "person show", "person export", "person erase",
        "backup", "restore", "doctor",
    ]  # fmt: skip
    assert set(COMMANDS) == {words[0] for words in ALL[1:]}


class Marking:
    """A catalogue that puts «» around every text it is asked for."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return f"«{singular if count == 1 else plural}»"


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_catalogue", lambda code: Marking())


def untranslated(text: str) -> str:
    """What stands outside every «»."""
    # The list of commands has the first sentence of a longer help.
    text = re.sub(r"(?m)^(  [a-z]+ +)«[^«»\n]*\.$", r"\1", text)
    while "«" in text:
        text, before = re.sub("«[^«»]*»", "", text), text
        assert text != before, text
    return text


#: What is no word of any language: names of commands, options, their values, and ids.
NAMES = re.compile(
    r"--[a-z-]+|\[(?:[a-z-]+\|)+[a-z-]+\]|\b(?:ID|SLUG|CANVAS|welvaart-model|welvaartcanvas)\b"
)


@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_all_of_a_help_text_can_be_translated(cli: Cli, words: list[str]) -> None:
    rest = NAMES.sub("", untranslated(cli.ok(*words, "--help")))
    for name in {name for path in ALL for name in path}:
        rest = re.sub(rf"(?m)(?<![\w-]){name}(?![\w-])", "", rest)

    assert re.findall(r"\w{2,}", re.sub(r"0\.\.5", "", rest)) == []


@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize(
    "words",
    [
        ["nergens"],
        ["regionn"],
        ["--nergens"],
        ["region", "nergens"],
        ["region", "add"],
        ["region", "add", "a", "b"],
        ["region", "add", "a", "b", "c"],
        ["region", "add", "a", "--cluster", "x"],
        ["region", "add", "a", "--cluster"],
        ["canvas", "new", "titel"],
        ["canvas", "list", "--json=ja"],
        ["canvas", "show", "zzz"],
        ["search", "-"],
    ],
    ids=" ".join,
)
def test_all_of_an_error_can_be_translated(cli: Cli, words: list[str]) -> None:
    done = cli(*words)

    assert done.code == 2
    assert not re.search(r"[A-Za-z]{2,}", NAMES.sub("", untranslated(done.err)))


def test_every_command_without_its_arguments_says_how_to_learn_them(cli: Cli) -> None:
    for words in ALL[1:]:
        done = cli(*words, "--geen-optie")
        assert done.code == 2
        assert f"welvaartcanvas {' '.join(words)} --help" in done.err
        assert done.err.count("\n") == 1


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_list_of_commands_says_what_each_is_for_in_full(cli: Cli, lang: str) -> None:
    text = cli("--help", lang=lang).out

    assert all(name in text for name in COMMANDS)
    assert "..." not in text.replace("[ARGS]...", "").replace("[ARGUMENTEN]...", "")


def help_in(cli: Cli, language: str) -> bool:
    with i18n.use_language(language):
        return i18n._("Show this message and exit.") in cli("--help", lang=None).out


def test_the_language_is_asked_of_the_command_the_settings_and_the_system(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    help_of = {lang: cli("--help", lang=lang).out for lang in i18n.LANGUAGES}

    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert cli("--help", lang=None).out == help_of["en"]
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert cli("--help", lang=None).out == help_of["nl"]
    save_settings(Settings(language="en"))
    assert cli("--help", lang=None).out == help_of["en"]
    assert cli("--lang=nl", "--help", lang=None).out == help_of["nl"]
    assert cli("--db", "x.db", "--lang", "nl", "--help", lang=None).out == help_of["nl"]


def test_dutch_and_english_differ_in_help_and_in_errors(cli: Cli) -> None:
    for words in (["--help"], ["export", "--help"], ["nergens"], ["canvas", "show", "zzz"]):
        dutch, english = cli(*words, lang="nl"), cli(*words, lang="en")
        assert dutch.code == english.code
        assert dutch != english


def test_an_unknown_language_is_refused(cli: Cli) -> None:
    assert "'nl', 'en'" in cli("region", "list", lang="fr").err


# -- click's own texts --

#: What click can say that no command of ours makes it say.
NEVER_SAID = {
    "(dynamic)", "Aborted!", "Argument {name!r} takes {nargs} values.", "Choice({choices})",
    "Confirm the action without prompting.", "Could not open file {filename!r}: {message}",
    "Do you want to continue?", "Error: invalid input", "Missing parameter",
    "Missing parameter: {param_name}", "Missing {param_type}", "Press any key to continue...",
    "Repeat for confirmation", "Show the version and exit.", "Error: {message}",
    "Takes {nargs} values but 1 was given.",
    "Try '{command} {option}' for help.", "Value must be an iterable.", "d", "deprecated",
    "directory", "env var: {var}", "file", "path", "unknown error", "%(prog)s, version %(version)s",
    "Error: The two entered values do not match.", "{editor}: Editing failed",
    "{editor}: Editing failed: {e}", "{value!r} does not match the format {format}.",
    "{value!r} is not a valid UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
    "{value!r} is not a valid {number_type}.",
    "{len_type} values are required, but {len_value} was given.",
    "{name} {filename!r} does not exist.", "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.", "{name} {filename!r} is not executable.",
    "{name} {filename!r} is not readable.", "{name} {filename!r} is not writable.",
    "Couldn't detect Bash version, shell completion is not supported.",
    "Shell completion is not supported for Bash versions older than 4.4.",
    "Unknown standard stream '{name}'", "Unknown color {colour!r}", "Windows error: {error}",
    # said to programmers
    "Name '{name}' defined twice", "Invalid start character for option ({option})",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument "
    "instead? Did you mean to pass '--{name}'?",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
}  # fmt: skip


def texts_of_click() -> set[str]:
    """What click asks its catalogue for; of plurals the singular."""
    found = set()
    for file in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "ngettext"}
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


def test_our_catalogue_has_all_that_click_can_say_here() -> None:
    # click takes these for texts of the application, or looks them up by a variable.
    with i18n.use_language("en"):
        counted = click_texts.counted(1)
    ours = {*click_texts.TEXTS, *counted} - {
        "[OPTIONS]", "COMMAND [ARGS]...", "[COMMAND] [ARGS]...", "required",
    }  # fmt: skip
    theirs = texts_of_click()

    assert ours <= theirs
    assert theirs - ours == NEVER_SAID
