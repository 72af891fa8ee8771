"""Two people changed the same: each way to choose is one step, and the choice travels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support import build
from tests.support.build import MOMENT
from tests.support.workspaces import Clock, keep, opened, said
from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.settling import Choice, choices
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.errors import Conflict, InvalidDocument, RequestError, UnknownThing
from welvaartcanvas.exchange import interchange
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.gathering import canvas_in
from welvaartcanvas.workspace.importing import Imported

CELL = ("opgave", "overheid")


@dataclass
class Side:
    """One of two people, each with a workspace of their own and a copy of one canvas."""

    workspace: Workspace
    id: str

    @property
    def canvas(self) -> Canvas:
        return self.workspace.canvases.get(self.id)

    def thing(self, text: str) -> Any:
        return next(t for _, t in self.canvas.things() if getattr(t, "text", None) == text)

    def edit(self, thing: Entity, **values: Any) -> None:
        self.workspace.contents.edit(self.canvas, thing, **values)  # type: ignore[type-var]

    def write(self) -> bytes:
        return interchange.write(self.workspace.canvases.to_send(self.id)).encode()

    def take_in(self, other: Side) -> Imported:
        canvas = canvas_in(other.write(), "copy.json", "copy.json")
        return self.workspace.importing.canvas(canvas, Path("copy.json"))

    def texts(self) -> list[str]:
        return [note.text for note in self.canvas.cell(*CELL)]

    def settle(self, choice: Choice, variant: Variant | None = None) -> None:
        canvas = self.canvas
        self.workspace.settling.settle(canvas, variant or canvas.to_choose[0], choice)

    def open(self) -> list[str]:
        """The fields from which there is to choose."""
        return [variant.field for variant in self.canvas.to_choose]

    def state(self) -> tuple[Any, ...]:
        canvas = self.canvas
        return said(canvas), sorted((v.thing_id, v.field, v.value) for v in canvas.to_choose)


@pytest.fixture
def sides(tmp_path: Path) -> Iterator[tuple[Side, Side]]:
    """Anna and Bob, who got a copy of her canvas."""
    canvas = build.canvas(notes={CELL: ["Een", "Twee"]})
    later = Clock(MOMENT + timedelta(hours=2))
    with (
        opened(tmp_path / "anna.db", "Anna") as hers,
        opened(tmp_path / "bob.db", "Bob", clock=later) as his,
    ):
        anna, bob = Side(hers, keep(hers, canvas).id), Side(his, canvas.id)
        bob.take_in(anna)
        yield anna, bob


@pytest.fixture
def both(sides: tuple[Side, Side]) -> tuple[Side, Side]:
    """They changed one sentence, and Anna has both readings; Bob's is in place, for it is later."""
    anna, bob = sides
    anna.edit(anna.thing("Een"), text="Een van Anna", kind="kans")
    bob.edit(bob.thing("Een"), text="Een van Bob")
    assert anna.take_in(bob).to_choose == 1
    assert anna.texts() == ["Een van Bob", "Twee"]
    assert anna.canvas.to_choose[0].reading == "Een van Anna"
    return anna, bob


def exchanged(one: Side, other: Side) -> None:
    """Both send their copy back, until both have all."""
    for _ in range(2):
        other.take_in(one)
        one.take_in(other)


@pytest.mark.parametrize(
    ("choice", "texts"),
    [
        (Choice.KEEP, ["Een van Bob", "Twee"]),
        (Choice.TAKE, ["Een van Anna", "Twee"]),
        (Choice.BOTH, ["Een van Bob", "Een van Anna", "Twee"]),
    ],
)
def test_a_choice_is_one_step_and_arrives_on_the_other_side(
    both: tuple[Side, Side], choice: Choice, texts: list[str]
) -> None:
    anna, bob = both
    before = anna.state()

    anna.settle(choice)

    assert (anna.texts(), anna.open()) == (texts, [])
    settled = anna.state()
    anna.workspace.canvases.undo(anna.id)
    assert anna.state() == before
    anna.workspace.canvases.redo(anna.id)
    assert anna.state() == settled

    exchanged(anna, bob)

    assert bob.texts() == anna.texts() == texts
    assert (bob.open(), anna.open()) == ([], [])
    assert bob.state() == anna.state()


