"""The end of a comparison: how each figure is worked out, and what the file carries."""

from __future__ import annotations

from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.registry.geometry import map_source
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.sections.colophon import conforming, fingerprint
from welvaartcanvas.report.sections.facts import Fact, fact, fact_list
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording.comparing import lost_text
from welvaartcanvas.wording.definitions import definitions


def colophon(sheet: ComparisonSheet, section: Section) -> None:
    """The definitions, and then what there is to know of the file."""
    node = sheet.start(section)
    width = sheet.frame.width
    sheet.heading(node, Role.H2, _("How each figure is worked out"), space=12)
    told = [fact(label, text) for label, text in definitions()]
    sheet.flow.add(fact_list(node, told, width, labels=160, space=4, air=1, ruled=False))
    sheet.heading(node, Role.H2, _("About this file"), space=16)
    sheet.flow.add(fact_list(node, _file(sheet), width, labels=160, space=4, air=3))


def _file(sheet: ComparisonSheet) -> list[Fact]:
    view, document = sheet.view, sheet.document
    made = _("{day}, with {program}").format(
        day=date_text(view.day), program=document.metadata.creator
    )
    told = [fact(_("Made"), made), fact(_("Map"), map_source()), conforming()]
    if view.dossier.lost:
        told.append(fact(_("Not in the municipal register"), lost_text(view.dossier.lost)))
    for source in document.attachments:
        of = _("SHA-256 of {name}:").format(name=source.name)
        same = _("Documents with the same fingerprint carry the same figures.")
        carried = _("This document carries its figures as {name}.").format(name=source.name)
        digits = fingerprint(source.content).replace("\n", " ")
        told.append(fact(_("Fingerprint"), f"{carried} {same}\n{of} {digits}"))
    return told
