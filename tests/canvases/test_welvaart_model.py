"""The shipped template: nine questions, three sides, two languages, and no text left out."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from tests.support.build import shipped_template
from welvaartcanvas.domain.template import Guidance
from welvaartcanvas.report.pdf.colour import TEXT_CONTRAST, WHITE, Colour, contrast

LANGUAGES = ("nl", "en")
#: Two lines on a screen of 80 columns, with room for a margin.
PROMPT_LIMIT = 140

# number, key, title in Dutch and English, place (column, row, width, height)
BLOCKS = [
    (1, "opgave", "Opgave en droom", "Challenge and ambition", (4, 0, 2, 2)),
    (2, "doelgroep", "Voor wie", "For whom", (8, 0, 2, 2)),
    (3, "kracht", "Kracht van de regio", "Regional strengths", (2, 1, 2, 1)),
    (4, "partners", "Partners en rollen", "Partners and roles", (0, 0, 2, 2)),
    (5, "samenspel", "Samenspel en leiderschap", "Governance and leadership", (6, 0, 2, 1)),
    (6, "schaal", "Schaal en verbinding", "Scale and connections", (6, 1, 2, 1)),
    (7, "aanpak", "Aanpak en uitvoering", "Approach and delivery", (2, 0, 2, 1)),
    (8, "middelen", "Middelen en inzet", "Resources and commitment", (0, 2, 5, 1)),
    (9, "opbrengst", "Opbrengst voor brede welvaart", "Yield in broad welfare", (5, 2, 5, 1)),
]


def cells() -> list[tuple[str, Guidance]]:
    """The guidance of every cell, with a name to find it by."""
    return [
        (f"{block.key}/{side}", guidance)
        for block in shipped_template().reading_order
        for side, guidance in block.guidance.items()
    ]


def test_it_is_written_in_dutch_first_and_in_english() -> None:
    template = shipped_template()

    assert (template.slug, template.languages) == ("welvaart-model", LANGUAGES)
    assert (template.grid.columns, template.grid.rows) == (10, 3)


def test_its_nine_blocks_stand_where_the_canvas_has_them() -> None:
    found = [
        (b.number, b.key, b.title("nl"), b.title("en"), tuple(dict(b.place).values()))
        for b in shipped_template().reading_order
    ]

    assert found == BLOCKS


def test_the_three_sides_have_a_shape_of_their_own() -> None:
    sides = [(p.key, p.mark) for p in shipped_template().perspectives]

    assert sides == [("ondernemers", "◆"), ("onderwijs", "●"), ("overheid", "■")]


def test_kinds_and_anchors_are_those_of_the_method() -> None:
    template = shipped_template()

    assert [kind.key for kind in template.kinds] == [
        "kracht", "kans", "opgave", "uitdaging", "bedreiging", "afspraak",
    ]  # fmt: skip
    assert [anchor.score for anchor in template.anchors] == [0, 1, 2, 3, 4, 5]


def test_the_themes_are_those_of_their_sources() -> None:
    sizes = {group.key: len(group.themes) for group in shipped_template().theme_groups}

    assert sizes == {
        "bestuurlijk-netwerk-economie": 3,
        "pmg": 4,
        "brede-welvaart-hier-en-nu": 8,
        "brede-welvaart-later": 4,
        "brede-welvaart-elders": 2,
        "typologie": 7,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_the_wording_is_not_the_official_one(language: str) -> None:
    said = shipped_template().introduction(language)

    own, booklet = {
        "nl": ("eigen uitwerking van dit project", "staat in het boekje van Platform31"),
        "en": ("this project's own rendering", "is in Platform31's booklet"),
    }[language]
    assert own in said
    assert booklet in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_has_three_prompts_or_more_that_fit_on_two_lines(language: str) -> None:
    found = cells()

    assert len(found) == 27
    for cell, guidance in found:
        prompts = guidance.prompts.root[language]
        assert len(prompts) >= 3, cell
        assert all(len(prompt) <= PROMPT_LIMIT for prompt in prompts), cell
        assert all(prompt.rstrip().endswith(("?", ".")) for prompt in prompts), cell
        assert guidance.example.root[language], cell


def test_both_languages_ask_the_same_number_of_things() -> None:
    for cell, guidance in cells():
        assert len({len(guidance.prompts.root[language]) for language in LANGUAGES}) == 1, cell


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_prompt_or_example_stands_twice(language: str) -> None:
    texts = [text for _, g in cells() for text in (*g.prompts(language), g.example(language))]

    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_no_text_was_left_in_the_other_language() -> None:
    for cell, guidance in cells():
        same = set(guidance.prompts("nl")) & set(guidance.prompts("en"))
        assert not same, cell
        assert guidance.example("nl") != guidance.example("en"), cell


def test_each_colour_can_be_read_on_white_and_told_apart_in_grey() -> None:
    colours = [Colour.parse(side.colour) for side in shipped_template().perspectives]

    assert all(contrast(colour, WHITE) >= TEXT_CONTRAST for colour in colours)
    assert all(contrast(one, other) >= 1.5 for one, other in combinations(colours, 2))
