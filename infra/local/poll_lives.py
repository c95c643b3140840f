"""An example vote's life: sealed, voted on, counted, departed from, each at its time.

It lives through the code that real votes go through: only its ballots come without their voters.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from random import Random

from functions.ledger import entries
from functions.ledger.promise import MAXIMUM_MERGE_DELAY
from functions.participants import own
from functions.polls import ballot, close, overrides, poll, sealed, sealing
from functions.polls.methods import choice as choices
from functions.polls.poll import Line, Option, Poll, Record
from functions.shared import clock, keys, table
from infra.local import poll_drawing
from infra.local.past import Moment, Past, step
from infra.local.poll_examples import Example

MINUTE = dt.timedelta(minutes=1)
ORDER = 50  # after the acts of petitions of the same instant
AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
HASH = 64


class PollLife:
    """Plans an example: its acts become moments, its ballots are put with the signatures."""

    def __init__(self, past: Past, example: Example) -> None:
        self.past, self.example = past, example
        self.random = Random(f"poll-{example.id}")
        self.closes_at = past.when(example.closes)

    def plan(self) -> None:
        """Add this vote to the past."""
        moments = self._moments()
        self.past.moments += [one for one in moments if one.at <= self.past.now]
        self.past.signatures += self._ballots()

    def _moments(self) -> Iterator[Moment]:
        one, when = self.example, self.past.when
        yield Moment(when(one.sealed), ORDER, self._seal, asks_log=True)
        if one.withdrawn:
            yield Moment(when(one.withdrawn.at), ORDER, self._withdraw)
            return
        yield step(self.closes_at, None)
        over = self.closes_at + MAXIMUM_MERGE_DELAY + MINUTE
        # The first run asks the log to close the vote; the next publishes the result.
        yield Moment(over, ORDER, self._count, asks_log=True)
        yield Moment(over + MINUTE, ORDER, self._count)
        if one.override:
            yield Moment(when(one.override.at), ORDER, self._depart)

    def _seal(self) -> None:
        now = clock.now()
        facts = self._facts(now)
        line = Line(at=now, what="sealed", role="clerk")
        changed = {"sealed": sealing.sealing(facts, now), "history": [line]}
        facts = facts.model_copy(update=changed)
        poll.create(Record(facts))
        sealing.complete(facts, now)
        table.write_all("signatures", self._marks())

    def _facts(self, now: dt.datetime) -> Poll:
        one = self.example
        numbered = list(enumerate(one.options, 1))
        options = [Option(id=n, **option.model_dump()) for n, option in numbered]
        rule = dict(one.rule)
        if numbered:
            rule["options"] = [{"id": n, "cost": option.cost} for n, option in numbered]
        return Poll(
            **one.model_dump(include={"id", "question", "about", "body", "jurisdiction"}),
            options=options,
            rule=rule,
            eligibility=one.eligibility,
            opens_at=self.past.when(one.opens),
            closes_at=self.closes_at,
            trail=f"poll-{one.id}",
            example=True,
            changed_at=now,
        )

    def _withdraw(self) -> None:
        now, ended = clock.now(), self.example.withdrawn
        if ended is None:
            return
        record = poll.load(self.example.id, consistent=True)
        line = Line(at=now, what="withdrawn", role="supervisor", text=ended.reason)
        history = [*record.poll.history, line]
        changed = {"withdrawn_at": now, "history": history, "changed_at": now}
        poll.save(record, record.poll.model_copy(update=changed))
        own.destroy_keys(ballot.keys_name(self.example.id))

    def _count(self) -> None:
        close.run(clock.now())

    def _depart(self) -> None:
        now, given = clock.now(), self.example.override
        if given is None:
            return
        record = poll.load(self.example.id, consistent=True)
        made = overrides.override(
            record.poll, given.winners, given.passed, given.reason, "supervisor", now
        )
        line = Line(at=now, what="overridden", role="supervisor", text=given.reason)
        changed = {
            "overrides": [*record.poll.overrides, made],
            "history": [*record.poll.history, line],
            "changed_at": now,
        }
        poll.save(record, record.poll.model_copy(update=changed))

    def _ballots(self) -> Iterator[table.Item]:
        """Yield each voter's ballot, and the second ones of those who changed their mind."""
        one, rule = self.example, sealed.rule_of(self._facts(self.past.now))
        last = min(self.closes_at, self.past.now)
        if one.withdrawn:
            last = min(last, self.past.when(one.withdrawn.at))
        first = self.past.when(one.opens) + MINUTE
        for number, choice in enumerate(poll_drawing.choices(rule, one.ballots, self.random)):
            voter = self._hash("voter", number)
            assurance = "eid" if number < one.ballots.eid else "email"
            times = sorted(first + (last - first) * self.random.random() for _ in range(2))
            casts = 2 if number >= one.ballots.voters - one.ballots.changed else 1
            for n in range(1, casts + 1):
                said = choice if n == casts else poll_drawing.one(rule, one.ballots, self.random)
                yield {
                    **keys.ballot(one.id, voter, n),
                    "q": one.id,
                    "n": n,
                    "choice": choices.text(said),
                    "a": assurance,
                    "c": self._hash(f"ballot {n}", number),
                    "at": entries.hour(times[n - 1]),
                    "rid": f"example-{number}-{n}",
                }

    def _marks(self) -> Iterator[table.Item]:
        """Yield that so many people voted: none of these is joined to a ballot."""
        ballots = self.example.ballots
        for number in range(ballots.voters):
            yield {
                **keys.mark(self.example.id, self._hash("mark", number)),
                "rg": self.example.jurisdiction,
                "ag": self.random.choice(AGES),
                "a": "eid" if number < ballots.eid else "email",
                "ch": "online",
            }

    def _hash(self, what: str, number: int) -> str:
        told = f"example poll {self.example.id} {what} {number}"
        return hashlib.sha256(told.encode()).hexdigest()[:HASH]
