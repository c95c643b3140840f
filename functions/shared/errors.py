"""Every refusal the platform can give, as one tree.

CivicError
├── InvalidInputError   422  fields are wrong; each is named, none is echoed
├── UnauthorizedError   401
│   └── InvalidTokenError
│       └── ExpiredTokenError
├── ForbiddenError      403
├── NotFoundError       404
├── NotAcceptableError  406  nothing is told in this format
├── ConflictError       409
│   ├── PetitionClosedError
│   ├── SponsorsFullError
│   ├── ChangedMeanwhileError
│   └── NotNowError           the act does not fit the state
├── GoneError           410
│   └── SurveyOverError       it was answered, or its time is over
├── TooLargeError       413
├── UnsupportedError    415
├── TooManyError        429
└── UnavailableError    503  try again with the same request id
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class FieldError:
    """One wrong field: its name, the code of what is wrong, and the numbers of the message."""

    name: str
    code: str
    params: tuple[tuple[str, str | int], ...] = ()


class CivicError(Exception):
    """A refusal with an HTTP status and a stable code; words for it are `errors.<code>`."""

    status = HTTPStatus.BAD_REQUEST
    code = "bad_request"

    def __init__(self, *fields: FieldError) -> None:
        super().__init__(self.code)
        self.fields = fields


class InvalidInputError(CivicError):
    """Some fields are wrong; `fields` names each."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid_input"


class UnauthorizedError(CivicError):
    """Nobody is signed in, or not well enough."""

    status = HTTPStatus.UNAUTHORIZED
    code = "unauthorized"


class InvalidTokenError(UnauthorizedError):
    """The sealed token was not made here, for this purpose."""

    code = "invalid_token"


class ExpiredTokenError(InvalidTokenError):
    """The sealed token was good and is too old."""

    code = "expired_token"


class ForbiddenError(CivicError):
    """The signed-in person's roles do not allow this."""

    status = HTTPStatus.FORBIDDEN
    code = "forbidden"


class NotFoundError(CivicError):
    """There is no such thing, or it is not public."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"


class NotAcceptableError(CivicError):
    """Nothing is told in the format that the address ends in."""

    status = HTTPStatus.NOT_ACCEPTABLE
    code = "not_acceptable"


class ConflictError(CivicError):
    """The request does not fit the present state."""

    status = HTTPStatus.CONFLICT
    code = "conflict"


class PetitionClosedError(ConflictError):
    """The petition takes no signatures now."""

    code = "petition_closed"


class SponsorsFullError(ConflictError):
    """The petition has all the sponsors that its rule set allows."""

    code = "sponsors_full"


class ChangedMeanwhileError(ConflictError):
    """Somebody else changed the petition since it was read."""

    code = "changed_meanwhile"


class NotNowError(ConflictError):
    """This act does not fit the petition's present state."""

    code = "not_now"


class GoneError(CivicError):
    """It was public and has been removed."""

    status = HTTPStatus.GONE
    code = "gone"


class SurveyOverError(GoneError):
    """The survey was answered before, or its time is over."""

    code = "survey_over"


class TooLargeError(CivicError):
    """The body is over the limit."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too_large"


class UnsupportedError(CivicError):
    """The body is of a type that is not taken here."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "unsupported"


class TooManyError(CivicError):
    """The limit of requests is reached for now."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many"


class UnavailableError(CivicError):
    """A part behind is out of order; the same request may be sent again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "unavailable"
