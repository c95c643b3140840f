"""What a mail carries to ask a supporter whether the support may move to another idea."""

from __future__ import annotations

import datetime as dt

from functions.projects.supporters import Supporter
from functions.shared import crypto
from functions.shared.errors import FieldError, InvalidInputError, InvalidTokenError

PURPOSE = "merge-consent"
LIFE = dt.timedelta(days=60)


def consent_token(project_id: int, one: Supporter) -> str:
    """Return the token with which a supporter need not prove the mailbox again."""
    carried = {"p": project_id, "n": one.number, "t": one.tag}
    return crypto.seal(PURPOSE, carried, ttl=LIFE)


def tag_of(token: str, project_id: int, number: int) -> str:
    """Return whose token this is. Raises InvalidInputError for one of something else."""
    try:
        carried = crypto.open_token(PURPOSE, token.strip().rpartition("=")[2])
    except InvalidTokenError:
        raise InvalidInputError(FieldError("token", "code")) from None
    if (carried["p"], carried["n"]) != (project_id, number):
        raise InvalidInputError(FieldError("token", "code"))
    return str(carried["t"])
