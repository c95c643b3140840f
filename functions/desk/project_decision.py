"""Who is selected and who wins: by the declared rule; a departure from it has its reason."""

from __future__ import annotations

from fractions import Fraction

from functions.desk import project_poll
from functions.desk.project_asked import ProjectAct
from functions.desk.project_case import Case
from functions.desk.project_plan import Plan, known
from functions.projects import limits, pledge, review
from functions.projects.candidates import candidates
from functions.projects.idea import Idea
from functions.projects.process import StageRule
from functions.projects.review import Assessment
from functions.shared.errors import FieldError, InvalidInputError, NotNowError


def select(case: Case, asked: ProjectAct) -> Plan:
    """Select by the stage's rule; other ideas than the rule's only with a reason."""
    rule = case.rule
    if rule is None or rule.key != asked.stage or rule.selection is None:
        raise NotNowError
    assessed = assessments(case, rule)
    computed = review.select(assessed.values(), rule.selection)
    chosen = known(case, asked.ideas or computed, assessed, "ideas")
    if asked.ideas == []:
        chosen = []
    facts = {
        "stage": rule.key,
        "selected": chosen,
        "left": [number for number in assessed if number not in chosen],
    }
    return Plan(case.facts, facts | _departure(computed, chosen, asked))


def decide(case: Case, asked: ProjectAct) -> Plan:
    """Name winners and fallback, by the vote and the scores; departures only with a reason."""
    rule = case.rule
    if rule is None:
        raise NotNowError
    subject = case.facts.process.subject
    if subject == "campaign":
        return _outcome(case, rule)
    if subject == "articles":
        raise NotNowError
    among = [one.number for one in candidates(case.facts.process, rule.key, _all(case))]
    computed, rest = proposal(case, rule)
    winners = computed if asked.winners is None else known(case, asked.winners, among, "winners")
    left = [number for number in rest if number not in winners]
    fallback = left if asked.fallback is None else known(case, asked.fallback, among, "fallback")
    if set(winners) & set(fallback):
        raise InvalidInputError(FieldError("fallback", "twice"))
    wrong = limits.overspent(case.facts, [case.ideas[number].idea for number in winners])
    if wrong:
        raise InvalidInputError(*wrong)
    facts = {
        "stage": rule.key,
        "winners": winners,
        "fallback": fallback,
        "losers": [one for one in among if one not in winners and one not in fallback],
    }
    made = case.facts.model_copy(update={"winners": winners, "fallback": fallback})
    return Plan(made, facts | _departure(computed, winners, asked))


def find_impossible(case: Case, asked: ProjectAct) -> Plan:
    """A winner cannot be carried out: the first of the fallback that fits the money follows."""
    project = case.facts
    if asked.idea not in project.winners:
        raise InvalidInputError(FieldError("idea", "not_a_choice"))
    left = [one for one in project.winners if one != asked.idea]
    following = next(([one] for one in project.fallback if _fits(case, [*left, one])), [])
    fallback = [one for one in project.fallback if one not in following]
    made = {"winners": left + following, "fallback": fallback}
    facts = {"impossible": [asked.idea], "replaced_by": following}
    return Plan(project.model_copy(update=made), facts)


def proposal(case: Case, rule: StageRule) -> tuple[list[int], list[int]]:
    """Return (winners, the others in their order) as vote, scores and the stage's places say."""
    among = [one.number for one in candidates(case.facts.process, rule.key, _all(case))]
    scores = {n: a.total or Fraction(0) for n, a in _last_review(case).items() if n in among}
    result = project_poll.result(case.facts)
    if result is None:
        ranked = sorted(among, key=lambda n: (-scores.get(n, Fraction(0)), n))
        places = rule.places or len(ranked)
        return ranked[:places], ranked[places:]
    votes = {n: count for n, count in result.votes.items() if n in among}
    if rule.public_weight < 100:
        mixed = [n for n, _ in review.blend(votes, scores, rule.public_weight)]
        return mixed[: rule.places], mixed[rule.places or len(mixed) :]
    winners = [n for n in result.winners if n in among]
    winners = winners[: rule.places] if rule.places else winners
    rest = sorted((n for n in votes if n not in winners), key=lambda n: (-votes[n], n))
    return winners, rest


def assessments(case: Case, rule: StageRule) -> dict[int, Assessment]:
    """Return the scores of every idea that a review deals with: one Query."""
    reviews = [one for _, one in review.all_of(case.facts.id)]
    dealt = candidates(case.facts.process, rule.key, _all(case))
    return {one.number: review.assess(one.number, reviews, rule) for one in dealt}


def _last_review(case: Case) -> dict[int, Assessment]:
    rules = [one for one in case.facts.process.stages if one.kind == "review"]
    if not rules:
        return {}
    reviews = [one for _, one in review.all_of(case.facts.id)]
    return {n: review.assess(n, reviews, rules[-1]) for n in case.ideas}


def _outcome(case: Case, rule: StageRule) -> Plan:
    """State what a campaign came to; refunds are owed where all or nothing was promised."""
    campaign = case.facts.campaign
    if campaign is None:
        raise NotNowError
    found = pledge.outcome(
        campaign, [one.pledge for one in pledge.all_of(case.facts.id)], is_over=True
    )
    facts = {
        "stage": rule.key,
        "outcome": found.state,
        "promised": found.promised,
        "paid": found.paid,
        "owes_refunds": found.owes_refunds,
    }
    return Plan(case.facts, facts)


def _departure(computed: list[int], chosen: list[int], asked: ProjectAct) -> dict[str, list[int]]:
    """Return how a decision differs from the rule. Raises InvalidInputError without a reason."""
    added = [one for one in chosen if one not in computed]
    removed = [one for one in computed if one not in chosen]
    if not added and not removed:
        return {}
    if not asked.text:
        raise InvalidInputError(FieldError("text", "missing"))
    return {"computed": computed, "added": added, "removed": removed}


def _fits(case: Case, numbers: list[int]) -> bool:
    return not limits.overspent(case.facts, [case.ideas[number].idea for number in numbers])


def _all(case: Case) -> list[Idea]:
    return [one.idea for one in case.ideas.values()]
