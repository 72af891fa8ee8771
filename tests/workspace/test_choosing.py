"""What is compared is said in ids, names and tags; what is not there is answered with what is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support import build
from tests.support.comparing import scored
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.domain.selection import CanvasStatus, Selection
from welvaartcanvas.errors import RequestError, UnknownThing
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.choosing import selection, sides


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    """Two regions; in Ede contributions on small business (a theme of the template) and youth."""
    workspace = opened(tmp_path / "work.db")
    keep(
        workspace,
        scored(
            1,
            build.region(1, "Ede"),
            (3,),
            contributions=(
                build.contribution(5, "opgave", "overheid", "Winkels", 1, tags=("mkb", "Jongeren")),
            ),
        ),
    )
    keep(workspace, scored(2, build.region(2, "Zeist"), (4,)))
    return workspace


def test_nothing_named_means_all(here: Workspace) -> None:
    assert selection(here) == Selection()


def test_regions_are_named_by_the_start_of_their_id_and_count_once(here: Workspace) -> None:
    ede = next(region for region in here.regions.all() if region.name == "Ede")

    assert selection(here, regions=[ede.id, ede.id]).regions == (ede.id,)
    with pytest.raises(UnknownThing, match="does not exist"):
        selection(here, regions=["zzz"])
    with pytest.raises(UnknownThing, match="several regions"):
        selection(here, regions=[ede.id[:4]])


def test_provinces_are_named_by_code_or_name(here: Workspace) -> None:
    assert selection(here, provinces=["overijssel", "PV26"]).provinces == ("PV23", "PV26")
    with pytest.raises(UnknownThing, match="did you mean"):
        selection(here, provinces=["Overijsel"])


NAMES = [build.small_template().tag_name("mkb", language) for language in ("nl", "en")]


@pytest.mark.parametrize("asked", ["mkb", "MKB", *NAMES, f" {NAMES[0].lower()} "])
def test_a_theme_is_meant_by_its_key_and_by_its_names(here: Workspace, asked: str) -> None:
    assert selection(here, themes=[asked]).themes == ("mkb",)


def test_a_free_tag_is_a_theme_too(here: Workspace) -> None:
    assert selection(here, themes=["jongeren", "mkb", "Jongeren"]).themes == ("Jongeren", "mkb")


def test_a_theme_that_nobody_used_is_answered_with_those_in_use(here: Workspace) -> None:
    with pytest.raises(UnknownThing, match="theme zorg is not in use; choose from Jongeren, mkb"):
        selection(here, themes=["zorg"])


def test_without_any_theme_there_is_nothing_to_choose_from(tmp_path: Path) -> None:
    with (
        opened(tmp_path / "work.db") as empty,
        pytest.raises(UnknownThing, match="no contribution has one yet"),
    ):
        selection(empty, themes=["zorg"])


def test_of_very_many_themes_the_first_are_named(here: Workspace) -> None:
    notes = tuple(
        build.contribution(50 + n, "aanpak", "overheid", f"Tekst {n}", 3, tags=(f"thema {n:02}",))
        for n in range(40)
    )
    keep(here, build.canvas(3, region=build.region(3, "Vol"), contributions=notes))

    with pytest.raises(UnknownThing) as refused:
        selection(here, themes=["zorg"])
    assert len(refused.value.values["allowed"]) == 26
    assert str(refused.value).endswith("thema 22, …")


def test_a_template_is_one_of_those_in_use(here: Workspace) -> None:
    slug = build.small_template().slug

    assert selection(here, template=slug).template == slug
    with pytest.raises(UnknownThing, match=f"with template anders; choose from {slug}"):
        selection(here, template="anders")


def test_what_has_fixed_values_is_taken_as_it_is(here: Workspace) -> None:
    chosen = selection(
        here,
        clusters=["werkstad"],
        positions=["centrum"],
        statuses=["bezig"],
        changed_from=date(2026, 1, 1),
        changed_to=date(2026, 2, 1),
    )

    assert chosen == Selection(
        clusters=(Cluster.WERKSTAD,),
        positions=(Position.CENTRUM,),
        statuses=(CanvasStatus.BEZIG,),
        changed_from=date(2026, 1, 1),
        changed_to=date(2026, 2, 1),
    )


@pytest.mark.parametrize("asked", ["overheid", "Overheid", "GOVERNMENT", " government "])
def test_a_perspective_is_meant_by_its_key_and_by_its_names(here: Workspace, asked: str) -> None:
    compared = here.comparing.compare(Selection())

    assert sides(compared, [asked, "overheid"]) == ("overheid",)
    assert sides(compared, []) == ()
    with pytest.raises(UnknownThing, match="choose from ondernemers, onderwijs, overheid"):
        compared.seen_from(sides(compared, ["kerk"]))


def test_a_period_that_ends_before_it_starts_is_refused(here: Workspace) -> None:
    with pytest.raises(RequestError, match="turn the two around"):
        selection(here, changed_from=date(2026, 2, 1), changed_to=date(2026, 1, 1))
