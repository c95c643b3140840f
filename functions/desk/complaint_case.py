"""A complaint on the desk: its record, who looks at it, when, and what follows from these."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from functions.complaints import category, clock, complaint, filing, move
from functions.complaints.category import Category, Rule
from functions.complaints.clock import ClockRule
from functions.complaints.complaint import Complaint, Record
from functions.complaints.states import Status
from functions.desk import complaint_roles
from functions.desk.roles import Official
from functions.shared.calendars import Calendar
from functions.shared.errors import ConflictError, NotFoundError


class ProposalWaitsError(ConflictError):
    """A move waits for a second official, and nothing else is decided before it."""

    code = "proposal_waits"


@dataclass(frozen=True)
class Case:
    """What an official's decision may depend on, and nothing else."""

    record: Record
    who: Official
    now: dt.datetime

    @property
    def facts(self) -> Complaint:
        return self.record.complaint

    @cached_property
    def status(self) -> Status:
        return move.status_of(self.facts, self.now)

    @property
    def rule(self) -> ClockRule:
        return clock.clock_rule(self.facts.clock)

    @property
    def calendar(self) -> Calendar:
        return clock.calendar_of(self.facts.clock)

    @property
    def category(self) -> Category:
        return category.categories()[self.facts.category]

    @property
    def is_publishable(self) -> bool:
        """Whether anything that the reporter wrote or photographed may be shown to the public."""
        return self.facts.may_publish and not self.category.private

    @cached_property
    def suggestion(self) -> tuple[int, Rule] | None:
        """The rule of the routing table that matches, and its number."""
        return filing.suggestion(self.facts)


def load(complaint_id: int, who: Official, now: dt.datetime) -> Case:
    """Return a complaint's case: one GetItem. Raises NotFoundError, for another body's too."""
    case = Case(complaint.load(complaint_id, consistent=True), who, now)
    if not complaint_roles.sees(who, case.status.body):
        raise NotFoundError
    return case
