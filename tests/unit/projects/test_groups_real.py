"""Opinion groups against what Polis published of a real conversation.

Data: "$15/hour" (Seattle, 2014) from github.com/compdemocracy/openData, CC BY 4.0, commit ddbf0a0b;
only those who voted at least 20 times. Column `group-id` is Polis's own grouping.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

from functions.projects.groups import opinions

FILE = Path(__file__).parents[2] / "data/projects/fifteen-per-hour-seattle.csv"
STATEMENTS = [str(number) for number in range(54)]


@cache
def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def votes() -> dict[str, dict[str, int]]:
    return {
        row["participant"]: {one: int(row[one]) for one in STATEMENTS if row[one]} for row in rows()
    }


def test_the_copy_is_true_to_its_own_totals() -> None:
    for row in rows():
        said = Counter(row[one] for one in STATEMENTS if row[one])
        assert (said["1"], said["-1"]) == (int(row["n-agree"]), int(row["n-disagree"]))
        assert said.total() == int(row["n-votes"])


def test_the_groups_are_those_that_polis_found() -> None:
    """Fifty of fifty-one people stand in the same of the two groups."""
    found = opinions(votes())
    theirs = {row["participant"]: row["group-id"] for row in rows()}
    pairs = Counter((theirs[name], group) for name, group in found.members.items())

    assert len(found.groups) == 2
    assert pairs == {("0", 0): 34, ("1", 1): 16, ("0", 1): 1}


def test_the_marks_of_each_group_are_what_its_people_say() -> None:
    found = opinions(votes())
    first, second = found.groups

    for statement, stance in first.stands_for:
        mine, theirs = first.shares[statement], second.shares[statement]
        said = mine.agreed if stance == 1 else mine.disagreed
        rest = theirs.agreed if stance == 1 else theirs.disagreed
        assert said / mine.saw > rest / theirs.saw
