"""A canvas without names says by number who said what; at home it takes no name away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.support import build, strategies
from tests.support.build import MOMENT, uid
from welvaartcanvas.domain import lineage
from welvaartcanvas.domain.canvas import Action, Canvas, Contribution, Partner
from welvaartcanvas.domain.lineage import first
from welvaartcanvas.domain.merging import merge
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.pseudonyms import pseudonymised

JAN, ZOE = "Jan Jansen", "Zoë de Vriés"


def canvas() -> Canvas:
    """A canvas on which names stand in every kind of place."""
    return build.canvas(
        title=f"De keten van {ZOE}",
        description="Met Jan  Jansen en School",
        partners=(
            build.partner(1, JAN, organisation="Bouwbedrijf Jansen", email="jan@bouw.example"),
            build.partner(2, ZOE, email="zoe@kop.example"),
            build.partner(3, "School"),
        ),
        contributions=(
            build.contribution(
                11, "opgave", "overheid", f"{ZOE.upper()}: bel Jan Jansen!", partner_id=uid(1, 1)
            ),
            build.contribution(12, "opgave", "overheid", "Een school erbij", partner_id=uid(3, 1)),
        ),
        actions=(
            build.action(21, "aanpak", "Mail naar zoe@kop.example", who="zoe de vries"),
            build.action(22, "aanpak", "Bel de wethouder", who="wethouder economie"),
            build.action(23, "aanpak", "Bouwen", who="school"),
        ),
        learning_questions=(build.learning_question(31, "aanpak", "Hoe?", from_whom=JAN),),
    )  # fmt: skip


def changed(whole: Canvas, thing: InCanvas, minutes: int, **values: Any) -> Canvas:
    """``whole`` after somebody changed ``thing``, which it has, so many minutes later."""
    after = thing.model_copy(update={"changed_at": MOMENT + timedelta(minutes=minutes), **values})
    name = next(n for n in LISTS if thing in getattr(whole, n))
    things = tuple(after if t.id == thing.id else t for t in getattr(whole, name))
    known = lineage.edited(whole.past.of(thing), thing, after)
    return whole.model_copy(update={name: things, "past": whole.past.with_lineage(thing.id, known)})


LISTS = ("partners", "contributions", "ratings", "learning_questions", "actions")


def test_partners_become_numbers_wherever_they_are_named() -> None:
    told = pseudonymised(canvas())

    assert [(p.name, p.organisation, p.email) for p in told.partners] == [
        ("partner 1", "", ""),
        ("partner 2", "", ""),
        ("partner 3", "", ""),
    ]
    assert (told.title, told.head.description) == (
        "De keten van partner 2",
        "Met partner 1 en School",
    )
    assert [c.text for c in told.contributions] == ["partner 2: bel partner 1!", "Een school erbij"]
    assert [told.partner(c).name for c in told.contributions] == ["partner 1", "partner 3"]  # type: ignore[union-attr]
    assert [(a.text, a.who) for a in told.actions] == [
        ("Mail naar partner 2", "partner 2"),
        ("Bel de wethouder", "wethouder economie"),
        ("Bouwen", "partner 3"),
    ]
    assert told.learning_questions[0].from_whom == "partner 1"


def test_no_version_tells_what_a_name_was_hashed_with() -> None:
    whole = canvas()
    was = whole.actions[1]
    whole = changed(whole, was, 1, who="")  # it had a name, and has none now
    told = pseudonymised(whole)

    document = told.past.model_dump_json()
    for thing in (*whole.partners, *whole.actions, was, whole.contributions[0], whole.head):
        assert first(thing).versions[0] not in document


def test_a_canvas_without_names_that_comes_home_changes_nothing() -> None:
    whole = canvas()

    assert merge(whole, pseudonymised(whole)) == merge(whole, whole)
    assert merge(pseudonymised(whole), whole).partners == whole.partners


def test_what_was_changed_in_it_comes_home_and_nothing_else() -> None:
    whole = canvas()
    away = pseudonymised(whole)
    away = changed(away, away.actions[0], 5, status="klaar")
    away = changed(away, away.contributions[1], 5, text="Twee scholen erbij")
    away = changed(away, away.partners[0], 5, name="Iemand anders")

    home = merge(whole, away)

    assert home.partners == whole.partners
    action = home.actions[0]
    assert (action.text, action.who, action.status) == (
        "Mail naar zoe@kop.example", "zoe de vries", "klaar",
    )  # fmt: skip
    assert home.contributions[1].text == "Twee scholen erbij"
    assert home.variants == ()


def test_who_was_deleted_in_it_stays_at_home() -> None:
    whole = canvas()
    away = pseudonymised(whole)
    gone = away.partners[1]
    grave = lineage.deleted(away.past.of(gone), gone, "partner", MOMENT + timedelta(hours=1))
    away = away.model_copy(
        update={
            "partners": (away.partners[0], away.partners[2]),
            "past": away.past.model_copy(
                update={
                    "deleted": (grave,),
                    "lineages": {i: k for i, k in away.past.lineages.items() if i != gone.id},
                }
            ),
        }
    )

    assert merge(whole, away).partners == whole.partners


def test_what_changed_at_home_meanwhile_is_kept() -> None:
    whole = canvas()
    away = pseudonymised(whole)
    away = changed(away, away.actions[0], 5, status="klaar")
    now = changed(whole, whole.actions[0], 3, who="Petra Pietersen")
    now = changed(now, now.partners[0], 3, email="j.jansen@bouw.example")

    home = merge(now, away)

    assert (home.actions[0].who, home.actions[0].status) == ("Petra Pietersen", "klaar")
    assert home.partners[0].email == "j.jansen@bouw.example"
    assert home.variants == ()


@st.composite
def edits(draw: st.DrawFn, whole: Canvas, minute: int) -> Canvas:
    """``whole`` after up to four edits that anybody may make, in a copy or at home."""
    for turn in range(draw(st.integers(0, 4))):
        things = [thing for _, thing in whole.things() if not isinstance(thing, Partner)]
        if not things:
            break
        thing = draw(st.sampled_from(things))
        field = "reason" if hasattr(thing, "reason") else "text"
        value = draw(strategies.texts(12))
        if getattr(thing, field) != value:
            whole = changed(whole, thing, minute + turn, **{field: value})
    return whole


def noted(whole: Canvas) -> list[Contribution | Action]:
    return [*whole.contributions, *whole.actions]


@given(st.data())
def test_whatever_is_edited_on_both_sides_no_name_is_lost_and_all_come_to_the_same(
    data: st.DataObject,
) -> None:
    whole = data.draw(strategies.canvases())
    away = data.draw(edits(pseudonymised(whole), minute=10))
    home = data.draw(edits(whole, minute=20))

    merged = merge(home, away)

    assert merged.partners == home.partners
    assert [a.who for a in merged.actions] == [a.who for a in home.actions]
    asked = [q.from_whom for q in merged.learning_questions]
    assert asked == [q.from_whom for q in home.learning_questions]
    said = {t.text for t in noted(merged)}
    said |= {str(v.reading) for v in merged.variants}
    for side, start in ((home, whole), (away, pseudonymised(whole))):
        before = noted(start)
        for thing in noted(side):
            assert thing.text in said or thing in before
    assert merge(merged, away) == merged
    backwards = merge(away, home)
    for name in LISTS:
        assert [t.model_copy(update={"revision": 0}) for t in getattr(backwards, name)] == [
            t.model_copy(update={"revision": 0}) for t in getattr(merged, name)
        ]
