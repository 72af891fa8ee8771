"""Sentences for who leads a programme: what counts, who can help whom, and at which table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from welvaartcanvas.domain.circles import Table
from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.development import Development
from welvaartcanvas.domain.matching import Match, Need
from welvaartcanvas.i18n import _, language, ngettext, number_text
from welvaartcanvas.wording.comparing import side_names


def counted_sides_text(comparison: Comparison) -> str:
    """That only some sides of the template count; nothing when all of them do."""
    keys = [side.key for side in comparison.perspectives]
    if len(keys) == len(comparison.template.perspectives):
        return ""
    message = ngettext(
        "Only {sides} counts in these figures.", "Only {sides} count in these figures.", len(keys)
    )
    return message.format(sides=side_names(keys, comparison))


def silent_need_text(need: Need, comparison: Comparison) -> str:
    """What an attention point rests on where the sides that make it wrote nothing."""
    message = _("{sides} gave no contribution here; the attention point follows from the rating.")
    return message.format(sides=side_names(need.low, comparison))


def silent_strength_text(comparison: Comparison) -> str:
    """What a strength rests on where no side wrote anything."""
    keys = [side.key for side in comparison.perspectives]
    message = _("{sides} gave no contribution here; the strength follows from the rating.")
    return message.format(sides=side_names(keys, comparison))


def numbered_tables(tables: Iterable[Table], comparison: Comparison) -> Iterator[tuple[str, Table]]:
    """Each table with its number: of its block, and among those of that block, as in ``6.2``."""
    places: Counter[str] = Counter()
    for table in tables:
        places[table.block] += 1
        block = comparison.blocks[comparison.place(table.block)]
        yield f"{block.number}.{places[table.block]}", table


def short_match_text(match: Match, comparison: Comparison) -> str:
    """Who can learn what from whom, in a line or two."""
    if match.same_cluster:
        message = _("{asking} can learn from {helping} on {block} (mean {mean}, same type).")
    elif match.same_position:
        message = _("{asking} can learn from {helping} on {block} (mean {mean}, same position).")
    else:
        message = _("{asking} can learn from {helping} on {block} (mean {mean}).")
    block = comparison.blocks[comparison.place(match.need.block)]
    return message.format(
        asking=comparison.standing(match.need.region_id).region.name,
        helping=comparison.standing(match.helper_id).region.name,
        block=f"{block.number} {block.title(language())}",
        mean=number_text(match.mean),
    )


def shown_change(change: Development) -> float | None:
    """How far a mean moved by what is shown of it then and now, to one decimal: it adds up."""
    if change.then.mean is None or change.now.mean is None:
        return None
    return round(round(change.now.mean, 1) - round(change.then.mean, 1), 1)
