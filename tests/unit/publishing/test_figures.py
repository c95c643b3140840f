"""Charts are pictures without style attributes; page rows and days add up."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from functions.publishing import charts, paging, timeseries


def test_a_chart_has_a_name_no_style_and_escapes_its_texts() -> None:
    svg = charts.area([1, 5, 3], title="a<b", ticks=("x", "<y>"), shown=("3", "1", "2", "3"))
    assert 'aria-label="a&lt;b"' in svg
    assert "&lt;y&gt;" in svg
    assert "style" not in svg


def test_an_empty_chart_is_nothing_and_zeros_are_no_error() -> None:
    assert charts.bars([], title="") == ""
    assert "NaN" not in charts.area([0, 0], title="t", ticks=("a", "b"), shown=("0",))


def test_tiles_shade_by_value_and_leave_hidden_ones_pale() -> None:
    cells = [charts.Tile(n, 0, "a", "a", value, "") for n, value in enumerate((None, 1, 50, 100))]
    svg = charts.tiles(cells, title="t")
    assert [svg.count(f'class="q{shade}"') for shade in range(5)] == [1, 1, 1, 0, 1]


def test_hours_are_added_up_to_days_of_the_zone() -> None:
    hours = [("2026-09-30T18", 2), ("2026-09-30T19", 3)]
    days = timeseries.by_day(hours, ZoneInfo("Asia/Almaty"))
    assert days == {dt.date(2026, 9, 30): 2, dt.date(2026, 10, 1): 3}


def test_days_without_a_signature_are_zero_and_totals_run_on() -> None:
    first, last = dt.date(2026, 9, 1), dt.date(2026, 9, 3)
    days = timeseries.filled({first: 2, last: 5}, first, last)
    assert [row[1:] for row in timeseries.with_totals(days)] == [(2, 2), (0, 2), (5, 7)]


def test_the_pager_shows_ends_and_neighbours_with_gaps() -> None:
    pages = paging.pages(6, 50, lambda n: f"/{n}/")
    assert [link.number if link else None for link in pages.links] == [
        1,
        None,
        4,
        5,
        6,
        7,
        8,
        None,
        50,
    ]
    assert pages.next == "/7/"
    assert paging.pages(1, 1, str).next == ""
