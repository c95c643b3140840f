"""A clerk's file: every problem at once, with its line, its column and words to act upon."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.opendata import validate
from functions.opendata.dataset import Absent, Table
from functions.opendata.problem import Problem, shown
from functions.shared.content import load
from tests.unit.opendata import kit

HEAD = "code,name,passengers,score,opened,seen,built,roof,kind\n"
GOOD = "AB-1,Театр,12,4.5,2024-01-31,2024-01-31T12:00:00Z,1999,true,bus\n"


def _table() -> Table:
    return kit.dataset().table()


def _found(raw: bytes | str) -> list[tuple[str, int, str]]:
    return [(one.key, one.line, one.letter) for one in validate.problems(_table(), raw)]


def _keys(line: str) -> list[str]:
    return [key for key, _, _ in _found(HEAD + line)]


def test_a_good_file_gives_its_rows() -> None:
    read = validate.read(_table(), HEAD + GOOD + "AB-2,,c,,,,,,\n")

    assert read.problems == []
    assert read.rows[0]["score"] == Decimal("4.5")
    assert read.rows[0]["seen"] == dt.datetime(2024, 1, 31, 12, tzinfo=dt.UTC)
    assert read.rows[1]["passengers"] == Absent("c")


def test_every_problem_is_told_at_once_with_its_line_and_column() -> None:
    """The second record has a line of its own inside a quoted cell."""
    wrong = HEAD + (
        'AB-1,"two\nlines",many,4.5,31.01.2024,,99,yes,bus\n'
        "ab,,,7,,,,,boat\n"
        "AB-1,,-1,4.5%,,,,,\n"
        "AB-7,x\n"
    )
    assert _found(wrong) == [
        ("integer", 2, "C"), ("date", 2, "E"), ("year", 2, "G"), ("boolean", 2, "H"),
        ("pattern", 4, "A"), ("maximum", 4, "D"), ("values", 4, "I"),
        ("minimum", 5, "C"), ("percent", 5, "D"), ("key", 5, "A"), ("cells", 6, ""),
    ]  # fmt: skip


def test_a_problem_is_said_in_three_languages_and_shows_the_value_safely(
    environment: Path,
) -> None:
    table = _table()
    found = validate.problems(table, HEAD + 'AB-1,,"=1\u202e+<b>' + "x" * 99 + '",,,,,,\n')
    [problem] = validate.problems(table, HEAD + "AB-1,,1 200,,,,,,\n")

    assert [one.key for one in found] == ["hidden"]
    assert "\u202e" not in found[0].text("en")
    assert len(found[0].text("en")) < 140
    assert (
        problem.text("en")
        == "line 2, column C (passengers): A number must have no spaces: «1 200»."
    )
    assert problem.text("ru").startswith("строка 2, столбец C (passengers): В числе")
    assert problem.text("kk").startswith("2-жол, C бағаны (passengers): Санда")


def test_what_excel_saves_is_taken_with_semicolons_decimal_commas_and_empty_lines() -> None:
    raw = "\ufeffsep=;\r\n" + HEAD.replace(",", ";").replace("\n", "\r\n")
    raw += "AB-1;'=1;12;4,50;31.12.2025;;;;\r\n;;;;;;;;\r\n\r\nAB-2;;1;5;;;;;\r\n"
    read = validate.read(_table(), raw.encode())

    assert read.problems == []
    assert [row["score"] for row in read.rows] == [Decimal("4.50"), Decimal(5)]
    assert read.rows[0]["name"] == "=1"
    assert read.rows[0]["opened"] == dt.date(2025, 12, 31)


def test_columns_may_stand_in_any_order_and_be_named_by_their_labels() -> None:
    raw = "Kind\tCode (қазақша)\tpassengers\tNAME\tscore\topened\tseen\tbuilt\troof\n"
    read = validate.read(_table(), raw + "bus\tAB-1\t3\tx\t\t\t\t\t\n")

    assert read.problems == []
    assert [*read.rows[0]][:3] == ["code", "name", "passengers"]
    assert read.rows[0]["kind"] == "bus"


@pytest.mark.parametrize(
    ("raw", "key", "line"),
    [
        (b"", "empty_file", 0),
        (b" \n\n", "empty_file", 0),
        (HEAD.encode(), "no_rows", 1),
        ((HEAD + GOOD).encode("utf-16"), "utf16", 0),
        ((HEAD + GOOD).encode("utf-16-le"), "utf16", 0),
        ((HEAD + GOOD).encode("cp1251"), "cp1251", 2),
        (HEAD.encode() + b"AB-1,\xff\x98,,,,,,,\n", "not_utf8", 2),
        (b"PK\x03\x04 a workbook", "workbook", 0),
        (b"abc\x00def", "nul", 1),
        (b"abc\xff\x00def", "binary", 0),
        (HEAD.encode() + b"AB-1,x\x00,1,,,,,,\n", "nul", 2),
        (b"x" * 200_000 + HEAD.encode(), "long_cell", 1),
        (HEAD.encode() + b"AB-1," + b"x" * 200_000 + b",1,,,,,,\n", "long_cell", 2),
        (b"code|name\nA|b\n", "separator", 1),
        (HEAD.encode() + b'AB-1,"open,1,,,,,,\n', "quote", 2),
        (HEAD.encode() + b'AB-1,"a"b,1,,,,,,\n', "quote", 2),
    ],
)
def test_a_file_that_cannot_be_read_says_why(raw: bytes, key: str, line: int) -> None:
    assert [(one.key, one.line) for one in validate.problems(_table(), raw)] == [(key, line)]


def test_the_header_is_checked_by_name() -> None:
    found = _found("code,name,code,wrong,score,opened,seen,built,roof\n")

    assert ("column_twice", 1, "C") in found
    assert ("column_unknown", 1, "D") in found
    assert ("column_unnamed", 1, "J") in _found(HEAD.replace("\n", ", \n"))
    assert [key for key, _, _ in found].count("column_missing") == 2


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (",x,1,,,,,,\n", "required"),
        ("c,x,1,,,,,,\n", "missing_required"),
        ('AB-1,x,1,"4,5",,,,,\n', "decimal_comma"),
        ("AB-1,x,1.5,,,,,,\n", "integer"),
        ("AB-1,x,1,nan,,,,,\n", "number"),
        ("AB-1,x,1,1e9999999,,,,,\n", "number"),
        ("AB-1,x,1,,31.12.2025,,,,\n", "date"),
        ("AB-1,x,1,٤,,,,,\n", "number"),
        ("AB-1,x,1,,2024-02-30,,,,\n", "date"),
        ("AB-1,x,1,,,2024-01-31 12:00,,,\n", "datetime"),
        ("AB-1,x,1\u00a0200,,,,,,\n", "spaces"),
    ],
)
def test_a_wrong_cell_has_its_own_words(line: str, key: str) -> None:
    assert _keys(line) == [key]


def test_more_problems_than_one_reads_are_counted() -> None:
    lines = "".join(f"x{number},,,,,,,,\n" for number in range(500))
    read = validate.problems(_table(), HEAD + lines)

    assert len(read) == validate.MOST_PROBLEMS + 1
    assert (read[-1].key, read[-1].values["n"]) == ("more", 500 - validate.MOST_PROBLEMS)


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    read = validate.read(_table(), b"x" * 2_000_001, most_bytes=2_000_000)
    assert [(one.key, one.values) for one in read.problems] == [("too_large", {"most": 2})]


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: (HEAD + text).encode()))
def test_no_file_breaks_the_check(raw: bytes) -> None:
    read = validate.read(_table(), raw)
    assert read.rows or read.problems


def test_every_problem_has_words(environment: Path) -> None:
    """The keys that the code names are those of the words file."""
    folder = Path(validate.__file__).parent
    names = ("validate", "encodings", "headers", "cell_checks", "cells", "guess")
    code = "".join((folder / f"{name}.py").read_text("utf-8") for name in names)
    start = "dataset.problem."
    keys = {key.removeprefix(start) for key in load().words["en"] if key.startswith(start)}

    assert not {key for key in keys if f'"{key}"' not in code} - {"place", "place_line"}


@pytest.mark.parametrize(
    ("column", "letter"), [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")]
)
def test_columns_have_the_letters_of_spreadsheets(column: int, letter: str) -> None:
    assert Problem("integer", column=column).letter == letter


@given(st.text())
def test_a_value_is_shown_on_one_short_line(value: str) -> None:
    assert len(shown(value)) <= 42
    assert "\n" not in shown(value)
