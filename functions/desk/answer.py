"""What a body owes: its response, the debate or hearing, the decision, and carrying it out."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from functions.desk import checks
from functions.desk.act import Act, Told, offer
from functions.desk.case import Case
from functions.desk.fields import Address, Asked, Day, Details, Summaries, Titles
from functions.petitions.petition import Debate, Decision, Outcome, Petition, Response, Step
from functions.shared import http
from functions.shared.errors import FieldError, InvalidInputError, NotNowError

Kind = Literal["debate", "hearing"]


class Answered(Asked):
    """A body's response, with or without a decision in it."""

    body: str
    threshold: str | None = None
    responded_on: Day
    summary: Summaries
    details: Details
    decision: Outcome | None = None


class Scheduled(Asked):
    """The day of a debate or hearing."""

    kind: Kind
    on: Day


class Held(Asked):
    """A debate or hearing took place; where to read, watch and sum it up."""

    kind: Kind
    on: Day
    transcript_url: Address = ""
    video_url: Address = ""
    overview: Details


class Decided(Asked):
    """The final decision with its reasons."""

    body: str
    kind: Outcome
    details: Details


class Stepped(Asked):
    """A step of carrying out, planned or done; `step` names the planned one that is changed."""

    on: Day
    title: Titles
    done: bool = False
    step: int | None = Field(default=None, ge=0)


def respond(case: Case, asked: Answered) -> Petition:
    """Publish a body's response; without a threshold named, to the oldest one it owes."""
    checks.own_body(case, asked.body)
    checks.past_day(case, "responded_on", asked.responded_on)
    if asked.threshold is not None and asked.threshold not in case.petition.thresholds:
        raise InvalidInputError(FieldError("threshold", "unknown"))
    response = Response(
        at=case.now,
        body=asked.body,
        threshold=asked.threshold or checks.owed(case, asked.body),
        responded_on=asked.responded_on,
        summary=asked.summary,
        details=asked.details,
        decision=asked.decision,
    )
    p = case.petition
    return p.model_copy(update={"responses": [*p.responses, response]})


def schedule(case: Case, asked: Scheduled) -> Petition:
    """Set the day of a debate, or move one that was not held yet."""
    checks.coming_day(case, "on", asked.on)
    debate, p = Debate(kind=asked.kind, scheduled_at=case.now, on=asked.on), case.petition
    # In place: mail names a debate by its place in the list.
    debates = [debate if _planned(one, asked.kind) else one for one in p.debates]
    if debate not in debates:
        debates.append(debate)
    return p.model_copy(update={"debates": debates})


def hold(case: Case, asked: Held) -> Petition:
    """Record the outcome of the debate that was set. Raises NotNowError if none was."""
    checks.past_day(case, "on", asked.on)
    p = case.petition
    if not any(_planned(one, asked.kind) for one in p.debates):
        raise NotNowError
    outcome = asked.model_dump(include={"on", "transcript_url", "video_url", "overview"})
    outcome["held_at"] = case.now
    debates = [
        one.model_copy(update=outcome) if _planned(one, asked.kind) else one for one in p.debates
    ]
    return p.model_copy(update={"debates": debates})


def decide(case: Case, asked: Decided) -> Petition:
    """Record the decision, once."""
    checks.own_body(case, asked.body)
    decision = Decision(at=case.now, body=asked.body, kind=asked.kind, details=asked.details)
    return case.petition.model_copy(update={"decision": decision})


def carry_out(case: Case, asked: Stepped) -> Petition:
    """Add a step, or change a planned one."""
    p = case.petition
    if asked.done:
        checks.past_day(case, "on", asked.on)
    steps = list(p.implementation)
    step = Step(at=case.now, on=asked.on, title=asked.title, done=asked.done)
    if asked.step is None:
        steps.append(step)
    elif asked.step < len(steps) and not steps[asked.step].done:
        steps[asked.step] = step
    else:
        raise InvalidInputError(FieldError("step", "unknown"))
    return p.model_copy(update={"implementation": steps})


def _planned(debate: Debate, kind: str) -> bool:
    return debate.kind == kind and debate.held_at is None


def _tell_step(case: Case, asked: Stepped) -> Told:
    return Told("implementation", {"on": asked.on.isoformat(), "done": asked.done})


app = http.Api(body_limit=http.LONG_BODY_LIMIT)
offer(
    app,
    Act(
        "response",
        Answered,
        respond,
        lambda case, asked: Told("responded", {"body": asked.body}),
    ),
)
offer(
    app,
    Act(
        "debate",
        Scheduled,
        schedule,
        lambda case, asked: Told(
            "debate_scheduled", {"kind": asked.kind, "on": asked.on.isoformat()}
        ),
    ),
)
offer(
    app,
    Act(
        "debate-outcome",
        Held,
        hold,
        lambda case, asked: Told("debated", {"kind": asked.kind, "on": asked.on.isoformat()}),
    ),
)
offer(
    app,
    Act(
        "decision",
        Decided,
        decide,
        lambda case, asked: Told("decided", {"body": asked.body, "kind": asked.kind}),
    ),
)
offer(app, Act("implementation", Stepped, carry_out, _tell_step))
handler = http.handler(app)
