"""Petitions in the JSON shape of the UK's petitions service, field for field.

Old clients read `attributes` as they always did; what that shape has no word for stands under
`dauys` beside it. A static file cannot repeat the address it was asked by, so `self` is canonical.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.petitions.petition import Petition
from functions.publishing import facets, places
from functions.publishing.dossier import Dossier
from functions.publishing.history import stamp
from functions.publishing.said import pick
from functions.publishing.uk_more import dauys
from functions.shared.content import load
from functions.shared.settings import settings

Json = dict[str, Any]


def show(dossier: Dossier) -> Json:
    """Return `/petitions/{id}.json`."""
    link = address(dossier.petition.id)
    attributes = _attributes(dossier)
    if dossier.is_public and facets.uk_state(dossier) != "rejected":
        attributes |= _by_place(dossier)
    attributes["log_size"] = dossier.log.size
    data = {"type": "petition", "id": dossier.petition.id, "attributes": attributes}
    return {
        "links": {"self": link},
        "data": data | {"dauys": dauys(dossier)},
        "meta": {"log_size": dossier.log.size},
    }


def listed(dossier: Dossier) -> Json:
    """Return a petition as lists hold it: with its own link, without counts by place."""
    return {
        "type": "petition",
        "id": dossier.petition.id,
        "links": {"self": address(dossier.petition.id)},
        "attributes": _attributes(dossier) | {"log_size": dossier.log.size},
    }


def count(dossier: Dossier) -> Json:
    """Return `/petitions/{id}/count.json`: flat, for pages that poll."""
    facts = _milestones(dossier)
    return {
        "signature_count": dossier.counts.total,
        "response_threshold_reached_at": facts["response_threshold_reached_at"],
        "government_response_at": facts["government_response_at"],
        "debate_threshold_reached_at": facts["debate_threshold_reached_at"],
        "scheduled_debate_date": facts["scheduled_debate_date"],
        "debate_outcome_at": facts["debate_outcome_at"],
        "debated": any(debate.held_at for debate in dossier.petition.debates),
        "log_size": dossier.log.size,
    }


def topics() -> Json:
    """Return `/topics.json`: the topics by code, named in the default language."""
    lang = load().default_language
    return {
        code: {"code": code, "name": places.category(code, lang).name} for code in load().categories
    }


def address(petition_id: int) -> str:
    """Return the address of a petition's JSON."""
    return f"{settings().site_url}/petitions/{petition_id}.json"


def _attributes(dossier: Dossier) -> Json:
    """Return what every form of a petition tells; the caller's own copy."""
    return dict(dossier.once("attributes", "", lambda: _new_attributes(dossier)))


def _new_attributes(dossier: Dossier) -> Json:
    facts, is_open = dossier.petition, dossier.status.takes_signatures
    closes = dossier.status.closes_at
    made: Json = {
        "action": facts.text.title,
        "background": facts.text.background or None,
        "additional_details": facts.text.details or None,
        "committee_note": None,
        "state": facets.uk_state(dossier),
        "signature_count": dossier.counts.total,
    }
    # The one key that is left out, not null, once a petition is no longer open.
    if is_open and closes:
        made["closing_date"] = dossier.last_day(closes).isoformat()
    return made | {
        "created_at": stamp(facts.submitted_at),
        "updated_at": stamp(facts.changed_at),
        **_milestones(dossier),
        "creator_name": (facts.petitioner or None) if is_open else None,
        "rejection": _rejection(facts),
        "government_response": _response(facts),
        "debate": _debate(facts),
        "departments": [_department(dossier)],
        "topics": [facts.category],
    }


def _milestones(dossier: Dossier) -> Json:
    return dossier.once("milestones", "", lambda: _new_milestones(dossier))


def _new_milestones(dossier: Dossier) -> Json:
    facts, status = dossier.petition, dossier.status
    reached = {goal.kind: goal.reached_at for goal in reversed(status.goals)}
    debate = max(facts.debates, key=lambda one: one.scheduled_at, default=None)
    closed = status.closes_at if status.closes_at and status.closes_at <= dossier.now else None
    answered = min((one.at for one in facts.responses), default=None)
    return {
        "rejected_at": _at(facts.rejection.at if facts.rejection else None),
        "opened_at": _at(facts.published_at),
        "closed_at": _at(closed if facts.published_at else None),
        "moderation_threshold_reached_at": _at(reached.get("moderation")),
        "response_threshold_reached_at": _at(reached.get("response")),
        "government_response_at": _at(answered),
        "debate_threshold_reached_at": _at(reached.get("debate") or reached.get("hearing")),
        "debate_scheduled_on": dossier.day(debate.scheduled_at).isoformat() if debate else None,
        "scheduled_debate_date": debate.on.isoformat() if debate else None,
        "debate_outcome_at": _at(debate.held_at if debate else None),
    }


def _rejection(facts: Petition) -> Json | None:
    if not facts.rejection or facts.published_at:
        return None
    details = pick(facts.rejection.details, facts.language).text
    return {"code": facts.rejection.code, "details": details or None}


def _response(facts: Petition) -> Json | None:
    first = min(facts.responses, key=lambda one: one.at, default=None)
    if not first:
        return None
    return {
        "responded_on": first.responded_on.isoformat(),
        "summary": pick(first.summary, facts.language).text,
        "details": pick(first.details, facts.language).text or None,
        "created_at": stamp(first.at),
        "updated_at": stamp(first.at),
    }


def _debate(facts: Petition) -> Json | None:
    held = [one for one in facts.debates if one.held_at]
    if not held:
        return None
    last = max(held, key=lambda one: one.on)
    return {
        "debated_on": last.on.isoformat(),
        "transcript_url": last.transcript_url or None,
        "video_url": last.video_url or None,
        "debate_pack_url": None,
        "public_engagement_url": None,
        "debate_summary_url": None,
        "overview": pick(last.overview, facts.language).text or None,
    }


def _department(dossier: Dossier) -> Json:
    facts = dossier.petition
    body = places.body(facts.body, dossier.rules, facts.language)
    site = load().bodies.get(facts.body, {}).get("url") or settings().site_url + body.url
    return {"acronym": facts.body, "name": body.name, "url": site}


def _by_place(dossier: Dossier) -> Json:
    lang = dossier.petition.language
    country = next((c for c, p in load().jurisdictions.items() if p["kind"] == "country"), "")
    shown = sorted((code, n) for code, n in dossier.regions.cells.items() if n is not None)
    return {
        "signatures_by_country": [
            {
                "name": places.jurisdiction_name(country, lang),
                "code": country,
                "signature_count": dossier.counts.total,
            }
        ],
        "signatures_by_constituency": [],
        "signatures_by_region": [
            {"name": places.jurisdiction_name(code, lang), "ons_code": code, "signature_count": n}
            for code, n in shown
        ],
        "other_parliamentary_business": [],
    }


def _at(at: dt.datetime | None) -> str | None:
    return stamp(at) if at else None
