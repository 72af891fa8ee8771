"""The report with Typst: a template of its own language, compiled by its Rust library."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from pdf_peers import content as look
from pdf_peers.content import Content

#: A template that was read and fonts that were found: what its compiler keeps.
_COMPILER = typst.Compiler(
    Path(__file__).with_name("report.typ"),
    font_paths=typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[look.FONTS]
    ),
)


def make(content: Content) -> bytes:
    """``content`` as PDF/UA-1 and PDF/A-3a."""
    given = {
        "content": _plain(content),
        "margin": look.MARGIN,
        "top": look.TOP,
        "bottom": look.BOTTOM,
        "colours": look.COLOURS,
        "soft": look.SOFT,
        "rule": look.RULE,
    }
    pdf = _COMPILER.compile(
        format="pdf",
        sys_inputs={"given": json.dumps(given)},
        pdf_standards=["ua-1", "a-3a"],
    )
    assert isinstance(pdf, bytes)
    return pdf


def _plain(thing: object) -> object:
    """Parts with their kind and fields, as JSON can say them."""
    if isinstance(thing, tuple) and hasattr(thing, "_asdict"):
        fields = {name: _plain(value) for name, value in thing._asdict().items()}
        return {"kind": type(thing).__name__, **fields}
    if isinstance(thing, tuple):
        return [_plain(one) for one in thing]
    return thing
