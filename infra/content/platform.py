"""Reading `datasets/platform/*.yml`: what the rows of the platform's own datasets mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from functions.opendata.dataset import Dataset, dump
from infra.content.check import Problems, check, mapping
from infra.content.places import Section
from infra.content.source import read


def platform(root: Path, area: str, languages: Sequence[str]) -> Section:
    """Return every description by its id, the file's name; `area` is the whole government's.

    Raises ContentError with every problem.
    """
    compiled, problems = Section(), Problems()
    for path in sorted((root / "datasets" / "platform").glob("*.yml")):
        with problems:
            source = read(path, root)
            written = {"id": path.stem, "area": area, **mapping(source, source.data)}
            dataset = check(Dataset, written, source)
            for name in ("title", "description", "keywords"):
                for lang in languages:
                    if lang not in getattr(dataset, name):
                        problems.add(source.problem(f"is missing in {lang}", name))
            compiled[dataset.id] = dump(dataset)
    problems.settle()
    return compiled
