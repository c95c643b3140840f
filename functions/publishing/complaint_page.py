"""A complaint's page as plain values: what the template shows, with nothing left to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from functions.complaints.category import Attribute, categories
from functions.complaints.clock import Step, calendar_of, clock_rule
from functions.complaints.states import State
from functions.publishing import complaint_history as history
from functions.publishing import complaint_names as names
from functions.publishing import complaint_structured as structured
from functions.publishing.complaint_card import card
from functions.publishing.complaint_clocks import Clock, clocks
from functions.publishing.complaint_public import PublicComplaint, PublicEntry
from functions.publishing.rule_words import term
from functions.publishing.said import Said, pick
from functions.shared import words
from functions.shared.words import t

View = dict[str, Any]


def page(
    one: PublicComplaint,
    parent: PublicComplaint | None,
    repeats: Sequence[PublicComplaint],
    now: dt.datetime,
    lang: str,
) -> View:
    """Return everything that the complaint's page shows in a language."""
    running = clocks(one)
    return {
        **vars(card(one, lang)),
        "text": Said(one.text, one.language) if one.text else None,
        "no_text": "" if one.text else t(lang, f"complaint.no_text.{_why_no_text(one)}"),
        "where": _where(one, lang),
        "attributes": _attributes(one, lang),
        "photos": _photos(one, lang),
        "in_charge": names.body(one.body, lang),
        "is_assigned": bool(one.status.body),
        "office": names.body(one.office, lang).name,
        "verdict": _verdict(one, lang),
        "result": _result(one, lang),
        "contradiction": _contradiction(one, lang),
        "satisfied": one.satisfied is True,
        "correction": _correction(one, lang),
        "clocks": [_clock(found, one, now, lang) for found in running],
        "source": clock_rule(one.clock).source,
        "timeline": history.events(one, running, now, lang),
        "parent": _link(parent, lang) if parent else None,
        "repeats": [_link(other, lang) for other in repeats],
        "takes_support": one.status.is_open,
        "structured": structured.correction(one, lang),
    }


def _why_no_text(one: PublicComplaint) -> str:
    category = categories().get(one.category)
    if category is None or category.private:
        return "private"
    if one.state in (State.RECEIVED, State.WITHDRAWN, State.DISMISSED):
        return str(one.state)
    return "withheld"


def _where(one: PublicComplaint, lang: str) -> View:
    place = one.place
    return {
        "region": names.region(one.region, lang),
        "address": place.address if place else "",
        "point": ", ".join(map(str, one.point)) if one.point else "",
        "is_hidden": place is None,
    }


def _attributes(one: PublicComplaint, lang: str) -> list[View]:
    category = categories().get(one.category)
    return [
        {
            "label": pick(asked.description, lang).text,
            "value": ", ".join(_value(asked, key, lang) for key in one.attributes[asked.code]),
        }
        for asked in (category.attributes if category else ())
        if asked.code in one.attributes
    ]


def _value(asked: Attribute, key: str, lang: str) -> str:
    return next(pick(value.name, lang).text for value in asked.values if value.key == key)


def _photos(one: PublicComplaint, lang: str) -> list[View]:
    return [
        {
            "url": f"/media/{photo.id}.jpg",
            "small": f"/media/{photo.id}.small.jpg",
            "width": photo.width,
            "height": photo.height,
            "alt": t(lang, "complaint.photo", number=str(place)),
        }
        for place, photo in enumerate(one.photos, 1)
    ]


def _verdict(one: PublicComplaint, lang: str) -> View | None:
    found = one.verdict_entry
    return _told(found, one, lang) | {"kind": one.verdict} if found else None


def _result(one: PublicComplaint, lang: str) -> View | None:
    found = one.last_result
    if not found:
        return None
    return _told(found, one, lang) | {
        "move": found.move,
        "actions": [pick(action, lang) for action in found.actions],
    }


def _contradiction(one: PublicComplaint, lang: str) -> View | None:
    found = one.contradiction
    return {"move": found.move, "on": _day(found, one)} if found else None


def _correction(one: PublicComplaint, lang: str) -> View | None:
    found = one.correction
    return _told(found, one, lang) if found else None


def _told(entry: PublicEntry, one: PublicComplaint, lang: str) -> View:
    """Return what a body said in an entry; `text` is None where its words are not public."""
    text = pick(entry.texts, lang)
    return {
        "on": _day(entry, one),
        "body": names.body(entry.body or one.body, lang),
        "reason": names.reason(entry.code, lang),
        "text": text if text.text else None,
    }


def _clock(found: Clock, one: PublicComplaint, now: dt.datetime, lang: str) -> View:
    local = calendar_of(one.clock).local_date
    state = found.state(now)
    return {
        "label": t(lang, f"complaint.clock.{found.kind}"),
        "state": t(lang, f"complaint.clock_state.{state}"),
        "tone": "late" if state in ("late", "done_late") else "",
        "due_on": found.due_on,
        "done_on": local(found.done_at) if found.done_at else None,
        "steps": [_step(step, lang) for step in sorted(found.steps, key=lambda step: step.on)],
    }


def _step(step: Step, lang: str) -> View:
    shown = t(lang, f"complaint.step.{step.kind}", term=term(step.term, lang) if step.term else "")
    return {"on": step.on, "day": words.date(lang, step.on), "text": shown}


def _link(other: PublicComplaint, lang: str) -> View:
    return {
        "url": f"/{lang}/complaints/{other.id}/",
        "number": other.number,
        "heading": names.heading(other, lang),
        "state": names.state(other.state, lang),
    }


def _day(entry: PublicEntry, one: PublicComplaint) -> dt.date:
    return calendar_of(one.clock).local_date(entry.at)
