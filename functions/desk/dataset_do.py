"""One act on an uploaded dataset: role, decision, one conditional write; repeats change nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from functions.desk import body_roles, dataset_keep
from functions.desk.case import SecondPersonNeededError
from functions.desk.dataset_asked import (
    DatasetDiscarding,
    DatasetPublication,
    DatasetRetirement,
)
from functions.desk.fields import AskedT
from functions.desk.roles import Official
from functions.opendata import upload
from functions.opendata.upload import Line, Uploaded
from functions.shared.errors import (
    ChangedMeanwhileError,
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotNowError,
)
from functions.shared.http import logger

Changes = dict[str, Any]


@dataclass(frozen=True)
class Act(Generic[AskedT]):
    """An act: its name in the history, what it takes, and what it changes."""

    name: str
    model: type[AskedT]
    decide: Callable[[Uploaded, AskedT, Official, dt.datetime], Changes]


def perform(
    act: Act[AskedT], dataset_id: str, asked: AskedT, who: Official, now: dt.datetime
) -> dict[str, Any]:
    """Do an act once. Raises ForbiddenError, ChangedMeanwhileError, NotNowError, InvalidInputError.

    A request id that was done before gets the same answer again.
    """
    record = upload.load(dataset_id, consistent=True)
    found = record.uploaded
    role = body_roles.role_for(who, found.body)
    if role is None:
        raise ForbiddenError
    if asked.rid not in record.acts:
        if asked.seen != record.version:
            raise ChangedMeanwhileError
        line = Line(at=now, what=act.name, role=role)
        changes = {"history": found.told(line), "changed_at": now}
        changed = found.model_copy(update=changes | act.decide(found, asked, who, now))
        record = upload.save(record, changed, asked.rid)
        upload.drop_file(found, changed)
        told = {"act": act.name, "dataset": dataset_id, "by": who.sub}
        logger.info("desk dataset act", extra=told)
    return {"dataset": dataset_id, "act": act.name, "version": record.version}


def _publish(
    found: Uploaded, asked: DatasetPublication, who: Official, now: dt.datetime
) -> Changes:
    """Two officials have looked at whatever becomes public."""
    if found.waiting is None or found.retired_at:
        raise NotNowError
    if found.waiting.by == who.sub:
        raise SecondPersonNeededError
    return {"live": found.waiting, "waiting": None}


def _discard(found: Uploaded, asked: DatasetDiscarding, who: Official, now: dt.datetime) -> Changes:
    if found.waiting is None:
        raise NotNowError
    return {"waiting": None}


def _retire(found: Uploaded, asked: DatasetRetirement, who: Official, now: dt.datetime) -> Changes:
    """It stays published; its page leads to the one that replaces it."""
    if found.live is None or found.waiting or found.retired_at:
        raise NotNowError
    if asked.replaced_by == found.id or not _is_public(asked.replaced_by):
        raise InvalidInputError(FieldError("replaced_by", "not_a_choice"))
    return {"retired_at": now, "replaced_by": asked.replaced_by, "reason": asked.reason}


def _is_public(dataset_id: str) -> bool:
    if dataset_keep.is_others(dataset_id):
        return True
    record = upload.find(dataset_id)
    return bool(record and record.uploaded.live)


PUBLICATION = Act("publish", DatasetPublication, _publish)
DISCARDING = Act("discard", DatasetDiscarding, _discard)
RETIREMENT = Act("retire", DatasetRetirement, _retire)
