"""Private links: whoever holds one answers once, and may change the answers until the close."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from functions.shared import clock, crypto
from functions.shared.errors import (
    ExpiredTokenError,
    FieldError,
    InvalidInputError,
    InvalidTokenError,
)
from functions.surveys.survey import Survey

PURPOSE = "survey-link"
MOST_AT_ONCE = 200


def issue(survey: Survey, rid: str, count: int, lang: str) -> Iterator[str]:
    """Yield new links' paths; the same request makes links to the same places again."""
    life = max(survey.closes_at - clock.now(), dt.timedelta())
    for place in range(count):
        number = hashlib.sha256(f"survey-link/v1\n{rid}\n{place}".encode()).hexdigest()[:32]
        sealed = crypto.seal(PURPOSE, {"s": survey.id, "n": number}, ttl=life)
        yield f"/{lang}/surveys/{survey.id}/#{sealed}"


def ident(survey: Survey, key: str) -> str:
    """Return what stands for a link's holder. Raises InvalidInputError for another's link."""
    bare = "".join(key.split()).rpartition("#")[2]
    try:
        carried = crypto.open_token(PURPOSE, bare) if bare.isascii() else {}
    except ExpiredTokenError:
        raise InvalidInputError(FieldError("key", "code_expired")) from None
    except InvalidTokenError:
        carried = {}
    if carried.get("s") != survey.id:
        raise InvalidInputError(FieldError("key", "code"))
    return f"link:{carried['n']}"
