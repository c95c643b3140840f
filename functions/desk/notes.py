"""Notes of the desk: seen by officials only, saved while they are typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from functions.desk.case import Case
from functions.desk.fields import Note as NoteText
from functions.desk.fields import Rid
from functions.desk.roles import Official, role_for
from functions.shared import clock, keys, table
from functions.shared.errors import ConflictError, ForbiddenError

EDITABLE = dt.timedelta(hours=24)


class Note(BaseModel):
    """A note's text; `at` is the time that the first save answered, to save the same note again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    text: NoteText
    at: str = ""
    lang: str = Field(default="", max_length=2)

    @field_validator("at")
    @classmethod
    def _instant(cls, at: str) -> str:
        if at:
            clock.parse(at)
        return at


def keep(case: Case, asked: Note) -> dict[str, Any]:
    """Save a note of a petition. Raises ForbiddenError or ConflictError."""
    petition_id = case.petition.id
    if role_for(case.who, "note", case.bodies) is None:
        raise ForbiddenError
    at = write(lambda at: keys.note(petition_id, at, asked.rid), asked, case.who, case.now)
    return {"petition": petition_id, "act": "note", "at": at}


def of(petition_id: int, who: Official) -> list[dict[str, Any]]:
    """Return the notes of a petition, newest first: one Query."""
    return listed(keys.petition(petition_id)["pk"], who)


def write(key_at: Callable[[str], keys.Key], asked: Note, who: Official, now: dt.datetime) -> str:
    """Save a note and return its time: one conditional PutItem.

    Only its writer may save it again, for a day. Raises ConflictError.
    """
    at = asked.at or clock.text(now)
    if not now - EDITABLE < clock.parse(at) <= now:
        raise ConflictError
    item = {**key_at(at), "at": at, "by": who.sub, "name": who.name, "text": asked.text}
    same = "attribute_not_exists(pk) OR #by = :by"
    if table.put_if("core", item, same, {":by": who.sub}, {"#by": "by"}) is not None:
        raise ConflictError
    return at


def listed(pk: str, who: Official) -> list[dict[str, Any]]:
    """Return the newest notes below a key, newest first: one Query."""
    found = table.query("core", "pk", pk, begins="NOTE#", newest_first=True, limit=50)
    return [
        {
            "at": item["at"],
            "name": item["name"],
            "text": item["text"],
            "rid": item["sk"].rsplit("#", 1)[1] if item["by"] == who.sub else "",
        }
        for item in found
    ]
