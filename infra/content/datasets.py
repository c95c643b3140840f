"""Reading `datasets/*.yml` and the CSV beside each: the government's own open data.

A table's file is `{dataset}.csv`, or `{dataset}.{table}.csv` where there are several. What is
compiled does not go into the content that every function loads, but into a folder beside it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from functions.opendata import complete, csv_file, files, validate
from functions.opendata.countries import THREE_LETTERS
from functions.opendata.dataset import Dataset, Table
from functions.opendata.problem import Problem
from functions.opendata.vocabulary import FREQUENCIES, LICENCES, THEMES
from infra.content.check import Problems, check, mapping
from infra.content.source import Source, read

_LANGUAGES = ("kk", "ru", "en")
_PROBLEM = "dataset.problem."
_CHARTS = {
    "not_figures": "draws a column that holds no numbers",
    "one_column": "draws several columns on tiles that have room for one",
}
Words = Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """What a dataset may refer to: places and bodies; and the words that tell of problems."""

    area: str
    places: Mapping[str, object]
    bodies: Mapping[str, object]
    words: Words


@dataclass(frozen=True)
class Own:
    """A dataset of the government with the file for programs of each table."""

    dataset: Dataset
    tables: dict[str, bytes]


def datasets(root: Path, known: Known) -> list[Own]:
    """Read every dataset. Raises ContentError with all problems, each with its line and column."""
    found: list[Own] = []
    problems = Problems()
    sources: dict[str, Source] = {}
    for path in sorted((root / "datasets").glob("*.yml")):
        with problems:
            source = read(path, root)
            dataset = _described(path, source, known, problems)
            tables = {
                table.name: _compiled(path, table, dataset, source, known.words, problems)
                for table in dataset.tables
            }
            found.append(Own(dataset, tables))
            sources[dataset.id] = source
    for own in found:
        if own.dataset.replaced_by and own.dataset.replaced_by not in sources:
            says = f"there is no dataset {own.dataset.replaced_by!r}"
            problems.add(sources[own.dataset.id].problem(says, "replaced_by"))
    problems.settle()
    return found


def write(found: list[Own], folder: Path) -> None:
    """Write what was read where the functions find it, in place of what was there."""
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for own in found:
        files.write(partial, own.dataset, own.tables)
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)


def _described(path: Path, source: Source, known: Known, problems: Problems) -> Dataset:
    written = {"id": path.stem, "area": known.area, **mapping(source, source.data)}
    dataset = check(Dataset, written, source)
    for where, texts in complete.texts(dataset):
        missing = [lang for lang in _LANGUAGES if not texts.get(lang)]
        if missing:
            problems.add(source.problem(f"is missing in {', '.join(missing)}", *where))
    for name, value, allowed in (
        ("area", dataset.area, {*known.places, *THREE_LETTERS}),
        ("theme", dataset.theme, {*THEMES}),
        ("frequency", dataset.frequency, {*FREQUENCIES}),
        ("publisher", dataset.publisher, {"", *known.bodies}),
    ):
        if value not in allowed:
            problems.add(source.problem(f"{value!r} is not known", name))
    for one in complete.charts(dataset):
        problems.add(source.problem(_CHARTS[one.code], *one.path))
    if dataset.licence.code not in LICENCES:
        problems.add(source.problem(f"{dataset.licence.code!r} is not known", "licence", "code"))
    return dataset


def _compiled(
    path: Path, table: Table, dataset: Dataset, source: Source, words: Words, problems: Problems
) -> bytes:
    several = len(dataset.tables) > 1
    beside = path.with_suffix(f".{table.name}.csv" if several else ".csv")
    if not beside.is_file():
        problems.add(source.problem(f"there is no file {beside.name} beside it", "tables"))
        return b""
    found = validate.read(table, beside.read_bytes())
    name = str(Path(source.name).with_name(beside.name))
    for problem in found.told():
        problems.add(_told(problem, name, words))
    return b"" if found.problems else csv_file.machine(table, found.rows)


def _told(problem: Problem, name: str, words: Words) -> str:
    place = f", line {problem.line}" if problem.line else ""
    if problem.column:
        place += f", column {problem.letter} ({problem.field})"
    said = words[_PROBLEM + problem.key]
    text = said["other"] if isinstance(said, dict) else said
    return f"{name}{place}: {text.format_map(problem.values)}"
