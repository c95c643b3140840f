"""From the surviving ideas to a vote: a draft of a poll, which officials check and seal."""

from __future__ import annotations

from typing import Any

from functions.desk.project_asked import ProjectAct
from functions.desk.project_case import Case
from functions.desk.project_plan import Plan, Told, known
from functions.desk.project_poll import PAIR
from functions.polls import poll
from functions.polls.poll import Option, Poll
from functions.projects.candidates import candidates
from functions.projects.idea import Idea
from functions.projects.idea_states import State, standing
from functions.projects.process import StageRule
from functions.projects.project import Entry, Project
from functions.shared import clock
from functions.shared.errors import FieldError, InvalidInputError, NotNowError
from functions.shared.facts import Texts

BUDGETS = ("greedy", "greedy_no_skip", "greedy_threshold", "equal_shares")


def put_to_vote(case: Case, asked: ProjectAct) -> Plan:
    """Put the ideas that are still in it to a vote; leaving one out needs a reason."""
    rule = vote_rule(case.facts)
    if rule is None or case.facts.poll is not None:
        raise NotNowError
    able = [one.number for one in candidates(case.facts.process, rule.key, _ideas(case))]
    # A vote that was withdrawn has left its ideas on the ballot.
    able += [one.number for one in _ideas(case) if standing(one).state == State.ON_BALLOT]
    chosen = known(case, asked.ideas or able, able, "ideas")
    if not chosen or (rule.rule["method"] == PAIR and len(chosen) != 1):
        raise InvalidInputError(FieldError("ideas", "not_a_choice"))
    if set(chosen) != set(able) and not asked.text:
        raise InvalidInputError(FieldError("text", "missing"))
    if asked.opens_at is None or asked.closes_at is None:
        raise NotNowError
    if asked.opens_at <= case.now:
        raise InvalidInputError(FieldError("opens_at", "in_past"))
    if asked.closes_at <= asked.opens_at:
        raise InvalidInputError(FieldError("closes_at", "too_early"))
    number = poll.next_id()
    facts = {
        "stage": rule.key,
        "poll": number,
        "ballot": chosen,
        "question": asked.question,
        "opens_at": clock.text(asked.opens_at),
        "closes_at": clock.text(asked.closes_at),
    }
    times = {"poll_open": asked.opens_at, "poll_close": asked.closes_at}
    return Plan(case.facts.model_copy(update={"poll": number, **times}), facts)


def follow_vote(case: Case, asked: ProjectAct) -> Plan:
    """Take over the times of the vote, which may have changed before it was sealed.

    One that was withdrawn, or given up as a draft, is let go for another: one GetItem.
    """
    if case.facts.poll is None:
        raise NotNowError
    found = poll.load(case.facts.poll, consistent=True).poll
    facts: dict[str, Any] = {"poll": found.id, "opens_at": clock.text(found.opens_at)}
    facts |= {"closes_at": clock.text(found.closes_at)}
    if found.withdrawn_at is not None or found.discarded_at is not None:
        gone = {"poll": None, "poll_open": None, "poll_close": None}
        return Plan(case.facts.model_copy(update=gone), facts | {"withdrawn": True})
    times = {"poll_open": found.opens_at, "poll_close": found.closes_at}
    return Plan(case.facts.model_copy(update=times), facts)


def keep(case: Case, entry: Entry) -> Told:
    """Store the vote's draft: one conditional PutItem; a repeat finds it there."""
    ideas = {number: case.ideas[number].idea for number in entry.facts["ballot"]}
    poll.create(poll.Record(draft(case.facts, entry, ideas)))
    return {"poll": entry.facts["poll"]}


def draft(project: Project, entry: Entry, ideas: dict[int, Idea]) -> Poll:
    """Return the draft of the vote: the options are the ideas, with the costs that were found."""
    rule = project.process.stage(entry.facts["stage"])
    options = [_option(at, one) for at, one in enumerate(ideas.values(), 1)]
    is_pair = rule.rule["method"] == PAIR
    return Poll(
        id=entry.facts["poll"],
        question=entry.facts["question"],
        about=project.title,
        options=options,
        rule=_rule(rule, project, [] if is_pair else options),
        eligibility=project.eligibility,
        body=project.body_of(rule.key),
        jurisdiction=project.jurisdiction,
        opens_at=clock.parse(entry.facts["opens_at"]),
        closes_at=clock.parse(entry.facts["closes_at"]),
        project=project.id,
        trail=project.trail,
        example=project.example,
        changed_at=entry.at,
    )


def vote_rule(project: Project) -> StageRule | None:
    """Return the rule of a project's vote, if its process has one."""
    return next((one for one in project.process.stages if one.kind == "vote"), None)


def _rule(rule: StageRule, project: Project, options: list[Option]) -> dict[str, Any]:
    """Return the poll's rule: the process's, with the options and the money there is."""
    made = dict(rule.rule)
    if options:
        made["options"] = [{"id": one.id, "cost": one.cost} for one in options]
    if made["method"] in BUDGETS:
        made["budget"] = project.money.total or project.money.district or 0
    return made


def _option(number: int, one: Idea) -> Option:
    text: Texts = {one.language: one.title} | one.titles
    cost = one.estimate if one.estimate is not None else one.cost
    return Option(
        id=number, text=text, cost=cost or 0, idea=f"project/{one.project}/idea/{one.number}"
    )


def _ideas(case: Case) -> list[Idea]:
    return [one.idea for one in case.ideas.values()]
