"""Regions and canvases: made, listed, found by the start of their id, changed, deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import build
from tests.support.workspaces import dump, keep, opened, said
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.errors import Conflict, RequestError, UnknownThing
from welvaartcanvas.workspace import Workspace


def test_a_region_is_a_set_of_municipalities_with_what_makes_it_comparable(
    anna: Workspace,
) -> None:
    made = anna.regions.add(
        "Foodvalley",
        ["GM0289", "Ede", "GM0228"],
        cluster=Cluster.WERKSTAD,
        position=Position.POLYCENTRISCH,
        note="Sinds 2011",
    )

    assert anna.regions.get(made.id) == made
    assert made.municipalities == ("GM0228", "GM0289")
    assert (made.cluster, made.position, made.note) == (
        "werkstad",
        "polycentrisch",
        "Sinds 2011",
    )


def test_regions_are_listed_by_name_whatever_the_case(anna: Workspace) -> None:
    for name in ("twente", "Achterhoek", "Zuid-Limburg"):
        anna.regions.add(name)

    assert [r.name for r in anna.regions.all()] == ["Achterhoek", "twente", "Zuid-Limburg"]


def test_a_municipality_that_is_not_in_the_register_is_refused(anna: Workspace, file: Path) -> None:
    before = dump(file)

    with pytest.raises(UnknownThing, match="Atlantis is not in the register"):
        anna.regions.add("Verzonken", ["Atlantis"])

    assert dump(file) == before


def test_a_region_keeps_municipalities_that_no_longer_exist(anna: Workspace) -> None:
    canvas = keep(anna, build.canvas(region=build.region(municipalities=("GM0003", "GM0007"))))

    edited = anna.regions.edit(canvas.region, municipalities=("GM0003", "GM0153"))

    assert edited.municipalities == ("GM0003", "GM0153")
    with pytest.raises(UnknownThing):
        anna.regions.edit(edited, municipalities=("GM0007",))


def test_a_region_that_is_made_anew_keeps_the_codes_that_it_held(anna: Workspace) -> None:
    made = anna.regions.add("Delfzijl", ["GM0010", "Groningen"], held={"GM0010"})

    assert made.municipalities == ("GM0010", "GM0014")
    with pytest.raises(UnknownThing, match="GM0003"):
        anna.regions.add("Appingedam", ["GM0010", "GM0003"], held={"GM0010"})


def test_undo_brings_a_former_code_back(anna: Workspace) -> None:
    canvas = keep(anna, build.canvas(region=build.region(municipalities=("GM0003", "GM0153"))))

    anna.regions.edit(canvas.region, municipalities=("GM0153",))
    anna.regions.undo()

    assert anna.regions.get(canvas.region.id).municipalities == ("GM0003", "GM0153")


def test_a_region_with_canvases_is_not_deleted(anna: Workspace, canvas: Canvas, file: Path) -> None:
    before = dump(file)

    with pytest.raises(RequestError) as refused:
        anna.regions.delete(canvas.region)

    assert str(refused.value) == ("region Kop van de Veluwe has canvases (1); delete those first")
    assert dump(file) == before


def test_a_region_without_canvases_is_deleted_and_undo_brings_it_back(anna: Workspace) -> None:
    made = anna.regions.add("Foodvalley", ["GM0228"])

    anna.regions.delete(made)
    assert anna.regions.all() == []

    anna.regions.undo()
    assert [r.municipalities for r in anna.regions.all()] == [("GM0228",)]


def test_a_region_that_somebody_changed_is_shown_as_it_is_now(
    anna: Workspace, bob: Workspace
) -> None:
    made = anna.regions.add("Foodvalley")
    newest = bob.regions.edit(made, name="Regio Foodvalley")

    for do in (
        lambda: anna.regions.edit(made, name="Vallei"),
        lambda: anna.regions.delete(made),
    ):
        with pytest.raises(Conflict) as conflict:
            do()
        assert conflict.value.current == newest


def test_a_canvas_is_started_from_the_shipped_template(anna: Workspace) -> None:
    region = anna.regions.add("Foodvalley")

    head = anna.canvases.new("Genoeg vakmensen", region.id, description="Wat spreken we af?")

    canvas = anna.canvases.get(head.id)
    assert (canvas.head, canvas.region) == (head, region)
    assert canvas.template == build.shipped_template()
    assert list(canvas.things()) == []
    assert anna.canvases.template_of(anna.canvases.lines()[0]) == canvas.template


def test_a_canvas_keeps_the_template_that_it_was_started_from(
    anna: Workspace, tmp_path: Path, file: Path
) -> None:
    own = tmp_path / "templates" / "eigen.toml"
    own.parent.mkdir()
    shipped = build.shipped_template()
    text = (Path(__file__).parents[2] / "canvases" / "welvaart-model.toml").read_text("utf-8")
    own.write_text(text.replace('slug = "welvaart-model"', 'slug = "eigen"'), "utf-8")
    region = anna.regions.add("Foodvalley")
    head = anna.canvases.new("Met eigen sjabloon", region.id, "eigen")

    own.write_text("kapot", "utf-8")

    with opened(file) as later:
        kept = later.canvases.get(head.id).template
    assert kept.slug == "eigen"
    assert kept.blocks == shipped.blocks


@pytest.mark.parametrize("template", ["bestaat-niet", "", "../welvaart-model"])
def test_an_unknown_template_is_refused_and_names_those_there_are(
    anna: Workspace, template: str
) -> None:
    region = anna.regions.add("Foodvalley")

    with pytest.raises(UnknownThing, match="choose from welvaart-model"):
        anna.canvases.new("Titel", region.id, template)

    assert anna.canvases.lines() == []


def test_a_canvas_of_an_unknown_region_is_refused(anna: Workspace) -> None:
    with pytest.raises(UnknownThing, match=r"region .* does not exist"):
        anna.canvases.new("Titel", build.uid(9))


def test_title_description_and_region_of_a_canvas_are_changed(
    anna: Workspace, canvas: Canvas
) -> None:
    other = anna.regions.add("Foodvalley")

    anna.canvases.edit(canvas.head, title="Anders", description="Meer", region_id=other.id)

    read = anna.canvases.get(canvas.id)
    assert (read.title, read.head.description, read.region) == ("Anders", "Meer", other)
    anna.canvases.undo(canvas.id)
    assert said(anna.canvases.get(canvas.id)) == said(canvas)


@pytest.mark.parametrize("title", ["", "  ", "twee\nregels", "x" * 201])
def test_a_title_that_is_none_is_refused(anna: Workspace, canvas: Canvas, title: str) -> None:
    with pytest.raises(RequestError):
        anna.canvases.edit(canvas.head, title=title)

    assert anna.canvases.get(canvas.id) == canvas


def test_a_canvas_is_deleted_with_all_it_holds_and_undo_brings_all_of_it_back(
    anna: Workspace,
) -> None:
    canvas = keep(anna, build.full_canvas())

    anna.canvases.delete(canvas.id)
    assert anna.canvases.lines() == []
    with pytest.raises(UnknownThing):
        anna.canvases.get(canvas.id)

    anna.regions.undo()
    assert said(anna.canvases.get(canvas.id)) == said(canvas)
    anna.regions.redo()
    assert anna.canvases.lines() == []


def test_a_canvas_to_which_somebody_just_added_is_not_deleted_unseen(
    anna: Workspace, bob: Workspace, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = anna.canvases.get

    def while_bob_adds(id: str) -> Canvas:
        read = get(id)
        bob.contents.contribute(read, "opgave", "overheid", "Nog gauw iets")
        return read

    monkeypatch.setattr(anna.canvases, "get", while_bob_adds)
    with pytest.raises(Conflict, match="look at it again"):
        anna.canvases.delete(canvas.id)

    assert [c.text for c in get(canvas.id).contributions] == ["Nog gauw iets"]


def test_a_line_says_how_full_a_canvas_is_and_who_changed_it_last(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    line = anna.canvases.lines()[0]
    assert (line.id, line.title, line.cells, line.filled, line.rated, line.changed_by) == (
        canvas.id,
        "Genoeg vakmensen voor de regio",
        6,
        0,
        0,
        "Anna",
    )

    bob.contents.contribute(canvas, "opgave", "overheid", "Een")
    bob.contents.contribute(bob.canvases.get(canvas.id), "opgave", "overheid", "Twee")
    bob.contents.contribute(bob.canvases.get(canvas.id), "aanpak", "overheid", "Drie")
    rating = bob.contents.rate(canvas, "opgave", "overheid", 0)

    line = anna.canvases.lines()[0]
    assert (line.filled, line.rated, line.changed_by) == (2, 1, "Bob")
    assert line.changed_at == rating.changed_at
    assert line.region_id == canvas.region.id


def test_canvases_are_listed_the_last_changed_first(anna: Workspace) -> None:
    canvases = [keep(anna, build.empty_canvas(number=number)) for number in (1, 2, 3)]
    assert [line.id for line in anna.canvases.lines()] == [c.id for c in reversed(canvases)]

    anna.contents.rate(canvases[0], "opgave", "overheid", 3)

    assert [line.id for line in anna.canvases.lines()] == [
        canvases[0].id,
        canvases[2].id,
        canvases[1].id,
    ]


def test_an_id_may_be_shortened_to_any_start_that_fits_one(anna: Workspace, canvas: Canvas) -> None:
    other = keep(anna, build.empty_canvas(number=2))

    assert anna.canvases.resolve(canvas.id) == canvas.id
    assert anna.canvases.resolve("018F0000-0001") == canvas.id
    assert anna.canvases.resolve("018f0000-0002-7") == other.id
    assert anna.regions.resolve("0") == canvas.region.id
    with pytest.raises(UnknownThing, match="several canvases have an id that starts with 018f"):
        anna.canvases.resolve("018f")


@pytest.mark.parametrize(
    "start",
    ["", " ", "f", "018f0000-0009", "%", "_", "*", "g", "\udcff", "0" * 10_000, "018f' OR 1=1 --"],
)
def test_a_start_that_fits_nothing_is_one_line(anna: Workspace, canvas: Canvas, start: str) -> None:
    with pytest.raises(UnknownThing) as refused:
        anna.canvases.resolve(start)

    assert "does not exist; see: canvas list" in str(refused.value)
    assert "\n" not in str(refused.value)
    with pytest.raises(UnknownThing, match="see: region list"):
        anna.regions.resolve(start if start != "018f0000-0009" else "f")
    assert anna.canvases.get(canvas.id) == canvas


def test_what_two_people_do_they_undo_apart(
    anna: Workspace, bob: Workspace, canvas: Canvas
) -> None:
    anna.contents.contribute(canvas, "opgave", "overheid", "Van Anna")
    bob.contents.contribute(bob.canvases.get(canvas.id), "opgave", "overheid", "Van Bob")

    anna.canvases.undo(canvas.id)

    assert [c.text for c in bob.canvases.get(canvas.id).contributions] == ["Van Bob"]
    with pytest.raises(RequestError, match="nothing to undo"):
        anna.canvases.undo(canvas.id)


def test_a_change_of_ones_name_begins_a_history_of_ones_own(
    anna: Workspace, canvas: Canvas
) -> None:
    anna.contents.contribute(canvas, "opgave", "overheid", "Van Anna")
    anna.session.who = "Anna de Vries"

    with pytest.raises(RequestError, match="nothing to undo"):
        anna.canvases.undo(canvas.id)
