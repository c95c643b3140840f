"""Drafts of polls: begun and changed as often as needed, until one is sealed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.desk.poll_asked import Draft
from functions.desk.poll_case import Case, role_for
from functions.desk.roles import Official
from functions.polls import poll
from functions.polls.poll import Option, Paper, Poll, Record
from functions.polls.state import State
from functions.shared import clock, content, keys, table
from functions.shared.errors import (
    ChangedMeanwhileError,
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotNowError,
)


def create(who: Official, asked: Draft, now: dt.datetime) -> Record:
    """Store a new draft; the same request id finds the draft it made.

    Raises ForbiddenError or InvalidInputError.
    """
    if role_for(who, "draft", asked.body) is None:
        raise ForbiddenError
    made = _draft(_reserved(asked.rid), asked, now)
    record = Record(made, acts={asked.rid: clock.text(now)})
    return poll.create(record) or record


def change(case: Case, asked: Draft) -> Record:
    """Replace a draft: one conditional UpdateItem; none if this request did it before."""
    if case.role_for("draft") is None or role_for(case.who, "draft", asked.body) is None:
        raise ForbiddenError
    if asked.rid in case.record.acts:
        return case.record
    if asked.seen != case.record.version:
        raise ChangedMeanwhileError
    if case.state != State.DRAFT:
        raise NotNowError
    made = _draft(case.facts.id, asked, case.now)
    return poll.save(case.record, made, rid=asked.rid)


def _reserved(rid: str) -> int:
    """Return the poll id of a request: the same one each time it is sent."""
    key = keys.poll_request(rid)
    there = table.get("ops", key)
    if there is None:
        number = poll.next_id()
        expires_at = int((clock.now() + dt.timedelta(days=2)).timestamp())
        there = table.put_new("ops", {**key, "poll": number, "expires_at": expires_at})
        return int(there["poll"]) if there else number
    return int(there["poll"])


def _draft(poll_id: int, asked: Draft, now: dt.datetime) -> Poll:
    _check(asked)
    options = [Option.model_validate(one.model_dump()) for one in asked.options]
    project = asked.project
    origin = f"project-{project}" if project else f"poll-{poll_id}"
    return Poll(
        id=poll_id,
        question=asked.question,
        about=asked.about,
        options=options,
        rule=_rule(asked.rule, options),
        eligibility=asked.eligibility,
        body=asked.body,
        jurisdiction=asked.jurisdiction,
        opens_at=asked.opens_at.astimezone(dt.UTC).replace(microsecond=0),
        closes_at=asked.closes_at.astimezone(dt.UTC).replace(microsecond=0),
        project=project,
        trail=asked.trail or origin,
        paper=Paper() if asked.paper else None,
        publish_ballots=asked.publish_ballots,
        changed_at=now,
    )


def _rule(asked: dict[str, Any], options: list[Option]) -> dict[str, Any]:
    """Return the rule with the options and costs of the poll, so that the two cannot differ."""
    rule = {name: value for name, value in asked.items() if name != "options"}
    if rule.get("method") == "for_against":
        return rule
    return rule | {"options": [{"id": one.id, "cost": one.cost} for one in options]}


def _check(asked: Draft) -> None:
    """Refuse what no poll can be; what only a finished poll must have is told at sealing."""
    wrong = []
    if asked.body not in content.load().bodies:
        wrong.append(FieldError("body", "not_a_choice"))
    if asked.jurisdiction not in content.load().jurisdictions:
        wrong.append(FieldError("jurisdiction", "not_a_choice"))
    numbers = [one.id for one in asked.options]
    if len(set(numbers)) < len(numbers):
        wrong.append(FieldError("options", "twice"))
    if asked.rule.get("method") == "for_against" and asked.options:
        wrong.append(FieldError("options", "unknown"))
    if wrong:
        raise InvalidInputError(*wrong)
