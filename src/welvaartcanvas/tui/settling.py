"""Two people changed the same thing: what combines by itself, and what has to be chosen.

A field that one of them changed is as they left it; only a field that both changed, each to
something else, is a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

#: What the fields of an editor say, as text, by their names.
Values = dict[str, str]

#: Fields with sentences: of these both texts can stand, one below the other.
_SENTENCES = {"text", "reason", "note", "description"}


class Meeting(NamedTuple):
    """Two versions of one thing: ``mine`` and ``theirs`` differ in ``disputed`` fields alone."""

    mine: Values
    theirs: Values
    disputed: tuple[str, ...]

    @property
    def joins(self) -> bool:
        """Whether there are disputed sentences, which can be joined."""
        return bool(_SENTENCES.intersection(self.disputed))

    @property
    def both(self) -> Values:
        """My version, with their sentences above mine where both were written."""
        return {
            name: f"{self.theirs[name]}\n{mine}"
            if name in self.disputed and name in _SENTENCES and self.theirs[name].strip()
            else mine
            for name, mine in self.mine.items()
        }


def meet(before: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Meeting:
    """Bring together what two made of ``before``; all three have the same fields."""
    disputed = tuple(
        name
        for name, was in before.items()
        if mine[name] != was and theirs[name] != was and mine[name] != theirs[name]
    )
    combined = {
        name: theirs[name] if mine[name] == was else mine[name] for name, was in before.items()
    }
    other = {name: theirs[name] if name in disputed else said for name, said in combined.items()}
    return Meeting(combined, other, disputed)
