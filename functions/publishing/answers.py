"""What bodies did with a petition: rejection, answers, debates, decision, steps, in a language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from functions.publishing import places
from functions.publishing.dossier import Dossier
from functions.publishing.said import Said, pick


@dataclass(frozen=True)
class RejectionView:
    """Why a petition was not published."""

    on: dt.date
    reason: Said
    details: Said | None


@dataclass(frozen=True)
class AnswerView:
    """A body's answer."""

    on: dt.date
    body: str
    summary: Said
    details: Said
    decision: str | None


@dataclass(frozen=True)
class DebateView:
    """A debate or hearing."""

    kind: str
    on: dt.date
    held: bool
    transcript_url: str
    video_url: str
    overview: Said | None


@dataclass(frozen=True)
class DecisionView:
    """A decision."""

    on: dt.date
    body: str
    kind: str
    details: Said


@dataclass(frozen=True)
class StepView:
    """A step of carrying a decision out."""

    on: dt.date
    title: Said
    done: bool


def rejection(dossier: Dossier, lang: str) -> RejectionView | None:
    """Return the rejection, if it is in force and may be shown."""
    found = dossier.petition.rejection
    if not found or found.hidden or dossier.petition.published_at:
        return None
    rule = dossier.rules.rejection(found.code)
    reason = pick(rule.title, lang) if rule else Said(found.code, lang)
    return RejectionView(dossier.day(found.at), reason, _filled(pick(found.details, lang)))


def responses(dossier: Dossier, lang: str) -> list[AnswerView]:
    """Return the answers, the first one first."""
    return [
        AnswerView(
            on=one.responded_on,
            body=places.body(one.body, dossier.rules, lang).name,
            summary=pick(one.summary, lang),
            details=pick(one.details, lang),
            decision=one.decision,
        )
        for one in sorted(dossier.petition.responses, key=lambda one: one.at)
    ]


def debates(dossier: Dossier, lang: str) -> list[DebateView]:
    """Return the debates and hearings by date."""
    return [
        DebateView(
            kind=one.kind,
            on=one.on,
            held=bool(one.held_at),
            transcript_url=_web(one.transcript_url),
            video_url=_web(one.video_url),
            overview=_filled(pick(one.overview, lang)),
        )
        for one in sorted(dossier.petition.debates, key=lambda one: one.on)
    ]


def decision(dossier: Dossier, lang: str) -> DecisionView | None:
    """Return the decision, if there is one."""
    found = dossier.petition.decision
    if not found:
        return None
    body = places.body(found.body, dossier.rules, lang).name
    return DecisionView(dossier.day(found.at), body, found.kind, pick(found.details, lang))


def steps(dossier: Dossier, lang: str) -> list[StepView]:
    """Return the steps of carrying the decision out by date."""
    found = sorted(dossier.petition.implementation, key=lambda one: one.on)
    return [StepView(one.on, pick(one.title, lang), one.done) for one in found]


def _filled(said: Said) -> Said | None:
    return said if said.text.strip() else None


def _web(url: str) -> str:
    """Return the address of a page, or nothing for any other scheme."""
    return url if url.startswith(("https://", "http://")) else ""
