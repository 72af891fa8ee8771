"""Every kind of annotation that a reader of PDFs can make comes home as what it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.support.annotating import FIRST, IN_FIRST, IN_THIRD, NOWHERE, THIRD, Paper, quads
from tests.support.hostile import HOSTILE_TEXTS
from welvaartcanvas.domain.answers import Mark, Remark, Target


def only(paper: Paper) -> Remark:
    """The one remark in it."""
    [remark] = paper.answers().remarks
    return remark


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("Text", Mark.NOTE),
        ("Highlight", Mark.HIGHLIGHT),
        ("Underline", Mark.UNDERLINE),
        ("Squiggly", Mark.UNDERLINE),
        ("StrikeOut", Mark.STRIKEOUT),
        ("Caret", Mark.INSERTION),
        ("FreeText", Mark.FREE_TEXT),
        *((kind, Mark.DRAWING) for kind in ("Ink", "Line", "Square", "Circle", "Polygon")),
        ("PolyLine", Mark.DRAWING),
        ("Stamp", Mark.STAMP),
        ("FileAttachment", Mark.ATTACHMENT),
        ("Sound", Mark.OTHER),
        ("Redact", Mark.OTHER),
        ("IetsNieuws", Mark.OTHER),
    ],
)
def test_a_mark_with_a_note_is_a_remark_of_its_kind_at_its_place(kind: str, mark: Mark) -> None:
    paper = Paper()
    paper.add(kind, IN_FIRST, Contents="Waarom?", T="Jan", M="D:20260201093000+01'00'")

    remark = only(paper)

    assert (remark.mark, remark.text, remark.author) == (mark, "Waarom?", "Jan")
    assert (remark.page, remark.target) == (1, Target(thing_id=FIRST))
    assert remark.said_at == datetime(2026, 2, 1, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["Text", "Highlight", "Ink", "FreeText", "Stamp", "Onbekend"])
def test_a_mark_without_a_word_is_a_remark_all_the_same(kind: str) -> None:
    paper = Paper()
    paper.add(kind, IN_FIRST)

    remark = only(paper)

    assert (remark.text, remark.quoted, remark.author, remark.said_at) == ("", "", "", None)
    assert (remark.page, remark.target.thing_id) == (1, FIRST)


@pytest.mark.parametrize("kind", ["Link", "Widget", "PrinterMark", "TrapNet", "Watermark"])
def test_what_is_no_remark_is_none(kind: str) -> None:
    paper = Paper()
    paper.add(kind, IN_FIRST, Contents="Waarom?")

    assert paper.answers().remarks == ()


@pytest.mark.parametrize("flags", [1, 2, 32, 30, 2 | 32 | 64])
def test_a_hidden_one_was_said_too(flags: int) -> None:
    paper = Paper()
    paper.add("Text", Contents="Verborgen", F=flags)

    assert only(paper).text == "Verborgen"


# Words


def test_a_window_is_a_part_of_what_it_belongs_to() -> None:
    paper = Paper()
    note = paper.add("Text", Contents="Eens")
    note.Popup = paper.add("Popup", (560, 700, 590, 800), Parent=note, Contents="Eens")

    assert only(paper).text == "Eens"


def test_a_window_that_lost_what_it_belongs_to_speaks_for_itself() -> None:
    paper = Paper()
    paper.add("Popup", IN_FIRST, Contents="Eens")
    paper.add("Popup", IN_FIRST)

    assert (only(paper).text, only(paper).mark) == ("Eens", Mark.OTHER)


RICH = (
    '<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml" xfa:APIVersion="Acrobat:11">'
    '<p dir="ltr">Dit is <b>niet</b> waar &amp; <span style="color:#F00">onaf</span>&#33;</p>'
    "<p>Tweede<br/>derde</p><script>app.alert(1)</script><!-- weg --></body>"
)


def test_rich_text_alone_is_read_as_its_words() -> None:
    paper = Paper()
    paper.add("Text", RC=RICH)
    assert only(paper).text == "Dit is niet waar & onaf!\nTweede\nderde"

    stream = pikepdf.Stream(paper.pdf, RICH.encode())
    paper.pdf.pages[0].obj.Annots[0].RC = paper.pdf.make_indirect(stream)
    assert only(paper).text == "Dit is niet waar & onaf!\nTweede\nderde"


def test_where_both_are_the_plain_text_counts() -> None:
    paper = Paper()
    paper.add("FreeText", Contents="Plat", RC="<body><p>Rijk</p></body>")

    assert only(paper).text == "Plat"


def test_an_entity_is_not_looked_up_and_does_not_grow() -> None:
    paper = Paper()
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    paper.add(
        "Text",
        RC=f'<!DOCTYPE x [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
        "<body><p>Zie &f; en &l9;</p></body>",
    )

    assert only(paper).text.endswith("Zie &f; en &l9;")
    assert "root:" not in only(paper).text


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_text_is_text(text: str) -> None:
    paper = Paper()
    paper.add("Text", Contents=text, T="Jan")

    assert only(paper).text == text.strip()


def test_controls_are_made_visible_and_line_ends_are_of_one_kind() -> None:
    paper = Paper()
    paper.add("Text", Contents="a\rb\r\nc\x1b[31md\x07\u2028e\x00", T="Jan\x1b[2J\nPiet")

    remark = only(paper)
    assert remark.text == "a\nb\nc\\x1b[31md\\x07\ne"
    assert remark.author == "Jan\\x1b[2J Piet"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"caf\xe9 \x80 \xa0", "café • €"),  # PDFDocEncoding
        (b"\xfe\xff\x00c\x00a\x00f\x00\xe9 \xac", "café€"),
        (b"\xfe\xff\x00o\x00k\x00\x1b\x00n\x00l\x00\x1b\x00!", "ok!"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
    ],
    ids=["PDF", "UTF-16", "with a language", "UTF-8"],
)
def test_text_is_read_in_every_encoding_that_text_may_have(raw: bytes, text: str) -> None:
    paper = Paper()
    paper.add("Text", Contents=String(raw))

    assert only(paper).text == text


def test_half_a_character_costs_no_other() -> None:
    paper = Paper()
    paper.add("Text", Contents=String(b"\xfe\xff\x00o\x00k\xd8"))

    assert only(paper).text.startswith("ok")


# Stamps, files, states


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ({"Name": Name.Approved}, "Approved"),
        ({"Name": Name("/SBFinal")}, "Final"),
        ({"Name": Name("/#x"), "Subj": "Herzien"}, "Herzien"),
        ({"Name": Name.Draft, "Subj": "Stamp"}, "Draft"),
        ({"Name": Name.Approved, "Contents": "Akkoord van het bestuur"}, "Akkoord van het bestuur"),
    ],
)
def test_a_stamp_says_what_it_says(entries: dict[str, Any], text: str) -> None:
    paper = Paper()
    paper.add("Stamp", **entries)

    assert only(paper).text == text


def test_of_a_file_the_name_is_told_and_nothing_is_opened() -> None:
    paper = Paper()
    stream = paper.pdf.make_indirect(pikepdf.Stream(paper.pdf, b"MZ"))
    file = Dictionary(Type=Name.Filespec, UF="cijfers\x1b.xlsx", EF=Dictionary(F=stream))
    paper.add("FileAttachment", FS=file)
    paper.add("FileAttachment", FS=file, Contents="Zie bijlage")

    texts = [remark.text for remark in paper.answers().remarks]
    assert texts == ["cijfers\\x1b.xlsx", "Zie bijlage\ncijfers\\x1b.xlsx"]


@pytest.mark.parametrize(
    ("language", "text"), [("nl-NL", "niet akkoord"), ("en", "not agreed"), (None, "niet akkoord")]
)
def test_a_state_that_somebody_set_is_a_reply_that_says_it(language: str | None, text: str) -> None:
    paper = Paper()
    if language:
        paper.pdf.Root.Lang = String(language)
    note = paper.add("Text", Contents="Eens", NM="1")
    paper.add("Text", IRT=note, State="Rejected", StateModel="Review", F=30, T="Piet", NM="2")

    _, state = paper.answers().remarks
    assert (state.mark, state.text, state.author) == (Mark.REPLY, text, "Piet")
    assert state.reply_to == "1"


def test_the_words_of_a_program_for_a_state_are_kept() -> None:
    paper = Paper()
    note = paper.add("Text", Contents="Eens")
    paper.add("Text", IRT=note, State="Completed", Contents="Completed set by Piet")
    paper.add("Text", IRT=note, State="Geparkeerd")

    assert [r.text for r in paper.answers().remarks] == [
        "Eens", "Completed set by Piet", "Geparkeerd",
    ]  # fmt: skip


# Replies and groups


def test_a_reply_stands_where_what_it_answers_stands() -> None:
    paper = Paper()
    note = paper.add("Text", IN_FIRST, Contents="Eens", NM="een")
    reply = paper.add("Text", NOWHERE, Contents="Ik niet", IRT=note, NM="twee")
    paper.add("Text", IN_THIRD, Contents="Ik wel", IRT=reply, RT=Name.R, NM="drie")

    first, second, third = paper.answers().remarks
    assert [r.mark for r in (first, second, third)] == [Mark.NOTE, Mark.REPLY, Mark.REPLY]
    assert [r.reply_to for r in (first, second, third)] == ["", "een", "twee"]
    assert {r.target.thing_id for r in (first, second, third)} == {FIRST}


def test_words_that_are_replaced_are_one_remark() -> None:
    """Acrobat strikes the words out, and groups that with what is to come there."""
    paper = Paper()
    caret = paper.add("Caret", IN_THIRD, Contents="Nieuw", IT=Name.Replace, NM="in")
    struck = paper.add(
        "StrikeOut", IN_THIRD, QuadPoints=quads(IN_THIRD), IRT=caret, RT=Name.Group, NM="uit"
    )
    paper.add("Text", IN_FIRST, Contents="Goed", IRT=struck, NM="antwoord")

    one, reply = paper.answers().remarks
    assert (one.key, one.mark, one.text) == ("in", Mark.INSERTION, "Nieuw")
    assert one.target.thing_id == THIRD
    assert (reply.reply_to, reply.target.thing_id) == ("in", THIRD)


def test_what_a_part_of_a_group_says_is_kept_once() -> None:
    paper = Paper()
    first = paper.add("Square", Contents="Samen")
    paper.add("Circle", Contents="Samen", IRT=first, RT=Name.Group)
    paper.add("Circle", Contents="Apart", IRT=first, RT=Name.Group)

    assert only(paper).text == "Samen\nApart"


def test_rings_of_replies_and_groups_are_no_answers() -> None:
    paper = Paper()
    a = paper.add("Text", Contents="a")
    b = paper.add("Text", Contents="b", IRT=a, RT=Name.Group)
    a.IRT = b
    paper.add("Text", Contents="c", IRT=b, NM="c")
    alone = paper.add("Text", Contents="d")
    alone.IRT = alone

    remarks = paper.answers().remarks
    assert [r.text for r in remarks] == ["a", "b", "c", "d"]
    assert [bool(r.reply_to) for r in remarks] == [False, False, True, False]


def test_an_answer_to_what_is_not_in_the_file_is_a_remark() -> None:
    paper = Paper()
    gone = paper.pdf.make_indirect(Dictionary(Subtype=Name.Text))
    paper.add("Text", Contents="Waarop?", IRT=gone)
    paper.add("Text", Contents="En dit?", IRT=String("een naam"))

    assert [(r.mark, r.reply_to) for r in paper.answers().remarks] == [(Mark.NOTE, "")] * 2


def test_five_thousand_answers_in_a_row_are_followed() -> None:
    paper = Paper()
    above = paper.add("Text", IN_FIRST, NM="0")
    for number in range(1, 4_999):
        above = paper.add("Text", NOWHERE, NM=str(number), IRT=above)

    remarks = paper.answers().remarks
    assert len(remarks) == 4_999
    assert {remark.target.thing_id for remark in remarks} == {FIRST}


# Dates


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("D:20260131134500Z", datetime(2026, 1, 31, 13, 45, tzinfo=UTC)),
        ("D:20260131134500Z00'00'", datetime(2026, 1, 31, 13, 45, tzinfo=UTC)),
        ("D:20260131144500+01'00'", datetime(2026, 1, 31, 13, 45, tzinfo=UTC)),
        ("D:20260131144500+01'00", datetime(2026, 1, 31, 13, 45, tzinfo=UTC)),
        ("D:20260131084500-0500", datetime(2026, 1, 31, 13, 45, tzinfo=UTC)),
        ("20260131134500", datetime(2026, 1, 31, 13, 45, tzinfo=UTC)),
        ("D:202601", datetime(2026, 1, 1, tzinfo=UTC)),
        ("gisteren", None),
        ("D:20261399", None),
        ("D:00010101000000+14'00'", None),
        ("D:99991231235959-12'00'", None),
    ],
)
def test_the_moment_is_read_as_programs_write_it(told: str, moment: datetime | None) -> None:
    paper = Paper()
    paper.add("Text", M=told)

    assert only(paper).said_at == moment


def test_where_only_its_making_is_dated_that_counts() -> None:
    paper = Paper()
    paper.add("Text", CreationDate="D:20260131134500Z", M=Array([1]))

    assert only(paper).said_at == datetime(2026, 1, 31, 13, 45, tzinfo=UTC)
