"""Writing a finished budget vote as a PabuLib file, so that anyone's tools can count it again."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from functions.polls.methods import Choice, Result, Rule, RuleError, check
from functions.polls.methods.choice import stand
from functions.polls.methods.rule import BUDGET

Cells = list[str | int]
_KINDS = {"knapsack": "approval"}


@dataclass(frozen=True, slots=True)
class Header:
    """What the file says of the vote: country in English, currency and language by ISO codes."""

    description: str
    country: str
    unit: str
    instance: str
    date_begin: dt.date
    date_end: dt.date
    subunit: str = ""
    language: str = ""
    currency: str = ""


def write(
    header: Header,
    rule: Rule,
    names: Mapping[int, str],
    ballots: Iterable[tuple[object, int]],
    result: Result,
) -> Iterator[str]:
    """Write line by line. Ballots keep their order and get numbers; blank ones are left out.

    The format has no blank ballots, so a comment tells how many there were. Withdrawn projects
    are left out too. Raises RuleError for a rule that is not a budget vote's, ChoiceError for a
    ballot that does not fit it.
    """
    if rule.method not in BUDGET:
        raise RuleError("method", "no_budget")
    cast = [(stand(rule, check(rule, choice)), weight) for choice, weight in ballots]
    votes = sum(weight for choice, weight in cast if choice is not None)
    yield from _section("META", ["key", "value"], _meta(header, rule, result, votes))
    scored = rule.kind != "set"
    columns: Cells = ["project_id", "cost", "votes", *(["score"] if scored else [])]
    yield from _section("PROJECTS", [*columns, "name", "selected"], _projects(rule, names, result))
    marks = rule.ballot in ("cumulative", "scoring")
    yield from _section("VOTES", ["voter_id", "vote", *(["points"] if marks else [])], _votes(cast))


def _section(title: str, columns: Cells, rows: Iterable[Cells]) -> Iterator[str]:
    yield f"{title}\n"
    for row in chain([columns], rows):
        cells = [" ".join(one.split()) if isinstance(one, str) else one for one in row]
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\n").writerow(cells)
        yield line.getvalue()


def _meta(header: Header, rule: Rule, result: Result, votes: int) -> Iterator[Cells]:
    word, threshold = _rule_word(rule, result)
    facts: dict[str, Any] = {
        "description": header.description,
        "country": header.country,
        "unit": header.unit,
        "subunit": header.subunit,
        "instance": header.instance,
        "num_projects": len(rule.standing),
        "num_votes": votes,
        "budget": rule.budget,
        "vote_type": _KINDS.get(rule.ballot, rule.ballot),
        "rule": word,
        "date_begin": header.date_begin.strftime("%d.%m.%Y"),
        "date_end": header.date_end.strftime("%d.%m.%Y"),
        "min_length": max(rule.min_choices, 1),
        "max_length": rule.max_choices,
        "max_sum_cost": rule.budget if rule.ballot == "knapsack" else 0,
        "min_points": str(rule.scale[0]) if rule.ballot == "scoring" else "",
        "max_points": str(rule.scale[1]) if rule.ballot == "scoring" else "",
        "max_sum_points": rule.points if rule.ballot == "cumulative" else 0,
        "min_project_score_threshold": threshold,
        "language": header.language,
        "currency": header.currency,
        "fully_funded": int(sum(one.cost for one in rule.standing) <= rule.budget),
        "comment": _comment(rule, result, word),
    }
    for key, value in facts.items():
        if value not in ("", 0):
            yield [key, value]


def _rule_word(rule: Rule, result: Result) -> tuple[str, int]:
    """Return PabuLib's word for the rule and the least score, 0 for none."""
    if rule.method == "equal_shares":
        whole = "equalshares" + ("/add1" if rule.completion == "add1" else "")
        changed = rule.completion == "add1" and rule.step != 1
        return ("unknown" if changed else whole + ("-comparison" if rule.comparison else "")), 0
    least = rule.least_votes
    if rule.least_share is not None:
        least = max(least, -int(-rule.least_share * result.valid // 1))
    if all(one.votes >= least for one in result.tallies):
        least = 0
    if rule.method == "greedy_no_skip":
        return "greedy-no-skip", least
    return ("greedy-threshold" if least else "greedy"), least


def _comment(rule: Rule, result: Result, word: str) -> str:
    said = []
    if result.blank:
        said.append(f"{result.blank} blank ballots are left out.")
    if word == "unknown":
        said.append(f"Equal shares with add1 in steps of {rule.step} per voter.")
    if result.ties:
        said.append(f"Ties were broken by {rule.tie_break}.")
    return " ".join(f"#{number}: {one}" for number, one in enumerate(said, 1))


def _projects(rule: Rule, names: Mapping[int, str], result: Result) -> Iterator[Cells]:
    """Return projects by votes, those level in the order in which the count took them."""
    tallies = {one.option: one for one in result.tallies}
    taken = {one["option"]: place for place, one in enumerate(result.rounds) if "option" in one}
    last = len(taken) + len(rule.options)
    for one in sorted(
        rule.standing, key=lambda one: (-tallies[one.id].votes, taken.get(one.id, last))
    ):
        tally = tallies[one.id]
        score: Cells = [tally.votes] if rule.kind != "set" else []
        won = int(one.id in result.winners)
        yield [one.id, one.cost, tally.ballots, *score, names.get(one.id, str(one.id)), won]


def _votes(cast: list[tuple[Choice, int]]) -> Iterator[Cells]:
    number = 0
    for choice, weight in cast:
        for _ in range(weight if choice is not None else 0):
            number += 1
            yield [number, *_ballot(choice)]


def _ballot(choice: Choice) -> Cells:
    if isinstance(choice, dict):
        best = sorted(choice, key=lambda one: (-choice[one], int(one)))
        return [",".join(best), ",".join(str(choice[one]) for one in best)]
    return [",".join(map(str, choice if isinstance(choice, list) else []))]
