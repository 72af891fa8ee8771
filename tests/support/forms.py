"""Form fields of a PDF as others see them: read, filled in as programs do, and drawn."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf.form import ChoiceField, ExtendedAppearanceStreamGenerator, Form, TextField
from pypdf import PdfWriter

MULTILINE, COMBO = 1 << 12, 1 << 17


@dataclass(frozen=True)
class Field:
    """A field with the one place where it stands; ``options`` are values and what is shown."""

    name: str
    label: str
    kind: str
    flags: int
    value: str
    options: tuple[tuple[str, str], ...]
    page: int
    box: tuple[float, float, float, float]
    number: int
    entries: dict[str, Any]


def fields(pdf: bytes) -> list[Field]:
    """The fields of ``pdf`` in the order in which a keyboard goes by them."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [
            _field(widget, number)
            for number, page in enumerate(file.pages)
            for widget in page.obj.get("/Annots", ())
            if widget.Subtype == "/Widget"
        ]


def values(pdf: bytes) -> dict[str, str]:
    """What stands in the fields of ``pdf``, by their names; lines end as they do in Python."""
    return {f.name: f.value.replace("\r\n", "\n").replace("\r", "\n") for f in fields(pdf)}


def _field(widget: pikepdf.Object, page: int) -> Field:
    left, low, right, high = (float(edge) for edge in widget.Rect)
    return Field(
        name=".".join(reversed(list(_names(widget)))),
        label=str(widget.TU),
        kind=str(widget.FT),
        flags=int(widget.get("/Ff", 0)),
        value=str(widget.get("/V", "")),
        options=tuple((str(value), str(shown)) for value, shown in widget.get("/Opt", ())),
        page=page,
        box=(left, low, right, high),
        number=widget.objgen[0],
        entries={str(key): value for key, value in widget.items() if key not in ("/Parent", "/P")},
    )


def _names(entry: pikepdf.Object | None) -> Iterator[str]:
    while entry is not None:
        yield str(entry.T)
        entry = entry.get("/Parent")


def by_pypdf(pdf: bytes, typed: Mapping[str, str]) -> bytes:
    """``pdf`` with ``typed`` filled in by pypdf, which appends what changes (7.5.6)."""
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(typed), auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_qpdf(pdf: bytes, typed: Mapping[str, str]) -> bytes:
    """``pdf`` with ``typed`` filled in by pikepdf, which writes a new file."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        form = Form(file, ExtendedAppearanceStreamGenerator)
        for name, text in typed.items():
            field = form[name]
            if isinstance(field, ChoiceField):
                next(o for o in field.options if str(o.export_value) == text).select()
            else:
                assert isinstance(field, TextField)
                field.value = text
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def by_pdfium(pdf: bytes, typed: Mapping[str, str]) -> bytes:
    """``pdf`` with ``typed`` filled in as by hand in Chrome: by focus, keys and choice."""
    file = pypdfium2.PdfDocument(pdf)
    file.init_forms()
    form = file.formenv.raw
    for page in file:
        for place in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            widget = pdfium.FPDFPage_GetAnnot(page.raw, place)
            name = _said(pdfium.FPDFAnnot_GetFormFieldName, form, widget)
            if name in typed:
                assert pdfium.FORM_SetFocusedAnnot(form, widget)
                _enter(form, page.raw, widget, typed[name])
                pdfium.FORM_ForceToKillFocus(form)
            pdfium.FPDFPage_CloseAnnot(widget)
    out = io.BytesIO()
    file.save(out)
    file.close()
    return out.getvalue()


def _enter(form: Any, page: Any, widget: Any, text: str) -> None:
    if pdfium.FPDFAnnot_GetFormFieldType(form, widget) == pdfium.FPDF_FORMFIELD_COMBOBOX:
        count = pdfium.FPDFAnnot_GetOptionCount(form, widget)
        shown = [_said(pdfium.FPDFAnnot_GetOptionLabel, form, widget, i) for i in range(count)]
        chosen = next(i for i, label in enumerate(shown) if label.startswith(text))
        assert pdfium.FORM_SetIndexSelected(form, page, chosen, True)
    else:
        units = (text + "\0").encode("utf-16-le")
        pdfium.FORM_SelectAllText(form, page)
        pdfium.FORM_ReplaceSelection(
            form, page, (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)
        )


def _said(ask: Callable[..., int], *of: Any) -> str:
    """The text that PDFium's ``ask`` answers with."""
    units = (ctypes.c_ushort * (ask(*of, None, 0) // 2))()
    ask(*of, units, ctypes.sizeof(units))
    return bytes(units).decode("utf-16-le").rstrip("\0")


PROGRAMS = {"pypdf": by_pypdf, "qpdf": by_qpdf, "pdfium": by_pdfium}


def shown(pdf: bytes) -> list[str]:
    """The text of every page as PDFium draws it, with what stands in its fields."""
    file = pypdfium2.PdfDocument(pdf)
    file.init_forms()
    texts = []
    for number in range(len(file)):
        page = file[number]
        assert page.flatten() != pdfium.FLATTEN_FAIL
        page.close()
        texts.append(file[number].get_textpage().get_text_range())
    file.close()
    return texts
