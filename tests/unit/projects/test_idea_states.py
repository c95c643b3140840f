"""The life of an idea: only the moves of the table, by whom and when it says."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.projects import idea as ideas
from functions.projects import idea_move, idea_states
from functions.projects.idea import Record
from functions.projects.idea_states import MOVES, PUBLIC, State, standing
from functions.shared.errors import NotNowError
from tests.unit.projects.facts import BEGINS, calendar, carrying, idea, process, stage_for

ACTS = sorted(MOVES)
LAST = {State.DONE, State.MERGED, State.WITHDRAWN, State.FAILED, State.LOST, State.IMPOSSIBLE}


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ("", "pending"),
        ("publish", "published"),
        ("return edit publish", "published"),
        ("publish hide restore", "published"),
        ("publish ask_rework rework pass", "screened"),
        ("publish pass select put_to_vote win start_work finish_work", "done"),
        ("publish select put_to_vote fall_back replace", "won"),
        ("publish select put_to_vote lose", "lost"),
        ("publish select put_to_vote win find_impossible", "impossible"),
        ("publish merge", "merged"),
        ("publish withdraw", "withdrawn"),
        ("publish select ask_withdrawal", "selected"),
        ("publish revise answer estimate", "published"),
    ],
)
def test_the_ways_of_an_idea(acts: str, state: str) -> None:
    assert standing(idea(1, *acts.split())).state == state


def test_every_state_is_reached_and_only_the_last_ones_lead_nowhere() -> None:
    reached = {State.PENDING} | {State(m.to) for m in MOVES.values() if m.to in set(State)}
    leads = {origin for m in MOVES.values() if m.to != "stays" for origin in m.origins}

    assert reached == set(State)
    assert set(State) - leads <= LAST


def test_a_mark_that_an_author_wants_out_stays() -> None:
    found = standing(idea(1, "publish", "select", "ask_withdrawal", "put_to_vote", "win"))

    assert (found.state, found.wants_out) == (State.WON, True)


def test_the_clock_of_the_rework_is_four_days_and_of_the_recheck_two() -> None:
    """The rework is asked for on the second day; the author answers on the third."""
    asked, reworked = idea(1, "publish", "ask_rework"), idea(1, "publish", "ask_rework", "rework")
    budget, at = process("budget"), BEGINS + dt.timedelta(days=2)

    first = idea_states.status(asked, budget, calendar(), at)
    then = idea_states.status(reworked, budget, calendar(), at + dt.timedelta(days=1))

    assert first.due_at == calendar().after(at, "4 days")
    assert then.due_at == calendar().after(at + dt.timedelta(days=1), "2 days")
    assert not first.is_late
    assert idea_states.status(asked, budget, calendar(), first.due_at or at).is_late


def test_a_private_idea_shows_its_number_and_steps_alone() -> None:
    made = idea(1, "publish", "not_select", author="Example Person", cost=5)

    shown = ideas.shown(made, private=True)

    assert (shown.number, standing(shown).state) == (1, State.NOT_SELECTED)
    assert (shown.title, shown.text, shown.author, shown.cost) == ("", "", "", None)
    assert all(not entry.text and not entry.facts for entry in shown.history)


@given(
    steps=some.lists(
        some.tuples(
            some.sampled_from([*ACTS, "no_such_act"]),
            some.sampled_from(["author", "moderator", "clerk", "supervisor", "platform"]),
            some.booleans(),
        ),
        max_size=25,
    )
)
def test_no_order_of_acts_breaks_the_table(steps: list[tuple[str, str, bool]]) -> None:
    """Legal or not: a refused act changes nothing, a made one leads where the table says."""
    record = Record(idea(1))
    for at, (act, role, in_stage) in enumerate(steps):
        before = standing(record.idea).state
        rule = stage_for(act) if act in MOVES and in_stage else None
        known = act if act in MOVES else "publish"
        entry = carrying(known, BEGINS + dt.timedelta(hours=at), role)
        entry = entry.model_copy(update={"act": act})
        allowed = act in MOVES and idea_states.may(record.idea, act, role, rule)
        if not allowed:
            with pytest.raises(NotNowError):
                idea_move.make(record, entry, rule)
            continue
        made = idea_move.make(record, entry, rule)
        assert before in MOVES[act].origins
        assert role in MOVES[act].roles
        assert made.idea.history == [*record.idea.history, entry]
        after, to = standing(made.idea).state, MOVES[act].to
        assert after == (before if to == "stays" else after)
        assert to in ("stays", "returns") or after == to
        assert (after in PUBLIC) == standing(made.idea).is_public
        record = made
