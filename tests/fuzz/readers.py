"""Each reader of the program, how hostile input for it is made, and how it reads that."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from tests.fuzz import samples
from tests.fuzz.mutations import grown, mutated, repacked
from tests.fuzz.watch import Broken, attempt, check_words
from tests.support.carrying import Attached, carrying
from tests.support.workspaces import dump
from tests.support.zipping import locked, zipped
from welvaartcanvas.errors import Fault
from welvaartcanvas.locations import settings_file
from welvaartcanvas.settings import Settings, load_settings
from welvaartcanvas.workspace import Workspace, open_workspace
from welvaartcanvas.workspace.importing import Imported
from welvaartcanvas.workspace.importing_many import import_all
from welvaartcanvas.workspace.templates import check_template

#: Names that a file may have in a ZIP or a folder.
NAMES = (
    "a.json", "../a.json", "/tmp/elders.json", "..\\..\\a.json", "C:\\a.json", "a/../../b.json",
    "\x1b[31m.json", "a\nb.json", "a" * 300 + ".json", "con.json", "~/.bashrc", "b.pdf", "c.zip",
    "\u202egnp.json", ".ssh/authorized_keys", "__MACOSX/a.json", "[bold].json", "{0}.json", "",
)  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A folder in which a reader works: its home and everything else is in there."""

    folder: Path

    @property
    def work(self) -> Path:
        """Where the input stands."""
        return self.folder / "work"

    @property
    def database(self) -> Path:
        """The workspace that documents are imported into."""
        return self.folder / "workspace.db"


class Reader:
    """What reads one kind of input."""

    #: Its part of all inputs, in hundredths.
    share = 0

    def make(self, chance: Random) -> Any:
        """An input."""
        raise NotImplementedError

    def read(self, given: Any, box: Box) -> None:
        """Read ``given``; raises :class:`Broken` for what no input may do."""
        raise NotImplementedError


@cache
def _untouched() -> list[str]:
    """What the workspace holds into which all inputs are imported."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "db")
        file.write_bytes(samples.databases()[0])
        return dump(file)


class _Importing(Reader):
    """Documents, as ``import`` takes them; a refused one leaves the workspace as it was."""

    name = "in.json"

    def place(self, given: Any, box: Box) -> Path:
        file = box.work / self.name
        file.write_bytes(given)
        return file

    def read(self, given: Any, box: Box) -> None:
        place = self.place(given, box)
        if not box.database.exists():
            box.database.write_bytes(samples.databases()[0])
        with closing(open_workspace(box.database, "Anna")) as workspace:
            sqlite = workspace.session.database.sqlite
            sqlite.execute("PRAGMA synchronous = OFF")  # nothing here is pulled from the wall
            counted = sqlite.total_changes
            outcomes = _import(workspace, place)
            touched = sqlite.total_changes != counted
            for outcome in outcomes:
                if isinstance(outcome, Imported):
                    _work_on(workspace, outcome.canvas_id, box)
        taken = any(isinstance(outcome, Imported) for outcome in outcomes)
        if touched and not taken and dump(box.database) != _untouched():
            raise Broken(f"changed the workspace: {outcomes!r:.300}")
        if touched:
            for ending in ("", "-wal", "-shm"):
                box.database.with_name(box.database.name + ending).unlink(missing_ok=True)


def _import(workspace: Workspace, place: Path) -> list[Imported | Fault]:
    outcomes: list[Imported | Fault] = []
    attempt(
        lambda: import_all(
            workspace.importing,
            [place],
            done=outcomes.append,
            progress=lambda done, total: None,
        )
    )
    for outcome in outcomes:
        if isinstance(outcome, Fault):
            check_words(outcome)
    return outcomes


def _work_on(workspace: Workspace, canvas_id: str, box: Box) -> None:
    """What was taken is worked with: changed, deleted, and merged with the good file it was of."""
    contents = workspace.contents

    def edit() -> None:
        canvas = workspace.canvases.get(canvas_id)
        if canvas.contributions:
            contents.edit(canvas, canvas.contributions[0], text="Anders gezegd")

    def delete() -> None:
        canvas = workspace.canvases.get(canvas_id)
        if canvas.contributions:
            contents.delete(canvas, canvas.contributions[-1])

    attempt(edit)
    attempt(delete)
    for document, tree in zip(samples.documents(), samples.trees(), strict=True):
        if tree["canvas"]["id"] == canvas_id:
            good = box.work / "goed.json"
            good.write_bytes(document)
            _import(workspace, good)
    attempt(lambda: workspace.canvases.to_send(canvas_id))


class Json(_Importing):
    """The interchange document: its bytes changed, or its tree."""

    share = 30

    def make(self, chance: Random) -> bytes:
        if chance.random() < 0.5:
            tree = grown(chance.choice(samples.trees()), chance)
            return json.dumps(tree).encode()
        if chance.random() < 0.05:
            return chance.randbytes(chance.randrange(300))
        return mutated(
            chance.choice(samples.documents()), chance, chance.choice(samples.documents())
        )


class Pdf(_Importing):
    """A PDF: its bytes changed, or what is packed in it, or the document that it carries."""

    share = 27
    name = "in.pdf"

    def make(self, chance: Random) -> bytes:
        pdf = chance.choice(samples.pdfs())
        match chance.randrange(10):
            case 0 | 1 | 2:
                return repacked(pdf, chance)
            case 3:
                return carrying(Attached(Json().make(chance)))
            case 4:
                return b"%PDF-1.7\n" + mutated(chance.randbytes(200), chance)
        return mutated(pdf, chance, chance.choice(samples.pdfs()))


class Zip(_Importing):
    """A ZIP: its bytes changed, or what it holds, or how its files are called."""

    share = 12
    name = "in.zip"

    def make(self, chance: Random) -> bytes:
        if chance.random() < 0.5:
            return mutated(chance.choice(samples.zips()), chance, chance.choice(samples.zips()))
        files = [
            (chance.choice(NAMES), mutated(chance.choice(samples.documents()), chance))
            for _ in range(chance.randrange(4))
        ]
        if chance.random() < 0.1:
            files.append(("bom.json", bytes(chance.choice((10, 2 * 1024**2, 17 * 1024**2)))))
        made = zipped(*files)
        return locked(made) if chance.random() < 0.1 else made


class Folder(_Importing):
    """A folder with files of any name, and links that lead out of it."""

    share = 4

    def make(self, chance: Random) -> list[tuple[str, bytes]]:
        return [
            (chance.choice(NAMES), mutated(chance.choice(samples.documents()), chance))
            for _ in range(chance.randrange(1, 4))
        ]

    def place(self, given: list[tuple[str, bytes]], box: Box) -> Path:
        folder = box.work / "folder"
        folder.mkdir()
        for number, (name, data) in enumerate(given):
            own = name.replace("/", "_").replace("\0", "")[:200]
            (folder / f"{number}{own}").write_bytes(data)
        (folder / "link.json").symlink_to("/etc/passwd")
        (folder / "ring").symlink_to(folder)
        return folder


class Toml(Reader):
    """A template."""

    share = 8

    def make(self, chance: Random) -> bytes:
        return mutated(
            chance.choice(samples.templates()), chance, chance.choice(samples.templates())
        )

    def read(self, given: bytes, box: Box) -> None:
        file = box.work / "sjabloon.toml"
        file.write_bytes(given)
        attempt(lambda: check_template(file))


class Own(Reader):
    """The settings: what can't be read counts for nothing."""

    share = 3

    def make(self, chance: Random) -> bytes:
        return mutated(chance.choice(samples.settings()), chance)

    def read(self, given: bytes, box: Box) -> None:
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        settings_file().write_bytes(given)
        found: list[Settings] = []
        if attempt(lambda: found.append(load_settings())) or not isinstance(found[0].who, str):
            raise Broken("no settings")


