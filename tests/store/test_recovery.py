"""What can be saved of a damaged workspace is saved; a sound one is copied as it is."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import build
from tests.support.build import MOMENT
from tests.support.often import often
from tests.support.workspaces import dump, opened, rows
from welvaartcanvas import identifiers
from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import Fault, RequestError, StoreError
from welvaartcanvas.i18n import use_language
from welvaartcanvas.store import canvases, recovery
from welvaartcanvas.store.database import open_database
from welvaartcanvas.store.recovery import Report, is_sound, recover
from welvaartcanvas.workspace.templates import Templates

PAGE = 4096
TEMPLATES: list[Template] = [each.template for each in Templates().all() if each.template]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which people worked: two canvases, with changes, deletions and an undo."""
    file = tmp_path_factory.mktemp("gaaf") / "werk.db"
    with repeatable_ids(), opened(file) as workspace:
        for number in (1, 2):
            canvas = build.full_canvas(number, number=number)
            workspace.importing.canvas(canvas, Path("canvas.json"))
        canvas = workspace.canvases.get(canvas.id)
        for note in canvas.contributions[:8]:
            workspace.contents.edit(canvas, note, text=f"{note.text} en dan anders")
        for note in canvas.contributions[10:13]:
            workspace.contents.delete(workspace.canvases.get(canvas.id), note)
        workspace.session.undo(canvas.id)
    return file


@contextmanager
def repeatable_ids() -> Iterator[None]:
    """What is made meanwhile has the same ids every time, so that a file is the same bytes."""
    with (
        patch.object(identifiers, "_last", 0),
        patch.object(identifiers.time, "time_ns", lambda: int(MOMENT.timestamp() * 1e9)),
        patch.object(identifiers.secrets, "randbits", random.Random(1).getrandbits),
    ):
        yield


@pytest.fixture
def wreck(pristine: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copy(pristine, tmp_path / "kapot.db"))


def saved(file: Path) -> tuple[Report, Path]:
    """The report of a recovery of ``file``, and what was written, which is a sound workspace."""
    target = file.with_name("gered.db")
    target.unlink(missing_ok=True)
    with use_language("nl"):
        report = recover(file, target, TEMPLATES, MOMENT)
    assert is_sound(target)
    return report, target


def tree(file: Path, name: str) -> int:
    """The page where the tree of a table or index begins."""
    found = rows(file, "SELECT rootpage FROM sqlite_schema WHERE name = ?", name)
    return int(found[0][0])


def leaves(file: Path, name: str) -> list[int]:
    """The pages in which the rows of a table stand; its root where that is the only one."""
    from welvaartcanvas.store.pages import Pages

    pages = Pages(file.read_bytes(), {}, PAGE)
    there = [*pages.tree(tree(file, name))]
    return [number for number in there if not [*pages.children(number)]]


def overwrite(file: Path, page: int, content: bytes = b"\xa5" * PAGE) -> None:
    """Damage one page."""
    with file.open("r+b") as stream:
        stream.seek((page - 1) * PAGE)
        stream.write(content)


def everything(file: Path) -> list[str]:
    """What a workspace holds besides its search index, which is made anew."""
    made_anew = ('INSERT INTO "_sqlite_migrations"', 'INSERT INTO "search')
    return sorted(
        line
        for line in dump(file)
        if line.startswith("INSERT INTO") and not line.startswith(made_anew)
    )


def line(report: Report, table: str) -> tuple[int, int, int | None]:
    """Of one table: saved, of these from the history, and lost."""
    (found,) = [each for each in report.tables if each.table == table]
    return found.saved, found.from_history, found.lost


def test_a_sound_workspace_is_copied_as_it_is(pristine: Path, wreck: Path) -> None:
    report, target = saved(wreck)

    assert report.sound
    assert dump(target) == dump(pristine)
    assert (
        sum(canvas.contributions for canvas in report.canvases) == line(report, "contributions")[0]
    )
    assert not any(canvas.hurt for canvas in report.canvases)


def test_read_page_by_page_a_sound_workspace_is_the_same(
    pristine: Path, wreck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "_trusted", lambda _wreck, _file: False)

    report, target = saved(wreck)

    assert everything(target) == everything(pristine)
    assert all(each.lost == 0 and each.from_history == 0 for each in report.tables)
    assert not any(canvas.hurt for canvas in report.canvases)


