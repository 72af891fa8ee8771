"""The report: everything that was typed is in it, readable, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT
from tests.support.often import often
from tests.support.pdf import fonts, ink, reader, source_of, squeezed, typed_text
from tests.support.strategies import canvases
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.report import ReportKind, render

DAY = date(2026, 11, 22)
NAMES = {"GM0232": "Epe", "GM0244": "Hattem"}


def report(canvas: Canvas, language: str = "nl", day: date = DAY) -> bytes:
    with use_language(language):
        return render(
            canvas, ReportKind.REPORT, day=day, municipalities=NAMES, source=source_of(canvas)
        )


def typed_in(canvas: Canvas) -> list[str]:
    """Everything that people typed in ``canvas`` and its region."""
    texts = [canvas.title, canvas.head.description, canvas.region.name, canvas.region.note]
    for contribution in canvas.contributions:
        tags = (canvas.template.tag_name(tag, "nl") for tag in contribution.tags)
        texts += [contribution.text, *tags]
    texts += [rating.reason for rating in canvas.ratings]
    for question in canvas.learning_questions:
        texts += [question.text, question.from_whom]
    for action in canvas.actions:
        texts += [action.text, action.who]
    for partner in canvas.partners:
        texts += [partner.name, partner.organisation]
    return texts


def assert_whole(canvas: Canvas, pdf: bytes) -> None:
    said = typed_text(pdf)
    for text in typed_in(canvas):
        assert squeezed(text) in said, text


@pytest.fixture(scope="module")
def full() -> Canvas:
    return build.full_canvas()


@pytest.fixture(scope="module")
def full_pdf(full: Canvas) -> bytes:
    return report(full)


def test_nothing_that_was_typed_is_missing(full: Canvas, full_pdf: bytes) -> None:
    assert_whole(full, full_pdf)


def test_another_reader_finds_every_contribution_too(full: Canvas, full_pdf: bytes) -> None:
    said = squeezed("".join(page.extract_text() for page in reader(full_pdf).pages[4:22]))
    found = [c for c in full.contributions if squeezed(c.text) in said]
    # A text that goes on over a page has the running lines in between for this reader.
    assert len(found) > 0.9 * len(full.contributions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_in_the_language_in_force(full: Canvas, language: str) -> None:
    pdf = report(full, language)
    said = typed_text(pdf)
    assert reader(pdf).root_object["/Lang"] == language
    for block in full.template.blocks:
        assert squeezed(block.question(language)) in said
    for anchor in full.template.anchors:
        assert squeezed(anchor.text(language)) in said
    for kind in full.template.kinds:
        assert squeezed(kind.name(language)) in said
    assert ("22november2026" if language == "nl" else "22November2026") in said


def test_municipalities_have_their_names_and_unknown_codes_stay() -> None:
    region = build.region(municipalities=("GM0232", "GM9999"))
    pdf = report(build.canvas(region=region))
    assert "Epe,GM9999" in typed_text(pdf)


def test_the_title_page_comes_first_and_the_pages_are_counted(full_pdf: bytes) -> None:
    pages = reader(full_pdf).pages
    first = "".join(i.text or "" for i in ink(pages[0]))
    assert "Genoeg vakmensen in techniek, bouw en zorg" in first
    with use_language("nl"):
        from welvaartcanvas.i18n import _

        for number, page in enumerate(pages[1:], start=2):
            count = _("page {page} of {total}").format(page=number, total=len(pages))
            assert count in [i.text for i in ink(page) if i.tag == "/Artifact"]


def test_bookmarks_and_contents_lead_to_every_section(full: Canvas, full_pdf: bytes) -> None:
    file = reader(full_pdf)
    titles = [str(entry["/Title"]) for entry in file.outline]
    blocks = [f"{b.number}  {b.title('nl')}" for b in full.template.reading_order]
    assert [title for title in titles if title in blocks] == blocks
    pages = [file.get_destination_page_number(entry) for entry in file.outline]
    assert pages == sorted(pages)
    links = [a.get_object() for a in file.pages[1]["/Annots"]]
    assert [link["/Contents"] for link in links] == [
        title.split("  ", 1)[-1] for title in titles[1:]
    ]
    for title, page in zip(titles, pages, strict=True):
        assert title.split("  ")[-1] in "".join(i.text or "" for i in ink(file.pages[page]))


def test_a_board_finds_the_numbers_of_the_chart_in_a_table(full_pdf: bytes) -> None:
    cells: dict[tuple[int, int | None], str] = {}
    for number, page in enumerate(reader(full_pdf).pages):
        for i in ink(page):
            if i.tag in ("/TD", "/TH"):
                cells[number, i.id] = cells.get((number, i.id), "") + (i.text or "")
    texts = list(cells.values())
    at = texts.index("5  Samenspel en leiderschap")
    assert texts[at + 1 : at + 6] == ["1", "3", "5", "3,0", "4"]


def test_an_empty_canvas_says_calmly_that_nothing_is_there_yet() -> None:
    pdf = report(build.empty_canvas(build.shipped_template()), "en")
    said = typed_text(pdf)
    assert said.count("Nocontributionyet") == 27
    assert said.count("Noratingyet") == 27
    assert "noagendayet" in said


def test_all_ink_belongs_to_something_and_all_fonts_are_embedded(full_pdf: bytes) -> None:
    for page in reader(full_pdf).pages:
        assert all(i.tag for i in ink(page))
    for font in fonts(full_pdf):
        (descendant,) = (d.get_object() for d in font["/DescendantFonts"])
        assert "/FontFile2" in descendant["/FontDescriptor"]


def test_the_same_canvas_and_day_give_the_same_bytes(full: Canvas, full_pdf: bytes) -> None:
    assert report(full) == full_pdf
    assert report(full, day=date(2026, 11, 23)) != full_pdf


def test_a_full_report_is_small_enough_to_mail(full_pdf: bytes) -> None:
    assert len(full_pdf) < 160_000


def test_two_thousand_contributions_flow_over_pages() -> None:
    canvas = build.full_canvas(per_cell=75)
    assert len(canvas.contributions) > 2000
    pdf = report(canvas)
    said = typed_text(pdf)
    assert all(squeezed(c.text) in said for c in canvas.contributions)
    assert 200 < len(reader(pdf).pages) < 500


@pytest.fixture(scope="module")
def hostile() -> Canvas:
    """Hostile texts and names in every field that takes them."""
    cells = build.small_template().cells
    numbers = iter(range(1, 900))
    partners = tuple(
        build.partner(next(numbers), name, organisation=name) for name in HOSTILE_NAMES
    )
    return build.canvas(
        title="<para>[bold]{0} & 😀</para>",
        description="".join(HOSTILE_TEXTS[:40]),
        region=build.region(name="%s \\ (regio", note="</b>\n\n\tmet tab"),
        partners=partners,
        contributions=tuple(
            build.contribution(
                next(numbers),
                *cells[i % len(cells)],
                text,
                tags=HOSTILE_NAMES[i % len(HOSTILE_NAMES) :][:1],
                partner_id=partners[i % len(partners)].id,
            )
            for i, text in enumerate((*HOSTILE_TEXTS, LONGEST_TEXT))
        ),
        ratings=tuple(
            build.rating(next(numbers), *cell, i % 6, reason=HOSTILE_TEXTS[-1 - i])
            for i, cell in enumerate(cells)
        ),
        learning_questions=tuple(
            build.learning_question(next(numbers), "opgave", text, from_whom=name)
            for text, name in zip(HOSTILE_TEXTS, HOSTILE_NAMES, strict=False)
        ),
        actions=tuple(
            build.action(next(numbers), "aanpak", text, who=name)
            for text, name in zip(reversed(HOSTILE_TEXTS), HOSTILE_NAMES, strict=False)
        ),
    )


def test_hostile_texts_come_out_as_they_were_typed(hostile: Canvas) -> None:
    pdf = report(hostile)
    assert_whole(hostile, pdf)
    for page in reader(pdf).pages:
        assert all(i.tag for i in ink(page))


def test_a_long_text_in_every_field_flows_over_pages() -> None:
    long = LONGEST_TEXT
    canvas = build.canvas(
        description=long,
        region=build.region(note=long),
        notes={("opgave", "overheid"): [long]},
        ratings=(
            build.rating(1, "opgave", "overheid", 1, reason=long),
            build.rating(2, "opgave", "onderwijs", 5, reason=long),
        ),
        learning_questions=(build.learning_question(3, "opgave", long),),
        actions=(build.action(4, "opgave", long),),
    )
    said = typed_text(report(canvas))
    # Description and note stand in one place, the other five in two.
    assert said.count("Vakmensen") == 12 * long.count("Vakmensen")
    assert said.count("!") == 12


@settings(max_examples=often(25))
@given(canvases())
def test_any_canvas_makes_a_report_that_holds_all_of_it(canvas: Canvas) -> None:
    assert_whole(canvas, report(canvas))


def test_progress_counts_to_the_end(full: Canvas) -> None:
    steps: list[tuple[int, int]] = []
    render(
        full,
        ReportKind.REPORT,
        day=DAY,
        municipalities=NAMES,
        source=source_of(full),
        progress=lambda done, total: steps.append((done, total)),
    )
    totals = {total for _done, total in steps}
    assert len(totals) == 1
    assert [done for done, _total in steps] == list(range(1, totals.pop() + 1))
