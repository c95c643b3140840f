"""One project's screen on the desk: where it stands, what waits, what may be done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from functions.desk import project_acts, project_decision, project_expert, project_idea_do
from functions.desk.names import place_name
from functions.desk.project_case import Case
from functions.desk.roles import EXPERT
from functions.projects import (
    candidates,
    comment,
    idea,
    idea_states,
    pledge,
    review,
    stages,
    supporters,
)
from functions.projects.idea import Record
from functions.projects.review import Assessment, Review
from functions.projects.stages import Owed, Phase, Span, Stand
from functions.shared import clock, content

WAITING = ("pending", "flagged")  # comments that a moderator has not looked at
Given = list[tuple[str, Review]]  # reviews with the tags of their experts


def screen(case: Case) -> dict[str, Any]:
    """Return the screen's data: five Query calls at most."""
    supports = supporters.counts(case.facts.id)
    given = review.all_of(case.facts.id)
    seen = _seen(case, given)
    assessed = _assessed(case, seen)
    found = {
        "version": case.record.version,
        "project": case.facts.model_dump(mode="json", exclude={"history": {"__all__": {"rid"}}}),
        "body": _body(case.facts.body),
        "jurisdiction": place_name(case.facts.jurisdiction),
        "stand": stand(case.stand),
        "may": project_acts.may(case),
        "missing": case.facts.missing_languages(),
        "ideas": [_idea(case, one, supports, assessed) for one in _shown(case)],
        "comments": [] if _only_reviews(case) else _comments(case),
        "reviews": _reviews(case, given, seen),
    }
    if case.facts.campaign is not None and not _only_reviews(case):
        found["pledges"] = [one.pledge.model_dump(mode="json") for one in _pledges(case)]
    if case.rule is not None and case.rule.kind == "decision" and not _only_reviews(case):
        winners, rest = project_decision.proposal(case, case.rule)
        found["proposal"] = {"winners": winners, "fallback": rest}
    return found


def queue(case: Case) -> dict[str, int] | None:
    """Return how many ideas and comments wait for a moderator: two Queries, none unless it runs.

    None for who does not moderate; what waits in a project that is over is on its own screen.
    """
    if case.stand.phase != Phase.RUNNING or _only_reviews(case):
        return None
    ideas = (one.idea for one in idea.all_of(case.facts.id))
    comments = comment.all_of(case.facts.id)
    return {
        "ideas": sum(map(idea_states.waits_for_moderation, ideas)),
        "comments": sum(one.state in WAITING for one in comments),
    }


def row(case: Case, waiting: dict[str, int] | None) -> dict[str, Any]:
    """Return one line of the list of projects."""
    present = case.stand.present
    return {
        "id": case.facts.id,
        "version": case.record.version,
        "title": case.facts.title,
        "process": {"id": case.facts.process.id, "name": case.facts.process.name},
        "phase": case.stand.phase.value,
        "stage": {"key": present.rule.key, "name": present.rule.name} if present else None,
        "ends_at": clock.text(present.ends_at) if present else None,
        "late": case.stand.is_late or bool(case.stand.late),
        "body": _body(case.facts.body),
        "jurisdiction": place_name(case.facts.jurisdiction),
        "missing": case.facts.missing_languages(),
        "queue": waiting,
        "example": case.facts.example,
    }


def stand(found: Stand) -> dict[str, Any]:
    """Return where a project stands, as JSON."""
    return {
        "phase": found.phase.value,
        "stage": found.present.rule.key if found.present else None,
        "late": found.is_late,
        "spans": [_span(one) for one in found.spans],
    }


def _span(one: Span) -> dict[str, Any]:
    return {
        "key": one.rule.key,
        "kind": one.rule.kind,
        "name": one.rule.name,
        "body": _body(one.body),
        "begins_at": clock.text(one.begins_at),
        "ends_at": clock.text(one.ends_at),
        "finished_at": clock.text(one.finished_at) if one.finished_at else None,
        "late": one.is_late,
        "duties": [_owed(owed) for owed in one.owed],
    }


def _owed(one: Owed) -> dict[str, Any]:
    return {
        "act": one.duty.act,
        "name": one.duty.name,
        "body": _body(one.body),
        "due_at": clock.text(one.due_at),
        "done_at": clock.text(one.done_at) if one.done_at else None,
        "late": one.is_late,
    }


