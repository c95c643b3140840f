"""PabuLib files: what is read, what is refused, and what its checker says of ours."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from pabulib.checker import Checker

from functions.polls.formats import pabulib, pabulib_write
from functions.polls.formats.election import Election, FormatError
from functions.polls.methods import Rule, RuleError, count
from tests.unit.polls import made

HEAD = "META\nkey;value\nbudget;100\nvote_type;{kind}\nrule;{rule}\nPROJECTS\n"
HEADER = pabulib_write.Header(
    description="An example; of a vote",
    country="Kazakhstan",
    unit="Example",
    instance="2026",
    date_begin=dt.date(2026, 3, 1),
    date_end=dt.date(2026, 3, 20),
    language="kk",
    currency="KZT",
)


def read(text: str) -> Election:
    return pabulib.read(text.splitlines(keepends=True))


def file(projects: str, votes: str, kind: str = "approval", rule: str = "greedy") -> Election:
    return read(HEAD.format(kind=kind, rule=rule) + projects + "VOTES\n" + votes)


def test_spaces_quotes_and_other_columns() -> None:
    found = read(
        "\ufeffMETA\nkey; value\ndescription; Example\nbudget; 100,5\nvote_type; approval\n"
        "rule; greedy\nPROJECTS\nproject_id; name; cost; selected\n"
        'A-1; "One; with ""quotes"""; 60; 1\nB; Two; 50.25; 0\n'
        "VOTES;;\nvoter_id; sex; vote\n1; ; A-1,B\n2; ; B , A-1\n3; ; \n"
    )

    assert found.names == {1: "A-1", 2: "B"}
    assert found.labels[1] == 'One; with "quotes"'
    assert found.ballots == [([1, 2], 1), ([2, 1], 1), ([], 1)]
    assert found.published == frozenset({1})
    assert found.scale == 100
    assert found.parsed().budget == 10050
    assert [one.cost for one in found.parsed().options] == [6000, 5025]


def test_points() -> None:
    projects = "project_id;cost;votes;score\na;10;1;3\nb;20;2;7\n"
    votes = "voter_id;vote;points\n1;b,a;5,3\n2;b;2\n"
    for kind in ("cumulative", "scoring"):
        election = file(projects, votes, kind)
        found = count(election.parsed(), election.ballots)

        assert [(one.votes, one.ballots) for one in found.tallies] == [(3, 1), (7, 2)]


def test_points_on_ranked_ballots() -> None:
    projects = "project_id;cost;votes;score\na;10;1;3\nb;20;2;7\n"
    election = file(projects, "voter_id;vote;points\n1;b,a;5,3\n2;b;2\n", "ordinal")

    assert [one.votes for one in count(election.parsed(), election.ballots).tallies] == [3, 7]


def test_what_a_ballot_cannot_mean_is_passed_over_and_told() -> None:
    election = file("project_id;cost\na;10\nb;20\n", "voter_id;vote\n1;a,x\n2;b,b\n3;x\n")

    assert election.ballots == [([1], 1), ([2], 1), ([], 1)]
    assert [note[-1] for note in election.notes] == ["2", "1"]


def test_a_column_without_marks_names_no_winners() -> None:
    projects = "project_id;cost;selected\na;10;{}\nb;20;\n"

    assert file(projects.format(""), "voter_id;vote\n1;a\n").published is None
    assert file(projects.format(0), "voter_id;vote\n1;a\n").published == frozenset()
    assert file(projects.format(2), "voter_id;vote\n1;a\n").published == frozenset()


def test_votes_decide_where_projects_have_no_score() -> None:
    projects = "project_id;cost;votes\na;10;2\nb;20;1\n"
    election = file(projects, "voter_id;vote;points\n1;b,a;5,3\n2;a;1\n", "cumulative")
    found = count(election.parsed(), election.ballots)

    assert [one.votes for one in found.tallies] == [2, 1]
    assert election.notes


def test_a_ranked_project_gets_as_many_points_as_follow_it_and_one() -> None:
    election = file("project_id;cost\na;10\nb;20\nc;30\n", "voter_id;vote\n1;b,a\n2;c\n", "ordinal")
    found = count(election.parsed(), election.ballots)

    assert [one.votes for one in found.tallies] == [1, 2, 1]


@pytest.mark.parametrize(
    ("word", "winners"),
    [
        ("greedy", ["a", "c"]),
        ("greedy-exclusive", ["a", "c"]),
        ("greedy-no-skip", ["a"]),
        ("equalshares", []),
        ("equalshares/add1", ["a", "c"]),
        ("equalshares-comparison", ["a", "c"]),
        ("equalshares/add1-comparison", ["a", "c"]),
    ],
)
def test_the_words_for_rules(word: str, winners: list[str]) -> None:
    projects = "project_id;cost\na;60\nb;50\nc;20\n"
    votes = "voter_id;vote\n1;a\n2;a\n3;a\n4;b\n5;b\n6;c\n"
    election = file(projects, votes, rule=word)
    found = count(election.parsed(), election.ballots)

    assert not election.refusal
    assert [election.names[one] for one in found.winners] == winners


