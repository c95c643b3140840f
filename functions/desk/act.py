"""One act on the desk: role, decision, one conditional write, one line of history, log requests.

A request id that is found on the petition again gets the same answer, and history and log are
completed if the first try broke off before them: their keys depend on the request id alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from functions.desk.case import Case, load
from functions.desk.fields import AskedT
from functions.desk.roles import Official, official, role_for
from functions.desk.stage import FITS
from functions.petitions import history
from functions.petitions import petition as petitions
from functions.petitions.petition import Petition
from functions.shared import clock, http, table
from functions.shared.errors import (
    ChangedMeanwhileError,
    ForbiddenError,
    NotNowError,
    UnauthorizedError,
    UnsupportedError,
)
from functions.shared.http import Api, logger

KEPT_ACTS = 20
ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True)
class Told:
    """A line of the public history: what happened, and small facts that name nobody."""

    what: str
    facts: dict[str, Any] = field(default_factory=dict)


def _no_entries(case: Case, asked: Any) -> list[table.Item]:
    return []


def _nothing_more(case: Case) -> None:
    return None


@dataclass(frozen=True)
class Act(Generic[AskedT]):
    """An act: its address, what it decides, what it tells, what it asks of the log.

    `tell`, `entries` and `finish` see the case after the act, at the act's own time, so that a
    repeat computes the same again.
    """

    name: str
    model: type[AskedT]
    decide: Callable[[Case, AskedT], Petition]
    tell: Callable[[Case, AskedT], Told]
    entries: Callable[[Case, AskedT], list[table.Item]] = _no_entries
    finish: Callable[[Case], None] = _nothing_more
    private: dict[str, Any] = field(default_factory=dict)


def offer(app: Api, act: Act[AskedT]) -> None:
    """Answer POST /api/v1/desk/petitions/{id}/{act}."""

    def do(petition_id: str) -> Response[str]:
        who, asked = asked_by(app, act.model)
        case = load(http.petition_id(petition_id), who, clock.now())
        return http.json_answer(perform(act, case, asked))

    do.__doc__ = act.decide.__doc__  # what the published description of the route says
    app.post(f"/api/v1/desk/petitions/<petition_id>/{act.name}")(do)


def signed_in(app: Api) -> Official:
    """Return who sent the request. Raises UnauthorizedError without verified claims."""
    context = app.current_event.raw_event.get("requestContext", {})
    claims = context.get("authorizer", {}).get("jwt", {}).get("claims", {})
    who = official(claims)
    if not who.sub:
        raise UnauthorizedError
    return who


def asked_by(app: Api, model: type[ModelT]) -> tuple[Official, ModelT]:
    """Return who sent a request and what it asks.

    Raises UnauthorizedError, InvalidInputError, and UnsupportedError for a plain form: pages of
    other sites can send those.
    """
    who, (asked, sent) = signed_in(app), http.read(app, model)
    if sent.is_form:
        raise UnsupportedError
    return who, asked


def perform(act: Act[AskedT], case: Case, asked: AskedT) -> dict[str, Any]:
    """Do an act once, or complete and repeat the answer of an act already done."""
    role = role_for(case.who, act.name, case.bodies)
    if role is None:
        raise ForbiddenError
    if asked.rid in case.acts:
        return _complete(act, _at(case, clock.parse(case.acts[asked.rid])), asked, role)
    if asked.seen != case.record.version:
        raise ChangedMeanwhileError
    if not FITS[act.name](case):
        raise NotNowError
    decided = act.decide(case, asked).model_copy(update={"changed_at": case.now})
    acts = dict(list(case.acts.items())[1 - KEPT_ACTS :]) | {asked.rid: clock.text(case.now)}
    saved = petitions.save(case.record, decided, desk_acts=acts, **act.private)
    # The person is named here only: the public history has the role.
    logger.info("desk act", extra={"act": act.name, "petition": decided.id, "by": case.who.sub})
    return _complete(act, Case(saved, case.rules, case.who, case.now, acts), asked, role)


def _complete(act: Act[AskedT], case: Case, asked: AskedT, role: str) -> dict[str, Any]:
    at, told = clock.text(case.now), act.tell(case, asked)
    history.add(
        case.petition.id, case.now, told.what, unique=asked.rid, role=role, facts=told.facts
    )
    for entry in act.entries(case, asked):
        table.put_new("signatures", entry)
    act.finish(case)
    return {"petition": case.petition.id, "act": act.name, "at": at, "what": told.what}


def _at(case: Case, at: dt.datetime) -> Case:
    return Case(case.record, case.rules, case.who, at, case.acts)
