"""What an act asks of the public log; each request has its own key, so a repeat adds nothing."""

from __future__ import annotations

import hashlib
import json

from functions.desk.case import Case
from functions.ledger import requests
from functions.petitions.petition import Petition
from functions.shared import clock, table

ONCE = "1"
WITHOUT_END = "9999-12-31T23:59:59Z"  # signing that lasts until the decision has no date


def text_hash(petition: Petition) -> str:
    """Return the SHA-256 of the original text's canonical JSON, 64 hex digits."""
    facts = {"language": petition.language, **petition.text.model_dump(mode="json")}
    written = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()


def publication(case: Case) -> list[table.Item]:
    """The rule set and the text that people sign, what each threshold asks, and until when."""
    p, at = case.petition, case.now
    items = [
        requests.request(p.id, "rule", ONCE, at, rs=p.rule_set, d=p.rules_hash),
        requests.request(p.id, "text", ONCE, at, d=text_hash(p)),
    ]
    if case.rules.signing:
        items += _goals(case)
        items.append(requests.request(p.id, "open", ONCE, at, x=_closes(case)))
    return items


def extension(case: Case) -> list[table.Item]:
    """The new end of signing."""
    at = clock.text(case.now)
    return [requests.request(case.petition.id, "extend", at, case.now, x=_closes(case))]


def paper(case: Case, batch: str, count: int) -> list[table.Item]:
    """One `sign` entry for each paper signature; the commitment is of the batch and the place."""
    return [
        requests.request(case.petition.id, "sign", sealed, case.now, a="paper", c=sealed)
        for sealed in (_commitment(case.petition.id, batch, place) for place in range(count))
    ]


def _goals(case: Case) -> list[table.Item]:
    return [_goal(case, name, count) for name, count in case.petition.thresholds.items()]


def _goal(case: Case, name: str, count: int) -> table.Item:
    """Ask for one threshold; the areas' own minimums stay private."""
    p, threshold = case.petition, case.rules.threshold(name)
    if threshold is None or threshold.areas is None:
        return requests.request(p.id, "goal", name, case.now, k=name, n=count)
    least, each = threshold.areas.minimum, dict(threshold.areas.each)
    return requests.request(p.id, "goal", name, case.now, k=name, n=count, m=least, minimums=each)


def _closes(case: Case) -> str:
    closes_at = case.status.closes_at
    return clock.text(closes_at) if closes_at else WITHOUT_END


def _commitment(petition_id: int, batch: str, place: int) -> str:
    return hashlib.sha256(f"dauys-paper/v1\n{petition_id}\n{batch}\n{place}".encode()).hexdigest()
