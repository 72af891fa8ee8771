"""The base of every model and the kinds of text that they hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from welvaartcanvas.errors import TextError

#: The longest text that one contribution, reason, question or action may have, in characters.
TEXT_LIMIT = 20_000
#: The longest name, title or tag, in characters.
NAME_LIMIT = 200

# C0 and C1 controls except newline and tab, the two Unicode line separators that terminals
# and spreadsheets treat as controls, surrogates (what Python makes of invalid UTF-8), and the
# two noncharacters that XML, and so a spreadsheet, can't hold.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class Model(BaseModel):
    """A frozen model that knows its fields and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values, which are not validated.

        What was reckoned of the original and kept in a cached property is not the copy's.
        """
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


def _without_controls(value: str) -> str:
    """``value`` with Windows line ends made plain; control characters are refused."""
    value = value.replace("\r\n", "\n")
    refused = _REFUSED.search(value)
    if refused:
        raise TextError(
            "the text has a control character ({code}) at position {position}; remove it",
            code=f"U+{ord(refused.group()):04X}",
            position=refused.start() + 1,
        )
    return value


def _not_blank(value: str) -> str:
    # Format characters (category Cf: zero-width space, byte order mark) show nothing either.
    if all(c.isspace() or unicodedata.category(c) == "Cf" for c in value):
        raise TextError("the text is empty; write at least one character")
    return value


def _within(limit: int, value: str) -> str:
    if len(value) > limit:
        raise TextError(
            "the text has {length} characters; at most {limit} are allowed",
            length=len(value),
            limit=limit,
        )
    return value


def _one_line(value: str) -> str:
    if "\n" in value or "\t" in value:
        raise TextError("a name stands on one line; remove the line break or tab")
    return value


def check_note(value: str) -> str:
    """Free text that may be empty: at most 20,000 characters, no control characters."""
    return _within(TEXT_LIMIT, _without_controls(value))


def check_text(value: str) -> str:
    """Free text as typed: not blank, at most 20,000 characters, no control characters.

    Raises :class:`TextError`. Newlines and tabs are kept; ``\\r\\n`` becomes ``\\n``.
    """
    return _not_blank(check_note(value))


def check_label(value: str) -> str:
    """A name that may be empty: one line of at most 200 characters, ends stripped."""
    return _one_line(_within(NAME_LIMIT, _without_controls(value.strip())))


def check_name(value: str) -> str:
    """A name, title or tag: as :func:`check_label`, and not blank."""
    return _not_blank(check_label(value))


Text = Annotated[str, AfterValidator(check_text)]
Note = Annotated[str, AfterValidator(check_note)]
Label = Annotated[str, AfterValidator(check_label)]
Name = Annotated[str, AfterValidator(check_name)]
KEY_FORM = r"^[a-z0-9][a-z0-9_-]{0,63}$"
LANGUAGE_FORM = r"^[a-z]{2}$"
COLOUR_FORM = r"^#[0-9A-Fa-f]{6}$"
#: A key as templates use it: lower-case letters, digits, hyphens and underscores.
Key = Annotated[str, Field(pattern=KEY_FORM)]
#: A language by its two letters (ISO 639-1), such as ``nl``.
Language = Annotated[str, Field(pattern=LANGUAGE_FORM)]
#: A colour in sRGB, such as ``#1D4BAA``.
Hexcolour = Annotated[str, Field(pattern=COLOUR_FORM)]
#: A UUIDv7 (RFC 9562, section 5.7) in its canonical lower-case form.
Id = Annotated[
    str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
#: A place in an order. The bounds are those of a whole number that any JSON reader keeps exact
#: (I-JSON, RFC 7493, section 2.2), and so well within what a database holds.
ORDER_LIMIT = 2**53 - 1
Order = Annotated[int, Field(ge=-ORDER_LIMIT, le=ORDER_LIMIT)]


class Entity(Model):
    """A thing with an identity that is kept, changed and found again.

    ``revision`` counts its stored versions from 1; 0 means "not stored yet".
    """

    id: Id
    revision: int = Field(default=0, ge=0)
    created_at: AwareDatetime
    changed_at: AwareDatetime


class InCanvas(Entity):
    """A thing that belongs to one canvas."""

    canvas_id: Id
