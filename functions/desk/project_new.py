"""A new project from a process: a draft that only the desk sees until it is published."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.desk import project_roles
from functions.desk.project_asked import Facts, NewProject
from functions.desk.roles import Official
from functions.participants import own
from functions.participants.participant import Eligibility
from functions.projects import process, project
from functions.projects.process import Process
from functions.projects.project import Entry, Money, Project, Record, name_of
from functions.shared import clock, keys, table
from functions.shared.content import load
from functions.shared.errors import FieldError, ForbiddenError, InvalidInputError

GUARD_LIFE = dt.timedelta(days=2)


def create(asked: NewProject, who: Official, now: dt.datetime) -> dict[str, Any]:
    """Keep a draft: four writes; a repeat with the same `rid` answers the same.

    Raises InvalidInputError naming every wrong field, ForbiddenError for another body's clerk.
    """
    role = project_roles.role_for(who, ("clerk", "supervisor"), {asked.body})
    if role is None:
        raise ForbiddenError
    chosen = process.processes().get(asked.process)
    if chosen is None:
        raise InvalidInputError(FieldError("process", "not_a_choice"))
    wrong = [*errors(asked, chosen), *lacks(asked, chosen)]
    if wrong:
        raise InvalidInputError(*wrong)
    number = _reserve(asked.rid, now)
    own.new_keys(name_of(number))
    entry = Entry(at=now, act="create", role=role, rid=asked.rid, body=asked.body)
    fresh = Record(_project(number, asked, chosen, entry), rid=asked.rid)
    kept = project.create(fresh) or fresh
    return {
        "project": number,
        "version": kept.version,
        "missing": kept.project.missing_languages(),
    }


def given(asked: Facts) -> dict[str, Any]:
    """Return the facts that are given, as a project holds them."""
    named = {name: getattr(asked, name) for name in Facts.model_fields}
    found = {name: value for name, value in named.items() if value is not None}
    if asked.articles is not None:
        found["articles"] = [one.made() for one in asked.articles]
    return found


def errors(asked: Facts, chosen: Process) -> list[FieldError]:
    """Return what is wrong with the facts of a project, apart from what is missing."""
    content, wrong = load(), list[FieldError]()
    stages = {one.key for one in chosen.stages}
    if asked.jurisdiction is not None and asked.jurisdiction not in content.jurisdictions:
        wrong.append(FieldError("jurisdiction", "not_a_choice"))
    if asked.body is not None and asked.body not in content.bodies:
        wrong.append(FieldError("body", "not_a_choice"))
    for plan in asked.plans or []:
        if plan.stage not in stages or (plan.body and plan.body not in content.bodies):
            wrong.append(FieldError("plans", "not_a_choice"))
        if plan.days is not None and not 1 <= plan.days <= 3_650:
            wrong.append(FieldError("plans", "invalid"))
    numbers = [one.number for one in asked.articles or []]
    if len(set(numbers)) != len(numbers):
        wrong.append(FieldError("articles", "twice"))
    if asked.campaign is not None and asked.campaign.goal < 1:
        wrong.append(FieldError("campaign", "invalid"))
    return wrong


def lacks(asked: Facts, chosen: Process) -> list[FieldError]:
    """Return what the subject of a process needs and is not given."""
    if chosen.subject == "articles" and not asked.articles:
        return [FieldError("articles", "missing")]
    if chosen.subject == "campaign" and asked.campaign is None:
        return [FieldError("campaign", "missing")]
    return []


def _project(number: int, asked: NewProject, chosen: Process, entry: Entry) -> Project:
    figures = chosen.limits
    money = Money(
        project=figures.project,
        district=figures.district,
        total=figures.total,
        currency=figures.currency,
    )
    eligibility = Eligibility(
        jurisdiction=asked.jurisdiction,
        minimum_age=chosen.minimum_age,
        assurance=list(chosen.assurance),
    )
    facts = {"money": money, "eligibility": eligibility} | given(asked)
    return Project(
        id=number,
        process=chosen,
        trail=f"project-{number}",
        history=[entry],
        changed_at=entry.at,
        **facts,
    )


def _reserve(rid: str, now: dt.datetime) -> int:
    """Return the id of a request: a new one, or the one that its first try was given."""
    number = project.next_id()
    guard = {**keys.request(f"project-{rid}"), "project": number, "at": clock.text(now)}
    expiry = int((now + GUARD_LIFE).timestamp())
    there = table.put_new("ops", guard | {"expires_at": expiry})
    return int(there["project"]) if there else number
