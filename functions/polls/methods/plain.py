"""Methods that add up: for or against, one choice, several, approval, marks, points."""

from __future__ import annotations

from fractions import Fraction

from functions.polls.methods.ballots import Cast
from functions.polls.methods.choice import STANCES, Choice
from functions.polls.methods.result import Outcome, Tally
from functions.polls.methods.rule import Rule
from functions.polls.methods.ties import TieBreak


def for_against(rule: Rule, cast: Cast) -> Outcome:
    """Compare the share of those for with the threshold, in exact fractions."""
    votes = dict.fromkeys(STANCES, 0)
    for choice, weight in cast.groups:
        votes[str(choice)] += weight
    base = {
        "valid": cast.valid,
        "for_against": votes["for"] + votes["against"],
        "electorate": rule.electorate,
    }[rule.threshold_of]
    share = Fraction(votes["for"], base) if base else None
    tallies = tuple(Tally(one, votes[one], votes[one]) for one in STANCES)
    return Outcome((), tallies, share=share, passed=reached(rule, share))


def reached(rule: Rule, share: Fraction | None) -> bool:
    """Tell whether a share is enough: exactly the threshold is, unless the rule is strict."""
    if rule.threshold is None:
        return True
    if share is None:
        return False
    return share > rule.threshold if rule.strict else share >= rule.threshold


def tallies(rule: Rule, cast: Cast) -> tuple[Tally, ...]:
    """Add up votes option by option.

    In a rating, an option that a ballot gives no mark gets the lowest of the scale from it.
    """
    votes = {one.id: 0 for one in rule.standing}
    named = dict(votes)
    for choice, weight in cast.groups:
        for option, points in _votes(rule, choice):
            votes[option] += points * weight
            named[option] += weight
    if rule.method == "rating":
        for option, ballots in named.items():
            votes[option] += rule.scale[0] * (cast.valid - ballots)
    return tuple(Tally(option, votes[option], named[option]) for option in votes)


def _votes(rule: Rule, choice: Choice) -> list[tuple[int, int]]:
    """Return the votes of one ballot; the first of k ranked projects gets k, the last 1 (Borda)."""
    if isinstance(choice, dict):
        return [(int(option), points) for option, points in choice.items()]
    if isinstance(choice, list) and rule.kind == "ranking":
        return [(option, len(choice) - place) for place, option in enumerate(choice)]
    if isinstance(choice, list):
        return [(option, 1) for option in choice]
    return [(choice, 1)] if isinstance(choice, int) else []


def most(rule: Rule, cast: Cast, ties: TieBreak) -> Outcome:
    """Elect the options with the most votes, if somebody voted for them and they reach enough."""
    counted = tallies(rule, cast)
    base = rule.electorate if rule.threshold_of == "electorate" else cast.valid
    votes = {
        int(one.option): one.votes
        for one in counted
        if one.ballots and reached(rule, Fraction(one.votes, base) if base else None)
    }
    ranked = ties.ranked(votes)
    winners, rest = ranked[: rule.winners], ranked[rule.winners :]
    if winners and rest and votes[winners[-1]] == votes[rest[0]]:
        level = [one for one in ranked if votes[one] == votes[rest[0]]]
        ties.tell("winners", rule.winners, level)
    share = None
    if rule.threshold is not None and base:
        share = Fraction(max(one.votes for one in counted), base) if counted else None
    return Outcome(tuple(winners), counted, share=share)
