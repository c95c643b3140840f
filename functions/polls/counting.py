"""The ballots of a closed poll, gathered once and kept as they were counted, and their result.

What is gathered holds neither order nor time nor class: only what was chosen, and how often. It is
written once, to a private file; everything public is made from that file, however often a run has
to begin again.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from functions.ledger.poll_tally import PollTally
from functions.polls import ballot, sealed
from functions.polls.ballot import Ballot
from functions.polls.methods.count import count
from functions.polls.methods.result import Result
from functions.polls.poll import Poll
from functions.shared import objects
from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT

Weighted = list[tuple[Any, int]]


@dataclass(frozen=True)
class Box:
    """The ballots that count, as one file; `hash` is the file's SHA-256.

    The file that is published holds the ballots alone. One that is withheld holds a random salt
    too, since the hash in the log could otherwise be tried with every small set of ballots.
    """

    body: bytes
    ballots: Weighted
    is_public: bool

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def voters(self) -> int:
        return sum(weight for _, weight in self.ballots)

    @property
    def unique(self) -> int:
        """How many ballots are the only ones of their kind."""
        return sum(weight == 1 for _, weight in self.ballots)


def is_whole(cast: Iterable[Ballot], logged: PollTally) -> bool:
    """Tell whether the log holds as many ballots of each class as there are, no more and no less.

    Each entry of the log was made of one ballot, so equal numbers mean that all are logged.
    """
    firsts: Counter[str] = Counter()
    changed = 0
    for one in cast:
        firsts[one.assurance] += one.number == 1
        changed += one.number > 1
    live = {name: n for name, n in logged.live.items() if n}
    return {name: n for name, n in firsts.items() if n} == live and changed == logged.changed


def gather(poll: Poll, cast: Iterable[Ballot]) -> Box:
    """Keep the ballots that count, once; whoever comes later gets what was kept first."""
    found = kept(poll)
    if found is not None:
        return found
    weights = Counter(one.choice for one in ballot.last(cast))
    rows = [[json.loads(text), weights[text]] for text in sorted(weights)]
    told: Any = rows if may_publish(poll, sum(weights.values())) else _salted(rows)
    with suppress(objects.PreconditionFailedError):  # then another run was first
        objects.write("private", _name(poll.id), _canonical(told), if_none_match=True)
    box = kept(poll)
    if box is None:
        raise FileNotFoundError(_name(poll.id))
    return box


def kept(poll: Poll) -> Box | None:
    """Return the ballots as they were gathered, or None before that."""
    stored = objects.read("private", _name(poll.id))
    return open_box(stored.body) if stored else None


def open_box(body: bytes) -> Box:
    """Read a file of ballots."""
    told = json.loads(body)
    is_public = isinstance(told, list)
    rows = told if is_public else told["ballots"]
    return Box(body, [(choice, weight) for choice, weight in rows], is_public)


def may_publish(poll: Poll, voters: int) -> bool:
    """Tell whether single ballots may be shown: not those of a handful of people."""
    return poll.publish_ballots and (voters >= SMALLEST_PUBLISHED_COUNT or poll.example)


def result(poll: Poll, box: Box) -> Result:
    """Count the ballots by the sealed rule, exactly."""
    drawn = bytes.fromhex(seed(sealed_hash(poll), box.hash))
    return count(sealed.rule_of(poll), box.ballots, drawn)


def seed(seal: str, ballots: str) -> str:
    """Return what a lot is drawn with, 64 hex digits: known to nobody before the ballots are."""
    return hashlib.sha256((seal + ballots).encode()).hexdigest()


def sealed_hash(poll: Poll) -> str:
    """Return the hash in the log. Raises ValueError for a poll that was never sealed."""
    if poll.sealed is None:
        raise ValueError("not sealed")
    return poll.sealed.hash


def _salted(rows: list[Any]) -> dict[str, Any]:
    return {"ballots": rows, "salt": secrets.token_hex(32)}


def _name(poll_id: int) -> str:
    return f"polls/{poll_id}/ballots.json"


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
