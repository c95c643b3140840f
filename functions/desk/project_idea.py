"""POST /api/v1/desk/projects/{id}/…: acts on ideas, experts' reviews, comments, pledges."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.desk import project_case, project_expert, project_idea_do, project_roles
from functions.desk.act import signed_in
from functions.desk.project_asked import IdeaAct, Look, ReviewAct
from functions.desk.project_case import Case
from functions.desk.roles import Official
from functions.projects import candidates, comment, idea, pledge, review
from functions.projects.process import StageRule
from functions.projects.project import Entry
from functions.projects.review import Review
from functions.shared import clock, http
from functions.shared.errors import (
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    NotNowError,
    UnsupportedError,
)
from functions.shared.http import Asked, logger

app = http.Api(body_limit=http.LONG_BODY_LIMIT)
_LOOKS = ("hide", "keep")


@app.post("/api/v1/desk/projects/<project_id>/ideas/<number>/review")
def score(project_id: str, number: str) -> Response[str]:
    """Keep an expert's scores of an idea, in place of the same expert's earlier ones."""
    who, (asked, sent) = signed_in(app), http.read(app, ReviewAct)
    case = _case(project_id, who, sent)
    if project_roles.role_for(who, ("expert",), ()) is None:
        raise ForbiddenError
    rule = _reviewing(case, asked.stage)
    found = idea.load(case.facts.id, http.petition_id(number), consistent=True).idea
    if not candidates.candidates(case.facts.process, rule.key, [found]):
        raise NotNowError
    made = Review(
        idea=found.number,
        stage=rule.key,
        scores=asked.scores,
        reasons=asked.reasons,
        summary=asked.summary or {},
        conflict=asked.conflict or {},
        at=case.now,
    )
    wrong = review.check(made, rule)
    if wrong:
        raise InvalidInputError(*wrong)
    review.put(case.facts.id, project_expert.tag_of(case), made)
    logger.info("desk review", extra={"project": case.facts.id, "idea": found.number})
    told = {"project": case.facts.id, "idea": found.number, "stage": rule.key}
    return http.json_answer({**told, "counted": not made.conflict})


@app.post("/api/v1/desk/projects/<project_id>/ideas/<number>/<act>")
def on_idea(project_id: str, number: str, act: str) -> Response[str]:
    """Do an act on an idea once; the same request id only repeats the answer."""
    who, (asked, sent) = signed_in(app), http.read(app, IdeaAct)
    case = _case(project_id, who, sent)
    name = act.replace("-", "_")
    return http.json_answer(project_idea_do.perform(case, http.petition_id(number), name, asked))


@app.post("/api/v1/desk/projects/<project_id>/comments/<comment_id>/<act>")
def on_comment(project_id: str, comment_id: str, act: str) -> Response[str]:
    """Hide a comment with a reason, or keep it so that flags hide it no more."""
    who, (asked, sent) = signed_in(app), http.read(app, Look)
    case = _case(project_id, who, sent)
    role = project_roles.role_for(who, ("moderator", "supervisor"), ())
    if role is None:
        raise ForbiddenError
    if act not in _LOOKS:
        raise NotFoundError
    if act == "hide" and not asked.text:
        raise InvalidInputError(FieldError("text", "missing"))
    record = comment.load(case.facts.id, comment_id, consistent=True)
    if not any(one.rid == asked.rid for one in record.comment.history):
        entry = Entry(at=case.now, act=act, role=role, rid=asked.rid, text=asked.text or {})
        record = comment.change(record, entry)
    return http.json_answer({"comment": record.comment.id, "act": act, "state": record.state})


@app.post("/api/v1/desk/projects/<project_id>/pledges/<pledge_id>/<act>")
def on_pledge(project_id: str, pledge_id: str, act: str) -> Response[str]:
    """Mark a pledge as the outside provider reports it: paid, cancelled, given back."""
    who, (asked, sent) = signed_in(app), http.read(app, Look)
    case = _case(project_id, who, sent)
    role = project_roles.role_for(who, ("clerk", "supervisor"), case.responsible)
    if role not in ("clerk", "supervisor"):
        raise ForbiddenError
    record = pledge.load(case.facts.id, pledge_id)
    if not any(one.rid == asked.rid for one in record.pledge.history):
        if not pledge.may(record.pledge, act):
            raise NotNowError
        line = pledge.entry(act, role, case.now).model_copy(update={"rid": asked.rid})
        record = pledge.mark(record, line)
    told: dict[str, Any] = {"pledge": record.pledge.id, "state": record.pledge.state}
    return http.json_answer(told | {"at": clock.text(record.pledge.changed_at)})


def _case(project_id: str, who: Official, sent: Asked) -> Case:
    if sent.is_form:
        raise UnsupportedError
    return project_case.load(http.petition_id(project_id), who, clock.now())


def _reviewing(case: Case, stage: str) -> StageRule:
    """Return the present stage's rule. Raises NotNowError unless it is this review."""
    rule = case.rule
    if rule is None or rule.kind != "review" or rule.key != stage:
        raise NotNowError
    return rule


handler = http.handler(app)
