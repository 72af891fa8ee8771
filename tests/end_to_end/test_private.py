"""Nobody else reads along: files are for their owner alone, and nothing goes over the network."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest

from tests.end_to_end.conftest import Desk
from tests.end_to_end.test_drafts import HALF, drafted
from tests.support import build
from tests.support.terminal import environment, program
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange import interchange
from welvaartcanvas.locations import settings_file

SOURCE = Path(settings_file.__code__.co_filename).parent
FORMATS = ("pdf", "json", "md", "csv", "xlsx")


def done(desk: Desk, *arguments: str | Path, **env: str) -> str:
    """What a command prints."""
    ended = subprocess.run(
        program(*arguments),
        env=environment(desk.home, desk.language, **env),
        cwd=desk.home,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def rights(folder: Path) -> dict[str, str]:
    """What others may do with what is in ``folder``, as octal digits; what is only its owner's
    is left out."""
    return {
        str(path.relative_to(folder)): f"{path.stat().st_mode & 0o777:o}"
        for path in folder.rglob("*")
        if path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600)
    }


#: Commands one after another in one process, for starting is most of what each of them takes.
COMMANDS = """
import json, sys
from welvaartcanvas.cli import main
for words in json.load(sys.stdin):
    if code := main(words):
        sys.exit(code)
"""


def one_after_another(desk: Desk, umask: str, *commands: Sequence[str | Path]) -> None:
    """Give ``commands`` under a umask, for a workspace in a folder that is not there yet."""
    db = ["--db", str(desk.home / "werk" / "regio" / "canvas.db")]
    ended = subprocess.run(
        ["sh", "-c", f'umask {umask}; exec "$@"', "sh", sys.executable, "-c", COMMANDS],
        input=json.dumps([[*db, *map(str, words)] for words in commands]),
        env=environment(desk.home, desk.language),
        cwd=desk.home,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("umask", ["000", "022", "077"])
def test_every_file_and_folder_is_its_owners_alone_whatever_the_umask(
    desk: Desk, umask: str
) -> None:
    canvas = build.empty_canvas(build.shipped_template())
    received = desk.home / "post" / "canvas.json"
    received.parent.mkdir(0o700)
    received.write_text(interchange.write(canvas), "utf-8")
    received.chmod(0o600)
    cell = ("--block", "opgave", "--perspective", "overheid")
    made = desk.home / "uit" / "diep"

    one_after_another(
        desk,
        umask,
        ["import", received],
        ["contribute", canvas.id, *cell, "--partner", "Zoë", "Bussen"],
        *(
            ["export", canvas.id, "--format", kind, "--out", made / f"canvas.{kind}"]
            for kind in FORMATS
        ),
        ["export", "--all", "--out", desk.home / "map" / "nieuw"],
        ["compare", "--all", "--format", "json", "--out", desk.home / "v.json"],
        ["person", "export", "Zoë", "--out", desk.home / "zoe.json"],
        ["backup", desk.home / "usb" / "kopie.db"],
        ["import", made / "canvas.pdf"],
    )

    assert len(list(made.iterdir())) == len(FORMATS)
    assert list((desk.home / "werk" / "regio").glob("*backups/*.daily-*"))
    assert rights(desk.home) == {}


def test_what_stands_beside_the_workspace_while_one_types_is_private_too(desk: Desk) -> None:
    canvas = desk.keep(build.empty_canvas(build.shipped_template()))
    terminal = desk.start(through=("sh", "-c", 'umask 000; exec "$@"', "sh"))
    terminal.wait_for(canvas.region.name)
    desk.open_first_block(terminal)
    terminal.type(HALF)
    drafted(desk, HALF)

    assert {path.name for path in desk.home.iterdir()} >= {
        "workspace.db",
        "workspace.db-wal",
        "workspace.db-shm",
        "workspace.db-drafts",
    }
    assert rights(desk.home) == {}
    terminal.kill9()
    assert rights(desk.home) == {}


#: Python calls this in every process of the program: it writes down, and refuses, whatever would
#: go beyond this computer. Sockets between processes of one computer are no network.
WATCH = """
import os, socket, sys

