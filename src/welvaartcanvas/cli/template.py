"""``template``: the templates that canvases are started from."""

from __future__ import annotations

from pathlib import Path

import click

from welvaartcanvas.cli.commands import Group, argument, as_json
from welvaartcanvas.cli.output import say, say_json, say_table, shown, terminal_width, wrapped
from welvaartcanvas.i18n import N_, _, explain, language


@click.group(cls=Group, help=N_("Templates: list, show, check."))
def template() -> None:
    pass


@template.command("list", help=N_("List the shipped templates and your own."))
@as_json
def list_(json: bool) -> int:
    from welvaartcanvas.cli.output import complain
    from welvaartcanvas.workspace.templates import Templates

    files = Templates().all()
    good = [(entry, entry.template) for entry in files if entry.template]
    if json:
        say_json(
            [
                {
                    "slug": found.slug,
                    "version": found.version,
                    "title": found.title.root,
                    "own": entry.own,
                    "file": str(entry.file),
                }
                for entry, found in good
            ]
        )
    else:
        say_table(
            [_("slug"), _("version"), _("title"), _("file")],
            [
                [
                    found.slug,
                    str(found.version),
                    found.title(language()),
                    str(entry.file) if entry.own else _("shipped"),
                ]
                for entry, found in good
            ],
            flexible=[2, 3],
        )
    faults = [entry.fault for entry in files if entry.fault]
    for fault in faults:
        for line in explain(fault).split("\n"):
            complain(line)
    return 2 if faults else 0


@template.command(help=N_("Show a template: its blocks with their questions."))
@argument("slug", metavar="SLUG")
@as_json
def show(slug: str, json: bool) -> None:
    from welvaartcanvas.workspace.templates import Templates

    found = Templates().get(slug)
    if json:
        say_json(found.model_dump(mode="json"))
        return
    width, here = terminal_width(), language()
    say(shown(found.title(here)))
    say(_("version {version}").format(version=found.version))
    say()
    for line in wrapped(found.introduction(here), "", width):
        say(line)
    for block in found.reading_order:
        say()
        say(f"{block.number} {shown(block.title(here))} ({block.key})")
        for line in wrapped(block.question(here), "  ", width):
            say(line)
    say()
    for name, items in (
        (_("perspectives"), found.perspectives),
        (_("kinds"), found.kinds),
    ):
        listed = ", ".join(f"{item.name(here)} ({item.key})" for item in items)
        for line in wrapped(f"{name}: {listed}", "", width):
            say(line)
    for group in found.theme_groups:
        listed = ", ".join(f"{theme.name(here)} ({theme.key})" for theme in group.themes)
        for line in wrapped(f"{group.name(here)}: {listed}", "", width):
            say(line)


@template.command(help=N_("Check a template file; names every fault in it."))
@argument("file", type=Path, metavar=N_("FILE"))
def check(file: Path) -> None:
    from welvaartcanvas.workspace.templates import check_template

    found = check_template(file)
    say(
        _("{file} is a sound template ({slug}, version {version})").format(
            file=shown(str(file)), slug=found.slug, version=found.version
        )
    )
