"""What a person chose is kept; what can't be read never stands in the way."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest

from welvaartcanvas import settings as settings_module
from welvaartcanvas.errors import OutputError
from welvaartcanvas.settings import Settings, load_settings, save_settings


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "config" / "settings.json"
    monkeypatch.setattr(settings_module, "settings_file", lambda: file)
    return file


def test_what_was_chosen_is_there_the_next_time() -> None:
    chosen = Settings(language="en", theme="dark", name="Zoë Núñez [bold]")

    save_settings(chosen)

    assert load_settings() == chosen


def test_nothing_chosen_is_the_standard(file: Path) -> None:
    assert load_settings() == Settings(language=None, theme="", name="")
    assert not file.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[1]", b'"tekst"', b"\xff\xfe", b'{"a":' * 100_000, b"{}"],
    ids=["empty", "cut off", "null", "list", "text", "not UTF-8", "deep", "nothing chosen"],
)
def test_a_file_that_can_not_be_read_is_the_standard(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)

    assert load_settings() == Settings()


def test_a_folder_in_its_place_is_the_standard_too(file: Path) -> None:
    file.mkdir(parents=True)

    assert load_settings() == Settings()


def test_one_bad_setting_does_not_spoil_the_others(file: Path) -> None:
    file.parent.mkdir()
    bad = {"language": "fy", "theme": 3, "name": "Anna", "of_a_newer_version": True}
    file.write_text(json.dumps(bad))

    assert load_settings() == Settings(name="Anna")


def test_a_place_that_can_not_be_written_is_one_line(file: Path) -> None:
    file.parent.write_bytes(b"a file where the folder should be")

    with pytest.raises(OutputError, match=r"settings\.json can't be written"):
        save_settings(Settings(name="Anna"))


def test_changes_are_made_by_the_chosen_name() -> None:
    assert Settings(name="Anna").who == "Anna"


@pytest.mark.parametrize(
    ("account", "who"),
    [("anna", "anna"), ("an\udcffna", "an\\udcffna"), ("\x1b[31m", "\\x1b[31m")],
    ids=["plain", "not UTF-8", "escape sequence"],
)
def test_without_one_by_the_computer_account_made_printable(
    account: str, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: account)

    assert Settings().who == who


def test_an_account_without_a_name_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 1000")

    monkeypatch.setattr(getpass, "getuser", nameless)

    assert Settings().who == "-"
