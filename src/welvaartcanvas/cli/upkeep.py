"""``backup``, ``restore`` and ``doctor``: looking after the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Command, argument, as_json, option
from welvaartcanvas.cli.door import door, workspace
from welvaartcanvas.cli.output import say, say_json, say_table, shown, tell
from welvaartcanvas.errors import Fault, Problem, RequestError, visible
from welvaartcanvas.files import is_there
from welvaartcanvas.i18n import N_, _, explain, moment_text, ngettext
from welvaartcanvas.wording.backups import erased_unknown, kind_name, size_text
from welvaartcanvas.wording.recovery import saved_lines

if TYPE_CHECKING:
    from welvaartcanvas.workspace.backups import Backups, Holding
    from welvaartcanvas.workspace.recovering import Report


def _backups() -> Backups:
    from welvaartcanvas.workspace.backups import Backups  # not every command needs the store

    return Backups(door().file, door().settings.backups)


@click.command(
    cls=Command,
    help=N_("Copy the workspace to a file, or to where backups go.\n\nPrints where it is."),
)
@argument("file", type=Path, metavar=N_("[FILE]"), required=False)
@option("--force", is_flag=True, help=N_("Replace the file when it is there."))
@option("--list", "listed", is_flag=True, help=N_("List the backups, the newest first."))
@as_json
def backup(file: Path | None, force: bool, listed: bool, json: bool) -> None:
    if json and not listed:
        raise RequestError("--json goes with --list")
    if listed:
        if file or force:
            raise RequestError("--list takes no file; leave it out")
        _list(json=json)
    elif file:
        workspace().upkeep.backup(file, force=force)
        say(shown(str(file)))
    else:
        say(shown(str(workspace().backups.take().file)))


def _list(*, json: bool) -> None:
    backups = _backups()
    lines = []
    for each in backups.all():
        held: Holding | None = None
        try:
            held = backups.look_into(each.file)
        except Fault:
            held = None  # it is listed, and restoring it says what is wrong
        lines.append((each, held))
    if json:
        say_json(
            [
                {
                    "file": str(each.file),
                    "kind": each.kind,
                    "taken_at": each.taken_at.isoformat(),
                    "bytes": each.file.stat().st_size,
                    "canvases": held.canvases if held else None,
                    "contributions": held.contributions if held else None,
                    "changed_at": held.changed_at.isoformat() if held and held.changed_at else None,
                    "changed_by": held.changed_by if held else None,
                }
                for each, held in lines
            ]
        )
        return
    if not lines:
        tell(_("No backups yet in {folder}").format(folder=visible(backups.folder)))
        return
    tell(visible(backups.folder))
    say_table(
        [_("when"), _("kind"), _("size"), _("canvases"), _("last change"), _("file")],
        [
            [
                moment_text(each.taken_at),
                kind_name(each.kind),
                size_text(each.file.stat().st_size),
                str(held.canvases) if held else "-",
                f"{moment_text(held.changed_at)} {held.changed_by}"
                if held and held.changed_at
                else "-",
                each.file.name,
            ]
            for each, held in lines
        ],
        flexible=[4, 5],
    )


@click.command(
    cls=Command,
    help=N_(
        "Put a backup in the place of the workspace.\n\nWhat stands there is backed up first; "
        "says where."
    ),
)
@argument("file", type=Path, metavar=N_("FILE"))
@option("--dry-run", is_flag=True, help=N_("Say what would be done, and change nothing."))
def restore(file: Path, dry_run: bool) -> None:
    backups = _backups()
    # A name as the list has it is enough: it stands where backups go.
    listed = backups.folder / file
    bare = not is_there(file) and file.name == str(file)
    source = listed if bare and is_there(listed) else file
    if dry_run:
        held = backups.check_source(source)
        say(_("Would be put back: {file}").format(file=visible(source)))
        say(_held_text(held))
        if is_there(backups.file):
            now = _("{file} would first be backed up in {folder}")
            say(now.format(file=visible(backups.file), folder=visible(backups.folder)))
            try:
                say(_held_text(backups.look_into(backups.file)))
            except Fault as fault:
                say(explain(fault))
        return
    done = backups.restore(source)
    say(_("Put back: {file}").format(file=visible(source)))
    say(_held_text(done.holding))
    if done.replaced:
        said = (
            _("What was there was damaged and is kept as it was in {file}")
            if done.damaged
            else _("What was there is kept in {file}")
        )
        say(said.format(file=visible(done.replaced)))
    if done.erased_unknown:
        say(erased_unknown())


def _held_text(held: Holding) -> str:
    """What a workspace holds, in one line."""
    canvases = ngettext("{n} canvas", "{n} canvases", held.canvases).format(n=held.canvases)
    notes = ngettext("{n} contribution", "{n} contributions", held.contributions)
    text = f"  {canvases}, {notes.format(n=held.contributions)}"
    if held.changed_at:
        last = _("last change {moment} by {name}")
        text += "; " + last.format(
            moment=moment_text(held.changed_at), name=visible(held.changed_by)
        )
    return text


@click.command(cls=Command, help=N_("Check workspace, backups, disk, terminal and fonts."))
@option(
    "--recover",
    "target",
    type=Path,
    metavar=N_("FILE"),
    help=N_("Write all that can be saved of a damaged workspace to this new file."),
)
@option("--force", is_flag=True, help=N_("Replace the file when it is there."))
def doctor(target: Path | None, force: bool) -> int:
    from welvaartcanvas.workspace.recovering import examine, recover
    from welvaartcanvas.workspace.upkeep import Finding, examine_surroundings

    here = door()
    if target is not None:
        if not is_there(here.file):
            raise RequestError("{file} is not there; name another file", file=here.file)
        _say_report(recover(here.file, target, force=force), target)
        return 0
    if force:
        raise RequestError("--force goes with --recover")
    findings: list[Finding] = []
    if is_there(here.file):
        findings += examine(here.file, here.settings.who, _backups())
    else:
        missing = N_("workspace: {file} is not there yet; it is made at the first use")
        findings.append(Finding(True, missing, {"file": here.file}))
    findings += examine_surroundings()
    for finding in findings:
        mark = _("[well]") if finding.well else _("[WRONG]")
        say(f"{mark} {shown(explain(Problem('', finding.message, finding.values)))}")
    return 0 if all(finding.well for finding in findings) else 1


def _say_report(report: Report, target: Path) -> None:
    """What was saved of each sort of thing, which canvases are hurt, and how to go on."""
    if report.sound:
        say(_("Nothing is damaged: {file} is a copy").format(file=visible(target)))
    for line in saved_lines(report.tables):
        say(line)
    for canvas in report.canvases:
        if canvas.hurt:
            hurt = _("not everything as it was: {title} ({region})")
            say(shown(hurt.format(title=canvas.title, region=canvas.region)))
    if not report.sound:
        more = _("To go on with what was saved: welvaartcanvas restore {file}")
        tell(more.format(file=shown(str(target))))
    say(shown(str(target)))
