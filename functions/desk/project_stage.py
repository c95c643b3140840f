"""Acts on a project as a whole: its texts, its stages, replies and the official voice. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.desk import project_new
from functions.desk.project_asked import ProjectAct
from functions.desk.project_case import Case
from functions.desk.project_plan import Plan
from functions.projects import comment, stages
from functions.projects.idea_states import State, standing
from functions.projects.process import StageRule
from functions.shared import clock
from functions.shared.errors import ConflictError, FieldError, InvalidInputError, NotNowError

MOST_DAYS_LONGER = 365
_UNDECIDED = {
    "screening": frozenset({State.PUBLISHED, State.REWORK, State.REWORKED}),
    "implementation": frozenset({State.WON, State.IN_WORK}),
}


class UnfinishedError(ConflictError):
    """Something that the stage is for has not been done yet."""

    code = "unfinished"


def edit(case: Case, asked: ProjectAct) -> Plan:
    """Change a draft."""
    wrong = project_new.errors(asked, case.facts.process)
    if wrong:
        raise InvalidInputError(*wrong)
    return Plan(case.facts.model_copy(update=project_new.given(asked)))


def translate(case: Case, asked: ProjectAct) -> Plan:
    """Add languages to texts; what is already there does not change."""
    names = sorted(asked.given())
    if not names:
        raise InvalidInputError(FieldError("title", "missing"))
    made = {name: getattr(asked, name) | getattr(case.facts, name) for name in names}
    return Plan(case.facts.model_copy(update=made), {"texts": names})


def publish(case: Case, asked: ProjectAct) -> Plan:
    """Show a draft to everybody; it begins on its day, or now."""
    begins_at = max(case.facts.begins_at, case.now)
    made = {"published_at": case.now, "begins_at": begins_at}
    return Plan(case.facts.model_copy(update=made), {"begins_at": clock.text(begins_at)})


def discard(case: Case, asked: ProjectAct) -> Plan:
    """Give up a draft: it stays on record and leaves the list."""
    return Plan(case.facts.model_copy(update={"discarded_at": case.now}))


def stop(case: Case, asked: ProjectAct) -> Plan:
    """End a project before its time; the reason is public."""
    return Plan(case.facts.model_copy(update={"stopped_at": case.now}))


def extend(case: Case, asked: ProjectAct) -> Plan:
    """Move the end of the present stage to a later day; not of a vote whose rule is sealed."""
    rule = _present(case, asked)
    if rule.kind == "vote" and case.facts.poll is not None:
        raise NotNowError
    present = case.stand.present
    if asked.until is None or present is None:
        raise NotNowError
    calendar = stages.calendar_of(case.facts)
    until, before = calendar.end_of(asked.until), present.ends_at
    if until <= max(before, case.now):
        raise InvalidInputError(FieldError("until", "too_early"))
    if until > before + dt.timedelta(days=MOST_DAYS_LONGER):
        raise InvalidInputError(FieldError("until", "too_late"))
    facts = {"stage": rule.key, "until": until.isoformat(), "from": before.isoformat()}
    return Plan(case.facts, facts)


def finish(case: Case, asked: ProjectAct) -> Plan:
    """End the present stage; before its day only with a reason, and not before its work is done."""
    rule = _present(case, asked)
    if rule.kind == "vote" and case.facts.poll is not None:
        raise NotNowError
    if not rule.ends_by_act and not asked.text:
        raise InvalidInputError(FieldError("text", "missing"))
    _check_done(case, rule)
    return Plan(case.facts, {"stage": rule.key})


def protocol(case: Case, asked: ProjectAct) -> Plan:
    """Publish the protocol of a stage, in words and as an address of the document."""
    return Plan(case.facts, {"stage": asked.stage, "url": asked.url or ""})


def reply(case: Case, asked: ProjectAct) -> Plan:
    """Reply officially to what was said of an article; the last reply fulfils the duty."""
    articles = case.facts.articles
    if asked.article not in [one.number for one in articles]:
        raise InvalidInputError(FieldError("article", "not_a_choice"))
    said = {"reply": asked.text, "replied_at": case.now}
    made = [one.model_copy(update=said) if one.number == asked.article else one for one in articles]
    project = case.facts.model_copy(update={"articles": made})
    also = ("reply_all",) if all(one.reply for one in made) else ()
    stage = case.rule.key if case.rule else ""
    return Plan(project, {"article": asked.article, "stage": stage}, also)


def speak(case: Case, asked: ProjectAct) -> Plan:
    """Comment with the body's voice; the comment itself is written after the line."""
    about = asked.about or ""
    if not comment.is_about(about):
        raise InvalidInputError(FieldError("about", "not_a_choice"))
    facts: dict[str, Any] = {"about": about}
    if asked.parent:
        parent = comment.load(case.facts.id, asked.parent).comment
        if parent.depth >= comment.DEPTH:
            raise InvalidInputError(FieldError("parent", "too_deep"))
        facts |= {"about": parent.about, "parent": parent.id, "depth": parent.depth + 1}
    return Plan(case.facts, facts)


def _present(case: Case, asked: ProjectAct) -> StageRule:
    """Return the present stage's rule. Raises NotNowError if another stage is named."""
    if case.rule is None or case.rule.key != asked.stage:
        raise NotNowError
    return case.rule


def _check_done(case: Case, rule: StageRule) -> None:
    """Raise UnfinishedError while something that the stage is for is not done."""
    left = _UNDECIDED.get(rule.kind, frozenset())
    if left and any(standing(one.idea).state in left for one in case.ideas.values()):
        raise UnfinishedError
    subject = case.facts.process.subject
    if rule.kind == "review" and not stages.entries(case.facts, "select", rule.key):
        raise UnfinishedError
    if rule.kind != "decision":
        return
    if subject == "articles" and not all(one.reply for one in case.facts.articles):
        raise UnfinishedError
    if subject != "articles" and not stages.entries(case.facts, "decide", rule.key):
        raise UnfinishedError
