"""The statistics of one day: the dictionary, what it measures, and words for its values."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.opendata import indicators
from functions.opendata.dataset import Row
from functions.opendata.indicators import Indicator, Unit
from functions.opendata.indicators_facts import Facts
from functions.opendata.indicators_formulas import compute
from functions.opendata.indicators_measure import NOTHING, Measure, Result
from functions.opendata.series import Number
from functions.publishing import charts_numbers, places, statistics_facts, statistics_own
from functions.publishing.statistics_own import Tables
from functions.shared.content import load
from functions.shared.words import t

REGIONS_2020 = "service-quality-by-region-2020"
YEARS_2020 = "service-quality-by-year-2014-2020"


@dataclass(frozen=True)
class Edition:
    """All that pages and files of statistics are made from; `on` is when a number last changed."""

    known: Mapping[str, Indicator]
    facts: Facts
    results: Mapping[str, Result]
    on: dt.date
    months: Sequence[Row] = ()
    quality: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def measure(self, indicator: str, dimension: str, group: str) -> Measure:
        """Return one value; an empty one if there is none."""
        return self.results[indicator].by.get(dimension, {}).get(group, NOTHING)

    def has(self, indicator: str) -> bool:
        """Tell whether an indicator has any value yet."""
        result = self.results[indicator]
        every = [result.total, *(one for by in result.by.values() for one in by.values())]
        return any(one.value or one.whole or one.hidden for one in every)


def make(tables: Tables, on: dt.date) -> Edition:
    """Return the statistics of the rows of all datasets."""
    known = indicators.dictionary(load().indicators)
    facts = statistics_facts.read(tables)
    names = (REGIONS_2020, YEARS_2020)
    return Edition(
        known=known,
        facts=facts,
        results=compute(facts, known),
        on=on,
        months=tables.get("participation", {}).get("months", ()),
        quality={name: statistics_own.rows_of(tables, name) for name in names},
    )


def digest(edition: Edition) -> str:
    """Return what stands for all the numbers: the same as long as none changes."""
    told = (edition.results, edition.facts, edition.months, edition.quality)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def written(one: Indicator, measure: Measure, lang: str) -> str:
    """Return a value as it is read; a dash where there is nothing, a word where it is hidden."""
    if measure.hidden:
        return t(lang, "statistics.hidden")
    if measure.value is None:
        return charts_numbers.NOTHING
    if one.unit is Unit.DAYS:
        return t(lang, "statistics.days", n=int(measure.value))
    return number(one, measure.value, lang)


def number(one: Indicator, value: Number, lang: str) -> str:
    """Return a number with the decimals of its indicator, in per cent if it is a share."""
    write = charts_numbers.percent if one.unit is Unit.PERCENT else charts_numbers.decimal
    return write(lang, value, one.digits)


def group_name(dimension: str, group: str, lang: str) -> str:
    """Return the name of a group in the reader's language."""
    if dimension == "body":
        return places.body_name(group, lang)
    return places.jurisdiction_name(group, lang) if dimension == "region" else group
