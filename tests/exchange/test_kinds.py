"""What a file holds says what it is; its name only where that says nothing."""

from __future__ import annotations

import pytest

from welvaartcanvas.exchange.kinds import Kind, kind_of


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "bericht.pdf", Kind.PDF),
        (b"%PDF-1.7\n", "bericht.json", Kind.PDF),
        (b"\r\n" + bytes(900) + b"%PDF-1.4", "bericht", Kind.PDF),
        (b"<html>", "bericht.PDF", Kind.PDF),
        (b"<html>%PDF-", "bericht.html", Kind.PDF),
        (b"<html>", "bericht.json", Kind.JSON),
        (b"<html>", "bericht.html", Kind.OTHER),
        (b"\xff\xd8\xff\xe0", "foto.jpg", Kind.OTHER),
        (b"[1]", "lijst.json", Kind.JSON),
        (b"", "bericht.pdf", Kind.JSON),
        (b" \n", "bericht.zip", Kind.JSON),
        (b'{"title": "%PDF-1.7"}', "bericht.pdf", Kind.JSON),
        (b'\xef\xbb\xbf\n {"title": "%PDF-1.7"}', "bericht.zip", Kind.JSON),
        (bytes(1024) + b"%PDF-1.7", "bericht.json", Kind.JSON),
        (b"PK\x03\x04 a.pdf %PDF-1.7", "bericht.pdf", Kind.ZIP),
        (b"PK\x05\x06" + bytes(18), "leeg", Kind.ZIP),
        (b"<html>", "Rapporten.ZIP", Kind.ZIP),
    ],
)
def test_what_a_file_is(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name) is kind
