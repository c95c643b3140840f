"""The events of a petition's life, past and to come, in the order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from functions.petitions.life import Life
from functions.petitions.status import Duty, Moment, State

_END = dt.datetime.max.replace(tzinfo=dt.UTC)


def timeline(life: Life, state: State, duties: tuple[Duty, ...]) -> tuple[Moment, ...]:
    """Return what happened, then what is due; a date that no law sets comes last."""
    past = [*_start(life), *_signing(life), *_answers(life), *_end(life)]
    coming = [*_deadlines(life, state), *_due(duties), *_planned(life)]
    return (*sorted(past, key=_when), *sorted(coming, key=_when))


def _when(moment: Moment) -> dt.datetime:
    if moment.at is None and moment.on:
        return dt.datetime.combine(moment.on, dt.time(), dt.UTC)
    return moment.at or _END


def _past(life: Life, kind: str, at: dt.datetime | None, ref: str | None = None) -> list[Moment]:
    return [Moment(kind, at, ref=ref)] if life.known(at) else []


def _start(life: Life) -> Iterator[Moment]:
    rejection = life.petition.rejection
    yield from _past(life, "submitted", life.petition.submitted_at)
    yield from _past(life, "confirmed", life.confirmed_at)
    yield from _past(life, "sponsored", life.sponsored_at)
    yield from _past(life, "returned", life.returned_at)
    yield from _past(life, "resubmitted", life.resubmitted_at)
    if rejection:
        yield from _past(life, "rejected", rejection.at, rejection.code)
    yield from _past(life, "published", life.published_at)


def _signing(life: Life) -> Iterator[Moment]:
    for goal in ("support", *(threshold.id for threshold in life.rules.thresholds)):
        yield from _past(life, "reached", life.reached_at(goal), goal)
    for extension in life.facts(life.petition.extensions):
        if life.published_at and extension.at >= life.published_at:
            yield Moment("extended", extension.at, ref=str(extension.minutes))
    if life.rules.signing and life.closing == life.closes_at and life.is_over(life.closing):
        yield Moment("closed", life.closing)


def _answers(life: Life) -> Iterator[Moment]:
    petition = life.petition
    for response in life.facts(petition.responses):
        yield Moment("response", response.at, response.responded_on, ref=response.threshold)
    for debate in petition.debates:
        if life.known(debate.scheduled_at):
            yield Moment(f"{debate.kind}_scheduled", debate.scheduled_at, debate.on)
        if life.known(debate.held_at):
            yield Moment(debate.kind, debate.held_at, debate.on)
    if petition.decision:
        yield from _past(life, "decision", petition.decision.at, petition.decision.kind)
    for step in life.facts(petition.implementation):
        if step.done:
            yield Moment("step", step.at, step.on)


def _end(life: Life) -> Iterator[Moment]:
    petition = life.petition
    yield from _past(life, "withdrawn", petition.withdrawn_at)
    yield from _past(life, "archived", petition.archived_at)
    yield from _past(life, "removed", petition.removed_at, petition.removal_code)


def _deadlines(life: Life, state: State) -> Iterator[Moment]:
    if state is State.GATHERING_SPONSORS and life.sponsors_until:
        yield Moment("sponsors_due", life.sponsors_until, done=False)
    if state is State.PROVING:
        yield Moment("support_due", life.support_until, done=False)
    if state in (State.PROVING, State.OPEN) and life.closes_at and not life.is_over(life.closes_at):
        yield Moment("closes", life.closes_at, done=False)


def _due(duties: tuple[Duty, ...]) -> Iterator[Moment]:
    for duty in duties:
        if not duty.done_at:
            yield Moment(f"{duty.kind}_due", duty.due_at, done=False, ref=duty.threshold)


def _planned(life: Life) -> Iterator[Moment]:
    for debate in life.petition.debates:
        if life.known(debate.scheduled_at) and not life.known(debate.held_at):
            yield Moment(f"{debate.kind}_planned", on=debate.on, done=False)
    for step in life.facts(life.petition.implementation):
        if not step.done:
            yield Moment("step_planned", on=step.on, done=False)
