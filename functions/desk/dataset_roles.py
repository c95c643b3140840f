"""Who may do what with datasets: clerks with those of their own bodies, supervisors with all."""

from __future__ import annotations

import re

from functions.desk.roles import CLERK, OPERATOR, SUPERVISOR, Official
from functions.opendata.dataset import NAME
from functions.shared.errors import NotFoundError

ID_MAX = 80


def role_for(who: Official, body: str) -> str | None:
    """Return the role in which an official may act on a body's datasets, or None."""
    if SUPERVISOR in who.roles:
        return SUPERVISOR
    return CLERK if body in who.bodies else None


def may_look(who: Official) -> bool:
    """Tell whether an official has to do with datasets at all."""
    return bool(who.bodies) or bool(who.roles & {SUPERVISOR, OPERATOR})


def sees(who: Official, body: str) -> bool:
    """Tell whether an official sees a body's datasets."""
    return body in who.bodies or bool(who.roles & {SUPERVISOR, OPERATOR})


def read_id(written: str) -> str:
    """Read a dataset's id from a path. Raises NotFoundError for what cannot be one."""
    if len(written) > ID_MAX or not re.fullmatch(NAME, written):
        raise NotFoundError
    return written
