"""Rows about votes: how many voted and what came of it; and where the counted ballots lie."""

from __future__ import annotations

from functions.polls.methods.rule import Rule
from functions.polls.poll import Poll
from functions.publishing import poll_rows
from functions.publishing.data_sources import Json, Record, Sources, codes, moment, page, title
from functions.shared.settings import settings

CLASSES = ("email", "eid", "paper")


def polls(sources: Sources) -> dict[str, list[Record]]:
    """Return every public vote, and an index of the files of ballots."""
    every = [_poll(told) for told in sources.listed(poll_rows.KIND)]
    facts = map(Poll.model_validate, sources.facts(poll_rows.KIND))
    return {"polls": every, "ballots": [_ballots(one) for one in facts if one.result]}


def _poll(told: Json) -> Record:
    winners = told["winners"]
    return {
        "id": told["id"],
        "question": title(told["question"]),
        "method": told["method"],
        "state": told["state"],
        "body": told["body"],
        "jurisdiction": told["jurisdiction"],
        "opens_at": moment(told["opens_at"]),
        "closes_at": moment(told["closes_at"]),
        "voters": told["voters"],
        **{f"voters_{name}": told["count"].get(name, 0) for name in CLASSES},
        "changed": told["count"].get("changed", 0),
        "log_size": told["log_size"],
        "winners": codes(winners) if winners else None,
        "passed": told["passed"],
        "overridden": told["overridden"],
        "rule_sha256": told["rule_sha256"],
        "project": told["project"],
        "trail": told["trail"],
        "example": told["example"],
        "page": page(f"polls/{told['id']}/"),
    }


def _ballots(poll: Poll) -> Record:
    """Return where a vote's ballots lie; too few, or as officials ruled, they are not published."""
    result = poll.result
    if result is None:
        raise ValueError(f"poll {poll.id} is not counted")
    base = f"{settings().site_url}/polls/{poll.id}/"
    is_there = result.ballots_published
    return {
        "poll": poll.id,
        "counted_at": result.at,
        "ballot": Rule.parse(poll.rule).ballot,
        "voters": result.voters,
        "valid": result.valid,
        "blank": result.blank,
        "published": is_there,
        "sha256": result.ballots_hash if is_there else None,
        "json": f"{base}ballots.json" if is_there else None,
        "csv": f"{base}ballots.csv" if is_there else None,
        "result": f"{base}result.json",
    }
