"""Two versions of one thing: only what both changed, each to something else, is a question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas.tui.settling import Values, meet

NAMES = ("text", "kind", "score")
VERSIONS = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b", "c"]) for name in NAMES})


@given(before=VERSIONS, mine=VERSIONS, theirs=VERSIONS)
def test_nothing_that_either_changed_is_lost_unseen(
    before: Values, mine: Values, theirs: Values
) -> None:
    meeting = meet(before, mine, theirs)

    for name in NAMES:
        if name in meeting.disputed:
            assert (meeting.mine[name], meeting.theirs[name]) == (mine[name], theirs[name])
        else:
            changed = {said[name] for said in (mine, theirs)} - {before[name]}
            assert {meeting.mine[name], meeting.theirs[name]} == (changed or {before[name]})


@given(before=VERSIONS, mine=VERSIONS, theirs=VERSIONS)
def test_it_is_the_same_question_for_both(before: Values, mine: Values, theirs: Values) -> None:
    here, there = meet(before, mine, theirs), meet(before, theirs, mine)

    assert (here.mine, here.theirs, here.disputed) == (there.theirs, there.mine, there.disputed)


def test_both_sentences_can_stand_and_of_a_score_there_is_one() -> None:
    before = {"text": "was", "kind": "", "score": "1"}
    meeting = meet(
        before,
        {"text": "van mij", "kind": "kans", "score": "2"},
        {"text": "van hen", "kind": "", "score": "3"},
    )

    assert meeting.disputed == ("text", "score")
    assert meeting.joins
    assert meeting.both == {"text": "van hen\nvan mij", "kind": "kans", "score": "2"}
