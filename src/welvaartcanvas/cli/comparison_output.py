"""How a comparison is handed over: printed or written, with what must be known beside it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from welvaartcanvas import registry
from welvaartcanvas.cli.output import (
    emphasis,
    progress_bar,
    say,
    say_bytes,
    shown,
    tell,
    terminal_width,
)
from welvaartcanvas.domain.dossier import View
from welvaartcanvas.files import write_whole
from welvaartcanvas.i18n import _, explain, ngettext
from welvaartcanvas.wording.comparing import left_out_text, outside_text

if TYPE_CHECKING:
    from pathlib import Path

    from welvaartcanvas.domain.dossier import Dossier, Lost
    from welvaartcanvas.workspace.comparing import Compared

#: So many regions without a canvas are named.
_NAMED = 8


def tell_limits(compared: Compared, views: Collection[View]) -> None:
    """What a reader must know beside the figures, on standard error."""
    comparison = compared.comparison
    for part in comparison.left_out:
        tell(shown(left_out_text(part)))
    silent = [s.region.name for s in comparison.standings if not s.canvases]
    if silent:
        names = (*silent[:_NAMED], *(["…"] if len(silent) > _NAMED else []))
        text = ngettext(
            "{n} region has no canvas here ({names})",
            "{n} regions have no canvas here ({names})",
            len(silent),
        )
        tell(shown(text.format(n=len(silent), names=", ".join(names))))
    left = len(comparison.standings)
    if compared.outside:
        tell(shown(outside_text(compared.outside, left)))
    elif left == 1:
        tell(_("Only one region was chosen; there is nothing to compare it with."))
    if not comparison.rated:
        tell(_("No region gave a rating yet; there are no means to compare."))
    if compared.selection.provinces or View.MAP in views:
        _tell_lost(compared.lost)


def _tell_lost(lost: Lost) -> None:
    """The codes that the register does not have, by region."""
    for name, codes in lost[:_NAMED]:
        problem = registry.unknown_problem(codes)
        if problem:
            tell(f"{shown(name)}: {explain(problem)}")
    more = len(lost) - _NAMED
    if more > 0:
        text = ngettext(
            "{n} more region has municipalities that are not in the register",
            "{n} more regions have municipalities that are not in the register",
            more,
        )
        tell(text.format(n=more))


def hand_over(
    dossier: Dossier,
    format: str,
    views: Collection[View],
    day: date,
    target: Path | None,
    *,
    force: bool,
) -> None:
    """Print the comparison, or write it to ``target`` and say where it is."""
    if format == "text":
        from welvaartcanvas.cli.comparison_text import comparison_lines

        if target is None:
            for line in comparison_lines(dossier, views, terminal_width(), emphasis):
                say(line)
            return
        text = "".join(f"{line}\n" for line in comparison_lines(dossier, views, None))
        write_whole(target, text.encode(), force=force)
    else:
        from welvaartcanvas.workspace.exporting_comparison import (
            ComparisonFormat,
            content,
            write_comparison,
        )

        as_format = ComparisonFormat(format)
        if target is None:
            say_bytes(content(dossier, as_format, views=views, day=day))
            return
        with progress_bar(_("Comparing")) as progress:
            write_comparison(
                dossier, as_format, target, views=views, day=day, force=force, progress=progress
            )
    say(str(target))
