"""``person``: what is kept of somebody is shown, handed over, and erased to the last byte."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.support import build
from tests.support.workspaces import opened
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.store.backups import backups_folder, take

NAME = "Zoë de Vriés"
EMAIL = "zoe.devries@kop.example"
ORGANISATION = "Bakkerij Krakeling"


@pytest.fixture
def cli(home: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setenv("WELVAARTCANVAS_DB", str(home / "werk.db"))
    return Cli(home / "werk.db", monkeypatch)


def held(**values: object) -> Canvas:
    """A canvas with Zoë, what she said and does, and somebody else beside her."""
    given: dict[str, object] = {
        "partners": (
            build.partner(
                1, NAME, organisation=ORGANISATION, email=EMAIL, perspective="ondernemers"
            ),
            build.partner(2, "Piet Bakker", email="piet@kop.example"),
        ),
        "contributions": (
            build.contribution(
                11, "opgave", "ondernemers", "Meer leerlingen", partner_id=build.uid(1, 1)
            ),
            build.contribution(
                12, "opgave", "overheid", "Betere bussen", partner_id=build.uid(2, 1)
            ),
        ),
        "actions": (
            build.action(21, "aanpak", "Bel de school", who="zoe de vries"),
            build.action(22, "aanpak", "Regel een bus", who="Piet Bakker"),
        ),
        "learning_questions": (
            build.learning_question(31, "aanpak", "Hoe doen zij het?", from_whom=NAME),
        ),
        **values,
    }
    return build.canvas(**given)  # type: ignore[arg-type]


def filled(file: Path, canvas: Canvas | None = None) -> None:
    """A workspace in which Zoë stands everywhere: table, history, undo, drafts, a backup."""
    with opened(file, NAME) as workspace:
        workspace.importing.canvas(canvas or held(), "werk.json")
        here = workspace.canvases.get(build.uid(0, 1))
        zoe = here.partners[0]
        workspace.contents.edit(here, zoe, organisation="Bakkerij De Krakeling")
        here = workspace.canvases.get(here.id)
        workspace.contents.contribute(here, "aanpak", "ondernemers", "Samen inkopen", partner=NAME)
        gone = workspace.contents.add_partner(here, NAME, email=EMAIL)
        workspace.contents.delete(workspace.canvases.get(here.id), gone)
        workspace.drafts.keep(here.id, "partner", "", {"name": NAME, "email": EMAIL})
        workspace.drafts.keep(
            here.id, "contribution", "opgave", {"text": "Een idee", "partner": NAME}
        )
        take(file, backups_folder(file), "daily", workspace.session.clock())


def traces(folder: Path, *words: str) -> list[tuple[str, str]]:
    """Where the bytes of ``words`` stand in the files of ``folder``, also as JSON escapes."""
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            for word in words:
                forms = (word.encode(), json.dumps(word)[1:-1].encode(), word.encode("utf-16-le"))
                found += [(file.name, word) for form in forms if form in content]
    return found


WORDS = (NAME, "zoe de vries", EMAIL, "devries@", "Krakeling")


def test_everything_that_is_kept_is_shown(cli: Cli, home: Path) -> None:
    filled(home / "werk.db")

    said = cli.ok("person", "show", "ZOE DE VRIES")

    assert f"partner: {NAME} · Bakkerij De Krakeling · {EMAIL}" in said
    assert f"deleted partner, in the history: {NAME} · {EMAIL}" in said
    cell = "contribution, block Challenge, Entrepreneurs"
    assert f"said: “Meer leerlingen” ({cell}, Kop van de Veluwe: Genoeg" in said
    assert "said: “Samen inkopen”" in said
    assert "does an action: “Bel de school”" in said
    assert "to learn from: “Hoe doen zij het?”" in said
    assert "made 5 changes, from" in said
    assert said.count("draft that was not saved") == 2
    assert "backup werk.daily-" in said
    assert "Piet" not in said


def test_the_same_person_is_found_by_their_address_and_by_the_id_of_the_partner(
    cli: Cli, home: Path
) -> None:
    filled(home / "werk.db")

    assert cli.ok("person", "show", EMAIL.upper()) == cli.ok("person", "show", NAME)
    assert NAME in cli.ok("person", "show", build.uid(1, 1))


def test_who_asks_gets_a_copy_that_can_be_read(cli: Cli, home: Path) -> None:
    filled(home / "werk.db")

    assert cli.ok("person", "export", NAME, "--out", "zoe.json") == "zoe.json"

    copy = json.loads((home / "zoe.json").read_text("utf-8"))
    assert copy["names"] == [NAME] and copy["emails"] == [EMAIL]
    assert copy["partners"][0]["organisation"] == "Bakkerij De Krakeling"
    assert [earlier["organisation"] for earlier in copy["earlier"]] == [ORGANISATION]
    assert [said["text"] for said in copy["said"]] == ["Meer leerlingen", "Samen inkopen"]
    assert {named["text"] for named in copy["named_in"]} == {"Bel de school", "Hoe doen zij het?"}
    assert len(copy["changes_made"]) == 5 and len(copy["drafts"]) == 2 and len(copy["backups"]) == 1
    assert "Piet" not in (home / "zoe.json").read_text("utf-8")
    assert (home / "zoe.json").stat().st_mode & 0o777 == 0o600
    assert "exists already" in cli.refused("person", "export", NAME, "--out", "zoe.json")


def test_the_copy_can_be_a_text_to_read(cli: Cli, home: Path) -> None:
    text = "Meer *leerlingen* " + "en nog een heel verhaal " * 10 + "tot hier"
    note = build.contribution(11, "opgave", "ondernemers", text, partner_id=build.uid(1, 1))
    filled(home / "werk.db", held(contributions=(note,)))
    with opened(home / "werk.db", "Bob") as workspace:
        template = workspace.canvases.get(build.uid(0, 1)).template
    block = template.block("opgave").title("en")

    assert cli.ok("person", "export", NAME, "--out", "zoe.md") == "zoe.md"

    copy = (home / "zoe.md").read_text("utf-8")
    assert copy.startswith(f"# What is kept of {NAME}\n")
    assert "Meer \\*leerlingen\\*" in copy and "tot hier” (contribution, block " + block in copy
    side = template.perspective("ondernemers").name("en")
    assert f"block {block}, {side}, Kop van de Veluwe" in copy


def test_what_was_erased_is_in_no_byte_of_any_file(cli: Cli, home: Path) -> None:
    file = home / "werk.db"
    filled(file)
    assert {name for name, _word in traces(home, NAME)} > {"werk.db"}
    with closing(sqlite3.connect(file)) as other:  # a second program has it open
        other.execute("SELECT count(*) FROM partners").fetchone()

        said = cli.ok("person", "erase", NAME, "--yes")

        assert traces(home, *WORDS) == []
    assert traces(home, *WORDS) == []
    assert f"Erased: {NAME}" in said and "backup made anew" in said and "2 drafts" in said
    assert "What remains:" in said and "Files that were exported" in said
    for backup in home.rglob("werk.daily-*"):
        with closing(sqlite3.connect(backup)) as other:
            assert other.execute("SELECT name FROM partners").fetchall() == [("Piet Bakker",)]
            assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "nothing is kept here of" in cli.refused("person", "show", NAME)


def test_what_others_said_and_do_stays_and_can_be_undone(cli: Cli, home: Path) -> None:
    file = home / "werk.db"
    filled(file)
    with opened(file, "Bob") as workspace:
        here = workspace.canvases.get(build.uid(0, 1))
        note = here.contribution(build.uid(11, 1))
        workspace.contents.edit(here, note, text="Nog meer leerlingen")

    cli.ok("person", "erase", NAME, "--yes")

    with opened(file, "Bob") as workspace:
        here = workspace.canvases.get(build.uid(0, 1))
        assert [p.name for p in here.partners] == ["Piet Bakker"]
        assert {(c.text, bool(c.partner_id)) for c in here.contributions} == {
            ("Nog meer leerlingen", False),
            ("Betere bussen", True),
            ("Samen inkopen", False),
        }
        assert [a.who for a in here.actions] == ["", "Piet Bakker"]
        assert [q.from_whom for q in here.learning_questions] == [""]
        workspace.canvases.undo(here.id)
        undone = workspace.canvases.get(here.id).contribution(build.uid(11, 1))
        assert (undone.text, undone.partner_id) == ("Meer leerlingen", None)
        workspace.canvases.redo(here.id)
        again = workspace.canvases.get(here.id).contribution(build.uid(11, 1))
        assert (again.text, again.partner_id) == ("Nog meer leerlingen", None)
    assert "[WRONG]" not in cli("doctor").out.replace("[WRONG] terminal", "")


def test_every_step_of_another_can_be_undone_to_the_first(cli: Cli, home: Path) -> None:
    file = home / "werk.db"
    filled(file)
    with opened(file, "Bob") as workspace:
        for _turn in range(3):
            here = workspace.canvases.get(build.uid(0, 1))
            zoe = here.partners[0]
            workspace.contents.edit(here, zoe, organisation=f"Stichting {_turn}")
            here = workspace.canvases.get(here.id)
            workspace.contents.contribute(here, "opgave", "overheid", "Ja", partner=NAME)
            workspace.canvases.undo(here.id)

    cli.ok("person", "erase", EMAIL, "--yes")

    with opened(file, "Bob") as workspace:
        undone = 0
        with pytest.raises(Exception, match="nothing to undo"):
            while True:
                assert workspace.canvases.undo(build.uid(0, 1))
                undone += 1
        here = workspace.canvases.get(build.uid(0, 1))
        assert [p.name for p in here.partners] == ["Piet Bakker"]


def test_erasing_asks_and_says_what_it_will_do(cli: Cli, home: Path) -> None:
    filled(home / "werk.db")

    assert "add --yes" in cli("person", "erase", NAME).err
    asked = cli("person", "erase", NAME, stdin=b"no\n", terminal=True)
    assert asked.code == 1
    for line in (
        "1 partner goes",
        "2 contributions and comments stay, without a name.",
        "2 actions, learning questions and parts of reviews lose the name in them.",
        "5 changes in the history stay, without who made them",
        "The backups that the program made are made anew",
        "This can't be undone.",
        "Nothing was erased.",
    ):
        assert line in asked.err
    assert NAME in cli.ok("person", "show", NAME)

    assert cli("person", "erase", NAME, stdin=b"yes\n", terminal=True).code == 0
    assert traces(home, *WORDS) == []


def test_texts_that_mention_somebody_stay_and_are_listed(cli: Cli, home: Path) -> None:
    text = f"Vraag het aan {NAME} van de bakker"
    noted = held(contributions=(build.contribution(13, "opgave", "overheid", text),))
    filled(home / "werk.db", noted)

    said = cli.ok("person", "erase", NAME, "--yes")

    assert f"named in a text: “{text}” (contribution, block Challenge, Government" in said
    assert "take the name out of all of them with --texts" in said
    assert "no byte of it" not in said
    assert text in cli.ok("person", "show", NAME)


def test_the_name_is_taken_out_of_texts_where_that_is_asked(cli: Cli, home: Path) -> None:
    file = home / "werk.db"
    text = f"Vraag het aan {NAME} van de bakker"
    notes = (build.contribution(13, "opgave", "overheid", text, tags=("mkb", NAME)),)
    filled(file, held(contributions=notes))
    with opened(file, "Bob") as workspace:
        here = workspace.canvases.get(build.uid(0, 1))
        note = here.contribution(build.uid(13, 1))
        workspace.contents.edit(here, note, text="Vraag het aan de bakker")

    cli.ok("person", "erase", NAME, "--texts", "--yes")

    assert traces(home, *WORDS) == []
    with opened(file, "Bob") as workspace:
        here = workspace.canvases.get(build.uid(0, 1))
        assert here.contribution(build.uid(13, 1)).text == "Vraag het aan de bakker"
        assert here.contribution(build.uid(13, 1)).tags == ("mkb", "…")
        workspace.canvases.undo(here.id)
        here = workspace.canvases.get(here.id)
        assert here.contribution(build.uid(13, 1)).text == "Vraag het aan … van de bakker"


def test_namesakes_are_told_apart(cli: Cli, home: Path) -> None:
    other = build.partner(3, NAME.upper(), email="andere@zuid.example")
    filled(home / "werk.db", held(partners=(*held().partners, other)))

    asked = cli.refused("person", "erase", NAME, "--yes")
    assert (
        "several people are called" in asked and EMAIL in asked and "andere@zuid.example" in asked
    )

    said = cli.ok("person", "erase", EMAIL, "--yes")

    assert "Somebody else has the same name" in said
    with opened(home / "werk.db", "Bob") as workspace:
        here = workspace.canvases.get(build.uid(0, 1))
        assert [p.email for p in here.partners] == ["piet@kop.example", "andere@zuid.example"]
        assert here.actions[0].who == "zoe de vries"  # whose it is nobody knows
    assert traces(home, EMAIL) == []


def test_who_was_somebody_else_before_stays_who_they_are(cli: Cli, home: Path) -> None:
    file = home / "werk.db"
    filled(file)
    with opened(file, "Bob") as workspace:
        here = workspace.canvases.get(build.uid(0, 1))
        workspace.contents.edit(
            here,
            here.partners[0],
            name="Opvolger",
            email="opvolger@kop.example",
            organisation="Kring",
        )

    cli.ok("person", "erase", NAME, "--yes")

    assert traces(home, *WORDS) == []
    with opened(file, "Bob") as workspace:
        here = workspace.canvases.get(build.uid(0, 1))
        assert [p.name for p in here.partners] == ["Opvolger", "Piet Bakker"]
        assert here.contributions[0].partner_id == here.partners[0].id


def test_nobody_of_that_name_is_no_error_when_erasing_again(cli: Cli, home: Path) -> None:
    filled(home / "werk.db")
    cli.ok("person", "erase", NAME, "--yes")

    assert f"Nothing is kept here of {NAME}." in cli.ok("person", "erase", NAME, "--yes")


def test_a_backup_that_cannot_be_read_is_named(cli: Cli, home: Path) -> None:
    file = home / "werk.db"
    filled(file)
    damaged = backups_folder(file) / "werk.damaged-20260131-120000.db"
    damaged.write_bytes(b"not a database, but perhaps with a name")

    done = cli("person", "erase", NAME, "--yes")

    assert done.code == 1  # not everywhere
    said = done.out
    assert f"{damaged} can't be read and may hold it; remove it yourself" in said


def test_ones_own_name_in_the_settings_is_emptied(cli: Cli, home: Path) -> None:
    from welvaartcanvas.settings import Settings, load_settings, save_settings

    filled(home / "werk.db")
    save_settings(Settings(name=NAME, language="en"))

    assert "it is the name under which you work" in cli.ok("person", "show", NAME)
    assert "your own name is empty now" in cli.ok("person", "erase", NAME, "--yes")

    assert load_settings() == Settings(language="en")
    assert traces(home, *WORDS) == []
