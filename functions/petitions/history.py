"""The public history of a petition: lines that are added once and name nobody."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.shared import clock, keys, table


def add(
    petition_id: int,
    at: dt.datetime,
    what: str,
    *,
    unique: str = "",
    role: str = "petitioner",
    facts: dict[str, Any] | None = None,
) -> None:
    """Add what happened: one conditional PutItem; a repeat with the same instant adds nothing."""
    moment = clock.text(at)
    told = {"at": moment, "what": what, "role": role, "facts": facts or {}}
    table.put_new("core", {**keys.event(petition_id, moment, unique or what), **told})


def forget_submission(petition_id: int, at: dt.datetime) -> None:
    """Delete the only line of a petition that was never confirmed."""
    table.delete("core", keys.event(petition_id, clock.text(at), "submitted"))
