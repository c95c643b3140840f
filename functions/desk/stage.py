"""When an act fits: what the state and the facts of a case allow, whoever acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

from functions.desk.case import Case
from functions.petitions.lifecycle import State

GRACE = dt.timedelta(hours=24)  # a confirmation may still come in; it needs the petition's keys
_ENDED = {State.REJECTED, State.HIDDEN, State.WITHDRAWN, State.REMOVED, State.INSUFFICIENT}


def in_moderation(case: Case) -> bool:
    """A moderator's decision is due."""
    return case.state is State.MODERATION


def visible(case: Case) -> bool:
    """Somebody outside the desk can read the petition's text."""
    return case.status.visibility in ("public", "link")


def removed(case: Case) -> bool:
    """The petition's page is gone."""
    return case.petition.removed_at is not None


def published(case: Case) -> bool:
    """The petition passed moderation and is still there."""
    return case.petition.published_at is not None and visible(case)


def has_planned_debate(case: Case) -> bool:
    """A debate is set and its outcome is not recorded."""
    return published(case) and any(one.held_at is None for one in case.petition.debates)


def undecided(case: Case) -> bool:
    """The final decision is not recorded yet."""
    return published(case) and case.petition.decision is None


def to_be_carried_out(case: Case) -> bool:
    """Something was granted, so there are steps to report."""
    p = case.petition
    decision = p.decision.kind if p.decision else None
    granted = {decision, *(response.decision for response in p.responses)}
    return published(case) and bool(granted & {"accepted", "partly"})


def signing(case: Case) -> bool:
    """Signatures are taken now."""
    return case.status.takes_signatures


def extendable(case: Case) -> bool:
    """Signatures are taken until a date that the rule set lets the desk move."""
    rule = case.rules.signing
    return signing(case) and bool(rule and rule.extension == "outage" and case.status.closes_at)


def counts_paper(case: Case) -> bool:
    """Signatures are taken, on paper too."""
    return signing(case) and "paper" in case.rules.sign.assurance


def over(case: Case) -> bool:
    """Nothing more can come in, so what is known of people may go."""
    p, closes_at = case.petition, case.status.closes_at
    if case.state in _ENDED:
        return True
    return p.published_at is not None and bool(closes_at and case.now >= closes_at + GRACE)


FITS: Mapping[str, Callable[[Case], bool]] = MappingProxyType(
    {
        "publication": in_moderation,
        "rejection": in_moderation,
        "return": in_moderation,
        "translation": lambda case: in_moderation(case) or visible(case),
        "note": lambda case: True,
        "removal": visible,
        "restoration": removed,
        "response": published,
        "debate": published,
        "debate-outcome": has_planned_debate,
        "decision": undecided,
        "implementation": to_be_carried_out,
        "extension": extendable,
        "paper": counts_paper,
        "erasure": over,
        "stop": signing,
    }
)
