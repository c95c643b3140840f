"""A move that needs two officials: the second, who must be another person, approves or rejects."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from functions.complaints import category, complaint, move
from functions.complaints.complaint import Proposal
from functions.desk import complaint_do, complaint_notes, complaint_roles
from functions.desk.case import SecondPersonNeededError
from functions.desk.complaint_asked import ChainedMove, ComplaintMove, SecondOpinion
from functions.desk.complaint_case import Case
from functions.shared.errors import ChangedMeanwhileError, ForbiddenError, NotNowError
from functions.shared.http import logger


def decide(case: Case, asked: SecondOpinion) -> dict[str, Any]:
    """Approve or reject what waits; a repeat with the same `rid` completes it.

    Raises SecondPersonNeededError if one and the same person wants to be both.
    """
    made = [entry for entry in case.facts.history if entry.rid == asked.rid]
    if made:
        chain = [ChainedMove(move=entry.move) for entry in made]
        return complaint_do.complete(case, chain, asked.rid)
    waiting = case.record.proposal
    if waiting is None:
        raise NotNowError
    if asked.seen != case.record.version:
        raise ChangedMeanwhileError
    return _approve(case, waiting, asked) if asked.approve else _reject(case, waiting, asked)


def may_approve(case: Case, waiting: Proposal) -> bool:
    """Tell whether this official can be the second one."""
    return waiting.by != case.who.sub and _may_make(case, waiting)


def chain_of(waiting: Proposal) -> list[ChainedMove]:
    """Return the moves that wait."""
    return ComplaintMove.model_validate(waiting.asked).chain(waiting.move)


def _approve(case: Case, waiting: Proposal, asked: SecondOpinion) -> dict[str, Any]:
    if waiting.by == case.who.sub:
        raise SecondPersonNeededError
    freed = replace(case, record=replace(case.record, proposal=None))
    chain = chain_of(waiting)
    planned = complaint_do.plan(freed, chain, asked.rid, approved=True)
    return complaint_do.carry_out(freed, chain, planned, asked.rid)


def _reject(case: Case, waiting: Proposal, asked: SecondOpinion) -> dict[str, Any]:
    """Take the proposal away, and keep why as a note of the desk. One conditional UpdateItem."""
    if waiting.by != case.who.sub and not _may_make(case, waiting):
        raise ForbiddenError
    if asked.note:
        complaint_notes.add(case, asked.rid, asked.note)
    queue = move.queue_of(case.facts, case.now)
    saved = complaint.save(case.record, replace(case.record, proposal=None, queue=queue))
    logger.info(
        "desk proposal rejected",
        extra={"move": waiting.move, "complaint": case.facts.id, "by": case.who.sub},
    )
    chain = [ChainedMove(move=waiting.move)]
    return complaint_do.answer(replace(case, record=saved), chain, asked.rid)


def _may_make(case: Case, waiting: Proposal) -> bool:
    """Tell whether the role allows what needs two; the whole is checked when it is made."""
    two = [one.move for one in chain_of(waiting) if one.move in category.four_eyes()]
    body = case.status.body
    return all(complaint_roles.role_for(case.who, one, body) is not None for one in two)
