"""How long the report of a full canvas takes, beside the same report by other libraries.

    python benchmarks/pdf.py [--runs 7]

The canvas has 27 cells with 5 contributions and a rating each, and in every block a learning
question and an action. The peers (``pdf_peers``) set the same texts, in the same type on A4.
Ours is measured with all that it does: its texts are looked up and translated, the canvas is
embedded, and the file is PDF/UA-1 and PDF/A-3a. What else is either of these is asked of
page-validation.

Warm is the second report that a process makes and those after it, each of another canvas, so
that a library that remembers what it laid out gets no present. Cold is a whole process.
"""

from __future__ import annotations

import argparse
import os
import pickle
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from measuring import ROOT, Row, in_turn, milliseconds, print_lines, print_table, process_ms
from page import validate_pdf_bytes
from pdf_peers.content import Content, said
from pdf_peers.ours_report import Work, make
from pdf_peers.reading import content_of
from workspaces import PER_CELL

from tests.support import build
from tests.support.pdf import reader, source_of
from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import date_text, set_language

DAY = date(2026, 11, 22)
OURS = "ours"


class Peer(NamedTuple):
    """A module of ``pdf_peers``, and how many times its time ours may take."""

    module: str
    at_most: float | None = None


PEERS = {
    "ReportLab, untagged": Peer("reportlab_report", 1.5),
    "Typst": Peer("typst_report", 1.0),
    "WeasyPrint": Peer("weasyprint_report", round(1 / 6, 3)),
    "fpdf2, untagged": Peer("fpdf2_report"),
}


def canvas(number: int) -> Canvas:
    """Full canvas ``number``: like the others, with contributions of its own."""
    full = build.full_canvas(PER_CELL, number=number)
    return full.model_copy(
        update={
            "contributions": tuple(
                one.model_copy(update={"text": f"{one.text} ({number})"})
                for one in full.contributions
            )
        }
    )


def works(count: int) -> list[tuple[Work, Content]]:
    """What ours and what the peers make ``count`` reports of."""
    names = {one.code: one.name for one in registry.municipalities()}
    made = []
    for number in range(1, count + 1):
        one = canvas(number)
        work = Work(one, DAY, names, source_of(one))
        made.append((work, content_of(make(work), one, date_text(DAY))))
    return made


def installed() -> dict[str, Callable[[Content], bytes]]:
    """The peers that are there; of each other a line says why it is not."""
    found = {}
    for name, peer in PEERS.items():
        try:
            found[name] = import_module(f"pdf_peers.{peer.module}").make
        except (ImportError, OSError) as error:  # OSError: a library of the system is not there
            print(f"{name} is left out: {str(error).splitlines()[0]}", file=sys.stderr)
    return found


def warm(
    runs: int, made: list[tuple[Work, Content]], peers: dict[str, Callable[[Content], bytes]]
) -> dict[str, float]:
    """The milliseconds of each for a report, each time of the next canvas."""

    def timed(do: Callable[[Any], bytes], given: Iterator[object]) -> float:
        thing = next(given)
        return milliseconds(lambda: do(thing))

    own = partial(timed, make, iter([work for work, _content in made]))
    others = {
        name: partial(timed, do, iter([content for _work, content in made]))
        for name, do in peers.items()
    }
    return in_turn(runs, {OURS: own, **others})


def cold(
    runs: int, work: Work, content: Content, peers: dict[str, Callable[[Content], bytes]]
) -> dict[str, float]:
    """The milliseconds of each for a process that makes one report."""
    with tempfile.TemporaryDirectory() as folder:
        given, out = {}, Path(folder) / "report.pdf"
        for name, thing in (("work", work), ("content", content)):
            given[name] = Path(folder) / name
            given[name].write_bytes(pickle.dumps(thing))
        path = os.pathsep.join((str(ROOT / "benchmarks"), os.environ.get("PYTHONPATH", "")))

        def process(module: str, thing: Path) -> float:
            command = [sys.executable, "-m", "pdf_peers.alone", module, str(thing), str(out)]
            return process_ms(command, {"PYTHONPATH": path.rstrip(os.pathsep)})

        others = {name: partial(process, PEERS[name].module, given["content"]) for name in peers}
        return in_turn(runs, {OURS: partial(process, "ours_report", given["work"]), **others})


def compared(what: str, measured: dict[str, float]) -> list[Row]:
    """Ours beside each peer."""
    ours = measured.pop(OURS)
    return [
        Row(what, ours, "ms", (name, value), PEERS[name].at_most if what == "warm" else None)
        for name, value in measured.items()
    ]


def facts(name: str, pdf: bytes, content: Content) -> tuple[str, ...]:
    """What a PDF is: its size and pages, of our words those that it has, and its standards."""
    file = reader(pdf)
    wanted = Counter(re.findall(r"\w+", said(content)))
    there = Counter(re.findall(r"\w+", "\n".join(page.extract_text() for page in file.pages)))
    share = (wanted & there).total() / wanted.total()
    return (
        name,
        f"{len(pdf) / 1000:.0f} kB",
        str(len(file.pages)),
        f"{share:.1%}",
        *("yes" if valid(pdf, profile) else "no" for profile in ("ua1", "3a")),
    )


def valid(pdf: bytes, profile: str) -> bool:
    """Whether page-validation finds no failure."""
    return bool(validate_pdf_bytes(pdf, profile=profile).is_compliant)


def main(arguments: list[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args(arguments).runs
    set_language("nl")
    peers = installed()
    made = works(runs + 1)
    work, content = made[0]
    pdfs = {OURS: make(work), **{name: do(content) for name, do in peers.items()}}
    rows = compared("warm", warm(runs, made, peers))
    if "Typst" in peers:
        again = in_turn(runs, {"Typst": lambda: milliseconds(lambda: peers["Typst"](content))})
        rows.append(Row("warm", rows[0].value, "ms", ("Typst, the same once more", again["Typst"])))
    rows += compared("cold, a whole process", cold(runs, work, content, peers))
    rows.append(Row("size of ours", len(pdfs[OURS]) / 1000, "kB", at_most=150))
    print_table(f"The report of a full canvas ({PER_CELL} contributions in every cell)", rows)
    lines = [facts(name, pdf, content) for name, pdf in pdfs.items()]
    head = ("", "size", "pages", "our words", "PDF/UA-1", "PDF/A-3a")
    print_lines("What they made", [head, *lines], left=(0,))


if __name__ == "__main__":
    main()
