"""One example's life: what its file says, as moments and signatures of the past."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

from functions.ledger.fold import Counts
from functions.petitions import petition as petitions
from functions.petitions import rules as rule_sets
from functions.petitions import signature
from functions.petitions.petition import Petition, Record
from functions.petitions.rules import RuleSet
from functions.petitions.signature import Assurance, Signer
from functions.shared import clock, content, crypto, table
from infra.local.examples import Debated, Example, Part
from infra.local.officials import Desk
from infra.local.past import Moment, Past, step

PAPER_BATCH = 500
EMAIL: Assurance = "email"
EID: Assurance = "eid"
ONE_DAY = dt.timedelta(days=1)

# These ask the log for entries.
ORDERS = ("publication", "extension", "paper", "stop")

When = float | None


class Act(NamedTuple):
    """Something that happens to a petition, by the name the desk's address has."""

    name: str
    do: Callable[[], None]


@dataclass
class Life:
    """An example on its way into a past."""

    past: Past
    desk: Desk
    example: Example
    rules: RuleSet = field(init=False)

    def __post_init__(self) -> None:
        self.rules = rule_sets.rule_set(self.example.rule_set)

    def plan(self) -> None:
        """Write down what happens when, and who signs."""
        for order, (days, act) in enumerate(self._acts(), start=1):
            if days is not None:
                at = self.past.when(days)
                self.past.moments.append(Moment(at, order, act.do, act.name in ORDERS))
        if self.example.published is not None:
            signed = sorted(self._signatures(self.example.published), key=itemgetter("at"))
            self.past.signatures += signed
            self.past.moments += self._passings([str(item["at"]) for item in signed])

    def _passings(self, times: list[str]) -> Iterator[Moment]:
        """Yield a step of the log at the signature that reaches each threshold.

        Answers rest on what the log says was reached, and duties run from that instant.
        """
        for count in self._thresholds().values():
            if count <= len(times):
                yield step(clock.parse(times[count - 1]), frozenset({self.example.id}))

    def _acts(self) -> Iterator[tuple[When, Act]]:
        yield self.example.submitted, Act("submission", self._submit)
        yield from self._moderation()
        yield from self._order()
        yield from self._answers()

    def _moderation(self) -> Iterator[tuple[When, Act]]:
        one = self.example
        yield from self._one("return", "moderator", one.returned)
        yield one.resubmitted, Act("change", lambda: self._save("resubmitted_at"))
        yield from self._one("rejection", "moderator", one.rejected)
        yield one.published, Act("publication", self._publish)

    def _order(self) -> Iterator[tuple[When, Act]]:
        one = self.example
        yield from self._one("extension", "supervisor", one.extension)
        if one.published is not None and one.signatures.paper:
            yield one.published - one.signatures.days * 0.9, Act("paper", self._count_paper)
        yield from self._one("stop", "supervisor", one.stopped)
        yield one.withdrawn, Act("change", lambda: self._save("withdrawn_at"))
        yield from self._one("removal", "supervisor", one.removed)

    def _answers(self) -> Iterator[tuple[When, Act]]:
        one, clerk = self.example, self._clerk
        for response in one.responses:
            body, on = response.body or one.body, self._day(response.at)
            yield from self._one("response", clerk(body), response, body=body, responded_on=on)
        for debate in one.debates:
            yield from self._debate(debate)
        if one.decision:
            body = one.decision.body or one.body
            yield from self._one("decision", clerk(body), one.decision, body=body)
        for done in one.implementation:
            yield from self._one("implementation", clerk(one.body), done, on=self._day(done.on))

    def _debate(self, debate: Debated) -> Iterator[tuple[When, Act]]:
        """A debate is on a working day: the one before the day named if held, else the next."""
        on = self._day(debate.on)
        while not self.rules.calendar.is_working(on):
            on += -ONE_DAY if debate.held is not None else ONE_DAY
        planned = {"kind": debate.kind, "on": on}
        role = self._clerk(self.example.body)
        yield debate.scheduled, self._do("debate", role, planned)
        told = debate.model_dump(include={"transcript_url", "video_url", "overview"})
        yield debate.held, self._do("debate-outcome", role, planned | told)

    def _one(
        self, name: str, role: str, part: Part | None, **more: Any
    ) -> Iterator[tuple[When, Act]]:
        """An act whose fields are those of a part of the file."""
        if part is not None:
            told = part.model_dump(exclude={"at"}, exclude_none=True) | more
            yield getattr(part, "at", None), self._do(name, role, told)

    def _do(self, name: str, role: str, body: dict[str, Any]) -> Act:
        return Act(name, lambda: self.desk.act(self.example.id, name, body, role))

    def _submit(self) -> None:
        """Store the petition as its petitioner's confirmation would have, with its sponsors."""
        one, now = self.example, clock.now()
        crypto.new_petition_keys(one.id)
        gap = ONE_DAY / (one.sponsors + 1)
        times = {f"{n:064x}": clock.text(now + gap * n) for n in range(1, one.sponsors + 1)}
        petitions.create(Record(self._petition(now), Counts(), sponsors=times))

    def _petition(self, now: dt.datetime) -> Petition:
        one = self.example
        people = self._population()
        place = content.load().jurisdictions[one.jurisdiction]
        return Petition(
            **one.model_dump(
                include={"id", "rule_set", "jurisdiction", "body", "category", "language"}
            ),
            rules_hash=rule_sets.hash_of(one.rule_set),
            text=one.text[one.language],
            translations={lang: t for lang, t in one.text.items() if lang != one.language},
            petitioner=one.petitioner,
            population=people,
            population_on=place.get("population_on") if people else None,
            thresholds=self._thresholds(),
            example=True,
            submitted_at=now,
            confirmed_at=now,
            changed_at=now,
        )

    def _population(self) -> int | None:
        place = content.load().jurisdictions[self.example.jurisdiction]
        return place.get("population") if self.rules.needs_population() else None

    def _thresholds(self) -> dict[str, int]:
        return self.rules.counts(self._population()) | self.example.thresholds

    def _publish(self) -> None:
        people = 2 if self.rules.moderation.two_person else 1
        for number in range(people):
            self._do("publication", f"moderator/{number}", {"checked": True}).do()

    def _count_paper(self) -> None:
        left, role = self.example.signatures.paper, self._clerk(self.example.body)
        while left:
            count = min(left, PAPER_BATCH)
            self._do("paper", role, {"count": count, "received_on": clock.now().date()}).do()
            left -= count

    def _save(self, fact: str) -> None:
        """Set a fact that the petitioner alone decides."""
        record = petitions.load(self.example.id)
        change = {fact: clock.now(), "changed_at": clock.now()}
        petitions.save(record, record.petition.model_copy(update=change))

    def _signatures(self, published: float) -> Iterator[table.Item]:
        """Signatures of nobody: no name, no address, a made-up identity each."""
        one, chance = self.example.signatures, random.Random(self.example.id)
        crypto.new_petition_keys(self.example.id)
        own = crypto.petition_keys(self.example.id)
        regions = list(one.regions) or [""]
        weights = list(one.regions.values()) or [1]
        classes: list[Assurance] = [*repeat(EMAIL, one.email), *repeat(EID, one.eid)]
        for number, assurance in enumerate(classes):
            days = published - one.days * _share(one.shape, chance.random())
            at = min(self.past.when(days), self.past.now)
            region = chance.choices(regions, weights)[0]
            signer = Signer(ident=f"example:{number}", assurance=assurance, region=region)
            yield signature.new_item(
                self.example.id, signer, own, rid=f"{number:032x}", asked_at=at, at=at
            )

    def _day(self, days: float) -> dt.date:
        return self.rules.calendar.local_date(self.past.when(days))

    @staticmethod
    def _clerk(body: str) -> str:
        return f"clerk:{body}"


def _share(shape: str, chance: float) -> float:
    """Return where in the signing time a signature falls, from 0 to 1."""
    if shape == "burst":
        return chance**3
    return 1 - chance**3 if shape == "late" else chance