def _idea(
    case: Case, record: Record, supports: dict[int, int], assessed: dict[int, Assessment]
) -> dict[str, Any]:
    calendar = stages.calendar_of(case.facts)
    found = idea_states.status(record.idea, case.facts.process, calendar, case.now)
    number = record.idea.number
    return {
        "version": record.version,
        "idea": record.idea.model_dump(mode="json", exclude={"history": {"__all__": {"rid"}}}),
        "state": found.state.value,
        "wants_out": found.wants_out,
        "waits": idea_states.waits_for_moderation(record.idea),
        "due_at": clock.text(found.due_at) if found.due_at else None,
        "late": found.is_late,
        "supports": supports.get(number, 0),
        "assessment": assessment(assessed[number]) if number in assessed else None,
        "may": project_idea_do.may(case, record),
    }


def assessment(found: Assessment) -> dict[str, Any]:
    """Return an idea's scores as JSON; shares are percent, rounded to a tenth."""
    return {
        "counted": found.counted,
        "conflicted": found.conflicted,
        "needed": found.needed,
        "complete": found.is_complete,
        "failed": found.has_failed,
        "total": None if found.total is None else round(float(found.total) * 100, 1),
        "spread": round(review.spread(found) * 100, 1),
        "criteria": {
            key: {
                "mean": None if one.mean is None else round(float(one.mean), 2),
                "least": one.least,
                "most": one.most,
                "failed": bool(one.failed),
            }
            for key, one in found.criteria.items()
        },
    }


def _assessed(case: Case, seen: list[Review]) -> dict[int, Assessment]:
    rules = [one for one in case.facts.process.stages if one.kind == "review"]
    if not rules:
        return {}
    rule = case.rule if case.rule and case.rule.kind == "review" else rules[-1]
    return {n: review.assess(n, seen, rule) for n in case.ideas}


def _reviews(case: Case, given: Given, seen: list[Review]) -> list[dict[str, Any]]:
    """Return the reviews with a number for each expert, and which are the official's own."""
    # By identity: two experts may have found the very same.
    own, shown = ({id(one) for one in found} for found in (_own(case, given), seen))
    return [
        {"expert": number, "mine": id(one) in own, **one.model_dump(mode="json")}
        for number, one in review.numbered(given)
        if id(one) in shown
    ]


def _seen(case: Case, given: Given) -> list[Review]:
    """Return the reviews that this official may see.

    An expert judges alone: what others found of an idea shows once one's own scores are given.
    """
    if not _only_reviews(case):
        return [one for _, one in given]
    judged = {(one.idea, one.stage) for one in _own(case, given)}
    return [one for _, one in given if (one.idea, one.stage) in judged]


def _own(case: Case, given: Given) -> list[Review]:
    tag = project_expert.tag_of(case) if EXPERT in case.who.roles else ""
    return [one for expert, one in given if expert == tag]


def _only_reviews(case: Case) -> bool:
    """Tell whether this official is here as an expert alone."""
    return case.who.roles == {EXPERT}


def _shown(case: Case) -> Iterable[Record]:
    """Return the ideas to show: to an expert those of the present review only."""
    if not _only_reviews(case):
        return case.ideas.values()
    if case.rule is None or case.rule.kind != "review":
        return []
    every = [one.idea for one in case.ideas.values()]
    dealt = candidates.candidates(case.facts.process, case.rule.key, every)
    return [case.ideas[one.number] for one in dealt]


def _comments(case: Case) -> list[dict[str, Any]]:
    """Return the comments that wait for a moderator, the most flagged first."""
    waiting = [one for one in comment.all_of(case.facts.id) if one.state in WAITING]
    waiting.sort(key=lambda one: (-len(one.flaggers), one.comment.at, one.comment.id))
    return [
        {
            **one.comment.model_dump(mode="json", exclude={"history": {"__all__": {"rid"}}}),
            "state": one.state,
            "flags": [why.partition("#")[0] for why in one.flagged],
        }
        for one in waiting
    ]


def _pledges(case: Case) -> list[pledge.Record]:
    return sorted(pledge.all_of(case.facts.id), key=lambda one: one.pledge.at)


def _body(body_id: str) -> dict[str, Any] | None:
    found = content.load().bodies.get(body_id)
    return {"id": body_id, "name": found["name"]} if found else None
