"""A petition's timeline in words: what happened, what is due, what is overdue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from functions.petitions.status import Duty, Moment
from functions.publishing import places
from functions.publishing.dossier import Dossier
from functions.publishing.said import pick
from functions.shared import clock, words

_DUE = "_due"
_TERMS = ("sponsors_due", "support_due")


@dataclass(frozen=True)
class Event:
    """One line of the timeline; `tone` is past, now, next or late."""

    kind: str
    tone: str
    when: str
    datetime: str
    label: str
    text: str
    at: dt.datetime | None


def events(dossier: Dossier, lang: str) -> list[Event]:
    """Return the timeline in a language, in the order of time; the last past one is `now`."""
    return dossier.once("events", lang, lambda: _events(dossier, lang))


def _events(dossier: Dossier, lang: str) -> list[Event]:
    moments = dossier.status.timeline
    last_done = max((n for n, moment in enumerate(moments) if moment.done), default=-1)
    return [
        _event(dossier, lang, moment, is_last=place == last_done)
        for place, moment in enumerate(moments)
    ]


def goal_label(dossier: Dossier, goal_id: str | None, lang: str) -> str:
    """Return what a goal is for."""
    kinds = {goal.id: goal.kind for goal in dossier.status.goals}
    kind = "sponsors" if goal_id == "sponsors" else kinds.get(goal_id or "", "response")
    return words.t(lang, f"petition.goal.{kind}")


def _event(dossier: Dossier, lang: str, moment: Moment, *, is_last: bool) -> Event:
    duty = _duty_of(dossier, moment)
    day = _day(dossier, moment)
    return Event(
        kind=moment.kind,
        tone=_tone(dossier, moment, duty, is_last),
        when=_when(lang, moment, day),
        datetime=day.isoformat() if day else "",
        label=_label(dossier, lang, moment, duty),
        text=_text(dossier, lang, moment, duty),
        at=moment.at,
    )


def _duty_of(dossier: Dossier, moment: Moment) -> Duty | None:
    """Return the open duty that a coming moment stands for."""
    if moment.done or not moment.kind.endswith(_DUE) or moment.kind in _TERMS:
        return None
    named = (moment.kind.removesuffix(_DUE), moment.ref, moment.at)
    duties = dossier.status.duties
    return next((one for one in duties if (one.kind, one.threshold, one.due_at) == named), None)


def _day(dossier: Dossier, moment: Moment) -> dt.date | None:
    if moment.done and moment.at:
        return dossier.day(moment.at)
    if moment.on:
        return moment.on
    # A term is over at midnight, so its last day is the one before.
    return dossier.last_day(moment.at) if moment.at else None


def _when(lang: str, moment: Moment, day: dt.date | None) -> str:
    if day is None:
        return words.t(lang, "petition.no_term")
    shown = words.date(lang, day)
    return shown if moment.done or not moment.at else words.t(lang, "petition.until", date=shown)


def _tone(dossier: Dossier, moment: Moment, duty: Duty | None, is_last: bool) -> str:
    if moment.done:
        return "now" if is_last else "past"
    return "late" if duty and duty.state(dossier.now) == "late" else "next"


def _label(dossier: Dossier, lang: str, moment: Moment, duty: Duty | None) -> str:
    if duty:
        return words.t(lang, f"petition.duty.{duty.kind}")
    if moment.kind == "reached":
        return words.t(lang, "petition.event.reached", goal=goal_label(dossier, moment.ref, lang))
    kind = moment.kind
    if kind == "published" and not dossier.rules.signing:
        kind = "published_only"
    return words.t(lang, f"petition.event.{kind}")


def _text(dossier: Dossier, lang: str, moment: Moment, duty: Duty | None) -> str:
    if duty:
        late = duty.state(dossier.now) == "late"
        body = places.body(duty.body, dossier.rules, lang).name
        return words.t(lang, "petition.owed_late" if late else "petition.owed_by", body=body)
    if moment.kind == "extended":
        return words.t(lang, "petition.extended", n=int(moment.ref or 0))
    if moment.kind == "decision":
        return words.t(lang, f"petition.decision.{moment.ref}")
    if moment.kind == "rejected":
        rejection = dossier.rules.rejection(moment.ref or "")
        return pick(rejection.title, lang).text if rejection else ""
    return ""


def stamp(at: dt.datetime) -> str:
    """Write an instant with the three digits that readers of the UK's interface expect."""
    return clock.text(at).removesuffix("Z") + ".000Z"
