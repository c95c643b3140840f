"""Opinion groups from agree, disagree and pass: who thinks alike, and what unites the groups.

The way of Polis (C. Small et al., "Polis: scaling deliberation by mapping high dimensional opinion
spaces", Recerca 26, 2021), on the standard library alone: empty cells take their column's mean, two
principal components by power iteration, k-means from a start that depends on the data alone, k from
2 to 5 by the silhouette. Deterministic: the same votes give the same groups.

What we do besides: groups are told only where they are further apart than chance would have them
(`apart`), so people who agree on everything, or answer at random, are never split. A group smaller
than what may be published is not told; more than `MOST_STATEMENTS` statements are cut to those with
the most answers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.projects.apart import apart, places, range_of
from functions.projects.kmeans import Point
from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT

AGREE, PASS, DISAGREE = 1, 0, -1
FEWEST_VOTES = 7
FEWEST_STATEMENTS, MOST_STATEMENTS = 3, 250
Z90 = 1.2816
SHOWN = 5
Votes = Mapping[str, Mapping[str, int]]  # person -> statement -> 1, 0 or -1


@dataclass(frozen=True)
class Share:
    """What one group says of a statement; `saw` counts passes too."""

    agreed: int
    disagreed: int
    saw: int


@dataclass(frozen=True)
class Group:
    """A group of people: how many, and the statements that mark it off from the others."""

    size: int
    stands_for: tuple[tuple[str, int], ...]
    shares: Mapping[str, Share]


@dataclass(frozen=True)
class Opinions:
    """What the groups are; none where there are too few voices or no clear difference.

    `consensus` holds statements that all groups agree with, the strongest first, each with the
    product over groups of (agreed + 1) / (saw + 2).
    """

    people: int
    counted: int
    groups: tuple[Group, ...]
    consensus: tuple[tuple[str, float], ...]
    silhouette: float
    members: Mapping[str, int]
    points: Mapping[str, tuple[float, float]]


def opinions(votes: Votes, smallest: int = SMALLEST_PUBLISHED_COUNT) -> Opinions:
    """Return the groups among those who said enough: `FEWEST_VOTES`, or all where there are fewer.

    Groups below `smallest` people are not told: fewer and larger ones are looked for instead.
    """
    statements = _statements(votes)
    needed = min(FEWEST_VOTES, len(statements))
    known = set(statements)
    people = sorted(name for name, row in votes.items() if len(known & row.keys()) >= needed)
    empty = Opinions(len(votes), len(people), (), (), 0.0, {}, {})
    if len(statements) < FEWEST_STATEMENTS or len(people) < 2 * smallest:
        return empty
    rows = [[votes[name].get(one) for one in statements] for name in people]
    points = places(rows)
    found = apart(rows, points, smallest)
    if found is None:
        whole = _group(votes, people, [], statements)
        return _told(empty, [whole], statements, points, people, [0] * len(people), 0.0)
    labels, score = found
    sides = [[p for p, at in zip(people, labels, strict=True) if at == g] for g in range_of(labels)]
    groups = [
        _group(votes, side, [p for p in people if p not in set(side)], statements) for side in sides
    ]
    return _told(empty, groups, statements, points, people, labels, score)


def _statements(votes: Votes) -> list[str]:
    answered = Counter(one for row in votes.values() for one in row)
    most = sorted(answered, key=lambda one: (-answered[one], one))[:MOST_STATEMENTS]
    return sorted(most)


def consensus(groups: Sequence[Mapping[str, Share]], statement: str) -> float:
    """Return the group-aware consensus: the product over groups of (agreed + 1) / (saw + 2)."""
    shares = [group.get(statement, Share(0, 0, 0)) for group in groups]
    return math.prod((share.agreed + 1) / (share.saw + 2) for share in shares)


def _group(
    votes: Votes, side: Sequence[str], rest: Sequence[str], statements: Sequence[str]
) -> Group:
    mine = {one: _share(votes, side, one) for one in statements}
    other = {one: _share(votes, rest, one) for one in statements}
    scored = []
    for one in statements:
        for stance, mine_n, other_n in (
            (AGREE, mine[one].agreed, other[one].agreed),
            (DISAGREE, mine[one].disagreed, other[one].disagreed),
        ):
            score = representative(mine_n, mine[one].saw, other_n, other[one].saw)
            if score > 0:
                scored.append((-score, -stance, one))
    chosen = tuple((one, -stance) for _, stance, one in sorted(scored)[:SHOWN])
    return Group(len(side), chosen if rest else (), mine)


def representative(said: int, saw: int, said_by_rest: int, rest_saw: int) -> float:
    """Return how much a stance marks a group off: 0 where a 90 % test does not hold.

    Polis's measure: the share with Laplace's correction, its ratio to the others' share, and the
    z tests of both (one proportion against a half; two proportions).
    """
    p, q = (said + 1) / (saw + 2), (said_by_rest + 1) / (rest_saw + 2)
    z_share = 2 * math.sqrt(saw + 1) * (p - 0.5)
    pooled = (said + said_by_rest + 2) / (saw + rest_saw + 2)
    if pooled >= 1:
        return 0.0
    z_ratio = (p - q) / math.sqrt(pooled * (1 - pooled) * (1 / (saw + 1) + 1 / (rest_saw + 1)))
    if z_share < Z90 or z_ratio < Z90:
        return 0.0
    return p * z_share * (p / q) * z_ratio


def _share(votes: Votes, people: Sequence[str], statement: str) -> Share:
    cast = [votes[name][statement] for name in people if statement in votes[name]]
    return Share(cast.count(AGREE), cast.count(DISAGREE), len(cast))


def _told(
    empty: Opinions,
    groups: Sequence[Group],
    statements: Sequence[str],
    points: Sequence[Point],
    people: Sequence[str],
    labels: Sequence[int],
    score: float,
) -> Opinions:
    scored = [(one, round(consensus([g.shares for g in groups], one), 4)) for one in statements]
    everywhere = [
        (one, value)
        for one, value in scored
        if all(g.shares[one].agreed > g.shares[one].disagreed for g in groups)
    ]
    ordered = tuple(sorted(everywhere, key=lambda one: (-one[1], one[0])))
    members = dict(zip(people, labels, strict=True))
    placed = dict(zip(people, points, strict=True))
    return Opinions(
        empty.people, empty.counted, tuple(groups), ordered, round(score, 4), members, placed
    )
