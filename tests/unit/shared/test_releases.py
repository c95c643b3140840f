"""Counts that are published again and again: an attacker who subtracts learns of no person."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.shared.disclosure import Shown, load, renew
from functions.shared.marginals import TOTAL, name, renew_table

THRESHOLD, BASE = 10, 5
STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(-3, 12)), max_size=40)
TABLES = st.dictionaries(
    st.tuples(st.sampled_from("KLMN"), st.sampled_from("xyz")), st.integers(0, 40), min_size=1
)


def _released(steps: list[tuple[str, int]]) -> list[tuple[dict[str, int], Shown]]:
    counts, shown, made = dict.fromkeys("abc", 0), None, []
    for cell, more in steps:
        counts[cell] = max(0, counts[cell] + more)
        shown = renew(counts, shown)
        made.append((dict(counts), shown))
    return made


def test_large_counts_are_rounded_down_and_small_ones_hidden_with_a_second() -> None:
    assert renew({"a": 3, "b": 12, "c": 58}).values == {"a": None, "b": None, "c": 55}
    assert renew({"b": 14, "c": 58}).values == {"b": 10, "c": 55}


def test_a_release_waits_until_ten_more_people_have_come() -> None:
    first = renew({"a": 20, "b": 40})
    assert renew({"a": 29, "b": 40}, first) == first
    assert renew({"a": 30, "b": 40}, first).values == {"a": 30, "b": 40}


def test_a_cell_that_hides_another_stays_hidden_as_long_as_that_one_is_small() -> None:
    first = renew({"a": 3, "b": 12, "c": 58})
    later = renew({"a": 13, "b": 40, "c": 58}, first)
    at_last = renew({"a": 14, "b": 49, "c": 58}, later)
    assert later.values == {"a": None, "b": None, "c": 55}
    assert at_last.values == {"a": 10, "b": 45, "c": 55}


def test_what_the_next_release_must_know_survives_being_stored() -> None:
    shown = renew({"a": 3, "b": 12, "c": 58})
    assert load(shown.dump()) == shown


@given(STEPS)
def test_between_two_values_shown_of_a_cell_at_least_five_people_came_or_went(
    steps: list[tuple[str, int]],
) -> None:
    for cell in "abc":
        changed: list[int] = []
        value: int | None = None
        for counts, shown in _released(steps):
            level = shown.levels[cell]
            if level is not None and level != value:
                changed.append(counts[cell])
                value = level
        assert all(abs(one - other) >= BASE for one, other in itertools.pairwise(changed))


@given(STEPS)
def test_between_two_releases_that_differ_at_least_ten_people_came_or_went(
    steps: list[tuple[str, int]],
) -> None:
    people = [0]
    for (counts, shown), (_, before) in zip((made := _released(steps))[1:], made[:-1], strict=True):
        if shown != before:
            people.append(sum(counts.values()))
            assert abs(people[-1] - before.people) >= THRESHOLD


def test_who_knows_the_rule_and_the_exact_total_cannot_tell_a_count_below_five() -> None:
    """Every table of three cells up to 23 is tried: all that look alike are what is possible."""
    alike: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for counts in itertools.product(range(24), repeat=3):
        shown = renew(dict(zip("abc", counts, strict=True))).values
        alike[(*shown.values(), sum(counts))].append(counts)
    for (*shown_values, total), possible in alike.items():
        for place, value in enumerate(shown_values):
            if value is None and total >= THRESHOLD:
                found = {counts[place] for counts in possible}
                assert len(found) >= BASE or min(found) >= BASE


@settings(max_examples=60)
@given(TABLES)
def test_no_hidden_cell_of_a_table_follows_from_its_sums(
    cells: Mapping[tuple[str, str], int],
) -> None:
    """The attacker knows every shown cell and total exactly, and solves for the others."""
    shown = renew_table(cells).values
    exact = _exact(cells, shown)
    hidden = [one for one, value in shown.items() if value is None]
    determined = _determined(cells, hidden, exact)
    assert determined == set() or len(hidden) == len(shown)
    assert all(value is None or value >= THRESHOLD for value in shown.values())


@given(TABLES, TABLES)
def test_a_table_is_renewed_as_a_whole_or_not_at_all(
    before: Mapping[tuple[str, str], int], more: Mapping[tuple[str, str], int]
) -> None:
    first = renew_table(before)
    grown = {one: before.get(one, 0) + more.get(one, 0) for one in {*before, *more}}
    second = renew_table(grown, first)
    came = sum(more.values())
    shared = {one: second.values[one] for one in first.values}
    assert came >= THRESHOLD or shared == first.values


def _exact(cells: Mapping[tuple[str, str], int], shown: Mapping[str, int | None]) -> dict[str, int]:
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    counts = {name(r, c): cells.get((r, c), 0) for r in rows for c in columns}
    counts |= {name(r, TOTAL): sum(cells.get((r, c), 0) for c in columns) for r in rows}
    counts |= {name(TOTAL, c): sum(cells.get((r, c), 0) for r in rows) for c in columns}
    counts[name(TOTAL, TOTAL)] = sum(cells.values())
    return {one: counts[one] for one, value in shown.items() if value is not None}


def _determined(
    cells: Mapping[tuple[str, str], int], hidden: list[str], exact: Mapping[str, int]
) -> set[str]:
    """Return the unknowns with one solution, by Gauss and Jordan in exact fractions."""
    rows, columns = sorted({r for r, _ in cells}), sorted({c for _, c in cells})
    lines = [([name(r, c) for c in columns], name(r, TOTAL)) for r in (*rows, TOTAL)]
    lines += [([name(r, c) for r in rows], name(TOTAL, c)) for c in (*columns, TOTAL)]
    matrix = [
        [Fraction((one in parts) - (one == total)) for one in hidden] for parts, total in lines
    ]
    done: list[list[Fraction]] = []
    for place in range(len(hidden)):
        pivot = next((row for row in matrix if row[place]), None)
        if pivot is None:
            continue
        matrix.remove(pivot)
        pivot = [value / pivot[place] for value in pivot]
        matrix = [_without(row, pivot, place) for row in matrix]
        done = [*(_without(row, pivot, place) for row in done), pivot]
    return {hidden[row.index(1)] for row in done if sum(value != 0 for value in row) == 1}


def _without(row: list[Fraction], pivot: list[Fraction], place: int) -> list[Fraction]:
    return [value - row[place] * by for value, by in zip(row, pivot, strict=True)]