def watch(event, arguments):
    if event == "socket.__new__":
        reaches = arguments[1] != socket.AF_UNIX
    elif event in ("socket.connect", "socket.bind", "socket.sendto"):
        reaches = isinstance(arguments[1], tuple)
    else:
        reaches = event in (
            "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr",
            "socket.getnameinfo", "urllib.Request", "http.client.connect", "ftplib.connect",
            "smtplib.connect", "webbrowser.open",
        )
    if reaches:
        with open(os.environ["WATCHED"], "a") as log:
            log.write(f"{event} {arguments!r}\\n")
        raise PermissionError("no network")

with open(os.environ["WATCHED"], "a") as log:
    log.write("")
sys.addaudithook(watch)
"""


@pytest.fixture
def watched(desk: Desk) -> dict[str, str]:
    """An environment in which whatever goes over the network is refused and written down."""
    folder = desk.home / "watch"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(WATCH)
    return {"PYTHONPATH": str(folder), "WATCHED": str(desk.home / "watched.log")}


def test_the_watch_sees_who_goes_out(desk: Desk, watched: dict[str, str]) -> None:
    """The test of the test."""
    for attempt in ("socket.socket()", "socket.create_connection(('192.0.2.1', 80))"):
        ended = subprocess.run(
            [sys.executable, "-c", f"import socket; {attempt}"],
            env=environment(desk.home, **watched),
            capture_output=True,
        )
        assert b"no network" in ended.stderr
    assert Path(watched["WATCHED"]).read_text().count("\n") == 2


def test_nothing_goes_over_the_network(desk: Desk, watched: dict[str, str]) -> None:
    canvas = desk.keep(build.full_canvas(1))
    terminal = desk.start(**watched)
    terminal.wait_for(canvas.region.name)
    desk.open_first_block(terminal)
    terminal.press("escape", "escape")
    desk.at_the_list(terminal)
    terminal.press("ctrl+q")
    terminal.expect_exit()
    for kind in FORMATS:
        file = desk.home / f"uit.{kind}"
        done(desk, "export", canvas.id, "--format", kind, "--out", file, **watched)
    done(desk, "import", desk.home / "uit.pdf", **watched)
    done(desk, "import", desk.home / "uit.json", **watched)
    done(desk, "compare", "--all", "--format", "pdf", "--out", desk.home / "v.pdf", **watched)
    done(desk, "search", "bussen", **watched)

    assert Path(watched["WATCHED"]).read_text() == ""


#: Modules that reach over the network. The program starts a browser or mailer nowhere either.
OUTWARD = {
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib",
    "telnetlib", "xmlrpc", "socketserver", "webbrowser", "requests", "httpx", "aiohttp",
}  # fmt: skip


def test_the_program_itself_imports_nothing_that_reaches_out() -> None:
    found = []
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            found += [
                (file.name, name)
                for name in names
                if name in OUTWARD or name.split(".")[0] in OUTWARD
            ]
    assert found == []


#: What in a PDF would fetch, start or send something when it is opened.
REACHING = (
    "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/JavaScript", "/JS", "/Movie",
    "/Rendition", "/RichMedia", "/OPI", "/XFA",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["report", "poster"])
def test_a_pdf_fetches_nothing(desk: Desk, kind: str) -> None:
    canvas: Canvas = desk.keep(build.full_canvas(1))
    file = desk.home / "uit.pdf"

    done(desk, "export", canvas.id, "--kind", kind, "--out", file)

    reader = pypdf.PdfReader(file)
    said = []
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
        thing = reader.get_object(number)
        said.append(re.sub(r"\([^)]*\)", "", str(thing)))
    words = set(re.findall(r"/\w+", json.dumps(said)))
    assert words & set(REACHING) == set()
