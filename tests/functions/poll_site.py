"""Votes with a past, and the site that the publisher makes of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from functions.polls import poll, sealed
from functions.polls.methods import Rule, choice, count
from functions.polls.poll import Line, Option, Poll, Record, Sealed, Summary
from functions.publishing import participation_publish
from functions.shared import clock, objects, table
from tests.conftest import NOW

DAY = dt.timedelta(days=1)
WORDS = {"kk": "Сұрақ", "ru": "Вопрос", "en": "Question"}
SIZE = 100  # of the log that the counts are of


def texts(what: str) -> dict[str, str]:
    """Return a text in every language."""
    return {lang: f"{word} {what}" for lang, word in WORDS.items()}


def options(count: int, cost: int = 0) -> list[Option]:
    """Return options; the first is the dearest."""
    return [
        Option(id=n, text=texts(f"option {n}"), cost=cost * (count + 1 - n))
        for n in range(1, count + 1)
    ]


def facts(number: int = 1, rule: dict[str, Any] | None = None, **changes: Any) -> Poll:
    """Return a sealed vote that is open for two days more."""
    offered: list[Option] = changes.pop("options", [])
    listed = [{"id": one.id, "cost": one.cost} for one in offered]
    base: dict[str, Any] = {
        "id": number,
        "question": texts(str(number)),
        "about": texts("about"),
        "options": offered,
        "rule": {"method": "for_against", **(rule or {})} | ({"options": listed} if listed else {}),
        "body": "akimat-almaty",
        "jurisdiction": "KZ-75",
        "opens_at": NOW - 3 * DAY,
        "closes_at": NOW + 2 * DAY,
        "trail": f"poll-{number}",
        "example": False,
        "changed_at": NOW - 4 * DAY,
    }
    made = Poll(**base | changes)
    if "sealed" in changes:
        return made
    at = made.opens_at - DAY
    history = [Line(at=at, what="sealed", role="clerk"), *made.history]
    seal = Sealed(hash=sealed.digest(made), at=at)
    return made.model_copy(update={"sealed": seal, "history": history})


def stored(own: Poll, **live: int) -> Poll:
    """Store a vote, and let the log's counts say how many voted."""
    table.put("core", poll.to_item(Record(own)))
    objects.write("site", f"polls/{own.id}/rule.json", sealed.encode(own))
    logged(own, **live)
    return own


def logged(own: Poll, tallied: int | None = None, **live: int) -> None:
    """Publish the counts of a vote as the log does."""
    held = objects.read("log", "counts.json")
    told: dict[str, Any] = {"size": SIZE, "petitions": {}}
    told |= json.loads(held.body) if held else {}
    row = {name: live.get(name, 0) for name in ("email", "eid", "paper", "changed")}
    number = str(own.id)
    told.setdefault("polls", {})[number] = row
    if own.sealed:
        told.setdefault("sealed", {})[number] = own.sealed.hash
    if tallied is not None:
        told.setdefault("tallied", {})[number] = tallied
    objects.write("log", "counts.json", json.dumps(told).encode())


def closed(own: Poll, ballots: list[tuple[Any, int]], **changes: Any) -> Poll:
    """Store a vote that is over and counted, by the code that counts."""
    rule, at = Rule.parse(own.rule), own.closes_at + dt.timedelta(minutes=5)
    seed = hashlib.sha256(b"seed").digest()
    result = count(rule, ballots, seed)
    voters = sum(weight for _, weight in ballots)
    published = changes.pop("ballots_published", voters >= 10)
    rows = sorted(
        ([choice.check(rule, one), weight] for one, weight in ballots),
        key=lambda row: choice.text(row[0]),
    )
    body = json.dumps(rows, separators=(",", ":")).encode()
    digest = hashlib.sha256(body).hexdigest()
    summary = Summary(
        at=at,
        winners=list(result.winners),
        passed=result.passed,
        voters=voters,
        changed=0,
        valid=result.valid,
        blank=result.blank,
        ballots_hash=digest,
        ballots_published=published,
    )
    history = [*own.history, Line(at=at, what="tallied", role="platform")]
    done = own.model_copy(update={"result": summary, "history": history, **changes})
    stored(done, tallied=voters, email=voters)
    if published:
        objects.write("site", f"polls/{own.id}/ballots.json", body)
    told = {
        "v": 1,
        "poll": own.id,
        "seal": own.sealed.hash if own.sealed else "",
        "ballots_hash": digest,
        "ballots_published": published,
        "seed": seed.hex(),
        "voters": {"email": voters, "eid": 0, "paper": 0, "changed": 0},
        "unique": sum(weight == 1 for _, weight in ballots),
        "result": result.to_dict(),
        "by": {
            "region": {"KZ-75": voters, "unknown": None},
            "age": {"25-34": voters},
            "assurance": {},
        },
    }
    objects.write("site", f"polls/{own.id}/result.json", json.dumps(told).encode())
    return done


def publish(**options: Any) -> participation_publish.Report:
    """Run the publisher once."""
    return participation_publish.publish(clock.now(), **options)
