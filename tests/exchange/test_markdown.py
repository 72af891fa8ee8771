"""The Markdown text shows what was typed as it was typed, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.support import build, strategies
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT
from welvaartcanvas.domain.canvas import ActionStatus, Canvas, WorkForm
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.exchange.markdown import escaped, write_markdown
from welvaartcanvas.i18n import use_language

COMMONMARK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def ascii_start(text: str) -> str:
    return ascii(text)[1:30]


def shown(markdown: str, reader: MarkdownIt = COMMONMARK) -> list[str]:
    """What a reader shows: the text of each paragraph and heading, lines apart."""
    return [visible("".join(_texts(t))) for t in reader.parse(markdown) if t.type == "inline"]


def _texts(inline: Token) -> Iterator[str]:
    for token in inline.children or []:
        assert token.type in ("text", "text_special", "hardbreak"), token.type
        yield "\n" if token.type == "hardbreak" else token.content


def indented(text: str) -> str:
    """``text`` without what can't be seen: sorts of blank, blanks at the end, empty ends."""
    lines = (line.expandtabs(4).replace("\u00a0", " ").rstrip() for line in text.split("\n"))
    return "\n".join(lines).strip("\n")


def visible(text: str) -> str:
    """``text`` as :func:`indented` where it begins a paragraph, and so has no indentation."""
    return indented(text).strip()


@pytest.mark.parametrize("reader", [COMMONMARK, GITHUB], ids=["CommonMark", "GitHub"])
@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, LONGEST_TEXT], ids=ascii_start)
def test_a_text_is_shown_as_it_was_typed(text: str, reader: MarkdownIt) -> None:
    canvas = build.canvas(
        description=text,
        region=build.region(note=text),
        notes={("opgave", "overheid"): [text]},
        ratings=(build.rating(1, "opgave", "overheid", 3, reason=text),),
        learning_questions=(build.learning_question(2, "opgave", text),),
        actions=(build.action(3, "opgave", text),),
    )
    with use_language("en"):
        said = shown(write_markdown(canvas), reader)

    assert said.count(visible(text)) == 4  # description, note, contribution, learning question
    assert f"Rating: 3 of 5, Agreed on paper\n{indented(text)}" in said
    assert f"{visible(text)}\n(open)" in said


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii_start)
def test_a_name_is_shown_as_it_was_typed(name: str) -> None:
    canvas = build.canvas(
        title=name,
        region=build.region(name=name),
        partners=(build.partner(1, name, organisation=name),),
        contributions=(
            build.contribution(2, "opgave", "overheid", partner_id=build.uid(1, 1), tags=(name,)),
        ),
    )
    with use_language("en"):
        said = shown(write_markdown(canvas))

    assert said[0] == visible(name)
    assert f"Region: {visible(name)}" in said
    assert f"{visible(name)}\n({visible(name)})" in said
    assert f"Jongeren blijven voor de techniek\n({visible(name)} · {visible(name)})" in said


@given(strategies.names())
def test_a_title_is_one_heading(name: str) -> None:
    with use_language("en"):
        tokens = COMMONMARK.parse(write_markdown(build.canvas(title=name)))

    assert [t.tag for t in tokens[:3]] == ["h1", "", "h1"]
    assert visible("".join(_texts(tokens[1]))) == visible(name)


@given(strategies.canvases())
def test_everything_that_was_typed_is_there(canvas: Canvas) -> None:
    with use_language("en"):
        said = "\n".join(shown(write_markdown(canvas)))

    typed = [canvas.title, canvas.region.name, canvas.region.note, canvas.head.description]
    typed += [c.text for c in canvas.contributions] + [r.reason for r in canvas.ratings]
    typed += [q.text for q in canvas.learning_questions] + [a.text for a in canvas.actions]
    typed += [q.from_whom for q in canvas.learning_questions] + [a.who for a in canvas.actions]
    typed += [tag for c in canvas.contributions for tag in c.tags]
    typed += [v for p in canvas.partners for v in (p.name, p.organisation)]
    assert [text for text in typed if visible(text) not in said] == []