@pytest.mark.parametrize("choice", Choice)
def test_a_choice_arrives_where_both_have_both_readings(
    both: tuple[Side, Side], choice: Choice
) -> None:
    anna, bob = both
    bob.take_in(anna)
    assert bob.open() == ["text"]

    anna.settle(choice)
    done = bob.take_in(anna)

    assert (done.chosen, done.to_choose, done.changed) == (1, 0, True)
    assert (bob.texts(), bob.open()) == (anna.texts(), [])


@pytest.mark.parametrize("choice", Choice)
def test_who_choose_alike_are_not_asked_again(both: tuple[Side, Side], choice: Choice) -> None:
    anna, bob = both
    bob.take_in(anna)

    anna.settle(choice)
    bob.settle(choice)
    exchanged(anna, bob)

    assert anna.open() == bob.open() == []
    assert anna.texts() == bob.texts()
    assert len(anna.texts()) == (3 if choice is Choice.BOTH else 2)


def test_who_choose_differently_are_asked_again_and_then_agree(both: tuple[Side, Side]) -> None:
    anna, bob = both
    bob.take_in(anna)

    anna.settle(Choice.KEEP)
    bob.settle(Choice.TAKE)
    exchanged(anna, bob)

    assert anna.open() == bob.open() == ["text"]
    assert {anna.texts()[0], anna.canvas.to_choose[0].reading} == {"Een van Anna", "Een van Bob"}

    bob.settle(Choice.KEEP)
    exchanged(anna, bob)
    assert anna.open() == bob.open() == []
    assert anna.texts() == bob.texts()


def test_a_second_thing_has_kind_partner_and_tags_of_the_first_and_stands_behind_it(
    sides: tuple[Side, Side],
) -> None:
    anna, bob = sides
    note = anna.thing("Een")
    anna.workspace.contents.edit_contribution(
        anna.canvas, note, text="Een", kind="kans", partner="Kim", tags=["mkb", "eigen woord"]
    )
    bob.take_in(anna)
    anna.edit(anna.thing("Een"), text="Een van Anna")
    bob.edit(bob.thing("Een"), text="Een van Bob")
    anna.take_in(bob)

    anna.settle(Choice.BOTH)

    first, second, _last = anna.canvas.cell(*CELL)
    assert (first.text, second.text) == ("Een van Bob", "Een van Anna")
    assert (second.kind, second.partner_id, second.tags) == (
        first.kind,
        first.partner_id,
        first.tags,
    )
    assert anna.canvas.partner(second).name == "Kim"  # type: ignore[union-attr]


@pytest.mark.parametrize("thing", ["question", "action"])
def test_both_texts_of_a_question_or_an_action_may_stay(
    sides: tuple[Side, Side], thing: str
) -> None:
    anna, bob = sides
    contents = anna.workspace.contents
    if thing == "question":
        contents.ask(anna.canvas, "opgave", "Vraag", from_whom="Zeist")
    else:
        contents.plan(anna.canvas, "opgave", "Vraag", who="Kim")
    bob.take_in(anna)
    anna.edit(anna.thing("Vraag"), text="Vraag van Anna")
    bob.edit(bob.thing("Vraag"), text="Vraag van Bob")
    anna.take_in(bob)

    anna.settle(Choice.BOTH)
    exchanged(anna, bob)

    for side in (anna, bob):
        canvas = side.canvas
        questions, actions = canvas.learning_questions_of("opgave"), canvas.actions_of("opgave")
        texts = [each.text for each in questions] + [each.text for each in actions]
        assert texts == ["Vraag van Bob", "Vraag van Anna"]
        assert {each.from_whom for each in questions} <= {"Zeist"}
        assert {each.who for each in actions} <= {"Kim"}


def test_of_a_rating_and_a_title_both_can_not_stay(sides: tuple[Side, Side]) -> None:
    anna, bob = sides
    for side, score in ((anna, 2), (bob, 4)):
        side.workspace.contents.rate(side.canvas, *CELL, score)
        side.workspace.canvases.edit(side.canvas.head, title=f"Titel {score}")
    anna.take_in(bob)
    canvas = anna.canvas
    assert {v.field for v in canvas.to_choose} == {"rating", "title"}

    for variant in canvas.to_choose:
        assert choices(canvas, variant) == (Choice.KEEP, Choice.TAKE)
        with pytest.raises(RequestError, match="choose from keep, take"):
            anna.settle(Choice.BOTH, variant)

    assert anna.workspace.settling.settle_all(canvas, Choice.TAKE).settled == 2
    assert (anna.canvas.title, anna.canvas.rating(*CELL).score) == ("Titel 2", 2)  # type: ignore[union-attr]