def test_a_threshold() -> None:
    text = HEAD.format(kind="approval", rule="greedy-threshold")
    text = text.replace("PROJECTS", "min_project_score_threshold;2\nPROJECTS")
    votes = "VOTES\nvoter_id;vote\n1;a\n2;a\n3;b\n"
    election = read(text + "project_id;cost\na;60\nb;20\n" + votes)

    assert count(election.parsed(), election.ballots).winners == (1,)


def test_a_withdrawn_project_does_not_end_the_count() -> None:
    projects = "project_id;cost\na;999999999\nb;20\n"
    election = file(projects, "voter_id;vote\n1;a\n2;a\n3;b\n", rule="greedy-no-skip")

    assert count(election.parsed(), election.ballots).winners == (2,)


@pytest.mark.parametrize("rule", ["greedy-custom", "unknown", "own invention"])
def test_a_rule_that_cannot_be_counted_again(rule: str) -> None:
    assert rule in file("project_id;cost\na;1\n", "voter_id;vote\n1;a\n", rule=rule).refusal


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 0, "VOTES"),
        ("a;b\n", 1, "META"),
        ("META\nkey;value\n", 0, "VOTES"),
        ("META\nname;value\n", 2, "key"),
        (HEAD + "id;cost\n", 7, "project_id"),
        (HEAD + "project_id;cost\na;1\na;2\nVOTES\nvoter_id;vote\n", 9, "twice"),
        (HEAD + "project_id;cost\na;much\nVOTES\nvoter_id;vote\n", 8, "cost"),
        (HEAD + "project_id;cost\na;nan\nVOTES\nvoter_id;vote\n", 8, "cost"),
        (HEAD + "project_id;cost\na;-1\nVOTES\nvoter_id;vote\n", 8, "cost"),
        (HEAD + "project_id;cost\na;1\nVOTES\nvoter_id;choice\n", 0, "vote"),
        (HEAD.replace("budget", "money") + "project_id;cost\nVOTES\nvoter_id;vote\n", 0, "budget"),
    ],
)
def test_a_file_that_cannot_be_read(text: str, line: int, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        read(text.format(kind="approval", rule="greedy"))

    assert caught.value.line == line


def test_points_that_cannot_be_read() -> None:
    for points in ("1", "1,x", "1,2.5"):
        with pytest.raises(FormatError, match="points"):
            file(
                "project_id;cost\na;1\nb;1\n", f"voter_id;vote;points\n1;a,b;{points}\n", "scoring"
            )


@pytest.mark.parametrize("method", ["greedy", "greedy_no_skip", "greedy_threshold", "equal_shares"])
def test_the_checker_of_pabulib_accepts_what_we_write(method: str) -> None:
    chance = random.Random(method)
    checked = 0
    for _ in range(60):
        rule = _exportable(chance, method)
        ballots = [one for one in made.ballots(chance, rule, 30) if _fits(rule, one[0])]
        found = count(rule, ballots)
        everything = len(found.winners) == sum(1 for one in found.tallies if one.ballots)
        if not found.valid or found.ties or (method == "equal_shares" and everything):
            continue
        checked += 1
        names = {one.id: f'Project "{one.id}"; of\nan example' for one in rule.options}
        text = "".join(pabulib_write.write(HEADER, rule, names, ballots, found))
        [said] = [one for one in Checker().process_files([text]).values() if "results" in one]
        assert said["results"]["errors"] == {}, text

        again = read(text)
        assert again.published == {
            number for number, name in again.names.items() if int(name) in found.winners
        }
        if again.declared != "unknown":
            assert set(count(again.parsed(), again.ballots).winners) == again.published

    assert checked > 15


def _exportable(chance: random.Random, method: str) -> Rule:
    """Draw a rule that PabuLib has a word for; its checker refuses costs above the budget."""
    kinds = ["approval", "knapsack"]
    kinds += [] if method == "equal_shares" else ["cumulative", "scoring", "ordinal"]
    fields: dict[str, Any] = {
        "method": method,
        "options": [{"id": one, "cost": chance.randint(20, 99)} for one in (4, 7, 2, 5, 9)],
        "budget": chance.randint(100, 300),
        "ballot": chance.choice(kinds),
        "scale": [0, 5],
        "points": 12,
        "least_votes": chance.randint(2, 6) if method == "greedy_threshold" else 1,
        "completion": chance.choice(("none", "add1")),
    }
    return Rule.parse(fields)


def _fits(rule: Rule, choice: Any) -> bool:
    return bool(choice) and count(rule, [(choice, 1)]).valid == 1


def test_blank_ballots_are_told_and_not_written() -> None:
    rule = Rule.parse({"method": "greedy", "options": [{"id": 1, "cost": 5}], "budget": 9})
    ballots = [([1], 2), (None, 3)]
    lines = list(pabulib_write.write(HEADER, rule, {}, ballots, count(rule, ballots)))

    assert "num_votes;2\n" in lines
    assert "comment;#1: 3 blank ballots are left out.\n" in lines
    assert lines[-2:] == ["1;1\n", "2;1\n"]


def test_only_budget_votes_are_written() -> None:
    rule = Rule.parse({"method": "irv", "options": [1]})
    with pytest.raises(RuleError):
        list(pabulib_write.write(HEADER, rule, {}, [], count(rule, [])))
