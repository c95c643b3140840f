"""A poll on the desk: its record, what the log tells, who looks at it, when; and who may what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from functions.desk.roles import CLERK, MODERATOR, SUPERVISOR, Official
from functions.ledger.poll_tally import PollTally
from functions.polls import poll
from functions.polls.poll import Poll, Record, Role
from functions.polls.state import State, state
from functions.shared.errors import NotFoundError

_PUBLIC: Mapping[str, Role] = MappingProxyType(
    {CLERK: "clerk", MODERATOR: "moderator", SUPERVISOR: "supervisor"}
)
_DRAFTS = (CLERK, MODERATOR, SUPERVISOR)
_PAPER = (CLERK, SUPERVISOR)
MAY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "draft": _DRAFTS,
        "discard": _DRAFTS,
        "seal": (SUPERVISOR,),
        "withdraw": (SUPERVISOR,),
        "paper-marks": _PAPER,
        "paper-ballots": _PAPER,
        "paper-check": _PAPER,
        "paper-drop": _PAPER,
        "paper-done": _PAPER,
        "override": (SUPERVISOR,),
    }
)
_TAKES_PAPER = frozenset({State.OPEN, State.COUNTING})
STATES: Mapping[str, frozenset[State]] = MappingProxyType(
    {
        "draft": frozenset({State.DRAFT}),
        "discard": frozenset({State.DRAFT}),
        "seal": frozenset({State.DRAFT}),
        "withdraw": frozenset({State.SEALED, State.OPEN, State.COUNTING}),
        "paper-marks": _TAKES_PAPER,
        "paper-ballots": _TAKES_PAPER,
        "paper-check": _TAKES_PAPER,
        "paper-drop": _TAKES_PAPER,
        "paper-done": frozenset({State.COUNTING}),
        "override": frozenset({State.CLOSED}),
    }
)


@dataclass(frozen=True)
class Case:
    """What a decision may depend on, and nothing else."""

    record: Record
    logged: PollTally
    who: Official
    now: dt.datetime

    @property
    def facts(self) -> Poll:
        return self.record.poll

    @cached_property
    def state(self) -> State:
        return state(self.facts, self.logged, self.now)

    def offers(self, act: str) -> bool:
        """Tell whether an act is possible now, and for this official."""
        takes_paper = self.facts.paper is not None and self.facts.paper.done_at is None
        is_now = self.state in STATES[act] and (takes_paper or not act.startswith("paper-"))
        return is_now and self.role_for(act) is not None

    def role_for(self, act: str) -> Role | None:
        """Return the role in which the official may do an act, or None."""
        return role_for(self.who, act, self.facts.body)


def load(poll_id: int, who: Official, now: dt.datetime) -> Case:
    """Return a poll's case: two GetItem. Raises NotFoundError, for another body's too."""
    record = poll.load(poll_id, consistent=True)
    if not sees(who, record.poll.body):
        raise NotFoundError
    return Case(record, poll.logged(poll_id), who, now)


def role_for(who: Official, act: str, body: str) -> Role | None:
    """Return the role in which an official may do an act for a body's poll, or None."""
    for role in MAY[act]:
        if role in who.roles or (role == CLERK and body in who.bodies):
            return _PUBLIC[role]
    return None


def sees(who: Official, body: str) -> bool:
    """Tell whether an official may look at a body's polls."""
    return bool(who.roles & {MODERATOR, SUPERVISOR}) or body in who.bodies


def may_look(who: Official) -> bool:
    """Tell whether an official has to do with polls at all."""
    return bool(who.roles & {MODERATOR, SUPERVISOR} or who.bodies)
