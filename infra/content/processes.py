"""Reading `processes/*.yml`: the ways of deciding together, each with its stages."""

from __future__ import annotations

from pathlib import Path

from functions.projects.process import Process
from infra.content.check import Problems, check
from infra.content.places import Section
from infra.content.source import read


def processes(root: Path, calendars: Section) -> Section:
    """Return every process by its id. Raises ContentError with every problem.

    Defaults are written out, so that a project keeps what it began with.
    """
    compiled, problems = Section(), Problems()
    for path in sorted((root / "processes").glob("*.yml")):
        with problems:
            source = read(path, root)
            process = check(Process, source.data, source)
            if process.id != path.stem:
                problems.add(source.problem(f"must equal the file's name, {path.stem}", "id"))
            if process.calendar not in calendars:
                problems.add(
                    source.problem(f"{process.calendar}.yml is not in calendars/", "calendar")
                )
            compiled[process.id] = process.model_dump(mode="json")
    problems.settle()
    return compiled
