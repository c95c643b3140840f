"""Notes that officials keep on a complaint: never seen by the public or the reporter."""

from __future__ import annotations

from typing import Any

from functions.desk import notes
from functions.desk.complaint_case import Case
from functions.desk.notes import Note
from functions.shared import keys


def keep(case: Case, asked: Note) -> dict[str, Any]:
    """Save a note: one conditional PutItem. Raises ConflictError."""
    complaint_id = case.facts.id
    at = notes.write(
        lambda at: keys.complaint_note(complaint_id, at, asked.rid), asked, case.who, case.now
    )
    return {"complaint": complaint_id, "move": "note", "at": at}


def add(case: Case, rid: str, text: str) -> None:
    """Keep a note that goes with a decision."""
    keep(case, Note(rid=rid, text=text))


def of(case: Case) -> list[dict[str, Any]]:
    """Return the notes, newest first: one Query."""
    return notes.listed(keys.complaint(case.facts.id)["pk"], case.who)
