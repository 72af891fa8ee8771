"""A canvas as it goes to partners: without what others said about it, or how to reach them.

It can come home and be merged: what is left out is not deleted. See
:mod:`welvaartcanvas.domain.pseudonyms` on *blind* versions, by which nobody can guess an address.
"""

from __future__ import annotations

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.lineage import Lineage, Past, lineage
from welvaartcanvas.domain.pseudonyms import blind


def without_comments(canvas: Canvas, *, keep: str | None = None) -> Canvas:
    """``canvas`` without the comments on it, but for those of the partner with id ``keep``."""
    kept = tuple(c for c in canvas.comments if keep is not None and c.partner_id == keep)
    left_out = {comment.id for comment in canvas.comments} - {comment.id for comment in kept}
    past = canvas.past
    return canvas.model_copy(
        update={
            "comments": kept,
            "variants": tuple(v for v in canvas.variants if v.thing_id not in left_out),
            "past": Past(
                lineages={i: known for i, known in past.lineages.items() if i not in left_out},
                deleted=tuple(grave for grave in past.deleted if grave.entity != "comment"),
            ),
        }
    )


def without_addresses(canvas: Canvas, *, keep: str | None = None) -> Canvas:
    """``canvas`` without the e-mail addresses of its partners, but for the one with id ``keep``.

    Other readings of what such a partner is called, from which nobody has chosen yet, are left
    out with them.
    """
    past = canvas.past
    hidden = {partner.id for partner in canvas.partners if partner.id != keep}
    lineages = {i: known for i, known in past.lineages.items() if i not in hidden}
    lineages |= {p.id: _blinded(past.of(p)) for p in canvas.partners if p.id in hidden}
    return canvas.model_copy(
        update={
            "partners": tuple(p if p.id == keep else _unreachable(p) for p in canvas.partners),
            "variants": tuple(v for v in canvas.variants if v.thing_id not in hidden),
            "past": Past(
                lineages=lineages,
                deleted=tuple(grave for grave in past.deleted if grave.entity != "partner"),
            ),
        }
    )


def _unreachable(partner: Partner) -> Partner:
    return partner.model_copy(update={"email": ""})


def _blinded(known: Lineage) -> Lineage:
    return lineage(
        (blind(version) for version in known.versions),
        {field: blind(version) for field, version in known.fields.items()},
    )
