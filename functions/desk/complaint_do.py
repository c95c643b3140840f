"""A chain of moves on one complaint: checked as a whole, then one conditional write.

plan (pure) ─► a second official is needed? ─► proposal stored, nothing else happens
    └────────► saved ─► notices, photos: both complete themselves when the request is repeated
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from functions.complaints import category, complaint, move, notice
from functions.complaints.complaint import Proposal, Record
from functions.complaints.states import MOVES
from functions.desk import complaint_duplicate, complaint_shown, complaint_step
from functions.desk.complaint_asked import ChainedMove, ComplaintMove
from functions.desk.complaint_case import Case, ProposalWaitsError
from functions.shared import clock
from functions.shared.errors import ChangedMeanwhileError, NotFoundError
from functions.shared.http import logger

Told = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """What a request comes to: the complaint after all its moves, and the parent if it gets one."""

    made: Record
    parent: Record | None = None


def perform(case: Case, name: str, asked: ComplaintMove) -> Told:
    """Do what is asked once; a repeat with the same `rid` completes it and answers the same."""
    chain = asked.chain(name)
    if _was_made(case.record, name, asked.rid):
        return complete(case, chain, asked.rid)
    waiting = case.record.proposal
    if waiting and waiting.asked.get("rid") == asked.rid:
        return answer(case, chain, asked.rid, is_proposed=True)
    if asked.seen != case.record.version:
        raise ChangedMeanwhileError
    planned = plan(case, chain, asked.rid)
    if needs_two(chain):
        return _propose(case, chain, asked)
    return carry_out(case, chain, planned, asked.rid)


def plan(case: Case, chain: list[ChainedMove], rid: str, *, approved: bool = False) -> Plan:
    """Return what the moves come to, each on what the one before made of the complaint.

    Writes nothing. Raises the CivicError of the first move that does not hold.
    """
    if case.record.proposal and not approved and not _may_pass(chain):
        raise ProposalWaitsError
    parent: Record | None = None
    for asked in chain:
        if asked.move not in complaint_step.STAFF:
            raise NotFoundError
        entry = complaint_step.entry(case, asked, rid)
        if approved and asked.move in category.four_eyes():
            entry = entry.model_copy(update={"facts": entry.facts | {"two_officials": True}})
        changes: dict[str, Any] = {}
        if asked.move in complaint_step.SHOWS:
            changes = complaint_shown.changes(case, asked)
        made = move.make(case.record, entry, **changes)
        if asked.move == "mark_duplicate" and asked.of:
            parent = complaint_duplicate.parent(case, asked.of)
            made = _following(made, parent)
        case = replace(case, record=made)
    return Plan(case.record, parent)


def carry_out(case: Case, chain: list[ChainedMove], planned: Plan, rid: str) -> Told:
    """Store what was planned, and do what follows from it."""
    if planned.parent:
        complaint_duplicate.reserve(planned.parent, case.facts.id, case.now)
    saved = complaint.save(case.record, planned.made)
    done = [asked.move for asked in chain]
    # The person is named here only: the public history has the role.
    logger.info(
        "desk complaint", extra={"moves": done, "complaint": case.facts.id, "by": case.who.sub}
    )
    return complete(replace(case, record=saved), chain, rid)


def complete(case: Case, chain: list[ChainedMove], rid: str) -> Told:
    """Tell who has to know and show what is shown; each of it happens once."""
    done = [asked.move for asked in chain]
    for entry in case.facts.history:
        if entry.rid == rid and entry.move in done:
            notice.tell(case.record, entry)
    for name in done:
        if name in complaint_step.SHOWS:
            complaint_shown.finish(case, name)
    return answer(case, chain, rid)


def answer(case: Case, chain: list[ChainedMove], rid: str, *, is_proposed: bool = False) -> Told:
    """Return what the official is told."""
    made = [entry for entry in case.facts.history if entry.rid == rid]
    return {
        "complaint": case.facts.id,
        "move": chain[0].move,
        "moves": [entry.move for entry in made],
        "at": clock.text(made[0].at if made else case.now),
        "state": case.status.state.value,
        "version": case.record.version,
        "proposed": is_proposed,
    }


def needs_two(chain: list[ChainedMove]) -> bool:
    """Tell whether a second official must approve."""
    return any(asked.move in category.four_eyes() for asked in chain)


def _propose(case: Case, chain: list[ChainedMove], asked: ComplaintMove) -> Told:
    """Store the whole request for a second official: one conditional UpdateItem."""
    told = asked.model_dump(mode="json", exclude_defaults=True)
    waiting = Proposal(at=case.now, by=case.who.sub, move=chain[0].move, asked=told)
    queue = move.queue_of(case.facts, case.now, is_proposed=True)
    saved = complaint.save(case.record, replace(case.record, proposal=waiting, queue=queue))
    logger.info(
        "desk proposal",
        extra={
            "moves": [one.move for one in chain],
            "complaint": case.facts.id,
            "by": case.who.sub,
        },
    )
    return answer(replace(case, record=saved), chain, asked.rid, is_proposed=True)


def _was_made(record: Record, name: str, rid: str) -> bool:
    return any(one.rid == rid and one.move == name for one in record.complaint.history)


def _may_pass(chain: list[ChainedMove]) -> bool:
    """Only what leaves the state alone may happen while a proposal waits."""
    return all(one.move in MOVES and complaint_step.stays(one.move) for one in chain)


def _following(made: Record, parent: Record) -> Record:
    """Note the parent, and its printed number on the line that was just made."""
    facts = made.complaint
    last = facts.history[-1]
    told = last.model_copy(update={"facts": last.facts | {"number": parent.complaint.number}})
    update = {"history": [*facts.history[:-1], told], "duplicate_of": parent.complaint.id}
    return replace(made, complaint=facts.model_copy(update=update))
