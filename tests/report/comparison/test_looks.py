"""Every text of a comparison keeps its contrast, also in the matrix, and none is small."""

from __future__ import annotations

import pytest

from tests.report.comparison.making import dossier_of, made
from tests.report.comparison.test_conformance import hostile, small
from tests.report.test_style import PAIRS, Record
from tests.support import build
from tests.support.comparing import scored
from tests.support.pdf import reader
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.colour import TEXT_CONTRAST, contrast


def of_every_mean() -> bytes:
    """A report in which a mean of every class stands in the matrix."""
    scores = [(0, 0, 1), (1, 1, 2), (2, 2, 3), (3, 3, 4), (4, 5, 5)]
    canvases = [
        scored(n, build.region(n, f"Regio {n}"), given, given)
        for n, given in enumerate(scores, start=1)
    ]
    return made(dossier_of(*canvases))


def test_every_text_is_read_on_what_it_stands_on() -> None:
    with pytest.MonkeyPatch.context() as patch:
        record = Record(patch)
        of_every_mean()
        made(small())
    pairs = {(text.colour, record.ground(text)) for text in record.texts}
    assert {ground for _ink, ground in pairs} >= set(style.MEANS)
    assert all(contrast(ink, ground) >= TEXT_CONTRAST for ink, ground in pairs)
    findings = {
        (f.colour, on) for f in style.FINDINGS.values() for on in (style.PAPER, style.GROUND)
    }
    # On the map the label of an area has a white ground, smaller than what it stands on.
    assert pairs <= {*PAIRS, *findings}, "the palette does not name a pair that is in use"


def test_the_higher_the_mean_the_darker_its_ground() -> None:
    grounds = [ground.luminance for ground in style.MEANS]
    assert grounds == sorted(grounds, reverse=True)
    assert len(set(grounds)) == len(grounds)


def test_no_text_is_below_nine_and_a_half_points() -> None:
    sizes: set[float] = set()
    for pdf in (made(small()), made(hostile())):
        for page in reader(pdf).pages:
            page.extract_text(
                visitor_text=lambda _text, _cm, _tm, _font, size: sizes.add(round(size, 2))
            )
    assert len(sizes) > 3
    assert min(sizes) >= 9.5
