"""What is pasted comes from anywhere: characters that would steer the terminal are made visible."""

from __future__ import annotations

# Unicode has a picture for each of the C0 controls and for DEL; those of C1 have none. Tabs and
# line ends are text. The two separators break lines in some terminals, and no text has them.
_PICTURES = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    0x2028: 0x0A,
    0x2029: 0x0A,
}


def harmless(text: str) -> str:
    """``text`` with plain line ends, and every other control character as its picture (``␛``)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PICTURES)
