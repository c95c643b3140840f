"""Petitions for tests of rules: facts in memory, judged by the project's own rule sets."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from functions.ledger.fold import Counts
from functions.petitions import lifecycle
from functions.petitions.petition import Decision, Petition, Response, Text
from functions.petitions.rules import RuleSet
from functions.petitions.status import Status
from infra.build import Compiled, compile_content

CONTENT = Path(__file__).parents[2] / "content"
SECOND = dt.timedelta(seconds=1)
NO_COUNTS = Counts()


@cache
def compiled() -> Compiled:
    """The project's content, compiled once."""
    return compile_content(CONTENT)


@cache
def rules(name: str) -> RuleSet:
    """The newest version of a rule set."""
    all_rules: Any = compiled()["rules"]
    return RuleSet.model_validate(all_rules[max(key for key in all_rules if name == key[:-11])])


def utc(written: str) -> dt.datetime:
    """`2026-09-30 12:00` or with seconds, in UTC."""
    return dt.datetime.fromisoformat(written).replace(tzinfo=dt.UTC)


def petition(chosen: RuleSet, population: int = 1_000_000, **facts: Any) -> Petition:
    """Facts of a petition under a rule set; it was submitted and confirmed at the same instant."""
    start = facts.get("submitted_at") or utc("2026-02-02 06:00")
    base: dict[str, Any] = {
        "id": 1,
        "rule_set": chosen.key,
        "rules_hash": "0" * 64,
        "jurisdiction": "KZ",
        "body": "addressed",
        "category": "transport",
        "language": "en",
        "text": Text(title="An example", background="An example text"),
        "population": population,
        "thresholds": chosen.counts(population),
        "submitted_at": start,
        "confirmed_at": start,
        "changed_at": start,
    }
    return Petition(**base | facts)


def passed(**when: dt.datetime) -> Counts:
    """Counts whose goals were reached at these instants."""
    return Counts(passed=when)


def see(one: Petition, chosen: RuleSet, now: dt.datetime, counts: Counts = NO_COUNTS) -> Status:
    """The petition's standing at an instant."""
    return lifecycle.status(one, chosen, counts, now)


def answer(at: dt.datetime, body: str = "addressed", threshold: str | None = None) -> Response:
    """A body's answer."""
    texts = {"en": "Answered."}
    return Response(
        at=at,
        body=body,
        threshold=threshold,
        responded_on=at.date(),
        summary=texts,
        details=texts,
    )


def decision(at: dt.datetime) -> Decision:
    """A decision that accepts what is asked."""
    return Decision(at=at, body="addressed", kind="accepted", details={"en": "Accepted."})
