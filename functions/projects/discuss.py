"""Comments on a project, an idea or an article; what people say of them; flags."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from http import HTTPStatus
from typing import Annotated, cast

from aws_lambda_powertools.event_handler import Response
from pydantic import Field

from functions.participants import contribution
from functions.participants.own import own_keys
from functions.participants.participant import Acting
from functions.projects import comment, idea, idea_states, known, stance
from functions.projects.comment import DEPTH, Comment, Flag, Record, Side
from functions.projects.idea_form import Named
from functions.projects.project import Entry, Project, name_of
from functions.projects.stance import Stance
from functions.shared import clock, http
from functions.shared.errors import (
    FieldError,
    InvalidInputError,
    NotFoundError,
    TooManyError,
)
from functions.shared.facts import Language
from functions.shared.form import Paragraphs

app = http.Api(body_limit=http.LONG_BODY_LIMIT)
TEXT_MAX = 2_000
MOST_A_DAY = 20
ID_HEX = 20


class CommentRequest(Named):
    """What somebody says."""

    about: str = Field(default="project", max_length=20)
    text: Annotated[Paragraphs, Field(min_length=1, max_length=TEXT_MAX)]
    side: Side = ""
    parent: str = Field(default="", max_length=ID_HEX)


class StanceRequest(Acting):
    """Agree, disagree or pass."""

    stance: Stance


class FlagRequest(Acting):
    """Why a comment should be looked at."""

    reason: Flag


@app.post("/api/v1/projects/<project_id>/comments")
def say(project_id: str) -> Response[str]:
    """Keep a comment; the same request id finds the same one again."""
    request, asked = http.read(app, CommentRequest)
    project = known.allowing(http.petition_id(project_id), "comment")
    who, now = request.participant(), clock.now()
    project.eligibility.check(who, now)
    about, depth = _place(project, request)
    tag = known.tag_of(project.id, who)
    waits = project.process.moderation == "before" or bool(request.website)
    fresh = Comment(
        id="",
        project=project.id,
        about=about,
        side="" if request.parent else request.side,
        text=request.text,
        language=cast("Language", asked.lang),
        name=request.shown(),
        parent=request.parent,
        depth=depth,
        history=[Entry(at=now, act="wait", role="platform")] if waits else [],
        example=project.example,
        at=now,
        changed_at=now,
    )
    kept = _keep(fresh, tag, request.request_id(), now)
    contribution.add(who, "comment", f"project/{project.id}/comment/{kept.comment.id}", now)
    told = {"comment": kept.comment.id, "state": kept.state, "about": about}
    return http.answer(asked, told, done="comment", status=HTTPStatus.CREATED)


@app.post("/api/v1/projects/<project_id>/comments/<comment_id>/stances")
def stand(project_id: str, comment_id: str) -> Response[str]:
    """Note what somebody says of a comment: one GetItem, two PutItem."""
    request, asked = http.read(app, StanceRequest)
    project = known.allowing(http.petition_id(project_id), "stance")
    who, now = request.participant(), clock.now()
    project.eligibility.check(who, now)
    found = _shown(project.id, comment_id)
    tag = known.tag_of(project.id, who)
    stance.take(project.id, found.comment.id, tag, request.stance, now)
    contribution.add(who, "stance", f"project/{project.id}/comment/{found.comment.id}", now)
    return http.answer(asked, {"state": "counted", "stance": request.stance}, done="stance")


@app.post("/api/v1/projects/<project_id>/comments/<comment_id>/flags")
def flag(project_id: str, comment_id: str) -> Response[str]:
    """Note a flag; the answer is the same for a second one of the same person."""
    request, asked = http.read(app, FlagRequest)
    project = known.get(http.petition_id(project_id))
    who = request.participant()
    found = _shown(project.id, comment_id)
    comment.flag(found, known.tag_of(project.id, who), request.reason, clock.now())
    return http.answer(asked, {"state": "noted"}, done="flag")


def _place(project: Project, request: CommentRequest) -> tuple[str, int]:
    """Return what a comment is about, and its depth: one GetItem for a reply or on an idea.

    Raises InvalidInputError for what cannot be commented on.
    """
    if request.parent:
        parent = _shown(project.id, request.parent).comment
        if parent.depth >= DEPTH:
            raise InvalidInputError(FieldError("parent", "too_deep"))
        return parent.about, parent.depth + 1
    kind, _, number = request.about.partition("/")
    numbers = [one.number for one in project.articles]
    is_known = comment.is_about(request.about) and (kind != "article" or int(number) in numbers)
    if not is_known or (kind == "idea" and project.process.ideas.private):
        raise InvalidInputError(FieldError("about", "not_a_choice"))
    if (
        kind == "idea"
        and not idea_states.standing(idea.load(project.id, int(number)).idea).is_public
    ):
        raise NotFoundError
    return request.about, 1


def _shown(project_id: int, comment_id: str) -> Record:
    found = comment.load(project_id, comment_id)
    if found.state != "shown":
        raise NotFoundError
    return found


def _keep(fresh: Comment, tag: str, rid: str, now: dt.datetime) -> Record:
    """Store a comment in one of a person's places of the day: one PutItem, one more for each taken.

    The id comes from person, day and place, so that nobody gets more than their places.
    """
    key = own_keys(name_of(fresh.project)).tag
    for slot in range(MOST_A_DAY):
        told = f"comment/v1\n{tag}\n{now:%Y-%m-%d}\n{slot}".encode()
        made_id = hmac.new(key, told, hashlib.sha256).hexdigest()[:ID_HEX]
        record = Record(fresh.model_copy(update={"id": made_id}), tag=tag, rid=rid)
        there = comment.create(record)
        if there is None:
            return record
        if there.rid == rid:
            return there
    raise TooManyError


handler = http.handler(app)
