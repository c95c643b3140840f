"""The charts of a dataset's page, and their pictures: what its description asks to be seen.

A table may have more rows than a chart can show. A line then takes evenly spaced rows and the last
one, bars the first ones; the files of the dataset have them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from functions.opendata.dataset import Absent, Cell, Chart, ChartKind, Column, Dataset, Row
from functions.publishing import (
    charts_bars,
    charts_figure,
    charts_line,
    charts_numbers,
    charts_regions,
    data_charts,
    places,
)
from functions.publishing.charts_figure import Figure
from functions.publishing.charts_frame import Drawing
from functions.publishing.said import pick
from functions.shared import words
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

MOST_POINTS = 240
MOST_BARS = 25
MOST_ROWS = 100
MOST_DIGITS = 4
Found = Cell | Absent


def chart(
    dataset: Dataset, spec: Chart, rows: Sequence[Row], lang: str, *, number: int = 1
) -> Markup:
    """Return one chart of a dataset as a figure; `number` is its place in the description."""
    return charts_figure.html(_figure(dataset, spec, rows, lang, number), lang)


def pictures(
    dataset: Dataset, rows: Mapping[str, Sequence[Row]], languages: Sequence[str]
) -> dict[str, bytes]:
    """Return the picture of every chart in every language, by its path below the dataset's."""
    made = {}
    for number, spec in enumerate(dataset.charts, start=1):
        own = rows[dataset.table(spec.table).name]
        for lang in languages:
            figure = _figure(dataset, spec, own, lang, number)
            made[_name(number, lang)] = charts_figure.file(figure, foot(dataset, lang), lang)
    return made


def foot(dataset: Dataset, lang: str) -> list[str]:
    """Return what a picture tells of itself: source, licence, address."""
    told = "; ".join(one.title for one in dataset.sources)
    licence = dataset.licence
    named = pick(licence.rights or licence.title, lang).text
    lines = [t(lang, "statistics.source_line", source=told)] if told else []
    lines.append(t(lang, "statistics.licence_line", licence=named))
    return [*lines, f"{settings().site_url}/{lang}/data/{dataset.id}/"]


def _name(number: int, lang: str) -> str:
    return f"chart-{number}.{lang}.svg"


def _figure(dataset: Dataset, spec: Chart, rows: Sequence[Row], lang: str, number: int) -> Figure:
    table, rows = dataset.table(spec.table), data_charts.rows(spec, rows)
    along, upward = table.column(spec.x), [table.column(name) for name in spec.y]
    shown = _thinned(rows, MOST_POINTS) if spec.kind is ChartKind.LINE else rows[:MOST_BARS]
    titles = [pick(one.label, lang).text for one in upward]
    title = f"{pick(table.title, lang).text}: {', '.join(titles)}"
    drawing, legend = _DRAW[spec.kind](shown, along, upward, lang, title)
    written = _writers(upward, rows, lang)
    return Figure(
        name=f"chart-{number}",
        title=title,
        note="",
        drawing=drawing,
        legend=legend,
        head=[pick(along.label, lang).text, *titles],
        rows=[
            (
                label(along, row.get(along.name), lang),
                *(write(row.get(c.name)) for c, write in zip(upward, written, strict=True)),
            )
            for row in _thinned(rows, MOST_ROWS)
        ],
        picture=f"/data/{dataset.id}/{_name(number, lang)}",
    )


def _thinned(rows: Sequence[Row], most: int) -> list[Row]:
    """Return at most so many rows, evenly apart, the first and the last among them."""
    if len(rows) <= most:
        return list(rows)
    last = len(rows) - 1
    return [rows[round(place * last / (most - 1))] for place in range(most)]


def label(column: Column, value: Found, lang: str) -> str:
    """Return how a value of the column along is written: a day, a place, a word, as it stands."""
    if isinstance(value, dt.datetime):
        return words.date(lang, value.date())
    if isinstance(value, dt.date):
        return words.date(lang, value)
    written = "" if value is None else str(value)
    if written in load().jurisdictions:
        return places.jurisdiction_name(written, lang)
    told = column.values.get(written)
    return pick(told, lang).text if told else written or charts_numbers.NOTHING


def value_of(found: Found) -> float | None:
    """Return a cell as a number to draw; what is absent or hidden has none."""
    if isinstance(found, bool) or not isinstance(found, (int, float, Decimal)):
        return None
    return float(found)


def _writers(
    columns: Sequence[Column], rows: Sequence[Row], lang: str
) -> list[Callable[[Found], str]]:
    return [_writer(one, [row.get(one.name) for row in rows], lang) for one in columns]


def _writer(column: Column, cells: Sequence[Found], lang: str) -> Callable[[Found], str]:
    """Return what writes a value of a column, all of them with the decimals that they need."""
    digits = max((_digits(cell) for cell in cells), default=0)
    written = charts_numbers.percent if column.unit == "%" else charts_numbers.decimal

    def write(found: Found) -> str:
        value = value_of(found)
        if value is None:
            hidden = isinstance(found, Absent)
            return t(lang, "statistics.hidden") if hidden else charts_numbers.NOTHING
        return written(lang, Decimal(repr(value)), digits)

    return write


def _digits(found: Found) -> int:
    value = value_of(found)
    if value is None:
        return 0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return min(MOST_DIGITS, max(0, -exponent)) if isinstance(exponent, int) else 0


Drawn = tuple[Drawing, list[tuple[str, str]]]


def _line(
    rows: Sequence[Row], along: Column, upward: Sequence[Column], lang: str, title: str
) -> Drawn:
    series = [
        charts_line.Series(
            pick(one.label, lang).text, [value_of(row.get(one.name)) for row in rows]
        )
        for one in upward
    ]
    write = _writers(upward[:1], rows, lang)[0]
    labels = [label(along, row.get(along.name), lang) for row in rows]
    drawing = charts_line.line(series, labels, title=title, about="", write=write)
    return drawing, charts_line.legend(series)


def _bars(
    rows: Sequence[Row], along: Column, upward: Sequence[Column], lang: str, title: str
) -> Drawn:
    writers = _writers(upward, rows, lang)
    names = [label(along, row.get(along.name), lang) for row in rows]
    if len(upward) == 1:
        column, write = upward[0], writers[0]
        own = [row.get(column.name) for row in rows]
        bars = [
            charts_bars.Bar(name, value_of(found), write(found))
            for name, found in zip(names, own, strict=True)
        ]
        return charts_bars.bars(bars, title=title), []
    groups = [
        charts_bars.Group(
            name,
            [value_of(row.get(one.name)) for one in upward],
            [write(row.get(one.name)) for one, write in zip(upward, writers, strict=True)],
        )
        for name, row in zip(names, rows, strict=True)
    ]
    legend = [
        (f"k-f{place}", pick(one.label, lang).text) for place, one in enumerate(upward, start=1)
    ]
    return charts_bars.groups(groups, title=title), legend


def _tiles(
    rows: Sequence[Row], along: Column, upward: Sequence[Column], lang: str, title: str
) -> Drawn:
    column = upward[0]
    write = _writer(column, [row.get(column.name) for row in rows], lang)
    values = {str(row.get(along.name)): value_of(row.get(column.name)) for row in rows}
    return charts_regions.tiles(values, lang, title=title, write=write), []


_DRAW: dict[ChartKind, Callable[..., Drawn]] = {
    ChartKind.LINE: _line,
    ChartKind.BARS: _bars,
    ChartKind.TILES: _tiles,
}
