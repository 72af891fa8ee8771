"""Fields to fill in: who reads, hears or fills them in finds what is asked, and it stays sound."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pikepdf
import pytest

from tests.support.forms import COMBO, MULTILINE, PROGRAMS, fields, shown, values
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from tests.support.pdf import squeezed, structure, violations
from welvaartcanvas.report.pdf.colour import MARK_CONTRAST, Colour, contrast
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.flow import Flow, Frame
from welvaartcanvas.report.pdf.fonts import Face, primary
from welvaartcanvas.report.pdf.forms import (
    ChoiceField,
    FieldStyle,
    Option,
    TextField,
    field_piece,
)
from welvaartcanvas.report.pdf.layout import paragraph
from welvaartcanvas.report.pdf.text import Look, Span
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.pdf.writer import write

BODY = Look(10, 14)
STYLE = FieldStyle(Look(10, 13), line=Colour.parse("#4A5A63"), ground=Colour.parse("#FFFFFF"))
OPTIONS = (Option("", "Maak een keuze"), Option("1", "1 · eerste ideeën"), Option("2", "2 · klaar"))
NAME = TextField("vraag.naam", "Hoe heet u?", longest=200)
CHOICE = ChoiceField("vraag.een.keuze", "Hoe ver is het?", OPTIONS)
MORE = TextField("vraag.een.tekst", "Wat vindt u ervan?", multiline=True)


def a_form(*asked: TextField | ChoiceField, bottom: float = 800, each: float = 60) -> bytes:
    """A document that asks for ``asked`` one below the other, each with its label."""
    document = Document(Metadata("Titel", "Regio", "Vragen", "Test", "nl", date(2026, 1, 31)))
    flow = Flow(Frame(50, 50, 400, bottom), lambda: document.page(500, bottom + 50))
    flow.add(paragraph(document.root.add(Role.H1), [Span("Vragen", BODY)], 400, keep=True))
    for field in asked:
        node = document.root.add(Role.PARAGRAPH)
        many = isinstance(field, TextField) and field.multiline
        flow.add(paragraph(node, [Span(f"Label {field.name}", BODY)], 400, space=each, keep=True))
        flow.add([field_piece(node, field, STYLE, 300, lines=4 if many else 1)])
    flow.end()
    return write(document)


def test_a_field_has_its_name_its_label_and_what_can_be_entered() -> None:
    name, choice, more = fields(a_form(NAME, CHOICE, MORE))

    assert [f.name for f in (name, choice, more)] == [NAME.name, CHOICE.name, MORE.name]
    assert [f.label for f in (name, choice, more)] == [NAME.label, CHOICE.label, MORE.label]
    assert [f.kind for f in (name, choice, more)] == ["/Tx", "/Ch", "/Tx"]
    assert [f.flags for f in (name, choice, more)] == [0, COMBO, MULTILINE]
    assert [f.value for f in (name, choice, more)] == ["", "", ""]
    assert choice.options == tuple(OPTIONS)
    assert name.entries["/MaxLen"] == 200
    assert "/MaxLen" not in more.entries


def test_a_field_stands_in_the_tree_below_its_label_and_is_found_back_from_the_page() -> None:
    pdf = a_form(NAME, CHOICE, MORE)
    asked = fields(pdf)
    heard = [e for e in structure(pdf) if e.role in ("P", "Form")]

    assert [e.text for e in heard if e.role == "P"] == [f"Label {f.name}" for f in asked]
    forms = [e for e in heard if e.role == "Form"]
    assert [e.roles for e in forms] == [("Document", "P", "Form")] * 3
    assert [e.annotations for e in forms] == [(f.number,) for f in asked]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
        found = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        owners = [found[int(f.entries["/StructParent"])].objgen[0] for f in asked]
    assert owners == [e.key for e in forms]


def test_the_keyboard_goes_by_the_fields_in_the_order_of_reading() -> None:
    pdf = a_form(MORE, CHOICE, NAME)
    heard = [e.annotations for e in structure(pdf) if e.role == "Form"]
    assert heard == [(f.number,) for f in fields(pdf)]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert {str(page.obj.Tabs) for page in file.pages} == {"/S"}


def test_a_field_may_be_archived_it_looks_like_something_and_does_nothing_by_itself() -> None:
    pdf = a_form(NAME._replace(value="Ömer"), CHOICE._replace(value="1"), MORE)
    assert violations(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        form = file.Root.AcroForm
        assert not {"/NeedAppearances", "/XFA", "/SigFlags", "/CO"} & set(form.keys())
        widgets = [widget for page in file.pages for widget in page.obj.Annots]
        for widget in widgets:
            assert not {"/A", "/AA"} & set(widget.keys())
            assert widget.F == 4  # printed, not hidden
            assert list(widget.AP.keys()) == ["/N"]
            left, low, right, high = map(float, widget.Rect)
            edges = [float(edge) for edge in widget.AP.N.BBox]
            assert edges == pytest.approx([0, 0, right - left, high - low], abs=0.02)
        looks = {widget.AP.N.objgen for widget in widgets}
        assert len(looks) == 3, "a program that draws one of them anew would change the others"


def test_an_edge_tells_where_a_field_is_and_stays_when_its_own_is_lost() -> None:
    pdf = a_form(NAME)
    (field,) = fields(pdf)
    marks = field.entries["/MK"]
    line, ground = (Colour(*map(float, marks[key])) for key in ("/BC", "/BG"))
    assert contrast(line, ground) >= MARK_CONTRAST
    assert field.entries["/BS"]["/W"] == STYLE.thickness
    with pikepdf.open(io.BytesIO(pdf)) as file:
        drawn = file.pages[0].Contents.read_bytes()
    left, low, right, high = field.box
    inset = 1.5 * STYLE.thickness
    edge = [left + inset, low + inset, right - left - 2 * inset, high - low - 2 * inset]
    assert f"{' '.join(f'{v:g}' for v in edge)} re S".encode() in drawn


@pytest.mark.parametrize("text", [*HOSTILE_NAMES, "Łukasz Özdemir", "Ева", "(a) \\ b"])
def test_any_text_may_stand_in_a_field(text: str) -> None:
    pdf = a_form(NAME._replace(value=text, label=text), MORE._replace(value=f"{text}\n{text}"))
    assert violations(pdf) == []
    name, more = fields(pdf)
    assert (name.value, name.label, more.value) == (text, text, f"{text}\n{text}")


def test_what_stands_in_a_field_is_shown_and_of_a_choice_its_words() -> None:
    (seen,) = shown(
        a_form(
            NAME._replace(value="Łukasz Özdemir"),
            CHOICE._replace(value="1"),
            MORE._replace(value="Eerste regel\nTweede regel"),
        )
    )
    for words in ("Łukasz Özdemir", "1 · eerste ideeën", "Eerste regel", "Tweede regel"):
        assert words in seen
    assert "Maak een keuze" in shown(a_form(CHOICE))[0]


def test_the_font_for_what_people_type_is_whole_and_its_widths_are_its_own() -> None:
    with pikepdf.open(io.BytesIO(a_form(NAME))) as file:
        (widget,) = file.pages[0].Annots
        name = str(widget.DA).split()[0]
        font = file.Root.AcroForm.DR.Font[name]
        assert font.objgen == widget.AP.N.Resources.Font[name].objgen
        assert (str(font.Subtype), str(font.Encoding)) == ("/TrueType", "/WinAnsiEncoding")
        program = font.FontDescriptor.FontFile2.read_bytes()
        assert "+" not in str(font.BaseFont), "the name of a subset"
        widths = {code: int(w) for code, w in enumerate(font.Widths, int(font.FirstChar))}
    family = primary(Face.REGULAR)
    assert program == family.whole()
    for code in (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)):
        letter = bytes([code]).decode("cp1252")
        assert letter in family.glyphs
        assert widths[code] == round(family.widths[letter] * 1000)
    for code, letter in ((0x80, "€"), (0x93, "“"), (0x97, "—"), (0xAD, "-"), (0x81, "•")):
        assert widths[code] == round(family.widths[letter] * 1000)


def test_a_document_without_fields_has_no_form_and_no_font_for_it() -> None:
    with pikepdf.open(io.BytesIO(a_form())) as file:
        assert "/AcroForm" not in file.Root
        fonts = file.pages[0].Resources.Font
        assert {str(font.Subtype) for font in fonts.as_dict().values()} == {"/Type0"}


def test_the_same_form_is_the_same_bytes() -> None:
    assert a_form(NAME, CHOICE, MORE) == a_form(NAME, CHOICE, MORE)


@pytest.mark.parametrize(
    "names", [("a", "a"), ("a.b", "a.b"), ("a", "a.b"), ("a.b", "a"), ("a.b", "a.b.c")]
)
def test_two_fields_with_one_name_are_refused(names: Sequence[str]) -> None:
    with pytest.raises(ValueError, match="field"):
        a_form(*(TextField(name, "Wat?") for name in names))


@pytest.mark.parametrize("bottom", range(164, 260, 7))
def test_a_field_stays_whole_and_with_its_label(bottom: int) -> None:
    asked = [MORE._replace(name=f"m{i}") for i in range(4)]
    pdf = a_form(*asked, bottom=bottom, each=20)
    labels = {e.text: e.marked[0][0] for e in structure(pdf) if e.role == "P"}
    for field in fields(pdf):
        assert labels[f"Label {field.name}"] == field.page
        assert field.box[1] >= 50 - 0.01
        assert field.box[3] - field.box[1] == pytest.approx(4 * 13 + 8)


TYPED = {
    NAME.name: "Jan Ünal, €5",
    CHOICE.name: "2",
    MORE.name: "Een langere reactie, die over de rand loopt en dus moet worden afgebroken (é, ß).\n"
    "En een tweede regel \\ met tekens",
}


@pytest.mark.parametrize("fill", PROGRAMS.values(), ids=PROGRAMS)
def test_what_programs_fill_in_is_kept_and_shown_in_a_sound_file(
    fill: Callable[[bytes, Mapping[str, str]], bytes],
) -> None:
    pdf = a_form(NAME, CHOICE, MORE, TextField("leeg", "Wat niet?"))
    filled = fill(pdf, TYPED)
    assert values(filled) == {**TYPED, "leeg": ""}
    (seen,) = shown(filled)
    for words in (TYPED[NAME.name], *TYPED[MORE.name].split("\n")):
        assert squeezed(words) in squeezed(seen)
    assert [problem for problem in violations(filled) if problem.startswith(("ua1", "3a"))] == []


@pytest.mark.parametrize("fill", PROGRAMS.values(), ids=PROGRAMS)
def test_hostile_answers_are_kept_as_they_are(
    fill: Callable[[bytes, Mapping[str, str]], bytes],
) -> None:
    typed = {
        f"m{i}": text
        for i, text in enumerate(HOSTILE_TEXTS)
        if text.isascii() and text.isprintable()
    }
    assert len(typed) > 5
    pdf = a_form(*(MORE._replace(name=name) for name in typed))
    assert values(fill(pdf, typed)) == typed
