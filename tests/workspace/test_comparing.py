"""Comparing regions through the workspace: choose, see, match, and look back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support import build
from tests.support.comparing import CENTRUM, NABIJ, WERK, WOON, comparing, scored
from tests.support.workspaces import Clock, keep, opened
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.selection import CanvasStatus, Selection
from welvaartcanvas.domain.template import read_template
from welvaartcanvas.errors import RequestError, UnknownThing
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.comparing import Compared, Wanted

#: Three regions: two of Gelderland, one of Overijssel; Zwolle is of no type and has no canvas.
EPE = build.region(1, "Epe", municipalities=("GM0232",), cluster=WERK, position=CENTRUM)
HEERDE = build.region(2, "Heerde", municipalities=("GM0246",), cluster=WOON, position=NABIJ)
ZWOLLE = build.region(3, "Zwolle", municipalities=("GM0193",))
TAGGED = build.contribution(1, "opgave", "overheid", canvas=2, tags=("mkb",))
CANVASES = (
    scored(1, EPE, (2, 3, 3), (4, 4, 4)),
    scored(2, HEERDE, (4, 4, 4), contributions=(TAGGED,)),
)


@pytest.fixture
def country(anna: Workspace) -> Workspace:
    """Anna's workspace with the three regions."""
    for canvas in CANVASES:
        keep(anna, canvas)
    keep(anna, scored(3, ZWOLLE))
    anna.canvases.delete(build.uid(0, 3))
    return anna


def names(compared: Compared) -> list[str]:
    return [standing.region.name for standing in compared.comparison.standings]


def chosen(workspace: Workspace, selection: Selection) -> list[str]:
    return names(workspace.comparing.compare(selection))


# Choosing.


def test_all_regions_are_compared_as_the_rules_say(country: Workspace) -> None:
    compared = country.comparing.compare(Selection())

    assert names(compared) == ["Epe", "Heerde", "Zwolle"]
    assert country.comparing.start() == compared
    kept = [country.regions.get(region.id) for region in (EPE, HEERDE, ZWOLLE)]
    expected = comparing(*CANVASES, silent=[ZWOLLE])
    shown = compared.comparison
    assert [standing.region for standing in shown.standings] == kept
    assert [standing[1:] for standing in shown.standings] == [s[1:] for s in expected.standings]


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (Selection(regions=(HEERDE.id, ZWOLLE.id)), ["Heerde", "Zwolle"]),
        (Selection(clusters=(WERK,)), ["Epe"]),
        (Selection(positions=(NABIJ, CENTRUM)), ["Epe", "Heerde"]),
        (Selection(provinces=("PV25",)), ["Epe", "Heerde"]),
        (Selection(provinces=("PV25",), clusters=(WOON,)), ["Heerde"]),
        (Selection(themes=("mkb",)), ["Heerde"]),
        (Selection(statuses=(CanvasStatus.BEZIG,)), ["Epe", "Heerde"]),  # Zwolle has none
        (Selection(template="klein"), ["Epe", "Heerde"]),
        (Selection(changed_from=date.min, changed_to=date.max), ["Epe", "Heerde"]),
    ],
)
def test_regions_are_chosen_by_what_they_are_and_by_their_canvases(
    country: Workspace, selection: Selection, found: list[str]
) -> None:
    assert chosen(country, selection) == found


def test_canvases_are_chosen_by_the_days_of_their_last_change(country: Workspace) -> None:
    day = build.MOMENT.astimezone().date()
    today = Selection(changed_from=day, changed_to=day)
    before = Selection(changed_to=day - timedelta(days=1))
    after = Selection(changed_from=day + timedelta(days=1))

    assert chosen(country, today) == ["Epe", "Heerde"]
    for nothing in (before, after):
        with pytest.raises(RequestError, match="no canvas was chosen"):
            country.comparing.compare(nothing)


