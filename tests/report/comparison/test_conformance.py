"""A comparison on paper may be published and archived as it is, whatever regions and people said.

The same validator judges it as the other PDFs: PDF/UA-1 and PDF/A-3a.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.report.comparison.making import DAY, PLACES, SOURCE, dossier_of, made, whole
from tests.support import build
from tests.support.comparing import WERK, WOON, comparisons, question, scored
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT
from tests.support.often import often
from tests.support.pdf import outside, reader, squeezed, structure, typed_text, violations
from tests.support.templates import gridded
from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.domain.matching import Voice
from welvaartcanvas.domain.template import Template
from welvaartcanvas.i18n import LANGUAGES
from welvaartcanvas.report import render_comparison


def one() -> Dossier:
    return dossier_of(scored(1, build.region(1, "Epe"), (1, 4, 5), (4, 4, 4)))


def unrated() -> Dossier:
    return dossier_of(build.empty_canvas(), silent=[build.region(2, "Aa en Hunze")])


def small() -> Dossier:
    epe, hattem = build.region(1, "Epe", cluster=WERK), build.region(2, "Hattem", cluster=WERK)
    strong = build.region(3, "Zwolle", cluster=WOON)
    return dossier_of(
        scored(1, epe, (1, 2, 5), (3, 3, 3)),
        scored(2, hattem, (2, 2, 2), (3, None, 3)),
        scored(3, strong, (5, 4, 5), (1, 1, 1)),
        questions=[question(epe)],
    )


def hostile() -> Dossier:
    """The corpus of hostile texts as names, titles, learning questions and contributions."""
    regions = [build.region(n, name) for n, name in enumerate(HOSTILE_NAMES, start=1)]
    texts = [HOSTILE_TEXTS[n % len(HOSTILE_TEXTS)] for n in range(len(regions))]
    canvases = [
        scored(
            n,
            region,
            (n % 6, (n + 1) % 6, 5),
            (5, 4, 4) if n % 3 else (1, 1, 1),
            title=HOSTILE_NAMES[-n],
        )
        for n, region in enumerate(regions, start=1)
    ]
    return dossier_of(
        *canvases,
        questions=[
            question(region, number=n, text=text, from_whom=region.name)
            for n, (region, text) in enumerate(zip(regions, texts, strict=True), start=1)
        ],
        voices=[
            Voice(build.uid(n, 5), build.uid(0, 5), region.id, block, "overheid", "kans", text)
            for n, (region, text) in enumerate(zip(regions, texts, strict=True), start=1)
            for block in ("opgave", "aanpak")
        ],
    )


def of_template(template: Template) -> Dossier:
    """Five regions that each rated every cell."""
    return dossier_of(
        *(
            build.canvas(
                n,
                region=build.region(n, f"Regio {n}"),
                template=template,
                scores={
                    (block.key, side.key): (n * place + at) % 6
                    for place, block in enumerate(template.blocks)
                    for at, side in enumerate(template.perspectives)
                },
            )
            for n in range(1, 6)
        )
    )


def many_blocks() -> Dossier:
    tiles = [(place % 4, place // 4, 1, 1) for place in range(12)]
    return of_template(gridded(4, 3, tiles, sides=5))


def without_learning() -> Dossier:
    return small()._replace(learning=None, alike=None)


DOSSIERS: dict[str, Callable[[], Dossier]] = {
    "one region": one,
    "nothing rated": unrated,
    "small": small,
    "hostile": hostile,
    "twelve blocks, five sides": many_blocks,
    "without learning": without_learning,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOSSIERS)
def test_every_report_conforms(name: str, language: str) -> None:
    pdf = made(DOSSIERS[name](), language)
    assert violations(pdf) == []
    assert outside(pdf) == []


@pytest.mark.parametrize("view", View)
def test_a_report_of_one_view_conforms(view: View) -> None:
    pdf = made(small(), views=[view])
    assert violations(pdf) == []
    assert outside(pdf) == []


@pytest.mark.parametrize("character", ["W", "漢"])
def test_names_of_two_hundred_characters_stay_on_the_page(character: str) -> None:
    regions = [build.region(n, character * 199 + str(n)) for n in range(1, 4)]
    canvases = [
        scored(n, region, (5, 5, 5) if n % 2 else (0, 1, 2), (1, 2, 5), title=region.name)
        for n, region in enumerate(regions, start=1)
    ]
    pdf = made(dossier_of(*canvases, questions=[question(regions[0], text=LONGEST_TEXT)]))
    assert violations(pdf) == []
    assert outside(pdf) == []


@settings(max_examples=often(15))
@given(comparisons())
def test_any_comparison_makes_a_report_that_conforms(comparison: Comparison) -> None:
    assert violations(made(whole(comparison))) == []


def test_every_hostile_name_is_there_as_it_was_typed() -> None:
    said = squeezed("".join(element.text for element in structure(made(hostile()))))
    for name in HOSTILE_NAMES:
        assert squeezed(name) in said


def test_the_same_dossier_makes_the_same_bytes() -> None:
    assert made(small()) == made(small())


def test_the_figures_travel_in_the_file_and_their_fingerprint_is_printed() -> None:
    pdf = made(small())
    assert reader(pdf).attachments[SOURCE.name] == [SOURCE.content]
    # sha256sum of {"regions": []}
    assert "31a3fe540b840ad217f42b9467c6f26fa5f7d2ff7d98aaead86616b1cdc78370" in typed_text(pdf)


def test_progress_ends_with_all_steps_done_and_tells_every_region() -> None:
    told: list[tuple[int, int]] = []
    render_comparison(
        small(),
        title="T",
        day=DAY,
        places=PLACES,
        source=SOURCE,
        progress=lambda done, total: told.append((done, total)),
    )
    total = told[-1][1]
    assert told == [(done, total) for done in range(1, total + 1)]
    assert total > len(small().comparison.standings)
