"""From idea to result in numbers: how many came how far, and how many days each step took; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from functions.projects.idea import Idea
from functions.projects.idea_states import standing

# Each step and the moves that reach it; a later step implies the earlier ones.
STEPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("published", frozenset({"publish"})),
    ("selected", frozenset({"select", "pass"})),
    ("voted", frozenset({"put_to_vote"})),
    ("won", frozenset({"win", "replace"})),
    ("done", frozenset({"finish_work"})),
)


@dataclass(frozen=True)
class Step:
    """How many reached a step, their share of all published, and median days since the last."""

    name: str
    count: int
    share: float
    days: float | None


def funnel(ideas: Iterable[Idea]) -> list[Step]:
    """Return the steps in their order; a step that no idea passed has no days."""
    reached = [_instants(one) for one in ideas if standing(one).is_public]
    found, whole = list[Step](), 0
    for at, (name, _) in enumerate(STEPS):
        count = sum(1 for instants in reached if any(instants[at:]))
        whole = whole or count
        spans = [_days(instants, at) for instants in reached]
        known = [days for days in spans if days is not None]
        share = round(count / whole, 4) if whole else 0.0
        found.append(Step(name, count, share, round(median(known), 1) if known else None))
    return found


def _instants(idea: Idea) -> list[dt.datetime | None]:
    """Return when an idea reached each step; None where it did not, or the step was skipped."""
    return [next((one.at for one in idea.history if one.act in acts), None) for _, acts in STEPS]


def _days(instants: list[dt.datetime | None], at: int) -> float | None:
    """Return the days between a step and the last one before it that was reached."""
    end = instants[at]
    before = [one for one in instants[:at] if one is not None]
    if end is None or not before:
        return None
    return (end - before[-1]).total_seconds() / 86_400
