"""The states of an idea and the moves between them; pure.

    pending ─► published ─► screened ─► selected ─► on_ballot ─► won ─► in_work ─► done
       │  ▲        │    └─► rework ─► reworked │          ├─► fallback ─► won (if a winner fails)
       ▼  │        └─► merged, withdrawn, hidden │         └─► lost       └─► impossible
    returned                  failed_screening, not_selected

The state is the fold of the history over the table. A stage that a process does not have is simply
skipped: the moves of a kind start from wherever the stages before it may have left an idea.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from functions.projects.idea import Idea
from functions.projects.process import Process, StageRule
from functions.projects.project import Entry
from functions.shared.calendars import Calendar


class State(StrEnum):
    """Where an idea stands."""

    PENDING = "pending"
    RETURNED = "returned"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    REWORK = "rework"
    REWORKED = "reworked"
    SCREENED = "screened"
    FAILED = "failed_screening"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"
    ON_BALLOT = "on_ballot"
    WON = "won"
    FALLBACK = "fallback"
    LOST = "lost"
    IMPOSSIBLE = "impossible"
    IN_WORK = "in_work"
    DONE = "done"


S = State
STAYS, RETURNS = "stays", "returns"
PUBLIC = frozenset(State) - {S.PENDING, S.RETURNED, S.HIDDEN}
RUNNING = frozenset({S.PUBLISHED, S.REWORK, S.REWORKED, S.SCREENED, S.SELECTED})
CHOSEN = frozenset({S.SELECTED, S.ON_BALLOT, S.WON, S.FALLBACK, S.IN_WORK})
EDITABLE = frozenset({S.PENDING, S.RETURNED, S.PUBLISHED, S.REWORK})
SUPPORTABLE = frozenset({S.PUBLISHED, S.REWORK, S.REWORKED, S.SCREENED})


@dataclass(frozen=True)
class Move:
    """From which states a move leads to which, who may make it, and what it must carry."""

    origins: frozenset[State]
    to: State | str
    roles: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


def _move(origins: str, to: State | str, *roles: str, kinds: str = "", needs: str = "") -> Move:
    named = frozenset(State(one) for one in origins.split())
    return Move(named, to, roles, frozenset(kinds.split()), frozenset(needs.split()))


_STAFF = ("clerk", "supervisor")
_LIVE = "published rework reworked screened selected not_selected failed_screening on_ballot"
_OPEN = "published rework reworked screened"
_STILL = f"{_OPEN} selected"
MOVES: Mapping[str, Move] = MappingProxyType(
    {
        "publish": _move("pending", S.PUBLISHED, "moderator", "supervisor", "platform"),
        "return": _move("pending", S.RETURNED, "moderator", "supervisor", needs="text"),
        "edit": _move("pending returned", S.PENDING, "author"),
        "revise": _move("published", STAYS, "author"),
        "join": _move(" ".join(RUNNING | {S.PENDING, S.RETURNED}), STAYS, "author"),
        # A moderator has looked at the words that an author changed after publication.
        "look": _move("published", STAYS, "moderator", "supervisor"),
        "hide": _move(f"pending {_LIVE}", S.HIDDEN, "moderator", "supervisor", needs="text"),
        "restore": _move("hidden", RETURNS, "moderator", "supervisor", needs="text"),
        "withdraw": _move(f"pending returned {_OPEN}", S.WITHDRAWN, "author", needs="reason"),
        # Dropping a chosen idea just before the vote is an attack: it stays, with a mark.
        "ask_withdrawal": _move("selected on_ballot won fallback", STAYS, "author", needs="reason"),
        "merge": _move("published reworked screened", S.MERGED, *_STAFF, needs="into"),
        "take_in": _move(_OPEN, STAYS, *_STAFF, needs="from"),
        "pass": _move("published reworked", S.SCREENED, *_STAFF, kinds="screening"),
        "ask_rework": _move("published", S.REWORK, *_STAFF, kinds="screening", needs="text"),
        "rework": _move("rework", S.REWORKED, "author"),
        "fail": _move(
            "published rework reworked", S.FAILED, *_STAFF, kinds="screening", needs="text"
        ),
        "estimate": _move(_OPEN, STAYS, *_STAFF, needs="text cost"),
        "select": _move(_STILL, S.SELECTED, *_STAFF, kinds="screening review decision"),
        "not_select": _move(_STILL, S.NOT_SELECTED, *_STAFF, kinds="screening review decision"),
        "put_to_vote": _move("published screened selected on_ballot", S.ON_BALLOT, *_STAFF),
        "win": _move("published screened selected on_ballot", S.WON, *_STAFF, kinds="decision"),
        "fall_back": _move("screened selected on_ballot", S.FALLBACK, *_STAFF, kinds="decision"),
        "lose": _move("published screened selected on_ballot", S.LOST, *_STAFF, kinds="decision"),
        "find_impossible": _move("won in_work", S.IMPOSSIBLE, *_STAFF, needs="text"),
        "replace": _move("fallback", S.WON, *_STAFF, needs="text"),
        "start_work": _move("won", S.IN_WORK, *_STAFF, needs="work"),
        "finish_work": _move("in_work", S.DONE, *_STAFF, needs="work"),
        "translate": _move(
            f"pending {_LIVE} won fallback", STAYS, "moderator", *_STAFF, needs="titles"
        ),
        "answer": _move(" ".join(PUBLIC), STAYS, "clerk", "supervisor", needs="text"),
    }
)


@dataclass(frozen=True)
class Standing:
    """Where an idea stands, since when, and what the next step's clock says."""

    state: State
    since: dt.datetime
    wants_out: bool = False
    due_at: dt.datetime | None = None
    is_late: bool = False

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC


def standing(idea: Idea) -> Standing:
    """Return where an idea stands by its history alone."""
    state, before, since, wants_out = S.PENDING, S.PENDING, idea.at, False
    for entry in idea.history:
        move = MOVES[entry.act]
        wants_out = wants_out or entry.act == "ask_withdrawal"
        if move.to == STAYS:
            continue
        after = before if move.to == RETURNS else State(move.to)
        before, state, since = state, after, entry.at
    return Standing(state, since, wants_out)


def waits_for_moderation(idea: Idea) -> bool:
    """Tell whether a moderator should look: it is new, or was changed since somebody looked."""
    if standing(idea).state == S.PENDING:
        return True
    acts = [one.act for one in idea.history if one.act in ("publish", "look", "revise")]
    return standing(idea).is_public and bool(acts) and acts[-1] == "revise"


def status(idea: Idea, process: Process, calendar: Calendar, now: dt.datetime) -> Standing:
    """Return where an idea stands with the clock of the rework, the author's or the council's."""
    found = standing(idea)
    rule = next((one for one in process.stages if one.kind == "screening"), None)
    term = {S.REWORK: rule.rework, S.REWORKED: rule.recheck}.get(found.state) if rule else None
    if not term:
        return found
    due = calendar.after(found.since, term)
    return Standing(found.state, found.since, found.wants_out, due, now >= due)


def may(idea: Idea, act: str, role: str, stage: StageRule | None) -> bool:
    """Tell whether a role may make a move in a stage (None: between or after stages)."""
    move = MOVES.get(act)
    if move is None or role not in move.roles or standing(idea).state not in move.origins:
        return False
    return not move.kinds or (stage is not None and stage.kind in move.kinds)


def missing(entry: Entry) -> list[str]:
    """Return what an entry must carry and does not."""
    return sorted(
        name
        for name in MOVES[entry.act].needs
        if (not any(entry.text.values()) if name == "text" else not entry.facts.get(name))
    )
