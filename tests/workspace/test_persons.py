"""Who was erased stays erased, whatever file comes, and whenever the program was ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.crash.older import second_version
from tests.support import build
from tests.support.workspaces import opened
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.fingerprint import fingerprint
from welvaartcanvas.domain.lineage import version_of
from welvaartcanvas.exchange import interchange
from welvaartcanvas.i18n import use_language
from welvaartcanvas.store import backups as stored_backups
from welvaartcanvas.store import erasing
from welvaartcanvas.store.restoring import restore
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.importing import Imported
from welvaartcanvas.workspace.person_texts import consequences, erased_lines

NAME, EMAIL = "Zoë de Vriés", "zoe.devries@kop.example"
WORDS = (NAME.encode(), EMAIL.encode())


@pytest.fixture
def canvas(anna: Workspace) -> Canvas:
    """A canvas on which Zoë said something."""
    given = build.canvas(
        partners=(build.partner(1, NAME, email=EMAIL), build.partner(2, "Piet Bakker")),
        contributions=(
            build.contribution(11, "opgave", "overheid", "Meer bussen", partner_id=build.uid(1, 1)),
            build.contribution(12, "opgave", "overheid", "Fietsen", partner_id=build.uid(2, 1)),
        ),
        actions=(build.action(21, "aanpak", "Bel", who=NAME),),
    )
    anna.importing.canvas(given, "werk.json")
    return anna.canvases.get(given.id)


def sent(workspace: Workspace, canvas_id: str) -> bytes:
    """The canvas as a file for somebody else."""
    return interchange.write(workspace.canvases.to_send(canvas_id)).encode()


def came(workspace: Workspace, document: bytes) -> Imported:
    return workspace.importing.canvas(interchange.read(document, "terug.json"), "terug.json")


def erase(workspace: Workspace, who: str = NAME) -> None:
    assert workspace.persons.erase(workspace.persons.one(who)).complete


def in_files(folder: Path) -> list[str]:
    """The files in which the name or the address stands."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return [file.name for file in files if any(word in file.read_bytes() for word in WORDS)]


