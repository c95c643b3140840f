"""N petitions for measuring the publisher, the same each time, with their counts by hour."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from functions.petitions import rules
from functions.petitions.petition import Petition, Rejection, Response, Text
from functions.shared import content
from tests.bench import site_texts

NOW = dt.datetime(2026, 9, 30, 12, 3, 4, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
LANGUAGES = ("kk", "ru", "en")
# Of a hundred: what collects signatures, what ended, what was answered; the rest was refused.
OPEN, CLOSED, ANSWERED = 60, 85, 92
MOST_HOURS = 120
_RULES = "kz-central"


@dataclass(frozen=True)
class Made:
    """A petition's facts and what the log says of it."""

    facts: Petition
    hours: dict[str, int]
    passed: dict[str, str]

    @property
    def total(self) -> int:
        return sum(self.hours.values())


def petitions(count: int) -> Iterator[Made]:
    """Yield them by number."""
    return (one(number) for number in range(1, count + 1))


def one(number: int, *, changed: int = 0) -> Made:
    """Return a petition; with `changed` its titles end in that number."""
    chance = random.Random(number)
    share = number % 100
    kind = (
        "open"
        if share < OPEN
        else "closed"
        if share < CLOSED
        else "answered"
        if share < ANSWERED
        else "rejected"
    )
    start = NOW - DAY * (chance.uniform(1, 150) if kind == "open" else chance.uniform(200, 700))
    start = start.replace(microsecond=0)
    hours = {} if kind == "rejected" else _hours(chance, start, answered=kind == "answered")
    passed = _passed(start, hours)
    texts = {lang: _text(chance, lang, changed) for lang in LANGUAGES}
    own = chance.choice(LANGUAGES)
    facts = _facts(number, chance, start) | {
        "language": own,
        "text": texts.pop(own),
        "translations": texts,
    }
    return Made(Petition(**facts | _ended(kind, start)), hours, passed)


def _text(chance: random.Random, lang: str, changed: int) -> Text:
    title = site_texts.line(chance, lang, site_texts.TITLE)
    return Text(
        title=f"{title} {changed}" if changed else title,
        background=site_texts.prose(chance, lang, site_texts.BACKGROUND),
        details=site_texts.prose(chance, lang, site_texts.DETAILS),
    )


@cache
def _chosen() -> tuple[str, str, dict[str, int]]:
    key = max(key for key in content.load().rules if key.startswith(f"{_RULES}@"))
    return key, rules.hash_of(key), rules.rule_set(key).counts(1_000_000)


def _facts(number: int, chance: random.Random, start: dt.datetime) -> dict[str, Any]:
    key, digest, thresholds = _chosen()
    known = content.load()
    return {
        "id": number,
        "rule_set": key,
        "rules_hash": digest,
        "jurisdiction": chance.choice(list(known.jurisdictions)),
        "body": chance.choice(list(known.bodies)),
        "category": chance.choice(list(known.categories)),
        "petitioner": "Example E.",
        "thresholds": thresholds,
        "example": True,
        "submitted_at": start - 20 * DAY,
        "confirmed_at": start - 20 * DAY,
        "published_at": start,
        "changed_at": start,
    }


def _hours(chance: random.Random, start: dt.datetime, *, answered: bool) -> dict[str, int]:
    """Return signatures by hour: many on the first days, fewer after; 10 to 60,000 in all."""
    many = 60_000 if answered else int(chance.paretovariate(0.8) * 60) % 60_000
    found: dict[str, int] = {}
    n = chance.randint(10, MOST_HOURS)
    for _ in range(n):
        at = start + dt.timedelta(hours=min(chance.expovariate(1 / 240), 4_000))
        if at < NOW:
            hour = at.strftime("%Y-%m-%dT%H")
            found[hour] = found.get(hour, 0) + max(1, int(many / n * chance.uniform(0.5, 1.6)))
    return found


def _passed(start: dt.datetime, hours: dict[str, int]) -> dict[str, str]:
    needed, passed, so_far = _chosen()[2], dict[str, str](), 0
    for hour in sorted(hours):
        so_far += hours[hour]
        for goal, count in needed.items():
            if so_far >= count and goal not in passed:
                passed[goal] = f"{hour}:59:00Z"
    return passed


def _ended(kind: str, start: dt.datetime) -> dict[str, Any]:
    if kind == "rejected":
        rejection = Rejection(at=start, code="duplicate", details={})
        return {"rejection": rejection, "published_at": None}
    if kind == "answered":
        words = {lang: site_texts.prose(random.Random(1), lang, 600) for lang in LANGUAGES}
        at = start + 190 * DAY
        answer = Response(
            at=at,
            body="government",
            threshold="response",
            responded_on=at.date(),
            summary={lang: text[:150] for lang, text in words.items()},
            details=words,
            decision="partly",
        )
        return {"responses": [answer]}
    return {}
