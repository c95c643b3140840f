"""The government's own datasets as they were compiled: a description and a CSV for each table."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from functions.opendata import cells
from functions.opendata.dataset import Dataset, Row, Table, dump

DESCRIPTION = "dataset.json"
Rows = dict[str, Sequence[Row]]


@dataclass(frozen=True)
class Held:
    """A compiled dataset; its rows are read only when they are asked for."""

    dataset: Dataset
    folder: Path

    def rows(self) -> Rows:
        """Return the rows of each table."""
        return {
            table.name: _rows(self.folder / f"{table.name}.csv", table)
            for table in self.dataset.tables
        }


def load(folder: Path) -> list[Held]:
    """Return the datasets below a folder; none if there is no such folder."""
    return [
        Held(Dataset.model_validate_json(path.read_text(encoding="utf-8")), path.parent)
        for path in sorted(folder.glob(f"*/{DESCRIPTION}"))
    ]


def write(folder: Path, dataset: Dataset, tables: Mapping[str, bytes]) -> None:
    """Write a dataset where `load` finds it; `tables` are files for programs."""
    here = folder / dataset.id
    here.mkdir(parents=True, exist_ok=True)
    for name, body in tables.items():
        (here / f"{name}.csv").write_bytes(body)
    text = json.dumps(dump(dataset), ensure_ascii=False, separators=(",", ":"))
    (here / DESCRIPTION).write_text(text, encoding="utf-8")


def _rows(path: Path, table: Table) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: cells.read(text, table.column(name), table) for name, text in line.items()}
            for line in csv.DictReader(file)
        ]
