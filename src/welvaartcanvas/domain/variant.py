"""What stands beside a canvas: other readings that wait for a choice, and moments with a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, field_validator

from welvaartcanvas.domain.lineage import EntityName, FieldName, Version
from welvaartcanvas.domain.model import ORDER_LIMIT, TEXT_LIMIT, Id, InCanvas, Name
from welvaartcanvas.errors import RequestError

#: How long the JSON of a field is at most, in characters: each may be written as six.
VALUE_LIMIT = 6 * TEXT_LIMIT + 2
#: The field of a :class:`Variant` that says that a thing was deleted elsewhere.
DELETED = "deleted"


class Variant(InCanvas):
    """Another reading (*lezing*): what somebody else made of a field of a thing here.

    It comes of a merge in which both sides had changed that field. The newest stands in the
    thing; this one waits beside it until somebody chooses. ``value`` is the field's, as JSON,
    and ``version`` the one that set it; of a thing that was deleted elsewhere ``field`` is
    ``deleted``.
    """

    entity: EntityName
    thing_id: Id
    field: FieldName
    value: Annotated[str, Field(max_length=VALUE_LIMIT)]
    version: Version

    @field_validator("value")
    @classmethod
    def _is_a_value(cls, value: str) -> str:
        try:
            read = json.loads(value)
        except (ValueError, RecursionError):
            raise RequestError("{value} is not the value of a field", value=value) from None
        parts = read.values() if isinstance(read, dict) else [read]
        if not all(part is None or isinstance(part, str | int) for part in parts):
            raise RequestError("{value} is not the value of a field", value=value)
        return value

    @property
    def reading(self) -> object:
        """The value itself, as :func:`welvaartcanvas.domain.fields.fields_of` has it."""
        return json.loads(self.value)

    def asks(self, other: Variant) -> bool:
        """Whether it asks the same of the same as ``other``, whatever its version."""
        mine, their = (self.thing_id, self.field), (other.thing_id, other.field)
        return (*mine, self.value) == (*their, other.value)


def says_another(variant: Variant, fields: Mapping[str, object]) -> bool:
    """Whether ``variant`` differs from the thing that it is of, which has ``fields``."""
    return variant.field == DELETED or variant.reading != fields.get(variant.field)


class Snapshot(InCanvas):
    """A moment of a canvas with a name (*momentopname*), such as "bijeenkomst 1".

    ``step`` is the last step of the workspace that it shows.
    """

    name: Name
    step: Annotated[int, Field(ge=0, le=ORDER_LIMIT)]
