"""Complaints with a past, and the site that the publisher makes of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.complaints import complaint, coupon, move
from functions.complaints.complaint import Complaint, Entry, Record
from functions.complaints.place import Place
from functions.publishing import complaint_publish
from functions.shared import clock, keys, table
from functions.shared.content import load
from tests.conftest import NOW
from tests.functions.publishing_kit import Site

SECRET = "nobody may read this"
FILED = NOW - dt.timedelta(days=7)  # a Wednesday
ALMATY = (43.238949, 76.889709)
TEXTS = {"kk": "Мәтін", "ru": "Текст", "en": "Words"}


def facts(number: int = 1, *history: Entry, **changes: Any) -> Complaint:
    """Return a complaint's facts, with the reporter's own words in every place for them."""
    base: dict[str, Any] = {
        "id": number,
        "number": coupon.number(2026, number),
        "category": "road-damage",
        "clock": load().complaints["clock"],
        "language": "ru",
        "description": SECRET,
        "place": Place(jurisdiction="KZ-75", lat=ALMATY[0], long=ALMATY[1], address="Абая, 10"),
        "attributes": {"surface": ["carriageway"], "typed": [SECRET]},
        "office": "government",
        "filed_at": FILED,
        "changed_at": history[-1].at if history else FILED,
        "history": list(history),
    }
    return Complaint(**base | changes)


def entry(name: str, hours: float, role: str = "", **parts: Any) -> Entry:
    """Return an entry so many hours after filing, with all that any move needs."""
    given: dict[str, Any] = {
        "at": FILED + dt.timedelta(hours=hours),
        "move": name,
        "role": "clerk",
        "text": TEXTS,
        "body": "akimat-almaty",
        "private": name in ("ask", "reply"),
    }
    if name in ("accept", "redact"):
        given |= {"role": "moderator", "text": {}, "body": ""}
    if name in ("reply", "reopen", "appeal", "withdraw", "rate"):
        given |= {"role": "reporter", "text": {"ru": SECRET}, "body": ""}
    codes = {"resolve": "fixed", "not_confirm": "not_found", "declare_false": "invented"}
    given["code"] = codes.get(name, "spam" if name == "dismiss" else "")
    actions = [{"kk": "Жасалды", "ru": "Сделано", "en": "Done"}]
    given["facts"] = {"resolve": {"actions": actions}, "rate": {"satisfied": True}}.get(name, {})
    return Entry(**given | ({"role": role} if role else {}) | parts)


def life(*names: str) -> list[Entry]:
    """Return entries an hour apart."""
    return [entry(name, hours) for hours, name in enumerate(names, 1)]


RESOLVED = ("accept", "verify", "confirm", "assign", "start", "resolve")


def stored(
    number: int = 1,
    *names: str,
    entries: list[Entry] | None = None,
    supporters: int = 0,
    survey: dict[str, Any] | None = None,
    **changes: Any,
) -> Record:
    """Store a complaint that went through moves; a survey is stored beside it."""
    history = entries if entries is not None else life(*names)
    accepted = {"shown": f"Яма {number}"} if any(e.move == "accept" for e in history) else {}
    made = facts(number, *history, **accepted | changes)
    record = Record(made, reporter=SECRET.encode(), link=SECRET, rid=f"r{number}")
    item = complaint.to_item(record) | move.queue_of(made, clock.now())
    if supporters:
        item["supporters"] = {f"{number}-{n}" for n in range(supporters)}
    table.put("core", item)
    if survey:
        table.put("core", {**keys.survey(number), "at": clock.text(NOW), **survey})
    return record


def changed(number: int, *more: Entry, **changes: Any) -> None:
    """Add entries to a stored complaint, now."""
    record = complaint.load(number)
    own = record.complaint
    history = [*own.history, *more]
    facts_now = own.model_copy(update={"history": history, "changed_at": clock.now(), **changes})
    complaint.save(record, Record(**vars(record) | {"complaint": facts_now}))


def publish(site: Site, **options: Any) -> complaint_publish.Report:
    """Run the complaints' publisher once."""
    assert site.folder.exists()
    return complaint_publish.publish(clock.now(), **options)
