"""The numbers behind the pages: one JSON of all indicators, one JSON and one CSV of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from functions.opendata.dataset import HIDDEN
from functions.opendata.indicators import Indicator
from functions.opendata.indicators_measure import Measure
from functions.publishing import statistics_edition
from functions.publishing.public_json import dump
from functions.publishing.statistics_drawings import ordered
from functions.publishing.statistics_edition import Edition
from functions.publishing.statistics_figures import LICENCE
from functions.shared.content import load
from functions.shared.settings import settings

ALL = "all"
COLUMNS = ("indicator", "dimension", "group", "value", "part", "whole", "low", "high")
_NUMBERS = ("value", "part", "whole", "low", "high")
View = dict[str, Any]


def files(edition: Edition) -> dict[str, bytes]:
    """Return every file by its path."""
    made = {"statistics.json": dump(_all(edition))}
    for name in edition.known:
        made[f"statistics/{name}.json"] = dump(_one(edition, name))
        made[f"statistics/{name}.csv"] = _csv(edition, name)
    return made


def _all(edition: Edition) -> View:
    return {
        **_about(edition),
        "indicators": [
            _described(one) | _numbers(edition.results[name].total)
            for name, one in edition.known.items()
        ],
    }


def _about(edition: Edition) -> View:
    return {
        "updated_on": edition.on.isoformat(),
        "licence": LICENCE,
        "hidden": "value is null and hidden true: held back, so that nobody can be recognised",
        "low": "with high: Wilson's score interval of a share, 95 %",
    }


def _described(one: Indicator) -> View:
    site = settings().site_url
    return {
        **one.model_dump(mode="json"),
        "pages": {lang: f"{site}/{lang}/statistics/{one.id}/" for lang in load().languages},
        "json": f"{site}/statistics/{one.id}.json",
        "csv": f"{site}/statistics/{one.id}.csv",
    }


def _one(edition: Edition, name: str) -> View:
    result = edition.results[name]
    by = {
        dimension: [
            {"group": group, "name": _names(dimension, group), **_numbers(measure)}
            for group, measure in ordered(groups, dimension)
        ]
        for dimension, groups in result.by.items()
    }
    total = {"total": _numbers(result.total), "by": by}
    return {**_about(edition), "indicator": _described(edition.known[name]), **total}


def _names(dimension: str, group: str) -> Mapping[str, str]:
    return {
        lang: statistics_edition.group_name(dimension, group, lang) for lang in load().languages
    }


def _numbers(measure: Measure) -> View:
    found = {name: _number(getattr(measure, name)) for name in _NUMBERS}
    return found | {"hidden": measure.hidden}


def _number(value: Decimal | int | None) -> float | int | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _csv(edition: Edition, name: str) -> bytes:
    result, out = edition.results[name], io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerow([name, ALL, ALL, *_cells(result.total)])
    for dimension, groups in result.by.items():
        for group, measure in ordered(groups, dimension):
            writer.writerow([name, dimension, group, *_cells(measure)])
    return out.getvalue().encode()


def _cells(measure: Measure) -> list[object]:
    if measure.hidden:
        return [HIDDEN] * len(_NUMBERS)
    found = (getattr(measure, name) for name in _NUMBERS)
    return ["" if value is None else value for value in found]
