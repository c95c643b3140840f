"""Who sees which complaints and may make which move; roles come from the token."""

from __future__ import annotations

from functions.complaints.states import MOVES
from functions.desk.roles import CLERK, MODERATOR, OPERATOR, SUPERVISOR, Official
from functions.shared import content

INTAKE, APPEALS = "intake", "appeals"
ISSUES_KEYS = frozenset({OPERATOR, SUPERVISOR})
SEES_ALL = frozenset({MODERATOR, SUPERVISOR})


def queues(who: Official) -> list[str]:
    """Return the queues that an official may see; those of bodies are named by the body."""
    if not who.roles & SEES_ALL:
        return sorted(who.bodies & set(content.load().bodies))
    ends = [APPEALS] if SUPERVISOR in who.roles else []
    return [INTAKE, *ends, *content.load().bodies]


def sees(who: Official, body: str) -> bool:
    """Tell whether an official may open a complaint that a body is in charge of (or none yet)."""
    return bool(who.roles & SEES_ALL) or body in who.bodies


def may_file(who: Official) -> bool:
    """Tell whether an official writes down what people tell by phone."""
    return MODERATOR in who.roles or bool(who.bodies)


def role_for(who: Official, move: str, body: str) -> str | None:
    """Return the role in which an official may make a move while a body is in charge."""
    for role in MOVES[move].roles:
        if role == CLERK and body in who.bodies:
            return CLERK
        if role in SEES_ALL and role in who.roles:
            return role
    return None


def speaks_for(role: str, who: Official, move: str, body: str) -> bool:
    """Tell whether the body that a move names is the official's own; only a forward may differ."""
    return role != CLERK or move == "forward" or not body or body in who.bodies
