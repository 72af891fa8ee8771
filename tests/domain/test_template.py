"""Templates: what a writer of a template file is told about each fault, all at once."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.support.build import shipped_template, small_template, small_template_data
from tests.support.hostile import HOSTILE_TEXTS
from welvaartcanvas.domain.template import MARKS, Template, read_template
from welvaartcanvas.errors import InvalidDocument, UnknownThing

Document = dict[str, Any]
Change = Callable[[Document], object]


def put(path: str, value: object) -> Change:
    """Write ``value`` at a dotted path: ``blocks.0.place.width``."""
    *parents, last = path.split(".")

    def change(data: Any) -> None:
        for part in parents:
            data = data[int(part) if isinstance(data, list) else part]
        data[int(last) if isinstance(data, list) else last] = value

    return change


def drop(path: str) -> Change:
    """Take away what stands at a dotted path."""
    *parents, last = path.split(".")

    def change(data: Any) -> None:
        for part in parents:
            data = data[int(part) if isinstance(data, list) else part]
        del data[int(last) if isinstance(data, list) else last]

    return change


def faults(*changes: Change) -> list[str]:
    """What the writer is told about the small template with ``changes``, without the file name."""
    data = small_template_data()
    for change in changes:
        change(data)
    with pytest.raises(InvalidDocument) as refused:
        read_template(data, "eigen.toml")
    assert str(refused.value).startswith("eigen.toml: ")
    assert refused.value.exit_code == 2
    return [line.removeprefix("eigen.toml: ") for line in str(refused.value).split("\n")]


def test_a_faultless_document_is_a_template() -> None:
    template = read_template(small_template_data(), "klein.toml")

    assert template.block("aanpak").place.column == 1
    assert template.perspective("onderwijs").mark == "●"
    assert template.block("opgave").guidance["overheid"].example("en") == "An example of overheid."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        # fields
        (drop("introduction"), "introduction: is missing"),
        (drop("blocks.1.why"), "blocks[aanpak].why: is missing"),
        (put("subtitle", "x"), "subtitle: is not a known field"),
        (put("blocks.0.colour", "x"), "blocks[opgave].colour: is not a known field"),
        (put("title", "Klein"), "title: must be a table of names and values"),
        (put("title.nl", 7), "title.nl: must be text"),
        (put("title.en", " "), "title.en: the text is empty; write at least one character"),
        (
            put("blocks.0.title.nl", "Op\ngave"),
            "blocks[opgave].title.nl: a name stands on one line; remove the line break or tab",
        ),
        (
            put("blocks.0.why.nl", "bel\x07"),
            "blocks[opgave].why.nl: the text has a control character (U+0007) at position 4; "
            "remove it",
        ),
        (put("version", "1"), "version: must be a whole number"),
        (put("version", True), "version: must be a whole number"),
        (put("version", 0), "version: must be at least 1, not 0"),
        (
            put("slug", "Mijn sjabloon"),
            "slug: must be lower-case letters, digits, - and _ such as binnenstad-1, "
            "not Mijn sjabloon",
        ),
        (
            put("perspectives.2.colour", "paars"),
            "perspectives[overheid].colour: must be a colour such as #1D4BAA, not paars",
        ),
        (
            put("perspectives.0.shape", "ruit"),
            "perspectives[ondernemers].shape: must be one of diamond, circle, square, triangle, "
            "star, not ruit",
        ),
        (put("kinds", []), "kinds: has too few items (minimum 1)"),
        (put("kinds", "kans"), "kinds: must be a list"),
        (
            put("blocks.0.guidance.overheid.prompts.nl", ["Een?", "Twee?"]),
            "blocks[opgave].guidance.overheid.prompts.nl: has too few items (minimum 3)",
        ),
        (
            put("blocks.0.guidance.overheid.prompts.nl.1", ""),
            "blocks[opgave].guidance.overheid.prompts.nl[1]: the text is empty; "
            "write at least one character",
        ),
        # an item without a key is called by its number, counted from 0
        (drop("kinds.1.key"), "kinds[1].key: is missing"),
        # languages
        (drop("title.en"), "title: has no text in language en"),
        (
            drop("blocks.1.guidance.onderwijs.prompts.en"),
            "blocks[aanpak].guidance.onderwijs.prompts: has no text in language en",
        ),
        (
            put("theme_groups.0.themes.1.name.fr", "Capital humain"),
            "theme_groups[kernthemas].themes[human-capital].name.fr: "
            "is in a language that the template does not declare",
        ),
        (
            put("languages.1", "EN"),
            "languages[1]: must be a language of two letters such as nl, not EN",
        ),
        (put("languages", ["nl", "en", "nl"]), "languages: nl is used more than once"),
        # keys and numbers
        (put("kinds.1.key", "kans"), "kinds[kans].key: kans is used more than once"),
        (put("blocks.1.number", 1), "blocks[aanpak].number: 1 is used more than once"),
        (
            put("perspectives.1.shape", "diamond"),
            "perspectives[onderwijs].shape: diamond is used more than once",
        ),
        (
            put("theme_groups.0.themes.1.key", "mkb"),
            "theme_groups[kernthemas].themes[mkb].key: mkb is used more than once",
        ),
        # anchors
        (put("anchors.5.score", 4), "anchors: must have each score from 0 to 5 exactly once"),
        (put("anchors.5.score", 6), "anchors[5].score: must be at most 5, not 6"),
        (drop("anchors.5"), "anchors: has too few items (minimum 6)"),
        # guidance
        (
            drop("blocks.0.guidance.onderwijs"),
            "blocks[opgave].guidance: has nothing for perspective onderwijs",
        ),
        (
            lambda data: data["blocks"][0]["guidance"].update(
                burgers=data["blocks"][0]["guidance"]["overheid"]
            ),
            "blocks[opgave].guidance.burgers: is not a perspective of this template",
        ),
        # layout
        (
            put("blocks.1.place.column", 2),
            "blocks[aanpak].place: falls outside the grid of 2 columns and 1 rows",
        ),
        (
            put("blocks.1.place.width", 10**12),
            "blocks[aanpak].place: falls outside the grid of 2 columns and 1 rows",
        ),
        (put("blocks.0.place.width", 2), "blocks[aanpak].place: overlaps block opgave"),
        (
            put("grid.rows", 2),
            "grid: these cells (column,row) belong to no block: (0,1) (1,1)",
        ),
        (put("grid.rows", 41), "grid.rows: must be at most 40, not 41"),
        (put("blocks.0.place.height", 0), "blocks[opgave].place.height: must be at least 1, not 0"),
    ],
)
def test_a_fault_is_named_with_its_path_and_nothing_else_is_said(change: Change, said: str) -> None:
    assert faults(change) == [said]


def test_faults_of_every_sort_are_told_at_once() -> None:
    said = faults(
        put("version", "een"),
        drop("title.en"),
        put("perspectives.0.colour", "oranje"),
        put("perspectives.0.icon", "zon"),
        drop("blocks.0.guidance.onderwijs"),
        put("blocks.1.place.column", 0),
        put("blocks.1.guidance.overheid.example.nl", ""),
    )

    assert said == [
        "version: must be a whole number",
        "perspectives[ondernemers].colour: must be a colour such as #1D4BAA, not oranje",
        "perspectives[ondernemers].icon: is not a known field",
        "blocks[aanpak].guidance.overheid.example.nl: "
        "the text is empty; write at least one character",
        "blocks[aanpak].place: overlaps block opgave",
        "grid: these cells (column,row) belong to no block: (1,0)",
        "title: has no text in language en",
        "blocks[opgave].guidance: has nothing for perspective onderwijs",
    ]


def test_of_an_empty_document_every_field_that_must_be_there_is_named() -> None:
    with pytest.raises(InvalidDocument) as refused:
        read_template({}, "leeg.toml")

    needed = {name for name, field in Template.model_fields.items() if field.is_required()}
    assert {problem.path for problem in refused.value.problems} == needed


def test_a_language_that_is_declared_and_never_written_is_missed_in_every_text() -> None:
    said = faults(put("languages", ["nl", "en", "fy"]))

    texts = json.dumps(small_template_data()).count('"en": ')
    assert len(said) == texts
    assert all(line.endswith(": has no text in language fy") for line in said)


def test_an_unknown_block_perspective_or_kind_names_those_there_are() -> None:
    template = small_template()

    for find, word in (
        (template.block, "block"),
        (template.perspective, "perspective"),
        (template.kind, "kind"),
    ):
        with pytest.raises(UnknownThing, match=f"{word} plein does not exist; choose from "):
            find("plein")


def test_a_text_in_an_unknown_language_is_shown_in_the_first_one() -> None:
    assert small_template().title("de") == "Klein sjabloon"
    assert len(small_template().blocks[0].guidance["overheid"].prompts("de")) == 3


def test_blocks_are_read_by_number_however_the_file_orders_them() -> None:
    data = small_template_data()
    data["blocks"].reverse()
    template = read_template(data, "klein.toml")

    assert [block.key for block in template.reading_order] == ["opgave", "aanpak"]
    assert template.cells == small_template().cells


def test_a_tag_is_shown_as_its_theme_or_as_it_is() -> None:
    assert small_template().tag_name("mkb", "en") == "Small business"
    assert small_template().tag_name("eigen woord", "en") == "eigen woord"


def test_each_shape_has_a_mark_of_its_own() -> None:
    assert len(set(MARKS.values())) == len(MARKS)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_any_text_is_kept_as_it_was_written(text: str) -> None:
    data = small_template_data()
    put("blocks.0.why.nl", text)(data)

    assert read_template(data, "klein.toml").block("opgave").why("nl") == text.replace("\r\n", "\n")


def test_the_digest_hangs_on_the_content_and_not_on_the_order_of_keys() -> None:
    data = small_template_data()
    turned = json.loads(json.dumps(data), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    changed = copy.deepcopy(data)
    put("blocks.0.why.nl", "Kiezen geeft richting!")(changed)

    assert read_template(turned, "x").digest == read_template(data, "x").digest
    assert read_template(changed, "x").digest != read_template(data, "x").digest


def test_a_template_survives_json() -> None:
    template = shipped_template()
    back = read_template(template.model_dump(mode="json"), "json")

    assert back == template
    assert back.digest == template.digest


# Layouts: cutting a grid in rectangles always gives a layout that fits.


@st.composite
def layouts(draw: st.DrawFn) -> tuple[tuple[int, int], list[dict[str, int]]]:
    """A grid (columns, rows) and rectangles that fill it."""
    columns, rows = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    pieces = [(0, 0, columns, rows)]
    for _ in range(draw(st.integers(0, 8))):
        column, row, width, height = pieces.pop(draw(st.integers(0, len(pieces) - 1)))
        if draw(st.booleans()) and width > 1:
            cut = draw(st.integers(1, width - 1))
            pieces += [(column, row, cut, height), (column + cut, row, width - cut, height)]
        elif height > 1:
            cut = draw(st.integers(1, height - 1))
            pieces += [(column, row, width, cut), (column, row + cut, width, height - cut)]
        else:
            pieces.append((column, row, width, height))
    names = ("column", "row", "width", "height")
    return (columns, rows), [dict(zip(names, piece, strict=True)) for piece in pieces]


def laid_out(grid: tuple[int, int], places: list[dict[str, int]]) -> Document:
    data = small_template_data()
    block = data["blocks"][0]
    data["grid"] = {"columns": grid[0], "rows": grid[1]}
    data["blocks"] = [
        {**block, "number": n, "key": f"b{n}", "place": place} for n, place in enumerate(places, 1)
    ]
    return data


@given(layouts())
def test_blocks_that_fill_the_grid_are_accepted(
    layout: tuple[tuple[int, int], list[dict[str, int]]],
) -> None:
    grid, places = layout
    template = read_template(laid_out(grid, places), "x")

    cells = sorted(cell for block in template.blocks for cell in block.place.cells())
    assert cells == [(column, row) for column in range(grid[0]) for row in range(grid[1])]


@given(layouts(), st.data())
def test_a_block_taken_away_leaves_cells_that_belong_to_none(
    layout: tuple[tuple[int, int], list[dict[str, int]]], data: st.DataObject
) -> None:
    grid, places = layout
    assume(len(places) > 1)
    gone = places.pop(data.draw(st.integers(0, len(places) - 1)))

    with pytest.raises(InvalidDocument) as refused:
        read_template(laid_out(grid, places), "x")
    [problem] = refused.value.problems
    assert problem.path == "grid"
    assert str(problem.values["places"]).split()[0] == f"({gone['column']},{gone['row']})"


@given(layouts(), st.sampled_from(["width", "height"]), st.data())
def test_a_block_that_grows_leaves_the_grid_or_covers_another(
    layout: tuple[tuple[int, int], list[dict[str, int]]], side: str, data: st.DataObject
) -> None:
    grid, places = layout
    grown = places[data.draw(st.integers(0, len(places) - 1))]
    grown[side] += 1

    with pytest.raises(InvalidDocument) as refused:
        read_template(laid_out(grid, places), "x")
    assert all(problem.path.endswith(".place") for problem in refused.value.problems)


# Whatever stands in a file: it is a template, or it is refused in words of our own.

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([*HOSTILE_TEXTS[:9], "\ud800", "nl", "opgave", "#123456"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)


def _paths(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside: list[tuple[Any, Any]] = []
    if isinstance(data, dict):
        inside = list(data.items())
    elif isinstance(data, list):
        inside = list(enumerate(data))
    return [(*path, key) for key, _ in inside] + [
        found for key, value in inside for found in _paths(value, (*path, key))
    ]


PATHS = _paths(small_template_data())


@example([(("slug",), "\ud800")])
@example([(("blocks", 0, "guidance", "\ud800"), {})])
@given(st.lists(st.tuples(st.sampled_from(PATHS), _VALUES), min_size=1, max_size=4))
def test_no_content_of_a_file_breaks_the_reader(
    changes: list[tuple[tuple[str | int, ...], object]],
) -> None:
    data = small_template_data()
    for path, value in changes:
        here: Any = data
        try:
            for part in path[:-1]:
                here = here[part]
            here[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took this place away

    try:
        read_template(data, "x.toml")
    except InvalidDocument as refused:
        assert refused.problems
        assert len(set(map(str, refused.problems))) == len(refused.problems)
        assert all(problem.message != "{reason}" for problem in refused.problems)
        assert str(refused).count("\n") == len(refused.problems) - 1
