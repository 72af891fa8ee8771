"""What stands in an editor survives whatever happens to the program and its database."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.build import uid
from tests.support.hostile import HOSTILE_TEXTS, LONGEST_TEXT
from tests.support.workspaces import opened
from welvaartcanvas.errors import OutputError
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.drafts import Draft

CANVAS = uid(0, 1)


def keep(workspace: Workspace, text: str, perspective: str = "overheid") -> Draft:
    return workspace.drafts.keep(
        CANVAS, "contribution", "opgave", {"text": text}, perspective=perspective
    )


def find(workspace: Workspace, perspective: str = "overheid") -> Draft | None:
    return workspace.drafts.find(CANVAS, "contribution", "opgave", perspective=perspective)


def test_a_draft_is_there_when_the_program_is_opened_again(file: Path, anna: Workspace) -> None:
    kept = anna.drafts.keep(
        CANVAS,
        "contribution",
        "opgave",
        {"text": "Half een zin", "partner": "Zo"},
        perspective="overheid",
        entity_id=uid(5, 1),
    )
    anna.close()

    with opened(file, "Anna") as again:
        found = again.drafts.find(
            CANVAS, "contribution", "opgave", perspective="overheid", entity_id=uid(5, 1)
        )
        assert found == kept
        assert found is not None
        assert found.fields == {"text": "Half een zin", "partner": "Zo"}
        assert again.drafts.all() == [kept]


def test_each_editor_has_one_draft_and_the_last_that_was_typed_counts(anna: Workspace) -> None:
    keep(anna, "Een")
    keep(anna, "Een twee")
    other = keep(anna, "Anders", "onderwijs")

    found = find(anna)
    assert found is not None
    assert found.fields["text"] == "Een twee"
    assert anna.drafts.all() == [other, found]
    assert anna.drafts.find(CANVAS, "contribution", "aanpak", perspective="overheid") is None


@pytest.mark.parametrize(
    "text", [*HOSTILE_TEXTS, LONGEST_TEXT, "x" * 100_000, "", " \n", "\x00\x1b[31m"]
)
def test_a_draft_is_as_it_was_typed_also_what_can_not_be_saved_so(
    anna: Workspace, text: str
) -> None:
    keep(anna, text)

    found = find(anna)
    assert found is not None
    assert found.fields == {"text": text}


def test_half_a_character_becomes_a_question_mark(anna: Workspace) -> None:
    keep(anna, "half \ud83d teken")

    found = find(anna)
    assert found is not None
    assert found.fields == {"text": "half ? teken"}


def test_a_draft_that_was_saved_or_is_not_wanted_goes_and_leaves_nothing(
    anna: Workspace, file: Path
) -> None:
    draft = keep(anna, "Tekst")
    folder = file.with_name("werk.db-drafts")
    assert folder.is_dir()

    anna.drafts.drop(draft)

    assert find(anna) is None
    assert anna.drafts.all() == []
    assert not folder.exists()
    anna.drafts.drop(draft)  # a second time is no fault


def test_dropping_one_draft_leaves_the_others(anna: Workspace) -> None:
    draft = keep(anna, "Weg")
    other = keep(anna, "Blijft", "onderwijs")

    anna.drafts.drop(draft)

    assert anna.drafts.all() == [other]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_only_its_owner_can_read_a_draft(anna: Workspace, file: Path) -> None:
    keep(anna, "Vertrouwelijk")

    (draft,) = file.with_name("werk.db-drafts").iterdir()
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600


def test_where_the_folder_refuses_it_a_draft_goes_to_the_users_own_folder(
    anna: Workspace, file: Path, tmp_path: Path
) -> None:
    file.with_name("werk.db-drafts").write_text("een bestand waar de map moet komen")

    kept = keep(anna, "Tekst")

    assert find(anna) == kept
    assert anna.drafts.all() == [kept]
    assert len(list((tmp_path / "state").rglob("*.json"))) == 1
    anna.drafts.drop(kept)
    assert anna.drafts.all() == []


def test_where_nothing_can_be_written_it_is_one_line(
    anna: Workspace, file: Path, tmp_path: Path
) -> None:
    file.with_name("werk.db-drafts").write_text("")
    (tmp_path / "state").write_text("")

    with pytest.raises(OutputError, match="can't be written"):
        keep(anna, "Tekst")


def test_of_two_drafts_of_one_editor_the_newest_is_found_and_listed(
    anna: Workspace, file: Path
) -> None:
    folder = file.with_name("werk.db-drafts")
    keep(anna, "Ouder, beside the workspace")
    folder.rename(file.with_name("weg"))
    folder.write_text("")
    newest = keep(anna, "Nieuwer, in the user's folder")
    folder.unlink()
    file.with_name("weg").rename(folder)

    assert find(anna) == newest
    assert anna.drafts.all() == [newest]
    anna.drafts.drop(newest)
    assert anna.drafts.all() == []


def test_workspaces_do_not_see_each_others_drafts(anna: Workspace, tmp_path: Path) -> None:
    keep(anna, "Tekst")

    with opened(tmp_path / "ander.db") as other:
        assert other.drafts.all() == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\x00", b"[]", b'{"canvas_id": "x"}', b"[" * 100_000],
    ids=["empty", "cut off", "not text", "another form", "incomplete", "deep"],
)
def test_a_damaged_draft_does_not_hinder_the_others(
    anna: Workspace, file: Path, content: bytes
) -> None:
    good = keep(anna, "Goed")
    keep(anna, "Beschadigd", "onderwijs")
    for draft in file.with_name("werk.db-drafts").iterdir():
        if json.loads(draft.read_bytes())["perspective"] == "onderwijs":
            draft.write_bytes(content)

    assert anna.drafts.all() == [good]
    assert find(anna, "onderwijs") is None
    assert keep(anna, "Opnieuw", "onderwijs") in anna.drafts.all()


def test_a_draft_is_kept_when_the_database_is_damaged_and_found_when_it_is_mended(
    anna: Workspace, file: Path, tmp_path: Path
) -> None:
    anna.upkeep.backup(tmp_path / "backup.db")
    file.write_bytes(b"\x55" * file.stat().st_size)

    kept = keep(anna, "Niet kwijt")

    anna.close()
    for name in ("werk.db-wal", "werk.db-shm"):
        file.with_name(name).unlink(missing_ok=True)
    file.write_bytes((tmp_path / "backup.db").read_bytes())
    with opened(file) as again:
        assert again.drafts.all() == [kept]


_TYPIST = """
import sys
from pathlib import Path
from tests.support.workspaces import opened
workspace = opened(Path(sys.argv[1]), "Anna")
text = ""
while True:
    text += "woord "
    fields = {"text": text}
    workspace.drafts.keep(sys.argv[2], "contribution", "opgave", fields, perspective="overheid")
    print(len(text), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_typing_survives_that_the_program_is_killed(file: Path, anna: Workspace) -> None:
    typist = subprocess.Popen(
        [sys.executable, "-c", _TYPIST, str(file), CANVAS], stdout=subprocess.PIPE, text=True
    )
    assert typist.stdout is not None
    for _ in range(25):
        typist.stdout.readline()
    typist.send_signal(signal.SIGKILL)
    rest, _ = typist.communicate(timeout=60)
    lengths = [150, *map(int, rest.split())]

    found = find(anna)

    assert found is not None
    assert found.fields["text"] == "woord " * (len(found.fields["text"]) // 6)
    assert len(found.fields["text"]) in (lengths[-1], lengths[-1] + 6)
    anna.drafts.drop(found)  # and with it what was half-written just then
    assert not file.with_name("werk.db-drafts").exists()


def test_what_a_killed_program_left_half_written_goes_with_its_draft(
    anna: Workspace, file: Path
) -> None:
    draft = keep(anna, "Tekst")
    folder = file.with_name("werk.db-drafts")
    (kept,) = folder.iterdir()
    (folder / f".{kept.name}.0123abcd.part").write_text("half")

    assert anna.drafts.all() == [draft]
    anna.drafts.drop(draft)

    assert not folder.exists()
