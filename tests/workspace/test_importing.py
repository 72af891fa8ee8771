"""An import adds and renews, deletes nothing, is one step, and never reaches beyond its canvas."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.support import build, strategies
from tests.support.build import CANVAS, MOMENT
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from tests.support.often import often
from tests.support.workspaces import SOURCE, dump, keep, opened, rows, said
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.errors import InvalidDocument, RequestError
from welvaartcanvas.exchange import interchange
from welvaartcanvas.store import check
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.gathering import canvas_in
from welvaartcanvas.workspace.importing import Imported

EARLIER, LATER = MOMENT - timedelta(days=1), MOMENT + timedelta(days=1)
CELL = ("opgave", "overheid")


def note(number: int, text: str, **values: Any) -> Any:
    return build.contribution(number, *CELL, text, **values)


def counts(done: Imported) -> tuple[int, int, int, int]:
    return (done.added, done.updated, done.kept, done.unchanged)


def refused(workspace: Workspace, canvas: Canvas) -> list[str]:
    """What is said of a canvas that is refused, also when it is only tried; nothing changes."""
    before = dump(workspace.file)
    said_of_it = []
    for into in (workspace.importing.trial(), nullcontext(workspace.importing)):
        with into as importing, pytest.raises(InvalidDocument) as fault:
            importing.canvas(canvas, SOURCE)
        said_of_it.append(str(fault.value).splitlines())
        assert dump(workspace.file) == before
    assert said_of_it[0] == said_of_it[1]
    assert all(line.startswith("canvas.json: ") for line in said_of_it[0])
    return [line.removeprefix("canvas.json: ") for line in said_of_it[0]]


def test_a_canvas_that_is_new_comes_in_whole(anna: Workspace) -> None:
    canvas = build.full_canvas()

    done = anna.importing.canvas(canvas, SOURCE)

    assert (done.canvas_id, done.title, done.new, done.source) == (
        canvas.id,
        canvas.title,
        True,
        str(SOURCE),
    )
    assert counts(done) == (2 + 6 + 135 + 27 + 9 + 9, 0, 0, 0)
    assert said(anna.canvases.get(canvas.id)) == said(canvas)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=often(40))
@given(canvas=strategies.canvases())
def test_whatever_a_canvas_holds_comes_in_as_it_is_with_its_own_moments(
    anna: Workspace, canvas: Canvas
) -> None:
    anna.importing.canvas(canvas, SOURCE)
    try:
        read = anna.canvases.get(canvas.id)
        assert said(read) == said(canvas)
        moments = {thing.id: thing.changed_at for _, thing in canvas.things()}
        assert {thing.id: thing.changed_at for _, thing in read.things()} == moments
        assert counts(anna.importing.canvas(canvas, SOURCE))[:3] == (0, 0, 0)
    finally:
        anna.regions.undo()


def test_hostile_texts_come_in_as_they_are(anna: Workspace) -> None:
    canvas = build.canvas(
        title=HOSTILE_NAMES[0],
        notes={CELL: HOSTILE_TEXTS},
        partners=tuple(build.partner(n, name) for n, name in enumerate(HOSTILE_NAMES, 1)),
    )

    read = keep(anna, canvas)

    assert [c.text for c in read.cell(*CELL)] == list(HOSTILE_TEXTS)
    assert [p.name for p in read.partners] == list(HOSTILE_NAMES)


def test_what_was_exported_comes_back_the_same(anna: Workspace, tmp_path: Path) -> None:
    canvas = keep(anna, build.full_canvas())
    read = canvas_in(interchange.write(canvas).encode(), "canvas.json", "canvas.json")

    with opened(tmp_path / "elders.db", "Bob") as elsewhere:
        elsewhere.importing.canvas(read, SOURCE)
        assert said(elsewhere.canvases.get(canvas.id)) == said(canvas)

    assert counts(anna.importing.canvas(read, SOURCE))[:3] == (0, 0, 0)


def test_importing_twice_changes_nothing_the_second_time(anna: Workspace, file: Path) -> None:
    canvas = build.full_canvas()
    anna.importing.canvas(canvas, SOURCE)
    before = dump(file)

    done = anna.importing.canvas(canvas, SOURCE)

    assert counts(done) == (0, 0, 0, 188)
    assert not done.new
    assert dump(file) == before


def test_what_is_written_here_later_stays_when_the_clock_of_the_other_ran_ahead(
    anna: Workspace,
) -> None:
    ahead = MOMENT + timedelta(days=365 * 50)
    file = build.canvas(contributions=(note(1, "Daar geschreven", changed_at=ahead),))
    anna.importing.canvas(file, SOURCE)
    canvas = anna.canvases.get(file.id)
    (there,) = canvas.contributions
    anna.contents.edit(canvas, there, text="Hier verbeterd")

    done = anna.importing.canvas(file, SOURCE)

    assert counts(done)[:3] == (0, 0, 1)
    assert [c.text for c in anna.canvases.get(file.id).contributions] == ["Hier verbeterd"]


def test_a_dry_run_counts_the_same_and_changes_nothing(anna: Workspace, file: Path) -> None:
    keep(anna, build.canvas(contributions=(note(1, "Oud"),)))
    newer = build.canvas(contributions=(note(1, "Nieuw", changed_at=LATER), note(2, "Erbij")))
    before = dump(file)

    with anna.importing.trial() as importing:
        tried = importing.canvas(newer, SOURCE)
    assert dump(file) == before

    assert anna.importing.canvas(newer, SOURCE) == tried
    assert counts(tried) == (1, 1, 0, 2)


def test_the_newest_of_two_versions_stays_and_nothing_is_deleted(anna: Workspace) -> None:
    keep(
        anna,
        build.canvas(
            contributions=(
                note(1, "Hier nieuwer", changed_at=LATER),
                note(2, "Hier ouder"),
                note(3, "Alleen hier"),
            )
        ),
    )

    done = anna.importing.canvas(
        build.canvas(
            contributions=(
                note(1, "Daar ouder"),
                note(2, "Daar nieuwer", changed_at=LATER),
                note(4, "Alleen daar"),
            )
        ),
        SOURCE,
    )

    assert (done.added, done.updated, done.kept, done.to_choose) == (1, 1, 0, 2)
    assert [c.text for c in anna.canvases.get(build.uid(0, CANVAS)).contributions] == [
        "Hier nieuwer",
        "Daar nieuwer",
        "Alleen hier",
        "Alleen daar",
    ]


def test_what_was_changed_here_after_the_export_is_not_lost(anna: Workspace) -> None:
    exported = keep(anna, build.canvas(contributions=(note(1, "Zoals het was"),)))
    anna.contents.edit(exported, exported.contributions[0], text="Zoals het nu is")

    done = anna.importing.canvas(exported, SOURCE)

    assert counts(done) == (0, 0, 1, 2)
    assert anna.canvases.get(exported.id).contributions[0].text == "Zoals het nu is"


def test_what_was_deleted_here_and_not_changed_there_stays_deleted(anna: Workspace) -> None:
    exported = keep(anna, build.canvas(contributions=(note(1, "Weg en terug"),)))
    anna.contents.delete(exported, exported.contributions[0])

    anna.importing.canvas(exported, SOURCE)

    assert anna.canvases.get(exported.id).contributions == ()


def test_a_canvas_that_was_deleted_here_comes_back_whole_when_it_is_imported(
    anna: Workspace,
) -> None:
    exported = keep(anna, build.full_canvas())
    anna.canvases.delete(exported.id)

    done = anna.importing.canvas(exported, SOURCE)

    assert done.new
    assert said(anna.canvases.get(exported.id)) == said(exported)
    assert anna.importing.canvas(exported, SOURCE).changed is False


def test_an_import_that_was_undone_can_be_done_again(anna: Workspace) -> None:
    ours = keep(anna, build.canvas(contributions=(note(1, "Oud"), note(2, "Blijft"))))
    theirs = build.canvas(
        contributions=(note(1, "Nieuw", changed_at=LATER), note(3, "Erbij", changed_at=LATER)),
    )
    done = anna.importing.canvas(theirs, SOURCE)
    after = anna.canvases.to_send(ours.id)
    anna.canvases.undo(ours.id)
    assert said(anna.canvases.get(ours.id)) == said(ours)

    again = anna.importing.canvas(theirs, SOURCE)

    assert counts(again) == counts(done)
    assert said(anna.canvases.get(ours.id)) == said(after)
    assert anna.canvases.to_send(ours.id).past == after.past


def test_a_cell_that_both_sides_rated_has_the_newest_rating_and_the_other_beside_it(
    anna: Workspace,
) -> None:
    keep(
        anna,
        build.canvas(
            ratings=(
                build.rating(1, *CELL, 2, reason="Hier"),
                build.rating(2, "aanpak", "overheid", 2, reason="Hier", changed_at=LATER),
            )
        ),
    )
    theirs = build.canvas(
        ratings=(
            build.rating(11, *CELL, 4, reason="Daar", changed_at=LATER),
            build.rating(12, "aanpak", "overheid", 4, reason="Daar"),
        )
    )

    done = anna.importing.canvas(theirs, SOURCE)

    assert (done.updated, done.to_choose) == (1, 2)
    read = anna.canvases.get(theirs.id)
    assert {(r.block, r.score, r.reason) for r in read.ratings} == {
        ("aanpak", 2, "Hier"),
        ("opgave", 4, "Daar"),
    }
    assert sorted(str(v.reading) for v in read.to_choose) == [
        "{'reason': 'Daar', 'score': 4}",
        "{'reason': 'Hier', 'score': 2}",
    ]
    again = anna.importing.canvas(theirs, SOURCE)
    assert (again.changed, again.to_choose) == (False, 0)


def test_one_undo_takes_an_import_back(anna: Workspace) -> None:
    ours = keep(
        anna,
        build.canvas(
            contributions=(note(1, "Oud"),), ratings=(build.rating(2, *CELL, 2, reason="Hier"),)
        ),
    )
    theirs = build.canvas(
        title="Anders",
        contributions=(note(1, "Nieuw", changed_at=LATER), note(3, "Erbij")),
        ratings=(build.rating(12, *CELL, 4, changed_at=LATER),),
    )
    anna.importing.canvas(theirs, SOURCE)
    after = said(anna.canvases.get(ours.id))

    anna.canvases.undo(ours.id)
    assert said(anna.canvases.get(ours.id)) == said(ours)

    anna.canvases.redo(ours.id)
    assert said(anna.canvases.get(ours.id)) == after


def test_the_import_of_a_new_canvas_is_undone_in_the_workspace(anna: Workspace) -> None:
    canvas = keep(anna, build.full_canvas())

    with pytest.raises(RequestError, match="nothing to undo"):
        anna.canvases.undo(canvas.id)
    anna.regions.undo()

    assert anna.canvases.lines() == []
    assert anna.regions.all() == []


def test_a_region_that_two_canvases_share_is_one_region_and_no_name_of_it_is_lost(
    anna: Workspace,
) -> None:
    def shared(name: str, **values: Any) -> Region:
        return build.region(1, name, **values)

    keep(anna, build.canvas(1, region=shared("De Kop")))
    done = anna.importing.canvas(
        build.canvas(2, region=shared("Noordelijke Veluwe", changed_at=LATER)), SOURCE
    )
    anna.importing.canvas(build.canvas(3, region=shared("Oud", changed_at=EARLIER)), SOURCE)

    assert (done.added, done.updated, done.to_choose) == (1, 1, 1)
    assert [r.name for r in anna.regions.all()] == ["Noordelijke Veluwe"]
    assert {anna.canvases.get(build.uid(0, n)).region.name for n in (1, 2, 3)} == {
        "Noordelijke Veluwe"
    }
    waiting = [anna.canvases.get(build.uid(0, n)).to_choose for n in (1, 2, 3)]
    assert [[v.reading for v in of] for of in waiting] == [[], ["De Kop"], ["Oud"]]


@pytest.fixture
def settled(anna: Workspace) -> Workspace:
    """A workspace with canvas 1 in region 1 and canvas 2 in region 2, each with a few things."""
    for number in (1, 2):
        keep(
            anna,
            build.canvas(
                number,
                region=build.region(number, f"Regio {number}"),
                partners=(build.partner(1, "Zoë", number),),
                contributions=(note(2, f"Van {number}", canvas=number),),
                ratings=(build.rating(3, *CELL, 3, number),),
            ),
        )
    return anna


def of(number: int, thing: Entity, id: str) -> Entity:
    """``thing`` with the id of something else, as a hostile document gives it."""
    return thing.model_copy(
        update={"id": id, "changed_at": LATER, "canvas_id": build.uid(0, number)}
    )


@pytest.mark.parametrize(
    "id",
    [
        build.uid(2, 1),
        build.uid(1, 1),
        build.uid(3, 1),
        build.uid(0, 1),
        build.uid(1),
        build.uid(2),
    ],
    ids=["contribution", "partner", "rating", "canvas", "region of canvas 1", "own region"],
)
def test_a_document_that_takes_the_id_of_something_else_is_refused(
    settled: Workspace, id: str
) -> None:
    hostile = build.canvas(
        3,
        region=build.region(3, "Regio 3"),
        contributions=(of(3, note(2, "Kaping", canvas=3), id),),
    )

    assert refused(settled, hostile) == [f"id {id} is in use for something else here"]


def test_a_document_that_moves_things_of_another_canvas_to_its_own_names_all_of_them(
    settled: Workspace,
) -> None:
    hostile = build.canvas(
        2,
        region=build.region(2, "Regio 2"),
        contributions=(of(2, note(2, "Kaping", canvas=2), build.uid(2, 1)),),
        partners=(of(2, build.partner(1, "Zoë", 2), build.uid(1, 1)),),
    )

    assert refused(settled, hostile) == [
        f"id {build.uid(1, 1)} is in use for something else here",
        f"id {build.uid(2, 1)} is in use for something else here",
    ]


def test_a_canvas_with_the_id_of_a_region_is_refused(settled: Workspace) -> None:
    canvas = build.canvas(3, region=build.region(3, "Regio 3"))
    hostile = canvas.model_copy(
        update={"head": canvas.head.model_copy(update={"id": build.uid(1)})}
    )

    assert refused(settled, hostile) == [f"id {build.uid(1)} is in use for something else here"]


def test_a_rating_that_moved_to_another_cell_is_refused(settled: Workspace) -> None:
    hostile = build.canvas(
        1,
        region=build.region(1, "Regio 1"),
        ratings=(build.rating(3, "aanpak", "overheid", 5, changed_at=LATER),),
    )

    assert refused(settled, hostile) == [f"rating {build.uid(3, 1)} is of another cell here"]


def test_ratings_that_changed_places_are_refused(anna: Workspace) -> None:
    one, two = build.rating(1, *CELL, 1), build.rating(2, "aanpak", "overheid", 5)
    keep(anna, build.canvas(ratings=(one, two)))
    hostile = build.canvas(
        ratings=(
            two.model_copy(update={"block": "opgave", "changed_at": LATER}),
            one.model_copy(update={"block": "aanpak", "changed_at": LATER}),
        )
    )

    assert len(refused(anna, hostile)) == 2


def test_a_canvas_that_was_started_from_another_template_is_refused(settled: Workspace) -> None:
    other = build.canvas(1, region=build.region(1, "Regio 1"), template=build.shipped_template())

    assert refused(settled, other) == [
        "template: is not the template that the canvas here was made with"
    ]


def test_what_is_found_after_an_import_is_what_there_is(settled: Workspace) -> None:
    settled.importing.canvas(
        build.canvas(
            1,
            region=build.region(1, "Regio 1"),
            contributions=(note(2, "Herschreven", changed_at=LATER),),
            ratings=(build.rating(13, *CELL, 5, reason="Beredeneerd", changed_at=LATER),),
        ),
        SOURCE,
    )

    assert [f.entity for f in settled.searching.find("herschreven")] == ["contribution"]
    assert [f.entity for f in settled.searching.find("beredeneerd")] == ["rating"]
    assert check.search_is_complete(settled.session.database)


def test_an_import_is_in_the_history_as_one_step(settled: Workspace, file: Path) -> None:
    assert rows(file, "SELECT who, kind, count(*) FROM history GROUP BY at ORDER BY id") == [
        ("Anna", "do", 5),
        ("Anna", "do", 5),
    ]


def test_two_people_who_import_at_once_do_not_spoil_each_others(
    anna: Workspace, bob: Workspace
) -> None:
    canvas = build.canvas(contributions=(note(1, "Oud"),))
    anna.importing.canvas(canvas, SOURCE)
    bob.importing.canvas(
        build.canvas(contributions=(note(1, "Van Bob", changed_at=LATER),)), SOURCE
    )
    anna.importing.canvas(canvas, SOURCE)

    assert anna.canvases.get(canvas.id).contributions[0].text == "Van Bob"