@pytest.mark.parametrize(
    ("line", "markdown"),
    [
        ("Meer techniek, minder regels.", "Meer techniek, minder regels."),
        ("3.5 miljoen (2026): 10% - 5 + 2 = 7", "3.5 miljoen (2026): 10% - 5 + 2 = 7"),
        ("- punt", "\\- punt"),
        ("1. eerst", "1\\. eerst"),
        ("2026) daarna", "2026\\) daarna"),
        ("===", "\\==="),
        ("# kop", "\\# kop"),
        ("<b> & *x*", "&lt;b&gt; &amp; \\*x\\*"),
        ("  ver  van elkaar ", "\u00a0\u00a0ver\u00a0 van elkaar"),
        ("a\tb", "a\u00a0\u00a0 b"),
    ],
)
def test_only_what_would_mean_something_is_escaped(line: str, markdown: str) -> None:
    assert escaped(line) == markdown


def test_a_canvas_reads_from_its_title_to_its_partners() -> None:
    canvas = build.canvas(
        title="Genoeg vakmensen",
        region=build.region(cluster=Cluster.WERKSTAD, position=Position.CENTRUM),
        description="Waarom we dit doen.",
        partners=(build.partner(1, "Fatima", perspective="onderwijs", organisation="Mbo"),),
        contributions=(
            build.contribution(
                2,
                "opgave",
                "onderwijs",
                "Stages\nin de buurt",
                kind="kans",
                partner_id=build.uid(1, 1),
                tags=("mkb", "jongeren"),
            ),
        ),
        ratings=(
            build.rating(3, "opgave", "onderwijs", 5, reason="Het werkt."),
            build.rating(4, "opgave", "overheid", 2),
        ),
        learning_questions=(
            build.learning_question(
                5, "opgave", "Hoe doen zij het?", from_whom="Twente", work_form=WorkForm.LEERKRING
            ),
        ),
        actions=(build.action(6, "opgave", "Bellen", who="Fatima", status=ActionStatus.BEZIG),),
    )
    with use_language("en"):
        text = write_markdown(canvas, {"GM0232": "Epe"})
    before, after = text.split("- Last changed: ")
    changed, after = after.split("\n", 1)

    assert changed.startswith("31/01/2026 ")
    assert (
        before + after
        == """\
# Genoeg vakmensen

- Region: Kop van de Veluwe
- Municipalities: Epe, GM0244
- Type of municipality: city of work
- Position: centre of a region with mainly smaller municipalities
- Template: Small template
- Status: Concept. This version has not been adopted; it can still change.
- Version: 1

Waarom we dit doen.

## 1. Challenge

> Which challenge do we choose?

What stands out: Attention point, Difference of view, Unknown

### ◆ Entrepreneurs

No contributions.

Not rated.

### ● Education

- Stages\\
  in de buurt\\
  (Opportunity · Fatima · Small business, jongeren)

Rating: 5 of 5, Demonstrably works\\
Het werkt.

### ■ Government

No contributions.

Rating: 2 of 5, First ideas

### Learning questions

- Hoe doen zij het?\\
  (from Twente · learning circle)

### Actions

- Bellen\\
  (Fatima · in progress)

## 2. Approach

> What are we going to do?

What stands out: Unknown

### ◆ Entrepreneurs

No contributions.

Not rated.

### ● Education

No contributions.

Not rated.

### ■ Government

No contributions.

Not rated.

## Conversation agenda

1. Challenge (block 1): spread 3, mean 3.5 (Education 5, Government 2)

## Partners

- Fatima\\
  (Mbo · Education)
"""
    )


def test_the_headings_follow_the_language() -> None:
    canvas = build.full_canvas(per_cell=1)
    for language in ("nl", "en"):
        with use_language(language):
            said = shown(write_markdown(canvas))
        for block in canvas.template.reading_order:
            assert f"{block.number}. {block.title(language)}" in said
            assert block.question(language) in said