@pytest.mark.parametrize("choice", [Choice.KEEP, Choice.TAKE])
def test_what_was_deleted_elsewhere_stays_or_goes(sides: tuple[Side, Side], choice: Choice) -> None:
    anna, bob = sides
    anna.edit(anna.thing("Een"), text="Een van Anna")
    bob.workspace.contents.delete(bob.canvas, bob.thing("Een"))
    anna.take_in(bob)
    assert anna.open() == ["deleted"]
    before = anna.state()

    anna.settle(choice)

    texts = ["Twee"] if choice is Choice.TAKE else ["Een van Anna", "Twee"]
    assert (anna.texts(), anna.open()) == (texts, [])
    anna.workspace.canvases.undo(anna.id)
    assert anna.state() == before
    anna.workspace.canvases.redo(anna.id)
    exchanged(anna, bob)
    assert (bob.texts(), bob.open()) == (texts, [])


def test_who_keeps_and_who_deletes_are_asked_again(sides: tuple[Side, Side]) -> None:
    anna, bob = sides
    anna.edit(anna.thing("Een"), text="Een van Anna")
    bob.workspace.contents.delete(bob.canvas, bob.thing("Een"))
    exchanged(anna, bob)

    anna.settle(Choice.KEEP)
    bob.settle(Choice.TAKE)
    exchanged(anna, bob)

    for side in (anna, bob):
        assert side.texts() == ["Een van Anna", "Twee"]
        assert side.open() == ["deleted"]


def test_a_partner_who_was_deleted_elsewhere_goes_and_what_they_said_stays(
    sides: tuple[Side, Side],
) -> None:
    anna, bob = sides
    partner = anna.workspace.contents.add_partner(anna.canvas, "Kim")
    bob.take_in(anna)
    anna.edit(anna.thing("Een"), partner_id=partner.id)
    there = next(p for p in bob.canvas.partners)
    bob.workspace.contents.delete(bob.canvas, there)
    anna.take_in(bob)
    assert [(v.entity, v.field) for v in anna.canvas.to_choose] == [("partner", "deleted")]

    anna.settle(Choice.TAKE)
    exchanged(anna, bob)

    for side in (anna, bob):
        assert (side.canvas.partners, side.texts()) == ((), ["Een", "Twee"])
        assert side.open() == []


def test_another_text_in_place_of_both_is_one_step_too(both: tuple[Side, Side]) -> None:
    anna, bob = both
    before, canvas = anna.state(), anna.canvas
    note, contents = anna.thing("Een van Bob"), anna.workspace.contents

    kept = anna.workspace.settling.instead(
        canvas,
        canvas.to_choose[0],
        lambda: contents.edit_contribution(
            canvas, note, text="Samen", kind=None, partner="Nieuw", tags=()
        ),
    )

    assert (kept.text, anna.texts(), anna.open()) == ("Samen", ["Samen", "Twee"], [])
    anna.workspace.canvases.undo(anna.id)
    assert anna.state() == before
    anna.workspace.canvases.redo(anna.id)
    exchanged(anna, bob)
    assert (bob.texts(), bob.open()) == (["Samen", "Twee"], [])


def test_an_editor_that_is_refused_settles_nothing(both: tuple[Side, Side]) -> None:
    anna, _bob = both
    before, canvas = anna.state(), anna.canvas

    with pytest.raises(RequestError):
        anna.workspace.settling.instead(
            canvas,
            canvas.to_choose[0],
            lambda: anna.edit(anna.thing("Een van Bob"), text="\x00"),
        )

    assert anna.state() == before
    assert anna.workspace.contents.contribute(anna.canvas, *CELL, "Daarna").text == "Daarna"


def test_what_was_settled_meanwhile_is_not_settled_twice(both: tuple[Side, Side]) -> None:
    anna, _bob = both
    canvas = anna.canvas
    anna.settle(Choice.KEEP)

    with pytest.raises(Conflict, match="somebody else chose here meanwhile"):
        anna.workspace.settling.settle(canvas, canvas.to_choose[0], Choice.TAKE)