def test_an_older_file_does_not_bring_back_who_was_erased(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    older = sent(anna, canvas.id)
    erase(anna)
    before = anna.canvases.to_send(canvas.id)

    imported = came(anna, older)

    assert imported.erased == 1 and not imported.changed
    assert anna.canvases.to_send(canvas.id) == before
    assert in_files(tmp_path) == []


def test_what_a_partner_changed_in_their_copy_still_comes_in(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    with opened(tmp_path / "elders" / "kopie.db", "Zoë") as other:
        came(other, sent(anna, canvas.id))
        there = other.canvases.get(canvas.id)
        note = there.contribution(build.uid(11, 1))
        other.contents.edit(there, note, text="Meer en vaker bussen")
        there = other.canvases.get(canvas.id)
        other.contents.contribute(there, "aanpak", "overheid", "Zelf rijden", partner=NAME)
        back = sent(other, canvas.id)
    erase(anna)

    imported = came(anna, back)

    here = anna.canvases.get(canvas.id)
    assert not here.to_choose and imported.to_choose == 0
    assert here.contribution(build.uid(11, 1)).text == "Meer en vaker bussen"
    assert {c.text: c.partner_id for c in here.contributions} == {
        "Meer en vaker bussen": None,
        "Zelf rijden": None,
        "Fietsen": build.uid(2, 1),
    }
    assert [p.name for p in here.partners] == ["Piet Bakker"]
    assert [a.who for a in here.actions] == [""]


def test_a_new_canvas_comes_in_without_who_was_erased(anna: Workspace, canvas: Canvas) -> None:
    older = sent(anna, canvas.id)
    erase(anna)
    anna.canvases.delete(canvas.id)

    came(anna, older)

    assert [p.name for p in anna.canvases.get(canvas.id).partners] == ["Piet Bakker"]


def adopted_with_a_name(workspace: Workspace, canvas: Canvas) -> Canvas:
    """The canvas, adopted, with the name in the midst of a text."""
    note = canvas.contributions[0]
    workspace.contents.edit(canvas, note, text=f"Meer bussen, vraagt {NAME}")
    workspace.reviews.adopt(workspace.canvases.get(canvas.id), decided_on=date(2026, 2, 14))
    return workspace.canvases.get(canvas.id)


def test_a_name_that_goes_out_of_an_adopted_text_renews_its_fingerprint(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    before = adopted_with_a_name(anna, canvas)
    older = sent(anna, canvas.id)
    about = anna.persons.one(NAME)
    with use_language("en"):
        assert "1 adopted canvas says something else" in " ".join(consequences(about, texts=True))
        assert "adopted canvas says" not in " ".join(consequences(about))

    done = anna.persons.erase(about, texts=True)

    after = anna.canvases.get(canvas.id)
    (adoption,) = after.adoptions
    assert adoption.fingerprint == fingerprint(after) != before.adoptions[0].fingerprint
    with use_language("en"):
        assert "The fingerprint of 1 adopted canvas is renewed" in " ".join(erased_lines(done))
    with opened(tmp_path / "elders.db", "Carla") as away:
        came(away, sent(anna, canvas.id))
        assert away.canvases.get(canvas.id).adoptions[0].fingerprint == adoption.fingerprint
        assert not came(anna, sent(away, canvas.id)).changed
    came(anna, older)  # as it was adopted then: nothing of it comes back
    assert anna.canvases.get(canvas.id) == after


def test_erasing_a_name_beside_the_texts_leaves_the_fingerprint(
    anna: Workspace, canvas: Canvas
) -> None:
    before = adopted_with_a_name(anna, canvas).adoptions

    assert anna.persons.erase(anna.persons.one(NAME)).renewed == 0

    assert anna.canvases.get(canvas.id).adoptions == before
    assert fingerprint(anna.canvases.get(canvas.id)) == before[0].fingerprint


def test_a_fingerprint_that_did_not_fit_is_not_made_to(anna: Workspace, canvas: Canvas) -> None:
    adopted_with_a_name(anna, canvas)
    with anna.session.database.transaction(write=True) as db:
        db.execute("UPDATE adoptions SET fingerprint = ?", ["0" * 64])

    assert anna.persons.erase(anna.persons.one(NAME), texts=True).renewed == 0

    assert anna.canvases.get(canvas.id).adoptions[0].fingerprint == "0" * 64


def test_who_is_erased_by_one_program_is_gone_for_another(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    note = bob.canvases.get(canvas.id).contribution(build.uid(11, 1))
    erase(anna)

    with pytest.raises(Exception, match="changed by somebody else"):
        bob.contents.edit(bob.canvases.get(canvas.id), note, text="Anders")
    assert [p.name for p in bob.canvases.get(canvas.id).partners] == ["Piet Bakker"]


STAGES: list[tuple[object, str]] = [
    (erasing, "rewrite"),
    (erasing, "erase"),
    (erasing, "clean"),
]


@pytest.mark.parametrize(("module", "stage"), STAGES, ids=[name for _module, name in STAGES])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_who_was_interrupted_ends_the_same_when_doing_it_again(
    *,
    file: Path,
    canvas: Canvas,
    anna: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    stage: str,
    after: bool,
) -> None:
    anna.backups.take()
    anna.drafts.keep(canvas.id, "partner", "", {"name": NAME})
    anna.close()
    real: Callable[..., object] = getattr(module, stage)

    def interrupted(*arguments: object, **values: object) -> object:
        if after:
            real(*arguments, **values)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, stage, interrupted)
    with opened(file) as workspace, pytest.raises(KeyboardInterrupt):
        workspace.persons.erase(workspace.persons.one(NAME))
    monkeypatch.undo()
    monkeypatch.setattr("welvaartcanvas.workspace.drafts.state_folder", lambda: tmp_path / "state")

    with opened(file) as workspace:
        erase(workspace)
        assert in_files(tmp_path) == []
        assert [p.name for p in workspace.canvases.get(canvas.id).partners] == ["Piet Bakker"]


def test_a_backup_that_is_put_back_does_not_bring_back_who_was_erased_since(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "usb" / "kopie.db"
    elsewhere.parent.mkdir()
    anna.upkeep.backup(elsewhere)
    erase(anna)
    clock = anna.session.clock

    restore(elsewhere, anna.file, anna.backups.folder, clock())

    here = anna.canvases.get(canvas.id)
    assert [p.name for p in here.partners] == ["Piet Bakker"]
    assert EMAIL.encode() not in anna.file.read_bytes()
    # A name that stands by itself has no id by which it is known; erasing again finds it.
    assert [a.who for a in here.actions] == [NAME]
    elsewhere.unlink()
    erase(anna)
    assert in_files(tmp_path) == []


def test_backups_of_before_a_migration_are_made_anew_too(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    from contextlib import closing
    from sqlite3 import connect

    made = stored_backups.take(anna.file, anna.backups.folder, "v1", anna.session.clock())
    with closing(connect(made.file)) as old:  # as a workspace of version 1 was
        for table in ("versions", "setters", "deletions", "erasures", "snapshots", "variants"):
            old.execute("DROP VIEW IF EXISTS things")
            old.execute(f"DROP TABLE {table}")
        old.execute("PRAGMA user_version = 1")
        old.commit()

    erase(anna)

    anna.close()
    assert in_files(tmp_path) == []
    with closing(connect(made.file)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
        assert old.execute("SELECT name FROM partners").fetchall() == [("Piet Bakker",)]


def test_a_backup_of_version_2_stays_one_and_goes_on_from_what_was_erased(
    anna: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    from contextlib import closing
    from sqlite3 import connect

    contents = anna.contents
    contents.edit(canvas, canvas.actions[0], status="klaar")
    made = stored_backups.take(anna.file, anna.backups.folder, "v2", anna.session.clock())
    now = made.file.rename(tmp_path / "now.db")
    second_version(now, made.file)
    now.unlink()

    erase(anna)

    anna.close()
    assert in_files(tmp_path) == []
    with closing(connect(made.file)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (2,)
    with opened(made.file) as later:
        sent = later.canvases.to_send(canvas.id)
        for action in sent.actions:  # the name was in it
            known = sent.past.of(action)
            assert known.versions[-1] == version_of(action)
            assert len(known.versions) > 1
