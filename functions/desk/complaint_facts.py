"""What is stored of one complaint, in words, and who reports it: parts of the desk's screen."""

from __future__ import annotations

from typing import Any

from functions.complaints import complaint
from functions.desk.complaint_case import Case
from functions.desk.complaint_rows import body, kind
from functions.desk.names import place_name
from functions.shared import clock
from functions.shared.http import logger


def facts(case: Case) -> dict[str, Any]:
    """Return the facts; the place is exact, since somebody has to go there."""
    told, place = case.facts, case.facts.place
    return {
        "id": told.id,
        "number": told.number,
        "category": kind(told.category)
        | {"private": case.category.private, "radius": case.category.radius},
        "language": told.language,
        "description": told.description,
        "shown": told.shown,
        "publishable": case.is_publishable,
        "place": {
            "jurisdiction": place_name(place.jurisdiction),
            "lat": place.lat,
            "long": place.long,
            "address": place.address,
        },
        "attributes": [_attribute(case, code, given) for code, given in told.attributes.items()],
        "channel": told.channel,
        "office": body(told.office),
        "filed_at": clock.text(told.filed_at),
        "is_anonymous": told.is_anonymous,
        "example": told.example,
        "supporters": len(case.record.supporters),
        "duplicate_of": _parent(case),
        "duplicates": told.duplicates,
    }


def _attribute(case: Case, code: str, given: list[str]) -> dict[str, Any]:
    """Return an answered question in words; what was typed freely stands as it is."""
    question = next((one for one in case.category.attributes if one.code == code), None)
    words = {value.key: value.name for value in question.values} if question else {}
    return {
        "code": code,
        "name": question.description if question else {},
        "values": [words.get(value, {"": value}) for value in given],
    }


def _parent(case: Case) -> dict[str, Any] | None:
    of = case.facts.duplicate_of
    told = [one.facts for one in case.facts.history if one.move == "mark_duplicate"]
    return {"id": of, "number": told[-1].get("number", "")} if of and told else None


def reporter(case: Case) -> dict[str, Any]:
    """Return who reports to those who deal with it, and keep in the journal who looked."""
    if case.facts.is_anonymous:
        return {"seen": "anonymous"}
    who = complaint.open_reporter(case.record)
    if who is None:
        return {"seen": "erased"}
    logger.info("desk contact", extra={"complaint": case.facts.id, "by": case.who.sub})
    return {"seen": "yes", "name": who.name, "email": who.email, "phone": who.phone} | {
        "lang": who.lang
    }
