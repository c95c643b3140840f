"""Opinion groups on matrices whose groups are known."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from functions.projects.groups import Group, Opinions, Share, consensus, opinions, representative
from functions.projects.kmeans import kmeans, silhouette

STATEMENTS = [f"s{n:02d}" for n in range(20)]


def town(
    *sizes: int, seed: int = 1, noise: float = 0.08, gaps: float = 0.2
) -> dict[str, dict[str, int]]:
    """Make groups: each agrees with a block of statements of its own; all agree with the last."""
    dice = random.Random(seed)
    votes: dict[str, dict[str, int]] = {}
    for group, size in enumerate(sizes):
        for person in range(size):
            row = {}
            for at, statement in enumerate(STATEMENTS[:-1]):
                own = at * len(sizes) // (len(STATEMENTS) - 1) == group
                said = (1 if own else -1) * (-1 if dice.random() < noise else 1)
                if dice.random() >= gaps:
                    row[statement] = said
            row[STATEMENTS[-1]] = 1
            votes[f"g{group}-{person:03d}"] = row
    return votes


def rand_index(found: Opinions) -> float:
    """Return the adjusted Rand index of the groups against the names (Hubert and Arabie, 1985)."""
    pairs = Counter((name[:2], at) for name, at in found.members.items())
    rows, columns = Counter(n[:2] for n in found.members), Counter(found.members.values())

    def choose(counter: Counter[object]) -> float:
        return sum(n * (n - 1) / 2 for n in counter.values())

    whole = len(found.members) * (len(found.members) - 1) / 2
    expected = choose(rows) * choose(columns) / whole  # type: ignore[arg-type]
    most = (choose(rows) + choose(columns)) / 2  # type: ignore[arg-type]
    return (choose(pairs) - expected) / (most - expected)  # type: ignore[arg-type]


@pytest.mark.parametrize("sizes", [(30, 30), (60, 15), (40, 30, 20), (100, 100)])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_known_groups_are_found(sizes: tuple[int, ...], seed: int) -> None:
    found = opinions(town(*sizes, seed=seed))

    assert len(found.groups) == len(sizes)
    assert sorted(group.size for group in found.groups) == sorted(sizes)
    assert rand_index(found) == 1.0


def test_the_statement_that_all_agree_with_unites() -> None:
    found = opinions(town(40, 30))

    assert found.consensus[0][0] == STATEMENTS[-1]


def test_each_group_stands_for_its_own_statements() -> None:
    found = opinions(town(40, 30, noise=0.0))
    own = [{one for one, stance in group.stands_for if stance == 1} for group in found.groups]

    assert own[0]
    assert own[0] <= set(STATEMENTS[:10])
    assert own[1] <= set(STATEMENTS[9:19])
    assert all(STATEMENTS[-1] not in side for side in own)


def test_people_who_agree_on_everything_are_not_split() -> None:
    same = {f"p{n}": dict.fromkeys(STATEMENTS, 1) for n in range(60)}

    found = opinions(same)

    assert len(found.groups) == 1
    assert found.groups[0].size == 60
    assert len(found.consensus) == len(STATEMENTS)


def test_people_who_agree_but_skip_statements_are_not_split() -> None:
    """Which statements one saw must not look like what one thinks of them."""
    dice = random.Random(5)
    votes = {
        f"p{n}": dict.fromkeys(dice.sample(STATEMENTS, dice.randint(8, 20)), 1) for n in range(80)
    }

    assert len(opinions(votes).groups) == 1


@pytest.mark.parametrize("seed", range(6))
def test_opinions_at_random_are_no_groups(seed: int) -> None:
    dice = random.Random(seed)
    votes = {f"p{n}": {one: dice.choice((-1, 0, 1)) for one in STATEMENTS} for n in range(120)}

    assert len(opinions(votes).groups) == 1


def test_a_group_that_is_too_small_is_not_told() -> None:
    found = opinions(town(60, 4))

    assert all(group.size >= 10 for group in found.groups)


def test_too_few_people_make_no_groups() -> None:
    assert opinions(town(9, 9)).groups == ()
    assert opinions({}).groups == ()


def test_who_said_little_is_not_counted() -> None:
    votes = town(30, 30) | {f"x{n}": {"s00": 1} for n in range(50)}

    found = opinions(votes)

    assert (found.people, found.counted) == (110, 60)


@settings(max_examples=5)
@given(order=some.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(order: random.Random) -> None:
    votes = town(25, 20, 15)
    names = list(votes)
    order.shuffle(names)

    assert opinions({name: votes[name] for name in names}) == opinions(votes)


def test_the_consensus_is_the_product_over_groups() -> None:
    """(8 + 1) / (10 + 2) times (3 + 1) / (4 + 2) is one half."""
    first = Group(10, (), {"a": Share(8, 1, 10)})
    second = Group(4, (), {"a": Share(3, 0, 4)})

    assert consensus([first.shares, second.shares], "a") == pytest.approx(0.5)


def test_what_everybody_says_marks_nobody_off() -> None:
    assert representative(20, 20, 20, 20) == 0
    assert representative(20, 20, 2, 20) > 0
    assert representative(2, 20, 20, 20) == 0


def test_clusters_of_points_are_what_one_sees() -> None:
    points = [(0.0, 0.0), (0.1, 0.0), (0.0, 0.1), (9.0, 9.0), (9.1, 9.0)]

    labels = kmeans(points, 2)

    assert labels == [0, 0, 0, 1, 1]
    assert silhouette(points, labels) > 0.95
    assert kmeans([(0.0, 0.0)] * 3, 2) is None


def test_hundreds_of_people_take_seconds() -> None:
    """Six hundred people, 200 statements, a fifth of all cells."""
    dice = random.Random(3)
    names = [f"s{n}" for n in range(200)]
    votes = {}
    for person in range(600):
        side = 1 if person % 3 else -1
        said = dice.sample(range(200), 40)
        votes[f"p{person:04d}"] = {names[n]: side if n % 2 else -side for n in said}
    began = time.process_time()

    found = opinions(votes)

    assert sorted(group.size for group in found.groups) == [200, 400]
    assert time.process_time() - began < 20
