"""What differs between two moments of a canvas, as a reader expects it to be told."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from welvaartcanvas.domain.canvas import Canvas, Contribution
from welvaartcanvas.domain.history import Change, ChangeKind, difference, thing_change
from welvaartcanvas.domain.model import Entity

HERE = ("opgave", "overheid")


def notes(*texts: str, **values: Any) -> Canvas:
    return build.canvas(notes={HERE: texts}, **values)


def changed(canvas: Canvas, thing: Entity, **values: Any) -> Canvas:
    """``canvas`` with other values for one contribution, in the order of their positions."""
    after = tuple(
        c.model_copy(update=values) if c.id == thing.id else c for c in canvas.contributions
    )
    return canvas.model_copy(
        update={"contributions": tuple(sorted(after, key=lambda c: (c.position, c.id)))}
    )


def test_nothing_differs_from_itself() -> None:
    canvas = build.full_canvas(2)

    assert difference(canvas, canvas).changes == ()


def test_what_came_and_what_went_is_told_whole() -> None:
    before, after = notes("Een", "Twee"), notes("Een")
    (gone,) = difference(before, after).changes
    (came,) = difference(after, before).changes

    assert (gone.kind, gone.before, gone.after) == (
        ChangeKind.REMOVED,
        before.contributions[1],
        None,
    )
    assert (came.kind, came.thing, came.fields) == (
        ChangeKind.ADDED,
        before.contributions[1],
        (),
    )
    assert (came.entity, came.block, came.perspective) == ("contribution", *HERE)


def test_what_was_changed_names_its_fields_and_each_tag() -> None:
    before = notes("Een")
    after = changed(before, before.contributions[0], text="Twee", kind="kans", tags=("mkb",))

    (change,) = difference(before, after).changes

    assert (change.kind, change.fields) == (ChangeKind.CHANGED, ("kind", "tags:mkb", "text"))


def test_a_revision_or_moment_is_no_difference() -> None:
    before = notes("Een")

    assert difference(before, changed(before, before.contributions[0], revision=7)).changes == ()


def test_what_only_stands_elsewhere_was_moved() -> None:
    before = notes("Een")
    moved = changed(before, before.contributions[0], block="aanpak")
    both = changed(before, before.contributions[0], block="aanpak", text="Twee")

    assert [(c.kind, c.fields, c.block) for c in difference(before, moved).changes] == [
        (ChangeKind.MOVED, ("place",), "aanpak")
    ]
    assert difference(before, both).changes[0].kind is ChangeKind.CHANGED


def test_of_a_cell_in_another_order_only_what_was_moved_is_told() -> None:
    before = notes("Een", "Twee", "Drie", "Vier")
    last = before.contributions[-1]
    first = changed(before, last, position=-5)

    assert [(c.thing.id, c.kind) for c in difference(before, first).changes] == [
        (last.id, ChangeKind.MOVED)
    ]


def test_a_move_is_told_whichever_of_two_got_another_number() -> None:
    before = notes("Een", "Twee")
    first, second = before.contributions

    for moved, position in ((first, second.position + 5), (second, first.position - 5)):
        found = difference(before, changed(before, moved, position=position))
        assert [(c.kind, c.fields) for c in found.changes] == [(ChangeKind.MOVED, ("position",))]


@given(order=st.permutations(range(6)), start=st.integers(-50, 50))
def test_numbers_that_order_are_no_difference_the_order_is(order: list[int], start: int) -> None:
    before = notes(*"abcdef")
    after = before
    for place, which in enumerate(order):
        after = changed(after, before.contributions[which], position=start * 10 + 3 * place)

    moved = {c.thing.id for c in difference(before, after).changes}

    stayed = [c.id for c in after.cell(*HERE) if c.id not in moved]
    assert stayed == [c.id for c in before.cell(*HERE) if c.id not in moved]
    assert (not moved) == (order == sorted(order))
    # Fewer can't be: those that stayed are a longest row that rises.
    assert len(stayed) == longest(order)


def longest(order: list[int]) -> int:
    """The length of the longest rising subsequence, by trying all that end somewhere."""
    best: list[int] = []
    for place, value in enumerate(order):
        best.append(
            1 + max((b for b, o in zip(best, order[:place], strict=True) if o < value), default=0)
        )
    return max(best)


def test_where_a_region_lies_is_no_order() -> None:
    before = build.canvas(region=build.full_region())
    after = build.canvas(region=build.full_region(position=None))

    (change,) = difference(before, after).changes

    assert (change.entity, change.kind, change.fields) == (
        "region",
        ChangeKind.CHANGED,
        ("position",),
    )


def test_a_canvas_that_went_to_another_region_compares_no_regions() -> None:
    after = build.canvas(region=build.region(2, "Elders"))

    (change,) = difference(build.canvas(), after).changes

    assert (change.entity, change.fields) == ("canvas", ("region_id",))


def test_it_is_told_in_the_order_in_which_a_canvas_is_read() -> None:
    before = build.canvas(notes={("aanpak", "overheid"): ["weg"]})
    jan = build.partner(1, "Jan")
    after = build.canvas(
        title="Anders",
        region=build.region(name="Anders"),
        partners=(jan,),
        actions=(build.action(9, "opgave"),),
        learning_questions=(build.learning_question(8, "opgave"),),
        notes={
            ("aanpak", "ondernemers"): ["c"],
            ("opgave", "overheid"): ["b"],
            ("opgave", "ondernemers"): ["a"],
        },
        scores={("opgave", "ondernemers"): 3},
    )
    after = after.model_copy(
        update={"contributions": tuple(c for c in after.contributions if c.text != "weg")}
    )

    found = difference(before, after)

    told = [(c.entity, c.block, c.perspective, getattr(c.thing, "text", "")) for c in found.changes]
    assert [t[:3] for t in told if t[3] != "c" and t[3] != "weg"] == [
        ("canvas", None, None),
        ("region", None, None),
        ("partner", None, None),
        ("contribution", "opgave", "ondernemers"),
        ("rating", "opgave", "ondernemers"),
        ("contribution", "opgave", "overheid"),
        ("learning_question", "opgave", None),
        ("action", "opgave", None),
    ]
    assert [c.entity for c in found.head] == ["canvas", "region", "partner"]
    assert [c.block for c in found.of_block("aanpak")] == ["aanpak"] * len(found.of_block("aanpak"))
    assert sum(map(found.count, ChangeKind)) == len(found.changes)


def test_a_change_of_a_step_is_told_in_the_same_way_and_turned_around() -> None:
    note = build.contribution(1, *HERE)
    moved = note.model_copy(update={"position": 9})
    change = Change("contribution", note.id, note, moved)

    assert thing_change(change).kind is ChangeKind.MOVED
    assert change.inverse == Change("contribution", note.id, moved, note)
    assert thing_change(Change("contribution", note.id, None, note)).kind is ChangeKind.ADDED
    assert isinstance(thing_change(change).thing, Contribution)