def test_a_report_is_of_one_moment(country: Workspace) -> None:
    compared = country.comparing.compare(Selection())
    told: list[int] = []
    theirs = opened(country.file, "bob")

    def meanwhile(statement: str) -> None:
        # Bob asks something between the two things that a report reads of the contributions.
        if "contribution_tags" in statement and not told:
            told.append(1)
            canvas = theirs.canvases.get(CANVASES[0].id)
            theirs.contents.contribute(canvas, "opgave", "overheid", "Intussen")

    country.session.database.sqlite.set_trace_callback(meanwhile)
    try:
        made = country.comparing.dossier(
            compared, Wanted(learning=True, since=build.MOMENT.date() - timedelta(days=1))
        )
    finally:
        country.session.database.sqlite.set_trace_callback(None)
        theirs.close()

    assert told and made.since is not None
    assert sum(each.added for each in made.since.developments) == 1  # none of them is Bob's


def test_an_unknown_region_is_refused(country: Workspace) -> None:
    with pytest.raises(UnknownThing, match=build.uid(99)):
        country.comparing.compare(Selection(regions=(EPE.id, build.uid(99))))


def test_an_unknown_perspective_is_refused_with_those_that_there_are(country: Workspace) -> None:
    with pytest.raises(UnknownThing, match=r"provincie.*overheid"):
        country.comparing.compare(Selection(), ["provincie"])


def test_a_choice_that_no_region_meets_says_so(country: Workspace) -> None:
    with pytest.raises(RequestError, match="ask for less"):
        country.comparing.compare(Selection(clusters=(WERK,), positions=(NABIJ,)))


def test_without_regions_or_canvases_there_is_nothing_to_compare(anna: Workspace) -> None:
    with pytest.raises(RequestError, match="make one first"):
        anna.comparing.compare(Selection())
    anna.regions.add("Epe", ["GM0232"])
    with pytest.raises(RequestError, match="no canvas was chosen"):
        anna.comparing.compare(Selection())


def test_templates_with_nothing_in_common_are_compared_one_at_a_time(country: Workspace) -> None:
    data = build.small_template_data()
    data["slug"] = "anders"
    for block, key in zip(data["blocks"], ("droom", "daad"), strict=True):
        block["key"] = key
    other = read_template(data, "anders")
    keep(country, build.canvas(4, region=ZWOLLE, template=other, scores={("droom", "overheid"): 5}))

    with pytest.raises(RequestError, match="nothing in common"):
        country.comparing.compare(Selection())
    assert chosen(country, Selection(template="anders")) == ["Zwolle"]
    assert chosen(country, Selection(template="klein")) == ["Epe", "Heerde"]
    assert names(country.comparing.start()) == ["Epe", "Heerde"]  # what most canvases have


def test_how_much_a_choice_takes_is_known_before_it_is_compared(country: Workspace) -> None:
    assert country.comparing.taken(Selection()) == (3, 2)
    assert country.comparing.taken(Selection(themes=("mkb",))) == (1, 1)
    with pytest.raises(RequestError, match="no canvas was chosen"):
        country.comparing.taken(Selection(regions=(ZWOLLE.id,)))


def test_the_templates_in_use_are_named_once_each(country: Workspace) -> None:
    assert [template.slug for template in country.comparing.templates()] == ["klein"]


# Looking again.


def test_the_same_choice_again_is_not_read_when_nothing_changed(
    country: Workspace, bob: Workspace
) -> None:
    seen = country.comparing.compare(Selection())
    assert country.comparing.again(seen) is seen

    country.contents.rate(country.canvases.get(build.uid(0, 1)), "opgave", "overheid", 5, "")
    mine = country.comparing.again(seen)
    assert mine.comparison != seen.comparison
    bob.contents.rate(bob.canvases.get(build.uid(0, 1)), "opgave", "overheid", 1, "")
    assert country.comparing.again(mine).comparison != mine.comparison


