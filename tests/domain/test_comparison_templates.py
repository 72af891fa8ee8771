"""Regions whose canvases were made with different templates: what they share is compared.

The scores of a block are written in the order ondernemers, onderwijs, overheid.
"""

from __future__ import annotations

from copy import deepcopy

import pytest

from tests.support import build
from tests.support.comparing import BLOCKS, SIDES, comparing, scored
from welvaartcanvas.domain.analysis import profile
from welvaartcanvas.domain.comparison import LeftOut
from welvaartcanvas.domain.template import Template, read_template
from welvaartcanvas.errors import RequestError

EPE, HEERDE, ZWOLLE = (
    build.region(n, name) for n, name in enumerate(("Epe", "Heerde", "Zwolle"), start=1)
)


def other_template(
    slug: str, blocks: tuple[str, ...], more_sides: tuple[str, ...] = ()
) -> Template:
    """A template with these blocks, the first in the place of ``opgave``, and further sides."""
    data = build.small_template_data()
    for key in more_sides:
        data["perspectives"].append(
            {**data["perspectives"][0], "key": key, "shape": "triangle", "colour": "#7C3AED"}
        )
        for block in data["blocks"]:
            block["guidance"][key] = deepcopy(block["guidance"]["overheid"])
    data["slug"] = slug
    for block, key in zip(data["blocks"], blocks, strict=True):
        block["key"] = key
    return read_template(data, slug)


def test_of_different_templates_the_shared_blocks_are_compared_and_the_others_told() -> None:
    other = other_template("anders", ("droom", "aanpak"))
    seen = comparing(
        scored(1, EPE, (5, 5, 5), (1, 2, 3)),
        scored(2, HEERDE, (4, 4, 4), (2, 2, 2)),
        build.canvas(3, region=ZWOLLE, template=other, scores={("aanpak", "overheid"): 4}),
    )

    assert seen.template.slug == "klein"  # most canvases have it
    assert [block.key for block in seen.blocks] == ["aanpak"]
    assert [standing.blocks[0].mean for standing in seen.standings] == [2.0, 2.0, 4.0]
    assert [(each.what, each.key, each.templates) for each in seen.left_out] == [
        ("block", "opgave", ("klein",)),
        ("block", "droom", ("anders",)),
    ]


def test_a_perspective_that_one_template_has_more_is_not_compared() -> None:
    four = other_template("vier", BLOCKS, ("maatschappelijk",))
    seen = comparing(
        scored(1, EPE, (3, 3, 3)),
        build.canvas(2, region=ZWOLLE, template=four, scores={("opgave", "maatschappelijk"): 0}),
    )

    assert [side.key for side in seen.perspectives] == list(SIDES)
    assert seen.standing(ZWOLLE.id).mean is None  # what is left out counts nowhere
    name = next(side.name for side in four.perspectives if side.key == "maatschappelijk")
    assert seen.left_out == (LeftOut("perspective", "maatschappelijk", name, ("vier",)),)


@pytest.mark.parametrize(("fourth", "strong"), [(5, True), (1, False), (None, False)])
def test_a_block_is_no_strength_where_a_perspective_that_is_not_compared_does_not_call_it_so(
    fourth: int | None, strong: bool
) -> None:
    four = other_template("vier", BLOCKS, ("maatschappelijk",))
    given = {("opgave", side): 4 for side in SIDES}
    scores = given if fourth is None else {**given, ("opgave", "maatschappelijk"): fourth}
    canvas = build.canvas(2, region=ZWOLLE, template=four, scores=scores)
    seen = comparing(scored(1, EPE, (4, 4, 4)), canvas)

    assert seen.standing(ZWOLLE.id).blocks[0].strength == strong
    assert profile(canvas)[0].strength == strong  # as the canvas itself shows
    assert seen.standing(EPE.id).blocks[0].strength  # which has no fourth side


def test_templates_without_a_block_in_common_cannot_be_compared() -> None:
    strange = other_template("vreemd", ("droom", "daad"))

    with pytest.raises(RequestError, match=r"nothing in common.*choose one template"):
        comparing(scored(1, EPE), build.canvas(2, region=ZWOLLE, template=strange))
