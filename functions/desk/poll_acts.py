"""What can be done with a poll: each act decides, and says what follows the write.

`decide` returns the changed facts; `finish` may be done again, when the request is repeated. Only
marking voters and taking ballots write before, since the facts tell how many were taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from functions.desk import poll_paper
from functions.desk.fields import Asked
from functions.desk.poll_asked import (
    Departure,
    Discard,
    PaperBallots,
    PaperBatch,
    PaperDone,
    PaperMarks,
    Seal,
    Withdrawal,
)
from functions.desk.poll_case import Case
from functions.desk.poll_decided import Decided, line
from functions.participants import own
from functions.polls import ballot, known, overrides, sealing
from functions.polls.poll import Poll
from functions.shared import clock
from functions.shared.errors import FieldError, InvalidInputError, NotNowError


def _nothing_more(facts: Poll, asked: Any) -> None:
    return None


@dataclass(frozen=True)
class Act:
    """An act: what it carries, what it decides and what follows."""

    model: type[Asked]
    decide: Callable[[Case, Any], Decided]
    finish: Callable[[Poll, Any], None] = _nothing_more


def seal(case: Case, asked: Seal) -> Decided:
    """Seal a draft, if the official has read this very document and nothing is lacking in it."""
    wrong = sealing.problems(case.facts, case.now)
    if wrong:
        raise InvalidInputError(*wrong)
    sealed = sealing.sealing(case.facts, case.now)
    if asked.hash != sealed.hash:
        raise InvalidInputError(FieldError("hash", "document_changed"))
    return Decided({"sealed": sealed}, line(case, "seal", "sealed", asked, hash=sealed.hash))


def discard(case: Case, asked: Discard) -> Decided:
    """Give up a draft: it stays on record and leaves the list. What is sealed is withdrawn."""
    return Decided({"discarded_at": case.now}, line(case, "discard", "discarded", asked))


def withdraw(case: Case, asked: Withdrawal) -> Decided:
    """End a poll without a result; once the log holds the count there is one."""
    if case.logged.tallied is not None:
        raise NotNowError
    told = line(case, "withdraw", "withdrawn", asked, text=asked.reason)
    return Decided({"withdrawn_at": case.now}, told)


def override(case: Case, asked: Departure) -> Decided:
    """Enter a departure from the computed result into the public register."""
    role = case.role_for("override") or "supervisor"
    made = overrides.override(
        case.facts, list(asked.winners), asked.passed, asked.reason, role, case.now
    )
    told = line(case, "override", "overridden", asked, text=asked.reason)
    return Decided({"overrides": [*case.facts.overrides, made]}, told)


def _sealed(facts: Poll, asked: Any) -> None:
    sealing.complete(facts, clock.now())
    known.forget()


def _withdrawn(facts: Poll, asked: Any) -> None:
    """Nobody will count these ballots, so nothing may lead back to who cast them."""
    own.destroy_keys(ballot.keys_name(facts.id))
    known.forget()


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "seal": Act(Seal, seal, _sealed),
        "discard": Act(Discard, discard),
        "withdraw": Act(Withdrawal, withdraw, _withdrawn),
        "override": Act(Departure, override),
        "paper-marks": Act(PaperMarks, poll_paper.mark_voters),
        "paper-ballots": Act(PaperBallots, poll_paper.type_first),
        "paper-check": Act(PaperBallots, poll_paper.type_again, poll_paper.forget_batch),
        "paper-drop": Act(PaperBatch, poll_paper.drop_batch, poll_paper.forget_batch),
        "paper-done": Act(PaperDone, poll_paper.finish),
    }
)
