"""The desktop around the program: where documents go, and opening what was made."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from welvaartcanvas.errors import OutputError
from welvaartcanvas.workspace import opening
from welvaartcanvas.workspace.opening import documents_folder, has_desktop, open_on_desktop


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"SSH_CONNECTION": "1"}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("darwin", {"SSH_CONNECTION": "1"}, False),
        ("win32", {}, True),
    ],
)
def test_whether_there_is_a_desktop(
    platform: str, environment: dict[str, str], expected: bool
) -> None:
    assert has_desktop(platform, environment) is expected


def test_without_a_desktop_the_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "has_desktop", lambda: False)
    with pytest.raises(OutputError, match=r"no desktop .*rapport\.pdf"):
        open_on_desktop(Path("rapport.pdf"))


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Linux desktop whose ``xdg-open`` writes down what it was asked to open."""
    monkeypatch.setattr(opening, "has_desktop", lambda: True)
    monkeypatch.setattr(opening.sys, "platform", "linux")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def answer(desktop: Path, script: str) -> None:
    """Let ``xdg-open`` do ``script``."""
    opener = desktop / "xdg-open"
    opener.write_text(f"#!/bin/sh\n{script}\n")
    opener.chmod(0o700)


def test_a_file_is_opened_whatever_it_is_called(desktop: Path) -> None:
    answer(desktop, f'printf %s "$1" > "{desktop}/asked"')
    file = desktop / "$(rm -rf x) 'rapport' -h.pdf"
    open_on_desktop(file)
    assert (desktop / "asked").read_text() == str(file)


def test_no_program_for_it_is_said(desktop: Path) -> None:
    answer(desktop, "exit 3")
    with pytest.raises(OutputError, match=r"no program .*it is there"):
        open_on_desktop(desktop / "rapport.pdf")


def test_no_opener_at_all_is_said(desktop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(desktop))
    with pytest.raises(OutputError, match="can't be opened"):
        open_on_desktop(desktop / "rapport.pdf")


def test_an_opener_that_stays_is_no_fault(desktop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stays(*_arguments: object, timeout: float, **_others: object) -> None:
        raise subprocess.TimeoutExpired("xdg-open", timeout)

    monkeypatch.setattr(opening.subprocess, "run", stays)
    open_on_desktop(desktop / "rapport.pdf")


def test_documents_go_where_the_user_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "Documents")
    monkeypatch.chdir(tmp_path)
    assert documents_folder() == tmp_path
    (tmp_path / "Documenten").mkdir()
    assert documents_folder() == tmp_path / "Documenten"
    (tmp_path / "Documents").mkdir()
    assert documents_folder() == tmp_path / "Documents"
