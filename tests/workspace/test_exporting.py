"""What an exported file is called, and that it appears whole."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from pypdf import PdfReader

from tests.support import build, strategies
from tests.support.hostile import HOSTILE_NAMES
from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.errors import OutputError
from welvaartcanvas.exchange import interchange
from welvaartcanvas.files import TargetExists
from welvaartcanvas.i18n import use_language
from welvaartcanvas.workspace import exporting
from welvaartcanvas.workspace.exporting import (
    ExportFormat,
    ExportKind,
    content,
    file_name,
    file_names,
    partner_file_names,
    write_export,
)

DAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("format", "kind", "language", "name"),
    [
        ("pdf", "report", "en", "kop-van-de-veluwe-vakmensen-in-cooperaties-report-000000.pdf"),
        ("pdf", "poster", "en", "kop-van-de-veluwe-vakmensen-in-cooperaties-poster-000000.pdf"),
        (
            "pdf",
            "review",
            "nl",
            "kop-van-de-veluwe-vakmensen-in-cooperaties-reactieronde-000000.pdf",
        ),
        (
            "pdf",
            "reactienota",
            "nl",
            "kop-van-de-veluwe-vakmensen-in-cooperaties-reactienota-000000.pdf",
        ),
        ("json", "report", "nl", "kop-van-de-veluwe-vakmensen-in-cooperaties-000000.json"),
        ("xlsx", "poster", "nl", "kop-van-de-veluwe-vakmensen-in-cooperaties-000000.xlsx"),
    ],
)
def test_a_file_is_called_after_region_canvas_and_kind(
    format: str, kind: str, language: str, name: str
) -> None:
    canvas = build.canvas(title="Vakmensen in coöperaties")

    with use_language(language):
        assert file_name(canvas, ExportFormat(format), ExportKind(kind)) == name


@given(*[strategies.names(200)] * 4)
def test_no_name_chooses_a_path_or_is_too_long(
    region: str, title: str, partner: str, asked: str
) -> None:
    canvas = build.canvas(title=title, region=build.region(name=region))
    partners = [build.partner(1, partner), build.partner(2, partner)]
    held = build.review_round(3, asked)

    with use_language("en"):
        names = [file_name(canvas, ExportFormat.PDF, ExportKind.REPORT)]
        names += partner_file_names(canvas, ExportKind.ROUND_REPORT, partners, held)

    for name in names:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.pdf", name)
        assert len(name) < 100
    assert len({*names}) == 3


@pytest.mark.parametrize(
    ("kind", "asked", "name"),
    [
        ("review", "Reactieronde 2", "kop-van-de-veluwe-vakmensen-reactieronde-2-anna-000000.pdf"),
        ("review", "Voorjaar", "kop-van-de-veluwe-vakmensen-reactieronde-voorjaar-anna-000000.pdf"),
        (
            "reactienota",
            "Reactieronde 2",
            "kop-van-de-veluwe-vakmensen-reactienota-reactieronde-2-anna-000000.pdf",
        ),
    ],
)
def test_a_file_of_a_round_is_called_after_it_too(kind: str, asked: str, name: str) -> None:
    canvas = build.canvas(title="Vakmensen")
    held, anna = build.review_round(904, asked), build.partner(901, "Anna")

    with use_language("nl"):
        assert file_name(canvas, ExportFormat.PDF, ExportKind(kind), anna, held) == name


@pytest.mark.parametrize("title", HOSTILE_NAMES)
def test_a_hostile_title_is_a_harmless_name(title: str, tmp_path: Path) -> None:
    canvas = build.canvas(title=title)

    target = tmp_path / file_name(canvas, ExportFormat.JSON, ExportKind.REPORT)
    written = write_export(canvas, ExportFormat.JSON, target, kind=ExportKind.REPORT, day=DAY)

    assert [written] == [target] == list(tmp_path.iterdir())
    assert written.read_bytes().startswith(b"{")


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("pdf", b"%PDF-"),
        ("json", b"{"),
        ("md", b"# "),
        ("csv", b"\xef\xbb\xbf"),
        ("xlsx", b"PK\x03\x04"),
    ],
)
def test_each_format_is_made(tmp_path: Path, format: str, start: bytes) -> None:
    canvas = build.canvas(notes={("opgave", "overheid"): ["Tekst"]})

    with use_language("en"):
        file = write_export(
            canvas,
            ExportFormat(format),
            tmp_path / f"canvas.{format}",
            kind=ExportKind.POSTER,
            day=DAY,
        )

    assert file.read_bytes().startswith(start)


def test_a_file_that_is_there_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "canvas.pdf").write_bytes(b"old")

    def worked(*_: object, **__: object) -> bytes:
        raise AssertionError("nothing should be made")

    monkeypatch.setattr(exporting, "content", worked)
    with pytest.raises(TargetExists):
        write_export(
            build.canvas(),
            ExportFormat.PDF,
            tmp_path / "canvas.pdf",
            kind=ExportKind.REPORT,
            day=DAY,
        )

    assert (tmp_path / "canvas.pdf").read_bytes() == b"old"


def test_a_file_that_is_there_is_replaced_when_that_was_asked(tmp_path: Path) -> None:
    (tmp_path / "canvas.json").write_bytes(b"old")

    write_export(
        build.canvas(),
        ExportFormat.JSON,
        tmp_path / "canvas.json",
        kind=ExportKind.REPORT,
        day=DAY,
        force=True,
    )

    assert (tmp_path / "canvas.json").read_bytes().startswith(b"{")


def test_two_canvases_with_one_title_get_names_of_their_own() -> None:
    canvases = [_with_id(build.uid(number, 1)) for number in (1, 2)]

    names = [file_name(canvas, ExportFormat.JSON, ExportKind.REPORT) for canvas in canvases]

    assert len(set(names)) == 2
    assert file_names(canvases, ExportFormat.JSON, ExportKind.REPORT) == names


def test_ids_that_end_alike_are_told_apart_in_one_folder() -> None:
    """Names from different computers may: a name has 24 bits of the id."""
    one, other, third = (_with_id(build.uid(*of)) for of in ((7, 1), (7, 2), (8, 1)))

    names = file_names([one, other, third], ExportFormat.JSON, ExportKind.REPORT)

    assert names[0].endswith(f"-{one.id}.json")
    assert names[1].endswith(f"-{other.id}.json")
    assert names[2] == file_name(third, ExportFormat.JSON, ExportKind.REPORT)


def _with_id(id: str) -> Canvas:
    """An empty canvas with that id; all have the same title and region."""
    head = build.head().model_copy(update={"id": id})
    return build.empty_canvas().model_copy(update={"head": head})


def test_a_place_whose_name_is_too_long_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="can't be written"):
        write_export(
            build.canvas(),
            ExportFormat.JSON,
            tmp_path / ("x" * 300),
            kind=ExportKind.REPORT,
            day=DAY,
        )


def test_a_file_for_one_partner_is_called_after_them_and_two_of_a_name_are_told_apart() -> None:
    canvas = build.canvas(title="Vakmensen")
    partners = [build.partner(n, name) for n, name in enumerate(("Anna", "Bert", "anna!"), 901)]

    with use_language("nl"):
        names = partner_file_names(canvas, ExportKind.REVIEW, partners)
        alone = file_name(canvas, ExportFormat.PDF, ExportKind.REVIEW, partners[1])

    assert names[1] == alone == "kop-van-de-veluwe-vakmensen-reactieronde-bert-000000.pdf"
    assert len({*names}) == 3
    assert names[0].startswith("kop-van-de-veluwe-vakmensen-reactieronde-anna-")


def carried(pdf: bytes) -> Canvas:
    (document,) = PdfReader(io.BytesIO(pdf)).attachments.values()
    return interchange.read(document[0], "uit de PDF")


def test_what_partners_get_has_no_comments_and_no_address_but_their_own() -> None:
    anna = build.partner(901, "Anna", email="anna@mbo.nl")
    bert = build.partner(902, "Bert", email="bert@bos.nl")
    asked = build.review_round(903, partners=(anna.id, bert.id))
    said = build.comment(904, "Niet waar", partner_id=bert.id, round_id=asked.id)
    own = build.comment(905, "Mooi", partner_id=anna.id, round_id=asked.id)
    canvas = build.canvas(partners=(anna, bert), rounds=(asked,), comments=(said, own))

    def made(kind: ExportKind, partner: Partner | None = None) -> Canvas:
        pdf = content(canvas, ExportFormat.PDF, kind=kind, day=DAY, round=asked, partner=partner)
        return carried(pdf)

    with use_language("nl"):
        for_anna = made(ExportKind.REVIEW, anna)
        for_all = made(ExportKind.REVIEW)
        nota = made(ExportKind.ROUND_REPORT)
        nota_for_anna = made(ExportKind.ROUND_REPORT, anna)
        report = made(ExportKind.REPORT)

    assert [p.email for p in for_anna.partners] == ["anna@mbo.nl", ""]
    assert [p.email for p in for_all.partners] == ["", ""]
    assert [p.email for p in nota.partners] == ["", ""]
    assert for_anna.comments == for_all.comments == ()
    assert for_anna.rounds == (asked,)
    assert nota.comments == report.comments == (said, own)
    assert nota_for_anna.comments == (own,)
    # A report is for who works on the canvas too: it carries all of it.
    assert report.partners == (anna, bert)
