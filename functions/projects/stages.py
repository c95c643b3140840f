"""Where a project stands: a pure function of its facts and the time.

Stages follow one another. One that the calendar ends is over on its day; one that an official ends
is over with the act `finish`, and late until then, which everybody sees. Dates of later stages move
with what really happened before them, so no job has to move anything.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from functions.projects.process import Deed, Duty, StageRule
from functions.projects.project import Entry, Project
from functions.shared.calendars import Calendar
from functions.shared.content import load

FINISH, EXTEND = "finish", "extend"


class Phase(StrEnum):
    """A project's life as a whole."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    RUNNING = "running"
    ENDED = "ended"
    STOPPED = "stopped"
    DISCARDED = "discarded"


UNPUBLISHED = frozenset({Phase.DRAFT, Phase.DISCARDED})


@dataclass(frozen=True)
class Owed:
    """A duty of a stage, with its clock; `done_at` is when it was fulfilled."""

    duty: Duty
    stage: str
    body: str
    due_at: dt.datetime
    done_at: dt.datetime | None
    is_late: bool


@dataclass(frozen=True)
class Span:
    """A stage in time. `ends_at` is planned until `finished_at` says when it was over."""

    rule: StageRule
    body: str
    begins_at: dt.datetime
    ends_at: dt.datetime
    finished_at: dt.datetime | None
    is_late: bool
    has_begun: bool = False
    owed: tuple[Owed, ...] = ()

    @property
    def is_present(self) -> bool:
        """Whether this is the stage now."""
        return self.has_begun and self.finished_at is None


@dataclass(frozen=True)
class Stand:
    """A project at an instant: its phase, all its stages, the present one, what is owed."""

    phase: Phase
    spans: tuple[Span, ...]
    present: Span | None

    @property
    def late(self) -> tuple[Owed, ...]:
        """The duties that were missed, or kept too late."""
        return tuple(one for span in self.spans for one in span.owed if one.is_late)

    @property
    def is_late(self) -> bool:
        """Whether the present stage should be over."""
        return self.present is not None and self.present.is_late

    def allows(self, deed: Deed) -> bool:
        """Tell whether residents may do this now."""
        return self.present is not None and deed in self.present.rule.deeds

    def next_change_at(self, now: dt.datetime) -> dt.datetime | None:
        """Return when the time alone will next change what this says."""
        points = [at for span in self.spans for at in (span.begins_at, span.ends_at)]
        points += [one.due_at for span in self.spans for one in span.owed]
        return min((at for at in points if at > now), default=None)


def calendar_of(project: Project) -> Calendar:
    """Return the calendar that a project's terms count by. Raises KeyError."""
    return Calendar.model_validate(load().calendars[project.process.calendar])


def stand(project: Project, now: dt.datetime, calendar: Calendar | None = None) -> Stand:
    """Return where a project stands; the same facts, calendar and time give the same."""
    calendar = calendar or calendar_of(project)
    spans = tuple(_spans(project, now, calendar))
    if project.stopped_at is not None and project.stopped_at <= now:
        return Stand(Phase.STOPPED, spans, None)
    if project.published_at is None:
        phase = Phase.DRAFT if project.discarded_at is None else Phase.DISCARDED
        return Stand(phase, spans, None)
    if now < project.begins_at:
        return Stand(Phase.ANNOUNCED, spans, None)
    present = next((one for one in spans if one.is_present), None)
    return Stand(Phase.RUNNING if present else Phase.ENDED, spans, present)


def _spans(project: Project, now: dt.datetime, calendar: Calendar) -> list[Span]:
    found: list[Span] = []
    begins, is_turn = project.begins_at, True
    for rule in project.process.stages:
        ends = _planned_end(project, rule, begins, calendar)
        has_begun = is_turn and begins <= now
        finished = _finished_at(project, rule, ends, now) if has_begun else None
        is_late = rule.ends_by_act and has_begun and (finished or now) >= ends
        owed = _owed(project, rule, begins, finished, calendar, now) if has_begun else []
        body = project.body_of(rule.key)
        span = Span(rule, body, begins, ends, finished, is_late, has_begun, tuple(owed))
        found.append(span)
        # A stage that an official has not ended yet keeps the next ones waiting.
        begins, is_turn = finished or (max(ends, now) if has_begun else ends), bool(finished)
    return found


def _planned_end(
    project: Project, rule: StageRule, begins: dt.datetime, calendar: Calendar
) -> dt.datetime:
    ends = calendar.add_days(begins, project.days_of(rule.key))
    if rule.kind == "vote" and project.poll_close is not None:
        ends = project.poll_close
    for entry in entries(project, EXTEND, rule.key):
        ends = dt.datetime.fromisoformat(entry.facts["until"])
    return max(ends, begins)


def _finished_at(
    project: Project, rule: StageRule, ends: dt.datetime, now: dt.datetime
) -> dt.datetime | None:
    """Return when a stage was over; an official may end any stage, the calendar only some."""
    for entry in entries(project, FINISH, rule.key):
        if rule.ends_by_act or entry.at < ends:
            return entry.at
    return ends if not rule.ends_by_act and ends <= now else None


def _owed(
    project: Project,
    rule: StageRule,
    begins: dt.datetime,
    finished: dt.datetime | None,
    calendar: Calendar,
    now: dt.datetime,
) -> list[Owed]:
    found = []
    for duty in rule.duties:
        start = begins if duty.starts == "begins" else finished
        if start is None or start > now or project.published_at is None:
            continue
        due = calendar.after(start, duty.term)
        # A protocol is fulfilled by whatever names the stage, wherever in time it was written.
        done = next((one.at for one in entries(project, duty.act, rule.key)), None)
        late = (done or now) >= due
        owed = Owed(duty, rule.key, project.body_of(rule.key), due, done, late)
        found.append(owed)
    return found


def entries(project: Project, act: str, stage: str) -> list[Entry]:
    """Return the lines of the history about an act in a stage."""
    return [one for one in project.history if one.act == act and one.facts.get("stage") == stage]
