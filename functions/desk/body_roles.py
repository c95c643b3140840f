"""Who may do what with things that a body keeps: its own clerks, and supervisors with all."""

from __future__ import annotations

from functions.desk.roles import CLERK, OPERATOR, SUPERVISOR, Official


def role_for(who: Official, body: str) -> str | None:
    """Return the role in which an official may act on what a body keeps, or None."""
    if SUPERVISOR in who.roles:
        return SUPERVISOR
    return CLERK if body in who.bodies else None


def may_look(who: Official) -> bool:
    """Tell whether an official has to do with what bodies keep at all."""
    return bool(who.bodies) or bool(who.roles & {SUPERVISOR, OPERATOR})


def sees(who: Official, body: str) -> bool:
    """Tell whether an official sees what a body keeps."""
    return body in who.bodies or bool(who.roles & {SUPERVISOR, OPERATOR})
