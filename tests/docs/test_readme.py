"""The README: the two commands that work, what it types, and what it promises about data."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from tests.docs.console import Console, answers, examples
from tests.docs.pages import ROOT
from tests.test_house import FILES, libraries
from welvaartcanvas.locations import examples_folder
from welvaartcanvas.registry import municipalities

PAGE = (ROOT / "README.md").read_text("utf-8")
TASKS = runpy.run_path(str(ROOT / "do.py"))["TASKS"]

#: Libraries that reach for other computers.
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib3"}


def test_the_first_thing_one_sees_is_the_canvas_and_then_the_two_commands() -> None:
    picture = PAGE.index("](docs/pictures/canvas.svg)")
    first_block = re.search(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)

    assert first_block is not None
    assert picture < first_block.start() < PAGE.index("\n## ")
    assert re.findall(r"^python3 do\.py (\w+)", first_block[1], re.MULTILINE) == ["demo", "test"]


def test_every_task_that_a_page_names_is_there() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"\bdo\.py (\w+)", PAGE + contributing))

    assert named <= set(TASKS)
    assert set(re.findall(r"^\| `python3 do\.py (\w+)`", contributing, re.MULTILINE)) == set(TASKS)


def test_the_two_commands_open_the_demo_and_run_all_tests() -> None:
    (demo,), (test,) = TASKS["demo"][1], TASKS["test"][1]

    assert demo[1:] == ["-m", "welvaartcanvas", "demo"]
    assert test[1:3] == ["-m", "pytest"]


def test_continuous_integration_calls_the_test_command_of_the_readme() -> None:
    assert "python3 do.py test\n" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_version_of_python_is_the_one_that_is_needed() -> None:
    needed = re.search(
        r'^requires-python = ">=(.*)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )

    assert needed is not None
    assert f"Python {needed[1]} of nieuwer" in PAGE
    assert f"Python {needed[1]} or newer" in PAGE


def test_what_the_page_types_gives_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(tmp_path, monkeypatch)

    for line, shown in examples(PAGE):
        real = console(line)
        assert answers(shown, real), f"$ {line}\n{real}"
    assert (tmp_path / "rapport.pdf").read_bytes().startswith(b"%PDF")


def test_the_workspace_is_where_the_manual_says() -> None:
    manual = (ROOT / "docs" / "manual.md").read_text("utf-8")
    folders = re.findall(r"^\| \w+ \| `(.*)[/\\]welvaartcanvas\.db` \|$", PAGE, re.MULTILINE)

    assert len(folders) == 3
    assert all(f"`{folder}`" in manual for folder in folders)


def test_what_is_counted_is_right() -> None:
    tutorial = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    corops = {municipality.corop for municipality in municipalities()}

    assert "drie voorbeelden" in PAGE and "three examples" in PAGE
    assert len(list(examples_folder().glob("*.json"))) == 3
    for page in (PAGE, tutorial):
        assert f"{len(municipalities())} gemeenten" in page
    assert f"{len(corops)}\n   COROP-gebieden" in tutorial


def test_nothing_leaves_the_computer() -> None:
    assert not {library for file in FILES for library in libraries(file)} & NETWORK
