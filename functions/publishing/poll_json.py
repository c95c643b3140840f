"""A vote as JSON: the short form of lists, the long form of its own file.

Every key is always there; what there is not (yet) is null. Keys may be added, none is renamed.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.publishing import poll_result
from functions.publishing.poll_seen import Seen
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings

Json = dict[str, Any]


def address(number: int) -> str:
    """Return the address of a vote's own file."""
    return f"{settings().site_url}/polls/{number}.json"


def listed(seen: Seen) -> Json:
    """Return a vote as it stands in lists."""
    poll = seen.poll
    attributes = {
        "state": str(seen.state),
        "question": dict(poll.question),
        "method": seen.rule.method,
        "body": poll.body,
        "jurisdiction": poll.jurisdiction,
        "example": poll.example,
        "opens_at": clock.text(poll.opens_at),
        "closes_at": clock.text(poll.closes_at),
        "voters": seen.logged.total,
        "count": seen.logged.told(),
        "log_size": seen.log_size,
        "rule_sha256": poll.sealed.hash if poll.sealed else None,
        "winners": poll_result.final_winners(poll) if poll.result else None,
        "passed": poll.result.passed if poll.result else None,
        "overridden": bool(poll.overrides),
        "project": poll.project,
        "trail": poll.trail,
    }
    links = {"self": address(poll.id)}
    return {"type": "poll", "id": poll.id, "links": links, "attributes": attributes}


def show(seen: Seen) -> Json:
    """Return a vote with its options, rule, history, overrides and result."""
    poll, short, site = seen.poll, listed(seen), settings().site_url
    pages = {lang: f"{site}/{lang}/polls/{poll.id}/" for lang in load().languages}
    more = {
        "about": dict(poll.about),
        "options": [one.model_dump(mode="json") for one in poll.options],
        "rule": seen.rule.to_dict(),
        "eligibility": poll.eligibility.model_dump(mode="json"),
        "sealed_at": _moment(poll.sealed.at if poll.sealed else None),
        "seal_logged": seen.logged.sealed or None,
        "withdrawn_at": _moment(poll.withdrawn_at),
        "paper": poll.paper.model_dump(mode="json") if poll.paper else None,
        "result": seen.result,
        "ballots_published": poll.result.ballots_published if poll.result else None,
        "ballots_sha256": poll.result.ballots_hash if poll.result else None,
        "unique_ballots": seen.unique,
        "overrides": [one.model_dump(mode="json") for one in poll.overrides],
        "history": [
            {"at": clock.text(one.at), "what": one.what, "role": one.role, "text": dict(one.text)}
            for one in poll.history
        ],
    }
    return {
        "links": {"self": address(poll.id), "pages": pages, "files": _files(seen)},
        "data": {**short, "attributes": short["attributes"] | more},
    }


def _files(seen: Seen) -> Json:
    base, result = f"{settings().site_url}/polls/{seen.poll.id}/", seen.poll.result
    has_ballots = result is not None and result.ballots_published
    names = {"rule": "rule.json", "result": "result.json", "ballots": "ballots.json"}
    there = {"rule": True, "result": result is not None, "ballots": has_ballots}
    return {name: base + file if there[name] else None for name, file in names.items()}


def _moment(at: dt.datetime | None) -> str | None:
    return clock.text(at) if at else None
