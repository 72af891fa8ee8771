"""From a command line to an exit code, in a process of its own where that matters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from welvaartcanvas import __version__, i18n
from welvaartcanvas.cli import main
from welvaartcanvas.locations import state_folder
from welvaartcanvas.workspace.workspace import Workspace

PROGRAM = [sys.executable, "-m", "welvaartcanvas"]
posix = pytest.mark.skipif(os.name == "nt", reason="signals and devices of POSIX")


def process(
    *arguments: str | bytes, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The real program, run to its end."""
    command: Sequence[str | bytes] = [*PROGRAM, *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, env={**os.environ, **environment}, check=False
    )


@pytest.mark.usefixtures("cli")
def test_a_whole_path_in_the_real_program(home: Path) -> None:
    region = process("--lang", "nl", "region", "add", "Twente", "--corop", "Twente")
    assert (region.returncode, region.stderr) == (0, b"")
    canvas = process("canvas", "new", "Vakmensen", "--region", region.stdout.decode().strip())
    made = canvas.stdout.decode().strip()
    where = ("--block", "opgave", "--perspective", "overheid")
    text = "Dit is één zin met een 👩🏽‍🔧\nop twee regels\n"
    said = process("contribute", made, *where, "-", stdin=text.encode())
    assert (said.returncode, said.stderr) == (0, b"")

    exported = process("export", made, "--format", "json", "--out", "canvas.json")
    assert exported.stdout == b"canvas.json" + os.linesep.encode()
    assert "één zin met een 👩🏽‍🔧\\nop twee regels" in (home / "canvas.json").read_text("utf-8")
    assert (home / "canvas.json").read_bytes() == process("canvas", "show", made, "--json").stdout


def test_a_workspace_that_is_made_because_it_was_not_there_is_named_once(
    cli: Cli, home: Path
) -> None:
    first = cli("--db", "tikvuot.db", "canvas", "list", "--json")
    again = cli("--db", "tikvuot.db", "canvas", "list", "--json")

    assert (first.code, first.out, first.err) == (0, "[]\n", "New workspace: tikvuot.db\n")
    assert (again.code, again.out, again.err) == (0, "[]\n", "")
    assert (home / "tikvuot.db").is_file()


def test_ones_own_workspace_is_made_without_a_word(cli: Cli) -> None:
    assert not cli.db.exists()
    assert cli("canvas", "list", "--json").err == ""


@posix
def test_bytes_that_are_no_text_are_refused_as_argument(cli: Cli) -> None:
    canvas = cli.canvas()
    before = cli.everything()

    done = process(
        "--lang", "en", "contribute", canvas, "--block", "opgave", "--perspective", "overheid",
        b"caf\xe9",
    )  # fmt: skip

    assert done.returncode == 2
    assert b"U+DCE9" in done.stderr and done.stderr.count(b"\n") == 1
    assert cli.everything() == before


def test_version_says_the_version(cli: Cli) -> None:
    for words in (["--version"], ["--lang", "nl", "--version"], ["--db=x", "--version", "region"]):
        assert cli(*words, lang=None).out == f"welvaartcanvas {__version__}\n"
    assert not Path("x").exists()


def test_version_loads_nothing_that_takes_time() -> None:
    code = "import sys; from welvaartcanvas.cli import main; main(['--version'])"
    code += "; print(*sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    loaded = {name.partition(".")[0] for name in printed.split()}
    assert not loaded & {
        "textual", "reportlab", "sqlite_utils", "sqlite3", "pydantic", "click", "gettext",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("command", "never"),
    [
        (["canvas", "list"], {"textual", "rich", "reportlab", "xlsxwriter"}),
        (["export", "{canvas}"], {"textual", "rich", "xlsxwriter"}),
        (["export", "{canvas}", "--format", "json"], {"textual", "reportlab", "xlsxwriter"}),
        (["search", "werk"], {"sqlite_utils"}),  # it makes and migrates workspaces, no more
    ],
)
def test_a_command_loads_only_what_it_uses(cli: Cli, command: list[str], never: set[str]) -> None:
    arguments = [word.format(canvas=cli.canvas()) for word in command]
    code = f"import sys; from welvaartcanvas.cli import main; main({arguments!r})"
    code += "; print(*sys.modules, file=sys.stderr)"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stderr

    assert not {name.partition(".")[0] for name in printed.split()} & never


