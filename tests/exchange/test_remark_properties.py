"""Nothing is dropped, nothing is new twice, and what is new touches nothing that was known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name

from tests.support.annotating import CANVAS, PLACES, Paper
from tests.support.build import MOMENT
from welvaartcanvas.domain.remarks import Sent

KINDS = ("Text", "Highlight", "StrikeOut", "Caret", "FreeText", "Ink", "Stamp", "Nieuw")
texts = st.text(st.characters(codec="utf-8"), max_size=20)
points = st.integers(0, 800)
annotations = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "box": st.tuples(points, points, points, points),
        "page": st.integers(0, 1),
        "Contents": texts,
    },
    optional={
        "T": texts,
        "NM": st.sampled_from(["een", "twee", "", "\x1b", "n" * 300]) | texts,
        "CreationDate": st.sampled_from(["D:2026", "D:2025", "x"]),
        "parent": st.integers(0, 20),
        "RT": st.sampled_from([Name.R, Name.Group]),
    },
)


def paper_with(made: list[dict[str, Any]]) -> Paper:
    """The annotations, of which each answers one of all, if any."""
    paper, put = Paper(PLACES, PLACES), []
    for one in made:
        entries = {k: v for k, v in one.items() if k not in ("kind", "box", "page", "parent")}
        put.append(paper.add(one["kind"], one["box"], page=one["page"], **entries))
    for one, annotation in zip(made, put, strict=True):
        if "parent" in one:
            annotation.IRT = put[one["parent"] % len(put)]
    return paper


@given(st.lists(annotations, max_size=8))
def test_every_annotation_is_a_remark_or_a_part_of_one(made: list[dict[str, Any]]) -> None:
    found = paper_with([{**one, "RT": Name.R} for one in made]).answers().remarks

    assert len(found) == len(made)
    assert len({remark.key for remark in found}) == len(made)
    assert {remark.reply_to for remark in found} <= {"", *(remark.key for remark in found)}


@given(st.lists(annotations, max_size=8))
def test_no_word_is_dropped_and_a_file_says_the_same_twice(made: list[dict[str, Any]]) -> None:
    paper = paper_with(made)
    found = paper.answers()

    told = "\n".join(remark.text for remark in found.remarks)
    for one in made:
        assert {c for c in one["Contents"] if c.isalnum()} <= set(told)
    assert paper.answers() == found


@given(st.lists(annotations, max_size=6), st.lists(annotations, min_size=1, max_size=3))
def test_what_is_new_changes_no_key_of_what_was_known(
    before: list[dict[str, Any]], new: list[dict[str, Any]]
) -> None:
    paper = paper_with(before)
    known = {(r.key, r.text, r.target) for r in paper.answers().remarks}
    for one in new:
        entries = {k: v for k, v in one.items() if k not in ("kind", "box", "page", "parent", "RT")}
        paper.add(one["kind"], one["box"], page=one["page"], **entries)

    found = {(r.key, r.text, r.target) for r in paper.answers().remarks}
    assert known <= found
    assert len(found) == len(known) + len(new)


@given(st.lists(annotations, max_size=8), st.lists(annotations, max_size=2))
def test_as_comments_they_come_once_and_only_what_is_new_comes_then(
    made: list[dict[str, Any]], more: list[dict[str, Any]]
) -> None:
    def take(here: Any, found: Any) -> Any:
        got = Sent(found, CANVAS, here, "reactie.pdf", MOMENT).comments(here.comments)
        return got, here.model_copy(update={"comments": (*here.comments, *got.added)})

    first = paper_with(made).answers()
    got, here = take(CANVAS, first)
    assert len(got.added) == len(first.remarks)
    again, here = take(here, first)
    assert (again.added, again.known) == ((), len(first.remarks))

    plain = [{k: v for k, v in one.items() if k not in ("parent", "RT")} for one in more]
    both = paper_with(made)
    for one in plain:
        entries = {k: v for k, v in one.items() if k not in ("kind", "box", "page")}
        both.add(one["kind"], one["box"], page=one["page"], **entries)
    then, _here = take(here, replace(both.answers(), export=first.export))
    assert len(then.added) == len(more)
