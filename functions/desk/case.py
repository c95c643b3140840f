"""A case on the desk: one petition as it stands, its rules and counts, who acts, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from functions.desk.roles import Official
from functions.ledger import counts as ledger_counts
from functions.petitions import lifecycle, petition
from functions.petitions.lifecycle import State, Status
from functions.petitions.petition import Petition, Record
from functions.petitions.rules import RuleSet, rule_set
from functions.shared import content, keys, table
from functions.shared.errors import ConflictError, NotFoundError


class SecondPersonNeededError(ConflictError):
    """The rule set asks for two officials, and this one has approved already."""

    code = "second_person_needed"


class NoResubmissionLeftError(ConflictError):
    """The petition has been returned as often as its rule set allows."""

    code = "no_resubmission_left"


@dataclass(frozen=True)
class Case:
    """What a decision may depend on, and nothing else; `acts` are the request ids of past acts."""

    record: Record
    rules: RuleSet
    who: Official
    now: dt.datetime
    acts: dict[str, str] = field(default_factory=dict)

    @property
    def petition(self) -> Petition:
        return self.record.petition

    @cached_property
    def status(self) -> Status:
        return lifecycle.status(self.petition, self.rules, self.record.counts, self.now)

    @property
    def state(self) -> State:
        return self.status.state

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies whose clerks may act: the one addressed, and those with a duty."""
        named = [self.petition.body, *(duty.body for duty in self.status.duties)]
        return tuple(dict.fromkeys(named))

    @property
    def today(self) -> dt.date:
        """The present date where the government is."""
        return self.now.astimezone(ZoneInfo(content.load().government["timezone"])).date()


def load(petition_id: int, who: Official, now: dt.datetime) -> Case:
    """Return the case of a petition: two GetItem. Raises NotFoundError."""
    item = table.get("core", keys.petition(petition_id), consistent=True)
    if item is None:
        raise NotFoundError
    counts = ledger_counts.from_item(table.get("core", keys.count(petition_id)))
    record = petition.from_item(item, counts)
    acts = item.get("desk_acts", {})
    return Case(record, rule_set(record.petition.rule_set), who, now, acts)
