"""Everything that the pages of one petition are made from, gathered at one instant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from functions.ledger.fold import Counts
from functions.petitions import lifecycle
from functions.petitions.petition import Petition
from functions.petitions.rules import RuleSet, rule_set
from functions.petitions.status import Duty, Goal, State, Status
from functions.publishing import timeseries
from functions.publishing.timeseries import Days
from functions.shared.content import load

ADMISSION = ("moderation", "admissibility", "routing")
SPONSORS = "sponsors"
MadeT = TypeVar("MadeT")


@dataclass(frozen=True)
class LogState:
    """The log at the size that a count was folded at."""

    size: int = 0
    root: str = ""


@dataclass(frozen=True)
class Regions:
    """Counts by region as they may be shown: None is hidden; `on` is the day they are of."""

    cells: Mapping[str, int | None] = field(default_factory=dict)
    on: dt.date | None = None


@dataclass(frozen=True)
class Dossier:
    """A petition with its rules, counts, standing and history, seen from `now`."""

    petition: Petition
    rules: RuleSet
    counts: Counts
    status: Status
    now: dt.datetime
    hours: Sequence[tuple[str, int]] = ()
    regions: Regions = Regions()
    log: LogState = LogState()
    # What several pages of the same petition show is made once.
    made: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, what: str, lang: str, make: Callable[[], MadeT]) -> MadeT:
        """Return a part of this petition's pages in a language, made the first time."""
        if (what, lang) not in self.made:
            self.made[what, lang] = make()
        found: MadeT = self.made[what, lang]
        return found

    @property
    def zone(self) -> ZoneInfo:
        return self.rules.calendar.zone

    def day(self, at: dt.datetime) -> dt.date:
        """Return the local day of an instant, where the petition is."""
        return at.astimezone(self.zone).date()

    def last_day(self, end: dt.datetime) -> dt.date:
        """Return the last local day before the end of a term."""
        return self.day(end - dt.timedelta(seconds=1))

    @property
    def is_public(self) -> bool:
        return self.status.visibility == "public"

    @property
    def has_page(self) -> bool:
        return self.status.visibility in ("public", "link")

    @property
    def goals(self) -> list[Goal]:
        """The goals that signatures count for, the lowest first."""
        return [goal for goal in self.status.goals if goal.id != SPONSORS]

    @property
    def next_goal(self) -> Goal | None:
        """The goal to show progress to: the lowest not reached, else the highest."""
        left = [goal for goal in self.goals if not goal.reached_at]
        return left[0] if left else self.goals[-1] if self.goals else None

    @property
    def duties(self) -> list[Duty]:
        """What a body owes after publication; the check before it is not an answer."""
        return [duty for duty in self.status.duties if duty.kind not in ADMISSION]

    @cached_property
    def days(self) -> Days:
        """Signatures by local day, from the first day to the last or to today; none before that."""
        found = timeseries.by_day(self.hours, self.zone)
        if not found:
            return []
        closes = self.status.closes_at
        end = self.now if closes is None or closes > self.now else closes
        return timeseries.filled(found, min(found), max(*found, self.last_day(end)))

    @property
    def is_late(self) -> bool:
        return any(duty.state(self.now) == "late" for duty in self.duties)

    @property
    def days_left(self) -> int | None:
        """Whole local days until signing ends; 0 is the last one; None if nothing can be signed."""
        end = self.status.closes_at
        if not self.status.takes_signatures or end is None:
            return None
        return (self.last_day(end) - self.day(self.now)).days

    @property
    def done_on(self) -> dt.date | None:
        """The day of the last step, once everything is carried out."""
        steps = self.petition.implementation
        return max(step.on for step in steps) if self._is(State.IMPLEMENTED) and steps else None

    def _is(self, state: State) -> bool:
        return self.status.state is state


def gather(
    petition: Petition,
    counts: Counts,
    now: dt.datetime,
    *,
    hours: Sequence[tuple[str, int]] = (),
    regions: Regions = Regions(),
    log: LogState = LogState(),
) -> Dossier:
    """Return a petition's dossier at an instant. Raises KeyError for an unknown rule set."""
    rules = rule_set(petition.rule_set)
    status = lifecycle.status(petition, rules, counts, now)
    return Dossier(petition, rules, counts, status, now, hours, regions, log)


def next_render_at(dossier: Dossier) -> dt.datetime | None:
    """Return when the pages change without new facts: by law, or as a day counts down."""
    changes = [dossier.status.next_change_at]
    if dossier.days_left is not None:
        today = dossier.rules.calendar.local_date(dossier.now)
        changes.append(dossier.rules.calendar.end_of(today))
    return min((at for at in changes if at), default=None)


def national_zone() -> ZoneInfo:
    """Return the government's own time zone, for what concerns no single petition."""
    return ZoneInfo(load().government["timezone"])
