"""One trail from what was asked to what was done: idea, review, vote, decision, work.

The same trail id stands in the idea, the vote's option and the work, so the steps are found by it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from functions.projects.project import Project
from functions.publishing import project_words
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.said import Said, pick
from functions.shared import clock
from functions.shared.settings import settings
from functions.shared.words import t

_IDEA = re.compile(r"idea-(\d+)-(\d+)")
_OTHER = re.compile(r"(petition|complaint|project|poll)-(\d+)")
FOLDERS = {
    "petition": "petitions",
    "complaint": "complaints",
    "project": "projects",
    "poll": "polls",
    "work": "implemented",
}
# The acts of an idea that are steps of its trail, and where on its way each is read.
STEPS = {"publish": "", "pass": "", "select": "#review", "put_to_vote": "", "win": ""}
STEPS |= {"replace": "", "finish_work": ""}


@dataclass(frozen=True)
class Step:
    """One step: what it is, its page after the language, when (an instant's text, or "")."""

    kind: str
    path: str
    titles: dict[str, str]
    at: str = ""
    act: str = ""


def steps(press: ParticipationPress, trail: str) -> list[Step]:
    """Return the steps of a trail in their order: the origin, its way, votes, works."""
    found = [*_origin(press, trail), *_linked(press, trail)]
    once = {(one.kind, one.path, one.act): one for one in found}
    # What has no time here, such as a petition, is where it all began.
    return sorted(once.values(), key=lambda one: one.at)


def view(press: ParticipationPress, trail: str, own: int, lang: str) -> list[dict[str, Any]]:
    """Return the steps for a work's page; the work itself is the last."""
    return [
        {
            "label": _label(one, lang),
            "title": _title(one, lang),
            "url": f"/{lang}/{one.path}",
            "day": project_words.day(clock.parse(one.at), lang) if one.at else "",
            "is_here": one.path == f"implemented/{own}/",
        }
        for one in steps(press, trail)
    ]


def data(press: ParticipationPress, trail: str) -> dict[str, Any]:
    """Return a trail as JSON."""
    site = settings().site_url
    return {
        "trail": trail,
        "links": {"self": f"{site}/trails/{trail}.json"},
        "steps": [
            {
                "kind": one.kind,
                "act": one.act or None,
                "at": one.at or None,
                "titles": one.titles,
                "path": one.path,
            }
            for one in steps(press, trail)
        ],
    }


def authors(press: ParticipationPress, trail: str) -> list[str]:
    """Return the names of an idea's authors who agreed to be named."""
    told = _idea(press, trail)
    return list(told["authors"]) if told else []


def _origin(press: ParticipationPress, trail: str) -> Iterator[Step]:
    told, idea, other = _idea(press, trail), _IDEA.fullmatch(trail), _OTHER.fullmatch(trail)
    if idea:
        yield from _project(press, int(idea[1]))
        page = f"projects/{idea[1]}/ideas/{idea[2]}/"
        if told:
            yield Step("idea", page, dict(told["titles"]), told["at"])
            for act, at in told["steps"]:
                if act in STEPS:
                    yield _idea_step(press, act, at, page, int(idea[1]))
    elif other and other[1] == "project":
        yield from _project(press, int(other[2]))
    elif other:
        yield Step(other[1], f"{FOLDERS[other[1]]}/{other[2]}/", {})


def _idea_step(press: ParticipationPress, act: str, at: str, page: str, project: int) -> Step:
    poll = _poll_of(press, project) if act == "put_to_vote" else None
    path = f"polls/{poll}/" if poll else page + STEPS[act]
    return Step("idea", path, {}, at, act)


def _poll_of(press: ParticipationPress, number: int) -> int | None:
    found = _facts(press, number)
    return found.poll if found else None


def _project(press: ParticipationPress, number: int) -> Iterator[Step]:
    found = _facts(press, number)
    if found and found.published_at:
        at = clock.text(found.published_at)
        yield Step("project", f"projects/{number}/", dict(found.title), at)


def _facts(press: ParticipationPress, number: int) -> Project | None:
    try:
        return Project.model_validate_json(press.facts("PROJECT", number))
    except KeyError:
        return None


def _linked(press: ParticipationPress, trail: str) -> Iterator[Step]:
    """Yield the votes and works that say they belong to the trail."""
    rows = press.store.db.execute(
        "SELECT trail.kind, trail.id, thing.listed FROM trail JOIN thing USING (kind, id)"
        " WHERE trail = ? AND kind IN ('POLL', 'WORK') AND listed != '' ORDER BY kind, id",
        (trail,),
    )
    for kind, number, listed in rows.fetchall():
        told = json.loads(listed)["attributes"]
        if kind == "POLL":
            yield Step("poll", f"polls/{number}/", dict(told["question"]), told["closes_at"])
        else:
            yield Step("work", f"implemented/{number}/", dict(told["title"]), told["at"])


def _idea(press: ParticipationPress, trail: str) -> dict[str, Any] | None:
    row = press.store.db.execute(
        "SELECT told FROM project_idea WHERE trail = ?", (trail,)
    ).fetchone()
    return json.loads(row[0]) if row else None


def _label(one: Step, lang: str) -> str:
    if one.act:
        return project_words.act("idea", one.act, lang)
    return t(lang, f"work.trail.{one.kind}")


def _title(one: Step, lang: str) -> Said:
    found = pick(one.titles, lang)
    number = one.path.rstrip("/").rpartition("/")[2].partition("#")[0]
    return found if found.text or one.act else Said(f"№ {number}", lang)
