"""A petition's page as plain values: what the template shows, with nothing left to decide."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from functions.petitions import person
from functions.publishing import answers, figures, history, places, rule_words, sharing
from functions.publishing.card import card, goal_view
from functions.publishing.dossier import Dossier
from functions.publishing.said import Said, paragraphs, petition_text
from functions.shared import words
from functions.shared.settings import settings

CLASSES = ("email", "eid", "paper")
BYTES_PER_KILOBYTE = 1024

View = dict[str, Any]


def petition(dossier: Dossier, lang: str) -> View:
    """Return everything that the petition page shows in a language."""
    return {
        **vars(card(dossier, lang)),
        **_text(dossier, lang),
        **_where(dossier, lang),
        **_when(dossier),
        **_signing(dossier, lang),
        "rejection": answers.rejection(dossier, lang),
        "responses": answers.responses(dossier, lang),
        "debates": answers.debates(dossier, lang),
        "decision": answers.decision(dossier, lang),
        "steps": answers.steps(dossier, lang),
        "timeline": history.events(dossier, lang),
        "notice": notice(dossier, lang),
        "attachments": _attachments(dossier, lang),
        **sharing.links(dossier, lang),
    }


def sign(dossier: Dossier, lang: str) -> View:
    """Return what the signing form asks, by the rule set."""
    who = dossier.rules.sign
    regions = [
        {"code": code, "name": places.jurisdiction_name(code, lang)} for code in person.regions()
    ]
    return {
        "regions": regions if "region" in who.asks else [],
        "region_required": dossier.rules.needs_region,
        "show": list(dossier.rules.shows()) if dossier.rules.public.signers == "choice" else [],
        "eid": "eid" in who.assurance and bool(settings().oidc_issuer),
        "email": "email" in who.assurance,
        "who": rule_words.who(who, lang),
    }


def notice(dossier: Dossier, lang: str) -> str:
    """Return what a reader must know first; empty in an ordinary state."""
    key = dossier.status.state.value
    if dossier.petition.stopped_at and not dossier.status.takes_signatures:
        key = "stopped"
    if key in ("proving", "insufficient", "withdrawn", "archived", "stopped"):
        return words.t(lang, f"petition.notice.{key}")
    return ""


def _text(dossier: Dossier, lang: str) -> View:
    text, text_lang = petition_text(dossier.petition, lang)
    original = dossier.petition.language
    return {
        "title": Said(text.title, text_lang),
        "background": paragraphs(text.background),
        "details": paragraphs(text.details),
        "translated": text_lang != original,
        "original": {"lang": original, "url": f"/{original}/petitions/{dossier.petition.id}/"},
        "petitioner": dossier.petition.petitioner,
    }


def _where(dossier: Dossier, lang: str) -> View:
    facts = dossier.petition
    return {
        "jurisdiction": places.jurisdiction(facts.jurisdiction, lang),
        "body": places.body(facts.body, dossier.rules, lang),
        "rule_set": places.rules_page(facts.rule_set, lang),
    }


def _when(dossier: Dossier) -> View:
    facts, status = dossier.petition, dossier.status
    return {
        "submitted_on": dossier.day(facts.submitted_at),
        "published_on": dossier.day(facts.published_at) if facts.published_at else None,
        "closes_on": dossier.last_day(status.closes_at) if status.closes_at else None,
        "is_closed": bool(status.closes_at and status.closes_at <= dossier.now),
        "takes_signatures": status.takes_signatures,
    }


def _signing(dossier: Dossier, lang: str) -> View:
    counts = dossier.counts
    return {
        "goals": [_goal(dossier, goal.id, lang) for goal in dossier.goals],
        "classes": [
            {"label": words.t(lang, f"petition.class.{name}"), "n": getattr(counts, name)}
            for name in CLASSES
            if name in dossier.rules.sign.assurance or getattr(counts, name)
        ],
        "chart": figures.chart(dossier, lang),
        "regions": figures.regions(dossier, lang),
        "verify": vars(dossier.log) if dossier.log.size else None,
    }


def _goal(dossier: Dossier, goal_id: str, lang: str) -> View:
    goal = next(one for one in dossier.goals if one.id == goal_id)
    rule = dossier.rules.threshold(goal_id)
    shown = goal_view(dossier, goal, lang)
    return {
        **(vars(shown) if shown else {}),
        "reached_on": dossier.day(goal.reached_at) if goal.reached_at else None,
        "areas": rule.areas.minimum if rule and rule.areas else 0,
    }


def _attachments(dossier: Dossier, lang: str) -> list[View]:
    return [
        {
            "name": words.t(lang, "petition.file", name=one.name),
            "url": f"/{quote(one.key)}",
            "kilobytes": -(-one.size // BYTES_PER_KILOBYTE),
        }
        for one in dossier.petition.attachments
    ]
