"""Where a petition stands: a pure function of its facts, its rule set, the counts and the time.

No state is stored and no job moves it, so none can be forgotten, and any past moment can be
recomputed.

unconfirmed → gathering_sponsors → moderation ⇄ returned
                     ↓                 ↓   ↘ rejected, hidden
               insufficient  ←  proving → open → closed → awaiting_response → responded
                                                        → awaiting_debate   → debated
                                                        → decided → implemented
From anywhere: withdrawn, archived, removed. Stages that a rule set does not have are passed over.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from functions.petitions.duties import duties
from functions.petitions.life import Life
from functions.petitions.rules import INITIAL_SUPPORT, RuleSet
from functions.petitions.status import Duty, Goal, Moment, State, Status, Visibility
from functions.petitions.timeline import timeline

if TYPE_CHECKING:
    from functions.ledger.fold import Counts
    from functions.petitions.petition import Petition

__all__ = ["Duty", "Goal", "Moment", "State", "Status", "status"]

_DEBATES = ("debate", "hearing")
_SIGNED = (State.PROVING, State.OPEN)
_SPONSORED = (State.GATHERING_SPONSORS, State.MODERATION)


def status(petition: Petition, rules: RuleSet, counts: Counts, now: dt.datetime) -> Status:
    """Return a petition's standing at an instant, and when it changes next without new facts."""
    life = Life(petition, rules, counts, now, now)
    present = _status(life)
    return replace(present, next_change_at=_next_change(life, present))


def _status(life: Life) -> Status:
    owed = duties(life)
    state = _state(life, owed)
    return Status(
        state=state,
        visibility=_visibility(life, state),
        takes_signatures=_takes_signatures(life, state),
        takes_sponsors=bool(life.rules.sponsors) and state in _SPONSORED,
        response_state=_response_state(life, owed),
        debate_state=_debate_state(life, owed),
        opens_at=life.published_at if life.rules.signing else None,
        closes_at=life.closes_at if life.rules.signing else None,
        stage_ends_at=_stage_ends_at(life, state, owed),
        goals=_goals(life),
        duties=owed,
        timeline=timeline(life, state, owed),
    )


def _state(life: Life, owed: tuple[Duty, ...]) -> State:
    petition = life.petition
    if life.known(petition.removed_at):
        return State.REMOVED
    if life.known(petition.archived_at):
        return State.ARCHIVED
    if life.known(petition.withdrawn_at):
        return State.WITHDRAWN
    if life.rejection:
        return State.HIDDEN if life.rejection.hidden else State.REJECTED
    if life.published_at:
        return _published_state(life, owed)
    if life.known(petition.stopped_at):
        return State.CLOSED
    return _unpublished_state(life)


def _unpublished_state(life: Life) -> State:
    if not life.confirmed_at:
        return State.UNCONFIRMED
    if life.returned_at and not life.resubmitted_at:
        return State.RETURNED
    if life.submitted_to_moderation_at:
        return State.MODERATION
    return State.INSUFFICIENT if life.is_over(life.sponsors_until) else State.GATHERING_SPONSORS


def _published_state(life: Life, owed: tuple[Duty, ...]) -> State:
    is_stopped = life.known(life.petition.stopped_at)
    if not life.is_supported and not is_stopped:
        return State.INSUFFICIENT if life.is_over(life.support_settled_at) else State.PROVING
    if life.closes_at is None or not life.is_over(life.closes_at):
        return State.OPEN
    return _closed_state(life, owed)


def _closed_state(life: Life, owed: tuple[Duty, ...]) -> State:
    steps = life.facts(life.petition.implementation)
    if life.petition.decision and life.known(life.petition.decision.at):
        is_done = bool(steps) and all(step.done for step in steps)
        return State.IMPLEMENTED if is_done else State.DECIDED
    open_kinds = {duty.kind for duty in owed if not duty.done_at}
    if open_kinds.difference(_DEBATES):
        return State.AWAITING_RESPONSE
    if open_kinds:
        return State.AWAITING_DEBATE
    if any(life.known(debate.held_at) for debate in life.petition.debates):
        return State.DEBATED
    return State.RESPONDED if life.facts(life.petition.responses) else State.CLOSED


def _visibility(life: Life, state: State) -> Visibility:
    if state is State.REMOVED:
        return "gone"
    if life.rejection:
        return "none" if life.rejection.hidden else "public"
    if not life.published_at:
        return "none"
    support = life.rules.initial_support
    return support.visibility if support and not life.is_supported else "public"


def _takes_signatures(life: Life, state: State) -> bool:
    if state not in _SIGNED or not life.rules.signing or life.is_over(life.closes_at):
        return False
    return life.is_supported or not life.is_over(life.support_until)


def _response_state(life: Life, owed: tuple[Duty, ...]) -> Literal["none", "awaiting", "done"]:
    if any(duty.kind == "answer" and not duty.done_at for duty in owed):
        return "awaiting"
    return "done" if life.facts(life.petition.responses) else "none"


def _debate_state(
    life: Life, owed: tuple[Duty, ...]
) -> Literal["none", "awaiting", "scheduled", "done"]:
    set_down = [one for one in life.petition.debates if life.known(one.scheduled_at)]
    if any(not life.known(one.held_at) for one in set_down):
        return "scheduled"
    if any(duty.kind in _DEBATES and not duty.done_at for duty in owed):
        return "awaiting"
    return "done" if set_down else "none"


def _stage_ends_at(life: Life, state: State, owed: tuple[Duty, ...]) -> dt.datetime | None:
    ends = {
        State.GATHERING_SPONSORS: life.sponsors_until,
        State.PROVING: life.support_until,
        State.OPEN: life.closes_at,
    }
    if state in ends:
        return ends[state]
    return min((duty.due_at for duty in owed if duty.due_at and not duty.done_at), default=None)


def _goals(life: Life) -> tuple[Goal, ...]:
    rules = life.rules
    goals = []
    if rules.sponsors:
        goals.append(Goal("sponsors", "moderation", rules.sponsors.minimum, life.sponsored_at))
    kinds = {INITIAL_SUPPORT: "support"} | {one.id: one.kind for one in rules.thresholds}
    frozen = life.petition.thresholds or rules.counts(life.petition.population)
    for goal, count in frozen.items():
        if goal in kinds:
            goals.append(Goal(goal, kinds[goal], count, life.reached_at(goal)))
    return tuple(sorted(goals, key=lambda goal: goal.count_needed))


def _next_change(life: Life, present: Status) -> dt.datetime | None:
    dates = (
        life.sponsors_until,
        life.support_until,
        life.support_settled_at,
        life.closes_at,
        *(duty.due_at for duty in present.duties),
    )
    for then in sorted({at for at in dates if at and at > life.now}):
        if _seen(_status(replace(life, now=then)), then) != _seen(present, life.now):
            return then
    return None


def _seen(one: Status, now: dt.datetime) -> tuple[Status, list[str]]:
    return one, [duty.state(now) for duty in one.duties]
