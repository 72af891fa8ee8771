"""The end of a comparison: how each figure is worked out, and what the file carries."""

from __future__ import annotations

from welvaartcanvas.domain.analysis import APART, STRONG, WEAK
from welvaartcanvas.domain.circles import LEAST, SEATS
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.registry.geometry import map_source
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.sections.colophon import conforming, fingerprint
from welvaartcanvas.report.sections.facts import Fact, fact, fact_list
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording import Finding, finding_name


def colophon(sheet: ComparisonSheet, section: Section) -> None:
    """The definitions, and then what there is to know of the file."""
    node = sheet.start(section)
    width = sheet.frame.width
    sheet.heading(node, Role.H2, _("How each figure is worked out"), space=12)
    sheet.flow.add(fact_list(node, _definitions(), width, labels=160, space=4, air=1, ruled=False))
    sheet.heading(node, Role.H2, _("About this file"), space=16)
    sheet.flow.add(fact_list(node, _file(sheet), width, labels=160, space=4, air=3))


def _definitions() -> list[Fact]:
    told = (
        (
            _("A perspective"),
            _("The mean of the ratings that it gave to the block in all canvases of the region."),
        ),
        (_("Mean"), _("The mean of the perspectives that gave a rating, each counting once.")),
        (_("Spread"), _("The highest perspective minus the lowest, from 0 to 5.")),
        (
            finding_name(Finding.STRENGTH),
            _("Every perspective gave a rating, and each mean is {score} or more.").format(
                score=STRONG
            ),
        ),
        (
            finding_name(Finding.ATTENTION),
            _("At least one perspective has a mean of {score} or less.").format(score=WEAK),
        ),
        (
            finding_name(Finding.DIFFERENCE),
            _("The spread is {spread} or more.").format(spread=APART),
        ),
        (finding_name(Finding.UNKNOWN), _("Not every perspective gave a rating.")),
        (_("Coverage"), _("How many cells (block and perspective) have a contribution.")),
        (_("All blocks"), _("The mean of the means of the blocks that have one.")),
        (
            _("Middle and quarters"),
            _(
                "The regions in order of their mean: the middle one, and those at a quarter and"
                " at three quarters; between two regions the value in between."
            ),
        ),
        (
            _("What a type shares"),
            _("At least two regions of the type, and half of those with a rating, have it."),
        ),
        (
            _("Points apart"),
            _(
                "The mean difference between two regions over the cells that both rated; only"
                " when both rated at least a third of the cells."
            ),
        ),
        (
            _("Who can help"),
            _(
                "Regions where the block is a strength: first of the same type, then with the"
                " same position, then with the most themes in common, then with the highest mean."
            ),
        ),
        (
            _("Learning circles"),
            _(
                "Regions that ask about one block, {least} to {seats} at a table: by type, then"
                " by position, then the others."
            ).format(least=LEAST, seats=SEATS),
        ),
        (
            _("No prediction"),
            _("Nothing is weighed, estimated or predicted: each figure can be worked out by hand."),
        ),
    )
    return [fact(label, text) for label, text in told]


def _file(sheet: ComparisonSheet) -> list[Fact]:
    view, document = sheet.view, sheet.document
    made = _("{day}, with {program}").format(
        day=date_text(view.day), program=document.metadata.creator
    )
    told = [fact(_("Made"), made), fact(_("Map"), map_source()), conforming()]
    for source in document.attachments:
        of = _("SHA-256 of {name}:").format(name=source.name)
        same = _("Documents with the same fingerprint carry the same figures.")
        carried = _("This document carries its figures as {name}.").format(name=source.name)
        digits = fingerprint(source.content).replace("\n", " ")
        told.append(fact(_("Fingerprint"), f"{carried} {same}\n{of} {digits}"))
    return told
