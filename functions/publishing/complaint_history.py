"""A complaint's history in words: each entry, then what is still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from functions.complaints.clock import calendar_of
from functions.publishing import complaint_names as names
from functions.publishing.complaint_clocks import Clock
from functions.publishing.complaint_public import PublicComplaint, PublicEntry
from functions.publishing.said import Said, pick
from functions.shared import words
from functions.shared.words import t

LATE = ("overdue",)
AGAINST = ("reopen", "appeal")


@dataclass(frozen=True)
class Event:
    """One line of the timeline; `tone` is past, now, next or late."""

    tone: str
    when: str
    datetime: str
    label: str
    by: str = ""
    notes: Sequence[str] = ()
    text: Said | None = None
    actions: Sequence[Said] = ()


def events(
    one: PublicComplaint, clocks: Sequence[Clock], now: dt.datetime, lang: str
) -> list[Event]:
    """Return the timeline in a language: what happened in order, then what is due."""
    zone = calendar_of(one.clock).timezone
    filed = Event(
        "past" if one.history else "now",
        words.moment(lang, one.filed_at, zone),
        one.filed_at.isoformat(),
        t(lang, "complaint.move.file"),
        by=names.body(one.office, lang).name,
    )
    last = len(one.history) - 1
    told = [
        _event(entry, lang, zone, is_last=place == last) for place, entry in enumerate(one.history)
    ]
    return [filed, *told, *(_coming(found, now, lang) for found in clocks if _is_open(found, now))]


def label(entry: PublicEntry, lang: str) -> str:
    """Return what an entry is; a rating says how it was."""
    if entry.move == "rate":
        said = "yes" if entry.facts.get("satisfied") is True else "no"
        return t(lang, f"complaint.move.rate_{said}")
    return t(lang, f"complaint.move.{entry.move}")


def _event(entry: PublicEntry, lang: str, zone: str, *, is_last: bool) -> Event:
    tone = "late" if entry.move in LATE else "now" if is_last else "past"
    text = pick(entry.texts, lang)
    return Event(
        tone,
        words.moment(lang, entry.at, zone),
        entry.at.isoformat(),
        label(entry, lang),
        by=_by(entry, lang),
        notes=tuple(_notes(entry, lang)),
        text=text if text.text else None,
        actions=[pick(action, lang) for action in entry.actions],
    )


def _by(entry: PublicEntry, lang: str) -> str:
    """Return who made it: the body, else the role; never a person."""
    return (
        names.body(entry.body, lang).name if entry.body else t(lang, f"complaint.role.{entry.role}")
    )


def _notes(entry: PublicEntry, lang: str) -> Iterator[str]:
    if entry.code:
        yield names.reason(entry.code, lang)
    if "until" in entry.facts:
        until = dt.date.fromisoformat(entry.facts["until"])
        yield t(lang, "complaint.note.until", date=words.date(lang, until))
    if entry.move == "due_moved":
        moved = (words.date(lang, dt.date.fromisoformat(entry.facts[n])) for n in ("from", "to"))
        yield t(lang, "complaint.note.moved", first=next(moved), last=next(moved))
    if "number" in entry.facts:
        yield t(lang, "complaint.note.of", number=str(entry.facts["number"]))
    if "why" in entry.facts:
        yield t(lang, "complaint.note.why", why=pick(entry.facts["why"], lang).text)
    if entry.facts.get("late") is True:
        yield t(lang, "complaint.note.late")
    if entry.facts.get("two_officials") is True:
        yield t(lang, "complaint.note.two_officials")
    if entry.is_private or (entry.role == "reporter" and entry.move in AGAINST):
        yield t(lang, "complaint.note.private")


def _coming(found: Clock, now: dt.datetime, lang: str) -> Event:
    tone = "late" if found.state(now) == "late" else "next"
    day = words.date(lang, found.due_on)
    return Event(
        tone,
        t(lang, "complaint.until", date=day),
        found.due_on.isoformat(),
        t(lang, f"complaint.clock.{found.kind}"),
        notes=[t(lang, f"complaint.clock_state.{found.state(now)}")],
    )


def _is_open(found: Clock, now: dt.datetime) -> bool:
    return found.state(now) in ("pending", "late", "open")
