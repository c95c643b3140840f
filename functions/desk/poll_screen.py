"""What the desk shows of polls: a row for each, and the whole of one.

How many voted is shown, what they chose is not: before the result there is nothing here that knows.
"""

from __future__ import annotations

from typing import Any

from functions.desk.complaint_rows import body
from functions.desk.names import place_name
from functions.desk.poll_asked import (
    ABOUT_MAX,
    MORE_MAX,
    MOST_LINES,
    OPTION_MAX,
    QUESTION_MAX,
)
from functions.desk.poll_case import STATES, Case
from functions.ledger.poll_tally import PollTally
from functions.polls import sealed, sealing
from functions.polls.methods.rule import BALLOTS, METHODS, TIE_BREAKS, RuleError
from functions.polls.poll import Poll
from functions.polls.state import State, is_sealed
from functions.shared import clock, content
from functions.shared.page import field_message, label

LIMITS = {
    "question": QUESTION_MAX,
    "about": ABOUT_MAX,
    "option": OPTION_MAX,
    "more": MORE_MAX,
    "options": sealing.MOST_OPTIONS,
    "numbered_options": sealing.MOST_NUMBERED,
    "lines": MOST_LINES,
}
_PRIVATE = {"history": {"__all__": {"rid"}}}


def row(case: Case) -> dict[str, Any]:
    """Return one line of the list."""
    facts = case.facts
    return {
        "id": facts.id,
        "question": facts.question,
        "body": body(facts.body),
        "jurisdiction": place_name(facts.jurisdiction),
        "method": facts.rule.get("method", ""),
        "state": case.state.value,
        "opens_at": clock.text(facts.opens_at),
        "closes_at": clock.text(facts.closes_at),
        "voters": case.logged.total,
        "waits": waits(case),
        "example": facts.example,
    }


def screen(case: Case, lang: str) -> dict[str, Any]:
    """Return all that a decision needs."""
    facts, is_draft = case.facts, case.state == State.DRAFT
    return {
        "version": case.record.version,
        "poll": facts.model_dump(mode="json", exclude=_PRIVATE),
        "state": case.state.value,
        "body": body(facts.body),
        "jurisdiction": place_name(facts.jurisdiction),
        "count": _turnout(case.logged),
        "is_logged": is_sealed(facts, case.logged),
        "waits": waits(case),
        "may": [act for act in STATES if case.offers(act)],
        "problems": _problems(case, lang) if is_draft else [],
        "document": _document(facts),
        "choices": _choices(),
        "limits": LIMITS,
    }


def waits(case: Case) -> list[str]:
    """Return what a poll waits for: `seal`, `paper_batch`, `paper_done` or `count`."""
    facts, found = case.facts, list[str]()
    if case.state == State.SEALED and not is_sealed(facts, case.logged):
        found.append("seal")
    if facts.paper and case.state in (State.OPEN, State.COUNTING):
        found += ["paper_batch"] if facts.paper.waiting else []
    if case.state == State.COUNTING:
        is_in = facts.paper is None or facts.paper.done_at is not None
        found.append("count" if is_in else "paper_done")
    return found


def _turnout(logged: PollTally) -> dict[str, int]:
    return {**logged.told(), "voters": logged.total}


def _problems(case: Case, lang: str) -> list[dict[str, Any]]:
    """Return what would keep the draft from being sealed."""
    return [
        {
            "name": one.name,
            "label": _label(lang, one.name),
            "code": one.code,
            "detail": field_message(lang, one),
        }
        for one in sealing.problems(case.facts, case.now)
    ]


def _label(lang: str, name: str) -> str:
    """Return what the desk calls a field; a part of the rule as the draft's form does."""
    part, words = name.removeprefix("rule."), content.load().words[lang]
    return str(words.get(f"desk.poll.field.{part}") or label(lang, part))


def _document(facts: Poll) -> dict[str, Any] | None:
    """Return the document to be sealed with its hash; None while the rule cannot be read."""
    try:
        return {"hash": sealed.digest(facts), "text": sealed.encode(facts).decode()}
    except RuleError:
        return None


def _choices() -> dict[str, Any]:
    loaded = content.load()
    return {
        "methods": list(METHODS),
        "ballots": list(BALLOTS),
        "tie_breaks": list(TIE_BREAKS),
        "bodies": [body(one) for one in loaded.bodies],
        "jurisdictions": [place_name(code) for code in loaded.jurisdictions],
    }
