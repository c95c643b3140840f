"""What the UK's shape has no word for: rules, thresholds, duties, assurance, languages, answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.petitions.petition import Petition, Text
from functions.publishing.dossier import Dossier
from functions.publishing.history import stamp

Json = dict[str, Any]


def dauys(dossier: Dossier) -> Json:
    """Return the `dauys` object of a petition."""
    facts, closes = dossier.petition, dossier.status.closes_at
    return {
        "state": dossier.status.state.value,
        "language": facts.language,
        "translations": {lang: _text(text) for lang, text in sorted(facts.translations.items())},
        "example": facts.example,
        "jurisdiction": facts.jurisdiction,
        "body": facts.body,
        "category": facts.category,
        "rule_set": facts.rule_set,
        "rule_set_hash": facts.rules_hash,
        "population": facts.population,
        "population_on": facts.population_on,
        "closes_at": _at(closes),
        "thresholds": [_goal(dossier, goal.id) for goal in dossier.goals],
        "duties": [_duty(dossier, place) for place in range(len(dossier.status.duties))],
        "signatures_by_assurance": {
            "email": dossier.counts.email,
            "eid": dossier.counts.eid,
            "paper": dossier.counts.paper,
        },
        "signatures_by_area": _areas(dossier),
        "extensions": [
            {"at": stamp(one.at), "minutes": one.minutes, "reason": dict(one.reason)}
            for one in facts.extensions
        ],
        **_answers(facts),
    }


def _goal(dossier: Dossier, goal_id: str) -> Json:
    goal = next(one for one in dossier.goals if one.id == goal_id)
    rule = dossier.rules.threshold(goal_id)
    return {
        "id": goal.id,
        "kind": goal.kind,
        "signature_count": goal.count_needed,
        "minimum_areas": rule.areas.minimum if rule and rule.areas else None,
        "reached_at": _at(goal.reached_at),
    }


def _duty(dossier: Dossier, place: int) -> Json:
    duty = dossier.status.duties[place]
    return {
        "kind": duty.kind,
        "body": duty.body,
        "threshold": duty.threshold,
        "starts_at": stamp(duty.starts_at),
        "due_at": _at(duty.due_at),
        "done_at": _at(duty.done_at),
        "state": duty.state(dossier.now),
    }


def _areas(dossier: Dossier) -> Json | None:
    """Return counts by area; null is a small count that is not told."""
    if not dossier.regions.on:
        return None
    return {
        "updated_on": dossier.regions.on.isoformat(),
        "areas": [
            {"code": code, "signature_count": n}
            for code, n in sorted(dossier.regions.cells.items())
        ],
    }


def _answers(facts: Petition) -> Json:
    decided = facts.decision
    return {
        "responses": [
            one.model_dump(mode="json", include={"body", "threshold", "responded_on", "decision"})
            | {"at": stamp(one.at), "summary": dict(one.summary), "details": dict(one.details)}
            for one in facts.responses
        ],
        "decision": {
            "at": stamp(decided.at),
            "body": decided.body,
            "kind": decided.kind,
            "details": dict(decided.details),
        }
        if decided
        else None,
        "implementation": [
            {"on": one.on.isoformat(), "title": dict(one.title), "done": one.done}
            for one in facts.implementation
        ],
    }


def _text(text: Text) -> Json:
    return {
        "action": text.title,
        "background": text.background or None,
        "additional_details": text.details or None,
    }


def _at(at: dt.datetime | None) -> str | None:
    return stamp(at) if at else None
