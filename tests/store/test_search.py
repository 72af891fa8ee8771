"""Everything that people typed is found by the starts of its words, as it is now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support import build, strategies
from tests.support.build import CANVAS, MOMENT
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, REFUSED_TEXTS
from tests.support.often import often
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.store import canvases, changes, undoing
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.lineages import NOTHING
from welvaartcanvas.store.search import FOUND_END, FOUND_START, find, match_expression

LATER = MOMENT + timedelta(hours=1)


def put(database: Database, *entities: Entity) -> list[Entity]:
    with changes.step(database, at=LATER, who="Anna", canvas_id=None) as step:
        return [step.put(entity) for entity in entities]


def keep(database: Database, canvas: Canvas) -> None:
    with changes.step(database, at=LATER, who="Anna", canvas_id=None) as step:
        canvases.keep_template(database, canvas.template)
        for thing in (canvas.region, canvas.head, *(thing for _, thing in canvas.things())):
            step.adopt(None, thing, NOTHING)


def texts(database: Database, text: str) -> list[str]:
    """The excerpts of what is found, without their marks."""
    return [
        found.excerpt.replace(FOUND_START, "").replace(FOUND_END, "")
        for found in find(database, text)
    ]


@pytest.fixture
def notes(database: Database) -> Database:
    """A canvas on which five things were said."""
    said = [
        "De coöperatie in Súdwest-Fryslân groeit",
        "Een cooperatie van boeren",
        "Cafe\u0301s en winkels in de kern",
        "Meer jongeren in de techniek",
        "Techniek is geen doel",
    ]
    keep(database, build.canvas(notes={("opgave", "overheid"): said}))
    return database


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("techniek", ["Techniek is geen doel", "Meer jongeren in de techniek"]),
        ("TECHNIEK jongeren", ["Meer jongeren in de techniek"]),
        ("jong tech", ["Meer jongeren in de techniek"]),
        ("t d", ["Techniek is geen doel", "Meer jongeren in de techniek"]),
        ("chniek", []),
        ("techniek boeren", []),
        (
            "coöperatie",
            ["Een cooperatie van boeren", "De coöperatie in Súdwest-Fryslân groeit"],
        ),
        (
            "cooperatie",
            ["Een cooperatie van boeren", "De coöperatie in Súdwest-Fryslân groeit"],
        ),
        ("sudwest", ["De coöperatie in Súdwest-Fryslân groeit"]),
        ("Súdwest-Frys", ["De coöperatie in Súdwest-Fryslân groeit"]),
        ("café", ["Cafe\u0301s en winkels in de kern"]),
        ("cafe\u0301s", ["Cafe\u0301s en winkels in de kern"]),
        ("cafes", ["Cafe\u0301s en winkels in de kern"]),
        ("", []),
        ("  -- ", []),
    ],
)
def test_words_are_found_from_their_start_without_case_or_diacritics_the_newest_first(
    notes: Database, sought: str, found: list[str]
) -> None:
    assert texts(notes, sought) == found


def test_a_find_says_where_it_stands_and_which_words_were_found(notes: Database) -> None:
    (found,) = find(notes, "jong")

    assert (found.entity, found.entity_id) == ("contribution", build.uid(1003, CANVAS))
    assert (found.canvas_id, found.canvas_title) == (
        build.uid(0, CANVAS),
        "Genoeg vakmensen voor de regio",
    )
    assert (found.region_id, found.region_name) == (build.uid(1), "Kop van de Veluwe")
    assert (found.block, found.perspective) == ("opgave", "overheid")
    assert found.excerpt == f"Meer {FOUND_START}jongeren{FOUND_END} in de techniek"


def test_every_sort_of_thing_is_found_by_everything_that_was_typed_into_it(
    database: Database,
) -> None:
    keep(
        database,
        build.canvas(
            title="titelwoord",
            region=build.region(name="regiowoord", note="notitiewoord"),
            description="beschrijvingwoord",
            partners=(
                build.partner(
                    1,
                    "partnerwoord",
                    organisation="organisatiewoord",
                    email="mailwoord@x.example",
                    perspective="onderwijs",
                ),
            ),
            contributions=(
                build.contribution(2, "opgave", "overheid", "tekstwoord", tags=("tagwoord",)),
            ),
            ratings=(build.rating(3, "aanpak", "overheid", 3, reason="redenwoord"),),
            learning_questions=(
                build.learning_question(4, "aanpak", "vraagwoord", from_whom="bronwoord"),
            ),
            actions=(build.action(5, "opgave", "actiewoord", who="wiewoord"),),
        ),
    )

    expected = {
        "titelwoord": [("canvas", None, None)],
        "beschrijvingwoord": [("canvas", None, None)],
        "regiowoord": [("region", None, None)],
        "notitiewoord": [("region", None, None)],
        "partnerwoord": [("partner", None, "onderwijs")],
        "organisatiewoord": [("partner", None, "onderwijs")],
        "mailwoord": [("partner", None, "onderwijs")],
        "tekstwoord": [("contribution", "opgave", "overheid")],
        "tagwoord": [("contribution", "opgave", "overheid")],
        "redenwoord": [("rating", "aanpak", "overheid")],
        "vraagwoord": [("learning_question", "aanpak", None)],
        "bronwoord": [("learning_question", "aanpak", None)],
        "actiewoord": [("action", "opgave", None)],
        "wiewoord": [("action", "opgave", None)],
    }
    assert {
        word: [(f.entity, f.block, f.perspective) for f in find(database, word)]
        for word in expected
    } == expected


def test_names_come_before_texts(database: Database) -> None:
    keep(
        database,
        build.canvas(
            title="Techniek", notes={("opgave", "overheid"): ["Techniek", "Meer techniek"]}
        ),
    )

    assert [f.entity for f in find(database, "techniek")] == [
        "canvas",
        "contribution",
        "contribution",
    ]


def test_whole_words_come_before_newer_starts_of_words(database: Database) -> None:
    words = ["Techniek", "Technieken", "De techniekfabriek", "Meer techniek"]
    keep(database, build.canvas(title="Titel", notes={("opgave", "overheid"): words}))

    assert texts(database, "techniek") == [
        "Meer techniek",
        "Techniek",
        "De techniekfabriek",
        "Technieken",
    ]
    assert texts(database, "meer techni") == ["Meer techniek"]
    assert len(find(database, "techniek", limit=3)) == 3


def test_regions_with_a_municipality_come_between_names_and_texts_each_once(
    database: Database,
) -> None:
    keep(database, build.canvas(title="Ede", notes={("opgave", "overheid"): ["In Ede en Epe"]}))
    put(
        database,
        build.region(2, "Zuid", municipalities=("GM0228",)),
        build.region(3, "Ede en omstreken", municipalities=("GM0228", "GM0289")),
    )

    found = find(database, "ede", municipalities={"GM0228": "Ede"})

    assert [(f.entity, f.region_name, f.excerpt) for f in found] == [
        ("region", "Ede en omstreken", f"{FOUND_START}Ede{FOUND_END} en omstreken"),
        ("canvas", "Kop van de Veluwe", f"{FOUND_START}Ede{FOUND_END}"),
        ("region", "Zuid", f"{FOUND_START}Ede{FOUND_END}"),
        ("contribution", "Kop van de Veluwe", f"In {FOUND_START}Ede{FOUND_END} en Epe"),
    ]


def test_no_more_is_found_than_was_asked(notes: Database) -> None:
    assert [f.entity_id for f in find(notes, "t", limit=1)] == [build.uid(1004, CANVAS)]


def test_what_was_changed_is_found_by_its_new_words_only(notes: Database) -> None:
    (read,) = [c for c in canvases.canvas(notes, build.uid(0, 1)).contributions if "kern" in c.text]
    put(notes, changed(read, text="Winkels aan de rand", tags=("vrije tijd",)))

    assert texts(notes, "kern") == []
    assert texts(notes, "rand") == ["Winkels aan de rand\nvrije tijd"]
    assert len(texts(notes, "tijd")) == 1


def test_what_was_deleted_is_not_found_and_undo_brings_it_back(notes: Database) -> None:
    canvas = canvases.canvas(notes, build.uid(0, CANVAS))
    with changes.step(notes, at=LATER, who="Anna", canvas_id=canvas.id) as step:
        step.remove(canvas.contributions[3])
    assert texts(notes, "jongeren") == []

    undoing.undo(notes, at=LATER, who="Anna", canvas_id=canvas.id)

    assert texts(notes, "jongeren") == ["Meer jongeren in de techniek"]


def test_no_text_is_read_as_a_query(notes: Database) -> None:
    for text in (*HOSTILE_TEXTS, *(text for text, _ in REFUSED_TEXTS)):
        find(notes, text)  # and nothing is raised
        find(notes, f"techniek {text}")
        find(notes, f"{text} techniek")
    assert [r.name for r in canvases.regions(notes)] == ["Kop van de Veluwe"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
@example("\x00")
@example("\ud800")
@example('"' * 51)
@example("a " * 5_000)
def test_no_text_at_all_is_an_error(notes: Database, text: str) -> None:
    assert isinstance(find(notes, text), list)


def test_a_query_of_many_words_stays_small() -> None:
    assert match_expression("a b a c") == '"a"* "b"* "c"*'
    assert match_expression(" ".join(map(str, range(1000)))).count('"') == 2 * 16
    assert match_expression("NEAR(a b) OR NOT c:d*") == ('"NEAR"* "a"* "b"* "OR"* "NOT"* "c"* "d"*')


#: Texts of which a word can be searched: those of letters that FTS5 knows too.
_LATIN = [name for name in HOSTILE_NAMES if fold(name).isascii() and match_expression(name)]


def test_hostile_texts_are_found_by_typing_them(database: Database) -> None:
    keep(database, build.canvas(notes={("opgave", "overheid"): HOSTILE_NAMES}))

    found = {name: texts(database, name) for name in _LATIN}

    assert all(name in found[name] for name in _LATIN)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=often(60))
@given(canvas=strategies.canvases(max_things=3))
def test_each_thing_is_found_by_each_of_its_ascii_words(database: Database, canvas: Canvas) -> None:
    keep(database, canvas)
    try:
        for contribution in canvas.contributions:
            for word in contribution.text.split():
                if word.isascii() and match_expression(word):
                    found = find(database, word, limit=1_000)
                    assert contribution.id in {f.entity_id for f in found}
    finally:
        undoing.undo(database, at=LATER, who="Anna", canvas_id=None)
