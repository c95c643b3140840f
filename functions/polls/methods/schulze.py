"""Schulze: an option wins when for every rival its strongest path to it is the stronger one.

Pairwise counts and strongest paths come from votelib (a path is as strong as the weakest of its
wins, a win as strong as the votes for it). What is added here is the whole order: first the
options that nobody beats, then those that only these beat, and so on; ties within such a tier; and
both matrices, for those who want to check. Options that a ballot does not rank are last on it
and level with each other.
"""

from __future__ import annotations

from typing import Any

from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze

from functions.polls.methods.ballots import Cast
from functions.polls.methods.irv import ranked_tallies
from functions.polls.methods.result import Outcome
from functions.polls.methods.rule import Rule
from functions.polls.methods.ties import TieBreak

Pairs = dict[tuple[int, int], int]
Ranking = tuple[int | frozenset[int], ...]


def count(rule: Rule, cast: Cast, ties: TieBreak) -> Outcome:
    """Return the first `winners` options of the Schulze order."""
    ids = [one.id for one in rule.standing]
    tallies = ranked_tallies(rule, cast)
    if not cast.groups or not ids:
        return Outcome((), tallies)
    wins: Pairs = RankedToCondorcetVotes().convert(_rankings(ids, cast))
    paths: Pairs = Schulze.widest_paths(wins)
    order = _order(rule, ids, paths, ties)
    found: dict[str, Any] = {
        "options": ids,
        "order": order,
        "pairwise": _matrix(ids, wins),
        "paths": _matrix(ids, paths),
    }
    return Outcome(tuple(order[: rule.winners]), tallies, (found,))


def _rankings(ids: list[int], cast: Cast) -> dict[Ranking, int]:
    """Return ballots as votelib wants them, each with all options."""
    votes: dict[Ranking, int] = {}
    for choice, weight in cast.groups:
        places = [_members(one) for one in (choice if isinstance(choice, list) else [])]
        rest = set(ids).difference(*places)
        whole = [*places, frozenset(rest)] if rest else places
        key = tuple(one if len(one) > 1 else next(iter(one)) for one in whole)
        votes[key] = votes.get(key, 0) + weight
    return votes


def _members(place: int | list[int]) -> frozenset[int]:
    return frozenset(place if isinstance(place, list) else (place,))


def _order(rule: Rule, ids: list[int], paths: Pairs, ties: TieBreak) -> list[int]:
    """Take tier after tier of options that none of those left beats; tell a tie that decides."""
    order: list[int] = []
    left = list(ids)
    while left:
        tier = [one for one in left if not any(_beats(paths, rival, one) for rival in left)]
        if len(order) < rule.winners < len(order) + len(tier):
            ties.tell("winners", rule.winners, tier)
        order += ties.order(tier)
        left = [one for one in left if one not in tier]
    return order


def _beats(paths: Pairs, one: int, rival: int) -> bool:
    return paths.get((one, rival), 0) > paths.get((rival, one), 0)


def _matrix(ids: list[int], pairs: Pairs) -> list[list[int]]:
    return [[pairs.get((one, rival), 0) if one != rival else 0 for rival in ids] for one in ids]
