"""Who owes what on a petition: moderation, answers, debates, decisions, each with its clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from functions.petitions import rule_parts
from functions.petitions.life import Life
from functions.petitions.rule_parts import ADDRESSEE
from functions.petitions.status import Duty

if TYPE_CHECKING:
    from functions.petitions.petition import Response


def duties(life: Life) -> tuple[Duty, ...]:
    """Return every duty that has been opened, in the order of opening.

    A petition that left the procedure obliges nobody: its open duties end with it.
    """
    opened = sorted(_opened(life), key=lambda duty: duty.starts_at)
    ended = life.ended_at
    return tuple(duty for duty in opened if duty.done_at or not ended)


def _opened(life: Life) -> Iterator[Duty]:
    yield from _moderation(life)
    for threshold in life.rules.thresholds:
        if threshold.duty:
            reached = life.reached_at(threshold.id)
            yield from _duty(life, threshold.duty, threshold.id, reached)
    for duty in life.rules.duties:
        yield from _duty(life, duty, None, life.published_at)


def _moderation(life: Life) -> Iterator[Duty]:
    rule = life.rules.moderation
    for start in (life.submitted_to_moderation_at, life.resubmitted_at):
        if start:
            yield Duty(
                rule.called,
                _body(life, rule.body),
                None,
                start,
                life.after(start, rule.within),
                _moderated_at(life, start),
            )


def _moderated_at(life: Life, start: dt.datetime) -> dt.datetime | None:
    rejection = life.petition.rejection
    ends = (
        life.returned_at,
        life.published_at,
        life.known(rejection.at) if rejection else None,
    )
    return min((at for at in ends if at and at >= start), default=None)


def _duty(
    life: Life, rule: rule_parts.Duty, threshold: str | None, reached: dt.datetime | None
) -> Iterator[Duty]:
    start = _start(life, rule, reached)
    if start is None or (life.ended_at and life.ended_at <= start):
        return
    yield Duty(
        rule.kind,
        _body(life, rule.body),
        threshold,
        start,
        life.after(start, rule.within),
        _done_at(life, rule.kind, threshold),
    )


def _start(life: Life, rule: rule_parts.Duty, reached: dt.datetime | None) -> dt.datetime | None:
    if reached is None or rule.starts == "reached":
        return reached
    if rule.starts == "published":
        return life.published_at
    closes = life.closing
    return max(closes, reached) if closes and life.is_over(closes) else None


def _done_at(life: Life, kind: str, threshold: str | None) -> dt.datetime | None:
    petition = life.petition
    if kind in ("debate", "hearing"):
        held = (life.known(debate.held_at) for debate in petition.debates if debate.kind == kind)
        return min((at for at in held if at), default=None)
    ends = [
        answer.at for answer in life.facts(petition.responses) if _fits(answer, kind, threshold)
    ]
    if kind != "answer" and petition.decision and life.known(petition.decision.at):
        ends.append(petition.decision.at)
    return min(ends, default=None)


def _fits(answer: Response, kind: str, threshold: str | None) -> bool:
    """A review or a decision in parliament may be told as an answer that names its threshold."""
    if answer.threshold is None:
        return kind == "answer"
    return answer.threshold == threshold


def _body(life: Life, body: str) -> str:
    return life.petition.body if body == ADDRESSEE else body
