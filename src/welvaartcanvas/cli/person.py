"""``person``: what is kept of somebody, a copy of it, and erasing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Group, argument, option
from welvaartcanvas.cli.door import confirm, workspace
from welvaartcanvas.cli.output import say, say_bytes, shown, tell
from welvaartcanvas.errors import UnknownThing
from welvaartcanvas.i18n import N_, _

if TYPE_CHECKING:
    from welvaartcanvas.workspace import Workspace
    from welvaartcanvas.workspace.persons import About

_canvas = option(
    "--canvas", metavar="ID", help=N_("Only the partners of this canvas, to tell namesakes apart.")
)
_who = argument("who", metavar=N_("NAME|E-MAIL|ID"))


@click.group(
    cls=Group,
    help=N_(
        "A person's own data: show it, hand it over, erase it.\n\nPeople are found by their whole "
        "name or e-mail address, or by the id of a partner; case and accents do not count."
    ),
)
def person() -> None:
    pass


@person.command(help=N_("Show all that is kept of somebody, and where."))
@_who
@_canvas
def show(who: str, canvas: str | None) -> None:
    from welvaartcanvas.workspace.person_texts import about_lines

    about = _meant(workspace(), who, canvas)
    if not about:
        raise UnknownThing("nothing is kept here of {value}", value=who)
    for line in about_lines(about):
        say(shown(line))


@person.command(
    help=N_(
        "Write all that is kept of somebody to a file, for them.\n\nA file called .json gets JSON, "
        "every other one a text to read (Markdown). Prints where it is."
    )
)
@_who
@_canvas
@option("--out", metavar=N_("FILE"), required=True, help=N_("Where to; - is standard output."))
@option("--force", is_flag=True, help=N_("Replace the file when it is there."))
def export(who: str, canvas: str | None, out: str, force: bool) -> None:
    from welvaartcanvas.files import write_whole
    from welvaartcanvas.workspace.person_export import person_document, person_text

    here = workspace()
    about = _meant(here, who, canvas)
    if not about:
        raise UnknownThing("nothing is kept here of {value}", value=who)
    written = person_document if out == "-" or out.lower().endswith(".json") else person_text
    document = written(about, here.session.clock())
    if out == "-":
        say_bytes(document)
        return
    write_whole(Path(out), document, force=force)
    say(out)


@person.command(
    help=N_(
        "Erase somebody for good, in every canvas, the history, drafts and backups.\n\nWhat they "
        "said stays, without their name. It can't be undone."
    )
)
@_who
@_canvas
@option("--texts", is_flag=True, help=N_("Take the name out of texts that mention it, too."))
@option("--yes", is_flag=True, help=N_("Do not ask."))
def erase(who: str, canvas: str | None, texts: bool, yes: bool) -> int:
    from welvaartcanvas.workspace.person_texts import consequences, erased_lines, remaining_lines

    here = workspace()
    about = _meant(here, who, canvas)
    if about:
        if not yes:
            for line in consequences(about, texts=texts):
                tell(shown(line))
        name = ", ".join(about.person.names or about.person.emails)
        if not confirm(_("Erase {name}?").format(name=shown(name)), yes=yes):
            tell(_("Nothing was erased."))
            return 1
    done = here.persons.erase(about, texts=texts)
    if not about:
        # It may have been interrupted the last time, just before the file was made anew.
        say(_("Nothing is kept here of {name}.").format(name=shown(who)))
    for line in erased_lines(done) if about else ():
        say(shown(line))
    say(_("What remains:"))
    for line in remaining_lines(done, "--texts"):
        say("- " + shown(line))
    return 0 if done.complete else 1


def _meant(here: Workspace, who: str, canvas: str | None) -> About:
    return here.persons.one(who, here.canvases.resolve(canvas) if canvas is not None else None)
