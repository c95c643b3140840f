"""Which datasets there are, and where the rows of each come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from functions.opendata import files
from functions.opendata.dataset import Dataset, Row
from functions.publishing import (
    data_described,
    data_tables_acts,
    data_tables_complaints,
    data_tables_participation,
    data_tables_petitions,
    data_tables_polls,
    data_tables_projects,
    data_tables_signatures,
    data_tables_surveys,
    data_uploaded,
)
from functions.publishing.data_sources import Sources
from functions.shared.settings import settings

Rows = Mapping[str, Sequence[Row]]
# The platform's own, in the order of the catalogue; each has a description in content/datasets.
PLATFORM: Mapping[str, Callable[[Sources], Rows]] = {
    "petitions": data_tables_petitions.petitions,
    "signatures-by-day": data_tables_signatures.days,
    "duties": data_tables_petitions.duties,
    "complaints": data_tables_complaints.complaints,
    "satisfaction": data_tables_complaints.satisfaction,
    "polls": data_tables_polls.polls,
    "projects": data_tables_projects.projects,
    "implementation": data_tables_projects.implementation,
    "surveys": data_tables_surveys.surveys,
    "participation": data_tables_participation.participation,
    "acts": data_tables_acts.acts,
    "log-checkpoints": data_tables_acts.checkpoints,
}


@dataclass
class Tables(Mapping[str, Rows]):
    """The rows of every dataset by its id, made when they are asked for; months are left out."""

    sources: Sources

    def __post_init__(self) -> None:
        self._made: dict[str, Rows] = {}

    def __getitem__(self, dataset_id: str) -> Rows:
        if dataset_id not in self._made:
            self._made[dataset_id] = self._make(dataset_id)
        return self._made[dataset_id]

    def __iter__(self) -> Iterator[str]:
        yield from (*PLATFORM, *self._own)

    def __len__(self) -> int:
        return len(PLATFORM) + len(self._own)

    def described(self, dataset_id: str) -> tuple[Dataset, Rows]:
        """Return a dataset's description and rows. Raises KeyError."""
        if month := data_described.month_of(dataset_id):
            rows: Rows = data_tables_signatures.hours(self.sources, month)
            return data_described.dataset(data_described.HOURS, rows, month), rows
        if dataset_id in PLATFORM:
            return data_described.dataset(dataset_id, self[dataset_id]), self[dataset_id]
        return self._own[dataset_id].dataset, self[dataset_id]

    @cached_property
    def months(self) -> dict[str, str]:
        """The ids of the months' datasets, each with what stands for its rows."""
        found = data_tables_signatures.months(self.sources)
        return {data_described.identifier(month): told for month, told in found.items()}

    def _make(self, dataset_id: str) -> Rows:
        make = PLATFORM.get(dataset_id)
        return make(self.sources) if make else self._own[dataset_id].rows()

    @cached_property
    def _own(self) -> Mapping[str, files.Held | data_uploaded.Held]:
        """The government's own: files beside the compiled content, and what was uploaded."""
        folder = Path(settings().content_path).parent / "datasets"
        compiled = {held.dataset.id: held for held in files.load(folder)}
        uploaded = {held.dataset.id: held for held in data_uploaded.load(self.sources.own)}
        return compiled | {one: uploaded[one] for one in uploaded if one not in compiled}
