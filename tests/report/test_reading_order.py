"""Who listens to a report hears the canvas in its own order, each text once, in its language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import pytest

from tests.support import build
from tests.support.hostile import HOSTILE_TEXTS
from tests.support.pdf import ink, reader, squeezed
from tests.support.templates import four_sided, largest, odd
from welvaartcanvas.domain.analysis import agenda, profile
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.template import Template, read_template
from welvaartcanvas.i18n import date_text, number_text, use_language
from welvaartcanvas.report.canvas_report import canvas_report
from welvaartcanvas.report.pdf.document import Attachment, Document, Metadata
from welvaartcanvas.report.pdf.tree import Marked, Node, Role
from welvaartcanvas.report.pdf.writer import write
from welvaartcanvas.report.view import CanvasView
from welvaartcanvas.wording import action_status_name, findings, work_form_name

DAY = date(2026, 1, 31)
#: The most bytes that a text in the file may take (ISO 19005-3, 6.1.13).
LIMIT = 32_767


class Report(NamedTuple):
    """A report of a canvas: its tree, and what each sequence of marked content says."""

    canvas: Canvas
    root: Node
    texts: Mapping[tuple[int, int], str]

    def says(self, node: Node) -> str:
        """Everything that is read of ``node``, without blanks."""
        parts = []
        for kid in node.kids:
            if isinstance(kid, Node):
                parts.append(self.says(kid))
            elif isinstance(kid, Marked):
                parts.append(self.texts[kid.page, kid.id])
        return squeezed("".join(parts))

    def said(self, node: Node) -> list[str]:
        """What is read of ``node``, part by part: a part holds no other node."""
        parts = [part for part in node.walk() if not any(isinstance(k, Node) for k in part.kids)]
        return [self.says(part) for part in parts if part.role is not Role.FIGURE]

    def section(self, title: str) -> Node:
        """The section with that heading."""
        (found,) = (s for s in self.root.kids if isinstance(s, Node) and self._title(s) == title)
        return found

    def _title(self, section: Node) -> str:
        return next(self.says(n) for n in section.walk() if n.role is Role.H1)


def laid_out(canvas: Canvas, language: str = "nl", source: bytes = b"") -> Document:
    document = Document(Metadata("T", "A", "S", "Welvaartcanvas 1.0", language, DAY))
    if source:
        document.attach(Attachment("canvas.json", "application/json", source, "T"))
    with use_language(language):
        canvas_report(document, CanvasView(canvas, DAY, {}), lambda done, total: None)
    return document


def report_of(canvas: Canvas, language: str = "nl", source: bytes = b"") -> Report:
    document = laid_out(canvas, language, source)
    texts: defaultdict[tuple[int, int], str] = defaultdict(str)
    for number, page in enumerate(reader(write(document)).pages):
        for i in ink(page):
            if i.id is not None:
                texts[number, i.id] += i.text or ""
    return Report(canvas, document.root, texts)


def hostile() -> Canvas:
    """Every hostile text in the cells of two blocks."""
    template = build.small_template()
    cells = template.cells
    return build.canvas(
        template=template,
        notes={cell: HOSTILE_TEXTS[i :: len(cells)] for i, cell in enumerate(cells)},
        scores={cell: i for i, cell in enumerate(cells)},
    )


CANVASES: dict[str, Callable[[], Canvas]] = {
    "full": build.full_canvas,
    "over many pages": lambda: build.full_canvas(per_cell=20),
    "empty": lambda: build.empty_canvas(build.shipped_template()),
    "four sides": lambda: build.full_canvas(template=four_sided()),
    "numbered against its layout": lambda: build.full_canvas(template=odd()),
    "hostile": hostile,
}


@pytest.fixture(scope="module", params=CANVASES)
def report(request: pytest.FixtureRequest) -> Report:
    return report_of(CANVASES[request.param]())


def squeezed_all(texts: Iterator[str]) -> list[str]:
    return [text for text in map(squeezed, texts) if text]


def test_a_block_is_read_perspective_by_perspective_in_the_order_of_the_canvas(
    report: Report,
) -> None:
    canvas = report.canvas

    def expected() -> Iterator[str]:
        block_profile = profiles[block.key]
        yield f"{block.number}{block.title('nl')}"
        yield block.question("nl")
        yield "".join(findings(block_profile))
        for side in canvas.template.perspectives:
            yield side.name("nl")
            rating = canvas.rating(block.key, side.key)
            if rating:
                yield f"{rating.score}{canvas.template.anchor(rating.score).text('nl')}"
                yield rating.reason
            else:
                yield "Nog geen waardering"
            said = canvas.cell(block.key, side.key)
            for contribution in said:
                yield contribution.text
                partner = canvas.partner(contribution)
                kind = contribution.kind and canvas.template.kind(contribution.kind).name("nl")
                by = partner and f"{partner.name} ({partner.organisation})"
                tags = ", ".join(canvas.template.tag_name(t, "nl") for t in contribution.tags)
                yield " · ".join(filter(None, (kind, by, tags)))
            if not said:
                yield "Nog geen bijdrage"
        questions = canvas.learning_questions_of(block.key)
        yield "Leervragen" if questions else ""
        for question in questions:
            yield question.text
            assert question.work_form
            yield f"Van: {question.from_whom} · {work_form_name(question.work_form)}"
        actions = canvas.actions_of(block.key)
        yield "Acties" if actions else ""
        for action in actions:
            yield action.text
            assert action.due
            status = action_status_name(action.status)
            yield f"{action.who} · {date_text(action.due)} · {status}"

    profiles = {p.block: p for p in profile(canvas)}
    read = []
    for block in canvas.template.reading_order:
        section = report.section(squeezed(f"{block.number}{block.title('nl')}"))
        read.append(section)
        assert report.said(section) == squeezed_all(expected())
    assert read == [section for section in report.root.kids if section in read]


def test_the_agenda_is_read_block_by_block_from_the_largest_difference(report: Report) -> None:
    canvas = report.canvas

    def expected() -> Iterator[str]:
        for item in agenda(canvas):
            block = canvas.template.block(item.profile.block)
            yield f"{block.number}{block.title('nl')}"
            assert item.profile.mean is not None
            yield (
                f"verschil {item.profile.spread}, gemiddelde {number_text(item.profile.mean)}"
                if item.sides
                else f"elke waardering is {item.profile.given[0]}"
            )
            yield "".join(findings(item.profile))
            for side in item.sides:
                score = side.rating.score
                yield canvas.template.perspective(side.perspective).name("nl")
                yield str(score)
                yield canvas.template.anchor(score).text("nl")
                yield side.rating.reason
                for contribution in side.contributions:
                    yield contribution.text

    _title, _lead, *read = report.said(report.section("Gespreksagenda"))
    assert read == squeezed_all(expected())


def test_the_picture_is_read_block_by_block_with_all_its_values(report: Report) -> None:
    canvas = report.canvas
    section = report.section(squeezed("Het canvas in één beeld"))
    blocks = [node for node in section.walk() if node.role is Role.FIGURE]
    assert len(blocks) == len(canvas.template.blocks)
    for block, figure in zip(canvas.template.reading_order, blocks, strict=True):
        assert figure.alternative.startswith(f"{block.number} {block.title('nl')}. ")
        for side in canvas.template.perspectives:
            rating = canvas.rating(block.key, side.key)
            rated = f"waardering {rating.score}" if rating else "geen waardering"
            assert f"{side.name('nl')}: {rated}" in figure.alternative


def test_the_mark_of_every_perspective_is_told_in_a_word(report: Report) -> None:
    read = report.said(report.section(squeezed("Zo leest u dit rapport")))
    words = {
        "diamond": "ruit",
        "circle": "rondje",
        "square": "vierkant",
        "triangle": "driehoek",
        "star": "ster",
    }
    for side in report.canvas.template.perspectives:
        at = read.index(squeezed(side.name("nl")))
        assert read[at + 1] == words[side.shape]


def test_the_coverage_is_a_table_with_a_number_for_every_cell(report: Report) -> None:
    canvas = report.canvas
    section = report.section(squeezed("Het canvas in één beeld"))
    tables = [node for node in section.walk() if node.role is Role.TABLE]
    said: defaultdict[str, list[str]] = defaultdict(list)
    for table in tables:
        for row in (node for node in table.walk() if node.role is Role.ROW):
            name, *cells = (report.says(cell) for cell in row.kids if isinstance(cell, Node))
            said[name] += cells
    blocks = canvas.template.reading_order
    assert said.pop("Bouwsteen") == [str(block.number) for block in blocks]
    assert said == {
        squeezed(side.name("nl")): [str(len(canvas.cell(b.key, side.key))) for b in blocks]
        for side in canvas.template.perspectives
    }


def test_the_chart_says_every_rating_and_the_table_has_it_too(report: Report) -> None:
    canvas = report.canvas
    section = report.section(squeezed("Profiel van de waarderingen"))
    if not canvas.ratings:
        assert report.said(section)[1:] == [squeezed("Er is nog niets gewaardeerd.")]
        return
    charts = [node for node in section.walk() if node.role is Role.FIGURE]
    said = "\n".join(chart.alternative for chart in charts).splitlines()
    rows = [node for node in section.walk() if node.role is Role.ROW][2:]
    for block_profile, words, row in zip(profile(canvas), said, rows, strict=True):
        block = canvas.template.block(block_profile.block)
        scores = ["–" if score is None else str(score) for _key, score in block_profile.scores]
        named = zip(canvas.template.perspectives, scores, strict=True)
        assert words.startswith(f"{block.number} {block.title('nl')}: ")
        assert ", ".join(f"{side.name('nl')} {score}" for side, score in named) in words
        assert all(finding in words for finding in findings(block_profile))
        cells = [report.says(cell) for cell in row.kids if isinstance(cell, Node)]
        assert cells[0] == squeezed(f"{block.number}{block.title('nl')}")
        assert cells[1 : 1 + len(scores)] == scores


def test_what_follows_from_the_canvas_is_read_in_tables_by_block(report: Report) -> None:
    canvas = report.canvas
    for title, things in (
        ("Leervragen", canvas.learning_questions_of),
        ("Acties", canvas.actions_of),
    ):
        rows = [n for n in report.section(title).walk() if n.role is Role.ROW][1:]
        read = [
            report.says(next(n for n in row.kids if isinstance(n, Node) and n.role is Role.CELL))
            for row in rows
        ]
        expected = [t.text for b in canvas.template.reading_order for t in things(b.key)]
        assert read == [squeezed(text) for text in expected]


def test_everything_that_was_typed_is_read_and_headings_say_where(report: Report) -> None:
    said = report.says(report.root)
    for contribution in report.canvas.contributions:
        assert squeezed(contribution.text) in said


# Languages


def spoken(report: Report, text: str) -> set[str]:
    """The languages of the paragraphs and cells that say ``text`` alone."""
    return {
        node.language
        for node in report.root.walk()
        if node.kids
        and not any(isinstance(kid, Node) for kid in node.kids)
        and report.says(node) == squeezed(text)
    }


def test_an_english_report_of_a_dutch_canvas_reads_dutch_where_it_is_dutch() -> None:
    canvas = build.full_canvas()
    report = report_of(canvas, "en")
    typed = [canvas.title, canvas.head.description, canvas.region.note]
    typed += [c.text for c in canvas.contributions] + [r.reason for r in canvas.ratings]
    typed += [q.text for q in canvas.learning_questions] + [a.text for a in canvas.actions]
    for text in filter(None, typed):
        assert spoken(report, text) == {"nl"}
    for block in canvas.template.blocks:
        assert spoken(report, block.question("en")) == {""}


def test_a_dutch_report_of_it_needs_no_other_language() -> None:
    report = report_of(build.full_canvas())
    assert {node.language for node in report.root.walk()} == {""}


def only_dutch() -> Template:
    """The small template without its English."""

    def dutch(value: object) -> object:
        if isinstance(value, dict):
            if set(value) == {"nl", "en"}:
                return {"nl": value["nl"]}
            return {key: dutch(item) for key, item in value.items()}
        return [dutch(item) for item in value] if isinstance(value, list) else value

    data = {key: dutch(value) for key, value in build.small_template_data().items()}
    return read_template({**data, "languages": ["nl"]}, "alleen-nederlands")


def test_what_a_template_has_in_another_language_alone_is_read_in_that_language() -> None:
    template = only_dutch()
    report = report_of(build.full_canvas(template=template), "en")
    for block in template.blocks:
        assert spoken(report, block.question("nl")) == {"nl"}
        assert spoken(report, f"{block.number} {block.title('nl')}") == {"nl"}
    for side in template.perspectives:
        assert spoken(report, side.name("nl")) <= {"nl", ""}
    assert spoken(report, template.introduction("nl")) == {"nl"}
    assert spoken(report, "Actions") == {""}
    signs = [n for n in report.root.walk() if n.role is Role.FIGURE and n.alternative == "Strength"]
    assert {figure.language for figure in signs} == {"en"}  # within a Dutch entry of the contents


# What a file can hold


@pytest.mark.parametrize("template", [build.shipped_template, largest], ids=["shipped", "largest"])
def test_no_text_of_a_figure_is_longer_than_a_file_can_hold(
    template: Callable[[], Template],
) -> None:
    root = laid_out(build.empty_canvas(template())).root
    alternatives = [node.alternative for node in root.walk() if node.alternative]
    assert alternatives
    assert max(len(text.encode("utf-16-be")) + 2 for text in alternatives) <= LIMIT


# The last page


def test_the_last_section_says_what_the_file_carries_and_its_fingerprint() -> None:
    canvas = build.full_canvas()
    source = b'{"een": "canvas"}'
    report = report_of(canvas, source=source)
    section = report.section(squeezed("Over dit document"))
    assert section is report.root.kids[-1]
    said = report.says(section)
    assert squeezed("31 januari 2026, met Welvaartcanvas 1.0") in said
    assert squeezed("welvaartcanvas import BESTAND.pdf") in said
    assert squeezed("en dat bestand terugsturen") in said
    assert squeezed("Welvaart Model canvas, versie 1 (welvaart-model)") in said
    # printf '{"een": "canvas"}' | sha256sum
    assert "0fe4d88a240fc38d644bf497956b146f67b3dabc93c8fee964e026d22d6fdb9a" in said


def test_the_fingerprint_stands_in_groups_to_read_aloud() -> None:
    from welvaartcanvas.report.sections.colophon import fingerprint

    groups = fingerprint(b"x").split()
    assert [len(group) for group in groups] == [8] * 8
