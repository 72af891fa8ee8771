"""Copies of one canvas come together again: nothing is lost, and the order does not matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support import build, strategies
from tests.support.build import MOMENT, uid
from tests.support.copies import Copy, Table, readings
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.fields import fields_of, is_quiet
from welvaartcanvas.domain.lineage import Past
from welvaartcanvas.domain.merging import merge, rating_id
from welvaartcanvas.domain.outcomes import Verdict, outcomes, strayed
from welvaartcanvas.domain.readings import same
from welvaartcanvas.domain.variant import DELETED

NOTE, OTHER = uid(1, 1), uid(2, 1)
JAN = uid(9, 1)


def start() -> Canvas:
    """What everybody has a copy of: two contributions, a partner, a rating."""
    return build.canvas(
        contributions=(
            build.contribution(1, "opgave", "overheid", "Meer techniek", partner_id=JAN),
            build.contribution(2, "opgave", "overheid", "Meer woningen", tags=("mkb",)),
        ),
        partners=(build.partner(9, "Jan"),),
        ratings=(build.rating(3, "opgave", "overheid", 2),),
    )


def copies(number: int = 2) -> list[Copy]:
    table = Table()
    return [Copy(table, start()) for _ in range(number)]


def texts(canvas: Canvas) -> list[str]:
    return [note.text for note in canvas.contributions]


def beside(canvas: Canvas) -> list[tuple[str, object]]:
    return [(variant.field, variant.reading) for variant in canvas.to_choose]


def test_what_each_side_added_is_there_silently() -> None:
    anna, jan = copies()
    anna.add("Van Anna")
    jan.add("Van Jan")

    both = merge(anna.canvas, jan.canvas)

    assert texts(both) == ["Meer techniek", "Meer woningen", "Van Anna", "Van Jan"]
    assert not both.to_choose


def test_changes_of_different_fields_of_one_thing_combine_silently() -> None:
    anna, jan = copies()
    anna.edit(NOTE, "text", "Meer vakmensen")
    jan.edit(NOTE, "kind", "kans")

    both = merge(anna.canvas, jan.canvas)

    note = both.contribution(NOTE)
    assert (note.text, note.kind) == ("Meer vakmensen", "kans")
    assert not both.to_choose


def test_what_one_side_changed_is_taken_and_what_it_deleted_goes() -> None:
    anna, jan = copies()
    jan.edit(NOTE, "text", "Meer vakmensen")
    jan.remove(OTHER)

    both = merge(anna.canvas, jan.canvas)

    assert texts(both) == ["Meer vakmensen"]
    assert not both.to_choose
    done = outcomes(anna.canvas.everything(), jan.canvas, both)
    assert {outcome.thing.id: outcome.verdict for outcome in done} == {
        both.region.id: Verdict.UNCHANGED,
        both.head.id: Verdict.UNCHANGED,
        JAN: Verdict.UNCHANGED,
        NOTE: Verdict.UPDATED,
        both.ratings[0].id: Verdict.UNCHANGED,
        OTHER: Verdict.REMOVED,
    }


def test_an_older_copy_brings_back_nothing_and_changes_nothing() -> None:
    anna, jan = copies()
    old = jan.canvas
    anna.edit(NOTE, "text", "Meer vakmensen")
    anna.remove(OTHER)

    assert merge(anna.canvas, old) == anna.canvas


def test_the_same_field_changed_on_both_sides_keeps_both_texts_the_newest_in_place() -> None:
    anna, jan = copies()
    anna.edit(NOTE, "text", "Van Anna")
    jan.edit(NOTE, "text", "Van Jan")

    both = merge(anna.canvas, jan.canvas)

    assert both.contribution(NOTE).text == "Van Jan"
    assert beside(both) == [("text", "Van Anna")]
    assert merge(jan.canvas, anna.canvas) == both


def test_what_both_made_the_same_of_it_needs_no_choice() -> None:
    anna, jan = copies()
    anna.edit(NOTE, "text", "Meer vakmensen")
    jan.edit(NOTE, "text", "Meer vakmensen")

    assert not merge(anna.canvas, jan.canvas).to_choose


def test_edited_here_and_deleted_there_stays_with_the_question() -> None:
    anna, jan = copies()
    anna.edit(NOTE, "text", "Meer vakmensen")
    jan.remove(NOTE)

    both = merge(anna.canvas, jan.canvas)

    assert "Meer vakmensen" in texts(both)
    assert [(v.thing_id, v.field) for v in both.to_choose] == [(NOTE, DELETED)]
    assert merge(jan.canvas, anna.canvas) == both


def test_a_choice_that_was_made_comes_to_the_other_side_and_is_not_asked_again() -> None:
    anna, jan = copies()
    anna.edit(NOTE, "text", "Van Anna")
    jan.edit(NOTE, "text", "Van Jan")
    anna.take_in(jan.canvas)
    anna.canvas = anna.canvas.model_copy(update={"variants": ()})  # she keeps what stands there
    anna.edit(NOTE, "text", "Van ons beiden")

    jan.take_in(anna.canvas)

    assert jan.canvas.contribution(NOTE).text == "Van ons beiden"
    assert not jan.canvas.variants
    assert merge(anna.canvas, jan.canvas) == anna.canvas


def test_a_clock_that_runs_ahead_wins_no_argument_with_who_saw_it() -> None:
    anna, jan = copies()
    jan.ahead = timedelta(days=30)
    jan.edit(NOTE, "text", "Van Jan")
    anna.take_in(jan.canvas)
    anna.edit(NOTE, "text", "Van Anna, die Jan las")

    jan.take_in(anna.canvas)

    assert jan.canvas.contribution(NOTE).text == "Van Anna, die Jan las"
    assert not jan.canvas.variants


def test_tags_come_and_go_by_themselves() -> None:
    anna, jan = copies()
    anna.edit(OTHER, "tags:wonen", True)
    jan.edit(OTHER, "tags:mkb", False)
    jan.edit(OTHER, "tags:jeugd", True)

    both = merge(anna.canvas, jan.canvas)

    assert set(both.contribution(OTHER).tags) == {"wonen", "jeugd"}
    assert not both.to_choose


def test_moved_to_two_cells_it_stands_in_one_of_them() -> None:
    anna, jan = copies()
    anna.edit(NOTE, "place", {"block": "aanpak", "perspective": "overheid"})
    jan.edit(NOTE, "place", {"block": "opgave", "perspective": "onderwijs"})

    both = merge(anna.canvas, jan.canvas)

    note = both.contribution(NOTE)
    assert (note.block, note.perspective) == ("opgave", "onderwijs")
    assert beside(both) == [("place", {"block": "aanpak", "perspective": "overheid"})]


def test_a_partner_who_said_something_meanwhile_stays() -> None:
    anna, jan = copies()
    anna.edit(OTHER, "partner_id", JAN)
    for thing in (NOTE,):
        jan.edit(thing, "partner_id", None)
    jan.remove(JAN)

    for both in (merge(anna.canvas, jan.canvas), merge(jan.canvas, anna.canvas)):
        assert [partner.name for partner in both.partners] == ["Jan"]
        assert both.contribution(OTHER).partner_id == JAN
        assert both.contribution(NOTE).partner_id is None
        assert [(v.thing_id, v.field) for v in both.to_choose] == [(JAN, DELETED)]


def test_a_cell_that_both_rated_has_one_rating_and_the_other_beside_it() -> None:
    anna, jan = copies()
    here = build.canvas(ratings=(build.rating(4, "aanpak", "overheid", 2),))
    there = build.canvas(
        ratings=(
            build.rating(
                5, "aanpak", "overheid", 4, reason="Loopt", changed_at=MOMENT + timedelta(hours=1)
            ),
        )
    )
    del anna, jan

    for both in (merge(here, there), merge(there, here)):
        assert [(r.id, r.score, r.reason) for r in both.ratings] == [(uid(4, 1), 4, "Loopt")]
        assert beside(both) == [("rating", {"score": 2, "reason": ""})]
    assert merge(merge(here, there), there) == merge(here, there)


def test_a_cell_has_one_id_for_its_rating_whoever_gives_it() -> None:
    assert rating_id(uid(0, 1), "opgave", "overheid") == rating_id(uid(0, 1), "opgave", "overheid")
    assert rating_id(uid(0, 1), "opgave", "overheid") != rating_id(uid(0, 1), "aanpak", "overheid")


def test_what_was_made_again_after_it_was_deleted_stays() -> None:
    anna, jan = copies()
    note = jan.canvas.contribution(OTHER)
    jan.remove(OTHER)
    anna.take_in(jan.canvas)
    jan.bring_back(note)

    anna.take_in(jan.canvas)

    assert "Meer woningen" in texts(anna.canvas)
    assert not anna.canvas.variants


def test_a_document_that_knows_no_past_overwrites_nothing() -> None:
    """A file of version 1, or one that another program wrote."""
    anna, jan = copies()
    anna.edit(NOTE, "text", "Van Anna")
    jan.edit(NOTE, "text", "Van Jan")
    bare = jan.canvas.model_copy(update={"past": Past()})

    both = merge(anna.canvas, bare)

    assert {both.contribution(NOTE).text, *(str(r) for _, r in beside(both))} == {
        "Van Anna",
        "Van Jan",
    }


def unburied(canvas: Canvas) -> Canvas:
    """The canvas as a document of version 2 says it."""
    lineages = {i: k.model_copy(update={"buried": ()}) for i, k in canvas.past.lineages.items()}
    return canvas.model_copy(update={"past": canvas.past.model_copy(update={"lineages": lineages})})


def test_a_document_of_version_2_which_says_not_what_is_buried_means_the_same() -> None:
    anna, jan = copies()
    note = jan.canvas.contribution(OTHER)
    anna.edit(NOTE, "text", "Meer vakmensen")
    jan.remove(NOTE)
    jan.remove(OTHER)
    deleted = jan.canvas
    jan.bring_back(note)
    anna.take_in(jan.canvas)
    bare = unburied(anna.canvas)

    for both in (merge(deleted, bare), merge(bare, deleted), merge(bare, anna.canvas)):
        assert both == anna.canvas
    assert set(texts(bare)) == {"Meer vakmensen", "Meer woningen"}
    assert beside(bare) == [(DELETED, None)]


def test_a_tag_that_was_not_brought_back_stays_away() -> None:
    anna, jan = copies()
    old = anna.canvas
    note = anna.canvas.contribution(OTHER)
    assert note.tags == ("mkb",)
    anna.remove(OTHER)
    anna.bring_back(note.model_copy(update={"tags": ("wonen",)}))
    jan.edit(OTHER, "tags:jeugd", True)

    assert merge(anna.canvas, old) == merge(old, anna.canvas) == anna.canvas
    both = merge(anna.canvas, jan.canvas).contribution(OTHER)
    assert both == merge(jan.canvas, anna.canvas).contribution(OTHER)
    assert set(both.tags) == {"wonen", "jeugd"}


def test_a_rating_that_moved_to_another_cell_has_strayed() -> None:
    ours = [build.rating(1, "opgave", "overheid", 2)]

    assert [
        str(problem) for problem in strayed(ours, [build.rating(1, "aanpak", "overheid", 2)])
    ] == [f"rating {build.uid(1, 1)} is of another cell here"]
    assert not list(strayed(ours, [build.rating(1, "opgave", "overheid", 5)]))
    assert not list(strayed(ours, [build.rating(2, "opgave", "overheid", 5)]))


@given(canvas=strategies.canvases())
def test_merging_a_canvas_with_itself_changes_nothing(canvas: Canvas) -> None:
    assert merge(canvas, canvas) == canvas
    assert {o.verdict for o in outcomes(canvas.everything(), canvas, canvas)} == {Verdict.UNCHANGED}


@given(canvas=strategies.canvases())
def test_a_thing_says_the_same_as_itself_whenever_it_was_kept(canvas: Canvas) -> None:
    for thing in canvas.everything():
        assert same(thing, thing.model_copy(update={"revision": 9}))


#: What somebody does: who, to which thing, what.
PEOPLE = 3
Afternoon = list[tuple[int, int, tuple[str, object]]]
WORDS = st.sampled_from(["Eén", "Twee", "Drie", "Vier", "Vijf", "Zes"])
CELLS = st.sampled_from(
    [
        {"block": b, "perspective": p}
        for b in ("opgave", "aanpak")
        for p in ("overheid", "onderwijs")
    ]
)
DEEDS = st.one_of(
    st.tuples(st.just("add"), WORDS),
    st.tuples(st.just("text"), WORDS),
    st.tuples(st.just("kind"), st.sampled_from([None, "kans", "afspraak"])),
    st.tuples(st.just("place"), CELLS),
    st.tuples(st.just("position"), st.integers(0, 3)),
    st.tuples(st.sampled_from(["tags:mkb", "tags:jeugd"]), st.booleans()),
    st.tuples(st.just("remove"), st.none()),
    st.tuples(st.just("bring back"), st.none()),
    st.tuples(st.just("send"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("settle"), st.none()),
    st.tuples(st.just("partner_id"), st.sampled_from([None, JAN])),
    st.tuples(st.just("leave"), st.none()),
)
AFTERNOON = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, 5), DEEDS), min_size=1, max_size=25
)
CLOCKS = st.tuples(*[st.integers(-90, 90)] * PEOPLE)


def spent(afternoon: Afternoon, clocks: tuple[int, ...]) -> list[Copy]:
    """The copies after everybody did what they did."""
    table = Table()
    people = [Copy(table, start(), timedelta(minutes=clock)) for clock in clocks]
    known = {note.id: note for note in start().contributions}
    for who, which, (deed, value) in afternoon:
        copy = people[who]
        thing_id = sorted(known)[which % len(known)]
        known |= {note.id: note for note in copy.canvas.contributions}
        match deed:
            case "add":
                copy.add(str(value))
            case "partner_id" if not (value is None or copy.canvas.partners):
                pass  # nobody names who is not there
            case "leave":
                for note in copy.canvas.contributions:
                    copy.edit(note.id, "partner_id", None)
                copy.remove(JAN)
            case "remove":
                copy.remove(thing_id)
            case "bring back":
                if any(grave.id == thing_id for grave in copy.canvas.past.deleted):
                    # As the program does: it names nobody who is not there.
                    there = {partner.id for partner in copy.canvas.partners}
                    note = known[thing_id]
                    said_by = note.partner_id if note.partner_id in there else None
                    copy.bring_back(note.model_copy(update={"partner_id": said_by}))
            case "send":
                people[int(str(value))].take_in(copy.canvas)
            case "settle":
                copy.settle()
            case _:
                copy.edit(thing_id, deed, value)
    return people


#: What random search found where an earlier rule failed.
FOUND: list[tuple[Afternoon, tuple[int, int, int]]] = [
    (
        [
            (2, 1, ("remove", None)),
            (2, 1, ("bring back", None)),
            (2, 0, ("send", 0)),
            (0, 1, ("remove", None)),
            (1, 1, ("position", 0)),
        ],
        (0, 0, 3),
    ),
    (
        [
            (1, 0, ("remove", None)),
            (2, 0, ("text", "Eén")),
            (2, 0, ("send", 0)),
            (0, 0, ("remove", None)),
        ],
        (0, 0, 0),
    ),
    (
        [
            (1, 0, ("text", "Eén")),
            (2, 0, ("text", "Eén")),
            (2, 0, ("send", 0)),
            (0, 0, ("remove", None)),
            (1, 0, ("remove", None)),
        ],
        (0, 0, 0),
    ),
    (
        [
            (0, 1, ("text", "Eén")),
            (0, 0, ("send", 1)),
            (2, 1, ("kind", "kans")),
            (0, 1, ("remove", None)),
        ],
        (0, 0, 0),
    ),
    (
        [
            (0, 0, ("remove", None)),
            (0, 0, ("leave", None)),
            (1, 0, ("leave", None)),
            (0, 0, ("bring back", None)),
        ],
        (0, 0, 0),
    ),
]


def found(test: Callable[..., None]) -> Callable[..., None]:
    """Try what was found each time."""
    for afternoon, clocks in FOUND:
        test = example(afternoon=afternoon, clocks=clocks)(test)
    return test


@found
@given(afternoon=AFTERNOON, clocks=CLOCKS)
def test_in_whatever_order_files_come_and_however_often_it_is_the_same_canvas(
    afternoon: Afternoon, clocks: tuple[int, ...]
) -> None:
    files = [copy.canvas for copy in spent(afternoon, clocks)]

    ends = []
    for order in permutations(files):
        end = order[0]
        for file in (*order[1:], *order):
            end = merge(end, file)
        ends.append(end)

    assert all(end == ends[0] for end in ends)


def outline(canvas: Canvas) -> object:
    """All of a canvas, but of a thing that somebody kept what only deleted readings say.

    Of that thing a quiet field says the newest, deleted or not.
    """
    past = canvas.past
    beside = {(v.thing_id, v.field, v.version) for v in canvas.variants}
    things: dict[str, object] = {}
    for thing in canvas.everything():
        known = past.of(thing)
        fields = {
            field: (known.setter(field), value)
            for field, value in fields_of(thing).items()
            if not known.buried or not (is_quiet(field) or known.setter(field) in known.buried)
        }
        things[thing.id] = (known.versions, known.buried, fields)
    return things, beside, past.deleted


@found
@given(afternoon=AFTERNOON, clocks=CLOCKS)
def test_two_by_two_in_any_order_is_the_same_and_once_more_changes_nothing(
    afternoon: Afternoon, clocks: tuple[int, ...]
) -> None:
    for a, b, c in permutations(copy.canvas for copy in spent(afternoon, clocks)):
        ab = merge(a, b)
        assert merge(b, a) == ab
        assert merge(ab, a) == merge(ab, b) == merge(ab, ab) == ab
        assert outline(merge(ab, c)) == outline(merge(a, merge(b, c)))


@found
@given(afternoon=AFTERNOON, clocks=CLOCKS)
def test_nothing_is_lost_that_nobody_replaced_or_deleted_knowing_it(
    afternoon: Afternoon, clocks: tuple[int, ...]
) -> None:
    people = spent(afternoon, clocks)
    table = people[0].table
    end = people[0].canvas
    for copy in people[1:]:
        end = merge(end, copy.canvas)

    live = {note.id for note in end.contributions}
    for thing_id, name in table.given:
        if is_quiet(name):  # the newest counts
            continue
        known_to_who_deleted_it = frozenset().union(*table.deleted.get(thing_id, []))
        left = table.left(thing_id, name)
        must = {v: said for v, said in left.items() if v not in known_to_who_deleted_it}
        if thing_id not in live:
            assert not must
        elif name == "text":  # who wrote the same at the same moment made one version
            assert {*must.values()} <= {*readings(end, thing_id, name).values()}


@pytest.mark.parametrize("times", [1, 3])
def test_a_chain_of_copies_keeps_what_each_said(times: int) -> None:
    people = copies(4)
    for turn in range(times):
        for number, copy in enumerate(people):
            copy.add(f"{number}.{turn}")
            people[(number + 1) % 4].take_in(copy.canvas)
    said = {f"{n}.{t}" for n in range(4) for t in range(times)}

    for copy in people:
        copy.take_in(people[0].canvas)
        assert said <= set(texts(copy.canvas)) | {"0.0"} | said
    end = people[0].canvas
    for copy in people[1:]:
        end = merge(end, copy.canvas)
    assert said <= set(texts(end))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("onzin", "x"),
        ("tags:x", True),
        ("position", 1),
        ("id", "x"),
        ("text", ""),
        ("text", 7),
        ("place", {"block": "opgave"}),
        ("place", {"id": "x", "perspective": "y"}),
        ("score", 3),
        ("rating", {"score": 9, "reason": ""}),
    ],
)
def test_a_reading_that_can_not_be_one_makes_no_canvas(field: str, value: object) -> None:
    canvas = start()
    forged = build.variant(50, canvas.contribution(NOTE), field, value)

    with pytest.raises(ValueError, match="is not the value of a field"):
        Canvas(**{**dict(canvas), "variants": (forged,)})


def test_a_lineage_that_names_fields_that_there_are_not_does_no_harm() -> None:
    anna, jan = copies()
    anna.edit(NOTE, "text", "Van Anna")
    jan.edit(NOTE, "kind", "kans")
    past = jan.canvas.past
    known = past.lineages[NOTE]
    odd = {"onzin": known.versions[-1], "foo:bar": known.versions[-1], "place:x": known.versions[0]}
    forged = known.model_copy(update={"fields": {**known.fields, **odd}})
    jan.canvas = jan.canvas.model_copy(update={"past": past.with_lineage(NOTE, forged)})

    both = merge(anna.canvas, jan.canvas)

    note = both.contribution(NOTE)
    assert (note.text, note.kind) == ("Van Anna", "kans")
