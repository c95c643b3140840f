"""Rows about projects and their ideas, and about what was carried out for how much money."""

from __future__ import annotations

from collections.abc import Iterator

from functions.publishing import project_pages, work_store
from functions.publishing.data_sources import (
    Json,
    Record,
    Sources,
    codes,
    day,
    moment,
    page,
    published,
    title,
)

# The acts of an idea's history that research asks for, each with the name of its column.
_STEPS = {
    "published_at": "publish",
    "selected_at": "select",
    "voted_at": "put_to_vote",
    "won_at": "win",
    "finished_at": "finish_work",
}


def projects(sources: Sources) -> dict[str, list[Record]]:
    """Return every public project, and the public ideas of each."""
    every = list(sources.listed(project_pages.KIND))
    found = [row for told in every for row in _ideas(told)]
    return {"projects": [_project(told) for told in every], "ideas": found}


def _project(told: Json) -> Record:
    money = told["money"]
    return {
        "id": told["id"],
        "title": title(told["title"]),
        "process": told["process"],
        "phase": told["phase"],
        "stage": told["stage"],
        "stage_ends_at": moment(told["stage_ends_at"]),
        "late": told["late"],
        "body": told["body"],
        "jurisdiction": told["jurisdiction"],
        "begins_at": moment(told["begins_at"]),
        "budget": money["total"],
        "currency": money["currency"],
        "ideas": told["ideas"],
        "comments": told["comments"],
        "poll": told["poll"],
        "winners": codes(told["winners"]),
        "example": told["example"],
        "page": page(f"projects/{told['id']}/"),
    }


def _ideas(project: Json) -> Iterator[Record]:
    shown = published(f"projects/{project['id']}.json")
    for told in shown["data"]["attributes"]["all_ideas"] if shown else []:
        at = {step["act"]: step["at"] for step in reversed(told["history"])}
        yield {
            "project": project["id"],
            "number": told["number"],
            "title": told["title"] or None,
            "language": told["language"],
            "state": told["state"],
            "jurisdiction": told["place"]["jurisdiction"] or project["jurisdiction"],
            "submitted_at": moment(told["at"]),
            **{name: moment(at.get(act)) for name, act in _STEPS.items()},
            "supports": told["supports"],
            "cost": told["cost"],
            "estimate": told["estimate"],
            "currency": project["money"]["currency"],
            "merged_into": told["merged_into"],
            "example": told["example"],
            "page": page(f"projects/{project['id']}/ideas/{told['number']}/"),
        }


def implementation(sources: Sources) -> dict[str, list[Record]]:
    """Return every work with its money, and its milestones."""
    every = [_work(told) for told in sources.listed(work_store.KIND)]
    steps = [row for facts in sources.facts(work_store.KIND) for row in _milestones(facts)]
    return {"works": every, "milestones": steps}


def _work(told: Json) -> Record:
    return {
        "id": told["id"],
        "title": title(told["title"]),
        "state": told["state"],
        "progress": told["progress"],
        "late": told["late"],
        "body": told["body"],
        "jurisdiction": told["jurisdiction"],
        "contractor": told["contractor"],
        "planned": told["planned"],
        "spent": told["spent"],
        "over_budget": told["over_budget"],
        "currency": told["currency"],
        "decided_on": day(told["decided_on"]),
        "begins_on": day(told["begins_on"]),
        "due_on": day(told["ends_on"]),
        "done_on": day(told["done_on"]),
        "confirmed_yes": told["confirmed"]["yes"],
        "confirmed_no": told["confirmed"]["no"],
        "trail": told["trail"],
        "example": told["example"],
        "page": page(f"implemented/{told['id']}/"),
    }


def _milestones(facts: Json) -> Iterator[Record]:
    for number, step in enumerate(facts["milestones"], start=1):
        yield {
            "work": facts["id"],
            "number": number,
            "name": title(step["name"]),
            "weight": step["weight"],
            "progress": step["progress"],
            "due_on": day(step["due_on"]),
            "done_on": day(step["done_on"]),
        }