@pytest.mark.parametrize("choice", Choice)
def test_what_was_changed_meanwhile_is_looked_at_again(
    both: tuple[Side, Side], choice: Choice
) -> None:
    anna, _bob = both
    read = anna.canvas
    anna.edit(anna.thing("Een van Bob"), text="Toch anders")
    before = anna.state()

    with pytest.raises(Conflict):
        anna.workspace.settling.settle(read, read.to_choose[0], choice)

    assert anna.state() == before


@pytest.mark.parametrize("choice", [Choice.KEEP, Choice.TAKE, Choice.BOTH])
def test_all_that_is_open_is_settled_in_one_step(sides: tuple[Side, Side], choice: Choice) -> None:
    anna, bob = sides
    for text in ("Een", "Twee"):
        anna.edit(anna.thing(text), text=f"{text} van Anna", kind="kans")
        bob.edit(bob.thing(text), text=f"{text} van Bob", kind="afspraak")
    anna.take_in(bob)
    before, canvas = anna.state(), anna.canvas
    assert len(canvas.to_choose) == 4

    done = anna.workspace.settling.settle_all(canvas, choice)

    of_kinds = tuple(v for v in canvas.to_choose if v.field == "kind")
    assert set(done.left) == (set(of_kinds) if choice is Choice.BOTH else set())
    assert done.settled + len(done.left) == 4
    assert anna.canvas.to_choose == tuple(sorted(done.left, key=lambda v: v.id))
    anna.workspace.canvases.undo(anna.id)
    assert anna.state() == before


def test_of_three_readings_none_is_taken_for_all(both: tuple[Side, Side], tmp_path: Path) -> None:
    anna, _bob = both
    with opened(tmp_path / "cor.db", "Cor", clock=Clock(MOMENT + timedelta(hours=3))) as his:
        cor = Side(his, anna.id)
        his.importing.canvas(build.canvas(notes={CELL: ["Een", "Twee"]}), Path("eerst.json"))
        cor.edit(cor.thing("Een"), text="Een van Cor")
        anna.take_in(cor)
    assert len(anna.canvas.to_choose) == 2

    done = anna.workspace.settling.settle_all(anna.canvas, Choice.TAKE)

    assert (done.settled, len(done.left), len(anna.canvas.to_choose)) == (0, 2, 2)
    assert anna.workspace.settling.settle_all(anna.canvas, Choice.KEEP).settled == 2


def forged(anna: Side, field: str, value: object) -> bytes:
    """Anna's canvas as a file in which a variant was changed by hand."""
    document = json.loads(anna.write())
    [variant] = document["canvas"]["variants"]
    variant |= {"field": field, "value": json.dumps(value), "id": build.uid(77, 1)}
    return json.dumps(document).encode()


def test_a_reading_that_can_not_be_put_in_place_says_so_and_can_be_dropped(
    both: tuple[Side, Side], tmp_path: Path
) -> None:
    anna, _bob = both
    read = canvas_in(forged(anna, "partner_id", build.uid(99, 1)), "vals.json", "vals.json")
    with opened(tmp_path / "cor.db", "Cor") as his:
        cor = Side(his, keep(his, read).id)
        [variant] = cor.canvas.to_choose
        before = cor.state()

        with pytest.raises(RequestError, match=r"can't be put here .*keep what stands") as fault:
            cor.settle(Choice.TAKE)

        assert "\n" not in str(fault.value)
        assert cor.state() == before
        cor.settle(Choice.KEEP)
        assert variant.id not in {v.id for v in cor.canvas.variants}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", 7),
        ("kind", "weg"),
        ("place", {"block": "weg", "perspective": "overheid"}),
        ("place", {"id": build.uid(1)}),
        ("place", "opgave"),
        ("text", ""),
        ("text", "\x00"),
        ("text", {"a": 1}),
        ("revision", 9),
        ("canvas_id", build.uid(3)),
        ("id", build.uid(3)),
        ("position", 3),
        ("region_id", build.uid(3)),
        ("tags:x", True),
        ("nergens", "{0}"),
    ],
)
def test_a_file_with_a_reading_that_can_be_none_is_refused(
    both: tuple[Side, Side], field: str, value: object
) -> None:
    anna, _bob = both

    with pytest.raises(InvalidDocument, match=r"variants\[0\]"):
        canvas_in(forged(anna, field, value), "vals.json", "vals.json")


