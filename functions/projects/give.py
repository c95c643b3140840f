"""Pledges to a campaign: promised here, paid at the provider that the campaign names."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import BeforeValidator, Field

from functions.participants import contribution
from functions.participants.participant import Acting
from functions.projects import known, pledge, way_out
from functions.projects.idea_form import Named, without_blanks
from functions.projects.pledge import LARGEST, SMALLEST, Pledge, Record
from functions.projects.project import Campaign, Project
from functions.shared import clock, http
from functions.shared.errors import (
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    NotNowError,
)
from functions.shared.form import Form

app = http.Api()
ID_HEX = 20


class PledgeRequest(Named):
    """How much somebody promises, and for which reward, if there are any."""

    amount: Annotated[int, BeforeValidator(without_blanks), Field(ge=SMALLEST, le=LARGEST)]
    reward: str = Field(default="", max_length=40)


class Cancellation(Form):
    """The token of the link in the letter."""

    token: str = Field(min_length=1, max_length=2_000)


@app.post("/api/v1/projects/<project_id>/pledges")
def promise(project_id: str) -> Response[str]:
    """Record a pledge; the same request id finds the same one again."""
    request, asked = http.read(app, PledgeRequest)
    project = known.allowing(http.petition_id(project_id), "pledge")
    who, now = request.participant(), clock.now()
    project.eligibility.check(who, now)
    campaign = _campaign(project)
    _check_reward(campaign, request)
    tag = known.tag_of(project.id, who)
    rid = request.request_id()
    pledge_id = hashlib.sha256(f"pledge/v1\n{tag}\n{rid}".encode()).hexdigest()[:ID_HEX]
    made = Pledge(
        id=pledge_id,
        project=project.id,
        amount=request.amount,
        reward=request.reward,
        name=request.shown(),
        at=now,
        changed_at=now,
    )
    contact = pledge.seal_contact(project.id, pledge_id, who.email, asked.lang)
    fresh = Record(made, tag=tag, contact=contact, rid=rid)
    kept = pledge.create(fresh) or fresh
    contribution.add(who, "pledge", f"project/{project.id}/pledge/{pledge_id}", now)
    way_out.mail(project, kept.pledge, who, asked.lang)
    if asked.is_form and not who.email:
        return http.html_answer(way_out.answer_page(campaign, kept.pledge, asked.lang))
    told = {
        "pledge": pledge_id,
        "state": kept.pledge.state,
        "pay_url": campaign.pay_url,
        "cancel_url": way_out.link(asked.lang, kept.pledge),
    }
    return http.answer(asked, told, done="pledge", status=HTTPStatus.CREATED)


@app.post("/api/v1/projects/<project_id>/pledges/<pledge_id>/cancellations")
def cancel(project_id: str, pledge_id: str) -> Response[str]:
    """Take back a pledge that was not paid yet; a repeat changes nothing."""
    request, asked = http.read(app, Acting)
    project = known.get(http.petition_id(project_id))
    record = pledge.load(project.id, pledge_id)
    if record.tag != known.tag_of(project.id, request.participant()):
        raise ForbiddenError
    return http.answer(asked, _cancelled(record), done="pledge-cancelled")


@app.post("/api/v1/pledges/cancellations")
def cancel_by_link() -> Response[str]:
    """Take back a pledge by the link of its letter: one GetItem, one PutItem."""
    request, asked = http.read(app, Cancellation)
    record = pledge.load(*way_out.opened(request.token))
    return http.answer(asked, _cancelled(record), done="pledge-cancelled")


def _cancelled(record: Record) -> dict[str, object]:
    """Mark a pledge as cancelled, once. Raises NotNowError for one that was paid."""
    if record.pledge.state != "cancelled":
        if not pledge.may(record.pledge, "cancel"):
            raise NotNowError
        record = pledge.mark(record, pledge.entry("cancel", "author", clock.now()))
    return {"state": record.pledge.state, "project": record.pledge.project}


def _campaign(project: Project) -> Campaign:
    if project.campaign is None:
        raise NotFoundError
    return project.campaign


def _check_reward(campaign: Campaign, request: PledgeRequest) -> None:
    """Refuse a reward that is not offered, or that the amount does not reach."""
    if not request.reward:
        return
    chosen = next((one for one in campaign.rewards if one.key == request.reward), None)
    if chosen is None:
        raise InvalidInputError(FieldError("reward", "not_a_choice"))
    if request.amount < chosen.amount:
        raise InvalidInputError(FieldError("amount", "under_reward", (("least", chosen.amount),)))


handler = http.handler(app)
