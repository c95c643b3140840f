"""A project as JSON: the short form of lists, the long form of its own file.

Every key is always there; what there is not (yet) is null. Keys may be added, none is renamed.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.projects import pledge
from functions.projects.idea import Idea
from functions.projects.project import Entry
from functions.projects.ranking import FORMULA
from functions.projects.stages import Span
from functions.publishing import discussion_groups, project_campaign
from functions.publishing.discussion_voices import SHOWN, Voice
from functions.publishing.project_seen import Expertise, Seen, SeenIdea
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings

Json = dict[str, Any]


def address(number: int) -> str:
    """Return the address of a project's own file."""
    return f"{settings().site_url}/projects/{number}.json"


def listed(seen: Seen) -> Json:
    """Return a project as it stands in lists."""
    project, present = seen.project, seen.stand.present
    attributes = {
        "phase": str(seen.stand.phase),
        "stage": present.rule.key if present else None,
        "stage_ends_at": clock.text(present.ends_at) if present else None,
        "late": seen.stand.is_late,
        "process": project.process.id,
        "title": dict(project.title),
        "body": project.body,
        "jurisdiction": project.jurisdiction,
        "money": project.money.model_dump(),
        "begins_at": clock.text(project.begins_at),
        "ideas": len(seen.ideas),
        "comments": sum(one.state == SHOWN for one in seen.voices.values()),
        "poll": project.poll,
        "winners": list(project.winners),
        "trail": project.trail,
        "example": project.example,
    }
    links = {"self": address(project.id)}
    return {"type": "project", "id": project.id, "links": links, "attributes": attributes}


def show(seen: Seen) -> Json:
    """Return a project with its stages, ideas, reviews, opinion groups and funnel."""
    project, short, site = seen.project, listed(seen), settings().site_url
    pages = {lang: f"{site}/{lang}/projects/{project.id}/" for lang in load().languages}
    files = {name: f"{site}/projects/{project.id}/{name}.csv" for name in ("ideas", "comments")}
    more = {
        "problem": dict(project.problem),
        "aims": dict(project.aims),
        "fixed": dict(project.fixed),
        "eligibility": project.eligibility.model_dump(mode="json"),
        "published_at": _moment(project.published_at),
        "stopped_at": _moment(project.stopped_at),
        "poll_open": _moment(project.poll_open),
        "poll_close": _moment(project.poll_close),
        "fallback": list(project.fallback),
        "stages": [_stage(one) for one in seen.stand.spans],
        "articles": [one.model_dump(mode="json") for one in project.articles],
        "campaign": _campaign(seen),
        "history": [entry(one) for one in seen.history],
        "ranking": FORMULA,
        "opinions": discussion_groups.told(seen.opinions),
        "funnel": [vars(step) for step in seen.funnel],
        "all_ideas": [idea(one) for one in seen.ideas.values()],
    }
    return {
        "links": {"self": address(project.id), "pages": pages, "files": files},
        "data": {**short, "attributes": short["attributes"] | more},
    }


def idea(one: SeenIdea) -> Json:
    """Return a public idea; of an application, its number and how far it came."""
    own: Idea = one.idea
    kept = own.model_dump(mode="json", exclude={"history", "flags", "changed_at", "project"})
    return kept | {
        "state": str(one.standing.state),
        "since": clock.text(one.standing.since),
        "wants_out": one.standing.wants_out,
        "supports": one.supports,
        "reviews": [_expertise(found) for found in one.expertise if found.assessed],
        "history": [entry(step) for step in own.history],
    }


def entry(one: Entry) -> Json:
    """Return a line of a history; what a resident gave as a reason stays out."""
    facts = {name: value for name, value in one.facts.items() if name != "reason"}
    return {
        "at": clock.text(one.at),
        "act": one.act,
        "role": one.role,
        "body": one.body or None,
        "text": dict(one.text),
        "facts": facts,
    }


def voice(one: Voice) -> Json:
    """Return a comment with its voices; one that is not shown keeps its place, not its words."""
    own = one.comment
    return {
        "id": own.id,
        "about": own.about,
        "parent": own.parent or None,
        "state": one.state,
        "side": own.side or None,
        "text": own.text,
        "official": dict(own.texts) or None,
        "language": own.language,
        "body": own.body or None,
        "name": own.name or None,
        "at": clock.text(own.at),
        "agreed": one.agreed,
        "disagreed": one.disagreed,
        "passed": one.passed,
    }


def _stage(one: Span) -> Json:
    return {
        "key": one.rule.key,
        "kind": one.rule.kind,
        "name": dict(one.rule.name),
        "body": one.body,
        "begins_at": clock.text(one.begins_at),
        "ends_at": clock.text(one.ends_at),
        "finished_at": _moment(one.finished_at),
        "late": one.is_late,
        "duties": [
            {
                "act": owed.duty.act,
                "name": dict(owed.duty.name),
                "body": owed.body,
                "due_at": clock.text(owed.due_at),
                "done_at": _moment(owed.done_at),
                "late": owed.is_late,
            }
            for owed in one.owed
        ],
    }


def _expertise(found: Expertise) -> Json:
    assessed = found.assessed
    total = assessed.total if assessed else None
    return {
        "stage": found.rule.key,
        "total": None if total is None else round(float(total), 4),
        "counted": assessed.counted if assessed else 0,
        "experts": [
            {
                "expert": number,
                "scores": dict(own.scores),
                "reasons": own.reasons,
                "summary": dict(own.summary),
                "conflict": dict(own.conflict) or None,
            }
            for number, own in found.experts
        ],
    }


def _campaign(seen: Seen) -> Json | None:
    one = seen.project.campaign
    if one is None:
        return None
    found = pledge.outcome(one, seen.pledges, is_over=project_campaign.is_over(seen))
    return one.model_dump(mode="json") | vars(found) | {"thanks": project_campaign.names(seen)}


def _moment(at: dt.datetime | None) -> str | None:
    return clock.text(at) if at else None
