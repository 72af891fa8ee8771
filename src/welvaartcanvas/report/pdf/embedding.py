"""Fonts inside a PDF: a subset of each, with widths and the way back to Unicode.

A font is embedded as a composite font whose character codes are UTF-16 code units
(ISO 32000-1, 9.7). So the bytes of a text show operator are the text itself, every
character that is drawn has a code of its own also where two share a glyph, and a text
needs no font-specific table to be written. Characters beyond U+FFFF, of which the faces
have few, take codes of the private use area.

What others will type, in a form, is not known: that asks for a :func:`whole_font`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from reportlab.pdfbase.pdfdoc import (
    PDFArrayCompact,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)

from welvaartcanvas.report.pdf.file import File, Stream
from welvaartcanvas.report.pdf.fonts import Font

_PRIVATE = 0xE000
# What a literal string may not hold as it is, with what stands for it, the backslash first.
_ESCAPES = (
    (b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r"), (b"\n", b"\\n"),
)  # fmt: skip
# Font descriptor flags (9.8.2): a composite font is symbolic, one of plain Latin letters is not.
_SYMBOLIC, _PLAIN = 4, 32
# The codes of an encoding of Windows that a font dictionary lists the widths of.
_FIRST, _LAST = 32, 255


class EmbeddedFont:
    """One font as a document uses it: it learns which characters are drawn."""

    def __init__(self, font: Font, resource: str) -> None:
        self.font = font
        self.resource = resource
        self._used: set[str] = set()
        self._beyond: dict[str, int] = {}

    def encode(self, text: str) -> str:
        """``text`` as a PDF string operand, one character a byte; its characters become used."""
        self._used.update(text)
        if not text.isascii() and max(text) > "\uffff":
            text = "".join(chr(self._code(c)) for c in text)
        codes = text.encode("utf-16-be")
        for byte, escape in _ESCAPES:  # each a search in C: a fifth of what str.translate takes
            codes = codes.replace(byte, escape)
        return f"({codes.decode('latin-1')})"

    def _code(self, character: str) -> int:
        if character <= "\uffff":
            return ord(character)
        return self._beyond.setdefault(character, _PRIVATE + len(self._beyond))

    def objects(self, file: File) -> PDFObjectReference:
        """Put the font into ``file``; the answer refers to its font dictionary."""
        characters = "".join(sorted(self._used))
        program, glyphs = self.font.program(characters)
        codes = {self._code(c): c for c in characters}
        name = PDFName(f"{_tag(characters)}+{self.font.name}")
        to_glyph = bytearray(2 * (max(codes) + 1))  # two bytes a code, 0 for those not drawn
        for code, character in codes.items():
            to_glyph[2 * code : 2 * code + 2] = glyphs[character].to_bytes(2, "big")
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": PDFDictionary(
                    {
                        "Registry": PDFString("Adobe"),
                        "Ordering": PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": _descriptor(self.font, name, _SYMBOLIC, program, file),
                "DW": 0,
                "W": _widths({code: self.font.widths[c] for code, c in codes.items()}),
                "CIDToGIDMap": file.Reference(Stream(bytes(to_glyph))),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": name,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArrayCompact([file.Reference(descendant)]),
                "ToUnicode": file.Reference(Stream(_to_unicode(codes))),
            }
        )
        reference: PDFObjectReference = file.Reference(font)
        return reference


def whole_font(font: Font, file: File) -> PDFObjectReference:
    """Put all of ``font`` into ``file`` as a simple font in WinAnsiEncoding (Annex D.2).

    That is how readers want a font with which they draw what people type: one byte a character,
    of the characters of Western European languages.
    """
    name = PDFName(font.name)
    letters = (_win_ansi(code) for code in range(_FIRST, _LAST + 1))
    described = {
        "Type": PDFName("Font"),
        "Subtype": PDFName("TrueType"),
        "BaseFont": name,
        "Encoding": PDFName("WinAnsiEncoding"),
        "FirstChar": _FIRST,
        "LastChar": _LAST,
        "Widths": PDFArrayCompact(round(font.widths[letter] * 1000) for letter in letters),
        "FontDescriptor": _descriptor(font, name, _PLAIN, font.whole(), file),
    }
    reference: PDFObjectReference = file.Reference(PDFDictionary(described))
    return reference


def _win_ansi(code: int) -> str:
    """The character of a code of WinAnsiEncoding: those without one are bullets (Annex D.2)."""
    if code == 0xAD:
        return "-"
    character = bytes([code]).decode("cp1252", "replace")
    return "•" if character in "\x7f\ufffd" else character


def _descriptor(
    font: Font, name: PDFName, flags: int, program: bytes, file: File
) -> PDFObjectReference:
    """What ``font`` is like (9.8), with the ``program`` that draws it."""
    parsed = font.file
    described = {
        "Type": PDFName("FontDescriptor"),
        "FontName": name,
        "Flags": flags,
        "FontBBox": PDFArrayCompact(map(round, parsed.bbox)),
        "ItalicAngle": round(parsed.italicAngle),
        "Ascent": round(parsed.ascent),
        "Descent": round(parsed.descent),
        "CapHeight": round(parsed.capHeight),
        "StemV": round(parsed.stemV),
        "FontFile2": file.Reference(Stream(program, {"Length1": len(program)})),
    }
    reference: PDFObjectReference = file.Reference(PDFDictionary(described))
    return reference


def _tag(characters: str) -> str:
    """Six capitals that tell this subset from others (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(characters.encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(widths: dict[int, float]) -> str:
    """The widths as PDF writes them (9.7.4.3), in thousandths of an em."""
    runs = (
        f"{run[0]} [{' '.join(f'{round(widths[code] * 1000, 2):g}' for code in run)}]"
        for run in _consecutive(sorted(widths))
    )
    return f"[{' '.join(runs)}]"


def _consecutive(codes: Iterable[int]) -> Iterator[list[int]]:
    """``codes`` in runs without gaps, none of which passes a change of the high byte."""
    for _, run in groupby(enumerate(codes), key=lambda pair: (pair[1] - pair[0], pair[1] >> 8)):
        yield [code for _, code in run]


def _to_unicode(codes: dict[int, str]) -> bytes:
    ranges = iter(
        f"<{run[0]:04X}> <{run[-1]:04X}> <{codes[run[0]].encode('utf-16-be').hex().upper()}>"
        for one in _consecutive(sorted(codes))
        # What a private code stands for does not run on with the code.
        for run in ([one] if one[0] == ord(codes[one[0]]) else [[code] for code in one])
    )
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    while part := list(islice(ranges, 100)):  # at most 100 in one block (Adobe TN 5014)
        lines += [f"{len(part)} beginbfrange", *part, "endbfrange"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
