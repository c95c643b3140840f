"""Charts of a dataset's page: what its description asks for, of rows as they come."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest

from functions.opendata.dataset import Absent, Dataset
from functions.publishing import charts_dataset

pytestmark = pytest.mark.usefixtures("environment")
TEXTS = {"kk": "А", "ru": "Б", "en": "C"}
KEYWORDS = {"kk": ["а"], "ru": ["б"], "en": ["c"]}


def dataset(kind: str, x: str, *y: str) -> Dataset:
    """Return a dataset of days, places and numbers with one chart."""
    columns = [
        {"name": "day", "kind": "date", "label": {**TEXTS, "en": "Day"}},
        {"name": "place", "label": {**TEXTS, "en": "Place"}},
        {"name": "n", "kind": "integer", "label": {**TEXTS, "en": "Number"}},
        {"name": "share", "kind": "number", "unit": "%", "label": {**TEXTS, "en": "Share"}},
    ]
    told: dict[str, Any] = {
        "id": "example",
        "title": TEXTS,
        "description": TEXTS,
        "keywords": KEYWORDS,
        "area": "KZ",
        "period": {"start": "2020-01-01"},
        "issued": "2020-01-01",
        "sources": [{"title": "An office"}],
        "tables": [{"name": "rows", "title": {**TEXTS, "en": "Rows"}, "columns": columns}],
        "charts": [{"kind": kind, "x": x, "y": list(y)}],
    }
    return Dataset.model_validate(told)


def row(day: int, place: str, n: object, share: object) -> dict[str, Any]:
    on = dt.date(2026, 1, 1) + dt.timedelta(days=day)
    return {"day": on, "place": place, "n": n, "share": share}


def drawn(made: Dataset, rows: list[dict[str, Any]], lang: str = "en") -> str:
    return str(charts_dataset.chart(made, made.charts[0], rows, lang))


def test_a_line_has_a_table_behind_it_and_a_picture() -> None:
    made = dataset("line", "day", "n")
    page = drawn(made, [row(0, "", 5, None), row(1, "", 1200, None)])

    assert "Rows: Number" in page
    assert '<th scope="row">2 January 2026</th><td class="num">1,200</td>' in page
    assert 'href="/data/example/chart-1.en.svg"' in page


def test_a_hidden_cell_is_a_gap_and_is_named_in_the_table() -> None:
    made = dataset("line", "day", "n")
    page = drawn(made, [row(0, "", 5, None), row(1, "", Absent("c"), None), row(2, "", 7, None)])

    assert '<td class="num">hidden</td>' in page
    assert re.search(r'd="M[^"L]+M', page)


def test_shares_are_written_with_the_decimals_that_the_column_needs() -> None:
    made = dataset("bars", "place", "share")
    page = drawn(
        made, [row(0, "a", 1, Decimal("64.5")), row(0, "b", 1, 7.25), row(0, "c", 1, None)]
    )

    assert "64.50%" in page
    assert "7.25%" in page
    assert '<td class="num">–</td>' in page


def test_places_are_named_on_the_map() -> None:
    made = dataset("tiles", "place", "share")
    rows = [row(0, "KZ-75", 1, Decimal("91.7")), row(0, "KZ-71", 1, Decimal("70.0"))]

    assert "<title>Almaty: 91.7%</title>" in drawn(made, rows)
    assert "Алматы" in drawn(made, rows, "ru")


def test_each_chart_adds_up_the_rows_along_its_own_column() -> None:
    made = dataset("bars", "place", "share")
    both = made.model_copy(update={"charts": (*made.charts, *dataset("line", "day", "n").charts)})
    rows = [
        row(0, "a", 1, Decimal("1.5")),
        row(0, "b", 2, None),
        row(1, "a", 4, Decimal("2.5")),
        row(1, "b", 8, None),
    ]

    assert '<th scope="row">a</th><td class="num">4%</td>' in drawn(both, rows)
    assert '<th scope="row">b</th><td class="num">–</td>' in drawn(both, rows)
    found = charts_dataset.pictures(both, {"rows": rows}, ["en"])
    assert "4%" in found["chart-1.en.svg"].decode()
    line = str(charts_dataset.chart(both, both.charts[1], rows, "en", number=2))
    assert '<th scope="row">1 January 2026</th><td class="num">3</td>' in line


def test_a_long_series_is_thinned_and_keeps_its_ends() -> None:
    made = dataset("line", "day", "n")
    page = drawn(made, [row(day, "", day, None) for day in range(3000)])

    path = re.search(r'class="k-l1" d="([^"]+)"', page)
    assert path
    assert path[1].count("L") == charts_dataset.MOST_POINTS - 1
    assert page.count("<tr>") == charts_dataset.MOST_ROWS + 1
    assert '<td class="num">0</td>' in page
    assert '<td class="num">2,999</td>' in page


def test_pictures_are_in_every_language_with_source_and_licence() -> None:
    made = dataset("bars", "place", "n", "share")
    found = charts_dataset.pictures(made, {"rows": [row(0, "a", 1, 2)]}, ["kk", "ru", "en"])

    assert sorted(found) == ["chart-1.en.svg", "chart-1.kk.svg", "chart-1.ru.svg"]
    assert "Source: An office" in found["chart-1.en.svg"].decode()
    assert "Creative Commons Attribution 4.0" in found["chart-1.en.svg"].decode()
    assert "Дереккөз: An office" in found["chart-1.kk.svg"].decode()


def test_a_dataset_without_rows_has_an_empty_chart() -> None:
    for kind, x in (("line", "day"), ("bars", "place"), ("tiles", "place")):
        assert "<svg" in drawn(dataset(kind, x, "n"), [])
