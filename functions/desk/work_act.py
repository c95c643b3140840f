"""Works on the desk: GET the list or one, POST a new one, POST …/{id}/{act}."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.desk import project_roles, work_do, work_trail
from functions.desk.act import asked_by, signed_in
from functions.desk.roles import MODERATOR, SUPERVISOR, Official
from functions.desk.work_asked import NewWork, WorkAct
from functions.media import record as media
from functions.media import upload
from functions.media.kinds import Kinds
from functions.projects import work
from functions.projects.project import Entry
from functions.projects.work import Record, Work
from functions.shared import clock, content, http, keys, table
from functions.shared.errors import (
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
)

app = http.Api(body_limit=http.LONG_BODY_LIMIT)
MOST = 200
PHOTOS = Kinds(count=work_do.MOST_PHOTOS)
GUARD_LIFE = dt.timedelta(days=2)


@app.get("/api/v1/desk/works")
def works() -> Response[str]:
    """Answer the works that an official may see, the latest first."""
    who, now = _official(), clock.now()
    rows = [_row(one, now) for one in work.listed(MOST) if work_do.sees(who, one.work)]
    return http.json_answer({"at": clock.text(now), "works": rows})


@app.get("/api/v1/desk/works/<work_id>")
def one(work_id: str) -> Response[str]:
    """Answer one work whole, with its files and what residents say."""
    who, now = _official(), clock.now()
    found = work.load(http.petition_id(work_id), consistent=True)
    if not work_do.sees(who, found.work):
        raise NotFoundError
    facts = found.work.model_dump(mode="json", exclude={"history": {"__all__": {"rid"}}})
    uploads = media.of_owner(work_do.owner(found.work.id))
    named = {"id", "form", "state", "reason", "width", "height"}
    may, owner = work_do.may(found.work, who), work_do.owner(found.work.id)
    permit = upload.permit(owner, PHOTOS, "", onward="/desk/") if "photo" in may else ""
    return http.json_answer(
        {
            **_row(found, now),
            "timezone": str(content.load().government["timezone"]),
            "facts": facts,
            "permit": permit,
            "uploads": [one.model_dump(mode="json", include=named) for one in uploads],
            "confirmations": [
                one.model_dump(mode="json") for one in work.confirmations(found.work.id)
            ],
            "may": may,
        }
    )


@app.post("/api/v1/desk/works")
def create() -> Response[str]:
    """Keep a new work: it is public at once."""
    who, asked = asked_by(app, NewWork)
    role = project_roles.role_for(who, ("clerk", "supervisor"), {asked.body})
    if role is None:
        raise ForbiddenError
    _check(asked)
    now = clock.now()
    entry = Entry(at=now, act="begin", role=role, rid=asked.rid, body=asked.body)
    fresh = Record(_made(_reserve(asked.rid, now), asked, entry), rid=asked.rid)
    kept = work.create(fresh) or fresh
    work_trail.begin(kept.work, kept.work.history[0])
    told = {"work": kept.work.id, "version": kept.version}
    return http.json_answer(told, HTTPStatus.CREATED)


@app.post("/api/v1/desk/works/<work_id>/<act>")
def do(work_id: str, act: str) -> Response[str]:
    """Do an act on a work once; the same request id completes and repeats it."""
    who, asked = asked_by(app, WorkAct)
    found = work.load(http.petition_id(work_id), consistent=True)
    if not work_do.sees(who, found.work):
        raise NotFoundError
    return http.json_answer(work_do.perform(found, who, act, asked, clock.now()))


def _official() -> Official:
    who = signed_in(app)
    if not (who.roles & {MODERATOR, SUPERVISOR} or who.bodies):
        raise ForbiddenError
    return who


def _check(asked: NewWork) -> None:
    known, wrong = content.load(), list[FieldError]()
    if asked.body not in known.bodies:
        wrong.append(FieldError("body", "not_a_choice"))
    if asked.jurisdiction not in known.jurisdictions:
        wrong.append(FieldError("jurisdiction", "not_a_choice"))
    if asked.begins_on and asked.ends_on < asked.begins_on:
        wrong.append(FieldError("ends_on", "too_early"))
    keys_given = [one.key for one in asked.milestones]
    if len(set(keys_given)) != len(keys_given):
        wrong.append(FieldError("milestones", "twice"))
    if wrong:
        raise InvalidInputError(*wrong)
    work_trail.check(asked.trail)


def _made(number: int, asked: NewWork, entry: Entry) -> Work:
    given = {name: getattr(asked, name) for name in NewWork.model_fields}
    facts = {name: value for name, value in given.items() if name not in ("rid", "lang")}
    return Work(id=number, history=[entry], at=entry.at, changed_at=entry.at, **facts)


def _reserve(rid: str, now: dt.datetime) -> int:
    """Return the id of a request: a new one, or the one that its first try was given."""
    number = work.next_id()
    expiry = int((now + GUARD_LIFE).timestamp())
    guard = {**keys.request(f"work-{rid}"), "work": number, "expires_at": expiry}
    there = table.put_new("ops", guard)
    return int(there["work"]) if there else number


def _row(found: Record, now: dt.datetime) -> dict[str, Any]:
    facts = found.work
    state = work.condition(facts, now.date())
    return {
        "id": facts.id,
        "version": found.version,
        "title": facts.title,
        "trail": facts.trail,
        "body": facts.body,
        "state": state.state,
        "progress": state.progress,
        "late": state.is_late,
        "late_milestones": list(state.late),
        "over_budget": state.over_budget,
        "ends_on": facts.ends_on.isoformat(),
        "example": facts.example,
    }


handler = http.handler(app)
