"""A project on the desk: its record, who looks at it, when, and what follows from these."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from functions.desk import project_roles
from functions.desk.roles import Official
from functions.projects import idea, project, stages
from functions.projects.process import StageRule
from functions.projects.project import Project, Record
from functions.projects.stages import Stand
from functions.shared.errors import NotFoundError


@dataclass(frozen=True)
class Case:
    """What an official's decision may depend on, and nothing else."""

    record: Record
    who: Official
    now: dt.datetime

    @property
    def facts(self) -> Project:
        return self.record.project

    @cached_property
    def stand(self) -> Stand:
        return stages.stand(self.facts, self.now)

    @property
    def rule(self) -> StageRule | None:
        """The rule of the present stage."""
        return self.stand.present.rule if self.stand.present else None

    @cached_property
    def ideas(self) -> dict[int, idea.Record]:
        """The project's ideas by number: one Query, the first time they are asked for."""
        return {one.idea.number: one for one in idea.all_of(self.facts.id, consistent=True)}

    @property
    def responsible(self) -> set[str]:
        """The bodies whose clerks act now: the project's, and the present stage's."""
        present = {self.stand.present.body} if self.stand.present else set()
        return {self.facts.body} | present


def load(project_id: int, who: Official, now: dt.datetime) -> Case:
    """Return a project's case: one GetItem. Raises NotFoundError, for another body's too."""
    case = Case(project.load(project_id, consistent=True), who, now)
    if not project_roles.sees(who, case.facts):
        raise NotFoundError
    return case