class Drafts(Reader):
    """Drafts: those that can't be read are none."""

    share = 4

    def make(self, chance: Random) -> bytes:
        return mutated(chance.choice(samples.drafts()), chance)

    def read(self, given: bytes, box: Box) -> None:
        database = box.work / "db"
        folder = box.work / "db-drafts"
        folder.mkdir()
        (folder / ("0" * 32 + ".json")).write_bytes(given)
        with closing(open_workspace(database, "Anna")) as workspace:
            if attempt(workspace.drafts.all):
                raise Broken("a draft is in the way")


class Database(Reader):
    """The workspace itself: opened, looked through whole, examined, and closed."""

    share = 12

    def make(self, chance: Random) -> bytes:
        data = bytearray(chance.choice(samples.databases()))
        if chance.random() < 0.3:
            return mutated(bytes(data), chance)
        # In place, so that more of it is read: in the heads of pages, or anywhere.
        for _ in range(chance.choice((1, 2, 8, 64))):
            page = 4096 * chance.randrange(max(1, len(data) // 4096))
            place = page + chance.randrange(chance.choice((16, 100, 4096)))
            data[place % len(data)] = chance.randrange(256)
        return bytes(data)

    def read(self, given: bytes, box: Box) -> None:
        file = box.work / "db"
        file.write_bytes(given)
        attempt(lambda: _look_through(file))


def _look_through(file: Path) -> None:
    with closing(open_workspace(file, "Anna")) as workspace:
        steps: list[Callable[[], object]] = [
            workspace.regions.all,
            workspace.canvases.lines,
            lambda: workspace.searching.find("vakmensen"),
            workspace.upkeep.examine,
        ]
        try:
            ids = [line.id for line in workspace.canvases.lines()]
        except Fault:
            ids = []
        steps += [partial(workspace.canvases.get, each) for each in ids]
        for step in steps:
            try:
                step()
            except Fault as fault:
                check_words(fault)


READERS: dict[str, Reader] = {
    "json": Json(),
    "pdf": Pdf(),
    "zip": Zip(),
    "folder": Folder(),
    "toml": Toml(),
    "settings": Own(),
    "drafts": Drafts(),
    "database": Database(),
}


def emptied(box: Box) -> None:
    """Make the box ready for the next input."""
    if box.work.exists():
        shutil.rmtree(box.work)
    box.work.mkdir(parents=True)
    os.chdir(box.work)
