"""What happened to a petition that somebody should be told of: pure, from its facts and counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from functions.petitions.petition import Record


@dataclass(frozen=True)
class News:
    """An event with a name that never changes, so that nobody hears of it twice.

    `kind` names its words; `to_signers` says whether those who asked for news hear of it too.
    """

    id: str
    kind: str
    at: dt.datetime
    to_signers: bool = False
    about: str = ""


def news(record: Record) -> Iterator[News]:
    """Yield every event so far, oldest kind first."""
    facts = record.petition
    if facts.published_at:
        yield News("published", "published", facts.published_at)
    if facts.rejection:
        yield News("rejected", "rejected", facts.rejection.at, about=facts.rejection.code)
    if facts.returned_at and not facts.resubmitted_at:
        yield News(f"returned-{facts.return_count}", "returned", facts.returned_at)
    for threshold, at in record.counts.passed.items():
        yield News(f"passed-{threshold}", "passed", at, about=threshold)
    for number, response in enumerate(facts.responses):
        yield News(f"response-{number}", "response", response.at, to_signers=True)
    for number, debate in enumerate(facts.debates):
        kind = f"{debate.kind}_scheduled"
        yield News(f"debate-{number}-{debate.on}", kind, debate.scheduled_at, to_signers=True)
        if debate.held_at:
            yield News(f"debate-{number}-held", "debate_held", debate.held_at, to_signers=True)
    if facts.decision:
        yield News("decision", "decision", facts.decision.at, to_signers=True)
    for number, step in enumerate(facts.implementation):
        if step.done:
            yield News(f"implementation-{number}", "implementation", step.at, to_signers=True)
    if facts.removed_at:
        yield News("removed", "removed", facts.removed_at)
