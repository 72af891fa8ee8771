"""What goes to partners tells no comments and no addresses, and nothing is lost when it is back."""

from __future__ import annotations

from hypothesis import given

from tests.support import build
from tests.support.strategies import canvases
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.for_partners import without_addresses, without_comments
from welvaartcanvas.domain.merging import merge
from welvaartcanvas.exchange import interchange

ANNA = build.partner(901, "Anna", organisation="Mbo", email="anna@mbo.nl")
BERT = build.partner(902, "Bert", email="bert@bos.nl")


def canvas() -> Canvas:
    return build.canvas(
        partners=(ANNA, BERT),
        comments=(build.comment(903, "Niet waar", partner_id=ANNA.id),),
        notes={("opgave", "overheid"): ["Leer en werk tegelijk"]},
    )


def test_addresses_go_but_for_the_one_that_is_kept() -> None:
    assert [p.email for p in without_addresses(canvas()).partners] == ["", ""]
    kept = without_addresses(canvas(), keep=BERT.id)
    assert [p.email for p in kept.partners] == ["", "bert@bos.nl"]
    assert [p.name for p in kept.partners] == ["Anna", "Bert"]


def test_another_reading_of_an_address_goes_with_it() -> None:
    doubt = build.variant(904, ANNA, "email", "a.ander@mbo.nl")
    sent = without_addresses(canvas().model_copy(update={"variants": (doubt,)}))

    assert "@" not in interchange.write(sent)


def test_comments_go_with_what_is_known_of_them() -> None:
    (said,) = canvas().comments
    doubt = build.variant(904, said, "answer", "Toch wel")
    sent = without_comments(canvas().model_copy(update={"variants": (doubt,)}))

    assert sent.comments == sent.variants == ()
    assert "Niet waar" not in interchange.write(sent)


def test_what_comes_home_takes_nothing_away() -> None:
    here = canvas()
    home = merge(here, without_addresses(without_comments(here)))

    assert home.partners == here.partners
    assert home.comments == here.comments
    assert home.to_choose == ()


@given(canvases())
def test_whatever_is_sent_can_be_read_and_comes_home_unchanged(here: Canvas) -> None:
    sent = without_addresses(without_comments(here))
    back = interchange.read(interchange.write(sent).encode(), "terug")
    home = merge(here, back)

    assert [*home.content()] == [*here.content()]
    assert home.comments == here.comments