def test_what_is_still_in_the_log_is_saved_too(
    pristine: Path, wreck: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(recovery, "_trusted", lambda _wreck, _file: False)
    with closing(sqlite3.connect(wreck, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE regions SET note = 'in het logboek'")
        copy = Path(shutil.copy(wreck, tmp_path / "los.db"))
        shutil.copy(wreck.with_name("kapot.db-wal"), tmp_path / "los.db-wal")

    _report, target = saved(copy)

    assert rows(target, "SELECT DISTINCT note FROM regions") == [("in het logboek",)]


def test_of_a_damaged_log_what_comes_after_the_damage_is_saved(wreck: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(wreck, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE templates SET slug = 'eerst'")
        first = wreck.with_name("kapot.db-wal").stat().st_size
        db.execute("UPDATE regions SET note = 'daarna'")
        log = bytearray(wreck.with_name("kapot.db-wal").read_bytes())
        copy = Path(shutil.copy(wreck, tmp_path / "los.db"))
    log[first - 100] ^= 0xFF
    (tmp_path / "los.db-wal").write_bytes(log)

    _report, target = saved(copy)

    assert rows(target, "SELECT DISTINCT note FROM regions") == [("daarna",)]


@pytest.mark.parametrize("table", ["contributions", "ratings", "regions", "partners", "actions"])
def test_a_damaged_page_of_a_table_comes_back_from_the_history(
    pristine: Path, wreck: Path, table: str
) -> None:
    overwrite(wreck, leaves(wreck, table)[-1])

    report, target = saved(wreck)

    assert everything(target) == everything(pristine)
    number, from_history, lost = line(report, table)
    assert from_history > 0
    assert lost == 0
    assert number == rows(pristine, f"SELECT count(*) FROM {table}")[0][0]
    assert any(canvas.hurt for canvas in report.canvases) or table == "regions"


@pytest.mark.parametrize("name", ["contribution_tags", "region_municipalities"])
def test_a_damaged_list_comes_back_from_the_history(pristine: Path, wreck: Path, name: str) -> None:
    overwrite(wreck, leaves(wreck, name)[0])

    _report, target = saved(wreck)

    assert everything(target) == everything(pristine)


def test_a_list_that_comes_back_leaves_the_words_as_they_stand(pristine: Path, wreck: Path) -> None:
    overwrite(wreck, leaves(wreck, "contribution_tags")[0])
    content = bytearray(wreck.read_bytes())
    for page in leaves(wreck, "changes"):  # damage that is no less JSON, and no less a sentence
        part = slice((page - 1) * PAGE, page * PAGE)
        content[part] = content[part].replace(b"kwalificatie", b"kwalificltie")
    wreck.write_bytes(content)

    _report, target = saved(wreck)

    for query in (
        "SELECT id, text FROM contributions ORDER BY id",
        "SELECT * FROM contribution_tags ORDER BY contribution_id, place",
    ):
        assert rows(target, query) == rows(pristine, query)


@pytest.mark.parametrize(
    "name", ["contributions_cell", "sqlite_autoindex_contributions_1", "changes_entity"]
)
def test_a_damaged_index_costs_nothing(pristine: Path, wreck: Path, name: str) -> None:
    for page in leaves(wreck, name):
        overwrite(wreck, page, b"\0" * PAGE)

    report, target = saved(wreck)

    assert everything(target) == everything(pristine)
    assert not any(canvas.hurt for canvas in report.canvases)


@pytest.mark.parametrize("name", ["contributions", "changes"])
def test_the_pages_below_a_damaged_root_are_found(pristine: Path, wreck: Path, name: str) -> None:
    root = tree(wreck, name)
    assert leaves(wreck, name) != [root]
    overwrite(wreck, root)

    _report, target = saved(wreck)

    assert everything(target) == everything(pristine)


def test_without_the_first_page_everything_is_found(pristine: Path, wreck: Path) -> None:
    overwrite(wreck, 1)

    _report, target = saved(wreck)

    assert everything(target) == everything(pristine)


def test_a_head_by_which_sqlite_may_only_read_costs_nothing(pristine: Path, wreck: Path) -> None:
    with wreck.open("r+b") as stream:
        stream.seek(18)
        stream.write(b"\x55")

    report, target = saved(wreck)

    assert everything(target) == everything(pristine)
    assert not report.sound


@pytest.mark.parametrize("name", ["search_data", "search_idx", "searchable"])
def test_a_damaged_search_index_is_made_anew(wreck: Path, name: str) -> None:
    for page in leaves(wreck, name):
        overwrite(wreck, page)

    _report, target = saved(wreck)

    with opened(target) as workspace:
        assert workspace.searching.find("woningcorporaties")


def test_the_template_comes_back_from_what_ships(pristine: Path, wreck: Path) -> None:
    digest = rows(pristine, "SELECT digest FROM templates")
    with closing(sqlite3.connect(wreck)) as db:
        for page in leaves(wreck, "templates"):
            overwrite(wreck, page)
        del db

    _report, target = saved(wreck)

    with closing(open_database(target, MOMENT)) as database:
        for (canvas_id,) in rows(target, "SELECT id FROM canvases"):
            assert len(canvases.canvas(database, canvas_id).template.blocks) == 9
    assert digest


def miscall(file: Path, name: str, thing_id: str, other: bytes) -> None:
    """Change the end of the id of one thing in a table or index, and nowhere else."""
    content = bytearray(file.read_bytes())
    changed = 0
    for page in leaves(file, name):
        at = content.find(thing_id.encode(), (page - 1) * PAGE, page * PAGE)
        if at >= 0:
            content[at + len(thing_id) - len(other) : at + len(thing_id)] = other
            changed += 1
    assert changed == 1
    file.write_bytes(content)


#: What becomes of an id: no text any more, the id of nothing, or that of another thing.
MISCALLED = pytest.mark.parametrize(
    "other", [b"\xff", b"fff", b"-0000000000c8", None], ids=["no text", "nothing", "long", "other"]
)


def a_thing(file: Path, table: str, other: bytes | None) -> tuple[str, bytes]:
    """A thing of ``table``, and what the end of its id becomes: ``other`` or that of the next."""
    (one,), (next_one,) = rows(file, f"SELECT id FROM {table} ORDER BY id LIMIT 2 OFFSET 3")
    return one, other or next_one.encode()


@MISCALLED
@pytest.mark.parametrize("table", ["contributions", "ratings", "actions", "learning_questions"])
@pytest.mark.parametrize("history", ["whole", "gone"])
def test_an_id_that_is_damaged_in_the_table_is_read_from_its_index(
    pristine: Path, wreck: Path, table: str, other: bytes | None, history: str
) -> None:
    miscall(wreck, table, *a_thing(wreck, table, other))
    if history == "gone":
        for page in leaves(wreck, "changes"):
            overwrite(wreck, page)

    _report, target = saved(wreck)

    query = f"SELECT * FROM {table} ORDER BY id"
    assert rows(target, query) == rows(pristine, query)


@MISCALLED
@pytest.mark.parametrize("table", ["contributions", "ratings", "actions", "learning_questions"])
def test_an_id_that_is_damaged_in_the_index_does_not_matter(
    pristine: Path, wreck: Path, table: str, other: bytes | None
) -> None:
    miscall(wreck, f"sqlite_autoindex_{table}_1", *a_thing(wreck, table, other))

    _report, target = saved(wreck)

    assert everything(target) == everything(pristine)


@pytest.mark.parametrize("table", ["contributions", "ratings", "actions", "learning_questions"])
def test_what_has_no_id_any_more_and_is_told_by_the_history_is_there_once(
    pristine: Path, wreck: Path, table: str
) -> None:
    one, other = a_thing(wreck, table, b"\xff")
    miscall(wreck, table, one, other)
    miscall(wreck, f"sqlite_autoindex_{table}_1", one, other)

    report, target = saved(wreck)

    assert everything(target) == everything(pristine)
    assert line(report, table)[1:] == (1, 0)


@pytest.mark.parametrize("history", ["whole", "gone"])
def test_of_two_sorts_of_things_with_one_id_both_are_saved(
    pristine: Path, wreck: Path, history: str
) -> None:
    ((rating,),) = rows(wreck, "SELECT id FROM ratings ORDER BY id LIMIT 1 OFFSET 3")
    one, other = a_thing(wreck, "contributions", rating.encode())
    for name in ("contributions", "sqlite_autoindex_contributions_1"):
        miscall(wreck, name, one, other)
    if history == "gone":
        for page in leaves(wreck, "changes"):
            overwrite(wreck, page)

    _report, target = saved(wreck)

    for said in (
        "SELECT canvas_id, block, perspective, text FROM contributions",
        "SELECT canvas_id, block, perspective, score, reason FROM ratings",
    ):
        assert sorted(rows(target, said)) == sorted(rows(pristine, said))
    if history == "whole":
        assert everything(target) == everything(pristine)


def damage_both(file: Path, table: str) -> None:
    """Damage a table and all that the history tells."""
    pages = leaves(file, table) + leaves(file, "changes")
    for page in pages:
        overwrite(file, page)


def test_what_is_of_a_lost_canvas_gets_a_rescued_one(pristine: Path, wreck: Path) -> None:
    damage_both(wreck, "canvases")

    report, target = saved(wreck)

    notes = rows(pristine, "SELECT id, text, block, perspective FROM contributions ORDER BY id")
    assert rows(target, "SELECT id, text, block, perspective FROM contributions ORDER BY id") == (
        notes
    )
    assert [canvas.region for canvas in report.canvases] == ["gered", "gered"]
    assert {canvas.title for canvas in report.canvases} == {
        "Gered canvas 1",
        "Gered canvas 2",
    }
    assert all(canvas.hurt for canvas in report.canvases)
    assert report.rescued == 3
    assert line(report, "canvases") == (2, 0, None)


def test_a_canvas_of_a_lost_region_keeps_everything_else(pristine: Path, wreck: Path) -> None:
    damage_both(wreck, "regions")

    report, target = saved(wreck)

    assert {canvas.region for canvas in report.canvases} == {"gered"} or all(
        canvas.region.startswith("gered") for canvas in report.canvases
    )
    titles = "SELECT id, title FROM canvases ORDER BY id"
    assert rows(target, titles) == rows(pristine, titles)


def test_who_said_it_is_left_open_where_the_partner_is_lost(pristine: Path, wreck: Path) -> None:
    damage_both(wreck, "partners")

    _report, target = saved(wreck)

    texts = "SELECT id, text FROM contributions ORDER BY id"
    assert rows(target, texts) == rows(pristine, texts)
    assert rows(target, "SELECT count(*) FROM partners") == [(0,)]


def test_a_half_file_gives_what_was_in_that_half(pristine: Path, wreck: Path) -> None:
    whole = wreck.read_bytes()
    there = [n for n in leaves(wreck, "contributions") if n * PAGE <= len(whole) // 2]
    inside = b"".join(whole[(n - 1) * PAGE : n * PAGE] for n in there)
    wreck.write_bytes(whole[: len(whole) // 2])

    report, target = saved(wreck)

    assert line(report, "contributions")[2] is None
    kept = {thing_id for (thing_id,) in rows(target, "SELECT id FROM contributions")}
    assert kept
    assert kept >= {
        thing_id
        for (thing_id,) in rows(pristine, "SELECT id FROM contributions")
        if thing_id.encode() in inside
    }


def test_what_was_deleted_does_not_come_back_from_pages_that_are_in_use_no_more(
    wreck: Path,
) -> None:
    with opened(wreck) as workspace:
        first, _second = sorted(workspace.canvases.lines(), key=lambda each: each.id)
        workspace.canvases.delete(first.id)
    overwrite(wreck, 1)  # with it goes which pages are free

    report, target = saved(wreck)

    assert len(report.canvases) == 1
    assert rows(target, "SELECT count(*) FROM contributions WHERE canvas_id = ?", first.id) == [
        (0,)
    ]


@pytest.mark.parametrize("content", [b"", b"geen werkruimte " * 999, b"\0" * 40_000])
def test_what_holds_nothing_of_a_workspace_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "iets.db"
    file.write_bytes(content)

    with pytest.raises(StoreError, match="not a Welvaartcanvas workspace"):
        saved(file)

    assert [each.name for each in tmp_path.iterdir()] == ["iets.db"]


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "ander.db")) as db:
        db.execute("CREATE TABLE van_iemand_anders (id TEXT PRIMARY KEY, tekst TEXT)")

    with pytest.raises(StoreError, match="not a Welvaartcanvas workspace"):
        saved(tmp_path / "ander.db")


def test_a_newer_workspace_is_refused(wreck: Path) -> None:
    with closing(sqlite3.connect(wreck)) as db:
        db.execute("PRAGMA user_version = 9")

    with pytest.raises(StoreError, match="newer version"):
        saved(wreck)


@pytest.mark.parametrize("name", ["kapot.db", "kapot.db-wal", "kapot.db-shm"])
def test_the_workspace_itself_is_never_written(wreck: Path, name: str) -> None:
    overwrite(wreck, 3)
    before = wreck.read_bytes()

    with pytest.raises(RequestError, match="is the workspace itself"):
        recover(wreck, wreck.with_name(name), TEMPLATES, MOMENT, force=True)

    assert wreck.read_bytes() == before


def test_a_recovery_leaves_the_damaged_file_as_it_is(wreck: Path) -> None:
    overwrite(wreck, 5)
    before = wreck.read_bytes()

    saved(wreck)

    assert wreck.read_bytes() == before
    assert {each.name for each in wreck.parent.iterdir()} == {"kapot.db", "gered.db"}


# Whatever is damaged.


@st.composite
def damages(draw: st.DrawFn) -> Callable[[bytearray], bytearray]:
    """Something that happens to files: pages overwritten or swapped, bytes changed, an end lost."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    kind = draw(st.sampled_from(["pages", "bytes", "end", "stretch", "swapped", "page one"]))
    times = draw(st.sampled_from([1, 3, 10, 40]))
    filling = draw(st.sampled_from([b"\0", b"\x55", b"\xff", b"\x0d"]))

    def damage(content: bytearray) -> bytearray:
        pages = len(content) // PAGE
        match kind:
            case "pages":
                for _ in range(times):
                    at = chance.randrange(pages) * PAGE
                    content[at : at + PAGE] = filling * PAGE
            case "bytes":
                for _ in range(times * 20):
                    content[chance.randrange(len(content))] = chance.randrange(256)
            case "end":
                del content[chance.randrange(len(content)) :]
            case "stretch":
                at = chance.randrange(len(content))
                length = min(times * 1_000, len(content) - at)
                content[at : at + length] = chance.randbytes(length)
            case "swapped":
                for _ in range(times):
                    to, of = (chance.randrange(pages) * PAGE for _ in range(2))
                    content[to : to + PAGE] = content[of : of + PAGE]
            case "page one":
                for _ in range(times):
                    content[chance.randrange(200)] = chance.randrange(256)
        return content

    return damage


def readable(file: Path, table: str, key: str) -> Iterator[tuple[Any, ...]]:
    """The rows that SQLite still reads: from the start, from the end, and one by one."""
    with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as db:
        for query in (
            f"SELECT * FROM {table}",
            f"SELECT * FROM {table} ORDER BY rowid DESC",
            f"SELECT * FROM {table} ORDER BY {key}",
            f"SELECT * FROM {table} ORDER BY {key} DESC",
        ):
            with suppress(sqlite3.Error, UnicodeDecodeError):
                yield from db.execute(query)
        keys: list[Any] = []
        with suppress(sqlite3.Error, UnicodeDecodeError):
            keys += [row[0] for row in db.execute(f"SELECT {key} FROM {table} ORDER BY {key}")]
        for one in keys:
            with suppress(sqlite3.Error, UnicodeDecodeError):
                yield from db.execute(f"SELECT * FROM {table} WHERE {key} = ?", [one])


KEPT = ("regions", "canvases", "contributions", "ratings", "learning_questions", "actions")


@settings(
    max_examples=often(30),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(damages())
def test_whatever_is_damaged_all_that_sqlite_reads_is_saved(
    pristine: Path, tmp_path: Path, damage: Callable[[bytearray], bytearray]
) -> None:
    """A row that SQLite still reads, and that is as it was, is in what was saved."""
    file = tmp_path / "kapot.db"
    file.write_bytes(damage(bytearray(pristine.read_bytes())))
    try:
        _report, target = saved(file)
    except Fault as fault:
        assert "\n" not in str(fault)
        target = None
    for table in KEPT:
        query = f"SELECT * FROM {table}"
        original = set(rows(pristine, query))
        still = {row for row in readable(file, table, "id") if row in original}
        kept = {row[0] for row in rows(target, query)} if target else set[Any]()
        assert {row[0] for row in still} <= kept
    texts = "SELECT id, text FROM contributions"
    if target:
        there = dict(rows(target, texts))
        for row in readable(file, "contributions", "id"):
            if (row[0], row[7]) in rows(pristine, texts) and there[row[0]] != row[7]:
                # The history knows a later one; nothing older takes the place of a newer.
                assert (row[0], there[row[0]]) in rows(pristine, texts)


def test_what_is_only_in_the_log_is_saved_through_a_link_too(
    pristine: Path, tmp_path: Path
) -> None:
    there = tmp_path / "elders"
    there.mkdir()
    file = Path(shutil.copy(pristine, there / "werk.db"))
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("UPDATE regions SET note = 'in het logboek'")
        (tmp_path / "link.db").symlink_to(file)

        report, target = saved(tmp_path / "link.db")

    assert report.sound
    assert set(rows(target, "SELECT note FROM regions")) == {("in het logboek",)}


def test_the_log_of_what_a_link_points_to_is_not_written_over(
    pristine: Path, tmp_path: Path
) -> None:
    there = tmp_path / "elders"
    there.mkdir()
    file = Path(shutil.copy(pristine, there / "werk.db"))
    (tmp_path / "link.db").symlink_to(file)

    with pytest.raises(RequestError, match="is the workspace itself"):
        recover(tmp_path / "link.db", there / "werk.db-wal", TEMPLATES, MOMENT)
