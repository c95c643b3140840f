"""What a description must hold besides its shape: every language, and codes that are known."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pydantic import AnyUrl

from functions.opendata.countries import THREE_LETTERS
from functions.opendata.dataset import ChartKind, Column, Dataset, Kind
from functions.opendata.vocabulary import FREQUENCIES, LICENCES, THEMES

Path = tuple[str | int, ...]
MOST_DIGITS = 40
_FIGURES = (Kind.INTEGER, Kind.NUMBER)


@dataclass(frozen=True)
class Wrong:
    """What is wrong, and with which field of the description."""

    path: Path
    code: str


def texts(dataset: Dataset) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Yield what must be there in every language, with where it stands."""
    yield ("title",), dataset.title
    yield ("description",), dataset.description
    yield ("keywords",), dataset.keywords
    for number, table in enumerate(dataset.tables):
        here = ("tables", number)
        yield (*here, "title"), table.title
        for value, label in table.missing.items():
            yield (*here, "missing", value), label
        for place, column in enumerate(table.columns):
            yield from _of_column((*here, "columns", place), column)


def wrong(
    dataset: Dataset, *, languages: tuple[str, ...], places: Container[str], bodies: Container[str]
) -> Iterator[Wrong]:
    """Yield every field that is not as it must be."""
    for path, found in texts(dataset):
        if any(not found.get(lang) for lang in languages):
            yield Wrong(path, "every_language")
        if {*found} - {*languages}:
            yield Wrong(path, "invalid")
    for name, is_known in (
        ("area", dataset.area in places or dataset.area in THREE_LETTERS),
        ("theme", dataset.theme in THEMES),
        ("frequency", dataset.frequency in FREQUENCIES),
        ("publisher", dataset.publisher in bodies),
        ("licence", dataset.licence.code in LICENCES),
    ):
        if not is_known:
            yield Wrong((name,), "not_a_choice")
    if dataset.period.end and dataset.period.end < dataset.period.start:
        yield Wrong(("period", "end"), "ends_before")
    yield from _addresses(dataset)
    yield from _bounds(dataset)
    yield from charts(dataset)


def _of_column(here: Path, column: Column) -> Iterator[tuple[Path, Mapping[str, object]]]:
    yield (*here, "label"), column.label
    if column.meaning:
        yield (*here, "meaning"), column.meaning
    for value, label in column.values.items():
        yield (*here, "values", value), label


def _addresses(dataset: Dataset) -> Iterator[Wrong]:
    """Pages lead to these: nothing but the web."""
    named: list[tuple[Path, AnyUrl]] = [(("licence", "url"), dataset.licence.url)]
    for number, source in enumerate(dataset.sources):
        if source.url:
            named.append((("sources", number, "url"), source.url))
    for path, column in _columns(dataset):
        if column.property:
            named.append(((*path, "property"), column.property))
    for path, url in named:
        if url.scheme not in ("http", "https") or url.username:
            yield Wrong(path, "not_https")


def _bounds(dataset: Dataset) -> Iterator[Wrong]:
    """Bounds are written out in messages and files, so none has a thousand digits."""
    for path, column in _columns(dataset):
        for name in ("minimum", "maximum"):
            bound: Decimal | None = getattr(column, name)
            if bound is not None and abs(bound.adjusted()) > MOST_DIGITS:
                yield Wrong((*path, name), "invalid")


def charts(dataset: Dataset) -> Iterator[Wrong]:
    """Figures are drawn upwards; a tile has room for one."""
    for number, chart in enumerate(dataset.charts):
        table = dataset.table(chart.table)
        if any(table.column(name).kind not in _FIGURES for name in chart.y):
            yield Wrong(("charts", number, "y"), "not_figures")
        if chart.kind is ChartKind.TILES and len(chart.y) > 1:
            yield Wrong(("charts", number, "y"), "one_column")


def _columns(dataset: Dataset) -> Iterator[tuple[Path, Column]]:
    for number, table in enumerate(dataset.tables):
        for place, column in enumerate(table.columns):
            yield ("tables", number, "columns", place), column
