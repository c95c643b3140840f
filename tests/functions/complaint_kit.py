"""Complaints for tests of handlers: filed through the product's own function."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from functions.complaints import complaint, filing, move
from functions.complaints.complaint import Entry, Record
from functions.complaints.form import ComplaintRequest
from functions.shared import clock

FILE = "/api/v1/complaints"


def form(**changes: Any) -> dict[str, Any]:
    """Return the fields of a filled form: broken pavement in Almaty."""
    base: dict[str, Any] = {
        "rid": "first",
        "lang": "ru",
        "category": "road-damage",
        "jurisdiction": "KZ-75",
        "lat": 43.238949,
        "long": 76.889709,
        "address": "Пример улицы, 1",
        "description": "Пример: яма на дороге",
        "attributes": {"surface": ["carriageway"]},
        "name": "Example Reporter",
        "email": "reporter@example.kz",
        "may_publish": True,
        "consent": True,
    }
    return base | changes


def filed(number: int = 0, **changes: Any) -> filing.Filed:
    """File a complaint; `number` only makes it another one."""
    request = ComplaintRequest.model_validate(form(rid=f"kit-{number}") | changes)
    filing.check(request)
    return filing.file(request, request.lang, clock.now(), flags=())


def moved(record: Record, name: str, role: str = "moderator", **parts: Any) -> Record:
    """Make a move that carries everything any move needs."""
    given: dict[str, Any] = {
        "at": clock.now(),
        "move": name,
        "role": role,
        "body": "akimat-almaty" if name in WITH_BODY else "",
        "code": CODES.get(name, ""),
        "text": {"ru": "Ответ органа", "kk": "Органның жауабы"},
        "facts": FACTS.get(name, {}),
        "private": name in ("ask", "reply"),
    }
    changes = parts.pop("changes", {})
    return move.apply(record, Entry(**given | parts), **changes)


def worked(*names: str, number: int = 0, **changes: Any) -> tuple[Record, str]:
    """File a complaint and make moves; return it and the reporter's secret."""
    new = filed(number, **changes)
    record = new.record
    for name in names:
        role = "reporter" if name in REPORTERS else "supervisor"
        record = moved(record, name, role)
    return record, new.secret


def in_store(complaint_id: int = 1) -> Record:
    """Return a complaint as it is stored."""
    return complaint.load(complaint_id, consistent=True)


def short_messages(folder: Path) -> list[str]:
    """Return what was sent to telephones."""
    return [path.read_text("utf-8") for path in sorted((folder / "sms").glob("*.txt"))]


RESOLVED = ("accept", "verify", "confirm", "assign", "start", "resolve")
WITH_BODY = {"verify", "assign", "forward", "resolve", "publish_correction", "send_back"}
REPORTERS = {"reply", "rate", "reopen", "appeal", "withdraw"}
CODES = {
    "dismiss": "spam",
    "not_confirm": "not_found",
    "declare_false": "invented",
    "resolve": "fixed",
}
FACTS: dict[str, dict[str, Any]] = {
    "resolve": {"actions": [{"ru": "Яма засыпана", "kk": "Шұңқыр бітелді"}]},
    "rate": {"satisfied": True},
    "reopen": {"satisfied": False},
}
