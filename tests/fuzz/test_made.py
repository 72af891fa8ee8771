"""Documents as hypothesis makes them, sound but for a few changes: read, or refused in a line."""

from __future__ import annotations

import json
from random import Random

import hypothesis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import samples
from tests.fuzz.mutations import grown
from tests.fuzz.watch import SECONDS, check_words
from tests.support import build, strategies
from tests.support.effort import at_most
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.template import read_template
from welvaartcanvas.errors import Fault
from welvaartcanvas.exchange import interchange
from welvaartcanvas.workspace.gathering import canvas_in

_chances = st.randoms(use_true_random=False)


@pytest.fixture
def runs(request: pytest.FixtureRequest, seed: str):
    """Runs a property as often as a part of all inputs, from the seed."""
    total = request.config.getoption("inputs", None) or 400
    often = settings(max_examples=max(20, total // 50), database=None)

    def run(made_property):
        hypothesis.seed(seed)(often(made_property))()

    return run


def read_or_refused(read):
    """What ``read`` gives, or ``None`` when it was refused as it should be."""
    found = None
    with at_most(SECONDS):
        try:
            found = read()
        except Fault as fault:
            check_words(fault)
    return found


def test_a_changed_canvas_is_refused_or_is_a_canvas_that_can_be_written_again(runs) -> None:
    @given(strategies.canvases(), _chances)
    def holds(canvas: Canvas, chance: Random) -> None:
        data = json.dumps(grown(json.loads(interchange.write(canvas)), chance)).encode()
        found = read_or_refused(lambda: interchange.read(data, "canvas.json"))
        if found is not None:
            again = interchange.write(found)
            assert interchange.write(interchange.read(again.encode(), "canvas.json")) == again

    runs(holds)


def test_a_changed_template_is_refused_or_a_template(runs) -> None:
    @given(_chances)
    def holds(chance: Random) -> None:
        tree = grown(
            chance.choice((build.small_template_data(), samples.trees()[-1]["template"])), chance
        )
        if isinstance(tree, dict):
            read_or_refused(lambda: read_template(tree, "sjabloon.toml"))

    runs(holds)


def test_any_bytes_under_any_name_are_refused(runs) -> None:
    @given(
        st.sampled_from([b"", b"{", b"PK\x03\x04", b'{"format":"welvaartcanvas",']),
        st.binary(max_size=400),
        st.sampled_from([".json", ".pdf", ".zip", ".txt", ""]) | strategies.names(),
    )
    def holds(head: bytes, data: bytes, name: str) -> None:
        assert read_or_refused(lambda: canvas_in(head + data, name, name)) is None

    runs(holds)
