"""Ballots as CSV: one line for each different ballot, with how many there were."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from functions.polls.formats.election import FormatError
from functions.polls.methods import Rule
from functions.polls.methods.choice import Choice, check, text


def write(
    rule: Rule, names: Mapping[int, str], ballots: Iterable[tuple[object, int]]
) -> Iterator[str]:
    """Write ballots: the choice as JSON (null for blank), the number, and a column per option.

    An option's cell is 1 if chosen, its mark or points, or its place in a ranking. Ballots that
    do not fit the rule raise ChoiceError.
    """
    options = [one.id for one in rule.options]
    yield _line(["choice", "ballots", *(names.get(one, str(one)) for one in options)])
    weights: dict[str, int] = {}
    for raw, weight in ballots:
        key = text(check(rule, raw))
        weights[key] = weights.get(key, 0) + weight
    for key in sorted(weights):
        cells = _cells(rule, json.loads(key))
        yield _line([key, weights[key], *(cells.get(one, "") for one in options)])


def read(lines: Iterable[str]) -> Iterator[tuple[object, int]]:
    """Read what `write` wrote; raises FormatError."""
    rows = csv.reader(lines)
    if next(rows, [])[:2] != ["choice", "ballots"]:
        raise FormatError(1, "the columns must begin with choice and ballots")
    for row in rows:
        try:
            yield json.loads(row[0]), int(row[1])
        except (ValueError, IndexError):
            raise FormatError(rows.line_num, "not a ballot") from None


def _cells(rule: Rule, choice: Choice) -> dict[int, int]:
    if isinstance(choice, dict):
        return {int(option): mark for option, mark in choice.items()}
    if isinstance(choice, int):
        return {choice: 1}
    if not isinstance(choice, list):
        return {}
    places = [one if isinstance(one, list) else [one] for one in choice]
    ranked = rule.kind == "ranking"
    return {one: place if ranked else 1 for place, part in enumerate(places, 1) for one in part}


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
