"""A file of which a part can't be understood is refused with its place; what is harmless is not."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.support.annotating import FIRST, IN_FIRST, IN_THIRD, THIRD, Paper, answers, quads
from welvaartcanvas.domain import answers as limits
from welvaartcanvas.domain import model
from welvaartcanvas.errors import InvalidDocument
from welvaartcanvas.exchange.annotation_tree import REMARKS_LIMIT
from welvaartcanvas.exchange.marks import POINTS_LIMIT

CANT_BE_READ = (
    "reactie.pdf: has a comment that can't be read: number 2 on page 1; delete it in a PDF "
    "reader, or make it anew there, save, and import again"
)


def refused(paper: Paper) -> str:
    """What is said of it: one line."""
    with pytest.raises(InvalidDocument) as caught:
        paper.answers()
    [line] = str(caught.value).splitlines()
    return line


def test_a_remark_holds_what_a_comment_does() -> None:
    assert (limits.TEXT_LIMIT, limits.NAME_LIMIT) == (model.TEXT_LIMIT, model.NAME_LIMIT)


@pytest.mark.parametrize(
    "entries",
    [
        {"Subtype": None},
        {"Subtype": String("Text")},
        {"Contents": 12},
        {"Contents": Array([])},
        {"Contents": Name.Eens},
        {"RC": Dictionary()},
        {"T": "J" * 201},
    ],
    ids=str,
)
def test_a_damaged_one_is_named_by_its_page_and_number(entries: dict[str, Any]) -> None:
    paper = Paper()
    paper.add("Text", Contents="Goed")
    paper.add("Link")  # which nobody counts
    paper.add("Text", **entries)

    assert refused(paper) == CANT_BE_READ


@pytest.mark.parametrize("thing", [1, String("x"), Array([]), Name.Text, True], ids=repr)
def test_what_is_no_annotation_at_all_is_named_too(thing: Any) -> None:
    paper = Paper()
    paper.add("Text", Contents="Goed")
    paper.put(thing)

    assert refused(paper) == CANT_BE_READ


def test_a_list_that_is_none_holds_none() -> None:
    paper = Paper()
    paper.pdf.pages[0].obj.Annots = Dictionary()

    assert paper.answers().remarks == ()


def test_what_was_deleted_leaves_an_empty_place() -> None:
    paper = Paper()
    paper.put(paper.pdf.get_object((999, 0)))  # which is not in the file
    paper.add("Text", Contents="Blijft")

    assert [remark.text for remark in paper.answers().remarks] == ["Blijft"]


@pytest.mark.parametrize(
    "entries",
    [
        {"Rect": None},
        {"Rect": Array([1, 2, 3])},
        {"Rect": Array([String("a")] * 4)},
        {"Rect": Array([0, 0, 10**12, 10**12])},
        {"M": 5, "CreationDate": Array([]), "NM": Array([1]), "T": Dictionary(), "Subj": 1},
        {"IRT": 5, "RT": Array([]), "Popup": 7, "State": Dictionary()},
        {"A": Dictionary(S=Name.JavaScript, JS="app.alert(1)"), "AA": Dictionary()},
        {"AP": Dictionary(N=Dictionary()), "OC": Array([]), "Border": String("x")},
    ],
    ids=str,
)
def test_what_is_wrong_beside_its_words_costs_none_of_them(entries: dict[str, Any]) -> None:
    paper = Paper()
    paper.add("Text", Contents="Goed", **{"Rect": Array(IN_FIRST), **entries})

    assert [remark.text for remark in paper.answers().remarks] == ["Goed"]


@pytest.mark.parametrize(
    "shape",
    [
        {"QuadPoints": Array([0] * 7)},
        {"QuadPoints": Array([])},
        {"QuadPoints": String("alles")},
        {"QuadPoints": Array([10**9] * 8)},
        {"QuadPoints": Array([String("x")] * 8)},
        {"QuadPoints": Array([1] * (POINTS_LIMIT + 8))},
    ],
    ids=["half", "none", "text", "far", "texts", "far too many"],
)
def test_where_the_words_are_makes_no_sense_the_mark_is_where_it_is(shape: dict[str, Any]) -> None:
    paper = Paper()
    paper.add("Highlight", IN_THIRD, **shape)

    [remark] = paper.answers().remarks
    assert remark.target.thing_id == THIRD


def test_a_flood_of_strokes_is_where_it_is() -> None:
    paper = Paper()
    paper.add("Ink", IN_FIRST, InkList=Array([Array([1, 1])] * (POINTS_LIMIT + 1)))

    [remark] = paper.answers().remarks
    assert remark.target.thing_id == FIRST


@pytest.mark.parametrize("entry", ["Contents", "RC"])
def test_a_text_is_never_cut(entry: str) -> None:
    paper = Paper()
    paper.add("Text", **{entry: "a" * 20_000})
    assert len(paper.answers().remarks[0].text) == 20_000

    paper.add("Text", **{entry: "a" * 20_001})
    assert refused(paper) == (
        "reactie.pdf: has a comment of 20001 characters: number 2 on page 1; at most 20000 are "
        "read: make two of it in a PDF reader, save, and import again"
    )


def test_rich_text_without_end_is_refused() -> None:
    paper = Paper()
    paper.add("Text", RC="<p>" * 100_000)

    assert "a comment of 300000 characters" in refused(paper)


def test_five_thousand_are_read_and_one_more_is_not() -> None:
    paper = Paper()
    for _ in range(REMARKS_LIMIT):
        paper.put(Dictionary(Subtype=Name.Text, Rect=Array(IN_FIRST)))
    assert len(paper.answers().remarks) == REMARKS_LIMIT

    paper.add("Text")
    assert refused(paper) == (
        "reactie.pdf: has more than 5000 comments; have them sent in several files, each with a "
        "part of them"
    )


def test_a_mark_on_a_page_that_pdfium_can_not_draw_has_no_words() -> None:
    paper = Paper()
    paper.pdf.pages[0].obj.Contents = paper.pdf.make_indirect(
        pikepdf.Stream(paper.pdf, b"BT /F 12 Tf (x) Tj " + b"q " * 10_000)
    )
    paper.add("Highlight", IN_FIRST, QuadPoints=quads(IN_FIRST), Contents="Eens")

    [remark] = paper.answers().remarks
    assert (remark.text, remark.quoted) == ("Eens", "")


def test_a_guarded_file_that_opens_without_a_password_is_read() -> None:
    paper = Paper()
    paper.add("Text", Contents="Pakken met /LZW en /Type zo", T="/Filter 11 0 R")
    found = paper.answers().remarks
    assert (found[0].text, found[0].author) == ("Pakken met /LZW en /Type zo", "/Filter 11 0 R")

    locked = paper.bytes(encryption=pikepdf.Encryption(owner="geheim", user=""))
    assert answers(locked).remarks == found
