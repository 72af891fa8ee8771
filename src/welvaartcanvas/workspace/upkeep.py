"""Upkeep: a backup on request, and what ``doctor`` looks at."""

from __future__ import annotations

import locale
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from welvaartcanvas import registry
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_
from welvaartcanvas.store import canvases, check, search
from welvaartcanvas.store.database import Database
from welvaartcanvas.workspace.session import Session

#: Below this much free disk, in megabytes, ``doctor`` warns: a large export needs a tenth.
LOW_DISK_MB = 200


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is well, and an untranslated line with values."""

    well: bool
    message: str
    values: dict[str, object]


class Upkeep:
    """Looking after one workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def backup(self, target: Path, *, force: bool = False) -> None:
        """Copy the workspace to ``target`` while it is in use; the copy appears whole.

        Errors are those of :meth:`Database.copy_to`.
        """
        self._session.database.copy_to(target, force=force)

    def examine(self) -> list[Finding]:
        """What there is to say of the workspace, one finding a thing looked at."""
        return [*_database(self._session.database), _disk(self._session.database.file)]


def _database(database: Database) -> list[Finding]:
    findings = [Finding(True, N_("workspace: {file}"), {"file": database.file})]
    try:
        damage = check.integrity(database)
        if damage:
            message = N_(
                "database: damaged ({reason}); put a backup in its place: welvaartcanvas restore "
                "FILE"
            )
            return [*findings, Finding(False, message, {"reason": damage[0]})]
        missing = check.missing(database)
        if missing:
            message = N_(
                "database: lacks what this version needs ({first}, {n} in all); put a backup in "
                "its place: welvaartcanvas restore FILE"
            )
            values: dict[str, object] = {"first": missing[0], "n": len(missing)}
            return [*findings, Finding(False, message, values)]
        findings.append(Finding(True, N_("database: sound"), {}))
        broken = check.broken_references(database)
        if broken:
            message = N_(
                "references: {count} point to nothing ({first}); put a backup in its place: "
                "welvaartcanvas restore FILE"
            )
            values = {"count": len(broken), "first": broken[0]}
            return [*findings, Finding(False, message, values)]
        findings.append(Finding(True, N_("references: sound"), {}))
        unreadable = check.unreadable(database)
        if unreadable:
            return [*findings, *(Finding(False, "{problem}", {"problem": f}) for f in unreadable)]
        return [*findings, *_municipalities(database), _search(database)]
    except Fault as fault:
        return [*findings, Finding(False, "{problem}", {"problem": fault})]


def _municipalities(database: Database) -> list[Finding]:
    lost = [
        Finding(False, N_("region {name}: {problem}"), {"name": region.name, "problem": problem})
        for region in canvases.regions(database)
        if (problem := registry.unknown_problem(region.municipalities))
    ]
    message = N_("municipalities of the regions: in the register of {year}")
    return lost or [Finding(True, message, {"year": registry.YEAR})]


def _search(database: Database) -> Finding:
    if check.search_is_complete(database):
        return Finding(True, N_("search index: complete"), {})
    search.rebuild(database)
    return Finding(True, N_("search index: was incomplete, and is made anew"), {})


def _disk(file: Path) -> Finding:
    free = shutil.disk_usage(file.parent).free // 1_000_000
    if free < LOW_DISK_MB:
        return Finding(False, N_("disk: only {free} MB free; make room"), {"free": free})
    return Finding(True, N_("disk: {free} MB free"), {"free": free})


def examine_surroundings() -> list[Finding]:
    """What there is to say of this computer, whatever the workspace: SQLite, terminal, fonts."""
    return [_sqlite(), _terminal(), *_fonts()]


def _sqlite() -> Finding:
    version, new_enough = check.sqlite_version()
    values: dict[str, object] = {"version": version}
    if not new_enough:
        return Finding(False, N_("SQLite {version}: too old; install a newer Python"), values)
    return Finding(True, "SQLite {version}", values)


def _terminal() -> Finding:
    encoding = (sys.stdout.encoding or locale.getpreferredencoding()).lower()
    size = shutil.get_terminal_size()
    values: dict[str, object] = {
        # Windows Terminal names no terminal type, but numbers its sessions.
        "term": os.environ.get("TERM")
        or ("Windows Terminal" if "WT_SESSION" in os.environ else "-"),
        "columns": size.columns,
        "lines": size.lines,
        "encoding": encoding,
    }
    if "utf" not in encoding:
        return Finding(
            False, N_("terminal: {encoding} can't show every sign; set it to UTF-8"), values
        )
    if size.columns < 80 or size.lines < 24:
        return Finding(
            False,
            N_("terminal: {columns}×{lines} is small; make the window at least 80×24"),
            values,
        )
    return Finding(True, N_("terminal: {term}, {columns}×{lines}, {encoding}"), values)


def _fonts() -> list[Finding]:
    from welvaartcanvas.report.pdf import fonts  # ReportLab, which no other command here needs

    return [
        Finding(True, N_("font: {name}"), {"name": name})
        if present
        else Finding(False, N_("font: {name} is missing; install the program anew"), {"name": name})
        for name, present in fonts.presence().items()
    ]