def test_a_file_that_says_that_the_canvas_was_deleted_deletes_none(
    both: tuple[Side, Side],
) -> None:
    anna, bob = both
    document = json.loads(anna.write())
    [variant] = document["canvas"]["variants"]
    variant |= {"field": "deleted", "value": "null", "id": build.uid(77, 1)}
    for entity, thing_id in (("canvas", anna.id), ("region", anna.canvas.region.id)):
        variant |= {"entity": entity, "thing_id": thing_id}
        read = canvas_in(json.dumps(document).encode(), "vals.json", "vals.json")
        bob.workspace.importing.canvas(read, Path("vals.json"))
        forged = next(v for v in bob.canvas.to_choose if v.thing_id == thing_id)

        with pytest.raises(RequestError, match="deleted in the list of canvases"):
            bob.settle(Choice.TAKE, forged)
        bob.settle(Choice.KEEP, forged)


def test_a_partner_that_is_gone_can_not_be_named(sides: tuple[Side, Side]) -> None:
    anna, bob = sides
    partners: list[Partner] = []
    for side, name in ((anna, "Kim"), (bob, "Sam")):
        partners.append(side.workspace.contents.add_partner(side.canvas, name))
        side.edit(side.thing("Een"), partner_id=partners[-1].id)
    anna.take_in(bob)
    kim = next(p for p in anna.canvas.partners if p.name == "Kim")
    anna.workspace.contents.delete(anna.canvas, kim)

    with pytest.raises(RequestError, match="does not exist"):
        anna.settle(Choice.TAKE, anna.canvas.to_choose[0])

    anna.settle(Choice.KEEP, anna.canvas.to_choose[0])
    assert anna.open() == []


def test_a_reading_is_found_by_the_start_of_its_id(both: tuple[Side, Side]) -> None:
    anna, _bob = both
    [variant] = anna.canvas.to_choose
    settling = anna.workspace.settling

    assert settling.resolve(anna.canvas, variant.id[:20].upper()) == variant
    for start in ("", "zzz"):
        with pytest.raises(UnknownThing, match="welvaartcanvas settle"):
            settling.resolve(anna.canvas, start)


def test_who_wrote_the_readings_and_what_stood_there_before(both: tuple[Side, Side]) -> None:
    anna, _bob = both
    [variant] = anna.canvas.to_choose

    here, other = anna.workspace.settling.origins(anna.canvas, variant)

    assert here is not None and other is not None
    assert (here.who, here.source, here.at) == (
        "Anna",
        "copy.json",
        anna.thing("Een van Bob").changed_at,
    )
    assert (other.who, other.source, other.before) == ("Anna", "", "Een")
    assert other.at == variant.created_at


def test_a_reading_that_came_beside_what_stands_here_is_from_the_file(
    both: tuple[Side, Side],
) -> None:
    anna, bob = both
    bob.take_in(anna)
    [variant] = bob.canvas.to_choose

    here, other = bob.workspace.settling.origins(bob.canvas, variant)

    assert here is not None and other is not None
    assert (here.who, here.source, here.before) == ("Bob", "", "Een")
    assert (other.source, other.at) == ("copy.json", variant.created_at)


def test_a_deletion_is_from_the_file_that_told_it(sides: tuple[Side, Side]) -> None:
    anna, bob = sides
    anna.edit(anna.thing("Een"), text="Een van Anna")
    bob.workspace.contents.delete(bob.canvas, bob.thing("Een"))
    anna.take_in(bob)
    [variant] = anna.canvas.to_choose

    here, other = anna.workspace.settling.origins(anna.canvas, variant)

    assert here is not None and other is not None
    assert (here.who, here.source, here.before) == ("Anna", "", None)
    assert (other.source, other.at, other.before) == ("copy.json", variant.created_at, None)


def test_who_deletes_it_here_is_named_when_a_file_brings_it_back(sides: tuple[Side, Side]) -> None:
    anna, bob = sides
    anna.workspace.contents.delete(anna.canvas, anna.thing("Een"))
    bob.edit(bob.thing("Een"), text="Een van Bob")
    anna.take_in(bob)
    [variant] = anna.canvas.to_choose

    here, other = anna.workspace.settling.origins(anna.canvas, variant)

    assert here is not None and other is not None
    assert (here.source, here.at) == ("copy.json", anna.thing("Een van Bob").changed_at)
    assert (other.who, other.source, other.at) == ("Anna", "", variant.created_at)
