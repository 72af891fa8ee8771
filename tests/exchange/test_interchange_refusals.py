"""A document with faults: every one is named with its path, all at once, and nothing is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from tests.support.effort import at_most
from tests.support.hostile import REFUSED_TEXTS
from welvaartcanvas.errors import InvalidDocument
from welvaartcanvas.exchange import interchange
from welvaartcanvas.exchange.document import THINGS_LIMIT
from welvaartcanvas.exchange.interchange import read, write
from welvaartcanvas.i18n import explain, use_language

Change = Callable[[dict[str, Any]], object]
NOBODY = build.uid(99, 1)


def document() -> dict[str, Any]:
    """A sound document with one or two of everything."""
    canvas = build.canvas(
        region=build.full_region(),
        partners=(build.partner(1, "Fatima", perspective="ondernemers", email="f@regio.example"),),
        contributions=(
            build.contribution(2, "opgave", "overheid", partner_id=build.uid(1, 1), kind="kans"),
            build.contribution(3, "aanpak", "onderwijs", tags=("mkb",)),
        ),
        ratings=(
            build.rating(4, "opgave", "overheid", 4, reason="Het loopt"),
            build.rating(5, "opgave", "onderwijs", 2),
        ),
        learning_questions=(build.learning_question(6, "opgave"),),
        actions=(build.action(7, "aanpak"),),
    )
    data: dict[str, Any] = json.loads(write(canvas))
    return data


def refused(data: object) -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        read(json.dumps(data).encode(), "canvas.json")
    assert caught.value.source == "canvas.json"
    assert caught.value.exit_code == 2
    with use_language("en"):
        lines = explain(caught.value).splitlines()
    assert all(line.startswith("canvas.json: ") for line in lines)
    return [line.removeprefix("canvas.json: ") for line in lines]


def put(path: str, value: object) -> Change:
    """Put ``value`` at ``path`` (names and indexes between dots)."""

    def change(data: dict[str, Any]) -> None:
        *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
        at: Any = data
        for part in way:
            at = at[part]
        at[last] = value

    return change


def drop(path: str) -> Change:
    """Take away what stands at ``path``."""

    def change(data: dict[str, Any]) -> None:
        *way, last = path.split(".")
        at: Any = data
        for part in way:
            at = at[int(part) if part.isdigit() else part]
        del at[last]

    return change


EXPORTED = "ask for the JSON or PDF that welvaartcanvas exported of it"
MOMENT = "must be a moment such as 2026-01-31T13:45:00Z, not {}"
DAY = "must be a date such as 2026-01-31, not {}"
FAULTS: list[tuple[Change, str]] = [
    # another document altogether
    (put("format", "other"), "format: must be welvaartcanvas: this is not a canvas; " + EXPORTED),
    (drop("format"), "format: must be welvaartcanvas: this is not a canvas; " + EXPORTED),
    (
        put("version", 4),
        "version: 4 was made by a newer version of the program, this one reads 3; "
        "update welvaartcanvas",
    ),
    (put("version", 0), "version: must be 3"),
    (put("version", "1"), "version: must be 3"),
    (put("version", True), "version: must be 3"),
    (put("version", 1.0), "version: must be 3"),
    (drop("version"), "version: must be 3"),
    # parts and fields
    (drop("template"), "template: is missing"),
    (put("template", None), "template: must be a table of names and values"),
    (put("template", []), "template: must be a table of names and values"),
    (drop("region"), "region: is missing"),
    (put("region", "Twente"), "region: must be a table of names and values"),
    (drop("canvas"), "canvas: is missing"),
    (put("canvas", []), "canvas: must be a table of names and values"),
    (put("canvas.contributions", {}), "canvas.contributions: must be a list"),
    (put("canvas.contributions.1", None),
     "canvas.contributions[1]: must be a table of names and values"),
    (put("extra", 1), "extra: is not a known field"),
    (put("canvas.revision", 3), "canvas.revision: is not a known field"),
    (put("canvas.actions.0.canvas_id", build.uid(0, 1)),
     "canvas.actions[0].canvas_id: is not a known field"),
    (put("region.[bold]", 1), "region.[bold]: is not a known field"),
    (drop("canvas.ratings.0.score"), "canvas.ratings[0].score: is missing"),
    (drop("canvas.id"), "canvas.id: is missing"),
    (drop("region.created_at"), "region.created_at: is missing"),
    # the wrong sort of value
    (put("canvas.title", 5), "canvas.title: must be text"),
    (put("canvas.title", ""),
     "canvas.title: the text is empty; write at least one character"),
    (put("canvas.title", "a\nb"),
     "canvas.title: a name stands on one line; remove the line break or tab"),
    (put("canvas.title", "x" * 201),
     "canvas.title: the text has 201 characters; at most 200 are allowed"),
    (put("canvas.id", "abc"), "canvas.id: has the wrong form: abc"),
    (put("canvas.actions.0.id", build.uid(7, 1).upper().replace("018F", "018F")),
     f"canvas.actions[0].id: has the wrong form: {build.uid(7, 1).upper()}"),
    (put("canvas.ratings.1.score", 6),
     "canvas.ratings[1].score: score 6 does not exist; choose 0 to 5"),
    (put("canvas.ratings.1.score", -1),
     "canvas.ratings[1].score: score -1 does not exist; choose 0 to 5"),
    (put("canvas.ratings.1.score", "4"), "canvas.ratings[1].score: must be a whole number"),
    (put("canvas.ratings.1.score", 4.0), "canvas.ratings[1].score: must be a whole number"),
    (put("canvas.ratings.1.score", True), "canvas.ratings[1].score: must be a whole number"),
    (put("canvas.ratings.1.score", None), "canvas.ratings[1].score: must be a whole number"),
    (put("canvas.actions.0.position", 2**53),
     f"canvas.actions[0].position: must be at most {2**53 - 1}, not {2**53}"),
    (put("canvas.created_at", 1_700_000_000), f"canvas.created_at: {MOMENT.format(1_700_000_000)}"),
    (put("canvas.created_at", "gisteren"), f"canvas.created_at: {MOMENT.format('gisteren')}"),
    (put("canvas.created_at", "2026-02-30T00:00:00Z"),
     f"canvas.created_at: {MOMENT.format('2026-02-30T00:00:00Z')}"),
    (put("canvas.created_at", "2026-01-31T13:45:00"),
     f"canvas.created_at: {MOMENT.format('2026-01-31T13:45:00')}"),
    (put("canvas.created_at", "0001-01-01T00:00:00+10:00"),
     "canvas.created_at: must be a moment of the years 1970 to 9998, "
     "not 0001-01-01T00:00:00+10:00"),
    (put("canvas.created_at", "9999-12-31T23:59:59-10:00"),
     "canvas.created_at: must be a moment of the years 1970 to 9998, "
     "not 9999-12-31T23:59:59-10:00"),
    (put("canvas.actions.0.due", "31-01-2026"),
     f"canvas.actions[0].due: {DAY.format('31-01-2026')}"),
    (put("canvas.actions.0.due", "2026-02-30"),
     f"canvas.actions[0].due: {DAY.format('2026-02-30')}"),
    (put("canvas.actions.0.due", "2026-01-31T00:00:00Z"),
     f"canvas.actions[0].due: {DAY.format('2026-01-31T00:00:00Z')}"),
    (put("canvas.actions.0.due", 0), f"canvas.actions[0].due: {DAY.format(0)}"),
    (put("canvas.actions.0.status", "later"),
     "canvas.actions[0].status: must be one of open, bezig, klaar, not later"),
    (put("region.cluster", "dorp"),
     "region.cluster: must be one of aantrekkelijke-woonstad, bloeiende-streekstad, werkstad, "
     "centrumstad-met-uitdagingen, voorstad, stad-in-transitie, landelijke-stad, not dorp"),
    (put("region.municipalities.0", "0232"), "region.municipalities[0]: has the wrong form: 0232"),
    (put("canvas.partners.0.email", "geen adres"),
     "canvas.partners[0].email: geen adres is not an e-mail address"),
    (put("canvas.contributions.1.tags", ["goed", "\x1b[31m"]),
     "canvas.contributions[1].tags[1]: the text has a control character (U+001B) "
     "at position 1; remove it"),
    # references
    (put("canvas.contributions.1.block", "plein"),
     "canvas.contributions[1].block: plein does not exist; choose from opgave, aanpak"),
    (put("canvas.ratings.0.perspective", "kerk"),
     "canvas.ratings[0].perspective: kerk does not exist; "
     "choose from ondernemers, onderwijs, overheid"),
    (put("canvas.partners.0.perspective", "kerk"),
     "canvas.partners[0].perspective: kerk does not exist; "
     "choose from ondernemers, onderwijs, overheid"),
    (put("canvas.contributions.0.kind", "droom"),
     "canvas.contributions[0].kind: droom does not exist; choose from kans, afspraak"),
    (put("canvas.contributions.0.partner_id", NOBODY),
     f"canvas.contributions[0].partner_id: {NOBODY} is not the id of a partner"),
    (put("canvas.learning_questions.0.block", "plein"),
     "canvas.learning_questions[0].block: plein does not exist; choose from opgave, aanpak"),
    (put("canvas.actions.0.block", "plein"),
     "canvas.actions[0].block: plein does not exist; choose from opgave, aanpak"),
    # what may be there once
    (put("canvas.actions.0.id", build.uid(2, 1)), "canvas.actions[0].id: is used more than once"),
    (put("canvas.actions.0.id", build.uid(0, 1)), "canvas.actions[0].id: is used more than once"),
    (put("canvas.actions.0.id", build.uid(1)), "canvas.actions[0].id: is used more than once"),
    (put("canvas.id", build.uid(1)), "canvas.id: is used more than once"),
    (put("canvas.ratings.1.perspective", "overheid"),
     "canvas.ratings[1]: rates a cell that is already rated"),
    # the template
    (put("canvas.template_digest", "0" * 64),
     "canvas.template_digest: is not the digest of the template; "
     "leave it out if the template was changed"),
    (put("canvas.template_digest", 5), "canvas.template_digest: must be text"),
    (put("template.title.nl", "Ander sjabloon"),
     "canvas.template_digest: is not the digest of the template; "
     "leave it out if the template was changed"),
    (put("template.blocks.0.place.column", 5),
     "template.blocks[opgave].place: falls outside the grid of 2 columns and 1 rows"),
    (put("template.perspectives.0.colour", "rood"),
     "template.perspectives[ondernemers].colour: must be a colour such as #1D4BAA, not rood"),
    (put("template.kinds.1.key", "kans"),
     "template.kinds[kans].key: kans is used more than once"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_each_fault_is_named_with_its_path(change: Change, said: str) -> None:
    data = document()
    change(data)

    assert refused(data) == [said]


@pytest.mark.parametrize("value", [None, True, 5, "tekst", [], [{}], {}])
def test_what_is_no_document_is_told_so(value: object) -> None:
    assert refused(value) == ["format: must be welvaartcanvas: this is not a canvas; " + EXPORTED]


@pytest.mark.parametrize("text", [t for t, _ in REFUSED_TEXTS], ids=[w for _, w in REFUSED_TEXTS])
def test_a_text_that_no_door_accepts_is_refused_here_too(text: str) -> None:
    data = document()
    put("canvas.contributions.0.text", text)(data)

    [said] = refused(data)
    assert said.startswith("canvas.contributions[0].text: ")


def test_all_faults_are_named_at_once_wherever_they_are() -> None:
    data = document()
    for change in (
        put("template.perspectives.0.colour", "rood"),
        put("template.blocks.1.place.column", 0),
        put("region.municipalities.1", "Epe"),
        put("region.colour", "blauw"),
        put("canvas.title", ""),
        put("canvas.contributions.0.text", "bel\x07"),
        put("canvas.contributions.0.block", "plein"),
        put("canvas.ratings.0.score", 9),
        put("canvas.ratings.1.perspective", "overheid"),
        put("canvas.actions.0.id", build.uid(2, 1)),
    ):
        change(data)

    assert [line.split(": ")[0] for line in refused(data)] == [
        "template.perspectives[ondernemers].colour",
        "template.blocks[aanpak].place",
        "template.grid",
        "region.municipalities[1]",
        "region.colour",
        "canvas.title",
        "canvas.contributions[0].text",
        "canvas.ratings[0].score",
        "canvas.contributions[0].block",
        "canvas.ratings[1]",
        "canvas.actions[0].id",
    ]


def test_a_template_that_is_missing_is_not_counted_against_all_that_refers_to_it() -> None:
    data = document()
    del data["template"]

    assert refused(data) == ["template: is missing"]


def test_of_many_faults_the_first_fifty_are_named() -> None:
    data = document()
    data["canvas"]["partners"] = [{"x": n} for n in range(30)]

    said = refused(data)
    assert len(said) == 51
    assert said[-1].startswith("and ")


def test_a_canvas_of_too_many_things_is_refused_before_they_are_looked_at() -> None:
    data = document()
    data["canvas"]["contributions"] = [0] * THINGS_LIMIT

    assert refused(data) == [
        f"canvas: holds {THINGS_LIMIT + 5} things; at most {THINGS_LIMIT} are read"
    ]


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("canvas.contributions.0.tags", ["x"] * 250_000, "has 250000 items; at most 1000 are read"),
        ("region.municipalities", [1] * 250_000, "has 250000 items; at most 1000 are read"),
        ("template.blocks", [{}] * 100_000, "has 100000 items; at most 100 are read"),
        ("template.languages", ["nl"] * 250_000, "has 250000 items; at most 100 are read"),
        (
            "template.title",
            dict.fromkeys(map(str, range(9999)), ""),
            "has 9999 fields; at most 100 are read",
        ),
        (
            "canvas.x",
            dict.fromkeys(map(str, range(9999)), ""),
            "has 9999 fields; at most 2000 are read",
        ),
    ],
)
def test_what_is_far_too_long_is_counted_and_not_looked_at(
    path: str, value: object, said: str
) -> None:
    data = document()
    put(path, value)(data)

    where = path.replace(".0.", "[0].")
    with at_most(1):
        assert refused(data)[0] == f"{where}: {said}"


@pytest.mark.parametrize(
    "thing", [{}, {str(n): n for n in range(14)}, {"id": 1, "text": "\x00", "tags": [1, 2]}, 7]
)
def test_a_flood_of_faults_takes_no_longer_than_a_canvas(thing: object) -> None:
    data = document()
    data["canvas"]["contributions"] = [thing] * 19_000

    with at_most(1):
        assert len(refused(data)) == 51


def test_a_rule_that_the_domain_alone_knows_is_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interchange, "_cross_faults", lambda raw, template: [])
    data = document()
    put("canvas.actions.0.id", build.uid(2, 1))(data)

    assert refused(data) == ["actions[0].id: is used more than once"]


_JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**19), 10**19),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["", "opgave", "\x00", "\u202e", "2026-01-31", "{0}", build.uid(1, 1)]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.sampled_from(["id", "key", "nl", "block"]), st.integers(), max_size=3),
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in ``value``, the deepest last."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(p for key, item in inner for p in places(item, (*path, key)))]


SOUND = write(build.full_canvas(per_cell=1, template=build.small_template())).encode()
PLACES = [path for path in places(json.loads(SOUND)) if path]


@given(st.lists(st.tuples(st.sampled_from(PLACES), _JUNK, st.booleans()), min_size=1, max_size=4))
def test_a_document_changed_anywhere_is_read_or_refused(
    changes: list[tuple[tuple[Any, ...], Any, bool]],
) -> None:
    data: Any = json.loads(SOUND)
    for (*way, last), junk, dropped in changes:
        at = data
        try:
            for part in way:
                at = at[part]
            if dropped:
                del at[last]
            else:
                at[last] = junk
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took this place away
    read_or_refused(json.dumps(data).encode())


@given(st.data())
def test_bytes_changed_anywhere_are_read_or_refused(data: st.DataObject) -> None:
    spoilt = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        length = data.draw(st.integers(0, 30))
        spoilt[at : at + length] = data.draw(
            st.binary(max_size=4)
            | st.sampled_from([b'"', b"{", b"]", b"null", b"\\u0000", b"\\ud800"])
        )
    read_or_refused(bytes(spoilt))


def read_or_refused(data: bytes) -> None:
    try:
        canvas = read(data, "canvas.json")
    except InvalidDocument as fault:
        assert fault.problems
        assert "Input should" not in str(fault)
        assert explain(fault)
    else:
        text = write(canvas)
        assert write(read(text.encode(), "canvas.json")) == text
