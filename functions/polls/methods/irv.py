"""Instant run-off: the option with the fewest votes goes out until one has more than half.

The rounds are counted here, because votelib tells neither who was level nor which ballots are
exhausted, and splits a ballot with two options at one place. Here such a ballot stops counting
when it gets to that place, as an overvote does in public elections; it was so in Burlington in
2009. The tests hold the winners against votelib and pyrankvote.
"""

from __future__ import annotations

from typing import Any

from functions.polls.methods.ballots import Cast
from functions.polls.methods.choice import Choice
from functions.polls.methods.result import Outcome, Tally
from functions.polls.methods.rule import Rule
from functions.polls.methods.ties import TieBreak


def count(rule: Rule, cast: Cast, ties: TieBreak) -> Outcome:
    """Count round by round; a tie for the fewest votes puts out the least preferred option."""
    standing = [one.id for one in rule.standing]
    rounds: list[dict[str, Any]] = []
    while cast.valid and standing:
        votes = _round(standing, cast)
        living = sum(votes.values())
        rounds.append({
            "votes": [{"option": one, "votes": votes[one]} for one in standing],
            "exhausted": cast.valid - living,
            "out": None,
        })  # fmt: skip
        leader = ties.ranked(votes)[0]
        if living == 0:
            return Outcome((), ranked_tallies(rule, cast), tuple(rounds))
        if 2 * votes[leader] > living or len(standing) == 1:
            return Outcome((leader,), ranked_tallies(rule, cast), tuple(rounds))
        level = [one for one in standing if votes[one] == min(votes.values())]
        out = ties.order(level)[-1]
        if _decides(level, votes):
            ties.tell("out", len(rounds), level)
        rounds[-1]["out"] = out
        standing.remove(out)
    return Outcome((), ranked_tallies(rule, cast), tuple(rounds))


def _decides(level: list[int], votes: dict[int, int]) -> bool:
    """Tell whether it matters who of those level goes first: not if all do before anybody else."""
    others = [votes[one] for one in votes if one not in level]
    return len(level) > 1 and (not others or sum(votes[one] for one in level) >= min(others))


def _round(standing: list[int], cast: Cast) -> dict[int, int]:
    votes = dict.fromkeys(standing, 0)
    for choice, weight in cast.groups:
        top = _top(choice, votes)
        if top is not None:
            votes[top] += weight
    return votes


def _top(choice: Choice, standing: dict[int, int]) -> int | None:
    for place in choice if isinstance(choice, list) else ():
        if isinstance(place, list):
            return None
        if place in standing:
            return int(place)
    return None


def ranked_tallies(rule: Rule, cast: Cast) -> tuple[Tally, ...]:
    """Return first preferences, and how many ballots rank each option anywhere."""
    first = {one.id: 0 for one in rule.standing}
    named = dict(first)
    for choice, weight in cast.groups:
        top = _top(choice, first)
        if top is not None:
            first[top] += weight
        for place in choice if isinstance(choice, list) else ():
            for option in place if isinstance(place, list) else (place,):
                named[option] += weight
    return tuple(Tally(option, first[option], named[option]) for option in first)
