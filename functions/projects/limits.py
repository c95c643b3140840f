"""How much an idea, and all chosen ideas of one district, may cost: pure, whole units of money.

A district is the place that an idea names, else the project's own; None is no limit.
"""

from __future__ import annotations

from collections.abc import Iterable

from functions.projects.idea import Idea
from functions.projects.project import Project
from functions.shared.errors import FieldError


def cost_of(idea: Idea) -> int:
    """Return what an idea costs as far as is known: the body's estimate, else the author's."""
    return (idea.cost if idea.estimate is None else idea.estimate) or 0


def too_dear(project: Project, cost: int) -> list[FieldError]:
    """Return what is against an idea of this cost: one idea's limit, or a whole district's."""
    for code, limit in (
        ("over_limit", project.money.project),
        ("over_district", project.money.district),
    ):
        if limit is not None and cost > limit:
            return [FieldError("cost", code, (("limit", limit),))]
    return []


def overspent(project: Project, chosen: Iterable[Idea]) -> list[FieldError]:
    """Return an error for each district whose chosen ideas cost more than it may spend."""
    limit = project.money.district
    if limit is None:
        return []
    districts: dict[str, list[Idea]] = {}
    for one in chosen:
        districts.setdefault(one.place.jurisdiction or project.jurisdiction, []).append(one)
    found = []
    for ideas in districts.values():
        total = sum(map(cost_of, ideas))
        if total > limit:
            numbers = ", ".join(str(one.number) for one in ideas)
            told = (("ideas", numbers), ("total", total), ("limit", limit))
            found.append(FieldError("winners", "district_overspent", told))
    return found
