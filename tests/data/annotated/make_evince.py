"""Annotate the export as Evince (GNOME Document Viewer) does: with poppler, through its GLib.

/usr/bin/python3 tests/data/annotated/make_evince.py     (gir1.2-poppler-0.18, python3-gi)
"""

import json
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402

FOLDER = Path(__file__).resolve().parent
SPOTS = json.loads((FOLDER / "spots.json").read_text())


def rectangle(left, low, right, high):
    found = Poppler.Rectangle()
    found.x1, found.y1, found.x2, found.y2 = left, low, right, high
    return found


def quadrilateral(left, low, right, high):
    found = Poppler.Quadrilateral()
    for name, x, y in (
        ("p1", left, high),
        ("p2", right, high),
        ("p3", left, low),
        ("p4", right, low),
    ):
        point = Poppler.Point()
        point.x, point.y = x, y
        setattr(found, name, point)
    return found


def around(boxes):
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return rectangle(min(lefts), min(lows), max(rights), max(highs))


def add(document, page, annotation, text, author):
    annotation.set_contents(text)
    if isinstance(annotation, Poppler.AnnotMarkup):
        annotation.set_label(author)
    document.get_page(page).add_annot(annotation)


def main():
    document = Poppler.Document.new_from_file((FOLDER / "exported.pdf").as_uri(), None)
    spot = SPOTS["short"]
    marked = Poppler.AnnotTextMarkup.new_highlight(
        document, around(spot["boxes"]), [quadrilateral(*box) for box in spot["boxes"]]
    )
    add(document, spot["page"], marked, "Ook in het vierde?", "Joost Jansen")
    spot = SPOTS["long"]
    struck = Poppler.AnnotTextMarkup.new_strikeout(
        document, around(spot["boxes"]), [quadrilateral(*box) for box in spot["boxes"]]
    )
    add(document, spot["page"], struck, "", "Joost Jansen")
    spot = SPOTS["other"]
    low = spot["boxes"][0][1]
    note = Poppler.AnnotText.new(document, rectangle(560, low, 580, low + 20))
    note.set_icon("Note")
    add(document, spot["page"], note, "Uitval meten we pas sinds 2024.\nKlopt dit?", "Joost Jansen")
    document.save((FOLDER / "evince.pdf").as_uri())


if __name__ == "__main__":
    main()
