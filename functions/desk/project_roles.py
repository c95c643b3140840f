"""Who sees which projects and may do what there; roles come from the token."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from functions.desk.roles import CLERK, EXPERT, MODERATOR, SUPERVISOR, Official
from functions.projects.project import Project

Role = Literal["moderator", "clerk", "supervisor", "expert"]
SEES_ALL = frozenset({MODERATOR, SUPERVISOR, EXPERT})


def bodies(project: Project) -> set[str]:
    """Return the bodies that are responsible for a project or one of its stages."""
    return {project.body, *(one.body for one in project.plans if one.body)}


def sees(who: Official, project: Project) -> bool:
    """Tell whether an official may open a project; experts see what is not a draft."""
    if who.roles & {MODERATOR, SUPERVISOR} or who.bodies & bodies(project):
        return True
    return EXPERT in who.roles and project.published_at is not None


def may_look(who: Official) -> bool:
    """Tell whether an official has to do with projects at all."""
    return bool(who.roles & SEES_ALL or who.bodies)


def role_for(who: Official, roles: Iterable[str], responsible: Iterable[str]) -> Role | None:
    """Return the role in which an official may act, or None."""
    for role in roles:
        if role == CLERK and who.bodies & set(responsible):
            return "clerk"
        if role == MODERATOR and MODERATOR in who.roles:
            return "moderator"
        if role == SUPERVISOR and SUPERVISOR in who.roles:
            return "supervisor"
        if role == EXPERT and EXPERT in who.roles:
            return "expert"
    return None
