"""A file appears whole or not at all, and nobody else can read it."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from welvaartcanvas import files
from welvaartcanvas.errors import OutputError, RequestError
from welvaartcanvas.files import (
    TargetExists,
    appearing,
    check_target,
    files_in,
    release,
    take,
    write_whole,
)

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files or rights")


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "canvas.json", b"{}\r\n\x00")

    assert (tmp_path / "canvas.json").read_bytes() == b"{}\r\n\x00"
    assert [f.name for f in tmp_path.iterdir()] == ["canvas.json"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "canvas.json", b"{}")

    assert (tmp_path / "a" / "b" / "canvas.json").read_bytes() == b"{}"


@POSIX
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "canvas.json", b"{}")

    assert stat.S_IMODE((tmp_path / "canvas.json").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_replaced_only_when_that_was_asked(tmp_path: Path) -> None:
    file = tmp_path / "canvas.json"
    file.write_bytes(b"old")

    with pytest.raises(TargetExists):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"

    write_whole(file, b"new", force=True)
    assert file.read_bytes() == b"new"


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="is a folder"):
        write_whole(tmp_path, b"{}", force=True)

    assert tmp_path.is_dir()


@POSIX
def test_a_pipe_or_device_is_not_put_away_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(RequestError, match="not an ordinary file"):
        write_whole(tmp_path / "pipe", b"{}", force=True)

    assert (tmp_path / "pipe").is_fifo()


@POSIX
def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(b"old")
    (tmp_path / "link.json").symlink_to("real.json")

    write_whole(tmp_path / "link.json", b"new", force=True)

    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["é" * 100, "💬" * 60, "a" * 250, "..", "con{0}%s"])
def test_every_name_that_the_disk_takes_can_be_written(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"{name}.txt"

    write_whole(file, b"x")

    assert file.read_bytes() == b"x"


def test_a_name_that_the_disk_refuses_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"can't be written .*; name another place"):
        write_whole(tmp_path / ("a" * 300), b"x")


def test_a_place_below_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(OutputError, match="can't be written"):
        write_whole(tmp_path / "file" / "below", b"x")


def test_a_target_is_checked_before_the_work_of_making_it(tmp_path: Path) -> None:
    check_target(tmp_path / "new")
    (tmp_path / "old").write_bytes(b"")

    check_target(tmp_path / "old", force=True)
    with pytest.raises(TargetExists):
        check_target(tmp_path / "old")
    with pytest.raises(OutputError):
        check_target(tmp_path / ("a" * 300))


def test_when_the_writing_fails_the_old_file_is_what_it_was(tmp_path: Path) -> None:
    file = tmp_path / "canvas.json"
    file.write_bytes(b"old")

    with pytest.raises(ZeroDivisionError), appearing(file, force=True) as unfinished:
        unfinished.write_bytes(b"half")
        raise ZeroDivisionError

    assert file.read_bytes() == b"old"
    assert [f.name for f in tmp_path.iterdir()] == ["canvas.json"]


def test_when_the_disk_is_full_the_old_file_is_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "canvas.json"
    file.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        write_whole(file, b"new", force=True)

    assert file.read_bytes() == b"old"
    assert [f.name for f in tmp_path.iterdir()] == ["canvas.json"]


def test_a_folder_holds_the_files_that_can_be_seen_in_it(tmp_path: Path) -> None:
    for name in ("b.json", "a.json", "c.txt"):
        (tmp_path / name).touch()

    assert [f.name for f in files_in(tmp_path, "*.json")] == ["a.json", "b.json"]
    assert files_in(tmp_path / "no folder", "*.json") == []
    assert files_in(tmp_path / ("n" * 300), "*.json") == []  # it can't even be looked at


def test_a_database_at_work_is_not_replaced_until_the_last_lets_go(tmp_path: Path) -> None:
    database = tmp_path / "werk.db"
    database.write_bytes(b"rows")
    take(database)
    take(database)
    try:
        for ending in ("", "-wal"):
            with pytest.raises(RequestError, match="is the workspace itself"):
                write_whole(tmp_path / f"werk.db{ending}", b"", force=True)
        release(database)
        with pytest.raises(RequestError, match="is the workspace itself"):
            check_target(database, force=True)
    finally:
        release(database)
    release(database)  # nobody has it: nothing happens
    check_target(database, force=True)


def test_what_a_killed_program_left_half_written_is_cleared_away_by_the_next(
    tmp_path: Path,
) -> None:
    file = tmp_path / "canvas[1].json"
    long_ago = time.time() - 3600
    for name in (".canvas[1].json.0123abcd.part", ".canvas[1].json.0123abcd.part-journal"):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (long_ago, long_ago))
    at_work = tmp_path / ".canvas[1].json.4567cdef.part"
    at_work.write_bytes(b"another program writes this now")
    others = tmp_path / ".canvas1.json.0123abcd.part"
    others.write_bytes(b"of another file")
    os.utime(others, (long_ago, long_ago))

    write_whole(file, b"{}")

    assert {f.name for f in tmp_path.iterdir()} == {file.name, at_work.name, others.name}
