"""BLT and CSV: read, written, read again, and refused."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from functions.polls.formats import blt, table
from functions.polls.formats.election import Election, FormatError
from functions.polls.methods import ChoiceError, Rule, check, count
from tests.unit.polls import made

FILE = """# an example
4 1   # four options, one seat
-3
2 1=4 2 0
(id-7) 1 2 - 1 0  # a rank left out
5 0
0
"Anna \u2116 1"
"Bek"
"Clara"  "Dana"
"An example # of a title"
"""


def read(text: str) -> Election:
    return blt.read(text.splitlines(keepends=True))


def test_everything_that_a_file_may_hold() -> None:
    found = read(FILE)

    assert found.names == {1: "Anna \u2116 1", 2: "Bek", 3: "Clara", 4: "Dana"}
    assert found.title == "An example # of a title"
    assert found.ballots == [([[1, 4], 2], 2), ([2, 1], 1), ([], 5)]
    assert found.parsed().withdrawn == (3,)
    assert (found.declared, found.refusal, found.published) == ("irv", "", None)
    result = count(found.parsed(), found.ballots)
    assert (result.winners, result.blank) == ((2,), 5)


def test_names_without_quotation_marks_and_none_at_all() -> None:
    assert read("2 1\n1 1 0\n0\nAnna Bek\nClara\nTitle of it\n").names == {
        1: "Anna Bek",
        2: "Clara",
    }
    assert read("2 1\n1 1 0\n0\n").names == {1: "1", 2: "2"}


def test_several_seats_need_a_method() -> None:
    election = read("3 2\n1 1 2 0\n0\n")

    assert election.refusal
    assert election.parsed(method="schulze").winners == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 0),
        ("two 1\n", 1),
        ("2 3\n", 1),
        ("99999999999 1\n", 1),
        ("2 1\n1 1 2\n0\n", 2),
        ("2 1\n1 3 0\n0\n", 2),
        ("2 1\n0.5 1 0\n0\n", 2),
        ("2 1\n1 1=x 0\n0\n", 2),
        ("2 1\n-3\n0\n", 2),
        ("2 1\n1 1 0\n", 0),
        ('2 1\n1 1 0\n0\n"Anna\n', 4),
    ],
)
def test_a_file_that_cannot_be_read(text: str, line: int) -> None:
    with pytest.raises(FormatError) as caught:
        read(text)

    assert caught.value.line == line


@pytest.mark.parametrize("method", ["irv", "schulze"])
def test_what_is_written_counts_the_same(method: str) -> None:
    chance = random.Random(method)
    for _ in range(40):
        size = chance.randint(2, 5)
        fields = {"method": method, "options": list(range(1, size + 1)), "min_choices": 0}
        rule = Rule.parse(fields | {"withdrawn": [1] if chance.random() < 0.3 else []})
        ballots = [one for one in made.ballots(chance, rule) if _fits(rule, one[0])]
        names = {one.id: f'"Option" {one.id}\n' for one in rule.options}
        election = Election(method, rule.to_dict(), names, ballots, title="An example")
        again = read("".join(blt.write(election)))

        ours = count(rule, ballots)
        assert count(again.parsed(method=method), again.ballots).to_json() == ours.to_json()
        assert again.names == {one: f"'Option' {one}" for one in names}


def _fits(rule: Rule, choice: object) -> bool:
    try:
        check(rule, choice)
    except ChoiceError:
        return False
    return True


def test_ballots_as_csv_read_back() -> None:
    chance = random.Random(8)
    for _ in range(200):
        rule = made.rule(chance)
        ballots = [one for one in made.ballots(chance, rule) if _fits(rule, one[0])]
        lines = list(table.write(rule, {}, ballots))

        assert count(rule, table.read(lines)).to_json() == count(rule, ballots).to_json()
        assert len({line.count("\n") for line in lines}) == 1


def test_the_columns_of_csv() -> None:
    ranked = Rule.parse({"method": "irv", "options": [1, 2, 3]})
    rated = Rule.parse({"method": "rating", "options": [1, 2]})

    assert list(table.write(ranked, {1: 'A, "B"'}, [([3, [2, 1]], 2), (None, 1)])) == [
        'choice,ballots,"A, ""B""",2,3\n',
        '"[3,[1,2]]",2,2,2,1\n',
        "null,1,,,\n",
    ]
    assert list(table.write(replace(rated), {}, [({"2": 5}, 1)]))[1] == '"{""2"":5}",1,,5\n'


def test_a_csv_that_is_not_ours() -> None:
    for text in (["name,age\n"], ["choice,ballots\n", "3\n"], ["choice,ballots\n", "x,1\n"]):
        with pytest.raises(FormatError):
            list(table.read(text))
