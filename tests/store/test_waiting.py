"""Who has to wait for another program's change has a turn, or hears soon that it can't be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread, Timer
from time import sleep

import pytest

from tests.support.build import MOMENT
from tests.support.workspaces import filled, put_region
from welvaartcanvas.errors import StoreError
from welvaartcanvas.store.canvases import regions
from welvaartcanvas.store.database import open_database


def test_a_change_waits_until_another_program_is_done(file: Path) -> None:
    filled(file)
    with (
        closing(open_database(file, MOMENT, busy_seconds=30)) as database,
        closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        Timer(0.1, other.execute, ["ROLLBACK"]).start()
        put_region(database, 2, "Zuid-Limburg")

        assert len(regions(database)) == 2


@pytest.mark.parametrize("seconds", [0, 0.05])
def test_who_waited_in_vain_may_try_again_with_the_same_patience(
    file: Path, seconds: float
) -> None:
    filled(file)
    with (
        closing(open_database(file, MOMENT, busy_seconds=seconds)) as database,
        closing(sqlite3.connect(file, isolation_level=None)) as other,
    ):
        patience = database.sqlite.execute("PRAGMA busy_timeout").fetchone()
        other.execute("BEGIN IMMEDIATE")
        for _attempt in range(2):
            with pytest.raises(StoreError, match="in use by another program"):
                put_region(database, 2, "Zuid-Limburg")
        other.execute("ROLLBACK")
        put_region(database, 2, "Zuid-Limburg")

        assert len(regions(database)) == 2
        assert database.sqlite.execute("PRAGMA busy_timeout").fetchone() == patience


def test_who_waits_for_many_that_each_write_a_little_is_not_turned_away(file: Path) -> None:
    """One that keeps the lock is told of soon; many that pass it on are waited for."""
    filled(file)
    with (
        closing(open_database(file, MOMENT, busy_seconds=0.3)) as database,
        closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")

        def others() -> None:
            for number in range(6):  # half a second, in which the lock is hardly ever free
                sleep(0.1)
                other.execute("UPDATE regions SET note = ?", [str(number)])
                other.execute("COMMIT")
                if number < 5:
                    other.execute("BEGIN IMMEDIATE")

        at_work = Thread(target=others)
        at_work.start()
        put_region(database, 2, "Zuid-Limburg")
        at_work.join()

        assert len(regions(database)) == 2
