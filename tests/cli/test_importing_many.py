"""``import`` of many files, folders and ZIPs: each by itself, in the order in which they stand."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Cli, Done
from tests.support import build
from tests.support.build import MOMENT
from tests.support.carrying import Attached, carrying
from tests.support.hostile import HOSTILE_NAMES
from tests.support.often import often
from tests.support.terminal import environment, program
from tests.support.zipping import locked, misnamed, zipped
from welvaartcanvas.domain.lineage import Past, edited
from welvaartcanvas.errors import Fault
from welvaartcanvas.exchange import interchange
from welvaartcanvas.workspace import gathering, importing_many
from welvaartcanvas.workspace.importing import Imported

A, B, C = (
    interchange.write(build.canvas(number=n, title=f"Canvas {n}")).encode() for n in (1, 2, 3)
)
#: The first canvas as a partner sent it later: an answer more, and another title.
_LATER = build.canvas(
    number=1,
    title="Canvas 1, aangevuld",
    contributions=(build.contribution(1, "opgave", "overheid", "Erbij"),),
)
_HEAD = _LATER.head.model_copy(update={"changed_at": MOMENT + timedelta(days=1)})
_PAST = Past().with_lineage(
    _HEAD.id, edited(None, build.canvas(number=1, title="Canvas 1").head, _HEAD)
)
A_LATER = interchange.write(_LATER.model_copy(update={"head": _HEAD, "past": _PAST})).encode()


def put(home: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(data)


def sources(done: Done) -> list[str]:
    """What each line of the outcome is about."""
    return [line.partition(": ")[0] for line in done.out.splitlines()]


def titles(cli: Cli) -> list[str]:
    return sorted(canvas["title"] for canvas in cli.data("canvas", "list", "--json"))


# What is read


def test_the_good_files_come_in_beside_bad_ones_in_the_order_given(cli: Cli, home: Path) -> None:
    put(home, {"c.json": C, "fout.json": b"{", "b.pdf": carrying(Attached(B)), "foto.jpg": b"\xff"})

    done = cli("import", "c.json", "fout.json", "b.pdf", "weg.json", "foto.jpg")

    assert done.code == 2
    assert sources(done) == ["c.json", "b.pdf"]
    assert [line.partition(": ")[2] for line in done.err.splitlines()[:-1]] == [
        "fout.json: breaks off at line 1: the file is not complete; get it again, or ask whoever "
        "sent it to export it again",
        "weg.json can't be read (there is no such file or folder)",
        "foto.jpg: is neither JSON nor a PDF nor a ZIP; import what welvaartcanvas exported",
    ]
    assert done.err.splitlines()[-1] == "5 in all: 2 new canvases, 3 not imported"
    assert titles(cli) == ["Canvas 2", "Canvas 3"]


def test_a_canvas_that_is_here_is_updated_and_that_is_said(cli: Cli, home: Path) -> None:
    put(home, {"a.json": A, "later.json": A_LATER})

    done = cli("import", "a.json", "a.json", "later.json", "a.json")

    assert [line.split(": ", 2)[2] for line in done.out.splitlines()] == [
        "new canvas: 2 new",
        "2 unchanged",
        "canvas updated: 1 new, 1 updated, 1 unchanged",
        "1 kept in a newer version, 1 unchanged",
    ]
    assert done.err == "4 in all: 1 new canvas, 1 updated, 2 unchanged\n"
    assert (done.code, titles(cli)) == (0, ["Canvas 1, aangevuld"])


def test_a_file_that_is_refused_leaves_no_new_workspace_behind(cli: Cli, home: Path) -> None:
    put(home, {"fout.json": b"{", "foto.jpg": b"\xff"})

    done = cli("--db", "nieuw.db", "import", "fout.json", "foto.jpg", "weg.json")

    assert (done.code, done.out) == (2, "")
    assert "New workspace" not in done.err and done.err.count("Error: ") == 3
    assert not (home / "nieuw.db").exists()
    put(home, {"a.json": A})
    assert cli("--db", "nieuw.db", "import", "fout.json", "a.json").out.startswith("a.json: ")


def test_a_fault_in_a_file_says_what_helps(cli: Cli, home: Path) -> None:
    document = json.loads(A)
    document["canvas"]["title"], document["more"] = 5, 1
    put(home, {"a.json": json.dumps(document).encode()})

    lines = cli("import", "a.json").err.splitlines()

    assert len(lines) == 2 and any("more: is not a known field" in line for line in lines)
    assert lines[-1].endswith("; mend this, or ask whoever sent it to export the canvas again")


def test_one_file_needs_no_summary(cli: Cli, home: Path) -> None:
    put(home, {"a.json": A, "a.zip": zipped(("a.json", A))})

    cli.ok("import", "a.json")
    assert cli.ok("import", "a.zip").startswith("a.zip: a.json: ")


def test_a_folder_is_what_is_in_it_and_below_by_name(cli: Cli, home: Path) -> None:
    put(home, {
        "map/c.json": C, "map/b/b.PDF": carrying(Attached(B)), "map/z.zip": zipped(("a.json", A)),
        "map/brief.docx": b"PK", "map/.a.json": b"{", "map/.git/x.json": b"{",
    })  # fmt: skip

    done = cli("import", "map")

    assert (done.code, sources(done)) == (0, ["map/b/b.PDF", "map/c.json", "map/z.zip"])
    assert done.err == "3 in all: 3 new canvases\n"


def test_no_link_leads_out_of_a_folder(cli: Cli, home: Path) -> None:
    put(home, {"elders/a.json": A, "map/b.json": B})
    (home / "map" / "a.json").symlink_to(home / "elders" / "a.json")
    (home / "map" / "elders").symlink_to(home / "elders")
    (home / "map" / "rond").symlink_to(home / "map")
    os.mkfifo(home / "map" / "pijp.json")

    done = cli("import", "map")

    assert (done.code, sources(done)) == (0, ["map/b.json"])


def test_a_link_that_was_named_is_followed(cli: Cli, home: Path) -> None:
    put(home, {"elders/a.json": A})
    (home / "map").symlink_to(home / "elders")

    assert cli.ok("import", "map").startswith("map/a.json: ")


def test_a_folder_that_holds_nothing_or_too_much_is_named_and_the_rest_comes_in(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "FILES_LIMIT", 2)
    put(home, {"leeg/brief.txt": b"", "veel/a.json": A, "veel/b.json": B, "veel/c.json": C})

    done = cli("import", "leeg", "veel", "veel/a.json")

    assert done.code == 2 and sources(done) == ["veel/a.json"]
    assert done.err.splitlines()[:2] == [
        "Error: leeg holds no file to import: no .json, .pdf or .zip",
        "Error: veel holds more than 2 files to import; name a smaller folder",
    ]


def test_a_subfolder_that_can_not_be_read_is_named_and_the_rest_comes_in(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, {"map/dicht/a.json": A, "map/b.json": B})
    scan = os.scandir

    def refusing(path: Path) -> Any:
        if Path(path).name == "dicht":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scan(path)

    monkeypatch.setattr(gathering.os, "scandir", refusing)

    done = cli("import", "map")

    assert done.code == 2 and sources(done) == ["map/b.json"]
    assert done.err.startswith("Error: map/dicht can't be read (you have no right to do this)")


def test_what_a_zip_holds_says_what_it_is_and_not_its_name(cli: Cli, home: Path) -> None:
    put(home, {"post.dat": zipped(
        ("regio's/b", carrying(Attached(B))), ("regio's/c.pdf", C), ("leesmij.txt", b"Hallo"),
        ("binnen.zip", zipped(("a.json", A))), ("__MACOSX/._c", b"x"),
    )})  # fmt: skip

    done = cli("import", "post.dat")

    assert done.code == 2
    assert [line.split(": ")[1] for line in done.out.splitlines()] == ["regio's/b", "regio's/c.pdf"]
    assert done.err.splitlines()[:2] == [
        "Error: post.dat: binnen.zip: is a ZIP in a ZIP; unpack it, and import it by itself",
        "Error: post.dat: leesmij.txt: is neither JSON nor a PDF nor a ZIP; import what "
        "welvaartcanvas exported",
    ]


def test_every_fault_in_a_zip_names_the_zip_the_file_and_the_place(cli: Cli, home: Path) -> None:
    document = json.loads(A)
    document["canvas"]["title"] = ""
    broken = json.dumps(document).encode()
    put(home, {"x.zip": zipped(("a.json", broken), ("b.pdf", carrying(Attached(broken))))})

    done = cli("import", "x.zip")

    assert [line.partition(": the ")[0] for line in done.err.splitlines()[:2]] == [
        "Error: x.zip: a.json: canvas.title",
        "Error: x.zip: b.pdf: canvas.json: canvas.title",
    ]
    assert cli.everything() == ([], [])


HOSTILE = {
    "truncated": (zipped(("a.json", A))[:200], "x.zip: is een beschadigde ZIP"),
    "empty": (zipped(), "x.zip: is een ZIP zonder bestanden"),
    "upwards": (zipped(("../../weg.json", A)), "x.zip: ../../weg.json: heeft een naam die"),
    "absolute": (zipped(("/tmp/weg.json", A)), "x.zip: /tmp/weg.json: heeft een naam die"),
    "twice": (zipped(("a.json", A), ("a.json", B)), "x.zip: a.json: staat meer dan één keer"),
    "password": (locked(zipped(("a.json", A))), "x.zip: a.json: heeft een wachtwoord"),
    "bomb": (zipped(("a.json", bytes(15 * 1024**2))), "x.zip: a.json: wordt uitgepakt 1028 keer"),
    "many": (zipped(*((f"{n}", b"") for n in range(5_001))), "x.zip: heeft 5001 bestanden"),
    "nested": (zipped(("b.zip", zipped(("a.json", A)))), "x.zip: b.zip: is een ZIP in een ZIP"),
    "name": (
        misnamed(zipped(("naam.json", A)), b"naam.json", b"na\xffm.json"),
        "x.zip: heeft een bestand waarvan de naam geen UTF-8 is",
    ),
    "office": (zipped(("[Content_Types].xml", b"")), "x.zip: is een document van een kantoor"),
    "escape": (zipped(("\x1b[2J\n.json", b"{")), "x.zip: \\x1b[2J\\n.json: breekt af"),
}


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("flags", [(), ("--dry-run",)], ids=["", "dry run"])
def test_a_hostile_zip_is_one_line_that_says_why_and_nothing_of_it_is_imported_or_unpacked(
    cli: Cli, home: Path, case: str, flags: tuple[str, ...]
) -> None:
    data, said = HOSTILE[case]
    put(home, {"x.zip": data})
    cli("canvas", "list")
    before = cli.others()

    done = cli("import", *flags, "x.zip", lang="nl")

    assert (done.code, done.out) == (2, "")
    [line] = done.err.splitlines()
    assert line.startswith(f"Fout: {said}")
    assert cli.everything() == ([], [])
    assert cli.others() == before


def test_hostile_titles_and_names_stay_one_line_each(cli: Cli, home: Path) -> None:
    canvases = [
        interchange.write(build.canvas(number=n, title=name)).encode()
        for n, name in enumerate(HOSTILE_NAMES, 1)
    ]
    put(home, {"x.zip": zipped(*((f"{n}\n\x1b[1m\u202e.json", c) for n, c in enumerate(canvases)))})

    done = cli("import", "x.zip")

    assert (done.code, len(done.out.splitlines())) == (0, len(HOSTILE_NAMES))
    assert not set(done.out + done.err) & {"\x1b", "\u202e", "\r"}


@settings(
    max_examples=often(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=4
    )
)
def test_whatever_befalls_a_zip_what_comes_in_is_what_was_sent(
    cli: Cli, home: Path, flips: list[tuple[float, int]]
) -> None:
    cli.clear()
    data = bytearray(zipped(("a.json", A), ("b.pdf", carrying(Attached(B)))))
    for place, bits in flips:
        data[int(place * len(data))] ^= bits
    put(home, {"x.zip": bytes(data)})

    done = cli("import", "x.zip")

    assert done.code == (2 if "Error: " in done.err else 0)
    assert "fault in the program" not in done.err and "Traceback" not in done.err
    for line in cli.data("canvas", "list", "--json"):
        assert cli("canvas", "show", line["id"], "--json").out.encode() in (A, B)


# A dry run


def test_a_dry_run_says_what_the_import_then_does_also_of_the_same_canvas_twice(
    cli: Cli, home: Path
) -> None:
    put(home, {"b.json": B, "map/1.json": A, "map/2.zip": zipped(("a.pdf", A_LATER))})
    put(home, {"fout.json": b"{"})
    cli.ok("import", "b.json")
    before = cli.everything()

    tried = cli("import", "--dry-run", "map", "fout.json", "b.json")
    assert cli.everything() == before
    done = cli("import", "map", "fout.json", "b.json")

    assert tried.code == done.code == 2
    yet = " (nothing was imported yet)"
    assert [line.removesuffix(yet) for line in tried.out.splitlines()] == done.out.splitlines()
    assert all(line.endswith(yet) for line in tried.out.splitlines())
    assert done.out.count("new canvas") == done.out.count("canvas updated") == 1
    assert tried.err.replace(yet, "") == done.err


def test_a_dry_run_waits_for_nobody_and_keeps_nobody_waiting(cli: Cli, home: Path) -> None:
    put(home, {"a.json": A})
    cli("canvas", "list")
    with closing(sqlite3.connect(cli.db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert "new canvas" in cli.ok("import", "--dry-run", "a.json")


# What stops all of it


def test_a_workspace_that_fails_ends_it_and_what_came_in_before_is_said(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, {"a.json": A, "b.json": B, "c.json": C})
    cli("canvas", "list")
    taken = importing_many.taken

    def read_only_from_b_on(
        importing: Any, sent: gathering.Sent, source: str, **options: Any
    ) -> Imported | Fault:
        if source == "b.json":
            importing._session.database.sqlite.execute("PRAGMA query_only = ON")
        return taken(importing, sent, source, **options)

    monkeypatch.setattr(importing_many, "taken", read_only_from_b_on)

    done = cli("import", "a.json", "b.json", "c.json")

    assert (done.code, sources(done)) == (1, ["a.json"])
    assert done.err.splitlines()[-1].endswith("can't be written; make the file and its folder "
                                              "writable")  # fmt: skip
    assert titles(cli) == ["Canvas 1"]


def test_ctrl_c_leaves_what_came_in_and_says_so(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, {"a.json": A, "b.json": B})
    read: Callable[..., object] = gathering.sent_in

    def interrupted(data: bytes, source: str, name: str) -> object:
        if name == "b.json":
            raise KeyboardInterrupt
        return read(data, source, name)

    monkeypatch.setattr(gathering, "sent_in", interrupted)

    done = cli("import", "a.json", "b.json")

    assert done.code == 130
    assert sources(done) == ["a.json"]
    monkeypatch.undo()


# Progress, and pipes


def test_a_terminal_sees_progress_and_a_pipe_does_not(cli: Cli, home: Path) -> None:
    put(home, {"x.zip": zipped(("a.json", A), ("b.json", B))})

    assert "Importing" in cli("import", "x.zip", terminal=True).err
    assert "Importing" not in cli("import", "x.zip").err


@pytest.mark.parametrize(
    ("data", "code"),
    [(A, 0), (carrying(Attached(A)), 0), (zipped(), 2)],
    ids=["JSON", "PDF", "ZIP"],
)
def test_a_file_may_come_through_a_pipe_but_for_a_zip(home: Path, data: bytes, code: int) -> None:
    done = subprocess.run(
        program("--lang", "en", "--db", "x.db", "import", "/dev/stdin"),
        input=data,
        env=environment(home),
        cwd=home,
        capture_output=True,
        check=False,
    )

    assert done.returncode == code
    assert (b"is a ZIP that comes through a pipe; save it first" in done.stderr) is bool(code)
