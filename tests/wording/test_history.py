"""What a step did, in one plain line in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support import build
from tests.support.build import MOMENT
from welvaartcanvas.domain.history import Change, Entry, difference, entity_of
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.variant import Snapshot, Variant
from welvaartcanvas.i18n import use_language
from welvaartcanvas.wording.differences import change_text, difference_text, field_texts
from welvaartcanvas.wording.history import changes_text, entry_text

TEMPLATE = build.small_template()
NOTE = build.contribution(1, "aanpak", "overheid", "Meer\ntechniek")
JAN = build.partner(2, "Jan")


def came(*things: Entity) -> tuple[Change, ...]:
    return tuple(Change(entity_of(thing), thing.id, None, thing) for thing in things)


def became(before: Entity, **values: Any) -> Change:
    return Change(entity_of(before), before.id, before, before.model_copy(update=values))


def gone(thing: Entity) -> Change:
    return Change(entity_of(thing), thing.id, thing, None)


def of_rating(score: int, reason: str) -> Variant:
    return build.variant(30, RATED, "rating", {"score": score, "reason": reason})


def entry(*changes: Change, **values: Any) -> Entry:
    return replace(Entry(7, MOMENT, "Anna", "do", None, "", changes), **values)


SNAPSHOT = Snapshot(
    id=build.uid(9, 1), canvas_id=build.uid(0, 1), name="bijeenkomst 1", step=3, **build.stamps()
)
VARIANT = Variant(
    id=build.uid(8, 1), canvas_id=build.uid(0, 1), entity="contribution", thing_id=NOTE.id,
    field="text", value='"Anders"', version="0" * 32, **build.stamps(),
)  # fmt: skip
RATED = build.rating(20, "opgave", "overheid", 2).model_copy(update={"reason": ""})
ROUND = build.review_round(31)
REMARK = build.comment(32, "Klopt\nniet", thing=NOTE)
REMARKS = [build.comment(n, "Nee") for n in range(40, 52)]
ADOPTED = build.adoption(33)
MANY = came(*(build.contribution(n, "opgave", "overheid") for n in range(10, 13)))


@pytest.mark.parametrize(
    ("told", "dutch", "english"),
    [
        (
            entry(*came(NOTE)),
            "bijdrage toegevoegd aan bouwsteen 2: Meer techniek",
            "contribution added to block 2: Meer techniek",
        ),
        (
            entry(*MANY),
            "3 bijdragen toegevoegd aan bouwsteen 1",
            "3 contributions added to block 1",
        ),
        (entry(*MANY, *came(NOTE)), "4 bijdragen toegevoegd", "4 contributions added"),
        (
            entry(*came(JAN, NOTE)),
            "bijdrage toegevoegd aan bouwsteen 2: Meer techniek; partner toegevoegd: Jan",
            "contribution added to block 2: Meer techniek; partner added: Jan",
        ),
        (
            entry(became(NOTE, block="opgave")),
            "bijdrage verplaatst naar bouwsteen 1: Meer techniek",
            "contribution moved to block 1: Meer techniek",
        ),
        (
            entry(became(NOTE, position=5)),
            "bijdrage verplaatst in bouwsteen 2: Meer techniek",
            "contribution moved in block 2: Meer techniek",
        ),
        (
            entry(*came(NOTE), kind="undo", of=6),
            "ongedaan gemaakt: bijdrage verwijderd uit bouwsteen 2: Meer techniek",
            "undid: contribution removed from block 2: Meer techniek",
        ),
        (
            entry(*came(NOTE), kind="redo", of=6),
            "opnieuw gedaan: bijdrage toegevoegd aan bouwsteen 2: Meer techniek",
            "did again: contribution added to block 2: Meer techniek",
        ),
        (
            entry(*came(NOTE), of=3),
            "teruggezet naar #3: bijdrage toegevoegd aan bouwsteen 2: Meer techniek",
            "put back to #3: contribution added to block 2: Meer techniek",
        ),
        (
            entry(*MANY, became(NOTE, text="Minder"), *came(VARIANT), source="plan.json"),
            "geïmporteerd uit plan.json: 3 nieuw, 1 gewijzigd, 1 nog te kiezen",
            "imported from plan.json: 3 new, 1 changed, 1 to choose",
        ),
        (
            entry(gone(VARIANT), became(NOTE, text="Anders")),
            "gekozen: “Anders” in plaats van “Meer techniek”",
            "chosen: “Anders” instead of “Meer techniek”",
        ),
        (
            entry(gone(VARIANT), became(NOTE, text="Samen")),
            "gekozen: “Samen” in plaats van “Meer techniek” en “Anders”",
            "chosen: “Samen” instead of “Meer techniek” and “Anders”",
        ),
        (
            entry(gone(VARIANT)),
            "gehouden wat er stond, niet “Anders”",
            "kept, not “Anders”",
        ),
        (
            entry(*came(VARIANT), kind="undo", of=6),
            "ongedaan gemaakt: gehouden wat er stond, niet “Anders”",
            "undid: kept, not “Anders”",
        ),
        (
            entry(gone(VARIANT), *came(build.contribution(3, "aanpak", "overheid", "Anders"))),
            "beide gehouden, ook “Anders”",
            "both kept, also “Anders”",
        ),
        (
            entry(gone(of_rating(4, "Het loopt")), became(RATED, score=4, reason="Het loopt")),
            "gekozen: “4 · Het loopt” in plaats van “2”",
            "chosen: “4 · Het loopt” instead of “2”",
        ),
        (
            entry(gone(VARIANT), gone(NOTE)),
            "bijdrage verwijderd uit bouwsteen 2: Meer techniek",
            "contribution removed from block 2: Meer techniek",
        ),
        (
            entry(*came(ROUND)),
            "reactieronde geopend: Ronde 1",
            "review round opened: Ronde 1",
        ),
        (
            entry(became(ROUND, closed_at=MOMENT)),
            "reactieronde gesloten: Ronde 1",
            "review round closed: Ronde 1",
        ),
        (
            entry(became(ROUND, closed_at=MOMENT).inverse, kind="undo", of=6),
            "ongedaan gemaakt: reactieronde gesloten: Ronde 1",
            "undid: review round closed: Ronde 1",
        ),
        (
            entry(became(ROUND, question="Klopt dit?")),
            "reactieronde gewijzigd: Ronde 1",
            "review round changed: Ronde 1",
        ),
        (
            entry(*came(REMARK)),
            "reactie toegevoegd aan bouwsteen 2: Klopt niet",
            "comment added to block 2: Klopt niet",
        ),
        (
            entry(*came(*REMARKS), source="jan.pdf"),
            "geïmporteerd uit jan.pdf: 12 reacties",
            "imported from jan.pdf: 12 comments",
        ),
        (
            entry(*came(REMARK, NOTE), *came(ADOPTED), source="jan.pdf"),
            "geïmporteerd uit jan.pdf: 1 reactie, 1 nieuw; versie 1 vastgesteld",
            "imported from jan.pdf: 1 comment, 1 new; version 1 adopted",
        ),
        (
            entry(became(REMARK, state="rejected")),
            "reactie op bouwsteen 2 afgewezen: Klopt niet",
            "comment on block 2 rejected: Klopt niet",
        ),
        (
            entry(became(REMARKS[0], state="postponed"), became(REMARKS[1], state="answered")),
            "reactie uitgesteld: Nee; reactie beantwoord: Nee",
            "comment postponed: Nee; comment answered: Nee",
        ),
        (
            entry(became(REMARK, state="accepted"), became(NOTE, text="Minder techniek")),
            "reactie op bouwsteen 2 overgenomen: Klopt niet; "
            "bijdrage gewijzigd in bouwsteen 2: Minder techniek",
            "comment on block 2 accepted: Klopt niet; "
            "contribution changed in block 2: Minder techniek",
        ),
        (
            entry(became(REMARK, author="Jan")),
            "reactie gewijzigd in bouwsteen 2: Klopt niet",
            "comment changed in block 2: Klopt niet",
        ),
        (
            entry(*came(ADOPTED), became(ROUND, closed_at=MOMENT)),
            "versie 1 vastgesteld; reactieronde gesloten: Ronde 1",
            "version 1 adopted; review round closed: Ronde 1",
        ),
        (
            entry(became(ADOPTED, reopened_at=MOMENT, reason="Er is meer geld")),
            "versie 1 heropend: Er is meer geld",
            "version 1 reopened: Er is meer geld",
        ),
        (
            entry(gone(ADOPTED), kind="undo", of=6),
            "ongedaan gemaakt: versie 1 vastgesteld",
            "undid: version 1 adopted",
        ),
        (
            entry(*came(SNAPSHOT)),
            "momentopname toegevoegd: bijeenkomst 1",
            "snapshot added: bijeenkomst 1",
        ),
        (
            entry(*came(build.head()), *MANY),
            "canvas toegevoegd: Genoeg vakmensen voor de regio",
            "canvas added: Genoeg vakmensen voor de regio",
        ),
    ],
)
def test_a_step_is_told_in_one_line(told: Entry, dutch: str, english: str) -> None:
    with use_language("nl"):
        assert entry_text(told, TEMPLATE) == dutch
    with use_language("en"):
        assert entry_text(told, TEMPLATE) == english


def test_a_step_of_many_sorts_names_the_first_and_counts_the_rest() -> None:
    of_all = (
        *came(NOTE, build.rating(20, "opgave", "overheid", 3), JAN),
        *came(build.learning_question(21, "opgave"), build.action(22, "aanpak")),
    )

    with use_language("en"):
        assert changes_text(of_all, TEMPLATE) == (
            "contribution added to block 2; rating added to block 1; "
            "learning question added to block 1; 2 more changes"
        )
        assert changes_text(of_all[:1]) == "contribution added: Meer techniek"


def test_long_words_are_cut_with_a_sign() -> None:
    with use_language("en"):
        said = changes_text(came(JAN.model_copy(update={"name": "x" * 200})))

    assert said == f"partner added: {'x' * 59}…"


def test_fields_are_told_as_a_reader_knows_them() -> None:
    before = build.canvas(partners=(JAN,), contributions=(NOTE,))
    after = NOTE.model_copy(
        update={"partner_id": JAN.id, "kind": "kans", "tags": ("mkb", "eigen"), "block": "opgave"}
    )
    found = difference(before, before.model_copy(update={"contributions": (after,)}))
    (change,) = found.changes

    with use_language("nl"):
        assert difference_text(found) == "1 gewijzigd"
        assert change_text(found, change) == "bijdrage gewijzigd (soort, partner, plaats, label)"
        assert [text[:3] for text in field_texts(found, change)] == [
            ("soort", "–", "Kans"),
            ("partner", "–", "Jan"),
            ("plaats", "2 Aanpak, Overheid", "1 Opgave, Overheid"),
            ("label", "–", "Breed mkb, eigen"),
        ]


def test_an_address_is_told_on_a_screen_and_on_no_paper() -> None:
    before = build.canvas(partners=(JAN,))
    other = JAN.model_copy(update={"email": "jan@voorbeeld.nl"})
    found = difference(before, before.model_copy(update={"partners": (other,)}))

    assert [t.after for t in field_texts(found, found.changes[0])] == ["jan@voorbeeld.nl"]
    assert field_texts(found, found.changes[0], on_paper=True) == []
