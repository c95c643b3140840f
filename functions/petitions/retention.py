"""Forget what need not be kept: runs daily.

A petition whose mailbox was never confirmed goes after two days. When a petition's retention ends,
its keys are destroyed: tags and contact data can then never be linked to anybody again, while log
and count stay whole.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from aws_lambda_powertools import Logger

from functions.petitions import attachments, history, lifecycle, petition, rules
from functions.petitions.lifecycle import State
from functions.petitions.petition import Record
from functions.shared import clock, crypto, keys, table

logger = Logger(service="dauys")
UNCONFIRMED = dt.timedelta(days=2)
ALL_TIME = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
ENDED = {
    State.INSUFFICIENT,
    State.REJECTED,
    State.HIDDEN,
    State.CLOSED,
    State.RESPONDED,
    State.DEBATED,
    State.DECIDED,
    State.IMPLEMENTED,
    State.WITHDRAWN,
    State.REMOVED,
    State.ARCHIVED,
}


def handler(_event: dict[str, Any], _context: Any) -> dict[str, int]:
    """Look at every petition once."""
    return run(clock.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Return how many petitions were deleted, and of how many the keys were destroyed."""
    done = {"deleted": 0, "forgotten": 0}
    for listed in petition.changed_since(ALL_TIME):
        record = petition.load(listed.petition.id)
        what = due(record, now)
        if what == "delete":
            _delete(record)
            done["deleted"] += 1
        elif what == "forget":
            _forget(record, now)
            done["forgotten"] += 1
    logger.info("retention", extra=done)
    return done


def due(record: Record, now: dt.datetime) -> str:
    """Return what is due: `delete`, `forget` or nothing. Pure."""
    facts, chosen = record.petition, rules.rule_set(record.petition.rule_set)
    status = lifecycle.status(facts, chosen, record.counts, now)
    if status.state == State.UNCONFIRMED:
        return "delete" if now - facts.submitted_at > UNCONFIRMED else ""
    if facts.archived_at or status.state not in ENDED:
        return ""
    since = max(facts.changed_at, status.closes_at or facts.changed_at)
    kept = dt.timedelta(days=30.44 * chosen.retention_months)
    return "forget" if now - since > kept else ""


def _delete(record: Record) -> None:
    _forget_files(record)
    crypto.destroy_petition_keys(record.petition.id)
    history.forget_submission(record.petition.id, record.petition.submitted_at)
    table.delete("core", keys.petition(record.petition.id))


def _forget(record: Record, now: dt.datetime) -> None:
    if record.petition.published_at is None:
        _forget_files(record)
    archived = record.petition.model_copy(update={"archived_at": now, "changed_at": now})
    petition.save(record, archived, contact=b"")
    crypto.destroy_petition_keys(record.petition.id)


def _forget_files(record: Record) -> None:
    """Delete files that nobody published; those of a published petition stay with its page."""
    attachments.forget(record.petition.id, rules.rule_set(record.petition.rule_set))
