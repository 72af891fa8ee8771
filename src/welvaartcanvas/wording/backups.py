"""What a backup is called in the user's language."""

from __future__ import annotations

from welvaartcanvas.i18n import N_, _, number_text

_KINDS = {
    "daily": N_("daily"),
    "manual": N_("made by hand"),
    "replaced": N_("before putting back"),
    "damaged": N_("damaged, before putting back"),
}


def kind_name(kind: str) -> str:
    """Why a backup was taken; ``kind`` as :class:`welvaartcanvas.store.backups.Backup` has it."""
    return _(_KINDS[kind]) if kind in _KINDS else _("before an update")


def erased_unknown() -> str:
    """What is to be said where a restore could not tell who was erased from the workspace."""
    return _(
        "Who was erased earlier can't be known any more, and may be back; erase them again with: "
        "welvaartcanvas person erase NAME"
    )


def size_text(size: int) -> str:
    """``size`` in bytes, as kB or MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} kB"
    return f"{number_text(size / 1_000_000)} MB"
