"""One act on a survey: role, state, decision, one conditional write; a repeat changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from functions.desk import body_roles
from functions.desk.fields import AskedT
from functions.desk.roles import Official
from functions.desk.survey_asked import (
    SurveyChange,
    SurveyClosing,
    SurveyDiscarding,
    SurveyLinks,
    SurveyOpening,
    SurveyThemes,
)
from functions.participants import own
from functions.shared.errors import (
    ChangedMeanwhileError,
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotNowError,
)
from functions.shared.http import logger
from functions.surveys import check, links, reply, survey
from functions.surveys.survey import State, Survey

Answer = dict[str, Any]


def _nothing_more(own_: Survey, asked: Any) -> Answer:
    return {}


@dataclass(frozen=True)
class Act(Generic[AskedT]):
    """An act: when it fits, what it makes of a survey, and what it answers besides."""

    name: str
    model: type[AskedT]
    fits: frozenset[State]
    decide: Callable[[Survey, AskedT, dt.datetime], Survey]
    tell: Callable[[Survey, AskedT], Answer] = _nothing_more


def perform(
    act: Act[AskedT], number: int, asked: AskedT, who: Official, now: dt.datetime
) -> Answer:
    """Do an act once. Raises ForbiddenError, ChangedMeanwhileError, NotNowError, InvalidInputError.

    A request id that was done before gets the same answer again.
    """
    record = survey.load(number, consistent=True)
    if body_roles.role_for(who, record.survey.body) is None:
        raise ForbiddenError
    if asked.rid not in record.acts:
        if asked.seen != record.version:
            raise ChangedMeanwhileError
        if survey.state(record.survey, now) not in act.fits:
            raise NotNowError
        decided = act.decide(record.survey, asked, now).model_copy(update={"changed_at": now})
        if body_roles.role_for(who, decided.body) is None:
            raise ForbiddenError
        record = survey.save(record, decided, asked.rid)
        logger.info("desk survey act", extra={"act": act.name, "survey": number, "by": who.sub})
    told = {"survey": number, "act": act.name, "version": record.version}
    found = survey.state(record.survey, now)
    return told | {"state": str(found)} | act.tell(record.survey, asked)


def _change(found: Survey, asked: SurveyChange, now: dt.datetime) -> Survey:
    return found.model_copy(update=asked.facts())


def _open(found: Survey, asked: SurveyOpening, now: dt.datetime) -> Survey:
    """Release it, with keys of its own that tag those who answer."""
    wrong = list(check.mistakes(found.questions))
    if found.closes_at <= now:
        wrong.append(FieldError("closes_at", "in_past"))
    if wrong:
        raise InvalidInputError(*wrong)
    own.new_keys(found.keys_name)
    return found.model_copy(update={"opened_at": now})


def _discard(found: Survey, asked: SurveyDiscarding, now: dt.datetime) -> Survey:
    return found.model_copy(update={"discarded_at": now})


def _close(found: Survey, asked: SurveyClosing, now: dt.datetime) -> Survey:
    return found.model_copy(update={"closed_at": now})


def _name_themes(found: Survey, asked: SurveyThemes, now: dt.datetime) -> Survey:
    kinds = {one.id: one.kind for one in found.questions}
    if kinds.get(asked.question) != "text":
        raise InvalidInputError(FieldError("question", "not_a_choice"))
    answered = sum(asked.question in one.answers for one in reply.every(found.id))
    if any(theme.count > answered for theme in asked.themes):
        raise InvalidInputError(FieldError("themes", "more_than_texts"))
    themes = found.themes | {asked.question: asked.themes}
    return found.model_copy(update={"themes": themes, "themed_at": now})


def _add_links(found: Survey, asked: SurveyLinks, now: dt.datetime) -> Survey:
    if found.identity != "link":
        raise NotNowError
    return found.model_copy(update={"invited": found.invited + asked.count})


def _links(found: Survey, asked: SurveyLinks) -> Answer:
    """Return the links of this request: the same places again if it is sent again."""
    lang = asked.lang or "kk"
    return {"links": list(links.issue(found, asked.rid, asked.count, lang))}


CHANGE = Act("change", SurveyChange, frozenset({State.DRAFT}), _change)
OPENING = Act("opening", SurveyOpening, frozenset({State.DRAFT}), _open)
DISCARDING = Act("discarding", SurveyDiscarding, frozenset({State.DRAFT}), _discard)
CLOSING = Act("closing", SurveyClosing, frozenset({State.WAITING, State.OPEN}), _close)
THEMES = Act("themes", SurveyThemes, frozenset({State.OPEN, State.CLOSED}), _name_themes)
LINKS = Act("links", SurveyLinks, frozenset({State.WAITING, State.OPEN}), _add_links, _links)