def test_the_same_choice_again_shows_what_others_did_from_the_same_side(
    country: Workspace, bob: Workspace
) -> None:
    seen = country.comparing.compare(Selection(clusters=(WERK,)), ["overheid"])
    bob.contents.rate(bob.canvases.get(build.uid(0, 1)), "opgave", "overheid", 5, "")
    again = country.comparing.again(seen)

    assert [figures.mean for figures in seen.comparison.standings[0].blocks] == [3.0, 4.0]
    assert [figures.mean for figures in again.comparison.standings[0].blocks] == [5.0, 4.0]


def test_other_perspectives_are_chosen_without_reading_again(country: Workspace) -> None:
    whole = country.comparing.compare(Selection())
    narrow = whole.seen_from(["onderwijs"])

    assert narrow == country.comparing.compare(Selection(), ["onderwijs"])
    assert narrow.seen_from([]) == whole


def test_the_contributions_behind_a_cell_are_those_of_its_canvases(country: Workspace) -> None:
    compared = country.comparing.compare(Selection())

    def texts(region: Region) -> list[str]:
        found = country.comparing.contributions(compared, region.id, "opgave")
        return [said.text for _, contributions in found for said in contributions]

    assert texts(HEERDE) == [TAGGED.text]
    assert texts(ZWOLLE) == []


# What follows from it.


def test_a_dossier_has_what_was_asked_for(country: Workspace) -> None:
    compared = country.comparing.compare(Selection())
    bare = country.comparing.dossier(compared, Wanted())
    full = country.comparing.dossier(compared, Wanted(alike=True, learning=True))

    assert (bare.alike, bare.learning, bare.since) == (None, None, None)
    assert full.alike is not None
    assert [each.other for each in full.alike[EPE.id]] == [HEERDE.id]
    assert full.learning == country.comparing.learning(compared)


def test_who_can_learn_from_whom_rests_on_what_was_said(country: Workspace) -> None:
    country.contents.ask(country.canvases.get(build.uid(0, 1)), "opgave", "Hoe dan?")
    learning = country.comparing.learning(country.comparing.compare(Selection()))
    (match,) = learning.matches

    assert (match.need.region_id, match.helper_id) == (EPE.id, HEERDE.id)
    assert [asked.text for asked in match.need.questions] == ["Hoe dan?"]
    assert match.need.low == ("ondernemers",)
    assert [said.id for said in match.voices] == [TAGGED.id]
    assert learning.circles.waiting == learning.needs  # two are no circle


# Looking back.


def test_what_changed_since_a_day_is_told_with_what_was_added(country: Workspace) -> None:
    clock = Clock(build.MOMENT + timedelta(days=5))
    with opened(country.file, clock=clock) as later:
        canvas = later.canvases.get(build.uid(0, 1))
        later.contents.rate(canvas, "opgave", "ondernemers", 5, "")
        later.contents.contribute(canvas, "opgave", "overheid", "Nog iets")
        day = build.MOMENT.astimezone().date() + timedelta(days=2)

        (found,) = later.comparing.since(later.comparing.compare(Selection()), day).developments
        assert (found.region_id, found.block, found.added) == (EPE.id, "opgave", 1)
        assert (found.then.mean, found.now.mean) == (8 / 3, 11 / 3)
        of_side = later.comparing.compare(Selection(), ["onderwijs"])
        assert later.comparing.since(of_side, day).developments == ()
        tomorrow = later.comparing.compare(Selection())
        with pytest.raises(RequestError, match="still to come"):
            later.comparing.since(tomorrow, day + timedelta(days=9))


def test_since_before_anything_everything_is_new(country: Workspace) -> None:
    compared = country.comparing.compare(Selection())

    since = country.comparing.since(compared, date.min)
    assert [(each.region_id, each.block, each.then.mean) for each in since.developments] == [
        (EPE.id, "opgave", None),
        (EPE.id, "aanpak", None),
        (HEERDE.id, "opgave", None),
    ]
