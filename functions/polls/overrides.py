"""The public register of departures: officials choose otherwise than the ballots, and say why."""

from __future__ import annotations

import datetime as dt

from functions.polls.poll import Override, Poll, Role
from functions.shared.errors import FieldError, InvalidInputError, NotNowError
from functions.shared.facts import Texts


def override(
    poll: Poll, winners: list[int], passed: bool | None, reason: Texts, role: Role, at: dt.datetime
) -> Override:
    """Return the entry of the register, with the difference to what was computed.

    A vote for or against has no winners: there it is `passed` that is decided otherwise. Raises
    NotNowError without a result, InvalidInputError for a choice that is no departure.
    """
    if poll.result is None:
        raise NotNowError
    known = {one.id for one in poll.options}
    if not set(winners) <= known or len(set(winners)) < len(winners):
        raise InvalidInputError(FieldError("winners", "not_a_choice"))
    computed = poll.result.winners
    decided = poll.result.passed if passed is None else passed
    if set(winners) == set(computed) and decided == poll.result.passed:
        raise InvalidInputError(FieldError("winners", "as_computed"))
    return Override(
        at=at,
        role=role,
        computed=computed,
        winners=winners,
        passed=decided,
        added=sorted(set(winners) - set(computed)),
        removed=sorted(set(computed) - set(winners)),
        reason=reason,
    )
