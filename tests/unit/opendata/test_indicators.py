"""The dictionary and its formulas, by numbers computed by hand."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.opendata import indicators_facts as facts
from functions.opendata import indicators_measure as measures
from functions.opendata.indicators import Indicator, dictionary
from functions.opendata.indicators_formulas import FORMULAS, compute
from functions.opendata.indicators_measure import Measure, Result
from infra.content.indicators import indicators
from infra.content.source import ContentError
from tests.conftest import ROOT

KNOWN = dictionary(indicators((ROOT / "content").resolve()))
PLACE: dict[str, Any] = {"region": "KZ-75", "body": "akimat-almaty"}


def petition(**parts: Any) -> facts.Petition:
    return facts.Petition(**{"year": "2026", **PLACE} | parts)


def complaint(**parts: Any) -> facts.Complaint:
    return facts.Complaint(**{"year": "2026", **PLACE} | parts)


FACTS = facts.Facts(
    petitions=(
        petition(signatures=120, reached=True, answered=True, implemented=True),
        petition(signatures=60, reached=True, year="2025", region="KZ-71", body="ministry"),
        petition(signatures=15, answered=True),  # answered without a threshold
        petition(published=False, year="2025"),
    ),
    duties=(
        facts.Duty("2026", **PLACE, state="done", days=10),
        facts.Duty("2026", **PLACE, state="done_late", days=40),
        facts.Duty("2026", **PLACE, state="late"),
        facts.Duty("2026", **PLACE, state="pending"),
    ),
    complaints=(
        complaint(days=3),
        complaint(days=21, is_late=True),
        complaint(is_open=True, is_late=True),
        complaint(is_open=True),
        complaint(counts=False),
    ),
    polls=(facts.Poll("2026", "KZ-75", 250),),
    ideas=(
        facts.Idea("2026", "KZ-75", selected=True, won=True, done=True),
        facts.Idea("2026", "KZ-75", selected=True),
        facts.Idea("2026", "KZ-75"),
    ),
    works=(
        facts.Work("2026", **PLACE, done=True),
        facts.Work("2026", **PLACE, done=True, late=True),
        facts.Work("2026", **PLACE, late=True),
        facts.Work("2026", **PLACE),
    ),
    said=(
        facts.Said("all", "all", 40, 20, 15),
        facts.Said("body", "akimat-almaty", 30, 20, 15),
        facts.Said("body", "ministry", None, None, None),
    ),
    published=(facts.Published("service_score", "year", "2020", Decimal("4.58"), 9181),),
    signatures={"KZ-75": 150, "KZ-71": None},
    population={"KZ": 20_000_000, "KZ-75": 2_000_000, "KZ-71": 1_500_000},
    country="KZ",
)
FOUND = compute(FACTS, KNOWN)
TOTALS = {
    "petitions_published": "3",
    "petitions_per_100000": "0.02",  # 3 of 20,000,000 are 0.015, and a half is rounded up
    "signatures": "195",
    "signatures_per_1000": "0.01",
    "complaints_filed": "4",
    "complaints_per_1000": "0.000",
    "ballots_cast": "250",
    "ideas_published": "3",
    "publication_share": "75.0",
    "threshold_share": "66.7",
    "answer_share": "50.0",
    "implementation_share": "50.0",
    "petition_on_time_share": "33.3",
    "petition_answer_days": "10",  # of 10 and 40 the lower
    "petition_answers_overdue": "1",
    "complaint_on_time_share": "33.3",
    "complaint_answer_days": "3",
    "complaint_answers_overdue": "1",
    "ideas_done_share": "33.3",
    "works_on_time_share": "33.3",
    "satisfied_share": "75.0",
    "survey_response_share": "50.0",
    "service_score": "4.58",
    "service_satisfied_share": None,
    "goals_achieved_share": None,
    "platform_users_share": None,
}


def test_every_indicator_has_a_formula_and_every_formula_is_described() -> None:
    assert set(KNOWN) == set(FORMULAS) == set(TOTALS)


@pytest.mark.parametrize("name", TOTALS)
def test_a_total_is_what_the_definition_says(name: str) -> None:
    wanted = TOTALS[name]

    assert FOUND[name].total.value == (None if wanted is None else Decimal(wanted))


def test_an_indicator_has_the_dimensions_that_its_description_names() -> None:
    for name, one in KNOWN.items():
        assert set(FOUND[name].by) <= set(one.by), name


def test_groups_are_measured_apart() -> None:
    by = FOUND["threshold_share"].by

    assert by["year"]["2025"] == Measure(Decimal("100.0"), 1, 1)
    assert by["year"]["2026"] == Measure(Decimal("50.0"), 1, 2)
    assert by["body"]["ministry"].value == Decimal("100.0")


def test_a_hidden_count_stays_hidden_and_gives_no_rate() -> None:
    by = FOUND["signatures_per_1000"].by["region"]

    assert by["KZ-71"] == Measure(hidden=True)
    assert by["KZ-75"] == Measure(Decimal("0.08"), 150, 2_000_000)
    assert FOUND["satisfied_share"].by["body"]["ministry"].hidden


def test_a_region_without_any_petition_is_a_nought_and_no_gap() -> None:
    by = FOUND["petitions_per_100000"].by["region"]

    assert by["KZ-75"].part == 2
    assert by["KZ-71"].part == 1
    assert "KZ" not in by


def test_satisfaction_has_wilsons_interval() -> None:
    one = FOUND["satisfied_share"].total

    # By hand: 15 of 20 with z = 1.96 give 0.531 and 0.888.
    assert (one.low, one.high) == (Decimal("53.1"), Decimal("88.8"))


def test_without_facts_nothing_is_measured() -> None:
    found = compute(facts.Facts(), KNOWN)

    assert {name for name, one in found.items() if one.total.value} == set()
    assert found["petition_on_time_share"] == Result(Measure(None, 0, 0), found_by())


def found_by() -> dict[str, dict[str, Measure]]:
    """Return what an indicator by year, region and body has without facts."""
    return {name: {} for name in KNOWN["petition_on_time_share"].by}


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_share_lies_within_its_interval(part: int, more: int, digits: int) -> None:
    one = measures.estimate(part, part + more, digits)

    assert one.value is not None
    assert one.low is not None
    assert one.high is not None
    assert 0 <= one.low <= one.value <= one.high <= 100


@given(st.lists(st.integers(0, 10**4), min_size=1))
def test_the_median_is_one_of_the_answers(days: list[int]) -> None:
    duties = [facts.Duty("2026", "KZ", "b", "done", n) for n in days]

    value = measures.middle(duties, lambda one: one.days).value

    assert value is not None
    assert int(value) in days
    assert sum(n <= value for n in days) * 2 >= len(days)


def broken(tmp_path: Path, old: str, new: str) -> list[str]:
    """Return what the compiler says of the dictionary with one thing changed."""
    root = tmp_path / "content"
    root.mkdir()
    shutil.copy(ROOT / "content/indicators.yml", root)
    path = root / "indicators.yml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as error:
        indicators(root)
    return error.value.problems


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("unit: percent", "unit: parts", "publication_share.unit"),
        ("threshold_share:", "threshold_part:", "has no formula"),
        ("by: [year, region, body]", "by: [year, age]", "'age' is no dimension"),
        ("direction: neither\n", "direction: neither\n  colour: red\n", "not known here"),
    ],
)
def test_a_mistake_in_the_dictionary_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    problems = broken(tmp_path, old, new)

    assert any(says in one and "indicators.yml, line" in one for one in problems)


def test_a_description_lacking_a_language_is_refused(tmp_path: Path) -> None:
    problems = broken(tmp_path, "kk: Жарияланған петициялар, ", "")

    assert any("must have kk, ru and en" in one for one in problems)


def test_an_indicator_may_be_without_a_source() -> None:
    assert {one.id for one in KNOWN.values() if one.source is None} >= {"signatures_per_1000"}
    assert isinstance(KNOWN["signatures"], Indicator)
