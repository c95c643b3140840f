"""A petition and a poll in the simulation: people sign, withdraw, vote and change their vote."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from functions.ledger import entries, inbox, reconcile, requests, sequence
from functions.shared import keys
from functions.shared.table import Item
from tests.simulation.world import World

PETITION = 7
GOAL = 12
POLL = 3
SEAL = "cd" * 32


class Life:
    """Signs and withdraws by the world's seed; remembers what the log must say in the end."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.random = world.schedule.random
        self.promised: list[bytes] = []
        self.withdrawn: set[bytes] = set()
        self.live: list[Item] = []
        self.voted: list[bytes] = []
        self.voters: dict[str, int] = {}
        self.malformed = 0
        self.closes_at = world.now + timedelta(hours=200)

    def begin(self) -> None:
        """Ask for the entries that every petition, and every poll, begins with."""
        stored = {**keys.poll(POLL), "kind": "POLL", "changed_at": _text(self.world.now)}
        self.world.put("core", stored)
        asks = [
            requests.request(PETITION, "rule", "1", self.world.now, rs="kz@1", d="ab" * 32),
            requests.request(PETITION, "goal", "response", self.world.now, k="response", n=GOAL),
            requests.request(PETITION, "open", "1", self.world.now, x=_text(self.closes_at)),
        ]
        for item in [*asks, requests.of_poll(POLL, "seal", "1", self.world.now, d=SEAL)]:
            self._put(item)

    def minute(self) -> None:
        """Let a minute pass in which a few people do something."""
        self.world.now += timedelta(seconds=self.random.randint(40, 80))
        for _ in range(self.random.choice((0, 1, 1, 2, 5))):
            self._sign(str(self.random.getrandbits(64)))
        if self.live and self.random.random() < 0.3:
            self._withdraw()
        if self._is_open():
            for _ in range(self.random.choice((0, 1, 3))):
                self._vote()
        if self.random.random() < 0.05:
            self._put(self._broken())
            self.malformed += 1

    def sequencer(self) -> None:
        """Run the real sequencer once."""
        sequence.run(self.world.now)

    def reconciler(self) -> None:
        """Run the real reconciliation once."""
        reconcile.run(self.world.now)

    def _sign(self, who: str) -> None:
        c = hashlib.sha256(f"{who}{self.random.getrandbits(64)}".encode()).hexdigest()
        at = self.world.now
        item = {
            **keys.signature(PETITION, f"0{int(c[0], 16) % 2}{who}"),
            "p": PETITION,
            "c": c,
            "a": self.random.choice(("email", "eid")),
            "rg": self.random.choice(("KZ-75", "KZ-79", None)),
            "at": _text(at),
            "st": "live",
            "bucket": inbox.bucket(at, c),
        }
        self._put(item)
        self.live.append(item)
        self.promised.append(_leaf(item))

    def _is_open(self) -> bool:
        """Tell whether the poll is open: its seal is seen to be in the log."""
        count = self.world.tables["core"].get(tuple(keys.poll_count(POLL).values()))
        return count is not None and count["sealed"] == SEAL

    def _vote(self) -> None:
        """Vote, or change an earlier vote."""
        known = sorted(self.voters)
        is_new = not known or self.random.random() < 0.7
        who = str(self.random.getrandbits(64)) if is_new else self.random.choice(known)
        self.voters[who] = self.voters.get(who, 0) + 1
        c = hashlib.sha256(f"{who}{self.random.getrandbits(64)}".encode()).hexdigest()
        at, n = self.world.now, self.voters[who]
        item = {
            **keys.ballot(POLL, f"0{int(who) % 2}{who}", n),
            "q": POLL,
            "n": n,
            "c": c,
            "a": "eid",
            "at": entries.hour(at),
            "choice": "1",
            "bucket": inbox.bucket(at, c),
        }
        self._put(item)
        told = entries.Entry("vote", 0, item["at"], "eid", c, n=n, q=POLL)
        self.voted.append(entries.encode(told))

    def _withdraw(self) -> None:
        """Withdraw as the handler does: the request first, then the item."""
        item = self.live.pop(self.random.randrange(len(self.live)))
        there = self.world.tables["signatures"][item["pk"], item["sk"]]
        self._put(requests.drop(there, "withdrawn", self.world.now))
        self.withdrawn.add(_leaf(item))
        then = self.random.choice(("keep", "erase", "sign again"))
        if then == "keep":
            self._put({**there, "st": "drop"})
        elif then == "erase":
            self.world.delete("signatures", keys.signature(PETITION, item["sk"]))
        else:
            self._sign(item["sk"][2:])

    def _broken(self) -> Item:
        c = hashlib.sha256(str(self.random.getrandbits(64)).encode()).hexdigest()
        at = self.world.now
        key = keys.log_request(PETITION, "odd", c)
        return {**key, "c": c, "at": _text(at), "bucket": inbox.bucket(at, c)}

    def _put(self, item: Item) -> None:
        """Write an item; the index shows it at once, seconds later, or far too late."""
        lags = (0, 0, 0, 0, 5, 90, 300, 1500)
        self.world.lag = timedelta(seconds=self.random.choice(lags))
        self.world.put("signatures", item)
        self.world.lag = timedelta(0)


def _leaf(item: Item) -> bytes:
    at = datetime.fromisoformat(item["at"])
    return entries.sign_leaf(item["p"], item["a"], item["c"], at)


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
