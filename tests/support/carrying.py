"""PDFs that carry a document, with anything about that as wrong as a test wants it."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from welvaartcanvas.exchange.interchange import FILE_NAME, MEDIA_TYPE

JSON = Name(f"/{MEDIA_TYPE}")


@dataclass(frozen=True)
class Attached:
    """A file in a PDF; what is not given is as it should be, ``None`` leaves an entry out.

    ``raw`` are the bytes of its stream and ``packing`` is how they say to be packed.
    """

    content: bytes
    name: str = FILE_NAME
    relationship: Any = Name.Source
    media_type: Any = JSON
    size: Any = ...
    checksum: Any = ...
    raw: bytes | None = None
    packing: Any = Name.FlateDecode
    packing_details: Any = None
    under: Sequence[str] = ("/F", "/UF")

    def put_into(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The file specification (ISO 32000-1, 7.11.3) in ``pdf``."""
        size = len(self.content) if self.size is ... else self.size
        checksum = self.checksum
        if checksum is ...:
            checksum = pikepdf.String(hashlib.md5(self.content).digest())
        stream = pikepdf.Stream(pdf, b"")
        raw = self.raw
        if raw is None:
            raw = self.content if self.packing is None else zlib.compress(self.content)
        if self.packing is None:
            stream.write(raw)
        else:
            stream.write(raw, filter=self.packing, decode_parms=self.packing_details)
        _put(stream, "/Type", Name.EmbeddedFile)
        _put(stream, "/Subtype", self.media_type)
        stream["/Params"] = parameters = Dictionary()
        _put(parameters, "/Size", size)
        _put(parameters, "/CheckSum", checksum)
        place = Dictionary(Type=Name.Filespec, F=self.name, UF=self.name)
        _put(place, "/AFRelationship", self.relationship)
        reference = pdf.make_indirect(stream)
        place["/EF"] = Dictionary(dict.fromkeys(self.under, reference))
        return pdf.make_indirect(place)


def _put(where: Any, name: str, value: Any) -> None:
    if value is not None:
        where[name] = value


def carrying(*attached: Attached, associated: bool = True, named: bool = True, **how: Any) -> bytes:
    """A PDF of one blank page with these files, as ``associated`` ones and ``named`` in the tree.

    ``how`` goes to :meth:`pikepdf.Pdf.save`, such as ``encryption``.
    """
    pdf = blank()
    places = [each.put_into(pdf) for each in attached]
    if associated:
        pdf.Root.AF = Array(places)
    if named:
        names = [of for each, at in zip(attached, places, strict=True) for of in (each.name, at)]
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))
    return saved(pdf, **how)


def blank() -> pikepdf.Pdf:
    """A PDF of one blank page."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return pdf


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    """The bytes of ``pdf``, with its streams as they were put in."""
    stream = io.BytesIO()
    if "encryption" not in how:  # which qpdf does not combine with this
        how = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, **how}
    pdf.save(stream, **{"compress_streams": False, **how})
    return stream.getvalue()
