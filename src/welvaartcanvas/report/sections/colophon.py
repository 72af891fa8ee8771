"""The end of a report: how it was made, what it carries, and how to compare it."""

from __future__ import annotations

import hashlib

from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.pdf.layout import together
from welvaartcanvas.report.sections.facts import Fact, fact, fact_list
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording.standing import status_facts


def colophon(sheet: CanvasSheet, section: Section) -> None:
    """The program, the day and the status, the source that the file carries, and its checksum."""
    view, document = sheet.view, sheet.document
    template = view.template
    made = _("{day}, with {program}").format(
        day=date_text(view.day), program=document.metadata.creator
    )
    used = _("{title}, version {version} ({slug})").format(
        title=view.text(template.title), version=template.version, slug=template.slug
    )
    facts = [
        fact(_("Made"), made),
        *(fact(label, text) for label, text in status_facts(view.canvas, view.day)),
        fact(_("Template"), used),
        conforming(),
    ]
    for source in document.attachments:
        carried = _(
            "This document carries its own canvas as {name}. Welvaartcanvas reads it back with:"
            " welvaartcanvas import FILE.pdf"
        )
        of = _("SHA-256 of {name}:")
        same = _("Documents with the same checksum carry the same canvas.")
        facts += [
            fact(_("To go on with"), carried.format(name=source.name)),
            fact(_("To send back"), _sent_back()),
            fact(
                _("Checksum"),
                f"{of.format(name=source.name)}\n{fingerprint(source.content)}\n\n{same}",
            ),
        ]
    node = sheet.start(section, least=0)
    sheet.flow.add(together(fact_list(node, facts, FRAME.width, labels=136, space=12)))


def _sent_back() -> str:
    return _(
        "Whoever got this canvas can import it, add to it and change it, export it again as PDF or "
        "JSON, and send that file back. Importing it puts both copies together; where both changed "
        "the same, the program asks which reading stays."
    )


def conforming() -> Fact:
    """What the document may be used for as it is."""
    return fact(
        _("To read and to keep"),
        _(
            "This document can also be read with a screen reader, and may be archived as it"
            " is: it follows PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3)."
        ),
    )


def fingerprint(content: bytes) -> str:
    """The SHA-256 of ``content`` in hexadecimal, in groups to read aloud and compare."""
    digits = hashlib.sha256(content).hexdigest()
    groups = [digits[i : i + 8] for i in range(0, len(digits), 8)]
    return " ".join(groups[:4]) + "\n" + " ".join(groups[4:])
