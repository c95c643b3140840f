"""The public files of a counted poll: ballots as JSON, CSV and PabuLib, and the result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from functions.ledger.poll_tally import PollTally
from functions.polls import counting, mark, sealed
from functions.polls.counting import Box
from functions.polls.formats import pabulib_write, table
from functions.polls.formats.pabulib_write import Header
from functions.polls.methods.result import Result
from functions.polls.methods.rule import BUDGET
from functions.polls.poll import Poll
from functions.shared import objects
from functions.shared.content import load
from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT, protect
from functions.shared.words import pick

VERSION = 1
CACHE = "public, max-age=60, stale-while-revalidate=120, stale-if-error=300"


def publish_rule(poll: Poll) -> None:
    """Publish the sealed document, byte for byte what the log's hash is of."""
    _write(poll, "rule.json", sealed.encode(poll))


def publish(poll: Poll, box: Box, result: Result, logged: PollTally) -> None:
    """Write every file of the result; written again they are the same bytes."""
    if box.is_public:
        names = {one.id: pick(one.text, load().default_language)[0] for one in poll.options}
        rule = sealed.rule_of(poll)
        _write(poll, "ballots.json", box.body)
        _write(poll, "ballots.csv", "".join(table.write(rule, names, box.ballots)).encode())
        if rule.method in BUDGET:
            single = [(choice, 1) for choice, weight in box.ballots for _ in range(weight)]
            lines = pabulib_write.write(_header(poll), rule, names, single, result)
            _write(poll, "ballots.pb", "".join(lines).encode())
    _write(poll, "result.json", _json(document(poll, box, result, logged)))


def document(poll: Poll, box: Box, result: Result, logged: PollTally) -> dict[str, Any]:
    """Return the result with all that is needed to count again."""
    seal = counting.sealed_hash(poll)
    return {
        "v": VERSION,
        "poll": poll.id,
        "seal": seal,
        "ballots_hash": box.hash,
        "ballots_published": box.is_public,
        "seed": counting.seed(seal, box.hash),
        "voters": logged.told(),
        "unique": box.unique,
        "result": result.to_dict(),
        "by": _by(poll.id) if box.voters >= SMALLEST_PUBLISHED_COUNT else None,
    }


def _by(poll_id: int) -> dict[str, Mapping[str, int | None]]:
    """Return who voted, by region, age and class; small numbers are hidden."""
    return {part: protect(dict(cells)) for part, cells in mark.turnout(poll_id).items()}


def _header(poll: Poll) -> Header:
    government = load().government
    return Header(
        description=pick(poll.question, "en")[0],
        country=pick(government["name"], "en")[0],
        unit=pick(load().jurisdictions[poll.jurisdiction]["name"], "en")[0],
        instance=str(poll.id),
        date_begin=poll.opens_at.date(),
        date_end=poll.closes_at.date(),
        language=load().default_language,
    )


def _write(poll: Poll, name: str, body: bytes) -> None:
    objects.write("site", f"polls/{poll.id}/{name}", body, cache=CACHE)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
