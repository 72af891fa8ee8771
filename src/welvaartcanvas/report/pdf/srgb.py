"""The colours of the file are sRGB: the profile that says so to whoever prints or archives it.

The profile is written here, from the figures of IEC 61966-2-1 as they stand adapted to the
white of ICC profiles (D50), so that no file of somebody else has to travel along.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObjectReference

from welvaartcanvas.report.pdf.file import File, Stream, text_string

_NAME = "sRGB IEC61966-2.1"
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
# From the white of sRGB (D65) to that of the profile, by the Bradford method.
_ADAPTATION = (
    1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168,
)  # fmt: skip
# Y = (aX + b)^g from d on, and cX below it.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_HEADER = 128


def output_intent(file: File) -> PDFObjectReference:
    """The output intent of ``file`` (ISO 19005-3, 6.2.3): what its colours mean."""
    intent: PDFObjectReference = file.Reference(
        PDFDictionary(
            {
                "Type": PDFName("OutputIntent"),
                "S": PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": text_string(_NAME),
                "Info": text_string(_NAME),
                "DestOutputProfile": file.Reference(Stream(profile(), {"N": 3})),
            }
        )
    )
    return intent


def profile() -> bytes:
    """The profile (ICC.1:2004-10, profile version 4.2), a display of sRGB."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _numbers(_CURVE)
    tags = {
        b"desc": _text(_NAME),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": _point(_WHITE),
        b"chad": b"sf32" + bytes(4) + _numbers(_ADAPTATION),
        **{name: _point(point) for name, point in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    contents = list(dict.fromkeys(tags.values()))  # the three curves are one
    first = _HEADER + 4 + 12 * len(tags)
    starts = dict(zip(contents, accumulate(map(len, contents), initial=first), strict=False))
    table = struct.pack(">I", len(tags)) + b"".join(
        name + struct.pack(">II", starts[content], len(content)) for name, content in tags.items()
    )
    body = table + b"".join(contents)
    header = struct.pack(
        ">I4xI4s4s4s12x4s28x12s48x",
        _HEADER + len(body),
        0x04200000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        b"acsp",
        _numbers(_WHITE),
    )
    return header + body


def _numbers(values: Sequence[float]) -> bytes:
    """s15Fixed16Number."""
    return struct.pack(f">{len(values)}i", *(round(value * 0x10000) for value in values))


def _point(values: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(values)


def _text(text: str) -> bytes:
    """multiLocalizedUnicodeType with one record."""
    encoded = text.encode("utf-16-be")
    content = b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(encoded), 28)
    return content + encoded + bytes(-len(encoded) % 4)
