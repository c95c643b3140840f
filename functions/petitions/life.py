"""A petition's life as it is known at one instant: its facts, and the dates that follow from them.

A fact later than `known_until` is not known yet, so a past moment can be recomputed from the facts
of today. `now` may be later than `known_until`: that is how the next change is foreseen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from functions.petitions.rules import INITIAL_SUPPORT, RuleSet

if TYPE_CHECKING:
    from functions.ledger.fold import Counts
    from functions.petitions.petition import Petition, Rejection


class Dated(Protocol):
    """Anything that happened at an instant."""

    @property
    def at(self) -> dt.datetime: ...


DatedT = TypeVar("DatedT", bound=Dated)
TWO_PEOPLE = 2


@dataclass(frozen=True)
class Life:
    """Facts, rules and counts, seen from `now` with what was known at `known_until`."""

    petition: Petition
    rules: RuleSet
    counts: Counts
    now: dt.datetime
    known_until: dt.datetime

    def known(self, at: dt.datetime | None) -> dt.datetime | None:
        """Return an instant if its fact is known, else None."""
        return at if at and at <= self.known_until else None

    def facts(self, dated: Iterable[DatedT]) -> list[DatedT]:
        """Return the known ones, in the order of time."""
        return sorted((one for one in dated if self.known(one.at)), key=lambda one: one.at)

    def is_over(self, at: dt.datetime | None) -> bool:
        """Tell whether an instant has come."""
        return at is not None and at <= self.now

    def after(self, start: dt.datetime | None, within: str | None) -> dt.datetime | None:
        """Return the end of a term; None if it has not begun or has no length."""
        return self.rules.calendar.after(start, within) if start and within else None

    @cached_property
    def confirmed_at(self) -> dt.datetime | None:
        return self.known(self.petition.confirmed_at)

    @cached_property
    def sponsors_until(self) -> dt.datetime | None:
        sponsors = self.rules.sponsors
        return self.after(self.confirmed_at, sponsors.within) if sponsors else None

    @cached_property
    def sponsored_at(self) -> dt.datetime | None:
        """When enough sponsors had joined in time."""
        if not self.rules.sponsors:
            return None
        times = sorted(at for at in self.petition.sponsor_times if self.known(at))
        if len(times) < self.rules.sponsors.minimum:
            return None
        reached = times[self.rules.sponsors.minimum - 1]
        until = self.sponsors_until
        return reached if until is None or reached < until else None

    @cached_property
    def submitted_to_moderation_at(self) -> dt.datetime | None:
        if not self.rules.sponsors:
            return self.confirmed_at
        if not (self.confirmed_at and self.sponsored_at):
            return None
        return max(self.confirmed_at, self.sponsored_at)

    @cached_property
    def returned_at(self) -> dt.datetime | None:
        return self.known(self.petition.returned_at)

    @cached_property
    def resubmitted_at(self) -> dt.datetime | None:
        at = self.known(self.petition.resubmitted_at)
        return at if at and self.returned_at and at >= self.returned_at else None

    @cached_property
    def published_at(self) -> dt.datetime | None:
        """When publication took effect: with the second person's approval, where two are asked."""
        at = self.known(self.petition.published_at)
        if not at or not self.rules.moderation.two_person:
            return at
        first: dict[str, dt.datetime] = {}
        for approval in self.facts(self.petition.approvals):
            first.setdefault(approval.by, approval.at)
        times = sorted(first.values())
        return max(at, times[TWO_PEOPLE - 1]) if len(times) >= TWO_PEOPLE else None

    @cached_property
    def rejection(self) -> Rejection | None:
        """The rejection in force: a later publication lifts it."""
        found = self.petition.rejection
        if not found or not self.known(found.at):
            return None
        return None if self.published_at and self.published_at > found.at else found

    @cached_property
    def ended_at(self) -> dt.datetime | None:
        """When the petition was taken out of the procedure, by whomever."""
        facts = (
            self.petition.removed_at,
            self.petition.archived_at,
            self.petition.withdrawn_at,
            self.rejection.at if self.rejection else None,
        )
        return min((at for at in facts if at and self.known(at)), default=None)

    @cached_property
    def support_until(self) -> dt.datetime | None:
        support = self.rules.initial_support
        return self.after(self.published_at, support.within) if support else None

    @cached_property
    def support_settled_at(self) -> dt.datetime | None:
        """When nobody who began to sign in time can still confirm."""
        return self.after(self.support_until, self.rules.closing_grace)

    @cached_property
    def is_supported(self) -> bool:
        return not self.rules.initial_support or self.reached_at(INITIAL_SUPPORT) is not None

    @cached_property
    def closing(self) -> dt.datetime | None:
        """When signing ends by time, by a stop, or, without a term, by the decision."""
        start = self.published_at
        if not start or not self.rules.signing:
            return start
        closes = self.after(start, self.rules.signing.within)
        for extension in self.facts(self.petition.extensions):
            if closes and extension.at < closes:
                closes += dt.timedelta(minutes=extension.minutes)
        decided = self.petition.decision
        if closes is None and decided:
            closes = self.known(decided.at)
        stopped = self.known(self.petition.stopped_at)
        return min((max(at, start) for at in (closes, stopped) if at), default=None)

    @cached_property
    def closes_at(self) -> dt.datetime | None:
        return min((at for at in (self.closing, self.ended_at) if at), default=None)

    def reached_at(self, goal: str) -> dt.datetime | None:
        """Return when the log says that a goal was reached; before publication none is."""
        at = self.known(self.counts.passed.get(goal))
        return max(at, self.published_at) if at and self.published_at else None
