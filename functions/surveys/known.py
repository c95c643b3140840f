"""What a request must know of a survey, kept in the module and refreshed each minute.

A stale copy harms nothing: questions never change once a survey is open, and one that was ended
early takes answers for a minute at most, before any result is made.
"""

from __future__ import annotations

import datetime as dt

from functions.shared import clock
from functions.shared.errors import NotFoundError, NotNowError, SurveyOverError
from functions.surveys import survey
from functions.surveys.survey import State, Survey

FRESH = dt.timedelta(minutes=1)
FRESH_FOR_REFUSAL = dt.timedelta(seconds=5)
MOST = 1_000
_seen: dict[int, tuple[dt.datetime, Survey]] = {}


def get(survey_id: int, fresh: dt.timedelta = FRESH) -> Survey:
    """Return a survey: one GetItem when the copy is older than `fresh`. Raises NotFoundError."""
    now = clock.now()
    read_at, found = _seen.get(survey_id, (None, None))
    if read_at is None or found is None or not now - fresh < read_at <= now:
        found = survey.load(survey_id).survey
        if len(_seen) >= MOST:
            _seen.clear()
        _seen[survey_id] = (now, found)
    return found


def open_for_answers(survey_id: int) -> Survey:
    """Return a survey that takes answers now; nobody is refused on a copy of last minute.

    Raises NotFoundError, NotNowError before it opens and SurveyOverError after it closed.
    """
    found = get(survey_id)
    if survey.state(found, clock.now()) != State.OPEN:
        found = get(survey_id, FRESH_FOR_REFUSAL)
    where = survey.state(found, clock.now())
    if where in survey.UNPUBLISHED:
        raise NotFoundError
    if where == State.WAITING:
        raise NotNowError
    if where == State.CLOSED:
        raise SurveyOverError
    return found


def forget() -> None:
    """Drop every copy."""
    _seen.clear()
