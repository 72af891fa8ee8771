"""What ``doctor`` does with a damaged workspace: what is readable, and saving that."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_, moment_text, ngettext
from welvaartcanvas.store import recovery
from welvaartcanvas.store.recovery import CanvasReport, Report
from welvaartcanvas.workspace.backups import Backups
from welvaartcanvas.workspace.session import utc_now
from welvaartcanvas.workspace.templates import Templates
from welvaartcanvas.workspace.upkeep import Finding
from welvaartcanvas.workspace.workspace import open_workspace

__all__ = ["Report", "examine", "recover"]


def recover(
    file: Path, target: Path, *, force: bool = False, clock: Callable[[], datetime] = utc_now
) -> Report:
    """Write all that can be saved of ``file`` to ``target``, a workspace of its own.

    See :func:`welvaartcanvas.store.recovery.recover`.
    """
    return recovery.recover(file, target, _templates(), clock(), force=force)


def _templates() -> list[Template]:
    return [each.template for each in Templates().all() if each.template]


def examine(file: Path, who: str, backups: Backups) -> list[Finding]:
    """All that there is to say of the workspace in ``file``, which is there, and its backups."""
    findings: list[Finding] = []
    try:
        # Before SQLite opens it: that throws away what it can't read of a log.
        log_lost = recovery.loses_of_its_log(file)
        with open_workspace(file, who, plan=backups.plan) as workspace:
            findings += workspace.upkeep.examine()
    except Fault as fault:
        log_lost = False
        findings.append(Finding(False, "{problem}", {"problem": fault}))
    if log_lost:
        message = N_("log: holds changes that can't be read as they should")
        findings.append(Finding(False, message, {}))
    if not all(finding.well for finding in findings) and not recovery.is_well(file):
        findings += _readable(file)
    return [*findings, *_backups(backups)]


def _readable(file: Path) -> list[Finding]:
    """What could be saved, found out by saving it to a place that is gone again afterwards."""
    with tempfile.TemporaryDirectory(prefix="welvaartcanvas-") as made:
        try:
            report = recover(file, Path(made) / "saved.db")
        except Fault:  # why nothing can be read was said already
            return []
    canvases = [
        Finding(not canvas.hurt, _canvas_line(canvas), _canvas_values(canvas))
        for canvas in report.canvases
    ]
    message = N_(
        "to save all that is readable ({canvases} with {contributions}): "
        "welvaartcanvas doctor --recover FILE"
    )
    many = len(report.canvases)
    values: dict[str, object] = {
        "canvases": ngettext("{n} canvas", "{n} canvases", many).format(n=many),
        "contributions": _notes(sum(canvas.contributions for canvas in report.canvases)),
    }
    return [*canvases, Finding(False, message, values)]


def _canvas_line(canvas: CanvasReport) -> str:
    if canvas.hurt:
        return N_("canvas {title} ({region}): {notes} readable, not everything as it was")
    return N_("canvas {title} ({region}): {notes}, all readable")


def _canvas_values(canvas: CanvasReport) -> dict[str, object]:
    return {"title": canvas.title, "region": canvas.region, "notes": _notes(canvas.contributions)}


def _notes(count: int) -> str:
    return ngettext("{n} contribution", "{n} contributions", count).format(n=count)


def _backups(backups: Backups) -> list[Finding]:
    folder, there = backups.folder, backups.all()
    findings = []
    if not backups.plan.days:
        findings.append(Finding(True, N_("daily backups: turned off in the settings"), {}))
    failure = backups.failure()
    if failure and backups.plan.days:
        message = N_("daily backups: none was made at {moment}: {problem}")
        values = {"moment": moment_text(failure.at), "problem": failure.problem}
        findings.append(Finding(False, message, values))
    good = backups.newest_good()
    if good:
        message = N_("backups: {n} in {folder}; the newest good one is of {moment}: {file}")
        values = {
            "n": len(there),
            "folder": folder,
            "moment": moment_text(good.taken_at),
            "file": good.file.name,
        }
        return [*findings, Finding(True, message, values)]
    if there:
        message = N_("backups: {n} in {folder}, and all of them are damaged; make one now")
        return [*findings, Finding(False, message, {"n": len(there), "folder": folder})]
    return [
        *findings,
        Finding(True, N_("backups: none yet; they go to {folder}"), {"folder": folder}),
    ]
