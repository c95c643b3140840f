"""How each indicator of the dictionary is computed: one line of code for one formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from functions.opendata import indicators_measure as measures
from functions.opendata.indicators import Indicator
from functions.opendata.indicators_facts import Facts, Said
from functions.opendata.indicators_measure import HIDDEN, NOTHING, Fact, Measure, Result

OWED = frozenset({"done", "done_late", "late"})
IN_TIME = "done"
ALL = "all"
PER_1000, PER_100000 = 1_000, 100_000
Formula = Callable[[Facts, Indicator], Result]


def compute(facts: Facts, known: Mapping[str, Indicator]) -> dict[str, Result]:
    """Return every indicator of the dictionary, measured. Raises KeyError for an unknown one."""
    return {name: FORMULAS[name](facts, one) for name, one in known.items()}


def _share(kind: str, part: measures.Picks, whole: measures.Picks) -> Formula:
    def formula(facts: Facts, one: Indicator) -> Result:
        def of(group: Sequence[Fact]) -> Measure:
            return measures.share(group, part, whole, one.digits)

        return measures.along(getattr(facts, kind), one.by, of)

    return formula


def _count(kind: str, number: measures.Counts) -> Formula:
    def formula(facts: Facts, one: Indicator) -> Result:
        def of(group: Sequence[Fact]) -> Measure:
            return measures.count(group, number)

        return measures.along(getattr(facts, kind), one.by, of)

    return formula


def _median(kind: str) -> Formula:
    def formula(facts: Facts, one: Indicator) -> Result:
        def of(group: Sequence[Fact]) -> Measure:
            return measures.middle(group, attrgetter("days"))

        return measures.along(getattr(facts, kind), one.by, of)

    return formula


def _per_people(kind: str, number: measures.Counts, per: int) -> Formula:
    """Against the population of the jurisdiction; a region without any such thing has none."""

    def formula(facts: Facts, one: Indicator) -> Result:
        every = getattr(facts, kind)
        groups = measures.grouped(every, "region")
        counts = {code: sum(map(number, groups.get(code, ()))) for code in _regions(facts)}
        return _against_people(facts, one, counts, sum(map(number, every)), per)

    return formula


def _signatures_per_1000(facts: Facts, one: Indicator) -> Result:
    total = sum(petition.signatures for petition in facts.petitions)
    counts = dict(facts.signatures)
    return _against_people(facts, one, counts, total, PER_1000)


def _against_people(
    facts: Facts, one: Indicator, counts: Mapping[str, int | None], total: int, per: int
) -> Result:
    def of(n: int | None, code: str) -> Measure:
        if n is None:
            return HIDDEN
        people = facts.population.get(code, 0)
        return measures.ratio(n, people, one.digits, per) if people else NOTHING

    by = {code: of(n, code) for code, n in sorted(counts.items()) if code != facts.country}
    return Result(of(total, facts.country), {"region": by})


def _regions(facts: Facts) -> list[str]:
    return sorted(code for code in facts.population if code != facts.country)


def _said(number: Callable[[Said, Indicator], Measure]) -> Formula:
    def formula(facts: Facts, one: Indicator) -> Result:
        by: dict[str, dict[str, Measure]] = {name: {} for name in (ALL, *one.by)}
        for said in facts.said:
            if said.dimension in by:
                by[said.dimension][said.group] = number(said, one)
        total = by.pop(ALL).get(ALL, NOTHING)
        return Result(total, by)

    return formula


def _satisfied(said: Said, one: Indicator) -> Measure:
    if said.satisfied is None or said.answered is None:
        return HIDDEN
    return measures.estimate(said.satisfied, said.answered, one.digits)


def _answered(said: Said, one: Indicator) -> Measure:
    if said.answered is None or said.asked is None:
        return HIDDEN
    return measures.ratio(said.answered, said.asked, one.digits)


def _published(facts: Facts, one: Indicator) -> Result:
    """As the source published it; the total is the last year's value, if there are years."""
    by: dict[str, dict[str, Measure]] = {name: {} for name in one.by}
    for figure in facts.published:
        if figure.indicator == one.id and figure.dimension in by:
            by[figure.dimension][figure.group] = Measure(figure.value, whole=figure.whole)
    years = by.get("year", {})
    return Result(years[max(years)] if years else NOTHING, by)


FORMULAS: dict[str, Formula] = {
    "petitions_published": _count("petitions", lambda one: int(one.published)),
    "petitions_per_100000": _per_people("petitions", lambda one: int(one.published), PER_100000),
    "signatures": _count("petitions", attrgetter("signatures")),
    "signatures_per_1000": _signatures_per_1000,
    "complaints_filed": _count("complaints", lambda one: int(one.counts)),
    "complaints_per_1000": _per_people("complaints", lambda one: int(one.counts), PER_1000),
    "ballots_cast": _count("polls", attrgetter("voters")),
    "ideas_published": _count("ideas", lambda one: 1),
    "publication_share": _share("petitions", attrgetter("published"), lambda one: True),
    "threshold_share": _share("petitions", attrgetter("reached"), attrgetter("published")),
    "answer_share": _share(
        "petitions", attrgetter("answered"), lambda one: one.published and one.reached
    ),
    "implementation_share": _share(
        "petitions", attrgetter("implemented"), lambda one: one.published and one.answered
    ),
    "petition_on_time_share": _share(
        "duties", lambda one: one.state == IN_TIME, lambda one: one.state in OWED
    ),
    "petition_answer_days": _median("duties"),
    "petition_answers_overdue": _count("duties", lambda one: int(one.state == "late")),
    "complaint_on_time_share": _share(
        "complaints",
        lambda one: one.answered and not one.is_late,
        lambda one: one.counts and (one.answered or one.is_late),
    ),
    "complaint_answer_days": _median("complaints"),
    "complaint_answers_overdue": _count(
        "complaints", lambda one: int(one.counts and one.is_open and one.is_late)
    ),
    "ideas_done_share": _share("ideas", attrgetter("done"), lambda one: True),
    "works_on_time_share": _share(
        "works", lambda one: one.done and not one.late, lambda one: one.done or one.late
    ),
    "satisfied_share": _said(_satisfied),
    "survey_response_share": _said(_answered),
    "service_score": _published,
    "service_satisfied_share": _published,
    "goals_achieved_share": _published,
    "platform_users_share": _published,
}