@pytest.mark.parametrize("command", [[], ["demo"], ["demo", "--keep", "demo.db"]])
def test_the_screens_are_not_opened_where_there_is_no_terminal(
    cli: Cli, home: Path, command: list[str]
) -> None:
    assert "terminal" in cli.refused(*command)
    assert not cli.db.exists() and not (home / "demo.db").exists()


def test_a_fault_of_the_program_is_one_line_and_a_file(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Workspace) -> None:
        raise ZeroDivisionError("gek \x1b[31m\n")

    monkeypatch.setattr(Workspace, "__enter__", broken)

    line = cli.refused("region", "list", code=1)

    (log,) = state_folder().iterdir()
    assert str(log) in line and "ZeroDivisionError" in line and line.isprintable()
    assert "in broken" in log.read_text("utf-8")
    assert "Traceback" in log.read_text("utf-8")


def test_a_fault_is_told_also_where_no_file_can_be_written(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Workspace) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Workspace, "__enter__", broken)
    (home / "bestand").write_text("geen map")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "bestand"))
    if os.name == "nt":
        monkeypatch.setenv("LOCALAPPDATA", str(home / "bestand"))

    assert "ZeroDivisionError" in cli.refused("region", "list", code=1)


@posix
@pytest.mark.parametrize(
    "command",
    [
        ["--version"],
        ["--help"],
        ["region", "list"],
        ["template", "show", "welvaart-model", "--json"],
    ],
)
def test_output_that_nobody_reads_ends_quietly(cli: Cli, command: list[str]) -> None:
    cli.region()
    with subprocess.Popen(
        [*PROGRAM, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout and running.stderr
        running.stdout.close()

        assert running.stderr.read() == b""
    assert running.returncode == 1


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command", [["--version"], ["--help"], ["region", "list"], ["canvas", "list", "--json"]]
)
def test_output_that_does_not_fit_is_said_in_one_line(cli: Cli, command: list[str]) -> None:
    cli.region()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "--lang", "en", *command], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1 and b"output can't be written" in done.stderr


@posix
def test_control_c_ends_quietly(cli: Cli) -> None:
    import pexpect

    where = ["--block", "opgave", "--perspective", "overheid"]
    arguments = ["-m", "welvaartcanvas", "--lang", "en", "contribute", cli.canvas(), *where, "-"]
    with pexpect.spawn(sys.executable, arguments, encoding="utf-8", timeout=30) as terminal:
        terminal.expect("Type the text")
        terminal.sendintr()
        terminal.expect(pexpect.EOF)
        said = terminal.before

    assert terminal.exitstatus == 130
    assert "Traceback" not in said and "Error" not in said and "not saved" not in said


def test_signs_that_the_terminal_lacks_are_escaped_and_no_error(cli: Cli) -> None:
    canvas = cli.canvas("Eén ◆ titel")

    done = process("canvas", "list", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")

    assert done.returncode == 0
    assert b"E\xe9n \\u25c6 titel" in done.stdout
    document = process(
        "canvas", "show", canvas, "--json", PYTHONIOENCODING="cp1252", PYTHONUTF8="0"
    )
    assert "Eén ◆ titel".encode() in document.stdout


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_fault_of_the_program(cli: Cli, home: Path, closed: str) -> None:
    cli.region()
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m welvaartcanvas region list {closed}'],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert not state_folder().exists()


def test_the_workspace_is_found_by_option_then_environment_then_account(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.region("uit omgeving")
    assert cli("--db", str(home / "optie.db"), "region", "add", "uit optie").code == 0
    monkeypatch.delenv("WELVAARTCANVAS_DB")
    cli.region("van account")

    for words, name in (
        (["--db", str(cli.db)], "uit omgeving"),
        (["--db", str(home / "optie.db")], "uit optie"),
        ([], "van account"),
    ):
        assert [r["name"] for r in cli.data(*words, "region", "list", "--json")] == [name]


def test_main_answers_with_the_exit_code(cli: Cli) -> None:
    assert main(["--version"]) == 0
    assert cli("region", "show", "zzz").code == 2


@pytest.mark.parametrize("group", ["region", "canvas", "template"])
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_group_without_its_command_shows_its_help(cli: Cli, group: str, lang: str) -> None:
    done = cli(group, lang=lang)

    assert (done.code, done.out) == (2, "")
    assert done.err == cli(group, "--help", lang=lang).out
